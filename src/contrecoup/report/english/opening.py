# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""English: headline, standfirst, figures."""

from __future__ import annotations

from contrecoup.model.counts import Count
from contrecoup.report import phrases
from contrecoup.report.slots import Day, EventName, Listed, Name, Outlet, Phrase, Role
from contrecoup.report.speech import Parts
from contrecoup.report.unison_phrases import Words

Since = tuple[Count, EventName] | None


def _in(words: Words) -> str:
    return " in French and in English" if isinstance(words, Listed) else ""


class Opening(phrases.Opening):
    """How they reacted, in one sentence."""

    def _since(self, since: Since) -> Phrase:
        if since is None:
            return Phrase(())
        days, event = since
        if days.value == 0:
            return Phrase(self.run(" on the day of {event}", event=event))
        return Phrase(self.run(" {days} after {event}", days=days, event=event))

    def signed(self, n: Count, group: Name, source: Outlet, day: Day, since: Since) -> Parts:
        total = "" if n.of is None else " from a staff of {n:total}"
        told = "according to {source} on {day}" if source.own else "{source} reported on {day}"
        return self.line(
            "At {group}, an open letter had {n}" + total + "{since}, " + told + ".",
            n=n, group=group, since=self._since(since), source=source, day=day,
        )  # fmt: skip

    def unison(self, people: Count, words: Words, group: Name, since: Since) -> Parts:
        return self.line(
            "At {group}, {people} posted the same message" + _in(words) + "{since}: {words}.",
            people=people, group=group, since=self._since(since), words=words,
        )  # fmt: skip

    def heard(self, found: Count, group: Name) -> Parts:
        return self.line(
            "We found public words from {found:of} people we looked for at {group}.",
            found=found, group=group,
        )  # fmt: skip

    def nothing(self, looked: Count, group: Name) -> Parts:
        return self.line(
            "We found no public words from the {looked} we looked for at {group}.",
            looked=looked, group=group,
        )  # fmt: skip

    def unlisted(self, posts: Count) -> Parts:
        return self.line(
            "We found no list of people for the {posts} we hold, so this account gives no names.",
            posts=posts,
        )

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
        return self.line(
            "Within {days}, according to {source}, {leaders} held the post of {role} at {group};"
            " {people} there posted the same message" + _in(words) + ": {words}.",
            leaders=leaders, role=role, group=group, days=days, source=source,
            people=people, words=words,
        )  # fmt: skip

    def leaders(
        self, leaders: Count, role: Role, group: Name, days: Count, source: Outlet
    ) -> Parts:
        return self.line(
            "At {group}, {leaders} held the post of {role} within {days}, according to {source}.",
            leaders=leaders, role=role, group=group, days=days, source=source,
        )  # fmt: skip

    def figure_signatures(self, n: Count, source: Outlet, day: Day) -> Parts:
        if n.of is None:
            return self.run(
                "{n|signature|signatures}, according to {source} on {day}",
                n=n, source=source, day=day,
            )  # fmt: skip
        return self.run(
            "{n|signature|signatures} from a staff of {n:total}, according to {source} on {day}",
            n=n, source=source, day=day,
        )  # fmt: skip

    def figure_heard(self, found: Count, unheard: Count) -> Parts:
        return self.run(
            "{found|person|people} heard from, of {found:total} looked for"
            + "; we found no words from {unheard:few}" * bool(unheard.value),
            found=found, unheard=unheard,
        )  # fmt: skip

    def figure_unison(self, n: Count, echoes: Count, each: Listed) -> Parts:
        who = "{n|account|accounts}" if n.unit == "account" else "{n|person|people}"
        several = (
            ", posted by {each} respectively; whoever posted more than one is counted once"
            if len(each.items) > 1
            else ""
        )
        return self.run(
            who + " in the group that posted the same message as others of it; {echoes}" + several,
            n=n,
            echoes=echoes,
            each=each,
        )

    def figure_gone(self, n: Count) -> Parts:
        return self.run("{n|post|posts} of the group no longer available, of {n:total} held", n=n)
