"""The manifest: what was done, in lines that say nothing without the case's keys.

In clear, a line holds its number and time, the kind of act, the SHA-256 of the
encrypted object that it is about, and the links of the chain.  All else (names
of files, addresses, formats, the SHA-256 of the plain bytes) is encrypted under
the line's own key.  Once that key is destroyed, the chain still verifies, and
what the line said can be guessed by nobody.

Lines of before encryption hold everything in clear; they are read as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Annotated, Any

import msgspec
from attrs import frozen

from contrecoup.errors import KeysMissing
from contrecoup.store.keys import KEYS, Keys
from contrecoup.store.log import Log, sound
from contrecoup.store.sealing import close_line, open_line

MANIFEST = "vault/manifest.jsonl"
STORING = frozenset({"capture", "restore", "redact"})
"""The acts whose line names an object."""
_LINKS = frozenset({"seq", "at", "act", "prev", "sum", "sealed", "object", "tool", "version"})


_Instant = Annotated[datetime, msgspec.Meta(tz=True)]


@frozen
class _Line:
    at: _Instant
    act: str
    tool: str = ""
    version: str = ""
    object: str = ""
    sealed: str = ""


@frozen(kw_only=True)
class _Stored(_Line):
    object: str
    instead: str = ""


@frozen(kw_only=True)
class _Clear(_Stored):
    size: int
    source: str
    how: str
    role: str
    format: str = ""


@frozen(kw_only=True)
class _Erased(_Line):
    lines: list[int]
    objects: list[str]


def fits(line: Mapping[str, Any]) -> bool:
    """Whether a line of a manifest says what its act must say in clear, whoever wrote it."""
    act = line.get("act")
    kind: type[_Line] = _Line
    if act == "erase":
        kind = _Erased
    elif act in ("capture", "redact", "restore"):
        kind = _Stored if "sealed" in line or act == "restore" else _Clear
    try:
        msgspec.convert(line, kind)
    except msgspec.ValidationError:
        return False
    return True


class Manifest:
    """The manifest of one case.

    Args:
        folder: the case's folder.
        keys: the case's.
    """

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.log = Log(folder, MANIFEST, fits)
        self._keys = keys
        self._opened: list[dict[str, Any]] = []
        self._lock = RLock()

    @property
    def next(self) -> int:
        """The number of the line that is appended next (for the one writer, who has read)."""
        return len(self.log.sound()) + 1

    @property
    def old(self) -> bool:
        """Whether it is of before encryption, as of the last reading."""
        first = self.log.sound()[:1]
        return bool(first) and "sealed" not in first[0]

    @property
    def empty(self) -> bool:
        """Whether it has no line, as of the last reading."""
        return not self.log.sound()

    def lines(self, *, read: bool = True) -> list[dict[str, Any]]:
        """Return every line with its contents in clear, oldest first.

        ``object`` is the capture's id, ``stored`` the encrypted object's
        SHA-256.  A line whose key was destroyed has ``erased`` instead.

        Args:
            read: look first whether the file has more lines.

        Raises:
            ChainBroken: the manifest does not hold together.
            KeysMissing: the keys are not there, or are another case's.
        """
        with self._lock:
            lines = self.log.lines() if read else self.log.sound()
            if len(lines) < len(self._opened):
                self._opened = []
            for line in lines[len(self._opened) :]:
                self._opened.append(self._open(line))
            return self._opened

    def _open(self, line: Mapping[str, Any]) -> dict[str, Any]:
        closed = line.get("sealed")
        if closed is None:
            return {key: value for key, value in line.items() if key != "stored"}
        opened = {key: value for key, value in line.items() if key not in {"sealed", "object"}}
        if "object" in line:
            opened["stored"] = line["object"]
        leaf = self._keys.of(line["seq"])
        if leaf is None:
            return opened | {"erased": True}
        contents = open_line(leaf, closed)
        if contents is None:
            message = f"these keys do not open line {line['seq']} of the manifest"
            step = "put the file keys of this very case back into its folder"
            raise KeysMissing(message, place=KEYS, next_step=step)
        return opened | contents

    def append(
        self, act: str, at: datetime, contents: Mapping[str, Any], **clear: Any
    ) -> dict[str, Any]:
        """Append a line; when this returns, it is on the disk.

        Args:
            act: the kind of act.
            at: when it was done.
            contents: what is encrypted.
            clear: what is not: ``object``, the SHA-256 of the encrypted bytes.

        Raises:
            ChainBroken: the manifest does not hold together; nothing is appended.
            KeysMissing: there are no keys to encrypt with.
            EvidenceError: the disk is full, the case may not be written.
        """
        leaf = self._keys.of(self.next)
        assert leaf is not None, "keys of lines to come are never destroyed"
        fields = {"at": at, "act": act, **clear, "sealed": close_line(leaf, sound(contents))}
        return self.log.append(fields | made_by())

    def append_clear(self, act: str, at: datetime, fields: Mapping[str, Any]) -> None:
        """Append a line that anybody may read: a tombstone.

        Raises:
            ChainBroken: the manifest does not hold together; nothing is appended.
            EvidenceError: the disk is full, the case may not be written.
        """
        self.log.append({"at": at, "act": act, **fields} | made_by())


def is_old(line: Mapping[str, Any]) -> bool:
    """Whether a line is of before encryption."""
    return str(line.get("act")) in STORING and "sealed" not in line


def contents_of(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an opened line says, without the links of the chain."""
    return {key: value for key, value in line.items() if key not in _LINKS - {"object"}}


def made_by() -> dict[str, str]:
    """Return the tool's name and version, which each line says."""
    return {"tool": "contrecoup", "version": _version()}


@cache
def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("contrecoup")
    except PackageNotFoundError:
        return "unknown"
