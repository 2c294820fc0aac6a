"""X as its own pages fetch it (GraphQL): browser captures and what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contrecoup.model.evidence import Observation, State
from contrecoup.model.outcomes import Problem, Skipped
from contrecoup.model.times import Moment
from contrecoup.sources import x_posts
from contrecoup.sources.entries import Entry, JsonFormat, LeftOut, Refused, Remarks
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.moments import any_time
from contrecoup.sources.values import identifier, make, many, number, record, text, unique

_TOMBSTONES: tuple[tuple[str, State], ...] = (
    ("deleted by the", "deleted"),
    ("suspended", "suspended"),
    ("no longer exists", "account-deleted"),
    ("limits who can", "protected"),
    ("protected", "protected"),
    ("withheld", "withheld"),
)
_NAMES = {"Tweet", "TweetWithVisibilityResults", "TweetTombstone", "TweetUnavailable"}
_DEPTH = 60


def is_result(value: Any) -> bool:
    """Whether an object is a post as X's pages fetch it."""
    if not isinstance(value, dict):
        return False
    if text(value, "__typename") in _NAMES:
        return True
    return isinstance(value.get("rest_id"), str) and "full_text" in record(value, "legacy")


def opened(value: Any) -> dict[str, Any]:
    """Return the post inside a result with visibility limits."""
    found = record(value)
    return record(found, "tweet") if isinstance(found.get("tweet"), dict) else found


def _words(post: Mapping[str, Any]) -> tuple[str, str]:
    note = text(post, "note_tweet", "note_tweet_results", "result", "text")
    short = text(post, "legacy", "full_text")
    if note and len(note) >= len(short) - 30:
        return x_posts.plain(note), "note_tweet"
    return x_posts.plain(short), "full_text"


def _user(post: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """Return an author's id, handle, name and bio, wherever X keeps them this year."""
    user = record(post, "core", "user_results", "result")
    user = user or record(post, "core", "user_result", "result")
    if record(user, "privacy").get("protected") or record(user, "legacy").get("protected"):
        reason = "private"
        raise LeftOut(reason)
    return (
        text(user, "rest_id") or text(post, "legacy", "user_id_str"),
        text(user, "core", "screen_name") or text(user, "legacy", "screen_name"),
        text(user, "core", "name") or text(user, "legacy", "name"),
        text(user, "profile_bio", "description") or text(user, "legacy", "description"),
    )


def _entities(post: Mapping[str, Any], kind: str) -> list[Any]:
    note = many(post, "note_tweet", "note_tweet_results", "result", "entity_set", kind)
    return [*many(post, "legacy", "entities", kind), *note]


def gone(value: Mapping[str, Any]) -> tuple[State, str]:
    """Return what a tombstone says: a state and its words."""
    words = text(value, "tombstone", "text", "text") or text(value, "reason")
    lower = words.lower()
    return next((s for w, s in _TOMBSTONES if w in lower), "unavailable"), words


def post_of(
    entry: Entry, source: Input, remarks: Remarks, tool: str, fetched: Moment | None
) -> Item:
    """Map one result to a post, or to an observation where it is a tombstone."""
    post = opened(entry.value)
    legacy = record(post, "legacy")
    bare = identifier(post.get("rest_id")) or text(legacy, "id_str")
    if "Tombstone" in text(post, "__typename") or "Unavailable" in text(post, "__typename"):
        at = fetched or Moment(source.captured_at)
        state, words = gone(post)
        target = x_posts.checked_id(bare)
        return Observation(target, state, at, source.capture_id, entry.place, words)
    post_id = x_posts.checked_id(bare)
    user_id, handle, name, bio = _user(post)
    found = any_time(legacy.get("created_at"), source.zone)
    when = x_posts.timed(bare, found[0] if found else None, remarks, entry.place)
    words, key = _words(post)
    body = post
    original = opened(record(legacy, "retweeted_status_result", "result"))
    original = original or opened(record(post, "retweeted_status_result", "result"))
    repost_of = x_posts.known_id(text(original, "rest_id") or text(original, "legacy", "id_str"))
    if repost_of and _words(original)[0]:
        words, key, body = _words(original)[0], "retweeted_status_result", original
    cut = key == "full_text" and x_posts.looks_cut(words)
    if cut:
        remarks.add(x_posts.CUT_TEXT, entry.place)
    chain = many(post, "edit_control", "edit_tweet_ids")
    chain = chain or many(post, "edit_control", "edit_control_initial", "edit_tweet_ids")
    edited = len(chain) > 1
    media = many(body, "legacy", "extended_entities", "media")
    media = media or many(body, "legacy", "entities", "media")
    return make(
        entry.place,
        post_id=post_id,
        platform="x",
        account_id=x_posts.account(user_id, handle),
        handle=handle,
        display_name=name,
        bio=bio,
        created_at=when.at,
        zone=when.zone,
        created_text=when.printed,
        text=words,
        text_source=key,
        truncated=cut,
        lang=x_posts.language(text(legacy, "lang")),
        url=x_posts.address(handle, bare),
        reply_to=x_posts.known_id(text(legacy, "in_reply_to_status_id_str")),
        quote_of="" if repost_of else x_posts.known_id(text(legacy, "quoted_status_id_str")),
        repost_of=repost_of,
        conversation=x_posts.known_id(text(legacy, "conversation_id_str")),
        links=unique(text(u, "expanded_url") or text(u, "url") for u in _entities(body, "urls")),
        hashtags=unique(text(t, "text") for t in _entities(body, "hashtags")),
        mentions=unique(text(m, "screen_name") for m in _entities(body, "user_mentions")),
        media=unique(text(m, "media_url_https") for m in media),
        media_text=unique(text(m, "ext_alt_text") for m in media),
        likes=number(legacy, "favorite_count"),
        reposts=number(legacy, "retweet_count"),
        replies=number(legacy, "reply_count"),
        quotes=number(legacy, "quote_count"),
        views=number(post, "views", "count"),
        state="edited" if edited else "live",
        version_of=x_posts.known_id(str(chain[0])) if edited and chain[0] != bare else "",
        collected_at=fetched.at if fetched else None,
        tool=tool,
        capture_id=source.capture_id,
    )


def outcome_of(
    entry: Entry, source: Input, remarks: Remarks, tool: str, fetched: Moment | None
) -> Item:
    """Map one result, its failure being its outcome."""
    try:
        return post_of(entry, source, remarks, tool, fetched)
    except Refused as refused:
        return Problem(entry.place, str(refused))
    except LeftOut as left:
        return Skipped(entry.place, str(left))


def _results(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the posts that a response lists, not those nested in them."""
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for element in value:
            yield from _results(element, depth + 1)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in {"result", "tweetResult"} and is_result(inner):
                yield inner
            elif key != "core":
                yield from _results(inner, depth + 1)


def _match(value: Mapping[str, Any]) -> int:
    if is_result(value) and "rest_id" in opened(value):
        return 90
    data = record(value, "data")
    return 75 if data and next(_results(data), None) is not None else 0


def _expand(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    if is_result(entry.value):
        yield outcome_of(Entry(entry.place or "item 1", entry.value), source, remarks, "X", None)
        return
    found = 0
    for result in _results(entry.value.get("data", entry.value)):
        inner = Entry(entry.at(found), result)
        found += 1
        yield outcome_of(inner, source, remarks, "X GraphQL", None)
    if not found:
        reason = "no posts"
        raise LeftOut(reason)


X_GRAPHQL = JsonFormat("x-graphql", _match, _expand)
