"""Mastodon's client API: statuses, timelines, search, edit history."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from contrecoup.model.outcomes import Problem
from contrecoup.sources.entries import Entry, JsonFormat, LeftOut, Refused, Remarks, each, guarded
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.markup import fragment_links, fragment_text
from contrecoup.sources.moments import maybe, moment
from contrecoup.sources.values import identifier, make, many, number, record, text, unique

_PUBLIC = {"public", "unlisted"}
_NESTED = ("statuses", "ancestors", "descendants")
_REMEMBERED = 500_000
_QUOTE = "quote-inline"
_LONG_ID = re.compile(r"(?<!\d)(\d{15,20})(?!\d)")


def _match(value: Mapping[str, Any]) -> int:
    if is_status(value):
        return 90
    if _is_version(value):
        return 70
    if any(is_status(row) for key in _NESTED for row in many(value, key)[:1]):
        return 88
    return 85 if is_status(value.get("status")) and "history" in value else 0


def is_status(value: Any) -> bool:
    """Whether an object is a status of the client API."""
    return (
        isinstance(value, dict)
        and {"content", "account", "created_at"} <= value.keys()
        and ("uri" in value or "visibility" in value)
    )


def _is_version(value: Mapping[str, Any]) -> bool:
    return {"content", "account", "created_at", "spoiler_text"} <= value.keys()


def handle_of(acct: str, url: str) -> str:
    """Return ``name@host``, the host taken from an address where it is missing."""
    name = acct.strip().lstrip("@")
    if "@" in name or not name:
        return name.lower()
    try:
        host = urlsplit(url).netloc
    except ValueError:
        host = ""
    return f"{name}@{host}".lower() if host else name.lower()


def _expand(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    value = entry.value
    if is_status(value):
        yield status(Entry(entry.place or "item 1", value), source, remarks, "Mastodon API")
        return
    if is_status(value.get("status")):
        old = [_words(v)[0] for v in many(value, "history") if isinstance(v, dict)]
        inner = Entry(entry.place or "item 1", value["status"])
        yield status(inner, source, remarks, "Mastodon API", tuple(old[:-1]))
        return
    if _is_version(value):
        yield _version(entry, source, remarks)
        return
    found = False
    for key in _NESTED:
        for element in each(entry, many(value, key), key):
            found = True
            if isinstance(element, Problem):
                yield element
            else:
                yield from guarded(
                    element.place, iter([status(element, source, remarks, "Mastodon API")])
                )
    if not found:
        reason = "not a status"
        raise Refused(reason)


def _version(entry: Entry, source: Input, remarks: Remarks) -> Item:
    """One version out of an edit history, which never names its post."""
    named = _LONG_ID.search(source.name.replace("\\", "/").rsplit("/", 1)[-1])
    named = named or _LONG_ID.search(source.name)
    owner = text(entry.value, "account", "uri")
    if not named or not owner:
        remarks.add(
            "an edit history does not name its post; put the post's id into the file's name",
            entry.place,
        )
        reason = "edit history of an unnamed post"
        raise LeftOut(reason)
    place = entry.place or "item 1"
    bare = named.group(1)
    shown = text(entry.value, "account", "url")
    value = {
        **entry.value,
        "uri": f"{owner}/statuses/{bare}",
        "url": f"{shown}/{bare}" if shown else "",
        "visibility": "public",
        "edited_at": entry.value["created_at"],
        "created_at": remarks.memory.setdefault("first", entry.value["created_at"]),
    }
    earlier: tuple[str, ...] = remarks.memory.get("texts", ())
    remarks.memory["texts"] = (*earlier, _words(value)[0])
    return status(Entry(place, value), source, remarks, "Mastodon edit history", earlier)


def _words(value: Mapping[str, Any]) -> tuple[str, str]:
    markup = text(value, "content")
    shown = fragment_text(markup, without=_QUOTE if value.get("quote") else "")
    warning = text(value, "spoiler_text").strip()
    if warning:
        return f"{warning}\n\n{shown}".strip(), "spoiler_text + content"
    return shown, "content"


def status(
    entry: Entry,
    source: Input,
    remarks: Remarks,
    tool: str,
    versions: tuple[str, ...] = (),
) -> Item:
    """Map one status, a boost with the words of what it boosts."""
    value = record(entry.value)
    if text(value, "visibility") not in _PUBLIC | {""}:
        reason = "private"
        raise LeftOut(reason)
    account = record(value, "account")
    uri = text(value, "uri") or text(value, "url")
    if not uri:
        reason = "no id"
        raise Refused(reason)
    when = moment(value.get("created_at"), source.zone, remarks, entry.place)
    handle = handle_of(text(account, "acct") or text(account, "username"), text(account, "url"))
    original = record(value, "reblog")
    body = original or value
    if original and text(original, "visibility") not in _PUBLIC | {""}:
        reason = "private"
        raise LeftOut(reason)
    words, key = _words(body)
    links, mentioned = fragment_links(text(body, "content"))
    mentions = [text(m, "acct") for m in many(body, "mentions")]
    media = many(body, "media_attachments")
    quoted = record(body, "quote", "quoted_status") or record(body, "quote")
    edited = bool(value.get("edited_at")) and not original
    return make(
        entry.place,
        post_id=f"mastodon:{uri}",
        platform="mastodon",
        account_id=f"mastodon:{handle}" if handle else "",
        handle=handle,
        display_name=text(account, "display_name") or text(account, "username"),
        bio=fragment_text(text(account, "note")),
        created_at=when.at,
        zone=when.zone,
        created_text=when.printed,
        text=words,
        text_source=f"reblog.{key}" if original else key,
        lang=text(body, "language").split("-")[0].lower(),
        url=text(value, "url") or uri,
        reply_to=_reply(value, remarks),
        quote_of=f"mastodon:{text(quoted, 'uri')}" if text(quoted, "uri") else "",
        repost_of=f"mastodon:{text(original, 'uri')}" if original else "",
        links=unique([*links, text(body, "card", "url")]),
        hashtags=unique(text(t, "name") for t in many(body, "tags")),
        mentions=unique(mentions or mentioned),
        media=unique(text(m, "url") for m in media),
        media_text=unique(text(m, "description") for m in media),
        likes=number(value, "favourites_count"),
        reposts=number(value, "reblogs_count"),
        replies=number(value, "replies_count"),
        quotes=number(value, "quotes_count"),
        state="edited" if edited else "live",
        versions=versions,
        collected_at=maybe(value.get("edited_at")) if edited else None,
        tool=tool,
        capture_id=source.capture_id,
    )


def _reply(value: Mapping[str, Any], remarks: Remarks) -> str:
    """Return the id of the post replied to, by its address where the file tells it."""
    parent = identifier(value.get("in_reply_to_id"))
    if not parent:
        return ""
    if f"id {parent}" in remarks.memory:
        return f"mastodon:{remarks.memory[f'id {parent}']}"
    own, uri = identifier(value.get("id")), text(value, "uri")
    if own and uri.endswith(f"/statuses/{own}"):
        same = identifier(value.get("in_reply_to_account_id"))
        if same == identifier(record(value, "account").get("id")):
            return f"mastodon:{uri.removesuffix(own)}{parent}"
    return f"mastodon:{parent}"


def _prepare(entry: Entry, remarks: Remarks) -> None:
    """Remember which address belongs to which id of the collecting server."""
    value = record(entry.value)
    nested = [row for key in _NESTED for row in many(value, key)]
    for row in (value, record(value, "status"), *nested):
        for status_ in (record(row), record(row, "reblog")):
            with contextlib.suppress(Refused):
                bare, uri = identifier(status_.get("id")), text(status_, "uri")
                if bare and uri and len(remarks.memory) < _REMEMBERED:
                    remarks.memory[f"id {bare}"] = uri


MASTODON = JsonFormat("mastodon", _match, _expand, _prepare)
