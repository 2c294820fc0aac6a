# ruff: noqa: D102  each kind of sentence is described in phrases.py
"""English: who led, who moved where."""

from __future__ import annotations

from contrecoup.model.counts import Count
from contrecoup.model.findings import MoveStatus
from contrecoup.model.reading import MoveType
from contrecoup.report import phrases
from contrecoup.report.roles import is_office
from contrecoup.report.slots import Day, Listed, Name, Outlet, Phrase, Role, Slot
from contrecoup.report.speech import Parts

_DONE: dict[MoveType, tuple[str, str]] = {
    "appoint": ("{group} appointed {person}{role}", "{person} was appointed{role}"),
    "succeed": ("{person} took over{role} at {group}", "{person} took over{role}"),
    "interim": (
        "{group} appointed {person}{role} on an interim basis",
        "{person} took over{role} on an interim basis",
    ),
    "dismiss": ("{group} dismissed {person}{role}", "{person} was dismissed{role}"),
    "resign": ("{person} resigned{role} from {group}", "{person} resigned{role}"),
    "leave": ("{person} left {group}{role}", "{person} left{role}"),
    "join": ("{person} joined {group}{role}", "{person} took up a new post{role}"),
    "return": ("{person} returned to {group}{role}", "{person} returned{role}"),
}
_NOUN: dict[MoveType, tuple[str, str]] = {
    "appoint": (
        "the appointment of {person}{role} at {group}",
        "the appointment of {person}{role}",
    ),
    "succeed": ("a handover to {person}{role} at {group}", "a handover to {person}{role}"),
    "interim": (
        "the interim appointment of {person}{role} at {group}",
        "the interim appointment of {person}{role}",
    ),
    "dismiss": ("the dismissal of {person}{role} by {group}", "the dismissal of {person}{role}"),
    "resign": (
        "the resignation of {person}{role} from {group}",
        "the resignation of {person}{role}",
    ),
    "leave": (
        "the departure of {person}{role} from {group}",
        "the departure of {person}{role}",
    ),
    "join": ("the arrival of {person} at {group}{role}", "a new post for {person}{role}"),
    "return": ("the return of {person} to {group}{role}", "the return of {person}{role}"),
}
_OWN: dict[MoveType, tuple[str, str, str]] = {
    "appoint": ("an ", "appointment{role} at {group}", "appointment{role}"),
    "succeed": ("a ", "takeover{role} at {group}", "takeover{role}"),
    "interim": ("an ", "interim post{role} at {group}", "interim post{role}"),
    "dismiss": ("a ", "dismissal{role} by {group}", "dismissal{role}"),
    "resign": ("a ", "resignation{role} from {group}", "resignation{role}"),
    "leave": ("a ", "departure{role} from {group}", "departure{role}"),
    "join": ("a ", "move to {group}{role}", "new post{role}"),
    "return": ("a ", "return to {group}{role}", "return{role}"),
}
_WHAT: dict[MoveType, str] = {
    "appoint": "appointed",
    "succeed": "took over",
    "interim": "appointed on an interim basis",
    "dismiss": "dismissed",
    "resign": "resigned",
    "leave": "left",
    "join": "joined",
    "return": "returned",
}
_MEANT: dict[MoveType, str] = {
    "appoint": "appointment",
    "succeed": "takeover",
    "interim": "interim appointment",
    "dismiss": "dismissal",
    "resign": "resignation",
    "leave": "departure",
    "join": "arrival",
    "return": "return",
}
"""The same, of what is not told as done."""
_STATUS: dict[MoveStatus, str] = {
    "announced": "announced",
    "reported": "possible or expected, not confirmed by a document we hold",
    "done": "done",
    "reversed": "reversed",
    "demanded": "demanded",
    "denied": "denied",
}


class Turns(phrases.Turns):
    """Dated, with their source."""

    def succession(self, role: Role, group: Name, people: Listed, source: Outlet) -> Parts:
        return self.line(
            "The post of {role} at {group} was held, in this order, by {people},"
            " according to {source}.",
            role=role, group=group, people=people, source=source,
        )  # fmt: skip

    def slope(self, n: Count, role: Role) -> Parts:
        return self.line(
            "{n} held the post of {role}, one after the other; each bar runs from the day on"
            " which the post was taken up to the day on which it was left.",
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
        post = " ({role})" if role is not None and is_office(role) else " as {role}"
        said = Phrase(()) if role is None else Phrase(self.run(post, role=role))
        if kind == "interim" and any("interim" in part.text for part in said.parts):
            kind = "appoint"  # the post itself says that it is for a time
        where = person if group is None else group
        slots: dict[str, Slot] = {"person": person, "group": where, "role": said}
        plain = group is None
        if source.own == "post":
            article, own = _OWN[kind][0], _OWN[kind][1 + plain]
            mine = {
                "denied": "{person} wrote on {day} that there would be no " + own + ".",
                "reversed": "{person} announced on {day} that the " + own + " would not happen.",
            }.get(status, "{person} announced " + article + own + " on {day}.")
            return self.line(mine, day=day, **slots)
        noun = _NOUN[kind][plain]
        template = {
            "done": _DONE[kind][plain] + ", {source} reported on {day}.",
            "announced": "{source} reported on {day} that " + noun + " had been announced.",
            "reported": "{source} wrote on {day} of "
            + noun
            + " as possible or expected, not as done.",
            "reversed": "{source} reported on {day} that " + noun + " had been reversed.",
            "demanded": "{source} reported a call for " + noun + " on {day}.",
            "denied": "{source} reported a denial of " + noun + " on {day}.",
        }[status]
        return self.line(template, source=source, day=day, **slots)

    def unnamed(self, n: Count) -> Parts:
        return self.line(
            "The documents also tell of moves by {n} whom this account does not name.", n=n
        )

    def what(self, kind: MoveType, status: MoveStatus) -> str:
        return (_WHAT if status == "done" else _MEANT)[kind]

    def status(self, status: MoveStatus) -> str:
        return _STATUS[status]
