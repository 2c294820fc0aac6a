"""What may stand in a slot of a sentence: nouns, never bare text or numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from attrs import field, frozen

from contrecoup.model.counts import Count
from contrecoup.model.evidence import Citation
from contrecoup.model.report import Part
from contrecoup.model.times import Precision

Lane = Literal["leader", "board", "lead", "staff", "outside"]
"""Where somebody stands: executives, the board, team leads, others of the group (`staff`), outside it."""

NOUN = re.compile(r"(?:(?:les?|la|the) |l['’])[a-zà-ÿ]|(?:(?:Les?|La|The) |L['’])[a-zà-ÿ-]+$")
"""How a noun with its article is written: in lower case, or two words; other titles are clauses."""
LANES: tuple[Lane, ...] = ("leader", "board", "lead", "staff")
"""The lanes of the group's own people."""


def _fixed(items: Sequence[Slot]) -> tuple[Slot, ...]:
    return tuple(items)


@frozen
class Name:
    """A person or an organisation that may be named; ``ref`` is its id."""

    text: str
    ref: str
    organisation: bool = field(default=False, eq=False)


@frozen
class Someone:
    """One person who is not named (rule 21); ``lane`` says what may be said."""

    lane: Lane = "staff"


@frozen
class Role:
    """A role as the roster says it; ``ref`` is the source that says so."""

    text: str
    ref: str


@frozen
class Outlet:
    """A source that is named: ``ref`` is its document.

    ``own`` is what a source without a name is: the letter itself, the person's
    own post, or an article without a known outlet.
    """

    text: str
    ref: str
    own: Literal["", "letter", "post", "article"] = ""


@frozen
class EventName:
    """A dated event.

    ``text`` is what the person who set the case up calls it (a title, said
    with ``{event:text}``); ``kind`` and the person it befell make the words
    that can stand inside a sentence: the dismissal of Anna Kervella.  ``noun``:
    what they wrote can itself, as a noun with its article (the eviction).
    """

    text: str
    ref: str
    kind: str
    day: date
    person: str = ""
    noun: bool = False


@frozen
class Instant:
    """A time, said in the case's zone; ``year`` says the year too."""

    at: datetime
    zone: str
    precision: Precision = "minute"
    year: bool = False


@frozen
class Day:
    """A day; ``year`` says the year too."""

    day: date
    year: bool = False


@frozen
class Stretch:
    """From one time to another, in the case's zone."""

    first: datetime
    last: datetime
    zone: str
    precision: Precision = "minute"


@frozen
class Quoted:
    """Exact words of a document; ``cut`` where the passage goes on, ``late`` where it began before.

    ``more``: what follows the citation's words in the document, private names left out.
    ``title``: shown large and alone, without saying in which language.
    """

    citation: Citation
    lang: str
    cut: bool = False
    late: bool = False
    more: tuple[str, ...] = ()


@frozen
class Emoji:
    """An emoji; ``others`` are further ones of its family that were posted with it."""

    symbol: str
    ref: str
    others: tuple[str, ...] = ()


@frozen
class Language:
    """A language, by its ISO code."""

    code: str


@frozen
class Platform:
    """A network, by its code."""

    code: str


@frozen
class Code:
    """A setting, rule or version as the program prints it; ``ref`` names it."""

    text: str
    ref: str


@frozen
class Listed:
    """Several nouns in a row: A, B and C."""

    items: tuple[Slot, ...] = field(converter=_fixed)


@frozen
class Reported:
    """A published number beside its source, one of several side by side."""

    source: Outlet
    count: Count


@frozen
class Phrase:
    """Parts that a phrasebook has already made."""

    parts: tuple[Part, ...]


Speaker = Name | Someone
Authors = Speaker | Listed | Count
"""Who wrote the earliest post, or those posts that no printed time tells apart."""
Slot = (
    Name
    | Someone
    | Role
    | Outlet
    | EventName
    | Instant
    | Day
    | Stretch
    | Quoted
    | Emoji
    | Language
    | Platform
    | Code
    | Listed
    | Reported
    | Phrase
    | Count
)
