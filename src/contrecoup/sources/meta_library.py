"""Meta Content Library: posts of Facebook and Instagram, where rows may leave it."""

from __future__ import annotations

from collections.abc import Iterable

from contrecoup.model.posts import Post
from contrecoup.sources.csv_format import CsvFormat, changed
from contrecoup.sources.csv_rows import Row
from contrecoup.sources.entries import Remarks
from contrecoup.sources.inputs import Item
from contrecoup.sources.moments import maybe

_CLEAN_ROOM = "rows of the Meta Content Library may not leave its clean room; check that you may"


def _mend(row: Row, post: Post, remarks: Remarks) -> Iterable[Item]:
    remarks.add(_CLEAN_ROOM, row.place)
    modified = maybe(row.cells.get("modified_time"))
    edited = modified is not None and modified > post.created_at
    platform = (
        "instagram" if "instagram" in row.cells.get("post_owner.type", "").lower() else "facebook"
    )
    bare = post.post_id.removeprefix("facebook:")
    return (
        changed(
            post,
            platform=platform,
            post_id=f"{platform}:{bare}",
            account_id=post.account_id.replace("facebook:", f"{platform}:", 1),
            state="edited" if edited else "live",
            collected_at=modified if edited else None,
        ),
    )


META_LIBRARY = CsvFormat(
    name="meta-content-library",
    tool="Meta Content Library",
    needs=frozenset({"id", "creation_time", "post_owner.id", "mcl_url", "text"}),
    columns={
        "platform": "=facebook",
        "post_id": "id",
        "account_id": "post_owner.id",
        "handle": "post_owner.username",
        "display_name": "post_owner.name",
        "created_at": "creation_time",
        "text": "text",
        "lang": "lang",
        "url": "mcl_url",
        "hashtags": "hashtags",
        "likes": "statistics.like_count",
        "replies": "statistics.comment_count",
        "reposts": "statistics.share_count",
        "views": "statistics.views",
    },
    mend=_mend,
)
