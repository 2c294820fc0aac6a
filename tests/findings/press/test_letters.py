from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.findings.press import read
from contrecoup.findings.press.numbers import numbers, parse
from contrecoup.model.reading import Signatories

Count = tuple[int | None, str | None, int | None]

COUNTS: list[tuple[str, str, list[Count]]] = [
    ("fr", "Une lettre a été signée par près de 500 employés.", [(500, "nearly", None)]),
    ("fr", "La lettre compte 214 signatures sur 240 salariés.", [(214, None, 240)]),
    ("fr", "Près de deux cents salariés ont signé la lettre.", [(200, "nearly", None)]),
    ("fr", "La lettre a été cosignée par une cinquantaine d'enseignants.", [(50, "about", None)]),
    ("fr", "Dans une lettre, plus de 300 chercheurs demandent le départ du doyen.", [(300, "more than", None)]),
    ("fr", "La lettre porte 214 signatures, contre 90 samedi.", [(214, None, None), (90, None, None)]),
    ("fr", "Ils étaient 90 des 240 salariés à avoir signé la lettre.", [(90, None, 240)]),
    # who is named counts too
    ("fr", "La lettre est signée par Marie Roc, Jean Val et 12 collègues.", [(14, None, None)]),
    ("fr", "La lettre a été signée par Anne Rey, Paul Dent et 205 autres salariés.", [(207, None, None)]),
    ("fr", "Anne Rey et 205 autres ont signé la lettre ouverte.", [(206, None, None)]),
    ("fr", "La présidente Marie Roc, le trésorier Jean Val et douze de leurs collègues ont signé la lettre.", [(14, None, None)]),
    ("fr", "Signée par Marie Roc et plus de 200 autres, la lettre demande un audit.", [(200, "more than", None)]),
    ("fr", "Une lettre ouverte signée par Marie Roc, Jean Val et 12 collègues demande un audit.", [(14, None, None)]),
    ("fr", "Elle a été signée par près de 300 des quelque 420 salariés de la lettre.", [(300, "nearly", 420)]),
    ("fr", "Le journal a publié la lettre et 12 autres courriers.", []),
    ("en", "The letter was signed by Mary Rock, John Vale and 205 others.", [(207, None, None)]),
    ("en", "Mary Rock, along with 205 other employees, signed the letter.", [(206, None, None)]),
    ("en", "Editor Mary Rock, reporter John Vale and 12 of their colleagues have signed the letter.", [(14, None, None)]),
    ("en", "Nearly 300 of some 420 employees signed the letter.", [(300, "nearly", 420)]),
    ("en", "The committee wrote 12 other letters.", []),
    ("en", "An open letter was signed by 505 of 700 employees.", [(505, None, 700)]),
    ("en", "About 490 of the 700 staff put their names to the letter.", [(490, "about", 700)]),
    ("en", "The letter now carries the names of 214 of 240 employees, up from 90 on Saturday.",
     [(214, None, 240), (90, None, None)]),
    ("en", "Signatures on the petition rose from 90 to 214 on Monday.", [(214, None, None), (90, None, None)]),
    ("en", "Two hundred and fourteen employees have signed the letter.", [(214, None, None)]),
    ("fr", "La lettre, mise en ligne le 19 mars à 17 heures, tient en 3 pages.", []),
    ("fr", "La pétition réclame 3 millions d'euros en 2031.", []),
    ("en", "Four employees, who asked not to be named, said a letter would come in 2 days.", []),
    ("en", "Within 40 minutes, 22 colleagues had posted the same words.", []),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), COUNTS)
def test_counts_of_signatories(lang: str, text: str, wanted: list[Count]) -> None:
    found = [letter.signatories for letter in read(text, lang).letters]
    assert [(s.count, s.qualifier, s.of) for s in found] == wanted


def test_a_share_is_no_count() -> None:
    (letter,) = read("Plus de 95 % des 770 salariés ont signé la lettre.", "fr").letters
    assert letter.signatories == Signatories(percent=95, qualifier="more than", of=770)


def test_a_count_has_the_day_of_its_own_clause() -> None:
    text = "La lettre portait lundi 180 signatures. Elle porte 214 signatures, contre 90 samedi."
    found = read("Une lettre circule. " + text, "fr", date(2031, 3, 19)).letters
    days = [(x.signatories.count, x.said.from_ if x.said else None) for x in found]
    assert days == [(180, "2031-03-17"), (214, None), (90, "2031-03-15")]


def test_a_day_of_a_relative_clause_is_not_the_counts() -> None:
    text = "La lettre, que le conseil a reçue samedi, a été signée par 90 salariés."
    (letter,) = read(text, "fr", date(2031, 3, 19)).letters
    assert letter.said is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("deux cent quatorze", 214),
        ("quatre-vingt-dix-sept", 97),
        ("soixante et onze", 71),
        ("vingt et un", 21),
        ("mille deux cents", 1200),
        ("trois mille cinq cents", 3500),
        ("two hundred and fourteen", 214),
        ("a hundred", 100),
        ("une centaine", 100),
        ("1 200", 1200),
        ("1,200", 1200),
        ("bateau", None),
    ],
)
def test_number_words(words: str, value: int | None) -> None:
    assert parse(words) == value


@given(st.integers(min_value=0, max_value=999_999))
def test_digits_are_read_back(value: int) -> None:
    assert [n.value for n in numbers(f"soit {value:,} personnes".replace(",", " "))] == [value] or (
        value == 0
    )


@given(st.text(alphabet="0123456789 .,%deux cent sur plus d'of ", max_size=80))
def test_numbers_lie_in_the_text(text: str) -> None:
    for number in numbers(text):
        assert 0 <= number.start < number.end <= len(text)
        assert number.whole is None or number.share or number.whole >= number.value
