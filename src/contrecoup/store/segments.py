"""A live stream on its way into the vault: a growing file, and how far it was followed.

Bytes are in the file before :meth:`Segments.append` returns, so a killed process
loses none; :meth:`Segments.checkpoint` flushes them to the disk and only then
moves the position on.  A segment that is full is kept in the vault like any other
file and then dropped here.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from contrecoup.store.disk import READ, inside, make_folder, put, replace, told

LIVE = "live"
_GROWING = "segment.growing"
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
        self._path = self.folder / _GROWING
        self._handle: int | None = None
        self.size = self._path.stat().st_size if self._path.is_file() else 0

    def append(self, data: bytes) -> None:
        """Add bytes to the segment.

        Raises:
            EvidenceError: the disk is full, the case may not be written.
        """
        with told(f"{LIVE}/{_GROWING}"):
            if self._handle is None:
                inside(self.folder, self._path)
                flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
                flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
                self._handle = os.open(self._path, flags, 0o600)
            put(self._handle, data)
        self.size += len(data)

    def checkpoint(self, reached: dict[str, Any]) -> None:
        """Flush the segment to the disk, then remember how far the stream was followed."""
        with told(f"{LIVE}/{_GROWING}"):
            if self._handle is not None:
                os.fsync(self._handle)
        replace(self.folder / _REACHED, msgspec.json.encode(reached))

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
        """Close the file; nothing is lost by not calling this."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
