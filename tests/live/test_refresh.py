"""Asking again: what the answers show, and what they do not."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from contrecoup import Case
from contrecoup.cli import main
from contrecoup.corridor.refreshing import Question
from contrecoup.errors import PlatformRefused
from contrecoup.sources.live.fetch import Fetcher
from contrecoup.sources.live.network import Exchange, Wire

from .servers import Mastodon, Pds


@pytest.fixture(scope="module")
def pds():
    server = Pds()
    yield server
    server.running.end()


@pytest.fixture
def web():
    return Fetcher(Wire(private=True), delay=0.0)


def held(case, tmp_path, server, posts):
    """Add posts to a case as they were before."""
    rows = [
        {
            "did": uri.split("/")[2],
            "time_us": 1_795_450_847_059_000 + n,
            "kind": "commit",
            "commit": {
                "rev": f"3rev{n}",
                "operation": "create",
                "collection": "app.bsky.feed.post",
                "rkey": uri.split("/")[-1],
                "record": {"text": f"la lettre {n}", "createdAt": "2026-11-23T16:20:47Z"},
            },
        }
        for n, uri in enumerate(posts)
    ]
    file = tmp_path / "before.ndjson"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    case.add(file)


def states(case):
    return {post.post_id.removeprefix("bluesky:"): post.state for post in case.documents().posts}


def test_what_servers_say_now_is_told_apart_and_never_called_deleted(case, pds, web, tmp_path):
    names = ("paula", "quirin", "roman", "selma", "tilda")
    kept, gone, off, down, out = (pds.account(name) for name in names)
    posts = [pds.post(who, "la lettre") for who in (kept, gone, off, down, out)]
    held(case, tmp_path, pds, posts)
    assert set(states(case).values()) == {"live"}
    pds.delete(gone, posts[1])
    pds.deactivate(off)
    pds.take_down(down)
    pds.delete_account(out)
    question = Question(everything=True, appview="none", directory=pds.directory)
    refreshed = case.refresh(question, using=web)
    assert refreshed.posts == 5
    assert [file.refused for file in refreshed.files] == [False]
    told = states(case)
    assert [told[uri] for uri in posts] == [
        "live",
        "unavailable",
        "deactivated",
        "taken-down",
        "unavailable",
    ]
    post = case.documents().posts.get(f"bluesky:{posts[0]}")
    assert post.checked_at is not None
    seen = {o.target: o for o in case.documents().observations}
    assert seen[f"bluesky:{posts[1]}"].reason == "RecordNotFound"
    assert not case.check().failed
    again = Case.open(case.folder)
    for path in case.folder.glob("ledger*"):
        path.unlink() if path.is_file() else None
    assert states(again) == told


def test_posts_of_others_and_a_server_that_is_not_there(case, web, tmp_path):
    uri = "at://did:plc:nobodynobodynobodynobod/app.bsky.feed.post/3kaaaaaaaaa2a"
    held(case, tmp_path, None, [uri])
    question = Question(everything=True, appview="none", directory="http://127.0.0.1:9")
    refreshed = case.refresh(question, using=web)
    assert [file.refused for file in refreshed.files] == [True]
    assert states(case) == {uri: "live"}


def test_mastodon_posts_are_asked_for_at_their_server(case, web, tmp_path):
    server = Mastodon()
    try:
        kept, gone = server.post("la lettre"), server.post("une lettre de trop")
        file = tmp_path / "before.json"
        file.write_text(json.dumps([kept, gone]))
        case.add(file)
        server.edit(kept["id"], "la lettre corrigée")
        server.delete(gone["id"])
        case.refresh(Question(everything=True), using=web)
    finally:
        server.running.end()
    found = {post.post_id: post for post in case.documents().posts}
    assert found[f"mastodon:{kept['uri']}"].text == "la lettre corrigée"
    assert found[f"mastodon:{kept['uri']}"].state == "edited"
    assert found[f"mastodon:{gone['uri']}"].state == "unavailable"


def test_nothing_to_ask_about(case):
    done = CliRunner().invoke(main, ["refresh", str(case.folder)])
    assert done.exit_code == 3, done.output
    assert "asked about 0 posts" in done.stderr


class Canned:
    """A network that answers from a table; an address that is not in it has no server."""

    def __init__(self, answers):
        self.answers = answers
        self.asked = []

    def get(self, url, headers=(), limits=None):
        self.asked.append(url)
        for start, (status, body) in self.answers.items():
            if url.startswith(start):
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(data)}\r\n\r\n".encode()
                return Exchange(
                    url=url,
                    at=datetime(2031, 6, 1, tzinfo=UTC),
                    address="192.0.2.1",
                    request=f"GET {url} HTTP/1.1\r\n\r\n".encode(),
                    response=head + data,
                    status=status,
                    headers=(),
                    body=data,
                )
        message = "no connection"
        raise PlatformRefused(message, place=url)


def view(uri, text):
    did = uri.split("/")[2]
    return {
        "uri": uri,
        "cid": "bafyrei",
        "author": {"did": did, "handle": "anna.example", "displayName": "Anna"},
        "record": {"text": text, "createdAt": "2026-11-23T16:20:47Z"},
        "indexedAt": "2026-11-23T16:20:48Z",
    }


def test_many_are_asked_for_at_once_and_only_the_missing_one_by_one(case, tmp_path):
    uris = [f"at://did:plc:{'a' * 24}/app.bsky.feed.post/3key{n}" for n in range(30)]
    held(case, tmp_path, None, uris)
    network = Canned(
        {
            "https://view.example/xrpc/app.bsky.feed.getPosts": (
                200,
                {"posts": [view(uri, f"la lettre {n}") for n, uri in enumerate(uris) if n != 7]},
            ),
            "https://plc.example/": (
                200,
                {"service": [{"id": "#atproto_pds", "serviceEndpoint": "https://pds.example"}]},
            ),
            "https://pds.example/xrpc/com.atproto.repo.getRecord": (
                400,
                {"error": "RecordNotFound"},
            ),
            "https://pds.example/xrpc/com.atproto.sync.getRepoStatus": (200, {"active": True}),
        }
    )
    question = Question(
        everything=True, appview="https://view.example", directory="https://plc.example"
    )
    case.refresh(question, using=Fetcher(network, delay=0.0))
    assert [url.split("?")[0].rsplit("/", 1)[-1] for url in network.asked] == [
        "app.bsky.feed.getPosts",
        "app.bsky.feed.getPosts",
        f"did:plc:{'a' * 24}",
        "com.atproto.repo.getRecord",
        "com.atproto.sync.getRepoStatus",
    ]
    told = states(case)
    assert told.pop(uris[7]) == "unavailable"
    assert set(told.values()) == {"live"}
    again = case.refresh(question, using=Fetcher(network, delay=0.0))
    assert again.files[0].duplicate


def test_those_beyond_the_most_that_are_asked_one_by_one_are_told_as_not_answered(
    case, tmp_path, monkeypatch
):
    monkeypatch.setattr("contrecoup.sources.live.ask._MOST_ALONE", 2)
    uris = [f"at://did:plc:{'a' * 24}/app.bsky.feed.post/3key{n}" for n in range(5)]
    held(case, tmp_path, None, uris)
    question = Question(everything=True, appview="none", directory="https://plc.example")
    told = case.refresh(question, using=Fetcher(Canned({}), delay=0.0))
    assert told.posts == 5
    assert told.answered == 0
    assert told.unanswered == {
        "as many others were asked about one by one already": 3,
        "nobody says which server the account is on": 2,
    }


@pytest.mark.parametrize(("status", "state"), [(200, "live"), (404, "unavailable")])
def test_pages_of_articles_are_asked_for_too(case, tmp_path, status, state):
    words = " ".join(f"La phrase {n} de cet article parle de la lettre ouverte." for n in range(20))
    page = f"""<html><head><link rel="canonical" href="https://journal.example/a">
    <title>Un article</title></head><body><article><p>{words}</p></article></body></html>"""
    file = tmp_path / "article.html"
    file.write_text(page, encoding="utf-8")
    case.add(file)
    (article,) = case.documents().articles
    assert article.url == "https://journal.example/a"
    network = Canned(
        {
            "https://journal.example/robots.txt": (404, b""),
            "https://journal.example/a": (status, b"x"),
        }
    )
    refreshed = case.refresh(using=Fetcher(network, delay=0.0))
    assert (refreshed.posts, refreshed.articles) == (0, 1)
    (seen,) = case.documents().observations
    assert (seen.target, seen.state, seen.reason) == (article.article_id, state, f"HTTP {status}")
    assert seen.at.at == datetime(2031, 6, 1, tzinfo=UTC)
    assert len(case.documents().articles) == 1
