"""What each form does: one act, then back to the screen that it came from."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import time
import tomllib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TypeVar
from urllib.parse import quote

from attrs import define, field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from contrecoup.app.room import WHO, Asked, Room, guarded, seen
from contrecoup.case import Case
from contrecoup.corridor import desk
from contrecoup.errors import ContrecoupError, SettingsError
from contrecoup.model.decisions import standing
from contrecoup.model.outcomes import FileOutcome, Problem

MOST_FILES = 2000
COLLECTED = "collected.toml"
"""A file that says when each file beside it was collected."""
LARGEST_FIELD = 1 << 20
PATIENCE = 5.0
"""Seconds to wait for another process that writes to the case."""
T = TypeVar("T")
Act = Callable[[Asked, FormData], Response]


@define
class Job:
    """Files on their way in: what became of those that are done."""

    names: list[str]
    outcomes: list[FileOutcome] = field(factory=list)
    done: bool = False


def received(room: Room, act: Act) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that reads a form and acts on it, one at a time."""

    async def answer(request: Request) -> Response:
        limits = {"max_files": MOST_FILES, "max_fields": 1000, "max_part_size": LARGEST_FIELD}
        async with request.form(**limits) as form:

            def work() -> Response:
                at = Asked(room, request)
                with room.lock:
                    return guarded(at, lambda: act(at, form))

            return await run_in_threadpool(work)

    return answer


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _back(at: Asked, form: FormData, said: str = "") -> Response:
    """Go back to the screen that the form names; only to one of our own."""
    where = _text(form, "back") or f"/c/{quote(at.name)}/"
    if not re.fullmatch(r"/(?!/)[^\\\x00-\x1f]*", where):
        where = "/"
    if said:
        where += ("&" if "?" in where else "?") + "said=" + quote(said)
    return RedirectResponse(where, 303)


def you(at: Asked, form: FormData) -> Response:
    """Remember who decides, in this browser."""
    answer = _back(at, form)
    answer.set_cookie(WHO, quote(_text(form, "who")[:80]), samesite="strict", path="/")
    return answer


def make(at: Asked, form: FormData) -> Response:
    """Make a case: an empty one, or the sample."""
    name = _text(form, "name")
    if at.room.alone or not re.fullmatch(r"\w[\w .-]{0,60}", name):
        message = f"{name!r} is no name for a case"
        raise SettingsError(message, next_step="use letters, digits, hyphens and blanks")
    langs = ("fr", "en") if _text(form, "first") != "en" else ("en", "fr")
    Case.init(
        at.room.place(name),
        group=_text(form, "group"),
        languages=langs,
        zone=_text(form, "zone") or "Europe/Paris",
    )
    return RedirectResponse(f"/c/{quote(name)}/inbox", 303)


def settings(at: Asked, form: FormData) -> Response:
    """Write the settings, if they are settings."""
    text = str(form.get("text", "")).replace("\r\n", "\n")
    desk.set_settings(at.case, text)
    return _back(at, form, "saved")


def add(at: Asked, form: FormData) -> Response:
    """Take files and links in; a job reads them one by one."""
    folder = Path(tempfile.mkdtemp(prefix="contrecoup-"))
    jobs: list[tuple[str, str, Path | None]] = []
    role = _text(form, "role")
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
            jobs.append((path.relative_to(folder).as_posix(), role, path))
    links = re.findall(r"https?://\S+", _text(form, "links"))
    jobs += [(link, "", None) for link in dict.fromkeys(links)]
    if not jobs:
        shutil.rmtree(folder)
        message = "there is nothing to add"
        raise SettingsError(message, next_step="choose files, or paste links that begin with http")
    job = Job([name for name, _, _ in jobs])
    at.room.jobs[at.name] = job
    Thread(target=_run, args=(at.room, at.case, job, jobs, folder), daemon=True).start()
    return _back(at, form)


def _safe(name: str) -> str:
    """Return a file's name with its folders, without a way out of ours."""
    parts = [p for p in re.split(r"[\\/]+", name) if p not in {"", ".", ".."}]
    return "/".join(re.sub(r"[\x00-\x1f:]", "_", p)[:120].lstrip(".") or "_" for p in parts[-4:])


