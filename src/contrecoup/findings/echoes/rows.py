"""Many rows put in order and looked at for repetition, compiled: bytes in, no strings."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes.compiled import kernel, longer

MOST_EQUAL: Final = 64  # rows of one instant that are sorted by insertion
Bytes = tuple[NDArray[np.uint8], NDArray[np.int64]]
_PRIME, _SPREAD = np.uint64(0x100000001B3), np.uint64(0x9E3779B97F4A7C15)
_ONE, _EIGHT, _MIDDLE = np.uint64(1), np.uint64(8), np.uint64(29)


def bytes_of(texts: Any) -> Bytes:
    """Bytes of an array of large strings, and where each starts (one more at the end)."""
    _, offsets, data = texts.buffers()
    count = len(texts)
    if offsets is None:
        return np.zeros(0, np.uint8), np.zeros(count + 1, np.int64)
    at = np.frombuffer(offsets, dtype=np.int64, count=texts.offset + count + 1)[texts.offset :]
    return np.frombuffer(data if data is not None else b"", dtype=np.uint8), at


def repeated(texts: Any) -> NDArray[np.bool_]:
    """Texts whose hash another one has: none but these can stand twice."""
    hashes = _hashes(*bytes_of(texts))
    ordered = np.sort(hashes)
    same = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(same):
        return np.zeros(len(hashes), dtype=np.bool_)
    at = np.minimum(np.searchsorted(same, hashes), len(same) - 1)
    return np.asarray(same[at] == hashes, dtype=np.bool_)


def encoded(texts: Any) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Code of each text in order of appearance (-1: null), and the row in which each code is first."""
    data, at = bytes_of(texts)
    there = np.asarray(texts.is_valid().to_numpy(zero_copy_only=False), dtype=np.bool_)
    return _encoded(data, at, there, _hashes(data, at))


@kernel  # pragma: no cover - compiled code is not traced
def _encoded(
    data: NDArray[np.uint8],
    at: NDArray[np.int64],
    there: NDArray[np.bool_],
    hashes: NDArray[np.uint64],
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    codes, firsts = np.full(len(hashes), -1, np.int32), np.empty(1 << 12, np.int64)
    count, size = 0, 1 << 13
    table = np.full(size, -1, np.int32)
    for row in range(len(hashes)):
        if not there[row]:
            continue
        spot = hashes[row] & np.uint64(size - 1)
        code = table[spot]
        while code >= 0:
            first = firsts[code]
            if hashes[first] == hashes[row] and _compare(data, at, first, row) == 0:
                break
            spot = (spot + _ONE) & np.uint64(size - 1)
            code = table[spot]
        if code < 0:
            if count == len(firsts):
                firsts = longer(firsts)
            code, firsts[count] = count, row
            table[spot] = code
            count += 1
            if 2 * count > size:
                size *= 4
                table = np.full(size, -1, np.int32)
                for known in range(count):
                    new = hashes[firsts[known]] & np.uint64(size - 1)
                    while table[new] >= 0:
                        new = (new + _ONE) & np.uint64(size - 1)
                    table[new] = known
        codes[row] = code
    return codes, firsts[:count].copy()


@kernel  # pragma: no cover - compiled code is not traced
def _hashes(data: NDArray[np.uint8], at: NDArray[np.int64]) -> NDArray[np.uint64]:
    found = np.empty(len(at) - 1, dtype=np.uint64)
    for row in range(len(at) - 1):
        state, many = np.uint64(at[row + 1] - at[row]), 0
        piece = np.uint64(0)
        for place in range(at[row], at[row + 1]):
            piece = piece << _EIGHT | np.uint64(data[place])
            many += 1
            if many == 8:
                state = (state ^ piece) * _SPREAD
                state ^= state >> _MIDDLE
                many, piece = 0, np.uint64(0)
        state = (state ^ piece) * _SPREAD
        found[row] = state ^ (state >> _MIDDLE)
    return found


@kernel  # pragma: no cover - compiled code is not traced
def _compare(data: NDArray[np.uint8], at: NDArray[np.int64], one: int, two: int) -> int:
    first, second = at[one], at[two]
    size, other = at[one + 1] - first, at[two + 1] - second
    for place in range(min(size, other)):
        if data[first + place] != data[second + place]:
            return -1 if data[first + place] < data[second + place] else 1
    return int(size - other)


@kernel  # pragma: no cover - compiled code is not traced
def sort_equal(
    order: NDArray[np.int64],
    times: NDArray[np.int64],
    ids: NDArray[np.uint8],
    id_at: NDArray[np.int64],
    accounts: NDArray[np.uint8],
    account_at: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Put rows of one instant in order of id, then account, in place.

    Returns:
        places where that was not enough: too many rows of one instant, or the same post twice.
    """
    left = np.zeros(len(order), dtype=np.bool_)
    low = 0
    while low < len(order):
        high = low + 1
        while high < len(order) and times[order[high]] == times[order[low]]:
            high += 1
        twice = high - low > MOST_EQUAL
        if not twice:
            for place in range(low + 1, high):
                row, spot = order[place], place
                while spot > low:
                    found = _compare(ids, id_at, order[spot - 1], row)
                    if found == 0:
                        found = _compare(accounts, account_at, order[spot - 1], row)
                        twice = twice or found == 0
                    if found <= 0:
                        break
                    order[spot] = order[spot - 1]
                    spot -= 1
                order[spot] = row
        if twice:
            left[low:high] = True
        low = high
    return left
