"""Nothing is published over posts that nobody asked about again, unless somebody says why."""

from __future__ import annotations

import json
import re
import threading
import time
from datetime import UTC, datetime
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from click.testing import CliRunner

from contrecoup.app import intake
from contrecoup.case import Case
from contrecoup.cli import main
from contrecoup.corridor import fetching, publishing
from contrecoup.corridor.refreshing import Question
from contrecoup.errors import NotAskedAgain, PlatformRefused, SettingsError
from contrecoup.sources.live.fetch import Fetcher
from contrecoup.sources.live.network import Exchange
from contrecoup.store import lock

from .conftest import OWN

pytestmark = pytest.mark.untraced

REASON = "Le bureau n'a pas de réseau."
ASKED = datetime(2031, 6, 1, tzinfo=UTC)


class June(datetime):
    """A clock that stands in June 2031, weeks after the sample was gathered."""

    @classmethod
    def now(cls, tz=None):
        return datetime(2031, 6, 2, tzinfo=UTC).astimezone(tz)


@pytest.fixture
def late(case, monkeypatch):
    monkeypatch.setattr(publishing, "datetime", June)
    return case


class Network:
    """The networks of the posts: every post is there, or its server knows nothing of it."""

    def __init__(self, case, *, gone=""):
        self.posts = {p.post_id: p for p in case.documents().posts}
        self.gone = gone
        self.asked = []

    def get(self, url, _headers=(), _limits=None):
        parts = urlsplit(url)
        self.asked.append(url)
        status, answer = 404, {"error": "Record not found"}
        if parts.path.endswith("getPosts"):
            held = (self.posts[f"bluesky:{uri}"] for uri in parse_qs(parts.query)["uris"])
            status, answer = 200, {"posts": [self.view(p) for p in held if p.post_id != self.gone]}
        elif parts.path.startswith("/api/v1/statuses/"):
            number = parts.path.rsplit("/", 1)[-1]
            found = [p for i, p in self.posts.items() if i.endswith(f"/{number}")]
            status, answer = 200, self.status(found[0])
        data = json.dumps(answer).encode()
        head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(data)}\r\n\r\n".encode()
        request = f"GET {url} HTTP/1.1\r\n\r\n".encode()
        return Exchange(
            url=url, at=ASKED, address="192.0.2.1", request=request, response=head + data,
            status=status, headers=(), body=data,
        )  # fmt: skip

    @staticmethod
    def view(post):
        return {
            "uri": post.post_id.removeprefix("bluesky:"),
            "author": {"did": post.account_id.removeprefix("bluesky:"), "handle": post.handle},
            "record": {"text": post.text, "createdAt": post.created_text},
            "indexedAt": post.created_text,
        }

    @staticmethod
    def status(post):
        uri = post.post_id.removeprefix("mastodon:")
        return {
            "id": uri.rsplit("/", 1)[-1],
            "uri": uri,
            "url": post.url,
            "account": {"acct": post.handle, "url": post.account_id.removeprefix("mastodon:")},
            "content": f"<p>{post.text}</p>",
            "created_at": post.created_text,
            "visibility": "public",
        }


def waiting(case):
    return {one.code: one.targets for one in case.checklist()}["unasked"]


def test_publishing_waits_until_quoted_posts_were_asked_about(late):
    posts = waiting(late)
    assert {i.split(":", 1)[0] for i in posts} == {"bluesky", "mastodon"}
    with pytest.raises(NotAskedAgain) as refused:
        late.publish(who="Ana")
    assert refused.value.place == posts[0]
    assert "contrecoup refresh" in refused.value.next_step
    assert late.publications == ()
    assert not (late.folder / "published").exists()
    gone = next(i for i in posts if i.startswith("bluesky:"))
    network = Network(late, gone=gone)
    question = Question(articles=False, appview="https://view.example", directory="none")
    late.refresh(question, using=Fetcher(network, delay=0.0))
    instead = waiting(late)  # quoted now in the place of the one that is gone
    assert not set(instead) & set(posts)
    late.refresh(question, using=Fetcher(network, delay=0.0))
    assert waiting(late) == ()
    stale = {one.code: one.targets for one in late.checklist()}["stale"]
    assert {i.split(":", 1)[0] for i in stale} == {"x"}  # X is asked by nobody
    assert late.documents().posts.get(gone).state == "unavailable"
    assert late.publish(who="Ana").unasked is None
    page = (late.folder / "published/v1/report.en.html").read_text(encoding="utf-8")
    assert "not asked about again" not in page
    asked = {p.post_id for p in late.documents().posts if p.checked_at == ASKED}
    assert asked >= {*posts, *instead}


