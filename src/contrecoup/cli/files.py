"""The verbs that need no case: files and pipes in, JSON lines or tables out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from contrecoup.cli.doorway import (
    FINE,
    FORMATS,
    NOTHING,
    UNREADABLE,
    USAGE,
    column_map,
    door,
    formats,
    placed,
    print_outcomes,
    refuse,
    sizes,
)
from contrecoup.cli.terminal import Steps, complain, say, table, words, write
from contrecoup.cli.verb import verb

ASIDE = frozenset(
    {"quotation", "speaker_kind", "source", "cue", "said", "from", "to", "confidence"}
)
"""What of a quotation a terminal has no room for; JSON and CSV have all of it."""
STAGES = {"read": 0.21, "normalise": 0.11, "echoes": 0.17, "ties": 0.41, "waves": 0.1}
"""The stages of echoes, and what share of the time each takes: measured three times on 300,000 posts of
bench/echoes_posts.py, alike within 0.03; the last one waits for tables that are still written."""
Rows = Callable[[Any], list[dict[str, Any]]]


def _lines(told: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option --format of a verb whose result is JSON lines, on a terminal too."""
    return click.option(
        "--format", "form", type=click.Choice(FORMATS), default="json", show_default=True, help=told
    )


def _answers(answers: Iterable[Any], form: str, rows_of: Rows) -> int:
    """Print answers as they come, or as one table of their rows at the end."""
    from contrecoup.corridor.wire import dumps, plain

    given, failed = 0, 0
    rows: list[dict[str, Any]] = []
    for answer in answers:
        if answer.problem is not None:
            failed += 1
            places = dict.fromkeys((answer.answer_id, placed(answer.problem.place)))
            complain(f"{': '.join(places)}: {words(answer.problem.reason)}")
            continue
        given += 1
        if answer.remark:
            say(f"{answer.answer_id}: {words(answer.remark)}")
        if form == "json":
            value = plain(answer.reading)
            write(dumps({"id": answer.answer_id, **value} if "id" not in value else value))
        else:
            rows += rows_of(answer)
    if form == "table":
        rows = [{k: v for k, v in row.items() if k not in ASIDE} for row in rows]
    if form != "json":
        table(rows, form)
    if failed:
        return UNREADABLE
    return FINE if given else NOTHING


@verb(
    ("article.html | jq .quotations", "who is quoted in an article"),
    ("press/*.html --format csv > quotations.csv", "a row a quotation, for a spreadsheet"),
    ("--jsonl articles.jsonl.gz > read.jsonl", "many articles, one a line"),
    ("- < article.txt", "from another program"),
)
@click.argument("articles", nargs=-1)
@click.option("--jsonl", is_flag=True, help="Each input is JSON lines of articles.")
@click.option("--tagger", help="Folder of a tagger of your own (needs contrecoup[large]).")
@_lines("JSON lines with all that was read; in a table or CSV a row a quotation.")
@door
def read(articles: tuple[str, ...], jsonl: bool, tagger: str | None, form: str) -> int:  # noqa: FBT001 click passes flags so
    """Read press articles (.txt .html .md, WARC, `-`): who said what, who moved, who asks for what."""
    from contrecoup.corridor import pipes

    if not articles:
        refuse("nothing to read: give files, or - for standard input")
    with Steps() as steps:
        if jsonl:
            answers: Iterator[Any] = (
                a for path in articles for a in pipes.read_lines(path, tagger)
            )
        else:
            answers = pipes.read_files(articles, tagger)
        of = 0 if jsonl else len(articles)
        return _answers(steps.each(answers, of), form, pipes.quotation_rows)


@verb(
    ("--jsonl pairs.jsonl", "two wordings a line"),
    ("--jsonl - < pairs.jsonl", "from another program"),
)
@click.argument("pairs")
@click.option("--jsonl", is_flag=True, required=True, help="The pairs are JSON lines.")
@_lines("JSON lines, a table or CSV.")
@door
def same(pairs: str, jsonl: bool, form: str) -> int:  # noqa: FBT001 click passes flags so
    """Say of each pair of wordings whether it is the same statement."""
    from contrecoup.corridor import pipes

    if not jsonl:
        return USAGE
    with Steps() as steps:
        return _answers(steps.each(pipes.same_lines(pairs)), form, _sameness)


