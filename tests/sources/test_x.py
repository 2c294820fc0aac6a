"""X: API v2, compliance, GraphQL, Zeeschuimer."""

import json
from datetime import UTC, datetime

import pytest

from contrecoup.sources.x_posts import id_time, looks_cut

ID = "1726312345678901248"


def tweet(**extra):
    at = id_time(ID)
    return {
        "id": ID,
        "text": "hello",
        "author_id": "7",
        "created_at": at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z",
        "public_metrics": {"like_count": 3, "retweet_count": 2, "reply_count": 1, "quote_count": 0},
        **extra,
    }


def page(*tweets, **extra):
    users = [{"id": "7", "username": "Ada", "name": "Ada L.", "description": "maths"}]
    return {
        "data": list(tweets),
        "includes": {"users": users, **extra.pop("includes", {})},
        **extra,
    }


def test_a_page_joins_its_authors(of):
    (post,) = of("Post", page(tweet()))
    assert (post.post_id, post.account_id, post.handle) == (f"x:{ID}", "x:7", "Ada")
    assert (post.display_name, post.bio, post.likes, post.reposts) == ("Ada L.", "maths", 3, 2)
    assert post.url == f"https://x.com/Ada/status/{ID}"
    assert (post.zone, post.precision, post.place) == ("+00:00", "second", "item 1")
    assert post.created_at == id_time(ID)


CASES = [
    ({"note_tweet": {"text": "hello, at length"}}, "text", "hello, at length"),
    ({"note_tweet": {"text": "hello, at length"}}, "text_source", "note_tweet.text"),
    ({"text": "a &amp; b &lt;3"}, "text", "a & b <3"),
    ({"lang": "und"}, "lang", ""),
    ({"lang": "fr"}, "lang", "fr"),
    ({"conversation_id": "5"}, "conversation", "x:5"),
    ({"referenced_tweets": [{"type": "replied_to", "id": "9"}]}, "reply_to", "x:9"),
    ({"referenced_tweets": [{"type": "quoted", "id": "9"}]}, "quote_of", "x:9"),
    (
        {"entities": {"urls": [{"expanded_url": "https://a.example/"}]}},
        "links",
        ("https://a.example/",),
    ),
    ({"entities": {"urls": [{"expanded_url": "https://x.com/a/status/1/photo/1"}]}}, "links", ()),
    ({"entities": {"hashtags": [{"tag": "Vert"}, {"tag": "Vert"}]}}, "hashtags", ("Vert",)),
    ({"entities": {"mentions": [{"username": "bob"}]}}, "mentions", ("bob",)),
    ({"withheld": {"country_codes": ["DE"]}}, "state", "withheld"),
    ({"text": "x" * 270 + "…"}, "truncated", True),
    ({"text": "short…"}, "truncated", False),
]


@pytest.mark.parametrize(("extra", "column", "value"), CASES)
def test_columns(extra, column, value, of):
    (post,) = of("Post", page(tweet(**extra)))
    assert getattr(post, column) == value


def test_a_retweet_has_the_words_of_the_original(of):
    original = {"id": "9", "text": "all of the words " * 12, "author_id": "8"}
    retweet = tweet(text="RT @b: all of…", referenced_tweets=[{"type": "retweeted", "id": "9"}])
    (post,) = of("Post", page(retweet, includes={"tweets": [original]}))
    assert post.text == original["text"]
    assert post.repost_of == "x:9"
    assert post.text_source == "referenced_tweets.text"


def test_a_flattened_line_has_them_too(of):
    retweet = tweet(
        text="RT @b: all of…",
        author={"id": "7", "username": "Ada"},
        referenced_tweets=[{"type": "retweeted", "id": "9", "text": "all of the words"}],
    )
    (post,) = of("Post", json.dumps(retweet))
    assert (post.text, post.handle, post.repost_of) == ("all of the words", "Ada", "x:9")


def test_pages_and_flattened_lines_mixed(of):
    lines = [json.dumps(page(tweet())), json.dumps(tweet(author={"username": "Ada"}))]
    posts = of("Post", "\n".join(lines))
    assert [p.place for p in posts] == ["line 1, item 1", "line 2"]


