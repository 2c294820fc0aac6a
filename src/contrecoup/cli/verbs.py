"""The command line: results on stdout, narration on stderr, exit codes 0 to 5.

Exit codes: 0 fine · 1 a check failed · 2 wrong usage · 3 nothing matched ·
4 some inputs unreadable (listed) · 5 refused by a platform or the network.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
from attrs import fields

from contrecoup import __version__, messages
from contrecoup.cli import desk, files, hand_over, live, manual, reread, rights
from contrecoup.cli.doorway import (
    FAILED,
    FINE,
    NOTHING,
    REFUSED,
    UNREADABLE,
    column_map,
    door,
    existing,
    formats,
    print_outcomes,
    refuse,
    sizes,
)
from contrecoup.cli.settings import settings
from contrecoup.cli.terminal import (
    Steps,
    called,
    complain,
    say,
    shown,
    table,
    voice,
    words,
    write,
)
from contrecoup.cli.verb import Verbs, verb
from contrecoup.model.findings import Findings

DETECTORS = len(fields(Findings)) - 1
"""The detectors that find tells; matches are no detector's."""


CITED = f"""\
@software{{contrecoup,
  author = {{{{The Contrecoup authors}}}},
  title = {{Contrecoup: a sourced account of how a group of people reacted}},
  version = {{{__version__}}},
  license = {{Apache-2.0}}
}}"""


