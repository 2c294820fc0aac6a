"""CrowdTangle's CSV of Facebook pages (the service closed in 2024; files remain)."""

from __future__ import annotations

from collections.abc import Iterable

from contrecoup.model.posts import Post
from contrecoup.sources.csv_format import CsvFormat, changed
from contrecoup.sources.csv_rows import Row
from contrecoup.sources.entries import Refused, Remarks
from contrecoup.sources.inputs import Item


def _mend(row: Row, post: Post, remarks: Remarks) -> Iterable[Item]:
    """Derive the post's id, which no column holds, from its address."""
    del remarks
    key = post.url.rstrip("/").rsplit("/", 1)[-1].split("?")[0]
    if not key:
        reason = "no address, so no id"
        raise Refused(reason)
    owner = row.cells.get("Facebook Id", "")
    links = tuple(
        dict.fromkeys(c for c in (row.cells.get("Final Link"), row.cells.get("Link")) if c)
    )
    return (changed(post, post_id=f"facebook:{owner}_{key}", links=links[:1]),)


CROWDTANGLE = CsvFormat(
    name="crowdtangle",
    tool="CrowdTangle",
    needs=frozenset({"Page Name", "Facebook Id", "Post Created", "Message", "URL"}),
    columns={
        "platform": "=facebook",
        "post_id": "URL",
        "account_id": "Facebook Id",
        "handle": "User Name",
        "display_name": "Page Name",
        "bio": "Page Description",
        "created_at": "Post Created",
        "text": "Message",
        "url": "URL",
        "likes": "Likes",
        "replies": "Comments",
        "reposts": "Shares",
        "views": "Post Views",
        "media_text": "Image Text",
    },
    mend=_mend,
)
