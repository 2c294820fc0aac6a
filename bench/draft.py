#!/usr/bin/env python3
"""Prints how long the page takes after a decision, for the sample case and a larger one.

    python bench/draft.py [--posts 6000] [--runs 5]

Seconds of this process's own work (CPU) come first, then those of the clock: on a machine that
others use too, the second say little.

Each run decides (accept, reject, drop, reword) in a case that is already open, as in the local
app, and rebuilds the page in one language.  The larger case is the sample with invented posts
added until it holds as many as asked.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from contrecoup import demo
from contrecoup.case import Case
from contrecoup.corridor import desk

WORDS = [
    "cap",
    "équipage",
    "phare",
    "marée",
    "conseil",
    "lettre",
    "instruments",
    "départ",
    "soutien",
    "merci",
    "demain",
    "port",
]


def enlarge(case: Case, wanted: int, folder: Path) -> None:
    """Add invented posts of the case's own accounts until it holds as many as wanted."""
    held = case.documents().posts
    seed = random.Random(7)
    accounts = [m for m in case.people.matches if m.platform == "x"]
    first = min(post.created_at for post in held)
    path = folder / "more.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for n in range(wanted - len(held)):
            who = accounts[n % len(accounts)]
            at = first + timedelta(seconds=seed.randrange(4 * 86400))
            row = {
                "post_id": f"x:{9_000_000 + n}",
                "account_id": who.account_id,
                "created_at": at.isoformat(),
                "text": " ".join(seed.choices(WORDS, k=12)) + f" {n}",
                "platform": "x",
                "handle": who.handle,
            }
            out.write(json.dumps(row) + "\n")
    case.add(path)


Spent = tuple[float, float]


def now() -> Spent:
    """Return the seconds of work and of the clock."""
    return time.process_time(), time.perf_counter()


def since(begun: Spent) -> Spent:
    """Return what has passed of both."""
    work, clock = now()
    return work - begun[0], clock - begun[1]


def measure(case: Case, runs: int) -> tuple[Spent, dict[str, list[Spent]]]:
    """Return the seconds of the first page, and of a page after each kind of decision."""
    begun = now()
    desk.page(case, "fr")
    opened = since(begun)
    spent: dict[str, list[Spent]] = {}
    queue = list(case.review.queue)
    lines = [s.key for s in case.report("fr").sentences][-runs:]
    for n in range(runs):
        line = lines[n]
        review, words = case.review, f"Une phrase{'.' * (n + 1)}"
        acts: dict[str, Callable[[], object]] = {
            "accept": partial(review.accept, queue[2 * n].target, who="bench"),
            "reject": partial(review.reject, queue[2 * n + 1].target, why="bench", who="bench"),
            "reword": partial(review.reword, "k1", words, lang="fr", who="bench"),
            "drop": partial(review.drop, line, who="bench"),
        }
        for name, act in acts.items():
            begun = now()
            act()
            desk.page(case, "fr")
            spent.setdefault(name, []).append(since(begun))
    return opened, spent


def main() -> int:
    """Run both cases and print a line a decision."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--posts", type=int, default=6000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    for posts in (0, given.posts):
        with tempfile.TemporaryDirectory() as folder:
            case = demo.build(Path(folder) / "case").case
            if posts:
                enlarge(case, posts, Path(folder))
            opened, spent = measure(Case(case.folder), given.runs)
            held = len(case.documents().posts)
            print(f"{held} posts: first page {opened[0]:.2f} s of work ({opened[1]:.2f} s)")
            for name, seconds in spent.items():
                work, clock = zip(*seconds, strict=True)
                print(
                    f"  after {name:7} median {statistics.median(work):.2f} s of work, worst "
                    f"{max(work):.2f} s ({statistics.median(clock):.2f} s, {max(clock):.2f} s)"
                )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
