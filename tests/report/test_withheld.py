"""What may not be quoted is left out of the account, not told as empty words."""

from __future__ import annotations

import pytest
from attrs import evolve

from contrecoup.model.findings import Rendering
from contrecoup.model.report import Group, Table
from contrecoup.report import publishable
from contrecoup.report.desk import Desk

from .conftest import cite


@pytest.fixture(params=["fr", "en"])
def lang(request):
    return request.param


def _wordings(report):
    groups = [b for s in report.sections for b in s.blocks if isinstance(b, Group)]
    tables = [b for g in groups for b in g.blocks if isinstance(b, Table)]
    return [row[0].text for t in tables if t.table_id.startswith("wordings-") for row in t.rows]


def test_a_demand_that_may_not_be_quoted_is_not_told(given, monkeypatch):
    lang = "fr"
    hidden = given.findings.demands[0].citation
    plain = Desk.quote

    def quote(self, citation, lang):
        inside = citation.document_id == hidden.document_id and citation.exact in hidden.exact
        return None if inside else plain(self, citation, lang)

    told = [s for s in given.write(lang).sentences() if hidden in s.citations]
    assert told
    monkeypatch.setattr(Desk, "quote", quote)
    left = given.write(lang)
    assert not [s for s in left.sentences() if hidden in s.citations]
    assert [s for s in left.sentences() if s.kind == "letterwords.threat"]


def test_a_wording_that_may_not_be_quoted_is_not_in_the_table(given, lang, monkeypatch):
    posts = {p["post_id"]: p["text"] for p in given.documents.posts.table.to_pylist()}
    before = _wordings(given.write(lang))
    assert len(before) > 1
    told = {i: t.strip() for i, t in posts.items() if any(t.strip() in cell for cell in before)}
    gone = max(told.values())
    mute = {i for i, words in told.items() if words == gone}
    plain = Desk.quote_post
    monkeypatch.setattr(Desk, "quote_post", lambda self, i: None if i in mute else plain(self, i))
    after = _wordings(given.write(lang))
    assert not any(gone in cell for cell in after)


def test_words_of_a_withheld_post_are_blank_where_an_article_repeats_them(given):
    removal = given.findings.removals[0]
    own, press = given.findings.quotations[0], given.documents.articles[0]
    words = press.text[10:40]
    printed = cite(press.article_id, press.text, words)
    held = Rendering(
        citation=cite(removal.post_id, words, words), text=words, lang="fr", kind="post"
    )
    told = Rendering(citation=printed, text=words, lang="fr", kind="direct")
    twice = evolve(own, finding_id="quotation:w", post_id=removal.post_id, renderings=(held, told))
    findings = evolve(given.findings, quotations=(twice, *given.findings.quotations))
    for policy, shown in (("describe", ""), ("verbatim", words)):
        settings = evolve(given.settings, unavailable=policy)
        publish = publishable(findings, given.documents, given.roster, settings)
        (left,) = [q for q in publish(findings).quotations if q.finding_id == "quotation:w"]
        assert [(r.text, r.citation.exact) for r in left.renderings] == [(shown, shown)] * 2
        assert publish(printed).exact == shown
