"""Files and links on their way into a case: each with its progress and its outcome."""

from __future__ import annotations

import re
import shutil
import tempfile
import tomllib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Thread

from attrs import define, field
from starlette.datastructures import FormData, UploadFile

from contrecoup.app.forms import text
from contrecoup.app.room import NETWORKS, Asked, Room
from contrecoup.app.saying import KEPT_ROSTER, WAS_ROSTER
from contrecoup.case import Case
from contrecoup.corridor import desk, fetching
from contrecoup.corridor.patience import patient
from contrecoup.corridor.refreshing import PAUSE, Question, Refreshed
from contrecoup.errors import ContrecoupError
from contrecoup.model.outcomes import FileOutcome, Notice, Problem

COLLECTED = "collected.toml"
"""A file that says when each file beside it was collected."""
MOST_LINKS = 200
MOST_ROWS = 400
"""Inputs on their way in that are listed at once."""


@define
class Row:
    """One input on its way in: what it is, how far it is read, what became of it.

    It is a file, an address, or what a ``question`` to the networks is about.
    """

    name: str
    role: str
    path: Path | None
    question: Question | None = None
    begun: bool = False
    items: int = 0
    told: Refreshed | None = None
    outcomes: tuple[FileOutcome, ...] | None = None


@define
class Job:
    """Inputs on their way in."""

    rows: list[Row] = field(factory=list)

    @property
    def shown(self) -> list[Row]:
        """The rows that a screen lists."""
        return self.rows[:MOST_ROWS]

    @property
    def answers(self) -> tuple[Refreshed, ...]:
        """What came of each question to the networks."""
        return tuple(row.told for row in self.rows if row.told is not None)

    @property
    def ready(self) -> int:
        """How many are done."""
        return sum(row.outcomes is not None for row in self.rows)

    @property
    def done(self) -> bool:
        """Whether all are."""
        return self.ready == len(self.rows)


def take(at: Asked, form: FormData) -> None:
    """Take files and links in; a job reads them one by one, after those that came before.

    Raises:
        SettingsError: there is nothing to add, or there are too many links.
    """
    folder = Path(tempfile.mkdtemp(prefix="contrecoup-"))
    rows: list[Row] = []
    role = text(form, "role")
    for value in form.getlist("files"):
        if isinstance(value, UploadFile) and value.filename:
            name = _safe(value.filename)
            path = folder / name
            number = 1
            while path.exists():
                number += 1
                path = folder / str(number) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as out:
                shutil.copyfileobj(value.file, out)
            rows.append(Row(path.relative_to(folder).as_posix(), role, path))
    links = dict.fromkeys(re.findall(r"https?://\S+", text(form, "links")))
    rows += [Row(link, "", None) for link in links]
    if not rows or len(links) > MOST_LINKS:
        shutil.rmtree(folder)
        if rows:
            at.refuse("links_too_many", "links_step", len(links), field="links")
        at.refuse("nothing_to_add", "links_step", field="files")
    first = {"case.toml": 0, "roster.csv": 1}
    rows.sort(key=lambda row: first.get(row.name.rpartition("/")[2], 2))
    _begin(at, rows, partial(_run, at.room, at.case, rows, folder))


def ask(at: Asked, name: str, ids: tuple[str, ...]) -> None:
    """Ask the networks again about some ids, or about what the account cites; a job does it.

    Nothing is asked twice at once: while a question is under way, no other one begins.

    Args:
        at: the request.
        name: what is asked about, in words.
        ids: of posts and articles; what the account cites without one.
    """
    held = at.room.jobs.get(at.name)
    if held is not None and any(row.question and row.outcomes is None for row in held.rows):
        return
    row = Row(name, "", None, Question(ids=ids))
    _begin(at, [row], partial(_again, at.room.apart(at.name, "asking"), row))


def reread(at: Asked, capture: str) -> None:
    """Tell no longer what became of a capture that was read anew since."""
    job = at.room.jobs.get(at.name)
    if job is not None and job.done:
        job.rows = [r for r in job.rows if all(o.capture_id != capture for o in r.outcomes or ())]


