"""Rows in order and repeated posts, by compiled code and by Arrow."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.findings.echoes.frame import read_frame
from contrecoup.findings.echoes.rows import encoded, repeated

WORDS = st.sampled_from(["", "a", "ab", "b", "ba", "é", "ésé", "a\x00", "12345678", "123456789"])
ROWS = st.lists(
    st.tuples(WORDS, WORDS, st.sampled_from([0, 1, 2, None]), st.none() | WORDS), max_size=30
)


@settings(deadline=None)
@given(rows=ROWS, most=st.sampled_from([1, 3, 64]))
def test_large_frames_are_read_as_small_ones(
    rows: list[tuple[str, str, int | None, str | None]], most: int
) -> None:
    columns = list(zip(*rows, strict=True)) or [[], [], [], []]
    posts = pa.table(
        {
            "post_id": pa.array(columns[0], pa.string()),
            "account_id": pa.array(columns[1], pa.string()),
            "created_at": pa.array(columns[2], pa.int64()).fill_null(1 << 60),
            "text": pa.array(columns[3], pa.string()),
        }
    )
    if not any(post and account and when is not None for post, account, when, _ in rows):
        return
    plain = read_frame(posts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("contrecoup.findings.echoes.frame"), "COMPILED_FROM", 0)
        compiled = import_module("contrecoup.findings.echoes.rows")
        patch.setattr(compiled, "MOST_EQUAL", most)
        other = read_frame(posts)
    for name in ("ids", "account_ids", "texts"):
        assert getattr(plain, name).to_pylist() == getattr(other, name).to_pylist()
    for name in ("accounts", "times", "text_of", "originals", "post_of_row", "kept"):
        assert np.array_equal(getattr(plain, name), getattr(other, name)), name
    assert plain.outcomes == other.outcomes


def test_rows_of_one_instant_are_sorted_however_many() -> None:
    count = 300
    ids = [f"{n * 7919 % count:03}" for n in range(count)]
    posts = pa.table(
        {
            "post_id": pa.array(ids, pa.large_string()),
            "account_id": pa.array(["a"] * count, pa.large_string()),
            "created_at": pa.array([5] * count),
        }
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("contrecoup.findings.echoes.frame"), "COMPILED_FROM", 0)
        assert read_frame(posts).ids.to_pylist() == sorted(ids)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=12))
def test_repeated_texts_are_told_from_distinct_ones(words: list[str]) -> None:
    for some in (words, words[1:]):
        texts = pa.array(words, pa.large_string())[len(words) - len(some) :]
        assert repeated(texts).tolist() == [some.count(word) > 1 for word in some]


@settings(deadline=None)
@given(st.lists(st.none() | WORDS, max_size=40))
def test_texts_are_encoded_as_arrow_does(words: list[str | None]) -> None:
    texts = pa.array([None, *words, "b"], pa.large_string())[1:]
    codes, first = encoded(texts)
    known = texts.dictionary_encode()
    assert codes.tolist() == known.indices.fill_null(-1).to_pylist()
    assert texts.take(pa.array(first)).equals(known.dictionary)
    many = pa.array([f"{n % 5000}" for n in range(30_000)], pa.large_string())
    assert encoded(many)[0].tolist() == [n % 5000 for n in range(30_000)]
