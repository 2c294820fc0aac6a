"""All pairs of word sets with a Jaccard similarity of at least the threshold.

A prefix-filter join: with words ordered rare first, two sets that reach the
threshold must share a word among the first few of each, so only sets that meet
there are compared.  Nothing is sketched or sampled: every pair is found.

Source: Chaudhuri, Ganti and Kaushik, *A Primitive Operator for Similarity Joins in Data
Cleaning*, ICDE 2006; the order and the bounds on sizes: Bayardo, Ma and Srikant, *Scaling Up
All Pairs Similarity Search*, WWW 2007.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes.frame import Ints, Ints32
from contrecoup.findings.echoes.order import sorting
from contrecoup.findings.echoes.shelf import Shelf

COMPILED_FROM = 4_000
MANY = 400_000  # pairs from which compiled code pays for its start, once they are found
MOST_PAIRS = 10_000_000
"""Near pairs of one run that are listed; beyond, wordings meet the commonest of their cluster alone."""
SLACK = 1e-9


@frozen(eq=False)
class Pairs:
    """Pairs of sets (a < b) and how similar they are, in order of a, then b.

    Where there were too many to list there are none, and ``whole`` is false.
    """

    a: Ints
    b: Ints
    similarity: NDArray[np.float64]
    whole: bool = True

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.a)


@frozen(eq=False)
class Neighbours:
    """Pairs from both ends: sets that are near each set, and how similar they are.

    Attributes:
        starts: where each set's start in the next two (one more at the end).
        others: sets.
        similarity: how similar.
        whole: false where there were too many pairs to list, and there are none.
    """

    starts: Ints
    others: Ints
    similarity: NDArray[np.float64]
    whole: bool = True

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.others) // 2

    def put_away(self, shelf: Shelf) -> Neighbours:
        """The same, its columns on a shelf."""
        away = shelf.numbers
        return Neighbours(away(self.starts), away(self.others), away(self.similarity), self.whole)

    @classmethod
    def of(cls, pairs: Pairs, count: int) -> Neighbours:
        """Those among ``count`` sets."""
        if len(pairs) >= MANY:
            from contrecoup.findings.echoes.intern import both_ways

            found = both_ways(pairs.a, pairs.b, pairs.similarity, count)
            return cls(*found, pairs.whole)
        ends = np.concatenate([pairs.a, pairs.b])
        order = sorting(ends)
        return cls(
            np.searchsorted(ends[order], np.arange(count + 1)),
            np.concatenate([pairs.b, pairs.a])[order],
            np.concatenate([pairs.similarity, pairs.similarity])[order],
            pairs.whole,
        )


def near_pairs(
    starts: Ints,
    words: Ints32,
    threshold: float,
    *,
    min_words: int = 4,
    most: int = 1 << 62,
    compiled: bool | None = None,
) -> Pairs:
    """Find the pairs among sets given as runs of word codes (repeats count once).

    Args:
        starts: where each set starts in ``words`` (one more at the end).
        words: codes of words.
        threshold: least similarity.
        min_words: distinct words of a set that is compared.
        most: pairs to list; where there are more, none is.
        compiled: by compiled code; where not given, when there are many sets.
    """
    whole = True
    count = len(starts) - 1
    if compiled is None:
        compiled = count >= COMPILED_FROM
    if compiled:
        from contrecoup.findings.echoes.join import join

        a, b, similarity, whole = join(starts, words, threshold, min_words, most)
    else:
        a, b, similarity = _plain(starts, words, threshold, min_words)
        if len(a) > most:
            a, b, similarity, whole = a[:0], b[:0], similarity[:0], False
    low, high = np.minimum(a, b), np.maximum(a, b)
    order = sorting(low, high)
    return Pairs(low[order], high[order], similarity[order], whole)


def _plain(
    starts: Ints, words: Ints32, threshold: float, min_words: int
) -> tuple[Ints, Ints, NDArray[np.float64]]:
    bounds, flat = starts.tolist(), words.tolist()
    sets = {
        place: found
        for place in range(len(bounds) - 1)
        if len(found := set(flat[bounds[place] : bounds[place + 1]])) >= min_words
    }
    often = Counter(word for found in sets.values() for word in found)
    seen: defaultdict[int, list[int]] = defaultdict(list)
    a: list[int] = []
    b: list[int] = []
    similarity: list[float] = []
    for place in sorted(sets, key=lambda place: (len(sets[place]), place)):
        own = sets[place]
        least = math.ceil(threshold * len(own) - SLACK)
        prefix = sorted(own, key=lambda word: (often[word], word))[: len(own) - least + 1]
        for other in {other for word in prefix for other in seen[word]}:
            theirs = sets[other]
            if len(theirs) >= least:
                shared = len(own & theirs)
                ratio = shared / (len(own) + len(theirs) - shared)
                if ratio >= threshold:
                    a.append(place)
                    b.append(other)
                    similarity.append(ratio)
        for word in prefix:
            seen[word].append(place)
    return np.array(a, np.int64), np.array(b, np.int64), np.array(similarity, np.float64)
