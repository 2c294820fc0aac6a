"""The verb that reads again what a case holds, with no file given anew."""

from __future__ import annotations

import click

from contrecoup.cli.doorway import (
    FINE,
    NOTHING,
    UNREADABLE,
    column_map,
    door,
    existing,
    formats,
    print_outcomes,
)
from contrecoup.cli.terminal import say
from contrecoup.cli.verb import verb


@verb(
    ("my-case", "everything"),
    ("my-case messages.csv --columns text=Message,created_at=Date", "one file, with a column map"),
)
@click.argument("case")
@click.argument("captures", nargs=-1)
@click.option("--as", "as_format", default="", help="The format of the captures named.")
@click.option("--columns", multiple=True, help="Column map: text=Message,created_at=Date.")
@formats()
@door
def reread(
    case: str, captures: tuple[str, ...], as_format: str, columns: tuple[str, ...], form: str
) -> int:
    """Read again what the case holds, as this version reads it.

    CAPTURES are hashes or their first eight digits, or names as they were given;
    with them, --as and --columns say how to read them.  Nothing is added again: what
    could not be read is mapped from the bytes that were kept.
    """
    outcome = existing(case).reread(*captures, as_format=as_format, columns=column_map(columns))
    print_outcomes(outcome.files, form)
    if not outcome.files:
        say("nothing in the case has that hash or name")
        return NOTHING
    return UNREADABLE if outcome.unreadable else FINE
