"""What was published, line by line, so that later versions can say what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import field, frozen

from contrecoup.model.report import (
    Block,
    Card,
    Correction,
    Figure,
    Group,
    Report,
    Sentence,
    Table,
)

SKIPPED = frozenset({"corrections", "evidence"})
"""Sections that are about the page itself."""
ONCE = frozenset({"limits.unmeasured", "method.unasked"})
"""Sentences that are true of one version alone, as how many findings somebody decided about.

No correction is owed for them.
"""

ONE_EACH = frozenset({"table-moves"})
"""Tables of which each row tells one finding; each row of another tells a group's."""


@frozen(kw_only=True)
class Unasked:
    """Quoted posts that nobody was asked about again before publishing, and why not."""

    posts: tuple[str, ...]
    reason: str


@frozen(kw_only=True)
class Printed:
    """One line of a published page.

    ``key`` is the line's content-derived id, ``sentence_id`` its place on that page (``k2``),
    ``section`` the section's key; ``rests_on`` are the findings behind it and the ids it counts;
    ``quotes`` are its quoted words, each with the id of its document.
    """

    key: str
    sentence_id: str
    section: str
    kind: str
    text: str
    rests_on: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class Publication:
    """One published version of an account.

    ``decisions`` is how many decisions came before it, ``captures`` the captures that the case
    then held; ``lines`` and the ``corrections`` printed so far are by language; ``files`` are
    the SHA-256 of each published file, by name; ``unasked``, where there is one, says which
    quoted posts were not asked about again, and why; ``made_of`` is a digest of the program's
    version, the formats, the settings and the roster.
    """

    version: int
    at: datetime
    who: str
    note: str
    decisions: int
    captures: tuple[str, ...] = ()
    lines: dict[str, tuple[Printed, ...]] = field(factory=dict)
    corrections: dict[str, tuple[Correction, ...]] = field(factory=dict)
    files: dict[str, str] = field(factory=dict)
    unasked: Unasked | None = None
    made_of: str = ""


def printed(report: Report) -> tuple[Printed, ...]:
    """Return the lines of a page that a correction would be owed for, in reading order."""
    rows = [_sentence("", report.headline), _sentence("", report.standfirst)]
    for section in report.sections:
        if section.key not in SKIPPED:
            rows += _blocks(section.key, section.blocks)
    return tuple(rows)


def _blocks(section: str, blocks: Iterable[Block]) -> Iterator[Printed]:
    for block in blocks:
        match block:
            case Sentence(kind=kind) if kind in ONCE:
                pass
            case Sentence():
                yield _sentence(section, block)
            case Figure():
                yield Printed(
                    key=f"figure:{block.key}",
                    sentence_id=block.figure_id,
                    section=section,
                    kind="figure",
                    text=f"{block.value.text} {block.label}",
                    rests_on=block.value.count.ids if block.value.count else (),
                )
            case Card():
                yield Printed(
                    key=block.card_id,
                    sentence_id=block.card_id,
                    section=section,
                    kind="card",
                    text=f"{block.speaker} — {block.quote.text}",
                    rests_on=(
                        f"quotation:{block.card_id.removeprefix('card-')}",
                        *(c.document_id for c in block.citations),
                    ),
                    quotes=tuple((c.document_id, block.quote.text) for c in block.citations[:1]),
                )
            case Table(findings=findings) if findings:
                yield from _rows(section, block)
            case Group():
                yield from _blocks(section, block.blocks)


def _rows(section: str, table: Table) -> Iterator[Printed]:
    """Yield the rows of a table that tells findings.

    A row's key is its finding, where each row of the table tells one; else its header's words.
    """
    for row, findings in zip(table.rows, table.findings, strict=True):
        told = findings[0] if table.table_id in ONE_EACH else row[0].text
        yield Printed(
            key=f"{table.table_id}:{told}",
            sentence_id=table.table_id,
            section=section,
            kind="row",
            text=" | ".join(cell.text for cell in row),
            rests_on=findings,
        )


def _sentence(section: str, sentence: Sentence) -> Printed:
    counted = (i for count in sentence.counts for i in count.ids)
    return Printed(
        key=sentence.key,
        sentence_id=sentence.sentence_id,
        section=section,
        kind=sentence.kind,
        text=sentence.text,
        rests_on=tuple(dict.fromkeys((*sentence.findings, *counted))),
        quotes=tuple(
            (part.citation.document_id, part.text)
            for part in sentence.parts
            if part.citation is not None
        ),
    )
