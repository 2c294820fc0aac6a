"""X compliance results and events: what X asks its users to forget, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contrecoup.model.evidence import Observation, State
from contrecoup.model.outcomes import Problem
from contrecoup.model.times import Moment
from contrecoup.sources import x_posts
from contrecoup.sources.entries import Entry, JsonFormat, LeftOut, Refused, Remarks
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.moments import any_time
from contrecoup.sources.values import record, text

_POST: dict[str, State] = {
    "deleted": "deleted",
    "delete": "deleted",
    "drop": "unavailable",
    "deactivated": "deactivated",
    "protected": "protected",
    "suspended": "suspended",
    "withheld": "withheld",
    "tweet_edit": "edited",
    "undrop": "live",
}
_USER: dict[str, State] = _POST | {
    "deleted": "account-deleted",
    "user_delete": "account-deleted",
    "user_protect": "protected",
    "user_suspend": "suspended",
    "user_withheld": "withheld",
    "user_deactivate": "deactivated",
    "user_undelete": "live",
    "user_unprotect": "live",
    "user_unsuspend": "live",
}
_EVENTS = _POST.keys() | _USER.keys() | {"scrub_geo", "user_profile_modification"}


def _match(value: Mapping[str, Any]) -> int:
    if {"id", "action"} <= value.keys() and ({"reason", "redacted_at"} & value.keys()):
        return 90
    name, body = _event(value)
    return 85 if name and {"tweet", "user", "event_at"} & body.keys() else 0


def _event(value: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    around = record(value, "data") or value
    for name in around:
        if name in _EVENTS and isinstance(around[name], dict):
            return name, around[name]
    return "", {}


def _is_user(bare: str, created: Moment | None, name: str) -> bool:
    """Whether an id is an account's: by its time bits, then by the file's name."""
    inside = x_posts.id_time(bare)
    if created is None:
        return "user" in name
    if inside is None:
        return created.at.year >= 2011
    return abs((inside - created.at).total_seconds()) > 1.5 or "user" in name


def _expand(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    del remarks
    place = entry.place or "item 1"
    value = entry.value
    name, body = _event(value)
    if name:
        user = "tweet" not in body
        bare = text(body, "tweet", "id") or text(body, "user", "id")
        reason, when = name, any_time(body.get("event_at"))
    else:
        bare, reason = text(value, "id"), text(value, "reason") or text(value, "action")
        created = any_time(value.get("created_at"))
        when = any_time(value.get("redacted_at"))
        user = _is_user(bare, created[0] if created else None, source.name.lower())
    if not bare.isdecimal():
        reason = "no id"
        raise Refused(reason)
    state = (_USER if user else _POST).get(reason)
    if state is None:
        if reason in _EVENTS:
            raise LeftOut(reason)
        yield Problem(place, f"unknown reason {reason!r}")
        return
    at = when[0] if when else Moment(source.captured_at)
    yield Observation(f"x:{bare}", state, at, source.capture_id, place, reason)


X_COMPLIANCE = JsonFormat("x-compliance", _match, _expand)
