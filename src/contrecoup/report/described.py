"""What a counted id stands for, in words, for the rows behind a number."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Protocol, TypeVar

from contrecoup.report.desk import Desk, counted
from contrecoup.report.sections.quotations import in_other_words, speaker

LONGEST = 120


class _Finding(Protocol):
    @property
    def finding_id(self) -> str: ...


_Found = TypeVar("_Found", bound=_Finding)


def described(desk: Desk, wanted: Container[str]) -> dict[str, str]:
    """Return words for some findings and captures by id; none that name private people."""
    return dict(_rows(desk, wanted))


def _rows(desk: Desk, wanted: Container[str]) -> Iterator[tuple[str, str]]:
    speech, found = desk.book.speech, desk.findings
    for echo in _some(found.echoes, wanted):
        hidden = any(desk.exposes(echo.text, post_id) for post_id in (echo.first_post, ""))
        unit = counted([echo.finding_id], "message", echo.rule)
        yield echo.finding_id, speech.count(unit, "unit") if hidden else _cut(echo.text)
    for tally in _some(found.tallies, wanted):
        yield tally.finding_id, speech.outlet(desk.outlet(tally.document_id))
    for one in _some(found.quotations, wanted):
        first = one.renderings[0]
        document = one.post_id or first.citation.document_id
        if desk.masked(document) or desk.exposes(first.text, document):
            unit = counted([one.finding_id], "quotation", one.rule)
            yield one.finding_id, speech.count(unit, "unit")
        else:
            who = speaker(desk, one)
            by = speech.text(speech.line("{who}", who=who)) + ", " if who else ""
            said = _cut if in_other_words(desk, first) else partial(_quoted, desk)
            yield one.finding_id, by + said(first.text)
    for move in _some(found.moves, wanted):
        yield move.finding_id, desk.book.turns.what(move.type, move.status)
    yield from _claims(desk, wanted)
    for capture in desk.documents.captures:
        if capture.capture_id in wanted:
            yield capture.capture_id, PurePosixPath(capture.source).name


def _some(found: Iterable[_Found], wanted: Container[str]) -> Iterator[_Found]:
    return (one for one in found if one.finding_id in wanted)


def _claims(desk: Desk, wanted: Container[str]) -> Iterator[tuple[str, str]]:
    found, page = desk.findings, desk.page
    for stance in _some(found.stances, wanted):
        yield stance.finding_id, page.polarities[stance.polarity]
    for demand in _some(found.demands, wanted):
        said = demand.what or demand.threat or demand.condition
        if said and not desk.exposes(said, demand.document_id):
            yield demand.finding_id, _quoted(desk, said)
        else:
            unit = counted([demand.finding_id], "demand", demand.rule)
            yield demand.finding_id, desk.book.speech.count(unit, "unit")
    for wave in _some(found.waves, wanted):
        yield wave.finding_id, _cut(wave.what)
    for removal in _some(found.removals, wanted):
        yield removal.finding_id, page.states[removal.state]
    for succession in _some(found.successions, wanted):
        yield succession.finding_id, page.charts.leaders


def _quoted(desk: Desk, text: str) -> str:
    speech = desk.book.speech
    return speech.opening + speech.inner(_cut(text)) + speech.closing


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", maxsplit=1)[0] + " […]"
