"""Times as platforms print them, converted once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal, TypeAlias
from unicodedata import combining, normalize
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from contrecoup.model.times import Moment, Precision
from contrecoup.sources.entries import Refused, Remarks

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = {"utc": 0, "gmt": 0, "z": 0, "edt": -4, "est": -5, "cdt": -5, "cst": -6}
_NAMED |= {"mdt": -6, "mst": -7, "pdt": -7, "pst": -8, "cet": 1, "cest": 2, "bst": 1}
_ISO = re.compile(
    r"(\d{4})(?P<by>[-/.])(\d\d?)(?P=by)(\d\d?)"
    r"(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?"
    r"\s*([Zz]|[A-Za-z]{3,4}|[+-]\d\d(?::?\d\d)?)?\s*",
    re.ASCII,
)
_USUAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3}|\.\d{6})?Z", re.ASCII)
"""How platforms print an instant: told at once."""
_RFC = re.compile(
    r"(?:[A-Za-z]{3},?\s+)?(\d\d?)\s+([A-Za-z]{3})[a-z]*\s+(\d{4})\s+"
    r"(\d\d?):(\d\d)(?::(\d\d))?\s*([Zz]|[A-Za-z]{3,4}|[+-]\d{4})?",
    re.ASCII,
)
_SPREAD = re.compile(
    r"(\d\d?)(?P<by>[-/.])(\d\d?)(?P=by)(\d{4})"
    r"(?:(?:,? +(?:à +|at +)?|T)(\d\d?)[:hH](\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?"
    r"(?:\s*([AaPp])\.?[Mm]\.?)?)?"
    r"\s*([Zz]|[A-Za-z]{3,4}|[+-]\d\d(?::?\d\d)?)?\s*",
    re.ASCII,
)
_SPOKEN = re.compile(
    r"(?:[^\W\d]{3,10}\.?,? +)?(\d\d?)(?:er|st|nd|rd|th)? +([^\W\d]{3,9})\.? +(\d{4})"
    r"(?:,? +(?:à +|at +)?(\d\d?)(?: ?[hH] ?(?=\d\d|$)|:(?=\d))(\d\d)?(?::(\d\d))?)?"
)
"""``vendredi 14 mars 2031 à 8h55``, ``1er févr. 2031``."""
_SPOKEN_MONTHS = (
    *("jan janv janvier january", "feb fev fevr fevrier february", "mar mars march"),
    *("apr avr avril april", "may mai", "jun juin june", "jul juil juillet july"),
    *("aug aou aout august", "sep sept septembre september", "oct octobre october"),
    *("nov novembre november", "dec decembre december"),
)
_SHORT_YEAR = re.compile(r"\d\d?[-/.]\d\d?[-/.]\d\d(?:\D.*)?", re.ASCII | re.DOTALL)
_RUBY = re.compile(
    r"[A-Za-z]{3} ([A-Za-z]{3}) (\d\d?) (\d\d):(\d\d):(\d\d) ([+-]\d{4}) (\d{4})", re.ASCII
)


def no_zone(zone: str) -> str:
    """Return what a person should know of a time that was written without a zone."""
    return f"the time has no zone; the case's zone was assumed ({zone})"


def _offset(zone: str) -> timezone | None:
    if zone in {"Z", "z"}:
        return UTC
    hours = _NAMED.get(zone.lower())
    if hours is not None:
        return timezone(timedelta(hours=hours))
    if zone[:1] in {"+", "-"}:
        digits = zone[1:].replace(":", "").ljust(4, "0")
        minutes = int(digits[:2]) * 60 + int(digits[2:4])
        return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))
    return None


def _named(zone: str) -> str:
    if zone.lower() in {"z", "utc", "gmt"}:
        return "+00:00"
    if zone[:1] in {"+", "-"}:
        digits = zone[1:].replace(":", "").ljust(4, "0")
        return f"{zone[0]}{digits[:2]}:{digits[2:4]}"
    return zone


def zone_info(name: str) -> ZoneInfo | timezone:
    """Return a zone by its name, UTC where nobody knows it."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _built(
    parts: tuple[int, int, int, int, int, int, int],
    zone: str,
    precision: Precision,
    printed: str,
    assumed: str,
) -> tuple[Moment, bool]:
    known = _offset(zone) if zone else None
    tz = known or zone_info(assumed)
    at = datetime(*parts, tzinfo=tz)
    label = _named(zone) if known else ""
    return Moment(at.astimezone(UTC), precision, label, printed), known is None


