"""From a frame of anybody's to columns that the engine trusts.

A row is a post, or a post and one of its objects; rows with the same post and
account are one post, of which the earliest version counts and all objects are
kept.  Rows without id, account or a usable time are left out and counted.
Posts stand in order of time, then of id, so that nothing depends on the order
of the rows.
"""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes.settings import refuse
from contrecoup.findings.echoes.times import microseconds

Ints = NDArray[np.int64]
REQUIRED = ("post_id", "account_id", "created_at")
SINGLE = ("repost_of", "reply_to", "object_id")
LISTS = ("links", "hashtags")


@frozen(eq=False)
class Acts:
    """Which post did which thing: a post, the code of a value, and the input row."""

    posts: Ints
    codes: Ints
    values: Any
    rows: Ints

    def __len__(self) -> int:
        """Number of acts."""
        return len(self.posts)

    def distinct(self) -> Acts:
        """Acts without repetition, in order of posts; the first row of each stays."""
        if not len(self.posts):
            return self
        order = np.lexsort((self.rows, self.codes, self.posts))
        posts, codes = self.posts[order], self.codes[order]
        new = np.ones(len(posts), dtype=np.bool_)
        new[1:] = (posts[1:] != posts[:-1]) | (codes[1:] != codes[:-1])
        order = order[new]
        return Acts(self.posts[order], self.codes[order], self.values, self.rows[order])

    def among(self, wanted: NDArray[np.bool_]) -> Acts:
        """Acts of some posts only, given as a flag for each post."""
        kept = wanted[self.posts]
        return Acts(self.posts[kept], self.codes[kept], self.values, self.rows[kept])


@frozen(eq=False)
class Frame:
    """Posts as columns; every array has one entry a post, in canonical order."""

    ids: Any
    accounts: Ints
    account_ids: Any
    times: Ints
    texts: Any | None
    originals: NDArray[np.bool_]
    first_rows: Ints
    acts: dict[str, Acts]
    outcomes: dict[str, int]

    def __len__(self) -> int:
        """Number of posts."""
        return len(self.times)


def wrong(message: str, column: str, step: str) -> NoReturn:
    """Refuse one column."""
    refuse(message, step, place=f"column {column}")


def read_frame(frame: Any) -> Frame:
    """Read anything that speaks the Arrow C stream."""
    table = _table(frame)
    rows = table.num_rows
    ids = _strings(table, "post_id")
    accounts = _strings(table, "account_id")
    times, usable, outcomes = microseconds(table.column("created_at"))
    known = _filled(ids) & _filled(accounts)
    outcomes = {"rows": rows, "without id or account": int((~known).sum())} | outcomes
    outcomes["without usable time"] = int((known & ~usable).sum())
    keep = np.flatnonzero(known & usable)
    if rows and known.any() and not len(keep):
        wrong(
            "no row has a usable time",
            "created_at",
            "give ISO 8601 text, timestamps, or seconds since 1970 (not milliseconds)",
        )
    ids, accounts, times = ids.take(pa.array(keep)), accounts.take(pa.array(keep)), times[keep]
    columns = {"time": pa.array(times), "post": ids, "account": accounts}
    keys = [("time", "ascending"), ("post", "ascending"), ("account", "ascending")]
    text = _strings(table, "text") if "text" in table.column_names else None
    if text is not None:
        columns["text"] = text.take(pa.array(keep))
        keys.append(("text", "ascending"))
    order = pc.sort_indices(pa.table(columns), sort_keys=keys).to_numpy().astype(np.int64)
    first, post_of = _one_row_a_post(ids, accounts, order)
    rows_kept = keep[order[first]]
    outcomes["repeated rows"] = len(keep) - len(first)
    outcomes["posts"] = len(first)
    taken = pa.array(order[first])
    codes, names = _sorted_codes(accounts.take(taken))
    post_of_row = np.empty(len(keep), dtype=np.int64)
    post_of_row[order] = post_of
    acts = {
        name: _acts(table, name, keep, post_of_row)
        for name in (*SINGLE, *LISTS)
        if name in table.column_names
    }
    first_rows = np.full(len(first), rows, dtype=np.int64)
    np.minimum.at(first_rows, post_of_row, keep)
    originals = np.ones(len(first), dtype=np.bool_)
    if "repost_of" in acts:
        originals[acts["repost_of"].posts] = False
    return Frame(
        ids=ids.take(taken),
        accounts=codes,
        account_ids=names,
        times=times[order[first]],
        texts=None if text is None else text.take(pa.array(rows_kept)),
        originals=originals,
        first_rows=first_rows,
        acts=acts,
        outcomes=outcomes,
    )


