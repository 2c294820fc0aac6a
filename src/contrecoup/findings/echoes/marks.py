"""A set of words in 64 bits: what two of them differ in bounds what the sets differ in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes.compiled import kernel
from contrecoup.findings.echoes.frame import Ints
from contrecoup.findings.echoes.near import SLACK

_NONE, _ONE, _TWO, _FOUR = np.uint64(0), np.uint64(1), np.uint64(2), np.uint64(4)
_56, _TOP, _SPREAD = np.uint64(56), np.uint64(58), np.uint64(0x9E3779B97F4A7C15)
_M1, _M2 = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333)
_M4, _H1 = np.uint64(0x0F0F0F0F0F0F0F0F), np.uint64(0x0101010101010101)


@kernel  # pragma: no cover - compiled code is not traced
def marks_of(bounds: Ints, ranks: NDArray[np.int32]) -> NDArray[np.uint64]:
    """A bit for each word of a set: bits that differ bound the words that differ."""
    marks = np.zeros(len(bounds) - 1, dtype=np.uint64)
    for row in range(len(bounds) - 1):
        mark = _NONE
        for at in range(bounds[row], bounds[row + 1]):
            mark |= _ONE << ((np.uint64(ranks[at]) * _SPREAD) >> _TOP)
        marks[row] = mark
    return marks


@kernel  # pragma: no cover - compiled code is not traced
def bits_of(value: np.uint64) -> int:
    """Bits that are set."""
    value -= (value >> _ONE) & _M1
    value = (value & _M2) + ((value >> _TWO) & _M2)
    value = (value + (value >> _FOUR)) & _M4
    return int((value * _H1) >> _56)


@kernel  # pragma: no cover - compiled code is not traced
def overlap(ranks: NDArray[np.int32], i: int, last: int, j: int, end: int, need: int) -> int:
    """Words that two ascending runs share; what was counted, where ``need`` is out of reach."""
    shared = 0
    while i < last and j < end and shared + min(last - i, end - j) >= need:
        one, two = ranks[i], ranks[j]
        shared += one == two
        i += one <= two
        j += two <= one
    return shared


@kernel  # pragma: no cover - compiled code is not traced
def needs_of(size: int, threshold: float) -> NDArray[np.int32]:
    """Words that a set must share with one of each size up to its own to reach the threshold."""
    needs = np.zeros(size + 1, dtype=np.int32)
    for theirs in range(size + 1):
        needs[theirs] = int(np.ceil(threshold / (1.0 + threshold) * (size + theirs) - SLACK))
    return needs


@kernel  # pragma: no cover - compiled code is not traced
def likeness(
    ranks: NDArray[np.int32],
    one: tuple[int, int],
    two: tuple[int, int],
    sizes: int,
    need: int,
    threshold: float,
) -> float:
    """Jaccard of two sets of ``sizes`` words together, from where they may meet; -1 below the threshold."""
    shared = overlap(ranks, one[0], one[1], two[0], two[1], need)
    if shared < need:
        return -1.0
    value = shared / (sizes - shared)
    return value if value >= threshold else -1.0
