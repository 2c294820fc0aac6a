"""Echoes on Spark, from a frame or from Parquet on any file system that Spark knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import pyarrow as pa
from attrs import frozen

from contrecoup import __version__
from contrecoup.corridor.spark import tasks
from contrecoup.corridor.spark.folders import Folder, under_way, write_out
from contrecoup.corridor.spark.job import SHIPPED_FROM, Job, sql
from contrecoup.corridor.spark.session import open_session, plain, refuse, told
from contrecoup.errors import Unreadable
from contrecoup.findings.echoes import parts
from contrecoup.findings.echoes.engine import Clock, Echoes
from contrecoup.findings.echoes.frame import LISTS, SINGLE, tidied
from contrecoup.findings.echoes.settings import DEFAULT_BY, Settings, asked
from contrecoup.findings.echoes.shelf import Shelf
from contrecoup.model.outcomes import FileOutcome, Notice, Problem
from contrecoup.sources.load import as_ours, named

SENT: Final = 1 << 18  # rows of a frame that are sent at a time
SHOWN: Final = 100
_SCHEME: Final = re.compile(r"^[a-z][a-z0-9+.-]+://?")


def echoes(
    frame: Any,
    *,
    staging: str = "",
    on_stage: Any = None,
    shipped_from: int = SHIPPED_FROM,
    **more: Any,
) -> Echoes:
    """Find who said the same, together, in a table of posts, on Spark.

    Args:
        frame: as for :func:`contrecoup.echoes`.
        staging: a folder that every worker reaches, for what is on its way; where not given,
            one of this machine, if Spark runs here.
        on_stage: called with each stage's name as it begins.
        shipped_from: acts or wordings from which sending them to the workers pays.
        more: settings, as for :func:`contrecoup.echoes`.

    Raises:
        SettingsError: a setting or a column is wrong; Spark or Java is not there.
    """
    settings = _asked(more)
    stream = _stream(frame)
    names = [name for name in (*SINGLE, *LISTS) if name in stream.schema.names]
    with job(settings, staging, shipped_from) as (work, clock):
        clock.on_stage = on_stage
        with told():
            with clock.stage("read"):
                work.send("rows", _sent(stream))
            found = work.find(settings, clock, names)
    found.summary["engine"] = "spark"
    return found


def _asked(more: dict[str, Any]) -> Settings:
    wanted = {"by": DEFAULT_BY, "ties_as": "exact", "memory": "4GiB"} | more
    return asked(**(wanted | {"by": tuple(wanted["by"])}))


def _stream(frame: Any) -> Any:
    if not hasattr(frame, "__arrow_c_stream__"):
        tidied(frame)  # refuses it
    return pa.RecordBatchReader.from_stream(frame)


def _sent(stream: Any) -> Iterator[Any]:
    """Rows made tidy, in tables that are sent one after the other (one without rows, for none)."""
    row = 0
    for table in tasks.gathered(stream, SENT):
        for low in range(0, table.num_rows, SENT):
            some = table.slice(low, SENT)
            yield parts.tidy_rows(some, np.arange(row, row + some.num_rows))
            row += some.num_rows
    if not row:
        yield parts.tidy_rows(stream.schema.empty_table(), np.arange(0))


@contextmanager
def job(settings: Settings, staging: str, shipped_from: int) -> Iterator[tuple[Job, Clock]]:
    """Give a run of Spark's in a folder of its own, which goes at the end."""
    session = open_session(settings.memory)
    with under_way(session, staging) as folder:
        yield Job(session, folder, shipped_from), Clock(None, Shelf(settings.memory))


@frozen
class Inputs:
    """Parquet files that Spark reads.

    Attributes:
        given: the inputs as they were given.
        files: file by file, its address and which input names it.
        theirs: our columns with the files' names for them.
        names: all columns.
    """

    given: tuple[str, ...]
    files: dict[str, int]
    theirs: Mapping[str, str]
    names: tuple[str, ...]


