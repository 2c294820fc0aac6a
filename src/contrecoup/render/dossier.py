"""Where a page's references lead: evidence items by number, rows behind numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from contrecoup.model.counts import Count
from contrecoup.model.evidence import Citation
from contrecoup.model.report import Card, EvidenceItem, Figure, Passage, Report, Table
from contrecoup.render.labels import Words
from contrecoup.render.safe import cut

IN_PLACE = 2
"""How many sources a sentence shows in full; the others are listed by number."""
ROWS_IN_PLACE = 12
FIRST_ROWS = 2
COMMON = 12
"""An author of more items than this is not worth naming beside each number."""


@frozen
class Shown:
    """An evidence item as the page shows it: its number, which is also its address.

    A link to the document's own id (``#x:1726…``) leads there too, by script.
    """

    number: int
    href: str
    item: EvidenceItem


@frozen
class Source:
    """A cited document and the words cited in it."""

    document_id: str
    shown: Shown | None
    citations: tuple[Citation, ...]

    @property
    def withheld(self) -> bool:
        """Whether the publication policy keeps its words back."""
        return self.shown is not None and self.shown.item.masked

    def said(self, words: str) -> bool:
        """Whether nothing but these words is cited, in a document that the page lists."""
        return self.shown is not None and all(
            c.exact == words and not c.prefix and not c.suffix for c in self.citations
        )


@frozen
class Row:
    """One thing that was counted: its words, its number and link where it is evidence."""

    words: str
    number: int
    href: str


@frozen
class Rows:
    """What was counted, whole or begun; ``href`` leads to all of it that the page lists.

    ``mark`` is that of the whole list, where the page lists its beginning.
    """

    first: tuple[Row, ...]
    listed: int
    total: int
    href: str
    mark: str = ""


class Dossier:
    """The references of one page.

    ``usual`` is the quality that most articles have: said once, not again and again.
    ``base`` is the file that holds the evidence, empty where it is the page.
    """

    def __init__(self, report: Report, words: Words, base: str = "") -> None:
        self._report = report
        self._words = words
        self._base = base
        self.shown: tuple[Shown, ...] = tuple(
            Shown(number, f"{base}#E{number}", item)
            for number, item in enumerate(report.evidence, 1)
        )
        self._by_id = {shown.item.document_id: shown for shown in self.shown}
        self._captured = {item.capture_id: item.captured for item in report.evidence}
        self._captures = {key: n for n, key in enumerate(sorted(self._captured), 1)}
        qualities = Counter(item.quality for item in report.evidence if item.quality)
        self.usual = qualities.most_common(1)[0][0] if len(qualities) > 1 else ""
        self._met: set[str] = set()
        self._cited = frozenset(_printed(report))
        self._authors = Counter(item.author or item.title for item in report.evidence)
        self._lists: dict[tuple[str, ...], int] = {}
        self._begun: dict[tuple[str, ...], Count] = {}

    def at_home(self) -> Dossier:
        """Return the same references as the file that holds the evidence needs them."""
        home = Dossier(self._report, self._words)
        home._lists, home._begun, home._met = self._lists, self._begun, self._met
        return home

    def cited(self, document_id: str) -> bool:
        """Whether a printed page leads to a document, which was not only counted in a chart."""
        return document_id in self._cited

    def get(self, document_id: str) -> Shown | None:
        """Return the evidence item of a document, if the page has it."""
        return self._by_id.get(document_id)

    def sources(self, citations: Iterable[Citation]) -> tuple[Source, ...]:
        """Return cited documents in order, each with its cited words, none twice."""
        found: dict[str, list[Citation]] = {}
        for citation in citations:
            words = found.setdefault(citation.document_id, [])
            if all(c.exact != citation.exact or c.start != citation.start for c in words):
                words.append(citation)
        return tuple(Source(key, self.get(key), tuple(cited)) for key, cited in found.items())

    def numbers(self, sources: Sequence[Source]) -> str:
        """Return the numbers of sources for print: 3, 7–9."""
        known = [source.shown.number for source in sources if source.shown]
        return ", ".join(_said(run) for run in _runs(known))

    def runs(self, ids: Iterable[str]) -> tuple[Row, ...]:
        """Return ids as runs of numbers that lead to their first (15–36), then other words."""
        rows = self._together(ids)
        known = {row.number: row for row in rows if row.href}
        found = [Row(_said(run), run[0], known[run[0]].href) for run in _runs(known)]
        return (*found, *(row for row in rows if not row.href))

    def row(self, key: str) -> Row:
        """Return one counted id as words, and where it leads."""
        shown = self.get(key)
        if shown is None:
            said, rest = cut(self._words.code("name", key), 32, 40)
            return Row(said.rstrip() + ("…" if rest else ""), 0, "")
        said = shown.item.author or shown.item.title
        return Row("" if self._authors[said] > COMMON else said, shown.number, shown.href)

    def rows(self, count: Count) -> Rows:
        """Return what was counted; a long list is begun once and kept for the end of the page."""
        ids = count.ids
        rows = self._together(ids)
        if len(rows) <= ROWS_IN_PLACE and not count.whole:
            return Rows(rows, len(ids), len(ids), "")
        begun = () if ids in self._lists else rows[:FIRST_ROWS]
        number = self._lists.setdefault(ids, len(self._lists) + 1)
        self._begun[ids] = count
        href = f"{self._base}#rows-{number}"
        return Rows(begun, len(ids), count.rests_on, href, count.whole)

    def _together(self, ids: Iterable[str]) -> tuple[Row, ...]:
        """Return rows; those without a place of their own and with the same words, as one."""
        rows = [self.row(key) for key in ids]
        times = Counter(row.words for row in rows if not row.href)
        said = {
            row.words if not row.href else row.href: evolve(
                row, words=f"{row.words} ({times[row.words]})"
            )
            if times[row.words] > 1 and not row.href
            else row
            for row in rows
        }
        return tuple(said.values())

    def meets(self, document_id: str) -> bool:
        """Remember that a sentence shows a document; return whether it is the first to."""
        first = document_id not in self._met
        self._met.add(document_id)
        return first

    def met(self, document_id: str) -> bool:
        """Whether a sentence has shown the document."""
        return document_id in self._met

    def captures(self) -> tuple[tuple[str, str], ...]:
        """Return the captures that hold the evidence: hash, when, sorted."""
        return tuple(sorted(self._captured.items()))

    def capture(self, item: EvidenceItem) -> int:
        """Return the number of an item's capture in the list of captures."""
        return self._captures[item.capture_id]

    def lists(self) -> tuple[tuple[int, Rows, tuple[str, ...]], ...]:
        """Return the long lists met so far: number, how much of it is here, ids."""
        found = []
        for ids, number in self._lists.items():
            count = self._begun[ids]
            found.append((number, Rows((), len(ids), count.rests_on, "", count.whole), ids))
        return tuple(found)


def _printed(report: Report) -> Iterator[str]:
    """Every document whose number stands on the printed page: tables of charts are not printed."""
    for sentence in report.sentences():
        yield from (c.document_id for c in sentence.citations)
    for block in (block for section in report.sections for block in section.blocks):
        if isinstance(block, Figure | Card):
            yield from (c.document_id for c in block.citations)
        elif isinstance(block, Passage):
            yield block.citation.document_id
        elif isinstance(block, Table):
            yield from (d for row in block.rows for cell in row for d in cell.documents)


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Return numbers in order, those that follow each other together."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _said(run: Sequence[int]) -> str:
    return f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0])
