"""The account: sections of sentences, each leading back to evidence.

A report is in one language.  Its words come from ``report/``; ``render/``
only lays them out, so whatever a reader sees as words is in here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from attrs import field, frozen

from contrecoup.model.counts import Count
from contrecoup.model.evidence import Certainty, Citation, State
from contrecoup.model.settings import Lang

PartRole = Literal["words", "count", "quote", "name", "time", "source", "label"]


@frozen(kw_only=True)
class Part:
    """A run of a sentence.

    ``words`` come from a phrasebook.  A ``count`` carries its Count; a
    ``quote`` its Citation and the language of the quoted words (its text has
    no quotation marks: ``marks`` are put around it by the phrasebook, and an
    own translation, marked, follows as words); a ``name``, ``time`` or
    ``source`` carries in ``ref`` the id of what it stands for.
    """

    role: PartRole
    text: str
    count: Count | None = None
    citation: Citation | None = None
    lang: str = ""
    ref: str = ""


@frozen(kw_only=True)
class Sentence:
    """One sentence with its evidence.

    ``sentence_id`` is unique in the report (``k2``); ``kind`` is the phrase it
    was made from; ``findings`` are the ids of the findings behind it;
    ``note`` has flags for the desk (``right-of-reply``, ``evidence-changed``), never printed.
    ``key`` is made of what the sentence is about, the same in every language and every run,
    so that people's decisions on it hold.
    ``reworded_by`` names the person whose words replaced the tool's.
    """

    sentence_id: str
    kind: str
    parts: tuple[Part, ...]
    citations: tuple[Citation, ...] = ()
    findings: tuple[str, ...] = ()
    certainty: Certainty = "computed"
    certainty_words: str = ""
    note: str = ""
    reworded_by: str = ""
    key: str = ""

    @property
    def text(self) -> str:
        """The sentence as one text."""
        return "".join(part.text for part in self.parts)

    @property
    def counts(self) -> tuple[Count, ...]:
        """The Counts said in it, in order."""
        return tuple(part.count for part in self.parts if part.count is not None)


@frozen(kw_only=True)
class Figure:
    """One of the large figures: a Count, its label and how it was counted."""

    figure_id: str
    value: Part
    label: str
    how: str
    citations: tuple[Citation, ...] = ()
    key: str = ""


@frozen(kw_only=True)
class Cell:
    """One cell of a table: parts, and the documents that it opens."""

    parts: tuple[Part, ...]
    documents: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The cell as one text."""
        return "".join(part.text for part in self.parts)


@frozen(kw_only=True)
class Table:
    """A table; the first column of each row is its header.

    ``findings`` holds, by row, the ids of the findings that the row tells; it is empty where the
    rows tell none.
    """

    table_id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    findings: tuple[tuple[str, ...], ...] = ()


@frozen(kw_only=True)
class Mark:
    """One mark of a chart: where, how large, in words, and what it opens.

    ``at`` places it in time, ``lane`` is an index into the chart's lanes,
    ``value`` its height or size; ``label`` names it.
    """

    at: datetime
    value: float
    label: str
    lane: int = 0
    end: datetime | None = None
    ref: str = ""
    kind: str = ""


@frozen(kw_only=True)
class Rule:
    """A line across a chart: an event (``at``) or a level (``value``)."""

    label: str
    at: datetime | None = None
    value: float | None = None


@frozen(kw_only=True)
class Chart:
    """A picture with a title, its main shape in words, and its table.

    ``kind``: ``lanes`` (marks by lane over time, one mark an hour and lane,
    value = posts), ``strip`` (one row of hours, value = posts), ``steps``
    (published counts over time), ``slope`` (marks that run from ``at`` to
    ``end`` in a lane: who led when).
    """

    chart_id: str
    kind: Literal["lanes", "strip", "steps", "slope"]
    title: str
    description: str
    start: datetime
    end: datetime
    marks: tuple[Mark, ...]
    table: Table
    lanes: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    unit: str = ""


