"""The checklist: each point names people, leads to where it is settled, and a note settles it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from contrecoup.case import Case
from contrecoup.errors import SettingsError

from .conftest import OWN

pytestmark = pytest.mark.untraced


@pytest.fixture
def client(opened) -> TestClient:
    return opened("Ana", lang="fr")


def point(case, code):
    return next(row for row in case.checklist() if row.code == code)


def test_a_note_settles_a_point_until_the_words_change(case):
    owed = point(case, "right-of-reply").targets
    assert len(owed) > 1
    (made,) = case.review.settle("right-of-reply", owed[0], who="Ana", why="Sollicitée le 3 mai")
    assert made.target == f"open:right-of-reply:{owed[0]}"
    row = point(case, "right-of-reply")
    assert row.targets == owed[1:]
    assert row.settled == {owed[0]: made}
    assert case.review.settle("right-of-reply", owed[0], who="Ana", why="Sollicitée le 3 mai")
    assert len(case.decisions) == 1
    assert case.review.lost == ()
    case.review.reword(owed[0], "Autrement dit.", lang="fr", who="Ben")
    assert point(case, "right-of-reply").targets == owed
    case.review.undo(f"{owed[0]}.fr", who="Ben")
    assert point(case, "right-of-reply").targets == owed[1:]
    case.review.undo(made.target, who="Ana")
    assert point(case, "right-of-reply").targets == owed
    private = point(case, "private").targets
    case.review.settle("private", *private, who="Ana", why="Publiques")
    assert point(case, "private").targets == ()
    assert point(case, "removed").targets == ()
    withheld = point(case, "removed").withheld
    case.review.policy(withheld[0], "verbatim", who="Ana", why="Intérêt public")
    assert point(case, "removed").withheld == withheld[1:]
    assert [*point(case, "removed").settled] == [withheld[0]]
    case.review.undo(withheld[0], who="Ana")
    verbatim = {
        "publication.unavailable": "verbatim",
        "publication.unavailable_reason": "Intérêt public",
    }
    case.change_settings(verbatim)
    removed = point(case, "removed").targets
    assert set(removed) >= set(withheld)
    case.review.policy(removed[0], "count", who="Ana", why="Retirée")
    assert point(case, "removed").targets == removed[1:]
    case.review.settle("removed", removed[1], who="Ana", why="Comme les réglages le disent")
    assert point(case, "removed").targets == removed[2:]
    assert set(point(case, "removed").settled) == set(removed[:2])
    for code, item, why in [
        ("unreviewed", private[0], "x"),
        ("nothing", private[0], "x"),
        ("private", "x:0", "x"),
        ("private", private[0], " "),
    ]:
        with pytest.raises(SettingsError):
            case.review.settle(code, item, who="Ana", why=why)


def test_no_correction_is_owed_for_a_note(published):
    case = published
    owed = point(case, "right-of-reply").targets
    case.review.settle("right-of-reply", *owed, who="Ana", why="Répondu")
    case.review.accept(case.review.queue[0].target, who="Ana")
    for lang in ("fr", "en"):
        report = case.report(lang).report
        assert any(s.kind == "limits.unmeasured" for s in report.sentences())
        assert report.corrections == ()


def test_the_verb_settles_too(case, run):
    owed = point(case, "private").targets[0]
    who = ("--who", "Ana")
    done = run("review", case.folder, "--settle", "private", owed, "--why", "Publique", *who)
    assert done.returncode == 0
    assert owed in point(Case(case.folder), "private").settled
    assert run("review", case.folder, "--settle", "private", owed, *who).returncode == 2


def test_the_screen_names_people_and_settles(client, case):
    page = unescape(client.get("/c/case/publish").text)
    handles = {m.account_id: m.handle for m in case.people.matches}
    posts = case.documents().posts
    for target in point(case, "private").targets:
        assert f"@{handles[posts.get(target).account_id]}" in page
        assert f">{target}<" not in page
    for target in point(case, "unsure").targets:
        assert f"@{handles[target]}" in page
    names = {p.name for p in case.roster.people} | {"le conseil d’administration"}
    owed = re.search(r'id="open-right-of-reply">(.*?)</ul>', page, re.DOTALL)[1]
    for row in owed.split("<li>")[1:]:
        assert re.search(r"<b><bdi>(.*?)</bdi></b>", row)[1] in names
    first, second, *_ = point(case, "private").targets
    form = {"code": "private", "one": [first, second], "shown": "/c/case/publish?show=private"}
    refused = client.post("/c/case/settle", data=form, headers=OWN)
    assert refused.status_code == 422
    assert refused.text.count(" checked") == 2
    assert "<details open><summary><b>" in refused.text
    empty = client.post("/c/case/settle", data=form | {"one": [], "why": "Vues"}, headers=OWN)
    assert "rien n’est coché" in empty.text
    assert 'name="why" size="40" required value="Vues"' in empty.text
    done = client.post("/c/case/settle", data=form | {"why": "Publiques"}, headers=OWN)
    assert done.status_code == 200
    assert set(point(case, "private").settled) == {first, second}
    every = {"code": "private", "listed": point(case, "private").targets, "all": "yes"}
    client.post("/c/case/settle", data=every | {"why": "Publiques"}, headers=OWN)
    assert point(case, "private").targets == ()
    page = client.get("/c/case/publish?show=private").text
    assert "Ana" in page
    target = f"open:private:{first}"
    undo = {"target": target, "verb": "undo", "who": "Ana", "back": "/c/case/publish"}
    assert client.post("/c/case/decide", data=undo, headers=OWN).status_code == 200
    assert point(case, "private").targets == (first,)


def test_rights_of_reply_are_in_the_language_of_the_app_and_once(client, case):
    targets = point(case, "right-of-reply").targets
    said = {}
    for lang in ("fr", "en"):
        lines = {s.key: s.text for s in case.report(lang).report.sentences()}
        page = unescape(client.get(f"/c/case/publish?ui={lang}").text)
        owed = re.search(r'id="open-right-of-reply">(.*?)</ul>', page, re.DOTALL)[1]
        rows = owed.split("<li>")[1:]
        assert len(rows) == len({lines[one] for one in targets}) < len(targets)
        assert all(sum(lines[one][:60] in row for row in rows) == 1 for one in targets)
        said[lang] = rows
    value = next(
        v for row in said["en"] for v in re.findall(r'name="one" value="(.*?)"', row) if " " in v
    )
    form = {"code": "right-of-reply", "one": [value], "why": "Sollicité le 3 mai"}
    assert client.post("/c/case/settle", data=form, headers=OWN).status_code == 200
    assert set(point(case, "right-of-reply").settled) == set(value.split())


def test_each_right_of_reply_has_an_answer_and_all_says_what_it_means(client, case):
    page = unescape(client.get("/c/case/publish?ui=en").text)
    forms = {
        re.search(r'name="code" value="([^"]+)"', one)[1]: one
        for one in re.findall(r'action="/c/case/settle">(.*?)</form>', page, re.DOTALL)
    }
    assert 'name="all"' not in forms["right-of-reply"]
    assert 'type="checkbox"' in forms["right-of-reply"]
    assert " checked" not in forms["right-of-reply"]
    assert f"Settle all of these ({len(point(case, 'stale').targets)})" in forms["stale"]
    assert "though nobody looked again" in forms["stale"]
    owed = point(case, "right-of-reply").targets
    form = {"code": "right-of-reply", "listed": owed, "all": "yes", "why": "Tous sollicités"}
    assert client.post("/c/case/settle", data=form, headers=OWN).status_code == 422
    assert point(case, "right-of-reply").targets == owed


def test_private_words_that_are_confirmed_are_shown_whole(client, case):
    page = unescape(client.get("/c/case/publish").text)
    form = page.partition('id="open-private">')[2].partition("</form>")[0]
    texts = [case.documents().posts.get(one).text for one in point(case, "private").targets]
    assert any(len(text) > 160 for text in texts)
    for text in texts:
        assert text in form
        if len(text) > 160:
            assert f"<blockquote>{text}</blockquote>" in form
            (cut,) = {text[:n] for n in range(100, 160) if f"<bdi>{text[:n]}…</bdi>" in form}
            assert text[len(cut)].isspace()


def test_each_finding_behind_a_sentence_is_named(client, case):
    report = case.report("fr").report
    links: list[str] = []
    for sentence in report.sentences():
        if len(sentence.findings) > 3:
            page = unescape(client.get(f"/c/case/draft?lang=fr&line={sentence.key}").text)
            links = re.findall(r'<a href="/c/case/findings\?at=[^"]+">(.*?)</a>', page)
            if len(links) > 1:
                break
    assert len({*links}) == len(links) > 1
    assert all(len(re.sub(r"<.*?>", "", one)) > len("le constat : ") for one in links)


def test_findings_are_told_in_the_language_of_the_app(client, case):
    client.get("/?ui=en")
    page = unescape(client.get("/c/case/findings?kind=demands").text)
    assert "The letter: “" in page
    assert "Nous: “" not in page
    page = unescape(client.get("/c/case/findings?kind=successions").text)
    assert "chief executive: " in page
    assert "directeurs généraux: " not in page
    page = unescape(client.get("/c/case/findings?kind=successions&ui=fr").text)
    assert "direction générale : " in page.replace("\u00a0", " ")


def test_each_thing_leads_to_where_it_is_settled(client, case):
    page = client.get("/c/case/publish").text
    shown = page.partition('id="removed"')[0]
    links = {unescape(one) for one in re.findall(r'<a href="(/c/case/[^"]+)"', shown)}
    places = {one.partition("?")[0].rpartition("/")[2] for one in links}
    assert {"findings", "people", "draft", "evidence"} <= places
    account = next(one for one in links if "/people?account=" in one)
    assert 'id="account"' in client.get(account).text
    for place in ("findings", "draft", "evidence"):
        one = next(link for link in links if f"/{place}?" in link)
        assert client.get(one).status_code == 200


def test_what_the_settings_keep_from_the_page_asks_nothing(client, case):
    withheld = point(case, "removed").withheld
    assert withheld
    page = client.get("/c/case/publish").text
    assert "open-removed" not in page
    removed = page.partition('id="removed"')[2].partition("</section>")[0]
    assert removed.count("seulement comptée, comme disent les réglages") == len(withheld)
    assert removed.count("<details>") == removed.count('value="policy"') == len(withheld)
    form = {"target": withheld[0], "verb": "policy", "value": "verbatim", "why": "Intérêt public"}
    client.post("/c/case/decide", data=form | {"who": "Ana", "back": "/"}, headers=OWN)
    page = client.get("/c/case/publish").text
    removed = page.partition('id="removed"')[2].partition("</section>")[0]
    assert removed.count("<details>") == len(withheld) - 1
    assert "Intérêt public" in removed