def _speak(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        voice().lang = value


def _cite(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 click's signature
    if value:
        write(CITED)
        ctx.exit()


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    examples=[
        ("demo", "the sample case"),
        ('init my-case --group "Ondelune"', "a case of your own"),
        ("add my-case export/*.jsonl press/ --letter letter.html --roster roster.csv", ""),
        ("report my-case", ""),
        ("read article.html | jq .quotations", "one article, without a case"),
    ],
)
@click.version_option(__version__, prog_name="contrecoup")
@click.option(
    "--cite",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_cite,
    help="Print how to cite this version, in BibTeX, and exit.",
)
@click.option(
    "--ui",
    type=click.Choice(messages.LANGS),
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help="The language of messages and help; otherwise that of the system (LANG).",
)
def main() -> None:
    """Make a sourced account of how a group of people reacted."""


@verb(
    ('my-case --group "Ondelune"', "a case about the people of Ondelune"),
    (
        'my-case --group "Ondelune" --lang fr --zone America/Halifax',
        "an account in French alone, in the time of Halifax",
    ),
)
@click.argument("case")
@click.option("--group", default="", help="The organisation whose people reacted.")
@click.option("--lang", default="fr,en", show_default=True, help="Languages of the account.")
@click.option("--zone", default="Europe/Paris", show_default=True, help="The case's time zone.")
@door
def init(case: str, group: str, lang: str, zone: str) -> int:
    """Make a case: a folder with a case.toml and a roster.csv to fill in."""
    from contrecoup.case import Case

    languages = [part.strip() for part in lang.split(",") if part.strip()]
    made = Case.init(case, group=group, languages=languages, zone=zone)
    write(str(made.folder))
    say(f"Next: fill in {case}/case.toml and {case}/roster.csv, then contrecoup add {case} FILES")
    return FINE


@verb(
    ("my-case export.jsonl press/", "a file, and a folder file by file"),
    ("my-case --letter letter.html --roster roster.csv", "the open letter, and who is who"),
    (
        "my-case messages.csv --columns text=Message,created_at=Date,handle=Author,platform==x",
        "a table whose columns have names of their own",
    ),
    ("my-case https://news.example/article", "a page, fetched politely"),
    ("my-case -", "what another program prints"),
)
@click.argument("case")
@click.argument("inputs", nargs=-1)
@click.option("--as", "as_format", default="", help="The format, where it is not found out.")
@click.option("--letter", multiple=True, help="A version of the open letter: a file or an address.")
@click.option("--roster", default=None, help="People and their accounts, in CSV.")
@click.option(
    "--columns",
    multiple=True,
    help="Column map: text=Message,created_at=Date; a constant takes ==: platform==x.",
)
@click.option("--allow-private", is_flag=True, help="Also fetch from your own network.")
@click.option(
    "--delay",
    default=2.0,
    show_default=True,
    type=click.FloatRange(0),
    help="Seconds between two requests to one server.",
)
@click.option("--collected", default=None, help="When it was collected (ISO 8601), if not now.")
@formats()
@door
def add(
    case: str,
    inputs: tuple[str, ...],
    as_format: str,
    letter: tuple[str, ...],
    roster: str | None,
    columns: tuple[str, ...],
    collected: str | None,
    allow_private: bool,  # noqa: FBT001 click passes flags so
    delay: float,
    form: str,
) -> int:
    """Keep and read files, folders, `-` or addresses; every input gets an outcome line."""
    from contrecoup.case import Case

    if not inputs and not letter and roster is None:
        refuse("nothing to add: give files, a folder, --letter or --roster")
    if not (Path(case) / "case.toml").exists():
        say(f"{case} is a new case; fill in its case.toml, or check the name")
    opened = Case.open(case)
    with Steps(partial(sizes, [*inputs, *letter])) as steps:
        outcome = opened.add(
            *inputs,
            letter=letter or None,
            roster=roster,
            as_format=as_format,
            columns=column_map(columns),
            at=_instant(collected),
            progress=steps.items,
            using=_fetcher(inputs, delay, private=allow_private),
        )
    print_outcomes(outcome.files, form)
    if any(file.refused for file in outcome.files):
        return REFUSED
    return UNREADABLE if outcome.unreadable else FINE


def _fetcher(inputs: tuple[str, ...], delay: float, *, private: bool) -> Any:
    from contrecoup.corridor import fetching

    if not any(map(fetching.is_address, inputs)):
        return None
    using = fetching.fetcher(private=private)
    using.delay = delay
    return using


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        refuse(f"--collected takes an ISO 8601 time such as 2031-03-18T09:00:00Z, not {text!r}")
    if at.tzinfo is None:
        refuse(f"--collected needs a zone: {text}Z for UTC, or {text}+01:00")
    return at


@verb(
    ("my-case --unsure", "the accounts that a person must look at"),
    (
        'my-case --assign mastodon:croussel@phare.example camille-roussel --who "Desk" --why "she says so in her profile"',
        "whose account it is",
    ),
    ("my-case --load roster.csv", "take another roster"),
)
@click.argument("case")
@click.option("--load", "roster", default=None, help="Take this roster as the case's own.")
@click.option("--unsure", is_flag=True, help="Only the accounts that a person must look at.")
@click.option("--assign", nargs=2, default=None, help="ACCOUNT PERSON: say whose account it is.")
@click.option("--outside", default=None, help="ACCOUNT: say that it is not of the group.")
@click.option(
    "--enlist",
    default=None,
    help="ACCOUNT: of a person of the group whom the roster lacks: adds a line, with --name and --source.",
)
@click.option("--name", default="", help="For --enlist: the person's name.")
@click.option("--source", default="", help="For --enlist: who says that they belong there.")
@click.option("--role", default="", help="For --enlist: what they do there.")
@click.option("--public", is_flag=True, help="For --enlist: they may be named.")
@click.option(
    "--declared",
    is_flag=True,
    help="For --enlist: their own profile alone says so; they were not looked for.",
)
@click.option("--why", default="", help="The reason for --assign, --outside or --enlist.")
@click.option("--who", default="", help="Who decides (needed with a decision).")
@formats()
@door
def people(
    case: str,
    roster: str | None,
    unsure: bool,  # noqa: FBT001 click passes flags so
    assign: tuple[str, str] | None,
    outside: str | None,
    enlist: str | None,
    name: str,
    source: str,
    role: str,
    public: bool,  # noqa: FBT001 click passes flags so
    declared: bool,  # noqa: FBT001 click passes flags so
    why: str,
    who: str,
    form: str,
) -> int:
    """List whose account is whose: sure, unsure with candidates, outside."""
    opened = existing(case)
    if roster is not None:
        loaded = opened.people.load(roster)
        say(f"{loaded.input}: {loaded.read or loaded.duplicate} people")
    if (assign or outside or enlist) and not who:
        refuse("a decision needs --who")
    if assign:
        opened.people.assign(assign[0], assign[1], why=why, who=who)
    if outside:
        opened.people.outside(outside, why=why, who=who)
    if enlist:
        opened.people.enlist(
            enlist,
            name=name,
            source=source,
            role=role,
            public=public,
            declared=declared,
            why=why,
            who=who,
        )
    told = shown(form)
    matches = opened.people.unsure if unsure else opened.people.matches
    rows = [
        {
            "verdict": told(m.verdict, "m"),
            "account": m.account_id,
            "handle": m.handle,
            "name": m.display_name,
            "person": m.person_id,
            "candidates": " ".join(f"{c.person_id}({told(c.reason, 'r')})" for c in m.candidates),
            "reason": "+".join(told(part, "r") for part in m.reason.split("+")),
        }
        for m in sorted(matches, key=lambda m: (m.verdict != "unsure", m.verdict, m.account_id))
    ]
    table(rows, form)
    return FINE if rows else NOTHING


@verb(
    ("my-case", "how many of each kind"),
    ("my-case quotations moves --format csv > found.csv", "two kinds, for a spreadsheet"),
)
@click.argument("case")
@click.argument("detectors", nargs=-1)
@formats()
@door
def find(case: str, detectors: tuple[str, ...], form: str) -> int:
    """Run detectors (all, or those named) and print what they found."""
    from contrecoup.corridor.wire import plain

    opened = existing(case)
    with Steps(of=len(detectors) or DETECTORS) as steps:
        found = opened.find(*detectors, on_step=steps.step)
    counts = found.counts()
    if form == "table" or not detectors:
        told = shown(form)
        rows: list[dict[str, Any]] = [
            {"kind": told(k, "k"), "found": n} for k, n in counts.items() if n
        ]
    else:
        rows = [
            {"kind": name, **plain(finding)}
            for name in detectors
            for finding in (getattr(found, name) if name != "coverage" else [found.coverage])
        ]
    table(rows, form)
    return FINE if rows else NOTHING


@verb(
    ("my-case", "every language and format, under my-case/out/"),
    ("my-case --lang fr -o reaction.docx", "one file; its name says the format"),
    ("my-case --part letter -o letter.html", "one section alone"),
)
@click.argument("case")
@click.option("--lang", type=click.Choice(["fr", "en"]), default=None, help="One language.")
@click.option("-o", "--out", default=None, help="A file: .html, .md, .docx or .json.")
@click.option("--part", default="", help="One section, card or chart alone (with --out).")
@door
def report(case: str, lang: str | None, out: str | None, part: str) -> int:
    """Write the account, in every language and format, under CASE/out/."""
    opened = existing(case)
    chosen: Any = lang
    if out is not None:
        with Steps(of=DETECTORS + 1) as steps:
            found = opened.find(on_step=steps.step)
            steps.step("write")
            opened.report(chosen, found=found).save(out, part)
        write(out)
        return FINE
    if part:
        refuse("--part needs a file to write to (--out)")
    langs = 1 if chosen else len(opened.settings.languages)
    with Steps(of=DETECTORS + langs) as steps:
        written = opened.write([chosen] if chosen else None, on_step=steps.step)
    for path in written.values():
        write(str(path))
    return FINE


@verb(
    ("my-case", "a line for each kind of verdict"),
    ("my-case --format json | jq 'select(.fails > 0)'", "for a program"),
)
@click.argument("case")
@formats()
@door
def check(case: str, form: str) -> int:
    """Verify hashes, chain, quoted words and numbers; exit 1 if one fails."""
    opened = existing(case)
    with Steps() as steps:
        steps.step("check")
        checked = opened.check()
    table(
        [
            {"verdict": kind, "holds": held, "fails": failed}
            for kind, (held, failed) in checked.counts().items()
        ],
        form,
        told=("verdict",),
    )
    for verdict in checked.noted:
        say(f"{verdict.target}: {verdict.kind}: {verdict.message}")
    for verdict in checked.failed:
        told = f"{words('FAILS')} {words(verdict.kind)}: {verdict.target}"
        complain(f"{told}: {words(verdict.message)}")
    return FAILED if checked.failed else FINE


@verb(
    ("my-case k2", "why the account says that"),
    ("my-case x:2694987396897835672", "a post: its text, its state, its bytes"),
)
@click.argument("case")
@click.argument("target", metavar="ID")
@click.option("--lang", type=click.Choice(["fr", "en"]), default=None, help="Whose sentences.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@door
def show(case: str, target: str, lang: str | None, form: str) -> int:
    """Print the trail behind any ID: sentence (k2), finding, post (post-17 too), capture."""
    from contrecoup.corridor.wire import dumps

    language: Any = lang
    opened = existing(case)
    with Steps() as steps:
        steps.step("find")
        trail = opened.show(target, lang=language)
    if form == "json":
        for step in trail.steps:
            write(dumps(step))
    else:
        write(trail.said(words, called))
    return FINE


@verb(
    ("", "in demo/ondelune-2031, and the page opens"),
    ("--out sample --no-open", "elsewhere, without a browser"),
)
@click.option("--out", default="demo/ondelune-2031", show_default=True, help="Folder of the case.")
@click.option("--no-open", is_flag=True, help="Do not open the page.")
@door
def demo(out: str, no_open: bool) -> int:  # noqa: FBT001 click passes flags so
    """Build the sample case and write its account in both languages."""
    from contrecoup import demo as sample

    with Steps() as steps:
        built = sample.build(out, on_step=steps.step, checked=True)
    for path in built.written.values():
        write(str(path))
    write("")
    for line in sample.summary(built):
        write(words(line))
    write("")
    write(" · ".join(f"{words(name)} {spent:.1f} s" for name, spent in built.seconds.items()))
    if not no_open:
        sample.open_page(built)
    return UNREADABLE if built.outcome.unreadable else FINE


for _verb in (
    demo,
    init,
    settings,
    add,
    live.watch,
    people,
    find,
    desk.review,
    report,
    desk.publish,
    show,
    check,
    hand_over.export,
    live.refresh,
    reread.reread,
    rights.forget,
    desk.serve,
    *files.VERBS,
    manual.man,
):
    main.add_command(_verb)


if __name__ == "__main__":
    main()
