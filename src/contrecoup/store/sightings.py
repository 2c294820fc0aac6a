"""One capture's rows, from nouns to a folder of files that appears at once.

A *sighting* is what one capture says of one post.  Texts that UTF-8 cannot
hold (lone surrogates) get U+FFFD in their place, one for one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import msgspec
from attrs import evolve, field, frozen

from contrecoup.model.documents import Article, Letter
from contrecoup.model.evidence import Observation
from contrecoup.model.posts import COLUMNS, Post, arrow_schema
from contrecoup.store.disk import plain, told
from contrecoup.store.parquet import unreadable

if TYPE_CHECKING:
    import pyarrow as pa

Item = Post | Article | Letter | Observation
POSTS = "sightings.arrow"
DOCUMENTS = "documents.jsonl"
OBSERVATIONS = "observations.jsonl"
_BATCH = 1 << 12
_encode = msgspec.json.Encoder(order="sorted").encode


@frozen
class Line:
    """A line of ``ledger.documents.jsonl``: an article or a letter."""

    article: Article | None = None
    letter: Letter | None = None

    @property
    def document(self) -> Article | Letter:
        """Return the one that it holds."""
        document = self.article or self.letter
        assert document is not None
        return document


@frozen
class Held:
    """How many rows of each kind a capture has in the ledger."""

    capture: str
    posts: int
    documents: int
    observations: int


@frozen
class Part:
    """Writes the rows of one capture into an empty folder."""

    folder: Path
    capture_id: str
    _counts: dict[str, int] = field(
        factory=lambda: dict.fromkeys((POSTS, DOCUMENTS, OBSERVATIONS), 0)
    )

    def fill(self, items: Iterable[Item]) -> Held:
        """Write every item, in order and in bounded memory; flush to the disk."""
        with _Files(self.folder) as files:
            posts: list[Post] = []
            for item in items:
                if isinstance(item, Post):
                    posts.append(item)
                    if len(posts) == _BATCH:
                        files.posts(batch(posts, self.capture_id))
                        self._counts[POSTS] += len(posts)
                        posts.clear()
                else:
                    name = OBSERVATIONS if isinstance(item, Observation) else DOCUMENTS
                    files.line(name, _line(item, self.capture_id))
                    self._counts[name] += 1
            if posts:
                files.posts(batch(posts, self.capture_id))
                self._counts[POSTS] += len(posts)
        counts = self._counts
        return Held(self.capture_id, counts[POSTS], counts[DOCUMENTS], counts[OBSERVATIONS])


class _Files:
    """The files of a part, opened when they are first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, Any] = {}
        self._writer: Any = None

    def __enter__(self) -> Self:
        return self

    def _file(self, name: str) -> Any:
        if name not in self._open:
            with told(name):
                self._open[name] = (self._folder / name).open("xb")
        return self._open[name]

    def posts(self, rows: pa.RecordBatch) -> None:
        import pyarrow as pa

        if self._writer is None:
            options = pa.ipc.IpcWriteOptions(compression="zstd")
            self._writer = pa.ipc.new_stream(self._file(POSTS), rows.schema, options=options)
        with told(POSTS):
            self._writer.write_batch(rows)

    def line(self, name: str, data: bytes) -> None:
        stream = self._file(name)
        with told(name):
            stream.write(data + b"\n")

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            with told(self._folder.name):
                if self._writer is not None and kind is None:
                    self._writer.close()
                for stream in self._open.values() if kind is None else ():
                    stream.flush()
                    os.fsync(stream.fileno())
        finally:
            for stream in self._open.values():
                stream.close()


_ROW = attrgetter(*(c.name for c in COLUMNS))


def batch(posts: Iterable[Post], capture_id: str) -> pa.RecordBatch:
    """Return posts as a batch of the schema, all of one capture."""
    import pyarrow as pa

    columns = list(zip(*map(_ROW, posts), strict=True))
    arrays = []
    for column, values in zip(COLUMNS, columns, strict=True):
        kind = arrow_schema().field(column.name).type
        if column.name == "capture_id":
            arrays.append(pa.repeat(pa.scalar(capture_id, kind), len(values)))
            continue
        try:
            arrays.append(pa.array(values, kind))
        except UnicodeEncodeError:
            arrays.append(pa.array([_sound(value) for value in values], kind))
    return pa.RecordBatch.from_arrays(arrays, schema=arrow_schema())


def _line(item: Article | Letter | Observation, capture_id: str) -> bytes:
    if item.capture_id != capture_id:
        item = evolve(item, capture_id=capture_id)
    data = encoded(item)
    if isinstance(item, Observation):
        return data
    return (
        b'{"article":' + data + b"}" if isinstance(item, Article) else b'{"letter":' + data + b"}"
    )


def encoded(value: object) -> bytes:
    """Return a noun as JSON, keys sorted, lone surrogates replaced."""
    try:
        return _encode(value)
    except UnicodeEncodeError:
        return _encode(_sound(msgspec.to_builtins(value)))


def _sound(value: Any) -> Any:
    """Return a value with U+FFFD for each lone surrogate in its texts."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _sound(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_sound(item) for item in value]
    return value


def lines_of(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file of the ledger; none where there is no file.

    Raises:
        EvidenceError: it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            yield from stream
    except FileNotFoundError:
        return
    except OSError as error:
        raise unreadable(path) from error


def documents_of(lines: Iterable[bytes], path: Path) -> Iterator[Article | Letter]:
    """Decode lines of documents.

    Raises:
        EvidenceError: a line is none.
    """
    decode = msgspec.json.Decoder(Line).decode
    for line in lines:
        yield _decoded(decode, line, path).document


def observations_of(lines: Iterable[bytes], path: Path) -> Iterator[Observation]:
    """Decode lines of observations.

    Raises:
        EvidenceError: a line is none.
    """
    decode = msgspec.json.Decoder(Observation).decode
    for line in lines:
        yield _decoded(decode, line, path)


def _decoded(decode: Any, line: bytes, path: Path) -> Any:
    try:
        return decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise unreadable(path) from error
