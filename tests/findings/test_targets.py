from __future__ import annotations

import pytest
from attrs import evolve

from contrecoup.findings.people import LONGEST_NAME, Names
from contrecoup.findings.sentences import sentences
from contrecoup.findings.targets import BOARD_ID, Targets, is_board
from contrecoup.model.people import Person, Roster

from .conftest import ROSTER

SOMEBODY = "?"
ALSO = Roster(
    people=(
        *ROSTER.people,
        Person(person_id="rose", name="Rose Pin", other_names=("—", "")),
        Person(person_id="grace", name="Grace O'Dell"),
    ),
    accounts=ROSTER.accounts,
)


def named(text: str, roster: Roster = ALSO) -> list[str]:
    targets = Targets(roster)
    return [
        one.target or SOMEBODY
        for sentence in sentences(text)
        for one in targets.named(sentence.tokens)
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Nolwenn et Marchetaud", ["nolwenn", "lucien"]),
        ("nolwenn trévidic", ["nolwenn"]),
        ("nolwenn", []),
        ("NOLWENN !", ["nolwenn"]),
        ("Trevidic", ["nolwenn"]),
        ("Merci @nolwenn_tvd et @anna@mer.example et @inconnue", ["nolwenn", "anna", SOMEBODY]),
        # two people of one name, other people of a family's name, and strangers
        ("Marie Kervella", [SOMEBODY]),
        ("J'ai vu Hélène Marchetaud", [SOMEBODY]),
        ("Hélène Marchetaud a vu", [SOMEBODY]),
        ("Hier Marchetaud a vu", ["lucien"]),
        ("J'ai vu Monsieur Marchetaud", ["lucien"]),
        ("Nolwenn Kermarec", [SOMEBODY]),
        ("Vraiment Marchetaud ?", ["lucien"]),
        ("Avec Jean Dupont et Paul", [SOMEBODY]),
        ("Merci Jean Dupont et Marchetaud", [SOMEBODY, "lucien"]),
        # names that are words
        ("Rose est en fleur", []),
        ("On voit Rose", ["rose"]),
        ("Rose, merci", ["rose"]),
        ("Grâce à la météo", []),
        ("Merci à Grâce", []),
        ("Merci à Grace", ["grace"]),
        ("Merci à O’Dell", ["grace"]),
        # the board
        ("le conseil d'administration", [BOARD_ID]),
        ("au conseil", [BOARD_ID]),
        ("Conseil, écoutez", [BOARD_ID]),
        ("Un conseil d'ami : buvez", []),
        ("Conseil : buvez", []),
        ("le conseil municipal et le conseil de famille", []),
        ("les conseils d'administration", [SOMEBODY]),
        ("les administrateurs, les administrateurs système", [BOARD_ID]),
        ("ça, le ca, le CA", [BOARD_ID]),
        ("the board of directors", [BOARD_ID]),
        ("Board members", [BOARD_ID]),
        ("on board, across the board room, a board game", []),
        ("the board of an airline", []),
        ("the directors", [BOARD_ID]),
        ("boards", []),
    ],
)
def test_who_is_named(text: str, who: list[str]) -> None:
    assert named(text) == who


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Conseil d’administration d’Ondelune", True),
        ("the board", True),
        ("Conseil municipal", False),
        ("Ça ira", False),
        ("le CA", True),
        ("Surfboard Ltd", False),
    ],
)
def test_the_name_of_a_board(name: str, is_one: bool) -> None:
    assert is_board(name) is is_one


def test_a_name_without_letters_names_nobody() -> None:
    odd = evolve(ROSTER, people=(*ROSTER.people, Person(person_id="odd", name="—")))
    assert named("Je soutiens Nolwenn —", odd) == ["nolwenn"]


def test_the_work_for_a_name_is_bounded_however_long_it_is() -> None:
    """Counted: the words kept to find a name by; they were the square of its length."""
    for length in (LONGEST_NAME, LONGEST_NAME + 1, 100_000):
        words = [f"word{n}" for n in range(length)]
        roster = Roster(people=(Person(person_id="long", name=" ".join(words)),))
        targets, names = Targets(roster), Names(roster)
        kept = sum(map(len, targets.forms)) + sum(len(f.split()) for f in names.parts)
        assert kept <= LONGEST_NAME * (LONGEST_NAME + 1)
        found = named(" ".join(words).title(), roster)
        assert found == (["long"] if length == LONGEST_NAME else [SOMEBODY])
        assert names.person(" ".join(words)) == "long"
