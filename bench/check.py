#!/usr/bin/env python3
"""Times the verification of a vault beside plain hashing of the same files.

python bench/check.py [--objects 100000]
"""

from __future__ import annotations

import argparse
import hashlib
import io
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
    objects = parser.parse_args().objects
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "case"
        begun = time.perf_counter()
        fill(folder, objects)
        kept = time.perf_counter() - begun
        begun = time.perf_counter()
        held = all(verdict.ok for verdict in store.Vault(folder).verify())
        taken = time.perf_counter() - begun
        begun = time.perf_counter()
        for path in (folder / "vault" / "objects").rglob("*.enc"):
            hashlib.sha256(path.read_bytes()).digest()
        floor = time.perf_counter() - begun
    print(f"{objects} objects kept in {kept:.1f} s ({objects / kept:.0f} a second, no fsync)")
    print(f"verified  {taken:6.2f} s  all hold: {held}")
    print(f"sha256    {floor:6.2f} s  of the same files, nothing else")
    print(f"ratio     {taken / floor:6.2f}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
