"""What follows from a desk alone is worked out once, for all sections that ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from contrecoup.report.desk import Desk

_Answer = TypeVar("_Answer")


def once(desk: Desk, work: Callable[[Desk], _Answer]) -> _Answer:
    """Return what a function makes of a desk; the same answer to everybody."""
    answers: dict[Callable[[Desk], Any], Any] = vars(desk).setdefault("answers", {})
    if work not in answers:
        answers[work] = work(desk)
    answer: _Answer = answers[work]
    return answer
