"""Each editorial rule fails on a counter-example, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from attrs import evolve

from contrecoup.errors import ReportError, UncitedSentence, UncountedNumber
from contrecoup.model.counts import Count
from contrecoup.model.evidence import Citation
from contrecoup.model.people import Person, Roster
from contrecoup.model.report import (
    Cell,
    EvidenceItem,
    Figure,
    Part,
    Report,
    Section,
    Sentence,
    Table,
)
from contrecoup.report import check, rules
from contrecoup.report.english import phrasebook as english
from contrecoup.report.french import phrasebook as french

BOOKS = {"fr": french(), "en": english()}
TEXT = "Nous partirons demain."
CITED = Citation("c", "x:1", TEXT, 0, len(TEXT))
ROSTER = Roster(
    people=(Person(person_id="p1", name="Anna", public=True), Person(person_id="p2", name="Bo"))
)


def count(value=3, **more):
    ids = tuple(f"i{n}" for n in range(value)) if value < 50 else ()
    return Count(**{"value": value, "unit": "post", "rule": "documents", "ids": ids, **more})


def words(text):
    return Part(role="words", text=text)


def number(c, text, **more):
    return Part(role="count", text=text, count=c, **more)


NAME = Part(role="name", text="Anna", ref="p1")
SOURCE = Part(role="source", text="Le Phare", ref="article:1")
WHEN = Part(role="time", text="1er novembre", ref="2031-11-01")


def quote(text=TEXT, lang="fr", citation=CITED):
    return Part(role="quote", text=text, citation=citation, lang=lang)


def sentence(*parts, **more):
    return Sentence(
        **{"sentence_id": "k1", "kind": "test", "parts": parts, "citations": (CITED,), **more}
    )


def report(block, lang="fr", **more):
    good = sentence(words("Anna a écrit" if lang == "fr" else "Anna wrote"))
    item = EvidenceItem(
        document_id="x:1", kind="post", author="", title="", text=TEXT, lang="fr", url="",
        published="", printed_at="", captured="", checked="", state="live", status="",
        capture_id="c", place="",
    )  # fmt: skip
    return Report(
        **{
            "lang": lang, "title": "", "masthead": (), "headline": good, "standfirst": good,
            "sections": (Section(key="key", title="Ici", blocks=(block,)),), "evidence": (item,),
            "labels": {}, "as_of": datetime(2031, 1, 1, tzinfo=UTC), "zone": "UTC", "version": "0",
            **more,
        }
    )  # fmt: skip


def broken(block, lang="fr", **more):
    found = check(report(block, lang, **more), ROSTER)
    return {int(str(e.message).split()[1].rstrip(":")) for e in found}


def said(lang, fr, en):
    return fr if lang == "fr" else en


WORDS = [
    (6, "Anna a prétendu cela", "Anna claimed it"),
    (6, "Anna fustige cela", "Anna slammed it"),
    (7, "Le groupe est furieux", "The group is furious"),
    (7, "Le groupe pense cela", "The group believes it"),
    (9, "Anna serait en mer", "Anna may have left"),
    (9, "Anna est soi-disant en mer", "Anna is reportedly at sea"),
    (10, "Anna a publié la premièr\u0065", "Anna posted first"),
    (12, "Tous les membres ont signé", "All of the members signed"),
    (12, "Anna garde le silence", "Anna was silent"),
    (13, "Cela a provoqué un départ", "That led to a departure"),
    (13, "Un groupe coordonné", "A coordinated group"),
    (15, "Un tiers, soit la moitié %", "Half, that is 50%"),
    (17, "En moyenne, cela va", "On average, it goes"),
    (20, "Elle a signé", "She signed"),
    (20, "Anna est partie", "Her post"),
]


@pytest.mark.parametrize(("rule", "fr", "en"), WORDS)
def test_words_that_are_never_written(lang, rule, fr, en):
    text = said(lang, fr, en)
    assert rule in broken(sentence(words(text)), lang), text
    assert rule in broken(Section_table(text), lang)
    assert rule in broken(sentence(words("Ici.")), lang, labels={"open": text})
    ours = sentence(words(text), reworded_by="P. R.")
    assert rule not in broken(ours, lang)


def Section_table(text):  # noqa: N802  reads as a noun
    return Table(table_id="t", caption=text, columns=(), rows=((Cell(parts=()),),))


def test_a_sentence_needs_evidence(lang):
    bare = sentence(words("Ici"), citations=())
    assert broken(bare, lang) == {1}
    (error,) = check(report(bare, lang))
    assert isinstance(error, UncitedSentence)
    assert (error.place, error.next_step) == ("k1", "No sentence without evidence.")
    counted = sentence(number(count(), said(lang, "trois", "three")), citations=())
    assert broken(counted, lang) == set()
    unknown = count(3, ids=(), rule="guess")
    assert broken(sentence(number(unknown, "3"), citations=()), lang) == {1}
    held = count(3, ids=(), rule="documents")
    assert 1 not in broken(sentence(number(held, "3"), citations=()), lang)
    theirs = count(3, ids=(), rule="guess", published_by="article:1")
    assert 1 not in broken(sentence(number(theirs, "3"), citations=()), lang)
    nothing = count(0, rule="guess")
    assert 1 not in broken(sentence(number(nothing, "0"), citations=()), lang)


def test_a_number_is_a_count(lang):
    (error,) = check(report(sentence(words("Ici 3")), lang))
    assert isinstance(error, UncountedNumber)
    assert broken(sentence(Part(role="count", text="trois")), lang) == {1}


def test_quotation_marks_stand_around_quoted_words(lang):
    o, c = BOOKS[lang].speech.opening, BOOKS[lang].speech.closing
    verb = said(lang, "Anna a écrit ", "Anna wrote ")
    tail = c + ("" if lang == "fr" else " (in French)")
    assert broken(sentence(words(verb + o), quote(), words(tail)), lang) == set()
    assert broken(sentence(words(f"{verb}{o}Oui{c}")), lang) == {2}
    uncited = evolve(quote(), citation=None)
    assert 2 in broken(sentence(words(verb + o), uncited, words(tail)), lang)
    changed = quote("Nous partirons.")
    assert broken(sentence(words(verb + o), changed, words(tail)), lang) == {2}
    first = evolve(CITED, exact="Nous", end=4)
    cut = sentence(words(verb + o), quote("Nous […] demain.", citation=first), words(tail))
    assert broken(cut, lang) == set()
    another = sentence(words(verb + o), quote("partirons", citation=first), words(tail))
    assert broken(another, lang) == {2}
    elsewhere = quote("Jamais.", citation=Citation("c", "x:1", "Jamais.", 0, 7))
    assert broken(sentence(words(verb + o), elsewhere, words(tail)), lang) == {2}


def test_the_language_of_quoted_words_is_said(lang):
    other = said(lang, "en", "fr")
    o, c = BOOKS[lang].speech.opening, BOOKS[lang].speech.closing
    verb = said(lang, "Anna a écrit ", "Anna wrote ")
    assert broken(sentence(words(verb + o), quote(lang=other), words(c)), lang) == {3}
    tail = said(lang, " (en anglais)", " (in French)")
    assert broken(sentence(words(verb + o), quote(lang=other), words(c + tail)), lang) == set()
    assert broken(sentence(words(verb + o), quote(lang=""), words(c)), lang) == {3}


def test_a_source_is_named(lang):
    told = sentence(words(said(lang, "Anna a signé", "Anna signed")), certainty="one-outlet")
    assert broken(told, lang) == {4}
    assert broken(evolve(told, parts=(SOURCE, *told.parts)), lang) == set()


def test_quotes_are_said_or_written(lang):
    o, c = BOOKS[lang].speech.opening, BOOKS[lang].speech.closing
    mute = sentence(NAME, words(" " + o), quote(lang=lang), words(c))
    assert broken(mute, lang) == {5}


def test_a_heart_is_a_posted_heart(lang):
    text = said(lang, "Trois ont montré leur soutien", "Three showed support")
    assert broken(sentence(words(text), kind="unison.wave"), lang) == {8}


def test_a_conditional_needs_a_named_source(lang):
    text = said(lang, "Selon ", "According to ")
    rest = said(lang, ", Anna rejoindrait un rival", ", Anna may have left")
    assert broken(sentence(words(text), SOURCE, words(rest)), lang) == set()
    assert broken(sentence(words("Ici" + rest)), lang) == {9}


def test_absence_says_that_nothing_was_found_and_where(lang):
    none = said(lang, "Nous n’avons trouvé aucun propos : ", "We found no words from ")
    none = BOOKS[lang].speech.typeset(none)
    three = number(count(), said(lang, "trois", "three"))
    good = sentence(words(none), three, certainty="absence")
    assert broken(good, lang) == set()
    assert broken(evolve(good, parts=(words(none),)), lang) == {11}
    assert broken(evolve(good, parts=(words("Ici "), three)), lang) == {11}


def test_a_number_has_denominator_source_and_time(lang):
    n = count(214, unit="signature", of=240, published_by="article:1")
    n214 = number(n, "214")
    assert broken(sentence(SOURCE, n214, WHEN), lang) == set()
    assert broken(sentence(SOURCE, n214), lang) == {14}
    assert broken(sentence(n214, WHEN), lang) == {14}
    assert broken(sentence(number(count(3, rule=""), "3")), lang) == {14}
    assert broken(sentence(number(count(3, of=2), "3")), lang) == {14}


def test_percentages_need_thirty(lang):
    few = Count(value=50, unit="percent", rule="r", ids=("a",), of=10)
    text = BOOKS[lang].speech.count(few)
    assert broken(sentence(number(few, text)), lang) == {15}
    assert broken(sentence(number(evolve(few, of=30), text)), lang) == set()


def test_about_is_the_sources_own(lang):
    about = said(lang, "Anna a dit environ ", "Anna said about ")
    assert broken(sentence(words(about), number(count(), "3")), lang) == {16}
    vague = said(lang, "environ 3", "about 3")
    assert broken(sentence(number(count(), vague)), lang) == {16}
    assert broken(sentence(number(count(qualifier="about"), vague)), lang) == set()
    talked = words(said(lang, "Anna a parlé autour de ", "Anna talked about "))
    assert broken(sentence(talked, SOURCE), lang) == set()
    within = words(said(lang, "Anna a parlé autour de la mer, ", "Anna talked about the sea, "))
    assert broken(sentence(within, number(count(), "3")), lang) == set()


def test_thousands_and_zero_are_set_right(lang):
    for wrong in ("1214", "1.214", said(lang, "1,214", "1\u202f214")):
        assert broken(sentence(number(count(1214), wrong)), lang) == {18}
    assert broken(sentence(number(count(1), said(lang, "1 message", "1 post"))), lang) == set()
    right = BOOKS[lang].speech.number(1214)
    assert broken(sentence(number(count(1214), right)), lang) == set()
    assert broken(sentence(number(count(0), said(lang, "aucun", "no"))), lang) == {18}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_denominator_of_zero_is_no_zero(lang):
    none = count(0, of=2, of_label="posts")
    assert broken(sentence(number(none, "2")), lang) == set()
    assert broken(sentence(number(none, "3")), lang) == {18}


def test_a_day_is_read_where_a_time_stands_alone():
    label = sentence(words("Ici"))
    assert broken(label, labels={"open": "page 1 sur deux"}) == set()
    assert broken(sentence(words("Ici "), evolve(WHEN, text="1 novembre"))) == {18}


def test_french_typography_is_checked():
    assert broken(sentence(number(count(0), "0 signatures"))) == {18}
    assert broken(sentence(Part(role="time", text="1 novembre", ref="d"))) == {18}
    for wrong in ("Anna dit ;", "Anna dit:", "Qu'ici", "Ici!"):
        assert broken(sentence(words(wrong))) == {18}, wrong
    for right in ("Anna\u202f;", "Anna\u00a0:", "Qu’ici"):
        assert broken(sentence(words(right))) == set()
    assert broken(sentence(NAME, words("\u202f; ici"))) == set()


def test_a_role_has_its_source(lang):
    assert broken(sentence(Part(role="label", text="chair")), lang) == {19}
    assert broken(sentence(Part(role="label", text="chair", ref="r")), lang) == set()


def test_private_people_are_not_named(lang):
    assert broken(sentence(Part(role="name", text="Bo", ref="p2")), lang) == {21}
    assert broken(sentence(NAME), lang) == set()
    assert check(report(sentence(Part(role="name", text="Bo", ref="p2")), lang)) == ()


def test_praise_and_criticism_need_the_same_evidence(lang):
    for side, note in (("supported", ""), ("criticised", "right-of-reply")):
        one = sentence(number(count(), "3"), kind=f"voices.{side}", note=note)
        assert broken(one, lang) == {22}
        others = tuple(Citation("c", f"x:{n}", "", 0, 0) for n in range(3))
        assert broken(evolve(one, citations=others), lang) == set()
        assert broken(evolve(one, parts=(NAME,)), lang) == set()
        assert 22 not in broken(evolve(one, parts=(NAME,), citations=()), lang)
        many = evolve(one, parts=(number(count(30), "30"),))
        for cited, wrong in ((23, {22}), (24, set())):
            cites = tuple(Citation("c", f"x:{n}", "", 0, 0) for n in range(cited))
            assert broken(evolve(many, citations=cites), lang) == wrong


def test_criticism_flags_a_right_of_reply(lang):
    one = sentence(NAME, kind="voices.criticised")
    assert broken(one, lang) == {23}
    assert broken(evolve(one, note="right-of-reply"), lang) == set()


def test_figures_are_read_too(lang):
    figure = Figure(
        figure_id="f1", value=number(count(), "3"), label=said(lang, "Tous", "All"), how="Ici"
    )
    assert broken(figure, lang) == {12}


def test_the_rules_are_numbered_as_in_the_specification():
    numbers = [rule.number for rule in rules()]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, 24))
    assert all(rule.title.endswith(".") for rule in rules())
    assert all(issubclass(rule.error, ReportError) for rule in rules())


@pytest.mark.parametrize("outlet", ["100 % Vosges", "L'Est à 7 %", '7" % "'])
def test_the_name_of_an_outlet_breaks_no_rule(lang, outlet):
    label = said(lang, "signatures, selon ", "signatures, according to ")
    figure = Figure(
        figure_id="f1",
        value=number(count(), "3"),
        label=label + outlet.replace("'", "’"),
        how=said(lang, "Comptées une à une.", "Counted one by one."),
        citations=(CITED,),
    )
    made = report(figure, lang)
    named = evolve(made, evidence=(evolve(made.evidence[0], author=outlet),))
    assert check(named, ROSTER) == ()
    assert check(made, ROSTER)
