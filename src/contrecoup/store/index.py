"""Which captures' rows the ledger's files hold: ``ledger.captures.jsonl``.

Its first line gives the other files' sizes.  Where one differs (a file was
deleted, a settling was interrupted), the ledger counts as empty and is rebuilt.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from attrs import frozen

from contrecoup.store.disk import Stamp, stamp_of
from contrecoup.store.sightings import Held

CAPTURES = "ledger.captures.jsonl"


@frozen
class _Sizes:
    sightings: int
    documents: int
    observations: int


class Index:
    """The index of one ledger.

    Args:
        folder: the case's folder.
    """

    def __init__(self, folder: Path) -> None:
        self.sightings = folder / "ledger.sightings.parquet"
        self.documents = folder / "ledger.documents.jsonl"
        self.observations = folder / "ledger.observations.jsonl"
        self.path = folder / CAPTURES
        self._held: tuple[Stamp | None, dict[str, Held]] | None = None

    @property
    def stamp(self) -> Stamp | None:
        """What tells the index as it is now from what another process makes of it."""
        return stamp_of(self.path)

    def held(self) -> dict[str, Held]:
        """Return the rows by capture, in order of capture."""
        held, stamp = self._held, self.stamp
        if held is None or stamp != held[0]:
            held = self._held = stamp, self._load()
        return held[1]

    def _load(self) -> dict[str, Held]:
        try:
            first, *lines = self.path.read_bytes().splitlines()
            sizes = msgspec.json.decode(first, type=_Sizes)
            if sizes != _Sizes(*(p.stat().st_size for p in self.files())):
                return {}
            decode = msgspec.json.Decoder(Held).decode
            return {held.capture: held for held in map(decode, lines)}
        except (OSError, ValueError, msgspec.DecodeError):
            return {}

    def files(self) -> tuple[Path, Path, Path]:
        """Return the three files of rows."""
        return self.sightings, self.documents, self.observations

    def written(self, held: Iterable[Held], files: Iterable[Path]) -> bytes:
        """Return the index's own bytes for rows that lie in ``files``."""
        lines = [msgspec.json.encode(_Sizes(*(p.stat().st_size for p in files)))]
        lines += [msgspec.json.encode(entry) for entry in held]
        return b"".join(line + b"\n" for line in lines)

    def forget(self) -> None:
        """Read the file again when next asked."""
        self._held = None
