"""What other machines do of a run, and how their answers are put together: Arrow in, Arrow out.

A run on several machines is the run of :mod:`.engine`, four parts of which are done
elsewhere, each on some of the rows: rows are made tidy, texts are read, wordings are
compared, ties are found.  The functions here cut the work so that the same code does it
there, and so that no part of it depends on how it was cut:

- *Wordings* go to the parts of the first words of each (the prefix filter of :mod:`.near`);
  two that are near share one of those, and so meet in a part.
- *Acts* go by group of accounts to every pair of groups.  A pair of accounts meets in one
  of those with all that the two did, and a message that everybody posts is spread over all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from contrecoup.findings.echoes.frame import (
    LISTS,
    SINGLE,
    Acts,
    Frame,
    Ints,
    _sorted_codes,
    tidied,
)
from contrecoup.findings.echoes.intern import Codes
from contrecoup.findings.echoes.join import _prepared
from contrecoup.findings.echoes.near import MOST_PAIRS, SLACK, Pairs, near_pairs
from contrecoup.findings.echoes.order import distinct, runs, sorting
from contrecoup.findings.echoes.scan import scan_texts
from contrecoup.findings.echoes.spool import Ties
from contrecoup.findings.echoes.sweep import Timeline, ahead
from contrecoup.findings.echoes.sweep import _timeline as in_order
from contrecoup.findings.echoes.targets import Targets
from contrecoup.findings.echoes.ties import compiled_ties, rarities
from contrecoup.findings.echoes.wordings import KEYED, Wordings

CARRIED: Final = ("emoji", "variants", "tags", "links")
_TEXT, _TEXTS, _WHOLE = pa.string(), pa.list_(pa.string()), pa.int64()
ROWS: Final = pa.schema(
    [
        ("row", _WHOLE),
        ("post_id", _TEXT),
        ("account_id", _TEXT),
        ("at", _WHOLE),
        ("text", _TEXT),
        *((name, _TEXT) for name in SINGLE),
        *((name, _TEXTS) for name in LISTS),
        ("zoneless", _WHOLE),
        ("refused", pa.bool_()),
    ]
)
WORDS: Final = pa.schema(
    [
        ("number", _WHOLE),
        ("layers", pa.list_(_WHOLE)),
        ("only_emoji", pa.bool_()),
        ("words", pa.list_(_WHOLE)),
        *((name, _TEXTS) for name in CARRIED),
    ]
)
SETS: Final = pa.schema([("part", _WHOLE), ("form", _WHOLE), ("words", pa.list_(pa.int32()))])
PAIRS: Final = pa.schema([("a", _WHOLE), ("b", _WHOLE), ("similarity", pa.float64())])
ACTS: Final = pa.schema(
    [
        ("object", _WHOLE),
        ("at", _WHOLE),
        ("account", _WHOLE),
        ("post", _WHOLE),
        ("rarity", pa.float64()),
        ("hot", pa.bool_()),
    ]
)
TIES: Final = pa.schema(
    [
        ("a", pa.int32()),
        ("b", pa.int32()),
        ("weight", pa.int32()),
        ("objects", pa.int32()),
        ("rarity", pa.float64()),
        ("posts", pa.list_(pa.int32())),
    ]
)
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)


def tidy_rows(table: Any, rows: Ints, good: Any = None) -> Any:
    """Rows of anybody's, with our columns in one type each.

    Args:
        table: some rows of a frame.
        rows: their numbers among all.
        good: which of them are read at all; where not given, all.

    Raises:
        SettingsError: a column is wrong.
    """
    held, noted = tidied(table)
    columns = {name: held[name] for name in held.column_names}
    columns["row"] = pa.array(rows, type=_WHOLE)
    columns["at"] = columns.pop("created_at").cast(_WHOLE)
    zoneless = np.zeros(len(rows), dtype=np.int64)
    zoneless[:1] = sum(noted.values())
    columns["zoneless"] = pa.array(zoneless)
    columns["refused"] = (
        pc.invert(good) if good is not None else pa.repeat(pa.scalar(value=False), len(rows))
    )
    return pa.table(
        {
            field.name: columns[field.name].cast(field.type)
            if field.name in columns
            else pa.nulls(len(rows), field.type)
            for field in ROWS
        },
        schema=ROWS,
    )


def words_of(numbers: Any, texts: Any, aims: Any = None) -> Any:
    """Read some distinct texts; words and keys are hashes, the same everywhere.

    Args:
        numbers: of the texts.
        texts: the texts, none null.
        aims: where each one's links lead (lists); not given: no column says it.
    """
    targets = None
    if aims is not None:
        flat = pc.dictionary_encode(pc.list_flatten(aims).cast(pa.large_string()))
        codes = np.asarray(flat.indices.to_numpy(zero_copy_only=False), dtype=np.int64)
        targets = Targets(_bounds(aims), codes, flat.dictionary)
    read = scan_texts(texts.cast(pa.large_string()), targets, hashed=True)
    carried = [_listed(getattr(read, name), len(texts)) for name in CARRIED]
    columns = [
        numbers,
        _lists(np.arange(len(texts) + 1) * len(KEYED), pa.array(read.layers.T.ravel())),
        pa.array(read.only_emoji),
        _lists(read.starts, pa.array(read.words)),
        *carried,
    ]
    return pa.Table.from_arrays(columns, schema=WORDS)


def _bounds(lists: Any) -> Ints:
    lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def _lists(starts: Ints, values: Any) -> Any:
    return pa.ListArray.from_arrays(pa.array(starts.astype(np.int32)), values)


def _listed(carried: Acts, count: int) -> Any:
    """What each text carries, as lists."""
    starts = np.searchsorted(carried.posts, np.arange(count + 1))
    return _lists(starts, carried.values.take(pa.array(carried.codes)).cast(_TEXT))


def wordings_of(parts: Iterable[Any], texts: Any) -> Wordings:
    """All that was read, given in order of the texts' numbers."""
    code = Codes()
    layers = [np.zeros((0, len(KEYED)), dtype=np.int64)]
    only: list[NDArray[np.bool_]] = [np.zeros(0, dtype=np.bool_)]
    words: list[NDArray[np.int32]] = [np.zeros(0, dtype=np.int32)]
    lengths: list[Ints] = [np.zeros(0, dtype=np.int64)]
    carried = {name: Carried() for name in CARRIED}
    count = 0
    for part in parts:
        for batch in part.to_batches():
            layers.append(_flat(batch["layers"]).reshape(-1, len(KEYED)))
            only.append(batch["only_emoji"].to_numpy(zero_copy_only=False))
            words.append(code(_flat(batch["words"]).view(np.uint64)))
            lengths.append(np.diff(_bounds(batch["words"])))
            for name in CARRIED:
                carried[name].add(batch[name], np.arange(count, count + batch.num_rows))
            count += batch.num_rows
    return Wordings(
        texts=texts,
        layers=np.ascontiguousarray(np.concatenate(layers).T),
        only_emoji=np.concatenate(only).astype(np.bool_),
        starts=np.concatenate([[0], np.cumsum(np.concatenate(lengths))]).astype(np.int64),
        words=np.concatenate(words),
        **{name: held.acts().distinct() for name, held in carried.items()},
    )


