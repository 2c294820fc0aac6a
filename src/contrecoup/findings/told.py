"""What the press and the letter tell: moves, successions, demands, quality."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from attrs import evolve, frozen

from contrecoup.findings.context import NEVER, Context, cite, finding_id, first_id, source_of
from contrecoup.findings.own_moves import own_moves
from contrecoup.findings.people import Names, plain
from contrecoup.findings.quoted import resolve
from contrecoup.model.documents import Article, Letter
from contrecoup.model.evidence import Certainty, Citation
from contrecoup.model.findings import (
    Demand,
    Move,
    MoveStatus,
    SourceQuality,
    Succession,
)
from contrecoup.model.reading import (
    Modality,
    MoveType,
    NamedOrganisation,
    Reading,
)

ARRIVALS: frozenset[MoveType] = frozenset({"appoint", "succeed", "interim", "join", "return"})
SAME_KIND: dict[MoveType, str] = {
    "appoint": "arrive",
    "succeed": "arrive",
    "interim": "interim",
    "join": "join",
    "return": "return",
    "dismiss": "dismiss",
    "resign": "leave",
    "leave": "leave",
}
STATUS: dict[Modality, MoveStatus] = {
    "done": "done",
    "background": "done",
    "announced": "announced",
    "expected": "reported",
    "reported": "reported",
    "demanded": "demanded",
    "denied": "denied",
}
SEVERAL = re.compile(
    r"administrat(?:eu|o)rs|cadres|co ?founders|cofondateurs|colleagues"
    r"|dirigeants|directors|employees|executives|figures|fondateurs|founders|leaders|managers"
    r"|people|personnes|researchers|responsables|salaries|(?:board )?members|membres.*"
)
"""Words for people who hold posts side by side: a list of them is no succession."""
UNDER_WAY = re.compile(
    r"\b(?:is|are|will be) (?:still )?(?:joining|leaving)\b"
    r"|\brejoi(?:nt|gnent) (?:toujours|bientot|prochainement)\b"
)
STRONGEST: tuple[Modality, ...] = (
    "done",
    "announced",
    "expected",
    "reported",
    "demanded",
    "background",
    "denied",
)
_AHEAD: frozenset[Modality] = frozenset({"announced", "expected", "reported"})
BACKING: dict[Modality, frozenset[Modality]] = {
    "expected": frozenset({"expected", "reported"}),
    "reported": frozenset({"expected", "reported"}),
}
"""Whose tellings bear out a move told so far and no further, where others count besides its own."""


@frozen(kw_only=True)
class _Told:
    """One move as one document tells it, with its people resolved."""

    outlet: str
    at: datetime
    type: MoveType
    modality: Modality
    role: str
    rule: str
    person: str
    person_name: str
    organisation: str
    organisation_name: str
    replaces: str
    citation: Citation


def moves(context: Context) -> tuple[Move, ...]:
    """Return every move that the press or the person tells, one for all who tell it."""
    names = Names(context.roster)
    told: dict[tuple[str, str, str, bool], list[_Told]] = {}
    tellings = [t for article, reading in context.readings for t in _told(article, reading, names)]
    tellings += _own(context)
    for one in sorted(tellings, key=lambda t: (t.at, t.outlet, t.citation.start)):
        key = (
            one.person or plain(one.person_name),
            SAME_KIND[one.type],
            one.organisation or plain(one.organisation_name),
            one.modality == "demanded",
        )
        told.setdefault(key, []).append(one)
    _fill_organisations(told)
    found = [_move(group) for group in told.values()]
    return tuple(sorted(_reversed(found), key=lambda m: (m.first_reported, m.finding_id)))


def _told(article: Article, reading: Reading, names: Names) -> Iterable[_Told]:
    people = {p.id: p for p in reading.people}
    organisations = {o.id: o for o in reading.organisations}
    for move in reading.moves:
        person = people.get(move.person or "")
        if person is None or move.modality == "background":
            continue
        organisation, printed = _where(organisations.get(move.organisation or ""), names)
        replaced = people.get(move.replaces or "")
        for span in move.mentions or (move.span,):
            yield _Told(
                outlet=source_of(article),
                at=_at(article),
                type=move.type,
                modality=_modality(move.modality, reading.text[slice(*span)]),
                role=move.role or "",
                rule=f"move:{move.rule or move.type}",
                person=resolve(person, names),
                person_name=person.name,
                organisation=organisation,
                organisation_name=printed,
                replaces=resolve(replaced, names) if replaced else "",
                citation=cite(article, span),
            )


def _where(organisation: NamedOrganisation | None, names: Names) -> tuple[str, str]:
    """The roster's id and the printed name; both empty for *the company*, which names nothing."""
    if organisation is None:
        return "", ""
    known = names.organisation(organisation.name)
    named = known or not organisation.name[:1].islower()
    return known, organisation.name if named else ""


