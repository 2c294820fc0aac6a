"""Bluesky: views, feeds, threads, Jetstream, tap."""

import json

import pytest

DID = "did:plc:abcdefghijklmnop"
URI = f"at://{DID}/app.bsky.feed.post/3k"


def view(uri=URI, **record):
    return {
        "uri": uri,
        "cid": "bafy",
        "author": {"did": DID, "handle": "ada.test", "displayName": "Ada"},
        "record": {"text": "bonjour", "createdAt": "2031-03-14T10:00:00.123Z", **record},
        "indexedAt": "2031-03-14T10:00:01Z",
        "likeCount": 4,
    }


def test_a_view(of):
    (post,) = of("Post", {"posts": [view(langs=["fr-FR"])]})
    assert post.post_id == f"bluesky:{URI}"
    assert post.account_id == f"bluesky:{DID}"
    assert (post.handle, post.display_name, post.lang, post.likes) == ("ada.test", "Ada", "fr", 4)
    assert post.url == "https://bsky.app/profile/ada.test/post/3k"
    assert post.created_text == "2031-03-14T10:00:00.123Z"
    assert post.place == "item 1"


def facet(start, end, **feature):
    return {"index": {"byteStart": start, "byteEnd": end}, "features": [feature]}


TAG = "app.bsky.richtext.facet#tag"
LINK = "app.bsky.richtext.facet#link"
MENTION = "app.bsky.richtext.facet#mention"
CASES = [
    ({"langs": ["fr", "en"]}, "lang", ""),
    (
        {"text": "é #vert", "facets": [facet(3, 8, **{"$type": TAG, "tag": "vert"})]},
        "hashtags",
        ("vert",),
    ),
    ({"text": "go #vert, #x."}, "hashtags", ("vert", "x")),
    (
        {"text": "é @bob.test!", "facets": [facet(3, 12, **{"$type": MENTION, "did": "d"})]},
        "mentions",
        ("bob.test",),
    ),
    (
        {"facets": [facet(0, 3, **{"$type": LINK, "uri": "https://a.example/long"})]},
        "links",
        ("https://a.example/long",),
    ),
    ({"facets": [facet(-5, 999, **{"$type": MENTION})]}, "mentions", ()),
    ({"embed": {"external": {"uri": "https://a.example/"}}}, "links", ("https://a.example/",)),
    ({"embed": {"images": [{"alt": "a canal"}]}}, "media_text", ("a canal",)),
    ({"embed": {"record": {"uri": URI}}}, "quote_of", f"bluesky:{URI}"),
    (
        {"embed": {"record": {"record": {"uri": URI}}, "media": {"alt": "film"}}},
        "quote_of",
        f"bluesky:{URI}",
    ),
    ({"embed": {"record": {"uri": f"at://{DID}/app.bsky.graph.list/3k"}}}, "quote_of", ""),
    ({"reply": {"parent": {"uri": URI}, "root": {"uri": "at://r"}}}, "reply_to", f"bluesky:{URI}"),
    (
        {"reply": {"parent": {"uri": URI}, "root": {"uri": "at://r"}}},
        "conversation",
        "bluesky:at://r",
    ),
]


@pytest.mark.parametrize(("record", "column", "value"), CASES)
def test_columns(record, column, value, of):
    (post,) = of("Post", {"posts": [view(**record)]})
    assert getattr(post, column) == value


def test_a_claimed_time_far_from_the_seen_one_is_told(of):
    (notice,) = of("Notice", {"posts": [view(createdAt="2020-01-01T00:00:00Z")]})
    assert "claimed" in notice.reason


def test_a_feed_item_with_a_repost_is_two_posts(of):
    by = {"did": "did:plc:bob", "handle": "bob.test", "displayName": "Bob"}
    reason = {
        "$type": "app.bsky.feed.defs#reasonRepost",
        "by": by,
        "indexedAt": "2031-03-15T00:00:00Z",
    }
    first, second = of("Post", {"feed": [{"post": view(), "reason": reason}]})
    assert first.repost_of == ""
    assert (second.repost_of, second.text) == (first.post_id, "bonjour")
    assert (second.account_id, second.display_name) == ("bluesky:did:plc:bob", "Bob")
    assert second.created_at > first.created_at
    assert second.likes is None


def test_a_repost_under_its_own_address(of):
    uri = "at://did:plc:bob/app.bsky.feed.repost/3z"
    reason = {
        "$type": "app.bsky.feed.defs#reasonRepost",
        "by": {"did": "did:plc:bob"},
        "indexedAt": "2031-03-15T00:00:00Z",
        "uri": uri,
    }
    posts = of("Post", {"feed": [{"post": view(), "reason": reason}]})
    assert posts[1].post_id == f"bluesky:{uri}"


def test_a_missing_parent_is_not_available_and_not_deleted(of):
    gone = {"$type": "app.bsky.feed.defs#notFoundPost", "uri": f"{URI}x", "notFound": True}
    (seen,) = of("Observation", {"feed": [{"post": view(), "reply": {"parent": gone, "root": {}}}]})
    assert (seen.target, seen.state) == (f"bluesky:{URI}x", "unavailable")


