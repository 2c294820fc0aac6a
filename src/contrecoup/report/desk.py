"""What the writers look up: who may be named, in which role, on what evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from attrs import evolve

from contrecoup.language import identify
from contrecoup.model.counts import Count, Unit
from contrecoup.model.decisions import Decision, last, rejected, verdicts
from contrecoup.model.documents import Article, Documents, Letter
from contrecoup.model.evidence import Citation, State
from contrecoup.model.findings import Coverage, Echo, Findings, Removal
from contrecoup.model.people import Affiliation, Match, Person, Roster
from contrecoup.model.posts import Post
from contrecoup.model.report import Block, Section
from contrecoup.model.settings import Event, Settings
from contrecoup.model.times import Precision
from contrecoup.report.phrases import Phrasebook
from contrecoup.report.private import Private, private, without
from contrecoup.report.roles import lane as lane_of
from contrecoup.report.slots import (
    NOUN,
    Day,
    EventName,
    Instant,
    Lane,
    Name,
    Outlet,
    Quoted,
    Role,
    Someone,
    Speaker,
    Stretch,
)

if TYPE_CHECKING:
    from contrecoup.report.many import Seen

GONE: frozenset[State] = frozenset(
    {
        "deleted",
        "account-deleted",
        "deactivated",
        "suspended",
        "taken-down",
        "protected",
        "withheld",
        "unavailable",
    }
)
"""States in which an item is no longer available."""

LONGEST = 220
"""Code points of a passage quoted inside a sentence."""

LEAST_IN_LANE = 3
"""Unnamed people of a lane from which the lane may be said of one of them."""

_NOTHING = Coverage(
    looked_for=(), found=(), silent=(), reposts_only=(), unsure=(), platforms=(),
    first_capture=None, last_capture=None, rechecked=(), unread_languages=(),
    posts=0, group_posts=0,
)  # fmt: skip
_Found = TypeVar("_Found")


class Desk:
    """Findings, documents and roster, indexed; the same whatever their order."""

    def __init__(
        self,
        findings: Findings,
        documents: Documents,
        roster: Roster,
        settings: Settings,
        book: Phrasebook,
        decisions: tuple[Decision, ...] = (),
    ) -> None:
        self.findings = findings
        self.documents = documents
        self.roster = roster
        self.settings = settings
        self.book = book
        self.page = book.page
        self.zone = settings.zone
        self.lang = book.speech.lang
        self.people: dict[str, Person] = {p.person_id: p for p in roster.people}
        self.organisations = {o.organisation_id: o for o in roster.organisations}
        self.matches: dict[str, Match] = {m.account_id: m for m in findings.matches}
        self.coverage = findings.coverage or _NOTHING
        self.rejected, self.decided = rejected(decisions), verdicts(decisions)
        self._policy = {t: d.value for t, d in last(decisions, ("policy",)).items()}
        self._posts: dict[str, Post | None] = {}
        self._crowds: dict[date | None, Counter[Lane]] = {}
        book.speech.year = self._year()

    def _year(self) -> int | None:
        """Return the case's year, which days need not say; None where it is not known."""
        at = self.settings.start or (self.event.at if self.event else self.documents.posts.earliest)
        return self.day(at).year if at else None

    def kept(self, found: Iterable[_Found]) -> tuple[_Found, ...]:
        """Return findings that no person has rejected, in the order of their ids."""
        rows = [f for f in found if getattr(f, "finding_id", "") not in self.rejected]
        return tuple(sorted(rows, key=lambda f: str(getattr(f, "finding_id", ""))))

    def rules_used(self) -> tuple[tuple[str, str], ...]:
        """Return the rule and the id of each finding."""
        found = self.findings
        return tuple(
            (one.rule, one.finding_id)
            for row in (
                self.kept(found.quotations), self.kept(found.echoes), self.kept(found.waves),
                self.kept(found.moves), self.kept(found.successions), self.kept(found.tallies),
                self.kept(found.demands), self.kept(found.stances), self.kept(found.removals),
            )
            for one in row
        )  # fmt: skip

    def section(self, key: str, blocks: Iterable[Block]) -> Section:
        """Return a section under its heading."""
        return Section(key=key, title=self.page.sections[key], blocks=tuple(blocks))

    # documents

    def post(self, post_id: str) -> Post | None:
        """Return a post, looked up once."""
        if post_id not in self._posts:
            self._posts[post_id] = self.documents.posts.get(post_id)
        return self._posts[post_id]

    def held(self, post_ids: Iterable[str]) -> tuple[Post, ...]:
        """Return the posts of some ids, those that the case holds."""
        wanted = tuple(post_ids)
        missing = dict.fromkeys(p for p in wanted if p not in self._posts)
        self._posts.update(missing)
        self._posts.update((post.post_id, post) for post in self.documents.posts.some(missing))
        return tuple(post for p in wanted if (post := self._posts[p]) is not None)

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Articles by id."""
        return {a.article_id: a for a in self.documents.articles}

    @cached_property
    def letters(self) -> dict[str, Letter]:
        """Versions of the letter by id, in order of publication."""
        undated = datetime.max.replace(tzinfo=ZoneInfo("UTC"))
        ordered = sorted(
            self.documents.letters,
            key=lambda x: (x.published.at if x.published else undated, x.letter_id),
        )
        return {letter.letter_id: letter for letter in ordered}

    def published(self, document_id: str) -> datetime | None:
        """Return when a document was published, where it says so."""
        document = self.articles.get(document_id) or self.letters.get(document_id)
        if document is not None:
            return document.published.at if document.published else None
        post = self.post(document_id)
        return post.created_at if post else None

    def outlet(self, document_id: str) -> Outlet:
        """Return the source that a document is."""
        article = self.articles.get(document_id)
        if article is not None:
            return Outlet(article.outlet, document_id, "" if article.outlet else "article")
        return Outlet("", document_id, "letter" if document_id in self.letters else "post")

    def is_text(self, document_id: str) -> bool:
        """Whether a document is an article or a letter; any other is somebody's post."""
        return document_id in self.articles or document_id in self.letters

    def cite(self, post_id: str) -> tuple[Citation, ...]:
        """Cite a whole post; without its words where the policy withholds them."""
        post = self.post(post_id)
        if post is None:
            return ()
        exact = "" if self.masked(post_id) else post.text
        return (
            Citation(
                capture_id=post.capture_id,
                document_id=post_id,
                exact=exact,
                start=0,
                end=len(exact),
                place=post.place,
            ),
        )

    def safe(self, citation: Citation) -> Citation:
        """Return a citation without words that the policy withholds, or that name private people."""
        key = citation.document_id
        if self.masked(key) or self.exposes(citation.exact, key):
            return evolve(citation, exact="", start=0, end=0, prefix="", suffix="")
        if self.exposes(citation.prefix + citation.suffix, key):
            return evolve(citation, prefix="", suffix="")
        return citation

    def quote(self, citation: Citation, lang: str) -> Quoted | None:
        """Quote words: whole, cut at a word, or without private names; None where withheld."""
        exact, start = citation.exact, citation.start
        start += len(exact) - len(exact.lstrip())
        exact = exact.strip().rstrip(" ,")
        line = exact.split("\n", maxsplit=1)[0].rstrip()
        if len(line) > LONGEST:
            line = line[:LONGEST].rsplit(" ", maxsplit=1)[0].rstrip(" ,;:")
        if not line or self.masked(citation.document_id):
            return None
        pieces = without(line, self._private.spans(line, self._whole(citation.document_id)))
        if not pieces:
            return None
        (a, b), *more = pieces
        words = evolve(citation, exact=line[a:b], start=start + a, end=start + b)
        if self.exposes(words.prefix + words.suffix, citation.document_id):
            words = evolve(words, prefix="", suffix="")
        return Quoted(
            words,
            written_in(lang, exact),
            cut=len(line) < len(exact) or pieces[-1][1] < len(line),
            late=a > 0,
            more=tuple(line[slice(*piece)] for piece in more),
        )

    def quote_post(self, post_id: str) -> Quoted | None:
        """Quote a post."""
        cited, post = self.cite(post_id), self.post(post_id)
        return self.quote(cited[0], post.lang) if cited and post else None

    # availability and policy

    @cached_property
    def removals(self) -> dict[str, Removal]:
        """The state of each post that is not as it was captured, latest last."""
        ordered = sorted(self.kept(self.findings.removals), key=lambda r: (r.at, r.finding_id))
        return {r.post_id: r for r in ordered}

    def state(self, document_id: str) -> tuple[State, datetime | None]:
        """Return the last known state of a document and when it was seen."""
        removal = self.removals.get(document_id)
        if removal is not None:
            return removal.state, removal.at
        seen = self._observed.get(document_id)
        if seen is not None:
            return seen
        post = self.post(document_id)
        if post and post.checked_at is not None:
            return post.state, post.checked_at
        return (post.state if post and post.state in GONE else "unknown"), None

    @cached_property
    def _observed(self) -> dict[str, tuple[State, datetime]]:
        rows = sorted(self.documents.observations, key=lambda o: (o.at, o.capture_id, o.place))
        return {o.target: (o.state, o.at.at) for o in rows}

    def changed(self, post_id: str) -> bool:
        """Whether something was seen of a post after its capture."""
        return post_id in self.removals or post_id in self._observed

    def masked(self, document_id: str) -> bool:
        """Whether the publication policy withholds a document's words."""
        if self.is_text(document_id):
            return False
        if self.state(document_id)[0] not in GONE:
            return False
        decided = self._policy.get(document_id, "")
        if decided:
            return decided != "verbatim"
        if self.settings.unavailable == "verbatim":
            return False
        post = self.post(document_id)
        owner = self.owner(post.account_id) if post else ""
        return self.settings.unavailable == "paraphrase" or not self.public(owner)

    def exposes(self, text: str, document_id: str) -> bool:
        """Whether words of a document name somebody who is not a public figure (rule 21)."""
        return self.names_private(text, self._whole(document_id))

    def names_private(self, text: str, whole: str) -> bool:
        """Whether words of a whole text name somebody who is not a public figure."""
        return bool(self._private.spans(text, whole))

    def _whole(self, document_id: str) -> str:
        post = None if document_id in self._texts else self.post(document_id)
        return post.text if post else self._texts.get(document_id, "")

    @cached_property
    def _private(self) -> Private:
        handles = (a.handle for a in self.roster.accounts if not self.public(a.person_id))
        return private(tuple(self.people.values()), frozenset(handles))

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The words of articles and letters by id; of two of one id, the first's."""
        rows = [(a.article_id, a.text) for a in self.documents.articles]
        rows += [(x.letter_id, x.text) for x in self.documents.letters]
        return dict(reversed(rows))

    # people

    def owner(self, account_id: str) -> str:
        """Return the person who surely owns an account, or ''."""
        match = self.matches.get(account_id)
        return match.person_id if match and match.verdict == "sure" else ""

    def declared(self, account_id: str) -> bool:
        """Whether an account's profile names the group, though the roster lacks it."""
        match = self.matches.get(account_id)
        return bool(match and match.verdict == "unsure" and "profile-names-group" in match.reason)

    def public(self, person_id: str) -> bool:
        """Whether a person may be named (rule 21)."""
        person = self.people.get(person_id)
        return bool(person and person.public)

    def holder(self, key: str) -> str:
        """Return the person behind an id that may be an account's."""
        return key if key in self.people else self.owner(key)

    def speaker(self, key: str, at: datetime | None = None) -> Speaker:
        """Name a public person or an organisation; say somebody else without a name."""
        if key in self.organisations or key == BOARD:
            return self.target(key)
        person = self.holder(key)
        if self.public(person):
            return self.target(person)
        return Someone(self.lane(person, at)) if self.belongs(key) else Someone("outside")

    def belongs(self, key: str) -> bool:
        """Whether an account or a person is of the group, as far as the roster or its profile says."""
        return self.holder(key) in self.members or self.declared(key)

    @cached_property
    def members(self) -> frozenset[str]:
        """People of the group."""
        return frozenset((*self.coverage.looked_for, *self.coverage.declared))

    def author(self, post: Post | Seen) -> Speaker:
        """Return who wrote a post."""
        return self.speaker(post.account_id, post.created_at)

    def target(self, key: str) -> Name:
        """Name what a stance is about: a public person, an organisation, the board."""
        if key == BOARD:
            return Name(self.page.board, key)
        if key in self.organisations:
            return Name(self.organisations[key].name, key, organisation=True)
        return Name(self.people[key].name, key)

    @cached_property
    def group(self) -> Name:
        """Name the organisation that the case is about."""
        names = {self.settings.group, *self.settings.group_names}
        for key, organisation in sorted(self.organisations.items()):
            if names & {organisation.name, *organisation.other_names}:
                return Name(organisation.name, key, organisation=True)
        return Name(self.settings.group or self.page.no_group, "group", organisation=True)

    @cached_property
    def _affiliations(self) -> dict[str, list[Affiliation]]:
        found: dict[str, list[Affiliation]] = {}
        for one in self.roster.affiliations:
            found.setdefault(one.person_id, []).append(one)
        return found

    def affiliation(self, person_id: str, at: datetime | None) -> Affiliation | None:
        """Return where a person was on that day; the group goes first."""
        day = self.day(at) if at else None
        rows = [a for a in self._affiliations.get(person_id, ()) if day is None or a.holds(day)]
        rows.sort(
            key=lambda a: (
                a.organisation_id != self.group.ref,
                not a.role,
                -(a.first or date.min).toordinal(),
                a.role,
            )
        )
        return rows[0] if rows else None

    def role(self, person_id: str, at: datetime | None) -> Role | None:
        """Return a person's role on that day, with its source."""
        held = self.affiliation(person_id, at)
        if held is None or not held.role:
            return None
        return Role(held.role, held.source or f"roster:{person_id}")

    def lane(self, person_id: str, at: datetime | None) -> Lane:
        """Return where a person stands on that day.

        An unnamed person whose lane has too few others is one of the others:
        else the lane alone would say who it is.
        """
        found = self._lane(person_id, at)
        few = found != "staff" and self._crowd(at)[found] < LEAST_IN_LANE
        return "staff" if few and not self.public(person_id) else found

    def _lane(self, person_id: str, at: datetime | None) -> Lane:
        held = self.affiliation(person_id, at)
        return lane_of(held.role, held.team) if held else "staff"

    def _crowd(self, at: datetime | None) -> Counter[Lane]:
        """Count the unnamed people of the group in each lane on that day."""
        day = self.day(at) if at else None
        if day not in self._crowds:
            unnamed = [p for p in self.members if not self.public(p)]
            self._crowds[day] = Counter(self._lane(p, at) for p in unnamed)
        return self._crowds[day]

    # times and numbers

    def day(self, at: datetime) -> date:
        """Return the day of an instant in the case's zone."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def said_day(self, at: datetime, *, year: bool = False) -> Day:
        """Say a day."""
        return Day(self.day(at), year=year)

    def instant(self, at: datetime) -> Instant:
        """Say a time in the case's zone."""
        return Instant(at, self.zone)

    def stretch(self, first: datetime, last: datetime, precision: Precision = "minute") -> Stretch:
        """Say from when to when."""
        return Stretch(first, last, self.zone, precision)

    def hour(self, at: datetime) -> Instant:
        """Say an hour that begins then."""
        return Instant(at, self.zone, "hour")

    def posted(self, post: Post) -> Instant:
        """Say when a post was published, as far as that is known."""
        return evolve(self.instant(post.created_at), precision=post.precision)

    def between(self, first: Post, last: Post) -> Stretch:
        """Say from one post to another: in days where only the day of one is known."""
        days = "day" in {first.precision, last.precision}
        return self.stretch(first.created_at, last.created_at, "day" if days else "minute")

    @cached_property
    def event(self) -> Event | None:
        """The event that the account is measured from: the earliest that was set."""
        return min(self.settings.events, key=lambda e: (e.at, e.kind), default=None)

    def event_name(self, event: Event) -> EventName:
        """Return an event: its title in this language, and whom its title names."""
        mine = event.name.get(self.lang, "")
        text = mine or next(iter(sorted(event.name.values())), "")
        named = [p.name for p in self.people.values() if p.public and p.name in text]
        return EventName(
            text=text,
            ref=event.source or f"settings:{event.kind}",
            kind=event.kind,
            day=self.day(event.at),
            person=named[0] if len(named) == 1 else "",
            noun=NOUN.match(mine) is not None,
        )

    def since(self, at: datetime, ids: tuple[str, ...]) -> tuple[Count, EventName] | None:
        """Return how many days after the event a time is."""
        if self.event is None:
            return None
        days = (self.day(at) - self.day(self.event.at)).days
        if days < 0:
            return None
        return Count(value=days, unit="day", rule="calendar", ids=ids), self.event_name(self.event)

    def members_of(self, echo: Echo) -> Count:
        """Count who in the group carries a message: people, or accounts where some only declare it."""
        if echo.declared_accounts:
            ids = (*echo.group_accounts, *echo.declared_accounts)
            return counted(ids, "account", echo.rule)
        return counted(echo.people, "person", echo.rule)

    def mine(self, post_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the posts of the group's accounts, in the order given."""
        rows = self.documents.posts.values(post_ids, "post_id", "account_id")
        return tuple(post_id for post_id, account in rows if self.belongs(account))


BOARD = "role:board"
"""The target id of "the board"."""


def written_in(lang: str, text: str) -> str:
    """Return the language that a source gives, else the one that the words are in."""
    return lang if lang not in {"", "und"} else identify(text) or "und"


def counted(ids: Iterable[str], unit: Unit, rule: str, **more: object) -> Count:
    """Count ids, each once."""
    unique = tuple(dict.fromkeys(ids))
    return Count(value=len(unique), unit=unit, rule=rule, ids=unique, **more)  # type: ignore[arg-type]
