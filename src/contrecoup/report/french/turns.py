# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""French: who led, who moved where; avoir verbs and nouns of action only."""

from __future__ import annotations

from contrecoup.model.counts import Count
from contrecoup.model.findings import MoveStatus
from contrecoup.model.reading import MoveType
from contrecoup.report import phrases
from contrecoup.report.roles import is_function
from contrecoup.report.slots import Day, Listed, Name, Outlet, Phrase, Role, Slot
from contrecoup.report.speech import Parts

_DONE: dict[MoveType, tuple[str, str]] = {
    "appoint": ("{group} a nommé {person}{role}", "{person} a pris de nouvelles fonctions{role}"),
    "succeed": ("{person} a pris la relève{role} au sein de {group}", "{person} a pris la relève{role}"),
    "interim": ("{person} a pris des fonctions par intérim{role} au sein de {group}", "{person} a pris des fonctions par intérim{role}"),
    "dismiss": (
        "{group} a mis fin aux fonctions de {person}{role}",
        "Il a été mis fin aux fonctions de {person}{role}",
    ),
    "resign": (
        "{person} a démissionné de ses fonctions{role} au sein de {group}",
        "{person} a démissionné de ses fonctions{role}",
    ),
    "leave": ("{person} a quitté {group}{role}", "{person} a quitté ses fonctions{role}"),
    "join": ("{person} a rejoint {group}{role}", "{person} a pris de nouvelles fonctions{role}"),
    "return": (
        "{person} a repris ses fonctions au sein de {group}{role}",
        "{person} a repris ses fonctions{role}",
    ),
}  # fmt: skip
_NOUN: dict[MoveType, tuple[str, str]] = {
    "appoint": ("nomination de {person} au sein de {group}{role}", "nomination de {person}{role}"),
    "succeed": ("relève par {person} au sein de {group}{role}", "relève par {person}{role}"),
    "interim": ("intérim de {person} au sein de {group}{role}", "intérim de {person}{role}"),
    "dismiss": ("renvoi de {person} par {group}{role}", "renvoi de {person}{role}"),
    "resign": ("démission de {person} au sein de {group}{role}", "démission de {person}{role}"),
    "leave": ("départ de {person} de {group}{role}", "départ de {person}{role}"),
    "join": ("arrivée de {person} au sein de {group}{role}", "prise de fonctions de {person}{role}"),
    "return": ("retour de {person} au sein de {group}{role}", "retour de {person}{role}"),
}  # fmt: skip
_OWN: dict[MoveType, tuple[str, str]] = {
    "appoint": ("sa nomination au sein de {group}{role}", "sa nomination{role}"),
    "succeed": ("sa prise de relève au sein de {group}{role}", "sa prise de relève{role}"),
    "interim": ("son intérim au sein de {group}{role}", "son intérim{role}"),
    "dismiss": ("son renvoi par {group}{role}", "son renvoi{role}"),
    "resign": ("sa démission de {group}{role}", "sa démission{role}"),
    "leave": ("son départ de {group}{role}", "son départ{role}"),
    "join": ("son arrivée au sein de {group}{role}", "sa prise de fonctions{role}"),
    "return": ("son retour au sein de {group}{role}", "son retour{role}"),
}
_THE: dict[MoveType, tuple[str, str]] = {
    "appoint": ("la ", "de la "),
    "succeed": ("la ", "de la "),
    "interim": ("l'", "de l'"),
    "dismiss": ("le ", "du "),
    "resign": ("la ", "de la "),
    "leave": ("le ", "du "),
    "join": ("l'", "de l'"),
    "return": ("le ", "du "),
}
_WHAT: dict[MoveType, str] = {
    "appoint": "nomination",
    "succeed": "relève",
    "interim": "intérim",
    "dismiss": "renvoi",
    "resign": "démission",
    "leave": "départ",
    "join": "arrivée",
    "return": "retour",
}
_STATUS: dict[MoveStatus, str] = {
    "announced": "annoncé",
    "reported": "possible ou attendu, sans document que nous détenions",
    "done": "effectif",
    "reversed": "annulé",
    "demanded": "demandé",
    "denied": "démenti",
}


class Turns(phrases.Turns):
    """Dated, with their source."""

    def succession(self, role: Role, group: Name, people: Listed, source: Outlet) -> Parts:
        post = (
            "La {role} de {group} a été assurée tour à tour par"
            if is_function(role)
            else "Un même poste ({role}) a été occupé tour à tour, au sein de {group}, par"
        )
        return self.line(
            post + " {people}, selon {source}.",
            role=role, group=group, people=people, source=source,
        )  # fmt: skip

    def slope(self, n: Count, role: Role) -> Parts:
        post = "la {role}" if is_function(role) else "le même poste ({role})"
        return self.line(
            "{n} {n|a|ont} assuré tour à tour "
            + post
            + " ; chaque barre va du jour de la prise de fonctions au jour du départ.",
            n=n, role=role,
        )  # fmt: skip

    def move(
        self,
        kind: MoveType,
        status: MoveStatus,
        person: Name,
        group: Name | None,
        role: Role | None,
        source: Outlet,
        day: Day,
    ) -> Parts:
        said = Phrase(()) if role is None else Phrase(self.run(" ({role})", role=role))
        if kind == "interim" and any("intérim" in part.text for part in said.parts):
            kind = "appoint"  # the post itself says that it is for a time
        where = person if group is None else group
        slots: dict[str, Slot] = {"person": person, "group": where, "role": said, "day": day}
        plain = group is None
        if source.own == "post":
            mine = {
                "denied": "{day}, {person} a publié un démenti concernant ",
                "reversed": "{day}, {person} a annoncé renoncer à ",
            }.get(status, "{day}, {person} a annoncé ")
            return self.line(mine + _OWN[kind][plain] + ".", **slots)
        noun = _NOUN[kind][plain]
        the, of_the = _THE[kind] if not (plain and kind == "join") else ("la ", "de la ")
        template = {
            "done": _DONE[kind][plain] + ", a rapporté {source} {day}.",
            "announced": "{day}, {source} a rapporté l'annonce " + of_the + noun + ".",
            "reported": "{day}, {source} a rapporté "
            + the
            + noun
            + " comme une possibilité ou une attente, non comme un fait accompli.",
            "reversed": "{day}, {source} a rapporté l'annulation " + of_the + noun + ".",
            "demanded": "{day}, {source} a rapporté une demande portant sur " + the + noun + ".",
            "denied": "{day}, {source} a rapporté un démenti concernant " + the + noun + ".",
        }[status]
        return self.line(template, source=source, **slots)

    def unnamed(self, n: Count) -> Parts:
        return self.line(
            "Les documents relatent aussi des changements de poste de {n},"
            " que ce récit ne nomme pas.",
            n=n,
        )

    def what(self, kind: MoveType, status: MoveStatus) -> str:  # noqa: ARG002  nouns, whatever the state
        return _WHAT[kind]

    def status(self, status: MoveStatus) -> str:
        return _STATUS[status]
