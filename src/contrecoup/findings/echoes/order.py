"""Rows put in order by whole numbers: what ``np.lexsort`` gives, in time that grows with the rows.

Many rows are sorted digit by digit, from the last digit of the last key, by compiled code;
each pass keeps the order of what is equal.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

COMPILED_FROM: Final = 60_000  # rows from which compiled code pays for its start
MOST_BITS: Final = 48  # of a key that digits sort faster than comparisons
NARROW: Final = 32  # bits that take half the room

Ints = NDArray[np.signedinteger[Any]]
_N = TypeVar("_N", bound=np.generic)


def sorting(*keys: NDArray[Any]) -> Ints:
    """Order that sorts by the first key, then by the second …; equal rows stay as they stand."""
    rows = len(keys[0])
    if rows < COMPILED_FROM:
        return np.lexsort(keys[::-1]) if len(keys) > 1 else np.argsort(keys[0], kind="stable")
    from contrecoup.findings.echoes.intern import by_digits

    order = np.arange(rows, dtype=np.int32)
    for turn, key in enumerate(reversed(keys)):
        whole = np.asarray(key, dtype=None if key.dtype == np.int32 else np.int64)
        low, high = int(whole.min()), int(whole.max())
        bits = (high - low).bit_length()
        if bits > MOST_BITS:
            return np.lexsort(keys[::-1]) if len(keys) > 1 else np.argsort(keys[0], kind="stable")
        if bits and not (not turn and bool((whole[1:] >= whole[:-1]).all())):
            fits = np.empty(0, dtype=np.uint32 if bits <= NARROW else np.int64)
            order = by_digits(order, whole, low, bits, fits)
    return order.astype(np.int64)


def runs(values: NDArray[_N], begins: Ints, lengths: Ints) -> NDArray[_N]:
    """Runs of values one after the other, each given by where it begins and how long it is."""
    if len(values) >= COMPILED_FROM:
        from contrecoup.findings.echoes.intern import take_runs

        return take_runs(values, begins, lengths)
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return values[np.arange(total) + np.repeat(begins - ends + lengths, lengths)]


def distinct(values: NDArray[_N]) -> NDArray[_N]:
    """Distinct whole numbers in ascending order (``np.unique`` hashes, which takes longer)."""
    ordered = np.sort(values)
    new = np.ones(len(ordered), dtype=np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]