def test_the_verb_asks_for_a_reason_prints_it_and_owes_no_correction(late):
    posts = waiting(late)
    given = ["publish", str(late.folder), "--who", "Ana"]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 1, done.output
    assert "--without-recheck" in done.stderr
    done = CliRunner().invoke(main, [*given, "--without-recheck", f"  {REASON}\n"])
    assert done.exit_code == 0, done.output
    assert "report.fr.html" in done.stdout
    case = Case(late.folder)
    (made,) = case.publications
    assert (made.unasked.posts, made.unasked.reason) == (posts, REASON.removesuffix("."))
    for lang, words in (
        ("en", "not asked about again before publication"),
        ("fr", "avant parution"),
    ):
        page = (case.folder / f"published/v1/report.{lang}.md").read_text(encoding="utf-8")
        (line,) = [row for row in page.splitlines() if words in row]
        said = f"{REASON.removesuffix('.')}. "
        assert said.replace("'", "’") in line.replace("'", "’")
        assert case.report(lang).report.corrections == ()
    assert not [v for v in case.check().failed if v.kind == "published"]


@pytest.fixture
def asking(late, opened, monkeypatch):
    """The app, its network, and what presses a button that asks and waits for the answers."""
    network = Network(late)
    monkeypatch.setattr(fetching, "fetcher", lambda *, private: Fetcher(network, delay=0.0))
    monkeypatch.setattr(intake, "PAUSE", 0.0)
    client = opened("Ana")

    def press(back, **form):
        answer = client.post("/c/case/refresh", data={"back": back} | form, headers=OWN)
        assert answer.status_code == 200
        return ended(back)

    def ended(back):
        end = time.monotonic() + 60
        while "Everything has been read" not in (page := client.get(back).text):
            assert time.monotonic() < end
            assert "<progress" in page
            time.sleep(0.05)
        return unescape(page)

    return client, network, press, ended


def test_the_app_asks_again_about_all_that_is_cited(late, asking):
    client, network, press, _ = asking
    posts = waiting(late)
    sent = {"anyway": "yes", "note": "One", "shown": "/c/case/publish"}
    refused = client.post("/c/case/publish", data=sent, headers=OWN)
    assert refused.status_code == 422
    assert re.search(r'name="without_recheck"[^>]*aria-invalid', refused.text)
    assert "press “Ask again about all that is cited”" in refused.text
    assert "Ask again about all that is cited</button>" in refused.text
    page = press("/c/case/publish")
    assert waiting(late) == ()
    asked = {i for i, p in network.posts.items() if p.platform in {"bluesky", "mastodon"}}
    held = {p.post_id: p.checked_at for p in late.documents().posts}
    assert set(posts) <= {i for i in asked if held[i] == ASKED}
    told = page.partition('id="job"')[2].partition("<details>")[0]
    x = len(
        {
            e.document_id
            for lang in ("fr", "en")
            for e in late.report(lang).report.evidence
            if e.document_id.startswith("x:")
        }
    )
    assert re.search(rf"<li>{x}: X, which answers nobody without a key", told)
    assert "Recheck: ask what" in client.get(f"/c/case/evidence?id={posts[0]}").text
    assert client.post("/c/case/publish", data=sent, headers=OWN).status_code == 200
    assert late.publications[0].unasked is None


