"""What a verb is: its options, its examples, --quiet and --verbose, help in a person's language."""

from __future__ import annotations

import copy
import inspect
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from contrecoup import messages
from contrecoup.cli.terminal import QUIET, VERBOSE, complain, spoken, voice, words

Example = tuple[str, str]
"""What to type after the verb's name, and what it does."""

_EXTRA = re.compile(r"\[([^\[\]]+)\]$")


class Formatter(click.HelpFormatter):
    """Lays out help, its headings and its remarks on options in the person's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that says how the verb is called."""
        super().write_usage(prog, words(args), prefix or words("Usage: "))

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{'':>{self.current_indent}}{words(f'{heading}:')}\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write options, each with what it does."""
        super().write_dl([(term, remarked(told)) for term, told in rows], col_max, col_spacing)


def remarked(told: str) -> str:
    """Return an option's help with click's remarks (``[default: 60s]``) in the person's language."""
    found = _EXTRA.search(told)
    if found is None:
        return told
    parts = "; ".join(words(part) for part in found[1].split("; "))
    return f"{told[: found.start()]}[{parts}]"


class Context(click.Context):
    """What a command is called with; its help is laid out by :class:`Formatter`."""

    formatter_class = Formatter


class _Spoken(click.Command):
    """A command whose help is told in the person's language.

    Args:
        examples: what to type after its name, each with what it does.
    """

    context_class = Context

    def __init__(self, *args: Any, examples: Sequence[Example] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.examples = tuple(examples)

    def own(self, ctx: click.Context) -> Any:
        """Return this command with its texts in that language."""
        told = copy.copy(self)
        told.help = words(inspect.cleandoc(self.help or ""))
        told.params = [_own(parameter) for parameter in self.params]
        option = self.get_help_option(ctx)
        told._help_option = _own(option) if option else None  # noqa: SLF001 click keeps it so
        return told

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the whole help."""
        own = self.own(ctx)
        for part in (own.format_usage, own.format_help_text, own.format_options):
            part(ctx, formatter)
        own.format_epilog(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        if self.examples:
            with formatter.section("Examples"):
                for command, told in self.examples:
                    formatter.write(f"  {ctx.command_path} {command}".rstrip() + "\n")
                    if told:
                        formatter.write(f"      {words(told)}\n")

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the help."""
        told = copy.copy(self)
        told.help = words(inspect.cleandoc(self.help or ""))
        return click.Command.get_short_help_str(told, limit)


def _own(parameter: Any) -> Any:
    told = copy.copy(parameter)
    if isinstance(told, click.Option) and told.help:
        told.help = words(told.help)
    return told


def _loud(level: int) -> Callable[..., None]:
    def set_level(_ctx: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value:
            voice().level = level

    return set_level


class Verb(_Spoken):
    """One verb, with --quiet and --verbose."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.params += [
            click.Option(
                ["-q", "--quiet"],
                is_flag=True,
                expose_value=False,
                callback=_loud(QUIET),
                help="Tell nothing but results and errors.",
            ),
            click.Option(
                ["-v", "--verbose"],
                is_flag=True,
                expose_value=False,
                callback=_loud(VERBOSE),
                help="Tell each step and its time, and every problem.",
            ),
        ]


class Verbs(_Spoken, click.Group):
    """The command itself: the verbs in the order of work, and the language in which it speaks."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's signature
        """Return the verbs as they were added."""
        return list(self.commands)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 click's signature
        **extra: Any,
    ) -> Any:
        """Run the command line; what is wrong with it is told in the person's language."""
        with spoken(messages.language(os.environ)):
            if not standalone_mode:
                return super().main(args, prog_name, complete_var, standalone_mode, **extra)
            try:
                code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            except click.Abort:
                complain("Aborted!")
                sys.exit(1)
            except click.ClickException as error:
                _show(error)
                sys.exit(error.exit_code)
            sys.exit(code if isinstance(code, int) else 0)


def _show(error: click.ClickException) -> None:
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        complain(context.get_usage())
        complain(f"Try '{context.command_path} --help' for help.")
        complain("")
    # click's own words, put into a sentence that begins as it does in English
    complain(words("Error: ") + words(error.format_message()))


def verb(*examples: Example, **more: Any) -> Callable[[Callable[..., None]], Verb]:
    """Make a function a verb, with its examples."""

    def made(function: Callable[..., None]) -> Verb:
        command: Verb = click.command(cls=Verb, examples=examples, **more)(function)
        return command

    return made
