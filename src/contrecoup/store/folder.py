"""Making a case, and writing the files that people open."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from contrecoup.errors import EvidenceError, SettingsError
from contrecoup.store.disk import (
    TEMPORARY,
    inside,
    make_folder,
    replace,
    replace_by,
    sweep,
    told,
)
from contrecoup.store.objects import OBJECTS

if TYPE_CHECKING:
    import pyarrow as pa

SETTINGS = "case.toml"
ROSTER = "roster.csv"
OUT = "out"
_FOLDERS = frozenset({OUT, Path(OBJECTS).parts[0]})
PUBLISHED = "published"
"""Versions as they were published; each has a folder that nothing is written to again."""


def create(folder: Path, settings_text: str, roster_text: str, *, alone: bool = False) -> None:
    """Make a case: its folders, roster.csv, and last case.toml, which marks it as one.

    A roster.csv that is there already stays as it is, and a making that was interrupted is
    gone on with.

    Args:
        folder: the folder, there or not.
        settings_text: the text of case.toml.
        roster_text: the text of roster.csv.
        alone: refuse a folder that holds anything else.

    Raises:
        SettingsError: the folder is a case already, or holds something else.
        EvidenceError: the folder may not be written.
    """
    folder = Path(folder)
    if (folder / SETTINGS).exists():
        message = "this is a case already"
        step = "choose another folder"
        raise SettingsError(message, place=str(folder), next_step=step, field="folder")
    if alone and folder.exists() and not _begun(folder):
        message = f"{folder} is not a case: it has no case.toml"
        raise SettingsError(message, next_step="run contrecoup init on a new folder")
    with told(folder):
        make_folder(folder / OBJECTS)
        make_folder(folder / OUT)
    if not (folder / ROSTER).exists():
        replace(folder / ROSTER, roster_text.encode())
    replace(folder / SETTINGS, settings_text.encode())
    sweep(folder)


def _begun(folder: Path) -> bool:
    """Whether a folder holds nothing but what a making leaves that was interrupted."""
    if not folder.is_dir():
        return False
    with told(folder):
        return all(
            name.name == ROSTER
            or name.name.startswith(TEMPORARY)
            or (name.name in _FOLDERS and not any(files for _, _, files in os.walk(name)))
            for name in folder.iterdir()
        )


def write(folder: Path, name: str, data: bytes) -> Path:
    """Write a file of a case whole: under ``out/`` or ``published/``, or case.toml or roster.csv.

    Args:
        folder: the case's folder.
        name: the path in it (``out/report.fr.html``).
        data: its bytes.

    Returns:
        the path written.

    Raises:
        EvidenceError: the path is another one or leads outside, or the disk is full.
    """
    folder = Path(folder)
    pure = PurePosixPath(name)
    allowed = (len(pure.parts) > 1 and pure.parts[0] in {OUT, PUBLISHED}) or name in {
        SETTINGS,
        ROSTER,
    }
    if not allowed or ".." in pure.parts or "\\" in name or ":" in name:
        message = "nothing is written here"
        next_step = f"write under {OUT}/, or to {SETTINGS} or {ROSTER}"
        raise EvidenceError(message, place=name, next_step=next_step)
    path = folder.joinpath(*pure.parts)
    inside(folder, path.parent)
    if path.is_symlink():
        inside(folder, path)
    with told(name):
        make_folder(path.parent)
        sweep(path.parent)
    replace(path, data)
    return path


def write_tables(
    folder: Path,
    tables: Mapping[str, pa.Table | pa.RecordBatchReader],
    summary: Mapping[str, Any] | Callable[[], Mapping[str, Any]],
) -> None:
    """Write tables as Parquet, and summary.json, to a folder of the user's choice.

    Tables that come in batches are never held whole; two are written at a time.  A summary
    that is a function is asked for when all tables are written.

    Raises:
        EvidenceError: the disk is full, the folder may not be written.
    """
    from contrecoup.store.parquet import dump_batches, texts_of

    folder = Path(folder)
    summing_up = folder / "summary.json"
    with told(folder):
        make_folder(folder)
        summing_up.unlink(missing_ok=True)  # of tables before: it goes first and comes last

    def one(name: str) -> None:
        table = tables[name]
        batches = table if hasattr(table, "read_next_batch") else table.to_batches()
        replace_by(
            folder / f"{name}.parquet",
            lambda _, path: dump_batches(batches, table.schema, path, texts_of(table.schema)),
        )

    with ThreadPoolExecutor(2) as pool:
        for _ in pool.map(one, tables):
            pass
    last = summary() if callable(summary) else summary
    pretty = msgspec.json.format(msgspec.json.encode(last), indent=2)
    replace(summing_up, pretty + b"\n")


class Writing:
    """Tables on their way to a folder, on a thread of their own; see :func:`write_tables`.

    Leaving the block waits for them, and raises what went wrong.

    Args:
        folder: receives them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pool = ThreadPoolExecutor(1)
        self._summary: Future[Mapping[str, Any]] = Future()
        self._written: Future[None] | None = None

    def begin(self, tables: Mapping[str, pa.Table | pa.RecordBatchReader]) -> None:
        """Begin to write tables, as fast as they come."""
        self._written = self._pool.submit(write_tables, self._folder, tables, self._summary.result)

    def end(self, summary: Mapping[str, Any]) -> None:
        """Write the summary when the tables are written."""
        self._summary.set_result(summary)
        if self._written is not None:
            self._written.result()

    def __enter__(self) -> Self:
        """Write from now on."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait; where there is no summary, none is written."""
        if not self._summary.done():
            self._summary.cancel()
        self._pool.shutdown()
