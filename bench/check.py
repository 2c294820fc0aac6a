#!/usr/bin/env python3
"""Times the verification of a vault beside plain hashing of the same files.

    python bench/check.py [--objects 100000] [--altered 1000]

Then a byte is altered in some of the objects, drawn by a seed, and each of them, and no
other, must be named.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from contrecoup import store

BODY = "bonjour tout le monde " * 30


def fill(folder: Path, objects: int) -> None:
    """Keep small objects; fsync is left out, since only reading is measured."""
    store.create(folder, "", "")
    vault = store.Vault(folder)
    at = datetime(2031, 3, 14, tzinfo=UTC)
    with mock.patch("os.fsync"):
        for number in range(objects):
            body = f'{{"id":{number},"text":"{BODY}"}}'.encode()
            vault.keep(io.BytesIO(body), source=f"{number}.json", how="file", at=at)


def main() -> int:
    """Fill a vault, verify it, hash it plainly; print seconds and the ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--objects", type=int, default=100_000)
    parser.add_argument("--altered", type=int, default=1000)
    given = parser.parse_args()
    objects = given.objects
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "case"
        begun = time.perf_counter()
        fill(folder, objects)
        kept = time.perf_counter() - begun
        begun, cpu = time.perf_counter(), time.process_time()
        held = all(verdict.ok for verdict in store.Vault(folder).verify())
        taken, used = time.perf_counter() - begun, time.process_time() - cpu
        paths = sorted((folder / "vault" / "objects").rglob("*.enc"))
        begun, cpu = time.perf_counter(), time.process_time()
        for path in paths:
            hashlib.sha256(path.read_bytes()).digest()
        floor, least = time.perf_counter() - begun, time.process_time() - cpu
        spoilt = spoil(random.Random(2031).sample(paths, min(given.altered, objects)))
        named = {v.target.rpartition("/")[2] for v in store.Vault(folder).verify() if not v.ok}
    print(f"{objects} objects kept in {kept:.1f} s ({objects / kept:.0f} a second, no fsync)")
    print(f"verified  {taken:6.2f} s  {used:6.2f} CPU s  all hold: {held}")
    print(f"sha256    {floor:6.2f} s  {least:6.2f} CPU s  of the same files, nothing else")
    print(f"ratio     {used / least:6.2f} of CPU seconds")
    print(f"altered   {len(spoilt)} objects, one byte each; named {len(named)}, all of them and")
    print(f"          no other: {named == spoilt}")
    return 0 if held and named == spoilt else 1


def spoil(paths: list[Path]) -> set[str]:
    """Alter one byte of each file; return their names."""
    dice = random.Random(2032)
    for path in paths:
        raw = bytearray(path.read_bytes())
        raw[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
        path.write_bytes(raw)
    return {path.name for path in paths}


if __name__ == "__main__":
    sys.exit(main())
