"""What we do not know: always written, before the method."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import timedelta

from contrecoup.model.counts import Count
from contrecoup.model.evidence import Gap
from contrecoup.model.findings import PlatformCoverage
from contrecoup.model.report import Section, Sentence
from contrecoup.report.accuracy import Accuracy, share
from contrecoup.report.desk import Desk, counted
from contrecoup.report.pen import Pen, Proof
from contrecoup.report.sections.hours import happened, unsourced
from contrecoup.report.sections.opening import gone, unheard
from contrecoup.report.sections.quotations import quotations
from contrecoup.report.slots import (
    Code,
    Day,
    Language,
    Listed,
    Name,
    Phrase,
    Platform,
    Stretch,
)

NOTHING = Proof(certainty="absence")
MOST_GAPS = 3
"""Interruptions of one live capture that are said one by one, the longest."""


def section(desk: Desk, accuracy: tuple[Accuracy, ...]) -> Section:
    """Write the section."""
    pen = Pen(desk, "x")
    blocks = (
        *_people(desk, pen),
        *_posts(desk, pen),
        *_events(desk, pen),
        *_captures(desk, pen),
        *_interrupted(desk, pen),
        *_press(desk, pen),
        *_languages(desk, pen),
        *_measured(desk, pen, accuracy),
    )
    return desk.section("unknown", blocks)


def _people(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    cover, limits = desk.coverage, desk.book.limits
    if not cover.looked_for:
        accounts = counted(desk.matches, "account", "accounts")
        yield pen.write(limits.looked_for_nobody, NOTHING)(accounts)
    if cover.silent:
        yield pen.write(limits.unheard, NOTHING)(unheard(desk), desk.group)
        named = [Name(desk.people[p].name, p) for p in sorted(cover.silent) if desk.public(p)]
        if named:
            found = Proof(certainty="absence", findings=("coverage",))
            yield pen.write(limits.unheard_named, found)(Listed(named), unheard(desk))
    if cover.reposts_only:
        yield pen.write(limits.reposts_only, NOTHING)(
            counted(cover.reposts_only, "person", "coverage")
        )
    unsure = [a for a in sorted(cover.unsure) if not desk.declared(a)]
    if unsure:
        yield pen.write(limits.unsure, NOTHING)(counted(unsure, "account", "accounts"))
    declared = [a for a in sorted(cover.unsure) if desk.declared(a)]
    if declared:
        count = counted(declared, "account", "accounts")
        yield pen.write(limits.declared, NOTHING)(count, desk.group)
    by_profile = frozenset(cover.declared)
    own = [a for a in sorted(desk.matches) if desk.owner(a) in by_profile]
    if own:
        count = counted(own, "account", "accounts")
        yield pen.write(limits.by_profile, Proof(certainty="observed"))(count, desk.group)


def _posts(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    limits = desk.book.limits
    total = len(desk.documents.posts)
    count = Count(value=total, unit="post", rule="documents")
    if total == 0:
        yield pen.write(limits.no_posts, NOTHING)(count)
        return
    seen = [p.platform for p in sorted_platforms(desk)]
    seen = seen or sorted(desk.documents.posts.table.column("platform").unique().to_pylist())
    named = {desk.book.speech.platform(code): Platform(code) for code in seen}
    names = Listed(tuple(named.values()))
    yield pen.write(limits.platforms, NOTHING)(count, names)
    yield from _gaps(desk, pen)


def sorted_platforms(desk: Desk) -> list[PlatformCoverage]:
    """Return the networks, the most posts first."""
    return sorted(desk.coverage.platforms, key=lambda p: (-p.posts, p.platform))


def _gaps(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    """Count the days of the period without any post."""
    import pyarrow.compute as pc

    at = desk.documents.posts.table.column("created_at")
    times = pc.floor_temporal(at, unit="minute").unique().to_pylist()
    first = desk.day(desk.settings.start or min(times))
    last = desk.day(desk.settings.end or max(times))
    days = (last - first).days + 1
    held = {desk.day(minute) for minute in times}
    empty = [d for i in range(days) if (d := first + timedelta(days=i)) not in held]
    if empty:
        count = counted([d.isoformat() for d in empty], "day", "calendar", of=days, of_label="days")
        yield pen.write(desk.book.limits.gap, NOTHING)(count, Day(first), Day(last))


def _events(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    """Say which events rest on the word of the person who made the case alone."""
    lost = unsourced(desk)
    if lost:
        speech = desk.book.speech
        said = [
            Phrase(speech.run("{event:text}, {at}", event=desk.event_name(e), at=happened(desk, e)))
            for e in lost
        ]
        count = Count(value=len(lost), unit="item", rule="settings")
        yield pen.write(desk.book.limits.unsourced, NOTHING)(count, Listed(said))


def _captures(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    cover, limits = desk.coverage, desk.book.limits
    if cover.first_capture and cover.last_capture:
        held = [c.capture_id for c in desk.documents.captures if c.role != "roster"]
        count = counted(held, "item", "captures")
        yield pen.write(limits.captures, Proof(certainty="observed"))(
            desk.instant(cover.first_capture), desk.instant(cover.last_capture), count
        )
    total = len(desk.documents.posts)
    if total:
        again = counted(cover.rechecked, "post", "captures", of=total, of_label="posts")
        certain = NOTHING if not again.value else Proof(certainty="observed")
        yield pen.write(limits.rechecked, certain)(again, share(again))
    if desk.documents.removed:
        numbers = [f"removed-{n}" for n in range(1, desk.documents.removed + 1)]
        removed = counted(numbers, "item", "erasure")
        yield pen.write(limits.removed_on_request, Proof(certainty="observed"))(removed)
    lost = gone(desk)
    masked = [p for p in lost.ids if desk.masked(p)]
    if masked:
        yield pen.write(desk.book.method.masked, Proof(certainty="observed"))(
            counted(masked, "post", "removal")
        )


def _interrupted(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    """Say the longest interruptions of each live capture, and how long the others were."""
    limits = desk.book.limits
    by_platform: dict[str, list[Gap]] = {}
    for gap in desk.coverage.gaps:
        by_platform.setdefault(gap.platform, []).append(gap)
    for platform, gaps in sorted(by_platform.items()):
        longest = sorted(gaps, key=lambda g: (g.first - g.last, g.first))
        said = sorted(longest[:MOST_GAPS], key=lambda g: g.first)
        for gap in said:
            span = Stretch(gap.first, gap.last, desk.settings.zone)
            yield pen.write(limits.interrupted, NOTHING)(
                _minutes([gap]), Platform(platform), span, gap.why
            )
        if others := longest[MOST_GAPS:]:
            yield pen.write(limits.interrupted_more, NOTHING)(_minutes(others), Platform(platform))


def _minutes(gaps: list[Gap]) -> Count:
    """Return how many minutes gaps take, any that is begun counted whole."""
    seconds = sum((gap.last - gap.first).total_seconds() for gap in gaps)
    ids = tuple(gap.first.isoformat() for gap in gaps)
    return Count(value=max(1, math.ceil(seconds / 60)), unit="minute", rule="gaps", ids=ids)


def _press(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    limits = desk.book.limits
    by_source: dict[str, list[str]] = {}
    for one in quotations(desk):
        if one.reported_removed and not one.post_id:
            document = one.renderings[0].citation.document_id
            by_source.setdefault(document, []).append(one.finding_id)
    cited = {q.finding_id: q.renderings[0].citation for q in desk.findings.quotations}
    for document, ids in sorted(by_source.items()):
        proof = Proof(citations=tuple(cited[i] for i in ids), certainty="absence")
        yield pen.write(limits.not_captured, proof)(
            counted(ids, "post", "quotation"), desk.outlet(document)
        )
    loose = [q for q in quotations(desk) if not q.speaker and not q.own]
    if loose:
        proof = Proof(citations=tuple(q.renderings[0].citation for q in loose), certainty="absence")
        yield pen.write(limits.unplaced, proof)(
            counted([q.finding_id for q in loose], "quotation", "quotation")
        )


def _languages(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    rows = sorted(desk.coverage.unread_languages, key=lambda r: (-r[1], r[0]))
    if rows:
        count = Count(value=sum(n for _, n in rows), unit="document", rule="coverage")
        names = Listed([Language(code) for code, _ in rows])
        yield pen.write(desk.book.limits.unread, NOTHING)(count, names)


def _measured(desk: Desk, pen: Pen, accuracy: tuple[Accuracy, ...]) -> Iterator[Sentence]:
    limits = desk.book.limits
    if accuracy:
        worst = min(accuracy, key=lambda a: (a.right / max(1, a.checked), a.detector))
        named = Code(desk.page.detectors[worst.detector], "accuracy")
        yield pen.write(limits.weakest, Proof())(named, worst.count)
        return
    ids = [finding_id for _, finding_id in desk.rules_used()]
    decided = sorted(desk.decided & {*ids, *desk.rejected})
    yield pen.write(limits.unmeasured, NOTHING)(
        counted(ids, "item", "accuracy"), counted(decided, "item", "accuracy") if decided else None
    )
