"""The verb that shows and changes what is set for a case."""

from __future__ import annotations

from pathlib import Path

import click

from contrecoup.cli.doorway import FINE, door, existing, formats, refuse
from contrecoup.cli.terminal import table
from contrecoup.cli.verb import verb


@verb(
    ("my-case", "what is set"),
    (
        "my-case --set case.zone=America/Halifax --set publication.recheck=3",
        "two of them; the rest of case.toml stays as it is",
    ),
    ("my-case --set publication.contact=", "not set any more: the default holds"),
    ("my-case --load case.toml", "take another case.toml"),
)
@click.argument("case")
@click.option("--set", "values", multiple=True, help="KEY=VALUE: set a key of case.toml.")
@click.option("--load", "path", default=None, help="Take this file as the case's own case.toml.")
@formats()
@door
def settings(case: str, values: tuple[str, ...], path: str | None, form: str) -> int:
    """Show the settings of a case, or change some; the other lines of case.toml stay.

    A value is a text: names with a semicolon between them, languages with a comma (fr,en),
    times as 2031-03-14T17:30 in the case's zone. Events are written in case.toml itself.
    """
    from contrecoup.corridor import setting

    opened = existing(case)
    if path is not None:
        opened.write_settings(Path(path).read_text("utf-8", "replace"))
    if values:
        opened.change_settings(dict(map(_pair, values)))
    held = setting.told(opened.settings)
    table([{"setting": key, "value": value} for key, value in held.items()], form)
    return FINE


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        refuse(f"--set takes KEY=VALUE, not {text!r}")
    return key.strip(), value
