"""Fetching a page politely: robots asked first, one request at a time, everything bounded."""

from __future__ import annotations

import base64
import gzip
import hashlib
import time
import uuid
from collections.abc import Callable, Sequence
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

from attrs import define, field, frozen

from contrecoup.errors import PlatformRefused
from contrecoup.sources.answers import ABOUT, MARK
from contrecoup.sources.live.network import Exchange, Limits, Network
from contrecoup.sources.live.robots import Rules, parsed

ROBOT = "contrecoup"
DELAY = 2.0
"""Seconds between two requests to one server, at least."""
REDIRECTS = 5
_ROBOTS = Limits(seconds=20.0, silence=10.0, received=1 << 20, unpacked=1 << 20)
_MOVED = {301, 302, 303, 307, 308}
_ACCEPT = (
    ("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"),
    ("Accept-Language", "fr,en;q=0.8,*;q=0.5"),
)


@frozen
class Page:
    """The answers that lead to a page, the last of them its own."""

    exchanges: tuple[Exchange, ...]

    @property
    def last(self) -> Exchange:
        """The answer in which the redirects end."""
        return self.exchanges[-1]


def normal(url: str) -> str:
    """Return an address in ASCII, without its fragment."""
    bare = urldefrag(url.strip()).url
    try:
        parts = urlsplit(bare)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError) as error:
        message = "this is no address of the web"
        step = "give https://server/path"
        raise PlatformRefused(message, place=url[:200], next_step=step) from error
    if ":" in host:
        host = f"[{host}]"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return urlunsplit((parts.scheme, host + port, path, query, ""))


@define
class Fetcher:
    """Fetches pages for one command.

    Args:
        network: the way out.
        delay: seconds between two requests to one server.
        wait: sleeps.
        clock: seconds that only grow.
    """

    network: Network
    delay: float = DELAY
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    limits: Limits = field(factory=Limits)
    _asked: dict[str, float] = field(init=False, factory=dict)
    _rules: dict[str, Rules] = field(init=False, factory=dict)

    def page(self, url: str) -> Page:
        """Return a page with the redirects before it, whatever its status.

        Raises:
            PlatformRefused: robots.txt, the network or a bound refuses.
        """
        at = normal(url)
        exchanges: list[Exchange] = []
        while True:
            parts = urlsplit(at)
            if parts.scheme not in {"http", "https"}:
                message = "the address leads away from the web"
                raise PlatformRefused(message, place=url, next_step="look at it in a browser")
            rules = self._robots(at)
            if not rules.allow(at):
                message = "the site's robots.txt does not allow it"
                if rules.closed:
                    message = "the site's robots.txt could not be read, so nothing was asked for"
                step = "save the page in a browser and add the file"
                raise PlatformRefused(message, place=at, next_step=step)
            exchange = self._get(at, rules.delay, self.limits)
            exchanges.append(exchange)
            target = exchange.header("Location")
            if exchange.status not in _MOVED or not target:
                return Page(tuple(exchanges))
            at = normal(urljoin(at, target))
            if len(exchanges) > REDIRECTS or at in {e.url for e in exchanges}:
                message = "the address is redirected in a circle, or too often"
                raise PlatformRefused(message, place=url, next_step="look at it in a browser")

    def ask(self, url: str) -> Exchange:
        """Return the answer of a server's interface, which robots.txt is not about.

        Raises:
            PlatformRefused: the network or a bound refuses.
        """
        return self._get(url, 0.0, self.limits)

    def _get(self, url: str, delay: float, limits: Limits) -> Exchange:
        host = urlsplit(url).netloc
        last = self._asked.get(host)
        pause = max(self.delay, delay)
        if last is not None and (left := last + pause - self.clock()) > 0:
            self.wait(left)
        try:
            return self.network.get(url, _ACCEPT, limits)
        finally:
            self._asked[host] = self.clock()

    def _robots(self, url: str) -> Rules:
        """Return a site's rules; none where it has none, all closed where it fails to say."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = self._asked_rules(f"{origin}/robots.txt")
        return self._rules[origin]

    def _asked_rules(self, at: str) -> Rules:
        for _ in range(REDIRECTS + 1):
            answer = self._get(at, 0.0, _ROBOTS)
            target = answer.header("Location")
            if answer.status in _MOVED and target:
                at = normal(urljoin(at, target))
            elif answer.status == 200:
                return parsed(answer.body.decode("utf-8", "replace"), ROBOT)
            else:
                return Rules(closed=answer.status >= 500 or answer.status == 429)
        return Rules()


def warc(exchanges: Sequence[Exchange], about: Sequence[str] = ()) -> bytes:
    """Return exchanges as a web archive: each request and answer as it went over the wire.

    The same exchanges give the same bytes.  With ``about``, what each was asked about,
    it is an archive of answers (see :mod:`contrecoup.sources.answers`).
    """
    out = []
    if about:
        out.append(gzip.compress(MARK + _INFO.encode(), mtime=0))
    for number, exchange in enumerate(exchanges):
        parts = (("response", exchange.response), ("request", exchange.request))
        names = [_record_id(kind, exchange, data) for kind, data in parts]
        for (kind, data), name in zip(parts, names, strict=True):
            lines = [
                "WARC/1.1",
                f"WARC-Type: {kind}",
                f"WARC-Record-ID: {name}",
                f"WARC-Date: {exchange.at:%Y-%m-%dT%H:%M:%S.%f}Z",
                f"WARC-Target-URI: {exchange.url}",
                f"WARC-IP-Address: {exchange.address}",
                f"WARC-Block-Digest: sha1:{_sha1(data)}",
                f"Content-Type: application/http; msgtype={kind}",
                f"Content-Length: {len(data)}",
            ]
            if about and kind == "response":
                lines.insert(2, f"{ABOUT}: {about[number]}")
            if kind == "request":
                lines.insert(4, f"WARC-Concurrent-To: {names[0]}")
            head = "\r\n".join(lines).encode() + b"\r\n\r\n"
            out.append(gzip.compress(head + data + b"\r\n\r\n", mtime=0))
    return b"".join(out)


_INFO = "WARC-Record-ID: <urn:uuid:00000000-0000-5000-8000-000000000000>\r\n"
_INFO += "WARC-Date: 1970-01-01T00:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n"


def _record_id(kind: str, exchange: Exchange, data: bytes) -> str:
    name = f"{kind} {exchange.at.isoformat()} {exchange.url} {_sha1(data)}"
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>"


def _sha1(data: bytes) -> str:
    """Return the digest that web archives name their blocks by (not for security)."""
    return base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()
