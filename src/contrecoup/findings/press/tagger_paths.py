"""Best sequences of tags for many stretches at once, the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
T = TypeVar("T", np.float32, np.int32)
_AT_ONCE = 12_000  # tokens


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


def groups(bounds: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Stretches by turns, as many together as memory should hold."""
    group: list[tuple[int, int]] = []
    size = 0
    for bound in bounds:
        if group and size + bound[1] - bound[0] > _AT_ONCE:
            yield group
            group, size = [], 0
        group.append(bound)
        size += bound[1] - bound[0]
    if group:
        yield group


def summed(
    buckets: NDArray[np.uint16],
    bounds: Sequence[tuple[int, int]],
    table: NDArray[np.int16],
    moves: NDArray[np.int32],
    begin: NDArray[np.int32],
) -> NDArray[np.int8]:
    """The best tag of each token where a score is a sum of rows of a table; 0 outside ``bounds``.

    Args:
        buckets: one row a token, one number of a row of ``table`` a column.
        bounds: token ranges, none empty.
        table: scores by bucket and tag.
        moves: scores of one tag behind another.
        begin: scores of the first tags.
    """
    best = np.zeros(len(buckets), np.int8)
    for group in groups(bounds):
        counts, onward, _ = steps(group)
        scores = table.take(buckets[onward].T, axis=0).sum(axis=0, dtype=np.int32)
        best[onward] = paths(scores, counts, moves, begin)
    return best


def paths(
    scores: NDArray[T], counts: Sequence[int], moves: NDArray[T], begin: NDArray[T]
) -> NDArray[np.int8]:
    """The best tag of each row of ``scores`` (in the order of ``onward``), the first of equals."""
    best = np.zeros(len(scores), np.int8)
    a = scores[: counts[0]] + begin
    into = np.ascontiguousarray(moves.T)
    backs: list[Numbers] = []
    tops: list[NDArray[T]] = [a]
    at = counts[0]
    for n in counts[1:]:
        ways = a[:n, None, :] + into
        back = ways.argmax(2)
        backs.append(back)
        a = np.take_along_axis(ways, back[:, :, None], 2)[:, :, 0]
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
