"""Stances in invented posts: figures do not fall below eval/floors.toml."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "eval" / "gold"
FLOORS = tomllib.loads((ROOT / "eval" / "floors.toml").read_text())["stances"]


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    run = subprocess.run(
        [sys.executable, "-m", "eval.gold.stances", "--json"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    made: dict[str, dict[str, float]] = json.loads(run.stdout)
    return made


@pytest.mark.parametrize("half", sorted(FLOORS))
def test_floors(figures: dict[str, dict[str, float]], half: str) -> None:
    floors = FLOORS[half]["at_least"]
    assert {key: figures[half][key] for key in floors if figures[half][key] < floors[key]} == {}
    assert floors.keys() == figures[half].keys()


def rows(name: str) -> list[dict[str, Any]]:
    text = (GOLD / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_the_posts_are_well_formed() -> None:
    posts = rows("stances.jsonl")
    known = {p["id"] for p in rows("stances_people.jsonl")} | {"board"}
    assert len({p["id"] for p in posts}) == len({p["text"] for p in posts}) == len(posts)
    for post in posts:
        for stance in post["stances"]:
            sided = stance["polarity"] in {"for", "against"}
            assert (stance["target"] in known) if sided else stance["target"] is None
    halves = Counter((p["set"], p["lang"], bool(p["stances"])) for p in posts)
    assert all(halves[half, lang, True] >= 15 <= halves[half, lang, False]
               for half in ("tuned", "held-out") for lang in ("fr", "en"))  # fmt: skip
