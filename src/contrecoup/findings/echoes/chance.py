"""How many ties chance alone would make, by two nulls.

*Who*: accounts are permuted among the acts of the same hour; what was done
and when stays.  Each pair's expected weight has a closed form; from it and the
number of distinct objects that the pair shared come a p-value (Poisson tail)
and, over all pairs of accounts, a false-discovery rate (Benjamini-Hochberg).
*When*: each account's timeline is shifted as a whole by up to ``SHIFT``; who
did what stays.  Seeded runs of both say how many pairs share one object, two,
three … where nothing but chance is at work.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes.frame import Acts, Ints
from contrecoup.findings.echoes.sweep import Timeline, _timeline, ahead, expand
from contrecoup.findings.echoes.ties import Ties

HOUR: Final = 3_600_000_000
SHIFT: Final = 6 * HOUR
MOST_OBJECTS: Final = 5
COMPILED_FROM: Final = 20_000
MOST_PAIRS: Final = 4_000_000
MOST_ACTS: Final = 1_000_000  # acts or pairs, times runs
_PIECE = 4_000_000
Floats = NDArray[np.float64]


def every_act(acts: Acts, times: Ints, accounts: Ints) -> Timeline:
    """All acts by object, then time, those on one account's objects too."""
    order = np.lexsort((acts.posts, acts.codes))
    posts = acts.posts[order]
    return _timeline(acts.codes[order], times[posts], accounts[posts], posts)


def expected(line: Timeline, ties: Ties, window: int) -> Floats:
    """Expected weight of each tie when accounts are permuted within the hour."""
    if not len(ties):
        return np.zeros(0)
    block = line.times // max(HOUR, window)
    block -= block.min()
    blocks, people = int(block.max()) + 2, int(line.accounts.max()) + 1
    present, block = np.unique(
        block, return_inverse=True
    )  # only the hours in which anything was done
    follows = np.diff(present, append=blocks) == 1
    total = np.bincount(block, minlength=len(present)).astype(np.float64)
    inside, beside = _pairs_by_block(line, block, window, len(present))
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.nan_to_num(2.0 * inside / (total * (total - 1.0)), posinf=0.0)
        step = np.nan_to_num(beside / (total * np.roll(total, -1)), posinf=0.0)
    step = np.where(follows, step, 0.0)
    key = np.sort(line.accounts * len(present) + block)
    new = np.concatenate([[True], key[1:] != key[:-1]])
    at = np.flatnonzero(new)
    acts = np.diff(at, append=len(key)).astype(np.float64)
    key = key[at]
    starts = np.searchsorted(key, np.arange(people + 1) * len(present))
    hours = key % len(present)
    if len(ties) >= COMPILED_FROM:
        from contrecoup.findings.echoes.gather import meet_by_hour as meet
    else:
        meet = _meet_by_hour
    return meet(ties.a, ties.b, starts, hours, acts, own, step)


def _meet_by_hour(
    a: Ints, b: Ints, starts: Ints, hours: Ints, acts: Floats, own: Floats, step: Floats
) -> Floats:
    """Expected weight of each pair: hours of the two side by side, each with the next."""
    found = np.zeros(len(a))
    busy = [
        dict(zip(hours[low:high].tolist(), acts[low:high].tolist(), strict=True))
        for low, high in pairwise(starts.tolist())
    ]
    for place, (one, two) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        theirs = busy[two]
        mean = 0.0
        for hour, many in busy[one].items():
            mean += own[hour] * many * theirs.get(hour, 0.0)
            mean += step[hour] * many * theirs.get(hour + 1, 0.0)
            mean += step[hour - 1] * many * theirs.get(hour - 1, 0.0) if hour else 0.0
        found[place] = mean
    return found


def _pairs_by_block(line: Timeline, block: Ints, window: int, blocks: int) -> tuple[Floats, Floats]:
    """Pairs of acts on one object within the window: in one block, and into the next."""
    reach = ahead(line, window)
    rows = np.arange(len(line), dtype=np.int64)
    # Acts of one object and block stand together; the last of them ends the block.
    change = np.ones(len(line), dtype=np.bool_)
    change[:-1] = (block[1:] != block[:-1]) | (line.objects[1:] != line.objects[:-1])
    last = np.flatnonzero(change)
    end = last[np.searchsorted(last, rows)] + 1
    within = np.minimum(reach, end) - rows - 1
    beyond = np.maximum(reach - end, 0)
    return (
        np.bincount(block, weights=within, minlength=blocks).astype(np.float64),
        np.bincount(block, weights=beyond, minlength=blocks).astype(np.float64),
    )


