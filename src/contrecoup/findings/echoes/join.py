# ruff: noqa: C901 - one loop, compiled
"""The prefix-filter join of :mod:`.near`, compiled.

Words become ranks, rare ones first; sets are sorted by size.  A set looks up
the words of its prefix among the prefixes of the smaller sets before it, as far
back as their size allows, and compares the rest of the two from where they met.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes import twos
from contrecoup.findings.echoes.compiled import kernel, longer
from contrecoup.findings.echoes.frame import Ints, Ints32
from contrecoup.findings.echoes.marks import bits_of, likeness, marks_of, needs_of
from contrecoup.findings.echoes.near import SLACK
from contrecoup.findings.echoes.order import sorting

THREADS_FROM: Final = 20_000
MANY_WORDS: Final = 256  # of a set, from which they are sorted by a routine made for many


def join(
    starts: Ints,
    words: Ints32,
    threshold: float,
    min_words: int,
    most: int = 1 << 62,
    *,
    twofold: bool | None = None,
) -> tuple[Ints, Ints, NDArray[np.float64], bool]:
    """All pairs of at least the threshold among sets of at least ``min_words``.

    The last value says whether they are all: beyond ``most`` the search is given up.
    Sets meet in one word or in two, the pairs being the same; ``twofold`` says in which,
    where the cheaper one is not to be taken.
    """
    bounds, ranks, marks, order = _prepared(starts, words, min_words)
    step = len(os.sched_getaffinity(0)) if len(order) >= THREADS_FROM else 1
    so_far = np.zeros(step, dtype=np.int64)  # pairs that each thread found
    sets = (bounds, ranks, marks)
    share = 2.0 * threshold / (1.0 + threshold)  # words of a set that no smaller one can lack
    width, looked = _twofold(bounds, ranks, threshold, share, twofold)
    if looked:
        two = twos.listed(bounds, ranks, threshold, share, looked)

        def every(first: int) -> Any:
            return twos.meet(bounds, ranks, marks, *two, threshold, most, first, step, so_far)

    else:
        one = _postings(*sets, share, width)

        def every(first: int) -> Any:
            return _meet(bounds, ranks, marks, *one, threshold, most, first, step, so_far)

    with ThreadPoolExecutor(step) as pool:
        parts = list(pool.map(every, range(step)))
    low, high, ratio = (np.concatenate([part[n] for part in parts]) for n in range(3))
    if len(low) > most or not all(part[3] for part in parts):
        return order[:0], order[:0], ratio[:0], False
    return order[low], order[high], np.asarray(ratio, dtype=np.float64), True


def star_join(
    starts: Ints,
    words: Ints32,
    threshold: float,
    min_words: int,
    visit: Ints,
    *,
    twofold: bool | None = None,
) -> tuple[Ints, NDArray[np.float64]]:
    """Centre of each set's star and similarity with it, at the cost of the stars alone.

    Sets are visited in the given order; one that is free takes every free set that
    reaches the threshold with it.  The same stars as those of all pairs, whether sets
    meet in one word or in two (``twofold``).
    """
    bounds, ranks, marks, order = _prepared(starts, words, min_words)
    place = np.full(len(starts) - 1, -1, dtype=np.int32)
    place[order] = np.arange(len(order))
    turns = place[visit]
    turns = turns[turns >= 0]
    del place
    sets = (bounds, ranks, marks)
    width, looked = _twofold(bounds, ranks, threshold, threshold, twofold)
    if looked:
        two = twos.listed(bounds, ranks, threshold, threshold, looked)
        of, ratio = twos.stars(bounds, ranks, marks, *two, threshold, turns)
    else:
        of, ratio = _stars(
            bounds, ranks, marks, *_postings(*sets, threshold, width)[:2], threshold, turns
        )
    centre = np.arange(len(starts) - 1, dtype=np.int64)
    similarity = np.ones(len(starts) - 1, dtype=np.float64)
    centre[order], similarity[order] = order[of], ratio
    return centre, similarity


def _twofold(
    bounds: Ints,
    ranks: NDArray[np.int32],
    threshold: float,
    share: float,
    wanted: bool | None,  # noqa: FBT001 as it was asked
) -> tuple[int, int]:
    """Number of words, and of pairs of words to look up where sets meet in two (else 0)."""
    words = int(ranks.max(initial=-1)) + 1
    met, looked, need = twos.costs(bounds, ranks, threshold, share, words)
    if wanted is None:
        wanted = met > twos.LOOKUP * looked
    return words, looked if wanted and need > 1 else 0


def _prepared(
    starts: Ints, words: Ints32, min_words: int
) -> tuple[Ints, NDArray[np.int32], NDArray[np.uint64], Ints]:
    """Sets as ascending ranks, the smallest first; their marks, and which each was."""
    count = int(words.max(initial=-1)) + 1
    if count > 4 * len(words) + 1024:
        words = np.unique(words, return_inverse=True)[1].astype(np.int32)
        count = int(words.max(initial=-1)) + 1
    often, sizes = _counts(starts, words, count)
    rank = np.empty(count, dtype=np.int32)
    rank[sorting(often)] = np.arange(count, dtype=np.int32)  # rare words first
    order = sorting(sizes)
    order = order[np.searchsorted(sizes[order], min_words) :].astype(np.int64)
    bounds = np.concatenate([[0], np.cumsum(sizes[order], dtype=np.int64)])
    ranks = _in_order(starts, words, rank, order, bounds)
    return bounds, ranks, marks_of(bounds, ranks), order


@kernel  # pragma: no cover - compiled code is not traced
def _counts(starts: Ints, codes: Ints32, count: int) -> tuple[Ints, NDArray[np.int32]]:
    """Sets that hold each word, and distinct words of each set."""
    often = np.zeros(count, dtype=np.int64)
    sizes = np.zeros(len(starts) - 1, dtype=np.int32)
    last = np.full(count, -1, dtype=np.int64)
    for row in range(len(starts) - 1):
        for at in range(starts[row], starts[row + 1]):
            code = codes[at]
            if last[code] != row:
                last[code] = row
                often[code] += 1
                sizes[row] += 1
    return often, sizes


@kernel  # pragma: no cover - compiled code is not traced
def _in_order(
    starts: Ints, words: Ints32, rank: NDArray[np.int32], order: Ints, bounds: Ints
) -> NDArray[np.int32]:
    """Distinct words of each set as ranks, ascending, the sets in the given order."""
    out = np.empty(bounds[-1], dtype=np.int32)
    for turn in range(len(order)):
        first = end = bounds[turn]
        low, high = starts[order[turn]], starts[order[turn] + 1]
        if high - low > MANY_WORDS:
            long = np.sort(rank[words[low:high]])
            for at in range(len(long)):
                if at == 0 or long[at] != long[at - 1]:
                    out[end] = long[at]
                    end += 1
            continue
        for at in range(low, high):
            value = rank[words[at]]
            place = end
            while place > first and out[place - 1] > value:
                place -= 1
            if place > first and out[place - 1] == value:
                continue
            for move in range(end, place, -1):
                out[move] = out[move - 1]
            out[place] = value
            end += 1
    return out


@kernel  # pragma: no cover - compiled code is not traced
def _postings(
    bounds: Ints,
    ranks: NDArray[np.int32],
    marks: NDArray[np.uint64],
    share: float,
    most: int,
) -> tuple[Ints, NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], NDArray[np.uint64]]:
    """For each word, the sets whose indexed prefix holds it, where, their sizes and marks."""
    heads = np.zeros(most + 1, dtype=np.int64)
    for row in range(len(bounds) - 1):
        size = bounds[row + 1] - bounds[row]
        least = int(np.ceil(share * size - SLACK))
        for at in range(bounds[row], bounds[row] + size - least + 1):
            heads[ranks[at] + 1] += 1
    for word in range(most):
        heads[word + 1] += heads[word]
    fill = heads[:-1].copy()
    sets = np.empty(heads[-1], dtype=np.int32)
    places = np.empty(heads[-1], dtype=np.int32)
    sizes = np.empty(heads[-1], dtype=np.int32)
    signs = np.empty(heads[-1], dtype=np.uint64)
    for row in range(len(bounds) - 1):
        size = bounds[row + 1] - bounds[row]
        least = int(np.ceil(share * size - SLACK))
        for at in range(size - least + 1):
            spot = fill[ranks[bounds[row] + at]]
            fill[ranks[bounds[row] + at]] += 1
            sets[spot], places[spot], sizes[spot], signs[spot] = row, at, size, marks[row]
    return heads, sets, places, sizes, signs


@kernel  # pragma: no cover - compiled code is not traced
def _meet(
    bounds: Ints,
    ranks: NDArray[np.int32],
    marks: NDArray[np.uint64],
    heads: Ints,
    sets: NDArray[np.int32],
    places: NDArray[np.int32],
    sizes: NDArray[np.int32],
    signs: NDArray[np.uint64],
    threshold: float,
    most: int,
    first_row: int,
    step: int,
    so_far: Ints,
) -> tuple[Ints, Ints, NDArray[np.float64], bool]:
    """Compare every ``step``-th set with the smaller ones that it meets in a prefix."""
    low = np.empty(1024, dtype=np.int64)
    high = np.empty(1024, dtype=np.int64)
    ratio = np.empty(1024, dtype=np.float64)
    found = 0
    since = heads[:-1].copy()  # sets too small for every later one are passed for good
    met = np.full(len(bounds), -1, dtype=np.int32)
    needs = np.zeros(2, dtype=np.int32)
    last_size = -1
    for row in range(first_row, len(bounds) - 1, step):
        so_far[first_row] = found
        if so_far.sum() > most:
            return low[:0], high[:0], ratio[:0], False
        first = bounds[row]
        size = bounds[row + 1] - first
        mark = marks[row]
        if size != last_size:  # words to share with a set of each smaller size
            last_size = size
            needs = needs_of(size, threshold)
        least = int(np.ceil(threshold * size - SLACK))
        for at in range(size - least + 1):
            word = ranks[first + at]
            end = heads[word + 1]
            post = since[word]
            while post < end and sizes[post] < least:
                post += 1
            since[word] = post
            while post < end:
                smaller, there, other_size, sign = (
                    sets[post],
                    places[post],
                    sizes[post],
                    signs[post],
                )
                post += 1
                if smaller >= row:
                    break
                need = needs[other_size]
                if min(size - at, other_size - there) < need:
                    continue
                if bits_of(mark ^ sign) > size + other_size - 2 * need:
                    continue
                if met[smaller] == row:
                    continue
                met[smaller] = row
                other = bounds[smaller]
                one, two = (first + at, first + size), (other + there, other + other_size)
                value = likeness(ranks, one, two, size + other_size, need, threshold)
                if value < 0.0:
                    continue
                if found == len(low):
                    low, high, ratio = longer(low), longer(high), longer(ratio)
                low[found], high[found], ratio[found] = smaller, row, value
                found += 1
    return low[:found].copy(), high[:found].copy(), ratio[:found].copy(), True


@kernel  # pragma: no cover - compiled code is not traced
def _stars(
    bounds: Ints,
    ranks: NDArray[np.int32],
    marks: NDArray[np.uint64],
    heads: Ints,
    sets: NDArray[np.int32],
    threshold: float,
    visit: Ints,
) -> tuple[Ints, NDArray[np.float64]]:
    """Let each free set take the free ones near it; sets that were taken leave the lists."""
    count = len(bounds) - 1
    centre = np.arange(count)
    ratio = np.ones(count, dtype=np.float64)
    taken = np.zeros(count, dtype=np.bool_)
    met = np.full(count, -1, dtype=np.int32)
    ends = heads[1:].copy()
    for row in visit:
        if taken[row]:
            continue
        taken[row] = True
        first, last = bounds[row], bounds[row + 1]
        size = last - first
        least = int(np.ceil(threshold * size - SLACK))
        for at in range(first, first + size - least + 1):
            word = ranks[at]
            post = heads[word]
            while post < ends[word]:
                other = sets[post]
                if taken[other]:
                    ends[word] -= 1
                    sets[post] = sets[ends[word]]
                    continue
                post += 1
                if met[other] == row:
                    continue
                met[other] = row
                begin, end = bounds[other], bounds[other + 1]
                theirs = end - begin
                need = int(np.ceil(threshold / (1.0 + threshold) * (size + theirs) - SLACK))
                if min(size, theirs) < need:
                    continue
                if bits_of(marks[row] ^ marks[other]) > size + theirs - 2 * need:
                    continue
                value = likeness(ranks, (first, last), (begin, end), size + theirs, need, threshold)
                if value >= 0.0:
                    taken[other] = True
                    centre[other], ratio[other] = row, value
    return centre, ratio
