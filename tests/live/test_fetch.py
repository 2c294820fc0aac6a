"""Addresses given to `add`, from a server that misbehaves."""

from __future__ import annotations

import gzip
import itertools
import json
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from contrecoup import Case
from contrecoup.cli import main
from contrecoup.errors import PlatformRefused
from contrecoup.sources.live.bounds import is_public, unpacked
from contrecoup.sources.live.fetch import Fetcher, normal
from contrecoup.sources.live.network import Limits, Wire
from contrecoup.sources.live.robots import parsed

BODY = " ".join(
    f"La phrase numéro {n} du communiqué parle de la lettre ouverte." for n in range(30)
)
ARTICLE = f"""<!doctype html><html lang="fr"><head><title>Une lettre ouverte</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Une lettre ouverte",
"datePublished": "2031-03-14T10:00:00+01:00"}}</script></head>
<body><article><h1>Une lettre ouverte</h1><p>{BODY}</p></article></body></html>""".encode()
WALL = b"""<!doctype html><html lang="fr"><body><p>Nos partenaires et nous utilisons des cookies.
Vous pouvez accepter ou tout refuser.</p><button>Tout accepter</button></body></html>"""
ROBOTS = b"""User-agent: *
Disallow: /private
User-agent: contrecoup
Disallow: /secret/*.html$
Allow: /secret/open.html
"""


LETTER = (
    b"<html><head><title>Open letter to the board</title></head><body><main>"
    b"<h1>Open letter to the board</h1><p>15 March 2031</p>"
    b"<p>We ask the board to resign, and to give the keys of the harbour back.</p>"
    b"<h2>Signed</h2><ul><li>Nova Quill, engineer</li><li>Brann Oake</li></ul>"
    b"</main></body></html>"
)


