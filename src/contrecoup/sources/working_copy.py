"""Working copies: what other people's items said, when somebody's were removed from a file.

``contrecoup forget`` writes them, where the file itself cannot stay without that person's
items: a first line that says what this is, then one item a line, as it was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from attrs import evolve, frozen

from contrecoup.model.documents import Article, Letter
from contrecoup.model.evidence import AccountKey, Observation
from contrecoup.model.outcomes import Problem
from contrecoup.model.posts import Post
from contrecoup.sources.entries import empty
from contrecoup.sources.heads import Head
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.streams import Plain, lines

FIRST = b'{"contrecoup":"working copy 1"}'


@frozen
class _Line:
    post: Post | None = None
    article: Article | None = None
    letter: Letter | None = None
    observation: Observation | None = None
    key: AccountKey | None = None


class WorkingCopy:
    """The reader of working copies."""

    name = "working-copy"

    def sniff(self, head: Head) -> int:
        """Return 100 for a first line that says so."""
        return 100 if head.raw.startswith(FIRST + b"\n") else 0

    def read(self, source: Input) -> Iterator[Item]:
        """Yield the items, with places in this file."""
        decode = msgspec.json.Decoder(_Line).decode
        nothing = True
        with Plain(source) as plain:
            for number, line in lines(plain):
                place = f"line {number}"
                if line is None or not line.strip():
                    continue
                nothing = False
                if number == 1:
                    continue
                try:
                    yield from _items(decode(line), source, number, place)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    yield Problem(place, f"not a line of a working copy: {error}")
        if nothing:
            raise empty(source)


def _items(line: _Line, source: Input, number: int, place: str) -> Iterator[Item]:
    here: dict[str, Any] = {"capture_id": source.capture_id, "place": place}
    own = source.capture_id[:12] + (f"-{number}" if number > 2 else "")
    if line.post is not None:
        yield evolve(line.post, **here)
    if line.article is not None:
        yield evolve(line.article, article_id=f"article:{own}", **here)
    if line.letter is not None:
        yield evolve(line.letter, letter_id=f"letter:{own}", **here)
    if line.observation is not None:
        yield evolve(line.observation, **here)
    if line.key is not None:
        yield evolve(line.key, followed=False, **here)


WORKING_COPY = WorkingCopy()
