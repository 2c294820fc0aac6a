"""After a publication, whatever changes a published sentence is corrected by itself."""

from __future__ import annotations

from datetime import timedelta

from attrs import evolve

from contrecoup.model.decisions import Decision
from contrecoup.model.evidence import Capture
from contrecoup.model.publication import Publication, Unasked, printed
from contrecoup.model.report import Table
from contrecoup.model.times import Moment
from contrecoup.report import Accuracy

from .test_wordings import decision


def published(given, *decisions, lang="fr", **more):
    report = given.write(lang, decisions=decisions, **more)
    return Publication(
        version=len(more.get("published", ())) + 1,
        at=report.as_of,
        who="M. L.",
        note="",
        decisions=len(decisions),
        captures=tuple(c.capture_id for c in given.documents.captures),
        lines={lang: printed(report)},
        corrections={lang: report.corrections},
    )


def point(publication, lang="fr", n=0):
    return [line for line in publication.lines[lang] if line.section == "key"][n]


def test_a_draft_and_an_unchanged_page_have_no_corrections(given, lang):
    first = published(given, lang=lang)
    assert given.write(lang).corrections == ()
    same = given.write(lang, published=(first,))
    assert same.corrections == ()
    assert "corrections" not in [s.key for s in same.sections]
    other = {"fr": "en", "en": "fr"}[lang]
    assert given.write(other, published=(first,)).corrections == ()


def test_a_reworded_sentence_gives_old_new_why_who_when(given, lang):
    first = published(given, lang=lang)
    old = point(first, lang)
    made = (decision("reword", f"{old.key}.{lang}", "Mes mots."),)
    report = given.write(lang, decisions=made, published=(first,), edition=2)
    (one,) = report.corrections
    assert (one.old, one.new, one.why, one.who, one.at) == (
        old.text,
        "Mes mots.",
        "Plus clair",
        "P. R.",
        made[0].at,
    )
    assert report.sections[-1].key == "corrections"
    assert next(b for b in report.sections[-1].blocks if isinstance(b, Table)).rows
    assert any("Version 2" in row for row in report.masthead)


def test_corrections_stay_in_the_versions_that_follow(given):
    first = published(given)
    line = point(first)
    made = (decision("reword", f"{line.key}.fr", "Mes mots."),)
    second = published(given, *made, published=(first,))
    assert len(second.corrections["fr"]) == 1
    more = (*made, decision("drop", point(first, n=1).key, n=1, why=""))
    third = given.write(decisions=more, published=(first, second))
    assert [c.new for c in third.corrections] == ["Mes mots.", ""]
    assert third.corrections[1].why == "La phrase a été retirée."


def test_a_rejected_finding_corrects_what_rested_on_it(given):
    first = published(given)
    made = (decision("reject", "echo:call", why="Deux messages différents"),)
    report = given.write(decisions=made, published=(first,))
    assert report.corrections
    assert {c.who for c in report.corrections} == {"P. R."}
    assert {c.why for c in report.corrections} == {"Deux messages différents"}
    assert all(c.old != c.new for c in report.corrections)


def test_a_rejected_quotation_takes_its_card_out(given):
    first = published(given)
    card = next(line for line in first.lines["fr"] if line.kind == "card")
    quotation = card.rests_on[0]
    findings = evolve(
        given.findings,
        quotations=tuple(q for q in given.findings.quotations if q.finding_id != quotation),
    )
    made = (decision("reject", quotation, why="Mal attribuée"),)
    report = evolve(given, findings=findings).write(decisions=made, published=(first,))
    out = next(c for c in report.corrections if c.sentence_id == card.sentence_id)
    assert (out.old, out.new, out.why) == (card.text, "", "Mal attribuée")


def test_new_input_is_the_reason_where_no_decision_is(given):
    first = published(given)
    late = Capture("c9", 10, "press/9.html", Moment(first.at + timedelta(hours=3)))
    posts = given.documents.posts
    more = evolve(
        given.documents, captures=(*given.documents.captures, late), articles=(), posts=posts
    )
    report = evolve(given, documents=more).write(published=(first,))
    one = report.corrections[0]
    assert one.who == "Contrecoup"
    assert one.at == late.captured.at
    assert one.why.startswith("Le dossier contient davantage")


def test_settings_are_the_reason_where_nothing_else_is(given):
    first = published(given)
    report = evolve(given, settings=evolve(given.settings, group="Autre")).write(published=(first,))
    assert report.corrections
    assert {c.why for c in report.corrections} == {
        "Les réglages, la liste des personnes ou le logiciel ont changé."
    }
    who = Decision(verb="outside", target="x:nobody", value="", why="", who="A. B.", at=first.at)
    report = evolve(given, settings=evolve(given.settings, group="Autre")).write(
        published=(first,), decisions=(who,)
    )
    assert {c.who for c in report.corrections} == {"A. B."}


