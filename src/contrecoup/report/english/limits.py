# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""English: what we do not know."""

from __future__ import annotations

from contrecoup.model.counts import Count
from contrecoup.model.evidence import GapWhy
from contrecoup.report import phrases
from contrecoup.report.slots import Code, Day, Instant, Listed, Name, Outlet, Platform, Stretch
from contrecoup.report.speech import Parts

_WHY: dict[GapWhy, str] = {
    "not-running": "the network was not being followed then",
    "disconnected": "the connection was broken",
    "silent": "the server had stopped sending",
    "too-slow": "the server had cut a reader that was too slow",
    "too-old": "the server no longer kept what dated from then",
    "restarted": "the server had begun its log anew",
    "unknown": "why is not established",
}


class Limits(phrases.Limits):
    """Absence, with where we looked."""

    def unheard(self, n: Count, group: Name) -> Parts:
        if n.value == n.of:
            return self.line(
                "We found no words from the {n} we looked for at {group},"
                " in the posts, articles and letters that we hold.",
                n=n, group=group,
            )  # fmt: skip
        return self.line(
            "We found no words from {n:of} people we looked for at {group},"
            " in the posts, articles and letters that we hold.",
            n=n, group=group,
        )  # fmt: skip

    def unheard_named(self, people: Listed, n: Count) -> Parts:
        return self.line(
            "Among the {n:few} from whom we found no words are {people}.", n=n, people=people
        )

    def looked_for_nobody(self, n: Count) -> Parts:
        return self.line(
            "We found no list of the group's people: {n} could not be given to anyone.", n=n
        )

    def reposts_only(self, n: Count) -> Parts:
        return self.line(
            "We found no words of their own from {n} who passed on posts by others.", n=n
        )

    def unsure(self, n: Count) -> Parts:
        return self.line(
            "We found no proof of who owns {n} that may belong to people of the group;"
            " {n|it is|they are} not counted with it.",
            n=n,
        )

    def declared(self, n: Count, group: Name) -> Parts:
        return self.line(
            "We found no owner for {n} {n|whose profile names|whose profiles name} {group};"
            " messages in unison count {n|it as an account|them as accounts}, not as people.",
            n=n, group=group,
        )  # fmt: skip

    def by_profile(self, n: Count, group: Name) -> Parts:
        return self.line(
            "{n} {n|belongs|belong} to {group} by {n|its|their} own profile's word alone:"
            " we count {n|its owner|their owners} with the group, not among those we looked for.",
            n=n, group=group,
        )  # fmt: skip

    def platforms(self, posts: Count, names: Listed) -> Parts:
        return self.line(
            "The {posts} we hold come from {names}; we found no posts elsewhere,"
            " as we did not look there.",
            posts=posts, names=names,
        )  # fmt: skip

    def no_posts(self, n: Count) -> Parts:
        return self.line("We found no posts: the case holds {n}.", n=n)

    def unsourced(self, n: Count, events: Listed) -> Parts:
        return self.line(
            "We found no document for {n:few} {n|event|events} entered by the person who made this"
            " case ({events}); {n|it is|they are} not told hour by hour.",
            n=n, events=events,
        )  # fmt: skip

    def captures(self, first: Instant, last: Instant, n: Count) -> Parts:
        return self.line(
            "The earliest of {n:bare} {n|capture|captures} was made on {first},"
            " the latest on {last}; what was removed before is unknown to us.",
            first=first, last=last, n=n,
        )  # fmt: skip

    def rechecked(self, n: Count, share: Count | None) -> Parts:
        if n.value == 0:
            return self.line(
                "We found no later check of the {n:total} posts we hold:"
                " none was looked at again after its capture.",
                n=n,
            )
        if share is None:
            return self.line(
                "Of {n:total} posts, {n:bare} {n|was|were} looked at again after capture.", n=n
            )
        return self.line(
            "Of {n:total} posts, {n:bare} ({share}) {n|was|were} looked at again after capture.",
            n=n, share=share,
        )  # fmt: skip

    def gap(self, n: Count, first: Day, last: Day) -> Parts:
        return self.line(
            "We found no post on {n:of} days between {first} and {last}.",
            n=n, first=first, last=last,
        )  # fmt: skip

    def interrupted(self, n: Count, platform: Platform, span: Stretch, why: GapWhy) -> Parts:
        return self.line(
            "We found no posts in our live capture of {platform} for {n} ({span}):"
            f" {_WHY[why]}.",
            n=n, platform=platform, span=span,
        )  # fmt: skip

    def interrupted_more(self, n: Count, platform: Platform) -> Parts:
        return self.line(
            "We found no posts either for {n} of shorter interruptions"
            " of our live capture of {platform}.",
            n=n, platform=platform,
        )  # fmt: skip

    def removed_on_request(self, n: Count) -> Parts:
        return self.line("{n} {n|was|were} removed from what we hold, on request.", n=n)

    def not_captured(self, n: Count, source: Outlet) -> Parts:
        return self.line(
            "We found no copy of {n} that had been removed, {source} reported.",
            n=n, source=source,
        )  # fmt: skip

    def unread(self, n: Count, languages: Listed) -> Parts:
        return self.line(
            "We found no words in {n} that we could not read, written in {languages}.",
            n=n, languages=languages,
        )  # fmt: skip

    def unplaced(self, n: Count) -> Parts:
        return self.line("We found no person on the roster to whom {n} could be given.", n=n)

    def weakest(self, detector: Code, right: Count) -> Parts:
        return self.line(
            "What was right least often on items checked by hand: {detector}, {right:of}.",
            detector=detector, right=right,
        )  # fmt: skip

    def unmeasured(self, n: Count, decided: Count | None) -> Parts:
        if decided is None:
            return self.line(
                "We found no items checked by hand in this case:"
                " how often its {n:bare} findings are right has not been measured.",
                n=n,
            )
        return self.line(
            "{decided:bare} {decided|finding was|findings were} decided by a person; we found no"
            " drawn sample checked blind: how often the {n:bare} findings of this case are right"
            " has not been measured.",
            n=n, decided=decided,
        )  # fmt: skip