def test_a_thread_from_the_first_post_to_the_last(items):
    def node(uri, **extra):
        return {"$type": "app.bsky.feed.defs#threadViewPost", "post": view(uri), **extra}

    gone = {"$type": "app.bsky.feed.defs#notFoundPost", "uri": f"{URI}4"}
    thread = node(
        f"{URI}2",
        parent=node(f"{URI}1", replies=[node(f"{URI}9")]),
        replies=[node(f"{URI}3", replies=[gone]), node(f"{URI}5")],
    )
    found = items({"thread": thread})
    ids = [getattr(i, "post_id", "") or i.target for i in found]
    assert ids == [f"bluesky:{URI}{n}" for n in "12345"]


def commit(operation="create", record=None, collection="app.bsky.feed.post", at=1795450847059000):
    body = {"operation": operation, "collection": collection, "rkey": "3k", "rev": "r"}
    if record is not None:
        body["record"] = record
    return json.dumps({"did": DID, "time_us": at, "kind": "commit", "commit": body})


def account(**body):
    return json.dumps({"did": DID, "time_us": 1795450847059000, "kind": "account", "account": body})


POST = {"text": "v1", "createdAt": "2026-11-23T16:20:47Z"}


def test_an_update_is_a_new_version_seen_later(of):
    lines = [commit(record=POST), commit("update", {**POST, "text": "v2"}, at=1795450857059000)]
    first, second = of("Post", "\n".join(lines))
    assert first.post_id == second.post_id
    assert (first.state, second.state, second.text) == ("live", "edited", "v2")
    assert second.collected_at > first.collected_at


STATES = [
    ({"active": False, "status": "deleted"}, "account-deleted"),
    ({"active": False, "status": "deactivated"}, "deactivated"),
    ({"active": False, "status": "takendown"}, "taken-down"),
    ({"active": False, "status": "suspended"}, "suspended"),
    ({"active": False, "status": "something"}, "unavailable"),
]


@pytest.mark.parametrize(("body", "state"), STATES)
def test_account_events(body, state, of):
    (seen,) = of("Observation", account(**body))
    assert (seen.target, seen.state) == (f"bluesky:{DID}", state)


def test_a_deletion(of):
    (seen,) = of("Observation", commit("delete"))
    assert (seen.target, seen.state) == (f"bluesky:{URI}", "deleted")
    assert seen.at.at.year == 2026


def test_a_repost_event(of):
    record = {"subject": {"uri": URI}, "createdAt": "2026-11-23T16:20:47Z"}
    (post,) = of("Post", commit(record=record, collection="app.bsky.feed.repost"))
    assert (post.repost_of, post.text) == (f"bluesky:{URI}", "")


def test_handles_are_remembered_from_identity_events(of):
    told = json.dumps(
        {
            "did": DID,
            "time_us": 1,
            "kind": "identity",
            "identity": {"did": DID, "handle": "ada.test"},
        }
    )
    (post,) = of("Post", f"{told}\n{commit(record=POST)}")
    assert post.handle == "ada.test"


def test_jetstream_v2(of, items, counted):
    kind = "network.bsky.jetstream.subscribeEvents"
    body = {"operation": "create", "collection": "app.bsky.feed.post", "rkey": "3k", "record": POST}
    lines = [
        {
            "$type": "message",
            "payload": {
                "$type": f"{kind}#commit",
                "did": DID,
                "time": "2026-11-23T16:20:48Z",
                **body,
            },
        },
        {
            "$type": "message",
            "payload": {
                "$type": f"{kind}#account",
                "did": DID,
                "active": False,
                "status": "deleted",
            },
        },
        {"$type": "message", "payload": {"$type": f"{kind}#sync", "did": DID}},
    ]
    found = items("\n".join(map(json.dumps, lines)))
    assert counted(found) == {"Post": 1, "Observation:account-deleted": 1, "Skipped:sync": 1}
    assert found[0].post_id == f"bluesky:{URI}"


@pytest.mark.parametrize(
    "event",
    [
        {"did": "x", "time_us": 1, "kind": "commit", "commit": {}},
        {"did": DID, "time_us": 1, "kind": "surprise"},
        {
            "did": DID,
            "time_us": 1,
            "kind": "commit",
            "commit": {"collection": "app.bsky.feed.post"},
        },
    ],
)
def test_what_is_no_event_is_a_problem(event, items, counted):
    good = commit(record=POST)
    assert counted(items(f"{good}\n{json.dumps(event)}\n{good}")) == {"Post": 2, "Problem": 1}


def test_the_real_feed_views(sample, of):
    whole = json.loads(sample("bluesky_getposts/posts.first40.json"))["posts"]
    uris = {p.get("post", p)["uri"] for p in whole}
    posts = of("Post", sample("bluesky_getposts/posts.first40.json"))
    assert uris <= {p.post_id.removeprefix("bluesky:") for p in posts}
    assert sum(bool(p.repost_of) for p in posts) == 2
