"""What is missing after a break: what a timeline still gives, and what a server says of cursors."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import UTC, datetime

import libipld
import pytest

from contrecoup.corridor.watching import Choice
from contrecoup.errors import PlatformRefused
from contrecoup.model.identity import content_id
from contrecoup.sources.live.mastodon import Mastodon
from contrecoup.sources.live.network import Exchange, Lost
from contrecoup.sources.live.stream import Reached

from .doubles import START, Jetstream, post

NUMBER = 116_000_000_000_000_000
PRIVATE = ("private", "direct", "limited")


def status(number, text="une lettre", **more):
    address = f"https://mer.example/users/ana/statuses/{number}"
    return {
        "id": str(number),
        "uri": address,
        "url": address,
        "account": {"acct": "ana", "url": "https://mer.example/@ana"},
        "content": f"<p>{text} {number - NUMBER}</p>",
        "created_at": "2031-03-14T18:05:09.000Z",
        "visibility": "public",
        **more,
    }


class Server:
    """A server of Mastodon without a network: a timeline, and events that come."""

    def __init__(self, rows=(), events=(), code=200, least=0):
        self.rows, self.events, self.code, self.least = list(rows), list(events), code, least
        self.asked = []
        self.given = False

    def get(self, url, _headers=(), _limits=None, _body=None):
        self.asked.append(url)
        body = {}
        if "/timelines/" in url:
            least = max(int(url.rsplit("min_id=", 1)[1]), self.least)
            body = [row for row in self.rows if int(row["id"]) > least][:40][::-1]
        return Exchange(
            url=url,
            at=datetime.now(UTC),
            address="",
            request=b"",
            response=b"",
            status=self.code,
            headers=(),
            body=json.dumps(body, indent=1).encode(),
        )

    @contextmanager
    def stream(self, _url, _headers=(), _silence=60.0):
        def pieces():
            for kind, value in self.events:
                yield f"event: {kind}\ndata: {json.dumps(value)}\n\n".encode()
            self.given = True
            yield b""

        yield pieces()


def watch(case, server):
    """Watch until the server has given all that it has."""
    given = {"network": "mastodon", "server": "https://mer.example", "words": ("lettre",)}
    server.given = False
    choice = Choice(roster=False, seconds=180.0, **given)
    return case.watch(choice, network=server, stop=lambda: server.given)


def texts(case):
    return sorted(p.text for p in case.documents().posts)


def test_the_timeline_gives_what_was_posted_meanwhile_once(case):
    seen = [status(NUMBER + n) for n in range(3)]
    watch(case, Server(events=[("update", row) for row in seen]))
    missed = [status(NUMBER + n) for n in range(3, 100)] + [status(NUMBER + 100, "rien")]
    server = Server(seen + missed)
    watched = watch(case, server)
    assert watched.gaps == 0
    assert case.documents().gaps == ()
    assert texts(case) == sorted(f"une lettre {n}" for n in range(100))
    assert sum(act.act == "filled" for act in case.vault.acts()) >= 1
    assert any("min_id=" in url and "/timelines/public" in url for url in server.asked)
    lines = []
    for capture in case.vault.captures():
        with case.vault.open(capture.capture_id) as stream:
            lines += [line for line in stream.read().splitlines() if line.startswith(b"data:")]
    assert len(lines) == len(set(lines)) == 100
    assert not case.check().failed


@pytest.mark.parametrize("server", [Server(code=422), Server(code=500), Server(rows=[{"id": 5}])])
def test_what_no_timeline_gives_is_a_gap(case, server):
    watch(case, Server(events=[("update", status(NUMBER))]))
    server.least = -1 if server.rows else 0
    if server.rows:  # a page that comes again and again
        server.rows = [status(NUMBER + 1)]
        server.get = _stuck(server.get)
    assert watch(case, server).gaps >= 1
    assert {gap.why for gap in case.documents().gaps} <= {"not-running", "disconnected"}


def test_what_is_not_public_is_counted_and_nowhere_kept(case):
    secret = [status(NUMBER + n, "SECRET", visibility=v) for n, v in enumerate(PRIVATE)]
    told = {"type": "mention", "status": status(NUMBER + 8, "SECRET")}
    events = [("update", row) for row in secret] + [("notification", told), ("conversation", told)]
    server = Server(events=[*events, ("update", status(NUMBER + 9))])
    choice = Choice(network="mastodon", server="https://mer.example", roster=False, seconds=180.0)
    watched = case.watch(choice, network=server, stop=lambda: server.given)
    assert (watched.kept, watched.dropped) == (1, len(events))
    assert texts(case) == ["une lettre 9"]
    for capture in case.vault.captures():
        with case.vault.open(capture.capture_id) as stream:
            assert b"SECRET" not in stream.read()
    for path in case.folder.rglob("*"):
        assert not path.is_file() or b"SECRET" not in path.read_bytes(), path


def _stuck(get):
    return lambda url, *more: get(url.rsplit("min_id=", 1)[0] + "min_id=0", *more)


def test_a_timeline_that_is_too_long_or_never_seen_is_lost():
    rows = [status(NUMBER + n) for n in range(3000)]
    source = Mastodon(Server(rows), "https://mer.example", tag="lettre", token="t", local=True)
    reached = Reached(position=NUMBER + 1, at=1)
    got = []
    with pytest.raises(Lost, match="more was posted"):
        got.extend(source.missed(reached))
    assert sum(map(len, got)) == 2000
    with pytest.raises(Lost, match="no post was seen"):
        list(source.missed(Reached(at=1)))
    source = Mastodon(Server([]), "https://mer.example")
    source.network.get = lambda *_: (_ for _ in ()).throw(PlatformRefused("no", place="x"))
    with pytest.raises(PlatformRefused):
        list(source.missed(reached))


def error_frame(name):
    head = libipld.encode_dag_cbor({"op": -1})
    return head + libipld.encode_dag_cbor({"error": name, "message": "the cursor"})


def info_frame(name):
    head = libipld.encode_dag_cbor({"op": 1, "t": "#info"})
    return head + libipld.encode_dag_cbor({"name": name})


def commit_frame(seq, key, text, second):
    record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": stamp(second)}
    value = libipld.encode_dag_cbor(record)
    operation = {"action": "create", "path": f"app.bsky.feed.post/{key}", "cid": None}
    body = {"seq": seq, "repo": "did:plc:anna", "rev": f"3rev{seq}", "time": stamp(second)}
    body |= {"ops": [operation], "blocks": value}
    return libipld.encode_dag_cbor({"op": 1, "t": "#commit"}) + libipld.encode_dag_cbor(body)


def stamp(second):
    return datetime.fromtimestamp(START / 1e6 + second, UTC).isoformat().replace("+00:00", "Z")


def followed(case, form, url, position, second):
    """Write down how far a server's stream was followed, as an earlier run would have."""
    folder = case.folder / "live" / "-".join(content_id(form, url).split(":"))
    folder.mkdir(parents=True)
    told = {"position": position, "at": START + second * 1_000_000}
    (folder / "reached.json").write_text(json.dumps(told))


