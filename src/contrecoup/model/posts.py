"""Posts: one row of the table in which many posts travel together.

The table has one fixed schema, column by column the attributes of
:class:`Post` in their order.  A million posts travel as an Arrow table of
:func:`arrow_schema`; a row becomes a :class:`Post` when somebody looks at it.
Ids are text with the platform in front (``x:1726…``), never numbers.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from attrs import field, fields, frozen

from contrecoup.model.evidence import State
from contrecoup.model.rows import Pieces, Rows
from contrecoup.model.times import Precision

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa


def _column(kind: str, doc: str, **kwargs: Any) -> Any:
    return field(metadata={"kind": kind, "doc": doc}, **kwargs)


@frozen(kw_only=True)
class Post:
    """What one capture says of one post at one time."""

    post_id: str = _column("text", "prefixed platform id: x:1726…, bluesky:at://…, mastodon:URI")
    platform: str = _column("text", "x, bluesky, mastodon, or the prefix given by a column map")
    account_id: str = _column("text", "prefixed account id: x:2244…, bluesky:did:plc:…")
    handle: str = _column("text", "handle without @ at that time", default="")
    display_name: str = _column("text", "name shown at that time", default="")
    bio: str = _column("text", "profile text at that time", default="")
    created_at: datetime = _column("time", "when published, UTC (claimed on Bluesky)")
    precision: Precision = _column("text", "second, minute, hour or day", default="second")
    zone: str = _column("text", "zone or offset as published, empty where none", default="")
    created_text: str = _column("text", "the time as the source printed it", default="")
    text: str = _column("text", "the longest text that the source holds")
    text_source: str = _column("text", "the key that the text came from", default="text")
    truncated: bool = _column("flag", "the text is known to be cut", default=False)
    lang: str = _column("text", "language that the platform claims, empty where none", default="")
    url: str = _column("text", "public address", default="")
    reply_to: str = _column("text", "prefixed id of the post replied to", default="")
    quote_of: str = _column("text", "prefixed id of the post quoted", default="")
    repost_of: str = _column("text", "prefixed id of the post reposted unchanged", default="")
    conversation: str = _column("text", "prefixed id of the first post of the thread", default="")
    links: tuple[str, ...] = _column("texts", "addresses in the text, expanded", default=())
    hashtags: tuple[str, ...] = _column("texts", "hashtags without #", default=())
    mentions: tuple[str, ...] = _column("texts", "handles mentioned, without @", default=())
    media: tuple[str, ...] = _column("texts", "addresses of media, never fetched", default=())
    media_text: tuple[str, ...] = _column("texts", "descriptions of media", default=())
    likes: int | None = _column("count", "likes when measured", default=None)
    reposts: int | None = _column("count", "reposts when measured", default=None)
    replies: int | None = _column("count", "replies when measured", default=None)
    quotes: int | None = _column("count", "quotes when measured", default=None)
    views: int | None = _column("count", "views when measured", default=None)
    state: State = _column("text", "availability as this capture shows it", default="live")
    version_of: str = _column("text", "prefixed id of the first version, if edited", default="")
    versions: tuple[str, ...] = _column("texts", "earlier texts, oldest first", default=())
    collected_at: datetime | None = _column("time", "when the tool fetched it", default=None)
    checked_at: datetime | None = _column(
        "time", "when a later capture or observation last looked at it again", default=None
    )
    tool: str = _column("text", "tool and format that the file came from", default="")
    capture_id: str = _column("text", "SHA-256 of the preserved bytes", default="")
    place: str = _column("text", "where in the capture: line 17, item 3", default="")


@frozen
class Column:
    """One column of the table: its name, its kind and what it holds."""

    name: str
    kind: str
    doc: str


COLUMNS: tuple[Column, ...] = tuple(
    Column(a.name, a.metadata["kind"], a.metadata["doc"]) for a in fields(Post)
)
NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)


@cache
def arrow_schema() -> pa.Schema:
    """Return the table's Arrow schema (imports pyarrow)."""
    import pyarrow as pa

    kinds = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "time": pa.timestamp("us", tz="UTC"),
        "flag": pa.bool_(),
        "count": pa.int64(),
    }
    return pa.schema([pa.field(c.name, kinds[c.kind]) for c in COLUMNS])


KEPT = 50_000
"""A table of at most so many posts keeps them, once made."""


