"""A run says what its tables cannot show: chance that could not be judged, columns left empty."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from contrecoup.findings.echoes import echoes

START = datetime(2031, 3, 14, 8, 0, tzinfo=UTC)


def acts(others: int) -> pa.Table:
    """Ten accounts share twenty things together, one each six hours; others one thing each."""
    rows = [
        (f"g{who}", START + timedelta(hours=6 * n, seconds=who), f"thing {n}")
        for n in range(20)
        for who in range(10)
    ]
    rows += [
        (f"o{n}-{who}", START + timedelta(hours=6 * n, seconds=13 * who), f"own {n} {who}")
        for n in range(20)
        for who in range(others)
    ]
    return pa.table(
        {
            "post_id": [f"{n}" for n in range(len(rows))],
            "account_id": [row[0] for row in rows],
            "created_at": [row[1] for row in rows],
            "text": [""] * len(rows),
            "object_id": [row[2] for row in rows],
        }
    )


def told(others: int, **more: Any) -> dict[str, Any]:
    return echoes(acts(others), by=("object",), **more).summary


def test_a_group_that_fills_the_posts_is_told_to_be_beyond_the_test() -> None:
    summary = told(others=0)
    assert summary["chance"]["object"]["blind"] == {"ties": 45, "accounts": 10, "acts": 1.0}
    (warning,) = summary["warnings"]
    assert warning.startswith("ties by object: 45 pairs did the same far oftener")
    assert "10 accounts made 100% of all acts" in warning


def test_among_others_the_same_group_is_above_chance_and_nothing_is_told() -> None:
    found = echoes(acts(others=150), by=("object",))
    assert "blind" not in found.summary["chance"]["object"]
    assert found.summary["warnings"] == []
    assert found.ties.num_rows == 45
    assert max(found.ties["q_value"].to_pylist()) < 0.05


def test_what_one_shared_once_says_nothing() -> None:
    once = acts(0).filter(pa.compute.equal(acts(0)["object_id"], "thing 0"))
    assert echoes(once, by=("object",), min_ties=1).summary["warnings"] == []


@pytest.mark.parametrize("whose", ["cnt", "coortweet"])
def test_the_tools_definitions_stand_beside_no_chance_and_say_so(whose: str) -> None:
    (warning,) = told(0, ties_as=whose)["warnings"]
    assert warning.startswith(f"ties as {whose} counts them")
    assert told(0, ties_as=whose, chance=0)["warnings"] == []


@pytest.mark.parametrize("column", ["missing", "empty"])
def test_objects_that_no_post_has_are_told(column: str) -> None:
    table = acts(0).drop_columns(["object_id"])
    if column == "empty":
        table = table.append_column("object_id", pa.nulls(len(table), pa.string()))
    (warning,) = echoes(table, by=("object",)).summary["warnings"]
    assert "no post has an object_id" in warning
