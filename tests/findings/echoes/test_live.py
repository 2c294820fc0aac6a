"""Posts one by one find what one run over all of them finds."""

from __future__ import annotations

import random
from importlib import import_module
from typing import Any

import pyarrow as pa
import pytest
from conftest_echoes import rows_of, table
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.errors import SettingsError
from contrecoup.findings.echoes import Echoes, Live, echoes

pytestmark = pytest.mark.untraced

NAMES = ("echoes", "members", "variants", "ties", "groups", "waves", "hot")
SLOGAN = "the house is nothing without its people"
SOME = [
    SLOGAN,
    f"{SLOGAN} 💙",
    f"“{SLOGAN}”",
    f"{SLOGAN} now",
    f"#x {SLOGAN} https://example.org/a",
    f"#Now {SLOGAN}",
    f"Now {SLOGAN}",
    f"well then {SLOGAN} now and ever",
    "💙",
    "❤️ #x",
    "hello there",
    "a b c d e",
    "a b c d e f",
    "b c d e f",
    "",
]
POSTS = st.lists(
    st.tuples(
        st.sampled_from(SOME),
        st.integers(0, 4),
        st.integers(0, 200),
        st.sampled_from([None, None, "q", ""]),
        st.integers(0, 12),
    ),
    min_size=1,
    max_size=24,
)


def rows(posts: list[Any]) -> list[dict[str, Any]]:
    return [
        {"post_id": f"p{n}", "account_id": f"a{a}", "created_at": s, "text": t, "repost_of": r}
        for t, a, s, r, n in posts
    ]


def plain(found: Echoes) -> dict[str, Any]:
    return {name: rows_of(getattr(found, name)) for name in NAMES} | {
        name: found.summary[name] for name in ("rows", "posts", "outcomes", "chance")
    }


@settings(deadline=None, max_examples=120)
@given(POSTS, st.lists(st.integers(1, 4), min_size=24, max_size=24), st.randoms())
def test_posts_one_by_one_equal_one_run(
    posts: list[Any], cuts: list[int], shuffle: random.Random
) -> None:
    whole = rows(posts)
    asked = {"min_ties": 1, "window": 30, "chance": 2}
    expected = plain(echoes(table(whole), **asked))
    shuffle.shuffle(whole)
    live = Live(**asked)
    while whole:
        live.add(table(whole[: cuts[0]]))
        whole, cuts = whole[cuts[0] :], [*cuts[1:], 1]
    assert plain(live.found()) == expected
    assert plain(live.found()) == expected


def test_what_is_found_grows() -> None:
    live = Live(chance=0, min_ties=1, window=3)
    live.add(table([{"post_id": "1", "account_id": "a", "created_at": 1, "text": SLOGAN}]))
    assert len(live) == 1
    assert live.found().echoes.num_rows == 0
    later = {"post_id": "2", "account_id": "b", "created_at": "1970-01-01T00:00:03", "text": SLOGAN}
    live.add(table([later | {"links": ["https://example.org/a"]}]))
    found = live.found()
    assert [row["people"] for row in rows_of(found.echoes)] == [2]
    assert [row["weight"] for row in rows_of(found.ties)] == [1, 1]
    assert found.summary["outcomes"]["times without a zone, read as UTC"] == 1


def test_too_many_near_pairs_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("live", "messages"):
        monkeypatch.setattr(import_module(f"contrecoup.findings.echoes.{module}"), "MOST_PAIRS", 5)
    whole = [
        {"post_id": f"p{n}", "account_id": f"a{n}", "text": f"{SLOGAN} and ever {n}"}
        for n in range(9)
    ]
    live = Live(chance=0)
    for row in table(whole).to_batches(1):
        live.add(pa.table(row))
    found = live.found()
    assert found.summary["near_pairs"] is None
    assert plain(found) == plain(echoes(table(whole), chance=0))


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": pa.array([1.5])},
        {"links": pa.array([1.5])},
        {"hashtags": pa.array([[1.5]])},
        {"created_at": pa.array([True])},
    ],
)
def test_a_wrong_column_adds_nothing(wrong: dict[str, Any]) -> None:
    live = Live(chance=0)
    right = {"post_id": ["1"], "account_id": ["a"], "created_at": [1], "text": [SLOGAN]}
    with pytest.raises(SettingsError):
        live.add(pa.table(right | wrong))
    assert len(live) == 0
    live.add(pa.table(right | {"links": pa.nulls(1)}))
    assert len(live) == 1


def test_a_setting_that_has_no_meaning_is_refused() -> None:
    with pytest.raises(SettingsError):
        Live(by=("texts",))