def p_values(objects: Ints, mean: Floats) -> Floats:
    """Chance of at least so many shared objects where so much weight is expected."""
    from scipy.special import gammainc

    found = gammainc(objects.astype(np.float64), np.maximum(mean, 1e-300))
    return np.asarray(found, dtype=np.float64)


def q_values(p: Floats, tests: int) -> Floats:
    """Benjamini-Hochberg over ``tests`` pairs, of which only those tied are given."""
    if not len(p):
        return p
    order = np.argsort(p)
    scaled = p[order] * max(tests, len(p)) / np.arange(1, len(p) + 1)
    found = np.empty(len(p))
    found[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return found


def significance(line: Timeline, ties: Ties, window: int) -> dict[str, Floats]:
    """Columns that stand beside each tie."""
    people = len(np.flatnonzero(np.bincount(line.accounts))) if len(line) else 0
    mean = expected(line, ties, window)
    p = p_values(ties.objects, mean)
    q = q_values(p, people * (people - 1) // 2)
    return {"expected": mean, "p_value": p, "q_value": q, "rarity": ties.rarity}


def levels(line: Timeline, window: int, runs: int, seed: int) -> dict[str, Any] | None:
    """Pairs of accounts that share at least one object, two …: observed and by chance."""
    if not len(line) or not runs:
        return None
    reach = ahead(line, window)
    total = int((reach - np.arange(len(line)) - 1).sum())
    if total > MOST_PAIRS:
        return {"runs": 0, "why": f"{total} pairs of posts are too many to permute"}
    runs = max(1, min(runs, MOST_ACTS // max(total, len(line))))
    chosen = np.random.default_rng(seed)
    block = line.times // HOUR
    block -= block.min()
    order = np.argsort(block, kind="stable")
    who, when = [], []
    shared = _shared(line)
    for _ in range(runs):
        noise = chosen.integers(0, 1 << 40, len(line))
        shuffled = np.empty_like(line.accounts)
        shuffled[order] = line.accounts[np.argsort(block << 40 | noise, kind="stable")]
        who.append(_levels(_with_accounts(line, shuffled), reach))
        shift = chosen.integers(-SHIFT, SHIFT + 1, int(line.accounts.max()) + 1)
        moved = shared.times + shift[shared.accounts]
        sort = np.lexsort((moved, shared.objects))
        later = _timeline(
            shared.objects[sort], moved[sort], shared.accounts[sort], shared.posts[sort]
        )
        when.append(_levels(later, ahead(later, window)))
    observed = _levels(line, reach)
    by_who, by_when = np.array(who, np.float64), np.array(when, np.float64)
    return {
        "runs": runs,
        "levels": [
            {
                "objects": k + 1,
                "observed": int(observed[k]),
                "expected_who": float(by_who[:, k].mean()),
                "expected_when": float(by_when[:, k].mean()),
                "runs_as_high_who": int((by_who[:, k] >= observed[k]).sum()),
                "runs_as_high_when": int((by_when[:, k] >= observed[k]).sum()),
                "above_chance": bool(
                    observed[k] > 0
                    and (by_who[:, k] < observed[k]).all()
                    and (by_when[:, k] < observed[k]).all()
                ),
            }
            for k in range(MOST_OBJECTS)
        ],
    }


def _shared(line: Timeline) -> Timeline:
    """Acts on objects on which several acted."""
    several = np.diff(line.starts) > 1
    return line.only(np.flatnonzero(np.repeat(several, np.diff(line.starts))))


def _with_accounts(line: Timeline, accounts: Ints) -> Timeline:
    return Timeline(line.objects, line.times, accounts, line.posts, line.starts)


def _levels(line: Timeline, reach: Ints) -> Ints:
    """Number of pairs of accounts that share at least 1, 2 … objects within the window."""
    people = int(line.accounts.max(initial=0)) + 1
    group = line.group
    rows = np.arange(len(line), dtype=np.int64)
    keys, objects = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for i, j in expand(rows, rows + 1, reach, _PIECE):
        one, two = line.accounts[i], line.accounts[j]
        other = one != two
        keys.append((np.minimum(one, two) * people + np.maximum(one, two))[other])
        objects.append(group[i[other]])
    key, shared = np.concatenate(keys), np.concatenate(objects)
    order = np.lexsort((shared, key))
    key, shared = key[order], shared[order]
    if not len(key):
        return np.zeros(MOST_OBJECTS, dtype=np.int64)
    new_key = np.concatenate([[True], key[1:] != key[:-1]])
    new = new_key | np.concatenate([[True], shared[1:] != shared[:-1]])
    counts = np.add.reduceat(new.astype(np.int64), np.flatnonzero(new_key))
    return np.array([(counts > k).sum() for k in range(MOST_OBJECTS)], dtype=np.int64)
