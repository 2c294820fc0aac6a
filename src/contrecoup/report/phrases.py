"""The phrasebook: one typed method per kind of sentence, taking nouns only.

Each chapter is abstract; a language that lacks a kind cannot be instantiated,
and the type checker says so before that.
"""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime

from attrs import frozen

from contrecoup.model.counts import Count
from contrecoup.model.evidence import GapWhy, Ground, State
from contrecoup.model.findings import MoveStatus
from contrecoup.model.reading import MoveType
from contrecoup.report.chapter import Chapter
from contrecoup.report.pagewords import PageWords
from contrecoup.report.slots import (
    Authors,
    Code,
    Day,
    Emoji,
    EventName,
    Instant,
    Listed,
    Name,
    Outlet,
    Platform,
    Quoted,
    Role,
    Speaker,
    Stretch,
)
from contrecoup.report.speech import Parts, Speech
from contrecoup.report.unison_phrases import Unison, Words
from contrecoup.report.voices_phrases import Voices

Since = tuple[Count, EventName] | None


class Opening(Chapter):
    """Headline, standfirst and the labels of the four figures."""

    @abstractmethod
    def signed(self, n: Count, group: Name, source: Outlet, day: Day, since: Since) -> Parts:
        """How many of the staff had signed, says who; how long after what."""

    @abstractmethod
    def unison(self, people: Count, words: Words, group: Name, since: Since) -> Parts:
        """How many people posted one message."""

    @abstractmethod
    def heard(self, found: Count, group: Name) -> Parts:
        """From how many of the people looked for public words were found."""

    @abstractmethod
    def nothing(self, looked: Count, group: Name) -> Parts:
        """Report that nothing was found, and for whom we looked."""

    @abstractmethod
    def unlisted(self, posts: Count) -> Parts:
        """What is held, where no list of people says whose words they are."""

    @abstractmethod
    def leaders_unison(
        self,
        leaders: Count,
        role: Role,
        group: Name,
        days: Count,
        source: Outlet,
        people: Count,
        words: Words,
    ) -> Parts:
        """How many held the office in how many days; how many posted one message."""

    @abstractmethod
    def leaders(
        self, leaders: Count, role: Role, group: Name, days: Count, source: Outlet
    ) -> Parts:
        """How many held the office in how many days."""

    @abstractmethod
    def figure_signatures(self, n: Count, source: Outlet, day: Day) -> Parts:
        """Label the signatures: of how many staff, says who, when."""

    @abstractmethod
    def figure_heard(self, found: Count, unheard: Count) -> Parts:
        """Label the people heard from, of how many, and how many not."""

    @abstractmethod
    def figure_unison(self, n: Count, echoes: Count, each: Listed) -> Parts:
        """Label the people who posted one of the messages in unison; ``each``: how many, a message."""

    @abstractmethod
    def figure_gone(self, n: Count) -> Parts:
        """Label the items no longer available, of how many held."""


class Turns(Chapter):
    """Who led and who moved."""

    @abstractmethod
    def succession(self, role: Role, group: Name, people: Listed, source: Outlet) -> Parts:
        """Who held an office, in order, says who."""

    @abstractmethod
    def slope(self, n: Count, role: Role) -> Parts:
        """Describe the chart of who led when."""

    @abstractmethod
    def move(
        self,
        kind: MoveType,
        status: MoveStatus,
        person: Name,
        group: Name | None,
        role: Role | None,
        source: Outlet,
        day: Day,
    ) -> Parts:
        """One move: who, what, from or to where, says who, when."""

    @abstractmethod
    def unnamed(self, n: Count) -> Parts:
        """How many moves concern people who are not named here."""

    @abstractmethod
    def what(self, kind: MoveType, status: MoveStatus) -> str:
        """Name a type of move in a table: what happened only where it is told as done."""

    @abstractmethod
    def status(self, status: MoveStatus) -> str:
        """Name the state of a move in a table."""