class Site(BaseHTTPRequestHandler):
    """One bad habit a path."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, time.monotonic(), dict(self.headers)))
        # Whoever has an answer may ask again before its handler is through: that one is waited for.
        if self.server.gate.acquire(timeout=10):
            try:
                self._answer(self.path.split("?")[0])
            finally:
                self.server.gate.release()
        else:
            self.server.together = True
            self.send_error(503)

    def _answer(self, path):  # noqa: C901, PLR0912, PLR0915 one habit a branch
        if path == "/robots.txt":
            self._give(ROBOTS, "text/plain")
        elif path == "/article":
            self._give(ARTICLE)
        elif path == "/packed":
            self._give(gzip.compress(ARTICLE), coding="gzip")
        elif path == "/chunked":
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for at in range(0, len(ARTICLE), 500):
                piece = ARTICLE[at : at + 500]
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\n\r\n")
        elif path == "/letter":
            self._give(gzip.compress(LETTER), coding="gzip")
        elif path == "/wall":
            self._give(WALL)
        elif path == "/bomb":
            self._give(gzip.compress(bytes(80 << 20)), coding="gzip")
        elif path == "/short":
            self._give(ARTICLE, length=len(ARTICLE) + 1000)
            self.close_connection = True
        elif path == "/slow":
            self.send_response(200)
            self.end_headers()
            self._drip(b"x", 0.05, 400)
        elif path == "/endless":
            self.send_response(200)
            self.end_headers()
            self._drip(bytes(1 << 16), 0, 100_000)
        elif path == "/headers":
            self.send_response(200)
            for n in range(4000):
                self.send_header(f"X-{n}", "y" * 60)
            self.end_headers()
        elif path == "/nonsense":
            self.wfile.write(b"this is no answer\r\n\r\n")
            self.close_connection = True
        elif path.startswith("/round"):
            self._move("/round2" if path == "/round" else "/round")
        elif path.startswith("/further"):
            self._move(path + "r")
        elif path == "/moved":
            self._move("/article#top")
        elif path == "/inside":
            self._move(f"http://localhost:{self.server.server_port}/article")
        elif path == "/file":
            self._move("file:///etc/passwd")
        elif path.startswith(("/private", "/secret")):
            self._give(ARTICLE)
        else:
            self.send_error(410)

    def _give(self, data, kind="text/html; charset=utf-8", coding="", length=None):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        if coding:
            self.send_header("Content-Encoding", coding)
        self.end_headers()
        self.wfile.write(data)

    def _move(self, where):
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _drip(self, piece, pause, times):
        try:
            for _ in range(times):
                self.wfile.write(piece)
                time.sleep(pause)
        except OSError:
            pass
        self.close_connection = True

    def log_message(self, *_):
        """Nothing is printed."""


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    server.asked, server.together, server.gate = [], False, threading.Lock()
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def web():
    limits = Limits(seconds=30, silence=20, received=4 << 20, unpacked=8 << 20)
    return Fetcher(Wire(private=True), delay=0.0, limits=limits)


@pytest.mark.parametrize("path", ["/article", "/packed", "/chunked", "/moved"])
def test_an_article_is_kept_as_a_web_archive_and_read(case, site, web, path):
    (outcome,) = case.add(site.url + path, using=web).files
    assert (outcome.read, outcome.unreadable, outcome.refused) == (1, (), False), outcome
    (article,) = case.documents().articles
    assert article.title == "Une lettre ouverte"
    assert article.url == site.url + ("/article" if path == "/moved" else path)
    assert "La phrase numéro 29" in article.text
    (capture,) = case.vault.captures()
    assert (capture.how, capture.source) == ("url", site.url + path)
    with case.vault.open(capture.capture_id) as stream:
        kept = stream.read()
    told = [gzip.decompress(kept)] if kept[:2] == b"\x1f\x8b" else [kept]
    assert told[0].count(b"WARC-Type: request") == told[0].count(b"WARC-Type: response") > 0
    assert b"User-Agent: contrecoup/" in told[0]
    assert not case.check().failed


def test_a_letter_is_fetched_as_articles_are(case, site, web):
    address = site.url + "/letter"
    (outcome,) = case.add(letter=address, using=web).files
    assert (outcome.read, outcome.unreadable, outcome.refused) == (1, (), False), outcome
    (letter,) = case.documents().letters
    assert (letter.title, letter.url) == ("Open letter to the board", address)
    assert list(letter.signatories) == ["Nova Quill", "Brann Oake"]
    (capture,) = case.vault.captures()
    assert (capture.how, capture.role, capture.source) == ("url", "letter", address)
    (again,) = case.add(letter=[address], using=web).files
    assert (again.read, again.duplicate) == (0, 1)
    (gone,) = case.add(letter=site.url + "/gone", using=web).files
    assert gone.refused
    assert len(case.documents().letters) == 1
    assert not case.check().failed


def test_the_same_page_again_adds_only_an_act(case, site, web):
    first, again = (case.add(site.url + "/article", using=web).files[0] for _ in range(2))
    assert (first.read, first.duplicate) == (1, 0)
    assert (again.read, again.duplicate) == (0, 1)
    assert len(case.documents().articles) == 1
    assert len(case.vault.captures()) == 1
    assert [act.act for act in case.vault.acts()] == ["capture", "fetched", "unchanged"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/bomb", "unpacks to more than 8 MB"),
        ("/short", "cut or broken"),
        ("/slow", "no whole answer within"),
        ("/endless", "larger than 4 MB"),
        ("/headers", "cut or broken"),
        ("/nonsense", "cut or broken"),
        ("/round", "in a circle"),
        ("/further", "in a circle, or too often"),
        ("/file", "away from the web"),
        ("/secret/x.html", "robots.txt"),
    ],
)
def test_bad_manners_cost_little_and_are_told(case, site, web, path, words):
    if path == "/slow":
        web.limits = Limits(seconds=1.5, silence=1.0)
    (outcome,) = case.add(site.url + path, using=web).files
    assert outcome.refused
    assert words in outcome.unreadable[0].reason
    assert case.vault.captures() == ()


def test_a_consent_wall_is_kept_and_said_to_be_one(case, site, web):
    (outcome,) = case.add(site.url + "/wall", using=web).files
    assert (outcome.read, outcome.refused) == (0, False)
    assert "wall" in outcome.unreadable[0].reason
    assert len(case.vault.captures()) == 1


def test_what_the_server_refuses_is_kept_with_its_status(case, site, web):
    (outcome,) = case.add(site.url + "/gone", using=web).files
    assert outcome.refused
    assert "410" in outcome.unreadable[0].reason
    assert len(case.vault.captures()) == 1
    assert case.documents().articles == ()


def test_robots_are_asked_first_and_once(case, site, web):
    urls = [site.url + p for p in ("/article", "/secret/open.html", "/private/x", "/secret/a.html")]
    outcomes = case.add(*urls, using=web).files
    assert [o.refused for o in outcomes] == [False, False, False, True]
    paths = [path for path, _, _ in site.asked]
    assert paths == ["/robots.txt", "/article", "/secret/open.html", "/private/x"]


def test_one_request_at_a_time_and_not_too_fast(case, site, web):
    web.delay = 0.3
    case.add(site.url + "/article", site.url + "/packed", using=web)
    times = [at for _, at, _ in site.asked]
    assert all(later - sooner >= 0.29 for sooner, later in itertools.pairwise(times))
    assert not site.together
    assert all("Cookie" not in headers for _, _, headers in site.asked)


def test_addresses_inside_are_refused_also_behind_a_redirect(case, site, monkeypatch):
    from contrecoup.sources.live import network

    outcomes = case.add(site.url + "/article", "http://[::1]/", "http://localhost/x").files
    assert all("not on the public internet" in o.unreadable[0].reason for o in outcomes)
    assert site.asked == []
    # the first server counts as public here, the one that it leads to does not
    real = network._looked_up

    def looked_up(host, port, *, private):
        return real(host, port, private=private or host == "127.0.0.1")

    monkeypatch.setattr(network, "_looked_up", looked_up)
    (outcome,) = case.add(site.url + "/inside", using=Fetcher(Wire(), delay=0.0)).files
    assert "not on the public internet" in outcome.unreadable[0].reason
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/inside"]


def test_the_connection_goes_to_the_address_that_was_looked_at(monkeypatch, site):
    from contrecoup.sources.live import network

    answers = iter([("93.184.216.34", 80), ("127.0.0.1", 80)])
    asked = []

    def resolve(host, port, **_):
        asked.append(host)
        return [(2, 1, 6, "", next(answers))]

    monkeypatch.setattr(network.socket, "getaddrinfo", resolve)
    connected = []
    monkeypatch.setattr(
        network.httpcore.SyncBackend,
        "connect_tcp",
        lambda _self, host, *_a: connected.append(host) or (_ for _ in ()).throw(OSError("no")),
    )
    with pytest.raises(PlatformRefused, match="no connection"):
        Wire().get("http://rebinding.example/")
    assert connected == ["93.184.216.34"]
    assert asked == ["rebinding.example"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1",
    ],
)
def test_no_address_inside_passes_for_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::", "::ffff:93.184.216.34"])
def test_public_addresses(address):
    assert is_public(address)


def test_packings():
    assert unpacked(b"abc", "", 10) == b"abc"
    assert unpacked(zlib.compress(b"abc"), "deflate", 10) == b"abc"
    with pytest.raises(PlatformRefused, match="damaged"):
        unpacked(b"abc", "gzip", 10)
    with pytest.raises(PlatformRefused, match="not asked for"):
        unpacked(b"abc", "br", 10)


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /\nUser-agent: contrecoup\nDisallow: /b", "/a", True),
        ("user-agent: Contrecoup # us\nuser-agent: other\ndisallow: /a", "/a/b", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /a/b\nAllow: /a", "/a/b/c", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf?a", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("Disallow: /", "/a", True),
        ("User-agent: *\nCrawl-delay: nan\nDisallow: /a***************b", "/a-b", False),
    ],
)
def test_robots(robots, path, allowed):
    assert parsed(robots, "contrecoup").allow(f"https://site.example{path}") is allowed


def test_crawl_delay():
    assert parsed("User-agent: *\nCrawl-delay: 7.5", "contrecoup").delay == 7.5
    assert parsed("User-agent: *\nCrawl-delay: 9999999", "contrecoup").delay == 60


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://Site.example/é à?q=ü#x", "https://site.example/%C3%A9%20%C3%A0?q=%C3%BC"),
        ("https://bücher.example", "https://xn--bcher-kva.example/"),
        ("http://[::1]:80/%41", "http://[::1]:80/%41"),
    ],
)
def test_addresses_in_ascii(given, expected):
    assert normal(given) == expected


def test_the_command_line_says_5_where_the_network_refused(tmp_path, site):
    Case.init(tmp_path / "case")
    given = ["add", str(tmp_path / "case"), f"{site.url}/article", f"{site.url}/gone"]
    done = CliRunner().invoke(main, [*given, "--allow-private", "--delay", "0"])
    assert done.exit_code == 5, done.output
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(r["read"], r["refused"]) for r in rows] == [(1, False), (0, True)]
    done = CliRunner().invoke(main, [*given[:3]])
    assert done.exit_code == 5
    assert "public internet" in done.stdout