def _flat(lists: Any) -> Ints:
    return np.asarray(pc.list_flatten(lists).to_numpy(zero_copy_only=False), dtype=np.int64)


class Carried:
    """Values that come in parts, as acts with one code a value."""

    def __init__(self) -> None:
        self.encoded: list[Any] = []
        self.of: list[Ints] = []
        self.rows: list[Ints] = []

    def add(self, values: Any, of: Ints, rows: Ints | None = None) -> None:
        """Add a column of texts, or of lists of texts: an entry for each of ``of``."""
        rows = of if rows is None else rows
        if pa.types.is_list(values.type):
            parents = np.asarray(pc.list_parent_indices(values).to_numpy(), dtype=np.int64)
            of, rows, values = of[parents], rows[parents], pc.list_flatten(values)
        filled = pc.fill_null(pc.not_equal(values, ""), fill_value=False)
        there = np.flatnonzero(filled.to_numpy(zero_copy_only=False))
        values = values.take(pa.array(there)).cast(pa.large_string())
        self.encoded.append(pc.dictionary_encode(values))
        self.of.append(of[there])
        self.rows.append(rows[there])

    def acts(self) -> Acts:
        """All of them, in the order in which they came."""
        kind = pa.dictionary(pa.int32(), pa.large_string())
        whole = pa.chunked_array(self.encoded, type=kind).unify_dictionaries()
        none = np.zeros(0, dtype=np.int64)
        codes = [np.asarray(part.indices.to_numpy(), dtype=np.int64) for part in whole.chunks]
        values = whole.chunk(0).dictionary if whole.num_chunks else pa.array([], pa.large_string())
        return Acts(
            np.concatenate([none, *self.of]),
            np.concatenate([none, *codes]),
            values,
            np.concatenate([none, *self.rows]),
        )


