"""Many sightings → one row a post.

All of it is a function of the set of sightings, whatever order they came in.
Work is done column by column; only posts whose texts differ between sightings,
or that were seen in another state than live, are looked at one by one.

Of each post's sightings, in order of the time they were made:

- the *base* is the earliest that holds the current text, word for word: its
  capture and place are cited, and its text's columns are taken together;
- the other texts of a profile or a post are the base's, or where it has none,
  the earliest there is;
- each measure is the latest there is;
- the time of publication is the most precise there is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from contrecoup.model.evidence import Capture, Observation
from contrecoup.model.posts import COLUMNS, arrow_schema
from contrecoup.store.runs import (
    Runs,
    as_rows,
    column_of,
    joined,
    lists_of,
    micros,
    order_of,
    pieces_of,
    take,
    texts_of,
    words_of,
)
from contrecoup.store.states import OF_ACCOUNTS, Event, resolve
from contrecoup.store.texts import Seen, choose

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Rows = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

_MEASURES = ("likes", "reposts", "replies", "quotes", "views")
_PUBLISHED = ("created_at", "precision", "zone", "created_text")
_WITH_TEXT = (
    "post_id",
    "text",
    "text_source",
    "truncated",
    "collected_at",
    "tool",
    "capture_id",
    "place",
)
_PERSON = ("handle", "display_name", "bio")
_FINEST = ("second", "minute", "hour", "day")
_SEEN_WHEN_KEPT = {"url", "watch"}
"""Ways of capturing that tell when a post was seen; a file only tells when it was imported."""


def merge(
    batches: Iterable[pa.RecordBatch],
    captures: Mapping[str, Capture],
    observations: Sequence[Observation],
) -> pa.Table:
    """Return one row a post, sorted by time and id.

    Args:
        batches: sightings; those of other captures are left out.
        captures: by id.
        observations: of posts and of accounts.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    held = [pa.Table.from_batches(batches, schema=arrow_schema())]
    ids = pa.array(sorted(captures), pa.string())
    place_of = pc.index_in(held[0].column("capture_id"), value_set=ids)
    if place_of.null_count:
        held = [held[0].filter(place_of.is_valid())]
        place_of = place_of.drop_null()
    if not held[0].num_rows:
        return held[0]
    table = joined(held)
    runs = _runs(table, column_of(place_of), [captures[key] for key in ids.to_pylist()])
    base, versions, differ = _bases(table, runs)
    states = _states(table, runs, base, observations, versions)
    published = _rows(table, "created_at", runs, base, differ)
    order, ranks = order_of(table, published, base)
    looked = pa.array(_checked(table, runs, base, observations)[order])
    columns = {"checked_at": looked.cast(arrow_schema().field("checked_at").type)}
    for name in (c.name for c in COLUMNS if c.name not in {"versions", "state", "checked_at"}):
        rows = _rows(table, name, runs, base, differ)[order]
        columns[name] = take(table.column(name), rows)
        if name != "precision":  # which the columns behind it ask for
            table = table.drop_columns([name])
    columns["versions"] = lists_of({ranks[p]: v for p, v in versions.items()}, len(runs))
    columns["state"] = texts_of({ranks[p]: s for p, s in states.items()}, len(runs), "live")
    merged = pa.table({c.name: columns.pop(c.name) for c in COLUMNS}, schema=arrow_schema())
    pa.default_memory_pool().release_unused()
    return _chains(merged)


def _runs(table: pa.Table, capture: Rows, captures: Sequence[Capture]) -> Runs:
    """Sort sightings into runs, one a post, in order of time, capture and row."""
    import numpy as np
    import pyarrow.compute as pc

    kept = np.array([micros(c.captured.at) for c in captures], np.int64)[capture]
    live = np.array([c.how in _SEEN_WHEN_KEPT for c in captures], bool)[capture]
    collected = table.column("collected_at")
    has = column_of(collected.is_valid()).astype(bool)
    times = column_of(pc.fill_null(pc.cast(collected, "int64"), 0))
    seen = np.where(has, times, kept)
    return Runs.of(table.column("post_id"), seen, capture, has | live)


def _checked(
    table: pa.Table, runs: Runs, base: Rows, observations: Sequence[Observation]
) -> npt.NDArray[np.datetime64]:
    """Return when each post was last looked at again after it was first seen, or no time.

    A file that does not say when it was collected was so before it was kept.
    """
    import numpy as np

    never = np.iinfo(np.int64).min
    times = np.where(runs.dated, runs.seen, never)[runs.rows]
    last = np.maximum.reduceat(times, runs.starts)
    first = np.minimum.reduceat(runs.seen[runs.rows], runs.starts)
    looked: dict[str, int] = {}
    for seen in observations:
        looked[seen.target] = max(looked.get(seen.target, never), micros(seen.at.at))
    if looked:
        ids = take(table.column("post_id"), base).to_pylist()
        last = np.maximum(last, np.array([looked.get(i, never) for i in ids], np.int64))
    return np.where(last > first, last, np.iinfo(np.int64).min).astype("datetime64[us]")


