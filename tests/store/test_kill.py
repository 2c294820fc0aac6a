"""Killed at any instant, a case opens, and nothing acknowledged is lost."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from contrecoup.store import Decisions, Ledger, Vault

WORKER = Path(__file__).with_name("killed.py")


def run_and_kill(case, begin, mode, delay):
    """Run the worker, kill it a while after its first word, and return what it told."""
    with subprocess.Popen(
        [sys.executable, str(WORKER), str(case), str(begin), mode], stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(delay)
        child.kill()
        raw = first + child.stdout.read()
    lines = raw.decode().split("\n")[:-1]
    assert lines, "the worker must have told something"
    return [tuple(line.split(" ")) for line in lines]


@pytest.mark.parametrize(("mode", "times"), [("keeps", 24), ("reads", 6)])
def test_killed_at_random_instants(case, kit, mode, times):
    chance = random.Random(2031)
    told: dict[str, set[str]] = {"capture": set(), "read": set(), "decision": set()}
    for turn in range(times):
        for kind, what in run_and_kill(case, turn * 10_000, mode, chance.uniform(0, 0.08)):
            told[kind].add(what)
        vault, decisions = Vault(case), Decisions(case)
        held = {c.capture_id for c in vault.captures()}
        assert told["capture"] <= held
        assert told["decision"] <= {d.target for d in decisions.all()}
        for capture_id in random.Random(turn).sample(sorted(held), min(5, len(held))):
            vault.open(capture_id).read()
        wrong = [v for v in [*vault.verify(), *decisions.verify()] if not v.ok]
        assert {v.kind for v in wrong} <= {"extra"}
        assert len(wrong) <= turn + 1, "at most one object is left a kill"
        ledger = Ledger(case)
        if ledger.complete_for(told["read"]):
            ids = {p.capture_id for p in ledger.documents(vault.captures()).posts}
            assert told["read"] <= ids
        else:
            ledger.drop()
            told["read"].clear()
    capture = kit.keep(Vault(case), b"after all")
    assert capture in Vault(case).captures()
    assert not [p for p in (case / "vault").rglob(".new-*") if p.is_file()]
