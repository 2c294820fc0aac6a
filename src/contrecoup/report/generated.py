"""Everything on a page that the tool wrote, line by line, for the rules to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from attrs import evolve, frozen

from contrecoup.model.counts import Count
from contrecoup.model.report import (
    Block,
    Card,
    Chart,
    Figure,
    Group,
    Part,
    Report,
    Sentence,
    Table,
)

GAP = "\u2004"
OURS = frozenset({"words", "count", "time"})
"""The roles of parts that the phrasebook writes; the others are from outside."""


@frozen(kw_only=True)
class Line:
    """A generated line: its place, kind, parts; ``sentence`` where it is one.

    ``flat``: numbers and names have been set into plain text, so that only
    the rules on words can read it.
    """

    place: str
    kind: str
    parts: tuple[Part, ...]
    sentence: Sentence | None = None
    flat: bool = False

    @cached_property
    def words(self) -> str:
        """The words of the phrasebook alone, with a gap where a noun stands."""
        return GAP.join(part.text for part in self.parts if part.role == "words")

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """The Counts said in it."""
        return tuple(part.count for part in self.parts if part.count is not None)


def _flat(place: str, kind: str, text: str) -> Line:
    return Line(place=place, kind=kind, parts=(Part(role="words", text=text),), flat=True)


def lines(report: Report) -> Iterator[Line]:
    """Go through what the tool wrote; a person's words are the person's."""
    for sentence in (report.headline, report.standfirst):
        yield from _block(sentence)
    for section in report.sections:
        yield _flat(section.key, "heading", section.title)
        for block in section.blocks:
            yield from _block(block)
    for key, label in sorted(report.labels.items()):
        if not key.startswith(("name:", "filter_", "unit:")):
            yield _flat(f"label {key}", "label", label)


def _block(block: Block) -> Iterator[Line]:
    match block:
        case Sentence() if not block.reworded_by:
            yield Line(place=block.sentence_id, kind=block.kind, parts=block.parts, sentence=block)
        case Figure():
            yield Line(place=block.figure_id, kind="figure", parts=(block.value,))
            yield _flat(block.figure_id, "figure", block.label)
            yield _flat(block.figure_id, "figure", block.how)
        case Card():
            yield _flat(
                block.card_id, "card", f"{block.lead} {block.how} {block.status} {block.certainty}"
            )
            for quote in (block.quote, *(wording.quote for wording in block.wordings)):
                yield Line(place=block.card_id, kind="card", parts=(quote,))
        case Chart() | Table():
            yield from _drawn(block)
        case Group():
            yield Line(place=block.group_id, kind="title", parts=block.title)
            for inner in block.blocks:
                yield from _block(inner)
        case _:
            return


def _drawn(block: Chart | Table) -> Iterator[Line]:
    if isinstance(block, Chart):
        yield _flat(block.chart_id, "chart", block.title)
        yield _flat(block.chart_id, "chart", block.description)
        yield from _drawn(block.table)
        return
    yield _flat(block.table_id, "table", block.caption)
    for row in block.rows:
        for cell in row:
            yield Line(place=block.table_id, kind="table", parts=cell.parts)


def names_in(report: Report) -> re.Pattern[str] | None:
    """Return what finds the names from outside, the longest first, however they are typeset."""
    found = {item.author for item in report.evidence}
    for line in lines(report):
        if not line.flat:
            found.update(part.text for part in line.parts if part.role not in OURS)
    held = sorted({name for name in found if len(name) > 1}, key=lambda n: (-len(n), n))
    if not held:
        return None
    either = "|".join(re.sub("['’]", "['’]", re.escape(name)) for name in held)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def without(line: Line, names: re.Pattern[str] | None) -> Line:
    """Return a plain text with a gap where a name stands: an outlet may be called "100 %"."""
    if names is None:
        return line
    parts = (evolve(part, text=names.sub(GAP, part.text)) for part in line.parts)
    return evolve(line, parts=tuple(parts))
