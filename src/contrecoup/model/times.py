"""Instants and days.

Times are converted once, when a document is read: everything after that is an
aware instant in UTC that remembers how precise it was and how it was printed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Literal

from attrs import field, frozen

Precision = Literal["second", "minute", "hour", "day"]


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        message = "an instant needs a zone"
        raise ValueError(message)
    return value.astimezone(UTC)


@frozen(order=True)
class Moment:
    """An instant.

    ``at`` is aware and in UTC; ``precision`` says how much of it is known;
    ``zone`` is the zone or offset as published (``+01:00``, ``Europe/Paris``),
    empty where the source gave none and one was assumed; ``printed`` is the
    source's own text.
    """

    at: datetime = field(converter=_utc)
    precision: Precision = field(default="second", order=False)
    zone: str = field(default="", order=False)
    printed: str = field(default="", order=False)


@frozen(order=True)
class Days:
    """A range of days, both ends included, said in words (``since Friday``)."""

    first: date
    last: date
    text: str = field(default="", order=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a range that ends before it starts."""
        if self.last < self.first:
            message = "a range of days must not end before it starts"
            raise ValueError(message)
