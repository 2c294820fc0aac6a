"""Parquet and Arrow files whose bytes depend on their rows alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from contrecoup.errors import EvidenceError

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 1 << 14
"""Rows in a row group."""


def dump(table: pa.Table, target: Path | IO[bytes]) -> None:
    """Write a table."""
    dump_batches(table.to_batches(), table.schema, target)


def dump_batches(
    batches: Iterable[pa.RecordBatch],
    schema: pa.Schema,
    target: Path | IO[bytes],
    repeated: bool | list[str] = True,  # noqa: FBT001, FBT002 as Parquet's writer takes it
) -> None:
    """Write batches one after the other, in row groups of a fixed size.

    Args:
        batches: the rows.
        schema: their columns.
        target: where to.
        repeated: columns whose values repeat enough to be written once each; all, or those.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = schema.remove_metadata()
    where = str(target) if isinstance(target, Path) else target
    options: dict[str, Any] = {"compression": "zstd", "compression_level": 3}
    options |= {"store_schema": False, "use_dictionary": repeated}
    with pq.ParquetWriter(where, schema, version="2.6", **options) as writer:
        for group in _groups(batches):
            writer.write_table(
                pa.Table.from_batches(group, schema=schema).combine_chunks(), row_group_size=GROUP
            )


def texts_of(schema: pa.Schema) -> list[str]:
    """Columns of texts; numbers, times and lists are not worth a dictionary."""
    import pyarrow as pa

    return [
        f.name for f in schema if pa.types.is_string(f.type) or pa.types.is_large_string(f.type)
    ]


def _groups(batches: Iterable[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    """Cut batches of any size into lists of exactly GROUP rows (the last: fewer)."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        rest = batch
        while rest.num_rows:
            part = rest.slice(0, GROUP - rows)
            rest = rest.slice(part.num_rows)
            waiting.append(part)
            rows += part.num_rows
            if rows == GROUP:
                yield waiting
                waiting, rows = [], 0
    if waiting:
        yield waiting


def batches_of(path: Path, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a Parquet file of that schema, in order and bounded memory.

    Raises:
        EvidenceError: it is no such file (the ledger can be rebuilt).
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as source:
            for batch in source.iter_batches(batch_size=GROUP):
                yield batch.cast(schema)
    except (pa.ArrowException, OSError) as error:
        raise unreadable(path) from error


def stream_of(path: Path) -> Iterator[pa.RecordBatch]:
    """Yield the batches of an Arrow stream file.

    Raises:
        EvidenceError: it is no such file (the ledger can be rebuilt).
    """
    import pyarrow as pa

    try:
        with pa.OSFile(str(path)) as source, pa.ipc.open_stream(source) as stream:
            yield from stream
    except (pa.ArrowException, OSError) as error:
        raise unreadable(path) from error


def unreadable(path: Path) -> EvidenceError:
    """Return the error of a ledger file that cannot be read."""
    message = "this file of the ledger is damaged"
    next_step = "delete every ledger.* of the case and run again: they are rebuilt"
    return EvidenceError(message, place=path.name, next_step=next_step)
