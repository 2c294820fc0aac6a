"""People, accounts, posts held, moves and sources as FollowTheMoney JSON lines.

Entities of that model (schema, id, properties as lists of text), which Aleph,
OpenAleph and its own command line read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from contrecoup.model.hand_over import HandOver
from contrecoup.render.safe import link, printable

Entity = dict[str, Any]
_LANGUAGES = {"fr": "fra", "en": "eng", "de": "deu", "es": "spa", "it": "ita", "pt": "por"}
"""The model wants three letters; a language that is not here is left out."""


def ftm(case: HandOver) -> bytes:
    """Return a JSON line an entity, in a fixed order, each id once."""
    known: dict[str, Entity] = {}
    for entity in (*_organisations(case), *_people(case), *_accounts(case), *_sources(case)):
        known.setdefault(entity["id"], entity)
    for entity in (*_affiliations(case), *_moves(case), *_quotations(case)):
        known.setdefault(entity["id"], entity)
    lines = [json.dumps(e, ensure_ascii=False, sort_keys=True) for e in known.values()]
    return "".join(f"{line}\n" for line in lines).encode()


def _id(kind: str, *parts: str) -> str:
    told = "\x1f".join((kind, *parts)).encode("utf-8", "replace")
    return f"contrecoup-{kind}-{hashlib.sha256(told).hexdigest()[:20]}"


def _entity(kind: str, one: str, **properties: str | list[str]) -> Entity:
    lists = {k: [v] if isinstance(v, str) else v for k, v in properties.items()}
    kept = {k: [printable(v) for v in values if v] for k, values in lists.items()}
    return {"id": one, "schema": kind, "properties": {k: v for k, v in kept.items() if v}}


def _organisations(case: HandOver) -> Iterator[Entity]:
    for one in case.roster.organisations:
        name = one.name or one.organisation_id
        alias = list(one.other_names)
        yield _entity("Organization", _id("org", one.organisation_id), name=name, alias=alias)


def _people(case: HandOver) -> Iterator[Entity]:
    for one in case.roster.people:
        name = one.name or one.person_id
        yield _entity(
            "Person", _id("person", one.person_id), name=name, alias=list(one.other_names)
        )


def _accounts(case: HandOver) -> Iterator[Entity]:
    for one in case.findings.matches:
        owner = _id("person", one.person_id) if one.verdict == "sure" and one.person_id else ""
        username = one.handle or one.account_id
        yield _entity(
            "UserAccount",
            _id("account", one.account_id),
            username=username,
            name=one.display_name or username,
            service=one.platform,
            owner=owner,
        )


def _sources(case: HandOver) -> Iterator[Entity]:
    for one in case.articles:
        yield _entity(
            "Article",
            _id("document", one.article_id),
            title=one.title,
            publisher=one.outlet,
            author=one.author,
            language=_LANGUAGES.get(one.lang, ""),
            sourceUrl=link(one.url),
            publishedAt=one.published.at.date().isoformat() if one.published else "",
        )
    for letter in case.letters:
        yield _entity(
            "Article",
            _id("document", letter.letter_id),
            title=letter.title,
            language=_LANGUAGES.get(letter.lang, ""),
            sourceUrl=link(letter.url),
            publishedAt=letter.published.at.date().isoformat() if letter.published else "",
        )


def _affiliations(case: HandOver) -> Iterator[Entity]:
    for one in case.roster.affiliations:
        first = one.first.isoformat() if one.first else ""
        last = one.last.isoformat() if one.last else ""
        yield _entity(
            "Employment",
            _id("employment", one.person_id, one.organisation_id, one.role, first, last),
            employee=_id("person", one.person_id),
            employer=_id("org", one.organisation_id),
            role=one.role,
            startDate=first,
            endDate=last,
            sourceUrl=link(one.source),
        )


def _moves(case: HandOver) -> Iterator[Entity]:
    """Yield an Occupancy of a Position for each appointment, an end for each departure."""
    people = {p.person_id for p in case.roster.people}
    organisations = {o.organisation_id for o in case.roster.organisations}
    begins = {"appoint", "succeed", "interim", "join", "return"}
    for one in case.findings.moves:
        if one.person not in people or one.organisation not in organisations:
            continue
        day = one.days.first.isoformat() if one.days else ""
        began = one.type in begins
        yield _entity(
            "Employment",
            _id("move", one.finding_id),
            employee=_id("person", one.person),
            employer=_id("org", one.organisation),
            role=one.role,
            status=f"{one.type}, {one.status}",
            startDate=day if began else "",
            endDate="" if began else day,
            recordId=one.finding_id,
            publisher=[outlet for outlet in dict.fromkeys(one.outlets) if outlet],
        )


def _quotations(case: HandOver) -> Iterator[Entity]:
    """Yield a Note a quotation whose speaker is known, about that speaker."""
    kinds = {"person": "person", "organisation": "org"}
    for one in case.findings.quotations:
        kind = kinds.get(one.speaker_kind)
        if not kind or not one.speaker:
            continue
        first = one.renderings[0]
        yield _entity(
            "Note",
            _id("quotation", one.finding_id),
            name=one.finding_id,
            description=[r.text for r in one.renderings],
            entity=_id(kind, one.speaker),
            proof=_id("document", first.citation.document_id) if first.outlet else "",
            publisher=[r.outlet for r in one.renderings if r.outlet],
        )
