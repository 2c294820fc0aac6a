"""The letter: its published numbers, what it asks, its versions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Literal

from attrs import evolve

from contrecoup.language import identify, normalise
from contrecoup.model.counts import Count
from contrecoup.model.documents import Letter
from contrecoup.model.evidence import Citation
from contrecoup.model.findings import Demand, Tally
from contrecoup.model.report import Block, Chart, Mark, Passage, Rule, Section, Sentence, Table
from contrecoup.report.desk import Desk, counted
from contrecoup.report.pen import Pen, Proof
from contrecoup.report.sections.numbers import conflicts, latest, said, staff, tallies
from contrecoup.report.sections.time import cell
from contrecoup.report.slots import Day, Listed, Quoted, Reported

MOST_DEMANDS = 12
"""Passages of demands, conditions and threats that are quoted."""
Kind = Literal["asked", "condition", "threat"]
SIGNATURES = "signatures"
"""What the sentence on the published numbers is about, whichever numbers they are."""


def proof(*found: Tally) -> Proof:
    """Return what published numbers rest on."""
    outlets = {t.outlet for t in found if t.certainty != "observed"}
    own = not outlets
    return Proof(
        citations=tuple(t.citation for t in found),
        findings=tuple(t.finding_id for t in found),
        certainty="observed" if own else "several-outlets" if len(outlets) > 1 else "one-outlet",
    )


def grew(desk: Desk, pen: Pen) -> Sentence | None:
    """Say from which published number to which."""
    found, last = tallies(desk), latest(desk)
    if last is None:
        return None
    low = min(found, key=lambda t: (t.value, t.at.at, t.finding_id))
    if low.value >= last.value or low.at.at >= last.at.at:
        return None
    growth = evolve(proof(low, last), subject=SIGNATURES)
    return pen.write(desk.book.letter.grew, growth)(
        said(last),
        desk.outlet(last.document_id),
        desk.said_day(last.at.at),
        said(low),
        desk.outlet(low.document_id),
        desk.said_day(low.at.at),
    )


def differ(desk: Desk, pen: Pen) -> tuple[Sentence, ...]:
    """Set numbers that disagree side by side, one sentence a day."""
    return tuple(
        pen.write(desk.book.letter.differ, evolve(proof(*rows), subject=f"differ:{day}"))(
            Day(day), Listed([Reported(desk.outlet(t.document_id), said(t)) for t in rows])
        )
        for day, rows in conflicts(desk)
    )


def section(desk: Desk) -> Section | None:
    """Write the section."""
    pen, letter = Pen(desk, "l"), desk.book.letter
    blocks: list[Block] = []
    if (growth := grew(desk, pen)) is not None:
        blocks.append(growth)
    elif (last := latest(desk)) is not None:
        blocks.append(
            pen.write(letter.reported, evolve(proof(last), subject=SIGNATURES))(
                said(last), desk.outlet(last.document_id), desk.said_day(last.at.at)
            )
        )
    blocks += differ(desk, pen)
    if (total := staff(desk)) is not None:
        count, source = total
        blocks.append(
            pen.write(letter.staff, evolve(proof(source), subject="staff"))(
                count, desk.group, desk.outlet(source.document_id), desk.said_day(source.at.at)
            )
        )
    if len(tallies(desk)) > 1:
        blocks.append(_steps(desk))
    blocks += _versions(desk, pen)
    blocks += demands(desk, pen)
    for one in desk.letters.values():
        blocks += [_passage(desk, one)] if one.text else []
        blocks += [_names(desk, pen, one)] if one.signatories else []
    return desk.section("letter", tuple(blocks)) if blocks else None


def _whole(letter: Letter) -> Citation:
    return Citation(
        letter.capture_id, letter.letter_id, letter.text, 0, len(letter.text), place=letter.place
    )


def names_under(letter: Letter) -> Count:
    """Count the names printed under a version of the letter."""
    return Count(
        value=len(letter.signatories),
        unit="signature",
        rule="letter",
        published_by=letter.letter_id,
    )


def _versions(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    letters = tuple(desk.letters.values())
    if len(letters) > 1:
        held = Proof(citations=tuple(map(_head, letters)), certainty="observed")
        yield pen.write(desk.book.letter.versions, held)(
            counted(desk.letters, "version", "documents")
        )


def _names(desk: Desk, pen: Pen, one: Letter) -> Sentence:
    """Say, where a version's text ends, how many names stand under it."""
    held = Proof(citations=(_head(one),), certainty="observed")
    at = desk.instant(one.published.at) if one.published else None
    if at and one.published:
        at = evolve(at, precision=one.published.precision)
    return pen.write(desk.book.letter.names, held)(names_under(one), at)


def _head(letter: Letter) -> Citation:
    """Cite a letter by its opening line."""
    line = letter.text.split("\n", maxsplit=1)[0][:120]
    return Citation(letter.capture_id, letter.letter_id, line, 0, len(line), place=letter.place)


