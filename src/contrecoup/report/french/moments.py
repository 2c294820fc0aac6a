# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""French: the moments, hour by hour."""

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
    "live": "{at} : publication en ligne. Compte : {who}.",
    "edited": "{at} : nous avons constaté une modification dans une publication de {who}.",
    "deleted": "{at} : la plateforme a signalé la suppression d'une publication de {who}.",
    "account-deleted": "{at} : la plateforme a signalé la suppression du compte de {who}.",
    "deactivated": "{at} : la plateforme a signalé la désactivation du compte de {who}.",
    "suspended": "{at} : la plateforme a signalé la suspension du compte de {who}.",
    "taken-down": "{at} : la plateforme a signalé le retrait d'une publication de {who}.",
    "protected": "{at} : les publications de {who} n'étaient plus publiques.",
    "withheld": "{at} : la plateforme a bloqué une publication de {who}.",
    "unavailable": "{at} : une publication de {who} n'était pas disponible lors de la vérification.",
    "unknown": "{at} : nous n'avons pas pu vérifier la présence en ligne d'une publication de {who}.",
}  # fmt: skip


def earliest(who: Authors, together: str = "") -> str:
    """Say that the earliest post is somebody's, or the earliest ones, of one time, several people's."""
    if isinstance(who, Name | Someone):
        return "la plus ancienne publication que nous ayons trouvée est"
    return f"les plus anciennes publications que nous ayons trouvées sont{together}"


class Moments(phrases.Moments):
    """Each begins with its time."""

    def event(self, at: Instant, event: EventName, source: Outlet | None) -> Parts:
        when = "{at} (jour fixé pour ce récit) : "
        if at.precision != "day":
            when = "{at} (heure fixée pour ce récit) : "
        if source is None:
            return self.line(when + "{event:text}.", at=at, event=event)
        return self.line(when + "{event:text}, selon {source}.", at=at, event=event, source=source)

    def posted(self, at: Instant, who: Speaker, words: Quoted) -> Parts:
        return self.line("{at} : {who} a publié {words}.", at=at, who=who, words=words)

    def echo(self, at: Instant, who: Speaker, words: Quoted, level: Count) -> Parts:
        which = "la plus ancienne publication que nous ayons trouvée"
        if level.value > 1:
            which = "une des {level:few} plus anciennes publications que nous ayons trouvées,"
            which += " du même jour" if at.precision == "day" else " de la même minute"
        return self.line(
            "{at} : {who} a publié {words} ; de ce message, c'est " + which + ".",
            at=at, who=who, words=words, level=level,
        )  # fmt: skip

    def peak(self, at: Instant, emoji: Emoji, n: Count) -> Parts:
        return self.line(
            "{at} : {n} avec {emoji} dans l'heure la plus fournie.", at=at, emoji=emoji, n=n
        )

    def letter(self, at: Instant, n: Count | None, *, only: bool) -> Parts:
        told = "{at} : publication " + ("de la lettre" if only else "d'une version de la lettre")
        if n is None:
            return self.line(told + ".", at=at)
        if n.rule != "letter":
            return self.line(told + ", qui fait état de {n}.", at=at, n=n)
        return self.line(
            told + ", au bas de laquelle {n|figure|figurent} {n:bare} {n|nom|noms}.", at=at, n=n
        )

    def tally(self, at: Instant, source: Outlet, n: Count) -> Parts:
        return self.line(
            "{at} : {source} a rapporté {n} au bas de la lettre.", at=at, source=source, n=n
        )

    def removed(self, at: Instant, who: Speaker, state: State) -> Parts:
        return self.line(_REMOVED[state], at=at, who=who)

    def lanes(self, posts: Count, people: Count, busiest: Stretch, n: Count) -> Parts:
        return self.line(
            "{posts} de {people} sur la période ; l'heure la plus fournie ({busiest})"
            " en compte {n:bare}. Un nombre au-dessus d'une barre du graphique compte l'heure"
            " la plus fournie de sa rangée.",
            posts=posts, people=people, busiest=busiest, n=n,
        )  # fmt: skip

    def untimed(self, n: Count) -> Parts:
        return self.line(
            "{n} dont nous ne connaissons que le jour {n|n'y figure|n'y figurent} pas.", n=n
        )

    def shown(self, n: Count) -> Parts:
        return self.line("Sur {n:total} moments datés, en voici {n:bare}.", n=n)

    def earliest(self, who: Authors, minutes: Count, event: EventName) -> Parts:
        return self.line(
            earliest(who) + " de {who}, {minutes} après {event}.",
            who=who, minutes=minutes, event=event,
        )  # fmt: skip

    def within(self, n: Count, event: EventName) -> Parts:
        return self.line(
            "Sur {n:total} personnes ayant publié après {event},"
            " {n:few} {n|l'avait|l'avaient} fait dans l'heure.",
            n=n, event=event,
        )  # fmt: skip
