from __future__ import annotations

import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.language import dates, emojis, identify, normalise, quoted, sentences, tokens
from contrecoup.language.text import fold

FOLDED = [
    ("Œuvre de l’Ǽon", "oeuvre de l'aeon"),
    ("Ǿrsted", "orsted"),
    ("𝐀𝐧𝐚 à ℂergy", "ana a cergy"),
    ("ＯＮＤＥ", "onde"),
    ("ŉ", "'n"),
    ("Maïwenn", "maiwenn"),
    ("PLAIN", "plain"),
]


@pytest.mark.parametrize(("text", "wanted"), FOLDED)
def test_folded(text: str, wanted: str) -> None:
    assert fold(text) == wanted


@pytest.mark.untraced
def test_folding_each_character_twice_folds_no_more() -> None:
    characters = [chr(n) for n in range(sys.maxunicode + 1) if not 0xD800 <= n < 0xE000]
    assert [c for c in characters if fold(fold(c)) != fold(c)] == []


@given(st.text())
def test_folding_twice_folds_no_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


MARKS = [
    ("Il dit « oui » et part.", ["« oui »"]),
    ("Elle dit “yes” now.", ["“yes”"]),
    ('He said "yes" now.', ['"yes"']),
    ("« Il a dit “non” hier », dit-elle.", ["« Il a dit “non” hier »"]),
    ("l'usine d'Annecy n'ouvre pas", []),
    ("Un « début sans fin\n\nAutre paragraphe.", ["« début sans fin"]),
    ('"Un.\n\n"Deux." Fin.', ['"Un.\n\n"Deux."']),
    ("« Un\n\ndeux » fin", ["« Un\n\ndeux »"]),
]


@pytest.mark.parametrize(("text", "wanted"), MARKS)
def test_marks(text: str, wanted: list[str]) -> None:
    assert [text[m.start : m.end] for m in quoted(text) if m.depth == 0] == wanted


SENTENCES = [
    ("Il part. Elle reste.", 2),
    ("M. Durand part. Il dort.", 2),
    ("J. R. Martel est là.", 1),
    ("« Il part. Elle reste. » Fin.", 2),
    ("Un message sur X. Il a répondu.", 2),
    ("Titre\n\nUn paragraphe", 2),
    ("Mr. Lowe said no. He left.", 2),
    ('She left. "No," he said.', 2),
]


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_sentences(text: str, count: int) -> None:
    words = tokens(text, "fr")
    assert len(sentences(text, words, quoted(text))) == count


TOKENS = [
    ("fr", "qu'il a-t-il dit", ["qu'", "il", "a", "il", "dit"]),
    ("fr", "aujourd’hui l’usine", ["aujourd’hui", "l’", "usine"]),
    ("en", "Lowe's don't", ["Lowe", "'s", "don't"]),
    ("fr", "près de 3 000 noms", ["près", "de", "3 000", "noms"]),
    ("fr", "@nom et #mot", ["@nom", "et", "#mot"]),
]


@pytest.mark.parametrize(("lang", "text", "wanted"), TOKENS)
def test_tokens(lang: str, text: str, wanted: list[str]) -> None:
    assert [t.text for t in tokens(text, lang)] == wanted


WEDNESDAY = date(2031, 3, 19)
DATES = [
    ("fr", "il a dit samedi que", ("2031-03-15", "2031-03-15")),
    ("fr", "hier soir", ("2031-03-18", "2031-03-18")),
    ("fr", "depuis vendredi", ("2031-03-14", "2031-03-19")),
    ("fr", "le 1er mars", ("2031-03-01", "2031-03-01")),
    ("fr", "en juin 2029", ("2029-06-01", "2029-06-30")),
    ("fr", "la nuit de dimanche", ("2031-03-16", "2031-03-17")),
    ("en", "on Sunday night", ("2031-03-16", "2031-03-16")),
    ("en", "March 3, 2030", ("2030-03-03", "2030-03-03")),
    ("en", "last week", ("2031-03-10", "2031-03-16")),
    ("fr", "31 février 2030", ("None", "None")),
    ("fr", "il y a deux jours", ("2031-03-17", "2031-03-17")),
    ("fr", "voici trois semaines", ("2031-02-23", "2031-03-01")),
    ("fr", "il y a un mois", ("2031-02-01", "2031-02-28")),
    ("fr", "il y a dix ans", ("2021-01-01", "2021-12-31")),
    ("fr", "en avril", ("2030-04-01", "2030-04-30")),
    ("fr", "début mars", ("2031-03-01", "2031-03-10")),
    ("fr", "mi-février", ("2031-02-11", "2031-02-20")),
    ("fr", "fin février 2028", ("2028-02-21", "2028-02-29")),
    ("fr", "la semaine dernière", ("2031-03-10", "2031-03-16")),
    ("fr", "la semaine prochaine", ("2031-03-24", "2031-03-30")),
    ("fr", "ces derniers jours", ("2031-03-12", "2031-03-19")),
    ("fr", "l'an dernier", ("2030-01-01", "2030-12-31")),
    ("en", "two days ago", ("2031-03-17", "2031-03-17")),
    ("en", "a week ago", ("2031-03-09", "2031-03-15")),
    ("en", "late December", ("2030-12-21", "2030-12-31")),
    ("en", "in March", ("2031-03-01", "2031-03-31")),
    ("en", "last year", ("2030-01-01", "2030-12-31")),
]
EDGES = [
    ("fr", "il y a 99 ans", date(50, 1, 1)),
    ("fr", "il y a deux jours", date(1, 1, 1)),
    ("en", "in December", date(1, 1, 31)),
    ("en", "last year", date(1, 5, 1)),
    ("fr", "la semaine prochaine", date(9999, 12, 31)),
]


@pytest.mark.parametrize(("lang", "text", "day"), EDGES)
def test_days_outside_the_calendar_are_not_resolved(lang: str, text: str, day: date) -> None:
    for found in dates(text, day, lang):
        assert found.first is None or found.first <= (found.last or found.first)


@pytest.mark.parametrize(("lang", "text", "wanted"), DATES)
def test_dates(lang: str, text: str, wanted: tuple[str, str]) -> None:
    (found,) = dates(text, WEDNESDAY, lang)
    assert (str(found.first), str(found.last)) == wanted


LANGUAGES = [
    ("fr", "Les salariés ont signé une lettre et la direction ne dit rien."),
    ("en", "The employees have signed a letter and the board said nothing."),
    ("de", "Die Mitarbeiter haben einen Brief und der Chef ist nicht mit dabei."),
    ("und", "123"),
]


@pytest.mark.parametrize(("lang", "text"), LANGUAGES)
def test_language(lang: str, text: str) -> None:
    assert identify(text) == lang


def test_copies_normalise_to_one_form() -> None:
    assert normalise("Rien SANS nous ! 💙 https://x.example/1") == normalise("rien sans nous")


def test_hearts_are_hearts() -> None:
    assert [e.group for e in emojis("a 💙❤️ 🚀")] == ["heart", "heart", "rocket"]


@given(st.text())
def test_offsets_are_inside(text: str) -> None:
    words = tokens(text)
    assert all(text[t.start : t.end] == t.text for t in words)
    spans = sentences(text, words, quoted(text))
    assert [i for a, b in spans for i in range(a, b)] == list(range(len(words)))
    assert all(0 <= m.start < m.end <= len(text) for m in quoted(text))
