"""The tree of wordings: earliest first, each from the nearest earlier one."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import pytest
from conftest_echoes import rows_of, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.findings.echoes import LAYERS, echoes, read_wording
from contrecoup.findings.echoes.earliest import earliest_same
from contrecoup.findings.echoes.variants import _earliest_same

pytestmark = pytest.mark.untraced

SLOGAN = "the house is nothing without its people"


def tree(*posts: str) -> list[tuple[int, int | None, str | None]]:
    found = rows_of(echoes(texts(*posts), chance=0).variants)
    first = found[0]["echo_id"] if found else ""
    return [(r["variant"], r["parent"], r["layer"]) for r in found if r["echo_id"] == first]


def test_each_hangs_from_the_nearest_earlier_one() -> None:
    assert tree(
        SLOGAN,
        SLOGAN.upper(),
        f"{SLOGAN}!",
        f"{SLOGAN} today",
        f"{SLOGAN} today 💙",
        f"{SLOGAN} https://example.org/a",
        f"{SLOGAN} today and",
    ) == [
        (0, None, None),
        (1, 0, "form"),
        (2, 0, "punctuation"),
        (3, 0, "near"),
        (4, 3, "emoji"),
        (5, 0, "links"),
        (6, 3, "near"),
    ]


def test_a_slogan_inside_longer_posts() -> None:
    longer = f"I will say it once more: {SLOGAN}, and I mean it"
    assert tree(SLOGAN, SLOGAN, SLOGAN, longer) == [(0, None, None), (1, 0, "contains")]
    assert tree(longer, SLOGAN, SLOGAN, SLOGAN) == [(0, None, None), (1, 0, "contains")]
    assert tree(longer, f"once more: {SLOGAN}, and", SLOGAN, SLOGAN, SLOGAN) == [
        (0, None, None),
        (1, 0, "near"),
        (2, 0, "contains"),
    ]


def test_one_wording_is_no_tree() -> None:
    assert tree(SLOGAN, SLOGAN) == []


def test_counts_and_first_posts() -> None:
    found = rows_of(echoes(texts(SLOGAN, f"{SLOGAN}!", SLOGAN, f"{SLOGAN}!"), chance=0).variants)
    assert [(r["text"], r["posts"], r["people"], r["first_post"]) for r in found] == [
        (SLOGAN, 2, 2, "p0000"),
        (f"{SLOGAN}!", 2, 2, "p0001"),
    ]


WORDS = st.lists(st.sampled_from("abcdefg"), min_size=4, max_size=7).map(" ".join)
POSTS = st.lists(st.tuples(WORDS, st.sampled_from(["", "!", " 💙", " #x", " @y"])), max_size=14)


def layer_of(one: str, two: str) -> int | None:
    """Place of the shallowest layer at which two texts are the same."""
    a, b = read_wording(one), read_wording(two)
    if a.form == b.form:
        return 1
    found = (n for n, name in enumerate(LAYERS[2:], 2) if a.layer(name) == b.layer(name))
    return next(found, None)


def similarity(one: str, two: str) -> float:
    a, b = set(read_wording(one).words), set(read_wording(two).words)
    return len(a & b) / len(a | b)


@settings(deadline=None, max_examples=150)
@given(POSTS)
def test_nearest_by_trying_every_earlier_wording(posts: list[Any]) -> None:
    if not posts:
        return
    found = echoes(texts(*(text + more for text, more in posts)), chance=0)
    kinds = {row["echo_id"]: row["kind"] for row in rows_of(found.echoes)}
    trees = defaultdict(list)
    for row in rows_of(found.variants):
        trees[row["echo_id"]].append(row)
    for echo, nodes in trees.items():
        assert [row["variant"] for row in nodes] == list(range(len(nodes)))
        assert [row["first_at"] for row in nodes] == sorted(row["first_at"] for row in nodes)
        assert nodes[0]["parent"] is None
        for row in nodes[1:]:
            assert 0 <= row["parent"] < row["variant"]
            if kinds[echo] == "slogan":
                continue
            earlier = [node["text"] for node in nodes[: row["variant"]]]
            layers = [layer_of(row["text"], text) for text in earlier]
            same = [layer for layer in layers if layer]
            parent = row["parent"]
            if same:
                assert LAYERS[layers[parent] or 0] == row["layer"]
                assert layers[parent] == min(same)
                assert row["similarity"] == 1.0
            else:
                ratios = [similarity(row["text"], text) for text in earlier]
                assert row["layer"] == "near"
                assert row["similarity"] == ratios[parent]
                if max(ratios) >= 0.8:
                    assert ratios[parent] == max(ratios)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(-1, 3), st.booleans()), max_size=120))
def test_compiled_finds_the_same_earliest(rows: list[tuple[int, int, bool]]) -> None:
    rows.sort(key=lambda row: row[0])
    echo, key = (np.array([row[n] for row in rows], np.int64) for n in (0, 1))
    contained = np.array([row[2] for row in rows], np.bool_)
    plain = _earliest_same(echo, key, contained)
    assert earliest_same(echo, key, contained).tolist() == plain.tolist()
