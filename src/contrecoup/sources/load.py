"""Many posts as one table for the echo detectors, straight from files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contrecoup.errors import SourceError, Unreadable
from contrecoup.model.outcomes import FileOutcome, Notice, Problem, Skipped
from contrecoup.model.posts import Post
from contrecoup.sources.columns import listed
from contrecoup.sources.inputs import Input, opened
from contrecoup.sources.moments import any_time
from contrecoup.sources.registry import detect, read

if TYPE_CHECKING:
    import pyarrow as pa

_NEEDED = ("post_id", "account_id", "created_at", "text")
_TEXTS = ("repost_of", "reply_to", "quote_of", "lang", "object_id")
_LISTS = ("links", "hashtags", "mentions")
COLUMNS = (*_NEEDED, *_LISTS, *_TEXTS)
_SHOWN = 100


def schema() -> pa.Schema:
    """Return the Arrow schema of the table that :func:`load_posts` returns."""
    import pyarrow as pa

    kinds: dict[str, Any] = dict.fromkeys(COLUMNS, pa.string())
    kinds |= dict.fromkeys(_LISTS, pa.list_(pa.string()))
    kinds["created_at"] = pa.timestamp("us", tz="UTC")
    return pa.schema([pa.field(name, kinds[name]) for name in COLUMNS])


def load_posts(
    paths: Iterable[str | Path], forced: str = "", columns: Mapping[str, str] | None = None
) -> tuple[pa.Table, tuple[FileOutcome, ...]]:
    """Return posts of many files as one table, and what became of each file.

    Parquet, CSV and JSON lines that have the columns ``post_id, account_id,
    created_at, text`` are read as they are, ids unchanged; anything else goes
    through its reader.  A file that cannot be read is an outcome, not an error.

    Args:
        paths: files.
        forced: a format's name, where detection must not decide.
        columns: our columns to the files', for generic tables.
    """
    import pyarrow as pa

    tables: list[Any] = []
    outcomes: list[FileOutcome] = []
    for path in paths:
        try:
            found = None if forced or columns else _fast(Path(path))
            table, outcome = found or _slow(Path(path), forced, columns or {})
        except SourceError as error:
            problem = Problem(error.place or str(path), error.message)
            outcomes.append(FileOutcome(input=str(path), unreadable=(problem,)))
            continue
        tables.append(table)
        outcomes.append(outcome)
    return pa.concat_tables(tables) if tables else schema().empty_table(), tuple(outcomes)


def _fast(path: Path) -> tuple[Any, FileOutcome] | None:
    """Read a table that already has our columns; None where it has not."""
    import pyarrow as pa

    try:
        with opened(path) as stream:
            head = stream.read(65536)
    except OSError as error:
        message = f"the file cannot be opened: {error.strerror or error}"
        raise Unreadable(message, place=str(path), next_step="check the path") from error
    try:
        if head.startswith(b"PAR1"):
            return _ours(_parquet(path), path, "table-parquet")
        start = head.lstrip()[:1]
        if start == b"{":
            return _ours(_ndjson(path, head), path, "table-json")
        first = head.split(b"\n", 1)[0]
        if all(name.encode() in first for name in _NEEDED):
            return _ours(_csv(path, first), path, "table-csv")
    except (pa.ArrowException, OSError, UnicodeDecodeError):
        return None
    return None


def _parquet(path: Path) -> Any:
    import pyarrow.parquet as pq

    names = set(pq.read_schema(path).names)
    if not names.issuperset(_NEEDED):
        return None
    return pq.read_table(path, columns=[c for c in COLUMNS if c in names])


def _csv(path: Path, first: bytes) -> Any:
    import pyarrow as pa
    from pyarrow import csv

    delimiter = max(",;\t", key=first.decode("utf-8").count)
    return csv.read_csv(
        path,
        parse_options=csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(COLUMNS, pa.string()),
            strings_can_be_null=False,
        ),
    )


def _ndjson(path: Path, head: bytes) -> Any:
    import msgspec
    from pyarrow import json

    try:
        row = msgspec.json.decode(head.split(b"\n", 1)[0])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if not isinstance(row, dict) or not row.keys() >= set(_NEEDED):
        return None
    options = json.ReadOptions(block_size=16 << 20)
    return json.read_json(path, read_options=options)


def _ours(table: Any, path: Path, name: str) -> tuple[Any, FileOutcome] | None:
    import pyarrow as pa
    import pyarrow.compute as pc

    if table is None or not set(table.column_names).issuperset(_NEEDED):
        return None
    held: dict[str, Any] = {}
    for column in COLUMNS:
        if column not in table.column_names:
            held[column] = pa.nulls(table.num_rows, schema().field(column).type)
        elif column == "created_at":
            held[column] = _instants(table.column(column))
        elif column in _LISTS:
            held[column] = _lists(table.column(column))
        else:
            held[column] = _strings(table.column(column))
    made = pa.table(held, schema=schema())
    good = pa.chunked_array([pa.repeat(pa.scalar(value=True), made.num_rows)])
    for column in _NEEDED:
        good = pc.and_(good, pc.is_valid(made.column(column)))
    for column in ("post_id", "account_id"):
        good = pc.and_(good, pc.fill_null(pc.not_equal(made.column(column), ""), fill_value=False))
    kept = made.filter(good)
    rows = pc.indices_nonzero(pc.invert(good)).to_pylist() if kept.num_rows < made.num_rows else []
    problems = [Problem(f"row {i + 1}", "no id, account, time or text") for i in rows]
    span = pc.min_max(kept.column("created_at")).as_py()
    return kept, FileOutcome(
        input=str(path),
        format=name,
        read=kept.num_rows,
        unreadable=tuple(problems),
        first_at=span["min"],
        last_at=span["max"],
    )


def _strings(column: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_floating(column.type):
        whole = pc.equal(pc.floor(column), column)
        column = pc.if_else(whole, column, None).cast(pa.int64(), safe=False)
    return column.cast(pa.string())


def _instants(column: Any) -> Any:
    """Return a column of times, whatever they are; null for what is none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = pa.timestamp("us", tz="UTC")
    if pa.types.is_timestamp(column.type):
        if column.type.tz is None:
            return pc.assume_timezone(column.cast(pa.timestamp("us"), safe=False), "UTC").cast(kind)
        return column.cast(kind, safe=False)
    if pa.types.is_date(column.type):
        return column.cast(pa.timestamp("us")).cast(kind)
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        seconds = column.cast(pa.float64(), safe=False)
        in_ms = pc.greater(pc.abs(seconds), 1e11)
        seconds = pc.if_else(in_ms, pc.divide(seconds, 1000.0), seconds)
        micros = pc.round(pc.multiply(seconds, 1e6)).cast(pa.int64(), safe=False)
        return micros.cast(kind)
    column = column.cast(pa.string())
    try:
        return _instants(column.cast(pa.float64()))
    except pa.ArrowInvalid:
        pass
    for attempt in (kind, pa.timestamp("us")):
        try:
            return _instants(column.cast(attempt))
        except pa.ArrowInvalid:
            continue
    return pa.chunked_array([pa.array(_parsed(column), type=kind)])


