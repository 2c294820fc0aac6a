"""A row of a table of posts, by its column map: what is in the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from contrecoup.model.identity import content_id
from contrecoup.model.outcomes import Notice
from contrecoup.model.posts import Post
from contrecoup.model.times import Moment
from contrecoup.sources import x_posts
from contrecoup.sources.addresses import HOSTS, Address, address_of, host_of, is_own
from contrecoup.sources.entries import Refused, Remarks
from contrecoup.sources.inputs import Input
from contrecoup.sources.moments import ORDER, Order, maybe, moment
from contrecoup.sources.parse import NotJson, value_of, whole
from contrecoup.sources.values import get, identifier, make, number, unique

_DAY = re.compile(r"\d{1,4}[-/.]\d\d?[-/.]\d{2,4}", re.ASCII)
_CLOCK = re.compile(r"(\d\d?) ?[:hH] ?(\d\d)?(\S*(?: ?[AaPp]\.?[Mm]\.?)?)", re.ASCII)
_PREFIXES = ("x", "bluesky", "mastodon", "facebook", "reddit", "telegram", "table")
_KNOWN = tuple(f"{p}:" for p in _PREFIXES)
_NETWORKS = {
    "twitter": "x",
    "twitter.com": "x",
    "x.com": "x",
    "bsky": "bluesky",
    "bsky.app": "bluesky",
}

NO_PLATFORM = "no platform: handles cannot be matched to the roster; add platform==x to --columns"


def flat(value: Mapping[str, Any], prefix: str = "", depth: int = 0) -> dict[str, Any]:
    """Return an object with its inner objects' keys joined by points."""
    found: dict[str, Any] = {}
    for key, inner in value.items():
        name = f"{prefix}{key}"
        if isinstance(inner, dict) and depth < 4:
            found |= flat(inner, f"{name}.", depth + 1)
        else:
            found[name] = inner
    return found


def listed(value: Any) -> tuple[str, ...]:
    """Return the texts in a cell: a list, JSON, or parts apart by ``|`` or commas."""
    if isinstance(value, str):
        cell = value.strip()
        if cell.startswith("["):
            try:
                value = value_of(cell.encode("utf-8", "replace"))
            except NotJson:
                value = [part.strip(" '\"") for part in cell.strip("[]").split(",")]
        elif "|" in cell:
            value = cell.split("|")
        elif cell.startswith(("http://", "https://")):
            value = [part for part in cell.replace(",http", " http").split() if part]
        else:
            value = cell.replace(";", ",").replace(" ", ",").split(",")
    if not isinstance(value, list | tuple):
        return ()
    texts = (
        part
        if isinstance(part, str)
        else next(
            (str(get(part, k)) for k in ("expanded_url", "tag", "username") if get(part, k)), ""
        )
        for part in value
    )
    return unique(t.strip().lstrip("#@") for t in texts)


def _platform(
    row: Mapping[str, Any], theirs: Mapping[str, str], bare: str, url: str, when: Moment
) -> str:
    named = str(_cell(row, theirs, "platform") or "").strip().lower()
    if named:
        return _NETWORKS.get(named, named)
    if bare.startswith("at://"):
        return "bluesky"
    if network := HOSTS.get(host_of(url)):
        return network
    if theirs.get("post_id", "").lower().startswith("tweet"):
        return "x"
    inside = x_posts.id_time(bare) if len(bare) > 14 else None
    if inside and when.precision in {"second", "minute"} and x_posts.agrees(inside, when):
        return "x"
    return "table"


def _cell(row: Mapping[str, Any], theirs: Mapping[str, str], ours: str) -> Any:
    name = theirs.get(ours)
    if name is None:
        return None
    return name[1:] if name.startswith("=") else row.get(name)


def _written(row: Mapping[str, Any], theirs: Mapping[str, str]) -> Any:
    """Return when a row was published, a day and the hour beside it as one."""
    day = _cell(row, theirs, "created_at")
    hour = _CLOCK.fullmatch(_word(row, theirs, "hour")) if "hour" in theirs else None
    if hour is None or not isinstance(day, str) or not _DAY.fullmatch(day.strip()):
        return day
    hours, minutes, rest = hour.groups()
    return f"{day.strip()} {hours}:{minutes or '00'}{rest}"


def _word(row: Mapping[str, Any], theirs: Mapping[str, str], ours: str) -> str:
    value = _cell(row, theirs, ours)
    if value is None or isinstance(value, bool | dict | list):
        return ""
    return whole(value if isinstance(value, str) else str(value)).strip()


def _whose(
    row: Mapping[str, Any], theirs: Mapping[str, str], when: Moment
) -> tuple[Address | None, bool]:
    """Return whose a row is, and whether its address is but something that it shares.

    Where the handle is in an address, the account is the one there; where that is the post's own,
    the post's time must fit it.
    """
    word = _word(row, theirs, "handle")
    there = address_of(word)
    if there is None:
        plain = "" if word.startswith(("http://", "https://")) else word.lstrip("@")
        return (Address("", plain) if plain else None), False
    shared = theirs["handle"] == theirs.get("url") and bool(there.post) and not there.fits(when)
    return (None, True) if shared else (there, False)


@frozen
class _Known:
    """What a row says of whose and which post it is; ``own``: the address is the post's."""

    platform: str
    handle: str
    account: str
    post: str
    own: bool


