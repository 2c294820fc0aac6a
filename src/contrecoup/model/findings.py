"""Findings: what detectors make of preserved documents.

Every finding has an id made of its content, the rule that found it, a
certainty, and citations (or post ids) that lead back to captures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Literal

from attrs import fields, frozen

from contrecoup.model.evidence import Certainty, Citation, Gap, State, Watch
from contrecoup.model.people import Match
from contrecoup.model.reading import Level, Modality, MoveType, Polarity, SpeakerKind
from contrecoup.model.times import Days, Moment

QuotationKind = Literal["direct", "mixed", "indirect", "block", "post"]
Difference = Literal["original", "same", "cut", "reworded", "translated", "departs"]
EchoKind = Literal["identical", "near", "slogan", "emoji", "translated"]
MoveStatus = Literal["announced", "reported", "done", "reversed", "demanded", "denied"]


@frozen(kw_only=True)
class Rendering:
    """One wording of what somebody said, in one document.

    Where words of the document stand between its pieces (``he said``),
    ``citation`` is the first piece, ``more`` the others, and ``text`` joins
    them with `` […] ``.  ``outlet`` is empty for the person's own post, and the
    article's id where the article names none; ``difference`` compares it
    with the original that is held, if one is; ``hedged``: the document is
    reworded or translated by a machine.
    """

    citation: Citation
    text: str
    lang: str
    kind: QuotationKind
    more: tuple[Citation, ...] = ()
    outlet: str = ""
    difference: Difference = "original"
    hedged: bool = False


@frozen(kw_only=True)
class Quotation:
    """Words attributed to a person: one utterance in all its renderings.

    The first rendering is the original where it is held, else the earliest
    published.  ``speaker`` is a person or organisation id, empty where nobody
    in the roster fits; ``speaker_name`` is then the words of the document.
    """

    finding_id: str
    speaker: str
    speaker_name: str
    speaker_kind: SpeakerKind
    renderings: tuple[Rendering, ...]
    own: bool
    rule: str
    certainty: Certainty
    account_id: str = ""
    post_id: str = ""
    medium: str = ""
    said_at: Moment | None = None
    said_days: Days | None = None
    state: State = "unknown"
    state_at: datetime | None = None
    reported_removed: bool = False
    confidence: float = 1.0


@frozen
class Variant:
    """One wording of an echo, how often it was posted, its earliest post."""

    text: str
    posts: int
    first_post: str
    first_at: datetime


@frozen
class First:
    """The earliest post of an echo that was found: whose, and when (``person`` may be empty)."""

    post: str
    account: str
    person: str
    at: datetime


@frozen(kw_only=True)
class Echo:
    """Posts that carry the same message.

    ``post_ids`` and ``account_ids`` in order of time; ``first_person`` is whoever of the
    roster owns the first of them, if anybody; ``people`` are ids of roster people whose
    accounts are sure and who belong to the group; ``group_accounts`` their
    accounts; ``declared_accounts`` those whose profile names the group but that
    the roster does not hold; ``other_accounts`` all the others.  An echo of kind
    ``translated`` joins others, each in one language: ``parts`` are their ids, the one of
    most accounts first, which stay findings of their own.
    """

    finding_id: str
    kind: EchoKind
    text: str
    lang: str
    layer: str
    rule: str
    post_ids: tuple[str, ...]
    account_ids: tuple[str, ...]
    people: tuple[str, ...]
    group_accounts: tuple[str, ...]
    other_accounts: tuple[str, ...]
    first_post: str
    first_at: datetime
    last_at: datetime
    declared_accounts: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    parts: tuple[str, ...] = ()
    first_person: str = ""
    certainty: Certainty = "computed"

    @property
    def first(self) -> First:
        """The earliest post found: whose it is, and when."""
        return First(self.first_post, self.account_ids[0], self.first_person, self.first_at)


@frozen
class Bucket:
    """Posts and distinct accounts in one span of time that starts at ``start``."""

    start: datetime
    posts: int
    accounts: int
    level: int = 0


@frozen(kw_only=True)
class Wave:
    """A burst of an emoji, a slogan or a hashtag over time."""

    finding_id: str
    kind: Literal["emoji", "slogan", "hashtag"]
    what: str
    post_ids: tuple[str, ...]
    account_ids: tuple[str, ...]
    people: tuple[str, ...]
    onset: datetime
    peak: datetime
    end: datetime
    bucket_seconds: int
    buckets: tuple[Bucket, ...]
    rule: str
    certainty: Certainty = "computed"


@frozen(kw_only=True)
class Tie:
    """Two accounts that did the same thing within a window, how often.

    ``objects`` is how many different things that were; ``expected`` how often chance gives it
    where accounts are exchanged within the hour, and ``q_value`` its false-discovery rate; both
    None where chance was not asked.
    """

    by: str
    account_a: str
    account_b: str
    weight: int
    first_at: datetime
    last_at: datetime
    post_ids: tuple[str, ...] = ()
    objects: int = 0
    expected: float | None = None
    q_value: float | None = None


@frozen(kw_only=True)
class Stance:
    """What somebody's words say toward a named target.

    ``holder`` is a person id (or an account id); ``target`` a person or
    organisation id, empty for ``confused``.
    """

    finding_id: str
    holder: str
    target: str
    polarity: Polarity
    document_id: str
    at: datetime | None
    citation: Citation
    rule: str
    certainty: Certainty
    confidence: float = 1.0


@frozen(kw_only=True)
class Move:
    """A change of post or of employer, as documents tell it.

    ``organisation`` and ``replaces`` are ids where the roster knows them, else
    empty with the name as printed.  ``citations`` and ``outlets`` in order of
    publication; an empty outlet is the person's own post.
    """

    finding_id: str
    type: MoveType
    person: str
    person_name: str
    organisation: str
    organisation_name: str
    role: str
    modality: Modality
    status: MoveStatus
    citations: tuple[Citation, ...]
    outlets: tuple[str, ...]
    first_reported: datetime
    rule: str
    certainty: Certainty
    replaces: str = ""
    days: Days | None = None
    reversed_by: str = ""
    confidence: float = 1.0


@frozen(kw_only=True)
class Succession:
    """People who held one role one after the other, in order."""

    finding_id: str
    role: str
    organisation: str
    people: tuple[str, ...]
    names: tuple[str, ...]
    citations: tuple[Citation, ...]
    rule: str
    certainty: Certainty


@frozen(kw_only=True)
class Tally:
    """Somebody's published count.

    ``qualifier`` is the source's own (``nearly``, ``about`` …).  ``as_of`` is the day that
    the source says its number is of, where it says one.  ``repeats`` is the tally that this
    one takes over: by naming its outlet (``credited``), or in the same words.
    """

    finding_id: str
    what: Literal["signatories", "staff"]
    value: int
    qualifier: str
    of: int | None
    at: Moment
    outlet: str
    document_id: str
    citation: Citation
    rule: str
    certainty: Certainty = "one-outlet"
    as_of: Days | None = None
    repeats: str = ""
    credited: str = ""


@frozen(kw_only=True)
class Disagreement:
    """Published counts that do not go together, side by side.

    ``differ``: what each source gave last on one day; ``falls``: a later number lower than an
    earlier one, which signatures do not do; ``whole``: two numbers of all who could sign.
    ``tallies`` are finding ids in order of publication; counts that repeat another are left out.
    """

    kind: Literal["differ", "falls", "whole"]
    day: date
    tallies: tuple[str, ...]


@frozen(kw_only=True)
class CountSeries:
    """All published counts of one thing as one series.

    ``tallies`` are finding ids in order of the time that each count is of; ``first`` those
    that published their number before anybody else.
    """

    finding_id: str
    what: Literal["signatories", "staff"]
    tallies: tuple[str, ...]
    first: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]
    rule: str
    certainty: Certainty = "computed"


@frozen(kw_only=True)
class Demand:
    """What is asked, of whom, on what condition, with what threat.

    The texts are the document's own words, in its language.
    """

    finding_id: str
    what: str
    by: str
    of: str
    condition: str
    threat: str
    lang: str
    document_id: str
    outlet: str
    citation: Citation
    rule: str
    certainty: Certainty


@frozen(kw_only=True)
class Removal:
    """A post or account that is no longer as it was: state, when, evidence."""

    finding_id: str
    post_id: str
    account_id: str
    state: State
    at: datetime
    capture_id: str
    place: str
    reason: str
    seen_at: datetime | None
    rule: str = "removal:observation"
    certainty: Certainty = "observed"


@frozen(kw_only=True)
class Earlier:
    """A person's first post about the event, and the minutes since it."""

    person: str
    post_id: str
    at: datetime
    minutes: int


