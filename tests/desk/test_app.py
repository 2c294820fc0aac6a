"""The app without a browser: what its screens say, what its forms refuse."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from contrecoup.app import application
from contrecoup.app.words import WORDS
from contrecoup.case import Case
from contrecoup.corridor import changing, desk
from contrecoup.errors import SettingsError
from contrecoup.model.findings import each
from contrecoup.model.report import Table

from .conftest import OWN, PORT


@pytest.fixture
def client(opened) -> TestClient:
    return opened()


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
    board = {"target": stance, "verb": "change", "a.polarity": "against", "a.target": "role:board"}
    assert decide(client, **board, why="x").status_code == 200
    changed = next(s for s in case.find().stances if s.finding_id == stance)
    assert (changed.polarity, changed.target) == ("against", "role:board")
    found = case.review.item(stance).finding
    same = {"a.polarity": found.polarity, "a.target": found.target, "a.holder": found.holder}
    refused = decide(client, target=stance, verb="change", why="x", **same)
    assert "nothing differs" in refused.text
    stranger = decide(client, target=stance, verb="change", why="x", **{"a.target": "nobody"})
    assert stranger.status_code == 422
    assert "nobody with the key" in stranger.text
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


def test_all_that_the_command_line_may_change_the_screen_may_too(client, case):
    kinds = {type(f).__name__: f.finding_id for _, f in each(case.raw())}
    for noun, attributes in changing.changeable().items():
        page = client.get(f"/c/case/findings?at={kinds[noun]}").text
        assert {f'name="a.{one}"' in page for one in attributes} == {True}, noun
    move = next(i.target for i in case.review.queue if i.kind == "moves")
    for changes in ({"a.type": "resign"}, {"a.type": "leave", "a.role": "pilote"}):
        assert decide(client, target=move, verb="change", why="x", **changes).status_code == 200
    (now,) = [m for m in case.find().moves if m.finding_id == move]
    assert (now.type, now.role) == ("leave", "pilote")


def test_a_person_is_renamed_and_placed_through_forms(client, case):
    key = next(p.person_id for p in case.roster.people if p.public)
    assert decide(client, target=key, verb="rename", value="Nom Juste").status_code == 200
    target, held = next(row for row in case.people.affiliations if row[1].person_id == key)
    place = {"organisation": "La Marée", "role": "pilote", "from": "2031-03-01", "source": "Lettre"}
    missing = decide(client, target=key, verb="affiliate", why="Lu", organisation="La Marée")
    assert "needs its source" in missing.text
    assert decide(client, target=key, verb="affiliate", why="Lu", **place).status_code == 200
    shown = client.get(f"/c/case/people?person={key}").text
    assert "La Marée, pilote" in shown
    assert "2031-03-01" in shown
    right = place | {"organisation": held.organisation_id, "to": "2031-04-01"}
    assert decide(client, target=target, verb="affiliate", why="Lu", **right).status_code == 200
    roles = [a.role for a in case.roster.affiliations if a.person_id == key]
    assert roles.count("pilote") == 2
    assert decide(client, target=target, verb="unaffiliate", why="Faux").status_code == 200
    assert decide(client, target=target, verb="unaffiliate", why="Encore").status_code == 200
    assert decide(client, target="affiliation:x:0", verb="unaffiliate", why="x").status_code == 422
    for _ in range(2):
        assert decide(client, target=target, verb="undo").status_code == 200
    assert decide(client, target=key, verb="undo").status_code == 200
    assert [a for a in case.roster.affiliations if a.role == "pilote"] != []
    assert case.review.lost == ()


def test_uploads_are_bounded_with_a_next_step(case):
    app = application(case.folder.parent, token="T", port=PORT, largest=1000)
    client = TestClient(app, base_url=f"http://127.0.0.1:{PORT}")
    client.get("/?token=T")
    files = [("files", ("big.txt", b"x" * 5000))]

    def chunks():
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="x"\r\n\r\n'
        for _ in range(40):
            yield b"x" * 50_000

    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    for answer in (
        client.post("/c/case/add", files=files, headers=OWN),
        client.post("/c/case/merge", files={"other": ("d.jsonl", b"x" * 5000)}, headers=OWN),
        client.post("/c/case/add", content=chunks(), headers=OWN | kind),
    ):
        assert answer.status_code == 413
        assert "1000 bytes" in answer.text
        assert "--largest" in answer.text
    long = client.post("/c/case/settings", data={"text": "x" * (5 << 20)}, headers=OWN)
    assert long.status_code == 413
    many = "\n".join(f"http://a.invalid/{n}" for n in range(201))
    app = application(case.folder.parent, token="T", port=PORT)
    client = TestClient(app, base_url=f"http://127.0.0.1:{PORT}")
    client.get("/?token=T")
    refused = client.post("/c/case/add", data={"links": many}, headers=OWN)
    assert "201 links are too many" in refused.text
    crowd = [("files", (f"{n}.txt", b"x")) for n in range(2001)]
    assert client.post("/c/case/add", files=crowd, headers=OWN).status_code == 400


def test_long_lists_have_pages(client, case):
    queue = case.review.queue
    page = client.get("/c/case/findings?from=40").text
    assert quote(queue[41].target, safe="") in page
    assert f"41–80 of {len(queue)}" in page
    assert "from=0" in page
    found = client.get("/c/case/findings?q=" + queue[5].target).text
    assert "1 of 1" in found
    assert client.get("/c/case/findings?q=zzzz&from=99999").status_code == 200
    account = case.people.matches[0].account_id
    assert "account" in client.get(f"/c/case/evidence?id={account}").text
    post = next(iter(case.documents().posts))
    shown = client.get(f"/c/case/evidence?id={quote(post.post_id)}").text
    assert "SHA-256" in shown
    assert "on the word of whoever collected it" in shown


def test_the_roster_is_written_in_the_app(client, case):
    bad = client.post("/c/case/settings", data={"roster": "colour\nred\n"}, headers=OWN)
    assert bad.status_code == 422
    header = "name,organisation\nNeuve Personne,Ondelune\n"
    assert client.post("/c/case/settings", data={"roster": header}, headers=OWN).status_code == 200
    assert [p.name for p in case.roster.people] == ["Neuve Personne"]


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
    removed = next(o.withheld for o in case.checklist() if o.code == "removed")
    form = {"target": removed[0], "verb": "policy", "value": "verbatim", "why": "Intérêt public"}
    assert decide(client, **form, back="/c/case/publish").status_code == 200
    asked = client.post("/c/case/publish", data={"who": "Ana"}, headers=OWN)
    assert "Publish all the same?" in asked.text
    links = re.findall(r'href="(/c/case/publish\?[^"#]+)#([^"]+)"', asked.text)
    assert len(links) == len([row for row in case.checklist() if row.targets]) > 1
    for address, place in links:  # another address than the question's own: a browser goes there
        assert f'id="{place}"' in client.get(unescape(address)).text
    assert case.publications == ()
    form = {"who": "Ana", "anyway": "yes"}
    assert client.post("/c/case/publish", data=form, headers=OWN).status_code == 200
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


def test_a_handle_that_looks_like_another_is_marked(client, case, tmp_path):
    disguised = "n\N{CYRILLIC SMALL LETTER O}lwenn"
    row = {
        "post_id": "x:999999",
        "account_id": "x:999",
        "created_at": "2031-03-14T18:00:00Z",
        "text": "Bonjour à toutes et à tous.",
        "platform": "x",
        "handle": disguised,
    }
    file = tmp_path / "posts.jsonl"
    file.write_text(json.dumps(row) + "\n", "utf-8")
    assert "⚠" not in client.get("/c/case/people?ui=en").text
    assert case.add(file).read == 1
    for lang, word in (("en", "letters that look like others"), ("fr", "lettres qui en imitent")):
        pages = [
            client.get(f"/c/case/people?ui={lang}&outside={n}").text for n in range(0, 160, 40)
        ]
        assert f"@{disguised} ⚠ {word}" in "".join(pages)


def test_a_sentence_goes_back_to_the_tools_words_at_once_and_comes_back_when_dropped(client, case):
    line = case.report("en").sentences[3]
    for words in ("One.", "Two."):
        form = {"target": line.key, "lang": "en", "verb": "reword", "value": words}
        assert decide(client, **form).status_code == 200
    page = client.get(f"/c/case/draft?lang=en&line={line.key}&ui=en").text
    assert "In the other language the tool’s words stand" in page
    form = {"target": f"{line.key}.en", "verb": "undo", "all": "yes"}
    assert decide(client, **form).status_code == 200
    assert next(s for s in case.report("en").sentences if s.key == line.key).text == line.text
    decide(client, target=line.key, verb="drop")
    page = client.get(f"/c/case/draft?lang=en&done={line.key}&said=drop").text
    assert f'name="target" value="{line.key}"' in page.partition("<h2")[0]


def test_evidence_is_found_by_words_accounts_and_files_and_checked_whole(client, case):
    post = next(p for p in case.documents().posts if p.platform == "x" and len(p.text) > 30)
    article = next(a for a in case.documents().articles if a.outlet)
    words = " ".join(post.text.split()[:5]).upper()
    for said, address in (
        (words, post.post_id),
        (post.handle, post.post_id),
        (article.title[:20], article.article_id),
    ):
        page = client.get("/c/case/evidence", params={"q": said}).text
        assert f"evidence?id={quote(address, safe='')}" in page, said
    page = client.get("/c/case/evidence", params={"q": "roster"}).text
    assert page.partition("<h2>Captures")[2].count("<li>") == 1
    assert "Nothing is like that" in client.get("/c/case/evidence?q=zzzzqqq").text
    exact = client.get("/c/case/evidence", params={"q": post.post_id}).text
    assert "What is proven of its words" in exact
    assert "Everything holds" in client.post("/c/case/verify", headers=OWN).text
    next((case.folder / "vault" / "objects").rglob("*.enc")).write_bytes(b"x")
    told = unescape(client.post("/c/case/verify", headers=OWN).text)
    assert "Something does not hold" in told
    assert case.check().failed[0].target in told


def test_a_sentence_says_where_else_its_findings_are_told(client, case):
    report = case.report("en").report
    tables = [b for s in report.sections for b in s.blocks if isinstance(b, Table) and b.findings]
    told = {i for table in tables for row in table.findings for i in row}
    line = next(s for s in report.sentences() if told & set(s.findings))
    page = unescape(client.get(f"/c/case/draft?lang=en&line={line.key}").text)
    assert "a row of a table:" in page
    finding = next(iter(told & set(line.findings)))
    assert f"findings?at={quote(finding, safe='')}" in page
    weights = {i.target: i.weight for i in case.review.queue}
    assert all(weights[i] >= 1 for i in told if i in weights)
    doubtful = {o.code: o.targets for o in case.checklist()}["doubtful"]
    held = {i.target: i for i in case.review.queue}
    assert all(held[i].doubt >= 0.4 and held[i].weight and not held[i].verdict for i in doubtful)
