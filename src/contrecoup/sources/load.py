"""Many posts as one table for the echo detectors, straight from files."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from csv import Error as CsvError
from csv import reader as rows
from datetime import UTC, datetime
from itertools import chain
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile, gettempdir
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import evolve

from contrecoup.errors import SourceError, Unreadable
from contrecoup.model.outcomes import FileOutcome, Notice, Problem, Skipped
from contrecoup.model.posts import Post
from contrecoup.sources.column_names import checked, french, guess, shown
from contrecoup.sources.columns import listed
from contrecoup.sources.inputs import Input, opened
from contrecoup.sources.instants import instants
from contrecoup.sources.registry import detect, read
from contrecoup.sources.state_words import GONE

if TYPE_CHECKING:
    import pyarrow as pa

_NEEDED = ("post_id", "account_id", "created_at", "text")
_TIED = ("object_id", "repost_of", "reply_to", "links", "hashtags")
"""Columns that tie accounts without a text."""
_OWN = ("object_id", "resolved")
"""Columns that no reader of posts knows: a table that has one is read as it is."""
_TEXTS = ("repost_of", "reply_to", "quote_of", "lang", "object_id")
_LISTS = ("links", "resolved", "hashtags", "mentions")
COLUMNS = (*_NEEDED, *_LISTS, *_TEXTS)
_SHOWN = 100
_IDS = ("post_id", "account_id", "repost_of", "reply_to", "quote_of", "object_id")
_ROUNDED = r"^\d(?:[.,]\d+)?[eE]\+\d+$"
"""A number as a program writes a long one: digits of the id are lost."""


_ROOM, _ROW = 384 << 20, 128
"""Bytes of a table that is held in memory; bytes of a row, at least."""
_BLOCK = 1 << 13
"""Bytes that are looked at for deep nesting; a line within one is not too deep."""


def schema() -> pa.Schema:
    """Return the Arrow schema of the table that :func:`load_posts` returns."""
    import pyarrow as pa

    kinds: dict[str, Any] = dict.fromkeys(COLUMNS, pa.string())
    kinds |= dict.fromkeys(_LISTS, pa.list_(pa.string()))
    kinds["created_at"] = pa.timestamp("us", tz="UTC")
    return pa.schema([pa.field(name, kinds[name]) for name in COLUMNS])


def load_posts(
    paths: Iterable[str | Path],
    forced: str = "",
    columns: Mapping[str, str] | None = None,
    zone: str = "UTC",
    on_file: Callable[[str, int, float], None] | None = None,
) -> tuple[pa.Table, tuple[FileOutcome, ...]]:
    """Return posts of many files as one table, and what became of each file.

    Parquet, CSV and JSON lines that have the columns ``post_id, account_id,
    created_at, text`` are read as they are, ids unchanged.  So is a table with
    an ``object_id`` (the names of CooRTweet are known too), or without a text
    but with reposts, replies, links or hashtags: its texts are null.  Anything
    else goes through its reader.  A file that cannot be read is an outcome,
    not an error.

    Args:
        paths: files; ``-`` is standard input.
        forced: a format's name, where detection must not decide.
        columns: our columns to the files', for generic tables.
        zone: the zone of times that come without one.
        on_file: told each file's name once it is read, its posts, and 1.
    """
    import pyarrow as pa

    tables: list[Any] = []
    outcomes: list[FileOutcome] = []
    held = 0
    for path in paths:
        try:
            with _on_disk(path) as file:
                table, outcome = _loaded(file, forced, columns or {}, zone)
            held += table.nbytes
            if held > _ROOM and tables:
                table = _lying(table.schema, table.to_batches(), path)
        except SourceError as error:
            reason = f"{error.message}; {error.next_step}" if error.next_step else error.message
            problem = Problem(error.place or str(path), reason)
            outcomes.append(FileOutcome(input=str(path), unreadable=(problem,)))
            continue
        tables.append(table)
        outcomes.append(evolve(outcome, input=str(path)))
        if on_file is not None:
            on_file(str(path), table.num_rows, 1.0)
    return pa.concat_tables(tables) if tables else schema().empty_table(), tuple(outcomes)


@contextmanager
def _on_disk(path: str | Path) -> Iterator[Path]:
    """Give a file; standard input as a temporary one."""
    if str(path) != "-":
        yield Path(path)
        return
    with TemporaryDirectory(prefix="contrecoup-") as folder:
        spooled = Path(folder) / "standard-input"
        with spooled.open("wb") as out:
            shutil.copyfileobj(opened(Path(path)), out)
        yield spooled


def _loaded(
    path: Path, forced: str, columns: Mapping[str, str], zone: str
) -> tuple[Any, FileOutcome]:
    fast = None
    if not forced or forced.startswith("table-"):
        fast = _fast(path, columns, zone)
    if fast is not None and fast[1].notices and not forced and _known(path):
        fast = None
    return fast or _slow(path, forced, columns, zone)


def _known(path: Path) -> bool:
    """Whether a file has a reader of its own, which knows more than its columns."""
    source = Input(
        name=path.name,
        capture_id="",
        captured_at=datetime(1970, 1, 1, tzinfo=UTC),
        open=lambda: path.open("rb"),
    )
    try:
        return not detect(source).startswith(("table-", "article-text"))
    except SourceError:
        return False


def _fast(path: Path, columns: Mapping[str, str], zone: str) -> tuple[Any, FileOutcome] | None:
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
            return _ours(_parquet(path, columns), path, "table-parquet", zone)
        start = head.lstrip()[:1]
        if start == b"{":
            return _ours(_ndjson(path, head, columns), path, "table-json", zone)
        return _ours(_csv(path, head, columns), path, "table-csv", zone)
    except (pa.ArrowException, OSError, UnicodeDecodeError, CsvError):
        return None


def named(names: Iterable[str], columns: Mapping[str, str]) -> dict[str, str] | None:
    """Return our columns with a table's names for them, where it can be read as it is."""
    names = list(names)
    if not columns and set(names).issuperset(_NEEDED):
        return {c: c for c in COLUMNS if c in names}
    found = guess(names, columns)
    for own in _OWN:
        if own in names:
            found.setdefault(own, own)
    if "account_id" not in found and "handle" in found:
        found["account_id"] = found["handle"]
    tied = any(c in found for c in (*_TIED, "resolved"))
    able = {"account_id", "created_at"} <= found.keys() and tied
    if not able or ("text" in found and not found.keys() & set(_OWN)):
        return None
    if columns:
        checked(columns, names, "columns", also=_OWN)
    kept = {o: t for o, t in found.items() if o in COLUMNS}
    return None if any(t.startswith("=") for t in kept.values()) else kept


