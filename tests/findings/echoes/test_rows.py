"""Rows in order and repeated posts, by compiled code and by Arrow."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.findings.echoes.frame import read_frame
from contrecoup.findings.echoes.rows import distinct

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
def test_distinct_texts_are_told_from_repeated_ones(words: list[str]) -> None:
    texts = pa.array(words, pa.large_string())
    assert distinct(texts) == (len(set(words)) == len(words))
    assert distinct(texts.slice(1)) == (len(set(words[1:])) == len(words[1:]))
