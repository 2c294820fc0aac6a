"""Every move in every state, and the phrases that a small case does not need."""

from __future__ import annotations

import inspect
from datetime import date
from itertools import product
from typing import get_args

import pytest

from contrecoup.model.counts import Count
from contrecoup.model.findings import MoveStatus
from contrecoup.model.reading import MoveType
from contrecoup.report import phrases
from contrecoup.report.english import phrasebook as english
from contrecoup.report.french import phrasebook as french
from contrecoup.report.generated import Line
from contrecoup.report.rules import RULES, Whole
from contrecoup.report.slots import Day, Listed, Name, Outlet, Role

BOOKS = {"fr": french(), "en": english()}
CHAPTERS = ("opening", "turns", "moments", "unison", "letter", "voices", "limits", "method")
WHOLE = Whole("en", {}, frozenset())


def wrong(parts, lang):
    line = Line(place="test", kind="turns.move", parts=parts)
    whole = Whole(lang, {}, frozenset())
    return [e for rule in RULES for e in rule.check(line, whole)]


@pytest.mark.parametrize("kind", get_args(MoveType))
@pytest.mark.parametrize("status", get_args(MoveStatus))
def test_every_move_in_every_state_keeps_the_rules(lang, kind, status):
    book = BOOKS[lang]
    person, group = Name("Anna Kervella", "p"), Name("Ondelune", "o")
    outlets = (Outlet("Le Phare", "a"), Outlet("", "x:1", "post"))
    roles = (None, Role("chief executive", "a"))
    seen = set()
    for where, role, source in product((None, group), roles, outlets):
        parts = book.turns.move(kind, status, person, where, role, source, Day(date(2031, 11, 1)))
        text = book.speech.text(parts)
        assert wrong(parts, lang) == [], text
        assert text.endswith(".")
        assert "Anna Kervella" in text
        assert "novem" in text.lower()
        assert "  " not in text
        assert "{" not in text
        seen.add(text)
    assert len(seen) >= 3
    assert book.turns.what(kind, status)
    assert book.turns.status(status)


@pytest.mark.parametrize(
    ("lang", "words", "what"),
    [
        ("en", "as possible or expected, not as done", "arrival"),
        ("fr", "comme une possibilité ou une attente, non comme un fait accompli", "arrivée"),
    ],
)
def test_a_possible_move_is_not_told_as_one_that_happened(lang, words, what):
    book = BOOKS[lang]
    person, day = Name("Anna Kervella", "p"), Day(date(2031, 11, 1))
    parts = book.turns.move("join", "reported", person, None, None, Outlet("Le Phare", "a"), day)
    told = book.speech.text(parts)
    assert words in told
    assert "Le Phare" in told
    assert book.turns.what("join", "reported") == what


def test_an_interim_post_is_said_to_be_one_once(lang):
    book = BOOKS[lang]
    role = Role("interim chief executive", "a")
    day = Day(date(2031, 11, 1))
    parts = book.turns.move(
        "interim", "done", Name("Anna Kervella", "p"), None, role, Outlet("Le Phare", "a"), day
    )
    said = book.speech.text(parts).lower()
    assert said.count("interim") + said.count("intérim") == 1, said


def test_both_phrasebooks_have_the_same_kinds():
    for chapter in CHAPTERS:
        kinds = [
            {
                name
                for name, method in inspect.getmembers(getattr(book, chapter), inspect.ismethod)
                if not name.startswith("_") and name not in {"line", "run"}
            }
            for book in BOOKS.values()
        ]
        assert kinds[0] == kinds[1]


def test_a_language_that_lacks_a_kind_cannot_be_used(lang):
    class Half(phrases.Moments):
        pass

    with pytest.raises(TypeError, match="abstract"):
        Half(BOOKS[lang].speech)


def n(value, **more):
    return Count(value=value, unit="post", rule="documents", **more)


def test_rechecked(lang):
    limits = BOOKS[lang].limits
    text = BOOKS[lang].speech.text
    assert "240" in text(limits.rechecked(n(0, of=240), None))
    share = Count(value=50, unit="percent", rule="documents", of=240)
    assert "50" in text(limits.rechecked(n(120, of=240), share))


def test_cells(lang):
    cell, text = BOOKS[lang].voices.cell, BOOKS[lang].speech.text
    assert text(cell(None, None, n(0), n(0))) == "–"
    assert text(cell(n(1), n(2), n(3), n(0))).startswith("1 ")
    assert "," in text(cell(n(1), n(2), n(3), n(0)))
    lost = {"fr": "plus disponible", "en": "no longer available"}[lang]
    for favour, critical in ((n(2), None), (None, n(2)), (n(1), n(1))):
        assert lost not in text(cell(favour, critical, n(2), n(0)))
        assert lost in text(cell(favour, critical, n(2), n(1)))
        assert text(cell(favour, critical, n(2), n(2))).count("2") == (
            favour is None or critical is None
        )


def test_policy_with_and_without_a_reason(lang):
    method = BOOKS[lang].method
    assert not wrong(method.policy("verbatim", None, n(3)), lang)


def test_what_each_message_has_is_said_in_their_order(lang):
    book = BOOKS[lang]

    def told(*each):
        total = n(max(each, key=lambda c: c.value).value)
        return book.speech.text(book.opening.figure_unison(total, n(len(each)), Listed(each)))

    once = {"fr": "ne compte qu’une fois", "en": "is counted once"}[lang]
    assert once not in told(n(45))
    both = told(n(45), n(23))
    assert once in both
    assert {"fr": "respectivement", "en": "respectively"}[lang] in both
    assert both.index("45") < both.index("23")


@pytest.mark.parametrize("side", ["supported", "criticised"])
def test_those_who_took_a_side_in_one_message_are_counted_once(lang, side):
    book = BOOKS[lang]

    def told(people, alike, gone=0):
        ids = tuple(f"p{n}" for n in range(people))
        counts = [
            Count(value=len(i), unit="person", rule="stance", ids=i)
            for i in (ids, ids[:alike], ids[:gone])
        ]
        parts = getattr(book.voices, side)(counts[0], Name("Ondelune", "o"), *counts[1:])
        assert wrong(parts, lang) == []
        return book.speech.text(parts)

    said = {"fr": "dans un même message", "en": "in one and the same message"}[lang]
    assert told(23, 23).endswith(f"Ondelune, {said}.")
    assert told(23, 23).count("23") == 1
    assert f"12 of them {said}" in told(23, 12) or f"dont 12 {said}" in told(23, 12)
    assert said not in told(23, 0)
    lost = {"fr": "plus disponible", "en": "no longer available"}[lang]
    assert lost not in told(14, 0)
    for people, gone in ((14, 1), (14, 2), (1, 1), (3, 3)):
        assert lost in told(people, 0, gone)
    assert {"fr": "12\u00a0personnes dans des", "en": "12 people in posts"}[lang] in told(14, 0, 12)
