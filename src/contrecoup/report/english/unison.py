# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""English: messages in unison, waves."""

from __future__ import annotations

from contrecoup.model.counts import Count
from contrecoup.report import unison_phrases
from contrecoup.report.english.moments import earliest
from contrecoup.report.slots import Authors, Code, Emoji, Instant, Name, Quoted, Stretch
from contrecoup.report.speech import Parts


class Unison(unison_phrases.Unison):
    """Who posted the same words; never why."""

    def key(self, accounts: Count, mine: Count, words: Quoted, when: Stretch) -> Parts:
        return self.line(
            "{accounts}, {mine:bare} of them in the group, posted this message {when}: {words}.",
            accounts=accounts, mine=mine, words=words, when=when,
        )  # fmt: skip

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
        return self.line(
            "{accounts}, {mine:bare} of them in the group and each counted once, posted one"
            " message in French and in English {when}: {first}, from {by_first},"
            " and {second}, from {by_second}" + "; {both} posted both" * bool(both.value) + ".",
            accounts=accounts, mine=mine, when=when, first=first, by_first=by_first,
            second=second, by_second=by_second, both=both,
        )  # fmt: skip

    def call(self, people: Count, words: Quoted, who: Authors, minutes: Count) -> Parts:
        return self.line(
            "Within {minutes}, {people} posted the same words, {words}; "
            + earliest(who, ", in the same minute,")
            + " by {who}.",
            people=people, words=words, who=who, minutes=minutes,
        )  # fmt: skip

    def spread(self, people: Count, posts: Count, when: Stretch) -> Parts:
        return self.line(
            "{people} in the group posted this message, in {posts}, {when}.",
            people=people, posts=posts, when=when,
        )  # fmt: skip

    def earliest(self, who: Authors, at: Instant) -> Parts:
        return self.line(earliest(who) + " by {who}, on {at}.", who=who, at=at)

    def declared(self, n: Count, group: Name) -> Parts:
        return self.line(
            "Of {n:total} accounts, {n:bare} {n|is|are} not on the roster;"
            " {n|its profile names|their profiles name} {group}.",
            n=n, group=group,
        )  # fmt: skip

    def others(self, accounts: Count) -> Parts:
        return self.line(
            "It was also posted by {accounts} outside the group, or not identified;"
            " {accounts|it is|they are} not in the figures above.",
            accounts=accounts,
        )  # fmt: skip

    def rule(self, kind: str, wordings: Count) -> Parts:
        if kind == "identical":
            return self.line(
                "We counted as one message posts whose words are the same once case,"
                " punctuation, emoji and links are set aside."
            )
        if kind == "translated":
            return self.line(
                "We counted as one message posts that give the same words in another language."
            )
        return self.line(
            "We counted as one message posts whose words are the same or nearly so,"
            " once case, punctuation, emoji and links are set aside:"
            " {wordings:bare} {wordings|wording|wordings} in the group.",
            wordings=wordings,
        )  # fmt: skip

    def strip(self, posts: Count, when: Stretch, busiest: Stretch | None, n: Count) -> Parts:
        if busiest is None:
            return self.line("{posts} {when}.", posts=posts, when=when)
        return self.line(
            "{posts} {when}; the fullest hour, {busiest}, has {n}.",
            posts=posts, when=when, busiest=busiest, n=n,
        )  # fmt: skip

    def wave(self, people: Count, posts: Count, what: Emoji | Code, when: Stretch) -> Parts:
        return self.line(
            "{people} in the group posted {what}, in {posts}, {when}.",
            people=people, posts=posts, what=what, when=when,
        )  # fmt: skip

    def peak(self, what: Emoji | Code, at: Instant, n: Count) -> Parts:
        return self.line(
            "Posts with {what} were most frequent from {at} on, with {n} in the fullest span.",
            what=what, at=at, n=n,
        )  # fmt: skip

    def more(self, n: Count) -> Parts:
        return self.line(
            "We found {n} more that {n|was|were} posted by fewer people;"
            " {n|it is|they are} in the tables that come with this page.",
            n=n,
        )  # fmt: skip
