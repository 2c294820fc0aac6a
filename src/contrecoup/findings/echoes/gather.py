# ruff: noqa: C901 - loops for the compiler
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


def weigh(
    pairs: tuple[Ints, Ints, Ints, Ints],
    times: Ints,
    people_on: Ints,
    min_ties: int,
    *,
    several: bool,
) -> tuple[Ints, Ints, Ints, Ints, Ints, NDArray[np.float64], Ints, Ints]:
    """Weigh pairs that stand together by key: key, weight, objects, first, last, rarity, posts.

    The last two are the posts of each tie and where they start.
    """
    rarity = 1.0 / np.log2(np.maximum(people_on, 2))
    return _weigh(*pairs, times, rarity, min_ties, several)


@kernel  # pragma: no cover - compiled code is not traced
def _sort(values: Ints, count: int) -> None:
    if count > 24:
        values[:count] = np.sort(values[:count])
        return
    for place in range(1, count):
        value = values[place]
        spot = place
        while spot > 0 and values[spot - 1] > value:
            values[spot] = values[spot - 1]
            spot -= 1
        values[spot] = value


@kernel  # pragma: no cover - compiled code is not traced
def _weigh(
    key: Ints,
    p: Ints,
    q: Ints,
    objects: Ints,
    times: Ints,
    rarity: NDArray[np.float64],
    min_ties: int,
    several: bool,  # noqa: FBT001
) -> tuple[Ints, Ints, Ints, Ints, Ints, NDArray[np.float64], Ints, Ints]:
    runs = 0
    for row in range(len(key)):
        runs += row == 0 or key[row] != key[row - 1]
    out = np.empty((5, runs), dtype=np.int64)
    rare = np.zeros(runs, dtype=np.float64)
    starts = np.zeros(runs + 1, dtype=np.int64)
    posts = np.empty(2 * len(key), dtype=np.int64)
    work = np.empty(2 * len(key) + 1, dtype=np.int64)
    tie, end, low = 0, 0, 0
    while low < len(key):
        high = low + 1
        while high < len(key) and key[high] == key[low]:
            high += 1
        count = high - low
        weight = count
        if several:
            for row in range(count):
                one, two = p[low + row], q[low + row]
                work[row] = min(one, two) * len(times) + max(one, two)
            _sort(work, count)
            weight = 0
            for row in range(count):
                weight += row == 0 or work[row] != work[row - 1]
        if weight >= min_ties:
            work[:count] = objects[low:high]
            _sort(work, count)
            distinct = 0
            for row in range(count):
                if row == 0 or work[row] != work[row - 1]:
                    distinct += 1
                    rare[tie] += rarity[work[row]]
            work[:count] = p[low:high]
            work[count : 2 * count] = q[low:high]
            _sort(work, 2 * count)
            for row in range(2 * count):
                if row == 0 or work[row] != work[row - 1]:
                    posts[end] = work[row]
                    end += 1
            out[0, tie], out[1, tie], out[2, tie] = key[low], weight, distinct
            out[3, tie], out[4, tie] = times[work[0]], times[work[2 * count - 1]]
            tie += 1
            starts[tie] = end
        low = high
    return (
        out[0, :tie].copy(),
        out[1, :tie].copy(),
        out[2, :tie].copy(),
        out[3, :tie].copy(),
        out[4, :tie].copy(),
        rare[:tie].copy(),
        starts[: tie + 1].copy(),
        posts[:end].copy(),
    )


@kernel  # pragma: no cover - compiled code is not traced
def meet_by_hour(
    a: Ints,
    b: Ints,
    starts: Ints,
    hours: Ints,
    acts: NDArray[np.float64],
    own: NDArray[np.float64],
    step: NDArray[np.float64],
) -> NDArray[np.float64]:
    """See :func:`contrecoup.findings.echoes.chance._meet_by_hour`."""
    found = np.zeros(len(a), dtype=np.float64)
    for tie in range(len(a)):
        j, end = starts[b[tie]], starts[b[tie] + 1]
        mean = 0.0
        for i in range(starts[a[tie]], starts[a[tie] + 1]):
            hour = hours[i]
            while j < end and hours[j] < hour - 1:
                j += 1
            k = j
            while k < end and hours[k] <= hour + 1:
                if hours[k] == hour:
                    mean += own[hour] * acts[i] * acts[k]
                elif hours[k] > hour:
                    mean += step[hour] * acts[i] * acts[k]
                else:
                    mean += step[hour - 1] * acts[i] * acts[k]
                k += 1
        found[tie] = mean
    return found


@kernel  # pragma: no cover - compiled code is not traced
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


@kernel  # pragma: no cover - compiled code is not traced
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
    spots = np.empty(people, dtype=np.int64)
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
        pairs = 0
        for place in range(many):
            who = met[place]
            many_times = counts[who]
            counts[who] = 0
            if many_times >= min_ties and who != own and (who > own or not recurs[who]):
                spots[who] = found + pairs
                pairs += many_times
                counts[who] = 1
        if pairs:
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
                        spot = spots[who]
                        spots[who] += 1
                        out[0, spot] = min(own, who) * people + max(own, who)
                        out[1, spot] = posts[row]
                        out[2, spot] = posts[other]
                        out[3, spot] = objects[row]
            found += pairs
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
