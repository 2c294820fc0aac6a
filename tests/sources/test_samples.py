"""Every real sample: the format found, every item counted."""

import pytest

from contrecoup.errors import UnknownFormat
from contrecoup.sources import detect

TABLE = [
    ("x_api_v2_twarc/edited_after.jsonl", "x-api-v2", {"Post": 1}),
    ("x_api_v2_twarc/edited_before.jsonl", "x-api-v2", {"Post": 1}),
    ("x_api_v2_twarc/flat.first40.jsonl", "x-api-v2", {"Post": 40, "Notice": 1}),
    ("x_api_v2_twarc/media_tweet.jsonl", "x-api-v2", {"Post": 1}),
    ("x_api_v2_twarc/mentions_tweet.jsonl", "x-api-v2", {"Post": 1}),
    (
        "x_api_v2_twarc/noflat.jsonl",
        "x-api-v2",
        {"Post": 100, "Observation:suspended": 1, "Notice": 1},
    ),
    ("x_api_v2_twarc/quoted_edit.jsonl", "x-api-v2", {"Post": 1}),
    ("x_api_v2_twarc/streaming_output_with_error.jsonl", "x-api-v2", {"Post": 7, "Problem": 1}),
    (
        "x_api_v2_twarc/tweets_compliance.jsonl",
        "x-compliance",
        {"Observation:protected": 1, "Observation:deactivated": 1},
    ),
    ("x_api_v2_twarc/users_compliance.jsonl", "x-compliance", {"Observation:protected": 2}),
    ("zeeschuimer_x_ndjson/raw_search.ndjson", "zeeschuimer", {"Post": 20}),
    ("zeeschuimer_x_ndjson/raw_tweet_details.ndjson", "zeeschuimer", {"Post": 37}),
    (
        "bluesky_firehose/jetstream_expected.ndjson",
        "jetstream",
        {
            "Post": 16,
            "Skipped:like": 55,
            "Skipped:follow": 4,
            "Skipped:block": 1,
            "Skipped:not a post": 1,
        },
    ),
    (
        "bluesky_firehose/frames.bin.zst",
        "bluesky-firehose",
        {
            "Post": 16,
            "Skipped:like": 55,
            "Skipped:follow": 4,
            "Skipped:block": 1,
            "Skipped:not a post": 1,
        },
    ),
    ("bluesky_firehose/did_docs.json", "did-documents", {"AccountKey": 75}),
    ("bluesky_loopback_session/did_data.json", "did-documents", {"AccountKey": 6}),
    (
        "bluesky_car/repo.car",
        "bluesky-car",
        {"Post": 9, "Skipped:like": 10, "Skipped:follow": 3, "Skipped:profile": 1},
    ),
    ("bluesky_loopback_session/repo.before.car", "bluesky-car", {"Post": 2, "Skipped:profile": 1}),
    ("bluesky_loopback_session/repo.after.car", "bluesky-car", {"Post": 2, "Skipped:profile": 1}),
    (
        "bluesky_loopback_session/frames.bin",
        "bluesky-firehose",
        {
            "Post": 13,
            "Skipped:like": 1,
            "Observation:deleted": 2,
            "Observation:deactivated": 1,
            "Observation:taken-down": 1,
            "Observation:account-deleted": 1,
        },
    ),
    ("bluesky_getposts/posts.first40.json", "bluesky", {"Post": 42, "Notice": 1}),
    ("bluesky_getposts/profiles.json", "bluesky", {"Skipped:a profile, not a post": 5}),
    (
        "bluesky_jetstream/golden_v1.jsonl",
        "jetstream",
        {
            "Post": 2,
            "Skipped:like": 1,
            "Skipped:follow": 1,
            "Skipped:block": 1,
            "Skipped:profile": 1,
            "Skipped:not a post": 2,
            "Skipped:identity": 1,
            "Skipped:account active": 1,
        },
    ),
    (
        "bluesky_loopback_session/getAuthorFeed.after.json",
        "bluesky",
        {"Post": 2, "Observation:unavailable": 1},
    ),
    ("bluesky_loopback_session/getPostThread.after.json", "bluesky", {"Post": 1}),
    ("bluesky_loopback_session/getPosts.after.json", "bluesky", {"Post": 4}),
    ("bluesky_loopback_session/getPosts.before.json", "bluesky", {"Post": 11}),
    ("bluesky_loopback_session/searchPosts.before.json", "bluesky", {"Post": 4}),
    (
        "bluesky_loopback_session/jetstream.ndjson",
        "jetstream",
        {
            "Post": 13,
            "Skipped:like": 1,
            "Observation:deleted": 2,
            "Observation:deactivated": 1,
            "Observation:taken-down": 1,
            "Observation:account-deleted": 1,
        },
    ),
    ("bluesky_tap/tap_posts.json", "bluesky-tap", {"Post": 14}),
    (
        "mastodon/archive_outbox.synthetic.json",
        "mastodon-outbox",
        {"Post": 4, "Skipped:private": 1},
    ),
    ("mastodon/status_edited.json", "mastodon", {"Post": 1}),
    (
        "mastodon/status_history.after_edit.json",
        "mastodon",
        {"Skipped:edit history of an unnamed post": 2, "Notice": 1},
    ),
    ("mastodon/status_quote.json", "mastodon", {"Post": 1}),
    ("mastodon/stream_user_local.sse", "mastodon-sse", {"Post": 1}),
    ("mastodon/timeline_public.json", "mastodon", {"Post": 20}),
    ("html_article/creativecommons_org.html", "article-html", {"Article": 1, "Notice": 1}),
    ("html_article/globalvoices_de_nicaragua.html", "article-html", {"Article": 1, "Notice": 1}),
    ("minet_csv/bluesky_posts.first40.csv", "minet-bluesky", {"Post": 40}),
    ("minet_csv/tweets.csv", "minet-x", {"Post": 4}),
    ("zeeschuimer_x_csv/raw_search.csv", "zeeschuimer-csv", {"Post": 20, "Notice": 1}),
    ("zeeschuimer_x_csv/raw_tweet_details.csv", "zeeschuimer-csv", {"Post": 37, "Notice": 1}),
    ("4cat_csv/raw_search.csv", "zeeschuimer-csv", {"Post": 20, "Notice": 1}),
    ("4cat_csv/raw_tweet_details.csv", "zeeschuimer-csv", {"Post": 37, "Notice": 1}),
    ("crowdtangle_csv/facebook.synthetic.csv", "crowdtangle", {"Post": 2}),
    (
        "meta_content_library_csv/posts.synthetic.csv",
        "meta-content-library",
        {"Post": 1, "Notice": 1},
    ),
    ("snscrape_twscrape_jsonl/raw_search.jsonl", "snscrape", {"Post": 25}),
    (
        "reddit_ndjson/arctic_shift_meta.synthetic.ndjson",
        "reddit",
        {"Post": 3, "Observation:deleted": 1, "Observation:taken-down": 1},
    ),
    (
        "reddit_ndjson/things.ndjson",
        "reddit",
        {"Post": 57, "Observation:deleted": 2, "Observation:taken-down": 1},
    ),
    (
        "telegram_export/result.single_channel.synthetic.json",
        "telegram",
        {"Post": 5, "Skipped:service": 1, "Skipped:unsupported": 1, "Notice": 1},
    ),
    ("x_api_v1/normalization-payload-search.json", "x-api-v1", {"Post": 1}),
    ("x_api_v1/normalization-payload-stream.json", "x-api-v1", {"Post": 1}),
    (
        "x_archive/deleted-tweets.js",
        "x-archive",
        {"Post": 8, "Observation:deleted": 8, "Notice": 1},
    ),
    (
        "x_archive/note-tweet.js",
        "x-archive",
        {"Skipped:long text apart from its post": 14, "Notice": 1},
    ),
    ("x_archive/tweets.js", "x-archive", {"Post": 53, "Notice": 2}),
    ("warc/example-iana.org-chunked.warc", "warc", {"Article": 1, "Notice": 1}),
    (
        "warc/example.warc.gz",
        "warc",
        {"Article": 1, "Skipped:same as an earlier capture": 1, "Notice": 1},
    ),
    ("wacz/valid_example_1.wacz", "wacz", {"Article": 1, "Notice": 1}),
    (
        "wacz/valid_signed_example_1.wacz",
        "wacz",
        {"Article": 1, "Skipped:HTTP 404": 1, "Notice": 1},
    ),
]


