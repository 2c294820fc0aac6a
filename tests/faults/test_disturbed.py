"""A case whose process is killed, whose current is cut, whose disk fails: nothing is lost.

A short form; `python tests/faults/kill.py --runs 500`, `--power`, `--errors` are the long ones.
"""

from __future__ import annotations

import random

import pytest
from kill import CUT, ERRORS, KILL, PARTS

ACTS = (
    *(
        "init",
        "add-new",
        "add",
        "find",
        "report",
        "report-file",
        "forget",
        "review",
        "people",
        "publish",
        "watch",
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
def test_killed_cut_and_refused(benches, act):
    bench = benches[act]()
    dice = random.Random(act)
    wrong = []
    for mode, times in ((KILL, 2), (CUT, 1)):
        for _ in range(times):
            at, part = dice.randint(1, bench.calls), dice.choice(PARTS)
            wrong += [(mode, at, part, fault) for fault in bench.disturbed(mode, at, part)]
    for name, (mode, code) in ERRORS.items():
        at = dice.randint(1, bench.calls)
        wrong += [(name, at, fault) for fault in bench.disturbed(mode, at, code)]
    assert wrong == []