_Named: TypeAlias = tuple[Any, Mapping[str, str], tuple[str, ...]]
"""A table, our columns with its names for them, and its header."""


def _parquet(path: Path, columns: Mapping[str, str]) -> _Named | None:
    import pyarrow.parquet as pq

    facts = pq.read_metadata(path)
    names = tuple(facts.schema.to_arrow_schema().names)
    theirs = named(names, columns)
    if theirs is None:
        return None
    size = sum(facts.row_group(n).total_byte_size for n in range(facts.num_row_groups))
    wanted = list(dict.fromkeys(theirs.values()))
    if max(size, facts.num_rows * _ROW) > _ROOM:
        return _on_file(path, wanted), theirs, names
    with pq.ParquetFile(path) as source:
        return source.read(columns=wanted), theirs, names


def _on_file(path: Path, wanted: list[str]) -> pa.Table:
    """Read a Parquet file too large for memory into a temporary one that is read where it lies."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as source:
        batches = source.iter_batches(batch_size=1 << 16, columns=wanted)
        first = next(batches)
        return _lying(first.schema, chain([first], batches), path)


def _lying(schema: Any, batches: Iterable[Any], path: str | Path) -> Any:
    """Return a table in a temporary file, read where it lies."""
    import pyarrow as pa

    try:
        with TemporaryFile(prefix="contrecoup-") as out:
            with pa.ipc.new_stream(out, schema) as sink:
                for batch in batches:
                    sink.write_batch(batch)
            out.flush()
            held = mmap(out.fileno(), out.tell(), access=ACCESS_READ)
    except OSError as error:
        message = f"a copy cannot be spilled to {gettempdir()}: {error.strerror or error}"
        step = "free some space, or set TMPDIR to another disk"
        raise Unreadable(message, place=str(path), next_step=step) from error
    return pa.ipc.open_stream(pa.py_buffer(held)).read_all()


def _csv(path: Path, head: bytes, columns: Mapping[str, str]) -> _Named | None:
    import pyarrow as pa
    from pyarrow import csv

    first = head.split(b"\n", 1)[0].decode("utf-8-sig").rstrip("\r")
    delimiter = max(",;\t", key=first.count)
    names = tuple(next(rows([first], delimiter=delimiter), []))
    theirs = named(names, columns) if len(names) > 1 and len(set(names)) == len(names) else None
    if theirs is None:
        return None
    table = csv.read_csv(
        path,
        parse_options=csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            include_columns=list(dict.fromkeys(theirs.values())),
            column_types=dict.fromkeys(theirs.values(), pa.string()),
            strings_can_be_null=False,
        ),
    )
    return table, theirs, names


def _ndjson(path: Path, head: bytes, columns: Mapping[str, str]) -> _Named | None:
    import msgspec
    from pyarrow import json

    try:
        row = msgspec.json.decode(head.split(b"\n", 1)[0])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    theirs = named(row, columns) if isinstance(row, dict) else None
    if theirs is None or _nested(path):
        return None
    options = json.ReadOptions(block_size=16 << 20)
    table = json.read_json(path, read_options=options)
    here = {o: t for o, t in theirs.items() if t in table.column_names}
    for ours in COLUMNS:
        if not columns and ours in table.column_names:
            here.setdefault(ours, ours)
    return table, here, tuple(table.column_names)


def _nested(path: Path) -> bool:
    """Whether a line may be nested so deeply (16,000) that it would crash Arrow's parser."""
    brackets = 0
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            within = b"\n" not in block
            brackets = brackets + block.count(b"[") + block.count(b"{") if within else 0
            if brackets > _BLOCK // 2:
                return True
    return False


