"""Any table of posts: CSV, JSON lines, Parquet, by a guessed and shown column map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contrecoup.errors import Unreadable
from contrecoup.model.outcomes import Problem
from contrecoup.sources.columns import flat, guess, missing, post_from, shown, told_rounded, usable
from contrecoup.sources.csv_rows import CsvFile
from contrecoup.sources.entries import Remarks, entries, guarded
from contrecoup.sources.heads import Head
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.streams import Plain


def _refuse(source: Input, names: Mapping[str, Any] | tuple[str, ...], lacks: str) -> Unreadable:
    message = f"no column was found for {lacks} (there are: {', '.join(list(names)[:40])})"
    step = "map the columns, for example --columns text=Message,created_at=Date,handle=Author"
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
        theirs: dict[str, str] = {}
        for row in file.rows():
            if not theirs and file.header:
                theirs = guess(file.header, source.columns)
                if not usable(theirs):
                    raise _refuse(source, file.header, missing(theirs))
                yield shown(theirs, file.header)
            if isinstance(row, Problem):
                yield row
                continue
            made = (post_from(r.cells, theirs, source, remarks, r.place, "CSV") for r in (row,))
            yield from guarded(row.place, made)
        if not theirs and file.header and not usable(guess(file.header, source.columns)):
            raise _refuse(source, file.header, missing(guess(file.header, source.columns)))
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
        for entry in entries(source):
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
                theirs = guess(row, source.columns)
                if len(maps) < 1000:
                    maps[keys] = theirs
            if not usable(theirs):
                yield Problem(place, f"no key was found for {missing(theirs)}")
                continue
            if not told:
                yield shown(theirs, row)
                told = True
            yield from guarded(
                place, (post_from(row, theirs, source, remarks, place, "JSON") for _ in (0,))
            )
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
        import pyarrow.parquet as pq

        with Plain(source) as plain:
            data = plain.all()
        try:
            file = pq.ParquetFile(pa.BufferReader(data))
        except (pa.ArrowException, OSError) as error:
            message = f"the Parquet file is damaged: {error}"
            raise Unreadable(message, place=source.name, next_step="write it again") from error
        names = tuple(file.schema_arrow.names)
        theirs = guess(names, source.columns)
        if not usable(theirs):
            raise _refuse(source, names, missing(theirs))
        yield shown(theirs, names)
        remarks = Remarks()
        number = 0
        try:
            for batch in file.iter_batches(
                batch_size=4096, columns=sorted(set(theirs.values()) & set(names))
            ):
                for row in batch.to_pylist():
                    number += 1
                    place = f"row {number}"
                    made = (post_from(r, theirs, source, remarks, place, "Parquet") for r in (row,))
                    yield from guarded(place, made)
        except (pa.ArrowException, OSError) as error:
            yield Problem(f"row {number + 1}", f"the Parquet file is damaged from here: {error}")
        yield from told_rounded(remarks)
        yield from remarks.flush()


TABLE_CSV = TableCsv()
TABLE_JSON = TableJson()
TABLE_PARQUET = TableParquet()
