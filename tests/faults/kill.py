#!/usr/bin/env python3
"""Disturbs a case in every way that a disk and a power cord can, and says what became of it.

    python tests/faults/kill.py --runs 500                  # killed, each act, at that many instants
    python tests/faults/kill.py --power --runs 500          # the current cut: what was not flushed is gone
    python tests/faults/kill.py --errors                    # each call fails in turn
    python tests/faults/kill.py --acts add forget --seed 7
    python tests/faults/kill.py --runs 500 --share 2/3      # the second third of them
    python tests/faults/kill.py --keep FOLDER               # the case of each first fault is kept there

Instants are calls that change the disk, drawn by the seed with how much of a write is
left; the same draw twice is run once, since nothing else differs between two runs.  After each: the case opens, `check` passes or names what an interrupted
write left, what was acknowledged is there, and the same command again ends well and leaves
the bytes of an undisturbed run.  Two instants that leave the same bytes behind are asked and
gone on with once, since the clock stands still and nothing else tells them apart.
"""

from __future__ import annotations

import argparse
import errno
import hashlib
import json
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from acts import ACTS, CUT, FAIL, FULL, KILL, POSTS, Act, Forks, compiled, prepared, tree

INTERRUPTED = {"extra", "torn", "removal on request"}
"""The verdicts by which `check` names what an interrupted write left."""
ERRORS = {
    "full": (FAIL, errno.ENOSPC),
    "broken": (FAIL, errno.EIO),
    "readonly": (FULL, errno.EROFS),
}


UNFINISHED = re.compile(r"\.new-\d+-[0-9a-f]+")
PARTS = (0, 333, 667, 999)
"""Thousandths of a write that are there when the process dies in it."""
KEPT = 5
"""So many faults of an act leave their case in the folder of --keep."""


