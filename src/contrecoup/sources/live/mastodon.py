"""Mastodon live: a server's public stream, event by event.

After a break the server's timeline is asked for what was posted meanwhile; if it does
not give all of it, the time is missing.  Deletions and edits of that time nobody tells.
What a segment holds are the server's own lines; before each event stand comment lines of
ours, as the format allows: when it was received, and, before a deletion, the
address of the post whose number on that server it names.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

import msgspec
from attrs import define, field

from contrecoup.errors import PlatformRefused
from contrecoup.sources.live.network import Lost, Network
from contrecoup.sources.live.stream import SILENCE, Message, Reached
from contrecoup.sources.live.wanted import Held, Wanted
from contrecoup.sources.mastodon import handle_of
from contrecoup.sources.mastodon_events import RECEIVED, URI
from contrecoup.sources.values import many, record, text

_POSTS = {"update", "status.update", "status_update"}
_MARKUP = re.compile(r"<[^>]*>")
_EVENT_LIMIT = 8 << 20
_PAGE, _PAGES = 40, 50
"""Posts of one page of a timeline, and pages that are asked for after a break, at most."""
_EARLIER = 600_000 << 16
"""Ten minutes in the numbers of posts: those of other servers come late, with early numbers."""
_NAMES = 500_000


def _now() -> int:
    return int(datetime.now(UTC).timestamp() * 1_000_000)


@define
class Mastodon:
    """The public stream of one server.

    Args:
        network: the way out.
        server: its address (``https://…``).
        token: what lets an account in, where the server wants one.
        local: only the posts of the server's own accounts.
        tag: only the posts under one hashtag, chosen by the server.
        now: the time in microseconds.
    """

    network: Network
    server: str
    token: str = ""
    local: bool = False
    tag: str = ""
    now: Callable[[], int] = _now
    platform: str = "mastodon"
    form: str = "mastodon-sse"
    replays: bool = False
    names: dict[str, str] = field(factory=dict)
    """The addresses of posts that were kept, by their numbers on the server."""

    def _url(self) -> str:
        base = self.server.rstrip("/")
        try:
            answer = self.network.get(f"{base}/api/v2/instance")
            told = text(msgspec.json.decode(answer.body), "configuration", "urls", "streaming")
        except (PlatformRefused, msgspec.DecodeError, UnicodeDecodeError):
            told = ""
        parts = urlsplit(told)
        same = (parts.hostname or "").endswith(urlsplit(base).hostname or " ")
        if told and same and parts.scheme in {"wss", "https", "ws", "http"}:
            scheme = "https" if parts.scheme in {"wss", "https"} else "http"
            base = f"{scheme}://{parts.netloc}{parts.path.rstrip('/')}"
        name = "hashtag" if self.tag else "public"
        path = f"/api/v1/streaming/{name}" + ("/local" if self.local else "")
        return base + path + (f"?tag={quote(self.tag)}" if self.tag else "")

    def missed(self, reached: Reached) -> Iterator[list[bytes]]:
        """Give the posts of the timeline since the last one seen, as events of the stream.

        Raises:
            Lost: the server does not give all of it.
            PlatformRefused: it does not answer.
        """
        name = f"tag/{quote(self.tag)}" if self.tag else "public"
        base = f"{self.server.rstrip('/')}/api/v1/timelines/{name}?limit={_PAGE}"
        base += "&local=true" if self.local else ""
        headers = [("Authorization", f"Bearer {self.token}")] if self.token else []
        last, why = str(max(0, reached.position - _EARLIER)), "disconnected"
        if not reached.position:
            raise Lost(why, "no post was seen before")
        for _ in range(_PAGES):
            answer = self.network.get(f"{base}&min_id={last}", headers)
            try:
                found = msgspec.json.decode(answer.body, type=list[msgspec.Raw])
                numbers = [text(msgspec.json.decode(raw), "id") for raw in found]
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                raise Lost(why, "the timeline is no list") from error
            if answer.status != 200 or last in numbers:
                raise Lost(why, f"HTTP {answer.status}", answer.status)
            if not found:
                return
            last = numbers[0]
            rows = [bytes(raw).replace(b"\n", b" ") for raw in reversed(found)]
            events = [b"event: update\ndata: " + row + b"\n" for row in rows]
            yield next(self._stamped([events]))
        raise Lost(why, "more was posted than the timeline gives")

    @contextmanager
    def open(self, reached: Reached, held: Held) -> Iterator[Iterator[list[bytes]]]:
        """Connect to the stream as it is now."""
        del reached, held
        headers = [("Accept", "text/event-stream")]
        if self.token:
            headers.append(("Authorization", f"Bearer {self.token}"))
        with self.network.stream(self._url(), headers, SILENCE) as pieces:
            yield self._stamped(_events(pieces))

    def _stamped(self, come: Iterable[list[bytes]]) -> Iterator[list[bytes]]:
        """Give events as they come, each behind a comment that says when."""
        for events in come:
            stamp = datetime.fromtimestamp(self.now() / 1_000_000, UTC).isoformat()
            yield [RECEIVED + f"{stamp}\n".encode() + event for event in events]

    def look(self, raw: bytes, wanted: Wanted, held: Held) -> Message | None:
        """Look at an event; comments, which keep a stream alive, are of no other use."""
        kind, data, at = "", b"", 0
        for line in raw.split(b"\n"):
            if line.startswith(RECEIVED):
                stamp = line[len(RECEIVED) :].strip().decode("ascii", "replace")
                at = int(datetime.fromisoformat(stamp).timestamp() * 1_000_000)
            elif line.startswith(b"event:"):
                kind = line[6:].strip().decode("utf-8", "replace")
            elif line.startswith(b"data:"):
                data += line[5:].strip()
        if not kind and not data:
            return None
        at, notes = at or self.now(), b""
        position = 0
        if kind in _POSTS:
            keep, key, position = self._status(kind, data, wanted, held)
        elif kind == "delete":
            bare = data.decode("utf-8", "replace").strip('"')
            uri = self.names.get(bare, "")
            keep, key = bool(uri) or wanted.everything, f"delete {bare}"
            notes = URI + f"{bare} {uri}\n".encode() if uri else b""
        else:
            return Message(data=raw, key=f"{kind} {at}", position=0, at=at, keep=False)
        first, _, rest = raw.partition(b"\n")
        lines = first + b"\n" + notes + rest.rstrip(b"\n") + b"\n\n"
        return Message(data=lines, key=key, position=position, at=at, keep=keep)

    def _status(self, kind: str, data: bytes, wanted: Wanted, held: Held) -> tuple[bool, str, int]:
        """Return whether a post is kept, its key, and its number on the server."""
        try:
            value = record(msgspec.json.decode(data))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return True, f"{kind} {data[:80]!r}", 0
        bare, uri = text(value, "id"), text(value, "uri")
        position = int(bare) if bare.isdecimal() and len(bare) < 20 else 0
        body = record(value, "reblog") or value
        if text(value, "visibility") not in {"public", "unlisted", ""}:
            return False, f"{kind} {bare}", position
        account = record(value, "account")
        handle = handle_of(text(account, "acct"), text(account, "url"))
        markup = f"{text(body, 'spoiler_text')} {text(body, 'content')}"
        shown = html.unescape(
            _MARKUP.sub("", markup.replace("<br", "\n<br").replace("</p", "\n</p"))
        )
        tags = [text(tag, "name") for tag in many(body, "tags")]
        said = [text(body, "language")] if text(body, "language") else []
        edited = text(value, "edited_at")
        if kind == "update" and uri in held and not edited:
            return False, f"{kind} {bare} ", position  # a timeline gives it again
        keep = uri in held or text(body, "uri") in held
        keep = keep or wanted.wants(handle, shown, tags, said)
        if keep:
            held.add(uri)
            if len(self.names) < _NAMES:
                self.names[bare] = uri
        return keep, f"{kind} {bare} {edited}", position

    def again(self, data: bytes) -> tuple[int, Iterable[bytes]]:
        """Return how many bytes of a segment are whole, and its events."""
        whole = data.rfind(b"\n\n") + 2 if b"\n\n" in data else 0
        return whole, (block for block in data[:whole].split(b"\n\n") if block)


def _events(pieces: Iterator[bytes]) -> Iterator[list[bytes]]:
    """Cut a stream into events; none where none came for a moment.

    Raises:
        Lost: an event is longer than any server sends.
    """
    held = b""
    for piece in pieces:
        if not piece:
            yield []
            continue
        held = (held + piece).replace(b"\r\n", b"\n")
        *events, held = held.split(b"\n\n")
        yield [event + b"\n" for event in events if event.strip()]
        if len(held) > _EVENT_LIMIT:
            why = "disconnected"
            raise Lost(why, "an event without an end")
