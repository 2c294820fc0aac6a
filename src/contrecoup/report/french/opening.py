# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""French: headline, standfirst, figures."""

from __future__ import annotations

from contrecoup.model.counts import Count
from contrecoup.report import phrases
from contrecoup.report.roles import is_function
from contrecoup.report.slots import Day, EventName, Listed, Name, Outlet, Phrase, Role, Slot
from contrecoup.report.speech import Parts
from contrecoup.report.unison_phrases import Words

Since = tuple[Count, EventName] | None


def _in(words: Words) -> str:
    return " en français et en anglais" if isinstance(words, Listed) else ""


class Opening(phrases.Opening):
    """How they reacted, in one sentence."""

    def _since(self, since: Since) -> Phrase:
        if since is None:
            return Phrase(())
        days, event = since
        if days.value == 0:
            return Phrase(self.run(", le jour même de {event}", event=event))
        return Phrase(self.run(", {days} après {event}", days=days, event=event))

    def signed(self, n: Count, group: Name, source: Outlet, day: Day, since: Since) -> Parts:
        slots: dict[str, Slot] = {
            "n": n,
            "group": group,
            "since": self._since(since),
            "source": source,
            "day": day,
        }
        total = "" if n.of is None else " pour un effectif de {n:total}"
        told = "selon {source}, {day}" if source.own else "a rapporté {source} {day}"
        return self.line(
            "Au sein de {group}{since}, une lettre ouverte portait {n}" + total + ", " + told + ".",
            **slots,
        )

    def unison(self, people: Count, words: Words, group: Name, since: Since) -> Parts:
        return self.line(
            "Au sein de {group}{since}, {people} {people|a|ont} publié le même message"
            + _in(words)
            + " : {words}.",
            people=people, group=group, since=self._since(since), words=words,
        )  # fmt: skip

    def heard(self, found: Count, group: Name) -> Parts:
        return self.line(
            "Nous avons trouvé des propos publics de {found:bare} des {found:total} personnes"
            " recherchées au sein de {group}.",
            found=found, group=group,
        )  # fmt: skip

    def nothing(self, looked: Count, group: Name) -> Parts:
        return self.line(
            "Nous n'avons trouvé aucun propos public en cherchant {looked} au sein de {group}.",
            looked=looked, group=group,
        )  # fmt: skip

    def unlisted(self, posts: Count) -> Parts:
        return self.line(
            "Nous n'avons trouvé aucune liste de personnes, pour {posts} en tout : ce récit ne"
            " nomme personne.",
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
        post = (
            "la {role} de {group}"
            if is_function(role)
            else "le même poste ({role}) au sein de {group}"
        )
        return self.line(
            "En {days}, selon {source}, {leaders} {leaders|a|ont} assuré tour à tour "
            + post
            + " ; {people} du groupe {people|a|ont} publié le même message"
            + _in(words)
            + " : {words}.",
            leaders=leaders, role=role, group=group, days=days, source=source,
            people=people, words=words,
        )  # fmt: skip

    def leaders(
        self, leaders: Count, role: Role, group: Name, days: Count, source: Outlet
    ) -> Parts:
        post = "la {role}" if is_function(role) else "le même poste ({role})"
        return self.line(
            "Au sein de {group}, {leaders} {leaders|a|ont} assuré tour à tour "
            + post
            + " en {days}, selon {source}.",
            leaders=leaders, role=role, group=group, days=days, source=source,
        )  # fmt: skip

    def figure_signatures(self, n: Count, source: Outlet, day: Day) -> Parts:
        total = "" if n.of is None else " pour un effectif de {n:total}"
        told = ", selon {source}, {day}" if source.own else ", selon {source} {day}"
        return self.run("{n|signature|signatures}" + total + told, n=n, source=source, day=day)

    def figure_heard(self, found: Count, unheard: Count) -> Parts:
        return self.run(
            "{found|personne dont|personnes dont} nous avons trouvé des propos,"
            " sur {found:total} {found|recherchée|recherchées}"
            + (" ; rien trouvé pour {unheard:few} {unheard|autre|autres}" * bool(unheard.value)),
            found=found, unheard=unheard,
        )  # fmt: skip

    def figure_unison(self, n: Count, echoes: Count, each: Listed) -> Parts:
        who = "{n|compte|comptes}" if n.unit == "account" else "{n|personne|personnes}"
        several = (
            ", de {each} respectivement ; qui en a publié plusieurs ne compte qu'une fois"
            if len(each.items) > 1
            else ""
        )
        return self.run(
            who + " du groupe ayant publié un même message ; {echoes}" + several,
            n=n,
            echoes=echoes,
            each=each,
        )

    def figure_gone(self, n: Count) -> Parts:
        return self.run(
            "{n|publication|publications} du groupe qui {n|n'est|ne sont} plus"
            " {n|disponible|disponibles},"
            " sur {n:total} conservées",
            n=n,
        )
