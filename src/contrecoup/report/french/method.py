# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""French: how we counted, sources, corrections, states."""

from __future__ import annotations

from datetime import UTC, datetime

from contrecoup.messages import rules
from contrecoup.model.counts import Count
from contrecoup.model.evidence import Ground, State
from contrecoup.report import phrases
from contrecoup.report.slots import Code, Day, Instant, Listed, Phrase
from contrecoup.report.speech import Parts

_STATES: dict[State, str] = {
    "live": "en ligne : constaté {at}",
    "edited": "modifiée depuis : constaté {at}",
    "deleted": "retirée, dit la plateforme : constaté {at}",
    "account-deleted": "retirée avec son compte, dit la plateforme : constaté {at}",
    "deactivated": "compte désactivé, dit la plateforme : constaté {at}",
    "suspended": "compte suspendu, dit la plateforme : constaté {at}",
    "taken-down": "dépubliée, dit la plateforme : constaté {at}",
    "protected": "n'est plus publique : constaté {at}",
    "withheld": "bloquée par la plateforme : constaté {at}",
    "unavailable": "non disponible lors de la vérification, {at}",
    "unknown": "non revérifiée depuis : {at}",
}

_GROUNDS: dict[Ground, str] = {
    "unchanged": "inchangé depuis la capture",
    "existed": "existait déjà {at}",
    "signed": "signature du compte vérifiée",
    "no-key": "signature non vérifiée, faute de la clé du compte",
    "other-words": "le compte a signé d'autres mots",
    "failed": "signature non valable",
}


