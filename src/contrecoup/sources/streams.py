"""Bytes as they come: opened, unpacked with a bound, cut into lines with a bound."""

from __future__ import annotations

import bz2
import codecs
import contextlib
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Self, cast

from contrecoup.errors import Unreadable
from contrecoup.sources.encodings import encoding_of

if TYPE_CHECKING:
    from contrecoup.sources.inputs import Input

CHUNK = 1 << 18
LINE_LIMIT = 64 << 20
"""Bytes of the longest line that is read."""
DOCUMENT_LIMIT = 512 << 20
"""Bytes of the largest document that is read as a whole."""
PACKED_RATIO = 400
"""How many times its packed size a file may be, once it is large."""
PACKED_FREE = 256 << 20
"""Bytes that any packed file may unpack to."""

_PIECE = 1 << 10
"""Packed bytes that are unpacked at once: a piece may hold very much, and is lost if damaged."""


class _Members(io.RawIOBase):
    """Packed members one after the other; what is whole before damage is given first.

    Raises EOFError where the last is cut.
    """

    def __init__(self, raw: BinaryIO, make: Callable[[], Any]) -> None:
        self._raw = raw
        self._make = make
        self._member = make()
        self._fed = False
        self._held = b""
        self._error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        while not self._held:
            if self._error is not None:
                raise self._error
            piece = self._raw.read(_PIECE)
            if not piece:
                if self._fed:
                    message = "it ends in the middle"
                    raise EOFError(message)
                return b""
            self._held = self._unpacked(piece)
        given, self._held = self._held[:size], self._held[size:]
        return given

    def _unpacked(self, piece: bytes) -> bytes:
        parts = []
        while piece:
            if not self._fed and not (piece := piece.lstrip(b"\x00")):
                break
            self._fed = True
            before = self._member.copy() if hasattr(self._member, "copy") else None
            try:
                parts.append(self._member.decompress(piece))
            except _broken_errors() as error:
                self._error = error
                parts += _until_broken(before, piece)
                break
            piece = b""
            if self._member.eof:
                piece = self._member.unused_data
                self._member = self._make()
                self._fed = False
        return b"".join(parts)


def _until_broken(member: Any, piece: bytes) -> Iterator[bytes]:
    """Yield what a damaged piece still gives, byte by byte; nothing where nobody can tell."""
    with contextlib.suppress(zlib.error):
        for place in range(len(piece) if member else 0):
            yield member.decompress(piece[place : place + 1])


def _unzstd(raw: BinaryIO) -> BinaryIO:
    import zstandard

    maker = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    return cast("BinaryIO", _Members(raw, maker.decompressobj))


def _ungzip(raw: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", _Members(raw, lambda: zlib.decompressobj(31)))


_PACKERS: tuple[tuple[bytes, Callable[[BinaryIO], BinaryIO]], ...] = (
    (b"\x1f\x8b", _ungzip),
    (b"\x28\xb5\x2f\xfd", _unzstd),
    (b"BZh", lambda raw: cast("BinaryIO", bz2.BZ2File(raw))),
    (b"\xfd7zXZ\x00", lambda raw: cast("BinaryIO", lzma.LZMAFile(raw))),  # noqa: SIM115
)


def _broken_errors() -> tuple[type[Exception], ...]:
    import zstandard

    return (EOFError, OSError, zlib.error, lzma.LZMAError, zstandard.ZstdError)


class _Counted(io.RawIOBase):
    """A raw stream that counts what has been taken from it."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._raw.read(len(view))
        view[: len(data)] = data
        self.taken += len(data)
        return len(data)

    def close(self) -> None:
        self._raw.close()
        super().close()


class Plain:
    """The plain bytes of an input, packed or not.

    ``broken`` says why reading stopped early, where a packed stream is
    damaged: what came before is still good.
    """

    def __init__(self, source: Input) -> None:
        self.name = source.name
        self.broken = ""
        try:
            raw = source.open()
            start = raw.read(8)
            raw.close()
            self._raw = _Counted(source.open())
        except OSError as error:
            reason = f"the file cannot be opened: {error.strerror or error}"
            raise Unreadable(
                reason, place=source.name, next_step="check the path and its permissions"
            ) from error
        unpack = next((u for magic, u in _PACKERS if start.startswith(magic)), None)
        self.packed = unpack is not None
        buffered = cast("BinaryIO", io.BufferedReader(self._raw, CHUNK))
        self._stream = unpack(buffered) if unpack else buffered
        self._errors = _broken_errors() if unpack else ()
        self._given = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._stream.close()
        self._raw.close()

    def read(self, size: int = CHUNK) -> bytes:
        """Return up to ``size`` bytes, none at the end."""
        if self.broken:
            return b""
        try:
            data = self._stream.read(size)
        except self._errors as error:
            self.broken = f"the packed file is damaged: {error}"
            return b""
        self._given += len(data)
        limit = max(PACKED_FREE, PACKED_RATIO * self._raw.taken)
        if self.packed and self._given > limit:
            message = f"the file unpacks to more than {PACKED_RATIO} times its size"
            raise Unreadable(
                message, place=self.name, next_step="unpack it yourself if you trust it"
            )
        return data

    def all(self, limit: int = DOCUMENT_LIMIT) -> bytes:
        """Return everything, or raise Unreadable beyond ``limit`` bytes."""
        parts: list[bytes] = []
        size = 0
        while data := self.read():
            parts.append(data)
            size += len(data)
            if size > limit:
                message = f"the document is larger than {limit >> 20} MB"
                step = "convert it to one item a line (NDJSON) and add that"
                raise Unreadable(message, place=self.name, next_step=step)
        return b"".join(parts)


def chunks(plain: Plain) -> Iterator[bytes]:
    """Yield the bytes of a text as UTF-8 (or as they are, where 8-bit)."""
    first = plain.read()
    encoding = encoding_of(first)
    if encoding == "utf-8":
        while first:
            yield first
            first = plain.read()
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while first:
        yield decoder.decode(first).encode("utf-8", "replace")
        first = plain.read()
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def lines(plain: Plain, limit: int = LINE_LIMIT) -> Iterator[tuple[int, bytes | None]]:
    """Yield numbered lines without their ends; None for one beyond ``limit``."""
    number = 1
    pending: list[bytes] = []
    size = 0
    for chunk in chunks(plain):
        parts = chunk.split(b"\n")
        for part in parts[:-1]:
            size += len(part)
            if size > limit:
                yield number, None
            else:
                pending.append(part)
                yield number, b"".join(pending).rstrip(b"\r")
            pending.clear()
            size = 0
            number += 1
        size += len(parts[-1])
        if size > limit:
            pending.clear()
        elif parts[-1]:
            pending.append(parts[-1])
    if size > limit:
        yield number, None
    elif pending:
        yield number, b"".join(pending).rstrip(b"\r")
