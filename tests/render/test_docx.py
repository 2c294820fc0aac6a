from __future__ import annotations

import io
import sys
import zipfile

import attrs
import pytest

from contrecoup.errors import SettingsError
from contrecoup.model.report import Card, Group, Sentence, Table
from contrecoup.render import as_docx
from contrecoup.render.safe import printable

docx = pytest.importorskip("docx", reason="python-docx is missing")


@pytest.fixture(scope="module")
def report(ondelune):
    return ondelune.report(size=40, quotes=12)


@pytest.fixture(scope="module")
def document(report):
    return docx.Document(io.BytesIO(as_docx.docx(report)))


def lines(document):
    return [paragraph.text for paragraph in document.paragraphs]


def blocks(report, kind):
    return [b for section in report.sections for b in section.blocks if isinstance(b, kind)]


def test_headline_sentences_and_quotations_are_there(report, document):
    said = lines(document)
    assert any(line.startswith(report.headline.text) for line in said)
    for one in blocks(report, Sentence):
        assert any(line.startswith(one.text.split("\n")[0]) for line in said), one.sentence_id
    text = "\n".join(said)
    for card in blocks(report, Card):
        assert printable(card.speaker) in text
        assert printable(card.quote.text) in text


def test_lines_have_the_styles_that_a_reader_of_documents_walks_by(report, document):
    styles = {}
    for line in document.paragraphs:
        styles.setdefault(line.style.name, []).append(line.text)
    assert report.title in styles["Subtitle"]
    assert styles["Title"][0].startswith(report.headline.text)
    assert {section.title for section in report.sections} <= set(styles["Heading 1"])
    groups = [g.title[0].text for g in blocks(report, Group)]
    assert groups
    assert all(any(said.startswith(g) for said in styles["Heading 2"]) for g in groups)
    quoted = "\n".join(styles["Quote"])
    for card in blocks(report, Card):
        assert printable(card.quote.text) in quoted
    assert {table.caption for table in blocks(report, Table)} <= set(styles["Caption"])


def test_references_lead_to_the_evidence(report, document):
    body = document.element.body
    names = {
        element.get(docx.oxml.ns.qn("w:name"))
        for element in body.iter()
        if element.tag.endswith("bookmarkStart")
    }
    anchors = {
        element.get(docx.oxml.ns.qn("w:anchor"))
        for element in body.iter()
        if element.tag.endswith("hyperlink")
    } - {None}
    assert anchors
    assert anchors <= names
    assert len(names) == len(report.evidence)
    sentence = blocks(report, Sentence)[0]
    (line,) = [p for p in document.paragraphs if p.text.startswith(sentence.text)]
    known = [item.document_id for item in report.evidence]
    wanted = {f"[{known.index(c.document_id) + 1}]" for c in sentence.citations}
    assert {h.text for h in line.hyperlinks} == wanted


def test_only_real_addresses_are_links(report, document):
    outside = [h.address for p in document.paragraphs for h in p.hyperlinks if h.address]
    assert outside
    assert all(url.startswith(("http://", "https://")) for url in outside)


def test_tables_have_their_rows(report, document):
    wanted = blocks(report, Table)[0]
    found = [t for t in document.tables if t.rows[0].cells[0].text == wanted.columns[0]]
    assert any(len(t.rows) == len(wanted.rows) + 1 for t in found)


def test_the_same_report_is_the_same_bytes(report):
    one = as_docx.docx(report)
    assert as_docx.docx(report) == one
    with zipfile.ZipFile(io.BytesIO(one)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_words_withheld_are_not_in_the_file(ondelune, report):
    item = next(i for i in report.evidence if not i.masked and len(i.text) > 20)
    evidence = tuple(
        attrs.evolve(i, masked=i.document_id == item.document_id, text="") for i in report.evidence
    )
    text = "\n".join(
        lines(
            docx.Document(
                io.BytesIO(as_docx.docx(attrs.evolve(report, sections=(), evidence=evidence)))
            )
        )
    )
    assert report.labels["masked"] in text
    assert item.text not in text


def test_without_the_library_the_next_step_is_said(report, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(SettingsError, match=r"contrecoup\[docx\]"):
        as_docx.docx(report)


@pytest.mark.parametrize("lang", ["\x1b]0;own\x07", "fr\x00", '"><w:body>', "x" * 10_000, "e"])
def test_a_language_that_is_none_is_left_out(report, lang):
    """A post may claim any text as its language."""
    parts = [attrs.evolve(part, lang=lang) for part in report.headline.parts]
    strange = attrs.evolve(report, headline=attrs.evolve(report.headline, parts=tuple(parts)))
    made = docx.Document(io.BytesIO(as_docx.docx(strange)))
    assert any(line.startswith(report.headline.text) for line in lines(made))