@frozen(kw_only=True)
class SourceQuality:
    """How an article is written: clean, suspect or reworded, with the spans."""

    document_id: str
    level: Level
    citations: tuple[Citation, ...] = ()
    reasons: tuple[str, ...] = ()


@frozen(kw_only=True)
class PlatformCoverage:
    """What a case holds of one platform."""

    platform: str
    posts: int
    accounts: int
    first_at: datetime | None
    last_at: datetime | None


@frozen(kw_only=True)
class Coverage:
    """Who was looked for, who was found, and what is missing.

    ``looked_for``, ``found`` and ``silent`` are ids of roster people of the
    group; ``declared`` of those who were not looked for: their own profile alone says
    that they belong there; ``reposts_only`` posted nothing of their own; ``unsure`` are account
    ids; ``rechecked`` are post ids observed again after their first capture;
    ``watches`` and ``gaps`` are what live captures followed, and what they missed.
    """

    looked_for: tuple[str, ...]
    found: tuple[str, ...]
    silent: tuple[str, ...]
    reposts_only: tuple[str, ...]
    unsure: tuple[str, ...]
    platforms: tuple[PlatformCoverage, ...]
    first_capture: datetime | None
    last_capture: datetime | None
    rechecked: tuple[str, ...]
    unread_languages: tuple[tuple[str, int], ...]
    posts: int
    group_posts: int
    gaps: tuple[Gap, ...] = ()
    watches: tuple[Watch, ...] = ()
    declared: tuple[str, ...] = ()


@frozen(kw_only=True)
class Findings:
    """Everything that was found, in a fixed order; ties, of which there may be millions, as a table."""

    quotations: tuple[Quotation, ...] = ()
    echoes: tuple[Echo, ...] = ()
    waves: tuple[Wave, ...] = ()
    ties: Sequence[Tie] = ()
    moves: tuple[Move, ...] = ()
    successions: tuple[Succession, ...] = ()
    tallies: tuple[Tally, ...] = ()
    series: tuple[CountSeries, ...] = ()
    demands: tuple[Demand, ...] = ()
    stances: tuple[Stance, ...] = ()
    removals: tuple[Removal, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    qualities: tuple[SourceQuality, ...] = ()
    matches: tuple[Match, ...] = ()
    coverage: Coverage | None = None


def each(findings: Findings) -> Iterator[tuple[str, Any]]:
    """Yield every finding that has an id, with its kind, in their order."""
    for attribute in fields(Findings):
        group = getattr(findings, attribute.name)
        if isinstance(group, tuple):
            for finding in group:
                if hasattr(finding, "finding_id"):
                    yield attribute.name, finding