def test_an_edit_has_its_first_version_and_the_earlier_text(of):
    first = {"id": "1726312345000000000", "text": "helo"}
    edited = tweet(edit_history_tweet_ids=[first["id"], ID])
    (post,) = of("Post", page(edited, includes={"tweets": [first]}))
    assert (post.state, post.version_of, post.versions) == ("edited", f"x:{first['id']}", ("helo",))


def test_the_real_edit(sample, of):
    (post,) = of("Post", sample("x_api_v2_twarc/edited_after.jsonl"))
    assert post.post_id == "x:1576994789110992896"
    assert post.version_of == "x:1576994746135764992"
    assert post.versions == (
        "i miss y’all so much haha,,, https://t.co/glJ0r9uh9F https://t.co/4E9OBHOATs",
    )


ERRORS = [
    ("tweet", "5", "Could not find tweet with id: [5].", "x:5", "unavailable"),
    (
        "tweet",
        "5",
        "Sorry, you are not authorized to see the Tweet with id: [5].",
        "x:5",
        "unavailable",
    ),
    ("user", "gone", "User has been suspended: [gone].", "x:@gone", "suspended"),
    ("user", "8", "Could not find user with id: [8].", "x:8", "unavailable"),
]


@pytest.mark.parametrize(("kind", "which", "detail", "target", "state"), ERRORS)
def test_errors_are_observations(kind, which, detail, target, state, of):
    error = {
        "resource_type": kind,
        "resource_id": which,
        "detail": detail,
        "type": "https://api.twitter.com/2/problems/resource-not-found",
    }
    value = {"errors": [error], "__twarc": {"retrieved_at": "2023-11-20T10:00:00+00:00"}}
    (seen,) = of("Observation", value)
    assert (seen.target, seen.state, seen.reason) == (target, state, detail)
    assert seen.at.at == datetime(2023, 11, 20, 10, tzinfo=UTC)


def test_protected_posts_stay_out(items, counted):
    value = page(tweet())
    value["includes"]["users"][0]["protected"] = True
    assert counted(items(value)) == {"Skipped:private": 1}


def test_an_id_that_does_not_fit_its_time_is_told(of):
    (notice,) = of("Notice", page(tweet(created_at="2020-01-01T00:00:00.000Z")))
    assert "id damaged?" in notice.reason


def test_a_time_is_taken_from_the_id(of):
    value = page(tweet(created_at=None))
    (post,) = of("Post", value)
    assert post.created_at == id_time(ID)
    assert of("Notice", value)


def test_a_bad_line_does_not_cost_its_neighbours(items, counted):
    good = json.dumps(page(tweet()))
    found = items(f'{good}\n{{"data": [oops\n\n{good}\n[]\n3\n')
    assert counted(found) == {"Post": 2, "Problem": 2}
    assert [p.place for p in found if type(p).__name__ == "Problem"] == ["line 2", "line 6"]


def test_a_page_cut_in_the_middle_keeps_its_whole_posts(items):
    text = json.dumps(page(tweet(), tweet(text="the second")))
    found = items(text[: text.index("the second") + 5])
    assert [type(i).__name__ for i in found] == ["Post", "Problem"]
    assert "damaged or cut" in found[1].reason


@pytest.mark.parametrize(
    ("line", "target", "state"),
    [
        ({"id": ID, "action": "delete", "reason": "deleted"}, f"x:{ID}", "deleted"),
        ({"id": ID, "action": "delete", "reason": "deactivated"}, f"x:{ID}", "deactivated"),
        ({"id": ID, "action": "delete", "reason": "suspended"}, f"x:{ID}", "suspended"),
        ({"delete": {"tweet": {"id": "5"}, "event_at": "2031-01-01T00:00:00Z"}}, "x:5", "deleted"),
        (
            {"data": {"user_suspend": {"user": {"id": "5"}, "event_at": "2031-01-01T00:00:00Z"}}},
            "x:5",
            "suspended",
        ),
        (
            {"user_delete": {"user": {"id": "5"}, "event_at": "2031-01-01T00:00:00Z"}},
            "x:5",
            "account-deleted",
        ),
    ],
)
def test_compliance(line, target, state, of):
    (seen,) = of("Observation", json.dumps(line) + "\n\n")
    assert (seen.target, seen.state) == (target, state)


