"""Where people belonged: added, set right, taken out, by decisions that name their content."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.errors import SettingsError
from contrecoup.model.belonging import affiliation_id, holds, person_of, rows, said
from contrecoup.model.decided import decided
from contrecoup.model.decisions import Decision
from contrecoup.model.people import Affiliation, Organisation, Person, Roster

OLD = Affiliation(
    person_id="ana", organisation_id="phare", role="cook", first=date(2030, 1, 1), source="a list"
)
ROSTER = Roster(
    people=(Person(person_id="ana", name="Ana"), Person(person_id="ben", name="Ben")),
    organisations=(Organisation(organisation_id="phare", name="Le Phare"),),
    affiliations=(OLD,),
)
NEW = {"organisation": "Le phare", "role": "captain", "from": "2031-03-14", "source": "a letter"}


def decision(target: str, value: object, verb: str = "affiliate") -> Decision:
    said = value if isinstance(value, str) else json.dumps(value)
    at = datetime(2031, 3, 20, tzinfo=UTC)
    return Decision(verb=verb, target=target, value=said, why="Lu", who="A", at=at)  # type: ignore[arg-type]


def test_an_affiliation_is_set_right_where_it_stands():
    after = decided(ROSTER, [decision(affiliation_id(OLD), NEW)])
    (held,) = after.affiliations
    assert (held.role, held.organisation_id, held.first, held.last) == (
        "captain", "phare", date(2031, 3, 14), None,
    )  # fmt: skip
    assert after.organisations == ROSTER.organisations


def test_who_declared_themselves_still_does_where_the_source_stays():
    declared = evolve(OLD, declared=True)
    roster = evolve(ROSTER, affiliations=(declared,))
    target = affiliation_id(declared)
    same = decided(roster, [decision(target, NEW | {"source": OLD.source})])
    other = decided(roster, [decision(target, NEW)])
    assert [a.declared for a in (*same.affiliations, *other.affiliations)] == [True, False]


def test_one_more_affiliation_and_its_organisation():
    made = NEW | {"organisation": "La Marée", "to": "2031-04-01", "team": "Nord"}
    target = affiliation_id(said("ben", json.dumps(made), ROSTER)[0])
    after = decided(ROSTER, [decision(target, made)])
    assert [a.person_id for a in after.affiliations] == ["ana", "ben"]
    assert after.organisations[-1] == Organisation(organisation_id="la-maree", name="La Marée")
    assert after.affiliations[-1].last == date(2031, 4, 1)
    back = decided(ROSTER, [decision(target, made), decision(target, "", "undo")])
    assert back == ROSTER


def test_an_affiliation_is_taken_out_and_the_id_names_its_person():
    target = affiliation_id(OLD)
    assert decided(ROSTER, [decision(target, "")]).affiliations == ()
    assert rows(ROSTER, []) == ((target, OLD, None),)
    assert person_of(target) == "ana"
    assert person_of("ana") == "ana"


def test_decisions_about_what_is_gone_change_nothing():
    gone = affiliation_id(Affiliation(person_id="ben", organisation_id="x"))
    stranger = affiliation_id(Affiliation(person_id="eve", organisation_id="x"))
    for one in (decision(gone, NEW), decision(stranger, NEW), decision(stranger, "")):
        assert not holds(one, ROSTER)
        assert decided(ROSTER, [one]) == ROSTER
    assert holds(decision(gone, ""), ROSTER)
    assert decided(ROSTER, [decision(gone, "")]) == ROSTER


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("{", "JSON"),
        ('["a"]', "JSON"),
        ('{"organisation": 3}', "JSON"),
        ({"organisation": "Phare", "colour": "red", "source": "x"}, "colour"),
        ({"shape": "round", "colour": "red"}, "shape"),
        ({"source": "x"}, "its organisation"),
        ({"organisation": "Phare"}, "its source"),
        ({"organisation": "Phare", "source": "x", "from": "March"}, "no day"),
        (NEW | {"to": "2030-01-01"}, "before the first"),
    ],
)
def test_what_is_no_affiliation_is_refused(value, words):
    text = value if isinstance(value, str) else json.dumps(value)
    with pytest.raises(SettingsError, match=words):
        said("ana", text, ROSTER)


def test_of_what_is_no_affiliation_eighty_letters_are_told():
    with pytest.raises(SettingsError) as refused:
        said("ana", "x" * 100, ROSTER)
    assert refused.value.message.endswith(f"not '{'x' * 80}'")


@given(st.dictionaries(st.sampled_from(["role", "team"]), st.text(max_size=9)))
def test_ids_are_made_of_content_alone(more):
    value = json.dumps(NEW | more)
    one, other = (said("ana", value, ROSTER)[0] for _ in range(2))
    assert affiliation_id(one) == affiliation_id(other)
    assert affiliation_id(one).startswith("affiliation:ana:")
