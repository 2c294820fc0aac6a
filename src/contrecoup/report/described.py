"""What a counted id stands for, in words, for the rows behind a number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from contrecoup.report.desk import Desk
from contrecoup.report.sections.quotations import speaker

LONGEST = 120


def described(desk: Desk) -> dict[str, str]:
    """Return words for findings and captures by id; none that name private people."""
    return dict(_rows(desk))


def _rows(desk: Desk) -> Iterator[tuple[str, str]]:
    speech, found = desk.book.speech, desk.findings
    for echo in found.echoes:
        yield echo.finding_id, _cut(echo.text)
    for tally in found.tallies:
        yield tally.finding_id, speech.outlet(desk.outlet(tally.document_id))
    for one in found.quotations:
        first = one.renderings[0]
        document = one.post_id or first.citation.document_id
        if not desk.masked(document) and not desk.exposes(first.text, document):
            who = speaker(desk, one)
            by = speech.text(speech.line("{who}", who=who)) + ", " if who else ""
            yield (
                one.finding_id,
                by + speech.opening + speech.inner(_cut(first.text)) + speech.closing,
            )
    for move in found.moves:
        yield move.finding_id, desk.book.turns.what(move.type)
    for capture in desk.documents.captures:
        yield capture.capture_id, PurePosixPath(capture.source).name


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", maxsplit=1)[0] + " […]"
