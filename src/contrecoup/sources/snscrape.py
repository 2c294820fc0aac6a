"""JSON lines of snscrape, and of twscrape, which took over its shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contrecoup.sources import x_posts
from contrecoup.sources.entries import Entry, JsonFormat, LeftOut, Refused, Remarks
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.moments import any_time
from contrecoup.sources.values import identifier, make, many, number, record, text, unique

_TYPE = "snscrape.modules.twitter."


def _match(value: Mapping[str, Any]) -> int:
    if text(value, "_type").startswith(_TYPE):
        return 95
    words = {"rawContent", "content"} & value.keys()
    return 70 if words and {"user", "retweetCount", "conversationId"} <= value.keys() else 0


def _words(post: Mapping[str, Any]) -> tuple[str, str]:
    for key in ("rawContent", "content"):
        if text(post, key):
            return x_posts.plain(text(post, key)), key
    return "", "rawContent"


def _id(post: Mapping[str, Any]) -> str:
    return text(post, "id_str") or identifier(post.get("id"))


def _expand(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    post = entry.value
    place = entry.place or "item 1"
    kind = text(post, "_type").rsplit(".", 1)[-1]
    if kind not in {"Tweet", ""}:
        reason = "not a post"
        raise LeftOut(reason)
    bare = _id(post)
    post_id = x_posts.checked_id(bare)
    user = record(post, "user")
    if user.get("protected") is True:
        reason = "private"
        raise LeftOut(reason)
    handle = text(user, "username")
    found = any_time(post.get("date"), source.zone)
    when = x_posts.timed(bare, found[0] if found else None, remarks, place)
    original = record(post, "retweetedTweet")
    body = original or post
    words, key = _words(body)
    if not words and not record(body, "media"):
        reason = "no text"
        raise Refused(reason)
    cut = x_posts.looks_cut(words)
    if cut:
        remarks.add(x_posts.CUT_TEXT, place)
    media = [m for part in record(body, "media").values() if isinstance(part, list) for m in part]
    yield make(
        place,
        post_id=post_id,
        platform="x",
        account_id=x_posts.account(_id(user), handle),
        handle=handle,
        display_name=text(user, "displayname"),
        bio=text(user, "rawDescription") or text(user, "description"),
        created_at=when.at,
        zone=when.zone,
        created_text=when.printed,
        text=words,
        text_source=f"retweetedTweet.{key}" if original else key,
        truncated=cut,
        lang=x_posts.language(text(post, "lang")),
        url=text(post, "url") or x_posts.address(handle, bare),
        reply_to=x_posts.known_id(
            text(post, "inReplyToTweetIdStr") or identifier(post.get("inReplyToTweetId"))
        ),
        quote_of=x_posts.known_id(_id(record(post, "quotedTweet"))),
        repost_of=x_posts.known_id(_id(original)),
        conversation=x_posts.known_id(
            text(post, "conversationIdStr") or identifier(post.get("conversationId"))
        ),
        links=unique(
            link if isinstance(link, str) else text(link, "url")
            for link in [*many(body, "links"), *many(body, "outlinks")]
        ),
        hashtags=unique(t for t in many(body, "hashtags") if isinstance(t, str)),
        mentions=unique(text(m, "username") for m in many(body, "mentionedUsers")),
        media=unique(text(m, "url") or text(m, "thumbnailUrl") for m in media),
        likes=number(post, "likeCount"),
        reposts=number(post, "retweetCount"),
        replies=number(post, "replyCount"),
        quotes=number(post, "quoteCount"),
        views=number(post, "viewCount"),
        tool="snscrape or twscrape",
        capture_id=source.capture_id,
    )


SNSCRAPE = JsonFormat("snscrape", _match, _expand)
