"""From a frame of anybody's to columns that the engine trusts.

A row is a post, or a post and one of its objects; rows with the same post and
account are one post, of which the earliest version counts and all objects are
kept.  Rows without id, account or a usable time are left out and counted.
Posts stand in order of time, then of id, so that nothing depends on the order
of the rows.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NoReturn

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes.order import sorting
from contrecoup.findings.echoes.settings import refuse
from contrecoup.findings.echoes.shelf import Shelf
from contrecoup.findings.echoes.times import INSTANT, microseconds

Ints = NDArray[np.signedinteger[Any]]
"""Whole numbers, 64 bits where nothing else is said."""
Ints32 = NDArray[np.int32]
COMPILED_FROM = 100_000  # rows from which compiled code pays for its start
REQUIRED = ("post_id", "account_id", "created_at")
SINGLE = ("repost_of", "reply_to", "object_id")
LISTS = ("links", "resolved", "hashtags")


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
        order = sorting(self.posts, self.codes, self.rows)
        posts, codes = self.posts[order], self.codes[order]
        new = np.ones(len(posts), dtype=np.bool_)
        new[1:] = (posts[1:] != posts[:-1]) | (codes[1:] != codes[:-1])
        order = order[new]
        return Acts(self.posts[order], self.codes[order], self.values, self.rows[order])

    def canonical(self) -> Acts:
        """The same with objects numbered by their first post, then by value.

        Nothing that follows the numbers (seeded runs, sums) then depends on the
        order of the rows.
        """
        count = int(self.codes.max(initial=-1)) + 1
        first = np.full(count, np.iinfo(np.int64).max, dtype=np.int64)
        np.minimum.at(first, self.codes, self.posts)
        order = sorting(first)
        same = np.zeros(count, dtype=np.bool_)
        same[1:] = first[order][1:] == first[order][:-1]
        same[:-1] |= same[1:]
        if same.any() and len(self.values):
            some = order[same]
            value = np.empty(count, dtype=np.int64)
            by_value = pc.array_sort_indices(self.values.take(pa.array(some))).to_numpy()
            value[some[by_value]] = np.arange(len(some))
            order[same] = some[np.lexsort((value[some], first[some]))]
        rank = np.empty(count, dtype=np.int64)
        rank[order] = np.arange(count)
        values = self.values.take(pa.array(order)) if len(self.values) else self.values
        return Acts(self.posts, rank[self.codes], values, self.rows)

    def put_away(self, shelf: Shelf) -> Acts:
        """The same on a shelf, where they take much."""
        posts = shelf.numbers(self.posts)
        rows = posts if self.rows is self.posts else shelf.numbers(self.rows)
        return Acts(posts, shelf.numbers(self.codes), shelf.texts(self.values), rows)

    def among(self, wanted: NDArray[np.bool_]) -> Acts:
        """Acts of some posts only, given as a flag for each post."""
        kept = wanted[self.posts]
        return Acts(self.posts[kept], self.codes[kept], self.values, self.rows[kept])


@frozen(eq=False)
class Frame:
    """Posts as columns; every array has one entry a post, in canonical order.

    Attributes:
        ids: ids of posts; ``account_ids``: of accounts, in order of text.
        accounts: code of each post's account.
        times: microseconds since 1970.
        texts: distinct texts of original posts, in order of their first post.
        text_of: code of each post's text; -1 for a repost, or where there is none.
        originals: posts that are not reposts.
        post_of_row: post of each row that was kept; ``kept``: those rows.
        acts: what posts did, by column.
        outcomes: what became of the rows.
    """

    ids: Any
    accounts: Ints
    account_ids: Any
    times: Ints
    texts: Any
    text_of: Ints32
    originals: NDArray[np.bool_]
    post_of_row: Ints
    kept: Ints
    acts: dict[str, Acts]
    outcomes: dict[str, int]

    def __len__(self) -> int:
        """Number of posts."""
        return len(self.times)

    @property
    def first_rows(self) -> Ints:
        """First row of each post."""
        found = np.empty(len(self), dtype=np.int64)
        found[self.post_of_row[::-1]] = self.kept[::-1]
        return found

    def put_away(self, shelf: Shelf, *, ids: bool = True) -> Frame:
        """The same, its large columns (``ids`` or not) on a shelf where they take much."""
        shelf.measure(len(self))
        return evolve(
            self,
            ids=shelf.texts(self.ids) if ids else self.ids,
            accounts=shelf.numbers(self.accounts),
            account_ids=shelf.texts(self.account_ids),
            times=shelf.numbers(self.times),
            text_of=shelf.numbers(self.text_of),
            originals=shelf.numbers(self.originals),
            kept=shelf.numbers(self.kept),
            post_of_row=shelf.numbers(self.post_of_row),
            acts={name: acts.put_away(shelf) for name, acts in self.acts.items()},
        )

    def text(self, post: int) -> str | None:
        """Text of one post."""
        code = int(self.text_of[post])
        return None if code < 0 else str(self.texts[code].as_py())

    def texts_of(self, posts: Ints) -> list[str | None]:
        """Texts of posts."""
        codes = pa.array(self.text_of[posts], mask=self.text_of[posts] < 0)
        return list(self.texts.take(codes).to_pylist())


def wrong(message: str, column: str, step: str) -> NoReturn:
    """Refuse one column."""
    refuse(message, step, place=f"column {column}")


def untimed() -> NoReturn:
    """Refuse a frame without a single usable time."""
    wrong(
        "no row has a usable time",
        "created_at",
        "give ISO 8601 text, timestamps, or seconds since 1970 (not milliseconds)",
    )


def read_frame(frame: Any, shelf: Shelf | None = None) -> Frame:
    """Read anything that speaks the Arrow C stream; what takes much goes to a shelf."""
    shelf = shelf or Shelf(1 << 62)
    columns = columns_of(frame, shelf)
    del frame
    rows = len(columns["created_at"])
    shelf.measure(rows)
    shelf.rest()
    ids, accounts = (strings(columns.pop(name), name, shelf) for name in ("post_id", "account_id"))
    times, usable, outcomes = microseconds(columns.pop("created_at"))
    times = shelf.numbers(times)
    known = _filled(ids) & _filled(accounts)
    outcomes = {"rows": rows, "without id or account": int((~known).sum())} | outcomes
    outcomes["without usable time"] = int((known & ~usable).sum())
    keep = shelf.numbers(np.flatnonzero(known & usable))
    if rows and known.any() and not len(keep):
        untimed()
    text = strings(columns.pop("text"), "text", shelf) if "text" in columns else None
    with ThreadPoolExecutor(1 if shelf.used else 2) as pool:
        encoding = pool.submit(_encoded, text) if text is not None else None
        naming = pool.submit(_dictionary, accounts)
        if shelf.used:  # one after the other takes less memory
            naming.result()
        order = shelf.numbers(_order(times, ids, accounts, text, keep))
        first, post_of = _one_row_a_post(ids, accounts, order)
        outcomes["repeated rows"] = len(keep) - len(first)
        outcomes["posts"] = len(first)
        taken = shelf.numbers(order[first])
        post_of_row = np.empty(rows, dtype=np.int64)
        post_of_row[order] = post_of
        post_of_row = shelf.numbers(post_of_row)
        del order, first, post_of
        acts = {
            name: _acts(columns, name, keep, post_of_row[keep])
            for name in (*SINGLE, *LISTS)
            if name in columns
        }
        originals = np.ones(len(taken), dtype=np.bool_)
        if "repost_of" in acts:
            originals[acts["repost_of"].posts] = False
        codes, names = _sorted_codes(naming.result(), taken)
        del naming, text
        text_of, texts = _distinct_texts(encoding, taken, originals, shelf)
        return Frame(
            ids=_taken(ids, taken, shelf),
            accounts=codes,
            account_ids=names,
            times=times[taken],
            texts=texts,
            text_of=text_of,
            originals=originals,
            post_of_row=post_of_row[keep],
            kept=keep,
            acts=acts,
            outcomes=outcomes,
        ).put_away(shelf, ids=False)


def _order(times: Ints, ids: Any, accounts: Any, text: Any, keep: Ints) -> Ints:
    """Rows that are kept, in order of time, then id, account and text."""
    if len(keep) >= COMPILED_FROM:
        return _ordered(times, ids, accounts, text, keep)
    return _sorted(times, ids, accounts, text, keep)


def _ordered(times: Ints, ids: Any, accounts: Any, text: Any, keep: Ints) -> Ints:
    """The same by compiled code: whole columns are sorted by time alone."""
    from contrecoup.findings.echoes.rows import bytes_of, sort_equal

    order = keep[sorting(times[keep])]
    left = sort_equal(order, times, *bytes_of(ids), *bytes_of(accounts))
    if left.any():
        order[left] = _sorted(times, ids, accounts, text, np.sort(order[left]))
    return order


def _sorted(times: Ints, ids: Any, accounts: Any, text: Any, keep: Ints) -> Ints:
    columns = {"time": pa.array(times), "post": ids, "account": accounts}
    if text is not None:
        columns["text"] = text
    table = pa.table(columns)
    if len(keep) < len(times):
        table = table.take(pa.array(keep))
    keys = [(name, "ascending") for name in columns]
    order = pc.sort_indices(table, sort_keys=keys).to_numpy().astype(np.int64)
    return np.asarray(order if len(keep) == len(times) else keep[order])


def _taken(values: Any, rows: Ints, shelf: Shelf | None = None) -> Any:
    """Some of the values (texts, where there is a shelf), in that order."""
    if len(rows) == len(values) and bool((rows[1:] > rows[:-1]).all()):
        return values
    return values.take(pa.array(rows)) if shelf is None else shelf.taken(values, rows)


def _encoded(text: Any) -> tuple[Ints32, Ints, Any]:
    """Code of each row's text (-1: none), at which place each code's text is, and in what."""
    if len(text) >= COMPILED_FROM:
        from contrecoup.findings.echoes.rows import encoded

        return *encoded(text), text
    found = pc.dictionary_encode(text)
    of_row = pc.fill_null(found.indices, -1).to_numpy(zero_copy_only=False)
    return of_row.astype(np.int32), np.arange(len(found.dictionary)), found.dictionary


def _distinct_texts(
    encoding: Future[tuple[Ints32, Ints, Any]] | None,
    taken: Ints,
    originals: NDArray[np.bool_],
    shelf: Shelf,
) -> tuple[Ints32, Any]:
    """Distinct text of each original post (-1: none), and those texts in order of appearance."""
    none = np.full(len(taken), -1, dtype=np.int32)
    if encoding is None or not len(taken):
        return none, pa.array([], type=pa.large_string())
    of_row, places, values = encoding.result()
    codes = np.where(originals, of_row[taken], -1).astype(np.int32)
    some = np.flatnonzero(codes >= 0)
    first = np.full(len(places), len(taken), dtype=np.int64)
    first[codes[some[::-1]]] = some[::-1]  # the earliest is written last
    used = np.flatnonzero(first < len(taken))
    used = used[sorting(first[used])]
    rank = np.empty(len(first), dtype=np.int32)
    rank[used] = np.arange(len(used), dtype=np.int32)
    none[some] = rank[codes[some]]
    return none, _taken(values, places[used], shelf)


def columns_of(frame: Any, shelf: Shelf | None = None) -> dict[str, Any]:
    """Columns of anything that speaks the Arrow C stream."""
    table = table_of(frame, shelf)
    names = table.column_names
    for name in REQUIRED:
        if name not in names:
            wrong(
                f"the column {name} is missing (there are: {', '.join(names)})",
                name,
                "name the columns post_id, account_id, created_at, text, …",
            )
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        wrong("the column stands twice", twice[0], "rename one of the two")
    return {
        name: table.column(name) for name in (*REQUIRED, "text", *SINGLE, *LISTS) if name in names
    }


def tidied(frame: Any) -> tuple[Any, dict[str, int]]:
    """The columns that are read, each of one type, and what was noted of the times.

    Times are instants, null where they are not usable.
    """
    columns = columns_of(frame)
    times, usable, noted = microseconds(columns["created_at"])
    held = {"created_at": pa.array(times, mask=~usable).cast(INSTANT)}
    for name in ("post_id", "account_id", "text", *SINGLE):
        if name in columns:
            held[name] = strings(columns[name], name)
    for name in LISTS:
        if name in columns:
            held[name] = lists(columns[name], name)
    return pa.table(held), noted


def lists(column: Any, name: str) -> Any:
    """A column of lists of texts; all null where it has no type."""
    kind = pa.large_list(pa.large_string())
    if pa.types.is_null(column.type):
        return pa.nulls(len(column), kind)
    if not (pa.types.is_list(column.type) or pa.types.is_large_list(column.type)):
        wrong(f"the type is {column.type}", name, "give a list of texts")
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    strings(pc.list_flatten(whole), name)  # refuses what is no text
    return whole.cast(kind)


def table_of(frame: Any, shelf: Shelf | None = None) -> Any:
    """All of a frame, its batches in a file where they take too much."""
    if not hasattr(frame, "__arrow_c_stream__"):
        refuse(
            f"a {type(frame).__name__} does not speak the Arrow C stream",
            "give a pandas, polars, pyarrow or DuckDB table",
            place="frame",
        )
    if shelf is None or isinstance(frame, pa.Table):
        return pa.table(frame)
    return shelf.stream(pa.RecordBatchReader.from_stream(frame))


def strings(column: Any, name: str, shelf: Shelf | None = None) -> Any:
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
    parts = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    shelf = shelf or Shelf(1 << 62)
    return shelf.strings(part.cast(pa.large_string()) for part in parts)


def _filled(array: Any) -> NDArray[np.bool_]:
    filled = pc.fill_null(pc.not_equal(array, ""), fill_value=False)
    return np.asarray(filled.to_numpy(zero_copy_only=False), dtype=np.bool_)


def _one_row_a_post(ids: Any, accounts: Any, order: Ints) -> tuple[Ints, Ints]:
    """Places in ``order`` of each post's first row, and the post of every place."""
    count = len(order)
    every = np.arange(count, dtype=np.int64)
    again = every  # places whose id may stand twice
    if count >= COMPILED_FROM:
        from contrecoup.findings.echoes.rows import repeated

        again = np.flatnonzero(repeated(ids)[order])
    rows = pa.array(order[again])
    post = codes(ids.take(rows))
    if not len(post) or int(np.bincount(post).max()) == 1:
        return every, every
    account = codes(accounts.take(rows))
    key = post * (int(account.max()) + 1) + account
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    first_place = every.copy()
    first_place[again] = again[first[inverse]]
    is_first = first_place == every
    rank = np.cumsum(is_first) - 1
    return np.flatnonzero(is_first), rank[first_place]


