"""Small compiled helpers: codes for hashes, places of slogans, pairs in order."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes.compiled import kernel
from contrecoup.findings.echoes.order import Ints

_N = TypeVar("_N", bound=np.generic)
_ONE, _THREE, _SEVEN, _THIRTY = np.uint64(1), np.uint64(3), np.uint64(7), np.uint64(30)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_FEW = 1 << 12
_DIGIT = 11  # bits of a digit: few enough places for the processor to fill side by side


class Codes:
    """Codes from 0, in order of appearance."""

    def __init__(self) -> None:
        self.count = 0
        self._keys = np.empty(_FEW, dtype=np.uint64)
        self._values = np.full(_FEW, -1, dtype=np.int32)

    def __call__(self, hashes: NDArray[np.uint64]) -> NDArray[np.int32]:
        """Code of each hash; new ones get the next."""
        codes, self._keys, self._values, self.count = _codes(
            hashes, self._keys, self._values, self.count
        )
        return codes


@kernel  # pragma: no cover - compiled code is not traced
def _codes(
    hashes: NDArray[np.uint64],
    keys: NDArray[np.uint64],
    values: NDArray[np.int32],
    count: int,
) -> tuple[NDArray[np.int32], NDArray[np.uint64], NDArray[np.int32], int]:
    codes = np.empty(len(hashes), dtype=np.int32)
    mask = np.uint64(len(keys) - 1)
    for row in range(len(hashes)):
        word = hashes[row]
        spot = (word * _SPREAD >> _THIRTY) & mask
        while values[spot] >= 0 and keys[spot] != word:
            spot = (spot + _ONE) & mask
        if values[spot] < 0:
            keys[spot], values[spot] = word, count
            count += 1
            if 2 * count > len(keys):
                size = 2 * len(keys)
                mask = np.uint64(size - 1)
                old, old_values = keys, values
                keys, values = np.empty(size, np.uint64), np.full(size, -1, np.int32)
                for place in range(len(old)):
                    if old_values[place] >= 0:
                        new = (old[place] * _SPREAD >> _THIRTY) & mask
                        while values[new] >= 0:
                            new = (new + _ONE) & mask
                        keys[new], values[new] = old[place], old_values[place]
            codes[row] = count - 1
        else:
            codes[row] = values[spot]
    return codes, keys, values, count


@kernel  # pragma: no cover - compiled code is not traced
def dense(keys: NDArray[np.int64]) -> tuple[int, NDArray[np.int32]]:
    """See :func:`contrecoup.findings.echoes.messages._dense`."""
    bits = 10
    while (1 << bits) < len(keys) + (len(keys) >> 1):
        bits += 1
    down, mask = np.uint64(64 - bits), (1 << bits) - 1
    table = np.full(1 << bits, -1, dtype=np.int32)  # rows at which keys appeared
    codes = np.empty(len(keys), dtype=np.int32)
    count = 0
    for row in range(len(keys)):
        key = keys[row]
        if key < 0:
            codes[row] = -1
            continue
        spot = np.int64(np.uint64(key) * _SPREAD >> down)
        while table[spot] >= 0 and keys[table[spot]] != key:
            spot = (spot + 1) & mask
        if table[spot] < 0:
            table[spot], codes[row] = row, count
            count += 1
        else:
            codes[row] = codes[table[spot]]
    return count, codes


@kernel  # pragma: no cover - compiled code is not traced
def heads(
    words: NDArray[np.int32], maybe: NDArray[np.uint8], mix: np.uint64, shift: np.uint64
) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Places whose three words, hashed, may be wanted, and those hashes."""
    room = 1024
    places, states = np.empty(room, np.int64), np.empty(room, np.uint64)
    found = 0
    for place in range(len(words) - 2):
        state = np.uint64(words[place]) * mix ^ np.uint64(words[place + 1])
        state = state * mix ^ np.uint64(words[place + 2])
        high = state >> shift
        if maybe[high >> _THREE] >> np.uint8(high & _SEVEN) & np.uint8(1):
            if found == room:
                room *= 2
                wider, more = np.empty(room, np.int64), np.empty(room, np.uint64)
                wider[:found], more[:found] = places[:found], states[:found]
                places, states = wider, more
            places[found], states[found] = place, state
            found += 1
    return places[:found].copy(), states[:found].copy()


