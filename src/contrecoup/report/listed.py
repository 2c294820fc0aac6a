"""What a page lists of a count of very many: the first; all of them lie in a table beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from attrs import evolve

from contrecoup.model.counts import Count
from contrecoup.model.report import (
    Block,
    Cell,
    Chart,
    Figure,
    Group,
    Part,
    Section,
    Sentence,
    Table,
)

MOST = 1_000
"""A count of so many ids lists each of them."""
BEGUN = 200
"""A count of more lists its first."""
ROOM = 5_000
"""So many ids are listed in one account; behind them, no count lists more than :data:`FEW`."""
FEW = 20


class Lists:
    """Shortens the counts of one account, in reading order.

    Attributes:
        whole: every list that was shortened, by the mark that its counts carry.
    """

    def __init__(self) -> None:
        self.whole: dict[str, tuple[str, ...]] = {}
        self._room = ROOM
        self._marks: dict[tuple[str, ...], str] = {}

    def sentence(self, sentence: Sentence) -> Sentence:
        """Return a sentence whose counts list their first ids."""
        return evolve(sentence, parts=self._parts(sentence.parts))

    def section(self, section: Section) -> Section:
        """Return a section whose counts list their first ids."""
        return evolve(section, blocks=tuple(map(self._block, section.blocks)))

    def _block(self, block: Block) -> Block:
        match block:
            case Sentence():
                return self.sentence(block)
            case Figure():
                (value,) = self._parts((block.value,))
                return evolve(block, value=value)
            case Chart():
                return evolve(block, table=self._table(block.table))
            case Table():
                return self._table(block)
            case Group():
                inner = tuple(map(self._block, block.blocks))
                return evolve(block, title=self._parts(block.title), blocks=inner)
        return block

    def _table(self, table: Table) -> Table:
        return evolve(table, rows=tuple(tuple(map(self._cell, row)) for row in table.rows))

    def _cell(self, cell: Cell) -> Cell:
        parts = self._parts(cell.parts)
        if parts == cell.parts:
            return cell
        kept = {i for part in parts if part.count is not None for i in part.count.ids}
        same = tuple(d for d in cell.documents if d in kept)
        return Cell(parts=parts, documents=same or cell.documents[: len(kept)])

    def _parts(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        return tuple(
            part if part.count is None else evolve(part, count=self._count(part.count))
            for part in parts
        )

    def _count(self, count: Count) -> Count:
        size = len(count.ids)
        if size <= FEW or size <= min(MOST, self._room):
            self._room -= size
            return count
        most = BEGUN if self._room >= BEGUN else FEW
        self._room -= most
        mark = self._mark(count.ids)
        return evolve(count, ids=count.ids[:most], more=size - most, whole=mark)

    def _mark(self, ids: tuple[str, ...]) -> str:
        if ids not in self._marks:
            digest = hashlib.sha256()
            for key in ids:
                digest.update(f"{key}\n".encode("utf-8", "surrogatepass"))
            self._marks[ids] = mark = f"list:{digest.hexdigest()[:16]}"
            self.whole[mark] = ids
        return self._marks[ids]