def test_a_deleted_account_is_no_deleted_post(of):
    line = {
        "id": "1482680858",
        "action": "delete",
        "reason": "deleted",
        "created_at": "2013-06-04T16:25:04+00:00",
    }
    (seen,) = of("Observation", json.dumps(line))
    assert seen.state == "account-deleted"


def test_scrub_geo_is_left_out(items, counted):
    line = {"id": ID, "action": "scrub_geo", "reason": "scrub_geo"}
    assert counted(items(json.dumps(line))) == {"Skipped:scrub_geo": 1}


def envelope(data, item="1", platform="twitter.com"):
    return json.dumps(
        {
            "item_id": item,
            "timestamp_collected": 1786406400000,
            "source_platform": platform,
            "data": data,
        }
    )


def result(**extra):
    user = {"rest_id": "7", "core": {"screen_name": "Ada", "name": "Ada L."}}
    legacy = {
        "full_text": "short",
        "created_at": id_time(ID).strftime("%a %b %d %H:%M:%S +0000 %Y"),
        **extra.pop("legacy", {}),
    }
    return {
        "__typename": "Tweet",
        "rest_id": ID,
        "core": {"user_results": {"result": user}},
        "legacy": legacy,
        **extra,
    }


def test_rest_id_and_not_the_rounded_id(of):
    rounded = str(int(float(ID)) + 256)
    (post,) = of("Post", envelope({**result(), "id": rounded}, item=rounded))
    assert post.post_id == f"x:{ID}"
    assert post.collected_at == datetime(2026, 8, 11, tzinfo=UTC)


def test_a_note_is_longer_than_what_legacy_holds(of):
    note = {"note_tweet_results": {"result": {"text": "long " * 90}}}
    (post,) = of("Post", envelope(result(note_tweet=note, legacy={"full_text": "long …"})))
    assert post.text == "long " * 90
    assert not post.truncated


def test_a_retweet_in_a_browser_capture(of):
    original = result(legacy={"full_text": "the whole of it"}) | {"rest_id": "55"}
    legacy = {"full_text": "RT @a: the…", "retweeted_status_result": {"result": original}}
    (post,) = of("Post", envelope(result(legacy=legacy)))
    assert (post.text, post.repost_of) == ("the whole of it", "x:55")


def test_a_post_behind_visibility_limits(of):
    (post,) = of("Post", envelope({"__typename": "TweetWithVisibilityResults", "tweet": result()}))
    assert post.post_id == f"x:{ID}"


TOMBS = [
    ("This Post was deleted by the Post author.", "deleted"),
    ("This Post is from a suspended account.", "suspended"),
    ("This Post is from an account that no longer exists.", "account-deleted"),
    ("This account owner limits who can view their Posts.", "protected"),
    ("This Post is unavailable.", "unavailable"),
]


@pytest.mark.parametrize(("words", "state"), TOMBS)
def test_tombstones_are_observations(words, state, of):
    data = {"__typename": "TweetTombstone", "tombstone": {"text": {"text": words}}}
    (seen,) = of("Observation", envelope(data, item=ID))
    assert (seen.target, seen.state, seen.reason) == (f"x:{ID}", state, words)


def test_other_platforms_of_zeeschuimer_are_told(items):
    (problem,) = items(envelope({"a": 1}, platform="tiktok.com"))
    assert "tiktok.com" in problem.reason


def test_real_captures_have_whole_texts_and_right_ids(sample, items):
    for name in ("raw_search", "raw_tweet_details"):
        data = sample(f"zeeschuimer_x_ndjson/{name}.ndjson")
        posts = items(data)
        expected = [json.loads(line)["data"] for line in data.splitlines()]
        ids = [d.get("rest_id") or d["tweet"]["rest_id"] for d in expected]
        assert [p.post_id for p in posts] == [f"x:{i}" for i in ids]
        assert not [p for p in posts if p.truncated]
        assert all(
            abs((id_time(p.post_id[2:]) - p.created_at).total_seconds()) <= 1.5 for p in posts
        )
        for post, data in zip(posts, expected, strict=True):
            note = data.get("note_tweet", {}).get("note_tweet_results", {}).get("result", {})
            assert not note or post.text_source != "full_text"


