"""What all exports of X share: ids that hold a time, addresses, words cut short."""

from __future__ import annotations

import html
from datetime import UTC, datetime, timedelta

from contrecoup.model.times import Moment
from contrecoup.sources.entries import Refused, Remarks

PLATFORM = "x"
_EPOCH_MS = 1288834974657
_FIRST_SNOWFLAKE = 29_700_859_247
CUT_TEXT = "the text is cut in the source"
_NO_LANGUAGE = {"und", "qst", "qme", "qht", "zxx", "qam", "qct", "art"}
DAMAGED = "id damaged? its time does not fit the post's time"
FROM_ID = "the time was taken from the id"
_AROUND = {"second": (1.5, 1.5), "minute": (31, 61), "hour": (2, 3602), "day": (2, 86402)}
"""Seconds before and after a post's written time in which its id's may lie, by precision."""
_ZONES = 14 * 3600


def id_time(post_id: str) -> datetime | None:
    """Return the instant inside an X id, None where it holds none."""
    if not post_id.isdecimal() or len(post_id) > 19 or int(post_id) < _FIRST_SNOWFLAKE:
        return None
    milliseconds = (int(post_id) >> 22) + _EPOCH_MS
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


def agrees(inside: datetime, written: Moment) -> bool:
    """Whether an id's time is the written one, as precisely as that is written.

    ``18:05`` holds any instant of that minute, or is the nearest one; a day without
    a zone may be that of any zone.
    """
    off = (inside - written.at).total_seconds()
    before, after = _AROUND[written.precision]
    elsewhere = _ZONES if written.precision == "day" and not written.zone else 0
    return -before - elsewhere <= off <= after + elsewhere


def known_id(value: str) -> str:
    """Return a prefixed post id; empty for an empty one."""
    return f"x:{value}" if value and value not in {"0", "None", "null"} else ""


def checked_id(value: str) -> str:
    """Return a prefixed post id; Refused where it is not a number."""
    if not value.isascii() or not value.isdecimal() or len(value) > 20:
        reason = f"{value[:40]!r} is not an id of X" if value else "no id"
        raise Refused(reason)
    return f"x:{value}"


def address(handle: str, post_id: str) -> str:
    """Return the public address of a post."""
    return f"https://x.com/{handle or 'i'}/status/{post_id}"


def account(user_id: str, handle: str = "") -> str:
    """Return an account id: by number, or by handle where nothing else is known."""
    if user_id:
        return f"x:{user_id}"
    return f"x:@{handle.lower()}" if handle else ""


def plain(words: str) -> str:
    """Return a text with X's three escaped characters put back."""
    return html.unescape(words) if "&" in words else words


def timed(post_id: str, found: Moment | None, remarks: Remarks, place: str) -> Moment:
    """Return the post's time, checked against its id, or taken from it."""
    inside = id_time(post_id)
    if found is None:
        if inside is None:
            reason = "no time"
            raise Refused(reason)
        remarks.add(FROM_ID, place)
        return Moment(inside, "second", "+00:00", "")
    if inside is not None and not agrees(inside, found):
        remarks.add(DAMAGED, place)
    return found


def language(code: str) -> str:
    """Return the language that X claims; empty for its codes of no language."""
    return "" if code in _NO_LANGUAGE else code


def looks_cut(words: str) -> bool:
    """Whether a text ends as X ends what it has cut."""
    stripped = words.rstrip()
    return len(stripped) >= 130 and stripped.endswith(("…", "..."))
