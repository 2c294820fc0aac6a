"""The sample case: every file is read as its truth says."""

import json
from functools import cache

import pytest

from contrecoup.sources import read, read_roster, read_settings

from .conftest import ROOT, make_input, tally

CASE = ROOT / "src" / "contrecoup" / "sample" / "ondelune-2031"
TRUTH = json.loads((ROOT / "eval" / "sample" / "truth.json").read_text(encoding="utf-8"))
READING = TRUTH["reading"]
LISTED = {k: v for k, v in READING["files"].items() if isinstance(v, dict)}
NOT_POSTS = {".toml", ".csv"}
FILES = sorted(str(p.relative_to(CASE)) for p in CASE.rglob("*.*") if p.suffix not in NOT_POSTS)


@cache
def found(name):
    role = "letter" if name.startswith("letter") else ""
    return tuple(read(make_input((CASE / name).read_bytes(), name, role=role)))


def posts(name):
    return [i for i in found(name) if hasattr(i, "post_id")]


def bare(post_id):
    return post_id.removeprefix("bluesky:").removeprefix("mastodon:")


def test_there_is_a_case():
    assert len(FILES) > 20


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_wrong_with_it(name):
    counts = tally(found(name))
    assert not {"Problem", "Notice"} & counts.keys(), counts


def test_every_post_is_there_with_its_text():
    whole = {}
    for name in FILES:
        for post in posts(name):
            whole.setdefault(bare(post.post_id), []).append(post)
    hidden = {i for f in LISTED.values() for i in f.get("not_public", [])}
    expected = {p["id"]: p for p in TRUTH["posts"] if p["id"] not in hidden}
    assert set(expected) - set(whole) <= {
        p["id"] for p in TRUTH["states"]["deleted_before_capture"]
    }
    edited = {p["id"] for p in TRUTH["states"]["edited"]}
    for post_id, seen in whole.items():
        truth = expected.get(post_id)
        if truth is None or post_id in edited or not truth.get("text"):
            continue
        shown = {p.text.split(" https://")[0] for p in seen if p.text}
        assert shown <= {truth["text"].split(" https://")[0]}, post_id
        assert {p.created_at.strftime("%Y-%m-%dT%H:%M:%S") for p in seen} == {truth["at"][:19]}
    assert not hidden & set(whole)


def test_counts_of_files():
    for name, expected in LISTED.items():
        if "items" in expected and "compliance" not in name:
            counts = tally(found(name))
            assert counts["Post"] + counts.get("Skipped:private", 0) == expected["items"], name
            assert counts.get("Skipped:private", 0) == len(expected.get("not_public", []))


def test_long_posts_and_rounded_ids():
    long = set(READING["files"]["x long posts (text only in note_tweet)"])
    seen = [
        p
        for name in FILES
        for p in posts(name)
        if p.text_source in {"note_tweet.text", "note_tweet"}
    ]
    assert {p.post_id for p in seen} >= long
    rounded = set(READING["files"]["x/zeeschuimer.ndjson"]["rounded_item_ids"])
    assert rounded <= {p.post_id for p in posts("x/zeeschuimer.ndjson")}


def test_states():
    seen = {
        (bare(o.target), o.state) for name in FILES for o in found(name) if hasattr(o, "target")
    }
    for post in TRUTH["states"]["deleted"] + TRUTH["states"]["deleted_before_capture"]:
        assert (post["id"], "deleted") in seen
    for gone in TRUTH["states"]["accounts_gone"]:
        assert (gone["did"], f"account-{gone['status']}") in seen
    edited = {bare(p.post_id): p for name in FILES for p in posts(name) if p.state == "edited"}
    for post in TRUTH["states"]["edited"]:
        assert edited[post["id"]].text == post["after"]


@pytest.mark.parametrize("truth", TRUTH["articles"], ids=[a["file"] for a in TRUTH["articles"]])
def test_articles(truth):
    (article,) = found(truth["file"])
    assert (article.title, article.outlet) == (truth["title"], truth["outlet"])
    assert article.published.printed.replace(" ", "T")[:16] == truth["published"][:16]
    assert article.text.startswith(f"{article.title}\n\n")
    for quotation in truth["quotations"]:
        for words in quotation["content"]:
            assert words in article.text


@pytest.mark.parametrize("version", [1, 2])
def test_letters(version):
    (letter,) = found(f"letter.v{version}.html")
    expected = TRUTH["letter"]["versions"][version - 1]
    assert letter.published.at.strftime("%Y-%m-%dT%H:%M:%SZ") == expected["at"]
    assert len(letter.signatories) == len(TRUTH["letter"]["signatories"][f"v{version}"])
    assert letter.url == TRUTH["letter"]["url"]
    assert str(expected["count"]) in letter.text


def test_what_people_wrote():
    settings = read_settings((CASE / "case.toml").read_bytes(), "case.toml")
    assert settings.zone == "Europe/Paris"
    assert len(settings.events) >= 5
    roster = read_roster((CASE / "roster.csv").read_bytes(), "roster.csv")
    keys = [p.person_id for p in roster.people]
    assert len(set(keys)) == len(keys)
    assert {p["key"] for p in TRUTH["people"] if p.get("roster")} <= set(keys)
    assert len([p for p in roster.people if p.name == "Camille Roussel"]) == 2
