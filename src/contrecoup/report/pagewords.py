"""The fixed words of a page: headings, columns, states, labels."""

from __future__ import annotations

import re

from attrs import frozen

from contrecoup.model.evidence import Certainty, State
from contrecoup.model.findings import EchoKind
from contrecoup.model.reading import Polarity


@frozen(kw_only=True)
class Columns:
    """Heads of the tables' columns."""

    person: str
    role: str
    start: str
    end: str
    from_: str
    to: str
    what: str
    status: str
    source: str
    day: str
    hour: str
    posts: str
    people: str
    earliest: str
    minutes: str
    wording: str
    value: str
    of: str
    target: str
    title: str
    language: str
    quality: str
    rule: str
    meaning: str
    times: str
    old: str
    new: str
    why: str
    who: str
    note: str


@frozen(kw_only=True)
class Charts:
    """Titles and captions of the charts and tables."""

    hours: str
    lanes: tuple[str, str, str, str, str]
    leaders: str
    moves: str
    earlier: str
    strip: str
    variants: str
    waves: str
    signatures: str
    staff: str
    stances: str
    sources: str
    rules: str
    corrections: str
    letter_version: str
    posts_unit: str
    signatures_unit: str


@frozen(kw_only=True)
class PageWords:
    """Everything on a page that is not a sentence."""

    sections: dict[str, str]
    columns: Columns
    charts: Charts
    certainties: dict[Certainty, str]
    states: dict[State, str]
    echoes: dict[EchoKind, str]
    polarities: dict[Polarity, str]
    no_polarity: str
    qualities: dict[str, str]
    figure_how: dict[str, str]
    board: str
    no_group: str
    outside: str
    no_date: str
    no_outlet: str
    unnamed_author: str
    outside_author: str
    lookalike: str
    other_people: str
    within: dict[str, str]
    detectors: dict[str, str]
    corrections_none: str
    licence: str
    contact: str
    removal: str
    labels: dict[str, str]
    places: dict[str, str]
    """Words for places in captures (``line 2, item 4``), by the reader's words."""

    def place(self, place: str) -> str:
        """Say a place in a capture in the page's language; what is not known stays."""
        known = r"\b[a-z]+(?= \d)|^(?:page|letter|text)$"
        return re.sub(known, lambda at: self.places.get(at[0], at[0]), place)