Order: TypeAlias = Literal["", "day", "month"]
"""Which comes first in ``03/04/2031``; empty where nobody knows."""


def spread(printed: str) -> tuple[int, int, bool, bool] | None:
    """Return the first two numbers of a spreadsheet's date, whether it has AM or PM, and dots."""
    m = _SPREAD.fullmatch(printed.strip()[:80])
    if m is None:
        return None
    return int(m[1]), int(m[3]), m[9] is not None, m["by"] == "."


def _spread_parts(m: re.Match[str], order: Order) -> tuple[int, int, int, int, int, int, int]:
    first, _, second, y, h, mi, s, f, half, _ = m.groups()
    d, mo = (first, second) if order == "day" else (second, first)
    hour = int(h or 0)
    if half:
        if not 1 <= hour <= 12:
            message = "no such hour"
            raise ValueError(message)
        hour = hour % 12 + (12 if half in "pP" else 0)
    micro = int((f or "0")[:6].ljust(6, "0"))
    return int(y), int(mo), int(d), hour, int(mi or 0), int(s or 0), micro


def parse_time(printed: str, assumed: str = "UTC", order: Order = "") -> tuple[Moment, bool] | None:
    """Return the moment a text says, and whether its zone was assumed.

    Reads ISO 8601 (with ``T`` or a space, with or without seconds, with an
    offset, ``Z`` or a common abbreviation), RFC 2822, X's own order and, where
    ``order`` says which comes first, a spreadsheet's ``14/03/2031 18:05``.
    """
    plain = printed.strip()[:80]
    precision: Precision
    try:
        if _USUAL.fullmatch(plain):
            return Moment(datetime.fromisoformat(plain), "second", "+00:00", printed), False
        if order and (m := _SPREAD.fullmatch(plain)):
            precision = "day" if m[5] is None else "minute" if m[7] is None else "second"
            return _built(_spread_parts(m, order), m[10] or "", precision, printed, assumed)
        if m := _ISO.fullmatch(plain):
            y, _, mo, d, h, mi, s, f, z = m.groups()
            precision = "day" if h is None else "minute" if s is None else "second"
            micro = int((f or "0")[:6].ljust(6, "0"))
            parts = (int(y), int(mo), int(d), int(h or 0), int(mi or 0), int(s or 0), micro)
            return _built(parts, z or "", precision, printed, assumed)
        if m := _RUBY.fullmatch(plain):
            mon, d, h, mi, s, z, y = m.groups()
            month = _MONTHS.index(mon.lower()) + 1
            parts = (int(y), month, int(d), int(h), int(mi), int(s), 0)
            return _built(parts, z, "second", printed, assumed)
        if m := _RFC.fullmatch(plain):
            d, mon, y, h, mi, s, z = m.groups()
            month = _MONTHS.index(mon.lower()) + 1
            parts = (int(y), month, int(d), int(h), int(mi), int(s or 0), 0)
            return _built(parts, z or "", "second" if s else "minute", printed, assumed)
    except (ValueError, OverflowError):
        return None
    return None


def epoch(value: float, printed: str = "") -> Moment | None:
    """Return the moment of a Unix time in seconds, milli- or microseconds."""
    size = abs(value)
    divisor = 1_000_000 if size > 1e14 else 1000 if size > 1e11 else 1
    try:
        at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=value * 1_000_000 // divisor)
    except (OverflowError, ValueError):
        return None
    return Moment(at, "second", "+00:00", printed or str(value))


