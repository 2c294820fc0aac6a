"""Compiled reading equals the definition in plain Python."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_normal import TEXTS

from contrecoup.findings.echoes import characters as ch
from contrecoup.findings.echoes.frame import Acts
from contrecoup.findings.echoes.wordings import Wordings, read_texts

pytestmark = pytest.mark.untraced


def renamed(codes: Any) -> list[int]:
    """Codes in order of appearance, so that two ways to number are the same."""
    known: dict[int, int] = {-1: -1}
    return [known.setdefault(code, len(known)) for code in codes.tolist()]


def carried(acts: Acts) -> list[tuple[int, str]]:
    values = acts.values.to_pylist()
    pairs = zip(acts.posts.tolist(), acts.codes.tolist(), strict=True)
    return sorted((post, values[code]) for post, code in pairs)


def the_same(one: Wordings, two: Wordings) -> None:
    assert one.starts.tolist() == two.starts.tolist()
    assert one.only_emoji.tolist() == two.only_emoji.tolist()
    assert renamed(one.words) == renamed(two.words)
    for row, other in zip(one.layers, two.layers, strict=True):
        assert renamed(row) == renamed(other)
    for name in ("emoji", "variants", "tags", "links"):
        assert carried(getattr(one, name)) == carried(getattr(two, name)), name


@settings(deadline=None, max_examples=300)
@given(st.lists(TEXTS, max_size=12))
def test_equal(texts: list[str]) -> None:
    distinct = pa.array(dict.fromkeys(texts), type=pa.large_string())
    the_same(read_texts(distinct, compiled=True), read_texts(distinct, compiled=False))


def test_every_character() -> None:
    texts = [f"a{chr(cp)}b {chr(cp)}" for cp in range(0x110000) if not 0xD800 <= cp < 0xE000]
    step = 7 if len(texts) > 1000 else 1
    some = pa.array(texts[:0x3400] + texts[0x3400::step], type=pa.large_string())
    the_same(read_texts(some, compiled=True), read_texts(some, compiled=False))


def test_a_slice_and_long_texts() -> None:
    texts = pa.array(["x", "no", "a b c d " * 40_000, "#t" * 1000, "❤️" * 3000], pa.large_string())
    the_same(read_texts(texts[1:], compiled=True), read_texts(texts[1:], compiled=False))
    inside = pa.array(["#ﷺ", "#1ﷺ a", "x#é", "#e\u0301"], pa.large_string())
    the_same(read_texts(inside, compiled=True), read_texts(inside, compiled=False))
    empty = pa.array([], pa.large_string())
    the_same(read_texts(empty, compiled=True), read_texts(empty, compiled=False))


def test_hearts_have_one_class() -> None:
    assert {ch.emoji_class(cp) for cp in ch.HEARTS} == {ch.HEART}
    assert ch.emoji_class(0x1F494) != ch.HEART
    assert np.all([ch.kind(chr(cp)) == ch.EMOJI for cp in ch.HEARTS])
