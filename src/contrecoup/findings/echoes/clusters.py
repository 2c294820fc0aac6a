"""Clusters that do not chain: everyone in one is near its commonest wording.

Wordings are visited from the commonest (the earliest where two are as common).
One that belongs nowhere yet opens a cluster and takes every neighbour that
belongs nowhere yet.  A chain of small edits therefore splits where it leaves
the threshold of its commonest wording.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.echoes.frame import Ints
from contrecoup.findings.echoes.near import Pairs

COMPILED_FROM = 400_000


def stars(often: Ints, first: Ints, pairs: Pairs) -> tuple[Ints, NDArray[np.float64]]:
    """Centre of each wording's cluster (itself where alone), and similarity with it.

    Args:
        often: posts of each wording.
        first: a number that orders wordings by their earliest post; none equal.
        pairs: the pairs that are near.
    """
    count = len(often)
    centre = np.arange(count, dtype=np.int64)
    similarity = np.ones(count, dtype=np.float64)
    if not len(pairs):
        return centre, similarity
    ends = np.concatenate([pairs.a, pairs.b])
    others = np.concatenate([pairs.b, pairs.a])
    ratios = np.concatenate([pairs.similarity, pairs.similarity])
    order, starts = in_order(ends, count)
    others, ratios = others[order], ratios[order]
    linked = np.flatnonzero(starts[1:] > starts[:-1])
    visit = linked[np.lexsort((first[linked], -often[linked]))]
    taken = np.zeros(count, dtype=np.bool_)
    for wording in visit.tolist():
        if taken[wording]:
            continue
        taken[wording] = True
        low, high = starts[wording], starts[wording + 1]
        near = others[low:high]
        free = ~taken[near]
        centre[near[free]] = wording
        similarity[near[free]] = ratios[low:high][free]
        taken[near[free]] = True
    return centre, similarity


def in_order(keys: Ints, count: int) -> tuple[Ints, Ints]:
    """Order that sorts keys from 0 to below ``count``, stable, and where each key starts."""
    if len(keys) >= COMPILED_FROM:
        from contrecoup.findings.echoes.intern import by_key

        return by_key(keys.astype(np.int64), count)
    order = np.argsort(keys, kind="stable")
    return order, np.searchsorted(keys[order], np.arange(count + 1))


def groups(keys: Ints) -> tuple[Ints, Ints]:
    """Order that puts equal keys together, and where each group starts (plus the end)."""
    order = np.argsort(keys, kind="stable").astype(np.int64)
    if not len(keys):
        return order, np.zeros(1, dtype=np.int64)
    ordered = keys[order]
    cuts = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    return order, np.concatenate([[0], cuts, [len(keys)]]).astype(np.int64)
