"""Communities, and groups beside random ones."""

from __future__ import annotations

from collections import deque
from typing import Any

import numpy as np
import pytest
from conftest_echoes import rows_of, table
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.errors import SettingsError
from contrecoup.findings.echoes import echoes
from contrecoup.findings.echoes.crowds import _Crowd, find_groups
from contrecoup.findings.echoes.leiden import communities, modularity
from contrecoup.findings.echoes.spool import Ties

Edges = list[tuple[int, int]]


def cliques(count: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Cliques in a ring, one edge between neighbours."""
    edges = [
        (c * size + i, c * size + j)
        for c in range(count)
        for i in range(size)
        for j in range(i + 1, size)
    ]
    edges += [(c * size, ((c + 1) % count) * size + 1) for c in range(count)]
    both = np.array(edges)
    return both[:, 0], both[:, 1]


def test_cliques_are_communities() -> None:
    a, b = cliques(8, 6)
    found = communities(a, b, np.ones(len(a)), 48, seed=3)
    assert found.tolist() == np.repeat(np.arange(8), 6).tolist()
    assert modularity(a, b, np.ones(len(a)), found) == pytest.approx(0.8125)


def test_planted_communities_are_found() -> None:
    chosen = np.random.default_rng(4)
    planted = np.repeat(np.arange(10), 30)
    one, two = np.triu_indices(300, 1)
    chance = np.where(planted[one] == planted[two], 0.4, 0.01)
    kept = chosen.random(len(one)) < chance
    found = communities(one[kept], two[kept], np.ones(int(kept.sum())), 300, seed=1)
    pairs = {(int(p), int(f)) for p, f in zip(planted, found, strict=True)}
    assert len(pairs) == 10


def test_weights_decide() -> None:
    a, b = np.array([0, 1, 2, 3]), np.array([1, 2, 3, 0])
    weight = np.array([9.0, 1.0, 9.0, 1.0])
    assert communities(a, b, weight, 4).tolist() == [0, 0, 1, 1]
    assert communities(a, b, weight[::-1], 4).tolist() == [0, 1, 1, 0]


EDGES = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda e: e[0] < e[1]),
    max_size=40,
    unique=True,
)


@settings(deadline=None)
@given(EDGES, st.integers(0, 3))
def test_communities_hang_together_and_no_node_would_move(edges: Edges, seed: int) -> None:
    a, b = (np.array([edge[side] for edge in edges], np.int64) for side in (0, 1))
    weight = np.ones(len(edges))
    found = communities(a, b, weight, 12, seed=seed)
    assert found.tolist() == communities(a, b, weight, 12, seed=seed).tolist()
    near: dict[int, set[int]] = {node: set() for node in range(12)}
    for one, two in edges:
        near[one].add(two)
        near[two].add(one)
    for part in set(found.tolist()):
        members = set(np.flatnonzero(found == part).tolist())
        seen, queue = set(), deque([min(members)])
        while queue:
            node = queue.popleft()
            if node not in seen:
                seen.add(node)
                queue.extend(near[node] & members)
        assert seen == members
    reached = modularity(a, b, weight, found)
    for node in range(12):
        for part in {found[other] for other in near[node]}:
            moved = found.copy()
            moved[node] = part
            assert modularity(a, b, weight, moved) <= reached + 1e-9


def ring(members: int, times: int) -> Any:
    """Accounts that share the same objects within seconds, among others who do not."""
    rows = [
        {"account_id": f"r{m}", "created_at": 7200 * n + m, "object_id": f"o{n}"}
        for n in range(times)
        for m in range(members)
    ]
    rows += [
        {"account_id": f"z{i % 60}", "created_at": i * 97, "object_id": f"p{i // 3}"}
        for i in range(1800)
    ]
    return table(rows)


def test_a_ring_is_a_group_that_random_groups_do_not_reach() -> None:
    found = echoes(ring(6, 12), by=("object",))
    groups = rows_of(found.groups)
    assert {row["method"] for row in groups} == {"component", "community"}
    for row in groups:
        assert row["accounts"] == [f"r{m}" for m in range(6)]
        assert (row["ties"], row["people"], row["density"]) == (15, 6, 1.0)
        assert row["weight"] == 15 * 12
        assert row["random_ties"] < 1
        assert row["random_most"] < 15
        assert row["p_value"] == 0.01
    assert rows_of(echoes(ring(6, 12), by=("object",)).groups) == groups
    assert echoes(ring(6, 12), by=("object",), fdr=0).groups.num_rows == 0
    assert echoes(ring(6, 12), by=("object",), chance=0).groups.num_rows == 0
    with pytest.raises(SettingsError):
        echoes(ring(6, 12), fdr=2)


def test_expected_ties_of_random_groups_are_the_mean_over_draws() -> None:
    chosen = np.random.default_rng(2)
    acts_of = chosen.integers(1, 20, 300)
    one, two = np.triu_indices(300, 1)
    kept = chosen.random(len(one)) < np.where(acts_of[one] * acts_of[two] > 90, 0.3, 0.05)
    a, b = one[kept].astype(np.int32), two[kept].astype(np.int32)
    ones = np.ones(len(a), np.int32)
    ties = Ties(a, b, ones, ones, ones.astype(float), np.zeros(len(a) + 1, np.int64), ones[:0])
    accounts = np.sort(chosen.choice(300, 30, replace=False))
    group = _Crowd.of(ties, acts_of).group(0, accounts, 5, 7)
    assert group.runs == 5
    levels = np.log2(acts_of).astype(int)
    total = 0
    for _ in range(3000):
        drawn = [
            chosen.choice(np.flatnonzero(levels == level), many, replace=False)
            for level, many in enumerate(np.bincount(levels[accounts]))
            if many
        ]
        inside = np.isin(np.arange(300), np.concatenate(drawn))
        total += int((inside[a] & inside[b]).sum())
    assert group.random_ties == pytest.approx(total / 3000, rel=0.03)


def test_there_is_a_choice_of_accounts_as_active() -> None:
    acts_of = np.array([1] * 9 + [2] * 3 + [4] * 20)
    a = np.array([9, 9, 10], np.int32)
    b = np.array([10, 11, 11], np.int32)
    ones = np.ones(3, np.int32)
    ties = Ties(a, b, ones, ones, ones.astype(float), np.zeros(4, np.int64), ones[:0])
    crowd = _Crowd.of(ties, acts_of)
    assert crowd._levels(np.array([0, 3, 0])) == [([0, 1], 3), ([2], 0)]
    assert crowd._levels(np.array([0, 2, 5])) == [([0, 1], 2), ([2], 5)]
    assert find_groups(ties, acts_of, runs=50, seed=1)[0].p_value < 0.1
    assert find_groups(Ties.none(), acts_of, runs=50, seed=1) == []
