"""Communities of a weighted network by the Leiden algorithm.

Traag, Waltman, van Eck: From Louvain to Leiden: guaranteeing well-connected
communities (Scientific Reports 9, 2019), for modularity; written from the paper.
Three steps until nothing moves: nodes move to the best community, from a queue
of those whose neighbours moved; each community is refined from single nodes, so
that none is badly connected inside; the refined parts become nodes.  Seeded, and
each node's neighbours stand in order, so that a network has one answer.
"""

from __future__ import annotations

import random
from collections import deque
from typing import Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes.frame import Ints

Floats = NDArray[np.float64]
MOST_ROUNDS: Final = 10
RANDOMNESS: Final = 0.01
"""How far the refinement strays from the best choice (the paper's theta)."""
_LEAST = 1e-12


@frozen(eq=False)
class Network:
    """Neighbours and weights by node, without loops; how heavy each node is."""

    near: list[list[tuple[int, float]]]
    heavy: list[float]

    @property
    def total(self) -> float:
        """Twice the weight of all edges; 1 where there is none."""
        return sum(self.heavy) or 1.0


def communities(a: Ints, b: Ints, weight: Floats, nodes: int, *, seed: int = 0) -> Ints:
    """Community of each node, numbered in order of their first nodes.

    Args:
        a: one end of each edge.
        b: the other.
        weight: of each edge, above 0.
        nodes: number of nodes.
        seed: of the order in which nodes are visited.
    """
    chosen = random.Random(seed)
    network = _network(a, b, weight, nodes)
    found = list(range(nodes))
    for _ in range(MOST_ROUNDS):
        again = _round(network, found, chosen)
        if again == found:
            break
        found = again
    return np.array(found, dtype=np.int64)


def _round(network: Network, parts: list[int], chosen: random.Random) -> list[int]:
    """All three steps, coarser and coarser, from a given partition."""
    member = list(range(len(parts)))  # node of the coarse network in which each node is
    while True:
        parts = _move(network, parts, chosen)
        if len(set(parts)) == len(network.near):
            break
        refined = _refine(network, parts, chosen)
        network, of, parts = _coarse(network, refined, parts)
        member = [of[node] for node in member]
    known: dict[int, int] = {}
    return [known.setdefault(parts[node], len(known)) for node in member]


def modularity(a: Ints, b: Ints, weight: Floats, parts: Ints) -> float:
    """Share of the weight inside communities, less what chance would put there."""
    total = 2.0 * float(weight.sum())
    size = int(parts.max(initial=0)) + 1
    heavy = np.bincount(parts[a], weight, size) + np.bincount(parts[b], weight, size)
    inside = 2.0 * float(weight[parts[a] == parts[b]].sum())
    return inside / total - float(((heavy / total) ** 2).sum()) if total else 0.0


def _network(a: Ints, b: Ints, weight: Floats, nodes: int) -> Network:
    near: list[list[tuple[int, float]]] = [[] for _ in range(nodes)]
    for one, two, much in zip(a.tolist(), b.tolist(), weight.tolist(), strict=True):
        near[one].append((two, much))
        near[two].append((one, much))
    for row in near:
        row.sort()
    heavy = [sum(much for _, much in row) for row in near]
    return Network(near, heavy)


def _move(network: Network, parts: list[int], chosen: random.Random) -> list[int]:
    """Move nodes one at a time to the community that gains most, while any does."""
    parts = list(parts)
    total = network.total
    load = _loads(network, parts)
    order = list(range(len(parts)))
    chosen.shuffle(order)
    queue, queued = deque(order), [True] * len(parts)
    free = max(parts, default=-1) + 1
    while queue:
        node = queue.popleft()
        queued[node] = False
        own, heavy = parts[node], network.heavy[node]
        to = _ties_to(network, node, parts)
        load[own] -= heavy
        best, gain = own, to.get(own, 0.0) - heavy * load[own] / total
        for part, much in to.items():
            more = much - heavy * load[part] / total
            if more > gain + _LEAST:
                best, gain = part, more
        if gain < -_LEAST:  # alone is better than anywhere
            best, free = free, free + 1
        load[best] = load.get(best, 0.0) + heavy
        if best == own:
            continue
        parts[node] = best
        for other, _ in network.near[node]:
            if parts[other] != best and not queued[other]:
                queued[other] = True
                queue.append(other)
    return parts


def _loads(network: Network, parts: list[int]) -> dict[int, float]:
    load: dict[int, float] = {}
    for part, heavy in zip(parts, network.heavy, strict=True):
        load[part] = load.get(part, 0.0) + heavy
    return load


def _ties_to(network: Network, node: int, parts: list[int]) -> dict[int, float]:
    """Weight of a node's edges to each community, in order of its neighbours."""
    to: dict[int, float] = {}
    for other, much in network.near[node]:
        part = parts[other]
        to[part] = to.get(part, 0.0) + much
    return to


def _refine(network: Network, parts: list[int], chosen: random.Random) -> list[int]:
    """Join single nodes inside each community, where they hang together well."""
    refined = list(range(len(parts)))
    alone = [True] * len(parts)
    load = list(network.heavy)
    whole = _loads(network, parts)
    total = network.total
    outward = [  # weight from each refined part to the rest of its community
        sum(much for other, much in network.near[node] if parts[other] == parts[node])
        for node in range(len(parts))
    ]
    order = [
        node
        for node in range(len(parts))
        if outward[node] >= network.heavy[node] * (whole[parts[node]] - network.heavy[node]) / total
    ]
    chosen.shuffle(order)
    for node in order:
        if not alone[node]:
            continue
        to: dict[int, float] = {}
        for other, much in network.near[node]:
            if parts[other] == parts[node]:
                to[refined[other]] = to.get(refined[other], 0.0) + much
        heavy, room = network.heavy[node], whole[parts[node]]
        options = [(node, 0.0)]
        for part, much in to.items():
            gain = much - heavy * load[part] / total
            if gain >= 0 and outward[part] >= load[part] * (room - load[part]) / total - _LEAST:
                options.append((part, gain))
        best = _drawn(options, chosen)
        if best == node:
            continue
        refined[node], alone[node], alone[best] = best, False, False
        outward[best] += outward[node] - 2.0 * to[best]
        load[best] += heavy
    return refined


def _drawn(options: list[tuple[int, float]], chosen: random.Random) -> int:
    """Draw an option, those that gain more being much likelier."""
    most = max(gain for _, gain in options)
    shares = [np.exp((gain - most) / RANDOMNESS) for _, gain in options]
    return chosen.choices([part for part, _ in options], shares)[0]


def _coarse(
    network: Network, refined: list[int], parts: list[int]
) -> tuple[Network, list[int], list[int]]:
    """Refined parts as nodes: the network, the new node of each old one, and its community."""
    known: dict[int, int] = {}
    of = [known.setdefault(part, len(known)) for part in refined]
    near: list[dict[int, float]] = [{} for _ in known]
    heavy = [0.0] * len(known)
    coarse = [0] * len(known)
    for node, row in enumerate(network.near):
        new = of[node]
        heavy[new] += network.heavy[node]
        coarse[new] = parts[node]
        for other, much in row:
            if of[other] != new:
                near[new][of[other]] = near[new].get(of[other], 0.0) + much
    edges = [sorted(row.items()) for row in near]
    return Network(edges, heavy), of, coarse