class Moments(Chapter):
    """The moments that matter, and the charts over time."""

    @abstractmethod
    def event(self, at: Instant, event: EventName, source: Outlet | None) -> Parts:
        """A dated event; who says so, where an article does."""

    @abstractmethod
    def posted(self, at: Instant, who: Speaker, words: Quoted) -> Parts:
        """Somebody posted words."""

    @abstractmethod
    def echo(self, at: Instant, who: Speaker, words: Quoted, level: Count) -> Parts:
        """The earliest post found of a message, one of several of that time where ``level`` > 1."""

    @abstractmethod
    def peak(self, at: Instant, emoji: Emoji, n: Count) -> Parts:
        """The fullest span of a wave of emoji."""

    @abstractmethod
    def letter(self, at: Instant, n: Count | None, *, only: bool) -> Parts:
        """The only letter, or a version of it, was published; how many names stand under it."""

    @abstractmethod
    def tally(self, at: Instant, source: Outlet, n: Count) -> Parts:
        """A source reported a number of signatures."""

    @abstractmethod
    def removed(self, at: Instant, who: Speaker, state: State) -> Parts:
        """A post is no longer as it was."""

    @abstractmethod
    def lanes(self, posts: Count, people: Count, busiest: Stretch, n: Count) -> Parts:
        """Describe the chart of hours."""

    @abstractmethod
    def untimed(self, n: Count) -> Parts:
        """How many items a chart of hours leaves out, as only their day is known."""

    @abstractmethod
    def shown(self, n: Count) -> Parts:
        """How many moments are listed, of how many."""

    @abstractmethod
    def earliest(self, who: Authors, minutes: Count, event: EventName) -> Parts:
        """Who posted earliest after the event, by what we found."""

    @abstractmethod
    def within(self, n: Count, event: EventName) -> Parts:
        """How many of those heard from had posted within an hour."""


class LetterWords(Chapter):
    """The letter: its numbers and what it asks."""

    @abstractmethod
    def versions(self, n: Count) -> Parts:
        """How many versions of the letter are held."""

    @abstractmethod
    def names(self, n: Count, at: Instant | None) -> Parts:
        """How many names are printed under a version."""

    @abstractmethod
    def reported(self, n: Count, source: Outlet, day: Day) -> Parts:
        """One published number of signatures."""

    @abstractmethod
    def grew(
        self, n: Count, source: Outlet, day: Day, low: Count, early: Outlet, before: Day
    ) -> Parts:
        """From which published number to which, says who, when."""

    @abstractmethod
    def differ(self, day: Day, numbers: Listed) -> Parts:
        """Numbers published on one day that are not the same, side by side."""

    @abstractmethod
    def staff(self, n: Count, group: Name, source: Outlet, day: Day) -> Parts:
        """Report the staff total, says who."""

    @abstractmethod
    def asked(self, words: Listed, source: Outlet, at: Instant | None) -> Parts:
        """What the signatories wrote that they ask for."""

    @abstractmethod
    def condition(self, words: Listed, source: Outlet, at: Instant | None) -> Parts:
        """On what condition, in the document's words."""

    @abstractmethod
    def threat(self, words: Listed, source: Outlet, at: Instant | None) -> Parts:
        """What they wrote that they would do otherwise."""

    @abstractmethod
    def steps(self, n: Count, low: Count, high: Count) -> Parts:
        """Describe the chart of published numbers."""


class Limits(Chapter):
    """What we do not know."""

    @abstractmethod
    def unheard(self, n: Count, group: Name) -> Parts:
        """From how many of the people looked for nothing was found."""

    @abstractmethod
    def unheard_named(self, people: Listed, n: Count) -> Parts:
        """Say which public people nothing was found from."""

    @abstractmethod
    def looked_for_nobody(self, n: Count) -> Parts:
        """No roster: posts are held, but nobody was looked for."""

    @abstractmethod
    def reposts_only(self, n: Count) -> Parts:
        """How many only passed on posts by others."""

    @abstractmethod
    def unsure(self, n: Count) -> Parts:
        """How many accounts may belong to the group."""

    @abstractmethod
    def declared(self, n: Count, group: Name) -> Parts:
        """How many accounts without a known owner name the group in their profile."""

    @abstractmethod
    def by_profile(self, n: Count, group: Name) -> Parts:
        """How many accounts are of the group's people by nothing but their own profile."""

    @abstractmethod
    def platforms(self, posts: Count, names: Listed) -> Parts:
        """Which networks the posts come from; the others were not looked at."""

    @abstractmethod
    def no_posts(self, n: Count) -> Parts:
        """Say that no post is held at all."""

    @abstractmethod
    def unsourced(self, n: Count, events: Listed) -> Parts:
        """Say which events of the settings no document tells."""

    @abstractmethod
    def captures(self, first: Instant, last: Instant, n: Count) -> Parts:
        """When the earliest and the latest capture were made."""

    @abstractmethod
    def rechecked(self, n: Count, share: Count | None) -> Parts:
        """How many of the posts were looked at again."""

    @abstractmethod
    def gap(self, n: Count, first: Day, last: Day) -> Parts:
        """On how many days of the period no post was found."""

    @abstractmethod
    def interrupted(self, n: Count, platform: Platform, span: Stretch, why: GapWhy) -> Parts:
        """Say how long, when and why a live capture holds nothing of a network."""

    @abstractmethod
    def interrupted_more(self, n: Count, platform: Platform) -> Parts:
        """How long the shorter interruptions were that are not said one by one."""

    @abstractmethod
    def removed_on_request(self, n: Count) -> Parts:
        """How many items were removed from the case because somebody asked."""

    @abstractmethod
    def not_captured(self, n: Count, source: Outlet) -> Parts:
        """How many posts the press says were removed, which are not held."""

    @abstractmethod
    def unread(self, n: Count, languages: Listed) -> Parts:
        """How many documents are in languages that are not read."""

    @abstractmethod
    def unplaced(self, n: Count) -> Parts:
        """How many quotations could not be given to a person of the roster."""

    @abstractmethod
    def weakest(self, detector: Code, right: Count) -> Parts:
        """Say which detector was right least often on hand-checked items."""

    @abstractmethod
    def unmeasured(self, n: Count, decided: Count | None) -> Parts:
        """Nothing was checked blind in this case; how many findings a person decided."""


