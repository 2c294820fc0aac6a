"""Times as platforms print them, converted once."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from contrecoup.model.times import Moment, Precision
from contrecoup.sources.entries import Refused, Remarks

NO_ZONE = "the time has no zone; the case's zone was assumed"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = {"utc": 0, "gmt": 0, "z": 0, "edt": -4, "est": -5, "cdt": -5, "cst": -6}
_NAMED |= {"mdt": -6, "mst": -7, "pdt": -7, "pst": -8, "cet": 1, "cest": 2, "bst": 1}
_ISO = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?"
    r"\s*([Zz]|[A-Za-z]{3,4}|[+-]\d\d(?::?\d\d)?)?\s*",
    re.ASCII,
)
_RFC = re.compile(
    r"(?:[A-Za-z]{3},?\s+)?(\d\d?)\s+([A-Za-z]{3})[a-z]*\s+(\d{4})\s+"
    r"(\d\d?):(\d\d)(?::(\d\d))?\s*([Zz]|[A-Za-z]{3,4}|[+-]\d{4})?",
    re.ASCII,
)
_RUBY = re.compile(
    r"[A-Za-z]{3} ([A-Za-z]{3}) (\d\d?) (\d\d):(\d\d):(\d\d) ([+-]\d{4}) (\d{4})", re.ASCII
)


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


def parse_time(printed: str, assumed: str = "UTC") -> tuple[Moment, bool] | None:
    """Return the moment a text says, and whether its zone was assumed.

    Reads ISO 8601 (with ``T`` or a space, with or without seconds, with an
    offset, ``Z`` or a common abbreviation), RFC 2822, and X's own order.
    """
    plain = printed.strip()[:80]
    try:
        if m := _ISO.fullmatch(plain):
            y, mo, d, h, mi, s, f, z = m.groups()
            precision: Precision = "day" if h is None else "minute" if s is None else "second"
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


def any_time(value: object, assumed: str = "UTC") -> tuple[Moment, bool] | None:
    """Return the moment of a number (Unix time) or a text, as above."""
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
    return parse_time(value, assumed)


def moment(value: object, assumed: str, remarks: Remarks, place: str) -> Moment:
    """Return a post's time; Refused where there is none, a remark where no zone."""
    found = any_time(value, assumed)
    if found is None:
        reason = "no time" if value in (None, "") else f"the time {str(value)[:40]!r} is not one"
        raise Refused(reason)
    if found[1]:
        remarks.add(f"{NO_ZONE} ({assumed})", place)
    return found[0]


def maybe(value: object) -> datetime | None:
    """Return an instant where there is one."""
    found = any_time(value)
    return found[0].at if found else None
