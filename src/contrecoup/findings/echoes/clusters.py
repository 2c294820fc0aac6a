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
from contrecoup.findings.echoes.near import MANY, Neighbours
from contrecoup.findings.echoes.order import sorting


def stars(often: Ints, first: Ints, near: Neighbours) -> tuple[Ints, NDArray[np.float64]]:
    """Centre of each wording's cluster (itself where alone), and similarity with it.

    Args:
        often: posts of each wording.
        first: a number that orders wordings by their earliest post; none equal.
        near: the wordings that are near each.
    """
    count = len(often)
    centre = np.arange(count, dtype=np.int64)
    similarity = np.ones(count, dtype=np.float64)
    if not len(near):
        return centre, similarity
    starts, others, ratios = near.starts, near.others, near.similarity
    linked = np.flatnonzero(starts[1:] > starts[:-1])
    visit = linked[sorting(-often[linked], first[linked])]
    if len(near) >= MANY:
        from contrecoup.findings.echoes.intern import take_neighbours

        take_neighbours(visit, starts, others, ratios, centre, similarity)
        return centre, similarity
    taken = np.zeros(count, dtype=np.bool_)
    for wording in visit.tolist():
        if taken[wording]:
            continue
        taken[wording] = True
        low, high = starts[wording], starts[wording + 1]
        beside = others[low:high]
        free = ~taken[beside]
        centre[beside[free]] = wording
        similarity[beside[free]] = ratios[low:high][free]
        taken[beside[free]] = True
    return centre, similarity


def groups(keys: Ints) -> tuple[Ints, Ints]:
    """Order that puts equal keys together, and where each group starts (plus the end)."""
    order = sorting(keys).astype(np.int64, copy=False)
    if not len(keys):
        return order, np.zeros(1, dtype=np.int64)
    ordered = keys[order]
    cuts = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    return order, np.concatenate([[0], cuts, [len(keys)]]).astype(np.int64)
