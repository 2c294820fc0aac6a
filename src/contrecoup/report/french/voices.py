# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""French: who said what, for or against whom."""

from __future__ import annotations

from contrecoup.model.counts import Count
from contrecoup.report import voices_phrases
from contrecoup.report.slots import Name, Outlet, Quoted, Speaker
from contrecoup.report.speech import Parts

_DIFFERENCES = {
    "original": "l’original",
    "same": "mêmes mots",
    "cut": "propos raccourcis",
    "reworded": "d’autres mots que la publication que nous détenons",
    "translated": "dans une autre langue que la publication que nous détenons",
    "departs": "s’écarte de la publication que nous détenons",
}


def _alike(alike: Count, people: Count) -> str:
    if alike.value == people.value > 1:
        return ", dans un même message"
    return ", dont {alike:bare} dans un même message" * bool(alike.value)


def _gone(gone: Count, people: Count) -> str:
    posts = "dans {gone|une publication qui n'est|des publications qui ne sont} plus disponible{gone||s}"
    if gone.value == people.value:
        return ", " + posts
    return (" ; {gone} " + posts) * bool(gone.value)


class Voices(voices_phrases.Voices):
    """Words, and whose they are."""

    def shown(self, cards: Count, held: Count) -> Parts:
        return self.line(
            "Sur {cards:total} citations trouvées, {cards:bare} {cards|figure|figurent} ici une"
            " à une, sans nom quand la personne n'est pas publique ; les autres ne figurent que dans"
            " les nombres, ou n'ont pas pu être attribuées.",
            cards=cards, held=held,
        )  # fmt: skip

    def departs(
        self, who: Speaker, source: Outlet, reported: Quoted, original: Quoted, *, hedged: bool
    ) -> Parts:
        hedge = ", dans un texte réécrit ou traduit par une machine," if hedged else ""
        return self.line(
            "{source}" + hedge + " a rapporté ces mots de {who} : {reported} ;"
            " la publication que nous détenons dit {original}.",
            who=who, source=source, reported=reported, original=original,
        )  # fmt: skip

    def removed_as_reported(self, who: Speaker, source: Outlet) -> Parts:
        return self.line(
            "{source} a rapporté le retrait d'une publication de {who}.", who=who, source=source
        )

    def supported(self, people: Count, target: Name, alike: Count, gone: Count) -> Parts:
        return self.line(
            "{people} {people|a|ont} publié ou dit des mots en faveur de {target}"
            + _alike(alike, people)
            + _gone(gone, people)
            + ".",
            people=people, target=target, alike=alike, gone=gone,
        )  # fmt: skip

    def criticised(self, people: Count, target: Name, alike: Count, gone: Count) -> Parts:
        return self.line(
            "{people} {people|a|ont} publié ou dit des mots critiques visant {target}"
            + _alike(alike, people)
            + _gone(gone, people)
            + ".",
            people=people, target=target, alike=alike, gone=gone,
        )  # fmt: skip

    def confused(self, people: Count) -> Parts:
        return self.line(
            "{people} {people|a|ont} écrit ne pas comprendre ce qui se passait,"
            " sans prendre parti.",
            people=people,
        )

    def neither(self, people: Count) -> Parts:
        return self.line("{people} {people|a|ont} écrit ne pas prendre parti.", people=people)

    def cell(
        self, favour: Count | None, critical: Count | None, people: Count, gone: Count
    ) -> Parts:
        lost = _gone(gone, people)
        if favour and critical:
            return self.run(
                "{a:bare} pour, {b:bare} contre" + lost, a=favour, b=critical, gone=gone
            )
        if critical:
            return self.run("{n:bare} contre" + lost, n=critical, gone=gone)
        if favour:
            return self.run("{n:bare} pour" + lost, n=favour, gone=gone)
        return self.run("–")

    def how(self, source: Outlet, *, own: bool, kind: str) -> Parts:
        if own:
            return self.run("publication personnelle")
        if kind == "indirect":
            return self.run("propos indirects, dans une phrase parue dans {source}", source=source)
        return self.run("mots rapportés par {source}", source=source)

    def lead(self, source: Outlet, who: Speaker) -> Parts:
        return self.line(
            "{source} à propos de {who}, avec les mots de la rédaction :",
            source=source, who=who,
        )  # fmt: skip

    def indirect(self) -> str:
        return "discours indirect, avec les mots de la rédaction"

    def hedge(self) -> str:
        return "dans un texte réécrit ou traduit par une machine : les mots exacts sont incertains"

    def difference(self, kind: str) -> str:
        return _DIFFERENCES[kind]