def test_ids_of_x():
    assert id_time("20") is None
    assert id_time("nonsense") is None
    assert id_time("1576994789110992896") == datetime(2022, 10, 3, 17, 57, 11, 527000, tzinfo=UTC)
    assert looks_cut("word " * 40 + "end…")
    assert not looks_cut("short…")


def test_a_raw_graphql_response_lists_its_posts_and_not_the_nested_ones(items, counted):
    original = result() | {"rest_id": "55"}
    retweet = result(legacy={"full_text": "RT", "retweeted_status_result": {"result": original}})
    gone = {"__typename": "TweetTombstone", "rest_id": "56", "tombstone": {"text": {"text": "x"}}}
    entries = [
        {"content": {"itemContent": {"tweet_results": {"result": r}}}} for r in (retweet, gone)
    ]
    response = {"data": {"timeline": {"instructions": [{"entries": entries}]}}}
    found = items(response)
    assert counted(found) == {"Post": 1, "Observation:unavailable": 1}
    assert (found[0].repost_of, found[0].quote_of) == ("x:55", "")
    line = json.dumps(response)
    assert counted(items(f"{line}\n{line}")) == {"Post": 2, "Observation:unavailable": 2}
    empty = {"data": {"timeline": {}}}
    assert counted(items(f"{line}\n{json.dumps(empty)}"))["Skipped:no posts"] == 1


@pytest.mark.parametrize("where", ["privacy", "legacy"])
def test_a_protected_author_in_a_browser_capture(where, items, counted):
    data = result()
    data["core"]["user_results"]["result"][where] = {"protected": True}
    assert counted(items(envelope(data))) == {"Skipped:private": 1}


SNSCRAPE = {
    "_type": "snscrape.modules.twitter.Tweet",
    "id": 20,
    "date": "2006-03-21 20:50:14+00:00",
    "rawContent": "hello",
    "user": {"id": 12, "username": "jack", "displayname": "Jack"},
}


@pytest.mark.parametrize(
    ("extra", "counts"),
    [
        ({}, {"Post": 1}),
        ({"_type": "snscrape.modules.twitter.Tombstone"}, {"Skipped:not a post": 1}),
        ({"user": {"protected": True, "username": "a"}}, {"Skipped:private": 1}),
        ({"rawContent": ""}, {"Problem": 1}),
        ({"rawContent": "word " * 40 + "…"}, {"Post": 1, "Notice": 1}),
        ({"id": 2.5e18}, {"Problem": 1}),
        ({"rawContent": None, "content": "old"}, {"Post": 1}),
    ],
)
def test_snscrape(extra, counts, items, counted):
    assert counted(items(json.dumps({**SNSCRAPE, **extra}))) == counts


@pytest.mark.parametrize(
    ("written", "zone", "told"),
    [
        ("2022-10-03T17:57:00Z", "UTC", False),
        ("2022-10-03 17:57", "UTC", False),
        ("2022-10-03 17:58", "UTC", True),
        ("2022-10-03 17:56", "UTC", True),
        ("2022-10-03 19:57", "Europe/Paris", False),
        ("2022-10-03", "UTC", False),
        ("2022-10-04", "UTC", False),
        ("2022-10-06", "UTC", True),
        ("2022-10-03T17:57:14Z", "UTC", True),
    ],
)
def test_a_time_may_be_less_precise_than_the_one_in_the_id(written, zone, told, items):
    """The id says 17:57:11.5; one that was damaged is told all the same."""
    rows = f"tweet_id,user,date,text\n1576994789110992896,ada,{written},x\n"
    said = [i.reason for i in items(rows, zone=zone) if type(i).__name__ == "Notice"]
    seconds = ":00Z" in written
    assert any("id damaged?" in reason for reason in said) is (told or seconds)


@pytest.mark.parametrize("written", ["2022-10-03T17:57Z", "2022-10-03T17:57:11Z"])
def test_an_id_tells_its_platform_to_the_minute(written, of):
    rows = f"id,user,date,text\n1576994789110992896,ada,{written},x\n"
    (post,) = of("Post", rows)
    assert post.platform == "x"
