"""The ledger: what was read from the captures, in tables that can be rebuilt.

Each capture's rows arrive whole, as a folder of ``ledger.parts`` that gets its
name in one step.  :meth:`Ledger.settle` moves them into the files below, in
order of capture: the same captures give the same bytes, whatever the order in
which they came.  A capture's rows keep the reader's order.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from attrs import evolve, frozen

from contrecoup.model.documents import Article, Documents, Letter
from contrecoup.model.evidence import Capture, Proof
from contrecoup.model.findings import Findings
from contrecoup.model.outcomes import FileOutcome
from contrecoup.model.posts import Post, Posts, arrow_schema
from contrecoup.store.disk import (
    TEMPORARY,
    Stamp,
    flush_folder,
    inside,
    make_folder,
    replace,
    stamp_of,
    sweep,
    told,
)
from contrecoup.store.index import Index
from contrecoup.store.known import Hashes, Known
from contrecoup.store.parquet import batches_of, stream_of
from contrecoup.store.settle import settle
from contrecoup.store.sightings import (
    DOCUMENTS,
    OBSERVATIONS,
    POSTS,
    Held,
    Item,
    Part,
    documents_of,
    encoded,
    lines_of,
    observations_of,
)

if TYPE_CHECKING:
    import pyarrow as pa

    from contrecoup.model.evidence import Observation

PARTS = "ledger.parts"
HELD = "held.json"
OUTCOMES = "ledger.outcomes.jsonl"
FINDINGS = "ledger.findings.json"
PROOFS = "ledger.proofs.json"
MANY = 512
"""Parts are settled when they are this many, and a quarter of all captures."""


class Ledger:
    """The ledger of one case.

    Args:
        folder: the case's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = Path(folder)
        self._parts = self._folder / PARTS
        self._index = Index(self._folder)
        self._waiting: dict[str, Held] | None = None
        self._outcomes: tuple[Stamp | None, dict[str, FileOutcome]] = (None, {})
        self._known_of: Stamp | None = None
        self._known: Hashes | None = None
        self._asked: Known | None = None

    # -- writing ----------------------------------------------------------------

    def add(self, items: Iterable[Item], capture: Capture) -> Held:
        """Take the rows of one capture; all of them or, after an error, none.

        Rows that the ledger holds of that capture are replaced.

        Raises:
            EvidenceError: the disk is full, the case may not be written.
        """
        waiting = self._parts_held()
        inside(self._folder, self._parts)
        with told(PARTS):
            make_folder(self._parts)
            new = self._parts / f"{TEMPORARY}{os.getpid()}-{os.urandom(6).hex()}"
            new.mkdir()
        asked, self._asked = self._asked, None
        try:
            part = Part(new, capture.capture_id)
            held = part.fill(items if asked is None else _noted(items, asked))
            replace(new / HELD, msgspec.json.encode(held))
            final = self._parts / capture.capture_id
            with told(PARTS):
                if final.exists():
                    final.replace(new.with_name(new.name + ".old"))
                new.replace(final)
                flush_folder(self._parts)
        except BaseException:
            self._waiting = None
            shutil.rmtree(new, ignore_errors=True)
            raise
        finally:
            shutil.rmtree(new.with_name(new.name + ".old"), ignore_errors=True)
        waiting[capture.capture_id] = held
        if asked is None:
            self._known = None
        elif self._known is not None:
            self._known.take(asked.more)
        if len(waiting) >= max(MANY, len(self._index.held()) // 4):
            self.settle()
        return held

    def settle(self) -> None:
        """Move all parts into the ledger's files (call it when a run ends).

        Raises:
            EvidenceError: the disk is full, a file of the ledger is damaged.
        """
        parts = self._parts_held()
        if parts:
            with told("ledger"):
                settle(self._folder, self._index, {key: self._parts / key for key in parts}, parts)
            self._waiting = None
            self._known_of = self._index.stamp
        self._settle_outcomes()
        sweep(self._folder)
        self._put_parts_away()

    def _put_parts_away(self) -> None:
        """Delete the parts; each loses its name first, so that half of one is never taken for it."""
        if not self._parts.is_dir():
            return
        with told(PARTS):
            for path in sorted(self._parts.iterdir()):
                if not path.name.startswith(TEMPORARY):
                    gone = f"{TEMPORARY}{os.getpid()}-{os.urandom(6).hex()}"
                    path.replace(path.with_name(gone))
        shutil.rmtree(self._parts, ignore_errors=True)

    @property
    def settled(self) -> bool:
        """Whether no run is under way, or ended before it settled."""
        return not self._parts.exists()

    def drop(self) -> None:
        """Delete the whole ledger, to rebuild it."""
        if not self._parts.is_symlink():
            self._put_parts_away()
        with told("ledger"):
            for path in self._folder.glob("ledger.*"):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()
        self._index = Index(self._folder)
        self._waiting = self._known = self._asked = None

    # -- what is held -------------------------------------------------------------

    def _parts_held(self) -> dict[str, Held]:
        waiting = self._waiting
        if waiting is None:
            waiting = {}
            if self._parts.is_dir():
                inside(self._folder, self._parts)
                for path in sorted(self._parts.iterdir()):
                    with contextlib.suppress(OSError, msgspec.DecodeError):
                        if not path.name.startswith(TEMPORARY):
                            held = msgspec.json.decode((path / HELD).read_bytes(), type=Held)
                            waiting[path.name] = held
            self._waiting = waiting
        return waiting

    def complete_for(self, capture_ids: Iterable[str]) -> bool:
        """Whether the rows of all these captures are in the ledger."""
        ours, self._waiting = self._waiting or {}, None
        held, stamp = self._index.held(), self._index.stamp
        waiting = self._parts_held()
        if stamp != self._known_of or waiting.keys() - ours.keys():
            self._known = None  # another process has added to it
        self._known_of = stamp
        return all(i in held or i in waiting for i in capture_ids)

    def known(self) -> Known:
        """Return what posts are held, as pairs of id and text that can be asked for.

        Pairs added to it count for one reading; the ledger itself learns them
        when :meth:`add` succeeds.
        """
        if self._known is None:
            self._known = Hashes(self._folder)
            for rows in self._sightings(["post_id", "text"]):
                pairs = zip(rows.column(0).to_pylist(), rows.column(1).to_pylist(), strict=True)
                for pair in pairs:
                    self._known.add(hash(pair))
        self._asked = Known(self._known, Hashes(self._folder))
        return self._asked

    def ids(self) -> Iterator[str]:
        """Yield the ids of posts and of their accounts, as often as they were seen."""
        for rows in self._sightings(["post_id", "account_id"]):
            for column in rows.columns:
                yield from column.to_pylist()

    def _sightings(self, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
        """Yield every sighting, without those that a part replaces."""
        import pyarrow.compute as pc

        waiting = self._parts_held()
        held = self._index.held()
        replaced = [key for key in waiting if key in held]
        wanted = columns or [field.name for field in arrow_schema()]
        if any(entry.posts for entry in held.values()):
            for rows in batches_of(self._index.sightings, arrow_schema()):
                if replaced:
                    import pyarrow as pa

                    gone = pc.is_in(rows.column("capture_id"), value_set=pa.array(replaced))
                    yield rows.filter(pc.invert(gone)).select(wanted)
                else:
                    yield rows.select(wanted)
        for key, entry in waiting.items():
            if entry.posts:
                for rows in stream_of(self._parts / key / POSTS):
                    yield rows.select(wanted)

    def _files(self, main: Path, name: str) -> list[Path]:
        return [main, *(self._parts / key / name for key in self._parts_held())]

    def documents(self, captures: Iterable[Capture]) -> Documents:
        """Return everything that these captures say, sightings merged into posts.

        Raises:
            EvidenceError: a file of the ledger is damaged.
        """
        from contrecoup.store.editions import standing
        from contrecoup.store.merge import merge

        self._waiting = None
        given = {capture.capture_id: capture for capture in captures}
        replaced = set(self._parts_held())
        texts: list[Article | Letter] = []
        for path in self._files(self._index.documents, DOCUMENTS):
            main = path == self._index.documents
            texts += (
                d
                for d in documents_of(lines_of(path), path)
                if d.capture_id in given and not (main and d.capture_id in replaced)
            )
        seen: list[Observation] = []
        for path in self._files(self._index.observations, OBSERVATIONS):
            main = path == self._index.observations
            seen += (
                o
                for o in observations_of(lines_of(path), path)
                if o.capture_id in given and not (main and o.capture_id in replaced)
            )
        seen.sort(key=lambda o: (o.at.at, o.target, o.state, o.capture_id, o.place, o.reason))
        articles, superseded = standing((d for d in texts if isinstance(d, Article)), given)
        return Documents(
            posts=Posts(merge(self._sightings(), given, seen)),
            articles=articles,
            superseded=superseded,
            letters=tuple(
                sorted(
                    (d for d in texts if isinstance(d, Letter)),
                    key=lambda d: (d.letter_id, d.place),
                )
            ),
            observations=tuple(seen),
            captures=tuple(given[key] for key in sorted(given)),
        )

    # -- outcomes and findings ------------------------------------------------------

    def outcome(self, capture_id: str) -> FileOutcome | None:
        """Return what became of a capture when it was last read."""
        return self._all_outcomes().get(capture_id)

    def outcomes(self) -> tuple[FileOutcome, ...]:
        """Return the outcome of every capture, in order of capture."""
        found = self._all_outcomes()
        return tuple(found[key] for key in sorted(found))

    def _all_outcomes(self) -> dict[str, FileOutcome]:
        stamp = stamp_of(self._folder / OUTCOMES)
        if stamp != self._outcomes[0]:  # at first, and where another process has written
            found: dict[str, FileOutcome] = {}
            decode = msgspec.json.Decoder(FileOutcome).decode
            for line in lines_of(self._folder / OUTCOMES):
                with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
                    outcome = decode(line)
                    found[outcome.capture_id] = outcome
            self._outcomes = stamp, found
        return self._outcomes[1]

    def save_outcome(self, outcome: FileOutcome) -> None:
        """Remember what became of a capture.

        Raises:
            EvidenceError: the disk is full, the case may not be written.
        """
        known = self._all_outcomes()
        path = self._folder / OUTCOMES
        with told(OUTCOMES):
            inside(self._folder, path)
            with path.open("ab+") as stream:
                if stream.tell():
                    stream.seek(-1, os.SEEK_END)
                    stream.write(b"" if stream.read(1) == b"\n" else b"\n")
                stream.write(encoded(outcome) + b"\n")
        known[outcome.capture_id] = outcome
        self._outcomes = stamp_of(path), known

    def _settle_outcomes(self) -> None:
        path = self._folder / OUTCOMES
        if path.exists():
            data = b"".join(encoded(outcome) + b"\n" for outcome in self.outcomes())
            if data != path.read_bytes():
                replace(path, data)
                self._outcomes = stamp_of(path), self._outcomes[1]

    def save_findings(self, findings: Findings, key: str) -> None:
        """Keep findings under a key that names all that they were made of.

        Raises:
            EvidenceError: the disk is full, the case may not be written.
        """
        data = encoded({"key": key, "findings": findings})
        inside(self._folder, self._folder / FINDINGS)
        replace(self._folder / FINDINGS, data + b"\n")

    def save_proofs(self, proofs: tuple[Proof, ...], key: str) -> None:
        """Keep what is proven under a key that names all that it was made of.

        Raises:
            EvidenceError: the disk is full, the case may not be written.
        """
        if proofs:
            inside(self._folder, self._folder / PROOFS)
            replace(self._folder / PROOFS, encoded({"key": key, "proofs": proofs}) + b"\n")

    def proofs(self, key: str) -> tuple[Proof, ...] | None:
        """Return what was proven under that key, or None."""
        try:
            kept = msgspec.json.decode((self._folder / PROOFS).read_bytes(), type=_Proofs)
        except (OSError, msgspec.DecodeError):
            return None
        return kept.proofs if kept.key == key else None

    def findings(self, key: str) -> Findings | None:
        """Return the findings kept under that key, or None."""
        try:
            raw = (self._folder / FINDINGS).read_bytes()
            kept = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
            if msgspec.json.decode(kept["key"]) != key:
                return None
            found = msgspec.json.decode(kept["findings"], type=Findings)
            return evolve(found, ties=tuple(found.ties))
        except (OSError, KeyError, msgspec.DecodeError):
            return None


@frozen
class _Proofs:
    """The file of proofs: what they were made of, and the proofs."""

    key: str
    proofs: tuple[Proof, ...]


def _noted(items: Iterable[Item], asked: Known) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Post):
            asked.add((item.post_id, item.text))
        yield item
