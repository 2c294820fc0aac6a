"""The verbs of the desk: look at what was found, decide, check by hand, publish, serve."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from contrecoup.cli.doorway import FAILED, FINE, NOTHING, door, existing, formats, refuse
from contrecoup.cli.terminal import called, say, shown, table, words, write
from contrecoup.cli.verb import verb
from contrecoup.model.sizes import size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contrecoup.case import Case
    from contrecoup.corridor.merging import Merged
    from contrecoup.corridor.queue import Lost

SEVERAL = ("accept", "reject", "later", "undo")
"""Decisions whose option may stand several times: they are then made in one step."""
SIMPLE = ("drop", "move", "policy", "rename", "split", "judge")
"""Decisions whose option takes the id of what is decided about."""


@verb(
    ("my-case", "what waits for a decision"),
    ('my-case --accept FINDING --who "Desk"', "confirm a finding"),
    ("my-case --alike FINDING", "those of which the same is asked"),
    ('my-case --accept FINDING --accept FINDING --who "Desk"', "several in one step"),
    ('my-case --reject FINDING --who "Desk" --why "irony"', "leave it out, with the reason"),
    (
        'my-case --reword k2.en --to "Nobody answered." --who "Desk"',
        "a sentence in words of your own",
    ),
    ("my-case --log", "who decided what, when and why"),
)
@click.argument("case")
@click.option("--accept", multiple=True, help="ID: confirm a finding; several in one step.")
@click.option("--reject", multiple=True, help="ID: leave a finding out (needs --why); so several.")
@click.option("--change", help="ID: set a finding right, with --set (needs --why).")
@click.option(
    "--later", multiple=True, help="ID: put a finding at the end of the queue; so several."
)
@click.option("--undo", multiple=True, help="ID: take back the last decision about it; so several.")
@click.option("--undo-step", help="ID: take back whatever was decided in one step with it.")
@click.option(
    "--alike", help="ID: list the findings of which the same is asked, to decide together."
)
@click.option("--drop", help="LINE (k2): take a sentence out of the account.")
@click.option("--move", help="LINE (k3): set a sentence before the one in --to, last without.")
@click.option("--reword", help="LINE.LANG (k2.fr): put a sentence in the words of --to.")
@click.option("--policy", help="POST: what is published of a removed post, in --to (needs --why).")
@click.option("--same", nargs=2, help="PERSON PERSON: the first is the second.")
@click.option("--split", help="ACCOUNT: not of the person it was taken for (--to 'PERSON Name').")
@click.option("--rename", help="PERSON: the name is --to.")
@click.option(
    "--affiliate",
    help="PERSON, or the id of an affiliation: where they belonged, with --set (needs --why).",
)
@click.option(
    "--settle",
    nargs=2,
    help="POINT ID: settle a point of publish --checklist for that id (needs --why).",
)
@click.option("--set", "values", multiple=True, help="NAME=VALUE, for --change, --affiliate.")
@click.option("--to", default="", help="The words, line, policy or name of the decision.")
@click.option("--why", default="", help="The reason.")
@click.option("--who", default="", help="Who decides (needed with every decision).")
@click.option("--merge", "other", help="Another person's decisions.jsonl; conflicts are listed.")
@click.option("--sample", help="KIND: findings drawn by a seed, to check by hand (blind).")
@click.option("--size", default=30, show_default=True, help="How many to draw.")
@click.option("--seed", default="", help="The seed of the draw.")
@click.option("--judge", help="ID: right, wrong or unclear (in --to), of a drawn finding.")
@click.option("--kind", default="", help="Only findings of this kind.")
@click.option("--all", "every", is_flag=True, help="The decided ones too.")
@click.option("--log", is_flag=True, help="List the decisions; those that no longer apply, marked.")
@formats()
@door
def review(case: str, form: str, **given: Any) -> int:
    """List what waits for a decision, or decide: who, about what, why."""
    opened = existing(case)
    if given["other"]:
        return _merge(opened.review.merge(given["other"]), form)
    if _decided(opened, given):
        return FINE
    if given["log"]:
        return _log(opened, form)
    told, line = shown(form), _lines(opened, form)
    if given["sample"]:
        items = opened.review.sample(given["sample"], given["size"], given["seed"])
        rows: list[dict[str, Any]] = [
            {"id": i.target, "kind": told(i.kind, "k"), "text": line(i)} for i in items
        ]
    else:
        rows = [
            {
                "id": item.target,
                "kind": told(item.kind, "k"),
                "weight": item.weight,
                "doubt": item.doubt,
                "decision": told(item.verdict, "d"),
                "text": line(item),
            }
            for item in _asked(opened, given["alike"])
            if (given["every"] or item.verdict in {"", "later"})
            and given["kind"] in {"", item.kind}
        ]
    table(rows, form)
    if lapsed := opened.review.lost:
        say(f"decisions that no longer apply: {len(lapsed)}; see --log")
    return FINE if rows else NOTHING


def _asked(opened: Case, alike: str | None) -> Sequence[Any]:
    """Return the queue, or of it what is asked the same as of one finding."""
    review = opened.review
    return review.alike(review.item(alike)) if alike else review.queue


def _lines(opened: Case, form: str) -> Callable[[Any], str]:
    """Return what says a finding in one line: in the person's language, in a table."""
    if form != "table":
        return lambda item: str(item.text)
    return opened.review.lines(called)


