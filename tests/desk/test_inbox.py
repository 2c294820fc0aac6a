"""What the Inbox makes of files as people bring them: rosters, tables with names of their own, notes."""

from __future__ import annotations

import time

import pytest
from starlette.testclient import TestClient

from contrecoup.app import application
from contrecoup.case import Case
from contrecoup.corridor import desk
from contrecoup.errors import SettingsError

PORT = 8017
PATIENCE = 60.0
"""Seconds that a few lines may take to be read."""
OWN = {"Origin": f"http://127.0.0.1:{PORT}"}
ROSTER = "Nom;Fonction;Compte X\nMaëlle Quéré;pilote;@maelle_q\n".encode()
TABLE = (
    b"Truc;Machin;Chose;Quand\n"
    b"On ne change rien.;maelle_q;1;2031-03-15 10:00\n"
    b"On ne change rien du tout.;ben_k;2;2031-03-16 11:00\n"
)


@pytest.fixture
def client(tmp_path):
    Case.init(tmp_path / "cases" / "case", group="Ondelune")
    app = application(tmp_path / "cases", token="T", port=PORT, lang="en")
    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}") as made:
        assert made.get("/?token=T").status_code == 200
        yield made


@pytest.fixture
def held(tmp_path):
    return lambda name="case": Case(tmp_path / "cases" / name)


def drop(client, name, content, role=""):
    """Drop a file into the inbox; return the screen once it is read."""
    files = [("files", (name, content))]
    client.post("/c/case/add", files=files, data={"role": role}, headers=OWN)
    end = time.monotonic() + PATIENCE
    while "Everything has been read" not in (page := client.get("/c/case/inbox").text):
        assert "Reading" in page
        assert time.monotonic() < end, "not read in time"
        time.sleep(0.02)
    return page


def test_a_roster_is_recognised_by_its_columns(client, held):
    drop(client, "membres.csv", ROSTER)
    assert [p.name for p in held().roster.people] == ["Maëlle Quéré"]
    page = drop(client, "autres.csv", ROSTER.replace("Maëlle Quéré".encode(), b"Ben Kerjean"))
    assert "this is a roster of people" in page
    assert "the case has a roster already" in page
    assert [p.name for p in held().roster.people] == ["Maëlle Quéré"]
    drop(client, "autres.csv", ROSTER.replace("Maëlle Quéré".encode(), b"Ben Kerjean"), "roster")
    assert [p.name for p in held().roster.people] == ["Ben Kerjean"]


def test_an_unknown_table_is_mapped_in_the_app(client, held):
    page = drop(client, "semaine.csv", TABLE)
    assert "say which column is what" in page
    assert "--columns" not in page
    (outcome,) = held().outcomes()
    assert outcome.read == 0
    screen = client.get(f"/c/case/columns?id={outcome.capture_id}").text
    assert "On ne change rien du tout." in screen
    form = {
        "capture": outcome.capture_id, "back": "/c/case/inbox", "o.text": "Truc",
        "o.handle": "Machin", "o.post_id": "Chose", "o.created_at": "Quand", "o.platform": "=x",
    }  # fmt: skip
    answer = client.post("/c/case/columns", data=form, headers=OWN)
    assert "The file was read again." in answer.text
    posts = list(held().documents().posts)
    assert [(p.handle, p.platform, p.post_id) for p in posts] == [
        ("maelle_q", "x", "x:1"),
        ("ben_k", "x", "x:2"),
    ]
    assert 'title="2031-03-15 09:00:00 UTC">2031-03-15 10:00 CET</time> to' in answer.text
    again = client.get(f"/c/case/columns?id={outcome.capture_id}").text
    assert '<option value="Machin" selected>' in again
    assert '<option value="=x" selected>' in again
    wrong = client.post("/c/case/columns", data=form | {"o.text": "Rien"}, headers=OWN)
    assert "the file has no column" in wrong.text
    assert len(held().documents().posts) == 2


def test_a_guessed_map_and_every_note_are_shown(client):
    rows = "texte;date;auteur\nBonjour;2031-03-15 10:00;Ana\n;hier;Ben\n"
    page = drop(client, "bien.csv", rows.encode())
    assert "columns were read as: auteur → handle, date → created_at, texte → text" in page
    assert "the case&#39;s zone was assumed (Europe/Paris)" in page
    assert "no platform: handles cannot be matched to the roster; say which under “Columns”" in page
    assert "--columns" not in page


def test_columns_of_json_and_parquet_are_shown_and_of_nothing_else(client, held, tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"texte": ["Oui"], "le": ["2031-03-15"], "qui": ["a"]}), tmp_path / "p")
    drop(client, "p.parquet", (tmp_path / "p").read_bytes())
    line = b'{"texte": "Oui", "date": "2031-03-15T10:00:00Z", "auteur": "Ana", "lieu": {"ville": "Brest"}}\n'
    drop(client, "l.jsonl", line)
    case = held()
    names = {o.input: desk.columns(case, o.capture_id).names for o in case.outcomes()}
    assert names["p.parquet"] == ("texte", "le", "qui")
    assert names["l.jsonl"] == ("texte", "date", "auteur", "lieu.ville")
    with pytest.raises(SettingsError, match="no table"):
        desk.columns(case, "0" * 64)


@pytest.mark.parametrize("name", ["Été 2031", "Łódź – n°2".replace(" – n°2", " 2"), "L’équipage"])
def test_a_case_may_have_a_name_with_accents(client, held, name):
    assert client.post("/", data={"name": name}, headers=OWN).status_code == 200
    assert held(name).settings.languages == ("fr", "en")


def test_where_nothing_is_open_nothing_is_asked_before_publishing(client, held):
    drop(client, "bien.csv", b"texte;date;auteur\nBonjour;2031-03-15 10:00;Ana\n")
    form = {"who": "Ana", "note": "Une note", "back": "/c/case/publish"}
    assert not [row for row in held().checklist() if row.targets]
    asked = client.post("/c/case/publish", data=form, headers=OWN)
    assert "Publish all the same?" not in asked.text
    (made,) = held().publications
    assert made.note == "Une note"


def test_each_input_is_listed_once_with_those_before_apart(client):
    page = drop(client, "un.csv", TABLE)
    assert page.count("<bdi>un.csv</bdi>") == 1
    assert "What the case held before" not in page
    page = drop(client, "deux.csv", TABLE.replace(b"On ne", b"Nul ne"))
    assert page.count("<bdi>deux.csv</bdi>") == 1
    before = page.partition("What the case held before")[2]
    assert before.count("<bdi>un.csv</bdi>") == page.count("<bdi>un.csv</bdi>") == 1
