"""Ties against a plain restatement of their definition."""

from __future__ import annotations

from collections import defaultdict
from importlib import import_module
from itertools import combinations

import numpy as np
import pytest
from conftest_echoes import rows_of, table
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.errors import SettingsError
from contrecoup.findings.echoes import echoes, sweep
from contrecoup.findings.echoes.frame import Acts
from contrecoup.findings.echoes.gather import window_ends
from contrecoup.findings.echoes.spool import Ties
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
    plain = find_ties(acts, times, accounts, window=10_000_000, min_ties=least, compiled=False)
    for more in ({"most_pairs": 3, "compiled": False}, {"compiled": True}, {"room": 1}):
        other, _ = find_ties(acts, times, accounts, window=10_000_000, min_ties=least, **more)
        with other:
            the_same(plain[0].whole(), other.whole())


def the_same(one: Ties, two: Ties) -> None:
    for name in ("a", "b", "weight", "objects", "starts", "posts", "rarity"):
        assert getattr(one, name).tolist() == getattr(two, name).tolist(), name
    assert one.number == two.number


def test_blocks_of_accounts_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = np.random.default_rng(3)
    where = np.arange(3_000, dtype=np.int64)
    accounts = chosen.integers(0, 300, 3_000)
    times = np.sort(chosen.integers(0, 20_000, 3_000))
    acts = Acts(where, chosen.integers(0, 12, 3_000), None, where)
    one, _ = find_ties(acts, times, accounts, window=300, min_ties=2, compiled=False)
    module = import_module("contrecoup.findings.echoes.gather")
    monkeypatch.setattr(module, "BLOCK", 50)
    two, _ = find_ties(acts, times, accounts, window=300, min_ties=2, compiled=True, room=4_000)
    with two:
        assert len(one) == len(two) > 100
        assert two.spilled
        the_same(one.whole(), two.whole())
        the_same(two.whole(), two.whole())  # what was spilled can be read again


@pytest.mark.untraced
def test_many_accounts_and_weights_beyond_what_is_counted() -> None:
    where = np.arange(4_000, dtype=np.int64)
    acts = Acts(where, where * 0, None, where)
    for least in (130, 40_000, 40_001):
        one, _ = find_ties(acts, where * 0, where % 20, window=0, min_ties=least, compiled=False)
        two, _ = find_ties(acts, where * 0, where % 20, window=0, min_ties=least, compiled=True)
        assert len(one) == (190 if least <= 40_000 else 0)
        the_same(one.whole(), two.whole())


@settings(deadline=None)
@given(POSTS, st.integers(1, 3), st.integers(0, 5), st.sampled_from([0, 1 << 60]))
def test_hot_objects_count_but_are_not_listed(
    posts: list[Post], least: int, most: int, counted: int
) -> None:
    """Exact weights, looked up or counted; only pairs that no other object ties are left out."""
    single = sorted(
        ((a, t, frozenset(sorted(o)[:1])) for a, t, o in posts if o), key=lambda p: p[1]
    )
    if not single:
        return
    acts = Acts(
        *(np.array(x, np.int64) for x in (range(len(single)), [min(p[2]) for p in single])),
        None,
        np.arange(len(single)),
    )
    times = np.array([round(p[1] * 1e6) for p in single], np.int64)
    accounts = np.array([p[0] for p in single], np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("contrecoup.findings.echoes.ties"), "MOST_COUNTED", counted)
        found, hot = find_ties(
            acts, times, accounts, window=10_000_000, min_ties=least, hot_pairs=most
        )
    left_out = {h.object for h in hot if not h.listed}
    others = oracle([p for p in single if min(p[2]) not in left_out], 10, 1)
    every = oracle(single, 10, least)
    whole = found.whole()
    got = {
        (f"a{a}", f"a{b}"): (w, o)
        for a, b, w, o in zip(
            *(getattr(whole, n).tolist() for n in ("a", "b", "weight", "objects")), strict=True
        )
    }
    assert got == {pair: weight for pair, weight in every.items() if pair in others}


def test_a_wave_of_people_who_act_once_costs_its_length() -> None:
    size = 50_000
    where = np.arange(size, dtype=np.int64)
    acts = Acts(where, np.zeros(size, np.int64), None, where)
    found, hot = find_ties(acts, np.zeros(size, np.int64), where, window=0, min_ties=2)
    assert len(found) == 0
    assert [(h.people, h.pairs, h.listed) for h in hot] == [(size, size * (size - 1) // 2, True)]


def test_what_is_too_much_to_look_at_is_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("contrecoup.findings.echoes.ties"), "MOST_MEETINGS", 500)
    where = np.arange(100, dtype=np.int64)
    objects = np.where(where < 60, 0, where // 4)
    acts = Acts(where, objects, None, where)
    once, hot = find_ties(acts, where * 0, where, window=0, min_ties=2)
    assert (len(once), hot) == (0, ())  # nobody acts twice: nothing has to be looked at
    often, hot = find_ties(acts, where * 0, where % 10, window=0, min_ties=2)
    assert [(h.object, h.listed) for h in hot] == [(0, False)]
    plain, _ = find_ties(acts.among(where >= 60), where * 0, where % 10, window=0, min_ties=1)
    assert len(often) == len(plain)


def test_one_who_posts_twice_meets_each_of_the_others() -> None:
    where = np.arange(1_002, dtype=np.int64)
    accounts = np.maximum(where - 1, 0)
    acts = Acts(where, np.zeros(1_002, np.int64), None, where)
    found, _ = find_ties(acts, where * 0, accounts, window=0, min_ties=2)
    assert set(found.whole().weight.tolist()) == {2}
    assert len(found) == 1_000


def test_too_many_ties_make_the_hottest_object_a_record() -> None:
    posts = np.arange(60, dtype=np.int64)
    objects = np.repeat([0, 1], [50, 10])
    acts = Acts(posts, objects, None, posts)
    found, hot = find_ties(acts, posts * 0, posts % 25, window=0, min_ties=1, most_ties=100)
    assert [(h.object, len(h.posts), h.people, h.listed) for h in hot] == [(0, 50, 25, False)]
    assert len(found) == 45
    assert set(found.whole().weight.tolist()) == {5}


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    posts = np.arange(60, dtype=np.int64)
    acts = Acts(posts, posts * 0, None, posts)
    with pytest.raises(SettingsError, match="No space left"):
        find_ties(acts, posts * 0, posts % 25, window=0, min_ties=1, room=1)


@settings(deadline=None)  # it compiles
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40)), max_size=40).map(sorted),
    st.integers(0, 20),
)
def test_how_far_a_window_reaches_is_compiled_or_not(
    acts: list[tuple[int, int]], window: int
) -> None:
    objects, times = (np.array([act[n] for act in acts], dtype=np.int64) for n in (0, 1))
    line = sweep._timeline(objects, times, objects, np.arange(len(acts)))
    plain = sweep.ahead(line, window)
    assert window_ends(line.times, line.starts, window).tolist() == plain.tolist()
    assert plain.tolist() == [
        max(k + 1 for k in range(len(acts)) if acts[k][0] == o and t <= acts[k][1] <= t + window)
        for o, t in acts
    ]
