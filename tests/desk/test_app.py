"""The app without a browser: what its screens say, what its forms refuse."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from contrecoup.app import application
from contrecoup.app.words import WORDS
from contrecoup.case import Case
from contrecoup.corridor import desk
from contrecoup.errors import SettingsError

PORT = 8017
OWN = {"Origin": f"http://127.0.0.1:{PORT}"}


@pytest.fixture
def client(case) -> TestClient:
    made = TestClient(
        application(case.folder.parent, token="T", port=PORT), base_url=f"http://127.0.0.1:{PORT}"
    )
    assert made.get("/?token=T").status_code == 200
    return made


def decide(client, **form):
    form = {"who": "Ana", "back": "/c/case/findings"} | form
    return client.post("/c/case/decide", data=form, headers=OWN)


def test_both_languages_say_everything(client):
    assert set(WORDS["fr"]) == set(WORDS["en"])
    assert all(word.strip() for words in WORDS.values() for word in words.values())
    french = client.get("/c/case/publish?ui=fr").text
    assert "Avant de publier" in french
    assert "Avant de publier" in client.get("/c/case/publish").text
    assert "Before you publish" in client.get("/c/case/publish?ui=en").text


def test_a_decision_needs_somebody_and_a_reason(client, case):
    target = case.review.queue[0].target
    assert "name of who decides" in decide(client, target=target, verb="accept", who="").text
    refused = decide(client, target=target, verb="reject")
    assert refused.status_code == 422
    assert "needs a reason" in refused.text
    assert case.decisions == ()
    client.post("/you", data={"who": "Ève O’Ré", "back": "/"}, headers=OWN)
    assert decide(client, target=target, verb="accept", who="").status_code == 200
    assert case.decisions[0].who == "Ève O’Ré"


def test_people_merge_split_and_files_through_forms(client, case, copy):
    one, two = [p.person_id for p in case.roster.people if p.public][:2]
    assert decide(client, target=two, verb="merge", value=one, why="x").status_code == 200
    sure = next(m for m in case.people.matches if m.verdict == "sure")
    form = {"target": sure.account_id, "verb": "split", "source": sure.person_id, "value": "A B"}
    assert decide(client, **form, why="x").status_code == 200
    stance = next(i.target for i in case.review.queue if i.kind == "stances")
    form = {"target": stance, "verb": "change", "attribute": "polarity", "value": "neither"}
    assert decide(client, **form, why="x").status_code == 200
    other = copy("other")
    other.review.reject(stance, why="Faux", who="Ben")
    with (other.folder / "decisions.jsonl").open("rb") as stream:
        page = client.post("/c/case/merge", files={"other": ("d.jsonl", stream)}, headers=OWN)
    assert "Ben" in page.text
    assert [d.verb for d in case.decisions] == ["merge", "split", "change"]
    people = client.get("/c/case/people").text
    assert two in people
    nothing = client.post("/c/case/merge", data={"x": "y"}, headers=OWN)
    assert nothing.status_code == 422


def test_settings_and_new_cases_are_checked(client, case):
    before = case.own_file("case.toml")
    bad = client.post("/c/case/settings", data={"text": "[case\nzone = 3"}, headers=OWN)
    assert bad.status_code == 422
    assert case.own_file("case.toml") == before
    text = before.decode().replace("Europe/Paris", "UTC")
    assert client.post("/c/case/settings", data={"text": text}, headers=OWN).status_code == 200
    assert case.settings.zone == "UTC"
    for name in ("", "../up", ".hidden", "a/b"):
        assert client.post("/", data={"name": name}, headers=OWN).status_code == 422
    made = client.post("/", data={"name": "Second", "group": "G", "first": "en"}, headers=OWN)
    assert made.status_code == 200
    assert Case(case.folder.parent / "Second").settings.languages == ("en", "fr")
    assert client.post("/", data={"name": "Second"}, headers=OWN).status_code == 422


def test_uploads_stay_inside_and_links_are_links(client, case):
    files = [("files", ("../../../evil.txt", b"Le conseil a parl\xc3\xa9. " * 30))]
    client.post("/c/case/add", files=files, data={"role": ""}, headers=OWN)
    for _ in range(600):
        page = client.get("/c/case/inbox").text
        if "1 of 1" in page or "1 sur 1" in page:
            break
    assert "evil.txt" in page
    assert not list(case.folder.parent.parent.glob("**/evil.txt"))
    local = {"links": "/etc/passwd file:///etc/passwd", "role": ""}
    assert client.post("/c/case/add", data=local, headers=OWN).status_code == 422


def test_removed_posts_and_versions(client, case):
    removed = next(o.targets for o in case.checklist() if o.code == "removed")
    form = {"target": removed[0], "verb": "policy", "value": "verbatim", "why": "Intérêt public"}
    assert decide(client, **form, back="/c/case/publish").status_code == 200
    assert client.post("/c/case/publish", data={"who": "Ana"}, headers=OWN).status_code == 200
    shown = client.get("/c/case/v1/report.fr.html")
    assert "sandbox" in shown.headers["content-security-policy"]
    kept = client.get("/c/case/v1/report.fr.docx")
    assert kept.headers["content-disposition"].startswith("attachment")
    assert client.get("/c/case/v1/published.json").status_code == 422
    assert client.get("/c/case/v2/report.fr.html").status_code == 422
    assert client.get("/c/case/page.de").status_code == 422
    assert client.get("/c/case/draft?lang=de").status_code == 422


def test_one_case_alone_is_served_too(case):
    app = application(case.folder, token="T", port=PORT, lang="fr")
    client = TestClient(app, base_url=f"http://127.0.0.1:{PORT}")
    page = client.get("/?token=T").text
    assert re.search(r'href="/c/case/inbox"', page)
    assert 'name="name"' not in page
    assert client.post("/", data={"name": "x"}, headers=OWN).status_code == 422


def test_days_without_posts_are_listed(tmp_path):
    case = Case.init(tmp_path / "case")
    rows = "post_id,account_id,created_at,text\n1,a,2031-03-01T10:00:00Z,Un\n2,a,2031-03-04T10:00:00Z,Deux\n"
    (tmp_path / "p.csv").write_text(rows, encoding="utf-8")
    assert case.add(tmp_path / "p.csv").read == 2
    platforms, days = desk.coverage(case)
    assert len(platforms) == 1
    assert [sum(d.posts.values()) for d in days] == [1, 0, 0, 1]
    assert desk.coverage(Case.init(tmp_path / "empty")) == ((), ())
    with pytest.raises(SettingsError, match="no capture"):
        desk.raw(case, "0" * 64)
