#!/usr/bin/env python3
"""Times ``contrecoup add`` of one NDJSON file, and its peak memory, as the file grows.

    python bench/add.py [--megabytes 64 256 1024] [--posts x] [--rows FILE]

The file holds invented posts of ten thousand accounts: events as Jetstream sends them,
about 550 bytes each, or with ``--posts x`` lines as twarc flattens them, with the post
that is quoted and both authors, about 5.6 kB each.  Each size is a fresh process on a
fresh case; the second run on the same case (all duplicates, told by the hash alone) is
timed too.
"""

from __future__ import annotations

import argparse
import functools
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

CHILD = """
import resource, sys, time
from contrecoup.case import Case
rows, said = sys.argv[3], [time.monotonic(), 0.0]
def tell(_name, items, share):
    if rows and time.monotonic() - said[1] > 5:
        said[1] = time.monotonic()
        pages = int(open("/proc/self/statm").read().split()[1])
        line = [said[1] - said[0], time.process_time(), items, share, pages * 4096 / 2**20]
        with open(rows, "a") as out:
            print(*(round(cell, 3) for cell in line), sep="\\t", file=out)
outcome = Case.open(sys.argv[1]).add(sys.argv[2], progress=tell)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
cpu = round(time.process_time())
print(outcome.read, outcome.duplicate, outcome.unreadable, peak, cpu)
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
ACCOUNTS = 10_000
ID = (BEGUN // 1000 - 1_288_834_974_657) << 22
"""Id of a post of X at that time."""


def write(path: Path, megabytes: int, line: Callable[[int, str], str]) -> int:
    """Write invented posts until the file has that size; return how many."""
    dice = random.Random(megabytes)
    texts = [" ".join(dice.choices(WORDS, k=30)) for _ in range(5000)]
    number = 0
    with path.open("w", encoding="utf-8") as out:
        while out.tell() < megabytes << 20:
            lines = [line(n, dice.choice(texts)) for n in range(number, number + 1000)]
            out.write("\n".join([*lines, ""]))
            number += 1000
    return number


def event(number: int, text: str) -> str:
    """Return one line of Jetstream: a post of some thirty words."""
    did = f"did:plc:{number * 7919 % ACCOUNTS:024d}"
    body = {
        "$type": "app.bsky.feed.post",
        "text": f"{text} {number}",
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


@functools.cache
def author(number: int) -> dict[str, object]:
    """Return an account as the API of X tells of it."""
    text = " ".join(WORDS[number % n] for n in range(2, 14))
    counts = ("followers_count", "following_count", "tweet_count", "listed_count")
    return {
        "id": str(10_000_000 + number),
        "name": f"Quai {number}",
        "username": f"quai_{number}",
        "location": "Lanvarec",
        "created_at": "2019-08-09T05:17:14.000Z",
        "description": text,
        "url": "",
        "verified": False,
        "protected": False,
        "pinned_tweet_id": str(ID - number),
        "profile_image_url": f"https://img.example/profile_images/{number}/face_normal.jpg",
        "public_metrics": dict.fromkeys(counts, number),
    }


def flattened(number: int, text: str) -> str:
    """Return one line of twarc: a post that quotes another, and who wrote them."""
    post = _post(number, text)
    other = _post(number - 100_000, text[::-1])
    post |= {"referenced_tweets": [{"type": "quoted", **other}]}
    post |= {"__twarc": {"version": "2.14.1", "retrieved_at": "2031-03-15T09:00:00+00:00"}}
    return json.dumps(post, ensure_ascii=False)


def _post(number: int, text: str) -> dict[str, object]:
    who = author(number * 7919 % ACCOUNTS)
    at = datetime.fromtimestamp(BEGUN / 1e6 + number, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    counts = ("retweet_count", "reply_count", "like_count", "quote_count", "impression_count")
    spans = [
        {"start": n, "end": n + 6, "probability": 0.9, "type": "Place", "normalized_text": word}
        for n, word in enumerate(WORDS[:6])
    ]
    domain = {"id": "35", "name": "Politician", "description": "Politicians in the world"}
    return {
        "id": str(ID + (number * 1000 << 22)),
        "text": f"{text} {number}",
        "author_id": who["id"],
        "author": who,
        "created_at": at,
        "conversation_id": str(ID + (number * 1000 << 22)),
        "lang": "fr",
        "possibly_sensitive": False,
        "reply_settings": "everyone",
        "source": "Web",
        "public_metrics": dict.fromkeys(counts, number % 1000),
        "context_annotations": [{"domain": domain, "entity": domain}] * 3,
        "entities": {"annotations": spans, "mentions": [{"start": 3, "end": 19, **who}]},
    }


def run(case: Path, path: Path, rows: str) -> tuple[float, list[int]]:
    """Add the file in a process of its own; return seconds and what it printed."""
    begun = time.perf_counter()
    command = [sys.executable, "-c", CHILD, str(case), str(path), rows]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - begun, [int(word) for word in done.stdout.split()]


def main() -> int:
    """Print, for each size, items, seconds, MB/s, peak memory, and the second run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--megabytes", type=int, nargs="+", default=[64, 256, 1024])
    parser.add_argument("--posts", choices=("bluesky", "x"), default="bluesky")
    parser.add_argument(
        "--rows", default="", help="Add there, as it runs: s, CPU s, items, share, MiB."
    )
    given = parser.parse_args()
    failed = 0
    for megabytes in given.megabytes:
        with tempfile.TemporaryDirectory() as temporary:
            path = Path(temporary) / "posts.ndjson"
            items = write(path, megabytes, flattened if given.posts == "x" else event)
            taken, (read, _, bad, peak, cpu) = run(Path(temporary) / "case", path, given.rows)
            print(
                f"{megabytes:6} MB {items:9} items {taken:7.1f} s {cpu:6} CPU s "
                f"{megabytes / taken:6.1f} MB/s  peak {peak >> 10:5} MB",
                flush=True,
            )
            again, (_, double, _, _, cpu) = run(Path(temporary) / "case", path, "")
            print(f"{'again':>9} {double:9} items {again:7.1f} s {cpu:6} CPU s", flush=True)
            failed += read != items or double != items or bad > 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