def codes(array: Any) -> Ints:
    """Codes of an array of strings, in order of first appearance; -1 for null."""
    filled = pc.fill_null(_dictionary(array).indices, -1)
    return np.asarray(filled.to_numpy(zero_copy_only=False), dtype=np.int64)


def _dictionary(array: Any) -> Any:
    """Strings as codes and a dictionary in order of first appearance; null has no code."""
    if len(array) < COMPILED_FROM:
        return pc.dictionary_encode(array)
    from contrecoup.findings.echoes.rows import encoded

    code, first = encoded(array)
    indices = pa.array(code, mask=code < 0 if array.null_count else None)
    return pa.DictionaryArray.from_arrays(indices, array.take(pa.array(first)))


def _sorted_codes(encoded: Any, rows: Ints) -> tuple[Ints, Any]:
    """Codes of some rows in the order of the values themselves, and those values."""
    indices = np.asarray(encoded.indices.fill_null(0).to_numpy(zero_copy_only=False))[rows]
    used = np.zeros(len(encoded.dictionary), dtype=np.bool_)
    used[indices] = True
    order = pc.array_sort_indices(encoded.dictionary).to_numpy()
    order = order[used[order]]
    rank = np.zeros(len(used), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank[indices], encoded.dictionary.take(pa.array(order))


def _acts(columns: dict[str, Any], name: str, keep: Ints, post_of_row: Ints) -> Acts:
    column = columns.pop(name)
    posts, rows = post_of_row, keep
    kind = column.type
    if name in LISTS and not pa.types.is_null(kind):
        if not (pa.types.is_list(kind) or pa.types.is_large_list(kind)):
            wrong(f"the type is {kind}", name, "give a list of texts")
        lists = _taken(column.combine_chunks(), keep)
        if isinstance(lists, pa.ChunkedArray):
            lists = lists.combine_chunks()
        parents = np.asarray(pc.list_parent_indices(lists).to_numpy(), dtype=np.int64)
        values = strings(pc.list_flatten(lists), name)
        posts, rows = post_of_row[parents], keep[parents]
    else:
        values = _taken(strings(column, name), keep)
    there = np.flatnonzero(_filled(values))
    values = _dictionary(values.take(pa.array(there)))
    indices = np.asarray(values.indices.to_numpy(zero_copy_only=False), dtype=np.int64)
    return Acts(posts[there], indices, values.dictionary, rows[there])
