"""Findings as people's decisions leave them: without the rejected, with what was changed.

The detectors never see these decisions, so that a decision costs no new run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import msgspec
from attrs import evolve, fields

from contrecoup.errors import CitationNotFound, ContrecoupError, SettingsError
from contrecoup.findings.context import Context, cite, source_of
from contrecoup.findings.counted import series_of
from contrecoup.model.decisions import Decision, last, rejected
from contrecoup.model.evidence import Certainty, Citation
from contrecoup.model.findings import (
    Demand,
    Findings,
    Move,
    MoveStatus,
    Quotation,
    Stance,
    Succession,
    each,
)
from contrecoup.model.reading import MoveType, Polarity
from contrecoup.model.times import Days

CHANGEABLE: Mapping[type[Any], Mapping[str, Any]] = {
    Stance: {"polarity": Polarity, "target": str, "holder": str},
    Move: {
        "type": MoveType,
        "status": MoveStatus,
        "person": str,
        "organisation": str,
        "role": str,
        "day": date,
        "citations": str,
    },
    Succession: {"role": str},
    Quotation: {"speaker": str, "speaker_name": str},
    Demand: {"by": str, "of": str},
}
"""What a person may set right in a finding; its evidence and its id stay."""


def decided(findings: Findings, context: Context, decisions: tuple[Decision, ...]) -> Findings:
    """Return findings with the rejected left out and the changed ones as people set them.

    What rests on the published counts (the series) is worked out again from those that stay.
    A change that the documents no longer bear leaves its finding as it was found (:func:`lapsed`).
    """
    gone, changes = rejected(decisions), _changes(decisions)
    if not gone and not changes:
        return findings

    def kept(found: Any) -> Any:
        if not isinstance(found, tuple):
            return found
        rows = (f for f in found if getattr(f, "finding_id", "") not in gone)
        return tuple(_set(f, changes.get(getattr(f, "finding_id", "")), context)[0] for f in rows)

    new = Findings(**{a.name: kept(getattr(findings, a.name)) for a in fields(Findings)})
    if findings.series and new.tallies != findings.tallies:
        again = series_of(context, new.tallies)
        new = evolve(new, series=tuple(s for s in again if s.finding_id not in gone))
    return new


def lapsed(
    findings: Findings, context: Context, decisions: tuple[Decision, ...]
) -> dict[str, ContrecoupError]:
    """Return, by finding, why the standing change to it no longer applies."""
    changes = _changes(decisions)
    if not changes:
        return {}
    wrong = {
        one.finding_id: _set(one, changes[one.finding_id], context)[1]
        for _, one in each(findings)
        if one.finding_id in changes
    }
    return {target: error for target, error in wrong.items() if error is not None}


def _changes(decisions: tuple[Decision, ...]) -> dict[str, Decision]:
    """Return the standing changes, by finding; none to what is rejected."""
    gone = rejected(decisions)
    return {t: d for t, d in last(decisions, ("change",)).items() if t not in gone}


def _set(
    finding: Any, decision: Decision | None, context: Context
) -> tuple[Any, ContrecoupError | None]:
    """Return a finding as a decision sets it, or as it is and why it cannot be set so."""
    if decision is None:
        return finding, None
    try:
        return changed(finding, decision.value, context), None
    except ContrecoupError as error:
        return finding, error


def changed(finding: Any, value: str, context: Context) -> Any:
    """Return a finding with some attributes set as JSON says.

    Raises:
        SettingsError: the attribute may not be set, or not to this.
        CitationNotFound: words are not in the document that they are said to be in.
    """
    allowed = CHANGEABLE.get(type(finding), {})
    name = type(finding).__name__.lower()
    try:
        given = msgspec.json.decode(value, type=dict[str, str])
    except msgspec.DecodeError as error:
        message = f"a change is a JSON object of texts, not {value[:80]!r}"
        raise SettingsError(message, next_step='write it so: {"polarity": "for"}') from error
    for key, said in given.items():
        if key not in allowed:
            message = f"{key!r} of a {name} is not a person's to change"
            can = ", ".join(allowed) or "nothing; reject it instead"
            step = f"of a {name} one may change: {can}"
            raise SettingsError(message, next_step=step, field=key)
        try:
            msgspec.convert(said, allowed[key])
        except msgspec.ValidationError as error:
            message = f"{said!r} is no {key} of a {name}"
            raise SettingsError(message, next_step=str(error), field=key) from error
    lines, day = given.pop("citations", None), given.pop("day", "")
    if lines is not None:
        finding = _resting(finding, lines, context)
    if day:
        on = date.fromisoformat(day)
        noon = datetime.combine(on, time(12), context.zone)
        finding = evolve(finding, days=Days(on, on), first_reported=noon)
    return evolve(finding, **given)


def _resting(move: Move, lines: str, context: Context) -> Move:
    """Return a move that rests on other words: a document's id and words of it, one a line."""
    held = {line_of(c): c for c in move.citations}
    told = [line.strip() for line in lines.splitlines() if line.strip()]
    if not told:
        message = "a move rests on words of some document"
        step = "keep one of them, or reject the move"
        raise SettingsError(message, next_step=step, field="citations")
    citations = tuple(held.get(line) or _found(line, context) for line in dict.fromkeys(told))
    articles = {a.article_id: a for a in context.documents.articles}
    posts = {c.document_id: context.documents.posts.get(c.document_id) for c in citations}
    sources: dict[str, None] = {}
    times = []
    for one in citations:
        article, post = articles.get(one.document_id), posts[one.document_id]
        sources[source_of(article) if article else ""] = None
        if post is not None:
            times.append(post.created_at)
        elif article is not None and article.published is not None:
            times.append(article.published.at)
    certainty: Certainty = "several-outlets" if len(sources) > 1 else "one-outlet"
    return evolve(
        move,
        citations=citations,
        outlets=tuple(sources),
        certainty="observed" if "" in sources else certainty,
        first_reported=min(times, default=move.first_reported),
    )


def line_of(citation: Citation) -> str:
    """Return a citation as a person writes it: the document's id, then the words."""
    return f"{citation.document_id} {' '.join(citation.exact.split())}"


def _found(line: str, context: Context) -> Citation:
    """Return the first place of some words in the document that the line begins with."""
    document_id, _, words = line.partition(" ")
    documents = context.documents
    document: Any = documents.posts.get(document_id) or next(
        (a for a in documents.articles if document_id in {a.article_id, *a.versions}),
        next((x for x in documents.letters if x.letter_id == document_id), None),
    )
    pattern = r"\s+".join(map(re.escape, words.split()))
    place = re.search(pattern, document.text) if document is not None and pattern else None
    if document is None or place is None:
        message = "these words are not in a document of that id"
        step = (
            "write the id of a post, article or letter, a blank, and words exactly as it has them"
        )
        raise CitationNotFound(message, place=line[:120], next_step=step, field="citations")
    return cite(document, place.span())
