"""CSV of minet and gazouilloire: X and Bluesky, ``|`` between several values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contrecoup.model.posts import Post
from contrecoup.sources import x_posts
from contrecoup.sources.bluesky_records import derived_repost
from contrecoup.sources.csv_format import CsvFormat, changed
from contrecoup.sources.csv_rows import Row
from contrecoup.sources.entries import Remarks
from contrecoup.sources.inputs import Item
from contrecoup.sources.moments import any_time

_COMMON = {
    "created_at": "timestamp_utc",
    "links": "links",
    "media": "media_urls",
    "media_text": "media_alt_texts",
    "hashtags": "hashtags",
    "url": "url",
    "likes": "like_count",
    "reposts": "retweet_count",
    "replies": "reply_count",
}


def _mend_x(row: Row, post: Post, remarks: Remarks) -> Iterable[Item]:
    del remarks
    cut = x_posts.looks_cut(post.text)
    mentions = tuple(m for m in row.cells.get("mentioned_names", "").split("|") if m)
    return (changed(post, truncated=cut, mentions=mentions),)


MINET_X = CsvFormat(
    name="minet-x",
    tool="minet or gazouilloire",
    needs=frozenset({"timestamp_utc", "local_time", "user_screen_name", "to_tweetid"}),
    columns=_COMMON
    | {
        "platform": "=x",
        "post_id": "id",
        "account_id": "user_id",
        "handle": "user_screen_name",
        "display_name": "user_name",
        "bio": "user_description",
        "text": "text",
        "lang": "lang",
        "reply_to": "to_tweetid",
        "quote_of": "quoted_id",
        "repost_of": "retweeted_id",
        "views": "impression_count",
    },
    mend=_mend_x,
)


def _mend_bluesky(row: Row, post: Post, remarks: Remarks) -> Iterator[Item]:
    langs = [code for code in row.cells.get("user_langs", "").split("|") if code]
    lang = langs[0].split("-")[0] if len(langs) == 1 else ""
    exact = row.cells.get("original_text") or post.text
    post = changed(post, text=exact, text_source="original_text", lang=lang)
    yield post
    actor = row.cells.get("repost_by_user_did", "")
    found = any_time(row.cells.get("repost_timestamp_utc") or row.cells.get("repost_created_at"))
    if actor and found:
        remarks.add("the repost's own address is not in the file; one was derived", row.place)
        handle = row.cells.get("repost_by_user_handle", "")
        yield derived_repost(post, actor, handle, found[0], f"{row.place}, repost")


MINET_BLUESKY = CsvFormat(
    name="minet-bluesky",
    tool="minet",
    needs=frozenset({"cid", "uri", "user_did", "user_handle", "original_text"}),
    columns=_COMMON
    | {
        "platform": "=bluesky",
        "post_id": "uri",
        "account_id": "user_did",
        "handle": "user_handle",
        "display_name": "user_display_name",
        "text": "text",
        "reply_to": "to_post_uri",
        "conversation": "to_root_post_uri",
        "quote_of": "quoted_uri",
        "mentions": "mentioned_user_handles",
        "reposts": "repost_count",
        "quotes": "quote_count",
    },
    mend=_mend_bluesky,
)
