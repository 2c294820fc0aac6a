#!/usr/bin/env python3
"""Prints how large the page of a case of 6,000 items is, and how fast a browser shows it.

    python bench/page.py [--items 6000] [--runs 3] [--keep FOLDER]

The case is the sample with more posts by its own accounts (their words, seeded), read,
found and written as any case is. The page is opened in Debian's chromium, headless, at
1280 and 390 pixels: time to DOMContentLoaded, to load, and to a forced layout of the whole.
Beside it, the same for an empty page: the floor. Needs playwright.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import contrecoup as cc

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "src" / "contrecoup" / "sample" / "ondelune-2031"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
START = datetime(2031, 3, 14, 17, 0, tzinfo=UTC)
HOURS = 96
LIMIT_MS = 3000
LIMIT_BYTES = 2_000_000
SEED = 6000
TIMES = """
() => { document.body.getBoundingClientRect();
  const [n] = performance.getEntriesByType('navigation');
  return [n.domContentLoadedEventEnd, n.loadEventEnd, performance.now()]; }
"""


def more(count: int, folder: Path) -> Path:
    """Write posts by the sample's accounts on X, in pages as its API gives them."""
    text = (SAMPLE / "x" / "search-2.jsonl").read_text("utf-8")
    pages = [json.loads(line) for line in text.split("\n") if line]
    users = {u["id"]: u for page in pages for u in page["includes"]["users"]}
    said = [t["text"] for page in pages for t in page["data"] if not t["text"].startswith("RT ")]
    rng = random.Random(SEED)
    chosen = sorted(users)
    made: list[dict[str, Any]] = []
    for number in range(count):
        at = START + timedelta(seconds=rng.randrange(HOURS * 3600))
        made.append(
            {
                "id": str(2_700_000_000_000_000_000 + number),
                "author_id": rng.choice(chosen),
                "created_at": at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "text": f"{rng.choice(said)[:200]} ({number})",
                "lang": "fr",
                "public_metrics": {},
            }
        )
    path = folder / "more.jsonl"
    lines = [
        {
            "data": made[first : first + 100],
            "includes": {"users": [users[u] for u in chosen]},
            "meta": {"result_count": len(made[first : first + 100])},
            "__twarc": {"url": "", "version": "2", "retrieved_at": "2031-03-18T21:02:40+00:00"},
        }
        for first in range(0, len(made), 100)
    ]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    return path


def build(items: int, folder: Path) -> dict[str, Any]:
    """Make the case and write its French page; return sizes."""
    case_folder = folder / "case"
    case = cc.Case.open(case_folder)
    shutil.copy(SAMPLE / "case.toml", case_folder / "case.toml")
    case = cc.Case.open(case_folder)
    case.people.load(SAMPLE / "roster.csv")
    names = ("x/search-1.jsonl", "x/search-2.jsonl", "bluesky/searchPosts.json", "press")
    case.add(*(SAMPLE / name for name in names), letter=SAMPLE / "letter.v2.html")
    held = len(case.documents().posts)
    case.add(more(items - held, folder))
    case.report(lang="fr").save(folder / "page.html")
    files = sorted(folder.glob("page*.html"))
    return {
        "items": len(case.documents().posts),
        "bytes": {path.name: path.stat().st_size for path in files},
    }


def times(page: Path, runs: int) -> dict[str, list[float]]:
    """Return the median milliseconds to content, load and layout, by width."""
    from playwright.sync_api import sync_playwright

    found = {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        for width in (1280, 390):
            rows = []
            for _ in range(runs):
                tab = browser.new_page(viewport={"width": width, "height": 900})
                tab.goto(page.as_uri())
                rows.append(tab.evaluate(TIMES))
                tab.close()
            found[str(width)] = [
                round(statistics.median(column)) for column in zip(*rows, strict=True)
            ]
        browser.close()
    return found


def main() -> None:
    """Print sizes and times, and whether both limits are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=6000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder to leave the files in")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        told = build(given.items, folder)
        (folder / "empty.html").write_text("<!doctype html><title>-</title><p>-", "utf-8")
        told["milliseconds: content, load, layout"] = times(folder / "page.html", given.runs)
        told["an empty page"] = times(folder / "empty.html", given.runs)
    layout = max(row[-1] for row in told["milliseconds: content, load, layout"].values())
    told["kept"] = {
        "bytes": sum(told["bytes"].values()) < LIMIT_BYTES,
        "layout": layout < LIMIT_MS,
    }
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