@pytest.mark.parametrize(
    ("frames", "why"),
    [
        ([info_frame("OutdatedCursor"), commit_frame(900, "3k1", "une lettre", 5000)], "too-old"),
        ([commit_frame(900, "3k1", "une lettre", 5000)], "not-running"),
        ([error_frame("FutureCursor"), commit_frame(3, "3k1", "une lettre", 5000)], "restarted"),
        ([commit_frame(3, "3k1", "une lettre", 5000)], "restarted"),
    ],
)
def test_what_a_relay_says_of_a_cursor_is_the_gap_s_reason(case, frames, why):
    server = Jetstream()
    server.wrap = lambda event: event["frame"]
    server.log += [{"time_us": n + 700, "frame": frame} for n, frame in enumerate(frames)]
    followed(case, "bluesky-firehose", server.url, 700, 10)
    choice = Choice(
        network="bluesky", server=server.url, proof=True, roster=False, most=1, seconds=180.0
    )
    try:
        watched = case.watch(choice)
    finally:
        server.end()
    assert server.asked[0]["cursor"] == ["500"]
    assert watched.gaps == 1
    (gap,) = case.documents().gaps
    assert gap.why == why
    assert gap.first == datetime.fromtimestamp(START / 1e6 + 10, UTC)
    assert gap.last == datetime.fromtimestamp(START / 1e6 + 5000, UTC)


def test_a_cursor_that_a_server_refuses_is_not_asked_for_again(case, jetstream, later):
    jetstream.refuse = "CursorTooOld"
    followed(case, "jetstream", jetstream.url, START, 10)
    later(lambda: len(jetstream.asked) > 1, jetstream.log.append, post(9000, "une lettre"))
    choice = Choice(network="bluesky", server=jetstream.url, roster=False, most=1, seconds=180.0)
    watched = case.watch(choice)
    assert watched.gaps == 1
    (gap,) = case.documents().gaps
    assert gap.why == "too-old"
    assert "cursor" in jetstream.asked[0]
    assert "cursor" not in jetstream.asked[-1]
