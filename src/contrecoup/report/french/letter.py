# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""French: the letter."""

from __future__ import annotations

from contrecoup.model.counts import Count
from contrecoup.report import phrases
from contrecoup.report.slots import Day, Instant, Listed, Name, Outlet
from contrecoup.report.speech import Parts


class LetterWords(phrases.LetterWords):
    """Its numbers side by side, its words as written."""

    def versions(self, n: Count) -> Parts:
        return self.line("Nous détenons {n} de la lettre.", n=n)

    def names(self, n: Count, at: Instant | None) -> Parts:
        if at is None:
            return self.line(
                "Au bas d'une version sans date {n|figure|figurent} {n:bare} {n|nom|noms},"
                " que ce récit ne reproduit pas.",
                n=n,
            )
        return self.line(
            "Au bas de la version publiée {at} {n|figure|figurent} {n:bare} {n|nom|noms},"
            " que ce récit ne reproduit pas.",
            n=n, at=at,
        )  # fmt: skip

    def reported(self, n: Count, source: Outlet, day: Day) -> Parts:
        return self.line("{day}, {source} a rapporté {n}.", n=n, source=source, day=day)

    def grew(
        self, n: Count, source: Outlet, day: Day, low: Count, early: Outlet, before: Day
    ) -> Parts:
        one = early.text == source.text and early.own == source.own
        return self.line(
            "Le nombre publié de signatures est passé de {low:bare}, {before}"
            + " ({early})" * (not one)
            + ", à {n:bare}, {day} ({source}).",
            n=n, source=source, day=day, low=low, early=early, before=before,
        )  # fmt: skip

    def differ(self, day: Day, numbers: Listed) -> Parts:
        return self.line(
            "{day}, les sources ont donné des nombres de signatures différents : {numbers}.",
            day=day, numbers=numbers,
        )  # fmt: skip

    def staff(self, n: Count, group: Name, source: Outlet, day: Day) -> Parts:
        return self.line(
            "{group} emploie {n:bare} {n|personne|personnes}, selon {source} {day}.",
            n=n, group=group, source=source, day=day,
        )  # fmt: skip

    def asked(self, words: Listed, source: Outlet, at: Instant | None) -> Parts:
        own = "leur demande" if len(words.items) == 1 else "leurs demandes"
        return self._said(words, source, at, own, "ce qui est demandé")

    def condition(self, words: Listed, source: Outlet, at: Instant | None) -> Parts:
        return self._said(words, source, at, "à quelle condition", "à quelle condition")

    def threat(self, words: Listed, source: Outlet, at: Instant | None) -> Parts:
        other = "ce que les signataires annoncent à défaut"
        return self._said(words, source, at, "ce qui suivra à défaut", other)

    def _said(
        self, words: Listed, source: Outlet, at: Instant | None, own: str, other: str
    ) -> Parts:
        if source.own != "letter":
            return self.line(
                "{source} a rapporté " + other + " : {words}.", words=words, source=source
            )
        if at is None:
            return self.line("Les signataires ont écrit " + own + " : {words}.", words=words)
        return self.line(
            "Dans la version publiée {at}, les signataires ont écrit " + own + " : {words}.",
            words=words, at=at,
        )  # fmt: skip

    def steps(self, n: Count, low: Count, high: Count) -> Parts:
        return self.line(
            "{n:bare} {n|nombre publié|nombres publiés} de signatures :"
            " le plus bas est {low:bare}, le plus haut {high:bare}.",
            n=n, low=low, high=high,
        )  # fmt: skip
