"""Zeeschuimer's and 4CAT's CSV of X: convenient, with cut texts and rounded ids."""

from __future__ import annotations

from collections.abc import Iterable

from contrecoup.model.posts import Post
from contrecoup.sources import x_posts
from contrecoup.sources.csv_format import CsvFormat, changed
from contrecoup.sources.csv_rows import Row
from contrecoup.sources.entries import LeftOut, Remarks
from contrecoup.sources.inputs import Item

_LONGEST = 270
_CUT = "the text is probably cut at 280 characters; the NDJSON of the same capture has all of it"
_LINK = "the link leads to another post than the id (one of them was rounded); the id is used"
_RETWEET = "a retweet without its original: its text is cut and the original's id is not there"


def _mend(row: Row, post: Post, remarks: Remarks) -> Iterable[Item]:
    if row.cells.get("is_withheld") == "yes":
        reason = "withheld"
        raise LeftOut(reason)
    words = post.text.split(" https://t.co/")[0].rstrip()
    retweet = row.cells.get("is_retweet") == "yes"
    in_a_sentence = words[-1:].isalnum() or words.endswith(",")
    cut = (len(words) >= _LONGEST and in_a_sentence) or x_posts.looks_cut(post.text)
    if retweet:
        remarks.add(_RETWEET, row.place)
    elif cut:
        remarks.add(_CUT, row.place)
    bare = post.post_id.removeprefix("x:")
    if post.url and post.url.rsplit("/", 1)[-1] != bare:
        remarks.add(_LINK, row.place)
    return (changed(post, truncated=cut, url=x_posts.address(post.handle, bare)),)


ZEESCHUIMER_CSV = CsvFormat(
    name="zeeschuimer-csv",
    tool="Zeeschuimer or 4CAT CSV",
    needs=frozenset({"collected_from_url", "unix_timestamp", "author_fullname", "language_guess"}),
    columns={
        "platform": "=x",
        "post_id": "id",
        "conversation": "thread_id",
        "created_at": "unix_timestamp",
        "url": "link",
        "text": "body",
        "handle": "author",
        "display_name": "author_fullname",
        "account_id": "author_id",
        "lang": "language_guess",
        "reposts": "retweet_count",
        "replies": "reply_count",
        "likes": "like_count",
        "quotes": "quote_count",
        "views": "impression_count",
        "quote_of": "quote_tweet_id",
        "hashtags": "hashtags",
        "links": "urls",
        "media": "images",
        "mentions": "mentions",
    },
    mend=_mend,
)
