"""The roster as people's decisions leave it: merged, split, renamed, affiliated."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from contrecoup.model.belonging import affiliated
from contrecoup.model.decisions import Decision, aliases, last, new_person
from contrecoup.model.people import Person, Roster


def decided(roster: Roster, decisions: Iterable[Decision]) -> Roster:
    """Return a roster with people merged, split, renamed and affiliated as was decided.

    A merged person's names, accounts and affiliations go to the one they are; who may be
    named stays as that one's line says.  A split makes a person who may not be named,
    with the affiliations of the one they were taken for.
    """
    made = tuple(decisions)
    roster = affiliated(split(roster, made), made)
    return _renamed(_merged(roster, made), made)


def split(roster: Roster, decisions: tuple[Decision, ...]) -> Roster:
    """Return a roster with the people that splits made."""
    known = {person.person_id for person in roster.people}
    for one in last(decisions, ("split",)).values():
        source, _, name = one.value.partition(" ")
        person_id = new_person(one)
        if source not in known or person_id in known:
            continue
        known.add(person_id)
        held = (
            evolve(a, person_id=person_id) for a in roster.affiliations if a.person_id == source
        )
        roster = evolve(
            roster,
            people=(*roster.people, Person(person_id=person_id, name=name)),
            affiliations=(*roster.affiliations, *held),
        )
    return roster


def _merged(roster: Roster, decisions: tuple[Decision, ...]) -> Roster:
    people = {person.person_id: person for person in roster.people}
    same = {b: a for b, a in aliases(decisions).items() if a in people and b in people}
    if not same:
        return roster
    for gone, kept in sorted(same.items()):
        held, other = people[kept], people[gone]
        names = (*held.other_names, other.name, *other.other_names)
        fresh = tuple(n for n in dict.fromkeys(names) if n != held.name)
        people[kept] = evolve(held, other_names=fresh)
    return evolve(
        roster,
        people=tuple(person for key, person in people.items() if key not in same),
        accounts=tuple(
            dict.fromkeys(
                evolve(a, person_id=same.get(a.person_id, a.person_id)) for a in roster.accounts
            )
        ),
        affiliations=tuple(
            dict.fromkeys(
                evolve(a, person_id=same.get(a.person_id, a.person_id)) for a in roster.affiliations
            )
        ),
    )


def _renamed(roster: Roster, decisions: tuple[Decision, ...]) -> Roster:
    names = {target: one.value for target, one in last(decisions, ("rename",)).items()}
    if not names:
        return roster

    def named(person: Person) -> Person:
        name = names.get(person.person_id, "")
        if not name or name == person.name:
            return person
        others = (person.name, *person.other_names)
        fresh = tuple(n for n in dict.fromkeys(others) if n != name)
        return evolve(person, name=name, other_names=fresh)

    return evolve(roster, people=tuple(named(person) for person in roster.people))
