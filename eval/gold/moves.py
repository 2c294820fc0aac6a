"""Score the moves of invented sentences: `python -m eval.gold.moves [--misses ROUND]`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from contrecoup.findings.press import read

HERE = Path(__file__).parent
Row = dict[str, Any]
Event = tuple[str, str | None, str]


def rows() -> list[Row]:
    """Return the sentences with their moves."""
    text = (HERE / "moves_own.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def planted(row: Row) -> list[Event]:
    """Return the moves of a sentence: type, person, modality."""
    return [(e["type"], e["person"], e["modality"]) for e in row["events"]]


def found(row: Row) -> list[Event]:
    """Return the moves that the product finds in a sentence."""
    reading = read(row["sentence"], row["lang"])
    names = {p.id: p.name for p in reading.people} | {o.id: o.name for o in reading.organisations}
    return [(m.type, names.get(m.person or ""), m.modality) for m in reading.moves]


def same(a: Event, b: Event) -> bool:
    """Return whether type and modality are equal and one name holds the other, or both are absent."""
    if (a[0], a[2]) != (b[0], b[2]):
        return False
    return a[1] == b[1] or bool(a[1] and b[1] and (a[1] in b[1] or b[1] in a[1]))


def hits(gold: Sequence[Event], got: Sequence[Event]) -> int:
    """Return how many moves are matched one to one."""
    left = list(got)
    count = 0
    for event in gold:
        match = next((n for n, other in enumerate(left) if same(event, other)), None)
        if match is not None:
            del left[match]
            count += 1
    return count


def figures(some: Iterable[Row]) -> dict[str, float]:
    """Return precision, recall and F1 of events, and sentences without one left alone, in percent."""
    right = wanted = said = quiet = silent = 0
    for row in some:
        gold, got = planted(row), found(row)
        right += hits(gold, got)
        wanted += len(gold)
        said += len(got)
        quiet += not gold
        silent += not gold and not got
    return {
        "event.p": 100 * right / max(said, 1),
        "event.r": 100 * right / max(wanted, 1),
        "event.f1": 200 * right / max(said + wanted, 1),
        "left_alone": 100 * silent / max(quiet, 1),
    }


def main() -> None:
    """Print the figures of every round and language, or what is wrong in a round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", type=int, metavar="ROUND")
    wanted = parser.parse_args().misses
    everything = rows()
    for number in sorted({r["round"] for r in everything}):
        for lang in ("fr", "en"):
            some = [r for r in everything if (r["round"], r["lang"]) == (number, lang)]
            print(number, lang, len(some), {k: round(v) for k, v in figures(some).items()})
    for row in everything:
        if row["round"] == wanted and (
            hits(planted(row), found(row)) < max(len(planted(row)), len(found(row)))
        ):
            print(row["sentence"], "\n  wanted", planted(row), "\n  found ", found(row))


if __name__ == "__main__":
    main()