def _modality(read: Modality, words: str) -> Modality:
    """A move under way ("is joining", "rejoignent toujours") is announced, not done."""
    return "announced" if read == "done" and UNDER_WAY.search(plain(words)) else read


def _own(context: Context) -> Iterable[_Told]:
    people = {p.person_id: p for p in context.roster.people}
    organisations = {o.organisation_id: o for o in context.roster.organisations}
    for own in own_moves(context):
        yield _Told(
            outlet="",
            at=own.post.created_at,
            type=own.type,
            modality=own.modality,
            role=own.role,
            rule="move:first-person",
            person=own.person,
            person_name=people[own.person].name,
            organisation=own.organisation,
            organisation_name=organisations[own.organisation].name
            if own.organisation
            else own.organisation_name,
            replaces="",
            citation=cite(own.post, own.span),
        )


def _fill_organisations(told: dict[tuple[str, str, str, bool], list[_Told]]) -> None:
    """Join a move told without an organisation with the same one told with it."""
    for key in [key for key in told if not key[2]]:
        fuller = [
            other for other in told
            if other[:2] == key[:2] and other[2] and other[3] == key[3]
        ]  # fmt: skip
        if len(fuller) == 1:
            told[fuller[0]] = sorted(
                [*told[fuller[0]], *told.pop(key)], key=lambda t: (t.at, t.citation.start)
            )


def _at(article: Article) -> datetime:
    return article.published.at if article.published else NEVER


def _move(group: list[_Told]) -> Move:
    """Return what a group tells, as far as it goes.

    All who tell it are cited, but those alone who go so far have reported it, and the first of
    them first: who only expected a departure has not reported it.
    """
    modalities = {one.modality for one in group}
    modality = next(m for m in STRONGEST if m in modalities)
    status = _status(group, modality)
    backing = BACKING.get(modality, frozenset({modality}))
    backed = [one for one in group if status == "reversed" or one.modality in backing]
    first = next((one for one in group if one.organisation_name), group[0])
    outlets = tuple(dict.fromkeys(one.outlet for one in backed))
    certainty: Certainty = "several-outlets" if len(outlets) > 1 else "one-outlet"
    if "" in outlets:
        certainty = "observed"
    person = next((one.person for one in group if one.person), "")
    return Move(
        finding_id=finding_id(
            "move",
            person or plain(group[0].person_name),
            SAME_KIND[first.type],
            first.organisation or plain(first.organisation_name),
            *(["demanded"] if modality == "demanded" else []),
        ),
        type=first.type,
        person=person,
        person_name=group[0].person_name,
        organisation=first.organisation,
        organisation_name=first.organisation_name,
        role=next((one.role for one in group if one.role), ""),
        modality=modality,
        status=status,
        citations=tuple(one.citation for one in group),
        outlets=outlets,
        first_reported=backed[0].at,
        rule=first.rule,
        certainty=certainty,
        replaces=next((one.replaces for one in group if one.replaces), ""),
    )


def _status(group: list[_Told], modality: Modality) -> MoveStatus:
    """Announced first and denied last is reversed; else what the strongest telling says."""
    if group[-1].modality == "denied" and group[0].modality in _AHEAD:
        return "reversed"
    return STATUS[modality]