def _known(row: Mapping[str, Any], theirs: Mapping[str, str], url: str, when: Moment) -> _Known:
    bare = identifier(_cell(row, theirs, "post_id"))
    platform = _platform(row, theirs, bare, url, when)
    whose, shared = _whose(row, theirs, when)
    handle = whose.handle if whose else ""
    account = identifier(_cell(row, theirs, "account_id"))
    account = account or (whose.who if whose and not handle else "")
    own = not bare and not shared and is_own(url, handle)
    there = address_of(url) if own else None
    if there is None:
        return _Known(platform, handle, account, bare, own)
    if there.network == "x":
        bare = there.post
    elif there.network == "bluesky" and there.who.startswith("did:"):
        bare = f"at://{there.who}/app.bsky.feed.post/{there.post}"
    elif there.network == "mastodon" and "@" not in handle:
        handle = there.handle
    return _Known(there.network if platform == "table" else platform, handle, account, bare, own)


def _prefixed(value: str, platform: str) -> str:
    if not value or value.lower() in {"nan", "none", "null"}:
        return ""
    head = value.split(":", 1)[0]
    return value if head in _PREFIXES and ":" in value else f"{platform}:{value}"


def _count_rounded(bare: str, remarks: Remarks) -> None:
    """Count the long ids that end as a spreadsheet leaves them."""
    if len(bare) > 16 and bare.isdecimal():
        rounded = bare.endswith("0000")
        seen, odd = remarks.memory.get("rounded ids", (0, 0))
        remarks.memory["rounded ids"] = (seen + 1, odd + rounded)


def told_rounded(remarks: Remarks) -> Iterator[Notice]:
    """Yield a notice where more ids look rounded than chance allows."""
    seen, odd = remarks.memory.get("rounded ids", (0, 0))
    if odd > 2 and odd * 5 > seen:
        reason = f"ids damaged? {odd} of {seen} end in zeros, as a spreadsheet leaves them"
        yield Notice("file", reason)


def post_from(
    row: Mapping[str, Any],
    theirs: Mapping[str, str],
    source: Input,
    remarks: Remarks,
    place: str,
    tool: str,
) -> Post:
    """Return the post that a row holds; Refused where it holds none."""
    order: Order = remarks.memory.get(ORDER, "")
    when = moment(_written(row, theirs), source.zone, remarks, place)
    words = _cell(row, theirs, "text")
    if not isinstance(words, str):
        reason = "no text" if words is None else "the text is not one"
        raise Refused(reason)
    words = whole(words).replace("\r\n", "\n")
    url = _word(row, theirs, "url")
    name = _word(row, theirs, "display_name")
    known = _known(row, theirs, url, when)
    platform, handle, bare = known.platform, known.handle, known.post
    account = known.account or (f"@{(handle or name).lower()}" if handle or name else "")
    if not account:
        reason = "no account"
        raise Refused(reason)
    if platform == "x" and bare and not bare.removeprefix("x:").isdecimal():
        reason = f"{bare[:40]!r} is not an id of X; columns may be shifted"
        raise Refused(reason)
    if not bare:
        bare = url if known.own else content_id("row", account, when.printed, words)
        made = "no id; one was made of the address", "no id; one was made of the content"
        remarks.add(made[not known.own], place)
    if platform == "table" and not bare.startswith(_KNOWN):
        remarks.add(NO_PLATFORM, place)
    _count_rounded(bare, remarks)
    if platform == "x" and bare.isdecimal():
        when = x_posts.timed(bare, when, remarks, place)
        if x_posts.looks_cut(words):
            remarks.add(x_posts.CUT_TEXT, place)
    return make(
        place,
        post_id=_prefixed(bare, platform),
        platform=platform,
        account_id=_prefixed(account, platform),
        handle=handle,
        display_name=name,
        bio=_word(row, theirs, "bio"),
        created_at=when.at,
        precision=when.precision,
        zone=when.zone,
        created_text=when.printed,
        text=words,
        text_source=theirs["text"],
        truncated=platform == "x" and x_posts.looks_cut(words),
        lang=_word(row, theirs, "lang").lower()[:2],
        url=url or (x_posts.address(handle, bare) if platform == "x" and bare.isdecimal() else ""),
        reply_to=_prefixed(identifier(_cell(row, theirs, "reply_to")), platform),
        quote_of=_prefixed(identifier(_cell(row, theirs, "quote_of")), platform),
        repost_of=_prefixed(identifier(_cell(row, theirs, "repost_of")), platform),
        conversation=_prefixed(identifier(_cell(row, theirs, "conversation")), platform),
        links=listed(_cell(row, theirs, "links")),
        hashtags=listed(_cell(row, theirs, "hashtags")),
        mentions=listed(_cell(row, theirs, "mentions")),
        media=listed(_cell(row, theirs, "media")),
        media_text=listed(_cell(row, theirs, "media_text")),
        likes=number(_cell(row, theirs, "likes")),
        reposts=number(_cell(row, theirs, "reposts")),
        replies=number(_cell(row, theirs, "replies")),
        quotes=number(_cell(row, theirs, "quotes")),
        views=number(_cell(row, theirs, "views")),
        collected_at=maybe(_cell(row, theirs, "collected_at"), order),
        tool=tool,
        capture_id=source.capture_id,
    )
