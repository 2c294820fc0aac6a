"""Who was earlier: an order in time, no ranking of influence."""

from __future__ import annotations

from attrs import evolve

from contrecoup.model.findings import Earlier
from contrecoup.model.report import Block, Cell, Section, Table
from contrecoup.report.desk import Desk, counted
from contrecoup.report.pen import Pen, Proof
from contrecoup.report.sections.time import authors, cell, delay, level
from contrecoup.report.slots import Name

MOST = 25
_BANDS = (("hour", 60), ("day", 24 * 60), ("later", 10**9))


def section(desk: Desk) -> Section | None:
    """Write the section."""
    pen = Pen(desk, "e")
    rows = sorted(desk.findings.earlier, key=lambda e: (e.at, e.person))
    event = desk.event_name(desk.event) if desk.event else None
    if not rows or event is None:
        return None
    blocks: list[Block] = []
    desk.held(e.post_id for e in rows)  # together, not one by one
    timed = [e for e in rows if _timed(desk, e)]
    if timed:
        first = timed[0]
        posts = desk.held(e.post_id for e in timed) if desk.post(first.post_id) else ()
        early = level(desk, posts)
        cited = tuple(c for p in early for c in desk.cite(p.post_id))
        blocks.append(
            pen.write(desk.book.moments.earliest, Proof(citations=cited))(
                authors(desk, early, "earlier") if early else desk.speaker(first.person, first.at),
                delay(first.minutes, (first.post_id,), "earlier"),
                event,
            )
        )
        soon = counted(
            [e.person for e in timed if e.minutes <= 60],
            "person",
            "earlier",
            of=len(timed),
            of_label="posted",
        )
        cited = tuple(c for e in timed[:3] for c in desk.cite(e.post_id))
        blocks.append(pen.write(desk.book.moments.within, Proof(citations=cited))(soon, event))
    blocks.append(_table(desk, rows))
    return desk.section("earlier", tuple(blocks))


def _timed(desk: Desk, one: Earlier) -> bool:
    """Whether more than the day of a post, and of the event, is known."""
    if desk.event is not None and desk.event.precision == "day":
        return False
    post = desk.post(one.post_id)
    return post is None or post.precision != "day"


def _table(desk: Desk, rows: list[Earlier]) -> Table:
    columns = desk.page.columns
    named = [e for e in rows if desk.public(e.person)][:MOST]
    others = [e for e in rows if not desk.public(e.person)]
    bands: dict[str, list[Earlier]] = {desk.page.within[band]: [] for band, _ in _BANDS}
    for one in others:
        band = next(band for band, high in _BANDS if one.minutes <= high)
        said = desk.page.within[band] if _timed(desk, one) else ""
        bands.setdefault(said, []).append(one)
    lines = [_named(desk, e) for e in named]
    lines += [
        (
            cell(desk, desk.page.other_people),
            cell(
                desk,
                counted([e.person for e in inside], "person", "earlier"),
                [e.post_id for e in inside],
            ),
            cell(desk, said),
        )
        for said, inside in bands.items()
        if inside
    ]
    return Table(
        table_id="table-earlier",
        caption=desk.page.charts.earlier,
        columns=(columns.person, columns.earliest, columns.minutes),
        rows=tuple(lines),
    )


def _named(desk: Desk, one: Earlier) -> tuple[Cell, ...]:
    timed = _timed(desk, one)
    at = evolve(desk.instant(one.at), precision="minute" if timed else "day")
    return (
        cell(desk, Name(desk.people[one.person].name, one.person)),
        cell(desk, at, (one.post_id,)),
        cell(desk, delay(one.minutes, (one.post_id,), "earlier") if timed else ""),
    )
