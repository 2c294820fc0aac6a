"""Columns that lie in temporary files while nobody reads them, where posts take more than a run may hold.

A column that is put there reads as before, straight from its file; what was read of it is
let go when a stage ends, so that of all columns only those in use take memory.
"""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any, Final, TypeVar
from weakref import WeakSet

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from contrecoup.findings.echoes.settings import refuse

POST: Final = 1_000
"""Bytes that a run takes for a post, about, where it holds everything."""
SMALL: Final = 1 << 16
"""Bytes of a column that is not worth a file."""
_PIECE: Final = 1 << 18  # texts that are taken at a time
_TEXT: Final = pa.large_string()
_N = TypeVar("_N", bound=np.generic)


class Shelf:
    """A place for columns: files without a name, gone when nothing refers to them.

    Args:
        memory: bytes that the run may take; columns stay in memory while all posts fit.
    """

    def __init__(self, memory: int) -> None:
        self.memory = memory
        self.spilled = 0
        self.used = False
        self._maps: WeakSet[mmap.mmap] = WeakSet()

    def measure(self, posts: int) -> None:
        """Say how many posts there are: from then on columns go to files, if they must."""
        self.used = self.used or posts * POST > self.memory

    def numbers(self, values: NDArray[_N]) -> NDArray[_N]:
        """Put numbers away."""
        if not self.used or size_of(values) < SMALL:
            return values
        with _file() as out:
            out.write(np.ascontiguousarray(values).data.cast("B"))
            held = self._mapped(out)
        return np.frombuffer(held, dtype=values.dtype).reshape(values.shape)

    def joined(self, parts: Iterable[NDArray[_N]]) -> NDArray[_N]:
        """Put numbers away that come in parts (one at least), without holding them all."""
        if not self.used:
            return _joined(list(parts))
        with _file() as out:
            for part in parts:
                out.write(np.ascontiguousarray(part).data.cast("B"))
            if not out.tell():
                return part
            held = self._mapped(out)
        return np.frombuffer(held, dtype=part.dtype)

    def texts(self, values: Any) -> Any:
        """Put an Arrow array or table away."""
        if not self.used or size_of(values) < SMALL:
            return values
        whole = isinstance(values, pa.Table)
        table = values if whole else pa.table({"": values})
        with _file() as out:
            _stream(out, table.schema, table.to_batches())
            found = pa.ipc.open_stream(pa.py_buffer(self._mapped(out))).read_all()
        return found if whole else found.column(0).chunk(0)

    def strings(self, parts: Iterable[Any]) -> Any:
        """Make one array of arrays of large strings; put away, they are not held together."""
        if not self.used:
            return pa.chunked_array(parts, type=_TEXT).combine_chunks()
        end, valid = 0, [np.zeros(0, dtype=np.bool_)]
        with _file() as out, _file() as ends:
            ends.write(np.zeros(1, dtype=np.int64).data.cast("B"))
            for part in parts:
                if not len(part):
                    continue
                _, offsets, data = part.buffers()
                at = np.frombuffer(offsets, np.int64, part.offset + len(part) + 1)[part.offset :]
                if data is not None:
                    out.write(data[int(at[0]) : int(at[-1])])
                ends.write((at[1:] + (end - at[0])).data.cast("B"))
                end += int(at[-1] - at[0])
                valid.append(np.asarray(part.is_valid().to_numpy(zero_copy_only=False)))
            held = [
                pa.py_buffer(self._mapped(ends)),
                pa.py_buffer(self._mapped(out) if end else b""),
            ]
        there = np.concatenate(valid)
        bits = None if there.all() else pa.py_buffer(np.packbits(there, bitorder="little"))
        return pa.Array.from_buffers(_TEXT, len(there), [bits, *held])

    def taken(self, values: Any, rows: NDArray[np.int64]) -> Any:
        """Put some of an array's texts away, in the order of their places."""
        if not self.used:
            return values.take(pa.array(rows))
        lows = range(0, len(rows), _PIECE)
        return self.strings(values.take(pa.array(rows[low : low + _PIECE])) for low in lows)

    def stream(self, reader: Any) -> Any:
        """All batches of a stream as one table, in a file from where they take too much."""
        batches, size = [], 0
        for batch in reader:
            batches.append(batch)
            size += size_of(batch)
            if size > self.memory // 4:
                break
        else:
            return pa.Table.from_batches(batches, schema=reader.schema)
        self.used = True
        with _file() as out:
            _stream(out, reader.schema, _drained(batches, reader))
            return pa.ipc.open_stream(pa.py_buffer(self._mapped(out))).read_all()

    def rest(self) -> None:
        """Let go of what was read; it is read again where it is used."""
        for held in self._maps:
            if hasattr(held, "madvise"):  # not everywhere
                held.madvise(mmap.MADV_DONTNEED)

    def _mapped(self, out: IO[bytes]) -> mmap.mmap:
        out.flush()
        self.spilled += out.tell()
        held = mmap.mmap(out.fileno(), out.tell(), access=mmap.ACCESS_COPY)
        self._maps.add(held)
        return held


def size_of(values: Any) -> int:
    """Return the bytes of an Arrow array, batch or table."""
    try:
        return int(values.nbytes)
    except pa.ArrowTypeError:  # pyarrow 20 does not count the views that polars makes of texts
        return int(values.get_total_buffer_size())


def _joined(parts: list[NDArray[_N]]) -> NDArray[_N]:
    """All in one; each part is let go once it is copied."""
    whole = np.empty(sum(map(len, parts)), dtype=parts[0].dtype)
    end = len(whole)
    while parts:
        part = parts.pop()
        whole[end - len(part) : end] = part
        end -= len(part)
    return whole


def _drained(batches: list[Any], rest: Any) -> Iterator[Any]:
    while batches:
        yield batches.pop(0)
    yield from rest


@contextmanager
def _file() -> Iterator[IO[bytes]]:
    """Give a file without a name; say what to do when the disk is full."""
    try:
        with tempfile.TemporaryFile(prefix="contrecoup-") as out:
            yield out
    except OSError as error:
        refuse(
            f"posts cannot be spilled to {tempfile.gettempdir()}: {error.strerror or error}",
            "free some space, set TMPDIR to another disk, or raise --memory",
        )


def _stream(out: IO[bytes], schema: Any, batches: Iterable[Any]) -> None:
    with pa.ipc.new_stream(out, schema) as sink:
        for batch in batches:
            sink.write_batch(batch)
