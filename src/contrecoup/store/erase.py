"""Erasing what somebody asked to have removed, so that the chain still verifies.

An intent is written first, with everything that is to be done and nothing of
what is to go.  From then on the erasure is finished by whoever writes to the
case next, however often it is killed: each step may be done twice.

1. the manifest gets its new lines: working copies, and the tombstone, which names
   encrypted objects and numbers of lines alone;
2. the old objects are deleted;
3. the keys of the old lines and objects are destroyed;
4. files that people keep are replaced, and what can be rebuilt is deleted;
5. the intent is deleted.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from attrs import field, frozen

from contrecoup.store.disk import flush_folder, inside, make_folder, replace, told
from contrecoup.store.incoming import packed, place
from contrecoup.store.keys import Keys
from contrecoup.store.manifest import Manifest
from contrecoup.store.objects import name_of

FOLDER = ".forget"
INTENT = "intent.json"
REBUILT = ("ledger.*", "out/*", "*.torn-*", "vault/*.torn-*")
"""What is deleted whole: it can be rebuilt, or was never more than a torn line."""


@frozen
class NewLine:
    """A line to append: what it says and, for a working copy, the bytes that it keeps."""

    act: str
    at: datetime
    contents: Mapping[str, Any]
    data: bytes | None = None


@frozen(kw_only=True)
class Erasure:
    """What is to be erased, and what takes its place.

    ``lines`` are numbers of the manifest, with the objects that they name; ``new`` takes
    their place; ``files`` are the new bytes of files by their path in the case, None to
    delete them; ``tombstone`` is what the log says in clear: counts, the basis, who.
    """

    at: datetime
    lines: tuple[int, ...] = ()
    new: tuple[NewLine, ...] = ()
    files: Mapping[str, bytes | None] = field(factory=dict)
    tombstone: Mapping[str, Any] = field(factory=dict)


@frozen
class _Line:
    act: str
    at: datetime
    contents: dict[str, Any]
    stored: str = ""


@frozen
class _Intent:
    begin: int
    lines: tuple[_Line, ...]
    erased: tuple[int, ...]
    objects: tuple[str, ...]
    tombstone: dict[str, Any]
    at: datetime
    staged: dict[str, str]
    deleted: tuple[str, ...]


def erase(folder: Path, manifest: Manifest, keys: Keys, erasure: Erasure) -> None:
    """Erase, for a caller that holds the case's lock and has finished what was begun.

    Raises:
        EvidenceError: the disk is full, the case may not be written; run again.
    """
    begin = len(manifest.log.lines())
    gone = set(erasure.lines)
    objects = [
        str(line["object"])
        for line in manifest.log.sound()
        if line["seq"] in gone and line.get("object")
    ]
    lines = []
    for number, new in enumerate(erasure.new, begin + 1):
        leaf = keys.of(number)
        contents, stored = dict(new.contents), ""
        if new.data is not None and leaf is not None:
            written = packed(new.data, leaf)
            place(folder, written)
            contents |= {"object": written.capture_id, "size": written.size}
            stored = written.stored
        lines.append(_Line(new.act, new.at, contents, stored))
    beside = folder / FOLDER
    with told(FOLDER):
        shutil.rmtree(inside(folder, beside), ignore_errors=True)
        make_folder(beside)
    staged: dict[str, str] = {}
    for number, (name, data) in enumerate(sorted(erasure.files.items())):
        if data is not None:
            staged[name] = str(number)
            replace(beside / str(number), data)
    deleted = tuple(name for name, data in sorted(erasure.files.items()) if data is None)
    intent = _Intent(
        begin,
        tuple(lines),
        tuple(sorted(gone)),
        tuple(objects),
        dict(erasure.tombstone),
        erasure.at,
        staged,
        deleted,
    )
    replace(beside / INTENT, msgspec.json.encode(intent))
    finish(folder, manifest, keys)


def begun(folder: Path) -> bool:
    """Whether an erasure was begun and not finished."""
    return (folder / FOLDER / INTENT).is_file()


def finish(folder: Path, manifest: Manifest, keys: Keys) -> bool:
    """Finish an erasure that was begun; return whether there was one.

    Raises:
        EvidenceError: the disk is full, the case may not be written; run again.
    """
    beside = inside(folder, folder / FOLDER)
    if not begun(folder):
        shutil.rmtree(beside, ignore_errors=True)
        return False
    with told(FOLDER):
        intent = msgspec.json.decode((beside / INTENT).read_bytes(), type=_Intent)
    done = len(manifest.log.lines()) - intent.begin
    for line in intent.lines[max(done, 0) :]:
        clear = {"object": line.stored} if line.stored else {}
        manifest.append(line.act, line.at, line.contents, **clear)
    if done <= len(intent.lines):
        said = {"objects": list(intent.objects), "lines": list(intent.erased)}
        manifest.append_clear("erase", intent.at, said | intent.tombstone)
    for stored in intent.objects:
        _delete(folder, name_of(stored))
    keys.destroy(intent.erased)
    for name, part in intent.staged.items():
        if (beside / part).is_file():
            replace(inside(folder, folder / name), (beside / part).read_bytes())
    for name in intent.deleted:
        _delete(folder, name)
    _delete_rebuilt(folder)
    with told(FOLDER):
        (beside / INTENT).unlink()
        flush_folder(beside)
        shutil.rmtree(beside, ignore_errors=True)
    return True


def _delete(folder: Path, name: str) -> None:
    path = inside(folder, folder / name)
    with told(name):
        path.unlink(missing_ok=True)
        for above in path.relative_to(folder).parents:
            with contextlib.suppress(OSError):
                if str(above) not in {".", "vault/objects", "vault"}:
                    (folder / above).rmdir()


def _delete_rebuilt(folder: Path) -> None:
    with told(folder):
        for pattern in REBUILT:
            for path in folder.glob(pattern):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()
