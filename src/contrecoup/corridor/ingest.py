"""What comes into a case: kept in the vault first, then read into the ledger.

The part of the corridor between the store and the readers: every input has an
outcome, and what the vault holds and the ledger lacks is read again from its bytes.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from attrs import evolve

from contrecoup.corridor.checks import Texts
from contrecoup.corridor.intake import (
    MOST_PIPED,
    Metered,
    Opened,
    Progress,
    Tally,
    again,
    document_id_of,
    reason_of,
    silent,
)
from contrecoup.errors import ContrecoupError, EvidenceError, SettingsError, SourceError
from contrecoup.model.documents import Documents
from contrecoup.model.evidence import GAP_WHYS, Capture, Gap, Proof, Watch
from contrecoup.model.outcomes import FileOutcome, Problem

SHORTEST = 8
"""Least number of digits by which a capture's hash is found."""

if TYPE_CHECKING:
    from contrecoup.sources import Input
    from contrecoup.store import Ledger, Vault
    from contrecoup.store.vault import Act


class Ingest:
    """Keeps and reads the inputs of one case.

    Args:
        folder: the case.
        vault: where bytes are kept.
        ledger: where what was read is kept.
        zone: says the case's time zone, as case.toml has it now.
    """

    def __init__(self, folder: Path, vault: Vault, ledger: Ledger, zone: Callable[[], str]) -> None:
        self._folder = folder
        self._vault = vault
        self._ledger = ledger
        self._zone = zone
        self._proven: tuple[str, tuple[Proof, ...]] | None = None

    def add(
        self,
        name: str,
        path: Opened,
        role: str,
        as_format: str,
        columns: dict[str, str],
        at: datetime,
        progress: Progress | None,
        how: str = "stdin",
    ) -> FileOutcome:
        """Keep one input and read it; the caller holds the case's lock.

        Args:
            name: the name that it is kept under.
            path: its file, an open stream, why it can't be opened, or None where nothing is there.
            role: ``letter`` for a version of the open letter.
            as_format: the format, where detection would be wrong.
            columns: for tables, our column names by theirs.
            at: when it was collected.
            progress: told the name, the items read so far and the share of its bytes, if at all.
            how: where a stream comes from (``stdin``, ``url``, ``watch``).
        """
        from contrecoup import sources

        if path is None:
            reason = "there is no such file or folder; check the path"
            return FileOutcome(input=name, unreadable=(Problem(name, reason),))
        try:
            if isinstance(path, SourceError):
                raise path
            if isinstance(path, Path):
                with sources.opened(path) as stream:
                    capture, new = self._vault.keep(
                        stream, source=name, how="file", role=role, at=at, format=as_format
                    )
            else:
                capture, new = self._vault.keep(
                    path,
                    source=name,
                    how=how,
                    role=role,
                    at=at,
                    limit=MOST_PIPED,
                    format=as_format,
                )
        except SourceError as error:
            return FileOutcome(input=name, unreadable=(Problem(name, reason_of(error)),))
        except OSError as error:
            reason = f"{error.strerror or error}; check the file's permissions"
            return FileOutcome(input=name, unreadable=(Problem(name, reason),))
        told = self._retold(capture, role, as_format, columns, at, new=new)
        before = None if new else self._ledger.outcome(capture.capture_id)
        if before is not None:
            return evolve(before, input=name) if told else again(before, name)
        outcome = self._read(capture, name, columns, progress or silent)
        if outcome.format == "x-archive" and self._says_more(capture):
            self._ledger.drop()
            self.recover()
        return outcome

    def _retold(
        self,
        capture: Capture,
        role: str,
        as_format: str,
        columns: dict[str, str],
        at: datetime,
        *,
        new: bool,
    ) -> bool:
        """Note what the person now says of bytes; read again if it is said of bytes held before."""
        mapped = bool(columns) and columns != self.columns().get(capture.capture_id)
        if mapped:
            self._vault.act("map", at, object=capture.capture_id, columns=columns)
        says = {"role": role, "format": as_format}
        said = {"role": capture.role, "format": capture.format}
        changed = {key: value for key, value in says.items() if value and value != said[key]}
        if changed and not new:
            self._vault.act("told", at, object=capture.capture_id, **changed)
        retold = not new and bool(changed or mapped)
        if retold:
            self._ledger.drop()
            self.recover()
        return retold

    def reread(
        self, named: tuple[str, ...], as_format: str, columns: dict[str, str], at: datetime
    ) -> tuple[FileOutcome, ...]:
        """Read every capture again from the vault; return the outcomes of those named."""
        if (as_format or columns) and not named:
            message = "a format or a column map is of one capture, and none is named"
            raise SettingsError(message, next_step="give its name, or the start of its hash")
        held = [c for c in self._vault.captures() if c.role != "roster"]
        wanted = [c for c in held if not named or any(_is(c, name) for name in named)]
        for capture in wanted:
            if columns:
                self._vault.act("map", at, object=capture.capture_id, columns=columns)
            if as_format:
                self._vault.act("told", at, object=capture.capture_id, format=as_format)
        if wanted:
            self._ledger.drop()
            self.recover()
        outcomes = [(c, self._ledger.outcome(c.capture_id)) for c in wanted]
        return tuple(evolve(o, input=c.source) for c, o in outcomes if o is not None)

    def _read(
        self, capture: Capture, name: str, columns: dict[str, str], progress: Progress
    ) -> FileOutcome:
        """Read one capture into the ledger and return its outcome."""
        tally = Tally(name, capture.capture_id, self._ledger.known())
        items = self.items(capture, columns, tally)
        self._ledger.add(tally.sort(items, progress), capture)
        outcome = tally.outcome()
        self._ledger.save_outcome(outcome)
        return outcome

    def items(
        self, capture: Capture, columns: dict[str, str], tally: Tally | None = None
    ) -> Iterator[Any]:
        """Read the items of a capture from its preserved bytes."""
        from contrecoup import sources

        source = self._input(capture, columns)
        form = sources.detect(source)
        if tally is not None:
            tally.format = form
            source = evolve(source, open=lambda: self._metered(capture, tally))
        yield from sources.read(source)

    def _metered(self, capture: Capture, tally: Tally) -> BinaryIO:
        """Open a capture so that the tally knows which share of its bytes was read."""
        stream = Metered(self._vault.open(capture.capture_id))
        tally.share = lambda: min(1.0, stream.taken / max(1, capture.size))
        return cast("BinaryIO", io.BufferedReader(stream, 1 << 16))

    def all_items(self, capture: Capture, data: bytes | None = None) -> list[Any]:
        """Return the items of a capture, or of other bytes in its place, as far as it is read."""
        from contrecoup import sources

        source = self._input(capture, self.columns().get(capture.capture_id, {}))
        if data is not None:
            source = evolve(source, open=lambda: io.BytesIO(data))
        found: list[Any] = []
        with contextlib.suppress(SourceError):
            for item in sources.read(source):
                found.append(item)  # noqa: PERF402 what came before an error stays
        return found

    def _input(self, capture: Capture, columns: dict[str, str]) -> Input:
        from contrecoup import sources

        return sources.Input(
            name=capture.source,
            capture_id=capture.capture_id,
            captured_at=capture.captured.at,
            open=lambda: self._vault.open(capture.capture_id),
            format=capture.format,
            role=capture.role,
            columns=columns,
            zone=self._zone(),
            beside=lambda name: self._beside(capture, name),
        )

    def _beside(self, capture: Capture, name: str) -> BinaryIO | None:
        """Open the last capture of a file of that name in the same folder."""
        wanted = _folder(capture.source) + name
        found = [c for c in self._vault.captures() if c.source == wanted]
        return self._vault.open(found[-1].capture_id) if found and wanted != name else None

    def _says_more(self, capture: Capture) -> bool:
        """Whether posts read before have a file beside them that says more, and now is here."""
        from contrecoup.sources.x_archive import BESIDE

        folder = _folder(capture.source)
        return capture.source.removeprefix(folder) in BESIDE and any(
            _folder(c.source) == folder
            and c.capture_id != capture.capture_id
            and c.source.removeprefix(folder) not in BESIDE
            and (outcome := self._ledger.outcome(c.capture_id)) is not None
            and outcome.format == "x-archive"
            for c in self._vault.captures()
        )

    def recover(self) -> None:
        """Read again what the vault holds and the ledger does not; finish what was begun."""
        if self._vault.finish():
            self._vault.seal()
        captures = self._vault.captures()
        kept = [c.capture_id for c in captures if c.role != "roster"]
        told = all(self._ledger.outcome(capture_id) is not None for capture_id in kept)
        if told and self._ledger.complete_for(kept):
            return
        self._ledger.drop()
        columns = self.columns()
        for capture in captures:
            if capture.role != "roster":
                mapped = columns.get(capture.capture_id, {})
                self._read(capture, capture.source, mapped, silent)
        self._ledger.settle()

    def columns(self) -> dict[str, dict[str, str]]:
        """Return the column maps that tables were added with, by capture."""
        return column_maps(self._vault)

    def ids(self) -> Iterator[str]:
        """Yield the ids of the posts held and of their accounts, as often as they were seen."""
        self._whole()
        return self._ledger.ids()

    def _whole(self) -> tuple[Capture, ...]:
        """Return the captures, once the ledger holds all of them."""
        from contrecoup import store

        self._tidied()
        captures = self._vault.captures()
        if not self._ledger.complete_for([c.capture_id for c in captures if c.role != "roster"]):
            with store.lock(self._folder, "reread"):
                self.recover()
            captures = self._vault.captures()
        return captures

    def documents(self) -> Documents:
        """Return everything the case holds, read; rebuilt from the vault if need be."""
        captures = self._whole()
        head = self._vault.head
        if self._vault.captures() != captures:  # something came just now
            captures = self._whole()
        documents = self._ledger.documents(captures)
        proofs = self._ledger.proofs(head)
        if proofs is None:
            proofs = self.prove(documents, head)
        gaps, watches = followed(self._vault.acts())
        removed = sum(int(tombstone["items"]) for tombstone in self._vault.erased)
        return evolve(documents, proofs=proofs, gaps=gaps, watches=watches, removed=removed)

    def _tidied(self) -> None:
        """Finish what a killed run left, unless somebody writes or the disk refuses."""
        from contrecoup import store

        if self._vault.begun or not self._ledger.settled:
            with (
                contextlib.suppress(ContrecoupError),
                store.lock(self._folder, "reread", wait=False),
            ):
                self.recover()
                self._ledger.settle()

    def prove(self, documents: Documents, head: str) -> tuple[Proof, ...]:
        """Return what signed frames prove of each post, verified from their bytes.

        They are read once by one process, while nothing is added.

        Args:
            documents: what the case holds.
            head: what stands for it: the manifest's when the documents were read.
        """
        from contrecoup.corridor import proofs

        if self._proven is not None and self._proven[0] == head:
            return self._proven[1]
        inputs, told = [], True
        for capture in documents.captures:
            outcome = self._ledger.outcome(capture.capture_id)
            told = told and (outcome is not None or capture.role == "roster")
            if outcome is not None and outcome.format in proofs.FORMATS:
                inputs.append((outcome.format, self._input(capture, {})))
        found = proofs.proven(inputs, documents.posts) if inputs else ()
        if told:  # of each capture it is known what it is
            self._proven = head, found
        if told and head == self._vault.head:
            with contextlib.suppress(EvidenceError):
                self._ledger.save_proofs(found, head)
        return found

    def outcome(self, capture_id: str) -> FileOutcome | None:
        """Return what became of a capture when it was last read."""
        return self._ledger.outcome(capture_id)

    def texts(self, capture_id: str, wanted: Collection[str]) -> Texts:
        """Read a capture again from its bytes: the texts of some documents; of all, if '' is one."""
        found: dict[str, set[str]] = {}
        capture = next((c for c in self._vault.captures() if c.capture_id == capture_id), None)
        if capture is not None:
            try:
                for item in self.items(capture, self.columns().get(capture_id, {})):
                    document_id = document_id_of(item)
                    if document_id and (document_id in wanted or "" in wanted):
                        found.setdefault(document_id, set()).add(item.text)
            except EvidenceError:
                return {}
            except Exception:  # noqa: BLE001, S110 what came before was read, as it was by add
                pass
        return {key: frozenset(texts) for key, texts in found.items()}


