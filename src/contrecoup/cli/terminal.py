"""What a terminal sees: results on stdout, narration and progress on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self

import click
from attrs import define, evolve

from contrecoup import messages
from contrecoup.model.outcomes import Part

QUIET, NORMAL, VERBOSE = range(3)
_BLANKS = "\n\t\u00a0\u202f"
"""Blanks that may reach a terminal; French sets the last two before colons and marks."""


@define
class Voice:
    """How a person is spoken to: in which language, and how much."""

    lang: str = "en"
    level: int = NORMAL


_voice = Voice()


@contextmanager
def spoken(lang: str) -> Iterator[Voice]:
    """Speak a language until the command ends; what it changes is forgotten then."""
    before = evolve(_voice)
    _voice.lang, _voice.level = lang, NORMAL
    try:
        yield _voice
    finally:
        _voice.lang, _voice.level = before.lang, before.level


def voice() -> Voice:
    """Return how this command speaks."""
    return _voice


def words(text: str) -> str:
    """Return a message of ours in the person's language."""
    return messages.words(text, _voice.lang)


def called(code: str, family: str = "v") -> str:
    """Return what a value is called in the person's language (see :mod:`messages.values`)."""
    from contrecoup.messages import values

    return values.called(code, _voice.lang, family)


def shown(form: str) -> Callable[..., str]:
    """Return what puts values into words: :func:`called` for a table, nothing for programs."""
    return called if form == "table" else lambda code, _family="v": code


def say(text: str) -> None:
    """Tell the person something, on stderr; not with --quiet."""
    if _voice.level > QUIET:
        complain(text)


def detail(text: str) -> None:
    """Tell the person something that only --verbose shows."""
    if _voice.level == VERBOSE:
        complain(text)


def complain(text: str) -> None:
    """Tell the person what is wrong, on stderr, with --quiet too."""
    click.echo(printable(words(text), terminal=sys.stderr.isatty()), err=True)


def write(text: str) -> None:
    """Print a result, on stdout; escape sequences never reach a terminal."""
    click.echo(printable(text, terminal=sys.stdout.isatty()))


def printable(text: str, *, terminal: bool) -> str:
    """Return text that can be encoded and, for a terminal, that moves no cursor."""
    encodable = text.encode("utf-8", "replace").decode()
    if not terminal:
        return encodable
    return "".join(c if c in _BLANKS or c.isprintable() else f"\\x{ord(c):02x}" for c in encodable)


def table(rows: list[dict[str, Any]], form: str, *, told: tuple[str, ...] = ()) -> None:
    """Print rows as JSON lines, CSV or a table.

    Args:
        rows: what to print; the columns are those of the first row that has them.
        form: ``json``, ``csv`` or ``table``.
        told: columns whose cells are messages of ours, put into words in a table alone.
    """
    from contrecoup.corridor.wire import comma_separated, dumps, flat

    if form == "json":
        for row in rows:
            write(dumps(row))
        return
    rows = [flat(row) for row in rows]
    columns = list(dict.fromkeys(key for row in rows for key in row))
    if form == "csv":
        write(comma_separated([columns, *([row.get(c, "") for c in columns] for row in rows)]))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    columns = [c for c in columns if any(row.get(c) not in ("", None) for row in rows)]
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        grid.add_column(words(column), overflow="fold")
    for row in rows:
        cells = [str(row.get(c, "")) for c in columns]
        shown = [words(v) if c in told else v for c, v in zip(columns, cells, strict=True)]
        grid.add_row(*(Text(printable(cell, terminal=True)) for cell in shown))
    Console(soft_wrap=False).print(grid)


class Steps:
    """Says on stderr what is being done: how much, how fast, how long it still takes.

    A line that changes on a terminal; nothing in a pipe; with --verbose a line a step
    wherever it goes.

    Args:
        sizes: gives the bytes of each input, by name; asked only where there is somebody to tell.
        of: how many steps there are, where that is known.
        shares: what share of the time each step usually takes, where that is known.
    """

    def __init__(
        self,
        sizes: Callable[[], dict[str, int]] = dict,
        *,
        of: int = 0,
        shares: Mapping[str, float] | None = None,
    ) -> None:
        self._of = of
        self._steps = 0
        self._shares = shares or {}
        self._passed = 0.0
        self._status: Any = None
        self._measure = sizes
        self._sizes: dict[str, int] = {}
        self._done = 0
        self._name = ""
        self._begun = self._step_begun = time.monotonic()

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and _voice.level == NORMAL:
            from rich.console import Console

            self._sizes = self._measure()
            self._status = Console(stderr=True).status("…")
            self._status.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended()
        if self._status is not None:
            self._status.__exit__(*error)

    def step(self, name: str) -> None:
        """Say which step begins, or how far it is."""
        if isinstance(name, Part):
            self.part(words(name.name), name.number, name.of)
            return
        self._ended()
        self._name = name
        self._steps += 1
        told = [f"{words(name)} …"]
        if self._of:
            told.append(words(f"{min(self._steps, self._of)} of {self._of}"))
        if 0 < self._passed < 1:
            left = (time.monotonic() - self._begun) * (1 - self._passed) / self._passed
            told += [f"{100 * self._passed:.0f} %", words(f"about {clock(left)} left")]
        self._show(" · ".join(told))

    def items(self, name: str, number: int, share: float = 0.0) -> None:
        """Say how many items of an input were read, and what share of its bytes."""
        if name != self._name:
            self._done += self._sizes.get(self._name, 0)
            self._ended()
            self._name = name
        spent = time.monotonic() - self._step_begun
        told = [name]
        if number:
            told.append(words(f"{number} items"))
            if spent > 0:
                told.append(words(f"{number / spent:.0f} a second"))
        self._show(" · ".join(filter(None, told + self._left(share))))

    def each(self, items: Iterable[Any], of: int = 0) -> Iterator[Any]:
        """Yield items, and say how many there were, and of how many where that is known."""
        for number, item in enumerate(items, 1):
            if of:
                self.part("", min(number, of), of)
            else:
                self.items("", number)
            yield item

    def part(self, name: str, number: int, of: int) -> None:
        """Say how many of a known number are done."""
        spent = time.monotonic() - (self._step_begun if name else self._begun)
        left = spent / number * (of - number) if number else 0.0
        told = [name, words(f"{number} of {of}")]
        if number:
            told += [words(f"{number / spent:.1f} a second"), words(f"{clock(left)} left")]
        self._show(" · ".join(filter(None, told)))

    def _left(self, share: float) -> list[str]:
        """Return the time that is left, where a part of all bytes is done."""
        whole = sum(self._sizes.values())
        done = self._done + share * self._sizes.get(self._name, 0)
        if not 0 < done <= whole:
            return []
        spent = time.monotonic() - self._begun
        return [
            f"{100 * done / whole:.0f} %",
            words(f"{clock(spent * (whole - done) / done)} left"),
        ]

    def _ended(self) -> None:
        now = time.monotonic()
        self._passed += self._shares.get(self._name, 0.0)
        if self._name:
            detail(f"{words(self._name)}: {now - self._step_begun:.1f} s")
        self._name, self._step_begun = "", now

    def _show(self, text: str) -> None:
        if self._status is not None:
            self._status.update(printable(text, terminal=True))


def clock(seconds: float) -> str:
    """Return a duration as a person reads it: 7 s, 3 min, 2 h 05."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{round(whole / 60)} min"
    return f"{whole // 3600} h {whole % 3600 // 60:02}"