def left_behind(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return what a disturbed case is: its folders, and the hash of each file, unfinished ones too.

    Of an unfinished file's name, only that it is one counts: the rest is by chance.
    """
    return tuple(
        sorted(
            (
                UNFINISHED.sub(".new-", path.relative_to(folder).as_posix()),
                hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
            )
            for path in folder.rglob("*")
        )
    )


class Bench:
    """One act, its undisturbed run, and what is found wrong when it is disturbed."""

    def __init__(self, forks: Forks, ready: Path, act: Act) -> None:
        self.forks = forks
        self.act = act
        self.start = ready / act.start
        self.work = ready / "work"
        self.clock = {"clock": 0} if act.name == "watch" else {}
        self.before = forks.ask(self.copy())
        good = shutil.copytree(self.start, ready / f"good-{act.name}")
        answer = forks.run(good, act.argv(good), **self.clock)
        assert answer["status"] == 0, answer
        assert answer["calls"], f"{act.name} changes nothing"
        self.calls: int = answer["calls"]
        self.good = tree(good / "case")
        self.said = forks.ask(good)
        assert self.said["failed"] == []
        self._gone_on: dict[tuple[tuple[str, str], ...], tuple[dict[str, Any], list[str]]] = {}

    @property
    def left(self) -> int:
        """How many different states of the case the disturbances left."""
        return len(self._gone_on)

    def copy(self) -> Path:
        """Copy the case as it is before, to be disturbed."""
        shutil.rmtree(self.work, ignore_errors=True)
        return shutil.copytree(self.start, self.work)

    def disturbed(self, mode: int, at: int, code: int = 0) -> list[str]:
        """Disturb the act at one call; return what is wrong afterwards."""
        base = self.copy()
        answer = self.forks.run(base, self.act.argv(base), mode, at, code, **self.clock)
        wrong = self._ended(answer, mode)
        left = left_behind(base / "case")
        if left not in self._gone_on or self.clock or self.act.fresh:
            self._gone_on[left] = self._again(base)
        after, then = self._gone_on[left]
        if "error" not in after and not self.act.kept(answer["out"], self.before, after):
            wrong.append(f"lost: it had said {answer['out']!r}")
        return wrong + then

    def _again(self, base: Path) -> tuple[dict[str, Any], list[str]]:
        """Ask the case what it holds, and run the act again; return the answer and what is wrong."""
        wrong: list[str] = []
        after = self.forks.ask(base)
        if "error" in after:
            wrong.append(f"the case does not open: {after['error']}")
            after |= {"decisions": []}
        elif {kind for kind, _, _ in after["failed"]} - INTERRUPTED:
            wrong.append(f"check: {after['failed']}")
        again = self.forks.run(base, self.act.argv(base), **self.clock)
        done = after["decisions"] != self.before["decisions"]
        if again["status"] and not (self.act.refused and self.act.refused in again["err"]):
            wrong.append(f"again: {again['status']}: {again['err'][-600:]}")
        if self.act.name == "watch":
            return after, wrong + self._followed(base)
        if self.act.fresh:
            return after, wrong + self._equal(self.forks.ask(base))
        different = self._different(tree(base / "case"))
        if different:
            wrong.append(f"bytes: {', '.join(different)}")
        if different or done:
            last = self.forks.ask(base)
            if last.get("failed", True):
                wrong.append(f"check, at last: {last.get('failed', last)}")
        return after, wrong

    def _ended(self, answer: dict[str, Any], mode: int) -> list[str]:
        if mode in {KILL, CUT}:
            return [] if answer["status"] in {-9, 0} else [f"ended with {answer['status']}"]
        if "Traceback" in answer["err"] or answer["status"] < 0 or answer["status"] == 70:
            return [f"no error of ours: {answer['status']} {answer['err'][-900:]}"]
        if answer["status"] and "Next:" not in answer["err"]:
            return [f"no next step: {answer['err'][-300:]}"]
        return []

    def _followed(self, base: Path) -> list[str]:
        """Return what is missing or double after a stream was followed to its end.

        A slow machine may need to follow it more than once.
        """
        last = self.forks.ask(base)
        for _ in range(8):
            if len(last.get("posts", ())) >= POSTS:
                break
            self.forks.run(base, self.act.argv(base), **self.clock)
            last = self.forks.ask(base)
        if last.get("failed", True):
            return [f"check, at last: {last.get('failed', last)}"]
        return [] if len(last["posts"]) == POSTS else [f"{len(last['posts'])} posts of {POSTS}"]

    def _equal(self, last: dict[str, Any]) -> list[str]:
        """Return what a case with keys of its own says otherwise than the undisturbed one."""
        other = [kind for kind in self.said if last.get(kind) != self.said[kind]]
        return [f"says otherwise: {', '.join(other)}: {last.get('error', last)}"] if other else []

    def _different(self, now: dict[str, str]) -> list[str]:
        return sorted(set(now) ^ set(self.good)) + sorted(
            name for name in set(now) & set(self.good) if now[name] != self.good[name]
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=2031)
    parser.add_argument("--acts", nargs="*", default=[act.name for act in ACTS])
    parser.add_argument("--power", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--share", default="1/1", help="which part of the plan, of how many")
    parser.add_argument("--keep", type=Path, help="a folder for the cases of the first faults")
    parser.add_argument("--every", type=int, default=1, help="with --errors: each n-th call")
    given = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
        shim = compiled(Path(name))
        if shim is None:
            sys.exit("this needs Linux and a C compiler")
        forks, server = Forks(shim), stream()
        try:
            ready = prepared(Path(name) / "cases", forks, server)
            for act in ACTS:
                if act.name in given.acts:
                    bad += report(Bench(forks, ready, act), given)
        finally:
            forks.close()
            server.end()
    return 1 if bad else 0


def stream() -> Any:
    """Start the server that a watch follows."""
    from tests.live import doubles

    class Events(doubles.Jetstream):
        begun = doubles.START

        @staticmethod
        def event(number: int) -> dict[str, Any]:
            return doubles.post(number, f"lettre {number}")

    return Events()


def plan(calls: int, given: argparse.Namespace) -> list[tuple[str, int, int, int]]:
    """Return this share of what is done to an act of so many calls: (name, mode, at, errno)."""
    number, shares = map(int, given.share.split("/"))
    return whole_plan(calls, given)[number - 1 :: shares]


def whole_plan(calls: int, given: argparse.Namespace) -> list[tuple[str, int, int, int]]:
    if given.errors:
        every = range(1, calls + 1, given.every)
        return [(name, mode, at, code) for name, (mode, code) in ERRORS.items() for at in every]
    dice = random.Random(given.seed)
    mode, name = (CUT, "cut") if given.power else (KILL, "killed")
    drawn = [(dice.randint(1, calls), dice.choice(PARTS)) for _ in range(given.runs)]
    return [(name, mode, at, part) for at, part in dict.fromkeys(drawn)]


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def report(bench: Bench, given: argparse.Namespace) -> int:
    """Run the plan; print a line for each fault, and one line in all."""
    begun = time.monotonic()
    faults: Counter[str] = Counter()
    steps = plan(bench.calls, given)
    for number, (name, mode, at, code) in enumerate(steps, 1):
        found = bench.disturbed(mode, at, code)
        for fault in found:
            faults[name] += 1
            say(f"  {bench.act.name} {name} at call {at}, {code}: {fault}")
        if found and given.keep and faults.total() - len(found) < KEPT:
            kept = given.keep / f"{bench.act.name}-{name}-{at}-{code}"
            shutil.copytree(bench.work, kept, dirs_exist_ok=True)
        if not number % 50:
            say(f"  {bench.act.name}: {number} of {len(steps)}, {faults.total()} faults")
    told = {
        "act": bench.act.name,
        "calls": bench.calls,
        "disturbed": dict(Counter(step[0] for step in steps)),
        "instants": len({step[2] for step in steps}),
        "left": bench.left,
        "faults": dict(faults),
        "seconds": round(time.monotonic() - begun, 1),
    }
    say(json.dumps(told))
    return sum(faults.values())


if __name__ == "__main__":
    sys.exit(main())