class Method(phrases.Method):
    """Pour que d'autres puissent recompter."""

    def held(self, posts: Count, articles: Count, versions: Count) -> Parts:
        return self.line(
            "Ce récit repose sur {posts}, {articles} et {versions} de la lettre,"
            " dans l'état de leur capture.",
            posts=posts, articles=articles, versions=versions,
        )  # fmt: skip

    def same(self, threshold: Code, people: Count) -> Parts:
        return self.line(
            "Deux formulations comptent comme presque identiques quand l'indice de Jaccard de"
            " leurs mots (mots communs rapportés à l'ensemble des mots) atteint {threshold} ;"
            " un message compte à partir de {people}.",
            threshold=threshold, people=people,
        )  # fmt: skip

    def window(self, window: Code, ties: Count, pairs: Count) -> Parts:
        return self.line(
            "Deux comptes forment une paire quand leurs actes identiques ont eu lieu à"
            " {window} d'écart au plus, {ties:bare} fois ; nous en avons relevé {pairs:bare}.",
            window=window, ties=ties, pairs=pairs,
        )  # fmt: skip

    def matched(self, sure: Count, accounts: Count) -> Parts:
        return self.line(
            "La liste des personnes donne un propriétaire à {sure:bare} {sure|compte|comptes}"
            " sur {sure:total} ; une ressemblance de noms ne vaut jamais preuve.",
            sure=sure, accounts=accounts,
        )  # fmt: skip

    def named(self, n: Count) -> Parts:
        return self.line(
            "La liste désigne {n} comme {n|personnalité publique|personnalités publiques} ;"
            " les autres personnes sont comptées sans être nommées.",
            n=n,
        )

    def policy(self, policy: str, reason: Code | None, n: Count) -> Parts:
        gone = "{n} {n|n'est|ne sont} plus {n|disponible|disponibles} ; "
        if policy == "verbatim" and reason is not None:
            return self.line(
                gone + "ce récit en donne le texte entier, pour cette raison : {reason}.",
                n=n, reason=reason,
            )  # fmt: skip
        if policy == "verbatim":
            return self.line(gone + "ce récit en donne le texte entier.", n=n)
        if policy == "paraphrase":
            return self.line(gone + "ce récit en fait mention sans donner les mots.", n=n)
        return self.line(
            gone + "ce récit {n|la compte|les compte} sans donner les mots,"
            " sauf les mots de personnalités publiques.",
            n=n,
        )

    def unasked(self, n: Count, reason: Code) -> Parts:
        return self.line(
            "{n} que cite cette page {n|n'a|n'ont} pas été {n|revérifiée|revérifiées} avant parution,"
            " pour cette raison : {reason}.",
            n=n, reason=reason,
        )  # fmt: skip

    def lapsed(self, n: Count) -> Parts:
        return self.line(
            "{n} {n|figure tel que trouvé|figurent tels que trouvés} : les mots sur lesquels reposait"
            " une rectification ne sont plus dans les documents.",
            n=n,
        )  # fmt: skip

    def accuracy(
        self,
        detector: Code,
        right: Count,
        share: Count | None,
        bounds: tuple[Count, Count] | None = None,
    ) -> Parts:
        template = "Vérification à la main ({detector}) : {right:bare} {right|élément juste|"
        template += "éléments justes} sur {right:total}"
        if bounds is None:
            return self.line(template + ".", detector=detector, right=right)
        low, high = bounds
        if share is None:
            return self.line(
                template + " (entre {low} et {high} pour dix-neuf tirages de ce genre sur vingt).",
                detector=detector, right=right, low=low, high=high,
            )  # fmt: skip
        return self.line(
            template
            + " ({share} ; entre {low} et {high} pour dix-neuf tirages de ce genre sur vingt).",
            detector=detector, right=right, share=share, low=low, high=high,
        )  # fmt: skip

    def version(self, version: Code, zone: Code, rules: Count) -> Parts:
        return self.line(
            "Cette page a été composée par {version}, aux heures du fuseau {zone} ;"
            " chaque phrase a passé {rules:bare} contrôles éditoriaux.",
            version=version, zone=zone, rules=rules,
        )  # fmt: skip

    def sources(self, articles: Count, outlets: Count) -> Parts:
        return self.line(
            "La presse figure ici avec {articles} de {outlets}.", articles=articles, outlets=outlets
        )

    def reworded(self, n: Count, outlets: Listed) -> Parts:
        return self.line(
            "{n} ({outlets}) {n|présente|présentent} les signes d'une réécriture ou d'une traduction"
            " par une machine ; les citations y sont données comme incertaines.",
            n=n, outlets=outlets,
        )  # fmt: skip

    def corrected(self, n: Count) -> Parts:
        return self.line("{n:bare} {n|phrase a|phrases ont} été {n|corrigée|corrigées}.", n=n)

    def edition(self, number: Code) -> Parts:
        return self.line("Version {number}", number=number)

    def masked(self, n: Count) -> Parts:
        return self.line("Les mots de {n} ne figurent pas dans les pièces ci-dessous.", n=n)

    def rule(self, code: str) -> str:
        return rules.told(code, "fr")

    def cite(self, title: Code, version: Code, at: Instant) -> Parts:
        return self.run("{title}. {version}, {at}.", title=title, version=version, at=at)

    def made(self, version: Code, at: Instant) -> Parts:
        return self.run("État au {at}, composé par {version}", version=version, at=at)

    def dates(self, first: Instant, last: Instant) -> Parts:
        if self.speech.same_day(first, last):
            return self.line("{last}", last=last)
        return self.line("du {first} au {last}", first=first, last=last)

    def zone(self, zone: Code) -> Parts:
        return self.run("Heures locales ({zone}), sauf mention UTC", zone=zone)

    def status(self, state: State, at: datetime | None, zone: str) -> Parts:
        if at is None:
            return self.run("non revérifiée")
        return self.run(_STATES[state], at=Instant(at, zone))

    def versions(self, n: Count) -> Parts:
        return self.run("l’une des {n} conservées", n=n)

    def vouched(self, ground: Ground, at: Instant | None) -> Parts:
        return self.run(_GROUNDS[ground], at=at or Phrase(()))

    def signed(self, n: Count) -> Parts:
        if n.value == 0:
            return self.line(
                "Nous n'avons aucune publication signée par son compte : les {n:total} publications"
                " détenues reposent sur notre seule parole.",
                n=n,
            )
        return self.line(
            "{n} {n|porte|portent} la signature vérifiée de {n|son|leur} compte, sur {n:total},"
            " par des clés que nomme l'annuaire du réseau ;"
            " les autres reposent sur notre seule parole.",
            n=n,
        )

    def card_time(self, at: datetime, zone: str) -> tuple[str, str]:
        utc, here = at.astimezone(UTC), self.speech.local(at, zone)
        other = f"{self.speech.day(Day(utc.date()))}, " if utc.date() != here.date() else ""
        return self.speech.instant(Instant(at, zone)), f"{other}{self.speech.clock(utc)}\u00a0UTC"
