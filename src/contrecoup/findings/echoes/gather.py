"""Pairs of posts of the accounts that meet often enough, compiled.

Account by account: everybody whom its acts meet within the window is counted
in one array, and only the pairs of posts of those met at least ``min_ties``
times are written down.  Nothing is sorted, and pairs that chance made once cost
one increment, so an object with hundreds of thousands of posts needs no room.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes.compiled import kernel
from contrecoup.findings.echoes.frame import Ints
from contrecoup.findings.echoes.sweep import Timeline

Ints32 = NDArray[np.int32]


def gather(
    line: Timeline,
    rows: Ints,
    first: Ints,
    last: Ints,
    recurs: NDArray[np.bool_],
    min_ties: int,
    most: int,
) -> Iterator[tuple[Ints, Ints, Ints, Ints]]:
    """Batches of pairs (key of the accounts, post, post, object).

    Args:
        line: acts by object, then time.
        rows: acts by account, for accounts that recur.
        first: first act that each act's window reaches.
        last: one past the last.
        recurs: by account, whether it acts more than once.
        min_ties: least number of pairs of posts.
        most: pairs after which a batch ends.
    """
    accounts = line.accounts[rows]
    cuts = np.flatnonzero(accounts[1:] != accounts[:-1]) + 1
    starts = np.concatenate([[0], cuts, [len(rows)]]).astype(np.int64)
    compact = line.accounts.astype(np.int32)
    at = 0
    while at < len(starts) - 1:
        at, *found = _gather(
            compact, line.posts, line.objects, rows, starts, first, last, recurs, min_ties, most, at
        )
        yield found[0], found[1], found[2], found[3]


@kernel
def window_starts(times: Ints, starts: Ints, window: int) -> Ints:
    """First act of the same object that each act's window reaches back to."""
    found = np.empty(len(times), dtype=np.int64)
    for group in range(len(starts) - 1):
        low = starts[group]
        for row in range(starts[group], starts[group + 1]):
            while times[row] - times[low] > window:
                low += 1
            found[row] = low
    return found


@kernel
def _gather(
    accounts: Ints32,
    posts: Ints,
    objects: Ints,
    rows: Ints,
    starts: Ints,
    first: Ints,
    last: Ints,
    recurs: NDArray[np.bool_],
    min_ties: int,
    most: int,
    at: int,
) -> tuple[int, Ints, Ints, Ints, Ints]:
    people = len(recurs)
    counts = np.zeros(people, dtype=np.int32)
    met = np.empty(people, dtype=np.int32)
    room = 1 << 16
    out = np.empty((4, room), dtype=np.int64)
    found = 0
    while at < len(starts) - 1 and found < most:
        own = accounts[rows[starts[at]]]
        many = 0
        for turn in range(starts[at], starts[at + 1]):
            row = rows[turn]
            for other in range(first[row], last[row]):
                who = accounts[other]
                if counts[who] == 0:
                    met[many] = who
                    many += 1
                counts[who] += 1
        often, pairs = 0, 0
        for place in range(many):
            who = met[place]
            if counts[who] >= min_ties and who != own and (who > own or not recurs[who]):
                often += 1
                pairs += counts[who]
            else:
                counts[who] = 0
        if often:
            if found + pairs > room:
                room = max(2 * room, found + pairs)
                wider = np.empty((4, room), dtype=np.int64)
                wider[:, :found] = out[:, :found]
                out = wider
            for turn in range(starts[at], starts[at + 1]):
                row = rows[turn]
                for other in range(first[row], last[row]):
                    who = accounts[other]
                    if counts[who] > 0:
                        out[0, found] = min(own, who) * people + max(own, who)
                        out[1, found] = posts[row]
                        out[2, found] = posts[other]
                        out[3, found] = objects[row]
                        found += 1
        for place in range(many):
            counts[met[place]] = 0
        at += 1
    return (
        at,
        out[0, :found].copy(),
        out[1, :found].copy(),
        out[2, :found].copy(),
        out[3, :found].copy(),
    )