def _table(frame: Any) -> Any:
    if not hasattr(frame, "__arrow_c_stream__"):
        refuse(
            f"a {type(frame).__name__} does not speak the Arrow C stream",
            "give a pandas, polars, pyarrow or DuckDB table",
            place="frame",
        )
    table = pa.table(frame)
    for name in REQUIRED:
        if name not in table.column_names:
            wrong(
                f"the column {name} is missing (there are: {', '.join(table.column_names)})",
                name,
                "name the columns post_id, account_id, created_at, text, …",
            )
    twice = [name for name in table.column_names if table.column_names.count(name) > 1]
    if twice:
        wrong("the column stands twice", twice[0], "rename one of the two")
    return table


def _strings(table: Any, name: str) -> Any:
    return strings(table.column(name), name)


def strings(column: Any, name: str) -> Any:
    """One column as an array of large strings; whole numbers are ids too."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.cast(kind.value_type), kind.value_type
    text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
    view = pa.types.is_string_view(kind)
    whole = pa.types.is_integer(kind) and name != "text"
    if not (text or view or whole or pa.types.is_null(kind)):
        step = "text or whole numbers (a float loses digits)" if name != "text" else "text"
        wrong(f"the type is {kind}", name, f"give {step}")
    column = column.cast(pa.large_string())
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _filled(array: Any) -> NDArray[np.bool_]:
    filled = pc.fill_null(pc.not_equal(array, ""), fill_value=False)
    return np.asarray(filled.to_numpy(zero_copy_only=False), dtype=np.bool_)


def _one_row_a_post(ids: Any, accounts: Any, order: Ints) -> tuple[Ints, Ints]:
    """Places in ``order`` of each post's first row, and the post of every place."""
    post = codes(ids)[order]
    account = codes(accounts)[order]
    count = len(order)
    if not count or int(post.max()) + 1 == count:
        every = np.arange(count, dtype=np.int64)
        return every, every
    key = post * (int(account.max()) + 1) + account
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    return np.sort(first).astype(np.int64), rank[inverse].astype(np.int64)


def codes(array: Any) -> Ints:
    """Codes of an array of strings, in order of first appearance; -1 for null."""
    encoded = pc.dictionary_encode(array)
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    filled = pc.fill_null(encoded.indices, -1)
    return np.asarray(filled.to_numpy(zero_copy_only=False), dtype=np.int64)


def _sorted_codes(array: Any) -> tuple[Ints, Any]:
    """Codes in the order of the values themselves, and those values."""
    encoded = pc.dictionary_encode(array)
    order = pc.array_sort_indices(encoded.dictionary)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order.to_numpy()] = np.arange(len(order))
    indices = np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)
    return rank[indices] if len(rank) else indices, encoded.dictionary.take(order)


def _acts(table: Any, name: str, keep: Ints, post_of_row: Ints) -> Acts:
    column = table.column(name)
    posts, rows = post_of_row, keep
    kind = column.type
    if name in LISTS and not pa.types.is_null(kind):
        if not (pa.types.is_list(kind) or pa.types.is_large_list(kind)):
            wrong(f"the type is {kind}", name, "give a list of texts")
        lists = column.combine_chunks().take(pa.array(keep))
        parents = np.asarray(pc.list_parent_indices(lists).to_numpy(), dtype=np.int64)
        values = strings(pc.list_flatten(lists), name)
        posts, rows = post_of_row[parents], keep[parents]
    else:
        values = strings(column, name).take(pa.array(keep))
    there = np.flatnonzero(_filled(values))
    values = pc.dictionary_encode(values.take(pa.array(there)))
    indices = np.asarray(values.indices.to_numpy(zero_copy_only=False), dtype=np.int64)
    return Acts(posts[there], indices, values.dictionary, rows[there])
