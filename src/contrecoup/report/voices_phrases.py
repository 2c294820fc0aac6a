"""The phrasebook's chapter on who said what."""

from __future__ import annotations

from abc import abstractmethod

from contrecoup.model.counts import Count
from contrecoup.report.chapter import Chapter
from contrecoup.report.slots import Name, Outlet, Quoted, Speaker
from contrecoup.report.speech import Parts


class Voices(Chapter):
    """Who said what, and for or against whom."""

    @abstractmethod
    def shown(self, cards: Count, held: Count) -> Parts:
        """How many quotations are shown, of how many found."""

    @abstractmethod
    def departs(
        self, who: Speaker, source: Outlet, reported: Quoted, original: Quoted, *, hedged: bool
    ) -> Parts:
        """A source's words depart from the post that is held."""

    @abstractmethod
    def removed_as_reported(self, who: Speaker, source: Outlet) -> Parts:
        """A source reports that a post was removed."""

    @abstractmethod
    def supported(self, people: Count, target: Name, alike: Count, gone: Count) -> Parts:
        """How many people's words support a target; ``alike``: how many of them, in one message."""

    @abstractmethod
    def criticised(self, people: Count, target: Name, alike: Count, gone: Count) -> Parts:
        """How many people's words criticise a target; ``alike``: how many of them, in one message."""

    @abstractmethod
    def confused(self, people: Count) -> Parts:
        """How many wrote that they do not understand."""

    @abstractmethod
    def neither(self, people: Count) -> Parts:
        """How many wrote that they take no side."""

    @abstractmethod
    def cell(
        self, favour: Count | None, critical: Count | None, people: Count, gone: Count
    ) -> Parts:
        """How many people of a group are for and against a target, in a table.

        Args:
            favour: those in favour, where there are any.
            critical: those who are critical, where there are any.
            people: those who took either side.
            gone: those of them whose words stood in posts that are no longer available.
        """

    @abstractmethod
    def how(self, source: Outlet, *, own: bool, kind: str) -> Parts:
        """By whom the words of a card are given."""

    @abstractmethod
    def lead(self, source: Outlet, who: Speaker) -> Parts:
        """Say before a sentence in indirect speech that its words are the outlet's."""

    @abstractmethod
    def indirect(self) -> str:
        """Mark a wording in indirect speech, whose words are the outlet's."""

    @abstractmethod
    def hedge(self) -> str:
        """Mark words that a machine reworded or translated."""

    @abstractmethod
    def difference(self, kind: str) -> str:
        """Say how a wording differs from the original held."""
