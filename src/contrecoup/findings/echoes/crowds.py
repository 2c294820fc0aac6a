"""Groups: accounts whose ties survive chance, beside random groups of the same size.

For each kind of tie: connected components, and communities (Leiden).  A group is
compared with groups drawn at random among the accounts that did the same kind of
thing, of the same size and as active (as many of each power of two of acts; powers
are taken together until each has ``CHOICE`` times as many accounts as are drawn): how
many of its pairs are tied, and how many of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes.frame import Ints
from contrecoup.findings.echoes.leiden import communities
from contrecoup.findings.echoes.spool import Ties

CHOICE: Final = 3
LEAST: Final = 3
"""Accounts of a group, at least."""
MOST_EDGES: Final = 400_000
"""Ties in which communities are looked for; components are found among any number."""
MOST_WORK: Final = 500_000_000
"""Accounts and ties looked at for random groups; what is beyond is drawn for no group."""
METHODS: Final = ("component", "community")
Floats = NDArray[np.float64]


@frozen(eq=False)
class Group:
    """Accounts that hang together.

    Attributes:
        method: an index into ``METHODS``.
        accounts: codes of accounts, ascending.
        ties: pairs of them that are tied.
        weight: pairs of posts that made those ties.
        random_ties: tied pairs of a random group, on average.
        random_most: the most of any random group drawn; -1 where none was.
        runs: random groups drawn.
        p_value: share of the random groups with as many tied pairs (this one counted).
    """

    method: int
    accounts: Ints
    ties: int
    weight: int
    random_ties: float
    random_most: int
    runs: int
    p_value: float


def find_groups(ties: Ties, acts_of: Ints, *, runs: int, seed: int) -> list[Group]:
    """Find groups among ties that survive chance, by method, the largest first.

    Args:
        ties: those ties.
        acts_of: by account, how many acts of the kind it did.
        runs: random groups to draw for each.
        seed: of the draws, and of the order in which communities are looked for.
    """
    if not ties.number:
        return []
    nodes, ends = np.unique(np.concatenate([ties.a, ties.b]), return_inverse=True)
    a, b = ends[: ties.number].astype(np.int64), ends[ties.number :].astype(np.int64)
    parts = [_components(a, b, len(nodes))]
    if ties.number <= MOST_EDGES:
        parts.append(communities(a, b, ties.rarity, len(nodes), seed=seed))
    crowd = _Crowd.of(ties, acts_of)
    every = [
        (method, nodes[members].astype(np.int64))
        for method, part in enumerate(parts)
        for members in _members(part)
    ]
    every.sort(key=lambda g: (g[0], -len(g[1]), int(g[1][0])))
    afford = MOST_WORK // (ties.number + len(acts_of))  # random groups that can be drawn in all
    found = []
    for method, accounts in every:
        found.append(crowd.group(method, accounts, min(runs, afford), seed))
        afford -= found[-1].runs
    return found


def _components(a: Ints, b: Ints, nodes: int) -> Ints:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    edges = coo_array((np.ones(len(a), dtype=np.int8), (a, b)), shape=(nodes, nodes))
    return np.asarray(connected_components(edges, directed=False)[1], dtype=np.int64)


def _members(part: Ints) -> Iterator[Ints]:
    """Nodes of each part that is large enough."""
    order = np.argsort(part, kind="stable")
    starts = np.flatnonzero(np.concatenate([[True], np.diff(part[order]) != 0]))
    for members in np.split(order, starts[1:]):
        if len(members) >= LEAST:
            yield members


@frozen(eq=False)
class _Crowd:
    """Accounts of a kind by how active they are, and the ties between them."""

    a: Ints
    b: Ints
    weight: Ints
    level: Ints
    pools: list[Ints]
    between: Floats

    @classmethod
    def of(cls, ties: Ties, acts_of: Ints) -> _Crowd:
        level = np.full(len(acts_of), -1, dtype=np.int64)
        active = np.flatnonzero(acts_of > 0)
        level[active] = np.log2(acts_of[active]).astype(np.int64)
        size = int(level.max(initial=0)) + 1
        pools = [np.flatnonzero(level == step) for step in range(size)]
        between = np.zeros((size, size))
        np.add.at(between, (level[ties.a], level[ties.b]), 1.0)
        return cls(ties.a, ties.b, ties.weight, level, pools, between + between.T)

    def group(self, method: int, accounts: Ints, runs: int, seed: int) -> Group:
        inside = self._inside(accounts)
        levels = self._levels(np.bincount(self.level[accounts], minlength=len(self.pools)))
        chosen = np.random.default_rng([seed, len(accounts), int(accounts[0])])
        pools = [np.concatenate([self.pools[step] for step in steps]) for steps, _ in levels]
        drawn = []
        for _ in range(runs):
            random = [
                chosen.choice(pool, many, replace=False)
                for pool, (_, many) in zip(pools, levels, strict=True)
            ]
            drawn.append(int(self._inside(np.concatenate(random)).sum()))
        ties = int(inside.sum())
        return Group(
            method=method,
            accounts=accounts,
            ties=ties,
            weight=int(self.weight[inside].sum()),
            random_ties=self._expected(levels),
            random_most=max(drawn, default=-1),
            runs=runs,
            p_value=(1 + sum(found >= ties for found in drawn)) / (1 + runs),
        )

    def _levels(self, wanted: Ints) -> list[tuple[list[int], int]]:
        """Powers of two taken together so that there is a choice, and how many to draw of each."""
        levels: list[tuple[list[int], int]] = []
        for step, many in enumerate(wanted.tolist()):
            levels.append(([step], many))
            while len(levels) > 1 and (self._few(levels[-1]) or self._few(levels[-2])):
                steps, more = levels.pop()
                levels[-1] = (levels[-1][0] + steps, levels[-1][1] + more)
        return levels

    def _few(self, level: tuple[list[int], int]) -> bool:
        return sum(len(self.pools[step]) for step in level[0]) < CHOICE * level[1]

    def _inside(self, accounts: Ints) -> NDArray[np.bool_]:
        """Ties whose two ends are among the accounts."""
        marked = np.zeros(len(self.level), dtype=np.bool_)
        marked[accounts] = True
        return np.asarray(marked[self.a] & marked[self.b], dtype=np.bool_)

    def _expected(self, levels: list[tuple[list[int], int]]) -> float:
        """Tied pairs of a random group, in closed form."""
        total = 0.0
        sizes = [sum(len(self.pools[step]) for step in steps) for steps, _ in levels]
        for i, (mine, many) in enumerate(levels):
            for j, (theirs, more) in enumerate(levels):
                tied = float(self.between[np.ix_(mine, theirs)].sum()) / 2
                if tied and i == j:
                    total += tied * many * (many - 1) / max(sizes[i] * (sizes[i] - 1), 1)
                elif tied:
                    total += tied * many * more / (sizes[i] * sizes[j])
        return total


def rows(by: str, groups: list[Group], account_ids: Any) -> Iterator[dict[str, Any]]:
    """Rows of the table of groups."""
    for number, group in enumerate(groups, start=1):
        pairs = len(group.accounts) * (len(group.accounts) - 1) / 2
        yield {
            "by": by,
            "method": METHODS[group.method],
            "group": number,
            "people": len(group.accounts),
            "accounts": account_ids.take(pa.array(group.accounts)).to_pylist(),
            "ties": group.ties,
            "weight": group.weight,
            "density": group.ties / pairs,
            "random_ties": group.random_ties,
            "random_most": group.random_most if group.runs else None,
            "runs": group.runs,
            "p_value": group.p_value if group.runs else None,
        }