def as_ours(
    table: Any, theirs: Mapping[str, str], names: Sequence[str], zone: str
) -> tuple[Any, list[Notice]]:
    """Return (some rows of) a table with our columns, and what there is to know of it.

    Args:
        table: the rows.
        theirs: our columns with the table's names for them.
        names: all its columns.
        zone: the zone of times that come without one.
    """
    import pyarrow as pa

    notices: list[Notice] = []
    if any(o != t for o, t in theirs.items()):
        notices.append(shown(theirs, names))
    held: dict[str, Any] = {}
    for column in COLUMNS:
        if column not in theirs:
            held[column] = pa.nulls(table.num_rows, schema().field(column).type)
            if column == "post_id":
                held[column] = pa.array([f"row:{n + 1}" for n in range(table.num_rows)])
                notices.append(Notice("header", "no id; the row's number was taken"))
        elif column == "created_at":
            values = table.column(theirs[column])
            held[column], told = instants(values, zone, french=french(names))
            notices += [Notice(f"column {theirs[column]}", reason) for reason in told]
        elif column in _LISTS:
            held[column] = _lists(table.column(theirs[column]))
        else:
            held[column] = _strings(table.column(theirs[column]))
            if column in _IDS:
                held[column], told = _undamaged(held[column])
                notices += [Notice(f"column {theirs[column]}", reason) for reason in told]
    return pa.table(held, schema=schema()), notices


