"""The outbox of a Mastodon archive: ActivityPub, with private posts in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from contrecoup.model.outcomes import Problem
from contrecoup.sources.entries import Entry, JsonFormat, LeftOut, Refused, Remarks, each, guarded
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.markup import fragment_links, fragment_text
from contrecoup.sources.moments import maybe, moment
from contrecoup.sources.values import get, make, many, record, text, unique

_PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}
_NOTES = {"Note", "Question", "Article", "Page"}


def _match(value: Mapping[str, Any]) -> int:
    if text(value, "type") in {"OrderedCollection", "OrderedCollectionPage"}:
        return 92 if "orderedItems" in value else 20
    return 85 if text(value, "type") in {"Create", "Announce"} and "actor" in value else 0


def _expand(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    if "orderedItems" not in entry.value:
        yield from _activity(Entry(entry.place or "item 1", entry.value), source, remarks)
        return
    for element in each(entry, many(entry.value, "orderedItems")):
        if isinstance(element, Problem):
            yield element
        else:
            yield from guarded(element.place, _activity(element, source, remarks))


def _addressed(value: Any) -> set[str]:
    found: set[str] = set()
    for key in ("to", "cc"):
        whom = get(value, key)
        found.update(w for w in ([whom] if isinstance(whom, str) else many(whom)) if w)
    return found


def _handle(actor: str) -> str:
    try:
        parts = urlsplit(actor)
    except ValueError:
        return ""
    name = parts.path.rstrip("/").rsplit("/", 1)[-1].lstrip("@")
    return f"{name}@{parts.netloc}".lower() if name and parts.netloc else ""


def _activity(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    value = record(entry.value)
    kind = text(value, "type")
    if kind not in {"Create", "Announce"}:
        raise LeftOut(kind.lower() or "not a post")
    inner = record(value, "object")
    if not (_addressed(value) | _addressed(inner)) & _PUBLIC:
        reason = "private"
        raise LeftOut(reason)
    actor = text(value, "actor") or text(inner, "attributedTo")
    handle = _handle(actor)
    common = {
        "platform": "mastodon",
        "account_id": f"mastodon:{handle}" if handle else "",
        "handle": handle,
        "tool": "Mastodon archive",
        "capture_id": source.capture_id,
    }
    when = moment(
        inner.get("published") or value.get("published"), source.zone, remarks, entry.place
    )
    times = {"created_at": when.at, "zone": when.zone, "created_text": when.printed}
    if kind == "Announce":
        target = text(value, "object") or text(inner, "id")
        yield make(
            entry.place,
            **common,
            **times,
            post_id=f"mastodon:{text(value, 'id')}",
            text="",
            text_source="",
            repost_of=f"mastodon:{target}" if target else "",
            url=target,
        )
        return
    if text(inner, "type") not in _NOTES:
        reason = "not a post"
        raise LeftOut(reason)
    if not text(inner, "id"):
        reason = "no id"
        raise Refused(reason)
    yield make(entry.place, **common, **times, **_note(inner))


def _note(note: Mapping[str, Any]) -> dict[str, Any]:
    markup = text(note, "content")
    words = fragment_text(markup)
    warning = text(note, "summary").strip()
    links, _ = fragment_links(markup)
    tags = [t for t in many(note, "tag") if isinstance(t, dict)]
    media = many(note, "attachment")
    updated = maybe(note.get("updated"))
    langs = list(record(note, "contentMap"))
    reply, quote = text(note, "inReplyTo"), text(note, "quoteUri") or text(note, "quote")
    return {
        "post_id": f"mastodon:{text(note, 'id')}",
        "text": f"{warning}\n\n{words}".strip() if warning else words,
        "text_source": "summary + content" if warning else "content",
        "lang": langs[0].split("-")[0] if len(langs) == 1 else "",
        "url": text(note, "url") or text(note, "id"),
        "reply_to": f"mastodon:{reply}" if reply else "",
        "quote_of": f"mastodon:{quote}" if quote else "",
        "links": unique(links),
        "hashtags": unique(
            text(t, "name").lstrip("#") for t in tags if text(t, "type") == "Hashtag"
        ),
        "mentions": unique(
            text(t, "name").lstrip("@") for t in tags if text(t, "type") == "Mention"
        ),
        "media": unique(text(m, "url") for m in media),
        "media_text": unique(text(m, "name") for m in media),
        "state": "edited" if updated else "live",
        "collected_at": updated,
    }


MASTODON_OUTBOX = JsonFormat("mastodon-outbox", _match, _expand)
