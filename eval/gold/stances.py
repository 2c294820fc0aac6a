"""Score the stances in invented posts: `python -m eval.gold.stances [--json] [--misses SET]`."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from contrecoup.findings.stances import in_text
from contrecoup.findings.targets import BOARD_ID, Targets
from contrecoup.model.people import Account, Person, Roster

HERE = Path(__file__).parent
VALUES = ("for", "against", "confused", "neither")
Row = dict[str, Any]
Side = tuple[str, str]


def rows(name: str) -> list[Row]:
    """Return the rows of a JSON lines file beside this module."""
    text = (HERE / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def targets() -> Targets:
    """Return whom the posts can be about: the invented people, and the board."""
    people = rows("stances_people.jsonl")
    return Targets(
        Roster(
            people=tuple(
                Person(person_id=p["id"], name=p["name"], other_names=tuple(p["other_names"]))
                for p in people
            ),
            accounts=tuple(
                Account(platform="x", handle=p["x"], person_id=p["id"]) for p in people if p["x"]
            ),
        )
    )


def planted(row: Row) -> set[Side]:
    """Return the sides that a post takes: (polarity, target)."""
    return {(s["polarity"], s["target"] or "") for s in row["stances"]}


def found(row: Row, whom: Targets) -> set[Side]:
    """Return the sides that the product says a post takes."""
    taken = in_text(row["text"], whom)
    return {(t.polarity, "board" if t.target == BOARD_ID else t.target) for t in taken}


def figures(some: Iterable[Row], whom: Targets) -> dict[str, float]:
    """Return precision and recall in percent, of all and of each value."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in some:
        gold, got = planted(row), found(row, whom)
        for kind, sides in (("hit", gold & got), ("wrong", got - gold), ("missed", gold - got)):
            for polarity, _ in sides:
                counts[polarity, kind] += 1
                counts["all", kind] += 1
    made: dict[str, float] = {}
    for value in ("all", *VALUES):
        hit, wrong, missed = (counts[value, kind] for kind in ("hit", "wrong", "missed"))
        made[f"{value}.p"] = round(100 * hit / max(1, hit + wrong), 1)
        made[f"{value}.r"] = round(100 * hit / max(1, hit + missed), 1)
    return made


def main() -> None:
    """Print the figures of each half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", default="", help="print what is wrong or missed in a half")
    given = parser.parse_args()
    posts, whom = rows("stances.jsonl"), targets()
    halves = {half: [p for p in posts if p["set"] == half] for half in ("tuned", "held-out")}
    made = {half: figures(some, whom) for half, some in halves.items()}
    if given.json:
        print(json.dumps(made))
        return
    for half, values in made.items():
        print(f"{half} ({len(halves[half])} posts)")
        for value in ("all", *VALUES):
            print(f"  {value:9} P {values[f'{value}.p']:5} R {values[f'{value}.r']:5}")
    for row in halves.get(given.misses, []):
        if planted(row) != found(row, whom):
            print(row["id"], row["text"], sorted(planted(row)), sorted(found(row, whom)))


if __name__ == "__main__":
    main()
