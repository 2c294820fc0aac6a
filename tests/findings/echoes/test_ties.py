"""Ties against a plain restatement of their definition."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import numpy as np
import pytest
from conftest_echoes import rows_of, table
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.findings.echoes import echoes
from contrecoup.findings.echoes.frame import Acts
from contrecoup.findings.echoes.ties import find_ties

Post = tuple[int, float, frozenset[int]]  # account, seconds, objects

POSTS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from([0.0, 1.0, 9.999999, 10.0, 10.000001, 20.0, 25.5, 1e6]),
        st.frozensets(st.integers(0, 3), max_size=3),
    ),
    max_size=25,
)


def oracle(posts: list[Post], window: float, least: int) -> dict[tuple[str, str], tuple[int, int]]:
    """Weight and number of objects of each pair of accounts, by trying every pair of posts."""
    weight: defaultdict[tuple[str, str], int] = defaultdict(int)
    shared: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for one, two in combinations(posts, 2):
        common = one[2] & two[2]
        near = abs(round(one[1] * 1e6) - round(two[1] * 1e6)) <= round(window * 1e6)
        if one[0] != two[0] and common and near:
            low, high = sorted((f"a{one[0]}", f"a{two[0]}"))
            weight[low, high] += 1
            shared[low, high] |= common
    return {k: (w, len(shared[k])) for k, w in weight.items() if w >= least}


def as_table(posts: list[Post]) -> object:
    return table(
        {
            "account_id": f"a{account}",
            "created_at": seconds,
            "hashtags": [f"t{o}" for o in sorted(objects)],
        }
        for account, seconds, objects in posts
    )


@settings(deadline=None)
@given(POSTS, st.sampled_from([0.0, 1.0, 10.0, 2e6]), st.integers(1, 3))
def test_hashtags_equal_the_definition(posts: list[Post], window: float, least: int) -> None:
    if not posts:
        return
    found = echoes(as_table(posts), by=("hashtag",), window=window, min_ties=least, chance=0).ties
    got = {(r["account_a"], r["account_b"]): (r["weight"], r["objects"]) for r in rows_of(found)}
    assert got == oracle(posts, window, least)
    assert len(got) == found.num_rows
    times = {f"p{place:04}": post for place, post in enumerate(posts)}
    for row in rows_of(found):
        listed = [times[post] for post in row["posts"]]
        pair = {row["account_a"], row["account_b"]}
        assert {f"a{post[0]}" for post in listed} == pair
        assert row["first_at"].timestamp() == pytest.approx(min(post[1] for post in listed))
        assert row["last_at"].timestamp() == pytest.approx(max(post[1] for post in listed))


@settings(deadline=None)
@given(POSTS, st.integers(1, 3))
def test_one_object_a_post(posts: list[Post], least: int) -> None:
    single = [(a, t, frozenset(sorted(o)[:1])) for a, t, o in posts]
    rows = table(
        {"account_id": f"a{a}", "created_at": t, "object_id": f"o{min(o)}" if o else None}
        for a, t, o in single
    )
    if not single:
        return
    if all(not o for _, _, o in single):
        rows = rows.drop_columns(["object_id"])
    found = echoes(rows, by=("object",), window=10, min_ties=least, chance=0).ties
    got = {(r["account_a"], r["account_b"]): (r["weight"], r["objects"]) for r in rows_of(found)}
    assert got == oracle(single, 10, least)


@settings(deadline=None)
@given(POSTS, st.integers(1, 2))
def test_batches_change_nothing(posts: list[Post], least: int) -> None:
    posts = sorted(posts, key=lambda post: post[1])
    if not posts:
        return
    pairs = [(p, o) for p, post in enumerate(posts) for o in sorted(post[2])]
    where = np.array([p for p, _ in pairs], np.int64)
    acts = Acts(where, np.array([o for _, o in pairs], np.int64), None, where)
    times = np.array([round(post[1] * 1e6) for post in posts], np.int64)
    accounts = np.array([post[0] for post in posts], np.int64)
    one = find_ties(acts, times, accounts, window=10_000_000, min_ties=least)
    few = find_ties(acts, times, accounts, window=10_000_000, min_ties=least, most_pairs=3)
    fast = find_ties(acts, times, accounts, window=10_000_000, min_ties=least, compiled=True)
    small = find_ties(
        acts, times, accounts, window=10_000_000, min_ties=least, compiled=True, most_pairs=3
    )
    for other in (few, fast, small):
        for name in ("a", "b", "weight", "objects", "first", "last", "starts", "posts", "rarity"):
            assert getattr(one, name).tolist() == getattr(other, name).tolist(), name


def test_a_wave_of_people_who_act_once_costs_its_length() -> None:
    size = 50_000
    where = np.arange(size, dtype=np.int64)
    acts = Acts(where, np.zeros(size, np.int64), None, where)
    found = find_ties(acts, np.zeros(size, np.int64), where, window=0, min_ties=2)
    assert (len(found), found.made) == (0, 0)


def test_one_who_posts_twice_meets_each_of_the_others() -> None:
    where = np.arange(1_002, dtype=np.int64)
    accounts = np.maximum(where - 1, 0)
    acts = Acts(where, np.zeros(1_002, np.int64), None, where)
    found = find_ties(acts, where * 0, accounts, window=0, min_ties=2)
    assert found.made == 2_000
    assert set(found.weight.tolist()) == {2}
    assert len(found) == 1_000


def test_too_many_ties_leave_the_hottest_object_out() -> None:
    posts = np.arange(60, dtype=np.int64)
    objects = np.repeat([0, 1], [50, 10])
    acts = Acts(posts, objects, None, posts)
    found = find_ties(acts, posts * 0, posts % 25, window=0, min_ties=1, most_ties=100)
    assert [(h.object, h.posts, h.people) for h in found.hot] == [(0, 50, 25)]
    assert len(found) == 45
