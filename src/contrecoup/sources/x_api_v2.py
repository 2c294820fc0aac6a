"""X API v2: pages as twarc2 writes them, streams, and flattened lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from contrecoup.model.evidence import Observation, State
from contrecoup.model.outcomes import Notice, Problem, Skipped
from contrecoup.model.times import Moment
from contrecoup.sources import x_posts
from contrecoup.sources.entries import Entry, JsonFormat, LeftOut, Refused, Remarks, each
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.moments import any_time, maybe
from contrecoup.sources.values import identifier, make, many, number, record, text, unique

_PROBLEMS = "api.twitter.com/2/problems/"


def _match(value: Mapping[str, Any]) -> int:
    data = value.get("data")
    rows = data if isinstance(data, list) else [data]
    if isinstance(data, dict | list) and rows and _is_post(rows[0]):
        return 95 if "includes" in value or "__twarc" in value or "meta" in value else 80
    if _is_post(value) and {"author_id", "author", "edit_history_tweet_ids"} & value.keys():
        return 90
    if _PROBLEMS in text(value, "errors", 0, "type"):
        return 85
    if data == [] or (data is None and "meta" in value):
        return 60 if "__twarc" in value or "result_count" in record(value, "meta") else 0
    return 0


def _is_post(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("id"), str)
        and isinstance(value.get("text"), str)
        and bool({"public_metrics", "author_id", "edit_history_tweet_ids"} & value.keys())
    )


@frozen
class _Page:
    """What a page holds beside its posts, by id."""

    users: dict[str, dict[str, Any]]
    posts: dict[str, dict[str, Any]]
    media: dict[str, dict[str, Any]]
    fetched: str
    tool: str


def _by(key: str, rows: list[Any]) -> dict[str, dict[str, Any]]:
    return {r[key]: r for r in rows if isinstance(r, dict) and isinstance(r.get(key), str)}


def _page(value: Mapping[str, Any]) -> _Page:
    includes = record(value, "includes")
    version = text(value, "__twarc", "version")
    return _Page(
        users=_by("id", many(includes, "users")),
        posts=_by("id", many(includes, "tweets")),
        media=_by("media_key", many(includes, "media")),
        fetched=text(value, "__twarc", "retrieved_at"),
        tool=f"twarc {version}".strip() if "__twarc" in value else "X API v2",
    )


def _expand(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    value = entry.value
    page = _page(value)
    data = value.get("data")
    if isinstance(data, list):
        for element in each(entry, data):
            yield element if isinstance(element, Problem) else _one(element, page, source, remarks)
    elif isinstance(data, dict):
        yield _one(Entry(entry.place or "item 1", data), page, source, remarks)
    elif "text" in value or "id" in value:
        yield _one(Entry(entry.place or "item 1", value), page, source, remarks)
    elif "errors" not in value and "data" not in value and "meta" not in value:
        reason = "neither a page nor a post of the X API"
        raise Refused(reason)
    yield from _errors(entry, page, source)


def _one(entry: Entry, page: _Page, source: Input, remarks: Remarks) -> Item:
    try:
        return _post(entry, page, source, remarks)
    except Refused as refused:
        return Problem(entry.place, str(refused))
    except LeftOut as left:
        return Skipped(entry.place, str(left))


def _words(post: Mapping[str, Any]) -> tuple[str, str]:
    """Return the longest text of a post and the key that it came from."""
    note = text(post, "note_tweet", "text")
    short = text(post, "text")
    if len(note) >= len(short) and note:
        return x_posts.plain(note), "note_tweet.text"
    return x_posts.plain(short), "text"


def _referenced(post: Mapping[str, Any], kind: str) -> dict[str, Any]:
    for reference in many(post, "referenced_tweets"):
        if isinstance(reference, dict) and reference.get("type") == kind:
            return reference
    return {}


def _post(entry: Entry, page: _Page, source: Input, remarks: Remarks) -> Item:
    post = record(entry.value)
    bare = identifier(post.get("id"))
    post_id = x_posts.checked_id(bare)
    author = record(post, "author") or page.users.get(text(post, "author_id"), {})
    if author.get("protected") is True:
        reason = "private"
        raise LeftOut(reason)
    handle = text(author, "username")
    found = any_time(post.get("created_at"), source.zone)
    when = x_posts.timed(bare, found[0] if found else None, remarks, entry.place)
    words, key = _words(post)
    body: Mapping[str, Any] = post
    retweeted = _referenced(post, "retweeted")
    if retweeted:
        original = page.posts.get(text(retweeted, "id")) or retweeted
        full, _ = _words(original)
        if full:
            words, key, body = full, "referenced_tweets.text", original
    cut = key == "text" and x_posts.looks_cut(words)
    if cut:
        remarks.add(x_posts.CUT_TEXT, entry.place)
    fetched = text(post, "__twarc", "retrieved_at") or page.fetched
    version_of, versions, edited = _edits(post, bare, page)
    media = _media(body, page)
    return make(
        entry.place,
        post_id=post_id,
        platform="x",
        account_id=x_posts.account(text(post, "author_id") or text(author, "id"), handle),
        handle=handle,
        display_name=text(author, "name"),
        bio=text(author, "description"),
        created_at=when.at,
        zone=when.zone,
        created_text=when.printed,
        text=words,
        text_source=key,
        truncated=cut,
        lang=x_posts.language(text(post, "lang")),
        url=x_posts.address(handle, bare),
        reply_to=x_posts.known_id(text(_referenced(post, "replied_to"), "id")),
        quote_of=x_posts.known_id(text(_referenced(post, "quoted"), "id")),
        repost_of=x_posts.known_id(text(retweeted, "id")),
        conversation=x_posts.known_id(text(post, "conversation_id")),
        links=_links(body),
        hashtags=unique(text(t, "tag") for t in _entities(body, "hashtags")),
        mentions=unique(text(m, "username") for m in _entities(body, "mentions")),
        media=unique(text(m, "url") or text(m, "preview_image_url") for m in media),
        media_text=unique(text(m, "alt_text") for m in media),
        likes=number(post, "public_metrics", "like_count"),
        reposts=number(post, "public_metrics", "retweet_count"),
        replies=number(post, "public_metrics", "reply_count"),
        quotes=number(post, "public_metrics", "quote_count"),
        views=number(post, "public_metrics", "impression_count"),
        state="withheld" if post.get("withheld") else "edited" if edited else "live",
        version_of=version_of,
        versions=versions,
        collected_at=maybe(fetched),
        tool=page.tool if "__twarc" not in post else f"twarc {text(post, '__twarc', 'version')}",
        capture_id=source.capture_id,
    )


def _entities(post: Mapping[str, Any], kind: str) -> list[Any]:
    long = many(post, "note_tweet", "entities", kind)
    return [*many(post, "entities", kind), *long]


def _links(post: Mapping[str, Any]) -> tuple[str, ...]:
    found = []
    for link in _entities(post, "urls"):
        if "media_key" in record(link):
            continue
        address = text(link, "unwound_url") or text(link, "expanded_url") or text(link, "url")
        if not _own_media(address):
            found.append(address)
    return unique(found)


def _own_media(address: str) -> bool:
    return "/status/" in address and ("/photo/" in address or "/video/" in address)


def _media(post: Mapping[str, Any], page: _Page) -> list[dict[str, Any]]:
    keys = [k for k in many(post, "attachments", "media_keys") if isinstance(k, str)]
    inlined = [m for m in many(post, "attachments", "media") if isinstance(m, dict)]
    return [page.media[k] for k in keys if k in page.media] or inlined


def _edits(post: Mapping[str, Any], bare: str, page: _Page) -> tuple[str, tuple[str, ...], bool]:
    """Return the first version's id, the earlier texts held, and whether it was edited."""
    chain = [i for i in many(post, "edit_history_tweet_ids") if isinstance(i, str)]
    if len(chain) < 2:
        return "", (), False
    before = chain[: chain.index(bare)] if bare in chain else chain
    texts = tuple(_words(page.posts[i])[0] for i in before if i in page.posts)
    return x_posts.known_id(chain[0]) if chain[0] != bare else "", texts, True


_STATES: tuple[tuple[str, State], ...] = (
    ("suspended", "suspended"),
    ("deactivated", "deactivated"),
    ("withheld", "withheld"),
    ("protected", "protected"),
)


def _errors(entry: Entry, page: _Page, source: Input) -> Iterator[Item]:
    found = any_time(page.fetched)
    at = found[0] if found else Moment(source.captured_at)
    for index, error in enumerate(many(entry.value, "errors")):
        place = entry.at(index, "error")
        kind = text(error, "resource_type")
        which = text(error, "resource_id") or text(error, "value")
        detail = text(error, "detail") or text(error, "title")
        if not which or kind not in {"tweet", "user"}:
            yield Notice(place, f"the platform said: {detail or 'error'}")
            continue
        said = detail.split("[", 1)[0].lower()
        state: State = next((s for word, s in _STATES if word in said), "unavailable")
        target = f"x:{which}" if which.isdecimal() else f"x:@{which.lower()}"
        yield Observation(target, state, at, source.capture_id, place, detail)


X_API_V2 = JsonFormat("x-api-v2", _match, _expand)
