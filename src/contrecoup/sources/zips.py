"""Members of a zip file, opened with a bound on what they unpack to."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from contrecoup.errors import Unreadable
from contrecoup.sources.inputs import Input
from contrecoup.sources.streams import DOCUMENT_LIMIT, PACKED_FREE, PACKED_RATIO

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    OverflowError,
    RuntimeError,
)


@contextmanager
def opened_zip(source: Input) -> Iterator[zipfile.ZipFile]:
    """Open an input as a zip file, in place where its stream can seek."""
    stream = source.open()
    if not stream.seekable():
        data = stream.read(DOCUMENT_LIMIT + 1)
        stream.close()
        if len(data) > DOCUMENT_LIMIT:
            message = f"the archive is larger than {DOCUMENT_LIMIT >> 20} MB"
            step = "unpack it and add the files that hold posts or pages"
            raise Unreadable(message, place=source.name, next_step=step)
        stream = cast("BinaryIO", io.BytesIO(data))
    try:
        with stream, zipfile.ZipFile(stream) as archive:
            yield archive
    except _DAMAGE as error:
        message = f"the archive is damaged: {error}"
        raise Unreadable(message, place=source.name, next_step="download it again") from error


def member(archive: zipfile.ZipFile, name: str, source: Input) -> bytes:
    """Return one member's bytes; Unreadable where it unpacks to far too much."""
    info = archive.getinfo(name)
    limit = min(DOCUMENT_LIMIT, max(PACKED_FREE, PACKED_RATIO * info.compress_size))
    with archive.open(info) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        message = f"{name} unpacks to too much"
        step = "unpack it yourself if you trust it"
        raise Unreadable(message, place=source.name, next_step=step)
    return data


def readable(archive: zipfile.ZipFile, name: str, source: Input) -> bytes:
    """Return one member's bytes; Unreadable, of that member alone, where it is damaged."""
    try:
        return member(archive, name, source)
    except _DAMAGE as error:
        message = f"{name} is damaged: {error}"
        raise Unreadable(message, place=source.name, next_step="download it again") from error
