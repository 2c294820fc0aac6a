"""Answers to questions about posts and articles that a case holds, kept as a web archive.

Each record names in ``X-Asked-About`` what it was asked about.  An answer that lacks a
post does not say why, and neither does a page that is gone: that is *unavailable*,
never *deleted*.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from attrs import frozen

from contrecoup.model.evidence import Observation, State
from contrecoup.model.outcomes import Problem
from contrecoup.model.times import Moment
from contrecoup.sources.bluesky import BLUESKY
from contrecoup.sources.bluesky_jetstream import ACCOUNT
from contrecoup.sources.bluesky_records import prefixed
from contrecoup.sources.entries import Entry, LeftOut, Refused, Remarks, empty, guarded
from contrecoup.sources.heads import Head
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.mastodon import is_status, status
from contrecoup.sources.moments import any_time
from contrecoup.sources.parse import NotJson, value_of
from contrecoup.sources.streams import Plain
from contrecoup.sources.values import many, record, text

MARK = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nX-Contrecoup: answers\r\n"
"""How such an archive begins."""
ABOUT = "X-Asked-About"
_LIMIT = 32 << 20
_POSTS = "/xrpc/app.bsky.feed.getPosts"
_RECORD = "/xrpc/com.atproto.repo.getRecord"
_STATUS = "/xrpc/com.atproto.sync.getRepoStatus"


class Answers:
    """An archive of questions and answers."""

    name = "platform-answers"

    def sniff(self, head: Head) -> int:
        """Look for the mark that such an archive begins with."""
        return 99 if head.raw.startswith(MARK) else 0

    def read(self, source: Input) -> Iterator[Item]:
        """Yield what each answer says of what was asked about."""
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed

        remarks, number = Remarks(), 0
        with Plain(source) as plain:
            if not plain.read().strip():
                raise empty(source)
        with source.open() as stream:
            try:
                for number, part in enumerate(ArchiveIterator(stream), 1):
                    if part.rec_type == "response":
                        place = f"record {number}"
                        yield from guarded(place, _answer(part, place, source, remarks))
            except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError) as error:
                reason = f"the archive is damaged from here: {str(error)[:200]}"
                yield Problem(f"record {number + 1}", reason)
        yield from remarks.flush()


@frozen
class _Reply:
    """One answer, taken apart."""

    url: str
    about: str
    at: Moment
    code: str
    place: str
    source: Input

    def seen(self, target: str, state: State, reason: str) -> Observation:
        """Return what the answer shows of a post, an account or an article."""
        return Observation(target, state, self.at, self.source.capture_id, self.place, reason)


def _answer(part: Any, place: str, source: Input, remarks: Remarks) -> Iterator[Item]:
    head = part.rec_headers
    found = any_time(head.get_header("WARC-Date"))
    reply = _Reply(
        url=head.get_header("WARC-Target-URI") or "",
        about=head.get_header(ABOUT) or "",
        at=found[0] if found else Moment(source.captured_at),
        code=(part.http_headers.get_statuscode() if part.http_headers else "") or "",
        place=place,
        source=source,
    )
    if reply.about.startswith("article:"):
        state: State = "live" if reply.code == "200" else "unavailable"
        yield reply.seen(reply.about, state, f"HTTP {reply.code}")
        return
    try:
        value = value_of(part.content_stream().read(_LIMIT))
    except NotJson as error:
        if reply.code == "200":
            raise Refused(str(error)) from error
        value = None
    path = urlsplit(reply.url).path
    if path == _POSTS:
        yield from _posts(reply, value, remarks)
    elif path == _STATUS:
        yield _account(reply, value)
    elif path == _RECORD:
        there = reply.code == "200" and bool(record(value, "value"))
        why = "its server has it" if there else text(value, "error") or f"HTTP {reply.code}"
        yield reply.seen(reply.about, "live" if there else "unavailable", why)
    elif reply.code == "200" and is_status(value):
        yield status(Entry(place, value), source, remarks, "Mastodon API")
    else:
        yield reply.seen(reply.about, "unavailable", f"HTTP {reply.code}")


def _posts(reply: _Reply, value: Any, remarks: Remarks) -> Iterator[Item]:
    """Yield the posts that came back, and those that did not."""
    if reply.code != "200":
        reason = f"HTTP {reply.code}"
        raise LeftOut(reason)
    yield from BLUESKY.expand(Entry(reply.place, value), reply.source, remarks)
    given = {text(post, "uri") for post in many(value, "posts")}
    for uri in parse_qs(urlsplit(reply.url).query).get("uris", []):
        if uri not in given:
            yield reply.seen(prefixed(uri), "unavailable", "asked for and not returned")


def _account(reply: _Reply, value: Any) -> Item:
    if reply.code != "200":
        why = text(value, "error") or f"HTTP {reply.code}"
        return reply.seen(reply.about, "unavailable", why)
    if record(value).get("active") is False:
        said = text(value, "status")
        state = ACCOUNT.get(said, "unavailable")
        return reply.seen(reply.about, state, said or "not active")
    reason = "account active"
    raise LeftOut(reason)


ANSWERS = Answers()
