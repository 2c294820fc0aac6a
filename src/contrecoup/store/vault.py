"""The vault: preserved bytes, encrypted, and the manifest of every act.

An object is on the disk before the manifest names it, and the manifest names
it before :meth:`Vault.keep` returns.  A process killed in between leaves an
object that no line names; adding the same file again adopts it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any, BinaryIO

import msgspec
from attrs import evolve, field, frozen

from contrecoup.errors import CaptureMissing, HashMismatch
from contrecoup.model.evidence import Capture
from contrecoup.model.times import Moment
from contrecoup.store import erase
from contrecoup.store.convert import convert, finish
from contrecoup.store.disk import flush_folder, inside, make_folder, sweep, told
from contrecoup.store.erase import Erasure
from contrecoup.store.incoming import Written, place, taken
from contrecoup.store.keys import Keys
from contrecoup.store.manifest import Manifest, contents_of
from contrecoup.store.objects import OBJECTS, Held, open_object
from contrecoup.store.seals import Seals
from contrecoup.store.verify import Verdict, dated, heads, verify


@frozen(kw_only=True)
class Act:
    """One line of the manifest: what was done, when, to which object."""

    seq: int
    at: datetime
    act: str
    object: str = ""
    fields: Mapping[str, Any] = field(factory=dict)


@frozen
class _Kept:
    """A capture, and the line that names its object."""

    capture: Capture
    seq: int
    stored: str = ""


class Vault:
    """The vault of one case.

    Args:
        folder: the case's folder.
        seed: see :class:`contrecoup.store.keys.Keys`; only samples have one.
    """

    def __init__(self, folder: Path, seed: Callable[[], str] = str) -> None:
        self._folder = Path(folder)
        if not (self._folder / "vault").exists():
            finish(self._folder)
        self._keys = Keys(self._folder, seed)
        self._manifest = Manifest(self._folder, self._keys)
        self._seals = Seals(self._folder, self._keys)
        self._seen = 0
        self._kept: dict[str, _Kept] = {}
        self._swept = False
        self._lock = RLock()

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
            KeysMissing: the vault is encrypted and its keys are not there.
            ChainBroken: the manifest does not hold together.
        """
        moment = Moment(at)
        self._ready()
        folder = self._folder / OBJECTS
        leaf = self._leaf(self._manifest.next)
        with taken(stream, folder, leaf, source, limit) as written:
            known = self._kept.get(written.capture_id)
            if known is not None:
                return known.capture, self._restore(known, written, moment.at)
            place(self._folder, written)
            contents: dict[str, Any] = {"object": written.capture_id, "size": written.size}
            contents |= {"source": _printable(source), "how": how, "role": role}
            contents |= {"format": format} if format else {}
            self._manifest.append("capture", moment.at, contents, object=written.stored)
        return self._index(read=False)[written.capture_id].capture, True

    def _ready(self) -> None:
        """Be ready to write: keys, the objects' folder, no old layout."""
        finish(self._folder)
        self._manifest.log.lines()
        self._keys.need(new=self._manifest.empty or self._manifest.old)
        if self._manifest.old:
            convert(self._folder, self._keys)
            self._forget()
        self._index(read=self._manifest.empty)
        folder = inside(self._folder, self._folder / OBJECTS)
        with told(OBJECTS):
            make_folder(folder)
            if not self._swept:
                sweep(folder)
                self._swept = True

    def _leaf(self, seq: int) -> bytes:
        leaf = self._keys.of(seq)
        if leaf is None:
            message = "the key of this object was destroyed on request"
            raise CaptureMissing(message, place=f"line {seq} of the manifest")
        return leaf

    def _restore(self, known: _Kept, written: Written, at: datetime) -> bool:
        """Put back an object that is lost or altered; nothing else is ever replaced."""
        try:
            with self.open(known.capture.capture_id) as stream:
                stream.seek(0, os.SEEK_END)
                stream.read(1)
        except (CaptureMissing, HashMismatch):
            place(self._folder, written)
            contents = {"object": written.capture_id, "size": written.size}
            clear = {"object": written.stored, "instead": known.stored}
            self._manifest.append("restore", at, contents, **clear)
            damaged = self._folder / Held(written.capture_id, 0, known.stored).name
            with contextlib.suppress(OSError):
                damaged.unlink(missing_ok=True)
                flush_folder(damaged.parent)
        return False

    # -- removing on request ----------------------------------------------------

    def erase(self, erasure: Erasure) -> None:
        """Erase for good what somebody asked to have removed (see ``store.erase``).

        Raises:
            EvidenceError: the disk is full, the case may not be written; the next write
                to the case finishes what was begun.
        """
        self._ready()
        erase.erase(self._folder, self._manifest, self._keys, erasure)
        self._forget()

    @property
    def begun(self) -> bool:
        """Whether an erasure was begun and not finished."""
        return erase.begun(self._folder)

    def finish(self) -> bool:
        """Finish an erasure that was killed, for a caller that holds the case's lock."""
        finished = erase.finish(self._folder, self._manifest, self._keys)
        if finished:
            self._forget()
        return finished

    def _forget(self) -> None:
        """Hold no longer in memory what erased lines said: read the manifest again."""
        self._manifest = Manifest(self._folder, self._keys)
        self._seen = 0

    @property
    def erased(self) -> tuple[Mapping[str, Any], ...]:
        """What the tombstones say in clear: ``items``, ``basis``, ``who``, when."""
        return tuple(line for line in self._manifest.lines() if line["act"] == "erase")

    def act(self, act: str, at: datetime, **fields: Any) -> None:
        """Append an act to the manifest: an import's outcome, a report, a publication.

        Its fields are encrypted.  A ``format`` given with an ``object`` becomes
        that capture's format.

        Raises:
            EvidenceError: the disk is full, the vault may not be written.
            KeysMissing: the vault is encrypted and its keys are not there.
            ChainBroken: the manifest does not hold together.
        """
        self._ready()
        self._manifest.append(act, Moment(at).at, fields)

    # -- what is held -----------------------------------------------------------

    def captures(self) -> tuple[Capture, ...]:
        """Return every capture, in the manifest's order.

        Raises:
            ChainBroken: the manifest does not hold together.
            KeysMissing: the vault is encrypted and its keys are not there.
        """
        return tuple(kept.capture for kept in list(self._index().values()))

    def acts(self) -> tuple[Act, ...]:
        """Return every act that was not erased, captures included, oldest first.

        Raises:
            ChainBroken: the manifest does not hold together.
            KeysMissing: the vault is encrypted and its keys are not there.
        """
        return tuple(_act(line) for line in self._manifest.lines() if "erased" not in line)

    @property
    def head(self) -> str:
        """The SHA-256 of the manifest's last line: it stands for all that is held."""
        return self._manifest.log.head

    def secret(self, use: str) -> bytes:
        """Return 32 bytes of the case's own for one use, or nothing where there are no keys."""
        return self._keys.secret(use) if self._keys.held else b""

    def object_name(self, capture_id: str) -> str:
        """Return the path of a capture's object in the case, or '' if there is none."""
        kept = self._index().get(capture_id)
        return Held(capture_id, 0, kept.stored).name if kept else ""

    def open(self, capture_id: str) -> BinaryIO:
        """Open the bytes of a capture; the stream can seek.

        Up to 16 MiB are verified before they are handed out; a larger capture
        is verified when a reading from its start arrives at its end.

        Raises:
            CaptureMissing: no such capture, or its object is lost.
            HashMismatch: the object was altered (also while reading).
            KeysMissing: the vault is encrypted and its keys are not there.
        """
        kept = self._index().get(capture_id)
        if kept is None:
            message = "the manifest names no such capture"
            raise CaptureMissing(message, place=capture_id, next_step="check the id")
        leaf = self._leaf(kept.seq) if kept.stored else b""
        return open_object(self._folder, Held(capture_id, kept.capture.size, kept.stored, leaf))

    def _index(self, *, read: bool = True) -> dict[str, _Kept]:
        with self._lock:
            lines = self._manifest.lines(read=read)
            if len(lines) < self._seen:
                self._seen = 0
            if not self._seen:
                self._kept = {}
            for line in lines[self._seen :]:
                self._learn(line)
                self._seen += 1
            return self._kept

    def _learn(self, line: Mapping[str, Any]) -> None:
        """Take what one line says of the captures."""
        if line["act"] == "erase":
            gone = set(line["lines"])
            self._kept = {key: kept for key, kept in self._kept.items() if kept.seq not in gone}
        capture_id = line.get("object", "")
        known = self._kept.get(capture_id)
        if "erased" in line or not capture_id:
            return
        if line["act"] in {"capture", "redact"} and known is None:
            self._kept[capture_id] = _Kept(_capture(line), line["seq"], line.get("stored", ""))
        elif known is not None and line["act"] == "restore":
            self._kept[capture_id] = _Kept(known.capture, line["seq"], line.get("stored", ""))
        elif known is not None:
            told = {key: line[key] for key in ("format", "role") if line.get(key)}
            self._kept[capture_id] = evolve(known, capture=evolve(known.capture, **told))

    # -- sealing and verifying ---------------------------------------------------

    def seal(self) -> None:
        """Sign the manifest's head (call it when a run ends, holding the case's lock).

        Raises:
            EvidenceError: the disk is full, the case may not be written.
        """
        if not self._manifest.old and self._keys.held:
            self._seals.add(self._manifest.log)

    def undated(self) -> bytes:
        """Return what an authority is to date, or nothing where the last seal is dated."""
        return self._seals.undated()

    def date(self, token: bytes, authority: str, at: datetime) -> None:
        """Keep an authority's time stamp of the last seal."""
        self._seals.date(token, authority, at)

    def dated(self, roots: bytes) -> dict[str, datetime]:
        """Return, by capture, by when its bytes are proven to have existed.

        Args:
            roots: root certificates of the authority that dates seals, in PEM.
        """
        if not roots or not self._seals.stamped:
            return {}
        kept = self._index()
        for _ in self._seals.verify(heads(self._manifest.log), roots):
            pass
        stamps = self._seals.proven
        times = {
            capture_id: [at for lines, at in stamps if lines >= one.seq]
            for capture_id, one in list(kept.items())
        }
        return {capture_id: min(found) for capture_id, found in times.items() if found}

    def verify(self, roots: bytes = b"") -> Iterator[Verdict]:
        """Yield a verdict on the manifest, each object, what is too much, and each seal.

        Args:
            roots: root certificates of the authority that dates seals, in PEM.
        """
        yield from verify(self._folder, self._manifest.log)
        if self.begun:
            message = "it was begun and is not finished: the next write to the case finishes it"
            yield Verdict("removal on request", erase.FOLDER, ok=False, message=message)
        yield from self._seals.verify(heads(self._manifest.log), roots)
        yield from self._seals.beside(self._manifest.log.sound())
        yield from dated(self._manifest.log, self._seals.proven)


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
        captured=Moment(msgspec.convert(line.get("captured", line["at"]), datetime)),
        how=line["how"],
        role=line["role"],
        format=line.get("format", ""),
        redacted="captured" in line,
    )


def _act(line: Mapping[str, Any]) -> Act:
    said = contents_of(line)
    said.pop("object", None)
    return Act(
        seq=line["seq"],
        at=msgspec.convert(line["at"], datetime),
        act=line["act"],
        object=line.get("object", ""),
        fields=said | {key: line.get(key, "") for key in ("tool", "version")},
    )
