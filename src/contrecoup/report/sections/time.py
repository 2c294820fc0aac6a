"""Posts by hour, and moments in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from contrecoup.model.counts import Count, Unit
from contrecoup.model.report import Cell, Part
from contrecoup.report.desk import Desk, counted
from contrecoup.report.slots import Slot
from contrecoup.report.speech import Parts

HOUR = timedelta(hours=1)


def hour(at: datetime) -> datetime:
    """Return the start of an instant's hour."""
    return at.replace(minute=0, second=0, microsecond=0)


def by_hour(desk: Desk, post_ids: Iterable[str]) -> dict[datetime, list[str]]:
    """Group posts by the hour in which they were published, in order; those of an unknown hour not."""
    hours: dict[datetime, list[str]] = defaultdict(list)
    for post_id in post_ids:
        post = desk.post(post_id)
        if post is not None and post.precision != "day":
            hours[hour(post.created_at)].append(post_id)
    return {start: sorted(hours[start]) for start in sorted(hours)}


def untimed(desk: Desk, ids: Iterable[str]) -> Parts:
    """Say how many items a chart of hours leaves out: their day is known, not their hour."""
    count = counted(sorted(ids), "item", "hours")
    if not count.value:
        return ()
    gap = Part(role="words", text=" ")
    return (gap, *desk.book.moments.untimed(count))


def fullest(hours: dict[datetime, list[str]]) -> tuple[datetime, Count]:
    """Return the hour with the most posts, the earliest of several, and how many."""
    start = max(hours, key=lambda h: (len(hours[h]), -h.timestamp()))
    return start, counted(hours[start], "post", "hours")


def delay(minutes: int, ids: tuple[str, ...], rule: str) -> Count:
    """Return a delay in minutes, from two hours on in hours, from two days on in days."""
    value, unit = minutes, "minute"
    if minutes >= 2 * 24 * 60:
        value, unit = minutes // (24 * 60), "day"
    elif minutes >= 2 * 60:
        value, unit = minutes // 60, "hour"
    units: dict[str, Unit] = {"minute": "minute", "hour": "hour", "day": "day"}
    return Count(value=value, unit=units[unit], rule=rule, ids=ids)


def cell(desk: Desk, value: Slot | str, documents: Iterable[str] = (), style: str = "") -> Cell:
    """Return a table's cell: a noun, or fixed words of the page."""
    if isinstance(value, str):
        parts: tuple[Part, ...] = (Part(role="words", text=value),) if value else ()
    else:
        parts = desk.book.speech.say(value, style)
    return Cell(parts=parts, documents=tuple(documents))


def outside_text(text: str, lang: str = "") -> Cell:
    """Return a cell that holds words of a document or of the roster, as they are."""
    return Cell(parts=(Part(role="label", text=text, ref="as-is", lang=lang),))
