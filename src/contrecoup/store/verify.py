"""What `contrecoup check` asks of the vault: is everything as it was kept?

Each object's encrypted bytes are hashed again: its plain bytes follow from them,
and AES-GCM authenticates them when they are read.  What lies in the vault and is
named nowhere is told too: it is an interrupted ``add``, or the trace of a line that
was cut from the manifest's end.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import frozen

from contrecoup.errors import EvidenceError
from contrecoup.store.disk import READ, TEMPORARY
from contrecoup.store.log import Log
from contrecoup.store.manifest import STORING, is_old
from contrecoup.store.objects import OBJECTS, name_of, old_name_of

_SMALL = 1 << 16


@frozen
class Verdict:
    """One verdict: its kind, the file it is about, whether it holds, and in words.

    Kinds: ``chain`` (a log), ``unchanged since capture`` (an object), ``extra`` (something
    that no line names), ``torn`` (an unfinished last line), ``erased on request``.
    """

    kind: str
    target: str
    ok: bool
    message: str = ""


UNCHANGED = "unchanged since capture"
EXISTED = "existed by a time that is proven"


def verify(folder: Path, manifest: Log) -> Iterator[Verdict]:
    """Yield a verdict on the manifest, on each object, and on what is too much."""
    yield from verify_log(manifest)
    named, erased = _named(manifest.sound())
    present = {}
    for path, name in _files(folder):
        if name in named:
            present[name] = path
        elif name in erased:
            message = "it was erased on request and is still here: run contrecoup forget again"
            yield Verdict("extra", name, ok=False, message=message)
        elif not name.rpartition("/")[2].startswith(TEMPORARY):
            message = (
                "no line of the manifest names it: an add was interrupted here, or a line was "
                "cut from the manifest; add the file again, or delete it if you know why"
            )
            yield Verdict("extra", name, ok=False, message=message)
    for name, stored in named.items():
        wrong = _examine(present[name], stored) if name in present else "is missing"
        yield Verdict(UNCHANGED, name, ok=not wrong, message=wrong)
    for name in sorted(erased):
        yield Verdict("erased on request", name, ok=True)


def dated(manifest: Log, stamps: Sequence[tuple[int, datetime]]) -> Iterator[Verdict]:
    """Yield, for each object that is held, by when it is proven to have existed.

    Args:
        manifest: as it was read last.
        stamps: how many lines a seal covers, and when an authority dated it.
    """
    named, _ = _named(manifest.sound())
    stored = {stored: name for name, stored in named.items()}
    for number, line in enumerate(manifest.sound(), 1):
        name = stored.get(str(line.get("object")))
        times = [at for lines, at in stamps if lines >= number]
        if name and times:
            yield Verdict(EXISTED, name, ok=True, message=min(times).isoformat())


def heads(manifest: Log) -> list[str]:
    """Return the SHA-256 of each line of a manifest, as it was read last."""
    lines = manifest.sound()
    return [str(line.get("prev")) for line in lines[1:]] + ([manifest.end] if lines else [])


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


def _named(lines: list[dict[str, Any]]) -> tuple[dict[str, str], set[str]]:
    """Return the SHA-256 of each object's stored bytes by its name, and what was erased."""
    named: dict[str, str] = {}
    erased: set[str] = set()
    for line in lines:
        key = line.get("object")
        if str(line.get("act")) in STORING and isinstance(key, str):
            if is_old(line):
                named[old_name_of(key)] = str(line.get("stored"))
            else:
                named[name_of(key)] = key
            named.pop(name_of(str(line.get("instead"))), None)
        elif line.get("act") == "erase" and isinstance(line.get("objects"), list):
            erased |= {name_of(str(stored)) for stored in line["objects"]}
    return {name: stored for name, stored in named.items() if name not in erased}, erased


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


def _examine(path: str, stored: str) -> str:
    """Return what is wrong with an object, or nothing."""
    try:
        handle = os.open(path, READ)
    except OSError as error:
        return f"cannot be opened ({error.strerror}): links are not followed"
    try:
        raw = os.read(handle, _SMALL)
        digest = hashlib.sha256(raw)
        while len(raw) == _SMALL:
            raw = os.read(handle, _SMALL)
            digest.update(raw)
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    finally:
        os.close(handle)
    if digest.hexdigest() != stored:
        return "was altered: its bytes are not those that were preserved"
    return ""