def address(place: str | Path) -> str:
    """Return a place as an address: one that names a file system as it is, a path as a file's."""
    text = str(place)
    return text if _SCHEME.match(text) else Path(text).absolute().as_uri()


def is_parquet(place: str | Path) -> bool:
    """Whether Spark reads an input by itself: a folder, an address, or a file of Parquet."""
    text = str(place)
    if _SCHEME.match(text) or Path(text).is_dir():
        return True
    try:
        with Path(text).open("rb") as file:
            return file.read(4) == b"PAR1"
    except OSError:
        return False


def look_at(session: Any, given: Iterable[str | Path], columns: Mapping[str, str]) -> Inputs:
    """Find the files of the inputs, and see that all have the same columns.

    Raises:
        SettingsError: there is nothing there, or a column that is needed is missing.
        Unreadable: a file is damaged, or its columns are not those of the first.
    """
    inputs = tuple(str(place) for place in given)
    files: dict[str, int] = {}
    for number, place in enumerate(inputs):
        with told():
            found = session.read.parquet(address(place)).inputFiles()
        for file in sorted(found):
            files.setdefault(_same(file), number)
    if not files:
        message = "there is no Parquet file in it"
        raise Unreadable(message, place=", ".join(inputs), next_step="check the folder")

    def kinds(file: str) -> dict[str, str]:
        with told():
            return {f.name: f.dataType.simpleString() for f in session.read.parquet(file).schema}

    with ThreadPoolExecutor(8) as pool:
        schemas = dict(zip(files, pool.map(kinds, files), strict=True))
    first, names = next(iter(schemas.items()))
    theirs = named(tuple(names), columns)
    if theirs is None or "post_id" not in theirs:
        message = (
            f"the columns post_id, account_id, created_at, text are not there ({', '.join(names)})"
        )
        refuse(message, "say which is which: --columns post_id=…,text=…", plain(first))
    for file, own in schemas.items():
        for name in theirs.values():
            if own.get(name) != names[name]:
                has = f"is {own[name]}" if name in own else "is missing"
                message = f"the column {name} {has}; in {plain(first)} it is {names[name]}"
                step = "write the parts with the same columns, or read them apart"
                raise Unreadable(message, place=plain(file), next_step=step)
    return Inputs(inputs, files, theirs, tuple(names))


def _same(file: str) -> str:
    """One spelling of a file's address."""
    return re.sub(r"^file:/+", "file:///", file)


def read_rows(work: Job, inputs: Inputs, zone: str) -> None:
    """Make the rows of the files tidy, into ``rows``."""
    from pyspark.sql import functions as f

    ranks: dict[str, int] = {}
    for rank, file in enumerate(inputs.files):
        ranks |= {file: rank, file.replace("file:///", "file:/", 1): rank}
    reads = dict.fromkeys(inputs.theirs.values())
    rows = work.session.read.parquet(*inputs.files).select(
        *reads,
        f.col("_metadata.file_path").alias(tasks.FILE),
        f.col("_metadata.row_index").alias(tasks.INDEX),
    )
    tidy = tasks.tidy(inputs.theirs, inputs.names, zone, ranks)
    work.keep("rows", rows.mapInArrow(tidy, sql(parts.ROWS)))


