# ruff: noqa: C901, PLR0912 - one loop, compiled
"""The join of :mod:`.join` where words are common: sets meet in two words, not in one.

With words ordered rare first, the two rarest words that two sets share stand among
the first ``size - need + 2`` of each, ``need`` being the words that they must share
(the prefix filter of :mod:`.join`, one word longer).  A set is listed under each pair of
its first words, and looks only where one of its own pairs is listed: few meet there that
are not near.  Most pairs of words stand in one set alone; a filter of bits knows which do
not, and only those are listed.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes.compiled import kernel, longer
from contrecoup.findings.echoes.frame import Ints
from contrecoup.findings.echoes.marks import bits_of, likeness, needs_of
from contrecoup.findings.echoes.near import SLACK

LOOKUP: Final = 6.0  # what one pair of words costs, in sets met under one word
_ONE, _32, _SIX, _LOW = np.uint64(1), np.uint64(32), np.uint64(6), np.uint64(63)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_WIDE: Final = 3  # bits of the filter for each pair of words, as a power of two
_MOST: Final = 30  # bits of its size, at most: 128 MiB
Marks = NDArray[np.uint64]
Ints32 = NDArray[np.int32]


class Listed(NamedTuple):
    """Sets under pairs of their first words.

    Attributes:
        filter_bits: bits of the filter's size.
        sieve: the filter: which pairs stand in two sets and more.
        bits: bits of a bucket's number.
        heads: where each bucket starts in ``sets`` (one more at the end).
        sets: the sets, ascending in each bucket.
    """

    filter_bits: int
    sieve: Marks
    bits: int
    heads: NDArray[np.uint32]
    sets: Ints32


@kernel  # pragma: no cover - compiled code is not traced
def _noted(sieve: Marks, spot: np.uint64) -> bool:
    """Whether a filter has the bit of a place."""
    return bool((sieve[spot >> _SIX] >> (spot & _LOW)) & _ONE)


@kernel  # pragma: no cover - compiled code is not traced
def costs(
    bounds: Ints, ranks: Ints32, threshold: float, share: float, words: int
) -> tuple[float, int, int]:
    """Sets met under single words (about), pairs of words looked up, least need.

    A set looks up the words that no set as small as ``threshold`` of it can lack, and is
    listed under those that none as small as ``share`` of it can.
    """
    often = np.zeros(words, dtype=np.int64)
    met, looked, needed = 0.0, 0, 1 << 30
    for row in range(len(bounds) - 1):
        first, size = bounds[row], bounds[row + 1] - bounds[row]
        least = int(np.ceil(threshold * size - SLACK))
        needed = min(needed, least)
        for at in range(size - least + 1):
            met += often[ranks[first + at]]
        width = min(size, size - least + 2)
        looked += width * (width - 1) // 2
        for at in range(size - int(np.ceil(share * size - SLACK)) + 1):
            often[ranks[first + at]] += 1
    return met, looked, needed


def listed(bounds: Ints, ranks: Ints32, threshold: float, share: float, looked: int) -> Listed:
    """List each set under the pairs that none as small as ``share`` of it can lack both of."""
    bits = 10
    while bits < _MOST and (1 << bits) < looked << _WIDE:
        bits += 1
    sieve = _twice(bounds, ranks, threshold, bits)
    return Listed(bits, sieve, *_postings(bounds, ranks, share, bits, sieve))


@kernel  # pragma: no cover - compiled code is not traced
def _twice(bounds: Ints, ranks: Ints32, threshold: float, bits: int) -> Marks:
    """Which pairs of first words stand in two sets and more; a few more pass by their hash."""
    down = np.uint64(64 - bits)
    once = np.zeros(1 << (bits - 6), dtype=np.uint64)
    again = np.zeros(1 << (bits - 6), dtype=np.uint64)
    for row in range(len(bounds) - 1):
        first, size = bounds[row], bounds[row + 1] - bounds[row]
        width = min(size, size - int(np.ceil(threshold * size - SLACK)) + 2)
        for i in range(width):
            head = np.uint64(ranks[first + i]) << _32
            for j in range(i + 1, width):
                spot = ((head | np.uint64(ranks[first + j])) * _SPREAD) >> down
                bit = _ONE << (spot & _LOW)
                again[spot >> _SIX] |= once[spot >> _SIX] & bit
                once[spot >> _SIX] |= bit
    return again


@kernel  # pragma: no cover - compiled code is not traced
def _postings(
    bounds: Ints, ranks: Ints32, share: float, filter_bits: int, sieve: Marks
) -> tuple[int, NDArray[np.uint32], Ints32]:
    """Bits of a bucket; where each starts; the sets."""
    several = 0
    for place in range(len(sieve)):
        several += bits_of(sieve[place])
    bits = 10
    while (1 << bits) < several:
        bits += 1
    down, filter_down = np.uint64(64 - bits), np.uint64(64 - filter_bits)
    heads = np.zeros((1 << bits) + 1, dtype=np.uint32)
    sets = np.empty(0, dtype=np.int32)
    for turn in range(2):
        for row in range(len(bounds) - 1):
            first, size = bounds[row], bounds[row + 1] - bounds[row]
            width = min(size, size - int(np.ceil(share * size - SLACK)) + 2)
            for i in range(width):
                head = np.uint64(ranks[first + i]) << _32
                for j in range(i + 1, width):
                    key = (head | np.uint64(ranks[first + j])) * _SPREAD
                    if not _noted(sieve, key >> filter_down):
                        continue
                    bucket = key >> down
                    if turn == 0:
                        heads[bucket + _ONE] += np.uint32(1)
                    else:
                        sets[heads[bucket]] = row
                        heads[bucket] += np.uint32(1)
        if turn == 0:
            for place in range(1 << bits):
                heads[place + 1] += heads[place]
            sets = np.empty(heads[1 << bits], dtype=np.int32)
    for place in range((1 << bits), 0, -1):
        heads[place] = heads[place - 1]
    heads[0] = 0
    return bits, heads, sets


@kernel  # pragma: no cover - compiled code is not traced
def meet(
    bounds: Ints,
    ranks: Ints32,
    marks: Marks,
    filter_bits: int,
    sieve: Marks,
    bits: int,
    heads: NDArray[np.uint32],
    sets: Ints32,
    threshold: float,
    most: int,
    first_row: int,
    step: int,
    so_far: Ints,
) -> tuple[Ints32, Ints32, NDArray[np.float64], bool]:
    """Compare every ``step``-th set with the smaller ones that it meets in two words."""
    low, high = np.empty(1024, dtype=np.int32), np.empty(1024, dtype=np.int32)
    ratio = np.empty(1024, dtype=np.float64)
    found = 0
    met = np.full(len(bounds), -1, dtype=np.int32)
    down, filter_down = np.uint64(64 - bits), np.uint64(64 - filter_bits)
    smallest, last_size, least, most_differ = 0, -1, 0, 0
    needs = np.zeros(1, dtype=np.int32)
    for row in range(first_row, len(bounds) - 1, step):
        so_far[first_row] = found
        if so_far.sum() > most:
            return low[:0], high[:0], ratio[:0], False
        first = bounds[row]
        size = bounds[row + 1] - first
        mark = marks[row]
        if size != last_size:
            last_size = size
            least = int(np.ceil(threshold * size - SLACK))
            while bounds[smallest + 1] - bounds[smallest] < least:
                smallest += 1
            needs, most_differ = needs_of(size, threshold), 0
            for theirs in range(least, size + 1):
                most_differ = max(most_differ, size + theirs - 2 * needs[theirs])
        width = min(size, size - least + 2)
        for a in range(width):
            head = np.uint64(ranks[first + a]) << _32
            for b in range(a + 1, width):
                key = (head | np.uint64(ranks[first + b])) * _SPREAD
                if not _noted(sieve, key >> filter_down):
                    continue
                bucket = key >> down
                for post in range(heads[bucket], heads[bucket + _ONE]):
                    other = sets[post]
                    if other >= row:
                        break
                    if other < smallest or met[other] == row:
                        continue
                    met[other] = row
                    differ = bits_of(mark ^ marks[other])
                    if differ > most_differ:
                        continue
                    begin = bounds[other]
                    theirs = bounds[other + 1] - begin
                    need = needs[theirs]
                    if differ > size + theirs - 2 * need:
                        continue
                    one, two = (first, first + size), (begin, begin + theirs)
                    value = likeness(ranks, one, two, size + theirs, need, threshold)
                    if value < 0.0:
                        continue
                    if found == len(low):
                        low, high, ratio = longer(low), longer(high), longer(ratio)
                    low[found], high[found], ratio[found] = other, row, value
                    found += 1
    return low[:found].copy(), high[:found].copy(), ratio[:found].copy(), True


@kernel  # pragma: no cover - compiled code is not traced
def stars(
    bounds: Ints,
    ranks: Ints32,
    marks: Marks,
    filter_bits: int,
    sieve: Marks,
    bits: int,
    heads: NDArray[np.uint32],
    sets: Ints32,
    threshold: float,
    visit: Ints,
) -> tuple[Ints32, NDArray[np.float64]]:
    """Let each free set take the free ones near it; sets that were taken leave the lists."""
    count = len(bounds) - 1
    centre = np.arange(count).astype(np.int32)
    ratio = np.ones(count, dtype=np.float64)
    taken = np.zeros(count, dtype=np.bool_)
    met = np.full(count, -1, dtype=np.int32)
    ends = heads[1:].copy()
    down, filter_down = np.uint64(64 - bits), np.uint64(64 - filter_bits)
    for row in visit:
        if taken[row]:
            continue
        taken[row] = True
        first, last, mark = bounds[row], bounds[row + 1], marks[row]
        size = last - first
        width = min(size, size - int(np.ceil(threshold * size - SLACK)) + 2)
        for a in range(width):
            head = np.uint64(ranks[first + a]) << _32
            for b in range(a + 1, width):
                key = (head | np.uint64(ranks[first + b])) * _SPREAD
                if not _noted(sieve, key >> filter_down):
                    continue
                bucket = key >> down
                post, end = np.int64(heads[bucket]), np.int64(ends[bucket])
                while post < end:
                    other = sets[post]
                    if taken[other]:
                        end -= 1
                        sets[post] = sets[end]
                        continue
                    post += 1
                    if met[other] == row:
                        continue
                    met[other] = row
                    begin, stop = bounds[other], bounds[other + 1]
                    both = size + stop - begin
                    need = int(np.ceil(threshold / (1.0 + threshold) * both - SLACK))
                    if (
                        min(size, stop - begin) < need
                        or bits_of(mark ^ marks[other]) > both - 2 * need
                    ):
                        continue
                    value = likeness(ranks, (first, last), (begin, stop), both, need, threshold)
                    if value >= 0.0:
                        taken[other] = True
                        centre[other], ratio[other] = row, value
                ends[bucket] = end
    return centre, ratio
