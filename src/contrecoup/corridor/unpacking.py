"""Everything that a file says, unpacked as far as its packing goes: to look for a person in it."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from typing import IO, Any

import zstandard

_DEEPEST = 4
"""Packings inside one another that are opened."""
_PIECE = 1 << 16
_MANY_ZEROS = 4


def readings(raw: bytes, most: int) -> Iterator[str]:
    """Yield a file's text, and that of whatever is packed in it.

    Args:
        raw: the file.
        most: bytes that may be unpacked in all; what is packed beyond is not looked into.
    """
    yield from _readings(raw, _Budget(most), _DEEPEST)


class _Budget:
    """How many bytes may still be unpacked."""

    def __init__(self, left: int) -> None:
        self.left = left

    def read(self, stream: IO[bytes]) -> bytes:
        data = stream.read(max(0, self.left))
        self.left -= len(data)
        return data


def _readings(raw: bytes, budget: _Budget, deeper: int) -> Iterator[str]:
    yield raw.decode("utf-8", "replace")
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        yield raw.decode("utf-16", "replace")
    elif raw[:1024].count(0) > _MANY_ZEROS:
        yield raw.decode("utf-16-le", "replace")
        yield raw.decode("utf-16-be", "replace")
    if deeper:
        for part in _parts(raw, budget):
            if part:
                yield from _readings(part, budget, deeper - 1)


def _opener(raw: bytes) -> Callable[[IO[bytes]], Any] | None:
    """Return what opens a packed file, by its first bytes."""
    if raw.startswith(b"\x1f\x8b"):
        return lambda stream: gzip.GzipFile(fileobj=stream)
    if raw.startswith(b"BZh"):
        return bz2.BZ2File
    if raw.startswith(b"\xfd7zXZ"):
        return lzma.LZMAFile
    if raw.startswith(b"\x28\xb5\x2f\xfd"):
        unpack = zstandard.ZstdDecompressor()
        return lambda stream: unpack.stream_reader(stream, read_across_frames=True)
    return None


def _parts(raw: bytes, budget: _Budget) -> Iterator[bytes]:
    """Yield what is packed in a file; of a damaged one, what can be unpacked."""
    opener = _opener(raw)
    if opener is not None:
        yield b"".join(_pieces(opener(io.BytesIO(raw)), budget))
    elif raw.startswith(b"PK\x03\x04"):
        yield from _members(raw, budget)
    elif raw.startswith(b"WARC/"):
        yield from _records(raw, budget)


def _pieces(opened: Any, budget: _Budget) -> Iterator[bytes]:
    try:
        while budget.left and (piece := opened.read1(min(_PIECE, budget.left))):
            budget.left -= len(piece)
            yield piece
    except (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError):
        return


def _members(raw: bytes, budget: _Budget) -> Iterator[bytes]:
    damage = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for name in archive.namelist():
                yield name.encode("utf-8", "replace")
                try:
                    with archive.open(name) as member:
                        yield budget.read(member)
                except (*damage, RuntimeError, NotImplementedError, KeyError):
                    continue
    except damage:
        return


def _records(raw: bytes, budget: _Budget) -> Iterator[bytes]:
    """Yield what the records of a web archive hold, as a browser would unpack it."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    damage = (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError, TypeError)
    with redirect_stderr(io.StringIO()):
        try:
            for record in ArchiveIterator(io.BytesIO(raw)):
                yield budget.read(record.content_stream())
        except (*damage, zlib.error):
            return
