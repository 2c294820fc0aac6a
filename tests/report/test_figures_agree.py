"""The figures of the first screen: the earliest source of a number, and numbers that add up."""

from __future__ import annotations

import pytest
from attrs import evolve
from tests.report.conftest import LETTERS, at, tally

from contrecoup.model.report import Figure


@pytest.fixture(params=["fr", "en"])
def lang(request):
    return request.param


def _with(given, *tallies):
    return evolve(given, findings=evolve(given.findings, tallies=tallies))


def _grew(report):
    return next(s for s in report.sentences() if s.kind == "letterwords.grew")


LOW = {"rule": "tally:letter", "certainty": "observed"}
PAPER = tally("phare", 214, "article:phare", "214 des 240", of=240)
FIRST = tally("letter", 90, "letter:one", "Nous demandons", **LOW)
OWN = evolve(
    tally("second", 214, "letter:two", "Nous demandons", of=240, **LOW),
    at=evolve(PAPER.at, at=at(60)),
)


def test_a_number_is_dated_by_the_letter_that_gave_it_first(given, lang):
    assert LETTERS[1].letter_id == "letter:two"
    report = _with(given, FIRST, PAPER, OWN).write(lang)
    said = {"fr": "selon la lettre elle-même, ", "en": "according to the letter itself on "}[lang]
    assert said in report.headline.text
    assert "Le Phare" not in report.headline.text
    assert report.headline.certainty == "observed"
    figure = next(b for s in report.sections for b in s.blocks if isinstance(b, Figure))
    assert {"fr": "la lettre elle-même, ", "en": "the letter itself on "}[lang] in figure.label


def test_two_numbers_of_the_letter_name_it_once(given, lang):
    grew = _grew(_with(given, FIRST, PAPER, OWN).write(lang))
    assert grew.certainty == "observed"
    source = {"fr": "la lettre elle-même", "en": "the letter itself"}[lang]
    assert grew.text.count(source) == 1


def test_a_letter_and_one_outlet_are_not_several_outlets(given, lang):
    grew = _grew(_with(given, FIRST, PAPER).write(lang))
    assert grew.certainty == "one-outlet"
    assert "Le Phare" in grew.text


def test_another_number_of_the_same_day_is_not_backdated(given, lang):
    other = evolve(OWN, value=213)
    assert "Le Phare" in _with(given, FIRST, PAPER, other).write(lang).headline.text
