"""Objects of the vault: where they lie, and how they are read with their hash checked."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import Any, BinaryIO, cast

import zstandard
from attrs import frozen
from cryptography.exceptions import InvalidTag

from contrecoup.errors import CaptureMissing, HashMismatch
from contrecoup.store.disk import READ, inside, told
from contrecoup.store.sealing import opened

OBJECTS = "vault/objects"
AT_ONCE = 16 << 20
"""Objects of at most this many bytes are verified before they are handed out."""
_PIECE = 1 << 20
_AGAIN = "put a copy of the object back, or add the original file again"


@frozen
class Held:
    """Where the bytes of a capture lie.

    ``stored`` is the SHA-256 of the encrypted bytes, which names their file;
    ``leaf`` the key of the line that names them.  Vaults of before encryption
    have neither.
    """

    capture_id: str
    size: int
    stored: str = ""
    leaf: bytes = b""

    @property
    def name(self) -> str:
        """The object's path in the case, with forward slashes."""
        return name_of(self.stored) if self.stored else old_name_of(self.capture_id)


def name_of(stored: str) -> str:
    """Return the path of an object by the SHA-256 of its encrypted bytes."""
    return f"{OBJECTS}/{stored[:2]}/{stored}.enc"


def old_name_of(capture_id: str) -> str:
    """Return the path of an object of before encryption."""
    return f"{OBJECTS}/{capture_id[:2]}/{capture_id}.zst"


def open_object(folder: Path, held: Held) -> BinaryIO:
    """Open an object's plain bytes as a stream that can seek.

    Raises:
        CaptureMissing: there is no such object.
        HashMismatch: its bytes are not those that were preserved.
    """
    name = held.name
    path = folder / name
    with told(name):
        inside(folder, path)
        try:
            handle = os.open(path, READ)
        except FileNotFoundError:
            message = "the vault no longer holds this object"
            raise CaptureMissing(message, place=name, next_step=_AGAIN) from None
        try:
            file = os.fdopen(handle, "rb")
        except OSError:  # a folder
            os.close(handle)
            raise
        stream = io.BufferedReader(_Object(file, held), 1 << 17)
    if held.size > AT_ONCE:
        return stream
    with stream:
        return io.BytesIO(stream.read())


class _Object(io.RawIOBase):
    """The plain bytes of an object, hashed as they pass.

    Going back starts the decompression again: memory stays bounded, and a
    reading from the start to the end is always verified.
    """

    def __init__(self, file: BinaryIO, held: Held) -> None:
        super().__init__()
        self._file = file
        self._name = held.name
        self._held = held
        self._size = held.size
        self._plain: Any = None
        self._hash = hashlib.sha256()
        self._at = 0
        self._ended = False

    def _start(self) -> None:
        self._file.seek(0)
        decompressor = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        packed: BinaryIO = opened(self._file, self._held.leaf) if self._held.leaf else self._file
        self._plain = decompressor.stream_reader(packed, closefd=False)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer)).cast("B")
        if not view or self._ended:
            return 0
        with told(self._name):
            try:
                if self._plain is None:
                    self._start()
                count: int = self._plain.readinto(view)
            except (zstandard.ZstdError, InvalidTag):
                raise self._altered() from None
        self._hash.update(view[:count])
        self._at += count
        if self._at > self._size:
            raise self._altered()
        if count == 0:
            self._ended = True
            if self._hash.hexdigest() != self._held.capture_id:
                raise self._altered()
        return count

    def readall(self) -> bytes:
        pieces: list[bytes] = []
        while piece := self.read(_PIECE):  # what Python would do by itself is 8 KiB at a time
            pieces.append(piece)
        return b"".join(pieces)

    def _altered(self) -> HashMismatch:
        message = "the object was altered: its bytes are not those that were preserved"
        return HashMismatch(message, place=self._name, next_step=_AGAIN)

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        target = min(max(base + offset, 0), self._size)
        if target < self._at:
            self._plain, self._hash, self._at = None, hashlib.sha256(), 0
            self._ended = False
        space = bytearray(1 << 17)
        while self._at < target:
            if not self.readinto(memoryview(space)[: target - self._at]):
                raise self._altered()
        return self._at

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
