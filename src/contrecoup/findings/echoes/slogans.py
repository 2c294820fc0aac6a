"""Short wordings inside longer ones: a slogan in the middle of a post.

Word for word and in one piece; found through the slogan's first three words.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import numpy as np

from contrecoup.findings.echoes.frame import Ints

LEAST: Final = 3
MOST: Final = 12
_MIX = np.uint64(0x9E3779B97F4A7C15)


def containing(
    starts: Ints, words: Ints, slogans: Ints, *, of: Ints | None = None
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
    heads = _heads(words)
    wanted = np.sort(heads[starts[slogans]])
    maybe = np.zeros(1 << 22, dtype=np.bool_)
    maybe[wanted & (len(maybe) - 1)] = True
    places = np.flatnonzero(maybe[heads & (len(maybe) - 1)])
    at = np.minimum(np.searchsorted(wanted, heads[places]), len(wanted) - 1)
    places = places[wanted[at] == heads[places]]
    owner = np.searchsorted(starts, places, side="right") - 1
    if of is not None:
        inside = np.isin(owner, of)
        places, owner = places[inside], owner[inside]
    by_head: defaultdict[int, list[tuple[int, list[int]]]] = defaultdict(list)
    for slogan in slogans.tolist():
        low, high = int(starts[slogan]), int(starts[slogan + 1])
        by_head[int(heads[low])].append((slogan, words[low:high].tolist()))
    found: set[tuple[int, int]] = set()
    for place, wording in zip(places.tolist(), owner.tolist(), strict=True):
        end = int(starts[wording + 1])
        for slogan, says in by_head[int(heads[place])]:
            if (
                len(says) < lengths[wording]
                and place + len(says) <= end
                and words[place : place + len(says)].tolist() == says
            ):
                found.add((slogan, wording))
    if not found:
        return empty, empty
    both = np.array(sorted(found), dtype=np.int64)
    return both[:, 0], both[:, 1]


def _heads(words: Ints) -> Ints:
    """Mixed code of each three words in a row (the last two of all stand for nothing)."""
    codes = words.astype(np.uint64)
    mixed = codes[:-2] * _MIX
    mixed = (mixed ^ codes[1:-1]) * _MIX
    mixed = (mixed ^ codes[2:]) * _MIX
    return np.concatenate([mixed, np.zeros(2, np.uint64)]).view(np.int64)
