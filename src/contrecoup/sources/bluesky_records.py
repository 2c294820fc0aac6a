"""A Bluesky post record: the same wherever it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from contrecoup.model.posts import Post
from contrecoup.model.times import Moment
from contrecoup.sources.entries import Refused, Remarks
from contrecoup.sources.inputs import Input
from contrecoup.sources.moments import any_time
from contrecoup.sources.values import many, record, text, unique

POST = "app.bsky.feed.post"
REPOST = "app.bsky.feed.repost"
BACKDATED = "the time claimed by the client is far from when the network saw it"


def prefixed(uri: str) -> str:
    """Return a prefixed id of an at:// address or a DID; empty for an empty one."""
    return f"bluesky:{uri}" if uri else ""


def address(actor: str, uri: str) -> str:
    """Return the public address of a post."""
    key = uri.rsplit("/", 1)[-1]
    return f"https://bsky.app/profile/{actor}/post/{key}" if actor and key else ""


def _facets(words: str, facets: list[Any]) -> Iterator[tuple[str, Any, str]]:
    """Yield each feature of a text's facets: its kind, itself, the words that it covers."""
    raw = words.encode("utf-8", "replace") if facets else b""
    for facet in facets:
        index = record(facet, "index")
        start, end = index.get("byteStart"), index.get("byteEnd")
        covered = ""
        if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end:
            covered = raw[start:end].decode("utf-8", "ignore")
        for feature in many(facet, "features"):
            yield text(feature, "$type").partition("#")[2], feature, covered


def _words_after(words: str, mark: str) -> list[str]:
    found: list[str] = []
    for word in words.split() if mark in words else ():
        bare = word.rstrip(".,;:!?…»”\")'")
        if bare.startswith(mark) and len(bare) > 1 and not bare[1:].isdigit():
            found.append(bare[1:])
    return found


def quoted(embed: Mapping[str, Any]) -> str:
    """Return the address of the post that a record quotes, from what it embeds."""
    uri = text(embed, "record", "uri") or text(embed, "record", "record", "uri")
    return uri if f"/{POST}/" in uri else ""


def columns(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a post that its record fills."""
    words = text(value, "text")
    facets = list(_facets(words, many(value, "facets")))
    links = [text(feature, "uri") for kind, feature, _ in facets if kind == "link"]
    tags = [text(feature, "tag") for kind, feature, _ in facets if kind == "tag"]
    tags += [t for t in many(value, "tags") if isinstance(t, str)]
    mentions = [covered.lstrip("@") for kind, _, covered in facets if kind == "mention"]
    alts: list[str] = []
    embed, reply = record(value, "embed"), record(value, "reply")
    for shown in (embed, record(embed, "media")) if embed else ():
        links.append(text(shown, "external", "uri"))
        alts += [text(i, "alt") for i in many(shown, "images")]
        alts.append(text(shown, "alt"))
    langs = [code for code in many(value, "langs") if isinstance(code, str)]
    bare: list[str] = []
    if "://" in words and not any(links):
        bare = [w for w in words.split() if w.startswith(("http://", "https://"))]
    return {
        "platform": "bluesky",
        "text": words,
        "text_source": "record.text",
        "lang": langs[0].split("-")[0].lower() if len(langs) == 1 else "",
        "reply_to": prefixed(text(reply, "parent", "uri")),
        "conversation": prefixed(text(reply, "root", "uri")),
        "quote_of": prefixed(quoted(embed)) if embed else "",
        "links": unique([*links, *bare]),
        "hashtags": unique(tags or _words_after(words, "#")),
        "mentions": unique(mentions or _words_after(words, "@")),
        "media_text": unique(alts),
    }


def claimed(
    value: Mapping[str, Any], seen: Moment | None, source: Input, remarks: Remarks, place: str
) -> Moment:
    """Return the time a record claims, or when it was seen, with a remark if they differ."""
    says = any_time(value.get("createdAt"), source.zone)
    if says is not None:
        if seen and abs((says[0].at - seen.at).total_seconds()) > 86_400:
            remarks.add(BACKDATED, place)
        return says[0]
    if seen is None:
        reason = "no time"
        raise Refused(reason)
    remarks.add("the time was taken from when the network saw it", place)
    return seen


def derived_repost(
    post: Post, actor: str, handle: str, when: Moment, place: str, uri: str = ""
) -> Post:
    """Return the repost of a post, under its own address or one derived from both."""
    uri = uri or f"at://{actor}/{REPOST}/of-{post.post_id.rsplit('/', 1)[-1]}"
    return evolve(
        post,
        post_id=prefixed(uri),
        account_id=prefixed(actor),
        handle=handle,
        display_name="",
        bio="",
        created_at=when.at,
        precision=when.precision,
        zone=when.zone,
        created_text=when.printed,
        text_source=f"reposted {post.text_source}",
        reply_to="",
        quote_of="",
        conversation="",
        repost_of=post.post_id,
        likes=None,
        reposts=None,
        replies=None,
        quotes=None,
        place=place,
    )