def _spoken(printed: str, assumed: str) -> tuple[Moment, bool] | None:
    """Return the moment of a day with its month in words, ``14 mars 2031 à 8h55``."""
    m = _SPOKEN.fullmatch(printed.strip()[:80])
    if m is None:
        return None
    d, name, y, h, mi, s = m.groups()
    bare = "".join(c for c in normalize("NFD", name.lower()) if not combining(c))
    month = next((n for n, names in enumerate(_SPOKEN_MONTHS, 1) if bare in names.split()), 0)
    precision: Precision = "day" if h is None else "minute" if s is None else "second"
    parts = (int(y), month, int(d), int(h or 0), int(mi or 0), int(s or 0), 0)
    try:
        return _built(parts, "", precision, printed, assumed)
    except (ValueError, OverflowError):
        return None


def any_time(value: object, assumed: str = "UTC", order: Order = "") -> tuple[Moment, bool] | None:
    """Return the moment of a number (Unix time) or a text, as above; a table's months may be words."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return parse_time(value.isoformat(), assumed)
        return Moment(value, "second", "+00:00", value.isoformat()), False
    if isinstance(value, int | float):
        moment = epoch(value) if value == value and abs(value) < 1e17 else None  # noqa: PLR0124
        return (moment, False) if moment else None
    if not isinstance(value, str):
        return None
    plain = value.strip()
    whole, _, part = plain.partition(".")
    if len(whole) >= 9 and whole.isdecimal() and (not part or part.isdecimal()):
        moment = epoch(float(plain) if part else int(whole), value)
        return (moment, False) if moment else None
    return parse_time(value, assumed, order) or _spoken(value, assumed)


ORDER = "day order"
"""Where a file's :class:`Remarks` remember which comes first in its dates."""
_NEITHER = (
    "cannot be read: day and month cannot be told apart; write the column as 2031-03-14 18:05"
)


def moment(value: object, assumed: str, remarks: Remarks, place: str) -> Moment:
    """Return a post's time; Refused where there is none, a remark where no zone."""
    order: Order = remarks.memory.get(ORDER, "")
    found = any_time(value, assumed, order)
    if found is None:
        reason = "no time" if value in (None, "") else f"the time {str(value)[:40]!r} is not one"
        numbers = spread(value) if isinstance(value, str) else None
        if numbers and not order and max(numbers[:2]) <= 12:
            reason = f"the time {str(value)[:40]!r} {_NEITHER}"
        elif numbers and order and any_time(value, assumed, "month" if order == "day" else "day"):
            reason = (
                f"the time {str(value)[:40]!r} contradicts the column, which has the {order} first"
            )
        elif isinstance(value, str) and _SHORT_YEAR.fullmatch(value.strip()[:80]):
            reason = f"the time {value[:40]!r} has a year of two digits; write it with four"
        raise Refused(reason)
    if found[1]:
        remarks.add(no_zone(assumed), place)
    return found[0]


def maybe(value: object, order: Order = "") -> datetime | None:
    """Return an instant where there is one."""
    found = any_time(value, "UTC", order)
    return found[0].at if found else None


def order_of(values: Iterable[object], *, french: bool = False) -> tuple[Order, str]:
    """Return which comes first in a column's dates, and what to tell about it.

    A field over 12 decides, then AM or PM, dots, and a French header; without
    any of these the order stays empty.  Nothing is told of other columns.
    """
    votes = {"day": 0, "month": 0}
    seen, half, dots = "", False, True
    for value in values:
        numbers = spread(value) if isinstance(value, str) else None
        if numbers is None:
            continue
        first, second, clock, dotted = numbers
        seen = seen or str(value).strip()
        half |= clock
        dots &= dotted
        votes["day"] += 12 < first <= 31 and 1 <= second <= 12
        votes["month"] += 12 < second <= 31 and 1 <= first <= 12
    if not seen:
        return "", ""
    said = f"dates such as {seen[:40]} were read with the"
    if votes["day"] or votes["month"]:
        if votes["day"] >= votes["month"]:
            return "day", f"{said} day first: the column has days over 12 there"
        return "month", f"{said} month first: the column has days over 12 after it"
    if half:
        return "month", f"{said} month first, as where AM and PM are written"
    if dots or french:
        why = "as where dots are written" if dots else "as the header is French"
        return "day", f"{said} day first, {why}; nothing in the column decides"
    return "", f"dates such as {seen[:40]} {_NEITHER}"
