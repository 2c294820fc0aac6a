#!/usr/bin/env python3
"""Times ``contrecoup add`` of one NDJSON file, and its peak memory, as the file grows.

    python bench/add.py [--megabytes 64 256 1024]

The file holds invented events as Jetstream sends them, about 550 bytes each, of
ten thousand accounts.  Each size is a fresh process on a fresh case; the second
run on the same case (all duplicates, told by the hash alone) is timed too.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHILD = """
import resource, sys
from contrecoup.case import Case
outcome = Case.open(sys.argv[1]).add(sys.argv[2])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(outcome.read, outcome.duplicate, outcome.unreadable, peak)
"""
WORDS = [
    "gare",
    "quai",
    "train",
    "départ",
    "lettre",
    "conseil",
    "vote",
    "signé",
    "demande",
    "atelier",
    "port",
    "marée",
    "nuit",
]
BEGUN = 1_931_270_709_000_000


def write(path: Path, megabytes: int) -> int:
    """Write invented events until the file has that size; return how many."""
    dice = random.Random(megabytes)
    number = 0
    with path.open("w", encoding="utf-8") as out:
        while out.tell() < megabytes << 20:
            for _ in range(1000):
                out.write(event(number, dice) + "\n")
                number += 1
    return number


def event(number: int, dice: random.Random) -> str:
    """Return one line: a post of some thirty words."""
    did = f"did:plc:{dice.randrange(10_000):024d}"
    body = {
        "$type": "app.bsky.feed.post",
        "text": " ".join(dice.choices(WORDS, k=30)) + f" {number}",
        "langs": ["fr"],
        "createdAt": "2031-03-14T16:30:09.123Z",
    }
    commit = {
        "rev": f"3l{number:011d}",
        "operation": "create",
        "collection": "app.bsky.feed.post",
        "rkey": f"3k{number:011d}",
        "record": body,
        "cid": "bafyrei" + f"{number:052d}",
    }
    line = {"did": did, "time_us": BEGUN + number * 1000, "kind": "commit", "commit": commit}
    return json.dumps(line, ensure_ascii=False)


def run(case: Path, path: Path) -> tuple[float, list[int]]:
    """Add the file in a process of its own; return seconds and what it printed."""
    begun = time.perf_counter()
    command = [sys.executable, "-c", CHILD, str(case), str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - begun, [int(word) for word in done.stdout.split()]


def main() -> int:
    """Print, for each size, items, seconds, MB/s, peak memory, and the second run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--megabytes", type=int, nargs="+", default=[64, 256, 1024])
    failed = 0
    for megabytes in parser.parse_args().megabytes:
        with tempfile.TemporaryDirectory() as temporary:
            path = Path(temporary) / "events.ndjson"
            items = write(path, megabytes)
            taken, (read, _, bad, peak) = run(Path(temporary) / "case", path)
            again, (_, double, _, _) = run(Path(temporary) / "case", path)
            failed += read != items or double != items or bad > 0
            print(
                f"{megabytes:6} MB {items:9} items {taken:7.1f} s "
                f"{megabytes / taken:6.1f} MB/s  peak {peak >> 10:5} MB  again {again:5.1f} s",
                flush=True,
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
