"""Who led, and who moved where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from attrs import frozen

from contrecoup.model.counts import Count
from contrecoup.model.evidence import Certainty
from contrecoup.model.findings import Move, Succession
from contrecoup.model.report import Block, Chart, Mark, Section, Sentence, Table
from contrecoup.report.desk import Desk, counted, written_in
from contrecoup.report.pen import Pen, Proof
from contrecoup.report.roles import known, lane
from contrecoup.report.sections.time import cell
from contrecoup.report.slots import Day, Listed, Name, Outlet, Role

LEAST_HELD = timedelta(hours=6)
"""Least width of a bar of the chart: a term that began and ended on one day."""


TOLD = 3
"""The successions that are told, the longest first."""
NOT_MOVED = frozenset({"denied", "demanded", "reported"})
"""Nobody moved: the documents deny it, ask for it, or tell it as possible."""
ARRIVES = frozenset({"appoint", "succeed", "interim", "return"})


@frozen
class Term:
    """How long one person held a post, as the roster says."""

    person: str
    start: datetime
    end: datetime | None


def successions(desk: Desk) -> tuple[Succession, ...]:
    """Return the successions whose people may be named, the longest first."""
    found = [
        s
        for s in desk.kept(desk.findings.successions)
        if len(s.people) > 1 and all(desk.public(p) for p in s.people)
    ]
    return tuple(sorted(found, key=lambda s: (-len(s.people), s.finding_id)))


def terms(desk: Desk, succession: Succession) -> tuple[Term, ...]:
    """Return who held the post when, from dated affiliations, in order."""
    zone = ZoneInfo(desk.zone)
    found = []
    for person in succession.people:
        rows = [
            a
            for a in desk.roster.affiliations
            if a.person_id == person
            and a.organisation_id == desk.group.ref
            and a.first is not None
            and lane(a.role, a.team) in {"leader", "board"}
        ]
        rows.sort(key=lambda a: (_executive(a.role), a.first or date.min), reverse=True)
        for held in rows[:1]:
            assert held.first is not None
            start = datetime.combine(held.first, time(), zone).astimezone(UTC)
            end = (
                datetime.combine(held.last, time(), zone).astimezone(UTC) + timedelta(days=1)
                if held.last
                else None
            )
            found.append(Term(person, start, end))
    return tuple(found)


def _executive(role: str) -> bool:
    return "chief executive" in known(role) or "ceo" in role.lower()


def role_of(desk: Desk, succession: Succession) -> Role:
    """Return the role that was held in turn: as printed, or as the roster has it."""
    document = succession.citations[0].document_id
    if known(succession.role):
        return Role(known(succession.role), document)
    held = [
        a.role
        for person in succession.people
        for a in desk.roster.affiliations
        if a.person_id == person and a.organisation_id == desk.group.ref and _executive(a.role)
    ]
    return Role("chief executive" if held else succession.role, document)


def holders(succession: Succession) -> Count:
    """Count the people who held a post in turn."""
    return counted(succession.people, "person", succession.rule)


def tell(desk: Desk, pen: Pen, succession: Succession) -> Sentence:
    """Say who held a post, in order."""
    proof = Proof(
        citations=succession.citations,
        findings=(succession.finding_id,),
        certainty=succession.certainty,
    )
    people = Listed([desk.speaker(p) for p in succession.people])
    source = desk.outlet(succession.citations[0].document_id)
    return pen.write(desk.book.turns.succession, proof)(
        role_of(desk, succession), desk.group, people, source
    )


def leaders(desk: Desk) -> Section | None:
    """Write the section on who led."""
    pen = Pen(desk, "p")
    blocks: list[Block] = []
    for number, succession in enumerate(successions(desk)[:TOLD], 1):
        blocks.append(tell(desk, pen, succession))
        held = terms(desk, succession)
        if len(held) > 1:
            blocks.append(_slope(desk, succession, held, number))
    return desk.section("leaders", tuple(blocks)) if blocks else None


def _slope(desk: Desk, succession: Succession, held: tuple[Term, ...], number: int) -> Chart:
    speech, columns = desk.book.speech, desk.page.columns
    first = desk.settings.start or min(t.start for t in held)
    last = desk.settings.end or max(t.end or t.start + timedelta(days=1) for t in held)
    marks, rows = [], []
    for index, term in enumerate(held):
        start, end = max(term.start, first), min(term.end or last, last)
        name = desk.people[term.person].name
        marks.append(
            Mark(
                at=start,
                value=1.0,
                label=name,
                lane=index,
                end=max(end, start + LEAST_HELD),
                ref=succession.citations[0].document_id,
            )
        )
        until = desk.said_day(term.end - timedelta(days=1), year=True) if term.end else None
        rows.append(
            (
                cell(desk, desk.speaker(term.person), (succession.citations[0].document_id,)),
                cell(desk, desk.said_day(term.start, year=True)),
                cell(desk, until or ""),
            )
        )
    role = role_of(desk, succession)
    return Chart(
        chart_id=f"chart-leaders-{number}",
        kind="slope",
        title=desk.page.charts.leaders,
        description=speech.text(desk.book.turns.slope(holders(succession), role)),
        start=first,
        end=max(last, *(m.end or m.at for m in marks)),
        marks=tuple(marks),
        lanes=tuple(desk.people[t.person].name for t in held),
        table=Table(
            table_id=f"table-leaders-{number}",
            caption=desk.page.charts.leaders,
            columns=(columns.person, columns.start, columns.end),
            rows=tuple(rows),
        ),
    )


def named_moves(desk: Desk) -> tuple[Move, ...]:
    """Return the moves of people who may be named, in order of time.

    A denial or return that undoes another move is told with that move.
    """
    moves_ = desk.kept(desk.findings.moves)
    undoing = {m.reversed_by for m in moves_}
    found = [m for m in moves_ if desk.public(m.person) and m.finding_id not in undoing]
    return tuple(sorted(found, key=lambda m: (told_at(desk, m), m.finding_id)))


def told_at(desk: Desk, one: Move) -> datetime:
    """Return when a move was last told: when it was undone, else when it was first reported."""
    undone = {m.finding_id: m for m in desk.findings.moves}.get(one.reversed_by)
    return (undone or one).first_reported


def move(desk: Desk, pen: Pen, one: Move) -> Sentence:
    """Say one move, with its source and day."""
    undone = {m.finding_id: m for m in desk.findings.moves}.get(one.reversed_by)
    citations = (*one.citations, *(undone.citations if undone else ()))
    source = (undone or one).citations[0].document_id
    at = undone.first_reported if undone else one.first_reported
    proof = Proof(citations=citations, findings=(one.finding_id,), certainty=_certainty(desk, one))
    return pen.write(desk.book.turns.move, proof)(
        one.type,
        one.status,
        Name(desk.people[one.person].name, one.person),
        _where(desk, one),
        _role(desk, one),
        desk.outlet(source),
        desk.said_day(at),
    )


def _certainty(desk: Desk, one: Move) -> Certainty:
    """Return how a move is known: what articles alone tell is reported, not observed."""
    articles = {c.document_id for c in one.citations}
    if one.certainty != "observed" or not articles <= desk.articles.keys():
        return one.certainty
    outlets = {desk.articles[key].outlet or key for key in articles}
    return "several-outlets" if len(outlets) > 1 else "one-outlet"


def _where(desk: Desk, one: Move) -> Name | None:
    if one.organisation in desk.organisations:
        return desk.target(one.organisation)
    name = one.organisation_name
    return Name(name, one.finding_id, organisation=True) if name else None


def _role(desk: Desk, one: Move) -> Role | None:
    """Return the role as printed, where it can be said in this language.

    The organisation at its end is left out where the sentence names it.
    """
    document = one.citations[0].document_id
    article, post = desk.articles.get(document), desk.post(document)
    lang = article.lang if article else written_in(post.lang, post.text) if post else ""
    where = _where(desk, one)
    role = _less(one.role, {where.text, one.organisation_name} if where else set())
    said = role and (lang == desk.lang or known(role)) and not desk.exposes(role, document)
    return Role(role, document) if said else None


def _less(role: str, names: Iterable[str]) -> str:
    """Return a role without what it is of: *présidence d'Ondelune*, *head of data at Ondelune*."""
    for name in filter(None, names):
        if role.endswith(name) and (cut := _OF.search(role, 0, len(role) - len(name))):
            return role[: cut.start()]
    return role


