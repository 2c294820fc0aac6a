#!/usr/bin/env python3
"""Queues many invented articles: add and find, each a process of its own, and find again in one.

    python bench/articles.py [--articles 2000 20000] [--words 150] [--work DIR]

Each article is a file of plain text with a headline, an outlet, a day, and sentences that quote
invented people.  ``again`` is what a program that stays open does (the app, a notebook): it finds,
another person is put on the roster, and it finds once more, which alone is counted.  Printed of each stage, as a line of JSON: seconds of the processor, and milliseconds
an article, peak memory (of the process alone), and the bytes of the case after it.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

FIRST = ("Ana", "Farid", "Solveig", "Nolwenn", "Brigid", "Yann", "Fiona", "Alix")
LAST = ("Kervella", "Ouazzani", "Aasland", "Trévidic", "Ni Dhonn", "Le Goasguen", "Wilde", "Moor")
ROLES = ("engineer", "chief executive", "director", "spokesperson", "team lead")
SAID = ("said", "wrote", "announced", "told reporters")
TEXT = """the board of the harbour company met for nine hours and gave no reason for its decision while
the staff signed a letter that asks for an answer before the end of the week and the crews of three
ships posted the same words under their own names"""
WORDS = TEXT.split()

AGAIN = """
import json, resource, sys, time
from contrecoup.case import Case
case = Case(sys.argv[1])
before = case.find()
roster = case.folder / "roster.csv"
roster.write_text(roster.read_text("utf-8").rstrip() + "\\n" + sys.argv[2] + "\\n", "utf-8")
begun = time.process_time()
after = case.find()
told = {"cpu": round(time.process_time() - begun, 1)}
assert len(after.quotations) == len(before.quotations)
print(json.dumps(told | {"peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10}))
"""


def again(case: str) -> dict[str, float]:
    """Find, put a person on the roster, and find again; return what the second took."""
    header = (Path(case) / "roster.csv").read_text("utf-8").splitlines()[0].split(",")
    person = {"person": "ana", "name": "Ana Kervella", "organisation": "Ondelune", "public": "1"}
    row = ",".join(person.get(column, "") for column in header)
    done = subprocess.run(
        [sys.executable, "-c", AGAIN, case, row], check=True, capture_output=True, text=True
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def article(number: int, words: int) -> str:
    """Return the text of an article."""
    dice = random.Random(number)
    day = f"{1 + number % 28} March 2031"
    lines = [f"Harbour staff sign letter number {number}", f"The Harbour Ledger, {day}", ""]
    said = 0
    while said < words:
        drawn = [dice.choice(WORDS) for _ in range(12)]
        name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
        sentence = " ".join(drawn)
        if dice.random() < 0.4:
            lines.append(
                f"“{sentence.capitalize()},” {dice.choice(SAID)} {name}, {dice.choice(ROLES)} at "
                f"Ondelune, on Friday."
            )
        else:
            lines.append(f"{sentence.capitalize()}, after {name} left Ondelune in {day[-4:]}.")
        said += len(lines[-1].split())
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print a line of JSON for each number of articles and stage."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[2000])
    parser.add_argument("--words", type=int, default=150)
    parser.add_argument("--stages", nargs="+", default=["add", "find"])
    parser.add_argument("--most", type=float, default=0.0, help="GiB that a stage may use")
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    ran = import_module("whole").ran  # beside this file
    failed = 0
    for many in given.articles:
        with tempfile.TemporaryDirectory(dir=given.work) as name:
            folder = Path(name)
            (folder / "press").mkdir()
            for number in range(many):
                path = folder / "press" / f"{number:06}.txt"
                path.write_text(article(number, given.words), encoding="utf-8")
            case = str(folder / "case")
            ran(0, ["init", case, "--group", "Ondelune"])
            for stage in given.stages:
                more = [str(folder / "press")] if stage == "add" else []
                told = again(case) if stage == "again" else ran(given.most, [stage, case, *more])
                failed += "exit" in told
                size = sum(p.stat().st_size for p in Path(case).rglob("*") if p.is_file())
                each = round(1000 * told.get("cpu", 0) / many, 2)
                row = {"articles": many, "stage": stage, **told, "ms_each": each}
                print(json.dumps(row | {"case_mib": size >> 20}), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
