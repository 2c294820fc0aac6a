"""Tables of any tool: CSV, JSON, Parquet; known CSVs; what spreadsheets do."""

import io
import json
from datetime import UTC, datetime

import pytest

from contrecoup.errors import UnknownFormat, Unreadable
from contrecoup.sources import detect
from contrecoup.sources.column_names import guess
from contrecoup.sources.columns import listed

ROWS = 'id,author,date,text\n1,ada,2031-03-14T10:00:00Z,bonjour\n2,bob,2031-03-14T10:01:00Z,"a, ""b""\nc"\n'


def test_a_csv_and_its_shown_map(items):
    notice, first, second, last = items(ROWS)
    assert "id → post_id" in notice.reason
    assert "platform==x" in last.reason
    assert (first.post_id, first.account_id, first.text) == ("table:1", "table:@ada", "bonjour")
    assert (second.text, second.place) == ('a, "b"\nc', "line 3")
    assert second.created_at == datetime(2031, 3, 14, 10, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_delimiters(encoding, delimiter, end, of):
    rows = [["id", "auteur", "date", "texte"], ["1", "ada", "2031-03-14T10:00:00Z", "été … œuvre"]]
    text = end.join(delimiter.join(row) for row in rows) + end
    (post,) = of("Post", text.encode(encoding))
    assert (post.text, post.handle) == ("été … œuvre", "ada")


def test_windows_text_is_told(of):
    assert any(
        "Windows-1252" in n.reason
        for n in of("Notice", ROWS.replace("bonjour", "été").encode("cp1252"))
    )


BAD = [
    ("1.57E+18,ada,2031-03-14T10:00:00Z,x", "damaged by a spreadsheet"),
    ("1,ada,yesterday,x", "'yesterday'"),
    ("1,ada,,x", "no time"),
    ("1,,2031-03-14T10:00:00Z,x", "no account"),
    ("1,ada,2031-03-14T10:00:00Z", "3 columns instead of 4"),
    ("1,ada,2031-03-14T10:00:00Z,x,y,z", "6 columns instead of 4"),
    ('1,ada,2031-03-14T10:00:00Z,"x', "never closed"),
    ("1,ada,9999-99-99T10:00:00Z,x", "is not one"),
]


@pytest.mark.parametrize(("row", "reason"), BAD)
def test_a_bad_row_costs_no_neighbour(row, reason, items, counted):
    good = "5,bob,2031-03-14T10:00:00Z,fine\n"
    found = items(f"id,author,date,text\n{good}{row}\n{good}{good}")
    assert counted(found) == {"Notice": 2, "Post": 3, "Problem": 1}
    (problem,) = [i for i in found if type(i).__name__ == "Problem"]
    assert problem.place == "line 3"
    assert reason in problem.reason


def test_no_zone_is_told_and_the_case_s_is_taken(items):
    found = items("id,author,date,text\n1,ada,2031-03-14 10:00,x\n", zone="Europe/Paris")
    assert found[1].created_at == datetime(2031, 3, 14, 9, tzinfo=UTC)
    assert (found[1].zone, found[1].precision) == ("", "minute")
    assert "no zone" in found[2].reason


def test_the_person_s_map_comes_first(of):
    text = "n°,Qui,Quand,Quoi\n1,ada,2031-03-14T10:00:00Z,x\n"
    columns = {
        "post_id": "n°",
        "handle": "Qui",
        "created_at": "Quand",
        "text": "Quoi",
        "platform": "=linkedin",
    }
    (post,) = of("Post", text, "a.csv", columns=columns)
    assert (post.post_id, post.account_id, post.platform) == (
        "linkedin:1",
        "linkedin:@ada",
        "linkedin",
    )


def test_missing_columns_are_named(items, give):
    with pytest.raises(Unreadable) as raised:
        items("a,b\n1,2\n", "a.csv")
    assert "text, created_at, account_id / handle" in raised.value.message
    assert "--columns" in raised.value.next_step


PLATFORMS = [
    ({"tweet_id": "20", "user": "a", "date": "2031-01-01T00:00:00Z", "text": "x"}, "x:20"),
    (
        {"uri": "at://did/app.bsky.feed.post/3k", "user": "a", "date": 1900000000, "text": "x"},
        "bluesky:at://did/app.bsky.feed.post/3k",
    ),
    (
        {"id": "mastodon:https://a/1", "user": "a", "date": "1900000000", "text": "x"},
        "mastodon:https://a/1",
    ),
    (
        {
            "id": "7",
            "url": "https://www.facebook.com/a/7",
            "user": "a",
            "date": "2031-01-01",
            "text": "x",
        },
        "facebook:7",
    ),
    (
        {"id": "1576994789110992896", "user": "a", "date": "2022-10-03T17:57:11Z", "text": "x"},
        "x:1576994789110992896",
    ),
    (
        {"id": 7, "user": {"name": "a", "id": 5}, "created": "2031-01-01T00:00:00Z", "text": "x"},
        "table:7",
    ),
]


@pytest.mark.parametrize(("row", "post_id"), PLATFORMS)
def test_json_objects_of_any_tool(row, post_id, of):
    (post,) = of("Post", json.dumps(row))
    assert post.post_id == post_id


def test_ids_are_never_numbers_cut_short(of, items):
    line = '{"id": 1576994789110992897, "user": "a", "date": "2022-10-03T17:57:11Z", "text": "x"}'
    (post,) = of("Post", line)
    assert post.post_id == "x:1576994789110992897"
    assert (
        "rounded" in items(line.replace("1576994789110992897", "1.5769947891109929e18"))[1].reason
    )


def test_lone_surrogates(of):
    line = '{"id": "1", "user": "a", "date": "2031-01-01T00:00:00Z", "text": "x \\ud83d y \\ud83d\\ude00"}'
    (post,) = of("Post", line)
    assert post.text == "x \ufffd y 😀"


def test_unknown_json(give):
    with pytest.raises(UnknownFormat) as raised:
        detect(give({"hello": "world"}))
    assert "--as" in raised.value.next_step


def test_parquet(items, counted):
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [
        {
            "id": 1576994789110992896,
            "user": "a",
            "date": datetime(2022, 10, 3, 17, 57, 11, tzinfo=UTC),
            "text": "x",
            "urls": ["https://a/"],
        },
        {"id": 2, "user": "a", "date": None, "text": "x", "urls": None},
    ]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    found = items(out.getvalue())
    assert counted(found) == {"Notice": 1, "Post": 1, "Problem": 1}
    assert found[1].links == ("https://a/",)
    with pytest.raises(Unreadable):
        items(out.getvalue()[:-9])


LISTED = [
    ("a|b|b", ("a", "b")),
    ('["a", "b"]', ("a", "b")),
    ("['a', 'b']", ("a", "b")),
    ("#a, #b", ("a", "b")),
    ("https://a/,https://b/?x=1,2", ("https://a/", "https://b/?x=1,2")),
    (["a", {"tag": "b"}, 3], ("a", "b")),
    (None, ()),
    ("", ()),
]


@pytest.mark.parametrize(("cell", "texts"), LISTED)
def test_lists_in_cells(cell, texts):
    assert listed(cell) == texts


def test_each_column_is_used_once():
    found = guess(["id", "user", "name", "date", "text", "url", "link"])
    assert len(set(found.values())) == len(found)
    assert found["url"] == "url"


def test_known_csvs_tell_what_they_lost(sample, of):
    for folder in ("zeeschuimer_x_csv", "4cat_csv"):
        (notice,) = of("Notice", sample(f"{folder}/raw_search.csv"))
        assert "cut at 280" in notice.reason
        assert "(8 items)" in notice.reason
        (notice,) = of("Notice", sample(f"{folder}/raw_tweet_details.csv"))
        assert "(35 items)" in notice.reason
        posts = of("Post", sample(f"{folder}/raw_tweet_details.csv"))
        right = of("Post", sample("zeeschuimer_x_ndjson/raw_tweet_details.ndjson"))
        assert [p.post_id for p in posts] == [p.post_id for p in right]
        assert [p.url for p in posts] == [p.url for p in right]


def test_spots_in_known_formats(sample, of):
    first, second = of("Post", sample("crowdtangle_csv/facebook.synthetic.csv"))
    assert first.post_id == "facebook:100000000000001_901"
    assert first.created_at == datetime(2023, 7, 1, 18, tzinfo=UTC)
    assert second.created_at == datetime(2023, 12, 1, 19, tzinfo=UTC)
    assert second.text == 'Deux lignes\n"citées", virgule'
    (post,) = of("Post", sample("meta_content_library_csv/posts.synthetic.csv"))
    assert (post.post_id, post.state, post.hashtags) == (
        "facebook:1000000000000001",
        "edited",
        ("contrecoup",),
    )
    posts = of("Post", sample("minet_csv/tweets.csv"))
    assert posts[0].post_id == "x:1347085867584794624"
    assert posts[0].reply_to == "x:1347084392481615872"
    assert posts[-1].repost_of == "x:1348592722928656384"
    assert len(posts[-1].hashtags) == 5
    posts = of("Post", sample("minet_csv/bluesky_posts.first40.csv"))
    assert (
        posts[0].post_id
        == "bluesky:at://did:plc:crmrddqmbqzyqd24yjlpibz2/app.bsky.feed.post/3lkicuf37nc2v"
    )
    assert posts[0].text_source == "original_text"
    posts = of("Post", sample("telegram_export/result.single_channel.synthetic.json"))
    assert posts[1].text == "Réunion mercredi : ici #contrecoup"
    assert (posts[1].links, posts[1].state) == (("https://example.org/x",), "edited")
    assert posts[3].reply_to == "telegram:1234567890/3"
    posts = of("Post", sample("x_api_v1/normalization-payload-stream.json"))
    assert posts[0].repost_of == "x:1552622999664205829"
    assert posts[0].text.startswith("Voilà pourquoi j’ai proposé à la commission")
    assert not posts[0].truncated
    posts = of("Post", sample("snscrape_twscrape_jsonl/raw_search.jsonl"))
    assert not [p for p in posts if p.truncated]


def test_private_chats_stay_out(items, counted):
    chat = {
        "type": "personal_chat",
        "id": 1,
        "messages": [{"id": 1, "type": "message", "text": "SECRET"}],
    }
    for value in (chat, {"chats": {"list": [chat, chat]}}):
        found = items(value)
        assert set(counted(found)) == {"Skipped:private"}
        assert "SECRET" not in repr(found)


REDDIT = {
    "id": "k",
    "author": "a",
    "subreddit": "s",
    "created_utc": 1767225661,
    "link_id": "t3_z",
    "parent_id": "t3_z",
}


@pytest.mark.parametrize(
    ("extra", "counts"),
    [
        ({"body": "a &amp; b"}, {"Post": 1}),
        ({"body": "[deleted]"}, {"Observation:deleted": 1}),
        ({"body": "[removed]"}, {"Observation:taken-down": 1}),
        (
            {"body": "x", "_meta": {"was_deleted_later": True, "removal_type": "deleted"}},
            {"Post": 1, "Observation:deleted": 1},
        ),
        (
            {"body": "x", "_meta": {"was_deleted_later": True, "removal_type": "moderator"}},
            {"Post": 1, "Observation:taken-down": 1},
        ),
        ({"title": "t", "selftext": "s"}, {"Post": 1}),
        ({"body": "x", "subreddit_type": "private"}, {"Skipped:private": 1}),
    ],
)
def test_reddit(extra, counts, items, counted):
    found = items(json.dumps({**REDDIT, **extra}))
    assert counted(found) == counts
    if extra.get("title"):
        assert (found[0].post_id, found[0].text) == ("reddit:t3_k", "t\n\ns")


def test_streams_of_the_old_api(items, counted):
    lines = [
        {
            "delete": {
                "status": {"id_str": "55", "user_id_str": "1"},
                "timestamp_ms": "1659024607099",
            }
        },
        {"limit": {"track": 5}},
        {"surprise": 1},
    ]
    found = items("\n".join(map(json.dumps, lines)))
    assert counted(found) == {
        "Observation:deleted": 1,
        "Skipped:notice of the stream": 1,
        "Problem": 1,
    }
    assert found[0].at.at.year == 2022


def test_shifted_columns_of_x_are_told(items):
    text = "tweet_id,author.username,created_at,text\n20,ada,2006-03-21T20:50:14Z,x\n2006-03-21T20:50:14Z,x,y,z\n"
    found = items(text)
    assert found[1].post_id == "x:20"
    assert type(found[2]).__name__ == "Problem"


def test_readers_of_other_packages_are_found(monkeypatch, items):
    """A package offers a reader by an entry point; a built-in name stays."""
    from contrecoup.model.outcomes import Skipped
    from contrecoup.sources import registry
    from contrecoup.sources.registry import formats

    class Mine:
        name = "mine"

        def sniff(self, head):
            return 99 if head.text.startswith("MINE") else 0

        def read(self, source):
            yield Skipped("line 1", "because")

    class Point:
        name = "a"

        def load(self):
            return Mine()

    monkeypatch.setattr(
        registry, "entry_points", lambda group: [Point()] if group == registry.GROUP else []
    )
    formats.cache_clear()
    try:
        assert [i.reason for i in items("MINE and yours")] == ["because"]
    finally:
        formats.cache_clear()


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        ("2031-03-14", "18:05", "2031-03-14T17:05:00+00:00"),
        ("14/03/2031", "18h05", "2031-03-14T17:05:00+00:00"),
        ("14/03/2031", "18 h", "2031-03-14T17:00:00+00:00"),
        ("14/03/2031", "6:05 PM", "2031-03-14T17:05:00+00:00"),
        ("2031-03-14", "18:05:09Z", "2031-03-14T18:05:09+00:00"),
        ("2031-03-14T18:05:00Z", "23:00", "2031-03-14T18:05:00+00:00"),
        ("2031-03-14", "plus tard", "2031-03-13T23:00:00+00:00"),
    ],
)
def test_a_day_and_an_hour_apart(day, hour, said, of):
    data = f"Compte;Date;Heure;Texte\n@ada;{day};{hour};bonjour\n"
    (post,) = of("Post", data, zone="Europe/Paris")
    assert post.created_at.isoformat() == said


def test_an_hour_alone_is_the_time(items):
    data = "Compte;Heure;Texte\n@ada;2031-03-14 18:05;bonjour\n"
    assert items(data, zone="Europe/Paris")[1].created_at.hour == 17