def whole(made: Any, theirs: Mapping[str, str]) -> Any:
    """Return which rows have all that a post needs."""
    import pyarrow as pa
    import pyarrow.compute as pc

    good = pa.chunked_array([pa.repeat(pa.scalar(value=True), made.num_rows)])
    needed = [c for c in _NEEDED if c != "text" or ("text" in theirs and "object_id" not in theirs)]
    for column in needed:
        good = pc.and_(good, pc.is_valid(made.column(column)))
    if "text" in theirs:
        lost = pc.match_substring_regex(made.column("text"), GONE)
        good = pc.and_(good, pc.invert(pc.fill_null(lost, fill_value=False)))
    for column in ("post_id", "account_id"):
        good = pc.and_(good, pc.fill_null(pc.not_equal(made.column(column), ""), fill_value=False))
    return good


def _ours(found: _Named | None, path: Path, name: str, zone: str) -> tuple[Any, FileOutcome] | None:
    import pyarrow.compute as pc

    if found is None:
        return None
    table, theirs, names = found
    made, notices = as_ours(table, theirs, names, zone)
    good = whole(made, theirs)
    kept = made if pc.all(good).as_py() in {True, None} else made.filter(good)
    bad = pc.indices_nonzero(pc.invert(good)).to_pylist() if kept.num_rows < made.num_rows else []
    lacks = "no id, account, time or text" if "text" in theirs else "no id, account or time"
    ids = {f"column {theirs[column]}" for column in _IDS if column in theirs}
    lacks = next((notice.reason for notice in notices if notice.place in ids), lacks)
    problems = [Problem(f"row {i + 1}", lacks) for i in bad]
    span = pc.min_max(kept.column("created_at")).as_py()
    return kept, FileOutcome(
        input=str(path),
        format=name,
        read=kept.num_rows,
        unreadable=tuple(problems),
        notices=tuple(notices),
        first_at=span["min"],
        last_at=span["max"],
    )


def _strings(column: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_floating(column.type):
        whole = pc.and_(pc.equal(pc.floor(column), column), pc.less(pc.abs(column), 2.0**53))
        column = pc.if_else(whole, column, None).cast(pa.int64(), safe=False)
    return column.cast(pa.string())


def _undamaged(column: Any) -> tuple[Any, list[str]]:
    """Return ids without those that a program wrote as rounded numbers, and what was left out."""
    import pyarrow as pa
    import pyarrow.compute as pc

    wrong = pc.match_substring_regex(column, _ROUNDED)
    number = pc.sum(wrong).as_py() or 0
    if not number:
        return column, []
    wrong = pc.fill_null(wrong, fill_value=False)
    first = column.filter(wrong)[0].as_py()
    reason = (
        f"{number} ids were rounded by a program ({first}), so they name nobody; write ids as text"
    )
    return pc.if_else(wrong, pa.scalar(None, pa.string()), column), [reason]


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


def _slow(
    path: Path, forced: str, columns: Mapping[str, str], zone: str
) -> tuple[Any, FileOutcome]:
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
        zone=zone,
    )
    name = detect(source)
    batches: list[Any] = []
    cells: dict[str, list[Any]] = {c: [] for c in COLUMNS}
    skipped: dict[str, int] = {}
    problems: list[Problem] = []
    notices: list[Notice] = []
    span: list[datetime] = []
    total = 0
    for item in read(source):
        if isinstance(item, Post):
            for column in COLUMNS:
                cells[column].append(getattr(item, column, None))
            total += 1
            span = [min([*span[:1], item.created_at]), max([*span[1:], item.created_at])]
            if len(cells["post_id"]) >= 65536:
                batches.append(_batch(cells))
        elif isinstance(item, Problem):
            problems.append(item)
        elif isinstance(item, Notice):
            notices.append(item)
        else:
            reason = item.reason if isinstance(item, Skipped) else "not a post"
            skipped[reason] = skipped.get(reason, 0) + 1
    batches.append(_batch(cells))
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
