"""Best sequences of tags for many stretches at once, the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
T = TypeVar("T", np.float32, np.int32)


class Steps(NamedTuple):
    """Stretches read side by side, the longest first.

    ``counts`` says how many are left at each step; ``onward`` and ``backward`` are the
    tokens read, step after step, from the front and from the end.
    """

    counts: Sequence[int]
    onward: Numbers
    backward: Numbers


def steps(bounds: Sequence[tuple[int, int]]) -> Steps:
    """How to walk through stretches (token ranges, none empty)."""
    order = sorted(bounds, key=lambda b: b[0] - b[1])
    starts = np.asarray([a for a, _ in order], np.int64)
    ends = np.asarray([b for _, b in order], np.int64)
    lengths = ends - starts
    longest = int(lengths[0])
    counts = np.searchsorted(-lengths, -np.arange(longest), side="left").tolist()
    onward = np.concatenate([starts[:n] + t for t, n in enumerate(counts)])
    backward = np.concatenate([ends[:n] - 1 - t for t, n in enumerate(counts)])
    return Steps(counts, onward, backward)


def paths(
    scores: NDArray[T], counts: Sequence[int], moves: NDArray[T], begin: NDArray[T]
) -> NDArray[np.int8]:
    """The best tag of each row of ``scores`` (in the order of ``onward``), the first of equals."""
    best = np.zeros(len(scores), np.int8)
    a = scores[: counts[0]] + begin
    backs: list[Numbers] = []
    tops: list[NDArray[T]] = [a]
    at = counts[0]
    for n in counts[1:]:
        ways = a[:n, :, None] + moves
        backs.append(ways.argmax(1))
        a = ways.max(1)
        a += scores[at : at + n]
        tops.append(a)
        at += n
    tag = tops[-1].argmax(1)
    for t in range(len(counts) - 1, -1, -1):
        n = counts[t]
        if t < len(counts) - 1:
            kept = backs[t][np.arange(len(tag)), tag]
            tag = np.concatenate([kept, tops[t][len(tag) :].argmax(1)])
        at -= n
        best[at : at + n] = tag
    return best
