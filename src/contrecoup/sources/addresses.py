"""Addresses of accounts and posts on X, Bluesky and Mastodon: whose, which, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlsplit

from attrs import frozen

from contrecoup.model.times import Moment
from contrecoup.sources import x_posts
from contrecoup.sources.bluesky_car import revised

HOSTS = {
    "x.com": "x",
    "twitter.com": "x",
    "bsky.app": "bluesky",
    "facebook.com": "facebook",
    "reddit.com": "reddit",
    "t.me": "telegram",
}
_NOBODY = {"i", "anyuser", "intent", "search", "hashtag", "home", "share"}
_NAME = r"[\w.-]{1,253}"
_X = re.compile(rf"/(?P<who>{_NAME})(?:/status(?:es)?/(?P<post>\d+)(?:/.*)?)?/?", re.ASCII)
_X_WEB = re.compile(r"/i/web/status/(?P<post>\d+)/?", re.ASCII)
_BLUESKY = re.compile(
    rf"/profile/(?P<who>did:[\w:.%-]+|{_NAME})(?:/post/(?P<post>\w+))?/?", re.ASCII
)
_MASTODON = re.compile(
    r"/(?:@(?P<who>[\w.-]+)(?:@(?P<at>[\w.-]+))?/|users/(?P<user>[\w.-]+)/statuses/)(?P<post>\d+)/?",
    re.ASCII,
)
_OFF = 120
"""Seconds by which a post's written time may differ from the one in its address."""
_QUARTER, _ZONES = 900, 14 * 3600


@frozen
class Address:
    """What an address says: the network, whose (empty where it does not say), which post, if any."""

    network: str
    who: str
    post: str = ""

    @property
    def handle(self) -> str:
        """The handle, where the address does not have the account's identifier."""
        return "" if self.who.startswith("did:") else self.who

    @property
    def at(self) -> datetime | None:
        """When the post was made, where its id holds that."""
        if self.network == "x":
            return x_posts.id_time(self.post)
        if self.network == "bluesky":
            return revised(self.post)
        milliseconds = int(self.post) >> 16 if 15 <= len(self.post) <= 19 else 0
        return (
            datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
            if milliseconds
            else None
        )

    def fits(self, written: Moment) -> bool:
        """Whether the post may be one of that time; one without a zone may be of another zone."""
        inside = self.at
        if inside is None or x_posts.agrees(inside, written):
            return True
        off = abs((inside - written.at).total_seconds())
        if off > _OFF and not written.zone and off <= _ZONES + _OFF:
            off = min(off % _QUARTER, -off % _QUARTER)
        return off <= _OFF


def host_of(url: str) -> str:
    """Return an address's host, without the names of its pages for telephones and the like."""
    try:
        host = urlsplit(url.strip()).netloc.lower()
    except ValueError:
        return ""
    return re.sub(r"^(?:www|mobile|m|old)\.(?=.+\.)", "", host)


def address_of(url: Any) -> Address | None:
    """Return what an address of X, Bluesky or Mastodon says, None for any other."""
    if not isinstance(url, str) or not url.strip().lower().startswith(("http://", "https://")):
        return None
    host = host_of(url)
    network = HOSTS.get(host, "")
    path = urlsplit(url.strip()).path if host else ""
    if network == "x":
        found = _X_WEB.fullmatch(path)
        if found:
            return Address("x", "", found["post"])
        found = _X.fullmatch(path)
        if not found or (found["who"].lower() in _NOBODY and not found["post"]):
            return None
        who = "" if found["who"].lower() in _NOBODY else found["who"]
        return Address("x", who, found["post"] or "")
    if network == "bluesky":
        found = _BLUESKY.fullmatch(path)
        return Address("bluesky", found["who"], found["post"] or "") if found else None
    found = None if network else _MASTODON.fullmatch(path)
    if not found:
        return None
    return Address(
        "mastodon", f"{found['who'] or found['user']}@{found['at'] or host}", found["post"]
    )


def is_own(url: str, handle: str) -> bool:
    """Whether an address is that of the account's own post, not of something it shares."""
    if url.startswith("at://"):
        return True
    there = address_of(url)
    if there is None:
        return HOSTS.get(host_of(url), "x") not in {"x", "bluesky"}
    known, _, server = handle.lower().partition("@")
    name, _, host = there.handle.lower().partition("@")
    if not there.post or not (known and name):
        return bool(there.post)
    if there.network == "bluesky":
        return name == known or name.startswith(f"{known}.")
    return name == known and (not (server and host) or server == host)


def accounts_in(
    rows: Sequence[Mapping[str, Any]], url: str, name: str, handle: str = ""
) -> Literal["", "own", "shared"]:
    """Return whose posts the addresses of a table lead to: each row's own, or what people share.

    They are a row's own where nearly all have an account, and each name has one of them.  Empty
    where the addresses do not tell.

    Args:
        rows: the first rows.
        url: the column of addresses.
        name: the column of names; empty for none.
        handle: a column that may hold handles; where most of them are in the addresses, it does.
    """
    cells = [(row, row.get(url)) for row in rows]
    filled = [(row, c.strip()) for row, c in cells if isinstance(c, str) and c.strip()]
    posts = [(row, there) for row, c in filled if (there := address_of(c)) and there.post]
    found = [(row, there) for row, there in posts if there.who]
    if not found or len(found) * 5 < len(filled) * 4:
        return ""
    if handle:
        same = sum(is_own(str(row.get(url)), _text(row, handle).lstrip("@")) for row, _ in found)
        if same * 2 >= len(found):
            return ""
    pairs = {(_text(row, name), there.network, there.who.lower()) for row, there in found if name}
    pairs = {pair for pair in pairs if pair[0]}
    odd = _twice((n, network) for n, network, _ in pairs) + _twice(who for *_, who in pairs)
    return "own" if odd * 5 <= len(pairs) else "shared"


def _text(row: Mapping[str, Any], name: str) -> str:
    return str(row.get(name) or "").strip()


def _twice(values: Iterable[Any]) -> int:
    """Return how many values come more than once."""
    held = list(values)
    return len(held) - len(set(held))
