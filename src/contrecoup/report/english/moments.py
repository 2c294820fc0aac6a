# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""English: the moments, hour by hour."""

from __future__ import annotations

from contrecoup.model.counts import Count
from contrecoup.model.evidence import State
from contrecoup.report import phrases
from contrecoup.report.slots import (
    Emoji,
    EventName,
    Instant,
    Outlet,
    Quoted,
    Speaker,
    Stretch,
)
from contrecoup.report.speech import Parts

_REMOVED: dict[State, str] = {
    "live": "{at}: a post by {who} was online.",
    "edited": "{at}: a post by {who} had been changed since it was published.",
    "deleted": "{at}: the platform reported a post by {who} as deleted.",
    "account-deleted": "{at}: the platform reported the account of {who} as deleted.",
    "deactivated": "{at}: the platform reported the account of {who} as deactivated.",
    "suspended": "{at}: the platform reported the account of {who} as suspended.",
    "taken-down": "{at}: the platform reported a post by {who} as taken down.",
    "protected": "{at}: the posts of {who} were no longer public.",
    "withheld": "{at}: the platform withheld a post by {who}.",
    "unavailable": "{at}: a post by {who} was not available when checked.",
    "unknown": "{at}: we could not tell whether a post by {who} was still online.",
}


class Moments(phrases.Moments):
    """Each begins with its time."""

    def event(self, at: Instant, event: EventName, source: Outlet | None) -> Parts:
        if source is None:
            return self.line("{at}: {event:text}.", at=at, event=event)
        return self.line(
            "{at}: {event:text}, according to {source}.", at=at, event=event, source=source
        )

    def posted(self, at: Instant, who: Speaker, words: Quoted) -> Parts:
        return self.line("{at}: {who} posted {words}.", at=at, who=who, words=words)

    def echo(self, at: Instant, who: Speaker, words: Quoted) -> Parts:
        return self.line(
            "{at}: {who} posted {words}; of this message, it is the earliest post we found.",
            at=at, who=who, words=words,
        )  # fmt: skip

    def peak(self, at: Instant, emoji: Emoji, n: Count) -> Parts:
        return self.line("{at}: {n} with {emoji} in the busiest hour.", at=at, emoji=emoji, n=n)

    def letter(self, at: Instant, n: Count | None) -> Parts:
        if n is None:
            return self.line("{at}: a version of the letter was published.", at=at)
        if n.rule != "letter":
            return self.line("{at}: a version of the letter was published, giving {n}.", at=at, n=n)
        return self.line(
            "{at}: a version of the letter was published with {n:bare} {n|name|names} under it.",
            at=at, n=n,
        )  # fmt: skip

    def tally(self, at: Instant, source: Outlet, n: Count) -> Parts:
        return self.line("{at}: {source} reported {n} under the letter.", at=at, source=source, n=n)

    def removed(self, at: Instant, who: Speaker, state: State) -> Parts:
        return self.line(_REMOVED[state], at=at, who=who)

    def lanes(self, posts: Count, people: Count, busiest: Stretch, n: Count) -> Parts:
        return self.line(
            "{posts} by {people} over the period; the busiest hour, {busiest}, has {n}.",
            posts=posts, people=people, busiest=busiest, n=n,
        )  # fmt: skip

    def untimed(self, n: Count) -> Parts:
        return self.line("{n} of which we know only the day {n|is|are} left out.", n=n)

    def shown(self, n: Count) -> Parts:
        return self.line("Of {n:total} dated moments, these {n:bare} are listed.", n=n)

    def earliest(self, who: Speaker, minutes: Count, event: EventName) -> Parts:
        return self.line(
            "The earliest post we found is by {who}, published {minutes} after {event}.",
            who=who, minutes=minutes, event=event,
        )  # fmt: skip

    def within(self, n: Count, event: EventName) -> Parts:
        return self.line(
            "Of {n:total} people who posted after {event}, {n:few} had done so within the hour.",
            n=n, event=event,
        )  # fmt: skip
