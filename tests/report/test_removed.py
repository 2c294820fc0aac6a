"""What was removed on request is counted in the account, and nothing else is said of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from attrs import evolve

from contrecoup.report import write

SAID = {
    ("en", 1): "One item was removed from what we hold, on request.",
    ("en", 12): "12 items were removed from what we hold, on request.",
    ("fr", 1): "Un élément a été retiré de ce que nous détenons, sur demande.",
    (
        "fr",
        12,
    ): "12\N{NO-BREAK SPACE}éléments ont été retirés de ce que nous détenons, sur demande.",
}


def said(given, lang, removed):
    report = write(
        given.findings, evolve(given.documents, removed=removed), given.roster, given.settings,
        lang=lang, as_of=datetime(2031, 3, 14, tzinfo=UTC), version="0", decisions=(),
    )  # fmt: skip
    return [s for s in report.sentences() if s.kind == "limits.removed_on_request"]


@pytest.mark.parametrize("removed", [1, 12])
def test_what_was_removed_is_counted(given, lang, removed):
    (one,) = said(given, lang, removed)
    assert one.text == SAID[lang, removed]
    assert one.counts[0].value == removed


def test_nothing_removed_nothing_said(given, lang):
    assert said(given, lang, 0) == []
