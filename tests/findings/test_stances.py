from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.findings.stances import Targets, _nearest, in_text, stances
from contrecoup.model.people import Person, Roster

from .conftest import ROSTER, Make, make_article, make_post

TARGETS = Targets(ROSTER)

CASES: list[tuple[str, list[tuple[str, str]]]] = [
    # support needs words and a name in the same sentence
    ("Je soutiens Nolwenn, sans réserve.", [("for", "nolwenn")]),
    ("I stand with Nolwenn. She answers her own phone.", [("for", "nolwenn")]),
    ("@nolwenn_tvd Merci pour tout.", [("for", "nolwenn")]),
    ("Merci pour tout.", []),
    ("Thanks for the lift home!", []),
    ("💙💙💙 Nolwenn", []),
    # criticism
    ("Le conseil d'administration doit démissionner.", [("against", "role:board")]),
    ("The board must resign, tonight.", [("against", "role:board")]),
    ("Lucien Marchetaud a trahi cette maison.", [("against", "lucien")]),
    ("Marchetaud lied to us.", [("against", "lucien")]),
    ("Le conseil a perdu toute notre confiance.", [("against", "role:board")]),
    ("I no longer have any opinion on the board.", []),
    # denial is not turned into its opposite
    ("Je ne soutiens personne.", []),
    ("I don't support Nolwenn.", []),
    ("The board did not lie. Nobody lied.", []),
    # calls for a resignation, and reproaches
    ("Nous demandons au conseil de démissionner dès ce soir.", [("against", "role:board")]),
    ("We call on the board to resign.", [("against", "role:board")]),
    ("Nous présenterons notre démission au conseil.", []),
    ("Je reproche à Marchetaud son silence.", [("against", "lucien")]),
    # a pronoun stands for the one person named before
    ("Nolwenn venait tous les jours. Je la soutiens.", [("for", "nolwenn")]),
    ("Nolwenn et Marchetaud étaient là. Je la soutiens.", []),
    # two sides of one person in one post cancel out
    ("Je soutiens Nolwenn. Nolwenn doit partir.", []),
    # two targets
    (
        "Je soutiens Nolwenn. Le conseil doit partir.",
        [("for", "nolwenn"), ("against", "role:board")],
    ),
    # confusion and taking no side
    ("Je n'y comprends rien.", [("confused", "")]),
    ("I don't understand what just happened. Does anyone?", [("confused", "")]),
    ("Quelqu'un a une explication ?", [("confused", "")]),
    ("Je ne prends pas parti, je n'ai pas les éléments.", [("neither", "")]),
    ("Je ne prends pas parti. Je suis juste perdue.", [("confused", "")]),
    ("Salt water does not take sides.", []),
    ("I have no idea what the new owners ever built.", []),
    ("Je ne comprends pas. Le conseil doit partir.", [("against", "role:board")]),
    # somebody with a name that two people bear is nobody
    ("Je soutiens Marie Kervella.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] or "empty" for c in CASES])
def test_what_a_text_takes_a_side_on(text: str, expected: list[tuple[str, str]]) -> None:
    found = in_text(text, TARGETS)
    assert [(one.polarity, one.target) for one in found] == expected
    for one in found:
        start, end = one.span
        assert text[start:end].strip() == text[start:end] != ""


def test_only_the_groups_own_words_count(make: Make) -> None:
    context = make(
        (
            make_post(1, "anna_lepors", "Je soutiens Nolwenn."),
            make_post(2, "a_stranger", "Je soutiens Nolwenn."),
            make_post(3, "mk_data", "Je soutiens Nolwenn.", repost_of="x:1"),
            make_post(4, "nolwenn_tvd", "Je soutiens Nolwenn."),
        )
    )
    (stance,) = stances(context)
    assert (stance.holder, stance.target, stance.document_id) == ("anna", "nolwenn", "x:1")
    assert stance.citation.exact == "Je soutiens Nolwenn."
    assert stance.certainty == "observed"


def test_a_stance_that_the_press_reports_names_its_outlet(make: Make) -> None:
    text = (
        "Ondelune divisée\n\n"
        "Anna Le Pors, ingénieure, a critiqué le conseil d'administration dans un message."
    )
    found = [s for s in stances(make(articles=(make_article(2, text),))) if s.holder == "anna"]
    assert all(s.certainty == "one-outlet" for s in found)
    assert all(s.target in {"role:board", "ondelune"} for s in found)


def test_a_name_without_letters_names_nobody() -> None:
    odd = evolve(ROSTER, people=(*ROSTER.people, Person(person_id="odd", name="—")))
    assert Targets(odd).named("Je soutiens Nolwenn —")


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Je soutiens la marine nationale.", []),
        ("Merci à la rose des vents.", []),
        ("Je soutiens Marine.", ["m"]),
        ("Je soutiens marine le bras.", ["m"]),
        ("Je soutiens LE BRAS !", ["m"]),
    ],
)
def test_a_common_word_is_no_name(text: str, holders: list[str]) -> None:
    people = (Person(person_id="m", name="Marine Le Bras"), Person(person_id="r", name="Rose Pin"))
    assert [f.target for f in in_text(text, Targets(Roster(people=people)))] == holders


@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from("abc")), min_size=1, max_size=9),
    st.integers(0, 9),
)
def test_the_nearest_target_is_taken(named: list[tuple[int, str]], at: int) -> None:
    ordered = sorted(named, key=lambda n: n[0])
    assert _nearest(ordered, at) == min(ordered, key=lambda n: (abs(n[0] - at), n[0]))[1]


def test_a_sentence_that_names_thousands_is_read_at_once() -> None:
    found = in_text("je soutiens Nolwenn et " * 20_000, TARGETS)
    assert [(one.polarity, one.target) for one in found] == [("for", "nolwenn")]
