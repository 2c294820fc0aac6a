"""Where people belonged, as people's decisions leave it: added, set right, taken out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from attrs import evolve

from contrecoup.errors import SettingsError
from contrecoup.model.decisions import Decision, last
from contrecoup.model.identity import content_id, slug
from contrecoup.model.people import Affiliation, Organisation, Roster

PREFIX = "affiliation:"
KEYS = ("organisation", "role", "team", "from", "to", "source")
"""What a decision says of an affiliation: texts; days as 2031-03-14, both included, or empty."""


def affiliation_id(held: Affiliation) -> str:
    """Return the id of an affiliation, made of its content."""
    first, final = (day.isoformat() if day else "" for day in (held.first, held.last))
    said = (held.organisation_id, held.role, held.team, first, final, held.source)
    return content_id(f"{PREFIX}{held.person_id}", *said)


def person_of(target: str) -> str:
    """Return the person whose affiliation an id is, or the id itself."""
    return target.removeprefix(PREFIX).rpartition(":")[0] if target.startswith(PREFIX) else target


def said(person_id: str, value: str, roster: Roster) -> tuple[Affiliation, Organisation]:
    """Return what the value of a decision says, with the organisation that it names.

    Raises:
        SettingsError: the value is no affiliation, or lacks its organisation or its source.
    """
    given = _texts(value)
    name = given.get("organisation", "").strip()
    source = given.get("source", "").strip()
    if not name or not source:
        missing = "source" if name else "organisation"
        message = f"an affiliation needs its {missing}"
        step = "say where, and who says so"
        raise SettingsError(message, place=person_id, next_step=step, field=missing)
    first, final = (_day(given.get(name, ""), name) for name in ("from", "to"))
    if first and final and final < first:
        message = "the last day is before the first"
        step = "exchange the two days"
        raise SettingsError(message, place=person_id, next_step=step, field="to")
    where = _organisation(name, roster)
    held = Affiliation(
        person_id=person_id,
        organisation_id=where.organisation_id,
        role=given.get("role", "").strip(),
        team=given.get("team", "").strip(),
        first=first,
        last=final,
        source=source,
    )
    return held, where


def holds(one: Decision, roster: Roster) -> bool:
    """Whether a decision about an affiliation still is about something that there is.

    One that takes out what is gone already holds, too.
    """
    person = person_of(one.target)
    if person not in {p.person_id for p in roster.people}:
        return False
    if not one.value or any(affiliation_id(a) == one.target for a in roster.affiliations):
        return True
    return affiliation_id(said(person, one.value, roster)[0]) == one.target


Row = tuple[str, Affiliation, Organisation | None]


def rows(roster: Roster, decisions: Iterable[Decision]) -> tuple[Row, ...]:
    """Return each affiliation as it stands, with the id that a decision about it names.

    A row that was decided brings the organisation that the decision names.
    """
    made = {t: d for t, d in last(decisions, ("affiliate",)).items() if holds(d, roster)}
    plain = {affiliation_id(a): a for a in roster.affiliations}
    found: list[Row] = []
    for target in (*plain, *(t for t in made if t not in plain)):
        if target not in made:
            found.append((target, plain[target], None))
        elif made[target].value:
            held, where = said(person_of(target), made[target].value, roster)
            former = plain.get(target)
            if former is not None and former.source == held.source:
                held = evolve(held, declared=former.declared)
            found.append((target, held, where))
    return tuple(found)


def affiliated(roster: Roster, decisions: Iterable[Decision]) -> Roster:
    """Return a roster with affiliations added, set right or taken out as was decided."""
    if not (made := tuple(d for d in decisions if d.target.startswith(PREFIX))):
        return roster
    found = rows(roster, made)
    organisations = {o.organisation_id: o for o in roster.organisations}
    for _, _, where in found:
        if where is not None:
            organisations.setdefault(where.organisation_id, where)
    return evolve(
        roster,
        organisations=tuple(organisations.values()),
        affiliations=tuple(dict.fromkeys(held for _, held, _ in found)),
    )


def _texts(value: str) -> dict[str, str]:
    try:
        given = json.loads(value)
    except ValueError:
        given = None
    if not isinstance(given, dict) or not all(isinstance(v, str) for v in given.values()):
        message = f"an affiliation is a JSON object of texts, not {value[:80]!r}"
        step = 'write it so: {"organisation": "Ondelune", "source": "…"}'
        raise SettingsError(message, next_step=step)
    unknown = [key for key in given if key not in KEYS]
    if unknown:
        message = f"an affiliation has no {unknown[0]!r}"
        raise SettingsError(message, next_step=f"it has {', '.join(KEYS)}")
    return given


def _day(text: str, name: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        message = f"{text!r} is no day"
        raise SettingsError(message, next_step="write it so: 2031-03-14", field=name) from error


def _organisation(name: str, roster: Roster) -> Organisation:
    for one in roster.organisations:
        if name == one.organisation_id or name.casefold() == one.name.casefold():
            return one
    return Organisation(organisation_id=slug(name), name=name)
