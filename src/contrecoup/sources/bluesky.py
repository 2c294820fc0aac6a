"""Bluesky as its API answers: getPosts, search, feeds, threads, one view a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from contrecoup.model.evidence import Observation, State
from contrecoup.model.outcomes import Notice, Problem
from contrecoup.model.posts import Post
from contrecoup.model.times import Moment
from contrecoup.sources import bluesky_records as records
from contrecoup.sources.entries import Entry, JsonFormat, LeftOut, Refused, Remarks, each, guarded
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.moments import any_time
from contrecoup.sources.values import make, many, number, record, text, unique

_LISTS = ("posts", "feed", "quotes")
_THREAD_DEPTH = 200


def _match(value: Mapping[str, Any]) -> int:
    if _is_view(value) or _is_view(value.get("post")):
        return 92
    for key in _LISTS:
        rows = many(value, key)
        if rows and (_is_view(rows[0]) or _is_view(record(rows[0], "post"))):
            return 92
        if rows == [] and key in value and value.keys() <= {key, "cursor", "hitsTotal", "uri"}:
            return 40
    kind = text(value, "thread", "$type")
    if kind.startswith("app.bsky.feed.defs#") or _is_view(record(value, "thread", "post")):
        return 92
    return 30 if text(value, "did").startswith("did:") and "handle" in value else 0


def _is_view(value: Any) -> bool:
    return text(value, "uri").startswith("at://") and isinstance(record(value).get("author"), dict)


def _expand(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    value = entry.value
    if "thread" in value:
        yield from _thread(entry, source, remarks)
        return
    for key in _LISTS:
        if isinstance(value.get(key), list):
            for element in each(entry, value[key]):
                if isinstance(element, Problem):
                    yield element
                else:
                    yield from guarded(element.place, _item(element, source, remarks))
            return
    yield from _item(Entry(entry.place or "item 1", value), source, remarks)


def _item(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    value = entry.value
    if "post" in record(value):
        yield from _feed_item(entry, source, remarks)
    elif text(value, "$type").endswith(("#notFoundPost", "#blockedPost")):
        yield _missing(entry, source)
    elif "author" in record(value):
        yield _post(entry, source, remarks)
    elif text(value, "did").startswith("did:"):
        reason = "a profile, not a post"
        raise LeftOut(reason)
    else:
        reason = "not a view of a post"
        raise Refused(reason)


def _missing(entry: Entry, source: Input) -> Observation:
    """What a view says of a post that it does not show."""
    blocked = text(entry.value, "$type").endswith("#blockedPost")
    reason = "blocked for the collecting account" if blocked else "not found"
    uri = text(entry.value, "uri")
    if not uri.startswith("at://"):
        message = "no id"
        raise Refused(message)
    state: State = "unavailable"
    at = Moment(source.captured_at)
    return Observation(records.prefixed(uri), state, at, source.capture_id, entry.place, reason)


def _feed_item(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    """A feed view: a post, the repost that brought it here, a parent that is gone."""
    value = entry.value
    inner = Entry(entry.place, value["post"])
    if text(inner.value, "$type").endswith(("#notFoundPost", "#blockedPost")):
        yield _missing(inner, source)
        return
    post = _post(inner, source, remarks)
    yield post
    reason = record(value, "reason")
    if text(reason, "$type").endswith("#reasonRepost"):
        yield from guarded(entry.place, _repost(reason, post, f"{entry.place}, repost", remarks))
    for relation in ("parent", "root"):
        gone = record(value, "reply", relation)
        if text(gone, "$type").endswith("#notFoundPost"):
            yield _missing(Entry(f"{entry.place}, {relation}", gone), source)
            break


def _repost(reason: Mapping[str, Any], post: Post, place: str, remarks: Remarks) -> Iterator[Item]:
    actor = text(reason, "by", "did")
    found = any_time(reason.get("indexedAt"))
    if not actor or found is None:
        yield Notice(place, "a repost without its author or time was not kept")
        return
    if not text(reason, "uri"):
        remarks.add("the repost's own address is not in the file; one was derived", place)
    handle = text(reason, "by", "handle")
    made = records.derived_repost(post, actor, handle, found[0], place, text(reason, "uri"))
    yield evolve(made, display_name=text(reason, "by", "displayName"))


def _post(entry: Entry, source: Input, remarks: Remarks) -> Post:
    view = record(entry.value)
    uri = text(view, "uri")
    if not uri.startswith("at://"):
        reason = "no id"
        raise Refused(reason)
    body = record(view, "record") or record(view, "value")
    author = record(view, "author")
    indexed = any_time(view.get("indexedAt"))
    when = records.claimed(body, indexed[0] if indexed else None, source, remarks, entry.place)
    handle = text(author, "handle")
    did = text(author, "did") or uri.removeprefix("at://").split("/")[0]
    filled = records.columns(body)
    shown = record(view, "embed")
    pictures = [*many(shown, "images"), *many(shown, "media", "images")]
    videos = [text(shown, "playlist"), text(shown, "media", "playlist")]
    return make(
        entry.place,
        **filled,
        post_id=records.prefixed(uri),
        account_id=records.prefixed(did),
        handle=handle,
        display_name=text(author, "displayName"),
        bio=text(author, "description"),
        created_at=when.at,
        zone=when.zone,
        created_text=when.printed,
        url=records.address(handle or did, uri),
        media=unique([*(text(p, "fullsize") for p in pictures), *videos]),
        likes=number(view, "likeCount"),
        reposts=number(view, "repostCount"),
        replies=number(view, "replyCount"),
        quotes=number(view, "quoteCount"),
        tool="Bluesky API",
        capture_id=source.capture_id,
    )


def _thread(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    """Every post of a thread: ancestors, the post, replies, in that order."""
    above: list[Any] = []
    node = record(entry.value, "thread")
    parent = record(node, "parent")
    while parent and len(above) < _THREAD_DEPTH:
        above.append(parent)
        parent = record(parent, "parent")
    index = 0
    stack: list[Any] = [node, *above]
    while stack:
        current = stack.pop()
        inner = Entry(entry.at(index), current.get("post", current))
        index += 1
        yield from guarded(inner.place, _item(inner, source, remarks))
        if index > len(above):
            stack.extend(r for r in reversed(many(current, "replies")) if isinstance(r, dict))


BLUESKY = JsonFormat("bluesky", _match, _expand)
