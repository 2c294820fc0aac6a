"""From a stream to an object: hashed, compressed, encrypted, on the disk under its name."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import zstandard
from attrs import define

from contrecoup.errors import SourceError
from contrecoup.store.disk import flush_folder, inside, make_folder, put, temporary, told
from contrecoup.store.objects import AT_ONCE, OBJECTS, name_of
from contrecoup.store.sealing import SALT, closed_pieces, salt_of

LEVEL = 3
PIECE = 1 << 20


@define
class Written:
    """An object that has no name yet: in memory, or in an unfinished file.

    ``capture_id`` is the SHA-256 of the plain bytes, ``stored`` that of the
    encrypted ones.
    """

    capture_id: str
    size: int
    stored: str
    data: bytes = b""
    path: Path | None = None


@contextmanager
def taken(
    stream: BinaryIO, folder: Path, leaf: bytes, source: str, limit: int | None
) -> Iterator[Written]:
    """Encrypt a stream; what was not placed is deleted in the end.

    Up to 16 MiB stay in memory, and the same bytes under the same key give the
    same object.  More goes to an unfinished file in ``folder`` at once.

    Raises:
        OSError: the stream itself cannot be read.
        SourceError: it holds more than ``limit`` bytes.
        EvidenceError: the disk is full, the vault may not be written.
    """
    pieces = _limited(stream, source, limit)
    first: list[bytes] = []
    size = 0
    for piece in pieces:
        first.append(piece)
        size += len(piece)
        if size > AT_ONCE:
            break
    else:
        yield packed(b"".join(first), leaf)
        return
    written = _streamed(_chained(first, pieces), folder, leaf)
    try:
        yield written
    finally:
        if written.path is not None:
            with contextlib.suppress(OSError):
                written.path.unlink(missing_ok=True)


def packed(data: bytes, leaf: bytes) -> Written:
    """Encrypt bytes that fit into memory."""
    digest = hashlib.sha256(data)
    squeezed = zstandard.ZstdCompressor(level=LEVEL).compress(data)
    closed = b"".join(closed_pieces(leaf, salt_of(leaf, digest.digest()), (squeezed,)))
    return Written(digest.hexdigest(), len(data), hashlib.sha256(closed).hexdigest(), closed)


def _limited(stream: BinaryIO, source: str, limit: int | None) -> Iterator[bytes]:
    size = 0
    while piece := stream.read(PIECE):
        size += len(piece)
        if limit is not None and size > limit:
            message = f"it holds more than {limit:,} bytes"
            next_step = "split the file, or raise the limit"
            raise SourceError(message, place=source, next_step=next_step)
        yield piece


def _chained(first: list[bytes], rest: Iterator[bytes]) -> Iterator[bytes]:
    while first:
        yield first.pop(0)
    yield from rest


def _streamed(pieces: Iterable[bytes], folder: Path, leaf: bytes) -> Written:
    """Encrypt a large stream to an unfinished file, flushed to the disk."""
    digest, stored, size = hashlib.sha256(), hashlib.sha256(), 0

    def squeezed() -> Iterator[bytes]:
        nonlocal size
        squeeze = zstandard.ZstdCompressor(level=LEVEL).compressobj()
        for piece in pieces:
            size += len(piece)
            digest.update(piece)
            yield squeeze.compress(piece)
        yield squeeze.flush()

    with told(OBJECTS):
        handle, path = temporary(folder)
    try:
        try:
            for data in closed_pieces(leaf, os.urandom(SALT), squeezed()):
                stored.update(data)
                with told(OBJECTS):
                    put(handle, data)
            with told(OBJECTS):
                os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Written(digest.hexdigest(), size, stored.hexdigest(), path=path)


def place(folder: Path, written: Written) -> None:
    """Give an object the name of its hash, in the case ``folder``; it is on the disk then."""
    name = name_of(written.stored)
    target = folder / name
    with told(name):
        inside(folder, target.parent)
        make_folder(target.parent)
        if written.path is None:
            handle, path = temporary(folder / OBJECTS)
            try:
                try:
                    put(handle, written.data)
                    os.fsync(handle)
                finally:
                    os.close(handle)
                path.replace(target)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        else:
            written.path.replace(target)
            written.path = None
        flush_folder(target.parent)
