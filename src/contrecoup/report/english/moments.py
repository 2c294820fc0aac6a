# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""English: the moments, hour by hour."""

from __future__ import annotations

from contrecoup.model.counts import Count
from contrecoup.model.evidence import State
from contrecoup.report import phrases
from contrecoup.report.slots import (
    Authors,
    Emoji,
    EventName,
    Instant,
    Name,
    Outlet,
    Quoted,
    Someone,
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


def earliest(who: Authors, together: str = "") -> str:
    """Say that the earliest post is somebody's, or the earliest ones, of one time, several people's."""
    if isinstance(who, Name | Someone):
        return "the earliest post we found is"
    return f"the earliest posts we found are{together}"


class Moments(phrases.Moments):
    """Each begins with its time."""

    def event(self, at: Instant, event: EventName, source: Outlet | None) -> Parts:
        when = "{at} (day set for this account): "
        if at.precision != "day":
            when = "{at} (time set for this account): "
        if source is None:
            return self.line(when + "{event:text}.", at=at, event=event)
        return self.line(
            when + "{event:text}, according to {source}.", at=at, event=event, source=source
        )

    def posted(self, at: Instant, who: Speaker, words: Quoted) -> Parts:
        return self.line("{at}: {who} posted {words}.", at=at, who=who, words=words)

    def echo(self, at: Instant, who: Speaker, words: Quoted, level: Count) -> Parts:
        which = "the earliest post we found"
        if level.value > 1:
            which = "one of the {level:few} earliest posts we found,"
            which += " on the same day" if at.precision == "day" else " in the same minute"
        return self.line(
            "{at}: {who} posted {words}; of this message, it is " + which + ".",
            at=at, who=who, words=words, level=level,
        )  # fmt: skip

    def peak(self, at: Instant, emoji: Emoji, n: Count) -> Parts:
        return self.line("{at}: {n} with {emoji} in the busiest hour.", at=at, emoji=emoji, n=n)

    def letter(self, at: Instant, n: Count | None, *, only: bool) -> Parts:
        told = "{at}: " + ("the letter" if only else "a version of the letter") + " was published"
        if n is None:
            return self.line(told + ".", at=at)
        if n.rule != "letter":
            return self.line(told + ", giving {n}.", at=at, n=n)
        return self.line(told + " with {n:bare} {n|name|names} under it.", at=at, n=n)

    def tally(self, at: Instant, source: Outlet, n: Count) -> Parts:
        return self.line("{at}: {source} reported {n} under the letter.", at=at, source=source, n=n)

    def removed(self, at: Instant, who: Speaker, state: State) -> Parts:
        return self.line(_REMOVED[state], at=at, who=who)

    def lanes(self, posts: Count, people: Count, busiest: Stretch, n: Count) -> Parts:
        return self.line(
            "{posts} by {people} over the period; the busiest hour, {busiest}, has {n}."
            " A number over a bar of the chart is how much the row has in its own busiest hour.",
            posts=posts, people=people, busiest=busiest, n=n,
        )  # fmt: skip

    def untimed(self, n: Count) -> Parts:
        return self.line("{n} of which we know only the day {n|is|are} left out.", n=n)

    def shown(self, n: Count) -> Parts:
        return self.line("Of {n:total} dated moments, these {n:bare} are listed.", n=n)

    def earliest(self, who: Authors, minutes: Count, event: EventName) -> Parts:
        return self.line(
            earliest(who) + " by {who}, published {minutes} after {event}.",
            who=who, minutes=minutes, event=event,
        )  # fmt: skip

    def within(self, n: Count, event: EventName) -> Parts:
        return self.line(
            "Of {n:total} people who posted after {event}, {n:few} had done so within the hour.",
            n=n, event=event,
        )  # fmt: skip