def test_what_got_no_answer_is_told_first_by_reason(late, asking):
    _, network, press, _ = asking

    def get(url, *_more):
        host = urlsplit(url).hostname
        message = f"nobody knows the server {host}"
        raise PlatformRefused(message, place=url, next_step="check the network")

    network.get = get
    page = press("/c/case/publish")
    told = page.partition('id="job"')[2].partition("<details>")[0]
    cited = {e.document_id for la in ("fr", "en") for e in late.report(la).report.evidence}
    asked = [i for i in cited if i.startswith(("bluesky:at:", "mastodon:"))]
    total, answered = re.search(r"about again, (\d+): <b>(\d+) answered", told).groups()
    assert (int(total) >= len(asked), answered) == (True, "0")
    by_reason = {said: int(n) for n, said in re.findall(r"<li>(\d+): ([^<]+)</li>", told)}
    assert sum(by_reason.values()) == int(total)
    assert any(said.startswith("the server cannot be found") for said in by_reason)
    assert len(by_reason) <= 3  # a line for each reason, not for each server
    assert "What a person can do" in told


def test_the_app_and_the_verb_ask_again_about_one_thing(late, asking):
    client, network, press, _ = asking
    post = next(i for i in waiting(late) if i.startswith("mastodon:"))
    page = press(f"/c/case/evidence?id={quote(post)}", id=post, called="Her post")
    assert "<bdi>Her post</bdi>" in page
    number = post.rsplit("/", 1)[-1]
    assert [url.rsplit("/", 1)[-1] for url in network.asked if "statuses" in url] == [number]
    assert not [url for url in network.asked if "getPosts" in url]
    assert post not in waiting(late)
    x = next(p.post_id for p in late.documents().posts if p.platform == "x")
    assert "Recheck: fetch its address" in client.get(f"/c/case/evidence?id={x}").text
    network.asked.clear()
    article = next(a for a in late.documents().articles if a.url)
    done = CliRunner().invoke(main, ["refresh", str(late.folder), article.article_id, x])
    assert "asked about 0 posts and 1 articles" in done.stderr
    assert {urlsplit(url).path for url in network.asked} <= {
        "/robots.txt",
        urlsplit(article.url).path,
    }
    done = CliRunner().invoke(main, ["refresh", str(late.folder), "nothing"])
    assert done.exit_code == 3


def test_nothing_is_asked_twice_at_once_and_answers_wait_for_who_writes(late, asking):
    client, network, press, ended = asking
    held, gate = threading.Event(), threading.Event()
    plain = network.get

    def slow(url, *more):
        held.set()
        assert gate.wait(30)
        return plain(url, *more)

    network.get = slow
    post = next(i for i in waiting(late) if i.startswith("mastodon:"))
    for _ in range(3):
        form = {"back": "/c/case/evidence", "id": post}
        assert client.post("/c/case/refresh", data=form, headers=OWN).status_code == 200
    assert held.wait(30)
    assert "<progress" in client.get("/c/case/publish").text  # screens answer meanwhile
    with lock(late.folder, "add"):
        gate.set()
        time.sleep(0.3)
        assert post in waiting(late)
    network.get = plain
    ended("/c/case/publish")
    assert post not in waiting(late)
    press("/c/case/publish", id=post)
    assert sum("statuses" in url for url in network.asked) == 2


def test_a_case_says_how_long_is_too_long(late):
    file = late.folder / "case.toml"
    text = file.read_text(encoding="utf-8")
    assert "[publication]" in text
    for days, left in ((0, False), (36_500, False), (1, True)):
        said = text.replace("[publication]", f"[publication]\nrecheck = {days}")
        file.write_text(said, encoding="utf-8")
        assert bool(waiting(Case(late.folder))) is left
    for wrong in ("-1", "true", '"7d"', "40000"):
        file.write_text(text.replace("[publication]", f"[publication]\nrecheck = {wrong}"))
        with pytest.raises(SettingsError, match="whole number of days"):
            _ = Case(late.folder).settings