def test_words_that_may_no_longer_be_published_leave_the_old_text(given):
    open_case = evolve(given, settings=evolve(given.settings, unavailable="verbatim"))
    first = published(open_case)
    masked = {i.document_id for i in given.write().evidence if i.masked}
    quoted = [words for line in first.lines["fr"] for doc, words in line.quotes if doc in masked]
    assert quoted
    report = given.write(published=(first,))
    for words in quoted:
        assert all(words not in c.old for c in report.corrections)
    assert any("[…]" in c.old for c in report.corrections)


def test_measured_accuracy_says_its_interval(given, lang):
    few = Accuracy(detector="moves", right=5, checked=10, source="decisions.jsonl")
    many = Accuracy(detector="stances", right=27, checked=30, source="decisions.jsonl")
    assert few.bounds() is None
    nearly = Accuracy(detector="echoes", right=299, checked=300, source="decisions.jsonl")
    said = [s.text for s in given.write(lang, accuracy=(nearly,)).sentences() if "299" in s.text]
    assert said
    assert all("100" not in text.replace("300", "") or "98" in text for text in said)
    low, high = many.bounds()
    assert (low.value, high.value) == (74, 97)
    report = given.write(lang, accuracy=(few, many))
    words = " ".join(s.text for s in report.sentences() if "accuracy" in s.kind)
    assert "74" in words
    assert "97" in words


def test_wilson_agrees_with_scipy():
    from scipy.stats import binomtest

    from contrecoup.report.accuracy import wilson

    assert wilson(0, 0) == (0.0, 1.0)
    for right, checked in ((0, 30), (27, 30), (30, 30), (1, 200), (150, 200)):
        theirs = binomtest(right, checked).proportion_ci(method="wilson")
        ours = wilson(right, checked)
        assert abs(ours[0] - theirs.low) < 1e-9
        assert abs(ours[1] - theirs.high) < 1e-9


def test_why_posts_were_not_asked_about_is_printed_once_and_never_corrected(given, lang):
    unasked = Unasked(posts=("x:2", "x:1"), reason="No network")
    report = given.write(lang, edition=1, unasked=unasked)
    (said,) = [s for s in report.sentences() if s.kind == "method.unasked"]
    assert "No network" in said.text
    assert [c.ids for c in said.counts] == [("x:1", "x:2")]
    first = published(given, lang=lang, edition=1, unasked=unasked)
    assert said.text not in {line.text for line in first.lines[lang]}
    assert given.write(lang, published=(first,)).corrections == ()


def test_what_people_set_right_on_words_that_are_gone_is_counted(given, lang):
    assert "method.lapsed" not in {s.kind for s in given.write(lang).sentences()}
    for ids in (("move:1",), ("move:1", "move:2")):
        (said,) = [
            s for s in given.write(lang, lapsed=ids).sentences() if s.kind == "method.lapsed"
        ]
        assert [(c.value, c.ids) for c in said.counts] == [(len(ids), ids)]


def test_a_row_that_leaves_a_table_is_corrected_with_its_own_reason(given, lang):
    first = published(given, lang=lang)
    rows = [line for line in first.lines[lang] if line.sentence_id == "table-moves"]
    assert len({line.key for line in rows}) == len(rows) > 1
    gone = rows[-1]
    findings = evolve(
        given.findings,
        moves=tuple(m for m in given.findings.moves if m.finding_id not in gone.rests_on),
    )
    made = (
        decision("reject", gone.rests_on[0], why="A rumour"),
        decision("reject", "echo:nothing", n=1, why="Something else"),
    )
    report = evolve(given, findings=findings).write(lang, decisions=made, published=(first,))
    (out,) = [c for c in report.corrections if c.sentence_id == "table-moves"]
    assert (out.old, out.new, out.why) == (gone.text, "", "A rumour")


def test_rows_of_one_person_are_told_apart(given):
    moves = given.findings.moves
    twice = evolve(moves[0], finding_id="move:again", type="resign")
    first = published(evolve(given, findings=evolve(given.findings, moves=(*moves, twice))))
    rows = [line for line in first.lines["fr"] if line.sentence_id == "table-moves"]
    assert len({line.key for line in rows}) == len(rows)
    held = next(line for line in rows if "move:again" in line.rests_on)
    report = given.write(published=(first,))
    assert [c.old for c in report.corrections if c.sentence_id == "table-moves"] == [held.text]


def test_a_number_in_a_table_of_findings_is_corrected(given, lang):
    first = published(given, lang=lang)
    stance = given.findings.stances[0]
    fewer = evolve(given.findings, stances=given.findings.stances[1:])
    made = (decision("reject", stance.finding_id, why="Ironic"),)
    report = evolve(given, findings=fewer).write(lang, decisions=made, published=(first,))
    changed = [c for c in report.corrections if c.sentence_id == "table-stances"]
    assert changed
    assert {c.why for c in changed} == {"Ironic"}
