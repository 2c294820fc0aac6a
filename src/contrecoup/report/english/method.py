# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""English: how we counted, sources, corrections, states."""

from __future__ import annotations

from datetime import UTC, datetime

from contrecoup.messages import rules
from contrecoup.model.counts import Count
from contrecoup.model.evidence import Ground, State
from contrecoup.report import phrases
from contrecoup.report.slots import Code, Day, Instant, Listed, Phrase
from contrecoup.report.speech import Parts

_STATES: dict[State, str] = {
    "live": "online on {at}",
    "edited": "changed since (seen on {at})",
    "deleted": "removed: the platform says so (seen on {at})",
    "account-deleted": "removed with its account: the platform says so (seen on {at})",
    "deactivated": "account deactivated: the platform says so (seen on {at})",
    "suspended": "account suspended: the platform says so (seen on {at})",
    "taken-down": "taken down: the platform says so (seen on {at})",
    "protected": "no longer public (seen on {at})",
    "withheld": "withheld by the platform (seen on {at})",
    "unavailable": "not available when checked on {at}",
    "unknown": "not rechecked since {at}",
}

_GROUNDS: dict[Ground, str] = {
    "unchanged": "unchanged since capture",
    "existed": "existed by {at}",
    "signed": "signed by the account",
    "no-key": "signed, by a key that we cannot check",
    "other-words": "the account signed other words",
    "failed": "the signature does not hold",
}


class Method(phrases.Method):
    """So that another can count again."""

    def held(self, posts: Count, articles: Count, versions: Count) -> Parts:
        return self.line(
            "This account rests on {posts}, {articles} and {versions} of the letter,"
            " kept as they were captured.",
            posts=posts, articles=articles, versions=versions,
        )  # fmt: skip

    def same(self, threshold: Code, people: Count) -> Parts:
        return self.line(
            "Two wordings are nearly the same when their sets of words have a Jaccard index (the"
            " words they share, out of the words in either) of {threshold} or more; a message counts"
            " from {people} on.",
            threshold=threshold, people=people,
        )  # fmt: skip

    def window(self, window: Code, ties: Count, pairs: Count) -> Parts:
        return self.line(
            "Two accounts are tied when they did the same thing at most {window} apart,"
            " {ties:bare} {ties|time|times}; {pairs:bare} {pairs|pair is|pairs are}.",
            window=window, ties=ties, pairs=pairs,
        )  # fmt: skip

    def matched(self, sure: Count, accounts: Count) -> Parts:
        return self.line(
            "The roster gives an owner to {sure:of} accounts; a likeness of names alone"
            " is never taken for proof.",
            sure=sure, accounts=accounts,
        )  # fmt: skip

    def named(self, n: Count) -> Parts:
        return self.line(
            "The roster marks {n} as public; other people are counted and not named.", n=n
        )

    def policy(self, policy: str, reason: Code | None, n: Count) -> Parts:
        gone = "{n} no longer available {n|is|are} "
        if policy == "verbatim" and reason is not None:
            return self.line(gone + "shown in full, for this reason: {reason}.", n=n, reason=reason)
        if policy == "verbatim":
            return self.line(gone + "shown in full.", n=n)
        if policy == "paraphrase":
            return self.line(gone + "mentioned, and the words are withheld.", n=n)
        return self.line(
            gone + "counted; the words are withheld where the author is not a public figure.", n=n
        )

    def unasked(self, n: Count, reason: Code) -> Parts:
        return self.line(
            "{n} quoted on this page {n|was|were} not asked about again before publication, for"
            " this reason: {reason}.",
            n=n, reason=reason,
        )  # fmt: skip

    def lapsed(self, n: Count) -> Parts:
        return self.line(
            "People had set {n} right in words that the documents no longer hold;"
            " {n|it is|they are} told as found.",
            n=n,
        )  # fmt: skip

    def accuracy(
        self,
        detector: Code,
        right: Count,
        share: Count | None,
        bounds: tuple[Count, Count] | None = None,
    ) -> Parts:
        template = "Checked by hand ({detector}): right on {right:of} items"
        if bounds is None:
            return self.line(template + ".", detector=detector, right=right)
        low, high = bounds
        if share is None:
            return self.line(
                template + " (between {low} and {high} in nineteen of twenty such samples).",
                detector=detector, right=right, low=low, high=high,
            )  # fmt: skip
        return self.line(
            template + " ({share}; between {low} and {high} in nineteen of twenty such samples).",
            detector=detector, right=right, share=share, low=low, high=high,
        )  # fmt: skip

    def version(self, version: Code, zone: Code, rules: Count) -> Parts:
        return self.line(
            "The page was made by {version}, with times in the zone {zone},"
            " and each sentence passed {rules:bare} editorial checks.",
            version=version, zone=zone, rules=rules,
        )  # fmt: skip

    def sources(self, articles: Count, outlets: Count) -> Parts:
        return self.line(
            "The press is here with {articles} from {outlets}.", articles=articles, outlets=outlets
        )

    def reworded(self, n: Count, outlets: Listed) -> Parts:
        return self.line(
            "{n} ({outlets}) {n|shows|show} signs of having been reworded or translated by a"
            " machine; the quotations in {n|it|them} are marked as uncertain.",
            n=n, outlets=outlets,
        )  # fmt: skip

    def corrected(self, n: Count) -> Parts:
        return self.line("{n:bare} {n|sentence has|sentences have} been corrected.", n=n)

    def edition(self, number: Code) -> Parts:
        return self.line("Version {number}", number=number)

    def masked(self, n: Count) -> Parts:
        return self.line("The words of {n} are withheld in the evidence below.", n=n)

    def rule(self, code: str) -> str:
        return rules.told(code, "en")

    def cite(self, title: Code, version: Code, at: Instant) -> Parts:
        return self.run("{title}. {version}, {at}.", title=title, version=version, at=at)

    def made(self, version: Code, at: Instant) -> Parts:
        return self.run("As of {at}, made by {version}", version=version, at=at)

    def dates(self, first: Instant, last: Instant) -> Parts:
        if self.speech.same_day(first, last):
            return self.line("{last}", last=last)
        return self.line("{first} to {last}", first=first, last=last)

    def zone(self, zone: Code) -> Parts:
        return self.run("Times are local ({zone}) unless marked UTC", zone=zone)

    def status(self, state: State, at: datetime | None, zone: str) -> Parts:
        if at is None:
            return self.run("not rechecked")
        return self.run(_STATES[state], at=Instant(at, zone))

    def versions(self, n: Count) -> Parts:
        return self.run("one of {n} that are held", n=n)

    def vouched(self, ground: Ground, at: Instant | None) -> Parts:
        return self.run(_GROUNDS[ground], at=at or Phrase(()))

    def signed(self, n: Count) -> Parts:
        if n.value == 0:
            return self.line(
                "We hold no post signed by its account: the {n:total} posts held are taken on our word.",
                n=n,
            )
        return self.line(
            "{n} of {n:total} {n|is signed by its account|are signed by their accounts},"
            " with keys that the network's directory names; the others are taken on our word.",
            n=n,
        )

    def card_time(self, at: datetime, zone: str) -> tuple[str, str]:
        utc, here = at.astimezone(UTC), self.speech.local(at, zone)
        other = f"{self.speech.day(Day(utc.date()))}, " if utc.date() != here.date() else ""
        return self.speech.instant(Instant(at, zone)), f"{other}{self.speech.clock(utc)} UTC"
