"""The account of the small case, whole."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve, fields

from contrecoup.errors import ReportError
from contrecoup.model.decisions import Decision
from contrecoup.model.documents import Documents
from contrecoup.model.findings import Findings
from contrecoup.model.people import Roster
from contrecoup.model.posts import Posts
from contrecoup.model.report import Card, Chart, Figure, Group, Sentence, Table
from contrecoup.model.settings import Settings
from contrecoup.report import Accuracy, check, write
from contrecoup.report.rules import HELD

ORDER = (
    "figures", "key", "hours", "leaders", "moves", "earlier", "unison", "letter", "quotations",
    "stances", "unknown", "method", "sources",
)  # fmt: skip


def blocks(report, key, kind):
    section = next(s for s in report.sections if s.key == key)
    return [b for b in section.blocks if isinstance(b, kind)]


def test_sections_stand_in_their_order(given, lang):
    report = given.write(lang)
    assert tuple(s.key for s in report.sections) == ORDER
    assert check(report, given.roster) == ()


def test_headline_and_standfirst_in_french(given):
    report = given.write("fr")
    assert report.headline.text == (
        "Au sein d’Ondelune, trois jours après le renvoi de Nolwenn Trévidic, une lettre ouverte"
        " portait 214\u00a0signatures pour un effectif de 240, a rapporté Le Phare"
        " lundi 3 novembre 2031"
    )
    assert report.standfirst.text.startswith("En deux jours, selon The Harbour Ledger, trois")


def test_headline_and_standfirst_in_english(given):
    report = given.write("en")
    assert report.headline.text == (
        "At Ondelune, an open letter had 214 signatures from a staff of 240 three days after the"
        " dismissal of Nolwenn Trévidic, Le Phare reported on Monday 3 November 2031"
    )
    assert "held the post of chief executive at Ondelune; seven people" in report.standfirst.text


def test_every_sentence_has_evidence(given, lang):
    for sentence in given.write(lang).sentences():
        counted = [c for c in sentence.counts if c.ids or c.published_by or c.rule in HELD]
        assert sentence.citations or counted, sentence.text


def test_both_languages_say_the_same_kinds(given):
    french, english = (given.write(lang) for lang in ("fr", "en"))
    kinds = [{s.kind for s in r.sentences()} for r in (french, english)]
    # the letter is quoted in the report's language where it has it, and only its French threatens
    assert kinds[0] ^ kinds[1] == {"letterwords.threat"}


def test_the_order_of_findings_makes_no_difference(given, lang):
    expected = given.write(lang)
    shuffle = random.Random(7)
    for _ in range(3):
        rows = {}
        for column in fields(Findings):
            value = getattr(given.findings, column.name)
            if isinstance(value, tuple):
                value = tuple(shuffle.sample(value, len(value)))
            rows[column.name] = value
        assert evolve(given, findings=Findings(**rows)).write(lang) == expected


def test_sentence_ids_are_unique(given, lang):
    ids = [s.sentence_id for s in given.write(lang).sentences()]
    assert len(ids) == len(set(ids))
    assert {"h", "s", "k1", "t1", "m1", "u1", "l1", "q1", "x1", "c1"} <= set(ids)


def test_private_people_are_never_named(given, lang):
    report = given.write(lang)
    words = " ".join(s.text for s in report.sentences())
    words += " ".join(e.author + e.text + e.url for e in report.evidence)
    for section in report.sections:
        for card in section.blocks:
            if isinstance(card, Card):
                words += card.speaker + card.quote.text + card.copy_text
                words += " ".join(w.quote.text for w in card.wordings)
    item = next(e for e in report.evidence if e.document_id == "x:58")
    assert item.masked
    assert item.text == ""
    assert "Alix" not in words
    assert "Prénom" not in words
    assert "staff0" not in words


def test_a_private_persons_removed_post_is_masked_and_never_quoted(given, lang):
    report = given.write(lang)
    item = next(e for e in report.evidence if e.document_id == "x:53")
    assert item.masked
    assert item.text == item.url == ""
    said = [p.text for s in report.sentences() for p in s.parts if p.role == "quote"]
    said += [c.quote.text for c in blocks(report, "quotations", Card)]
    assert not any("effacé" in text for text in said)
    assert not any("effacé" in c.exact for s in report.sentences() for c in s.citations)


def test_words_of_people_not_named_that_only_a_chart_counts_are_not_printed(given, lang):
    hearts = {f"x:{n}" for n in range(40, 46)}

    def printed(report):
        return {e.document_id for e in report.evidence if e.text}

    assert hearts <= printed(given.write(lang))
    bare = evolve(given, findings=evolve(given.findings, waves=())).write(lang)
    left = {e.document_id: e for e in bare.evidence}
    assert hearts <= left.keys() - printed(bare)
    assert all(left[key].masked and not left[key].url for key in hearts)
    assert "x:1" in printed(bare)  # somebody named


@pytest.mark.parametrize("policy", ["verbatim", "paraphrase", "count"])
@pytest.mark.parametrize("reason", ["", "Propos d’intérêt public"])
def test_the_policy_decides_what_is_shown(given, lang, policy, reason):
    settings = evolve(given.settings, unavailable=policy, unavailable_reason=reason)
    report = evolve(given, settings=settings).write(lang)
    item = next(e for e in report.evidence if e.document_id == "x:53")
    assert item.masked == (policy != "verbatim")
    words = " ".join(s.text for s in report.sentences() if s.kind == "method.policy")
    assert (reason in words) if policy == "verbatim" else (not reason or reason not in words)


def test_public_peoples_removed_posts_are_masked_only_by_paraphrase(given):
    removal = evolve(given.findings.removals[0], finding_id="removal:1", post_id="x:1")
    findings = evolve(given.findings, removals=(removal,))
    shown = evolve(given, findings=findings).write("fr")
    assert not next(e for e in shown.evidence if e.document_id == "x:1").masked
    settings = evolve(given.settings, unavailable="paraphrase")
    hidden = evolve(given, findings=findings, settings=settings).write("fr")
    assert next(e for e in hidden.evidence if e.document_id == "x:1").masked


def test_a_recheck_is_dated(given):
    items = {e.document_id: e for e in given.write("en").evidence}
    assert items["x:52"].status == "online on Tuesday 4 November at 12:00"
    assert items["x:52"].checked == "Tuesday 4 November at 12:00"
    assert items["x:53"].status.startswith("removed: the platform says so")
    assert items["x:20"].status == "not rechecked"


def test_criticism_that_names_somebody_asks_for_a_reply(given, lang):
    notes = {s.note for s in given.write(lang).sentences() if s.kind == "voices.criticised"}
    assert notes == {"right-of-reply"}


def test_a_side_taken_in_a_post_that_is_gone_is_told_so(given):
    def told(*extra):
        stances = (*given.findings.stances, *extra)
        report = evolve(given, findings=evolve(given.findings, stances=stances)).write("en")
        return [
            s.text
            for s in report.sentences()
            if s.kind == "voices.criticised" and "critical of the board" in s.text
        ][-1]

    board = [s for s in given.findings.stances if s.target == "role:board"]
    gone = next(s for s in board if s.holder == "staff4")
    assert told().endswith("; one person in a post no longer available.")
    also = evolve(gone, finding_id="stance:z", document_id="x:50")
    assert told(also).endswith("the board.")
    assert told(evolve(also, finding_id="stance:0")).endswith("the board.")


def test_the_table_of_sides_tells_which_stood_in_posts_that_are_gone(given, lang):
    def column(*extra):
        stances = (*given.findings.stances, *extra)
        report = evolve(given, findings=evolve(given.findings, stances=stances)).write(lang)
        (table,) = [t for t in blocks(report, "stances", Table) if t.table_id == "table-stances"]
        board = next(
            i for i, name in enumerate(table.columns) if "board" in name or "conseil" in name
        )
        return " | ".join(row[board].text for row in table.rows)

    lost = {"fr": "n'est plus disponible", "en": "in a post no longer available"}[lang]
    told = column().replace("’", "'")
    assert told.count(lost) == 1
    gone = next(
        s for s in given.findings.stances if s.holder == "staff4" and s.target == "role:board"
    )
    also = evolve(gone, finding_id="stance:z", document_id="x:50")
    assert lost not in column(also).replace("’", "'")


def test_numbers_that_disagree_stand_side_by_side(given):
    found = [s for s in given.write("en").sentences() if s.kind == "letterwords.differ"]
    assert "214 (Le Phare)" in found[-1].text
    assert "150 (an article without a named outlet)" in found[-1].text


def test_a_card_shows_where_the_press_departs(given):
    cards = blocks(given.write("en"), "quotations", Card)
    card = next(c for c in cards if c.speaker == "Nolwenn Trévidic")
    phare = card.wordings[0]
    assert [phare.quote.text[a:b] for a, b in phare.differences] == ["départ"]
    assert "machine" in card.wordings[1].note
    assert not card.wordings[2].differences
    assert len(card.wordings) == 3
    assert card.when_utc == "17:30 UTC"
    assert card.role == "chief executive"
    assert card.copy_text.endswith("https://x.com/nolwenn/1")


def test_charts_have_words_and_tables(given, lang):
    report = given.write(lang)
    charts = [b for s in report.sections for b in s.blocks if isinstance(b, Chart)]
    groups = [b for s in report.sections for b in s.blocks if isinstance(b, Group)]
    charts += [b for g in groups for b in g.blocks if isinstance(b, Chart)]
    assert {c.kind for c in charts} == {"lanes", "strip", "steps", "slope"}
    (hours,) = [c for c in charts if c.chart_id == "chart-hours"]
    numbers = {"fr": "Un nombre au-dessus d’une barre", "en": "A number over a bar"}[lang]
    assert numbers in hours.description
    for chart in charts:
        assert chart.description.endswith(".")
        assert chart.table.rows
        assert chart.start < chart.end


def test_figures_have_their_denominator_in_the_label(given):
    figures = blocks(given.write("fr"), "figures", Figure)
    assert [f.figure_id for f in figures] == ["f1", "f2", "f3", "f4"]
    assert figures[1].label.startswith("personnes dont nous avons trouvé des propos, sur 12")


@pytest.mark.parametrize(
    ("lang", "one", "two"),
    [
        ("en", "1 finding was decided by a person;", "2 findings were decided by a person;"),
        ("fr", "1 constat a fait l’objet d’une décision", "2 constats ont fait l’objet d’une"),
    ],
)
def test_what_a_person_decided_is_not_told_as_unchecked(given, lang, one, two):
    held = given.findings.quotations
    rows = [
        Decision(
            verb=verb,
            target=found.finding_id,
            value="",
            why="Lu",
            who="A",
            at=datetime(2031, 11, 5, tzinfo=UTC),
        )
        for verb, found in zip(("accept", "reject"), held, strict=False)
    ]
    for number, words in ((1, one), (2, two)):
        report = given.write(lang, decisions=tuple(rows[:number]))
        (said,) = [s.text for s in report.sentences() if s.kind == "limits.unmeasured"]
        assert said.startswith(words)
        assert {"en": "checked blind", "fr": "à l’aveugle"}[lang] in said
    (nobody,) = [s.text for s in given.write(lang).sentences() if s.kind == "limits.unmeasured"]
    assert {"en": "no items checked by hand", "fr": "aucun élément vérifié"}[lang] in nobody


def test_measured_accuracy_is_said(given, lang):
    accuracy = (
        Accuracy(detector="quotations", right=45, checked=50, source="eval/hand.csv"),
        Accuracy(detector="moves", right=5, checked=10, source="eval/hand.csv"),
    )
    report = given.write(lang, accuracy=accuracy)
    words = " ".join(s.text for s in report.sentences() if "accuracy" in s.kind)
    assert "90" in words
    assert "50" in words
    weakest = next(s for s in report.sentences() if s.kind == "limits.weakest")
    assert {"fr": "mouvements", "en": "moves"}[lang] in weakest.text


def test_an_empty_case_says_that_nothing_was_found(lang):
    report = write(
        Findings(), Documents(posts=Posts.of(())), Roster(), Settings(),
        lang=lang, as_of=datetime(2031, 1, 1, tzinfo=UTC), version="0",
    )  # fmt: skip
    assert [s.key for s in report.sections] == ["unknown", "method"]
    assert report.headline.certainty == "absence"
    assert report.headline.text not in report.standfirst.text
    assert report.standfirst.kind == "method.held"


def test_people_looked_for_in_vain_are_counted(given, lang):
    cover = evolve(given.findings.coverage, found=(), silent=given.findings.coverage.looked_for)
    report = write(
        Findings(coverage=cover, matches=given.findings.matches), given.documents, given.roster,
        given.settings, lang=lang, as_of=datetime(2031, 12, 1, tzinfo=UTC), version="0",
    )  # fmt: skip
    assert report.headline.kind == "opening.nothing"
    assert report.headline.counts[0].value == len(cover.looked_for)


@pytest.mark.parametrize("many", [1, 2])
def test_who_declared_themselves_is_said_and_not_looked_for(given, lang, many):
    cover = given.findings.coverage
    own = tuple(sorted(p for p in cover.found if p.startswith("staff"))[:many])
    found = evolve(
        given.findings,
        coverage=evolve(
            cover,
            declared=own,
            looked_for=tuple(p for p in cover.looked_for if p not in own),
            found=tuple(p for p in cover.found if p not in own),
        ),
    )
    report = evolve(given, findings=found).write(lang)
    (sentence,) = [s for s in report.sentences() if s.kind == "limits.by_profile"]
    assert sentence.counts[0].value == many
    wanted = {
        ("fr", 1): "compte relève d’Ondelune sur la seule foi de son propre profil",
        ("fr", 2): "comptes relèvent d’Ondelune sur la seule foi de leur propre profil",
        ("en", 1): "account belongs to Ondelune by its own profile’s word alone",
        ("en", 2): "accounts belong to Ondelune by their own profile’s word alone",
    }[lang, many]
    assert wanted in sentence.text.replace("'", "’")
    given_too = given.write(lang)
    assert not [s for s in given_too.sentences() if s.kind == "limits.by_profile"]


def test_a_source_without_a_name_opens_a_sentence_with_a_capital(given, lang):
    unnamed = [evolve(d, outlet="") for d in given.documents.articles]
    documents = evolve(given.documents, articles=tuple(unnamed))
    report = evolve(given, documents=documents).write(lang)
    assert all(s.text[0] == s.text[0].upper() for s in report.sentences())


def test_a_case_without_a_letter_opens_with_the_message(given, lang):
    quiet = evolve(given.findings, tallies=(), successions=())
    report = evolve(given, findings=quiet).write(lang)
    assert report.headline.kind == "opening.unison"
    assert report.standfirst.kind == "opening.heard"
    nobody = evolve(quiet, echoes=(), waves=(), demands=())
    settings = evolve(given.settings, events=(), group="")
    documents = evolve(given.documents, letters=())
    report = evolve(given, findings=nobody, settings=settings, documents=documents).write(lang)
    assert report.headline.kind == "opening.heard"
    assert "letter" not in {s.key for s in report.sections}


def test_other_openings(given, lang):
    led = evolve(given.findings, echoes=())
    assert evolve(given, findings=led).write(lang).standfirst.kind == "opening.leaders"
    shared = evolve(given.findings, successions=())
    assert evolve(given, findings=shared).write(lang).standfirst.kind == "opening.unison"
    two = evolve(given.findings.successions[0], people=("nolwenn", "farid"))
    short = evolve(given.findings, successions=(two,))
    assert evolve(given, findings=short).write(lang).standfirst.kind == "opening.unison"
    back = evolve(
        given.findings.successions[0], people=("nolwenn", "solveig", "farid"), role="chair"
    )
    turned = evolve(given.findings, successions=(back,))
    assert evolve(given, findings=turned).write(lang).standfirst.kind == "opening.unison"


def test_without_a_staff_total(given, lang):
    bare = tuple(evolve(t, of=None) for t in given.findings.tallies)
    report = evolve(given, findings=evolve(given.findings, tallies=bare)).write(lang)
    assert "240" not in report.headline.text
    alone = evolve(given.findings, tallies=bare[1:2])
    report = evolve(given, findings=alone).write(lang)
    assert "letterwords.reported" in {s.kind for s in report.sentences()}


def test_an_event_after_the_fact_is_not_counted_from(given, lang):
    late = evolve(given.settings.events[0], at=START_LATE)
    report = evolve(given, settings=evolve(given.settings, events=(late,))).write(lang)
    assert "Nolwenn" not in report.headline.text
    same = evolve(late, at=START_LATE - timedelta(days=27))
    report = evolve(given, settings=evolve(given.settings, events=(same,))).write(lang)
    assert ("le jour même" if lang == "fr" else "on the day of") in report.headline.text


START_LATE = datetime(2031, 11, 30, tzinfo=UTC)


def test_a_broken_rule_is_raised(given, monkeypatch):
    monkeypatch.setattr(
        "contrecoup.report.french.opening.Opening.heard",
        lambda self, found, group: self.line("Tout le monde : {n:bare}.", n=found),
    )
    quiet = evolve(given.findings, tallies=(), successions=(), echoes=())
    with pytest.raises(ReportError, match="Tout le monde"):
        evolve(given, findings=quiet).write("fr")


def test_sentences_are_typed(given, lang):
    assert all(isinstance(s, Sentence) for s in given.write(lang).sentences())
