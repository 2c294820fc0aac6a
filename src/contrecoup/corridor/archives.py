"""What of a case leaves it whole: its captures as a web archive, or the ids of its posts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from contrecoup import __version__
from contrecoup.corridor.wire import dumps
from contrecoup.model.documents import Documents
from contrecoup.model.hand_over import HandOver
from contrecoup.render.web_archive import Kept, wacz

if TYPE_CHECKING:
    from contrecoup.case import Case

_THERE = frozenset({"live", "edited", "unknown"})


def ids(case: Case) -> bytes:
    """Return the ids of the posts that were not removed, protected or withheld, one a line."""
    table = case.documents().posts.table.select(["post_id", "state"]).to_pylist()
    return "".join(
        f"{post_id}\n" for post_id in sorted(r["post_id"] for r in table if r["state"] in _THERE)
    ).encode()


def archive(case: Case, made: HandOver, names: str, path: Path) -> None:
    """Write a case's captures as a WACZ file.

    Args:
        case: the case.
        made: what may be published, under these names.
        names: ``all``: every capture, as it is held; otherwise articles and letters alone and,
            under ``public``, the posts that the publication policy lets be quoted.
        path: the file.
    """
    from contrecoup.store.disk import put_down

    kept = list(_captures(case, case.documents(), everything=names == "all"))
    if names == "public":
        lines = [dumps(post) for post in made.posts if post.text and post.handle]
        data = "".join(f"{line}\n" for line in lines).encode()
        kept.append(Kept("posts", "posts.jsonl", "Posts that may be quoted", made.as_of, data))
    buffer = io.BytesIO()
    tool = f"contrecoup {__version__}"
    wacz(kept, buffer, title=made.title, at=made.as_of, tool=tool)
    put_down(path, buffer.getvalue())


def _captures(case: Case, documents: Documents, *, everything: bool) -> Iterator[Kept]:
    posts = set(documents.posts.table.column("capture_id").to_pylist())
    posts |= {seen.capture_id for seen in documents.observations}
    articles = (*documents.articles, *documents.superseded)
    texts = {article.capture_id: article.title for article in articles}
    texts |= {letter.capture_id: letter.title for letter in documents.letters}
    for capture in sorted(case.vault.captures(), key=lambda c: (c.captured.at, c.capture_id)):
        if not everything and (capture.capture_id not in texts or capture.capture_id in posts):
            continue
        with case.vault.open(capture.capture_id) as stream:
            data = stream.read()
        recorded = data.startswith(b"WARC/") or (
            data.startswith(b"\x1f\x8b") and _unpacked(data).startswith(b"WARC/")
        )
        title = texts.get(capture.capture_id, "") or capture.source
        yield Kept(capture.capture_id, capture.source, title, capture.captured.at, data, recorded)


def _unpacked(data: bytes) -> bytes:
    """Return the first bytes of a gzip file."""
    import zlib

    try:
        return zlib.decompressobj(31).decompress(data, 16)
    except zlib.error:
        return b""
