"""A live stream on its way into the vault: what came, what is kept, how far it was followed.

Everything that comes is first written to a spool and flushed to the disk
(:meth:`Segments.receive`); only then does anybody look at it.  What is kept goes to a
growing segment.  :meth:`Segments.checkpoint` flushes that to the disk, then moves the
position on, and only then empties the spool: at any instant, what came is in one of the
two.  A segment that is full is kept in the vault like any other file and then dropped here.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from contrecoup.store.disk import READ, inside, make_folder, put, replace, sweep, told

LIVE = "live"
_GROWING = "segment.growing"
_SPOOL = "spool.growing"
_SIZE = 4
"""Bytes of the number before each message of the spool: its length, least first."""
_REACHED = "reached.json"
_SEALED = "sealed.json"


class Segments:
    """The growing segment of one stream of a case.

    Args:
        folder: the case.
        name: the stream's name, of letters, digits and dashes.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = Path(folder) / LIVE / name
        inside(Path(folder), self.folder)
        with told(LIVE):
            make_folder(self.folder)
            sweep(self.folder)
        self._path = self.folder / _GROWING
        self._handle: int | None = None
        self._spool: int | None = None
        self.size = self._path.stat().st_size if self._path.is_file() else 0

    def receive(self, messages: Iterable[bytes]) -> None:
        """Put what came on the disk, before anybody looks at it.

        Raises:
            EvidenceError: the disk is full, the case may not be written.
        """
        data = b"".join(len(m).to_bytes(_SIZE, "little") + m for m in messages)
        with told(f"{LIVE}/{_SPOOL}"):
            if self._spool is None:
                self._spool = self._opened(_SPOOL)
            put(self._spool, data)
            _flush(self._spool)

    def received(self) -> list[bytes]:
        """Return what a killed process put on the disk and did not decide on."""
        path, found, at = self.folder / _SPOOL, [], 0
        if not path.is_file():
            return []
        with told(f"{LIVE}/{_SPOOL}"):
            data = inside(self.folder, path).read_bytes()
        while at + _SIZE <= len(data):
            end = at + _SIZE + int.from_bytes(data[at : at + _SIZE], "little")
            if end > len(data):
                break
            found.append(data[at + _SIZE : end])
            at = end
        return found

    def append(self, data: bytes) -> None:
        """Add bytes to the segment.

        Raises:
            EvidenceError: the disk is full, the case may not be written.
        """
        with told(f"{LIVE}/{_GROWING}"):
            if self._handle is None:
                self._handle = self._opened(_GROWING)
            put(self._handle, data)
        self.size += len(data)

    def _opened(self, name: str) -> int:
        path = inside(self.folder, self.folder / name)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        return os.open(path, flags, 0o600)

    def checkpoint(self, reached: dict[str, Any], *, decided: bool) -> None:
        """Flush the segment to the disk, then remember how far the stream was followed.

        Args:
            reached: how far.
            decided: nothing in the spool waits to be looked at, so it is emptied.
        """
        with told(f"{LIVE}/{_GROWING}"):
            if self._handle is not None:
                os.fsync(self._handle)
        replace(self.folder / _REACHED, msgspec.json.encode(reached))
        path = self.folder / _SPOOL
        if decided and path.is_file():
            with told(f"{LIVE}/{_SPOOL}"):
                os.truncate(path, 0)

    def reached(self) -> dict[str, Any]:
        """Return what the last checkpoint, and the last sealing, remembered."""
        found: dict[str, Any] = {}
        for name in (_SEALED, _REACHED):
            with contextlib.suppress(OSError, msgspec.DecodeError):
                read = msgspec.json.decode((self.folder / name).read_bytes())
                found |= read if isinstance(read, dict) else {}
        return found

    def open(self) -> BinaryIO:
        """Open the segment to read it; it must not be empty."""
        with told(f"{LIVE}/{_GROWING}"):
            return os.fdopen(os.open(self._path, READ), "rb")

    def cut(self, size: int) -> None:
        """Leave out what stands behind the first ``size`` bytes: a message that is not whole."""
        with told(f"{LIVE}/{_GROWING}"):
            if self.size > size:
                os.truncate(self._path, size)
                self.size = size

    def sealed(self, memory: dict[str, Any]) -> None:
        """Drop the segment, which the vault holds now; remember what the next one needs."""
        replace(self.folder / _SEALED, msgspec.json.encode(memory))
        with told(f"{LIVE}/{_GROWING}"):
            if self._handle is not None:
                os.close(self._handle)
                self._handle = None
            self._path.unlink(missing_ok=True)
        self.size = 0

    def close(self) -> None:
        """Close the files; nothing is lost by not calling this."""
        for handle in (self._handle, self._spool):
            if handle is not None:
                os.close(handle)
        self._handle = self._spool = None


def _flush(handle: int) -> None:
    """Make an open file's bytes survive a power cut."""
    getattr(os, "fdatasync", os.fsync)(handle)
