"""CSV of twarc-csv; twarc's pages and flattened lines in one file; gazouilloire's CSV."""

import csv
import io
from pathlib import Path

import pytest

from contrecoup.model.outcomes import Problem
from contrecoup.model.posts import Post
from contrecoup.sources import detect

HERE = Path(__file__).parent
ID = "1585841080431321088"
HEADER = [
    "id",
    "conversation_id",
    "referenced_tweets.replied_to.id",
    "referenced_tweets.retweeted.id",
    "referenced_tweets.quoted.id",
    "edit_history_tweet_ids",
    "author_id",
    "created_at",
    "text",
    "note_tweet.text",
    "lang",
    "withheld.scope",
    "withheld.copyright",
    "public_metrics.like_count",
    "entities.hashtags",
    "entities.mentions",
    "entities.urls",
    "author.username",
    "author.name",
    "author.description",
    "author.protected",
    "__twarc.retrieved_at",
]
ROW = {
    "id": ID,
    "conversation_id": ID,
    "author_id": "2244",
    "created_at": "2022-10-28T03:49:11.000Z",
    "text": "bonjour &amp; merci",
    "lang": "fr",
    "public_metrics.like_count": "3.0",
    "entities.hashtags": '[{"start": 0, "end": 4, "tag": "quai"}]',
    "entities.mentions": '[{"username": "bob"}]',
    "entities.urls": '[{"url": "https://t.co/a", "expanded_url": "https://quai.example/a"}]',
    "author.username": "ada",
    "author.name": "Ada",
    "author.protected": "False",
    "__twarc.retrieved_at": "2022-11-01T00:00:00+00:00",
}


def table(*rows):
    made = io.StringIO()
    writer = csv.DictWriter(made, HEADER)
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue()


def test_a_row(items, give):
    data = table(ROW)
    assert detect(give(data)) == "twarc-csv"
    (post,) = items(data)
    assert (post.post_id, post.account_id, post.handle) == (f"x:{ID}", "x:2244", "ada")
    assert (post.text, post.likes, post.lang) == ("bonjour & merci", 3, "fr")
    assert (post.hashtags, post.mentions) == (("quai",), ("bob",))
    assert post.links == ("https://quai.example/a",)
    assert post.collected_at.year == 2022
    assert post.state == "live"


LONG = "mot " * 100
CASES = [
    ({"note_tweet.text": LONG}, "text", LONG.strip()),
    ({"note_tweet.text": LONG}, "text_source", "note_tweet.text"),
    ({"text": "mot " * 69 + "mo…"}, "truncated", True),
    ({"edit_history_tweet_ids": f'["{int(ID) - 9}", "{ID}"]'}, "version_of", f"x:{int(ID) - 9}"),
    ({"edit_history_tweet_ids": f'["{int(ID) - 9}", "{ID}"]'}, "state", "edited"),
    ({"edit_history_tweet_ids": f'["{ID}"]'}, "state", "live"),
    ({"withheld.scope": "tweet"}, "state", "withheld"),
    (
        {"referenced_tweets.retweeted.id": "1585841080431321000"},
        "repost_of",
        "x:1585841080431321000",
    ),
    ({"referenced_tweets.retweeted.id": "9", "text": "RT @bob: oui"}, "text", "oui"),
    (
        {"referenced_tweets.replied_to.id": "1585841080431320000"},
        "reply_to",
        "x:1585841080431320000",
    ),
]


@pytest.mark.parametrize(("more", "name", "value"), CASES)
def test_columns(more, name, value, of):
    (post,) = of("Post", table(ROW | more))
    found = getattr(post, name)
    assert (found.strip() if isinstance(found, str) else found) == value


def test_rows_that_are_shifted_are_told(items):
    shifted = dict(zip(HEADER[1:], (ROW.get(h, "") for h in HEADER), strict=False))
    odd = ROW | {"author_id": "fr"}
    found = items(table(ROW, shifted, odd, ROW | {"author.protected": "True"}, ROW))
    assert [type(i).__name__ for i in found[:5]] == [
        "Post",
        "Problem",
        "Problem",
        "Skipped",
        "Post",
    ]
    assert any("shifted" in i.reason for i in found if isinstance(i, Problem))


def test_pages_and_flattened_lines_in_one_file(sample, items, counted):
    pages = sample("x_api_v2_twarc/noflat.jsonl")
    flat = sample("x_api_v2_twarc/flat.first40.jsonl")
    apart = counted(items(pages))["Post"] + counted(items(flat))["Post"]
    for data in (pages + flat, flat + pages):
        found = items(data)
        assert counted(found)["Post"] == apart
        assert not [i for i in found if isinstance(i, Problem)]
        assert all(p.handle for p in found if isinstance(p, Post))


def test_gazouilloire_has_the_columns_of_minet(sample, items, give):
    rows = list(csv.DictReader(io.StringIO(sample("minet_csv/tweets.csv").decode())))
    made = io.StringIO()
    header = ["query", *rows[0], "collected_via", "match_query"]
    writer = csv.DictWriter(made, header)
    writer.writeheader()
    writer.writerows(row | {"query": "quai", "match_query": "1"} for row in rows)
    assert detect(give(made.getvalue())) == "minet-x"
    posts = items(made.getvalue())
    assert [p.post_id for p in posts if isinstance(p, Post)] == [f"x:{r['id']}" for r in rows]


def test_what_twarc_itself_writes_says_what_its_page_says(of):
    """The CSV was made by twarc 2.14 and twarc-csv from the page beside it, of invented people."""
    page, written = (
        {post.post_id: post for post in of("Post", (HERE / name).read_text(encoding="utf-8"), name)}
        for name in ("twarc_page.json", "twarc_page.csv")
    )
    assert len(page) == len(written) == 3
    same = ("account_id", "handle", "display_name", "bio", "created_at", "text", "lang", "state")
    same += ("reply_to", "repost_of", "quote_of", "conversation", "hashtags", "mentions", "links")
    for post_id, post in page.items():
        other = written[post_id]
        assert {n: getattr(other, n) for n in same} == {n: getattr(post, n) for n in same}
        if not post.repost_of:
            assert (other.likes, other.reposts, other.replies) == (
                post.likes,
                post.reposts,
                post.replies,
            )
        else:
            assert (other.likes, other.replies) == (None, None), "twarc gives the original's"
    assert "fermé.\n\nPersonne ne dit pourquoi & c'est" in written["x:1900000000000000512"].text
