# ruff: noqa: C901, PLR0912 - one loop, compiled
"""The join of :mod:`.join` where words are common: sets meet in two words, not in one.

With words ordered rare first, the two rarest words that two sets share stand among
the first ``size - need + 2`` of each, ``need`` being the words that they must share
(the prefix filter of :mod:`.join`, one word longer).  A set is listed under each pair of
its first words, and looks only where one of its own pairs is listed: few meet there that
are not near.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes.compiled import kernel, longer
from contrecoup.findings.echoes.frame import Ints
from contrecoup.findings.echoes.marks import bits_of, likeness, needs_of
from contrecoup.findings.echoes.near import SLACK

LOOKUP: Final = 6.0  # what one pair of words costs, in sets met under one word
_ONE, _32, _SIX, _LOW = np.uint64(1), np.uint64(32), np.uint64(6), np.uint64(63)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_MOST_FILTER: Final = 24  # bits of the filter's size: 2 MiB, which stays near the processor
Marks = NDArray[np.uint64]
Postings = tuple[int, NDArray[np.int32], NDArray[np.int32], Marks, int, Marks]
"""Bits of a bucket; where each starts; sets and their marks; the filter's bits; the filter."""


@kernel  # pragma: no cover - compiled code is not traced
def costs(
    bounds: Ints, ranks: NDArray[np.int32], threshold: float, words: int
) -> tuple[float, float, int, int]:
    """Sets met under single words (about), pairs of words looked up, pairs listed; least need."""
    share = 2.0 * threshold / (1.0 + threshold)
    often = np.zeros(words, dtype=np.int64)
    met, looked, listed, needed = 0.0, 0.0, 0, 1 << 30
    for row in range(len(bounds) - 1):
        first, size = bounds[row], bounds[row + 1] - bounds[row]
        least = int(np.ceil(threshold * size - SLACK))
        needed = min(needed, least)
        for at in range(size - least + 1):
            met += often[ranks[first + at]]
        width = min(size, size - least + 2)
        looked += width * (width - 1) // 2
        own = size - int(np.ceil(share * size - SLACK))
        for at in range(own + 1):
            often[ranks[first + at]] += 1
        width = min(size, own + 2)
        listed += width * (width - 1) // 2
    return met, looked, listed, needed


@kernel  # pragma: no cover - compiled code is not traced
def postings(
    bounds: Ints, ranks: NDArray[np.int32], marks: Marks, threshold: float, listed: int
) -> Postings:
    """List each set under the pairs of its first words."""
    share = 2.0 * threshold / (1.0 + threshold)
    bits = 10
    while (1 << bits) < listed:
        bits += 1
    filter_bits = min(bits + 3, _MOST_FILTER)
    down, filter_down = np.uint64(64 - bits), np.uint64(64 - filter_bits)
    sieve = np.zeros(1 << (filter_bits - 6), dtype=np.uint64)
    heads = np.zeros((1 << bits) + 1, dtype=np.int32)
    sets = np.empty(listed, dtype=np.int32)
    signs = np.empty(listed, dtype=np.uint64)
    for turn in range(2):
        for row in range(len(bounds) - 1):
            first, size = bounds[row], bounds[row + 1] - bounds[row]
            width = min(size, size - int(np.ceil(share * size - SLACK)) + 2)
            for i in range(width):
                head = np.uint64(ranks[first + i]) << _32
                for j in range(i + 1, width):
                    key = (head | np.uint64(ranks[first + j])) * _SPREAD
                    bucket = key >> down
                    if turn == 0:
                        heads[bucket + _ONE] += 1
                        sieve[key >> filter_down >> _SIX] |= _ONE << (key >> filter_down & _LOW)
                    else:
                        spot = heads[bucket]
                        heads[bucket] += 1
                        sets[spot], signs[spot] = row, marks[row]
        if turn == 0:
            for place in range(1 << bits):
                heads[place + 1] += heads[place]
    for place in range((1 << bits), 0, -1):
        heads[place] = heads[place - 1]
    heads[0] = 0
    return bits, heads, sets, signs, filter_bits, sieve


@kernel  # pragma: no cover - compiled code is not traced
def meet(
    bounds: Ints,
    ranks: NDArray[np.int32],
    marks: Marks,
    bits: int,
    heads: NDArray[np.int32],
    sets: NDArray[np.int32],
    signs: Marks,
    filter_bits: int,
    sieve: Marks,
    threshold: float,
    most: int,
    first_row: int,
    step: int,
    so_far: Ints,
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64], bool]:
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
                if not (sieve[key >> filter_down >> _SIX] >> (key >> filter_down & _LOW)) & _ONE:
                    continue
                bucket = key >> down
                for post in range(heads[bucket], heads[bucket + _ONE]):
                    other = sets[post]
                    if other >= row:
                        break
                    differ = bits_of(mark ^ signs[post])
                    if differ > most_differ or other < smallest or met[other] == row:
                        continue
                    met[other] = row
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
