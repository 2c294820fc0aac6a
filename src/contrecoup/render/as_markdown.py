"""The report as Markdown, its evidence as footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from contrecoup.model.counts import Count
from contrecoup.model.evidence import Citation
from contrecoup.model.report import (
    Block,
    Card,
    Chart,
    EvidenceItem,
    Figure,
    Group,
    Part,
    Passage,
    Report,
    Sentence,
    Table,
)
from contrecoup.render.charts.scale import plain, zone_named
from contrecoup.render.labels import Words
from contrecoup.render.safe import link, printable

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LEADING = re.compile(r"^(\s*)(?:([-+=#])|(\d+)([.)]))")


def markdown(report: Report) -> bytes:
    """Return the report as UTF-8 Markdown: sentences, tables, cards, footnotes.

    Raises:
        MissingPhrase: the report lacks a label that this needs.
    """
    text = "\n\n".join(_Writer(report).whole())
    return (printable(text).strip() + "\n").encode()


def escaped(text: str) -> str:
    """Return outside words so that no character of them is Markdown or HTML."""
    one = " ".join(printable(text).split("\n"))
    marked = _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\1", one))
    return _LEADING.sub(
        lambda at: f"{at[1]}\\{at[2]}" if at[2] else f"{at[1]}{at[3]}\\{at[4]}", marked
    )


class _Writer:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._words = Words(report.labels)
        self._colon = "\u00a0:" if report.lang == "fr" else ":"
        self._numbers = {item.document_id: n for n, item in enumerate(report.evidence, 1)}

    def whole(self) -> Iterator[str]:
        """Yield the paragraphs of the document."""
        report = self._report
        yield f"# {self._parts(report.headline.parts)}{self._notes(report.headline.citations)}"
        yield f"**{escaped(report.title)}**"
        yield "  \n".join(escaped(line) for line in report.masthead)
        yield self._sentence(report.standfirst)
        for section in report.sections:
            yield f"## {escaped(section.title)}"
            yield from self._blocks(section.blocks, 3)
        keys = {section.key for section in report.sections}
        if report.corrections and "corrections" not in keys:
            yield f"## {escaped(self._words('corrections'))}"
            yield from self._corrections()
        if "evidence" not in keys:
            yield f"## {escaped(self._words('evidence'))}"
        yield from (self._item(item) for item in report.evidence)
        yield from (escaped(line) for line in report.footer)

    def _blocks(self, blocks: Iterable[Block], level: int) -> Iterator[str]:
        for block in blocks:
            match block:
                case Sentence():
                    yield self._sentence(block)
                case Figure():
                    yield self._figure(block)
                case Table():
                    yield self._table(block)
                case Chart():
                    yield f"**{escaped(block.title)}** {escaped(block.description)}"
                    yield self._table(block.table)
                case Card():
                    yield self._card(block)
                case Passage():
                    notes = self._notes([block.citation])
                    yield f"**{escaped(block.title)}**{notes}"
                    yield "\n".join(
                        f"> {escaped(line)}".rstrip() for line in block.text.split("\n")
                    )
                case Group():
                    yield f"{'#' * min(level, 6)} {self._parts(block.title)}"
                    yield from self._blocks(block.blocks, level + 1)

    def _sentence(self, one: Sentence) -> str:
        said = f" *({escaped(one.certainty_words)})*" if one.certainty_words else ""
        by = f" ({escaped(self._words('reworded_by', name=one.reworded_by))})"
        return (
            self._parts(one.parts)
            + self._notes(one.citations)
            + said
            + (by if one.reworded_by else "")
        )

    def _figure(self, one: Figure) -> str:
        value = f"**{escaped(one.value.text)}** {escaped(one.label)}{self._notes(one.citations)}"
        counted = [escaped(one.how)]
        if one.value.count is not None:
            counted.append(self._definition(one.value.count))
        return f"{value}  \n{escaped(self._words('definition'))}{self._colon} {' '.join(counted)}"

    def _definition(self, count: Count) -> str:
        said = escaped(self._words.code("rule", count.rule))
        said = said[:1].upper() + said[1:]
        if count.of is None:
            return said
        named = escaped(self._words.code("of", count.of_label)) if count.of_label else ""
        total = f"{escaped(self._words('denominator'))}{self._colon} {plain(count.of, self._report.lang)}"
        return f"{said}. {total} {named}".rstrip()

    def _card(self, one: Card) -> str:
        marks = one.quote.role == "quote" and not one.lead
        opening = self._words("quote_open") if marks else ""
        closing = self._words("quote_close") if marks else ""
        when = f"{one.when_local} ({one.when_utc})" if one.when_utc else one.when_local
        told = " · ".join(
            escaped(said) for said in (one.how, when, one.status, one.certainty) if said
        )
        name = f"**{escaped(one.speaker)}**" + (f", {escaped(one.role)}" if one.role else "")
        lead = [f"> {escaped(one.lead)}", ">"] if one.lead else []
        quoted = [
            *lead,
            f"> {escaped(opening + one.quote.text + closing)}{self._notes(one.citations)}",
            ">",
            f"> {name}  ",
            f"> {told}",
        ]
        for wording in one.wordings:
            words = wording.quote.text
            if not wording.indirect:
                words = self._words("quote_open") + words + self._words("quote_close")
            note = f" ({escaped(wording.note)})" if wording.note else ""
            quoted += [">", f"> {escaped(wording.source)}{self._colon} {escaped(words)}{note}"]
        return "\n".join(quoted)

    def _table(self, one: Table) -> str:
        rows = [[escaped(name) for name in one.columns]]
        rows += [
            [self._parts(cell.parts) + self._marks(cell.documents) for cell in row]
            for row in one.rows
        ]
        written = [f"| {' | '.join(row)} |" for row in rows]
        written.insert(1, "|" + " --- |" * len(one.columns))
        return f"*{escaped(one.caption)}*\n\n" + "\n".join(written)

    def _parts(self, parts: Sequence[Part]) -> str:
        return escaped("".join(part.text for part in parts))

    def _notes(self, citations: Iterable[Citation]) -> str:
        return self._marks(citation.document_id for citation in citations)

    def _marks(self, documents: Iterable[str]) -> str:
        known = dict.fromkeys(self._numbers[d] for d in documents if d in self._numbers)
        return "".join(f"[^{number}]" for number in known)

    def _item(self, item: EvidenceItem) -> str:
        """One document, as the footnote that sentences lead to."""
        words = self._words
        told = [
            f"{words('published')} {item.published}" if item.published else "",
            f"{words('captured')} {item.captured}" if item.captured else "",
            f"{words('checked')} {item.checked}" if item.checked else "",
            item.status,
            item.vouched,
            item.quality,
        ]
        body = words("masked") if item.masked else item.text
        address = f" <{item.url}>" if link(item.url) and item.url[:2].lower() != "at" else ""
        lines = [
            f"[^{self._numbers[item.document_id]}]: **{escaped(item.author or item.title)}** "
            f"{escaped(item.title if item.author else '')}".rstrip(),
            escaped(item.document_id) if item.kind != "post" or item.url else "",
            escaped(" · ".join(said for said in told if said)),
            f"SHA-256 {item.capture_id} {escaped(item.place)}".rstrip() + address,
        ]
        text = f"\n\n    {escaped(body)}" if body else ""
        return "  \n    ".join(line for line in lines if line) + text

    def _corrections(self) -> Iterator[str]:
        zone = zone_named(self._report.zone)
        for one in self._report.corrections:
            told = (
                (self._words("old"), one.old),
                (self._words("new"), one.new),
                (self._words("why"), one.why),
                (self._words("who"), one.who),
                (self._words("when"), f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}"),
            )
            yield "\n".join(
                f"- {escaped(key)}{self._colon} {escaped(value)}" for key, value in told
            )
