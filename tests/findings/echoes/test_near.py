"""Near pairs against a comparison of every pair; clusters that do not chain."""

from __future__ import annotations

from importlib import import_module
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.findings.echoes.clusters import stars
from contrecoup.findings.echoes.intern import both_ways, dense, take_neighbours
from contrecoup.findings.echoes.join import join, star_join
from contrecoup.findings.echoes.messages import _dense
from contrecoup.findings.echoes.near import Neighbours, Pairs, near_pairs
from contrecoup.findings.echoes.slogans import containing

SETS = st.lists(st.lists(st.integers(0, 12), max_size=14), max_size=20)
THRESHOLDS = st.sampled_from([0.3, 0.5, 2 / 3, 0.75, 0.8, 0.9, 1.0])


def runs(lists: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    starts = np.cumsum([0, *map(len, lists)])
    return starts.astype(np.int64), np.array([w for words in lists for w in words], np.int64)


def every_pair(
    lists: list[list[int]], threshold: float, least: int
) -> dict[tuple[int, int], float]:
    found = {}
    for (i, one), (j, two) in combinations(enumerate(map(set, lists)), 2):
        if min(len(one), len(two)) >= least:
            ratio = len(one & two) / len(one | two)
            if ratio >= threshold:
                found[i, j] = ratio
    return found


@pytest.mark.parametrize("compiled", [False, True])
@settings(deadline=None)
@given(lists=SETS, threshold=THRESHOLDS, least=st.integers(1, 5))
def test_all_pairs_and_no_other(
    compiled: bool, lists: list[list[int]], threshold: float, least: int
) -> None:
    pairs = near_pairs(*runs(lists), threshold, min_words=least, compiled=compiled)
    got = {
        (a, b): ratio
        for a, b, ratio in zip(
            pairs.a.tolist(), pairs.b.tolist(), pairs.similarity.tolist(), strict=True
        )
    }
    assert got == every_pair(lists, threshold, least)
    assert len(got) == len(pairs)


@settings(deadline=None)
@given(lists=SETS, threshold=THRESHOLDS, least=st.integers(1, 5))
def test_meeting_in_two_words_or_in_one_is_the_same(
    lists: list[list[int]], threshold: float, least: int
) -> None:
    starts, words = runs(lists)
    found = []
    for twofold in (False, True):
        low, high, ratio, whole = join(
            starts, words.astype(np.int32), threshold, least, twofold=twofold
        )
        assert whole
        found.append(
            sorted(zip(*np.sort([low, high], axis=0).tolist(), ratio.tolist(), strict=True))
        )
    assert found[0] == found[1]


@settings(deadline=None)
@given(st.integers(0, 40), st.integers(1, 30))
def test_many_pairs_are_joined_by_compiled_code(many: int, count: int) -> None:
    chosen = np.random.default_rng(many)
    every = np.array(list(combinations(range(count), 2)), np.int64).reshape(-1, 2)
    a, b = chosen.permutation(every)[:many].T
    order = np.lexsort((b, a))
    pairs = Pairs(a[order], b[order], chosen.choice([0.8, 0.9], len(a)))
    plain = Neighbours.of(pairs, count)
    starts, others, ratios = both_ways(pairs.a, pairs.b, pairs.similarity, count)
    assert starts.tolist() == plain.starts.tolist()
    for low, high in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        mine, theirs = (
            sorted(zip(o[low:high].tolist(), r[low:high].tolist(), strict=True))
            for o, r in ((others, ratios), (plain.others, plain.similarity))
        )
        assert mine == theirs
    often, first = chosen.integers(1, 4, count), chosen.permutation(count)
    linked = np.flatnonzero(np.diff(starts))
    centre, similarity = np.arange(count), np.ones(count)
    visit = linked[np.lexsort((first[linked], -often[linked]))]
    take_neighbours(visit, starts, others, ratios, centre, similarity)
    expected = stars(often, first, plain)
    assert centre.tolist() == expected[0].tolist()
    assert similarity.tolist() == expected[1].tolist()


def test_threads_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = np.random.default_rng(1)
    lists = [chosen.integers(0, 30, chosen.integers(4, 12)).tolist() for _ in range(400)]
    one = near_pairs(*runs(lists), 0.5, compiled=True)
    module = import_module("contrecoup.findings.echoes.join")
    monkeypatch.setattr(module, "THREADS_FROM", 0)
    monkeypatch.setattr(module.os, "sched_getaffinity", lambda _: range(3))
    two = near_pairs(*runs(lists), 0.5, compiled=True)
    assert len(one) > 50
    for name in ("a", "b", "similarity"):
        assert getattr(one, name).tolist() == getattr(two, name).tolist()


@settings(deadline=None)
@given(lists=SETS, threshold=THRESHOLDS, often=st.lists(st.integers(1, 3), min_size=20))
def test_stars_alone_are_the_stars_of_all_pairs(
    lists: list[list[int]], threshold: float, often: list[int]
) -> None:
    starts, words = runs(lists)
    count, first = np.array(often[: len(lists)], np.int64), np.arange(len(lists))[::-1]
    pairs = near_pairs(starts, words, threshold, min_words=2, compiled=False)
    visit = np.lexsort((first, -count))
    expected = stars(count, first, Neighbours.of(pairs, len(lists)))
    for twofold in (None, False, True):
        centre, similarity = star_join(
            starts, words.astype(np.int32), threshold, 2, visit, twofold=twofold
        )
        assert centre.tolist() == expected[0].tolist()
        assert similarity.tolist() == expected[1].tolist()


def test_stars_of_many_are_the_same_in_one_word_and_in_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = np.random.default_rng(2)
    lists = [chosen.integers(0, 60, chosen.integers(3, 14)).tolist() for _ in range(300)]
    lists += [
        [*lists[n][: chosen.integers(1, 14)], *chosen.integers(0, 60, 3).tolist()]
        for n in chosen.integers(0, 300, 900)
    ]
    lists.append([*range(300), *range(10)])  # more words than are sorted one by one
    starts, words = runs(lists)
    visit = chosen.permutation(len(lists))
    found = []
    for wide in (3, -3):  # with few bits, many pairs of words look as if they stood in two sets
        monkeypatch.setattr(import_module("contrecoup.findings.echoes.twos"), "_WIDE", max(wide, 0))
        monkeypatch.setattr(
            import_module("contrecoup.findings.echoes.twos"), "_MOST", 10 + 4 * wide
        )
        for twofold in (False, True):
            got = star_join(starts, words.astype(np.int32), 0.6, 3, visit, twofold=twofold)
            found.append([part.tolist() for part in got])
    assert len(set(found[0][0])) < len(lists)
    assert found[1:] == found[:-1]


@pytest.mark.parametrize("compiled", [False, True])
def test_too_many_pairs_are_not_listed(compiled: bool) -> None:
    starts, words = runs([[1, 2, 3, 4, n] for n in range(10, 30)])
    some = near_pairs(starts, words, 0.6, most=10, compiled=compiled)
    assert (len(some), some.whole) == (0, False)
    every = near_pairs(starts, words, 0.6, most=190, compiled=compiled)
    assert (len(every), every.whole) == (190, True)


def test_a_chain_splits_at_its_commonest_wording() -> None:
    steps = Pairs(np.array([0, 1, 2]), np.array([1, 2, 3]), np.array([0.8, 0.8, 0.8]))
    centre, similarity = stars(np.array([1, 5, 1, 1]), np.arange(4), Neighbours.of(steps, 4))
    assert centre.tolist() == [1, 1, 1, 3]
    assert similarity.tolist() == [0.8, 1.0, 0.8, 1.0]


def test_the_earliest_of_two_as_common_is_the_centre() -> None:
    pair = Pairs(np.array([0]), np.array([1]), np.array([0.9]))
    beside = Neighbours.of(pair, 2)
    assert stars(np.array([2, 2]), np.array([7, 3]), beside)[0].tolist() == [1, 1]


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=8), max_size=12))
def test_containing_is_word_for_word(lists: list[list[int]]) -> None:
    slogans = np.array([i for i, words in enumerate(lists) if 3 <= len(words) <= 12], np.int64)
    found = containing(*runs(lists), slogans)
    got = set(zip(found[0].tolist(), found[1].tolist(), strict=True))
    text = [" " + " ".join(map(str, words)) + " " for words in lists]
    assert got == {
        (s, w)
        for s in slogans.tolist()
        for w in range(len(lists))
        if len(lists[s]) < len(lists[w]) and text[s] in text[w]
    }


@settings(deadline=None)
@given(st.lists(st.integers(-1, 5) | st.integers(0, 1 << 62), max_size=40))
def test_codes_of_forms_in_order_of_appearance(keys: list[int]) -> None:
    known: dict[int, int] = {}
    expected = [known.setdefault(key, len(known)) if key >= 0 else -1 for key in keys]
    for found in (_dense(np.array(keys, np.int64)), dense(np.array(keys, np.int64))):
        assert (found[0], found[1].tolist()) == (len(known), expected)