def frame_of(
    posts: Iterable[Any],
    extra: Iterable[Any],
    texts: Any,
    text_of: NDArray[np.int32],
    names: Iterable[str],
    outcomes: dict[str, int],
) -> Frame:
    """Put a frame together from posts in canonical order.

    Args:
        posts: ``post_id, account_id, at, reposted, row`` and ``first_row`` (the least of all
            its rows), and the columns of what it did.
        extra: further rows of posts that have several: ``number`` (of the post), ``row`` and
            those columns.
        texts: the distinct texts.
        text_of: text of each post (-1: none).
        names: columns of what posts do that the input has.
        outcomes: what became of the rows.
    """
    ids: list[Any] = [pa.array([], pa.large_string())]
    accounts = Carried()
    numbers: dict[str, list[Ints]] = {name: [np.zeros(0, np.int64)] for name in ("at", "first_row")}
    originals: list[NDArray[np.bool_]] = [np.zeros(0, dtype=np.bool_)]
    acts = {name: Carried() for name in names}
    count = 0
    for part in posts:
        for batch in part.to_batches():
            own = np.arange(count, count + batch.num_rows)
            ids.append(batch["post_id"].cast(pa.large_string()))
            accounts.add(batch["account_id"], own)
            for name, found in numbers.items():
                found.append(batch[name].to_numpy())
            originals.append(~batch["reposted"].to_numpy(zero_copy_only=False))
            for name, held in acts.items():
                held.add(batch[name], own, batch["row"].to_numpy())
            count += batch.num_rows
    for part in extra:
        for batch in part.to_batches():
            for name, held in acts.items():
                held.add(batch[name], batch["number"].to_numpy(), batch["row"].to_numpy())
    whose = accounts.acts()
    encoded = pa.DictionaryArray.from_arrays(pa.array(whose.codes.astype(np.int32)), whose.values)
    codes, account_ids = _sorted_codes(encoded, np.arange(count))
    return Frame(
        ids=pa.concat_arrays(ids),
        accounts=codes,
        account_ids=account_ids,
        times=np.concatenate(numbers["at"]),
        texts=texts,
        text_of=text_of,
        originals=np.concatenate(originals).astype(np.bool_),
        post_of_row=np.arange(count),
        kept=np.concatenate(numbers["first_row"]),
        acts={name: _by_row(held.acts()) for name, held in acts.items()},
        outcomes=outcomes,
    )


def _by_row(acts: Acts) -> Acts:
    if bool((acts.rows[1:] >= acts.rows[:-1]).all()):
        return acts
    order = sorting(acts.rows)
    return Acts(acts.posts[order], acts.codes[order], acts.values, acts.rows[order])


def aims_of(targets: Targets, count: int) -> Iterator[Any]:
    """Where the links of texts lead, as tables of ``number, aims``; only texts that have any."""
    some = np.flatnonzero(np.diff(targets.starts[: count + 1]))
    for low in range(0, len(some), 1 << 18):
        part = some[low : low + (1 << 18)]
        lengths = np.diff(targets.starts)[part]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        codes = runs(targets.codes, targets.starts[part], lengths)
        values = targets.values.take(pa.array(codes)).cast(_TEXT)
        yield pa.table({"number": pa.array(part, _WHOLE), "aims": _lists(starts, values)})


def sets_of(starts: Ints, words: NDArray[np.int32], least: int) -> Iterator[Any]:
    """Sets of words that can be near another, as tables; words are ranks, the rarest first."""
    bounds, ranks, _, order = _prepared(starts, words, least)
    for low in range(0, len(order), 1 << 18):
        high = min(len(order), low + (1 << 18))
        lists = _lists(
            bounds[low : high + 1] - bounds[low], pa.array(ranks[bounds[low] : bounds[high]])
        )
        forms = pa.array(order[low:high], _WHOLE)
        yield pa.table({"form": forms, "words": lists})


