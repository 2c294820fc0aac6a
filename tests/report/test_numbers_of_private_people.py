"""Private people, accounts and posts as numbers: distinct, keyed, the same in any order."""

from __future__ import annotations

import pytest

from contrecoup.report import publish


def test_numbers_that_meet_move_to_the_next_free_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "_NUMBERS", 40)
    ids = [f"account:{n}" for n in range(40)]
    numbers = publish._numbered(ids, b"secret")
    assert sorted(numbers.values()) == [publish._FIRST + n for n in range(40)]
    assert publish._numbered(reversed(ids), b"secret") == numbers


def test_numbers_follow_the_secret() -> None:
    ids = [f"account:{n}" for n in range(10)]
    one, other = publish._numbered(ids, b"one"), publish._numbered(ids, b"other")
    assert len(set(one.values())) == len(ids)
    assert not set(one.values()) & set(other.values())