def _bases(table: pa.Table, runs: Runs) -> tuple[Rows, dict[int, tuple[str, ...]], Flags]:
    """Return each post's base row, earlier texts by post, and which posts' texts differ."""
    import numpy as np
    import pyarrow.compute as pc

    cut = column_of(table.column("truncated")).astype(bool)
    base = runs.first(~cut)
    differ = runs.differ(table.column("text"))
    told = column_of(pc.list_value_length(table.column("versions"))) > 0
    hard = np.flatnonzero(differ | runs.some(told))
    versions: dict[int, tuple[str, ...]] = {}
    for post, rows, seen, platform in _texts(table, runs, hard):
        chosen = choose(seen, platform)
        same = [s.row for s in seen if s.text == seen[chosen.row].text]
        whole = [row for row in same if not seen[row].truncated]
        base[post] = rows[(whole or same)[0]]
        if chosen.versions:
            versions[post] = chosen.versions
    return base, versions, differ


def _texts(table: pa.Table, runs: Runs, posts: Rows) -> Iterator[tuple[int, Rows, list[Seen], str]]:
    """Yield each post's number, rows, texts in order of time, and platform."""
    columns = ("text", "truncated", "versions", "platform")
    for run in pieces_of(runs, posts):
        every = [row for _, rows in run for row in rows]
        looked = iter(take(table.select(columns), as_rows(every)).to_pylist())
        for post, rows in run:
            values = [next(looked) for _ in rows]
            seen = [
                Seen(i, v["text"], v["truncated"], bool(runs.dated[row]), tuple(v["versions"]))
                for i, (row, v) in enumerate(zip(rows, values, strict=True))
            ]
            yield post, rows, seen, values[0]["platform"]


def _states(
    table: pa.Table,
    runs: Runs,
    base: Rows,
    observations: Sequence[Observation],
    versions: Mapping[int, tuple[str, ...]],
) -> dict[int, str]:
    """Return the state of each post that is not simply live."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    states = dict.fromkeys(versions, "edited")
    events: dict[str, list[Event]] = defaultdict(list)
    for seen in observations:
        events[seen.target].append(Event(micros(seen.at.at), seen.state))
    targets = pa.array(sorted(events), pa.string())
    ids = take(table.column("post_id"), base)
    accounts = take(table.column("account_id"), base)
    other = column_of(pc.not_equal(table.column("state"), "live")).astype(bool)
    hit = pc.or_(pc.is_in(ids, value_set=targets), pc.is_in(accounts, value_set=targets))
    hard = np.flatnonzero(runs.some(other) | column_of(hit).astype(bool))
    if not len(hard):
        return states
    owned = set(accounts.unique().to_pylist())
    held = set(pc.drop_null(ids.filter(pc.is_in(ids, value_set=targets))).to_pylist())
    created = column_of(pc.cast(table.column("created_at"), "int64"))
    when = np.where(other | runs.dated, runs.seen, created)
    names = take(ids, hard).to_pylist()
    owners = take(accounts, hard).to_pylist()
    words, codes = words_of(table.column("state"))
    for piece, name, owner in zip(runs.members(hard), names, owners, strict=True):
        post, rows = piece
        own = [Event(int(when[row]), words[codes[row]]) for row in rows]
        own += (e for e in events.get(name, ()) if name not in owned or e.state not in OF_ACCOUNTS)
        whole = [e for e in events.get(owner, ()) if owner not in held or e.state in OF_ACCOUNTS]
        state = resolve(own, whole, int(created[base[post]]))
        if state != "live":
            states[post] = state
    return states


def _rows(table: pa.Table, name: str, runs: Runs, base: Rows, differ: Flags) -> Rows:
    """Return the row that each post takes one column's value from."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    column = table.column(name)
    if name in _WITH_TEXT:
        return base
    if name in _MEASURES:
        return runs.last(column_of(column.is_valid()).astype(bool))
    if name in _PUBLISHED:
        rank = pc.index_in(table.column("precision"), value_set=pa.array(_FINEST))
        ranks = column_of(pc.fill_null(rank, len(_FINEST))).astype(np.int64)
        finest = runs.least(ranks)
        return np.where(ranks[base] <= ranks[finest], base, finest)
    lists = pa.types.is_list(column.type)
    full = pc.greater(pc.list_value_length(column), 0) if lists else pc.not_equal(column, "")
    filled = column_of(pc.fill_null(full, fill_value=False)).astype(bool)
    first = runs.first(filled)
    if name in _PERSON:
        return first
    keep = filled[base] | differ if lists else filled[base]
    return np.where(keep, base, first)


def _chains(merged: pa.Table) -> pa.Table:
    """Tell each edited post of its earlier versions that are posts with ids of their own."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    edited = merged.column("version_of")
    roots = pc.unique(edited.filter(pc.not_equal(edited, "")))
    if not len(roots):
        return merged
    chained = pc.or_(pc.not_equal(edited, ""), pc.is_in(merged.column("post_id"), value_set=roots))
    rows = np.flatnonzero(column_of(chained)).tolist()
    names = ("post_id", "version_of", "text", "created_at", "state")
    posts = take(merged.select(names), as_rows(rows)).to_pylist()
    earlier: dict[str, list[str]] = defaultdict(list)
    versions = merged.column("versions").to_pylist()
    states = merged.column("state").to_pylist()
    for row, post in zip(rows, posts, strict=True):
        texts = earlier[post["version_of"] or post["post_id"]]
        if post["version_of"]:
            versions[row] = versions[row] or [t for t in texts if t != post["text"]]
            states[row] = "edited" if post["state"] == "live" else post["state"]
        if post["text"] not in texts:
            texts.append(post["text"])
    for name, values in (("versions", versions), ("state", states)):
        place = merged.schema.get_field_index(name)
        kind = merged.schema.field(name)
        merged = merged.set_column(place, kind, pa.array(values, kind.type))
    return merged
