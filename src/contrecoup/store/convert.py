"""A vault of before encryption becomes an encrypted one, at the first write to it.

The new vault is made beside the old one and takes its place in two renames.
Killed at any time, the case has its old vault or its new one.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import msgspec

from contrecoup.errors import CaptureMissing
from contrecoup.store.disk import flush_folder, inside, make_folder, told
from contrecoup.store.incoming import place, taken
from contrecoup.store.keys import Keys
from contrecoup.store.log import Log
from contrecoup.store.manifest import MANIFEST, Manifest
from contrecoup.store.objects import OBJECTS, Held, open_object

FOLDER = ".convert"
_LINKS = frozenset({"seq", "at", "act", "prev", "sum", "stored"})


def finish(folder: Path) -> None:
    """Finish or undo a conversion that was killed; call it before a vault is read."""
    beside = folder / FOLDER
    if not beside.is_dir():
        return
    with told(FOLDER):
        inside(folder, beside)
        if not (folder / "vault").exists():
            source = beside / ("new/vault" if (beside / "new/vault").is_dir() else "old")
            source.rename(folder / "vault")
            flush_folder(folder)
        shutil.rmtree(beside)


def convert(folder: Path, keys: Keys) -> None:
    """Encrypt every object and every line of an old vault.

    Raises:
        EvidenceError: the disk is full, an object is lost or altered.
        ChainBroken: the manifest does not hold together.
    """
    beside = folder / FOLDER
    new = beside / "new"
    with told(FOLDER):
        shutil.rmtree(beside, ignore_errors=True)
        make_folder(new / OBJECTS)
    manifest = Manifest(new, keys)
    for line in Log(folder, MANIFEST).lines():
        at = msgspec.convert(line["at"], datetime)
        contents = {key: value for key, value in line.items() if key not in _LINKS}
        capture_id = line.get("object", "")
        if line["act"] == "restore":
            continue
        if line["act"] != "capture":
            manifest.append(line["act"], at, contents)
            continue
        leaf = keys.of(manifest.next)
        if leaf is None:
            message = "the key of a line to come is not there"
            raise CaptureMissing(message, place=MANIFEST)
        with (
            open_object(folder, Held(capture_id, line["size"])) as stream,
            taken(stream, new / OBJECTS, leaf, line["source"], None) as written,
        ):
            place(new, written)
        manifest.append("capture", at, contents, object=written.stored)
    with told("vault"):
        (folder / "vault").rename(beside / "old")
        (new / "vault").rename(folder / "vault")
        flush_folder(folder)
        shutil.rmtree(beside, ignore_errors=True)
