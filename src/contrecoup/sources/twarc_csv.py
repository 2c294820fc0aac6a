r"""CSV of twarc-csv: a post of the X API v2 a row, its objects' keys joined by points.

It writes the end of a line inside a text as a backslash and an ``n``, and gives a repost
the numbers of what is reposted.
"""

from __future__ import annotations

from collections.abc import Iterable

from contrecoup.model.posts import Post
from contrecoup.sources import x_posts
from contrecoup.sources.columns import listed
from contrecoup.sources.csv_format import CsvFormat, changed
from contrecoup.sources.csv_rows import Row
from contrecoup.sources.entries import LeftOut, Refused, Remarks
from contrecoup.sources.inputs import Item

_SHARED = ("RT @", "Rt @")
_MEASURES = ("likes", "replies", "quotes", "views")
_TRUE = {"true", "1", "1.0"}


def _mend(row: Row, post: Post, remarks: Remarks) -> Iterable[Item]:
    """Take the long text, the edit chain and what is withheld; refuse a row that is shifted."""
    del remarks
    cells = row.cells
    if cells.get("author.protected", "").strip().lower() in _TRUE:
        reason = "private"
        raise LeftOut(reason)
    author = post.account_id.removeprefix("x:")
    if not author.isdecimal() and not author.startswith("@"):
        reason = f"{author[:40]!r} is not an account of X; columns may be shifted"
        raise Refused(reason)
    words, key = post.text, "text"
    long = cells.get("note_tweet.text", "")
    if len(long) > len(words):
        words, key = long, "note_tweet.text"
    words = x_posts.plain(_lined(words))
    if post.repost_of and words.startswith(_SHARED):
        words = words.partition(": ")[2] or words
    cut = key == "text" and x_posts.looks_cut(words)
    chain = listed(cells.get("edit_history_tweet_ids", ""))
    bare = post.post_id.removeprefix("x:")
    first = chain[0] if len(chain) > 1 and chain[0] != bare else ""
    state = "edited" if len(chain) > 1 else "live"
    if cells.get("withheld.scope", "") or cells.get("withheld.copyright", "").lower() in _TRUE:
        state = "withheld"
    return (
        changed(
            post,
            text=words,
            text_source=key,
            truncated=cut,
            version_of=f"x:{first}" if first else "",
            state=state,
            lang=x_posts.language(cells.get("lang", "")),
            bio=_lined(post.bio),
            **(dict.fromkeys(_MEASURES) if post.repost_of else {}),
        ),
    )


def _lined(words: str) -> str:
    return words.replace("\\n", "\n")


TWARC_CSV = CsvFormat(
    name="twarc-csv",
    tool="twarc-csv",
    needs=frozenset(
        {"conversation_id", "author.username", "referenced_tweets.retweeted.id", "text"}
    ),
    columns={
        "platform": "=x",
        "post_id": "id",
        "account_id": "author_id",
        "handle": "author.username",
        "display_name": "author.name",
        "bio": "author.description",
        "created_at": "created_at",
        "text": "text",
        "lang": "lang",
        "reply_to": "referenced_tweets.replied_to.id",
        "quote_of": "referenced_tweets.quoted.id",
        "repost_of": "referenced_tweets.retweeted.id",
        "conversation": "conversation_id",
        "links": "entities.urls",
        "hashtags": "entities.hashtags",
        "mentions": "entities.mentions",
        "likes": "public_metrics.like_count",
        "reposts": "public_metrics.retweet_count",
        "replies": "public_metrics.reply_count",
        "quotes": "public_metrics.quote_count",
        "views": "public_metrics.impression_count",
        "collected_at": "__twarc.retrieved_at",
    },
    mend=_mend,
)