def spread_sets(sets: Any, threshold: float, parts: int) -> Any:
    """Each set once for every part that one of its first words falls in."""
    lists = sets["words"]
    starts, ranks = _bounds(lists), pc.list_flatten(lists).to_numpy(zero_copy_only=False)
    sizes = np.diff(starts)
    first = sizes - np.ceil(threshold * sizes - SLACK).astype(np.int64) + 1
    own = np.repeat(np.arange(len(sizes)), first)
    word = runs(ranks, starts[:-1], first)
    key = distinct(own * parts + part_of(word, parts))
    rows = pa.array(key // parts)
    columns = [pa.array(key % parts), sets["form"].take(rows), lists.take(rows)]
    return pa.Table.from_arrays(columns, schema=SETS)


def part_of(values: Ints, parts: int) -> Ints:
    """Part that each number falls in."""
    mixed = values.astype(np.uint64) * _SPREAD >> np.uint64(33)
    return (mixed % np.uint64(parts)).astype(np.int64)


def near_among(sets: Any, threshold: float, least: int) -> Any:
    """Near pairs among the sets of one part; one row of -1 where they are too many to list."""
    lists = sets["words"].combine_chunks()
    forms = sets["form"].to_numpy()
    words = pc.list_flatten(lists).to_numpy(zero_copy_only=False).astype(np.int32)
    found = near_pairs(
        _bounds(lists), words, threshold, min_words=least, most=MOST_PAIRS, compiled=True
    )
    if not found.whole:
        return pa.table({"a": [-1], "b": [-1], "similarity": [0.0]}, schema=PAIRS)
    a, b = forms[found.a], forms[found.b]
    columns = [np.minimum(a, b), np.maximum(a, b), found.similarity]
    return pa.Table.from_arrays([pa.array(column) for column in columns], schema=PAIRS)


def pairs_of(parts: Iterable[Any]) -> Pairs:
    """Near pairs of all parts, each once; none where they are too many to list."""
    held = pa.concat_tables([PAIRS.empty_table(), *parts])
    a, b = held["a"].to_numpy(), held["b"].to_numpy()
    order = sorting(a, b)
    a, b, ratio = a[order], b[order], held["similarity"].to_numpy()[order]
    new = np.ones(len(a), dtype=np.bool_)
    new[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    if int(new.sum()) > MOST_PAIRS or (len(a) and a[0] < 0):
        return Pairs(a[:0], b[:0], ratio[:0], whole=False)
    return Pairs(a[new], b[new], ratio[new])


def acts_of(line: Timeline, hot: NDArray[np.bool_]) -> Iterator[Any]:
    """Acts on shared objects as tables: with what sharing each object counts for."""
    rarity = rarities(line)
    records = np.repeat(hot, np.diff(line.starts))
    for low in range(0, len(line), 1 << 20):
        part = slice(low, low + (1 << 20))
        objects = line.objects[part]
        columns: list[Any] = [objects, line.times[part], line.accounts[part], line.posts[part]]
        columns += [rarity[objects], records[part]]
        yield pa.Table.from_arrays([pa.array(column) for column in columns], schema=ACTS)


def share_acts(acts: Any, groups: int) -> Any:
    """Each act once for every pair of groups that its account is in (at least three groups)."""
    own = part_of(acts["account"].to_numpy(), groups)
    others = (own[:, None] + np.arange(1, groups)) % groups
    low, high = np.minimum(own[:, None], others), np.maximum(own[:, None], others)
    rows = pa.array(np.repeat(np.arange(len(own)), groups - 1))
    return acts.take(rows).append_column("pair", pa.array((low * groups + high).ravel()))


def ties_among(
    acts: Any, groups: int, *, window: int, min_ties: int, most: int, several: bool
) -> Any:
    """Ties between the accounts of two groups, and inside a group in one of its pairs."""
    columns = {name: acts[name].to_numpy(zero_copy_only=False) for name in ACTS.names}
    pair = int(acts["pair"][0].as_py())
    order = sorting(columns["object"], columns["post"])
    columns = {name: column[order] for name, column in columns.items()}
    accounts, account = np.unique(columns["account"], return_inverse=True)
    posts, post = np.unique(columns["post"], return_inverse=True)
    _, first, thing = np.unique(columns["object"], return_index=True, return_inverse=True)
    line = in_order(thing, columns["at"], account, post)
    found = Ties.joined(
        list(
            compiled_ties(
                line,
                ahead(line, window),
                window,
                columns["hot"][line.starts[:-1]],
                min_ties,
                most,
                lambda ties, _: ties,
                several=several,
                rarity=columns["rarity"][first],
            )
        )
    )
    a, b = accounts[found.a], accounts[found.b]
    one, two = part_of(a, groups), part_of(b, groups)
    low, high = pair // groups, pair % groups
    home = low if high - low == 1 else high if high - low == groups - 1 else -1  # in a ring
    mine = np.flatnonzero((one != two) | (one == home))
    lists = _lists(found.starts, pa.array(posts[found.posts].astype(np.int32)))
    held = [a.astype(np.int32), b.astype(np.int32), found.weight, found.objects, found.rarity]
    whole = pa.Table.from_arrays([*map(pa.array, held), lists], schema=TIES)
    return whole.take(pa.array(mine))


def ties_of(table: Any) -> Ties:
    """Ties as columns, from a table of them in order of their accounts."""
    lists = table["posts"].combine_chunks()
    if isinstance(lists, pa.ChunkedArray):
        lists = lists.chunk(0) if lists.num_chunks else pa.array([], lists.type)
    columns = {name: table[name].to_numpy() for name in ("a", "b", "weight", "objects", "rarity")}
    posts = pc.list_flatten(lists).to_numpy(zero_copy_only=False).astype(np.int32)
    return Ties(**columns, starts=_bounds(lists), posts=posts)
