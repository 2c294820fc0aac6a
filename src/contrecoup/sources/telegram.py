"""Telegram Desktop's JSON export: public channels and groups, nothing private."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contrecoup.model.outcomes import Notice, Problem, Skipped
from contrecoup.sources.entries import Entry, JsonFormat, LeftOut, Refused, Remarks, each, guarded
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.moments import any_time, moment
from contrecoup.sources.values import get, make, many, number, record, text, unique

_PUBLIC = {"public_channel", "public_supergroup"}


def _match(value: Mapping[str, Any]) -> int:
    if isinstance(value.get("messages"), list) and {"type", "id"} <= value.keys():
        return 92
    return 92 if isinstance(get(value, "chats", "list"), list) else 0


def _expand(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    chats = many(entry.value, "chats", "list") or [entry.value]
    for number_of, chat in enumerate(chats):
        around = Entry(entry.at(number_of, "chat"), chat) if len(chats) > 1 else entry
        public = text(chat, "type") in _PUBLIC
        last = 0
        for element in each(around, many(chat, "messages")):
            if isinstance(element, Problem):
                yield element
            elif not public:
                yield Skipped(element.place, "private")
            else:
                bare = number(element.value, "id") or 0
                if last and bare > last + 1:
                    reason = (
                        f"messages {last + 1} to {bare - 1} are missing: deleted, or not exported"
                    )
                    yield Notice(element.place, reason)
                last = bare or last
                yield from guarded(element.place, _message(element, chat, source, remarks))


def _words(value: Mapping[str, Any]) -> str:
    parts = many(value, "text_entities")
    if not parts:
        whole = value.get("text")
        parts = whole if isinstance(whole, list) else [whole]
    return "".join(p if isinstance(p, str) else text(p, "text") for p in parts)


def _parts(value: Mapping[str, Any], *kinds: str) -> list[str]:
    found = [p for p in many(value, "text_entities") if text(p, "type") in kinds]
    return [text(p, "href") or text(p, "text") for p in found]


def _message(
    entry: Entry, chat: Mapping[str, Any], source: Input, remarks: Remarks
) -> Iterator[Item]:
    value = record(entry.value)
    if text(value, "type") != "message":
        raise LeftOut(text(value, "type") or "not a message")
    bare, where = text(value, "id"), text(chat, "id")
    if not bare or not where:
        reason = "no id"
        raise Refused(reason)
    stamp = value.get("date_unixtime") or value.get("date")
    when = moment(stamp, source.zone, remarks, entry.place)
    edited = any_time(value.get("edited_unixtime"))
    sender = text(value, "from_id") or f"channel{where}"
    parent = text(value, "reply_to_message_id")
    media = text(value, "file") or text(value, "photo")
    yield make(
        entry.place,
        post_id=f"telegram:{where}/{bare}",
        platform="telegram",
        account_id=f"telegram:{sender}",
        display_name=text(value, "from"),
        created_at=when.at,
        zone=when.zone,
        created_text=when.printed,
        text=_words(value),
        text_source="text_entities" if many(value, "text_entities") else "text",
        reply_to=f"telegram:{where}/{parent}" if parent else "",
        links=unique(_parts(value, "link", "text_link")),
        hashtags=unique(t.lstrip("#") for t in _parts(value, "hashtag")),
        mentions=unique(m.lstrip("@") for m in _parts(value, "mention")),
        media=() if media.startswith("(") else unique([media]),
        state="edited" if edited else "live",
        collected_at=edited[0].at if edited else None,
        tool="Telegram Desktop",
        capture_id=source.capture_id,
    )


TELEGRAM = JsonFormat("telegram", _match, _expand)