@kernel  # pragma: no cover - compiled code is not traced
def by_digits(
    order: NDArray[np.int32], key: Ints, low: int, bits: int, empty: NDArray[_N]
) -> NDArray[np.int32]:
    """See :func:`contrecoup.findings.echoes.order.sorting`: by one key, keeping the order so far.

    ``empty`` has the type that ``bits`` bits fit in.
    """
    rows = len(order)
    values, spare = np.empty(rows, empty.dtype), np.empty(rows, empty.dtype)
    for place in range(rows):
        values[place] = key[order[place]] - low
    moved = np.empty(rows, np.int32)
    passes = (bits + _DIGIT - 1) // _DIGIT
    width = (bits + passes - 1) // passes
    mask = (1 << width) - 1
    fill = np.empty((1 << width) + 1, np.int64)
    for turn in range(passes):
        shift = turn * width
        fill[:] = 0
        for place in range(rows):
            fill[((np.int64(values[place]) >> shift) & mask) + 1] += 1
        if fill[1:].max() == rows:
            continue
        for digit in range(mask + 1):
            fill[digit + 1] += fill[digit]
        for place in range(rows):
            own = (np.int64(values[place]) >> shift) & mask
            spot = fill[own]
            fill[own] = spot + 1
            spare[spot], moved[spot] = values[place], order[place]
        values, spare = spare, values
        order, moved = moved, order
    return order


@kernel  # pragma: no cover - compiled code is not traced
def both_ways(
    a: NDArray[np.int64], b: NDArray[np.int64], ratios: NDArray[np.float64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]:
    """See :meth:`contrecoup.findings.echoes.near.Neighbours.of`."""
    starts = np.zeros(count + 2, dtype=np.int64)
    for row in range(len(a)):
        starts[a[row] + 2] += 1
        starts[b[row] + 2] += 1
    for key in range(count):
        starts[key + 2] += starts[key + 1]
    others = np.empty(2 * len(a), dtype=np.int32)
    beside = np.empty(2 * len(a), dtype=np.float64)
    for row in range(len(a)):
        for turn in range(2):
            here, there = (a[row], b[row]) if turn == 0 else (b[row], a[row])
            spot = starts[here + 1]
            starts[here + 1] += 1
            others[spot], beside[spot] = there, ratios[row]
    return starts[:-1].copy(), others, beside


@kernel  # pragma: no cover - compiled code is not traced
def take_neighbours(
    visit: NDArray[np.int64],
    starts: NDArray[np.int64],
    others: NDArray[np.int32],
    ratios: NDArray[np.float64],
    centre: NDArray[np.int64],
    similarity: NDArray[np.float64],
) -> None:
    """See :func:`contrecoup.findings.echoes.clusters.stars`."""
    taken = np.zeros(len(centre), dtype=np.bool_)
    for wording in visit:
        if taken[wording]:
            continue
        taken[wording] = True
        for place in range(starts[wording], starts[wording + 1]):
            other = others[place]
            if not taken[other]:
                taken[other] = True
                centre[other], similarity[other] = wording, ratios[place]


@kernel  # pragma: no cover - compiled code is not traced
def nearest(
    row: NDArray[np.int64],
    key: NDArray[np.int64],
    count: int,
    starts: NDArray[np.int64],
    others: NDArray[np.int32],
    ratios: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """See :func:`contrecoup.findings.echoes.variants._nearest_plain`."""
    best = np.full(len(row), -1, dtype=np.int64)
    much = np.zeros(len(row), dtype=np.float64)
    place = np.full(count, -1, dtype=np.int64)  # of each form of one echo
    low = 0
    while low < len(key):
        high = low
        while high < len(key) and key[high] // count == key[low] // count:
            place[key[high] % count] = row[high]
            high += 1
        for turn in range(low, high):
            form = key[turn] % count
            for edge in range(starts[form], starts[form + 1]):
                other, ratio = place[others[edge]], ratios[edge]
                if other < 0 or other >= row[turn]:
                    continue
                nearer = ratio > much[turn] or (ratio == much[turn] and other < best[turn])
                if best[turn] < 0 or nearer:
                    best[turn], much[turn] = other, ratio
        for turn in range(low, high):
            place[key[turn] % count] = -1
        low = high
    return best, much


@kernel  # pragma: no cover - compiled code is not traced
def take_runs(
    values: NDArray[_N], begins: NDArray[np.int64], lengths: NDArray[np.int64]
) -> NDArray[_N]:
    """See :func:`contrecoup.findings.echoes.order.runs`."""
    taken = np.empty(lengths.sum(), dtype=values.dtype)
    spot = 0
    for run in range(len(begins)):
        for place in range(begins[run], begins[run] + lengths[run]):
            taken[spot] = values[place]
            spot += 1
    return taken
