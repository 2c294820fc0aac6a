"""The verbs that need no case: files and pipes in, JSON lines or tables out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from contrecoup.cli.doorway import (
    FINE,
    NOTHING,
    UNREADABLE,
    USAGE,
    column_map,
    door,
    formats,
    print_outcomes,
    refuse,
)
from contrecoup.cli.terminal import Steps, say, write


def _answers(answers: Iterable[Any]) -> int:
    from contrecoup.corridor.wire import dumps, plain

    given, failed = 0, 0
    for answer in answers:
        if answer.problem is not None:
            failed += 1
            places = dict.fromkeys((answer.answer_id, answer.problem.place))
            say(f"{': '.join(places)}: {answer.problem.reason}")
            continue
        given += 1
        if answer.remark:
            say(f"{answer.answer_id}: {answer.remark}")
        value = plain(answer.reading)
        write(dumps({"id": answer.answer_id, **value} if "id" not in value else value))
    if failed:
        return UNREADABLE
    return FINE if given else NOTHING


@click.command()
@click.argument("articles", nargs=-1)
@click.option("--jsonl", is_flag=True, help="Each input is JSON lines of articles.")
@click.option("--tagger", help="Folder of a tagger of your own (needs contrecoup[large]).")
@door
def read(articles: tuple[str, ...], jsonl: bool, tagger: str | None) -> int:  # noqa: FBT001 click passes flags so
    """Read press articles (.txt .html .md, WARC, `-`) into JSON lines."""
    from contrecoup.corridor import pipes

    if not articles:
        refuse("nothing to read: give files, or - for standard input")
    if jsonl:
        return _answers(a for path in articles for a in pipes.read_lines(path, tagger))
    return _answers(pipes.read_files(articles, tagger))


@click.command()
@click.argument("pairs")
@click.option("--jsonl", is_flag=True, required=True, help="The pairs are JSON lines.")
@door
def same(pairs: str, jsonl: bool) -> int:  # noqa: FBT001 click passes flags so
    """Say of each pair of wordings whether it is the same statement."""
    from contrecoup.corridor import pipes

    return _answers(pipes.same_lines(pairs)) if jsonl else USAGE


@click.command()
@click.argument("posts", nargs=-1)
@click.option("--out", required=True, help="Folder of tables.")
@click.option(
    "--by",
    default="text,near,link,hashtag,repost,reply,emoji",
    show_default=True,
    help="What counts as the same (object: your own column object_id).",
)
@click.option("--window", default="60s", show_default=True, help="30s, 5m, 1h, 1d.")
@click.option("--min-ties", default=2, show_default=True, type=click.IntRange(1))
@click.option("--min-people", default=2, show_default=True, type=click.IntRange(1))
@click.option("--threshold", default=0.8, show_default=True, type=click.FloatRange(0.5, 1))
@click.option(
    "--ties-as",
    type=click.Choice(["exact", "cnt", "coortweet"]),
    default="exact",
    show_default=True,
    help="Whose definition of a tie.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="spark: the same on a cluster, from and to Parquet folders (contrecoup[spark]).",
)
@click.option("--memory", default="4GiB", show_default=True, help="Most memory to use.")
@click.option(
    "--hot-pairs",
    type=click.IntRange(0),
    help="An object with more pairs of posts is kept as one record.",
)
@click.option(
    "--chance", default=20, show_default=True, type=click.IntRange(0), help="Seeded runs a null."
)
@click.option(
    "--fdr", default=0.05, show_default=True, type=click.FloatRange(0, 1), help="Of ties in groups."
)
@click.option("--as", "as_format", default="", help="The format, where it is not found out.")
@click.option("--columns", multiple=True, help="Column map: text=Message,created_at=Date.")
@click.option("--zone", default="UTC", show_default=True, help="Zone of times without one.")
@formats()
@door
def echoes(
    posts: tuple[str, ...],
    out: str,
    by: str,
    window: str,
    columns: tuple[str, ...],
    form: str,
    **more: Any,
) -> int:
    """Find who said the same, together: posts in, Parquet tables out."""
    from contrecoup.corridor import pipes

    if not posts:
        refuse("no posts: give files, or - for standard input")
    with Steps() as steps:
        summary, outcomes = pipes.echoes_to(
            posts,
            out,
            by=tuple(part.strip() for part in by.split(",") if part.strip()),
            window=_seconds(window),
            columns=column_map(columns),
            on_stage=steps.step,
            **more,
        )
    print_outcomes(outcomes, form)
    say(f"wrote {out} ({summary.get('rows', 0)} posts read)")
    return UNREADABLE if any(file.failed for file in outcomes) else FINE


def _seconds(text: str) -> float:
    units = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
    number = text.rstrip("mshd")
    try:
        return float(number) * units[text[len(number) :] or "s"]
    except (ValueError, KeyError):
        refuse(f"--window takes a time such as 60s, 5m, 1h or 1d, not {text!r}")


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@door
def completion(shell: str) -> int:
    """Print the script that lets a shell complete verbs and options.

    \b
      bash: contrecoup completion bash > ~/.local/share/bash-completion/completions/contrecoup
      zsh:  contrecoup completion zsh > ~/.zfunc/_contrecoup
      fish: contrecoup completion fish > ~/.config/fish/completions/contrecoup.fish
    """  # noqa: D301 click needs the character itself
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    main = click.get_current_context().find_root().command
    write(kind(main, {}, "contrecoup", "_CONTRECOUP_COMPLETE").source().rstrip("\n"))
    return FINE


VERBS = (read, same, echoes, completion)