def outcomes_of(work: Job, inputs: Inputs, zone: str) -> tuple[FileOutcome, ...]:
    """Say what became of each input."""
    from pyspark.sql import functions as f

    rows = work.read("rows")
    rank = f.shiftright("row", tasks.SHIFT).alias("rank")
    at = f.when(~f.col("refused"), f.col("at"))
    sums = (f.sum((~f.col("refused")).cast("long")), f.min(at), f.max(at))
    told_of = {row[0]: row[1:] for row in rows.groupBy(rank).agg(*sums).collect()}
    refused = rows.where("refused").select("row").sort("row").limit(SHOWN).collect()
    theirs = inputs.theirs
    lacks = "no id, account, time or text" if "text" in theirs else "no id, account or time"
    files = list(inputs.files)
    empty = pa.table({name: pa.array([], pa.string()) for name in inputs.names})
    notices: list[Notice] = as_ours(empty, theirs, inputs.names, zone)[1] if theirs else []
    made = []
    for number, given in enumerate(inputs.given):
        own = [rank for rank, file in enumerate(files) if inputs.files[file] == number]
        held = [told_of[rank] for rank in own if rank in told_of]
        times = pa.array(
            [t for row in held for t in row[1:] if t is not None], pa.timestamp("us", "UTC")
        ).to_pylist()
        problems = tuple(
            Problem(
                f"{plain(files[r >> tasks.SHIFT])}, row {(r & (1 << tasks.SHIFT) - 1) + 1}", lacks
            )
            for (r,) in refused
            if r >> tasks.SHIFT in own
        )
        made.append(
            FileOutcome(
                input=given,
                format="table-parquet",
                read=sum(row[0] or 0 for row in held),
                unreadable=problems,
                notices=tuple(n for n in notices if n.place != "column created_at"),
                first_at=min(times, default=None),
                last_at=max(times, default=None),
            )
        )
    return tuple(made)


def echoes_to(
    inputs: Iterable[str | Path],
    folder: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    zone: str = "UTC",
    load: Any = None,
    save: Any = None,
    on_stage: Any = None,
    shipped_from: int = SHIPPED_FROM,
    **more: Any,
) -> tuple[dict[str, Any], tuple[FileOutcome, ...]]:
    """Find echoes, ties and waves in post files on Spark, and write the tables to a folder.

    Args:
        inputs: Parquet files or folders, on this machine or wherever Spark reads; or what
            ``load`` reads.
        folder: receives a Parquet folder for each table, ``summary.json`` and ``_SUCCESS``.
        columns: our column names by the files'.
        zone: the zone of times that come without one.
        load: reads anything else into a table, with its outcomes.
        save: writes tables to a folder of this machine.
        on_stage: called with each stage's name as it begins.
        shipped_from: acts or wordings from which sending them to the workers pays.
        more: settings.

    Raises:
        SettingsError: a setting or an input is wrong; Spark or Java is not there.
        Unreadable: a part is damaged or unlike the others; nothing is written.

    Returns:
        the summary, and the outcome of each input.
    """
    settings = _asked(more)
    given = list(inputs)
    target = address(folder)
    with job(settings, target, shipped_from) as (work, clock):
        clock.on_stage = on_stage
        if all(is_parquet(place) for place in given):
            looked = look_at(work.session, given, columns or {})
            with clock.stage("read"), told():
                read_rows(work, looked, zone)
                outcomes = outcomes_of(work, looked, zone)
            _some(outcomes)
            names = [*SINGLE, *LISTS]
        else:
            table, outcomes = load(given)
            _some(outcomes)
            with clock.stage("read"), told():
                work.send("rows", _sent(table.to_reader()))
            names = [name for name in (*SINGLE, *LISTS) if name in table.column_names]
        with told():
            found = work.find(settings, clock, names)
        found.summary["engine"] = "spark"
        summary = {
            **found.summary,
            "contrecoup": __version__,
            "inputs": [o.input for o in outcomes],
        }
        tables = found.tables()
        with TemporaryDirectory(prefix="contrecoup-") as local:
            save(Path(local), tables, summary)
            write_out(Folder(work.session, target), Path(local), tables)
    return summary, outcomes


def _some(outcomes: tuple[FileOutcome, ...]) -> None:
    """Refuse inputs of which no post could be read."""
    if not sum(outcome.read for outcome in outcomes):
        first = next((problem for outcome in outcomes for problem in outcome.unreadable), None)
        place = first.place if first else ", ".join(outcome.input for outcome in outcomes)
        raise Unreadable(first.reason if first else "there is no post in it", place=place)
