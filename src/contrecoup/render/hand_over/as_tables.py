"""The tables as CSV, Parquet and SQLite, each with the dictionary of its columns."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from contrecoup.model.hand_over import HandOver
from contrecoup.render.hand_over.tables import TABLES, Column, TableOf
from contrecoup.render.safe import printable, unformula

if TYPE_CHECKING:
    import pyarrow as pa

BOM = b"\xef\xbb\xbf"
_SQL = {"number": "INTEGER", "flag": "INTEGER", "share": "REAL"}
_DICTIONARY = (
    Column("table", "text", "the table"),
    Column("row", "text", "what a row of it is"),
    Column("column", "text", "the column"),
    Column("kind", "text", "text, texts (a list), time (UTC), day, number, share or flag"),
    Column("holds", "text", "what it holds"),
)


def rows_of(table: TableOf, case: HandOver) -> list[dict[str, Any]]:
    """Return a table's rows with exactly its columns, texts made printable."""
    names = [column.name for column in table.columns]
    return [{name: _clean(row[name]) for name in names} for row in table.rows(case)]


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def dictionary() -> list[dict[str, str]]:
    """Return a row a column of every table: what it is called and what it holds."""
    return [
        {"table": t.name, "row": t.doc, "column": c.name, "kind": c.kind, "holds": c.doc}
        for t in TABLES
        for c in t.columns
    ]


def csv_files(case: HandOver, *, bom: bool = False) -> dict[str, bytes]:
    """Return ``people.csv`` … and ``dictionary.csv``.

    Cells that a spreadsheet would take for a formula get an apostrophe in front; a list is JSON.

    Args:
        case: what is handed over.
        bom: begin each file with a byte-order mark, which Excel needs to see UTF-8.
    """
    made = {f"{t.name}.csv": _csv(t.columns, rows_of(t, case), bom=bom) for t in TABLES}
    return made | {"dictionary.csv": _csv(_DICTIONARY, dictionary(), bom=bom)}


def _csv(columns: Sequence[Column], rows: Iterable[dict[str, Any]], *, bom: bool) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    names = [column.name for column in columns]
    writer.writerow(names)
    for row in rows:
        writer.writerow([unformula(_flat(row[name])) for name in names])
    return (BOM if bom else b"") + text.getvalue().encode()


def _flat(value: Any) -> Any:
    """Return a value as one cell: a list as JSON, a time in ISO 8601 with Z, a flag as a word."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def parquet_files(case: HandOver) -> dict[str, bytes]:
    """Return ``people.parquet`` … and ``dictionary.csv``; each column's meaning is in its metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    made: dict[str, bytes] = {}
    for table in TABLES:
        schema = _arrow(table)
        sink = pa.BufferOutputStream()
        filled = pa.Table.from_pylist(rows_of(table, case), schema=schema)
        pq.write_table(filled, sink, compression="zstd")
        made[f"{table.name}.parquet"] = sink.getvalue().to_pybytes()
    return made | {"dictionary.csv": _csv(_DICTIONARY, dictionary(), bom=False)}


def _arrow(table: TableOf) -> pa.Schema:
    import pyarrow as pa

    kinds = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "time": pa.timestamp("us", tz="UTC"),
        "day": pa.date32(),
        "number": pa.int64(),
        "share": pa.float64(),
        "flag": pa.bool_(),
    }
    fields = [pa.field(c.name, kinds[c.kind], metadata={"holds": c.doc}) for c in table.columns]
    return pa.schema(fields, metadata={"row": table.doc})


def sqlite_file(case: HandOver) -> bytes:
    """Return one SQLite database with every table and a table ``dictionary``.

    Datasette and any SQLite tool open it; the same case gives the same bytes
    with the same SQLite.
    """
    base = sqlite3.connect(":memory:")
    try:
        for table in TABLES:
            _fill(base, table.name, table.columns, rows_of(table, case))
        _fill(base, "dictionary", _DICTIONARY, dictionary())
        base.commit()
        base.execute("VACUUM")
        return base.serialize()
    finally:
        base.close()


def _fill(
    base: sqlite3.Connection, name: str, columns: Sequence[Column], rows: Iterable[dict[str, Any]]
) -> None:
    kinds = ", ".join(f'"{c.name}" {_SQL.get(c.kind, "TEXT")}' for c in columns)
    base.execute(f'CREATE TABLE "{name}" ({kinds})')
    holes = ", ".join("?" * len(columns))
    base.executemany(
        f'INSERT INTO "{name}" VALUES ({holes})',  # noqa: S608 names of our own tables
        [[_stored(row[c.name]) for c in columns] for row in rows],
    )


def _stored(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else _flat(value)
