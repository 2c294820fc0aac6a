"""A number that a sentence may say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from attrs import field, frozen


def _in_order(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))


Unit = Literal[
    "account",
    "article",
    "colleague",
    "day",
    "demand",
    "document",
    "employee",
    "executive",
    "hour",
    "item",
    "message",
    "minute",
    "outlet",
    "percent",
    "person",
    "platform",
    "post",
    "quotation",
    "signature",
    "version",
]
"""The field's units; each phrasebook says them in singular and plural."""

UNITS: tuple[Unit, ...] = get_args(Unit)

MEASURES: frozenset[Unit] = frozenset({"day", "hour", "minute", "percent"})
"""Units that measure instead of counting ids."""

Qualifier = Literal["exactly", "about", "nearly", "more than", "at least", ""]


@frozen(kw_only=True)
class Count:
    """A number with its unit, denominator, the ids counted, and the rule.

    A measure (minutes after an event, a percentage) rests on its ids without
    counting them.  ``of`` is the denominator where one is known; ``of_label`` names it in the
    report's terms (a code, not words).  ``ids`` are what was counted (posts,
    accounts, people, documents), sorted; empty where the number is somebody
    else's (then ``published_by`` names the document that prints it).  In an account of very
    many, ``ids`` are the first of them, ``more`` is how many others there are, and ``whole``
    the mark of the whole list.
    """

    value: int
    unit: Unit
    rule: str
    ids: tuple[str, ...] = field(default=(), converter=_in_order)
    of: int | None = None
    of_label: str = ""
    qualifier: Qualifier = ""
    published_by: str = ""
    more: int = 0
    whole: str = ""

    def __attrs_post_init__(self) -> None:
        """A count of our own equals the number of ids that it counts."""
        counts_ids = self.ids and not self.published_by and self.unit not in MEASURES
        if counts_ids and self.value != self.rests_on:
            message = f"a count of {self.value} cannot rest on {self.rests_on} ids"
            raise ValueError(message)

    @property
    def rests_on(self) -> int:
        """How many ids were counted, listed or not."""
        return len(self.ids) + self.more