_OF = re.compile(r"\s+(?:de |de la |de l['’]|d['’]|du |des |chez |of |of the |at |at the )$")


def moves(desk: Desk) -> Section | None:
    """Write the section on who moved where."""
    pen = Pen(desk, "m")
    named = named_moves(desk)
    blocks: list[Block] = [move(desk, pen, one) for one in named if not _in_turn(desk, one)]
    blocks += _unnamed(desk, pen)
    if named:
        blocks.append(_table(desk, named))
    return desk.section("moves", tuple(blocks)) if blocks else None


def _in_turn(desk: Desk, one: Move) -> bool:
    """Whether a takeover says no more than who held a post in turn; the table keeps it."""
    plain = one.type == "succeed" and one.status == "done" and not one.role
    here = one.organisation in {"", desk.group.ref} and not _elsewhere(one)
    return plain and here and any(one.person in s.people[1:] for s in successions(desk)[:TOLD])


def _unnamed(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    others = [
        m
        for m in desk.kept(desk.findings.moves)
        if not desk.public(m.person) and m.status not in NOT_MOVED
    ]
    first = {m.person or m.person_name: m for m in reversed(others)}
    if first:
        found = sorted(first.values(), key=lambda m: m.finding_id)
        proof = Proof(
            citations=tuple(m.citations[0] for m in found),
            findings=tuple(m.finding_id for m in found),
        )
        yield pen.write(desk.book.turns.unnamed, proof)(
            counted([m.finding_id for m in found], "person", "move")
        )


def _table(desk: Desk, named: tuple[Move, ...]) -> Table:
    columns, turns = desk.page.columns, desk.book.turns
    rows = []
    for one in named:
        documents = tuple(dict.fromkeys(c.document_id for c in one.citations))
        held = desk.affiliation(one.person, one.first_reported)
        group = _where(desk, one)
        leaves = one.type in {"dismiss", "resign", "leave"}
        at = held.organisation_id if held else ""
        came = desk.target(at) if at in desk.organisations else None
        origin = group or came if leaves else came if came != group else None
        goal = None if leaves else group
        if not leaves and goal is None:
            goal = came if one.type in ARRIVES and not _elsewhere(one) else None
            origin = None
        rows.append(
            (
                cell(desk, desk.speaker(one.person), documents),
                cell(desk, turns.what(one.type, one.status)),
                cell(desk, origin or ""),
                cell(desk, goal or ""),
                cell(desk, turns.status(one.status)),
                cell(desk, _sources(desk, documents), documents),
                cell(desk, desk.said_day(one.first_reported)),
            )
        )
    return Table(
        table_id="table-moves",
        findings=tuple((one.finding_id,) for one in named),
        caption=desk.page.charts.moves,
        columns=(
            columns.person,
            columns.what,
            columns.from_,
            columns.to,
            columns.status,
            columns.source,
            columns.day,
        ),
        rows=tuple(rows),
    )


def _elsewhere(one: Move) -> bool:
    """Whether the words name no organisation but tell of a competitor."""
    return any(_RIVAL.search(c.exact) for c in one.citations)


_RIVAL = re.compile(
    r"(?i)\b(?:concurrente?s?|concurrence|rivale?s?|rivaux|competitors?|competition)\b"
)


def _sources(desk: Desk, documents: tuple[str, ...]) -> Listed:
    outlets: dict[str, Outlet] = {}
    for document in documents:
        outlet = desk.outlet(document)
        outlets.setdefault(outlet.text or document, outlet)
    return Listed(tuple(outlets.values()))


def days_between(desk: Desk, succession: Succession) -> tuple[Count, Day] | None:
    """Count the days from the one who held the post before to the last who took it.

    Counted from the day on which the second person took the post to the day on
    which the last one did, both included.
    """
    held = terms(desk, succession)
    if len(held) < 3:
        return None
    ends = [desk.day(t.start) for t in held]
    ids = tuple(c.document_id for c in succession.citations)
    first, last = min(ends[1:]), max(ends[1:])
    if ends[1:] != sorted(ends[1:]):
        return None
    return Count(value=(last - first).days + 1, unit="day", rule="calendar", ids=ids), Day(last)