def _sameness(answer: Any) -> list[dict[str, Any]]:
    from contrecoup.corridor.wire import plain

    return [{"id": answer.answer_id, **plain(answer.reading)}]


@verb(
    ("posts.csv --out tables", "texts, links, hashtags, reposts, replies and emoji"),
    (
        "shares.csv --out tables --by object --ties-as coortweet --window 10s",
        "CooRTweet's edges, on its own columns",
    ),
    ("posts.csv --out tables --bom", "and the tables as CSV, for Excel"),
    ("- --out tables < posts.jsonl", "from another program"),
    (
        "posts.parquet --out tables --by link --window 5m --min-ties 3",
        "the same link within five minutes, three times",
    ),
)
@click.argument("posts", nargs=-1)
@click.option("--out", required=True, help="Folder of tables.")
@click.option(
    "--by",
    show_default="text,near,link,hashtag,repost,reply,emoji",
    help="What counts as the same (object: your own column object_id, the default without texts).",
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
@click.option("--graph", default="", help="Also the ties as a network: a .gexf or .graphml.")
@click.option("--csv", is_flag=True, help="Also the tables as CSV, for R or a spreadsheet.")
@click.option("--bom", is_flag=True, help="CSV with a byte-order mark for Excel.")
@click.option("--as", "as_format", default="", help="The format, where it is not found out.")
@click.option("--columns", multiple=True, help="Column map: text=Message,created_at=Date.")
@click.option("--zone", default="UTC", show_default=True, help="Zone of times without one.")
@formats()
@door
def echoes(
    posts: tuple[str, ...],
    out: str,
    by: str | None,
    graph: str,
    window: str,
    columns: tuple[str, ...],
    form: str,
    csv: bool,  # noqa: FBT001 click passes flags so
    bom: bool,  # noqa: FBT001 click passes flags so
    **more: Any,
) -> int:
    """Find who said the same, together: posts in, Parquet tables out."""
    from contrecoup.corridor import networks, pipes

    if not posts:
        refuse("no posts: give files, or - for standard input")
    if Path(out).suffix in networks.FORMS:
        refuse(f"--out is a folder of tables; for a network: --out tables --graph {out}")
    if graph:
        networks.form_of(Path(graph))
    if by is not None:
        more["by"] = tuple(part.strip() for part in by.split(",") if part.strip())
    with Steps(partial(sizes, posts), of=len(STAGES), shares=STAGES) as steps:
        summary, outcomes = pipes.echoes_to(
            posts,
            out,
            window=_seconds(window),
            columns=column_map(columns),
            on_stage=steps.step,
            on_file=steps.items,
            graph=graph,
            spreadsheet="csv-bom" if bom else "csv" if csv else "",
            **more,
        )
    print_outcomes(outcomes, form)
    kinds = ", ".join(summary["settings"]["by"])
    say(f"wrote {out} ({summary.get('rows', 0)} posts read; the same by {kinds})")
    for name, rows in summary.get("found", {}).items():
        say(f"{out}/{name}.parquet, rows: {rows}")
    for warning in summary.get("warnings", ()):
        say(warning)
    return UNREADABLE if any(file.failed for file in outcomes) else FINE


def _seconds(text: str) -> float:
    units = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
    number = text.rstrip("mshd")
    try:
        return float(number) * units[text[len(number) :] or "s"]
    except (ValueError, KeyError):
        refuse(f"--window takes a time such as 60s, 5m, 1h or 1d, not {text!r}")


@verb(
    ("bash > ~/.local/share/bash-completion/completions/contrecoup", "bash"),
    ("zsh > ~/.zfunc/_contrecoup", "zsh"),
    ("fish > ~/.config/fish/completions/contrecoup.fish", "fish"),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@door
def completion(shell: str) -> int:
    """Print the script that lets a shell complete verbs and options."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    main = click.get_current_context().find_root().command
    write(kind(main, {}, "contrecoup", "_CONTRECOUP_COMPLETE").source().rstrip("\n"))
    return FINE


VERBS = (read, same, echoes, completion)
