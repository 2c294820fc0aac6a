"""The phrasebook's chapter on messages carried by several people."""

from __future__ import annotations

from abc import abstractmethod

from contrecoup.model.counts import Count
from contrecoup.report.chapter import Chapter
from contrecoup.report.slots import Authors, Code, Emoji, Instant, Listed, Name, Quoted, Stretch
from contrecoup.report.speech import Parts

Words = Quoted | Listed
"""The words of a message: quoted once, or once in each of two languages."""


class Unison(Chapter):
    """Messages carried by several people, and waves."""

    @abstractmethod
    def key(self, accounts: Count, mine: Count, words: Quoted, when: Stretch) -> Parts:
        """How many accounts posted one message, how many of them of the group, and when."""

    @abstractmethod
    def translated(
        self,
        accounts: Count,
        mine: Count,
        first: Quoted,
        by_first: Count,
        second: Quoted,
        by_second: Count,
        both: Count,
        when: Stretch,
    ) -> Parts:
        """How many accounts posted one message in two languages; how many in each, and in both."""

    @abstractmethod
    def call(self, people: Count, words: Quoted, who: Authors, minutes: Count) -> Parts:
        """How many repeated a post word for word, how soon."""

    @abstractmethod
    def spread(self, people: Count, posts: Count, when: Stretch) -> Parts:
        """How many people and posts carried the message, and when."""

    @abstractmethod
    def earliest(self, who: Authors, at: Instant) -> Parts:
        """Say whose the earliest post is, or the earliest of one time."""

    @abstractmethod
    def declared(self, n: Count, group: Name) -> Parts:
        """How many of the accounts are not in the roster, but name the group in their profile."""

    @abstractmethod
    def others(self, accounts: Count) -> Parts:
        """How many accounts outside the group, or unsure, posted it too."""

    @abstractmethod
    def rule(self, kind: str, wordings: Count) -> Parts:
        """What was counted as the same message, and its wordings."""

    @abstractmethod
    def strip(self, posts: Count, when: Stretch, busiest: Stretch | None, n: Count) -> Parts:
        """Describe the strip of hours."""

    @abstractmethod
    def wave(self, people: Count, posts: Count, what: Emoji | Code, when: Stretch) -> Parts:
        """How many people posted an emoji, a slogan or a hashtag."""

    @abstractmethod
    def peak(self, what: Emoji | Code, at: Instant, n: Count) -> Parts:
        """When a wave was fullest."""

    @abstractmethod
    def more(self, n: Count) -> Parts:
        """How many smaller messages are not shown one by one."""
