from __future__ import annotations

import pytest

from contrecoup.findings.people import Belonging, Names, plain
from contrecoup.model.decisions import Decision
from contrecoup.model.people import Affiliation, Person, Roster

from .conftest import EVENT, ROSTER, Make, make_post


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nolwenn TRÉVIDIC", "nolwenn trevidic"),
        ("  Anna  Le Pors 🌊", "anna le pors"),
        ("O’Brien", "o brien"),
        ("", ""),
    ],
)
def test_plain(name: str, expected: str) -> None:
    assert plain(name) == expected


@pytest.mark.parametrize(
    ("more", "verdict", "person", "candidates", "reason"),
    [
        ({"handle": "Nolwenn_TVD"}, "sure", "nolwenn", [], "roster-handle"),
        (
            {"handle": "anna@mer.example", "platform": "mastodon"},
            "sure",
            "anna",
            [],
            "roster-handle",
        ),
        # a handle is one platform's: the same word elsewhere proves nothing
        ({"handle": "nolwenn_tvd", "platform": "bluesky"}, "outside", "", [], ""),
        ({"display_name": "Anna Le Pors"}, "unsure", "", ["anna"], "same-name"),
        (
            {"display_name": "MARIE KERVELLA"},
            "unsure",
            "",
            ["marie-data", "marie-legal"],
            "same-name",
        ),
        ({"bio": "Soudeuse chez Ondelune."}, "unsure", "", [], "profile-names-group"),
        (
            {"display_name": "Anna Le Pors", "bio": "@Ondelune, Brest"},
            "unsure",
            "",
            ["anna"],
            "same-name+profile-names-group",
        ),
        ({"display_name": "Anna", "bio": "Ondelunette"}, "outside", "", [], ""),
    ],
)
def test_whose_account(
    make: Make,
    more: dict[str, str],
    verdict: str,
    person: str,
    candidates: list[str],
    reason: str,
) -> None:
    fields = {"handle": "someone", **more}
    handle = fields.pop("handle")
    context = make((make_post(1, handle, "Bonjour à tous", **fields),))
    (match,) = context.belonging.matches.values()
    assert (match.verdict, match.person_id, match.reason) == (verdict, person, reason)
    assert [c.person_id for c in match.candidates] == candidates


def decision(verb: str, value: str = "") -> Decision:
    return Decision(
        verb=verb,  # type: ignore[arg-type]
        target="x:id-someone",
        value=value,
        why="asked",
        who="desk",
        at=EVENT,
    )


@pytest.mark.parametrize(
    ("decisions", "verdict", "person"),
    [
        ((decision("assign", "anna"),), "sure", "anna"),
        ((decision("outside"),), "outside", ""),
        ((decision("assign", "anna"), decision("undo")), "unsure", ""),
        ((decision("outside"), decision("assign", "anna")), "sure", "anna"),
    ],
)
def test_a_persons_decision_outranks_the_name(
    make: Make, decisions: tuple[Decision, ...], verdict: str, person: str
) -> None:
    post = make_post(1, "someone", "Bonjour", display_name="Anna Le Pors")
    context = make((post,), decisions=decisions)
    match = context.belonging.matches["x:id-someone"]
    assert (match.verdict, match.person_id) == (verdict, person)


@pytest.mark.parametrize(
    ("name", "handle", "said", "person"),
    [
        ("Nolwenn Trévidic", "", "", "nolwenn"),
        ("Trévidic", "", "", "nolwenn"),
        ("Le Pors", "", "", "anna"),
        ("Marie Kervella", "", "", ""),
        ("Marie Kervella", "", "juriste, service juridique", "marie-legal"),
        ("Marie Kervella", "@mk_data", "", "marie-data"),
        ("Somebody Else", "@anna", "", "anna"),
        ("Nolwenn", "", "", ""),
        ("Nobody", "", "", ""),
    ],
)
def test_the_person_behind_a_printed_name(name: str, handle: str, said: str, person: str) -> None:
    assert Names(ROSTER).person(name, handle, said) == person


def test_the_organisation_behind_a_printed_name() -> None:
    names = Names(ROSTER)
    assert names.organisation("Pelagia") == "pelagia"
    assert names.organisation("Arpège") == ""


def test_belonging_is_dated(make: Make) -> None:
    context = make()
    assert context.belonging.in_group("nolwenn", EVENT.date())
    assert not context.belonging.in_group("nolwenn", EVENT.date().replace(day=15))
    assert not context.belonging.in_group("rival")


def test_a_roster_of_30000_people_is_asked_at_once() -> None:
    people = tuple(Person(person_id=f"p{n}", name=f"N {n}") for n in range(30_000))
    held = tuple(Affiliation(person_id=p.person_id, organisation_id="o") for p in people)
    roster = Roster(people=people, affiliations=held)
    belonging = Belonging(matches={}, roster=roster, group_id="o")
    assert all(belonging.in_group(p.person_id) for p in people)
    assert not belonging.in_group("nobody")
