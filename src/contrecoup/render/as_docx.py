"""The report as a Word document: sentences, tables, cards, numbered evidence."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from contrecoup.errors import SettingsError
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

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

LOCALES = {"fr": "fr-FR", "en": "en-GB"}
TICK = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the file: the same report gives the same bytes."""


def docx(report: Report) -> bytes:
    """Return the report as a Word document.

    References are numbers in brackets that lead to the evidence at the end;
    a chart is given as its description and its table.

    Raises:
        SettingsError: python-docx is not installed.
        MissingPhrase: the report lacks a label that this needs.
    """
    try:
        import docx as word
    except ImportError:
        message = "writing Word documents needs python-docx, which is not installed"
        raise SettingsError(message, next_step="pip install 'contrecoup[docx]'") from None
    writer = _Writer(report, word.Document())
    writer.whole()
    return writer.saved()


class _Writer:
    def __init__(self, report: Report, document: Document) -> None:
        self._report = report
        self._words = Words(report.labels)
        self._document = document
        self._colon = "\u00a0:" if report.lang == "fr" else ":"
        self._numbers = {item.document_id: n for n, item in enumerate(report.evidence, 1)}
        self._styles: dict[str, str] = {}

    def whole(self) -> None:
        """Write the document from headline to footer."""
        report, document = self._report, self._document
        self._properties()
        self._say(self._line("Subtitle"), report.title)
        title = self._line("Title")
        self._parts(title, report.headline.parts)
        self._marks(title, _cited(report.headline.citations))
        for line in report.masthead:
            self._say(self._line(), line)
        self._sentence(report.standfirst)
        for section in report.sections:
            self._say(self._heading(1), section.title)
            self._blocks(section.blocks, 2)
        if report.corrections:
            self._say(self._heading(1), self._words("corrections"))
            self._corrections()
        self._say(self._heading(1), self._words("evidence"))
        for item in report.evidence:
            self._item(item)
        for line in report.footer:
            self._say(document.sections[0].footer.add_paragraph(), line)

    def saved(self) -> bytes:
        """Return the bytes of the file, without the time at which it was made."""
        made = io.BytesIO()
        self._document.save(made)
        again = io.BytesIO()
        with zipfile.ZipFile(made) as parts, zipfile.ZipFile(again, "w") as out:
            for name in parts.namelist():
                info = zipfile.ZipInfo(name, TICK)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 0
                out.writestr(info, parts.read(name))
        return again.getvalue()

    def _properties(self) -> None:
        core, report = self._document.core_properties, self._report
        made = report.as_of.replace(tzinfo=None)
        core.title = printable(report.title)[:255]
        core.author = core.last_modified_by = f"Contrecoup {report.version}"
        core.language = LOCALES[report.lang]
        core.created = core.modified = made
        core.comments = ""
        normal = self._document.styles["Normal"].element
        _language(normal.get_or_add_rPr(), LOCALES[report.lang])

    def _blocks(self, blocks: Iterable[Block], level: int) -> None:
        for block in blocks:
            match block:
                case Sentence():
                    self._sentence(block)
                case Figure():
                    self._figure(block)
                case Table():
                    self._table(block)
                case Chart():
                    line = self._line()
                    self._say(line, f"{block.title}. ", bold=True)
                    self._say(line, block.description)
                    self._table(block.table)
                case Card():
                    self._card(block)
                case Passage():
                    line = self._line()
                    self._say(line, block.title, bold=True)
                    self._marks(line, [block.citation.document_id])
                    self._say(self._line("Quote"), block.text, lang=block.lang)
                case Group():
                    self._parts(self._heading(level), block.title)
                    self._blocks(block.blocks, min(level + 1, 9))

    def _sentence(self, one: Sentence) -> None:
        line = self._line()
        self._parts(line, one.parts)
        self._marks(line, _cited(one.citations))
        notes = [one.certainty_words]
        if one.reworded_by:
            notes.append(self._words("reworded_by", name=one.reworded_by))
        if said := ", ".join(filter(None, notes)):
            self._say(line, f" ({said})", italic=True)

    def _figure(self, one: Figure) -> None:
        line = self._line()
        self._say(line, one.value.text + " ", bold=True)
        self._say(line, one.label)
        self._marks(line, _cited(one.citations))
        counted = [one.how]
        if one.value.count is not None:
            counted.append(self._definition(one.value.count))
        told = f"{self._words('definition')}{self._colon} {' '.join(counted)}"
        self._say(self._line(), told, italic=True)

    def _definition(self, count: Count) -> str:
        said = self._words.code("rule", count.rule)
        said = said[:1].upper() + said[1:]
        if count.of is None:
            return said
        named = self._words.code("of", count.of_label) if count.of_label else ""
        total = plain(count.of, self._report.lang)
        return f"{said}. {self._words('denominator')}{self._colon} {total} {named}".rstrip()

    def _card(self, one: Card) -> None:
        marks = one.quote.role == "quote" and not one.lead
        opening = self._words("quote_open") if marks else ""
        closing = self._words("quote_close") if marks else ""
        if one.lead:
            self._say(self._line(), one.lead)
        quote = self._line("Quote")
        self._say(quote, opening)
        self._say(quote, one.quote.text, lang=one.quote.lang)
        self._say(quote, closing)
        self._marks(quote, _cited(one.citations))
        told = self._line()
        self._say(told, one.speaker, bold=True)
        when = f"{one.when_local} ({one.when_utc})" if one.when_utc else one.when_local
        more = (one.role, one.how, when, one.status, one.certainty)
        self._say(told, "".join(f" · {said}" for said in more if said))
        for wording in one.wordings:
            line = self._line("List Bullet")
            opening = "" if wording.indirect else self._words("quote_open")
            closing = "" if wording.indirect else self._words("quote_close")
            self._say(line, f"{wording.source}{self._colon} {opening}")
            self._say(line, wording.quote.text, lang=wording.quote.lang)
            note = f" ({wording.note})" if wording.note else ""
            self._say(line, closing + note)

    def _table(self, one: Table) -> None:
        self._say(self._line("Caption"), one.caption)
        rows = len(one.rows) + 1
        table = self._document.add_table(rows, len(one.columns), style="Table Grid")
        cells = iter(table._cells)  # noqa: SLF001 - table.cell() walks the whole table each time
        for name in one.columns:
            self._say(next(cells).paragraphs[0], name, bold=True)
        for row in one.rows:
            for cell in row:
                line = next(cells).paragraphs[0]
                self._parts(line, cell.parts)
                self._marks(line, cell.documents)

    def _item(self, item: EvidenceItem) -> None:
        words, number = self._words, self._numbers[item.document_id]
        line = self._line()
        _bookmark(line, number)
        self._say(line, f"[{number}] ")
        self._say(line, item.author or item.title, bold=True)
        told = [
            item.title if item.author else "",
            f"{words('published')} {item.published}" if item.published else "",
            f"{words('captured')} {item.captured}" if item.captured else "",
            f"{words('checked')} {item.checked}" if item.checked else "",
            item.status,
            item.vouched,
            item.quality,
            item.document_id,
            f"SHA-256 {item.capture_id} {item.place}".rstrip(),
        ]
        self._say(line, "".join(f" · {said}" for said in told if said))
        if link(item.url) and not item.url.lower().startswith("at:"):
            self._say(line, " · ")
            _leads_out(line, item.url, words("open"))
        body = words("masked") if item.masked else item.text
        if body:
            self._say(self._line("Quote"), body, lang="" if item.masked else item.lang)

    def _corrections(self) -> None:
        zone = zone_named(self._report.zone)
        for one in self._report.corrections:
            told = (
                (self._words("old"), one.old),
                (self._words("new"), one.new),
                (self._words("why"), one.why),
                (self._words("who"), one.who),
                (self._words("when"), f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}"),
            )
            for key, value in told:
                self._say(self._line("List Bullet"), f"{key}{self._colon} {value}")

    def _line(self, style: str = "") -> Paragraph:
        line: Paragraph = self._document.add_paragraph()
        if style:
            if style not in self._styles:  # the library walks all styles each time it is asked
                self._styles[style] = self._document.styles[style].style_id
            line._p.style = self._styles[style]  # noqa: SLF001
        return line

    def _heading(self, level: int) -> Paragraph:
        return self._line(f"Heading {level}")

    def _say(
        self,
        line: Paragraph,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        lang: str = "",
    ) -> None:
        if not text:
            return
        run = line.add_run(printable(text))
        if bold:
            run.bold = True
        if italic:
            run.italic = True
        if lang != self._report.lang and _TAG.fullmatch(lang):
            _language(run._r.get_or_add_rPr(), lang)  # noqa: SLF001 - the library has no word for it

    def _parts(self, line: Paragraph, parts: Iterable[Part]) -> None:
        for part in parts:
            self._say(line, part.text, lang=part.lang)

    def _marks(self, line: Paragraph, documents: Iterable[str]) -> None:
        known = dict.fromkeys(self._numbers[d] for d in documents if d in self._numbers)
        for number in known:
            _leads_to(line, number)


def _cited(citations: Iterable[Citation]) -> list[str]:
    return [citation.document_id for citation in citations]


_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")
"""A language tag: what a post claims as its language may be anything."""


def _element(kind: str, /, **values: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{kind}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _language(properties: Any, tag: str) -> None:
    properties.append(_element("lang", val=tag))


def _bookmark(line: Paragraph, number: int) -> None:
    begin = _element("bookmarkStart", id=str(number), name=f"E{number}")
    line._p.append(begin)  # noqa: SLF001
    line._p.append(_element("bookmarkEnd", id=str(number)))  # noqa: SLF001


def _leads_to(line: Paragraph, number: int) -> None:
    run = line.add_run(f"[{number}]")
    run.font.superscript = True
    _within(line, run, _element("hyperlink", anchor=f"E{number}"))


def _leads_out(line: Paragraph, url: str, words: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    run = line.add_run(printable(words))
    run.font.underline = True
    around = _element("hyperlink")
    around.set(qn("r:id"), line.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    _within(line, run, around)


def _within(line: Paragraph, run: Any, around: Any) -> None:
    line._p.append(around)  # noqa: SLF001
    around.append(run._r)  # noqa: SLF001
