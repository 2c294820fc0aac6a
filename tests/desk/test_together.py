"""Findings of which the same is asked: shown with their words, decided about in one step, taken back in one."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from urllib.parse import quote, unquote

import pytest
from starlette.testclient import TestClient

from contrecoup.case import Case
from contrecoup.errors import SettingsError

from .conftest import OWN

pytestmark = pytest.mark.untraced


@pytest.fixture
def client(opened) -> TestClient:
    return opened("Ana", lang="fr")


def asked(item) -> tuple[str, ...]:
    """What is asked about a stance: which side, toward whom, how certain."""
    one = item.finding
    return (item.kind, one.polarity, one.target, one.certainty)


def most(case):
    """The stances of which the same is asked, most of them; the first in the queue first."""
    held: dict[tuple[str, ...], list] = {}
    for item in case.review.queue.of_kind("stances"):
        held.setdefault(asked(item), []).append(item)
    return max(held.values(), key=len)


def listed(page: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'name="listed" value="([^"]+)"', page)]


def shown(client, item, more: str = "") -> str:
    return unescape(client.get(f"/c/case/findings?at={item.target}{more}").text)


def send(client, act: str = "together", /, **form):
    form = {"back": "/c/case/findings", **form}
    return client.post(f"/c/case/{act}", data=form, headers=OWN, follow_redirects=False)


def test_the_same_is_asked_of_one_kind_one_reading_one_certainty(case):
    rows = most(case)
    assert len(rows) > 20
    assert case.review.alike(rows[0]) == tuple(rows)
    for item in case.review.queue:
        same = case.review.alike(item)
        assert item in same
        assert {i.kind for i in same} == {item.kind}
        assert len({i.finding.certainty for i in same}) == 1
    groups = [case.review.alike(item) for item in case.review.queue.of_kind("stances")]
    assert any(len({i.citations[0].exact for i in same}) > 1 for same in groups)
    case.review.accept(rows[1].target, who="Ana")
    case.review.later(rows[2].target, who="Ana")
    left = [i.target for i in case.review.alike(case.review.item(rows[0].target))]
    assert rows[1].target not in left
    assert left[-1] == rows[2].target


def test_each_is_shown_with_its_words_and_who_before_it_can_be_ticked(client, case):
    rows = most(case)
    page = shown(client, rows[0])
    together = page.partition('action="/c/case/together"')[2].partition("</form>")[0]
    assert sorted(listed(together)) == sorted(i.target for i in rows)
    posts = case.documents().posts
    names = case.review.names("")
    for group in together.split('<div class="same">')[1:]:
        words = {case.review.item(one).citations[0].exact for one in listed(group)}
        assert len(words) == 1
        assert f"<mark>{words.pop()}</mark>" in group.partition("<li>")[0]
        for piece in group.split("<li>")[1:]:
            item = case.review.item(listed(piece)[0])
            assert f'name="one" value="{item.target}"' in piece
            assert f"@{posts.get(item.citations[0].document_id).handle}" in piece
            assert f"<bdi>{names[item.finding.holder]}" in piece
            assert "«" not in piece
    assert "checked" not in together
    assert f"Décider ensemble : position · contre le conseil d’administration · observé ({len(rows)})" in re.sub(r"</?bdi>", "", page).replace("\u00a0", " ")  # fmt: skip
    side = next(i for i in case.review.queue.of_kind("stances") if i.finding.polarity == "for" and i.finding.certainty == "observed")  # fmt: skip
    other = shown(client, side).partition('action="/c/case/together"')[2]
    assert side.weight
    for one in (i for i in case.review.alike(side) if i.weight):
        assert one.citations[0].exact in other


def test_a_list_keeps_to_what_the_queue_shows_and_is_bounded(client, case, monkeypatch):
    monkeypatch.setattr("contrecoup.app.screens.MOST_TOGETHER", 5)
    rows = most(case)
    page = shown(client, rows[0], "&what=key")
    key = [i for i in rows if i.weight >= 3]
    assert listed(page) != []
    assert {*listed(page)} <= {i.target for i in key}
    assert f"(5 sur {len(key)})" in page
    words = rows[0].citations[0].exact[:20]
    page = shown(client, rows[0], f"&q={words}")
    assert all(words in case.review.item(one).text for one in listed(page))
    alone = next(i for i in case.review.queue if len(case.review.alike(i)) == 1)
    assert "/together" not in shown(client, alone)
    case.review.accept(rows[0].target, who="Ana")
    assert listed(shown(client, rows[0])) == []


def test_the_ticked_are_accepted_each_with_its_line_and_one_step_takes_them_back(client, case):
    rows = most(case)
    ticked = [i.target for i in rows[:6]]
    answer = send(client, one=ticked, verb="accept", listed=[i.target for i in rows])
    assert answer.status_code == 303
    assert [(d.verb, d.target, d.who) for d in case.decisions] == [
        ("accept", one, "Ana") for one in ticked
    ]
    again = send(client, one=ticked, verb="accept")
    assert again.status_code == 303
    assert len(case.decisions) == 6
    page = unescape(client.get(answer.headers["location"]).text)
    assert "6 décidés ensemble : accepté" in page.replace("\u00a0", " ")
    form = page.partition("Revenir sur cette étape (6)")[0].rpartition("<form")[2]
    assert 'action="/c/case/together"' in form
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    case.review.reject(ticked[2], why="ironie", who="Ana")
    assert send(client, verb="undo", **hidden).status_code == 303
    verdicts = [case.review.item(one).verdict for one in ticked]
    assert verdicts == ["", "", "reject", "", "", ""]
    assert Counter(d.verb for d in case.decisions) == {"accept": 6, "reject": 1, "undo": 5}
    stale = send(client, verb="undo", **hidden)
    assert stale.status_code == 409
    assert len(case.decisions) == 12


def wanted(case) -> set[str]:
    """What the checklist asks about before publishing."""
    rows = {row.code: row.targets for row in case.checklist()}
    return {*rows["unreviewed"], *rows["doubtful"]}


def test_publish_leads_to_just_those_that_it_asks_for(client, case):
    page = unescape(client.get("/c/case/publish").text)
    assert page.count('href="/c/case/findings?what=asked"') == 2
    page = unescape(client.get("/c/case/findings?what=asked").text)
    assert f"{len(wanted(case))} sur {len(wanted(case))} " in page
    queue = page.partition('<ol class="queue">')[2].partition("</ol>")[0]
    links = {unquote(one) for one in re.findall(r"at=([^&#]+)&what=asked", queue)}
    assert links
    assert links <= wanted(case)
    first = next(i for i in case.review.queue if i.target in wanted(case))
    case.review.accept(first.target, who="Ana")  # then the next is the first of those left
    second = next(i for i in case.review.queue if i.target in wanted(case))
    page = unescape(client.get(f"/c/case/findings?what=asked&at={first.target}").text)
    onward = re.search(r'href="([^"]+)" data-key="j"', page)[1]
    assert second.target in unquote(onward)


def test_what_the_draft_rests_on_is_decided_about_first(client, case):
    groups = ((item, case.review.alike(item)) for item in case.review.queue if item.weight)
    item, rows = next(
        (item, rows) for item, rows in groups if 2 < sum(bool(i.weight) for i in rows) < len(rows)
    )
    page = shown(client, item, "&what=waiting")
    used = [i.target for i in rows if i.weight]
    assert {*listed(page)} == {*used}  # the box for all ticks none that the draft does not use
    back = re.search(r'action="/c/case/together".*?name="back" value="([^"]+)"', page, re.DOTALL)
    left = listed(page)[-1]
    ticked = [one for one in listed(page) if one != left]
    form = {"one": ticked, "listed": listed(page), "verb": "accept", "back": back[1]}
    assert f"at={quote(left, safe='')}&" in send(client, **form).headers["location"]


def test_a_box_for_all_means_what_was_listed(client, case):
    rows = [i.target for i in most(case)][:4]
    answer = send(client, all="yes", listed=rows, verb="reject", why="une citation")
    assert answer.status_code == 303
    assert [(d.verb, d.target, d.why) for d in case.decisions] == [
        ("reject", one, "une citation") for one in rows
    ]
    account = case.people.unsure[:2]
    form = {"all": "yes", "listed": [m.account_id for m in account], "as": "outside"}
    answer = send(client, "enlist", **form, why="vu", back="/c/case/people#unsure")
    assert [(d.verb, d.target) for d in case.decisions[4:]] == [
        ("outside", m.account_id) for m in account
    ]
    page = unescape(client.get(answer.headers["location"]).text)
    assert "2 décidés ensemble" in page
    assert "Revenir sur cette étape (2)" in page


def test_what_cannot_be_taken_is_refused_whole_with_the_ticks_kept(client, case):
    rows = [i.target for i in most(case)]
    back = {"shown": f"/c/case/findings?at={rows[0]}"}
    answer = send(client, one=rows[:3], verb="reject", why=" ", **back)
    assert answer.status_code == 422
    assert "il faut une raison" in answer.text
    ticked = re.findall(r'value="([^"]+)"[^>]* checked|checked[^>]*value="([^"]+)"', answer.text)
    assert {a or b for a, b in ticked} == set(rows[:3])
    assert send(client, verb="accept", listed=rows, **back).status_code == 422
    assert send(client, one=[*rows[:2], "stance:none"], verb="accept").status_code == 422
    assert send(client, one=rows[:2], verb="publish").status_code == 422
    assert case.decisions == ()
    case.review.reject(rows[1], why="ironie", who="Eve")
    answer = send(client, one=rows[:3], verb="accept", **back)
    assert answer.status_code == 409
    assert "ironie" in answer.text
    assert [d.target for d in case.decisions] == [rows[1]]


def test_the_same_as_a_verb_and_as_a_call(case, run):
    rows = [i.target for i in most(case)]
    answer = run("review", case.folder, "--alike", rows[0], "--format", "json")
    assert [one in answer.stdout for one in rows] == [True] * len(rows)
    given = [word for one in rows[:3] for word in ("--accept", one)]
    assert run("review", case.folder, *given, "--who", "Ana").returncode == 0
    assert [d.target for d in case.decisions] == rows[:3]
    assert len({d.at for d in case.decisions}) == 1
    assert case.review.step(rows[1]) == tuple(rows[:3])
    assert run("review", case.folder, "--undo-step", rows[1], "--who", "Ana").returncode == 0
    assert case.review.step(rows[1]) == ()
    assert [case.review.item(one).verdict for one in rows[:3]] == ["", "", ""]
    assert run("review", case.folder, "--undo-step", rows[1], "--who", "Ana").returncode != 0
    with pytest.raises(SettingsError, match="one at a time"):
        case.review.together("change", rows[0], who="Ana")
    with pytest.raises(SettingsError, match="nothing is named"):
        case.review.together("accept", who="Ana")
    made = case.review.together("accept", *rows[:2], rows[0], who="Ana")
    assert [d.target for d in made] == rows[:2]
    assert case.review.together("accept", *rows[:3], who="Ana")[:2] == made
    assert case.review.step(rows[2]) == (rows[2],)
    # A page written before says less of who decided what; nothing else is wrong.
    assert {v.kind for v in Case(case.folder).check().failed} <= {"page as of today"}


def test_the_queue_says_what_waits_behind_headline_and_key_points(client, case):
    key = [i.target for i in case.review.queue if i.weight >= 3]
    page = unescape(client.get("/c/case/findings").text)
    assert f">{len(key)} derrière le titre et les points clés</a>" in page
    assert f"{len(key)} sur {len(key)} en attente" in client.get("/c/case/findings?what=key").text
    case.review.together("accept", *key, who="Ana")
    left = [i for i in case.review.queue if i.weight >= 3 and not i.verdict]
    assert left == []
    page = unescape(client.get("/c/case/findings").text)
    assert "Derrière le titre et les points clés, rien n’attend." in page
    assert 'href="/c/case/draft">Ensuite' in page


def test_what_is_no_longer_as_published_says_so_beside_the_evidence(client, case):
    posts, queue = case.documents().posts, case.review.queue

    def states(item) -> list[str]:
        held = (posts.get(c.document_id) for c in item.citations)
        return [post.state for post in held if post is not None]

    gone = next(i for i in queue if i.kind == "stances" and "deleted" in states(i))
    there = next(i for i in queue if i.kind == "stances" and states(i) == ["live"])
    for item, said in ((gone, True), (there, False)):
        evidence = shown(client, item).partition("<h3>Pièces")[2].partition("</ul>")[0]
        assert "<blockquote>" in evidence
        assert ("<b>supprimée</b>" in evidence) is said
