"""Number, plural, elision, dates and typography of both languages."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.errors import UncountedNumber
from contrecoup.model.counts import UNITS, Count
from contrecoup.model.evidence import STATES, Citation
from contrecoup.report.emoji_names import name
from contrecoup.report.english import phrasebook as english
from contrecoup.report.french import phrasebook as french
from contrecoup.report.roles import known, lane, translated
from contrecoup.report.slots import (
    Code,
    Day,
    Emoji,
    EventName,
    Instant,
    Language,
    Listed,
    Name,
    Outlet,
    Platform,
    Quoted,
    Reported,
    Role,
    Someone,
    Stretch,
)

FR, EN = french().speech, english().speech
N, B = "\u202f", "\u00a0"


def said(speech, template, **slots):
    return speech.text(speech.line(template, **slots))


def count(value, unit="post", **more):
    return Count(value=value, unit=unit, rule="documents", **more)


@pytest.mark.parametrize(
    ("value", "unit", "fr", "en"),
    [
        (0, "signature", f"0{B}signature", "0 signatures"),
        (1, "signature", "une signature", "one signature"),
        (1, "article", "un article", "one article"),
        (1, "colleague", f"1{B}collègue", "one colleague"),
        (2, "person", "deux personnes", "two people"),
        (9, "post", "neuf publications", "nine posts"),
        (10, "post", f"10{B}publications", "10 posts"),
        (1000, "post", f"1{N}000{B}publications", "1,000 posts"),
        (59, "minute", f"59{B}minutes", "59 minutes"),
        (60, "minute", f"1{B}h", f"1{B}h"),
        (65, "minute", f"1{B}h{B}05", f"1{B}h{B}5{B}min"),
        (284, "minute", f"4{B}h{B}44", f"4{B}h{B}44{B}min"),
        (2880, "minute", f"2{B}j", f"2{B}d"),
        (2890, "minute", f"2{B}j{B}0{B}h{B}10", f"2{B}d{B}0{B}h{B}10{B}min"),
        (1440 * 1000, "minute", f"1{N}000{B}j", f"1,000{B}d"),
        (1_000_000, "post", f"1{N}000{N}000{B}publications", "1,000,000 posts"),
        (12, "percent", f"12{N}%", "12%"),
    ],
)
def test_numbers_and_units(value, unit, fr, en):
    assert FR.count(count(value, unit)) == fr
    assert EN.count(count(value, unit)) == en


@pytest.mark.parametrize(("value", "fr", "en"), [(0, "a", "b"), (1, "a", "a"), (2, "b", "b")])
def test_plural(value, fr, en):
    assert said(FR, "{n|a|b}", n=count(value)) == fr.upper()
    assert said(EN, "{n|a|b}", n=count(value)) == en.upper()


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(UNITS))
def test_thousands_are_always_marked(value, unit):
    for speech, mark in ((FR, N), (EN, ",")):
        for style in ("", "bare"):
            text = speech.count(count(value, unit), style)
            assert not re.search(r"\d{4}", text)
            if unit == "minute" and value >= 60 and not style:
                continue  # said in days, hours and minutes
            digits = re.sub(rf"[^\d{mark}]", "", text).replace(mark, "")
            assert digits in {str(value), ""}
        assert speech.plural(value) == (value > 1 or (value == 0 and speech is EN))


def test_styles_of_a_count():
    one = count(90, "signature", of=1240, qualifier="nearly", published_by="a")
    assert [FR.count(one, s) for s in ("bare", "of", "total")] == [
        "près de 90",
        f"près de 90 sur 1{N}240",
        f"1{N}240",
    ]
    assert [EN.count(one, s) for s in ("bare", "of", "total")] == [
        "nearly 90",
        "nearly 90 of 1,240",
        "1,240",
    ]
    assert EN.count(count(3), "of") == FR.count(count(3), "of") == "3"
    assert EN.count(count(3), "total") == FR.count(count(3), "total") == "0"
    assert (EN.count(one, "unit"), FR.count(one, "unit")) == ("signatures", "signatures")


@pytest.mark.parametrize(
    ("template", "name", "expected"),
    [
        ("au sein de {x}", "Ondelune", "Au sein d’Ondelune"),
        ("le départ de {x}", "Hélène Dory", "Le départ d’Hélène Dory"),
        ("le départ de {x}", "HÉLÈNE", "Le départ d’HÉLÈNE"),
        ("le départ de {x}", "Henri-Pierre Roc", "Le départ d’Henri-Pierre Roc"),
        ("le départ de {x}", "Hans Roc", "Le départ de Hans Roc"),
        ("au sein de {x}", "Halifax", "Au sein de Halifax"),
        ("au sein de {x}", "Yves", "Au sein d’Yves"),
        ("au sein de {x}", "Yann", "Au sein de Yann"),
        ("au sein de {x}", "Œuvre", "Au sein d’Œuvre"),
        ("au sein de {x}", "Élan", "Au sein d’Élan"),
        ("au sein de {x}", "onze marins", "Au sein de onze marins"),
        ("parce que {x}", "Anna", "Parce qu’Anna"),
        ("en faveur de {x}", "le conseil", "En faveur du conseil"),
        ("en faveur de {x}", "les équipes", "En faveur des équipes"),
        ("renoncer à {x}", "le poste", "Renoncer au poste"),
        ("selon {x} ; oui", "Le Phare", f"Selon Le Phare{N}; oui"),
        ("de {x}", "Le Phare", "De Le Phare"),
        ("l'heure : {x} ?", "midi", f"L’heure{B}: midi{N}?"),
    ],
)
def test_french_elision_and_spaces(template, name, expected):
    assert said(FR, template, x=Name(name, "ref")) == expected


def test_french_elides_before_words_of_its_own():
    assert said(FR, "mots de {x}.", x=Someone()) == "Mots d’une personne du groupe."
    assert said(FR, "un mot de {x}.", x=count(1, "article")) == "Un mot d’un article."


@given(st.text(alphabet="ab ;:!?'", max_size=30))
def test_french_typography_is_stable(text):
    once = FR.typeset(text)
    assert FR.typeset(once) == once
    assert "'" not in once
    assert not re.search(rf"[^{N};!?][;!?]", " " + once) or once[:1] in ";!?"


@pytest.mark.parametrize(
    ("day", "fr", "en"),
    [
        (date(2031, 11, 1), "samedi 1er novembre", "Saturday 1 November"),
        (date(2031, 11, 11), "mardi 11 novembre", "Tuesday 11 November"),
    ],
)
def test_days(day, fr, en):
    assert (FR.day(Day(day)), EN.day(Day(day))) == (fr, en)
    assert FR.day(Day(day, year=True)) == fr + " 2031"
    assert EN.day(Day(day, year=True)) == en + " 2031"


AT = datetime(2031, 11, 1, 20, 5, tzinfo=UTC)


def test_times_are_said_in_the_zone():
    assert FR.instant(Instant(AT, "Europe/Paris")) == f"samedi 1er novembre à 21{B}h{B}05"
    assert EN.instant(Instant(AT, "America/Halifax")) == "Saturday 1 November at 17:05"
    assert EN.instant(Instant(AT, "UTC", "day")) == "Saturday 1 November"
    assert FR.instant(Instant(AT, "UTC", "day")) == "samedi 1er novembre"


def test_stretches():
    later, next_day = AT.replace(minute=50), AT.replace(day=2)
    assert EN.stretch(Stretch(AT, AT, "UTC")) == "on Saturday 1 November at 20:05"
    assert EN.stretch(Stretch(AT, later, "UTC")) == (
        "between 20:05 and 20:50 on Saturday 1 November"
    )
    assert EN.stretch(Stretch(AT, next_day, "UTC")).endswith("and Sunday 2 November at 20:05")
    assert FR.stretch(Stretch(AT, AT, "UTC")) == f"samedi 1er novembre à 20{B}h{B}05"
    assert FR.stretch(Stretch(AT, later, "UTC")).startswith("samedi 1er novembre entre 20")
    assert FR.stretch(Stretch(AT, next_day, "UTC")).startswith("entre samedi 1er novembre à 20")


def quote(text, lang, *, cut=False):
    return Quoted(Citation("c", "d", text, 0, len(text)), lang, cut)


def test_quoted_words_keep_their_language_and_one_full_stop():
    assert said(FR, "elle dit {q}.", q=quote("Assez.", "fr")) == f"Elle dit «{N}Assez.{N}»"
    assert said(FR, "dit {q}.", q=quote("Enough", "en")) == f"Dit «{N}Enough{N}» (en anglais)."
    assert said(EN, "said {q}.", q=quote("Enough!", "en")) == "Said “Enough!”"
    assert said(EN, "said {q}, then.", q=quote("Enough!", "en")) == "Said “Enough!”, then."
    assert said(EN, "said {q}.", q=quote("Assez", "fr-FR", cut=True)) == (
        "Said “Assez […]” (in French)."
    )
    assert said(EN, "said {q}.", q=quote("?", "und")) == "Said “?”"
    assert said(EN, "said {q}.", q=quote("x", "qme")) == "Said “x”."


def test_a_template_holds_neither_numbers_nor_quotation_marks():
    for template in ("3 posts", "un « mot »", "a “word”", '"a"', "12%"):
        with pytest.raises(UncountedNumber):
            EN.line(template)


@pytest.mark.parametrize("value", [3, "three", None, 2.5, object()])
def test_a_slot_takes_nouns_only(value):
    with pytest.raises(TypeError, match="nouns"):
        EN.line("{n}", n=value)
    with pytest.raises(TypeError, match="singular"):
        EN.line("{n|a|b}", n=value)


def test_lists_and_reported_numbers():
    names = [Name(x, x) for x in "ABC"]
    assert said(EN, "by {x}", x=Listed(names)) == "By A, B and C"
    assert said(FR, "par {x}", x=Listed(names)) == "Par A, B et C"
    one = Reported(Outlet("L'Estran", "a"), count(90, "signature", qualifier="about"))
    assert said(FR, "{x}", x=one) == "Environ 90 (L’Estran)"
    assert said(EN, "giving {x}", x=one) == "Giving about 90 (L’Estran)"


def test_english_articles_turn():
    assert said(EN, "a {x}", x=Name("ostrich", "o")) == "An ostrich"
    assert said(EN, "a {x}", x=Name("whale", "o")) == "A whale"


def test_emoji_are_named():
    assert said(EN, "{x}", x=Emoji("💙", "w")) == "a blue heart (💙)"
    assert said(FR, "{x}", x=Emoji("💙", "w")) == "un cœur bleu (💙)"
    assert said(EN, "{x}", x=Emoji("🚀", "w")) == "a rocket (🚀)"
    assert said(FR, "{x}", x=Emoji("🚀", "w")) == "l’émoji 🚀 (fusée)"
    assert said(EN, "{x}", x=Emoji("💙", "w", ("❤",))) == "a heart (💙 ❤)"
    assert said(FR, "{x}", x=Emoji("💙", "w", ("❤",))) == "un cœur (💙 ❤)"
    assert said(EN, "{x}", x=Emoji("🚀", "w", ("🔥",))) == "one of the emoji 🚀 🔥"
    assert said(FR, "{x}", x=Emoji("🚀", "w", ("🔥",))) == "un des émojis 🚀 🔥"
    assert said(EN, "{x}", x=Emoji("?", "w")) == "the emoji ?"
    assert said(FR, "{x}", x=Emoji("?", "w")) == "l’émoji ?"
    assert name("🦉", "en") == "owl"
    assert EN.emoji(Emoji("🦉", "w")) == "an owl (🦉)"


@pytest.mark.parametrize(
    ("kind", "person", "fr", "en"),
    [
        ("dismissal", "Anna K", "le renvoi d’Anna K", "the dismissal of Anna K"),
        ("return", "", "le retour", "the return"),
        ("letter", "", "la publication de la lettre", "the publication of the letter"),
        ("vote", "", "le vote du samedi 1er novembre", "the vote of Saturday 1 November"),
        ("odd", "", "l’événement du samedi 1er novembre", "the event of Saturday 1 November"),
    ],
)
def test_events_stand_inside_a_sentence(kind, person, fr, en):
    event = EventName("L'heure zéro", "r", kind, date(2031, 11, 1), person)
    assert said(FR, "après {e}", e=event) == "Après " + fr
    assert said(EN, "after {e}", e=event) == "After " + en
    assert said(FR, "ici : {e:text}", e=event) == f"Ici{B}: l’heure zéro"
    outlet = evolve(event, text="Le Phare publie une version")
    assert said(FR, "ici : {e:text}", e=outlet) == f"Ici{B}: Le Phare publie une version"


def test_other_nouns():
    assert said(EN, "in {x}", x=Language("fr")) == "In French"
    assert said(FR, "en {x}", x=Language("en")) == "En anglais"
    assert said(EN, "in {x}", x=Language("q!")) == "In an unknown language"
    assert said(FR, "en {x}", x=Language("<b>")) == "En langue inconnue"
    assert said(EN, "on {x}", x=Platform("mastodon")) == "On Mastodon"
    assert said(EN, "on {x}", x=Platform("odd")) == "On a spreadsheet"
    assert said(EN, "by {x}", x=Code("v1.2", "version")) == "By v1.2"
    assert said(EN, "by {x}", x=Outlet("", "a", "letter")) == "By the letter itself"
    assert said(FR, "par {x}", x=Outlet("", "a", "post")) == "Par sa propre publication"
    for who in ("leader", "lead", "staff", "outside"):
        assert said(EN, "{x}", x=Someone(who)) != said(FR, "{x}", x=Someone(who))


def test_roles_are_epicene_in_french():
    assert said(FR, "{x}", x=Role("directrice générale", "r")) == "direction générale"
    assert said(EN, "{x}", x=Role("Directrice générale", "r")) == "chief executive"
    assert translated("responsable d'équipe", "en") == "team lead"
    assert translated("marin", "en") == "marin"
    assert translated("administratrice", "fr") == "administratrice"
    assert translated("administrateur", "en") == "board member"
    assert known("marin") == ""
    assert [lane(r) for r in ("CEO", "team lead", "chief scientist", "marin")] == [
        "leader",
        "lead",
        "leader",
        "staff",
    ]


@pytest.mark.parametrize("book", [french(), english()])
def test_every_value_has_words(book):
    assert set(book.page.states) == set(STATES)
    for state in STATES:
        assert book.speech.text(book.method.status(state, AT, "UTC"))
    assert book.method.rule("stance:words")
    assert book.method.rule("no-such-rule") == ""


def test_the_phrasebooks_have_the_same_labels():
    fr, en = french().page, english().page
    assert set(fr.labels) == set(en.labels)
    assert set(fr.sections) == set(en.sections)
    for words in ("certainties", "echoes", "polarities", "qualities", "figure_how", "within"):
        assert set(getattr(fr, words)) == set(getattr(en, words))