def _decided(opened: Case, given: dict[str, Any]) -> bool:
    """Make the decision that the options say; whether there was one."""
    why, who, to = given["why"], given["who"], given["to"]
    asked: list[tuple[str, str, str]] = [(v, given[v], to) for v in SIMPLE if given[v]]
    several = _several(opened, given)
    if given["same"]:
        asked.append(("merge", *given["same"]))
    if given["settle"]:
        from contrecoup.corridor.settling import target_of

        asked.append(("settle", target_of(*given["settle"]), ""))
    if given["change"]:
        asked.append(("change", given["change"], _values(given["values"])))
    if given["affiliate"]:
        value = _values(given["values"]) if given["values"] else ""
        asked.append(("affiliate", given["affiliate"], value))
    if given["reword"]:
        asked.append(("reword", given["reword"], to))
    if len(asked) + len(several) > 1:
        refuse("one decision at a time")
    if (asked or several) and not who:
        refuse("a decision needs --who")
    rows = [opened.decide(act, one, value=value, why=why, who=who) for act, one, value in asked]
    for act, targets in several:
        rows += opened.review.together(act, *targets, why=why, who=who)
    for made in rows:
        write(made.target)
        say(f"{words(made.verb)} {made.target}: {made.about or made.value}")
    return bool(rows)


def _several(opened: Case, given: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the verbs that may be said of several findings at once, each with their ids."""
    several = [(verb, given[verb]) for verb in SEVERAL if given[verb]]
    if step := given["undo_step"]:
        several.append(("undo", opened.review.step(step) or (step,)))
    return several


def _values(values: tuple[str, ...]) -> str:
    import json

    pairs: dict[str, str] = {}
    for name, _, value in (pair.partition("=") for pair in values):
        pairs[name] = f"{pairs[name]}\n{value}" if name in pairs else value
    if not pairs:
        refuse("--change needs --set NAME=VALUE")
    return json.dumps(pairs, ensure_ascii=False, sort_keys=True)


def _merge(result: Merged, form: str) -> int:
    told = shown(form)
    rows = [
        {"became": told("added"), "target": d.target, "theirs": _said(d), "ours": ""}
        for d in result.added
    ]
    rows += [
        {"became": told("conflict"), "target": d.target, "theirs": _said(d), "ours": _said(own)}
        for own, d in result.conflicts
    ]
    table(rows, form)
    say(
        f"{len(result.added)} added, {len(result.agreed)} agreed, "
        f"{len(result.conflicts)} in conflict (ours stand)"
    )
    return FAILED if result.conflicts else FINE


def _said(decision: Any) -> str:
    return " ".join(
        filter(None, (decision.verb, decision.value, f"({decision.who}: {decision.why})"))
    )


def _log(opened: Case, form: str) -> int:
    told = shown(form)
    lost = {(one.decision.target, one.decision.at): _gone(one) for one in opened.review.lost}
    rows = [
        {
            "at": d.at.isoformat(timespec="seconds"),
            "who": d.who,
            "decision": told(d.verb, "d"),
            "id": d.target,
            "value": d.value,
            "why": d.why,
            "about": d.about,
            "gone": lost.get((d.target, d.at), ""),
        }
        for d in opened.decisions
    ]
    table(rows, form, told=("gone",))
    return FINE if rows else NOTHING


def _gone(one: Lost) -> str:
    """Return why a decision no longer applies, in a few words."""
    return one.lapsed.message if one.lapsed else "gone"


@verb(
    ("my-case --checklist", "what is still to look at"),
    ('my-case --who "Desk" --note "first version"', "a version that stays"),
    (
        'my-case --who "Desk" --without-recheck "no network here"',
        "though quoted posts were not asked about again",
    ),
)
@click.argument("case")
@click.option("--who", default="", help="Who publishes (needed with --note or alone).")
@click.option("--note", default="", help="What this version is, in a line.")
@click.option("--checklist", is_flag=True, help="Only list what is still to look at.")
@click.option(
    "--without-recheck",
    default="",
    help="Why quoted posts were not asked about again (refresh); printed on the page.",
)
@formats()
@door
def publish(
    case: str, who: str, note: str, *, checklist: bool, without_recheck: str, form: str
) -> int:
    """Write a version that stays, in all formats; later changes become corrections.

    Refused (exit 1) while it quotes Bluesky or Mastodon posts that were last seen more than
    7 days ago ([publication] recheck).
    """
    opened = existing(case)
    if checklist:
        told = shown(form)
        rows = [
            {
                "to look at": told(one.code, "c"),
                "number": len(one.targets),
                "ids": " ".join(one.targets[:20]),
            }
            for one in opened.checklist()
        ]
        table(rows, form, told=("gone",))
        return FAILED if any(row["number"] for row in rows) else FINE
    made = opened.publish(who=who, note=note, without_recheck=without_recheck)
    for name in made.files:
        write(str(opened.folder / "published" / f"v{made.version}" / name))
    return FINE


@verb(
    ("my-case", "the case in a browser, on this machine alone"),
    ("cases/ --port 8080 --no-open", "a folder of cases"),
)
@click.argument("case")
@click.option("--port", default=8017, show_default=True, help="The port, on 127.0.0.1 only.")
@click.option("--ui", type=click.Choice(["fr", "en"]), default=None, help="The app's language.")
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
@click.option(
    "--largest",
    default="2GiB",
    show_default=True,
    help="Most bytes that files added at once may have together.",
)
@door
def serve(case: str, port: int, ui: str | None, no_open: bool, largest: str) -> int:  # noqa: FBT001 click passes flags so
    """Open the local app for a case, or for a folder of cases."""
    from contrecoup.app import serve as run

    def ready(address: str) -> None:
        write(address)
        say("Only this machine can ask, with this address. Stop with Ctrl-C.")
        if not no_open and sys.stdout.isatty():
            import webbrowser

            webbrowser.open(address)

    run(case, port=port, lang=ui or "", largest=size(largest, place="--largest"), ready=ready)
    return FINE
