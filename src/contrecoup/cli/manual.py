"""The verb `man`: pages for man(1), written from the same text as the help."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from contrecoup import __version__
from contrecoup.cli.doorway import EXITS, FINE, door
from contrecoup.cli.terminal import voice, words, write
from contrecoup.cli.verb import remarked, verb

VARIABLES = {
    "CONTRECOUP_LANG": "The language of messages and help: en or fr.",
    "LANGUAGE, LC_ALL, LC_MESSAGES, LANG": "The same, the first that is set, where that one is not.",
    "CONTRECOUP_MASTODON_TOKEN": "The token of a Mastodon server that wants one (watch).",
    "NO_COLOR": "Set: no colours.",
    "TMPDIR": "Where large tables are kept while they are made.",
}
"""What of the environment the command heeds, as the page of the command tells it."""


@verb(
    ("add", "the page of a verb, on stdout"),
    ("--out ~/.local/share/man", "every page, in French and in English; then: man contrecoup-add"),
)
@click.argument("name", required=False, default="")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder for every page, in both languages.",
)
@door
def man(name: str, out: Path | None) -> int:
    """Print the man page of a verb, or write all of them."""
    root = click.get_current_context().find_root()
    if out is None:
        write(page(root, name).removesuffix("\n"))
        return FINE
    for lang in ("en", "fr"):
        voice().lang = lang
        folder = out / ("man1" if lang == "en" else f"{lang}/man1")
        folder.mkdir(parents=True, exist_ok=True)
        for one in ("", *root.command.list_commands(root)):  # type: ignore[attr-defined]
            path = folder / f"{_title(one)}.1"
            path.write_text(page(root, one), encoding="utf-8")
            write(str(path))
    return FINE


def page(root: click.Context, name: str) -> str:
    """Return a man page in roff, in the language that is spoken.

    Args:
        root: the context of the command itself.
        name: a verb; empty for the command itself.

    Raises:
        UsageError: there is no such verb.
    """
    group: Any = root.command
    command = group.get_command(root, name) if name else group
    if command is None:
        message = f"No such command {name!r}."
        raise click.UsageError(message, root)
    info = f"contrecoup {name}".strip()
    made = type(root)(command, info_name=info, help_option_names=root.help_option_names)
    told = words(inspect.cleandoc(command.help or ""))
    pieces = words(" ".join(command.collect_usage_pieces(made)))
    lines = [
        f".TH {_title(name).upper()} 1 {_quoted('')} {_quoted(f'contrecoup {__version__}')}",
        *_head("NAME"),
        rf"{_plain(_title(name))} \- {_plain(_first(told))}",
        *_head("SYNOPSIS"),
        rf"\fB{_plain(info)}\fR {_plain(pieces)}",
        *_head("DESCRIPTION"),
        *_paragraphs(told),
    ]
    if not name:
        verbs = [(one, group.get_command(root, one).help) for one in group.list_commands(root)]
        lines += _list("COMMANDS", [(_title(one), _first(words(told))) for one, told in verbs])
    lines += _list("OPTIONS", _options(command.own(made), made))
    lines += _list("EXAMPLES", [(f"{info} {typed}", words(t)) for typed, t in command.examples])
    lines += _list("EXIT STATUS", [(str(code), words(text)) for code, text in enumerate(EXITS)])
    if not name:
        lines += _list("ENVIRONMENT", [(one, words(told)) for one, told in VARIABLES.items()])
    return "\n".join(lines) + "\n"


def _options(command: Any, context: click.Context) -> list[tuple[str, str]]:
    records = [p.get_help_record(context) for p in command.get_params(context)]
    return [(record[0], remarked(record[1])) for record in records if record is not None]


def _list(head: str, items: Iterable[tuple[str, str]]) -> list[str]:
    lines = _head(head)
    for term, told in items:
        lines += [".TP", rf"\fB{_plain(term.strip())}\fR", _plain(told) or r"\&"]
    return lines


def _title(name: str) -> str:
    return f"contrecoup-{name}" if name else "contrecoup"


def _head(text: str) -> list[str]:
    return [f".SH {_quoted(words(text))}"]


def _first(told: str) -> str:
    return re.split(r"[.;](?:\s|$)", told, maxsplit=1)[0].strip()


def _paragraphs(told: str) -> list[str]:
    return [part for text in told.split("\n\n") for part in (".PP", _plain(" ".join(text.split())))]


def _quoted(text: str) -> str:
    return '"' + _plain(text).replace('"', r"\(dq") + '"'


def _plain(text: str) -> str:
    """Return text as roff prints it: no sign of it is a command, and a hyphen is a minus."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    for sign, name in (("'", r"\(aq"), ("`", r"\(ga"), ("^", r"\(ha"), ("~", r"\(ti")):
        text = text.replace(sign, name)
    return rf"\&{text}" if text.startswith(".") else text