def demands(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    """Say what is asked, on what condition, with what threat: the letter's words before others'.

    One sentence a document and kind; of an earlier version only what a later one does
    not say in the same words.  A letter in two languages is quoted in the report's
    where it has it.
    """
    found = sorted(
        desk.kept(desk.findings.demands),
        key=lambda d: (d.document_id not in desk.letters, _rank(desk, d), d.citation.start),
    )
    own = [d for d in found if d.document_id in desk.letters]
    mine = [d for d in own if identify(d.citation.exact) == desk.lang]
    rows: dict[tuple[str, Kind], list[tuple[Demand, Quoted]]] = {}
    seen: set[tuple[Kind, str]] = set()
    for demand in mine or own or found:
        for kind, words in _told(desk, demand):
            key = (kind, normalise(words.citation.exact))
            row = rows.setdefault((demand.document_id, kind), [])
            if key not in seen and len(seen) < MOST_DEMANDS:
                seen.add(key)
                row.append((demand, words))
    order: tuple[Kind, ...] = ("asked", "condition", "threat")
    documents = list(dict.fromkeys(document for document, _ in rows))
    for document in documents:
        for kind in order:
            if said := rows.get((document, kind)):
                yield _demanded(desk, pen, kind, said)


def _rank(desk: Desk, demand: Demand) -> int:
    """Return the place of a demand's letter among its versions, the latest version going first."""
    order = tuple(desk.letters)
    return -order.index(demand.document_id) if demand.document_id in order else 0


def _told(desk: Desk, demand: Demand) -> Iterator[tuple[Kind, Quoted]]:
    """Return what a demand says, in the document's own words."""
    whole = demand.citation
    # what *unless* asks for is said by its condition
    what = "" if demand.what in demand.condition else demand.what
    said: tuple[tuple[Kind, str], ...] = (
        ("asked", what),
        ("condition", demand.condition),
        ("threat", demand.threat),
    )
    rows = [(kind, _inside(whole, words)) for kind, words in said if words and words in whole.exact]
    if not demand.what or len(rows) == 0:
        rows = [("threat" if demand.threat else "asked", whole)]
    for kind, citation in rows:
        words = desk.quote(citation, identify(whole.exact))
        if words is not None:
            yield kind, words


def _demanded(desk: Desk, pen: Pen, kind: Kind, row: list[tuple[Demand, Quoted]]) -> Sentence:
    """Say what one document asks, or on what condition, or what it announces otherwise."""
    letter, (first, _) = desk.book.letter, row[0]
    phrases = {"asked": letter.asked, "condition": letter.condition, "threat": letter.threat}
    held = Proof(
        citations=tuple(demand.citation for demand, _ in row),
        findings=tuple(dict.fromkeys(demand.finding_id for demand, _ in row)),
        certainty=first.certainty,
    )
    version = desk.letters.get(first.document_id)
    at = None
    if version is not None and version.published is not None and len(desk.letters) > 1:
        at = evolve(desk.instant(version.published.at), precision=version.published.precision)
    words = Listed([words for _, words in row])
    return pen.write(phrases[kind], held)(words, desk.outlet(first.document_id), at)


def _inside(citation: Citation, words: str) -> Citation:
    at = citation.exact.index(words)
    return evolve(
        citation,
        exact=words,
        start=citation.start + at,
        end=citation.start + at + len(words),
        prefix=citation.exact[:at],
        suffix=citation.exact[at + len(words) :],
    )


def _steps(desk: Desk) -> Chart:
    found = tallies(desk)
    speech, columns, charts = desk.book.speech, desk.page.columns, desk.page.charts
    counts = [said(t) for t in found]
    low, high = min(counts, key=lambda c: c.value), max(counts, key=lambda c: c.value)
    n = counted([t.finding_id for t in found], "item", "tally")
    total = staff(desk)
    rules: tuple[Rule, ...] = ()
    if total is not None:
        count, source = total
        named = speech.outlet(desk.outlet(source.document_id))
        label = charts.staff.replace("{n}", speech.number(count.value)).replace("{source}", named)
        rules = (Rule(label=label, value=float(count.value)),)
    rows = tuple(
        (
            cell(desk, evolve(desk.instant(t.at.at), precision=t.at.precision), (t.document_id,)),
            cell(desk, desk.outlet(t.document_id), (t.document_id,)),
            cell(desk, c, (t.document_id,), "bare"),
            cell(desk, c, (), "total") if c.of is not None else cell(desk, ""),
        )
        for t, c in zip(found, counts, strict=True)
    )
    return Chart(
        chart_id="chart-signatures",
        kind="steps",
        title=charts.signatures,
        description=speech.text(desk.book.letter.steps(n, low, high)),
        start=found[0].at.at,
        end=max(found[-1].at.at, found[0].at.at + timedelta(hours=1)),
        marks=tuple(
            Mark(
                at=t.at.at,
                value=float(t.value),
                label=f"{speech.count(c, 'bare')} ({speech.outlet(desk.outlet(t.document_id))})",
                ref=t.document_id,
            )
            for t, c in zip(found, counts, strict=True)
        ),
        rules=rules,
        unit=charts.signatures_unit,
        table=Table(
            table_id="table-signatures",
            caption=charts.signatures,
            columns=(columns.day, columns.source, columns.value, columns.of),
            rows=rows,
        ),
    )


def _passage(desk: Desk, letter: Letter) -> Passage:
    return Passage(
        passage_id=f"passage-{letter.letter_id.partition(':')[2]}",
        title=letter.title or desk.page.charts.letter_version,
        text=letter.text,
        lang=letter.lang,
        citation=_whole(letter),
    )