@frozen(kw_only=True)
class Wording:
    """One wording on a card, beside the original it quotes.

    ``differences`` are spans (code points) of ``quote.text`` that depart from
    the original; ``indirect``: the words are the outlet's, which reports what was said, and
    no quotation marks are set around them.
    """

    quote: Part
    source: str
    note: str = ""
    indirect: bool = False
    differences: tuple[tuple[int, int], ...] = ()


@frozen(kw_only=True)
class Card:
    """A quotation card.

    ``filters`` has the values that the page filters by: person, stance, day
    (ISO), status (a State), each with its words.  ``lead`` stands before words that an
    outlet gives in indirect speech: it says whose they are, and no quotation marks are
    set around them; empty where the words are the speaker's.
    """

    card_id: str
    speaker: str
    role: str
    quote: Part
    how: str
    when_local: str
    when_utc: str
    status: str
    certainty: str
    copy_text: str
    citations: tuple[Citation, ...]
    wordings: tuple[Wording, ...] = ()
    filters: dict[str, tuple[str, str]] = field(factory=dict)
    lead: str = ""


@frozen(kw_only=True)
class Passage:
    """A longer text shown as it is (a letter's version), with its source."""

    passage_id: str
    title: str
    text: str
    lang: str
    citation: Citation


@frozen(kw_only=True)
class Group:
    """Blocks under one small title (one message said in unison)."""

    group_id: str
    title: tuple[Part, ...]
    blocks: tuple[Block, ...]


Block = Sentence | Figure | Table | Chart | Card | Passage | Group


@frozen(kw_only=True)
class Section:
    """A section of the page: ``key`` is fixed (``unison``), ``title`` is words."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@frozen(kw_only=True)
class EvidenceItem:
    """A cited document as the page shows it, after the publication policy.

    Times are words in the case's zone; ``masked`` says that the text is
    withheld by the policy; ``printed_at`` is the source's own time; ``vouched`` says
    in words what stands behind it besides our word.
    """

    document_id: str
    kind: Literal["post", "article", "letter"]
    author: str
    title: str
    text: str
    lang: str
    url: str
    published: str
    printed_at: str
    captured: str
    checked: str
    state: State
    status: str
    capture_id: str
    place: str
    masked: bool = False
    quality: str = ""
    vouched: str = ""


@frozen(kw_only=True)
class Correction:
    """A published sentence that changed; ``new`` is empty where it was taken out."""

    sentence_id: str
    old: str
    new: str
    why: str
    who: str
    at: datetime


@frozen(kw_only=True)
class Report:
    """The account, in one language.

    ``labels`` are the words of the page itself (buttons, table switches), by
    key; ``as_of`` is the time of the last act in the case, so that the same
    case gives the same bytes.  ``edition`` is the number of the published version, 0 for a
    draft; ``dropped`` are the keys of the sentences that people took out.  ``decisions`` is how
    many decisions it was written with, ``basis`` a mark of everything else that the case held.
    ``lists`` are the ids behind the Counts that list only their first, by the Counts' mark.
    """

    lang: Lang
    title: str
    masthead: tuple[str, ...]
    headline: Sentence
    standfirst: Sentence
    sections: tuple[Section, ...]
    evidence: tuple[EvidenceItem, ...]
    labels: dict[str, str]
    as_of: datetime
    zone: str
    version: str
    footer: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    edition: int = 0
    dropped: tuple[str, ...] = ()
    decisions: int = 0
    basis: str = ""
    lists: dict[str, tuple[str, ...]] = field(factory=dict)

    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in reading order, headline first."""
        found = [self.headline, self.standfirst]
        stack: list[Block] = [b for s in reversed(self.sections) for b in reversed(s.blocks)]
        while stack:
            block = stack.pop()
            if isinstance(block, Sentence):
                found.append(block)
            elif isinstance(block, Group):
                stack.extend(reversed(block.blocks))
        return tuple(found)
