"""Waves: when a thing was posted far more often than over the whole time.

Counts per bucket of time, so posts in the same second are no difficulty;
Kleinberg's automaton with two states (usual, and ``STEEP`` times that), moving
up costs ``GAMMA`` times the logarithm of the number of buckets.  The cheapest
path of all is found, for every thing at once.

Source: Kleinberg, *Bursty and Hierarchical Structure in Streams*, KDD 2002 (section 4 has the
automaton on counts).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes.frame import Acts, Ints
from contrecoup.findings.echoes.order import distinct, sorting

STEEP: Final = 2.0
GAMMA: Final = 1.0
LEAST_POSTS: Final = 5
MOST_BUCKETS: Final = 600
COMPILED_FROM: Final = 100_000  # counts from which compiled code pays for its start
_SECOND = 1_000_000
WIDTHS: Final = tuple(
    seconds * _SECOND
    for seconds in (60, 300, 900, 3600, 10_800, 21_600, 86_400, 604_800, 2_592_000, 31_536_000)
)


@frozen
class Wave:
    """One burst of one thing.

    Attributes:
        what: code of the thing.
        onset: start of the first bucket of the burst, in microseconds.
        peak: start of its fullest bucket.
        end: end of its last bucket.
        half_life: microseconds from the peak's start until half of its posts from then on were out.
        posts: posts in it.
        people: accounts in it.
        baseline: posts per bucket over the whole time.
        buckets: start, posts, accounts and level of each bucket from onset to end.
        rows: those posts.
    """

    what: int
    onset: int
    peak: int
    end: int
    half_life: int
    posts: int
    people: int
    baseline: float
    buckets: tuple[tuple[int, int, int, int], ...]
    rows: Ints


@frozen(eq=False)
class Buckets:
    """How time is cut: the first start, the width, and the number of buckets."""

    start: int
    width: int
    count: int

    def of(self, times: Ints) -> Ints:
        """Bucket of each instant; outside of all: below 0, or ``count`` and more."""
        return np.asarray((times - self.start) // self.width)


def cut(times: Ints) -> Buckets:
    """Cut the time in which nearly all posts lie, whatever strays before and after."""
    if not len(times):
        return Buckets(0, WIDTHS[0], 0)
    low, high = np.quantile(times, [0.01, 0.99], method="nearest").astype(np.int64).tolist()
    span = max(high - low, 1)
    low, high = max(low - span // 4, int(times.min())), min(high + span // 4, int(times.max()))
    width = next((w for w in WIDTHS if (high - low) // w < MOST_BUCKETS), WIDTHS[-1])
    start = low // width * width
    return Buckets(start, width, min(int((high - start) // width) + 1, 4 * MOST_BUCKETS))


def find_waves(
    acts: Acts, times: Ints, accounts: Ints, buckets: Buckets, *, min_people: int = 2
) -> list[Wave]:
    """Find the waves of every thing, in order of thing, then time."""
    where = buckets.of(times[acts.posts])
    inside = (where >= 0) & (where < buckets.count)
    things, posts, where = acts.codes[inside], acts.posts[inside], where[inside]
    if not len(things):
        return []
    total = np.bincount(things)
    wanted = np.flatnonzero(total >= LEAST_POSTS)
    order = sorting(things)
    starts = np.searchsorted(things[order], np.arange(len(total) + 1))
    found: list[Wave] = []
    for low in range(0, len(wanted), 512):
        block = wanted[low : low + 512]
        counts = _counts(block, things, where, order, starts, buckets.count)
        levels = burst_levels(counts)
        for row in np.flatnonzero(levels.any(axis=1)).tolist():
            thing = int(block[row])
            own = order[starts[thing] : starts[thing + 1]]
            for first, last in _runs(levels[row]):
                wave = _wave(
                    thing,
                    first,
                    last,
                    posts[own],
                    where[own],
                    counts[row],
                    times,
                    accounts,
                    buckets,
                )
                if wave.people >= min_people and wave.posts >= LEAST_POSTS:
                    found.append(wave)
    return found


def _counts(
    block: Ints, things: Ints, where: Ints, order: Ints, starts: Ints, length: int
) -> NDArray[np.float64]:
    """Posts by bucket, a row for each thing of the block."""
    row = np.full(int(block[-1] - block[0]) + 1, -1, dtype=np.int64)
    row[block - block[0]] = np.arange(len(block))
    acts = order[starts[block[0]] : starts[block[-1] + 1]]
    of = row[things[acts] - block[0]]
    cells = (of * length + where[acts])[of >= 0]
    found = np.bincount(cells, minlength=len(block) * length)
    return found.reshape(len(block), length).astype(np.float64)


def burst_levels(counts: NDArray[np.float64]) -> NDArray[np.int64]:
    """Cheapest path through the two states, row by row, for counts per bucket."""
    things, length = counts.shape
    usual = np.maximum(counts.mean(axis=1, keepdims=True), 1e-12)
    # Poisson costs, less what both states share.
    calm = usual - counts * np.log(usual)
    busy = STEEP * usual - counts * np.log(STEEP * usual)
    climb = float(GAMMA * np.log(max(length, 2)))
    if counts.size >= COMPILED_FROM:
        from contrecoup.findings.echoes.bursts import cheapest

        return cheapest(calm, busy, climb)
    low, high = np.zeros(things), np.full(things, climb)
    came_low = np.zeros((length, things), dtype=np.bool_)  # came to usual from busy
    came_high = np.zeros((length, things), dtype=np.bool_)  # stayed busy
    for at in range(length):
        came_low[at] = high < low
        came_high[at] = high <= low + climb
        low, high = (
            np.where(came_low[at], high, low) + calm[:, at],
            np.where(came_high[at], high, low + climb) + busy[:, at],
        )
    levels = np.zeros((things, length), dtype=np.int64)
    state = high < low
    for at in range(length - 1, -1, -1):
        levels[:, at] = state
        state = np.where(state, came_high[at], came_low[at])
    return levels


def _runs(levels: Ints) -> list[tuple[int, int]]:
    """First and last bucket of each burst."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (levels > 0).astype(np.int8), [0]])))
    return [(int(a), int(b) - 1) for a, b in edges.reshape(-1, 2)]


def _wave(
    thing: int,
    first: int,
    last: int,
    posts: Ints,
    where: Ints,
    counts: NDArray[np.float64],
    times: Ints,
    accounts: Ints,
    buckets: Buckets,
) -> Wave:
    inside = (where >= first) & (where <= last)
    rows, cells = np.sort(posts[inside]), where[inside]
    who = accounts[posts[inside]]
    pairs = distinct(cells * (int(who.max()) + 1) + who) // (int(who.max()) + 1)
    people = np.bincount(pairs - first, minlength=last - first + 1)
    peak = first + int(np.argmax(counts[first : last + 1]))
    peak_at = buckets.start + peak * buckets.width
    after = np.sort(times[posts[inside & (where >= peak)]])
    return Wave(
        what=thing,
        onset=buckets.start + first * buckets.width,
        peak=peak_at,
        end=buckets.start + (last + 1) * buckets.width,
        half_life=int(after[(len(after) - 1) // 2]) - peak_at,
        posts=len(rows),
        people=len(distinct(who)),
        baseline=float(counts.mean()),
        buckets=tuple(
            (buckets.start + cell * buckets.width, int(counts[cell]), int(people[cell - first]), 1)
            for cell in range(first, last + 1)
        ),
        rows=rows,
    )
