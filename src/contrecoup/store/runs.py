"""Rows of a table grouped by post and ordered by time, as arrays of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SLICE = 1 << 18
_PIECE = 1 << 14
MANY = 1 << 15
"""From this many rows on, hashing ids is quicker than numbering them."""


def micros(at: datetime) -> int:
    """Return an instant in microseconds since 1970."""
    return (at - _EPOCH) // _MICROSECOND


def column_of(column: pa.ChunkedArray) -> npt.NDArray[Any]:
    """Return a column of numbers or flags, without nulls, as an array."""
    values: npt.NDArray[Any] = column.to_numpy()
    return values


def order_of(
    table: pa.Table, published: npt.NDArray[np.int64], named: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return posts in order of time and id, and each post's rank in that order.

    Args:
        table: the sightings.
        published: the row with each post's time.
        named: a row with each post's id.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = {
        "at": take(table.column("created_at"), published),
        "id": take(table.column("post_id"), named),
    }
    keys = [("at", "ascending"), ("id", "ascending")]
    order = pc.sort_indices(pa.table(columns), sort_keys=keys).to_numpy().astype(np.int64)
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order))
    return order, ranks


def joined(tables: list[pa.Table]) -> pa.Table:
    """Return the one table of a list with each column in one piece; the list is empty afterwards.

    Columns are made one by one, and each old one is let go, so that the table is not held twice.
    """
    import pyarrow as pa

    table = tables.pop()
    for number, kind in enumerate(table.schema):
        table = table.set_column(number, kind, table.column(number).combine_chunks())
    pa.default_memory_pool().release_unused()
    return table


def take(data: Any, rows: npt.NDArray[np.int64]) -> Any:
    """Take rows of a table or a column, in pieces that no text column outgrows."""
    import pyarrow as pa

    pieces = [data.take(rows[i : i + _SLICE]) for i in range(0, max(len(rows), 1), _SLICE)]
    if isinstance(data, pa.Table):
        return pa.concat_tables(pieces)
    chunks = [chunk for piece in pieces for chunk in piece.chunks]
    return pa.chunked_array(chunks, type=data.type)


@frozen
class Runs:
    """Rows in runs, one run a post.

    ``rows`` are row numbers, run after run, each run in order of time;
    ``starts`` is where each run begins in it; ``seen`` and ``dated`` are by
    row number.
    """

    rows: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    seen: npt.NDArray[np.int64]
    dated: npt.NDArray[np.bool_]

    @classmethod
    def of(
        cls,
        ids: pa.ChunkedArray,
        seen: npt.NDArray[np.int64],
        capture: npt.NDArray[np.int64],
        dated: npt.NDArray[np.bool_],
    ) -> Runs:
        """Make runs of rows with the same id."""
        import numpy as np

        for numbered in (hashes_of, codes_of) if len(ids) >= MANY else (codes_of,):
            codes = numbered(ids)
            rows = np.lexsort((capture, seen, codes))
            ordered = codes[rows]
            fresh = np.r_[True, ordered[1:] != ordered[:-1]]
            again = np.flatnonzero(~fresh)
            if not unequal(ids, rows[again], rows[again - 1]).any():
                break
        return cls(rows, np.flatnonzero(fresh), seen, dated)

    def __len__(self) -> int:
        """Return the number of posts."""
        return len(self.starts)

    def first(self, wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
        """Return each run's earliest row that is wanted, or its earliest row."""
        import numpy as np

        places = np.arange(len(self.rows))
        best = np.minimum.reduceat(np.where(wanted[self.rows], places, len(self.rows)), self.starts)
        return self.rows[np.where(best < len(self.rows), best, self.starts)]

    def last(self, wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
        """Return each run's latest row that is wanted, or its earliest row."""
        import numpy as np

        places = np.arange(len(self.rows))
        best = np.maximum.reduceat(np.where(wanted[self.rows], places, -1), self.starts)
        return self.rows[np.where(best >= 0, best, self.starts)]

    def least(self, values: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return each run's earliest row of those with its least value."""
        import numpy as np

        ordered = values[self.rows]
        low = np.minimum.reduceat(ordered, self.starts)
        wanted = np.empty(len(values), bool)
        wanted[self.rows] = ordered == np.repeat(low, self._lengths())
        return self.first(wanted)

    def differ(self, column: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
        """Return which runs hold more than one text."""
        import numpy as np

        run = np.repeat(np.arange(len(self)), self._lengths())
        second = np.flatnonzero(run[1:] == run[:-1]) + 1
        found = np.zeros(len(self), bool)
        found[run[second][unequal(column, self.rows[second], self.rows[second - 1])]] = True
        return found

    def some(self, wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Return which runs hold a row that is wanted."""
        import numpy as np

        found: npt.NDArray[np.bool_] = np.logical_or.reduceat(wanted[self.rows], self.starts)
        return found

    def members(self, runs: npt.NDArray[np.int64]) -> Iterator[tuple[int, npt.NDArray[np.int64]]]:
        """Yield each of these runs with its rows in order of time."""
        ends = self.starts + self._lengths()
        for run in runs.tolist():
            yield run, self.rows[self.starts[run] : ends[run]]

    def _lengths(self) -> npt.NDArray[np.int64]:
        import numpy as np

        lengths: npt.NDArray[np.int64] = np.diff(np.r_[self.starts, len(self.rows)])
        return lengths


def unequal(
    column: pa.ChunkedArray, left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Return where a column's rows on the left differ from those on the right."""
    import pyarrow.compute as pc

    found: npt.NDArray[np.bool_] = column_of(
        pc.not_equal(take(column, left), take(column, right))
    ).astype(bool)
    return found


def hashes_of(column: pa.ChunkedArray) -> npt.NDArray[np.uint64]:
    """Return a hash of each row's text; two texts may share one."""
    import duckdb
    import pyarrow as pa

    texts = pa.table({"text": column})
    with duckdb.connect() as engine:
        found: npt.NDArray[np.uint64] = (
            engine.from_arrow(texts).project("hash(text) AS h").fetchnumpy()["h"]
        )
    return found


def codes_of(column: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """Return a number for each row's value: equal values, equal numbers."""
    import numpy as np

    encoded = column.dictionary_encode().unify_dictionaries()
    parts = [chunk.indices.to_numpy(zero_copy_only=False) for chunk in encoded.chunks]
    return np.concatenate(parts).astype(np.int64)


def words_of(column: pa.ChunkedArray) -> tuple[list[str], npt.NDArray[np.int64]]:
    """Return a column of few words as the words and a number for each row."""
    encoded = column.dictionary_encode().unify_dictionaries()
    words: list[str] = encoded.chunk(0).dictionary.to_pylist()
    return words, codes_of(column)


def as_rows(rows: Sequence[int]) -> npt.NDArray[np.int64]:
    """Return row numbers as an array."""
    import numpy as np

    return np.array(rows, np.int64)


def pieces_of(
    runs: Runs, posts: npt.NDArray[np.int64]
) -> Iterator[list[tuple[int, npt.NDArray[np.int64]]]]:
    """Yield these posts with their rows, some thousands at a time."""
    for i in range(0, len(posts), _PIECE):
        yield list(runs.members(posts[i : i + _PIECE]))


def lists_of(values: Mapping[int, Sequence[str]], length: int) -> pa.ListArray:
    """Return a column of lists of texts that are empty but for a few rows."""
    import numpy as np
    import pyarrow as pa

    sizes = np.zeros(length + 1, np.int32)
    for row, texts in values.items():
        sizes[row + 1] = len(texts)
    every = [text for row in sorted(values) for text in values[row]]
    offsets = pa.array(np.cumsum(sizes, dtype=np.int32))
    return pa.ListArray.from_arrays(offsets, pa.array(every, pa.string()))


def texts_of(values: Mapping[int, str], length: int, usual: str) -> pa.StringArray:
    """Return a column of texts that are the usual one but for a few rows."""
    import numpy as np
    import pyarrow as pa

    words = [usual, *sorted(set(values.values()) - {usual})]
    codes = np.zeros(length, np.int32)
    for row, word in values.items():
        codes[row] = words.index(word)
    return pa.DictionaryArray.from_arrays(codes, pa.array(words, pa.string())).cast(pa.string())
