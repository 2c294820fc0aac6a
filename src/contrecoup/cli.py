"""The command line: results on stdout, narration on stderr, exit codes 0 to 5.

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

from contrecoup import __version__
from contrecoup.errors import ContrecoupError, PlatformRefused, SettingsError, SourceError
from contrecoup.terminal import Steps, say, table, write

if TYPE_CHECKING:
    from contrecoup.case import Case
    from contrecoup.model.outcomes import FileOutcome

FINE, FAILED, USAGE, NOTHING, UNREADABLE, REFUSED = range(6)
FORMATS = ("table", "json", "csv")
SHOWN = 5
"""Problems and notices of one file that a terminal shows before it counts the rest."""


def _stop(error: ContrecoupError) -> NoReturn:
    say(f"contrecoup: {error}")
    code = USAGE
    if isinstance(error, PlatformRefused):
        code = REFUSED
    elif isinstance(error, SourceError):
        code = UNREADABLE
    elif error.code.startswith(("V", "T")):
        code = FAILED
    sys.exit(code)


def _refuse(message: str) -> NoReturn:
    """Wrong usage: click prints the verb's usage, this message, and exits with 2."""
    raise click.UsageError(message)


def _door(verb: Callable[..., int]) -> Callable[..., None]:
    """Turn a verb's errors and its answer into words and an exit code."""

    @wraps(verb)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            sys.exit(verb(*args, **kwargs))
        except ContrecoupError as error:
            _stop(error)
        except KeyboardInterrupt:
            say("stopped; what was kept so far stays, and the same command goes on from there")
            sys.exit(130)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(FINE)
        except OSError as error:
            say(
                f"contrecoup: {error.filename or verb.__name__}: {error.strerror or error}. "
                "Next: check the path, its permissions and the room on the disk"
            )
            sys.exit(USAGE)

    return run


def _existing(folder: str) -> Case:
    """Open a case that must be there: a mistyped path makes none."""
    from contrecoup.case import Case

    if not Path(folder).exists():
        message = f"there is no case {folder}"
        raise SettingsError(message, next_step="check the path, or make one: contrecoup init")
    return Case.open(folder)


def _format() -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default=None,
        help="How to print: a table on a terminal, else JSON lines.",
        callback=lambda _c, _p, value: value or ("table" if sys.stdout.isatty() else "json"),
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="contrecoup")
def main() -> None:
    """Make a sourced account of how a group of people reacted.

    Start with `contrecoup demo`, or with a case of your own:

    \b
      contrecoup init my-case --group "Ondelune"
      contrecoup add my-case export/*.jsonl press/ --letter letter.html --roster roster.csv
      contrecoup report my-case
    """  # noqa: D301 click needs the character itself


@main.command()
@click.argument("case")
@click.option("--group", default="", help="The organisation whose people reacted.")
@click.option("--lang", default="fr,en", show_default=True, help="Languages of the account.")
@click.option("--zone", default="Europe/Paris", show_default=True, help="The case's time zone.")
@_door
def init(case: str, group: str, lang: str, zone: str) -> int:
    """Make a case: a folder with a case.toml and a roster.csv to fill in."""
    from contrecoup.case import Case

    languages = [part.strip() for part in lang.split(",") if part.strip()]
    made = Case.init(case, group=group, languages=languages, zone=zone)
    write(str(made.folder))
    say(f"Next: fill in {case}/case.toml and {case}/roster.csv, then contrecoup add {case} FILES")
    return FINE


@main.command()
@click.argument("case")
@click.argument("inputs", nargs=-1)
@click.option("--as", "as_format", default="", help="The format, where it is not found out.")
@click.option("--letter", multiple=True, help="A version of the open letter.")
@click.option("--roster", default=None, help="People and their accounts, in CSV.")
@click.option(
    "--columns",
    multiple=True,
    help="Column map: text=Message,created_at=Date; a constant takes ==: platform==x.",
)
@click.option("--collected", default=None, help="When it was collected (ISO 8601), if not now.")
@_format()
@_door
def add(
    case: str,
    inputs: tuple[str, ...],
    as_format: str,
    letter: tuple[str, ...],
    roster: str | None,
    columns: tuple[str, ...],
    collected: str | None,
    form: str,
) -> int:
    """Keep and read files, folders or `-`; every input gets an outcome line."""
    from contrecoup.case import Case

    if not inputs and not letter and roster is None:
        _refuse("nothing to add: give files, a folder, --letter or --roster")
    if not (Path(case) / "case.toml").exists():
        say(f"{case} is a new case; fill in its case.toml, or check the name")
    opened = Case.open(case)
    with Steps() as steps:
        outcome = opened.add(
            *inputs,
            letter=letter or None,
            roster=roster,
            as_format=as_format,
            columns=_map(columns),
            at=_instant(collected),
            progress=steps.items,
        )
    _outcomes(outcome.files, form)
    return UNREADABLE if outcome.unreadable else FINE


