"""Moving parts into the ledger's files, in order of capture, in bounded memory."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from contrecoup.model.posts import arrow_schema
from contrecoup.store.disk import TEMPORARY, flush_folder, put
from contrecoup.store.index import Index
from contrecoup.store.parquet import batches_of, dump_batches, stream_of
from contrecoup.store.sightings import DOCUMENTS, OBSERVATIONS, POSTS, Held, lines_of

if TYPE_CHECKING:
    import pyarrow as pa

_PIECE = 1 << 20


def settle(
    folder: Path, index: Index, parts: Mapping[str, Path], waiting: Mapping[str, Held]
) -> None:
    """Write the ledger's files anew with the parts in their places."""
    old = index.held()
    new = {key: waiting.get(key) or old[key] for key in sorted({*old, *waiting})}
    ending = f"{os.getpid()}-{os.urandom(6).hex()}"
    rewritten: dict[Path, Path] = {}

    def anew(final: Path) -> Path:
        rewritten[final] = folder / f"{TEMPORARY}{ending}-{final.name}"
        return rewritten[final]

    touched = [*waiting.values(), *(old[key] for key in waiting if key in old)]
    try:
        if any(held.posts for held in touched) or not old:
            path = anew(index.sightings)
            dump_batches(_sightings(index, old, new, parts), arrow_schema(), path)
            _flush(path)
        if any(held.documents for held in touched) or not old:
            counts = {key: held.documents for key, held in old.items()}
            lines = _lines(index.documents, counts, new, parts, DOCUMENTS)
            _dump_lines(lines, anew(index.documents))
        if any(held.observations for held in touched) or not old:
            counts = {key: held.observations for key, held in old.items()}
            lines = _lines(index.observations, counts, new, parts, OBSERVATIONS)
            _dump_lines(lines, anew(index.observations))
        files = [rewritten.get(final, final) for final in index.files()]
        _dump_lines([index.written(new.values(), files)], anew(index.path))
        for final, path in rewritten.items():
            path.replace(final)
        flush_folder(folder)
    finally:
        index.forget()
        for path in rewritten.values():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _sightings(
    index: Index, old: Mapping[str, Held], new: Mapping[str, Held], parts: Mapping[str, Path]
) -> Iterator[pa.RecordBatch]:
    has_rows = any(held.posts for held in old.values())
    main = _Cursor(batches_of(index.sightings, arrow_schema()) if has_rows else iter(()))
    for key, held in new.items():
        before = main.take(old[key].posts) if key in old else iter(())
        if key not in parts:
            yield from before
            continue
        for _ in before:
            pass
        if held.posts:
            yield from stream_of(parts[key] / POSTS)


class _Cursor:
    """Hands out the next rows of a run of batches."""

    def __init__(self, batches: Iterator[pa.RecordBatch]) -> None:
        self._batches = batches
        self._rest: pa.RecordBatch | None = None

    def take(self, rows: int) -> Iterator[pa.RecordBatch]:
        """Yield the next ``rows`` rows."""
        while rows:
            if self._rest is None or not self._rest.num_rows:
                self._rest = next(self._batches, None)
                if self._rest is None:
                    return
            part = self._rest.slice(0, rows)
            self._rest = self._rest.slice(part.num_rows)
            rows -= part.num_rows
            yield part


def _lines(
    path: Path,
    counts: Mapping[str, int],
    new: Mapping[str, Held],
    parts: Mapping[str, Path],
    name: str,
) -> Iterator[bytes]:
    main = lines_of(path)
    for key in new:
        before = islice(main, counts.get(key, 0))
        if key not in parts:
            yield from before
            continue
        for _ in before:
            pass
        yield from lines_of(parts[key] / name)


def _dump_lines(lines: Iterable[bytes], path: Path) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        waiting: list[bytes] = []
        size = 0
        for line in lines:
            waiting.append(line)
            size += len(line)
            if size > _PIECE:
                put(handle, b"".join(waiting))
                waiting, size = [], 0
        put(handle, b"".join(waiting))
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
