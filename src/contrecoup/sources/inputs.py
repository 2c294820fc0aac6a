"""What this room is given, what it hands back, and what a reader is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import BinaryIO, Protocol, TypeAlias

from attrs import field, frozen

from contrecoup.model.documents import Article, Letter
from contrecoup.model.evidence import Observation
from contrecoup.model.outcomes import Notice, Problem, Skipped
from contrecoup.model.posts import Post
from contrecoup.sources.heads import Head

Item: TypeAlias = Post | Article | Letter | Observation | Skipped | Problem | Notice
"""What a reader yields.

Every item of a file (a line, a row, an element of a list) has exactly one
outcome among the first six; a Notice comes on top of outcomes.
"""


@frozen(kw_only=True)
class Input:
    """A preserved file, opened again at will.

    ``name`` is the path or address as given; ``open`` gives a fresh stream of
    the plain bytes from their start.  ``format`` is forced by the person, or
    empty; ``role`` is ``letter`` when the person said so; ``columns`` maps
    our columns to the file's for generic tables; ``zone`` is the case's zone,
    for times that come without one.
    """

    name: str
    capture_id: str
    captured_at: datetime
    open: Callable[[], BinaryIO]
    format: str = ""
    role: str = ""
    columns: Mapping[str, str] = field(factory=dict)
    zone: str = "UTC"


class Reader(Protocol):
    """A format: whether a file's beginning looks like it, and how to read it."""

    @property
    def name(self) -> str:
        """Short name of the format, as ``--as`` takes it."""

    def sniff(self, head: Head) -> int:
        """Return how sure the reader is that it can read this, 0 to 100."""

    def read(self, source: Input) -> Iterator[Item]:
        """Yield the file's items one by one; a bad item is a Problem."""
