"""Mastodon's streams: server-sent events, and the same as JSON lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from contrecoup.model.evidence import Observation
from contrecoup.model.outcomes import Problem
from contrecoup.model.posts import Post
from contrecoup.model.times import Moment
from contrecoup.sources.entries import (
    Entry,
    JsonFormat,
    LeftOut,
    Refused,
    Remarks,
    empty,
    guarded,
)
from contrecoup.sources.heads import Head
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.mastodon import is_status, status
from contrecoup.sources.moments import any_time
from contrecoup.sources.parse import NotJson, value_of
from contrecoup.sources.streams import Plain, lines
from contrecoup.sources.values import text

_POSTS = {"update", "status.update", "status_update"}
_PRIVATE = {"notification", "conversation", "notifications_merged"}
_REMEMBERED = 500_000
_TOOL = "Mastodon stream"
_WHO = "on its server, by its author or a moderator: the stream does not say"
RECEIVED = b":received "
"""A comment that a watch writes before an event: when it came."""
URI = b":uri "
"""A comment that a watch writes before a deletion: the post's number and address."""


def _event(
    kind: str,
    payload: Any,
    place: str,
    source: Input,
    remarks: Remarks,
    seen: dict[str, str],
    at: Moment | None = None,
) -> Iterator[Item]:
    if kind in _POSTS:
        if not is_status(payload):
            reason = "not a status"
            raise Refused(reason)
        if len(seen) < _REMEMBERED:
            seen[text(payload, "id")] = text(payload, "uri")
        post = status(Entry(place, payload), source, remarks, _TOOL)
        yield evolve(post, collected_at=at.at) if at and isinstance(post, Post) else post
    elif kind == "delete":
        bare = str(payload).strip().strip('"')
        if not bare:
            reason = "no id"
            raise Refused(reason)
        if bare not in seen:
            remarks.add("a deletion names a post that is not in this file", place)
        target = f"mastodon:{seen.get(bare) or bare}"
        at = at or Moment(source.captured_at)
        yield Observation(target, "deleted", at, source.capture_id, place, _WHO)
    elif kind in _PRIVATE:
        reason = "private"
        raise LeftOut(reason)
    else:
        raise LeftOut(kind or "event without a kind")


class MastodonSse:
    """Server-sent events as a stream writes them: ``event:`` and ``data:`` lines."""

    name = "mastodon-sse"

    def sniff(self, head: Head) -> int:
        """Look for an event line followed by data that is a status."""
        rows = [row.strip() for row in head.start.split("\n")[:12]]
        named = any(row.startswith("event:") for row in rows)
        return 90 if named and any(row.startswith(("data:", ":")) for row in rows) else 0

    def read(self, source: Input) -> Iterator[Item]:
        """Yield one outcome an event; comments are no items."""
        remarks = Remarks()
        seen: dict[str, str] = {}
        kind, data, first = "", b"", 0
        at: Moment | None = None
        some = False
        with Plain(source) as plain:
            for number, line in lines(plain):
                some = some or line is None or bool(line.strip())
                if line is None:
                    yield Problem(f"line {number}", "the line is too long")
                elif line.startswith(b"event:"):
                    kind, first = line[6:].strip().decode("utf-8", "replace"), number
                elif line.startswith(b"data:"):
                    data, first = data + line[5:].strip(), first or number
                elif line.startswith(RECEIVED):
                    found = any_time(line[len(RECEIVED) :].decode("ascii", "replace"))
                    at = found[0] if found else None
                elif line.startswith(URI) and len(seen) < _REMEMBERED:
                    bare, _, uri = line[len(URI) :].decode("utf-8", "replace").partition(" ")
                    seen[bare] = uri.strip()
                elif not line.strip():
                    yield from self._close(kind, data, f"line {first}", source, remarks, seen, at)
                    kind, data, first, at = "", b"", 0, None
            yield from self._close(kind, data, f"line {first}", source, remarks, seen, at)
            if plain.broken:
                yield Problem("end", plain.broken)
        if not some:
            raise empty(source)
        yield from remarks.flush()

    @staticmethod
    def _close(
        kind: str,
        data: bytes,
        place: str,
        source: Input,
        remarks: Remarks,
        seen: dict[str, str],
        at: Moment | None = None,
    ) -> Iterator[Item]:
        if not kind and not data:
            return
        try:
            payload = value_of(data) if kind in _POSTS else data.decode("utf-8", "replace")
        except NotJson as error:
            yield Problem(place, f"not JSON: {error}")
            return
        yield from guarded(place, _event(kind, payload, place, source, remarks, seen, at))


def _match(value: Mapping[str, Any]) -> int:
    return 85 if {"event", "payload"} <= value.keys() and isinstance(value["event"], str) else 0


def _expand(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    payload = entry.value.get("payload")
    kind = text(entry.value, "event")
    if isinstance(payload, str) and kind in _POSTS:
        payload = value_of(payload.encode("utf-8", "replace"))
    place = entry.place or "item 1"
    for item in _event(kind, payload, place, source, remarks, {}):
        received = any_time(entry.value.get("received_at") or entry.value.get("time"))
        if received and isinstance(item, Observation):
            yield Observation(
                item.target, item.state, received[0], item.capture_id, item.place, item.reason
            )
        else:
            yield item


MASTODON_SSE = MastodonSse()
MASTODON_EVENTS = JsonFormat("mastodon-events", _match, _expand)