def _map(columns: tuple[str, ...]) -> dict[str, str]:
    return dict(_pair(pair) for text in columns for pair in text.split(","))


def _pair(text: str) -> tuple[str, str]:
    ours, equals, theirs = text.partition("=")
    if not equals or not ours or not theirs:
        _refuse(f"--columns takes OURS=THEIRS, not {text!r}")
    return ours, theirs


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        _refuse(f"--collected takes an ISO 8601 time such as 2031-03-18T09:00:00Z, not {text!r}")
    if at.tzinfo is None:
        _refuse(f"--collected needs a zone: {text}Z for UTC, or {text}+01:00")
    return at


def _outcomes(files: Iterable[FileOutcome], form: str) -> None:
    table([_outcome_row(file, form) for file in files], form)
    if form != "table":
        return
    for file in files:
        for kind, items in (("unreadable", file.unreadable), ("note", file.notices)):
            for item in items[:SHOWN]:
                places = dict.fromkeys((file.input, item.place))
                say(f"{', '.join(places)}: {kind}: {item.reason}")
            if len(items) > SHOWN:
                say(f"{file.input}: {len(items) - SHOWN} more ({kind}); --format json lists all")


def _outcome_row(file: FileOutcome, form: str) -> dict[str, Any]:
    from contrecoup.wire import plain

    if form == "json":
        row: dict[str, Any] = plain(file)
        return row
    return {
        "input": file.input,
        "format": file.format,
        "read": file.read,
        "duplicate": file.duplicate,
        "skipped": "; ".join(f"{n} {reason}" for reason, n in file.skipped.items()),
        "unreadable": len(file.unreadable),
        "first": _minute(file.first_at),
        "last": _minute(file.last_at),
    }


def _minute(at: datetime | None) -> str:
    return f"{at:%Y-%m-%dT%H:%MZ}" if at else ""


@main.command()
@click.argument("case")
@click.option("--load", "roster", default=None, help="Take this roster as the case's own.")
@click.option("--unsure", is_flag=True, help="Only the accounts that a person must look at.")
@click.option("--assign", nargs=2, default=None, help="ACCOUNT PERSON: say whose account it is.")
@click.option("--outside", default=None, help="ACCOUNT: say that it is not of the group.")
@click.option("--why", default="", help="The reason for --assign or --outside.")
@click.option("--who", default="", help="Who decides (needed with --assign and --outside).")
@_format()
@_door
def people(
    case: str,
    roster: str | None,
    unsure: bool,  # noqa: FBT001 click passes flags so
    assign: tuple[str, str] | None,
    outside: str | None,
    why: str,
    who: str,
    form: str,
) -> int:
    """List whose account is whose: sure, unsure with candidates, outside."""
    opened = _existing(case)
    if roster is not None:
        loaded = opened.people.load(roster)
        say(f"{loaded.input}: {loaded.read or loaded.duplicate} people")
    if (assign or outside) and not who:
        _refuse("a decision needs --who")
    if assign:
        opened.people.assign(assign[0], assign[1], why=why, who=who)
    if outside:
        opened.people.outside(outside, why=why, who=who)
    matches = opened.people.unsure if unsure else opened.people.matches
    rows = [
        {
            "verdict": m.verdict,
            "account": m.account_id,
            "handle": m.handle,
            "name": m.display_name,
            "person": m.person_id,
            "candidates": " ".join(f"{c.person_id}({c.reason})" for c in m.candidates),
            "reason": m.reason,
        }
        for m in sorted(matches, key=lambda m: (m.verdict != "unsure", m.verdict, m.account_id))
    ]
    table(rows, form)
    return FINE if rows else NOTHING


@main.command()
@click.argument("case")
@click.argument("detectors", nargs=-1)
@_format()
@_door
def find(case: str, detectors: tuple[str, ...], form: str) -> int:
    """Run detectors (all, or those named) and print what they found."""
    from contrecoup.wire import plain

    opened = _existing(case)
    with Steps() as steps:
        found = opened.find(*detectors, on_step=steps.step)
    counts = found.counts()
    if form == "table" or not detectors:
        rows: list[dict[str, Any]] = [{"kind": k, "found": n} for k, n in counts.items() if n]
    else:
        rows = [
            {"kind": name, **plain(finding)}
            for name in detectors
            for finding in (getattr(found, name) if name != "coverage" else [found.coverage])
        ]
    table(rows, form)
    return FINE if rows else NOTHING


