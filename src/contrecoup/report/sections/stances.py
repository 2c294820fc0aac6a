"""Who supported or criticised whom, by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from contrecoup.model.counts import Count
from contrecoup.model.findings import Stance
from contrecoup.model.reading import Polarity
from contrecoup.model.report import Block, Cell, Section, Sentence, Table
from contrecoup.report.desk import BOARD, GONE, Desk, counted
from contrecoup.report.once import once
from contrecoup.report.pen import Pen, Proof
from contrecoup.report.sections.time import cell
from contrecoup.report.sections.unison import shared
from contrecoup.report.slots import LANES, Lane, Phrase

LEAST_CONFIDENCE = 0.5
"""The same threshold for praise and for criticism (rule 22)."""


def stances(desk: Desk) -> tuple[Stance, ...]:
    """Return the stances whose target may be named, above one threshold for both sides."""
    return once(desk, _nameable)


def _nameable(desk: Desk) -> tuple[Stance, ...]:
    found = [
        s
        for s in desk.kept(desk.findings.stances)
        if s.confidence >= LEAST_CONFIDENCE
        and (
            s.polarity in {"neither", "confused"}
            or s.target == BOARD
            or s.target in desk.organisations
            or desk.public(s.target)
        )
    ]
    return tuple(found)


def by_target(desk: Desk) -> Mapping[tuple[Polarity, str], tuple[Stance, ...]]:
    """Group stances by side and target; within a group one a holder, in order of ids.

    Of one holder, words that are still available count before those of a post that no longer is.
    """
    return once(desk, _by_target)


def _by_target(desk: Desk) -> Mapping[tuple[Polarity, str], tuple[Stance, ...]]:
    found: dict[tuple[Polarity, str], dict[str, Stance]] = defaultdict(dict)
    desk.held(stance.document_id for stance in stances(desk))  # together, not one by one
    for stance in stances(desk):
        sided = stance.polarity in {"for", "against"}
        key = (stance.polarity, stance.target if sided else "")
        _keep(desk, found[key], stance)
    return {key: tuple(rows.values()) for key, rows in sorted(found.items())}


def _keep(desk: Desk, rows: dict[str, Stance], stance: Stance) -> None:
    """Keep one stance of a holder: the first whose words are still available, else the first."""
    kept = rows.setdefault(_holder(desk, stance), stance)
    if _gone(desk, kept) and not _gone(desk, stance):
        rows[_holder(desk, stance)] = stance


def _holder(desk: Desk, stance: Stance) -> str:
    """Return the person whose side it is; the account, where nobody is known to own it."""
    return desk.holder(stance.holder) or stance.holder


def _gone(desk: Desk, stance: Stance) -> bool:
    return desk.state(stance.document_id)[0] in GONE


def tell(desk: Desk, pen: Pen, key: tuple[Polarity, str], rows: tuple[Stance, ...]) -> Sentence:
    """Say how many people's words take one side toward one target."""
    side, target = key
    voices = desk.book.voices
    people = counted([_holder(desk, s) for s in rows], "person", "stance")
    alike, message = _alike(desk, rows)
    lost = [_holder(desk, s) for s in rows if _gone(desk, s)]
    gone = counted(lost, "person", "stance")
    proof = Proof(
        citations=tuple(s.citation for s in rows),
        findings=(*(s.finding_id for s in rows), *message),
        note="right-of-reply" if side == "against" else "",
        subject=f"{side}:{target}",
    )
    if side == "for":
        return pen.write(voices.supported, proof)(people, desk.target(target), alike, gone)
    if side == "against":
        return pen.write(voices.criticised, proof)(people, desk.target(target), alike, gone)
    phrase = voices.confused if side == "confused" else voices.neither
    return pen.write(phrase, proof)(people)


def _alike(desk: Desk, rows: tuple[Stance, ...]) -> tuple[Count, tuple[str, ...]]:
    """Count those who took a side in one and the same message, the message of the most of them."""
    best: list[str] = []
    message: tuple[str, ...] = ()
    for one in shared(desk)[0]:
        posts = set(one.echo.post_ids)
        inside = [_holder(desk, s) for s in rows if s.citation.document_id in posts]
        if len(inside) > max(len(best), 1):
            best, message = inside, (one.echo.finding_id,)
    return counted(best, "person", "stance"), message


def largest(desk: Desk, sides: tuple[Polarity, ...]) -> list[tuple[Polarity, str]]:
    """Return the sides and targets with the most people, for some sides."""
    found = by_target(desk)
    keys = [key for key in found if key[0] in sides]
    return sorted(keys, key=lambda key: (-len(found[key]), key))


def section(desk: Desk) -> Section | None:
    """Write the section."""
    pen, found = Pen(desk, "a"), by_target(desk)
    order: tuple[Polarity, ...] = ("for", "against", "confused", "neither")
    keys = sorted(found, key=lambda k: (order.index(k[0]) // 2, -len(found[k]), k))
    blocks: list[Block] = [tell(desk, pen, key, found[key]) for key in keys]
    targets = sorted({target for side, target in found if side in {"for", "against"}})
    if targets:
        blocks.insert(0, _table(desk, targets))
    return desk.section("stances", tuple(blocks)) if blocks else None


def _table(desk: Desk, targets: list[str]) -> Table:
    held: dict[tuple[Lane, str, Polarity], dict[str, Stance]] = defaultdict(dict)
    for stance in stances(desk):
        holder = _holder(desk, stance)
        inside = holder in desk.members
        group: Lane = desk.lane(holder, stance.at) if inside else "outside"
        _keep(desk, held[group, stance.target, stance.polarity], stance)
    lanes: tuple[Lane, ...] = (*LANES, "outside")
    titles = dict(
        zip(lanes, (*desk.page.charts.lanes[: len(LANES)], desk.page.outside), strict=True)
    )
    shown = [group for group in lanes if any(key[0] == group for key in held)]
    rows = [
        (cell(desk, titles[group]), *(_cell(desk, held, group, t) for t in targets))
        for group in shown
    ]
    told = [
        sorted(s.finding_id for key, by in held.items() if key[0] == group for s in by.values())
        for group in shown
    ]
    return Table(
        table_id="table-stances",
        findings=tuple(map(tuple, told)),
        caption=desk.page.charts.stances,
        columns=(desk.page.columns.target, *(_head(desk.target(t).text) for t in targets)),
        rows=tuple(rows),
    )


def _head(name: str) -> str:
    """Return a name at the head of a column."""
    return name[:1].upper() + name[1:]


def _cell(
    desk: Desk, held: dict[tuple[Lane, str, Polarity], dict[str, Stance]], group: Lane, target: str
) -> Cell:
    favour, critical = (held.get((group, target, side), {}) for side in ("for", "against"))
    everybody = {**favour, **critical}
    lost = [h for by in (favour, critical) for h, s in by.items() if _gone(desk, s)]
    parts = desk.book.voices.cell(
        counted(favour, "person", "stance") if favour else None,
        counted(critical, "person", "stance") if critical else None,
        counted(everybody, "person", "stance"),
        counted(dict.fromkeys(lost), "person", "stance"),
    )
    documents = sorted({s.document_id for s in (*favour.values(), *critical.values())})
    return cell(desk, Phrase(parts), documents)
