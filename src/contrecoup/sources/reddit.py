"""Reddit objects as Pushshift and Arctic Shift dump them, one a line."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import Any

from contrecoup.model.evidence import Observation, State
from contrecoup.model.times import Moment
from contrecoup.sources.entries import Entry, JsonFormat, LeftOut, Refused, Remarks
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.moments import any_time, moment
from contrecoup.sources.state_words import gone
from contrecoup.sources.values import make, number, record, text, unique

_REASONS: dict[str, State] = {"deleted": "deleted", "author": "deleted", "user": "deleted"}


def _match(value: Mapping[str, Any]) -> int:
    if not {"author", "created_utc"} <= value.keys() or "subreddit" not in value:
        return 0
    return 90 if {"body", "selftext", "title"} & value.keys() else 0


def _words(value: Mapping[str, Any]) -> tuple[str, str]:
    if "body" in value:
        return html.unescape(text(value, "body")), "body"
    title, below = text(value, "title"), text(value, "selftext")
    if gone(below, "reddit"):
        return below, "selftext"
    return html.unescape("\n\n".join(p for p in (title, below) if p)), "title + selftext"


def _expand(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    value = entry.value
    place = entry.place or "item 1"
    if text(value, "subreddit_type") in {"private", "user", "employees_only"}:
        reason = "private"
        raise LeftOut(reason)
    kind = "t1" if "body" in value else "t3"
    name = text(value, "name") or (f"{kind}_{text(value, 'id')}" if text(value, "id") else "")
    if not name:
        reason = "no id"
        raise Refused(reason)
    post_id = f"reddit:{name}"
    words, key = _words(value)
    again = any_time(record(value, "_meta").get("retrieved_2nd_on"))
    fetched = any_time(value.get("retrieved_on") or value.get("retrieved_utc"))
    if state := gone(words, "reddit"):
        seen = (again or fetched or (Moment(source.captured_at), False))[0]
        yield Observation(post_id, state, seen, source.capture_id, place, f"text is {words}")
        return
    when = moment(value.get("created_utc"), source.zone, remarks, place)
    later: State = "live"
    if record(value, "_meta").get("was_deleted_later") is True:
        later = _REASONS.get(text(value, "_meta", "removal_type"), "taken-down")
    edited = any_time(value.get("edited"))
    author = text(value, "author")
    number_of = text(value, "author_fullname")
    parent = text(value, "parent_id")
    permalink = text(value, "permalink")
    link = text(value, "url") if kind == "t3" and not value.get("is_self") else ""
    yield make(
        place,
        post_id=post_id,
        platform="reddit",
        account_id=f"reddit:{number_of or '@' + author.lower()}" if author else "",
        handle="" if author == "[deleted]" else author,
        created_at=when.at,
        zone=when.zone,
        created_text=when.printed,
        text=words,
        text_source=key,
        url=f"https://www.reddit.com{permalink}" if permalink.startswith("/") else permalink,
        reply_to=f"reddit:{parent}" if parent else "",
        conversation=f"reddit:{text(value, 'link_id')}" if text(value, "link_id") else "",
        links=unique([link]),
        likes=number(value, "score"),
        replies=number(value, "num_comments"),
        state="edited" if edited or record(value, "_meta").get("is_edited") else "live",
        collected_at=fetched[0].at if fetched else None,
        tool="Reddit dump",
        capture_id=source.capture_id,
    )
    if later != "live":
        seen = (again or (Moment(source.captured_at), False))[0]
        reason = text(value, "_meta", "removal_type")
        yield Observation(post_id, later, seen, source.capture_id, f"{place}, _meta", reason)


REDDIT = JsonFormat("reddit", _match, _expand)
