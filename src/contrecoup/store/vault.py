"""The vault: preserved bytes by their hash, and the manifest of every act.

An object is on the disk before the manifest names it, and the manifest names
it before :meth:`Vault.keep` returns.  A process killed in between leaves an
object that no line names; adding the same file again adopts it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import zstandard
from attrs import evolve, field, frozen

from contrecoup.errors import CaptureMissing, HashMismatch, SourceError
from contrecoup.model.evidence import Capture
from contrecoup.model.times import Moment
from contrecoup.store.disk import flush_folder, inside, make_folder, put, sweep, temporary, told
from contrecoup.store.log import Log
from contrecoup.store.objects import OBJECTS, name_of, open_object
from contrecoup.store.verify import Verdict, verify

MANIFEST = "vault/manifest.jsonl"
LEVEL = 3
PIECE = 1 << 20


@frozen(kw_only=True)
class Act:
    """One line of the manifest: what was done, when, to which object."""

    seq: int
    at: datetime
    act: str
    object: str = ""
    fields: Mapping[str, Any] = field(factory=dict)


@frozen
class _Written:
    """An object in an unfinished file."""

    path: Path
    digest: str
    size: int
    stored: str


class Vault:
    """The vault of one case.

    Args:
        folder: the case's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = Path(folder)
        self._log = Log(self._folder, MANIFEST)
        self._seen = 0
        self._captures: dict[str, Capture] = {}
        self._swept = False

    # -- keeping --------------------------------------------------------------

    def keep(
        self,
        stream: BinaryIO,
        *,
        source: str,
        how: str,
        role: str = "",
        at: datetime,
        limit: int | None = None,
        format: str = "",  # noqa: A002 the noun's word
    ) -> tuple[Capture, bool]:
        """Preserve the bytes of a stream and say whether they are new.

        Bytes that are held already add nothing and give their first capture.

        Args:
            stream: read once, piece by piece, in bounded memory.
            source: the path or address that the bytes came from, as given.
            how: ``file``, ``stdin``, ``url`` or ``watch``.
            role: what the person says they are, or empty.
            at: when they were captured.
            limit: the most bytes that are accepted.
            format: what the person says their format is, or empty.

        Raises:
            OSError: the stream itself cannot be read.
            SourceError: it holds more than ``limit`` bytes.
            EvidenceError: the disk is full, the vault may not be written.
            ChainBroken: the manifest does not hold together.
        """
        moment = Moment(at)
        self._index()
        folder = inside(self._folder, self._folder / OBJECTS)
        with told(OBJECTS):
            make_folder(folder)
            if not self._swept:
                sweep(folder)
                self._swept = True
        written = _write(stream, folder, source, limit)
        try:
            known = self._index().get(written.digest)
            if known is not None:
                return known, self._restore(known, written, moment.at)
            self._place(written)
            entry = {"object": written.digest, "size": written.size, "stored": written.stored}
            entry |= {"source": _printable(source), "how": how, "role": role}
            self._append("capture", moment.at, entry | ({"format": format} if format else {}))
        finally:
            with contextlib.suppress(OSError):
                written.path.unlink(missing_ok=True)
        return self._index()[written.digest], True

    def _place(self, written: _Written) -> None:
        """Give an unfinished file the name of its hash."""
        target = self._folder / name_of(written.digest)
        with told(name_of(written.digest)):
            inside(self._folder, target.parent)
            make_folder(target.parent)
            written.path.replace(target)
            flush_folder(target.parent)

    def _restore(self, capture: Capture, written: _Written, at: datetime) -> bool:
        """Put back an object that is lost or altered; nothing else is ever replaced."""
        try:
            with open_object(self._folder, capture.capture_id, capture.size) as stream:
                stream.seek(0, os.SEEK_END)
                stream.read(1)
        except (CaptureMissing, HashMismatch):
            self._place(written)
            restored = {"object": written.digest, "size": written.size, "stored": written.stored}
            self._append("restore", at, restored)
        return False

    def act(self, act: str, at: datetime, **fields: Any) -> None:
        """Append an act to the manifest: an import's outcome, a report, a publication.

        A ``format`` given with an ``object`` becomes that capture's format.
        """
        self._append(act, Moment(at).at, fields)

    def _append(self, act: str, at: datetime, fields: Mapping[str, Any]) -> None:
        made_by = {"tool": "contrecoup", "version": _version()}
        self._log.append({"at": at, "act": act, **fields, **made_by})

    # -- what is held -----------------------------------------------------------

    def captures(self) -> tuple[Capture, ...]:
        """Return every capture, in the manifest's order.

        Raises:
            ChainBroken: the manifest does not hold together.
        """
        return tuple(self._index().values())

    def acts(self) -> tuple[Act, ...]:
        """Return every act, captures included, oldest first.

        Raises:
            ChainBroken: the manifest does not hold together.
        """
        return tuple(_act(line) for line in self._log.lines())

    @property
    def head(self) -> str:
        """The SHA-256 of the manifest's last line: it stands for all that is held."""
        return self._log.head

    def open(self, capture_id: str) -> BinaryIO:
        """Open the bytes of a capture; the stream can seek.

        Up to 16 MiB are verified before they are handed out; a larger capture
        is verified when a reading from its start arrives at its end.

        Raises:
            CaptureMissing: no such capture, or its object is lost.
            HashMismatch: the object was altered (also while reading).
        """
        capture = self._index().get(capture_id)
        if capture is None:
            message = "the manifest names no such capture"
            raise CaptureMissing(message, place=capture_id, next_step="check the id")
        return open_object(self._folder, capture.capture_id, capture.size)

    def _index(self) -> dict[str, Capture]:
        lines = self._log.lines()
        if len(lines) < self._seen:
            self._seen = 0
            self._captures = {}
        for line in lines[self._seen :]:
            known = self._captures.get(line.get("object", ""))
            if line["act"] == "capture" and known is None:
                self._captures[line["object"]] = _capture(line)
            elif known is not None:
                told = {key: line[key] for key in ("format", "role") if line.get(key)}
                self._captures[known.capture_id] = evolve(known, **told)
        self._seen = len(lines)
        return self._captures

    def verify(self) -> Iterator[Verdict]:
        """Yield a verdict on the manifest, on each object, and on what is too much."""
        yield from verify(self._folder, self._log)


