"""Objects of the vault: where they lie, and how they are read with their hash checked."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

from contrecoup.errors import CaptureMissing, HashMismatch
from contrecoup.store.disk import READ, inside, told

OBJECTS = "vault/objects"
AT_ONCE = 16 << 20
"""Objects of at most this many bytes are verified before they are handed out."""
_AGAIN = "put a copy of the object back, or add the original file again"


def name_of(capture_id: str) -> str:
    """Return an object's path in the case, with forward slashes."""
    return f"{OBJECTS}/{capture_id[:2]}/{capture_id}.zst"


def open_object(folder: Path, capture_id: str, size: int) -> BinaryIO:
    """Open an object's plain bytes as a stream that can seek.

    Raises:
        CaptureMissing: there is no such object.
        HashMismatch: its bytes are not those that were preserved.
    """
    name = name_of(capture_id)
    path = folder / name
    with told(name):
        inside(folder, path)
        try:
            handle = os.open(path, READ)
        except FileNotFoundError:
            message = "the vault no longer holds this object"
            raise CaptureMissing(message, place=name, next_step=_AGAIN) from None
        stream = io.BufferedReader(_Object(handle, name, capture_id, size), 1 << 17)
    if size > AT_ONCE:
        return stream
    with stream:
        return io.BytesIO(stream.read())


class _Object(io.RawIOBase):
    """The plain bytes of an object, hashed as they pass.

    Going back starts the decompression again: memory stays bounded, and a
    reading from the start to the end is always verified.
    """

    def __init__(self, handle: int, name: str, capture_id: str, size: int) -> None:
        super().__init__()
        self._file = os.fdopen(handle, "rb")
        self._name = name
        self._id = capture_id
        self._size = size
        self._start()

    def _start(self) -> None:
        self._file.seek(0)
        decompressor = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        self._plain = decompressor.stream_reader(self._file, closefd=False)
        self._hash = hashlib.sha256()
        self._at = 0
        self._ended = False

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
                count: int = self._plain.readinto(view)
            except zstandard.ZstdError:
                raise self._altered() from None
        self._hash.update(view[:count])
        self._at += count
        if self._at > self._size:
            raise self._altered()
        if count == 0:
            self._ended = True
            if self._hash.hexdigest() != self._id:
                raise self._altered()
        return count

    def _altered(self) -> HashMismatch:
        message = "the object was altered: its bytes are not those that were preserved"
        return HashMismatch(message, place=self._name, next_step=_AGAIN)

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        target = min(max(base + offset, 0), self._size)
        if target < self._at:
            self._start()
        space = bytearray(1 << 17)
        while self._at < target:
            if not self.readinto(memoryview(space)[: target - self._at]):
                raise self._altered()
        return self._at

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
