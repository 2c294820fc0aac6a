"""What a person may set right in a finding: which attributes, among what, as they stand now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, get_args
from zoneinfo import ZoneInfo

from attrs import frozen

from contrecoup.errors import UnknownPerson
from contrecoup.model.decisions import Decision
from contrecoup.model.people import Roster

if TYPE_CHECKING:
    from contrecoup.case import Case

BOARD = "role:board"
"""The board of the group, which a stance may be toward."""
NAMED = {
    "target": ("people", "organisations", "board"),
    "holder": ("people",),
    "person": ("people",),
    "organisation": ("organisations",),
    "speaker": ("people", "organisations"),
}
"""Attributes that hold the id of somebody or something of the roster."""


@frozen(kw_only=True)
class Choice:
    """One attribute that may be set right.

    ``value`` is what holds now, ``found`` what the detector found; ``options`` are values with
    their words, empty where any text will do; ``form`` is how it is written: ``text``, ``day``,
    or ``lines``.
    """

    attribute: str
    value: str
    found: str
    options: tuple[tuple[str, str], ...] = ()
    form: str = "text"


FORMS = {"day": "day", "citations": "lines"}
"""Attributes that are neither a word nor one of a few."""


def changeable() -> Mapping[str, Mapping[str, Any]]:
    """Return the attributes that may be set right, with their types, by the finding's name."""
    from contrecoup.findings.decided import CHANGEABLE

    return {noun.__name__: dict(attributes) for noun, attributes in CHANGEABLE.items()}


def choices(case: Case, finding: Any, decision: Decision | None) -> tuple[Choice, ...]:
    """Return what may be set right in a finding, as the standing decision on it leaves it."""
    changed: dict[str, str] = {}
    if decision is not None and decision.verb == "change":
        changed = json.loads(decision.value)
    allowed = changeable().get(type(finding).__name__, {})
    rows = []
    for name, kind in allowed.items():
        found = found_of(finding, name, case.settings.zone)
        options = tuple((value, value) for value in get_args(kind))
        if name in NAMED:
            options = _named(case.roster, NAMED[name], found)
        rows.append(
            Choice(
                attribute=name,
                value=changed.get(name, found),
                found=found,
                options=options,
                form=FORMS.get(name, "text"),
            )
        )
    return tuple(rows)


def found_of(finding: Any, name: str, zone: str) -> str:
    """Return an attribute as a person writes it: a day in the case's zone, citations as lines."""
    if name == "day":
        days, first = finding.days, finding.first_reported
        return str(days.first if days else first.astimezone(ZoneInfo(zone)).date())
    if name == "citations":
        from contrecoup.findings.decided import line_of

        return "\n".join(map(line_of, finding.citations))
    return str(getattr(finding, name, ""))


def said(finding: Any, given: Mapping[str, str], zone: str) -> str:
    """Return the value of a change: what differs from what was found; '' where nothing does."""
    written = {k: v.replace("\r\n", "\n").strip() for k, v in given.items()}
    differs = {k: v for k, v in written.items() if found_of(finding, k, zone) != v}
    return json.dumps(differs, ensure_ascii=False, sort_keys=True) if differs else ""


def known(finding: Any, value: str, roster: Roster) -> None:
    """Refuse a change to somebody whom nobody knows.

    Raises:
        UnknownPerson: the roster has neither a person nor an organisation of that key.
    """
    given = json.loads(value)
    for name, kinds in NAMED.items():
        key = given.get(name)
        if not key or key == str(getattr(finding, name, "")):
            continue
        if key not in dict(_named(roster, kinds, "")):
            message = f"the roster has nobody with the key {key!r}"
            step = "see contrecoup people, or add a roster line"
            raise UnknownPerson(message, place=name, next_step=step, field=name)


def tried(case: Case, finding: Any, value: str) -> None:
    """Refuse a change that the finding cannot take, or that the documents do not bear.

    Raises:
        SettingsError: the attribute may not be set, or not to this.
        CitationNotFound: words are not in the document that they are said to be in.
        UnknownPerson: the roster has neither a person nor an organisation of that key.
    """
    from contrecoup.findings.decided import changed

    changed(finding, value, case.drafting.context(case.decisions))
    known(finding, value, case.roster)


def _named(roster: Roster, kinds: Iterable[str], found: str) -> tuple[tuple[str, str], ...]:
    rows: list[tuple[str, str]] = []
    if "people" in kinds:
        rows += [(p.person_id, p.name) for p in roster.people]
    if "organisations" in kinds:
        rows += [(o.organisation_id, o.name) for o in roster.organisations]
    if "board" in kinds:
        rows.append((BOARD, "board"))
    rows.sort(key=lambda row: (row[1].casefold(), row[0]))
    if found and found not in dict(rows):
        rows.insert(0, (found, found))
    return (("", "–"), *rows)
