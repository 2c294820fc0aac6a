"""The cheapest path through two states, and what a wave's buckets hold."""

from __future__ import annotations

import numpy as np
import pytest
from conftest_echoes import rows_of, table
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.findings.echoes import echoes, waves


@given(st.lists(st.lists(st.integers(0, 9), min_size=7, max_size=7), min_size=1, max_size=9))
def test_compiled_is_the_same_path(rows: list[list[int]]) -> None:
    counts = np.array(rows, dtype=np.float64)
    plain = waves.burst_levels(counts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(waves, "COMPILED_FROM", 0)
        assert waves.burst_levels(counts).tolist() == plain.tolist()


def test_each_bucket_lists_its_own_posts() -> None:
    burst = [n * 20 for n in range(12)]
    posts = [{"created_at": 1_700_000_000 + at, "text": f"#one {at}"} for at in burst]
    posts += [{"created_at": 1_700_000_000 + 3_600 * n, "text": "#two"} for n in range(1, 40)]
    found = rows_of(echoes(table(posts), chance=0).waves)
    tagged = [row for row in found if row["what"] == "hashtag:one"]
    assert len(tagged) > 1
    assert [row["posts"] for row in tagged] == [len(row["post_ids"]) for row in tagged]
    listed = [post for row in tagged for post in row["post_ids"]]
    assert listed == [f"p{n:04}" for n in range(12)]
    assert {row["wave_posts"] for row in tagged} == {12}
