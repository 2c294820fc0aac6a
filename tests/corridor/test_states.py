"""``contrecoup show`` says the full text and the state of every post, in words."""

import json

import pytest

from contrecoup.model.evidence import STATES

DID = "did:plc:abcdefghijklmnop"
URI = f"at://{DID}/app.bsky.feed.post/3k"
LONG = "mot " * 200 + "fin"
AT = 1_931_270_709_000_000


def commit(operation, at, words=LONG):
    body = {
        "operation": operation,
        "collection": "app.bsky.feed.post",
        "rkey": "3k",
        "rev": str(at),
    }
    if operation != "delete":
        body["record"] = {"text": words, "createdAt": "2031-03-14T16:30:09Z", "langs": ["fr"]}
    return {"did": DID, "time_us": at, "kind": "commit", "commit": body}


def account(status, at):
    body = {"active": False, "status": status, "did": DID}
    return {"did": DID, "time_us": at, "kind": "account", "account": body}


def tweet(**more):
    post = {
        "id": "1585841080431321088",
        "text": "bonjour",
        "author_id": "2244",
        "created_at": "2022-10-28T03:49:11.000Z",
        "edit_history_tweet_ids": ["1585841080431321088"],
    }
    users = [{"id": "2244", "username": "ada", "name": "Ada"}]
    return {"data": [post | more], "includes": {"users": users}, "meta": {"result_count": 1}}


def error(detail):
    said = {
        "resource_type": "tweet",
        "resource_id": "1585841080431321088",
        "type": "https://api.twitter.com/2/problems/resource-not-found",
        "detail": detail,
    }
    return {"errors": [said]}


BLUESKY = [
    ([], "live", "online when captured"),
    ([commit("update", AT + 9, "une autre")], "edited", "edited since it was published"),
    ([commit("delete", AT + 9)], "deleted", "deleted by its author"),
    ([account("deactivated", AT + 9)], "deactivated", "account deactivated"),
    ([account("takendown", AT + 9)], "taken-down", "taken down by the platform"),
    ([account("suspended", AT + 9)], "suspended", "account suspended"),
    ([account("deleted", AT + 9)], "account-deleted", "account deleted"),
    ([account("novel", AT + 9)], "unavailable", "not available when checked"),
    ([commit("delete", AT + 9), account("deleted", AT + 10)], "deleted", "deleted by its author"),
]


@pytest.mark.parametrize(("events", "state", "words"), BLUESKY)
def test_bluesky(events, state, words, tmp_path, run):
    lines = [json.dumps(event) for event in [commit("create", AT), *events]]
    (tmp_path / "events.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    run("add", tmp_path / "case", tmp_path / "events.jsonl")
    for target in (URI, f"bluesky:{URI}"):
        shown = run("show", tmp_path / "case", target).stdout
        assert f"state {state}: {words}" in shown
        assert LONG in shown


X = [
    (tweet(withheld={"scope": "tweet", "country_codes": ["FR"]}), None, "withheld by the platform"),
    (tweet(), error("Could not find tweet with ids: [1]."), "not available when checked"),
    (tweet(), error("User has been suspended: [1]."), "account suspended"),
    (
        tweet(),
        error("Sorry, you are not authorized; the account is protected"),
        "account protected",
    ),
]


@pytest.mark.parametrize(("page", "later", "words"), X)
def test_x(page, later, words, tmp_path, run):
    (tmp_path / "a.jsonl").write_text(json.dumps(page) + "\n", encoding="utf-8")
    run("add", tmp_path / "case", tmp_path / "a.jsonl")
    if later:
        (tmp_path / "b.jsonl").write_text(json.dumps(later) + "\n", encoding="utf-8")
        run("add", tmp_path / "case", tmp_path / "b.jsonl")
    shown = run("show", tmp_path / "case", "x:1585841080431321088").stdout
    assert words in shown
    assert "deleted" not in shown


def test_a_post_that_an_answer_lacks_is_not_deleted(tmp_path, run):
    view = {
        "uri": URI,
        "cid": "bafy",
        "author": {"did": DID, "handle": "ada.test"},
        "record": {"text": "bonjour", "createdAt": "2031-03-14T10:00:00Z"},
        "indexedAt": "2031-03-14T10:00:01Z",
    }
    other = view | {"uri": f"at://{DID}/app.bsky.feed.post/3m"}
    for name, posts in (("before", [view, other]), ("after", [other])):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps({"posts": posts}), encoding="utf-8")
        run("add", tmp_path / "case", path)
    assert "online when captured" in run("show", tmp_path / "case", URI).stdout


def test_every_state_has_its_words():
    from contrecoup.corridor.trails import STATE_WORDS

    assert set(STATE_WORDS) == set(STATES)
    assert len(set(STATE_WORDS.values())) == len(STATES)
    assert all("delet" not in STATE_WORDS[s] for s in ("unavailable", "unknown", "taken-down"))
