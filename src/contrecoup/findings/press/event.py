"""A cue with its subject and what it opens."""

from __future__ import annotations

from attrs import frozen

from contrecoup.findings.press.contents import Opening

Range = tuple[int, int]


@frozen(kw_only=True)
class Event:
    """A cue with its subject and what it opens; ``backward`` where the words come before.

    ``plural`` says that a verb in the plural has a singular phrase for its last subject.
    """

    first: int
    behind: int
    source: int | None
    found: Opening | None
    backward: bool
    form: str
    rule: str
    source_words: Range | None = None
    quote: int = -1
    plural: bool = False
