"""What every verb of the command line shares: exit codes, errors, formats, outcomes.

Exit codes: 0 fine · 1 a check failed · 2 wrong usage · 3 nothing matched ·
4 some inputs unreadable (listed) · 5 refused by a platform or the network.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from contrecoup.cli.terminal import VERBOSE, complain, say, table, voice, words
from contrecoup.errors import (
    ContrecoupError,
    NothingToTell,
    PlatformRefused,
    SettingsError,
    SourceError,
)

if TYPE_CHECKING:
    from contrecoup.case import Case
    from contrecoup.model.outcomes import FileOutcome

FINE, FAILED, USAGE, NOTHING, UNREADABLE, REFUSED = range(6)
EXITS = (
    "fine",
    "a check failed",
    "wrong usage or settings",
    "nothing matched",
    "some inputs were unreadable (each is listed)",
    "refused by a platform or the network",
)
"""What each exit code means."""
FORMATS = ("table", "json", "csv")
SHOWN = 5
"""Problems and notices of one file that a terminal shows before it counts the rest."""


def stop(error: ContrecoupError) -> NoReturn:
    """Say an error and exit with its code."""
    told = ": ".join(filter(None, (placed(error.place), words(error.message))))
    step = f" {words('Next:')} {words(error.next_step)}" if error.next_step else ""
    complain(f"contrecoup: {told} [{error.code}].{step}")
    code = USAGE
    if isinstance(error, PlatformRefused):
        code = REFUSED
    elif isinstance(error, SourceError):
        code = UNREADABLE
    elif isinstance(error, NothingToTell):
        code = NOTHING
    elif error.code.startswith(("V", "T")):
        code = FAILED
    sys.exit(code)


def refuse(message: str) -> NoReturn:
    """Wrong usage: click prints the verb's usage, this message, and exits with 2."""
    raise click.UsageError(message)


def door(verb: Callable[..., int]) -> Callable[..., None]:
    """Turn a verb's errors and its answer into words and an exit code."""

    @wraps(verb)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            sys.exit(verb(*args, **kwargs))
        except ContrecoupError as error:
            stop(error)
        except KeyboardInterrupt:
            complain("stopped; what was kept so far stays, and the same command goes on from there")
            sys.exit(130)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(FINE)
        except OSError as error:
            place, reason = error.filename or verb.__name__, words(str(error.strerror or error))
            step = words("check the path, its permissions and the room on the disk")
            complain(f"contrecoup: {place}: {reason}. {words('Next:')} {step}")
            sys.exit(USAGE)

    return run


def formats() -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option --format: a table on a terminal, else JSON lines."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default=None,
        help="How to print: a table on a terminal, else JSON lines.",
        callback=lambda _c, _p, value: value or ("table" if sys.stdout.isatty() else "json"),
    )


def existing(folder: str) -> Case:
    """Open a case that must be there: a mistyped path makes none."""
    from contrecoup.case import Case

    if not Path(folder).exists():
        message = f"there is no case {folder}"
        raise SettingsError(message, next_step="check the path, or make one: contrecoup init")
    return Case.open(folder)


def sizes(inputs: Iterable[str]) -> dict[str, int]:
    """Return the bytes of each file that inputs name, by the name that it is told under."""
    from contrecoup.corridor.intake import files

    named = [given for given in inputs if given != "-" and "://" not in given]
    return {name: path.stat().st_size for name, path in files(named) if isinstance(path, Path)}


def column_map(columns: tuple[str, ...]) -> dict[str, str]:
    """Return a column map from what was given: OURS=THEIRS, OURS=THEIRS."""
    return dict(_pair(pair) for text in columns for pair in text.split(","))


def _pair(text: str) -> tuple[str, str]:
    ours, equals, theirs = text.partition("=")
    if not equals or not ours or not theirs:
        refuse(f"--columns takes OURS=THEIRS, not {text!r}")
    return ours, theirs


def print_outcomes(files: Iterable[FileOutcome], form: str) -> None:
    """Print what became of each file, and on a terminal what could not be read."""
    table([_outcome_row(file, form) for file in files], form)
    if form != "table":
        return
    for file in files:
        _list(file.input, "unreadable", file.unreadable, complain)
        _list(file.input, "note", file.notices, say)


def _list(name: str, kind: str, items: tuple[Any, ...], tell: Callable[[str], None]) -> None:
    shown = items if voice().level == VERBOSE else items[:SHOWN]
    for item in shown:
        places = dict.fromkeys((name, placed(item.place.removeprefix(f"{name}, "))))
        tell(f"{', '.join(places)}: {words(kind)}: {words(item.reason)}")
    if len(items) > len(shown):
        more = f"{len(items) - len(shown)} more ({words(kind)}); --verbose lists all"
        tell(f"{name}: {words(more)}")


def placed(place: str) -> str:
    """Return a place (a file, a line) in the person's language."""
    return ", ".join(map(words, place.split(", ")))


def _outcome_row(file: FileOutcome, form: str) -> dict[str, Any]:
    from contrecoup.corridor.wire import plain

    if form == "json":
        row: dict[str, Any] = plain(file)
        return row
    return {
        "input": file.input,
        "format": file.format,
        "read": file.read,
        "duplicate": file.duplicate,
        "skipped": "; ".join(
            f"{n} {words(reason) if form == 'table' else reason}"
            for reason, n in file.skipped.items()
        ),
        "unreadable": len(file.unreadable),
        "first": _minute(file.first_at),
        "last": _minute(file.last_at),
    }


def _minute(at: datetime | None) -> str:
    return f"{at:%Y-%m-%dT%H:%MZ}" if at else ""
