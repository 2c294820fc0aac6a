# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""English: the letter."""

from __future__ import annotations

from contrecoup.model.counts import Count
from contrecoup.report import phrases
from contrecoup.report.slots import Day, Instant, Listed, Name, Outlet
from contrecoup.report.speech import Parts


class LetterWords(phrases.LetterWords):
    """Its numbers side by side, its words as written."""

    def versions(self, n: Count) -> Parts:
        return self.line("We hold {n} of the letter.", n=n)

    def names(self, n: Count, at: Instant | None) -> Parts:
        if at is None:
            return self.line(
                "An undated version of the letter carries {n:bare} {n|name|names},"
                " not reprinted here.",
                n=n,
            )
        return self.line(
            "The version published on {at} has {n:bare} {n|name|names} under it,"
            " not reprinted here.",
            n=n, at=at,
        )  # fmt: skip

    def reported(self, n: Count, source: Outlet, day: Day) -> Parts:
        return self.line("On {day}, {source} reported {n}.", n=n, source=source, day=day)

    def grew(
        self, n: Count, source: Outlet, day: Day, low: Count, early: Outlet, before: Day
    ) -> Parts:
        one = early.text == source.text and early.own == source.own
        return self.line(
            "The published number of signatures went from {low:bare} on {before}"
            + " ({early})" * (not one)
            + " to {n:bare} on {day} ({source}).",
            n=n, source=source, day=day, low=low, early=early, before=before,
        )  # fmt: skip

    def differ(self, day: Day, numbers: Listed) -> Parts:
        return self.line(
            "Sources gave different numbers of signatures on {day}: {numbers}.",
            day=day, numbers=numbers,
        )  # fmt: skip

    def staff(self, n: Count, group: Name, source: Outlet, day: Day) -> Parts:
        return self.line(
            "{group} has {n}, according to {source} on {day}.",
            n=n, group=group, source=source, day=day,
        )  # fmt: skip

    def asked(self, words: Listed, source: Outlet, at: Instant | None) -> Parts:
        own = "their demand" if len(words.items) == 1 else "their demands"
        return self._said(words, source, at, own, "what is asked")

    def condition(self, words: Listed, source: Outlet, at: Instant | None) -> Parts:
        return self._said(words, source, at, "on what condition", "on what condition")

    def threat(self, words: Listed, source: Outlet, at: Instant | None) -> Parts:
        other = "what its signatories say will otherwise follow"
        return self._said(words, source, at, "what will otherwise follow", other)

    def _said(
        self, words: Listed, source: Outlet, at: Instant | None, own: str, other: str
    ) -> Parts:
        if source.own != "letter":
            return self.line(
                "{source} reported " + other + ": {words}.", words=words, source=source
            )
        if at is None:
            return self.line("The signatories wrote " + own + ": {words}.", words=words)
        return self.line(
            "In the version published on {at}, the signatories wrote " + own + ": {words}.",
            words=words, at=at,
        )  # fmt: skip

    def steps(self, n: Count, low: Count, high: Count) -> Parts:
        return self.line(
            "{n:bare} published {n|number|numbers} of signatures,"
            " the lowest {low:bare}, the highest {high:bare}.",
            n=n, low=low, high=high,
        )  # fmt: skip