class Posts:
    """Many posts as one Arrow table; a row becomes a :class:`Post` on demand.

    Args:
        table: an Arrow table of :func:`arrow_schema`, one row a post id.
    """

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    @classmethod
    def of(cls, posts: Iterable[Post]) -> Posts:
        """Make a table of posts, in the order given."""
        import pyarrow as pa

        columns: dict[str, list[Any]] = {c.name: [] for c in COLUMNS}
        for post in posts:
            for name, values in columns.items():
                values.append(getattr(post, name))
        arrays = [pa.array(columns[name], type=arrow_schema().field(name).type) for name in columns]
        return cls(pa.Table.from_arrays(arrays, schema=arrow_schema()))

    def __len__(self) -> int:
        """Return the number of posts."""
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[Post]:
        """Go through the posts one by one, in the table's order; many are not kept."""
        return iter(self._made) if len(self) <= KEPT else self._going()

    @cached_property
    def _made(self) -> tuple[Post, ...]:
        return tuple(self._going())

    def _going(self) -> Iterator[Post]:
        for batch in self.table.to_batches(max_chunksize=4096):
            for row in batch.to_pylist():
                yield _post(row)

    def __contains__(self, post_id: object) -> bool:
        """Whether a post of that id is held."""
        return isinstance(post_id, str) and self._rows.one(post_id) >= 0

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Hand the table to anything that speaks the Arrow C stream."""
        return self.table.__arrow_c_stream__(requested_schema)

    @property
    def earliest(self) -> datetime | None:
        """When the first post was created."""
        import pyarrow.compute as pc

        at: datetime | None = pc.min(self.table.column("created_at")).as_py()
        return at

    @property
    def latest(self) -> datetime | None:
        """When the last post was created."""
        import pyarrow.compute as pc

        at: datetime | None = pc.max(self.table.column("created_at")).as_py()
        return at

    def within(self, start: datetime | None, end: datetime | None) -> Posts:
        """Return the posts that were created from ``start`` to ``end``, both included."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if start is None and end is None:
            return self
        table = self.table
        at = pa.timestamp("us", tz="UTC")
        if start is not None:
            table = table.filter(pc.greater_equal(table.column("created_at"), pa.scalar(start, at)))
        if end is not None:
            table = table.filter(pc.less_equal(table.column("created_at"), pa.scalar(end, at)))
        return Posts(table)

    def rows_by(self, accounts: Iterable[str], *, own: bool = False) -> npt.NDArray[np.int64]:
        """Return the rows of some accounts' posts, in the table's order.

        Args:
            accounts: their ids.
            own: without those that repeat another's unchanged.
        """
        import numpy as np
        import pyarrow.compute as pc

        theirs = self._theirs(accounts)
        if own:
            theirs = pc.and_(theirs, pc.equal(self.table.column("repost_of"), ""))
        rows: npt.NDArray[np.int64] = pc.indices_nonzero(theirs).to_numpy().astype(np.int64)
        return rows

    def _theirs(self, accounts: Iterable[str]) -> pa.ChunkedArray:
        """Return which posts are of some accounts."""
        import pyarrow as pa
        import pyarrow.compute as pc

        wanted = pa.array(sorted(accounts), pa.string())
        return pc.is_in(self.table.column("account_id"), value_set=wanted)

    def by(self, accounts: Iterable[str], handles: Collection[str]) -> Posts:
        """Return the posts of some accounts and of some handles, which are folded."""
        import pyarrow as pa
        import pyarrow.compute as pc

        named = self.table.column("handle")
        spelt = [name for name in pc.unique(named).to_pylist() if name.casefold() in handles]
        called = pc.is_in(named, value_set=pa.array(spelt, pa.string()))
        return Posts(self.table.filter(pc.or_(self._theirs(accounts), called)))

    def some(self, post_ids: Iterable[str]) -> Iterator[Post]:
        """Go through the posts of some ids, those that are held, in the table's order."""
        import numpy as np

        rows = np.unique(self._rows.of(post_ids))
        rows = rows[rows >= 0]
        for begun in range(0, len(rows), _PIECE):
            for row in self._pieces.take(rows[begun : begun + _PIECE], NAMES).to_pylist():
                yield _post(row)

    def values(self, post_ids: Iterable[str], *names: str) -> Iterator[tuple[Any, ...]]:
        """Go through some columns of the posts of some ids, those that are held, in the order given."""
        yield from self.at(self.rows(post_ids), *names)

    def rows(self, post_ids: Iterable[str]) -> npt.NDArray[np.int64]:
        """Return the rows of the posts of some ids, those that are held, in the order given."""
        rows = self._rows.of(post_ids)
        return rows[rows >= 0]

    def firsts(self, having: str = "") -> npt.NDArray[np.int64]:
        """Return the first row of each account, in the table's order.

        Args:
            having: a column of texts that must not be empty there; none by default.
        """
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        table = pa.table(
            {"account_id": self.table.column("account_id"), "row": pa.array(np.arange(len(self)))}
        )
        if having:
            table = table.filter(pc.not_equal(self.table.column(having), ""))
        found = table.group_by("account_id").aggregate([("row", "min")]).column("row_min")
        return np.sort(found.to_numpy())

    def at(self, rows: npt.NDArray[np.int64], *names: str) -> Iterator[tuple[Any, ...]]:
        """Go through some columns of the posts in some rows, in the order given."""
        for begun in range(0, len(rows), _PIECE):
            yield from _tuples(self._pieces.take(rows[begun : begun + _PIECE], names))

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(self.table)

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self.table.column("post_id"))

    def get(self, post_id: str) -> Post | None:
        """Return the post of that id, or None."""
        row = self._rows.one(post_id)
        return None if row < 0 else _post(self.table.slice(row, 1).to_pylist()[0])


_PIECE = 4096


def _tuples(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


_LISTS = tuple(c.name for c in COLUMNS if c.kind == "texts")


def _post(row: dict[str, Any]) -> Post:
    for name in _LISTS:
        row[name] = tuple(row[name] or ())
    return Post(**row)
