# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""English: who said what, for or against whom."""

from __future__ import annotations

from contrecoup.model.counts import Count
from contrecoup.report import voices_phrases
from contrecoup.report.slots import Name, Outlet, Quoted, Speaker
from contrecoup.report.speech import Parts

_DIFFERENCES = {
    "original": "the original",
    "same": "same words",
    "cut": "shortened",
    "reworded": "other words than the post we hold",
    "translated": "in another language than the post we hold",
    "departs": "departs from the post we hold",
}


def _alike(alike: Count, people: Count) -> str:
    if alike.value == people.value > 1:
        return ", in one and the same message"
    return ", {alike:bare} of them in one and the same message" * bool(alike.value)


def _gone(gone: Count, people: Count) -> str:
    posts = "in {gone|a post|posts} no longer available"
    if gone.value == people.value:
        return ", " + posts
    return ("; {gone} " + posts) * bool(gone.value)


class Voices(voices_phrases.Voices):
    """Words, and whose they are."""

    def shown(self, cards: Count, held: Count) -> Parts:
        return self.line(
            "{cards:of} quotations found are shown one by one, without a name where the person is"
            " not public; the others are counted only, or could not be given to anyone.",
            cards=cards, held=held,
        )  # fmt: skip

    def departs(
        self, who: Speaker, source: Outlet, reported: Quoted, original: Quoted, *, hedged: bool
    ) -> Parts:
        hedge = ", in a text reworded or translated by a machine," if hedged else ""
        return self.line(
            "{source}" + hedge + " reported that {who} wrote {reported};"
            " the post we hold says {original}.",
            who=who, source=source, reported=reported, original=original,
        )  # fmt: skip

    def removed_as_reported(self, who: Speaker, source: Outlet) -> Parts:
        return self.line(
            "{source} reported that a post by {who} had been removed.", who=who, source=source
        )

    def supported(self, people: Count, target: Name, alike: Count, gone: Count) -> Parts:
        return self.line(
            "{people} posted or said words in favour of {target}" + _alike(alike, people) + _gone(gone, people) + ".",
            people=people, target=target, alike=alike, gone=gone,
        )  # fmt: skip

    def criticised(self, people: Count, target: Name, alike: Count, gone: Count) -> Parts:
        return self.line(
            "{people} posted or said words critical of {target}" + _alike(alike, people) + _gone(gone, people) + ".",
            people=people, target=target, alike=alike, gone=gone,
        )  # fmt: skip

    def confused(self, people: Count) -> Parts:
        return self.line(
            "{people} wrote that they did not understand what was going on, and took no side.",
            people=people,
        )

    def neither(self, people: Count) -> Parts:
        return self.line("{people} wrote that they took no side.", people=people)

    def cell(
        self, favour: Count | None, critical: Count | None, people: Count, gone: Count
    ) -> Parts:
        lost = _gone(gone, people)
        if favour and critical:
            return self.run(
                "{a:bare} in favour, {b:bare} critical" + lost, a=favour, b=critical, gone=gone
            )
        if critical:
            return self.run("{n:bare} critical" + lost, n=critical, gone=gone)
        if favour:
            return self.run("{n:bare} in favour" + lost, n=favour, gone=gone)
        return self.run("–")

    def how(self, source: Outlet, *, own: bool, kind: str) -> Parts:
        if own:
            return self.run("own post")
        if kind == "indirect":
            return self.run("indirect speech, in a sentence by {source}", source=source)
        return self.run("quoted by {source}", source=source)

    def lead(self, source: Outlet, who: Speaker) -> Parts:
        return self.line(
            "{source} reported of {who}, in the words of the outlet:", source=source, who=who
        )

    def indirect(self) -> str:
        return "indirect speech, in the words of the outlet"

    def hedge(self) -> str:
        return "in a text reworded or translated by a machine: the exact words are uncertain"

    def difference(self, kind: str) -> str:
        return _DIFFERENCES[kind]
