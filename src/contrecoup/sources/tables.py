"""Any table of posts: CSV, JSON lines, Parquet, by a guessed and shown column map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, TypeVar

from attrs import frozen

from contrecoup.errors import Unreadable
from contrecoup.model.outcomes import Notice, Problem
from contrecoup.sources.column_names import (
    checked,
    french,
    guess,
    missing,
    shown,
    told_accounts,
    usable,
)
from contrecoup.sources.columns import flat, told_rounded
from contrecoup.sources.csv_rows import CsvFile
from contrecoup.sources.entries import Entry, Remarks, entries, guarded
from contrecoup.sources.heads import Head
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.moments import ORDER, order_of
from contrecoup.sources.roster_names import is_roster
from contrecoup.sources.streams import Plain
from contrecoup.sources.table_states import items_from, told_states

_T = TypeVar("_T")
_AHEAD = 3000
"""Rows that are looked at before the first is read, to learn how dates are written."""
_AHEAD_CHARS = 16 << 20


def _ahead(rows: Iterator[_T], size: Any) -> tuple[list[_T], Iterator[_T]]:
    """Return the first rows, up to a bound, and all rows."""
    first: list[_T] = []
    held = 0
    for row in rows:
        first.append(row)
        held += size(row)
        if len(first) >= _AHEAD or held > _AHEAD_CHARS:
            break
    return first, chain(first, rows)


def _weight(entry: Entry | Problem) -> int:
    """Return about how large a JSON object is."""
    if isinstance(entry, Problem) or not isinstance(entry.value, dict):
        return 200
    cells = flat(entry.value).values()
    return (
        200
        + sum(len(c) for c in cells if isinstance(c, str))
        + 200 * sum(len(c) for c in cells if isinstance(c, list | dict))
    )


@frozen
class Columns:
    """The columns of a table: their names, which of ours they are taken for, the first rows."""

    names: tuple[str, ...]
    theirs: dict[str, str]
    rows: tuple[dict[str, Any], ...]


def columns_of(source: Input) -> Columns:
    """Return the columns of a table and which of ours they are, as the person mapped them or guessed.

    Raises:
        SourceError: nothing of it can be read.
    """
    if source.format == "table-parquet":
        with Plain(source) as plain:
            table = _parquet(plain.all(), source.name)
        names, rows = tuple(table.schema_arrow.names), _first(table)
    elif source.format == "table-json":
        items = (e.value for e in islice(entries(source), _AHEAD) if isinstance(e, Entry))
        rows = [flat(value) for value in items if isinstance(value, dict)]
        names = tuple(dict.fromkeys(name for row in rows for name in row))
    else:
        file = CsvFile(source, Remarks())
        first = islice(file.rows(), _AHEAD)
        rows = [dict(row.cells) for row in first if not isinstance(row, Problem)]
        names = file.header
    return Columns(names, guess(names, source.columns, rows), tuple(rows[:3]))


def _parquet(data: bytes, name: str) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(pa.BufferReader(data))
    except (pa.ArrowException, OSError) as error:
        message = f"the Parquet file is damaged: {error}"
        raise Unreadable(message, place=name, next_step="write it again") from error


def _dates(
    theirs: Mapping[str, str], header: Iterable[str], values: Iterable[Any], remarks: Remarks
) -> Iterator[Notice]:
    """Learn which comes first in a column's dates, and say so."""
    order, told = order_of(values, french=french(header))
    remarks.memory[ORDER] = order
    if told:
        yield Notice(f"column {theirs['created_at']}", told)


def _refuse(source: Input, names: Mapping[str, Any] | tuple[str, ...], lacks: str) -> Unreadable:
    message = f"no column was found for {lacks} (there are: {', '.join(list(names)[:40])})"
    step = "map the columns, for example --columns text=Message,created_at=Date,handle=Author"
    if is_roster(names):
        step = "it looks like a roster: add it with --roster"
    return Unreadable(message, place=f"{source.name}, header", next_step=step)


