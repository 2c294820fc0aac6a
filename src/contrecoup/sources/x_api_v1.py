"""X API v1.1: search results, streams and their deletion notices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contrecoup.model.evidence import Observation
from contrecoup.model.outcomes import Problem
from contrecoup.model.times import Moment
from contrecoup.sources import x_posts
from contrecoup.sources.entries import Entry, JsonFormat, LeftOut, Refused, Remarks, each, guarded
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.moments import any_time, epoch
from contrecoup.sources.values import make, many, number, record, text, unique

_NOTICES = {"limit", "warning", "disconnect", "scrub_geo", "user_withheld", "friends"}


def _match(value: Mapping[str, Any]) -> int:
    if _is_status(value) or _is_status(_first(value)):
        return 88
    return 86 if text(value, "delete", "status", "id_str") else 0


def _first(value: Mapping[str, Any]) -> Any:
    rows = many(value, "statuses")
    return rows[0] if rows else None


def _is_status(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and {"id_str", "user", "created_at"} <= value.keys()
        and bool({"full_text", "text"} & value.keys())
        and "screen_name" in record(value, "user")
    )


def _expand(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    value = entry.value
    place = entry.place or "item 1"
    if isinstance(value.get("statuses"), list):
        for element in each(entry, value["statuses"]):
            if isinstance(element, Problem):
                yield element
            else:
                yield from guarded(element.place, iter([_post(element, source, remarks)]))
    elif "delete" in value:
        bare = text(value, "delete", "status", "id_str")
        stamp = number(value, "delete", "timestamp_ms")
        at = (epoch(stamp) if stamp else None) or Moment(source.captured_at)
        target = x_posts.checked_id(bare)
        yield Observation(target, "deleted", at, source.capture_id, place, "deletion notice")
    elif _is_status(value):
        yield from guarded(place, (_post(Entry(place, value), source, remarks) for _ in (0,)))
    elif _NOTICES & value.keys():
        reason = "notice of the stream"
        raise LeftOut(reason)
    else:
        reason = "not a post of the API v1.1"
        raise Refused(reason)


def _words(post: Mapping[str, Any]) -> tuple[str, str]:
    for path in (("extended_tweet", "full_text"), ("full_text",), ("text",)):
        words = text(post, *path)
        if words:
            return x_posts.plain(words), ".".join(path)
    return "", "text"


def _entities(post: Mapping[str, Any], kind: str) -> list[Any]:
    return many(post, "extended_tweet", "entities", kind) or many(post, "entities", kind)


def _media(post: Mapping[str, Any]) -> list[Any]:
    for around in (record(post, "extended_tweet"), record(post)):
        found = many(around, "extended_entities", "media") or many(around, "entities", "media")
        if found:
            return found
    return []


def _post(entry: Entry, source: Input, remarks: Remarks) -> Item:
    post = record(entry.value)
    bare = text(post, "id_str")
    post_id = x_posts.checked_id(bare)
    user = record(post, "user")
    if user.get("protected") is True:
        reason = "private"
        raise LeftOut(reason)
    found = any_time(post.get("created_at"), source.zone)
    when = x_posts.timed(bare, found[0] if found else None, remarks, entry.place)
    original = record(post, "retweeted_status")
    body = original or post
    words, key = _words(body)
    cut = key == "text" and bool(body.get("truncated") or x_posts.looks_cut(words))
    if cut:
        remarks.add(x_posts.CUT_TEXT, entry.place)
    handle = text(user, "screen_name")
    withheld = bool(post.get("withheld_in_countries") or post.get("withheld_copyright"))
    return make(
        entry.place,
        post_id=post_id,
        platform="x",
        account_id=x_posts.account(text(user, "id_str"), handle),
        handle=handle,
        display_name=text(user, "name"),
        bio=text(user, "description"),
        created_at=when.at,
        zone=when.zone,
        created_text=when.printed,
        text=words,
        text_source=f"retweeted_status.{key}" if original else key,
        truncated=cut,
        lang=x_posts.language(text(post, "lang")),
        url=x_posts.address(handle, bare),
        reply_to=x_posts.known_id(text(post, "in_reply_to_status_id_str")),
        quote_of="" if original else x_posts.known_id(text(post, "quoted_status_id_str")),
        repost_of=x_posts.known_id(text(original, "id_str")),
        links=unique(text(u, "expanded_url") or text(u, "url") for u in _entities(body, "urls")),
        hashtags=unique(text(t, "text") for t in _entities(body, "hashtags")),
        mentions=unique(text(m, "screen_name") for m in _entities(body, "user_mentions")),
        media=unique(text(m, "media_url_https") for m in _media(body)),
        media_text=unique(text(m, "ext_alt_text") for m in _media(body)),
        likes=number(post, "favorite_count"),
        reposts=number(post, "retweet_count"),
        replies=number(post, "reply_count"),
        quotes=number(post, "quote_count"),
        state="withheld" if withheld else "live",
        tool="X API v1.1",
        capture_id=source.capture_id,
    )


X_API_V1 = JsonFormat("x-api-v1", _match, _expand)
