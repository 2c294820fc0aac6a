"""What Spark's workers run: the engine's own functions, on Arrow batches.

Each function here makes one for :meth:`mapInArrow` or :meth:`applyInArrow`.  What it needs
travels with it; the code itself is that of the package installed on the workers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

from contrecoup.findings.echoes import parts
from contrecoup.sources.load import as_ours, whole

FILE, INDEX = "_file", "_index"
SHIFT: Final = 40  # bits of a row's number in its file
Batches = Callable[[Iterator[Any]], Iterator[Any]]
Group = Callable[[Any], Any]


def gathered(batches: Iterator[Any], rows: int) -> Iterator[Any]:
    """Small batches put together to tables of one chunk and about so many rows."""
    waiting: list[Any] = []
    held = 0
    for batch in batches:
        waiting.append(batch)
        held += batch.num_rows
        if held >= rows:
            yield pa.Table.from_batches(waiting).combine_chunks()
            waiting, held = [], 0
    if held:
        yield pa.Table.from_batches(waiting).combine_chunks()


def one(table: Any, name: str) -> Any:
    """A column of a table of one chunk."""
    column = table[name].combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = column.chunk(0) if column.num_chunks else pa.array([], column.type)
    return column


def tidy(
    theirs: Mapping[str, str], names: Sequence[str], zone: str, ranks: Mapping[str, int]
) -> Batches:
    """Rows of files, with our columns, numbered by file and place in it."""

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        for table in gathered(batches, 1 << 16):
            files = np.array([ranks[file] for file in table[FILE].to_pylist()], dtype=np.int64)
            rows = files << SHIFT | table[INDEX].to_numpy()
            made, _ = as_ours(table, theirs, names, zone)
            yield from parts.tidy_rows(made, rows, whole(made, theirs)).to_batches()

    return work


def words(*, aimed: bool) -> Batches:
    """Texts, read."""

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        for table in gathered(batches, 1 << 15):
            aims = one(table, "aims") if aimed else None
            read = parts.words_of(one(table, "number"), one(table, "text"), aims)
            yield from read.to_batches()

    return work


def spread(threshold: float, count: int) -> Batches:
    """Sets of words, to the parts where they can meet others."""

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        for table in gathered(batches, 1 << 15):
            yield from parts.spread_sets(table, threshold, count).to_batches()

    return work


def near(threshold: float, least: int) -> Group:
    """Near pairs of a part."""
    return lambda table: parts.near_among(table, threshold, least)


def share(groups: int) -> Batches:
    """Acts, to the pairs of groups of accounts where they can make ties."""

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        for table in gathered(batches, 1 << 16):
            yield from parts.share_acts(table, groups).to_batches()

    return work


def ties(groups: int, *, window: int, min_ties: int, most: int, several: bool) -> Group:
    """Ties of a pair of groups."""
    return lambda table: parts.ties_among(
        table, groups, window=window, min_ties=min_ties, most=most, several=several
    )