def _write(stream: BinaryIO, folder: Path, source: str, limit: int | None) -> _Written:
    """Hash and compress a stream to an unfinished file, flushed to the disk."""
    digest, stored, size = hashlib.sha256(), hashlib.sha256(), 0
    with told(OBJECTS):
        handle, path = temporary(folder)
    try:
        try:
            squeeze = zstandard.ZstdCompressor(level=LEVEL).compressobj()
            while piece := stream.read(PIECE):
                size += len(piece)
                if limit is not None and size > limit:
                    message = f"it holds more than {limit:,} bytes"
                    next_step = "split the file, or raise the limit"
                    raise SourceError(message, place=source, next_step=next_step)
                digest.update(piece)
                _store(handle, squeeze.compress(piece), stored)
            _store(handle, squeeze.flush(), stored)
            with told(OBJECTS):
                os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return _Written(path, digest.hexdigest(), size, stored.hexdigest())


def _store(handle: int, data: bytes, stored: Any) -> None:
    with told(OBJECTS):
        put(handle, data)
    stored.update(data)


def _printable(source: str) -> str:
    r"""Return a path with the bytes that are not UTF-8 written as ``\xff``."""
    try:
        return source.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return source


def _capture(line: Mapping[str, Any]) -> Capture:
    return Capture(
        capture_id=line["object"],
        size=line["size"],
        source=line["source"],
        captured=Moment(msgspec.convert(line["at"], datetime)),
        how=line["how"],
        role=line["role"],
        format=line.get("format", ""),
    )


def _act(line: Mapping[str, Any]) -> Act:
    own = {"seq", "at", "act", "object", "prev", "sum"}
    return Act(
        seq=line["seq"],
        at=msgspec.convert(line["at"], datetime),
        act=line["act"],
        object=line.get("object", ""),
        fields={key: value for key, value in line.items() if key not in own},
    )


@cache
def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("contrecoup")
    except PackageNotFoundError:
        return "unknown"
