"""Instants as a person reads them: in the case's own zone, the universal time behind."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
DATED = {"published": 1, "observed": 1, "capture": 1}
"""How many instants of a step of a trail are ours: what follows is the source's own."""


def local(at: datetime, zone: str) -> str:
    """Return an instant in a zone to the minute, with the zone: 2031-03-14 18:05 CET."""
    here = at.astimezone(ZoneInfo(zone))
    name = here.strftime("%Z")
    if not name.isalpha():
        name = f"UTC{name}" if name else "UTC"
    return f"{here:%Y-%m-%d %H:%M} {name}"


def minute(at: datetime | None, zone: str) -> Markup:
    """Return an instant for a page; in UTC under the pointer.  Nothing where there is none."""
    if at is None:
        return Markup("")
    there = at.astimezone(UTC)
    return Markup('<time datetime="{}" title="{} UTC">{}</time>').format(
        there.isoformat(), f"{there:%Y-%m-%d %H:%M:%S}", local(at, zone)
    )


def timed(text: str, zone: str, most: int) -> Markup:
    """Return a text for a page, its first instants told in a zone."""
    made: list[Markup] = []
    end = 0
    for found in islice(ISO.finditer(text), most):
        at = datetime.fromisoformat(found[0])
        made += [escape(text[end : found.start()]), minute(at, zone)]
        end = found.end()
    return Markup("").join([*made, escape(text[end:])])
