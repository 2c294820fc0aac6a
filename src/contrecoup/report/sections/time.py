"""Posts by hour, and moments in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from contrecoup.model.counts import Count, Unit
from contrecoup.model.posts import Post
from contrecoup.model.report import Cell, Part
from contrecoup.model.times import Precision
from contrecoup.report.desk import Desk, counted
from contrecoup.report.many import Seen
from contrecoup.report.slots import Authors, Listed, Name, Slot, Someone
from contrecoup.report.speech import Parts

HOUR = timedelta(hours=1)
_STEPS: tuple[Precision, ...] = ("second", "minute", "hour", "day")


def hour(at: datetime) -> datetime:
    """Return the start of an instant's hour."""
    return at.replace(minute=0, second=0, microsecond=0)


def by_hour(desk: Desk, post_ids: Iterable[str]) -> dict[datetime, list[str]]:
    """Group posts by the hour in which they were published, in order; those of an unknown hour not."""
    hours: dict[datetime, list[str]] = defaultdict(list)
    rows = desk.documents.posts.values(post_ids, "post_id", "created_at", "precision")
    for post_id, created_at, precision in rows:
        if precision != "day":
            hours[hour(created_at)].append(post_id)
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
    """Return a delay in minutes; each language says it in days, hours and minutes."""
    return Count(value=minutes, unit="minute", rule=rule, ids=ids)


def level(desk: Desk, posts: Sequence[Post | Seen]) -> tuple[Post | Seen, ...]:
    """Return the earliest of posts in order, with those whose printed times are no later.

    One an account: two times printed to the minute are level where their minutes are.
    """
    found: dict[str, Post | Seen] = {}
    for post in posts:
        step = max((posts[0].precision, post.precision), key=_STEPS.index)
        if _floor(desk, post.created_at, step) == _floor(desk, posts[0].created_at, step):
            found.setdefault(post.account_id, post)
    return tuple(found.values())


def _floor(desk: Desk, at: datetime, step: Precision) -> date | datetime:
    if step == "day":
        return desk.day(at)
    return {"second": at, "minute": at.replace(second=0, microsecond=0), "hour": hour(at)}[step]


def authors(desk: Desk, posts: Sequence[Post | Seen], rule: str) -> Authors:
    """Return who wrote posts that none precedes: their author, or names and how many others."""
    named: dict[str, Name] = {}
    others: dict[str, Someone] = {}
    for post in posts:
        who, key = desk.author(post), desk.owner(post.account_id) or post.account_id
        if isinstance(who, Name):
            named[key] = who
        else:
            others[key] = who
    unit: Unit = "person" if others.keys() <= desk.people.keys() else "account"
    rest = [counted(sorted(others), unit, rule)] if len(others) > 1 else others.values()
    whole = (*named.values(), *rest)
    return whole[0] if len(whole) == 1 else Listed(whole)


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