def column_maps(vault: Vault) -> dict[str, dict[str, str]]:
    """Return the column maps that people gave, by capture."""
    acts = [act for act in vault.acts() if act.act in {"map", "redact"}]
    return {act.object: act.fields["columns"] for act in acts if "columns" in act.fields}


def followed(acts: Iterable[Act]) -> tuple[tuple[Gap, ...], tuple[Watch, ...]]:
    """Return the gaps and the times of live captures that acts of the log tell of."""
    gaps: dict[Gap, None] = {}
    watches: list[Watch] = []
    for act in acts:
        if act.act not in {"gap", "watched"} or not act.fields.get("from"):
            continue
        told: dict[str, Any] = {
            "platform": str(act.fields["platform"]),
            "server": str(act.fields["server"]),
            "first": datetime.fromisoformat(act.fields["from"]),
            "last": datetime.fromisoformat(act.fields["to"]),
        }
        if act.act == "gap":
            why = act.fields.get("why")
            gaps[Gap(**told, why=why if why in GAP_WHYS else "unknown")] = None
        else:
            watches.append(Watch(**told, kept=int(act.fields.get("kept", 0))))
    by_time = sorted(gaps, key=lambda gap: (gap.first, gap.last, gap.server, gap.why))
    return tuple(by_time), tuple(sorted(watches, key=lambda w: (w.first, w.last, w.server)))


def _is(capture: Capture, name: str) -> bool:
    """Whether a capture is meant by a name, a hash or the start of one."""
    by_hash = len(name) >= SHORTEST and capture.capture_id.startswith(name)
    return by_hash or name == capture.source


def _folder(source: str) -> str:
    """Return the folder of a path as given, with the sign that ends it."""
    return source[: max(source.rfind("/"), source.rfind("\\")) + 1]