@pytest.mark.parametrize(("path", "name", "counts"), TABLE, ids=[t[0] for t in TABLE])
def test_every_item_has_its_outcome(path, name, counts, sample, give, items, counted):
    data = sample(path)
    assert detect(give(data, path)) == name
    assert detect(give(data, "no-name")) == name
    assert counted(items(data, path)) == counts


@pytest.mark.parametrize(
    "path",
    [
        "bluesky_jetstream/legacy_subscribe.zdict",
    ],
)
def test_what_is_no_document_is_refused(path, sample, give):
    with pytest.raises(UnknownFormat) as raised:
        detect(give(sample(path), path))
    assert raised.value.next_step


@pytest.mark.parametrize("events", ["jetstream.ndjson", "frames.bin"])
def test_truth_of_the_loopback_session(events, sample, items):
    """The session's own record: every creation, edit and deletion, and no more."""
    import json

    truth = [
        json.loads(line)
        for line in sample("bluesky_loopback_session/truth.ndjson").split(b"\n")
        if line
    ]
    found = items(sample(f"bluesky_loopback_session/{events}"))
    created = {t["uri"]: t["text"] for t in truth if t["op"] == "create"}
    posts = {
        p.post_id: p
        for p in found
        if hasattr(p, "post_id") and not p.repost_of and p.state == "live"
    }
    assert {i.removeprefix("bluesky:"): p.text for i, p in posts.items()} == created
    updated = {t["uri"]: t["text"] for t in truth if t["op"] == "update"}
    edited = [p for p in found if getattr(p, "state", "") == "edited"]
    assert {p.post_id.removeprefix("bluesky:"): p.text for p in edited} == updated
    account_gone = next(t["did"] for t in truth if t.get("status") == "deleted")
    deleted = {t["uri"] for t in truth if t["op"] == "delete" and account_gone not in t["uri"]}
    assert {
        o.target.removeprefix("bluesky:") for o in found if getattr(o, "state", "") == "deleted"
    } == deleted
