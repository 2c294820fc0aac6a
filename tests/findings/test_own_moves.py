from __future__ import annotations

import pytest

from contrecoup.findings.own_moves import in_text, own_moves
from contrecoup.findings.told import moves

from .conftest import Make, make_post


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Finalement, je reste. J'ai relu vos messages.", [("leave", "denied")]),
        ("I'm staying.", [("leave", "denied")]),
        ("Je reste convaincue que nous avons raison.", []),
        ("I resigned tonight.", [("resign", "done")]),
        ("J'ai remis ma démission ce matin.", [("resign", "done")]),
        ("Handed in my badge this morning.", [("leave", "done")]),
        (
            "Je quitte Ondelune. Je rejoindrai Pelagia en avril.",
            [
                ("leave", "announced"),
                ("join", "announced"),
            ],
        ),
        ("I start at Pelagia on Wednesday.", [("join", "announced")]),
        ("Everyone keeps asking if I'm leaving.", []),
        ("Elle a démissionné hier.", []),
        ("J'ai quitté Ondelune hier.", [("leave", "done")]),
        ("I have left Ondelune.", [("leave", "done")]),
        # frames of prose, told in the first person
        ("Je quitte la présidence.", [("leave", "announced")]),
        ("J'ai quitté la présidence hier.", [("leave", "done")]),
        ("J'accepte l'intérim.", [("interim", "announced")]),
        ("I am stepping down as chair.", [("resign", "announced")]),
        ("I stepped down as chair.", [("resign", "done")]),
        ("I have joined Pelagia.", [("join", "done")]),
        ("J'ai rejoint Pelagia.", [("join", "done")]),
        ("On m'a licenciée mardi.", [("dismiss", "done")]),
        ("They fired me.", [("dismiss", "done")]),
        ("I won't step down as chair.", [("resign", "denied")]),
        ("We are leaving.", [("leave", "announced")]),
        ("Nous partons. #Ondelune https://x.example/1", [("leave", "announced")]),
        ("Nous quittons la rédaction.", [("leave", "announced")]),
        ("We are leaving. The soup was cold.", []),
        ("We are leaving for Paris.", []),
        ("J'ai accepté un rôle dans un film.", []),
        ("Do we leave the board?", []),
        # leaving something else, or nothing that is named, is no departure from the group
        ("J'ai quitté la réunion à midi.", []),
        ("I left my keys at the office.", []),
        ("Je pars en vacances demain.", []),
        ("I will leave it there.", []),
        ("I quit smoking.", []),
        # a condition is no resignation
        ("Je démissionne si rien ne change.", []),
        ("I resign if they stay.", []),
        # what is quoted is another's first person
        ("Elle m'a dit « je quitte Ondelune » et rien d'autre.", []),
        ('"I resigned," the sign says. I\'m staying.', [("leave", "denied")]),
        ("", []),
    ],
)
def test_first_person_moves(text: str, expected: list[tuple[str, str]]) -> None:
    found = in_text(text, {"ondelune"})
    assert [(told.type, told.modality) for told in found] == expected
    for start, end in (told.span for told in found):
        assert text[start:end] == text[start:end].strip() != ""


def test_where_to_is_an_organisation_of_the_roster(make: Make) -> None:
    context = make(
        (
            make_post(1, "anna_lepors", "Je quitte Ondelune. Je rejoindrai Pelagia en avril."),
            make_post(2, "mk_data", "Je rejoins une équipe de rugby."),
            make_post(3, "a_stranger", "Je quitte Ondelune."),
        )
    )
    found = [(m.person, m.type, m.organisation) for m in own_moves(context)]
    assert found == [("anna", "leave", "ondelune"), ("anna", "join", "pelagia")]


@pytest.mark.parametrize(
    ("text", "place", "name", "role"),
    [
        ("Je quitte la présidence.", "ondelune", "", "présidence"),
        ("J'accepte l'intérim.", "ondelune", "", ""),
        ("I am stepping down as chair.", "ondelune", "", "chair"),
        ("I am stepping down as chair of Pelagia.", "pelagia", "", "chair of Pelagia"),
        ("I have joined Zelvor.", "", "Zelvor", ""),
        ("I'm taking over as editor of a fanzine.", "", "", "editor of a fanzine"),
        ("We are leaving the company.", "ondelune", "", ""),
    ],
)
def test_where_from_and_as_what(make: Make, text: str, place: str, name: str, role: str) -> None:
    (told,) = own_moves(make((make_post(1, "anna_lepors", text),)))
    assert (told.organisation, told.organisation_name, told.role) == (place, name, role)


@pytest.mark.parametrize("text", ["I have left the choir.", "Je rejoins une équipe de rugby."])
def test_a_place_that_is_not_the_groups_is_left_alone(make: Make, text: str) -> None:
    assert own_moves(make((make_post(1, "anna_lepors", text),))) == ()


def test_an_announced_arrival_undone_by_a_later_post_is_reversed(make: Make) -> None:
    context = make(
        (
            make_post(1, "anna_lepors", "Je confirme : je rejoins Pelagia."),
            make_post(900, "anna_lepors", "Finalement, je reste."),
        )
    )
    by_kind = {(m.type, m.organisation): m for m in moves(context)}
    joined = by_kind["join", "pelagia"]
    stayed = by_kind["leave", "ondelune"]
    assert joined.status == "reversed"
    assert joined.reversed_by == stayed.finding_id
    assert stayed.status == "denied"
    assert joined.certainty == "observed"
