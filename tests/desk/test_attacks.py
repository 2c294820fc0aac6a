"""The app against OWASP's testing guide: another site, another host, other paths, other methods."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from contrecoup.app import application
from contrecoup.case import Case

PORT = 8017
HOME = f"http://127.0.0.1:{PORT}"
OWN = {"Origin": HOME}
GETS = ("/", "/c/case/inbox", "/c/case/people", "/c/case/findings", "/c/case/draft")
POSTS = {
    "/": {"name": "another"},
    "/c/case/add": {"links": "", "role": ""},
    "/c/case/decide": {"verb": "accept", "target": "k2", "who": "Ana"},
    "/c/case/settings": {"text": "[case]\n"},
    "/c/case/publish": {"who": "Ana"},
}


@pytest.fixture
def stranger(tmp_path):
    """A client with no token, and a folder with one case."""
    Case.init(tmp_path / "cases" / "case")
    (tmp_path / "secret.txt").write_text("do not serve me")
    return TestClient(
        application(tmp_path / "cases", token="T" * 32, port=PORT),
        base_url=HOME,
        follow_redirects=False,
    )


@pytest.fixture
def client(stranger):
    assert stranger.get("/?token=" + "T" * 32).status_code == 303
    return stranger


def state(tmp_path):
    return {p: p.read_bytes() for p in sorted(tmp_path.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("token", ["", "T", "t" * 32, "T" * 33, "é", "%00"])
def test_without_the_token_nothing_is_answered(stranger, token):
    for path in GETS:
        assert stranger.get(path, params={"token": token}).status_code == 403
    stranger.cookies.set(f"contrecoup-{PORT}", token.encode("ascii", "replace").decode() or "x")
    assert stranger.get("/").status_code == 403
    assert "set-cookie" not in stranger.get("/", params={"token": token}).headers


def test_the_token_is_a_cookie_no_other_site_sends_and_no_script_reads(stranger):
    answer = stranger.get("/?token=" + "T" * 32)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:80",
        f"127.0.0.1.evil.example:{PORT}",
        f"localhost.:{PORT}",
        f"0.0.0.0:{PORT}",
        "",
    ],
)
def test_another_name_for_this_machine_is_refused(client, tmp_path, host):
    """DNS rebinding: the browser sends the name that was rebound."""
    before = state(tmp_path)
    for path in GETS:
        assert client.get(path, headers={"Host": host}).status_code == 421
    for path, form in POSTS.items():
        assert client.post(path, data=form, headers=OWN | {"Host": host}).status_code == 421
    assert state(tmp_path) == before


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Origin": f"http://localhost:{PORT}"},
        {"Origin": HOME + ".evil.example"},
        OWN | {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_of_another_site_changes_nothing(client, tmp_path, headers):
    before = state(tmp_path)
    for path, form in POSTS.items():
        assert client.post(path, data=form, headers=headers).status_code == 403
    assert state(tmp_path) == before


def test_a_link_from_another_site_opens_nothing(client):
    for path in GETS:
        assert client.get(path, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
        assert client.get(path, headers={"Origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_other_methods_do_nothing(client, tmp_path, method):
    before = state(tmp_path)
    for path in GETS:
        assert client.request(method, path, headers=OWN).status_code in {404, 405}
    assert state(tmp_path) == before


PATHS = (
    "..",
    "../secret.txt",
    "..%2fsecret.txt",
    "%2e%2e/secret.txt",
    "%2e%2e%2fsecret.txt",
    "..%5csecret.txt",
    "%252e%252e%252fsecret.txt",
    "....//secret.txt",
    "case/../../secret.txt",
    "case%00",
    ".",
    "%2e",
    "/etc/passwd",
    "%2fetc%2fpasswd",
)


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out(client, tmp_path, path):
    for form in (f"/{path}", f"/c/{path}", f"/c/{path}/inbox", f"/c/case/{path}"):
        for more in ("", "/evidence", "/report.fr.html"):
            answer = client.get(form + more)
            assert answer.status_code != 200 or "text/html" in answer.headers["content-type"]
            assert "do not serve me" not in answer.text
            assert "root:" not in answer.text


@pytest.mark.parametrize(
    "name", ["../out", "..", ".", "a/b", "a\\b", "/tmp/x", "", "a\x00b", ".hidden"]
)
def test_a_new_case_stays_in_the_folder(client, tmp_path, name):
    before = sorted(p for p in tmp_path.rglob("*") if p.is_dir())
    assert client.post("/", data={"name": name, "first": "en"}, headers=OWN).status_code == 422
    assert sorted(p for p in tmp_path.rglob("*") if p.is_dir()) == before


@pytest.mark.parametrize("name", ["a\r\nX-Evil: 1", "a\r\n\r\n<script>alert(1)</script>", '"><b>'])
def test_no_header_and_no_markup_comes_of_a_name(client, name):
    form = {"verb": "accept", "target": name, "who": name, "back": f"/c/case/findings?{name}"}
    for answer in (
        client.post("/c/case/decide", data=form, headers=OWN),
        client.post("/", data={"name": name}, headers=OWN),
        client.get("/c/case/inbox", params={"said": name, "ui": name}),
        client.get("/c/case/show", params={"id": name}),
    ):
        assert "x-evil" not in answer.headers
        assert "<script>alert" not in answer.text
        assert '"><b>' not in answer.text


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1"]
)
def test_no_answer_sends_the_reader_elsewhere(client, back):
    form = {"verb": "accept", "target": "k2", "who": "Ana", "back": back}
    answer = client.post("/c/case/decide", data=form, headers=OWN)
    target = answer.headers.get("location", "/")
    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))


def test_every_answer_has_its_policy(client):
    for path in (*GETS, "/no/such/place"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"


def every_route(client):
    """Return each route of the app with an address of it."""
    holes = {"{case}": "case", "{lang}": "fr", "{version:int}": "1", "{name}": "report.fr.html"}
    for one in client.app.app.routes:
        path = one.path
        for hole, value in holes.items():
            path = path.replace(hole, value)
        yield from ((method, path) for method in sorted(one.methods - {"HEAD"}))


def test_every_route_refuses_strangers_other_hosts_and_other_sites(client, tmp_path):
    before, routes = state(tmp_path), list(every_route(client))
    assert len(routes) > 20
    for method, path in routes:
        for headers, status in (
            ({"Host": "evil.example"}, 421),
            ({"Host": f"evil.example:{PORT}"}, 421),
            ({"Origin": "http://evil.example"}, 403),
            ({"Origin": "null"}, 403),
            (OWN | {"Sec-Fetch-Site": "cross-site"}, 403),
            (OWN | {"Cookie": ""}, 403),
            (OWN | {"Cookie": f"contrecoup-{PORT}=guess"}, 403),
        ):
            answer = client.request(method, path, headers=headers)
            assert answer.status_code == status, (method, path, headers)
        if method == "POST":
            assert client.post(path).status_code == 403, path  # no Origin at all
    assert state(tmp_path) == before
