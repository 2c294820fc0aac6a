"""What a terminal sees: results on stdout, narration and progress on stderr."""

from __future__ import annotations

import sys
from typing import Any, Self

import click


def say(text: str) -> None:
    """Tell the person something, on stderr."""
    click.echo(printable(text, terminal=sys.stderr.isatty()), err=True)


def write(text: str) -> None:
    """Print a result, on stdout; escape sequences never reach a terminal."""
    click.echo(printable(text, terminal=sys.stdout.isatty()))


def printable(text: str, *, terminal: bool) -> str:
    """Return text that can be encoded and, for a terminal, that moves no cursor."""
    encodable = text.encode("utf-8", "replace").decode()
    if not terminal:
        return encodable
    return "".join(c if c in "\n\t" or c.isprintable() else f"\\x{ord(c):02x}" for c in encodable)


def table(rows: list[dict[str, Any]], form: str) -> None:
    """Print rows as JSON lines, CSV or a table."""
    from contrecoup.corridor.wire import dumps, flat

    if form == "json":
        for row in rows:
            write(dumps(row))
        return
    rows = [flat(row) for row in rows]
    columns = list(dict.fromkeys(key for row in rows for key in row))
    if form == "csv":
        import csv
        import io

        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row.get(c, "")) for c in columns] for row in rows)
        write(made.getvalue().removesuffix("\n"))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    columns = [c for c in columns if any(row.get(c) not in ("", None) for row in rows)]
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        grid.add_column(column, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(printable(str(row.get(c, "")), terminal=True)) for c in columns))
    Console(soft_wrap=False).print(grid)


def _cell(value: Any) -> Any:
    """Return a cell of a CSV that no spreadsheet takes for a formula."""
    formula = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if formula else value


class Steps:
    """Says on stderr what is being done; a bar on a terminal, nothing in a pipe."""

    def __init__(self) -> None:
        self._status: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("…")
            self._status.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        if self._status is not None:
            self._status.__exit__(*error)

    def step(self, name: str) -> None:
        """Say which step begins."""
        if self._status is not None:
            self._status.update(printable(f"{name} …", terminal=True))

    def items(self, name: str, number: int) -> None:
        """Say how many items of an input were read."""
        self.step(f"{name}: {number:,} items")
