"""What a table says became of its posts: states in a column, words in brackets for a text."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from contrecoup.sources.load import load_posts
from contrecoup.sources.state_words import gone, said

from .conftest import CAPTURED

TEXTS = [
    ("[deleted]", "reddit", "deleted"),
    ("[removed]", "reddit", "taken-down"),
    ("[ Removed by Reddit ]", "reddit", "taken-down"),
    ("[removed by moderator]", "table", "taken-down"),
    ("[removed]", "table", "unavailable"),
    ("[retiré]", "table", "unavailable"),
    ("[retiré par la modération]", "table", "taken-down"),
    (" [Supprimé] ", "table", "unavailable"),
    ("[deleted]", "table", "unavailable"),
    ("[supprimé]", "reddit", "unavailable"),
    ("[Deleted]", "reddit", "deleted"),
    ("[supprimée par l’autrice]", "table", "deleted"),
    ("[deleted by user]", "x", "deleted"),
    ("deleted", "reddit", None),
    ("I was [deleted] here", "reddit", None),
    ("[deleted] " * 30, "reddit", None),
    ("", "reddit", None),
]


@pytest.mark.parametrize(("words", "platform", "state"), TEXTS)
def test_words_in_brackets(words, platform, state):
    assert gone(words, platform) == state


CELLS = [
    ("Supprimé", "oui", "deleted"),
    ("Supprimé", "non", "live"),
    ("Supprimé", "", "live"),
    ("Deleted", True, "deleted"),
    ("Status", "deleted", "deleted"),
    ("deleted", 0, "live"),
    ("is_deleted", "1.0", "deleted"),
    ("deleted_at", "2031-03-15T09:00:00Z", "deleted"),
    ("Supprimé", "compte supprimé", "account-deleted"),
    ("Supprimé", "peut-être", None),
    ("Status", "yes", None),
    ("Status", "Removed", "unavailable"),
    ("Status", "missing", "unavailable"),
    ("Status", 404, "unavailable"),
    ("Status", "200", "live"),
    ("Statut", "Introuvable", "unavailable"),
    ("Statut", "supprimé par l'auteur", "deleted"),
    ("Statut", "Compte suspendu", "suspended"),
    ("Statut", "compte désactivé", "deactivated"),
    ("Status", "withheld", "withheld"),
    ("Status", "edited", "edited"),
    ("Status", "private", "protected"),
    ("Status", "", "live"),
    ("Status", None, "live"),
    ("Status", ["deleted"], None),
    ("state", "account-deleted", "account-deleted"),
    ("state", "taken-down", "taken-down"),
    ("Status", "0", None),
]


@pytest.mark.parametrize(("name", "cell", "state"), CELLS)
def test_cells_of_a_column(name, cell, state):
    found = said(name, cell)
    assert (found and found.state) == state


HEAD = "id,auteur,date,texte,{}\n"
ROW = "{},ada{},2031-03-14T10:00:00Z,{},{}\n"


def table(column, *rows):
    lines = [ROW.format(n, n, words, cell) for n, (words, cell) in enumerate(rows, 1)]
    return HEAD.format(column) + "".join(lines)


def kinds(found):
    posts = {p.post_id: (p.text, p.state) for p in found if type(p).__name__ == "Post"}
    seen = {
        o.target: (o.state, o.at.at, o.reason) for o in found if type(o).__name__ == "Observation"
    }
    return posts, seen


def test_a_column_of_states(items):
    rows = [
        ("Bonjour", ""),
        ("Adieu", "oui"),
        ("", "oui"),
        ("Encore", "non"),
        ("Si", "compte supprimé"),
    ]
    found = items(table("Supprimé", *rows))
    posts, seen = kinds(found)
    assert posts == {
        "table:1": ("Bonjour", "live"),
        "table:2": ("Adieu", "unavailable"),
        "table:4": ("Encore", "live"),
        "table:5": ("Si", "unavailable"),
    }
    assert seen == {
        "table:2": ("unavailable", CAPTURED, "the column Supprimé says oui"),
        "table:3": ("unavailable", CAPTURED, "the column Supprimé says oui"),
        "table:5": ("unavailable", CAPTURED, "the column Supprimé says compte supprimé"),
    }
    told = [n.reason for n in found if type(n).__name__ == "Notice"]
    assert "Supprimé → state" in told[0]
    assert any("in the column Supprimé: if the platform said so" in t for t in told)


def test_missing_is_never_deleted(items):
    words = ["missing", "removed", "404", "not found", "deleted"]
    rows = [("Bonjour", word) for word in words]
    _, seen = kinds(items(table("Status", *rows)))
    assert {state for state, _, _ in seen.values()} == {"unavailable"}


MAPPED = [("oui", "deleted"), ("supprimé", "deleted"), ("compte suspendu", "suspended"), ("404", "unavailable")]  # fmt: skip


@pytest.mark.parametrize(("word", "state"), MAPPED)
def test_a_person_who_maps_the_column_says_that_the_platform_said_so(word, state, items):
    rows = [("Bonjour", word), ("Adieu", "non")]
    found = items(table("Supprimé", *rows), columns={"state": "Supprimé"})
    _, seen = kinds(found)
    assert {k: v[0] for k, v in seen.items()} == {"table:1": state}
    assert not any("if the platform said so" in str(getattr(n, "reason", "")) for n in found)


def test_when_it_was_deleted(items):
    rows = table("deleted_at", ("Adieu", "2031-03-15T09:00:00Z"), ("Si", ""))
    posts, seen = kinds(items(rows, columns={"state": "deleted_at"}))
    assert posts == {"table:1": ("Adieu", "deleted"), "table:2": ("Si", "live")}
    assert seen["table:1"][1] == datetime(2031, 3, 15, 9, tzinfo=UTC)
    posts, seen = kinds(items(rows))
    assert posts["table:1"] == ("Adieu", "unavailable")
    assert seen["table:1"][1] == CAPTURED


def test_what_is_no_longer_public_is_told_and_not_held(items):
    found = items(table("Status", ("SECRET", "private"), ("Oui", "online")))
    posts, seen = kinds(found)
    assert list(posts) == ["table:2"]
    assert seen["table:1"][0] == "protected"
    assert "SECRET" not in repr(found)


@pytest.mark.parametrize("column", ["Status", "État"])
def test_another_column_of_that_name_is_left_alone(column, items):
    found = items(table(column, ("Bonjour", "draft 2"), ("Adieu", "reviewed by Ida")))
    posts, seen = kinds(found)
    assert {state for _, state in posts.values()} == {"live"}
    assert not seen
    assert f"not used: {column}" in found[0].reason


def test_a_person_may_say_which_column_it_is(items):
    found = items(
        table("Suivi", ("Bonjour", "introuvable"), ("Adieu", "reviewed"), ("Si", "modifié")),
        columns={"state": "Suivi"},
    )
    posts, seen = kinds(found)
    assert posts == {
        "table:1": ("Bonjour", "unavailable"),
        "table:2": ("Adieu", "live"),
        "table:3": ("Si", "edited"),
    }
    assert list(seen) == ["table:1"]
    assert any("says 'reviewed', which is no state" in str(getattr(n, "reason", "")) for n in found)


ROWS = [
    {"id": "1", "author": "ada", "date": "2031-03-14T10:00:00Z", "text": "[deleted]", "platform": "reddit"},
    {"id": "2", "author": "bob", "date": "2031-03-14T10:00:00Z", "text": "[removed]", "platform": "reddit"},
    {"id": "3", "author": "cam", "date": "2031-03-14T10:00:00Z", "text": "Bonjour", "platform": "reddit"},
]  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "json", "parquet"])
def test_words_in_brackets_are_no_words_of_anybody(kind, items):
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ROWS), out)
    lines = [",".join(ROWS[0]), *(",".join(r.values()) for r in ROWS)]
    data = {"csv": "\n".join(lines) + "\n", "json": json.dumps(ROWS), "parquet": out.getvalue()}
    posts, seen = kinds(items(data[kind]))
    assert posts == {"reddit:3": ("Bonjour", "live")}
    assert {k: (v[0], v[2]) for k, v in seen.items()} == {
        "reddit:1": ("deleted", "the text is [deleted]"),
        "reddit:2": ("taken-down", "the text is [removed]"),
    }


def test_what_is_gone_and_has_no_id_is_counted(items, counted):
    found = items(
        "author,date,text\nada,2031-03-14T10:00:00Z,[deleted]\nbob,2031-03-14T10:00:00Z,x\n"
    )
    assert counted(found) == {"Notice": 3, "Post": 1, "Skipped:gone, and the row has no id": 1}


def test_a_text_that_is_null_may_have_a_state(items, counted):
    rows = [
        {"id": "1", "author": "ada", "date": "2031-03-14T10:00:00Z", "text": None, "deleted": True},
        {"id": "2", "author": "bob", "date": "2031-03-14T10:00:00Z", "text": "x", "deleted": False},
    ]
    found = items(json.dumps(rows))
    assert counted(found) == {"Notice": 3, "Post": 1, "Observation:unavailable": 1}


def test_nobody_echoes_what_is_gone(tmp_path):
    """Of a table read whole for echoes, too."""
    lines = ["post_id,account_id,created_at,text"]
    lines += [f"{n},a{n},2031-03-14T10:0{n}:00Z,[deleted]" for n in range(5)]
    lines += ["8,b,2031-03-14T10:08:00Z,Bonjour"]
    (tmp_path / "posts.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    table, (outcome,) = load_posts([tmp_path / "posts.csv"])
    assert table.column("text").to_pylist() == ["Bonjour"]
    assert len(outcome.unreadable) == 5


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("[deleted]", "deleted"),
        ("[removed]", "taken-down"),
        ("[ Removed by Reddit ]", "taken-down"),
    ],
)
@pytest.mark.parametrize("key", ["body", "selftext"])
def test_a_reddit_dump_says_the_same(words, state, key, of):
    row = {
        "id": "k1",
        "author": "ada",
        "created_utc": 1930000000,
        "subreddit": "harbour",
        key: words,
    }
    (seen,) = of("Observation", json.dumps(row) + "\n")
    assert seen.state == state
    assert not of("Post", json.dumps(row) + "\n")