def _reversed(found: list[Move]) -> list[Move]:
    """Mark an announced departure or arrival that a later denial or return undoes."""
    undoing: dict[str, list[int]] = {}
    for number, later in enumerate(found):
        if later.modality == "denied" or later.type == "return":
            for who in {f"name:{later.person_name}", f"id:{later.person}"} - {"id:"}:
                undoing.setdefault(who, []).append(number)
    undone: dict[str, Move] = {}
    for move in found:
        if move.type not in {"join", "leave", "resign"} or move.modality not in _AHEAD:
            continue
        same = {
            n for w in (f"name:{move.person_name}", f"id:{move.person}") for n in undoing.get(w, ())
        }
        later_ones = [n for n in same if found[n].first_reported > move.first_reported]
        if later_ones:
            undone[move.finding_id] = found[max(later_ones)]
    return [
        evolve(move, status="reversed", reversed_by=undone[move.finding_id].finding_id)
        if move.finding_id in undone
        else move
        for move in found
    ]


def successions(context: Context) -> tuple[Succession, ...]:
    """Return who held one role one after the other, as the press lists them."""
    names = Names(context.roster)
    told: dict[tuple[str, ...], list[tuple[Article, Citation, str, str, tuple[str, ...]]]] = {}
    for article, reading in context.readings:
        people = {p.id: p for p in reading.people}
        organisations = {o.id: o for o in reading.organisations}
        for succession in reading.successions:
            if SEVERAL.fullmatch(plain(succession.role)):
                continue
            persons = [people[p] for p in succession.people if p in people]
            ids = tuple(resolve(p, names) for p in persons)
            organisation = organisations.get(succession.organisation or "")
            organisation_id = names.organisation(organisation.name) if organisation else ""
            printed = tuple(p.name for p in persons)
            key = tuple(i or plain(n) for i, n in zip(ids, printed, strict=True))
            told.setdefault(key, []).append(
                (article, cite(article, succession.span), succession.role, organisation_id, printed)
            )
    found = []
    for key, tellings in told.items():
        outlets = {source_of(article) for article, *_ in tellings}
        known = {p.person_id for p in context.roster.people}
        found.append(
            Succession(
                finding_id=finding_id("succession", *key),
                role=tellings[0][2],
                organisation=next((t[3] for t in tellings if t[3]), ""),
                people=tuple(k if k in known else "" for k in key),
                names=tellings[0][4],
                citations=tuple(t[1] for t in tellings),
                rule="succession:listed",
                certainty="several-outlets" if len(outlets) > 1 else "one-outlet",
            )
        )
    return tuple(sorted(found, key=lambda s: (-len(s.people), s.finding_id)))


def demands(context: Context) -> tuple[Demand, ...]:
    """Return what was asked, of whom, on what condition, with what threat."""
    found: dict[str, Demand] = {}
    for document, reading in chain[tuple[Article | Letter, Reading]](
        context.letters, context.readings
    ):
        for read in reading.demands:
            citation = cite(document, read.span)
            own = isinstance(document, Letter)
            demand = Demand(
                finding_id=finding_id("demand", first_id(document), citation.exact),
                what=read.what or "",
                by=read.by or "",
                of=read.of or "",
                condition=read.condition or "",
                threat=read.threat or "",
                lang=reading.lang,
                document_id=citation.document_id,
                outlet="" if isinstance(document, Letter) else source_of(document),
                citation=citation,
                rule="demand:letter" if own else "demand:press",
                certainty="observed" if own else "one-outlet",
            )
            found.setdefault(demand.finding_id, demand)
    return tuple(found.values())


def qualities(context: Context) -> tuple[SourceQuality, ...]:
    """Return how each article is written, with the spans that say so."""
    return tuple(
        SourceQuality(
            document_id=article.article_id,
            level=reading.quality.level,
            citations=tuple(cite(article, oddity.span) for oddity in reading.quality.spans),
            reasons=tuple(sorted({oddity.why for oddity in reading.quality.spans})),
        )
        for article, reading in context.readings
    )
