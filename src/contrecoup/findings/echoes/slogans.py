"""Short wordings inside longer ones: a slogan in the middle of a post.

Word for word and in one piece; found through the slogan's first three words, then
by a hash of as many words as it has, so that each place is looked at once a length.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes.frame import Ints, Ints32
from contrecoup.findings.echoes.order import distinct, sorting

LEAST: Final = 3
MOST: Final = 12
COMPILED_FROM: Final = 1_000_000  # words from which compiled code pays for its start
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(42)


def containing(
    starts: Ints, words: Ints32, slogans: Ints, *, of: Ints | None = None
) -> tuple[Ints, Ints]:
    """Pairs (slogan, wording that contains it and says more).

    Args:
        starts: where each wording's words start (one more at the end).
        words: codes of words, in order.
        slogans: wordings that may be slogans.
        of: the wordings to look into; all where not given.
    """
    lengths = np.diff(starts)
    slogans = slogans[(lengths[slogans] >= LEAST) & (lengths[slogans] <= MOST)]
    empty = np.empty(0, dtype=np.int64)
    if not len(slogans) or len(words) < LEAST:
        return empty, empty
    places, state = _heads(starts, words, slogans)
    owner = np.searchsorted(starts, places, side="right") - 1
    if of is not None:
        wanted = np.zeros(len(lengths), dtype=np.bool_)
        wanted[of] = True
        inside = wanted[owner]
        places, owner, state = places[inside], owner[inside], state[inside]
    found = [(empty, empty)]
    for length in range(LEAST, MOST + 1):
        if length > LEAST:
            state = _mixed(state, words[np.minimum(places + length - 1, len(words) - 1)])
        long = slogans[lengths[slogans] == length]
        fits = np.flatnonzero((places + length <= starts[owner + 1]) & (lengths[owner] > length))
        if len(long) and len(fits):
            slogan, at = _matches(starts, words, long, state[fits], length)
            place = places[fits[at]]
            same = np.ones(len(place), dtype=np.bool_)
            for turn in range(length):  # what only its hash makes the same goes
                same &= words[starts[slogan] + turn] == words[place + turn]
            found.append((slogan[same], owner[fits[at]][same]))
    both = np.concatenate([s for s, _ in found]), np.concatenate([w for _, w in found])
    order = sorting(both[0], both[1])
    slogan, wording = both[0][order], both[1][order]
    new = np.ones(len(slogan), dtype=np.bool_)
    new[1:] = (slogan[1:] != slogan[:-1]) | (wording[1:] != wording[:-1])
    return slogan[new], wording[new]


def _mixed(state: NDArray[np.uint64], words: Ints32) -> NDArray[np.uint64]:
    return np.asarray((state * _MIX) ^ words.astype(np.uint64))


def _heads(starts: Ints, words: Ints32, slogans: Ints) -> tuple[Ints, NDArray[np.uint64]]:
    """Places where some slogan's first three words stand, and the hash of those."""
    wanted = words[starts[slogans]].astype(np.uint64)
    for turn in range(1, LEAST):
        wanted = _mixed(wanted, words[starts[slogans] + turn])
    wanted = distinct(wanted)
    maybe = np.zeros(1 << 22, dtype=np.bool_)
    maybe[(wanted >> _SHIFT).astype(np.int64)] = True
    if len(words) >= COMPILED_FROM:
        from contrecoup.findings.echoes.intern import heads

        bits = np.packbits(maybe, bitorder="little")  # few enough bytes to stay at hand
        places, state = heads(words, bits, _MIX, _SHIFT)
    else:
        state = words[: len(words) - LEAST + 1].astype(np.uint64)
        for turn in range(1, LEAST):
            state = _mixed(state, words[turn : len(words) - LEAST + 1 + turn])
        places = np.flatnonzero(maybe[(state >> _SHIFT).astype(np.int64)])
        state = state[places]
    at = np.minimum(np.searchsorted(wanted, state), len(wanted) - 1)
    here = wanted[at] == state
    return places[here], state[here]


def _matches(
    starts: Ints, words: Ints32, slogans: Ints, state: NDArray[np.uint64], length: int
) -> tuple[Ints, Ints]:
    """Pairs of a slogan and a place in ``state`` with the same hash."""
    own = words[starts[slogans]].astype(np.uint64)
    for turn in range(1, length):
        own = _mixed(own, words[starts[slogans] + turn])
    order = np.argsort(own, kind="stable")
    own, slogans = own[order], slogans[order]
    low = np.searchsorted(own, state, side="left")
    count = np.searchsorted(own, state, side="right") - low
    at = np.repeat(np.arange(len(state)), count)
    inside = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return slogans[np.repeat(low, count) + inside], at
