"""A part of the account saved alone brings its citations along and nothing else."""

from __future__ import annotations

import lxml.html
import pytest

from contrecoup import render
from contrecoup.errors import SettingsError
from contrecoup.model.report import Card, Chart
from contrecoup.render.as_markdown import escaped
from contrecoup.render.fragment import name_of, part


@pytest.fixture(scope="module")
def report(ondelune):
    return ondelune.report(size=40, quotes=12)


def alone(report, ident: str):
    files = render.write(report, "part.html", data=lambda _: b"", part=ident)
    return lxml.html.document_fromstring(files["part.html"].decode())


def test_a_card_alone(report):
    card = next(b for s in report.sections for b in s.blocks if isinstance(b, Card))
    tree = alone(report, card.card_id)
    (article,) = tree.xpath("//article")
    assert card.quote.text[:30] in article.text_content()
    cited = {c.document_id for c in card.citations}
    kept = [i for i in report.evidence if i.document_id in cited]
    assert kept
    assert len(tree.xpath("//ol[contains(@class, 'ev')]/li")) == len(kept)
    assert kept[0].capture_id in tree.text_content()
    assert report.footer[0] in tree.xpath("string(//footer)")
    targets = set(tree.xpath("//@id"))
    assert {h[1:] for h in tree.xpath("//a/@href") if h.startswith("#")} <= targets


def test_a_chart_alone_has_its_picture_and_its_table(report):
    chart = next(b for s in report.sections for b in s.blocks if isinstance(b, Chart))
    tree = alone(report, chart.chart_id)
    assert len(tree.xpath("//figure")) == 1
    assert tree.xpath("//figure//svg//title")
    assert tree.xpath("//figure//table")


def test_every_part_can_stand_alone(report):
    for section in report.sections:
        assert part(report, section.key).sections == (section,)
        for block in section.blocks:
            kind = type(block).__name__.lower()
            assert part(report, f"{kind}-{name_of(block)}").sections[0].blocks == (block,)
    for sentence in (report.headline, report.standfirst):
        assert part(report, sentence.sentence_id).sections[0].blocks == (sentence,)


def test_the_policy_and_the_outside_stay_the_same(report):
    tree = alone(report, report.sections[0].key)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert not tree.xpath("//*[@src]")


def test_other_formats_write_a_part_too(report):
    card = next(b for s in report.sections for b in s.blocks if isinstance(b, Card))
    (text,) = render.write(report, "part.md", data=lambda _: b"", part=card.card_id).values()
    assert escaped(card.speaker).encode() in text
    assert text.count(b"\n> **") == 1


def test_what_is_not_there_is_refused(report):
    with pytest.raises(SettingsError, match="no part 'nowhere'"):
        part(report, "nowhere")
    with pytest.raises(SettingsError, match=r"format \.pdf"):
        render.write(report, "report.pdf", data=lambda _: b"")


def test_every_section_alone_brings_its_citations(report):
    for section in report.sections:
        tree = alone(report, section.key)
        assert tree.xpath(f"//section[@id='{section.key}']")
        assert report.footer[0] in tree.xpath("string(//footer)")
        kept = part(report, section.key).evidence
        items = tree.xpath("//ol[contains(@class, 'ev')]/li")
        assert len(items) == len(kept)
        whole = tree.text_content()
        assert all(item.capture_id[:12] in whole for item in kept)
        targets = set(tree.xpath("//@id"))
        assert {h[1:] for h in tree.xpath("//a/@href") if h.startswith("#")} <= targets
        assert not tree.xpath("//*[starts-with(@src, 'http')]|//link")
