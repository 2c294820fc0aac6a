"""What one article says: the nouns of a Reading (INTERFACE §1).

Every span is a pair ``(start, end)`` of Unicode code points into ``Reading.text``,
end excluded.  Ids (``p1``, ``o1``, ``q1``) hold inside one Reading only.  ``rule``
names the rule that found the thing.  Field names are those of the interface;
``from`` is a word of Python and is called ``from_`` here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from attrs import frozen

Span = tuple[int, int]
Level = Literal["clean", "suspect", "reworded"]
SpeakerKind = Literal["person", "organisation", "group", "anonymous"]
QuotationKind = Literal["direct", "mixed", "indirect", "block"]
MoveType = Literal["appoint", "succeed", "interim", "dismiss", "resign", "leave", "join", "return"]
Modality = Literal["done", "announced", "expected", "demanded", "denied", "reported", "background"]
Polarity = Literal["for", "against", "neither", "confused"]


class WordTagger(Protocol):
    """Tells which words are a source, a cue or a content.

    Called with a text and the spans of its words in order, it gives one number a word:
    1, 3, 5 begin a source, a cue, a content; 2, 4, 6 go on with it; 0 is none of them.
    """

    def __call__(self, text: str, words: Sequence[Span]) -> Sequence[int]:
        """One tag a word."""
        ...


@frozen(kw_only=True)
class Oddity:
    """A fragment that looks reworded by a machine; ``why`` is a short code."""

    span: Span
    why: str


@frozen(kw_only=True)
class Quality:
    """How far the prose can be trusted, with the fragments that say so."""

    level: Level = "clean"
    spans: tuple[Oddity, ...] = ()


@frozen(kw_only=True)
class Role:
    """What the text calls a person; ``organisation`` is an id or None."""

    span: Span
    text: str
    status: Literal["current", "former", "past"] = "current"
    organisation: str | None = None


@frozen(kw_only=True)
class NamedPerson:
    """A person of the article; ``mentions`` are names and role phrases, no pronouns."""

    id: str
    name: str
    mentions: tuple[Span, ...]
    handle: str | None = None
    roles: tuple[Role, ...] = ()
    organisations: tuple[str, ...] = ()


@frozen(kw_only=True)
class NamedOrganisation:
    """An organisation of the article."""

    id: str
    name: str
    mentions: tuple[Span, ...]


@frozen(kw_only=True)
class Said:
    """When something was said: the words of the text, and the days they mean.

    ``from_`` and ``to`` are ISO days, both included; None where the text alone
    does not tell (no published date to count from).
    """

    span: Span
    text: str
    from_: str | None = None
    to: str | None = None


@frozen(kw_only=True)
class Quotation:
    """Words attributed to somebody.

    ``content``, ``cue`` and ``source`` are fragments in text order; ``speaker`` is
    an id of a person or an organisation, or None; ``link`` is the address of a post that
    the article shows; ``confidence`` is from 0 to 1.
    """

    id: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    speaker_kind: SpeakerKind | None = None
    kind: QuotationKind = "direct"
    medium: str | None = None
    said: Said | None = None
    status: str | None = None
    link: str | None = None
    confidence: float = 0.0
    rule: str = ""


@frozen(kw_only=True)
class Move:
    """Somebody joined, left, was appointed or dismissed; ids where resolved.

    ``span`` is the sentence that tells it first, ``mentions`` all that tell it.
    """

    type: MoveType
    person: str | None = None
    organisation: str | None = None
    role: str | None = None
    replaces: str | None = None
    modality: Modality = "done"
    span: Span = (0, 0)
    rule: str = ""
    mentions: tuple[Span, ...] = ()


@frozen(kw_only=True)
class Succession:
    """People who held one role one after the other, in that order."""

    role: str
    organisation: str | None = None
    people: tuple[str, ...] = ()
    span: Span = (0, 0)


@frozen(kw_only=True)
class Signatories:
    """A published count, or a share in percent; ``qualifier`` as the text hedges it, ``of`` the whole."""

    count: int | None = None
    qualifier: str | None = None
    of: int | None = None
    percent: int | None = None


@frozen(kw_only=True)
class LetterReported:
    """A letter, petition or open statement that the article reports.

    ``said`` is the day that its count is of, where the sentence says one.
    """

    addressee: str | None = None
    signatories: Signatories = Signatories()
    span: Span = (0, 0)
    said: Said | None = None


@frozen(kw_only=True)
class Demand:
    """What is asked, by whom, of whom, on what condition, with what threat: words of the text.

    ``what``, ``condition`` and ``threat`` are printed at ``what_span`` and so on.  What
    *unless* opens is asked and is the condition too.
    """

    what: str | None = None
    by: str | None = None
    of: str | None = None
    condition: str | None = None
    threat: str | None = None
    span: Span = (0, 0)
    what_span: Span | None = None
    condition_span: Span | None = None
    threat_span: Span | None = None


@frozen(kw_only=True)
class WaveReported:
    """A wave of an emoji, a slogan or messages that the article reports."""

    what: str
    by: str | None = None
    medium: str | None = None
    span: Span = (0, 0)


@frozen(kw_only=True)
class Slogan:
    """Words said in unison; ``quotation`` is the id that holds them, if any."""

    text: str
    quotation: str | None = None
    span: Span = (0, 0)


@frozen(kw_only=True)
class StanceReported:
    """Holder (id or words) for, against, neither or confused, toward a target (id or words)."""

    holder: str | None
    target: str | None = None
    polarity: Polarity = "neither"
    span: Span = (0, 0)


@frozen(kw_only=True)
class Reading:
    """Everything that one article says, with offsets into its unchanged text.

    ``lang`` is an ISO 639-1 code (``und`` where there is too little text); with a
    language that is neither ``fr`` nor ``en`` only marks and names are read.
    """

    id: str
    lang: str
    text: str
    title: Span | None = None
    published: str | None = None
    quality: Quality = Quality()
    people: tuple[NamedPerson, ...] = ()
    organisations: tuple[NamedOrganisation, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    moves: tuple[Move, ...] = ()
    successions: tuple[Succession, ...] = ()
    letters: tuple[LetterReported, ...] = ()
    demands: tuple[Demand, ...] = ()
    waves: tuple[WaveReported, ...] = ()
    slogans: tuple[Slogan, ...] = ()
    stances: tuple[StanceReported, ...] = ()


@frozen(kw_only=True)
class Wording:
    """One wording of a statement; ``speaker`` is the mention as printed, ``date`` an ISO day."""

    text: str
    lang: str | None = None
    speaker: str | None = None
    date: str | None = None


@frozen(kw_only=True)
class Sameness:
    """Whether two wordings are the same statement; ``score`` is from 0 to 1."""

    same: bool
    score: float
