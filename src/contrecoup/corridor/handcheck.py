"""Checking by hand: a seeded sample of one kind of finding, and what it says of the detector."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from contrecoup.model.decisions import Decision, last

PREFIX = "check:"
"""Before a finding's id: a check of the detector, which leaves the finding as it is."""
ANSWERS = ("right", "wrong", "unclear")
SIZE = 30
"""Findings of a sample; the least of which a percentage is said."""
SOURCE = "decisions.jsonl"
T = TypeVar("T", bound=Any)


def drawn(rows: Sequence[T], size: int, seed: str) -> tuple[T, ...]:
    """Return the rows whose ids come first when hashed with a seed.

    Each row's place depends on its own id alone: a finding that appears or vanishes changes
    the sample by one, and nobody can choose what is in it.
    """

    def place(row: T) -> str:
        return hashlib.sha256(f"{seed}\x1f{row.target}".encode()).hexdigest()

    return tuple(sorted(rows, key=place)[:size])


def judged(
    decisions: Iterable[Decision], kind_of: Callable[[str], str | None]
) -> dict[str, tuple[int, int]]:
    """Return, by kind of finding, how many were right and how many were judged.

    Args:
        decisions: all of the case's.
        kind_of: tells the kind of a finding by its id, None where there is none.

    Unclear ones count neither way.
    """
    found: dict[str, tuple[int, int]] = {}
    for target, one in last(decisions, ("judge",)).items():
        kind = kind_of(target.removeprefix(PREFIX))
        if kind and one.value != "unclear":
            right, checked = found.get(kind, (0, 0))
            found[kind] = (right + (one.value == "right"), checked + 1)
    return dict(sorted(found.items()))
