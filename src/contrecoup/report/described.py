"""What a counted id stands for, in words, for the rows behind a number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from contrecoup.report.desk import Desk, counted
from contrecoup.report.sections.quotations import speaker

LONGEST = 120


def described(desk: Desk) -> dict[str, str]:
    """Return words for findings and captures by id; none that name private people."""
    return dict(_rows(desk))


def _rows(desk: Desk) -> Iterator[tuple[str, str]]:
    speech, found = desk.book.speech, desk.findings
    for echo in found.echoes:
        hidden = any(desk.exposes(echo.text, post_id) for post_id in (echo.first_post, ""))
        unit = counted([echo.finding_id], "message", echo.rule)
        yield echo.finding_id, speech.count(unit, "unit") if hidden else _cut(echo.text)
    for tally in found.tallies:
        yield tally.finding_id, speech.outlet(desk.outlet(tally.document_id))
    for one in found.quotations:
        first = one.renderings[0]
        document = one.post_id or first.citation.document_id
        if desk.masked(document) or desk.exposes(first.text, document):
            unit = counted([one.finding_id], "quotation", one.rule)
            yield one.finding_id, speech.count(unit, "unit")
        else:
            who = speaker(desk, one)
            by = speech.text(speech.line("{who}", who=who)) + ", " if who else ""
            yield one.finding_id, by + _quoted(desk, first.text)
    for move in found.moves:
        yield move.finding_id, desk.book.turns.what(move.type)
    yield from _claims(desk)
    for capture in desk.documents.captures:
        yield capture.capture_id, PurePosixPath(capture.source).name


def _claims(desk: Desk) -> Iterator[tuple[str, str]]:
    found, page = desk.findings, desk.page
    for stance in found.stances:
        yield stance.finding_id, page.polarities[stance.polarity]
    for demand in found.demands:
        said = demand.what or demand.threat or demand.condition
        if said and not desk.exposes(said, demand.document_id):
            yield demand.finding_id, _quoted(desk, said)
        else:
            unit = counted([demand.finding_id], "demand", demand.rule)
            yield demand.finding_id, desk.book.speech.count(unit, "unit")
    for wave in found.waves:
        yield wave.finding_id, _cut(wave.what)
    for removal in found.removals:
        yield removal.finding_id, page.states[removal.state]
    for succession in found.successions:
        yield succession.finding_id, page.charts.leaders


def _quoted(desk: Desk, text: str) -> str:
    speech = desk.book.speech
    return speech.opening + speech.inner(_cut(text)) + speech.closing


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", maxsplit=1)[0] + " […]"