def _run(
    room: Room, case: Case, job: Job, jobs: list[tuple[str, str, Path | None]], folder: Path
) -> None:
    """Read what came, settings and roster first, one at a time so that pages answer between."""
    first = {"case.toml": 0, "roster.csv": 1}
    times = _collected(folder)
    for name, role, path in sorted(jobs, key=lambda j: first.get(j[0].rpartition("/")[2], 2)):
        try:
            with room.lock:
                outcomes = patiently(
                    partial(_take, case, name, role, path, folder, times.get(name))
                )
        except ContrecoupError as error:
            problem = Problem(error.place or name, f"{error.message}; {error.next_step}")
            outcomes = (FileOutcome(input=name, unreadable=(problem,)),)
        except OSError as error:
            outcomes = (FileOutcome(input=name, unreadable=(Problem(name, str(error)),)),)
        job.outcomes += outcomes
    job.done = True
    shutil.rmtree(folder, ignore_errors=True)


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


def _take(
    case: Case,
    name: str,
    role: str,
    path: Path | None,
    folder: Path,
    at: datetime | None,
) -> tuple[FileOutcome, ...]:
    """Take one input: settings and roster by their names, a letter by its role."""
    last = name.rpartition("/")[2]
    if path is None:
        return case.add(name).files
    if last == "case.toml":
        desk.set_settings(case, path.read_bytes().decode("utf-8", "replace"))
        return (FileOutcome(input=name, format="case.toml", read=1),)
    if last == COLLECTED:
        return (FileOutcome(input=name, format=COLLECTED, read=1),)
    if last == "roster.csv" or role == "roster":
        return case.add(roster=path, base=folder, at=at).files
    if role == "letter" or re.match(r"letter|lettre", last, re.IGNORECASE):
        return case.add(letter=path, base=folder, at=at).files
    return case.add(path, base=folder, at=at).files


def patiently(work: Callable[[], T]) -> T:
    """Do something; wait a while where another process is writing to the case."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return work()
        except ContrecoupError as error:
            if "is writing to this case" not in error.message or time.monotonic() > end:
                raise
            time.sleep(0.1)


def decide(at: Asked, form: FormData) -> Response:
    """Decide: once, by somebody, about what the person had before their eyes."""
    case, target, verb = at.case, _text(form, "target"), _text(form, "verb")
    value, who = _text(form, "value"), _text(form, "who") or at.who
    if verb == "change":
        name = _text(form, "attribute")
        value = json.dumps({name: value}, ensure_ascii=False)
    if verb == "split":
        value = f"{_text(form, 'source')} {value}"
    marked = f"{target}.{_text(form, 'lang')}" if verb == "reword" else target
    mark = _text(form, "seen")
    held = standing(case.decisions).get(marked, ())
    if verb != "undo" and held and (held[-1].verb, held[-1].value) == (verb, value):
        return _back(at, form, "twice")
    if mark and mark != seen(case.decisions, marked):
        return at.page("meanwhile", 409, target=marked, held=held, back=_text(form, "back"))
    patiently(lambda: case.decide(verb, marked, value=value, why=_text(form, "why"), who=who))
    return _back(at, form, verb)


def merge(at: Asked, form: FormData) -> Response:
    """Take over another person's decisions; show what the two contradict."""
    given = form.get("other")
    if not isinstance(given, UploadFile) or not given.filename:
        message = "there is no file"
        raise SettingsError(message, next_step="choose the other person's decisions.jsonl")
    with tempfile.TemporaryDirectory(prefix="contrecoup-") as folder:
        path = Path(folder) / "decisions.jsonl"
        with path.open("wb") as out:
            shutil.copyfileobj(given.file, out)
        result = patiently(lambda: at.case.review.merge(path))
    return at.page("merged", result=result)


def publish(at: Asked, form: FormData) -> Response:
    """Publish a version."""
    who = _text(form, "who") or at.who
    patiently(lambda: at.case.publish(who=who, note=_text(form, "note")))
    return _back(at, form, "publish")
