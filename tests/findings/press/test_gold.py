"""Figures on gold data do not fall below eval/floors.toml; skipped where the data is absent."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from contrecoup.findings.press import read

pytestmark = pytest.mark.untraced

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "data" / "press"
SCORER = SHARED / "tools" / "score" / "run.py"
FLOORS = tomllib.loads((ROOT / "eval" / "floors.toml").read_text())["press"]

needs_data = pytest.mark.skipif(
    not GOLD.is_dir() or not SCORER.is_file(), reason="../shared/data is absent"
)


@needs_data
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_floors(name: str, tmp_path: Path) -> None:
    run = [sys.executable, str(SCORER), str(GOLD), "--set", name, "--split", "dev", "--rounds", "0"]
    subprocess.run([*run, "--inputs", str(tmp_path / "in")], check=True, capture_output=True)
    with (
        (tmp_path / "in" / f"{name}.jsonl").open() as given,
        (tmp_path / f"{name}.jsonl").open("w") as out,
    ):
        subprocess.run(
            [sys.executable, str(ROOT / "eval" / "press" / "predict.py")],
            stdin=given,
            stdout=out,
            check=True,
        )
    scores = tmp_path / "scores.json"
    subprocess.run(
        [*run, "--predictions", str(tmp_path), "--json", str(scores)],
        check=True,
        capture_output=True,
    )
    figures = json.loads(scores.read_text())[name]["figures"]
    value = lambda key: figures[key]["value"] if isinstance(figures[key], dict) else figures[key]  # noqa: E731
    for key, floor in FLOORS[name].get("at_least", {}).items():
        assert value(key) >= floor, key
    for key, roof in FLOORS[name].get("at_most", {}).items():
        assert value(key) <= roof, key


SEED = GOLD / "seed_article.txt"


@pytest.mark.skipif(not SEED.is_file(), reason="../shared/data is absent")
def test_acceptance_article() -> None:
    reading = read(SEED.read_bytes().decode())
    people = {p.id: p for p in reading.people}
    spoken = [
        (people[q.speaker].name.split()[-1] if q.speaker in people else None, q.kind)
        for q in reading.quotations
        if q.kind in ("direct", "block")
    ]
    assert spoken == [
        (None, "direct"),
        ("Depue", "direct"),
        (None, "direct"),
        ("Zhao", "direct"),
        ("Karpathy", "direct"),
        ("Karpathy", "block"),
    ]
    days = [q.said.from_ for q in reading.quotations if q.said and q.kind in ("direct", "block")]
    assert days == ["2023-11-18", "2023-11-19", "2023-11-19", "2023-11-19"]
    assert len(reading.same) == 1
    assert [people[p].name.split()[-1] for s in reading.successions for p in s.people] == [
        "Altman",
        "Murati",
        "Shear",
    ]
    joined = {
        (people[m.person].name.split()[-1], m.modality)
        for m in reading.moves
        if m.type == "join" and m.person
    }
    assert joined == {
        ("Altman", "done"),
        ("Brockman", "done"),
        ("Madry", "done"),
        ("Karpathy", "background"),
    }
    assert [(x.signatories.count, x.signatories.qualifier) for x in reading.letters] == [
        (500, "nearly")
    ]
    assert [(w.what, w.medium) for w in reading.waves] == [("heart", "x")]
    assert any(
        q.status == "removed-as-reported" and people[q.speaker].name.endswith("Zhao")
        for q in reading.quotations
        if q.speaker
    )
    assert any(d.threat and d.condition for d in reading.demands)
    assert len(reading.slogans) == 2
    assert reading.quality.level == "reworded"
    assert any(p.handle for p in reading.people)
