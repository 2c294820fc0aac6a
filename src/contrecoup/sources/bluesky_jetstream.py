"""Bluesky events: Jetstream lines (v1 and v2) and what ``tap`` delivers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from contrecoup.model.evidence import Observation, State
from contrecoup.model.times import Moment
from contrecoup.sources import bluesky_records as records
from contrecoup.sources.entries import Entry, JsonFormat, LeftOut, Refused, Remarks
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.moments import any_time
from contrecoup.sources.values import make, record, text

ACCOUNT: dict[str, State] = {
    "deleted": "account-deleted",
    "deactivated": "deactivated",
    "takendown": "taken-down",
    "suspended": "suspended",
}
REPOSITORY = "repository"
"""The tool of a post that stands in a repository, whenever it came there."""
_REMEMBERED = 1_000_000
_KEPT = {records.POST, records.REPOST}
_LEFT = {
    "app.bsky.feed.like": "like",
    "app.bsky.graph.follow": "follow",
    "app.bsky.graph.block": "block",
    "app.bsky.actor.profile": "profile",
}


@frozen
class _Event:
    """An operation on one record, whatever the wire."""

    did: str
    operation: str
    collection: str
    rkey: str
    value: dict[str, Any]
    seen: Any
    tool: str

    @property
    def uri(self) -> str:
        return f"at://{self.did}/{self.collection}/{self.rkey}"


def _match(value: Mapping[str, Any]) -> int:
    if text(value, "did").startswith("did:") and "time_us" in value and "kind" in value:
        return 95
    kind = text(value, "payload", "$type") or text(value, "$type")
    if "#" in kind and kind.startswith("network.bsky.jetstream"):
        return 95
    return 0


def _match_tap(value: Mapping[str, Any]) -> int:
    inner = record(value, "record")
    tap = text(value, "type") in {"record", "identity"} and "id" in value
    return 95 if tap and ({"did", "collection"} <= inner.keys() or "identity" in value) else 0


def expand(
    entry: Entry, source: Input, remarks: Remarks, tool: str = "Jetstream"
) -> Iterator[Item]:
    """Yield what one event says; ``tool`` is what it came through."""
    value = record(entry.value, "payload") or entry.value
    place = entry.place or "item 1"
    kind = text(value, "kind") or text(value, "$type").rsplit("#", 1)[-1]
    body = record(value, kind) or value
    did = text(value, "did") or text(body, "did")
    seen = value.get("time_us") or value.get("time") or body.get("time")
    if not did.startswith("did:"):
        reason = "no account"
        raise Refused(reason)
    if kind == "account":
        yield _account(did, body, seen, source, place)
    elif kind == "commit":
        event = _Event(
            did=did,
            operation=text(body, "operation") or text(body, "action"),
            collection=text(body, "collection"),
            rkey=text(body, "rkey"),
            value=record(body, "record"),
            seen=seen,
            tool=tool,
        )
        yield _commit(event, source, remarks, place)
    elif kind in {"identity", "sync", "info"}:
        _remember(remarks, did, text(body, "handle"))
        raise LeftOut(kind)
    else:
        reason = f"unknown kind of event {kind!r}"
        raise Refused(reason)


def _remember(remarks: Remarks, did: str, handle: str) -> None:
    """Keep an account's handle, which events of posts do not repeat."""
    if handle and len(remarks.memory) < _REMEMBERED:
        remarks.memory[did] = handle


def _expand_tap(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    if entry.value.get("type") == "identity":
        who = record(entry.value, "identity") or record(entry.value, "user")
        _remember(remarks, text(who, "did"), text(who, "handle"))
        reason = "identity"
        raise LeftOut(reason)
    body = record(entry.value, "record")
    event = _Event(
        did=text(body, "did"),
        operation=text(body, "action"),
        collection=text(body, "collection"),
        rkey=text(body, "rkey"),
        value=record(body, "record"),
        seen=None,
        tool="tap",
    )
    yield _commit(event, source, remarks, entry.place or "item 1")


def _account(did: str, body: Mapping[str, Any], seen: Any, source: Input, place: str) -> Item:
    active, status = body.get("active"), text(body, "status")
    if active is True and not status:
        reason = "account active"
        raise LeftOut(reason)
    found = any_time(body.get("time")) or any_time(seen)
    at = found[0] if found else Moment(source.captured_at)
    state = "live" if active is True else ACCOUNT.get(status, "unavailable")
    return Observation(records.prefixed(did), state, at, source.capture_id, place, status)


def _commit(event: _Event, source: Input, remarks: Remarks, place: str) -> Item:
    if event.collection not in _KEPT:
        raise LeftOut(_LEFT.get(event.collection, "not a post"))
    if not event.did.startswith("did:") or not event.rkey:
        reason = "no id"
        raise Refused(reason)
    found = any_time(event.seen)
    seen = found[0] if found else Moment(source.captured_at)
    uri = event.uri
    post_id = records.prefixed(uri)
    if event.operation == "delete":
        reason = "deleted by its author"
        return Observation(post_id, "deleted", seen, source.capture_id, place, reason)
    if event.operation not in {"create", "update"}:
        reason = f"unknown operation {event.operation!r}"
        raise Refused(reason)
    first = found[0] if found and event.tool != REPOSITORY else None
    when = records.claimed(event.value, first, source, remarks, place)
    filled = records.columns(event.value)
    handle = str(remarks.memory.get(event.did, ""))
    if event.collection == records.REPOST:
        subject = text(event.value, "subject", "uri")
        filled |= {"repost_of": records.prefixed(subject), "text_source": ""}
    return make(
        place,
        **filled,
        post_id=post_id,
        account_id=records.prefixed(event.did),
        handle=handle,
        created_at=when.at,
        zone=when.zone,
        created_text=when.printed,
        url=records.address(handle or event.did, uri) if event.collection == records.POST else "",
        state="edited" if event.operation == "update" else "live",
        collected_at=found[0].at if found else None,
        tool=event.tool,
        capture_id=source.capture_id,
    )


JETSTREAM = JsonFormat("jetstream", _match, expand)
TAP = JsonFormat("bluesky-tap", _match_tap, _expand_tap)