class Method(Chapter):
    """How we counted, the sources, corrections."""

    @abstractmethod
    def held(self, posts: Count, articles: Count, versions: Count) -> Parts:
        """What the account rests on."""

    @abstractmethod
    def same(self, threshold: Code, people: Count) -> Parts:
        """When two posts are the same message."""

    @abstractmethod
    def window(self, window: Code, ties: Count, pairs: Count) -> Parts:
        """What was counted as at the same time."""

    @abstractmethod
    def matched(self, sure: Count, accounts: Count) -> Parts:
        """How accounts were given to people."""

    @abstractmethod
    def named(self, n: Count) -> Parts:
        """Say who is named."""

    @abstractmethod
    def policy(self, policy: str, reason: Code | None, n: Count) -> Parts:
        """What is shown of items that are no longer available."""

    @abstractmethod
    def unasked(self, n: Count, reason: Code) -> Parts:
        """How many quoted posts were not asked about again before publishing, and why."""

    @abstractmethod
    def lapsed(self, n: Count) -> Parts:
        """How many decisions no longer apply: the documents do not bear what they say."""

    @abstractmethod
    def accuracy(
        self,
        detector: Code,
        right: Count,
        share: Count | None,
        bounds: tuple[Count, Count] | None = None,
    ) -> Parts:
        """How often a detector was right on hand-checked items."""

    @abstractmethod
    def version(self, version: Code, zone: Code, rules: Count) -> Parts:
        """By what this page was made."""

    @abstractmethod
    def sources(self, articles: Count, outlets: Count) -> Parts:
        """How many articles by how many outlets."""

    @abstractmethod
    def reworded(self, n: Count, outlets: Listed) -> Parts:
        """Which sources are reworded or translated by a machine."""

    @abstractmethod
    def corrected(self, n: Count) -> Parts:
        """How many sentences have been corrected."""

    @abstractmethod
    def edition(self, number: Code) -> Parts:
        """Which published version this is."""

    @abstractmethod
    def masked(self, n: Count) -> Parts:
        """How many texts are withheld."""

    @abstractmethod
    def rule(self, code: str) -> str:
        """Say what a rule of the program counts, empty where unknown."""

    @abstractmethod
    def cite(self, title: Code, version: Code, at: Instant) -> Parts:
        """How to cite the page."""

    @abstractmethod
    def made(self, version: Code, at: Instant) -> Parts:
        """By what the page was made, as of when."""

    @abstractmethod
    def dates(self, first: Instant, last: Instant) -> Parts:
        """Say the period that the page covers."""

    @abstractmethod
    def zone(self, zone: Code) -> Parts:
        """Say the zone of the times."""

    @abstractmethod
    def status(self, state: State, at: datetime | None, zone: str) -> Parts:
        """What is known of an item's availability, and when it was seen."""

    @abstractmethod
    def versions(self, n: Count) -> Parts:
        """That an article is one of several versions."""

    @abstractmethod
    def vouched(self, ground: Ground, at: Instant | None) -> Parts:
        """What stands behind a document besides our word."""

    @abstractmethod
    def signed(self, n: Count) -> Parts:
        """How many posts carry their account's signature; the others rest on our word."""

    @abstractmethod
    def card_time(self, at: datetime, zone: str) -> tuple[str, str]:
        """Say a time in the case's zone and in UTC."""


@frozen(kw_only=True)
class Phrasebook:
    """All chapters of one language."""

    speech: Speech
    page: PageWords
    opening: Opening
    turns: Turns
    moments: Moments
    unison: Unison
    letter: LetterWords
    voices: Voices
    limits: Limits
    method: Method