class TableCsv:
    """CSV with a header, whatever its delimiter and encoding."""

    name = "table-csv"

    def sniff(self, head: Head) -> int:
        """Look for columns that posts need."""
        names = head.columns
        if head.binary or len(names) < 2:
            return 0
        if usable(guess(names)):
            return 55
        return 20 if head.name.endswith((".csv", ".tsv")) else 0

    def read(self, source: Input) -> Iterator[Item]:
        """Yield one outcome a row."""
        remarks = Remarks()
        file = CsvFile(source, remarks)
        first, rows = _ahead(
            file.rows(), lambda r: 0 if isinstance(r, Problem) else sum(map(len, r.cells.values()))
        )
        cells = [row.cells for row in first if not isinstance(row, Problem)]
        if source.columns:
            checked(source.columns, file.header, f"{source.name}, header")
        theirs = guess(file.header, source.columns, cells)
        if file.header:
            if not usable(theirs):
                raise _refuse(source, file.header, missing(theirs))
            yield shown(theirs, file.header)
            yield from chain(told_accounts(theirs), told_states(theirs, source.columns))
            written = (row.get(theirs["created_at"]) for row in cells)
            yield from _dates(theirs, file.header, written, remarks)
        for row in rows:
            if isinstance(row, Problem):
                yield row
                continue
            made = items_from(row.cells, theirs, source, remarks, row.place, "CSV")
            yield from guarded(row.place, made)
        yield from told_rounded(remarks)
        yield from remarks.flush()


class TableJson:
    """JSON objects of an unknown tool, one a line or in a list."""

    name = "table-json"

    def sniff(self, head: Head) -> int:
        """Look for keys that posts need."""
        return 35 if any(usable(guess(flat(v))) for v in head.values) else 0

    def read(self, source: Input) -> Iterator[Item]:
        """Yield one outcome an object."""
        remarks = Remarks()
        maps: dict[frozenset[str], dict[str, str]] = {}
        told = False
        first, every = _ahead(entries(source), _weight)
        rows = [flat(e.value) for e in first if isinstance(e, Entry) and isinstance(e.value, dict)]
        if source.columns:
            names = dict.fromkeys(name for row in rows for name in row)
            checked(source.columns, names, source.name)
        alike: dict[frozenset[str], list[dict[str, Any]]] = {}
        for row in rows:
            alike.setdefault(frozenset(row), []).append(row)
        dates = [row.get(guess(row, source.columns).get("created_at", "")) for row in rows[:_AHEAD]]
        for entry in every:
            if isinstance(entry, Problem):
                yield entry
                continue
            place = entry.place or "item 1"
            if not isinstance(entry.value, dict):
                yield Problem(place, "not a JSON object")
                continue
            row = flat(entry.value)
            keys = frozenset(row)
            theirs = maps.get(keys)
            if theirs is None:
                theirs = guess(row, source.columns, [row, *alike.get(keys, ())])
                if len(maps) < 1000:
                    maps[keys] = theirs
            if not usable(theirs):
                yield Problem(place, f"no key was found for {missing(theirs)}")
                continue
            if not told:
                yield shown(theirs, row)
                yield from chain(told_accounts(theirs), told_states(theirs, source.columns))
                yield from _dates(theirs, row, dates, remarks)
                told = True
            yield from guarded(place, items_from(row, theirs, source, remarks, place, "JSON"))
        yield from told_rounded(remarks)
        yield from remarks.flush()


class TableParquet:
    """Parquet with one post a row."""

    name = "table-parquet"

    def sniff(self, head: Head) -> int:
        """Look for Parquet's four letters."""
        return 80 if head.raw.startswith(b"PAR1") else 0

    def read(self, source: Input) -> Iterator[Item]:
        """Yield one outcome a row."""
        import pyarrow as pa

        with Plain(source) as plain:
            data = plain.all()
        file = _parquet(data, source.name)
        names = tuple(file.schema_arrow.names)
        if source.columns:
            checked(source.columns, names, f"{source.name}, header")
        first = _first(file)
        theirs = guess(names, source.columns, first)
        if not usable(theirs):
            raise _refuse(source, names, missing(theirs))
        yield shown(theirs, names)
        yield from chain(told_accounts(theirs), told_states(theirs, source.columns))
        remarks = Remarks()
        written = [row.get(theirs["created_at"]) for row in first]
        yield from _dates(theirs, names, written, remarks)
        number = 0
        try:
            for batch in file.iter_batches(
                batch_size=4096, columns=sorted(set(theirs.values()) & set(names))
            ):
                for row in batch.to_pylist():
                    number += 1
                    place = f"row {number}"
                    made = items_from(row, theirs, source, remarks, place, "Parquet")
                    yield from guarded(place, made)
        except (pa.ArrowException, OSError) as error:
            yield Problem(f"row {number + 1}", f"the Parquet file is damaged from here: {error}")
        yield from told_rounded(remarks)
        yield from remarks.flush()


def _first(file: Any) -> list[dict[str, Any]]:
    """Return the first rows; none where they cannot be read."""
    import pyarrow as pa

    try:
        batch = next(file.iter_batches(batch_size=_AHEAD), None)
    except (pa.ArrowException, OSError):
        return []
    return [] if batch is None else list(batch.to_pylist())


TABLE_CSV = TableCsv()
TABLE_JSON = TableJson()
TABLE_PARQUET = TableParquet()