def _begin(at: Asked, rows: list[Row], work: Callable[[], None]) -> None:
    """Let a thread do the work on some rows, told with those that are not done yet."""
    job = at.room.jobs.get(at.name)
    if job is None or job.done:
        job = at.room.jobs[at.name] = Job()
    job.rows += rows
    Thread(target=work, daemon=True).start()


def _again(case: Case, row: Row) -> None:
    """Ask the networks again; other screens answer meanwhile."""
    row.begun = True
    row.outcomes = _whole(row, partial(_asked, case, row))


def _asked(case: Case, row: Row) -> tuple[FileOutcome, ...]:
    using = fetching.fetcher(private=False)
    using.delay = PAUSE
    told = row.told = case.refresh(row.question, using=using)
    left = tuple(
        Notice("", _left_out(n, NETWORKS.get(platform, platform)))
        for platform, n in told.not_asked.items()
    )
    return (FileOutcome(input=row.name, read=told.answered, notices=left), *told.files)


def _left_out(number: int, network: str) -> str:
    return f"{number} posts of {network} were not asked about: it answers nobody without a key"


def _safe(name: str) -> str:
    """Return a file's name with its folders, without a way out of ours."""
    parts = [p for p in re.split(r"[\\/]+", name) if p not in {"", ".", ".."}]
    return "/".join(re.sub(r"[\x00-\x1f:]", "_", p)[:120].lstrip(".") or "_" for p in parts[-4:])


def _run(room: Room, case: Case, rows: list[Row], folder: Path) -> None:
    """Read what came, settings and roster first, one at a time so that pages answer between."""
    times = _collected(folder)
    for row in rows:
        with room.lock:
            row.begun = True
            row.outcomes = _read(case, row, folder, times.get(row.name))
    shutil.rmtree(folder, ignore_errors=True)


def _read(case: Case, row: Row, folder: Path, at: datetime | None) -> tuple[FileOutcome, ...]:
    """Return what became of one file or address."""
    with patient():
        return _whole(row, partial(_take, case, row, folder, at))


def _whole(row: Row, work: Callable[[], tuple[FileOutcome, ...]]) -> tuple[FileOutcome, ...]:
    """Return what became of one input, whatever happens."""
    try:
        return work()
    except ContrecoupError as error:
        problem = Problem(error.place or row.name, f"{error.message}; {error.next_step}")
    except Exception as error:  # noqa: BLE001 one bad input must not leave the others unread
        problem = Problem(row.name, f"{type(error).__name__}: {error}")
    return (FileOutcome(input=row.name, unreadable=(problem,)),)


def _collected(folder: Path) -> dict[str, datetime]:
    """Return when each file was collected, where a collected.toml beside it says so."""
    times: dict[str, datetime] = {}
    for path in folder.rglob(COLLECTED):
        with suppress(tomllib.TOMLDecodeError, UnicodeDecodeError):
            said = tomllib.loads(path.read_text(encoding="utf-8"))
            for name, at in said.items():
                if isinstance(at, datetime) and at.tzinfo is not None:
                    times[(path.parent / name).relative_to(folder).as_posix()] = at
    return times


def _take(case: Case, row: Row, folder: Path, at: datetime | None) -> tuple[FileOutcome, ...]:
    """Take one input: settings and roster by their names, a letter by its role."""
    name, path = row.name, row.path
    last = name.rpartition("/")[2]

    def tell(_name: str, items: int, _share: float) -> None:
        row.items = items

    if path is None:
        return case.add(name, progress=tell).files
    if last == "case.toml":
        case.write_settings(path.read_bytes().decode("utf-8", "replace"))
        return (FileOutcome(input=name, format="case.toml", read=1),)
    if last == COLLECTED:
        return (FileOutcome(input=name, format=COLLECTED, read=1),)
    if last == "roster.csv" or row.role == "roster":
        return case.add(roster=path, base=folder, at=at).files
    if not row.role and desk.is_roster(path):
        if case.roster.people:
            problem = Problem(name, f"{WAS_ROSTER}; {KEPT_ROSTER}")
            return (FileOutcome(input=name, format="roster", unreadable=(problem,)),)
        return case.add(roster=path, base=folder, at=at).files
    if row.role == "letter" or re.match(r"letter|lettre", last, re.IGNORECASE):
        return case.add(letter=path, base=folder, at=at, progress=tell).files
    return case.add(path, base=folder, at=at, progress=tell).files