def _parsed(column: Any) -> Iterator[datetime | None]:
    for value in column.to_pylist():
        found = any_time(value)
        if found is None:
            try:
                found = any_time(float(value)) if value else None
            except (ValueError, TypeError):
                found = None
        yield found[0].at if found else None


def _lists(column: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = pa.list_(pa.string())
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        return column.cast(kind)
    if pa.types.is_null(column.type):
        return pa.chunked_array([pa.nulls(len(column), kind)])
    words = pc.dictionary_encode(column.cast(pa.string())).combine_chunks()
    words = words if isinstance(words, pa.DictionaryArray) else words.chunk(0)
    values = pa.array([list(listed(v)) for v in words.dictionary.to_pylist()], type=kind)
    return pa.chunked_array([values.take(words.indices)])


def _slow(path: Path, forced: str, columns: Mapping[str, str]) -> tuple[Any, FileOutcome]:
    """Read any format post by post."""
    import pyarrow as pa

    digest = hashlib.sha256()
    try:
        with opened(path) as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        message = f"the file cannot be opened: {error.strerror or error}"
        raise Unreadable(message, place=str(path), next_step="check the path") from error
    source = Input(
        name=str(path),
        capture_id=digest.hexdigest(),
        captured_at=changed,
        open=lambda: path.open("rb"),
        format=forced,
        columns=columns,
    )
    name = detect(source)
    batches: list[Any] = []
    rows: dict[str, list[Any]] = {c: [] for c in COLUMNS}
    skipped: dict[str, int] = {}
    problems: list[Problem] = []
    notices: list[Notice] = []
    span: list[datetime] = []
    total = 0
    for item in read(source):
        if isinstance(item, Post):
            for column in COLUMNS:
                rows[column].append(getattr(item, column, None))
            total += 1
            span = [min([*span[:1], item.created_at]), max([*span[1:], item.created_at])]
            if len(rows["post_id"]) >= 65536:
                batches.append(_batch(rows))
        elif isinstance(item, Problem):
            problems.append(item)
        elif isinstance(item, Notice):
            notices.append(item)
        else:
            reason = item.reason if isinstance(item, Skipped) else "not a post"
            skipped[reason] = skipped.get(reason, 0) + 1
    batches.append(_batch(rows))
    return pa.Table.from_batches(batches, schema=schema()), FileOutcome(
        input=str(path),
        format=name,
        capture_id=source.capture_id,
        read=total,
        skipped=skipped,
        unreadable=tuple(problems),
        notices=tuple(notices[:_SHOWN]),
        first_at=span[0] if span else None,
        last_at=span[1] if span else None,
    )


def _batch(rows: dict[str, list[Any]]) -> Any:
    import pyarrow as pa

    made = pa.RecordBatch.from_arrays(
        [pa.array(_values(rows[f.name]), type=f.type) for f in schema()], schema=schema()
    )
    for values in rows.values():
        values.clear()
    return made


def _values(values: Sequence[Any]) -> list[Any]:
    return [list(v) if isinstance(v, tuple) else v for v in values]
