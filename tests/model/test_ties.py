"""Ties that lie in a table read as if they were objects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from attrs import asdict

from contrecoup.model.findings import Findings, Tie
from contrecoup.model.ties import COLUMNS, Ties, pairs

NOON = datetime(2031, 3, 14, 12, tzinfo=UTC)


def tie(number: int) -> Tie:
    return Tie(
        by="text" if number % 2 else "link",
        account_a=f"x:{number // 2}",
        account_b="x:z",
        weight=number,
        first_at=NOON,
        last_at=NOON + timedelta(seconds=number),
        post_ids=tuple(f"x:{n}" for n in range(number)),
        objects=1,
        expected=None if number == 1 else 0.5,
    )


MADE = tuple(map(tie, range(5)))


@pytest.fixture
def ties() -> Ties:
    rows = pa.Table.from_pylist([asdict(one) for one in MADE])
    return Ties(rows.append_column("beside", pa.array([0] * len(MADE))))


def test_a_tie_is_made_when_somebody_looks_at_it(ties: Ties) -> None:
    assert ties.table.column_names == list(COLUMNS)
    assert len(ties) == 5
    assert tuple(ties) == MADE
    assert (ties[0], ties[-1], ties[3]) == (MADE[0], MADE[-1], MADE[3])
    assert (ties[1:3], ties[::2], ties[9:]) == (MADE[1:3], MADE[::2], ())
    assert MADE[2] in ties
    with pytest.raises(IndexError):
        ties[5]


def test_two_rows_of_ties_are_equal_whatever_holds_them(ties: Ties) -> None:
    assert ties == MADE
    assert ties == Ties(ties.table)
    assert ties != MADE[1:]
    assert ties != list(MADE)
    assert Findings(ties=ties) == Findings(ties=MADE)
    with pytest.raises(TypeError):
        hash(ties)


def test_a_pair_of_accounts_counts_once_whatever_it_is_tied_by(ties: Ties) -> None:
    held: tuple[Sequence[Tie], ...] = (ties, MADE)
    assert [pairs(one) for one in held] == [3, 3]
