"""One part of a report as a page of its own, to embed elsewhere with its citations."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from contrecoup.errors import SettingsError
from contrecoup.model.evidence import Citation
from contrecoup.model.report import (
    Block,
    Cell,
    EvidenceItem,
    Group,
    Mark,
    Report,
    Section,
)


def part(report: Report, ident: str) -> Report:
    """Return a report that holds one part, with the evidence that it cites.

    Args:
        report: the whole account.
        ident: a section's key, the id of a sentence, or the id that a figure,
            table, chart, card, passage or group has on the page (``chart-hours``).

    Raises:
        SettingsError: the report has no such part.
    """
    for section in report.sections:
        blocks = section.blocks if section.key == ident else _under(section.blocks, ident)
        if blocks:
            chosen = attrs.evolve(section, blocks=blocks)
            return attrs.evolve(
                report, sections=(chosen,), evidence=_evidence(report, chosen), corrections=()
            )
    for sentence in (report.headline, report.standfirst):
        if sentence.sentence_id == ident:
            chosen = Section(key="part", title=report.title, blocks=(sentence,))
            return attrs.evolve(
                report, sections=(chosen,), evidence=_evidence(report, chosen), corrections=()
            )
    message = f"the account has no part {ident!r}"
    raise SettingsError(
        message,
        next_step="name a section (unison, letter), a sentence (k2) or a part of the page (card-…)",
    )


def name_of(block: Block) -> str:
    """Return the id of a block."""
    key = attrs.fields(type(block))[0].name
    return str(getattr(block, key))


def _under(blocks: tuple[Block, ...], ident: str) -> tuple[Block, ...]:
    for block in blocks:
        own = name_of(block)
        if ident in {own, f"{type(block).__name__.lower()}-{own}"}:
            return (block,)
        if isinstance(block, Group) and (found := _under(block.blocks, ident)):
            return found
    return ()


def _evidence(report: Report, chosen: Section) -> tuple[EvidenceItem, ...]:
    wanted = frozenset(_documents(chosen))
    return tuple(item for item in report.evidence if item.document_id in wanted)


def _documents(value: object) -> Iterator[str]:
    """Every document that a part cites, in its sentences, cells and marks."""
    if isinstance(value, Citation):
        yield value.document_id
    elif isinstance(value, tuple):
        for one in value:
            yield from _documents(one)
    elif attrs.has(kind := type(value)):
        if isinstance(value, Cell):
            yield from value.documents
        if isinstance(value, Mark):
            yield value.ref
        for each in attrs.fields(kind):
            yield from _documents(getattr(value, each.name))
