"""Rows put in order by compiled code equal NumPy's order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.findings.echoes import order

NUMBERS = st.integers(-(1 << 62), 1 << 62) | st.integers(-3, 3) | st.integers(0, 5000)


@pytest.fixture(autouse=True, scope="module")
def _compiled() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "COMPILED_FROM", 1)
        yield


@settings(deadline=None)
@given(st.lists(st.tuples(NUMBERS, st.integers(0, 2), st.booleans()), min_size=1, max_size=60))
def test_sorting(rows: list[tuple[int, int, bool]]) -> None:
    wide, few, flag = (np.array(column) for column in zip(*rows, strict=True))
    for keys in ((wide,), (few,), (few, wide), (flag, few, wide), (wide, flag), (wide % 97, few)):
        assert order.sorting(*keys).tolist() == np.lexsort(keys[::-1]).tolist()


@settings(deadline=None)
@given(st.lists(NUMBERS, max_size=40))
def test_distinct(values: list[int]) -> None:
    assert order.distinct(np.array(values, np.int64)).tolist() == sorted(set(values))


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), max_size=5), max_size=9))
def test_runs(lists: list[list[int]]) -> None:
    values = np.array([7, *(v for part in lists for v in part)], np.int32)
    lengths = np.array([len(part) for part in lists], np.int64)
    begins = 1 + np.cumsum(lengths) - lengths
    turned = np.arange(len(lists))[::-1]
    taken = order.runs(values, begins[turned], lengths[turned])
    assert taken.tolist() == [v for part in reversed(lists) for v in part]
    plain = order.runs(values[:0], begins[:0], lengths[:0])
    assert not len(plain)
