"""Documents and a roster in, findings out: no disk, no network, no clock.

A detector is a function from a :class:`~contrecoup.findings.context.Context`
to a tuple of findings.  :data:`DETECTORS` lists them in the order in which
they run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from contrecoup.errors import SettingsError
from contrecoup.findings import counted, own_moves, quoted, stances, told, unison
from contrecoup.findings import coverage as covered
from contrecoup.findings.context import Context
from contrecoup.findings.decided import decided
from contrecoup.findings.echoes import Echoes, echoes
from contrecoup.findings.press import read, same
from contrecoup.model.decisions import Decision
from contrecoup.model.documents import Documents
from contrecoup.model.findings import Findings
from contrecoup.model.people import Match, Roster
from contrecoup.model.reading import WordTagger
from contrecoup.model.settings import Settings

__all__ = ["DETECTORS", "Echoes", "echoes", "find", "match_people", "read", "same"]

Detector = Callable[[Context], Any]


def _quotations(context: Context) -> Any:
    """Quote posts that take a side, tell a move or changed, and an organisation's own.

    Those that the press quotes come besides.  Of a message said in unison, only the earliest post is quoted: the rest are its echo.
    """
    posts = [s.document_id for s in stances.stances(context)]
    posts += [m.post.post_id for m in own_moves.own_moves(context)]
    posts += [r.post_id for r in covered.removals(context)]
    wanted = frozenset(posts)
    copies = {
        post
        for echo in unison.echoes(context)
        if echo.kind != "translated"
        for post in wanted.intersection(echo.post_ids)
        if post != echo.first_post
    }
    authors = dict(context.posts.values(posts, "post_id", "account_id"))
    own = [
        p
        for p in dict.fromkeys(posts)
        if p not in copies and context.belonging.person(authors.get(p, ""))
    ]
    return quoted.quotations(context, [*own, *_statements(context)])


def _statements(context: Context) -> list[str]:
    """The posts of accounts that the roster gives to an organisation: it speaks, nobody of its staff."""
    voices = [
        account
        for account, match in context.belonging.matches.items()
        if match.verdict == "sure" and context.belonging.itself(match.person_id)
    ]
    rows = context.posts.rows_by(voices, own=True)
    return [post_id for (post_id,) in context.posts.at(rows, "post_id")]


DETECTORS: dict[str, Detector] = {
    "quotations": _quotations,
    "echoes": unison.echoes,
    "waves": unison.waves,
    "ties": unison.ties,
    "moves": told.moves,
    "successions": told.successions,
    "tallies": counted.tallies,
    "series": counted.series,
    "demands": told.demands,
    "stances": stances.stances,
    "removals": covered.removals,
    "earlier": covered.earlier,
    "qualities": told.qualities,
    "coverage": covered.coverage,
}


def find(
    documents: Documents,
    roster: Roster,
    settings: Settings,
    *,
    only: Iterable[str] = (),
    decisions: tuple[Decision, ...] = (),
    on_step: Callable[[str], None] | None = None,
    tagger: WordTagger | None = None,
    before: Findings | None = None,
    engine: Callable[..., Echoes] = echoes,
) -> Findings:
    """Run detectors over the documents of a case.

    Args:
        documents: what the case holds, read.
        roster: people known by name.
        settings: window, thresholds, events, zone.
        only: names of :data:`DETECTORS` to run; all without one.
        decisions: rejected findings are left out, changed ones changed; who is who is as decided.
        on_step: told the name of each detector before it runs, and meanwhile, as a
            :class:`~contrecoup.model.outcomes.Part`, how many articles are read.
        tagger: reads the press in the place of the small taggers.
        before: what the detectors found in the same documents with the same roster and settings,
            without decisions on findings: they do not run again.
        engine: finds echoes in a table of posts.

    Raises:
        SettingsError: a name is no detector's.
    """
    wanted = tuple(only) or tuple(DETECTORS)
    unknown = [name for name in wanted if name not in DETECTORS]
    if unknown:
        message = f"there is no detector {unknown[0]!r}"
        raise SettingsError(message, next_step=f"choose among {', '.join(DETECTORS)}")
    context = Context(documents, roster, settings, decisions, on_step, tagger, engine)
    if before is not None:
        return decided(before, context, decisions)
    found: dict[str, Any] = {"matches": tuple(context.belonging.matches.values())}
    for name, detector in DETECTORS.items():
        if name not in wanted:
            continue
        if on_step:
            on_step(name)
        found[name] = detector(context)
    return decided(Findings(**found), context, decisions)


def match_people(
    documents: Documents,
    roster: Roster,
    settings: Settings,
    decisions: tuple[Decision, ...] = (),
) -> tuple[Match, ...]:
    """Match every account of the case to the roster: sure, unsure, outside.

    Args:
        documents: what the case holds, read.
        roster: people known by name.
        settings: group, zone.
        decisions: whose account was decided to be whose.
    """
    context = Context(documents, roster, settings, decisions)
    return tuple(context.belonging.matches.values())
