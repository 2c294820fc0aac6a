"""What a live capture missed is said in both languages, the longest of it one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve

from contrecoup.model.evidence import GAP_WHYS, Gap
from contrecoup.report import write

T0 = datetime(2031, 3, 14, 8, 0, tzinfo=UTC)


def gap(start, minutes, why="disconnected", platform="bluesky"):
    first = T0 + timedelta(minutes=start)
    last = first + timedelta(minutes=minutes)
    return Gap(platform=platform, server="wss://stream.example", first=first, last=last, why=why)


def said(given, gaps, lang):
    cover = evolve(given.findings.coverage, gaps=tuple(gaps))
    findings = evolve(given.findings, coverage=cover)
    report = write(
        findings, given.documents, given.roster, given.settings,
        lang=lang, as_of=T0, version="0", decisions=(),
    )  # fmt: skip
    kinds = ("limits.interrupted", "limits.interrupted_more")
    return [s for s in report.sentences() if s.kind in kinds]


@pytest.mark.parametrize("why", GAP_WHYS)
def test_each_reason_has_its_words(given, lang, why):
    (one,) = said(given, [gap(0, 7.5, why)], lang)
    assert "Bluesky" in one.text
    assert one.counts[0].value == 8
    assert one.certainty == "absence"
    (other,) = said(given, [gap(0, 7.5, "unknown")], lang)
    assert (one.text == other.text) is (why == "unknown")


def test_the_longest_three_are_said_and_the_rest_counted(given, lang):
    gaps = [gap(n * 60, n) for n in range(1, 6)] + [gap(0, 2, platform="mastodon")]
    sentences = said(given, gaps, lang)
    assert [s.kind for s in sentences] == [
        "limits.interrupted",
        "limits.interrupted",
        "limits.interrupted",
        "limits.interrupted_more",
        "limits.interrupted",
    ]
    assert [c.value for s in sentences for c in s.counts] == [3, 4, 5, 3, 2]
    assert sentences == said(given, reversed(gaps), lang)


def test_no_gap_no_sentence(given, lang):
    assert said(given, [], lang) == []
