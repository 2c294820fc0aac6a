"""A decision whose words are gone, since their document was read anew: shown with why, never lost."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from contrecoup.app import application
from contrecoup.case import Case
from contrecoup.errors import CitationNotFound

pytestmark = pytest.mark.untraced

PORT = 8017
OWN = {"Origin": f"http://127.0.0.1:{PORT}"}
POST = "x:777000"
WORDS = "Elle quitte Ondelune vendredi."
TABLE = f"post_id,account_id,created_at,text,other\n777000,x:777,2031-03-14T18:00:00Z,{WORDS},Rien de tel.\n"
READ = {"post_id": "post_id", "account_id": "account_id", "created_at": "created_at", "platform": "=x"}  # fmt: skip


@pytest.fixture
def lapsed(case, tmp_path):
    """A case in which a person's change rested on words that its table no longer gives."""
    file = tmp_path / "posts.csv"
    file.write_text(TABLE, encoding="utf-8")
    (added,) = case.add(file, columns=READ | {"text": "text"}).files
    assert case.documents().posts.get(POST).text == WORDS
    move = next(i for i in case.review.queue if i.kind == "moves")
    case.review.change(move.target, who="Ana", why="Elle le dit", citations=f"{POST} {WORDS}")
    key = next(s for s in case.report("fr").sentences if s.sentence_id == "k1").key
    case.review.reword("k1", "Un décompte a monté.", lang="fr", who="Ana")
    case.reread(added.capture_id, columns=READ | {"text": "other"})
    return case, move, key


def test_a_change_whose_words_are_gone_leaves_the_finding_as_found(lapsed, run):
    case, move, _ = lapsed
    held = next(m for m in case.find().moves if m.finding_id == move.target)
    assert held.citations == move.finding.citations
    item = case.review.item(move.target)
    assert (item.verdict, item.decision.verb) == ("", "change")
    assert isinstance(item.lapsed, CitationNotFound)
    assert case.review.queue.open["moves"] == len(case.review.queue.of_kind("moves"))
    (lost,) = case.review.lost
    assert (lost.decision.target, lost.lapsed.code) == (move.target, "V204")
    assert {o.code: o.targets for o in case.checklist()}["lost"] == (move.target,)
    for lang, words in (("fr", "Un élément figure tel que trouvé"), ("en", "set one item right")):
        (said,) = [s for s in case.report(lang).sentences if s.kind == "method.lapsed"]
        assert words in said.text.replace("\u00a0", " ")
        assert [c.ids for c in said.counts] == [(move.target,)]
    with pytest.raises(CitationNotFound):
        case.review.change(move.target, who="Ana", why="Encore", citations=f"{POST} {WORDS}")
    with pytest.raises(CitationNotFound):
        case.review.change(move.target, who="Ana", why="Encore", citations=f"{POST} Jamais dit.")
    assert [d.verb for d in case.decisions] == ["change", "reword"]
    listed = run("review", case.folder)
    assert "no longer apply: 1" in listed.stderr
    (row,) = [
        json.loads(line)
        for line in run("review", case.folder, "--log", "--format", "json").stdout.splitlines()
        if json.loads(line)["gone"]
    ]
    assert (row["id"], row["gone"]) == (move.target, lost.lapsed.message)
    undone = run("review", case.folder, "--undo", move.target, "--who", "Ana")
    assert undone.returncode == 0
    again = Case(case.folder)
    assert again.review.lost == ()
    assert again.review.item(move.target).lapsed is None


def test_the_app_shows_it_and_takes_it_back(lapsed):
    case, move, _ = lapsed
    app = application(case.folder.parent, token="T", port=PORT, lang="fr")
    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}") as client:
        client.get("/?token=T")
        page = client.get(f"/c/case/findings?at={move.target}").text
        assert "La rectification ne vaut plus" in page
        assert page.count("ces mots ne sont pas dans") == 2
        assert "Elle le dit" in page
        for screen in ("draft", "publish", "people"):
            assert client.get(f"/c/case/{screen}").status_code == 200
        form = {"who": "Ana", "target": move.target, "verb": "undo", "back": "/c/case/findings"}
        assert client.post("/c/case/decide", data=form, headers=OWN).status_code == 200
        assert "ne vaut plus" not in client.get(f"/c/case/findings?at={move.target}").text


def test_a_rewording_whose_quotation_is_gone_is_listed_with_why(case, tmp_path):
    tool = case.report("fr").report
    cited = next(s for s in tool.sentences() if s.citations and s.citations[0].exact)
    words = cited.citations[0].exact[:30]
    case.review.reword(cited.sentence_id, f"On a lu « {words} ».", lang="fr", who="Ana")
    assert case.review.lost == ()
    made = case.decisions[-1]
    from attrs import evolve

    case.append(evolve(made, value="On a lu « ce que personne n’a écrit »."))
    (lost,) = case.review.lost
    assert (lost.decision.target, lost.lapsed.code) == (f"{cited.key}.fr", "V200")
    (said,) = [s for s in case.report("fr").sentences if s.kind == "method.lapsed"]
    assert [c.ids for c in said.counts] == [(cited.key,)]
    assert [s.kind for s in case.report("en").sentences].count("method.lapsed") == 0