@main.command()
@click.argument("case")
@click.option("--lang", type=click.Choice(["fr", "en"]), default=None, help="One language.")
@click.option("-o", "--out", default=None, help="A file: .html, .md, .docx or .json.")
@click.option("--part", default="", help="One section, card or chart alone (with --out).")
@_door
def report(case: str, lang: str | None, out: str | None, part: str) -> int:
    """Write the account, in every language and format, under CASE/out/."""
    opened = _existing(case)
    chosen: Any = lang
    if out is not None:
        opened.report(chosen).save(out, part)
        write(out)
        return FINE
    if part:
        _refuse("--part needs a file to write to (--out)")
    with Steps() as steps:
        written = opened.write([chosen] if chosen else None, on_step=steps.step)
    for path in written.values():
        write(str(path))
    return FINE


@main.command()
@click.argument("case")
@_format()
@_door
def check(case: str, form: str) -> int:
    """Verify hashes, chain, quoted words and numbers; exit 1 if one fails."""
    checked = _existing(case).check()
    table(
        [
            {"verdict": kind, "holds": held, "fails": failed}
            for kind, (held, failed) in checked.counts().items()
        ],
        form,
    )
    for verdict in checked.failed:
        say(f"FAILS {verdict.kind}: {verdict.target}: {verdict.message}")
    return FAILED if checked.failed else FINE


@main.command()
@click.argument("case")
@click.argument("target", metavar="ID")
@click.option("--lang", type=click.Choice(["fr", "en"]), default=None, help="Whose sentences.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@_door
def show(case: str, target: str, lang: str | None, form: str) -> int:
    """Print the trail behind any ID: sentence (k2), finding, post (post-17 too), capture."""
    from contrecoup.wire import dumps

    language: Any = lang
    trail = _existing(case).show(target, lang=language)
    if form == "json":
        for step in trail.steps:
            write(dumps(step))
    else:
        write(str(trail))
    return FINE


def _answers(answers: Iterable[Any]) -> int:
    from contrecoup.wire import dumps, plain

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


@main.command()
@click.argument("articles", nargs=-1)
@click.option("--jsonl", is_flag=True, help="Each input is JSON lines of articles.")
@click.option("--tagger", help="Folder of a tagger of your own (needs contrecoup[large]).")
@_door
def read(articles: tuple[str, ...], jsonl: bool, tagger: str | None) -> int:  # noqa: FBT001 click passes flags so
    """Read press articles (.txt .html .md, WARC, `-`) into JSON lines."""
    from contrecoup import pipes

    if not articles:
        _refuse("nothing to read: give files, or - for standard input")
    if jsonl:
        return _answers(a for path in articles for a in pipes.read_lines(path, tagger))
    return _answers(pipes.read_files(articles, tagger))


@main.command()
@click.argument("pairs")
@click.option("--jsonl", is_flag=True, required=True, help="The pairs are JSON lines.")
@_door
def same(pairs: str, jsonl: bool) -> int:  # noqa: FBT001 click passes flags so
    """Say of each pair of wordings whether it is the same statement."""
    from contrecoup import pipes

    return _answers(pipes.same_lines(pairs)) if jsonl else USAGE


@main.command()
@click.argument("posts", nargs=-1)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder of tables.")
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
@click.option("--engine", type=click.Choice(["local"]), default="local", expose_value=False)
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
@_format()
@_door
def echoes(
    posts: tuple[str, ...],
    out: Path,
    by: str,
    window: str,
    columns: tuple[str, ...],
    form: str,
    **more: Any,
) -> int:
    """Find who said the same, together: posts in, Parquet tables out."""
    from contrecoup import pipes

    if not posts:
        _refuse("no posts: give files, or - for standard input")
    with Steps() as steps:
        summary, outcomes = pipes.echoes_to(
            posts,
            out,
            by=tuple(part.strip() for part in by.split(",") if part.strip()),
            window=_seconds(window),
            columns=_map(columns),
            on_stage=steps.step,
            **more,
        )
    _outcomes(outcomes, form)
    say(f"wrote {out} ({summary.get('rows', 0)} posts read)")
    return UNREADABLE if any(file.failed for file in outcomes) else FINE


def _seconds(text: str) -> float:
    units = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
    number = text.rstrip("mshd")
    try:
        return float(number) * units[text[len(number) :] or "s"]
    except (ValueError, KeyError):
        _refuse(f"--window takes a time such as 60s, 5m, 1h or 1d, not {text!r}")


@main.command()
@click.option("--out", default="demo/ondelune-2031", show_default=True, help="Folder of the case.")
@click.option("--no-open", is_flag=True, help="Do not open the page.")
@_door
def demo(out: str, no_open: bool) -> int:  # noqa: FBT001 click passes flags so
    """Build the sample case and write its account in both languages."""
    from contrecoup import demo as sample

    with Steps() as steps:
        built = sample.build(out, on_step=steps.step)
    for path in built.written.values():
        write(str(path))
    write("")
    for line in sample.summary(built):
        write(line)
    write("")
    write(" · ".join(f"{name} {seconds:.1f} s" for name, seconds in built.seconds.items()))
    if not no_open:
        sample.open_page(built)
    return UNREADABLE if built.outcome.unreadable else FINE


if __name__ == "__main__":
    main()
