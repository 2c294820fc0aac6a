"""What became of each input: read, duplicate, skipped or unreadable."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from attrs import field, frozen


class Part(str):
    """How far a step is, as one line of text (``articles 3 of 14``) that knows its numbers."""

    name: str
    number: int
    of: int
    __slots__ = ("name", "number", "of")

    def __new__(cls, name: str, number: int, of: int) -> Self:
        """Make it: what is counted, how many are done, of how many."""
        part = super().__new__(cls, f"{name} {number} of {of}")
        part.name, part.number, part.of = name, number, of
        return part


@frozen
class Skipped:
    """An item that is left out on purpose, counted under its reason."""

    place: str
    reason: str


@frozen
class Problem:
    """An item that could not be read: where, and why."""

    place: str
    reason: str


@frozen
class Notice:
    """Something a person should know of an item that was read all the same."""

    place: str
    reason: str


@frozen(kw_only=True)
class FileOutcome:
    """What became of one input file.

    ``read`` + ``duplicate`` + every ``skipped`` + ``unreadable`` is the number
    of items in the file.  ``first_at`` and ``last_at`` bound the times read;
    ``refused``: a platform or the network did not give it.
    """

    input: str
    format: str = ""
    capture_id: str = ""
    read: int = 0
    duplicate: int = 0
    skipped: dict[str, int] = field(factory=dict)
    unreadable: tuple[Problem, ...] = ()
    notices: tuple[Notice, ...] = ()
    first_at: datetime | None = None
    last_at: datetime | None = None
    refused: bool = False

    @property
    def failed(self) -> bool:
        """Whether something of it could not be read."""
        return bool(self.unreadable)
