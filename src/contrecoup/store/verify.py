"""What `contrecoup check` asks of the vault: is everything as it was kept?

Each object's stored bytes and plain bytes are hashed again.  What lies in the
vault and is named nowhere is told too: it is an interrupted ``add``, or the
trace of a line that was cut from the manifest's end.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import zstandard
from attrs import frozen

from contrecoup.errors import EvidenceError
from contrecoup.store.disk import READ, TEMPORARY
from contrecoup.store.log import Log
from contrecoup.store.objects import OBJECTS, name_of

_SMALL = 1 << 20


@frozen
class Verdict:
    """One verdict: its kind, the file it is about, whether it holds, and in words.

    Kinds: ``chain`` (a log), ``unchanged`` (an object), ``extra`` (something
    that no line names), ``torn`` (an unfinished last line).
    """

    kind: str
    target: str
    ok: bool
    message: str = ""


def verify(folder: Path, manifest: Log) -> Iterator[Verdict]:
    """Yield a verdict on the manifest, on each object, and on what is too much."""
    yield from verify_log(manifest)
    named = _named(manifest)
    present = {}
    for path, name in _files(folder):
        if name in named:
            present[name] = path
        elif not name.rpartition("/")[2].startswith(TEMPORARY):
            message = (
                "no line of the manifest names it: an add was interrupted here, or a line was "
                "cut from the manifest; add the file again, or delete it if you know why"
            )
            yield Verdict("extra", name, ok=False, message=message)
    plain = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    for name, line in named.items():
        wrong = _examine(present[name], line, plain) if name in present else "is missing"
        yield Verdict("unchanged", name, ok=not wrong, message=wrong)


def verify_log(log: Log) -> Iterator[Verdict]:
    """Yield a verdict on each fault of a log, or one that says there is none."""
    sound = True
    try:
        for fault in log.faults():
            sound = False
            yield Verdict("chain", log.name, ok=False, message=f"line {fault.line} {fault.reason}")
    except EvidenceError as error:
        sound = False
        yield Verdict("chain", log.name, ok=False, message=f"cannot be read: {error.message}")
    if sound:
        yield Verdict("chain", log.name, ok=True)
    if log.torn:
        whole = log.torn.endswith(b"\n")
        message = "its last line is unfinished; the next write moves it aside"
        yield Verdict("torn", log.name, ok=not whole, message=message)


def _named(manifest: Log) -> dict[str, dict[str, Any]]:
    """Return the last line that stored each object, by the object's name."""
    named = {}
    for line in manifest.sound():
        key = line.get("object")
        if line.get("act") in {"capture", "restore"} and isinstance(key, str):
            named[name_of(key)] = line
    return named


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (path, name in the case) of everything under the objects' folder."""
    root = str(folder / OBJECTS)
    waiting = [(root, OBJECTS)] if Path(root).is_dir() and not Path(root).is_symlink() else []
    while waiting:
        path, name = waiting.pop()
        with os.scandir(path) as entries:
            for entry in sorted(entries, key=lambda e: e.name):
                inner = f"{name}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, inner))
                else:
                    yield entry.path, inner


def _examine(path: str, line: Mapping[str, Any], plain: zstandard.ZstdDecompressor) -> str:
    """Return what is wrong with an object, or nothing."""
    size = line.get("size")
    if not isinstance(size, int) or size < 0:
        return "has no size in the manifest"
    try:
        handle = os.open(path, READ)
    except OSError as error:
        return f"cannot be opened ({error.strerror}): links are not followed"
    try:
        stored, digest = _hashes(handle, size, plain)
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    finally:
        os.close(handle)
    if digest != line.get("object"):
        return "was altered: its bytes are not those that were preserved"
    if stored != line.get("stored"):
        return "was altered on the disk, though its plain bytes are those that were preserved"
    return ""


def _hashes(handle: int, size: int, plain: zstandard.ZstdDecompressor) -> tuple[str, str]:
    """Return the SHA-256 of an object's stored bytes, and of its plain bytes (or "")."""
    if size <= _SMALL:
        raw = os.read(handle, 2 * _SMALL)
        stored = hashlib.sha256(raw).hexdigest()
        try:
            with plain.stream_reader(raw) as reader:
                content = reader.read(size + 1)
        except zstandard.ZstdError:
            return stored, ""
        return stored, hashlib.sha256(content).hexdigest()
    outer, inner, length = hashlib.sha256(), hashlib.sha256(), 0
    unpack = plain.decompressobj()
    whole = True
    while piece := os.read(handle, _SMALL):
        outer.update(piece)
        if whole:
            try:
                content = unpack.decompress(piece)
            except zstandard.ZstdError:
                whole = False
                continue
            length += len(content)
            whole = length <= size
            inner.update(content)
    return outer.hexdigest(), inner.hexdigest() if whole and length == size else ""
