"""Cards of reported speech: the outlet's sentence whole, never its words as the speaker's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from attrs import evolve

from contrecoup.model.counts import Count
from contrecoup.model.evidence import GROUNDS, Vouched
from contrecoup.model.report import Card
from contrecoup.model.times import Moment
from contrecoup.report.described import described
from contrecoup.report.desk import Desk
from contrecoup.report.english import phrasebook as english
from contrecoup.report.french import phrasebook as french
from contrecoup.report.rules import check
from contrecoup.report.slots import Code


def card(report, finding_id: str) -> Card:
    cards = [b for s in report.sections for b in s.blocks if isinstance(b, Card)]
    return next(c for c in cards if c.card_id == f"card-{finding_id}")


def reported(given, exact: str, **more: object):
    """The case with its indirect quotation standing on other words of Le Phare."""
    article = next(a for a in given.documents.articles if a.article_id == "article:phare")
    (one,) = [q for q in given.findings.quotations if q.finding_id == "quotation:indirect"]
    start = article.text.index(exact)
    first = one.renderings[0]
    cited = evolve(first.citation, exact=exact, start=start, end=start + len(exact))
    said = evolve(one, renderings=(evolve(first, **{"citation": cited, "text": exact, **more}),))
    others = [q for q in given.findings.quotations if q.finding_id != one.finding_id]
    return evolve(given, findings=evolve(given.findings, quotations=(*others, said)))


def with_text(given, old: str, new: str):
    articles = tuple(
        evolve(a, text=a.text.replace(old, new)) if a.article_id == "article:phare" else a
        for a in given.documents.articles
    )
    return evolve(given, documents=evolve(given.documents, articles=articles))


def test_reported_speech_is_shown_in_the_sentence_of_the_outlet(given, lang):
    shown = card(reported(given, "assure que tout va bien").write(lang), "indirect")
    assert shown.quote.role == "quote"
    assert shown.quote.text == "Il assure que tout va bien."
    assert shown.speaker == "Brigid Sweeney"
    assert "Le Phare" in shown.how
    (cited,) = shown.citations
    assert cited.exact == shown.quote.text
    said = {
        "fr": "Le Phare à propos de Brigid Sweeney, avec les mots de la rédaction\u00a0:",
        "en": "Le Phare reported of Brigid Sweeney, in the words of the outlet:",
    }[lang]
    assert shown.lead == said
    assert shown.copy_text.startswith(f"{said} Il assure que tout va bien. — ")
    assert "— Brigid" not in shown.copy_text


def test_words_of_the_speaker_have_no_lead(given, lang):
    found = reported(given, "que tout va bien", kind="direct")
    assert card(found.write(lang), "indirect").lead == ""


def test_a_wording_in_indirect_speech_is_told_as_the_outlets(given, lang):
    own = next(q for q in given.findings.quotations if q.post_id and len(q.renderings) > 1)
    first, press, *_ = own.renderings
    said = evolve(own, renderings=(first, evolve(press, kind="indirect"), press))
    others = [q for q in given.findings.quotations if q.finding_id != own.finding_id]
    found = evolve(given, findings=evolve(given.findings, quotations=(said, *others)))
    shown = card(found.write(lang), own.finding_id.removeprefix("quotation:"))
    told = {
        "fr": "discours indirect, avec les mots de la rédaction",
        "en": "indirect speech, in the words of the outlet",
    }[lang]
    assert [w.indirect for w in shown.wordings] == [True, False]
    assert shown.wordings[0].note.startswith(told)
    assert told not in shown.wordings[1].note
    assert shown.lead == ""  # the card itself has the person's own words


def test_a_quotation_behind_a_number_has_marks_only_where_the_words_are_the_speakers(given, lang):
    wanted = "quotation:indirect"
    for kind in ("direct", "indirect"):
        found = reported(given, "que tout va bien", kind=kind)
        book = {"fr": french, "en": english}[lang]()
        desk = Desk(found.findings, found.documents, found.roster, found.settings, book)
        (said,) = described(desk, {wanted}).values()
        assert said.endswith("que tout va bien") is (kind == "indirect")
        assert "Brigid Sweeney" in said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("que tout va bien", "que tout va bien " + "et le reste aussi " * 30),
        ("que tout va bien", "avec\nAlix Morvan que tout va bien"),
        ("Il assure que tout va bien", "Alix Morvan assure que tout va bien"),
    ],
)
def test_a_part_of_a_sentence_that_is_not_shown_whole_has_no_quotation_marks(given, lang, old, new):
    found = reported(with_text(given, old, new), "que tout va bien" if "avec" in new else new[-20:])
    report = found.write(lang)
    shown = [
        b for s in report.sections for b in s.blocks
        if isinstance(b, Card) and b.card_id == "card-indirect"
    ]  # fmt: skip
    assert len(shown) == 1
    for one in shown:
        assert one.quote.role == "label"
        assert not one.copy_text.startswith(("«", "“"))
    assert check(report, found.roster) == ()


def test_words_over_two_sentences_are_no_sentence(given, lang):
    exact = "Il réclame le retour de Nolwenn Trévidic. « J'apprends mon départ"
    shown = card(reported(given, exact).write(lang), "indirect")
    assert shown.quote.role == "label"


def test_the_comma_before_the_reporters_words_is_not_quoted(given, lang):
    found = reported(
        with_text(given, "tout va bien.", "tout va bien, a-t-il dit."),
        "que tout va bien,",
        kind="direct",
    )
    shown = card(found.write(lang), "indirect")
    assert shown.quote.text == "que tout va bien"
    assert shown.quote.citation is not None
    assert shown.quote.citation.exact == "que tout va bien"
    assert check(found.write(lang), found.roster) == ()


def test_words_in_pieces_keep_their_citation(given, lang):
    found = reported(given, "Il assure", text="Il assure […] va bien", kind="direct")
    shown = card(found.write(lang), "indirect")
    assert shown.quote.text == "Il assure […] va bien"
    assert shown.quote.citation is not None
    assert shown.quote.citation.exact == "Il assure"


def test_a_time_in_utc_says_its_day_where_it_is_another(given):
    late = {
        lang: [
            b.when_utc for s in given.write(lang).sections for b in s.blocks if isinstance(b, Card)
        ]
        for lang in ("fr", "en")
    }
    assert all("UTC" in said or not said for said in (*late["fr"], *late["en"]))
    assert not any("samedi" in said for said in late["fr"])
    moved = evolve(given, settings=evolve(given.settings, zone="Pacific/Auckland"))
    for lang, day in (("fr", "vendredi 31 octobre, "), ("en", "Friday 31 October, ")):
        cards = [b for s in moved.write(lang).sections for b in s.blocks if isinstance(b, Card)]
        assert any(c.when_utc.startswith(day) for c in cards)


def test_one_version_of_the_letter_needs_no_date(given):
    letters = given.documents.letters[:1]
    one = evolve(given, documents=evolve(given.documents, letters=letters))
    said = {lang: " ".join(s.text for s in one.write(lang).sentences()) for lang in ("fr", "en")}
    assert "Les signataires ont écrit" in said["fr"]
    assert "The signatories wrote their demand: " in said["en"]
    both = " ".join(s.text for s in given.write("fr").sentences())
    assert "Dans la version publiée" in both


def test_places_in_captures_are_said_in_the_language_of_the_page(given):
    french = {e.document_id: e.place for e in given.write("fr").evidence}
    english = {e.document_id: e.place for e in given.write("en").evidence}
    assert french["x:1"] == "ligne 1"
    assert english["x:1"] == "line 1"
    assert french["article:phare"] == "page"


def test_one_day_is_said_once_in_the_masthead(given):
    end = given.settings.events[0].at
    short = evolve(given, settings=evolve(given.settings, start=end, end=end))
    assert short.write("fr").masthead[0] == "Vendredi 31 octobre 2031"
    assert short.write("en").masthead[0] == "Friday 31 October 2031"


VOUCHED = (
    Vouched("x:1", "signed"),
    Vouched("x:1", "unchanged"),
    Vouched("x:2", "other-words"),
    Vouched("article:phare", "existed", Moment(datetime(2031, 11, 4, 9, tzinfo=UTC))),
)


def test_what_stands_behind_a_document_is_said_beside_it(given, lang):
    report = given.write(lang, vouched=VOUCHED)
    shown = {item.document_id: item.vouched for item in report.evidence}
    french = lang == "fr"
    assert shown["x:1"] == (
        "inchangé depuis la capture · signature du compte vérifiée"
        if french
        else "unchanged since capture · signed by the account"
    )
    assert shown["x:2"] == (
        "le compte a signé d’autres mots" if french else "the account signed other words"
    )
    assert shown["article:phare"] == (
        "existait déjà mardi 4 novembre à 10\u00a0h\u00a000"
        if french
        else "existed by Tuesday 4 November at 10:00"
    )
    assert shown["x:50"] == ""
    said = next(s for s in report.sentences() if s.kind == "method.signed")
    assert said.counts[0].value == 1
    assert ("porte la signature" if french else "is signed by its account") in said.text
    none = next(s for s in given.write(lang).sentences() if s.kind == "method.signed")
    assert ("notre seule parole" if french else "on our word") in none.text


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_ground_has_words(given, lang, ground):
    moment = Moment(datetime(2031, 11, 4, 9, tzinfo=UTC))
    report = given.write(lang, vouched=(Vouched("x:1", ground, moment),))
    (item,) = [i for i in report.evidence if i.document_id == "x:1"]
    assert item.vouched


@pytest.mark.parametrize("book", [french(), english()])
def test_bounds_without_a_share(book):
    right = Count(value=9, unit="item", rule="accuracy", of=12, of_label="checked")
    low, high = (Count(value=n, unit="percent", rule="accuracy", of=40) for n in (50, 90))
    said = book.speech.text(
        book.method.accuracy(Code("moves", "accuracy"), right, None, (low, high))
    )
    assert "50" in said
    assert "90" in said
