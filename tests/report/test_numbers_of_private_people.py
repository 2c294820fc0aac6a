"""Private people, accounts and posts as numbers: distinct, keyed, the same in any order."""

from __future__ import annotations

import pyarrow as pa
import pytest

from contrecoup.report import numbers
from contrecoup.report.numbers import Numbered


def numbered(ids: list[str], secret: bytes) -> dict[str, str]:
    made = Numbered("account", pa.chunked_array([ids], pa.string()), secret)
    found = dict(made.items())
    asked = [*ids, "none"]
    assert made.many(asked) == [*(found[i] for i in ids), ""]
    assert [made.get(i) for i in asked] == made.many(asked)
    assert [made.behind(int(n.removeprefix("account-"))) for n in found.values()] == list(found)
    return found


@pytest.mark.parametrize("few", [0, 1 << 16])
def test_numbers_that_meet_move_to_the_next_free_one(
    monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(numbers, "_NUMBERS", 40)
    monkeypatch.setattr(numbers, "_FEW", few)
    ids = [f"account:{n}" for n in range(40)]
    found = numbered(ids, b"secret")
    assert sorted(found.values()) == [f"account-{10_000_000 + n}" for n in range(40)]
    assert numbered(ids[::-1], b"secret") == found


def test_numbers_follow_the_secret() -> None:
    ids = [f"account:{n}" for n in range(10)]
    one, other = numbered(ids, b"one"), numbered(ids, b"other")
    assert len(set(one.values())) == len(ids)
    assert not set(one.values()) & set(other.values())


def test_the_numbers_of_published_cases_stay_as_they_were() -> None:
    assert numbered(["x:1", "x:2"], b"secret") == numbered(["x:2", "x:1"], b"secret")
    assert numbered([], b"secret") == {}
    assert numbered(["x:1"], b"secret") == {"x:1": PRINTED}


PRINTED = "account-97268540"
