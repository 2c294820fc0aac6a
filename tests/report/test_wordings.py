"""Sentences that people dropped, moved and reworded; what is checked in their words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve

from contrecoup.model.decisions import Decision
from contrecoup.model.report import Group, Sentence


def decision(verb, target, value="", n=0, about="", why="Plus clair"):
    at = datetime(2031, 11, 5, tzinfo=UTC) + timedelta(hours=n)
    return Decision(verb=verb, target=target, value=value, why=why, who="P. R.", at=at, about=about)


def keys(report):
    return {s.sentence_id: s.key for s in report.sentences()}


def test_every_sentence_has_a_key_of_its_own_the_same_in_both_languages(given):
    french, english = (given.write(lang) for lang in ("fr", "en"))
    ours = [s.key for s in french.sentences()]
    assert all(ours)
    assert len(set(ours)) == len(ours)
    kinds = {s.key: s.kind for s in french.sentences()}
    apart = kinds.keys() - {s.key for s in english.sentences()}
    assert {kinds[k] for k in apart} <= {"letterwords.asked", "letterwords.threat"}, (
        "demands are quoted by language"
    )


def test_decisions_on_sentences_hold_by_key(given, lang):
    key = keys(given.write(lang))
    made = (
        decision("reword", f"{key['k1']}.{lang}", "Mes mots."),
        decision("reword", f"line:headline.{lang}", "Un titre."),
        decision("drop", key["k2"]),
        decision("reword", f"{key['k3']}.{lang}", "Perdu"),
        decision("undo", f"{key['k3']}.{lang}"),
        decision("reword", f"{key['k4']}.xx", "Une autre langue."),
        decision("accept", "echo:slogan"),
    )
    report = given.write(lang, decisions=made)
    by_key = {s.key: s for s in report.sentences()}
    first = by_key[key["k1"]]
    assert (first.text, first.reworded_by, first.note) == ("Mes mots.", "P. R.", "")
    assert first.citations
    assert report.headline.text == "Un titre."
    assert key["k2"] not in by_key
    assert report.dropped == (key["k2"],)
    assert by_key[key["k3"]].text != "Perdu"
    assert report.corrections == ()
    back = (*made, decision("undo", key["k2"]))
    assert key["k2"] in {s.key for s in given.write(lang, decisions=back).sentences()}


def order(report, section="key"):
    (found,) = [s for s in report.sections if s.key == section]
    return [b.key for b in found.blocks if isinstance(b, Sentence)]


def test_a_moved_sentence_stands_before_the_other_one(given):
    was = order(given.write())
    first, second, third = was[:3]
    assert order(given.write(decisions=(decision("move", third, first),)))[:3] == [
        third,
        first,
        second,
    ]
    assert order(given.write(decisions=(decision("move", first),))) == [*was[1:], first]
    lost = (decision("move", first, "line:nothing"), decision("move", "line:nobody", first))
    assert order(given.write(decisions=lost)) == was


def test_sentences_in_groups_can_be_dropped(given):
    report = given.write()
    groups = [b for s in report.sections for b in s.blocks if isinstance(b, Group)]
    inside = next(b for g in groups for b in g.blocks if isinstance(b, Sentence))
    after = given.write(decisions=(decision("drop", inside.key),))
    assert inside.key not in {s.key for s in after.sentences()}


CITED = "k1"


@pytest.mark.parametrize(
    ("words", "note", "holds"),
    [
        ("Mes mots.", "", True),
        ("Ils ont dit « jamais entendu ailleurs ».", "quote-not-found", False),
        ("Ils sont 7345 à le dire.", "number-not-found", True),
        ("They said “never heard elsewhere”.", "quote-not-found", False),
        ('They said "never heard elsewhere".', "quote-not-found", False),
    ],
)
def test_a_persons_words_are_checked_against_the_evidence(given, words, note, holds):
    key = keys(given.write())[CITED]
    report = given.write(decisions=(decision("reword", f"{key}.fr", words),))
    said = next(s for s in report.sentences() if s.key == key)
    assert note in said.note
    assert (said.text == words) is holds
    assert bool(said.reworded_by) is holds


def test_words_quoted_from_the_evidence_hold(given):
    report = given.write()
    said = next(
        s for s in report.sections[1].blocks if isinstance(s, Sentence) and s.citations[0].exact
    )
    text = given.documents.text_of(said.citations[0].document_id)
    piece = " ".join(text.split()[:4])
    words = f"On y lit « {piece} »."
    again = given.write(decisions=(decision("reword", f"{said.key}.fr", words),))
    assert next(s for s in again.sentences() if s.key == said.key).text == words


def test_changed_evidence_is_flagged(given):
    report = given.write()
    said = report.headline
    same = given.write(
        decisions=(decision("reword", "line:headline.fr", "Un titre.", about=said.text),)
    )
    assert same.headline.note == said.note
    stale = given.write(
        decisions=(decision("reword", "line:headline.fr", "Un titre.", about="Autre chose."),)
    )
    assert stale.headline.note.endswith("evidence-changed")


def test_what_is_published_of_one_removed_post_is_decided(given):
    hidden = [i.document_id for i in given.write().evidence if i.masked]
    assert hidden
    shown = given.write(decisions=(decision("policy", hidden[0], "verbatim"),))
    assert hidden[0] not in [i.document_id for i in shown.evidence if i.masked]
    open_case = evolve(given, settings=evolve(given.settings, unavailable="verbatim"))
    assert hidden[0] not in [i.document_id for i in open_case.write().evidence if i.masked]
    counted = open_case.write(decisions=(decision("policy", hidden[0], "count"),))
    assert hidden[0] not in [i.document_id for i in counted.evidence if not i.masked]
