#!/usr/bin/env python3
"""Prints how long each screen of the app takes for a case with many findings.

    python bench/desk.py [--findings 50000] [--runs 5]

The case is the sample with invented posts of its own accounts added, each of which takes a side:
a stance and a quotation.  A screen's time is the server's, from the request to the last byte; of
this process's own work (CPU) first, then of the clock, which on a machine that others use too says
little.  Beside it, how many times an empty screen (the list of cases) that is.  "After a decision"
is the first time after one was made, for screens that rest on the account also the time to write it:
such a screen says after two seconds that it comes, and the others answer meanwhile: "while it is
written" they are asked for in turn until the draft is there.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from starlette.testclient import TestClient

from contrecoup import demo
from contrecoup.app import application
from contrecoup.app.serving import SWITCH
from contrecoup.case import Case

PORT = 8017
OWN = {"Origin": f"http://127.0.0.1:{PORT}"}
SIDES = (
    "Je soutiens Nolwenn",
    "Je fais confiance à Nolwenn",
    "I support Nolwenn",
    "I trust Nolwenn",
)
PARTS = (
    "bri", "mar", "to", "lu", "ken", "sou", "va", "dro", "pel", "gan", "ti", "cor", "bel", "nou",
)  # fmt: skip


def enlarge(case: Case, wanted: int, folder: Path) -> None:
    """Add posts until about as many findings are to be found."""
    seed = random.Random(11)
    accounts = [m for m in case.people.matches if m.verdict == "sure" and m.platform == "x"]
    first = min(post.created_at for post in case.documents().posts)
    path = folder / "more.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for n in range((wanted - len(case.review.queue)) // 2):
            who = accounts[n % len(accounts)]
            words = ["".join(seed.choices(PARTS, k=3)) for _ in range(10)]
            row = {
                "post_id": f"x:{9_000_000 + n}",
                "account_id": who.account_id,
                "created_at": (first + timedelta(seconds=seed.randrange(4 * 86400))).isoformat(),
                "text": f"{SIDES[n % len(SIDES)]}. {' '.join(words).capitalize()}.",
                "platform": "x",
                "handle": who.handle,
            }
            out.write(json.dumps(row) + "\n")
    case.add(path)


class Clock:
    """Times what a server needs for an answer."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(self, path: str, runs: int) -> tuple[float, float]:
        """Return the median milliseconds of work and of the clock, once it is worked out."""
        spent = []
        for _ in range(runs):
            work, clock = time.process_time(), time.perf_counter()
            answer = self.client.get(path)
            while "Refresh" in answer.headers:  # it says that it comes: see whether it is there
                time.sleep(0.1)
                answer = self.client.get(path)
            spent.append((time.process_time() - work, time.perf_counter() - clock))
            assert answer.status_code == 200, (path, answer.text[:500])
        return tuple(1000 * statistics.median(column) for column in zip(*spent, strict=True))

    def decide(self, target: str) -> tuple[float, float]:
        """Return the milliseconds of a decision, from the press of a key to the next finding."""
        work, clock = time.process_time(), time.perf_counter()
        form = {"target": target, "verb": "accept", "who": "bench", "back": "/c/case/findings"}
        answer = self.client.post("/c/case/decide", data=form, headers=OWN)
        assert answer.status_code == 200, answer.text[:500]
        return 1000 * (time.process_time() - work), 1000 * (time.perf_counter() - clock)


def meanwhile(clock: Clock, screens: dict[str, str]) -> None:
    """Print how long screens take that are asked for in turn until the draft is there."""
    writing = threading.Thread(target=clock.get, args=("/c/case/draft", 1))
    spent: dict[str, list[float]] = {}
    writing.start()
    time.sleep(0.5)
    while writing.is_alive():
        for name, path in screens.items():
            if name not in {"draft", "publish"}:
                spent.setdefault(name, []).append(clock.get(f"/c/case/{path}", 1)[1])
    writing.join()
    told = ", ".join(f"{name} {max(rows):.0f}" for name, rows in spent.items())
    count = sum(map(len, spent.values()))
    print(f"while it is written, {count} screens, the slowest in ms by the clock: {told}")


def main() -> int:
    """Make the case and print a line a screen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--findings", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # a long run is looked at meanwhile
    sys.setswitchinterval(SWITCH)  # as `contrecoup serve` does
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        enlarge(demo.build(Path(folder) / "case").case, given.findings, Path(folder))
        print(f"the case was made in {time.process_time() - begun:.0f} s of work")
        app = application(folder, token="T", port=PORT)
        client = TestClient(app, base_url=f"http://127.0.0.1:{PORT}")
        client.get("/?token=T")
        clock, case = Clock(client), Case(Path(folder) / "case")
        begun = time.process_time()
        clock.get("/c/case/findings", 1)
        opened = time.process_time() - begun
        empty, _ = clock.get("/", 50)
        queue = case.review.queue
        print(
            f"{len(queue)} findings in {len(case.documents().posts)} posts; opened in {opened:.0f} s"
        )
        print(f"an empty screen: {empty:.1f} ms of work")
        person = quote(case.roster.people[0].person_id)
        screens = {
            "inbox": "inbox", "people": "people", "one person": f"people?person={person}",
            "findings": "findings", "the last findings": f"findings?from={len(queue) - 40}",
            "findings searched": "findings?q=tolubri", "hand check": "check?kind=stances",
            "evidence": "evidence", "one post": f"evidence?id={quote('x:9000001')}",
            "draft": "draft", "publish": "publish", "settings": "settings",
        }  # fmt: skip
        for name, path in screens.items():
            first, _ = clock.get(f"/c/case/{path}", 1)
            work, wall = clock.get(f"/c/case/{path}", given.runs)
            print(
                f"{name:18} {work:6.0f} ms of work ({wall:6.0f} ms), {work / empty:5.0f} times; the first {first:.0f} ms"
            )
        decided = [clock.decide(queue[n].target) for n in range(given.runs)]
        work, wall = (statistics.median(column) for column in zip(*decided, strict=True))
        print(
            f"{'a decision':18} {work:6.0f} ms of work ({wall:6.0f} ms), the next finding included"
        )
        for n in range(given.runs):
            clock.decide(queue[given.runs + n].target)
            meanwhile(clock, screens)
        clock.decide(queue[2 * given.runs].target)
        for name in ("draft", "publish"):
            work, wall = clock.get(f"/c/case/{name}", 1)
            print(f"{name} after a decision {work:8.0f} ms of work ({wall:.0f} ms)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
