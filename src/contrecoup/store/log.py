"""An append-only file of JSON lines, each of which names the line before it.

``prev`` is the SHA-256 of the previous line's bytes without its line end (64
zeros for the first); ``sum``, the last key, is the SHA-256 of the line's own
bytes before it.  Both are over bytes as stored: nothing is re-encoded to check.

A process killed while it appends leaves a torn last line.  It stops nobody:
readers ignore it, the next append moves it aside to ``<name>.torn-<n>``, and
the chain goes on from the last whole line.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import RLock
from typing import Any

import msgspec
from attrs import frozen

from contrecoup.errors import ChainBroken
from contrecoup.store.disk import READ, flush_folder, inside, make_folder, plain, put, told

START = "0" * 64
_KEY = b',"sum":"'
_TAIL = len(_KEY) + 64 + 2
_NO_LINKS: int = getattr(os, "O_NOFOLLOW", 0)
_BINARY: int = getattr(os, "O_BINARY", 0)


@frozen
class Fault:
    """A line that does not follow, with its number and why."""

    line: int
    reason: str


class Log:
    """One such file.

    Args:
        folder: the case.
        name: the file's path in it, with forward slashes.
        fits: whether a line is one of this log, where it holds lines of known kinds.
    """

    def __init__(
        self, folder: Path, name: str, fits: Callable[[Mapping[str, Any]], bool] | None = None
    ) -> None:
        self.name = name
        self._fits = fits
        self._folder = folder
        self._path = folder / name
        self._decoder = msgspec.json.Decoder(dict[str, Any])
        self._lock = RLock()
        self._forget()

    def _forget(self) -> None:
        self._lines: list[dict[str, Any]] = []
        self._head = START
        self._end = 0
        self._torn = b""
        self._broken = False

    # -- reading ------------------------------------------------------------

    @property
    def head(self) -> str:
        """The SHA-256 of the last whole line."""
        with self._lock:
            self.lines()
            return self._head

    def lines(self) -> list[dict[str, Any]]:
        """Return every whole line, oldest first (the list is the log's own).

        Raises:
            ChainBroken: a line was altered, cut, inserted or moved.
        """
        with self._lock:
            if self._broken:
                self._forget()
            for fault in self._read():
                message = f"line {fault.line} {fault.reason}"
                next_step = (
                    "run contrecoup check to see what is altered, and put a copy of the file back"
                )
                self._forget()
                raise ChainBroken(message, place=self.name, next_step=next_step)
            return self._lines

    def faults(self) -> Iterator[Fault]:
        """Read the file from its start and yield each line that does not follow."""
        with self._lock:
            self._forget()
            found = tuple(self._read())
        yield from found

    def sound(self) -> list[dict[str, Any]]:
        """Return the lines of the last reading, even of a log that is broken."""
        return self._lines

    @property
    def end(self) -> str:
        """The SHA-256 of the last whole line of the last reading, even of a log that is broken."""
        return self._head

    @property
    def torn(self) -> bytes:
        """The unfinished last line, as of the last reading."""
        return self._torn

    def _read(self) -> Iterator[Fault]:
        raw = self._new_bytes()
        self._torn = b""
        pieces = raw.split(b"\n")
        unfinished = pieces.pop()
        for index, piece in enumerate(pieces):
            entry, reason = self._parse(piece)
            if entry is None and index == len(pieces) - 1 and not unfinished and _zeroed(piece):
                unfinished = piece + b"\n"
                break
            if reason:
                self._broken = True
                yield Fault(len(self._lines) + 1, reason)
            self._lines.append(entry or {})
            self._head = hashlib.sha256(piece).hexdigest()
            self._end += len(piece) + 1
        self._torn = unfinished

    def _new_bytes(self) -> bytes:
        """Return what the file holds behind the lines that are known already."""
        with told(self.name):
            inside(self._folder, self._path)
            try:
                handle = os.open(self._path, READ)
            except FileNotFoundError:
                self._forget()
                return b""
            with open(handle, "rb") as stream:  # noqa: PTH123 a descriptor
                if os.fstat(handle).st_size < self._end:
                    self._forget()
                stream.seek(self._end)
                return stream.read()

    def _parse(self, line: bytes) -> tuple[dict[str, Any] | None, str]:
        try:
            entry = self._decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None, "is not a JSON object"
        body = line[:-_TAIL]
        total = hashlib.sha256(body).hexdigest().encode()
        if line[-_TAIL:] != _KEY + total + b'"}':
            return entry, "was altered: its sum differs from its bytes"
        if entry.get("prev") != self._head:
            return entry, "does not follow the line before it"
        if entry.get("seq") != len(self._lines) + 1:
            return entry, "has a number out of order"
        if self._fits is not None and not self._fits(entry):
            return entry, "is not what any version writes here"
        return entry, ""

    # -- writing ------------------------------------------------------------

    def append(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Append one line; when this returns, the line is on the disk.

        Raises:
            ChainBroken: the file does not hold together; nothing is appended.
            EvidenceError: the disk is full, the file may not be written.
        """
        with self._lock:
            return self._append(fields)

    def _append(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        self.lines()
        line = _line(len(self._lines) + 1, fields, self._head)
        with told(self.name):
            make_folder(self._path.parent)
            new = not self._path.exists()
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | _NO_LINKS | _BINARY
            handle = os.open(self._path, flags, 0o666)
            try:
                if self._torn:
                    self._set_aside(handle)
                put(handle, line + b"\n")
                os.fsync(handle)
            except BaseException:
                self._forget()
                raise
            finally:
                os.close(handle)
            if new:
                flush_folder(self._path.parent)
        return self.lines()[-1]

    def _set_aside(self, handle: int) -> None:
        """Move a torn last line to a file of its own and cut the log before it."""
        number = 1
        while True:
            aside = self._path.with_name(f"{self._path.stem}.torn-{number}")
            if not aside.exists():
                break
            if aside.read_bytes() == self._torn:
                break
            number += 1
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_LINKS | _BINARY
        kept = os.open(aside, flags, 0o666)
        try:
            put(kept, self._torn)
            os.fsync(kept)
        finally:
            os.close(kept)
        flush_folder(self._path.parent)
        os.ftruncate(handle, self._end)
        os.fsync(handle)
        self._torn = b""


def _line(seq: int, fields: Mapping[str, Any], prev: str) -> bytes:
    """Return the bytes of a line, without its end."""
    body = msgspec.json.encode({"seq": seq, **sound(fields), "prev": prev})[:-1]
    return body + _KEY + hashlib.sha256(body).hexdigest().encode() + b'"}'


def chain(entries: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the bytes of a whole log that holds these entries."""
    head, lines = START, []
    for number, fields in enumerate(entries, 1):
        line = _line(number, fields, head)
        head = hashlib.sha256(line).hexdigest()
        lines.append(line + b"\n")
    return b"".join(lines)


def _zeroed(piece: bytes) -> bool:
    """Whether a line holds the zeros that a power cut leaves in a file."""
    return b"\x00" in piece


def sound(value: Any) -> Any:
    """Return a value for JSON with no lone surrogate in its texts."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return {plain(str(key)): sound(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [sound(item) for item in value]
    return value
