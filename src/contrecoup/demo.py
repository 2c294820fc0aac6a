"""Builds the sample case that ships with the package."""

from __future__ import annotations

import os
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import resources
from pathlib import Path

from attrs import define, field

from contrecoup.case import Case
from contrecoup.corridor.views import Found, Outcome
from contrecoup.errors import SettingsError
from contrecoup.model.findings import Echo

SAMPLE = "ondelune-2031"
CHECKED = f"{SAMPLE}.decisions.jsonl"
"""What the makers said of findings drawn by a seed, beside the sample."""


@define
class Built:
    """What the demo made: the case, what went in, what was found, stage times in seconds."""

    case: Case
    outcome: Outcome
    found: Found
    written: dict[str, Path] = field(factory=dict)
    seconds: dict[str, float] = field(factory=dict)


def build(
    folder: str | Path, on_step: Callable[[str], None] | None = None, *, checked: bool = False
) -> Built:
    """Make the sample case in a folder and write its account in every language.

    Args:
        folder: an absent or empty folder, or an earlier demo's.
        on_step: told what is being done.
        checked: takes over the makers' hand check of what is found
            (``eval/sample/handcheck.py``), so that the account says how often it was right.

    The sample's files say when they were collected, so the same version of
    Contrecoup writes the same bytes everywhere.

    Raises:
        SettingsError: the folder exists and is not an earlier demo.
    """
    tell = on_step or (lambda _step: None)
    seconds: dict[str, float] = {}

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        tell(name)
        begun = time.perf_counter()
        yield
        seconds[name] = time.perf_counter() - begun

    path = Path(folder)
    sample = resources.files("contrecoup.sample") / SAMPLE
    with resources.as_file(sample) as files, stage("keep and read"):
        case = _case(path, files)
        outcome = _fill(case, files)
        if checked:
            case.review.merge(files.with_name(CHECKED))
    with stage("find"):
        found = case.find()
    with stage("write"):
        written = case.write(found=found)
    return Built(case, outcome, found, written, seconds)


def _case(path: Path, files: Path) -> Case:
    settings = (files / "case.toml").read_text(encoding="utf-8")
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        return Case.create(path, settings)
    marker = path / "case.toml"
    if not marker.is_file() or marker.read_text(encoding="utf-8") != settings:
        message = f"{path} exists and is not the sample case"
        raise SettingsError(message, next_step="choose another folder with --out")
    return Case.open(path)


def collected(files: Path) -> dict[str, datetime]:
    """Return when each file of the sample was collected, by name."""
    times: dict[str, datetime] = tomllib.loads(
        (files / "collected.toml").read_text(encoding="utf-8")
    )
    return times


def _fill(case: Case, files: Path) -> Outcome:
    """Add the sample's files in order of collection, each at its own time."""
    times = collected(files)
    in_order = sorted(times, key=lambda name: (times[name], name))
    letters = [files / name for name in in_order if name.startswith("letter")]
    others = [files / name for name in in_order if "/" in name]
    return case.add(*others, letter=letters, roster=files / "roster.csv", at=times, base=files)


def summary(built: Built) -> list[str]:
    """Return five lines on what was found."""
    found = built.found.findings
    read, twice = built.outcome.read, built.outcome.duplicate
    lines = [f"read: {read} items, and {twice} that were already held"]
    if found.coverage is not None:
        heard, looked = len(found.coverage.found), len(found.coverage.looked_for)
        lines.append(f"people: words of {heard} of the {looked} looked for")
    words = [echo for echo in found.echoes if echo.kind != "emoji"][:1]
    emoji = [echo for echo in found.echoes if echo.kind == "emoji"][:1]
    lines += [f"in unison: {_chorus(echo)} posted “{echo.text}”" for echo in words]
    lines += [f"wave: {_chorus(echo)} posted {echo.text}" for echo in emoji]
    values = [tally.value for tally in found.tallies]
    if values:
        counts = f"{len(values)} published counts, {min(values)} to {max(values)} signatures"
        lines.append(f"letter: {counts}")
    return lines


def _chorus(echo: Echo) -> str:
    group = len(echo.group_accounts) + len(echo.declared_accounts)
    return f"{group} accounts of the group, {len(echo.account_ids)} in all,"


def open_page(built: Built) -> None:
    """Open the page where there is a desktop."""
    pages = [path for name, path in built.written.items() if name.endswith(".html")]
    desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if pages and (desktop or sys.platform in {"darwin", "win32"}):
        import webbrowser

        webbrowser.open(pages[0].resolve().as_uri())
