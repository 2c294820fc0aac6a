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
    assert [(kind, modality) for kind, modality, _, _ in found] == expected
    for _, _, (start, end), _ in found:
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
