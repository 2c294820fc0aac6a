"""Distinct texts read by compiled code, in batches, on as many threads as there are cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from contrecoup.findings.echoes import normal
from contrecoup.findings.echoes.characters import emoji_class
from contrecoup.findings.echoes.frame import Acts, Ints
from contrecoup.findings.echoes.hashes import Words
from contrecoup.findings.echoes.intern import Codes
from contrecoup.findings.echoes.order import runs
from contrecoup.findings.echoes.scanner import (
    Found,
    Tables,
    present_in,
    scan,
    tables,
    unit_hashes,
)
from contrecoup.findings.echoes.shelf import Shelf
from contrecoup.findings.echoes.targets import Targets
from contrecoup.findings.echoes.wordings import Wordings

BATCH_TEXTS: Final = 32_768
BATCH_BYTES: Final = 2 << 20
LAYERS: Final = len(normal.LAYERS) - 1
_ELLIPSIS: Final = "…".encode()
NO_AIMS: Final = np.zeros(0, dtype=np.uint64)


def scan_texts(
    texts: Any,
    targets: Targets | None = None,
    *,
    hashed: bool = False,
    shelf: Shelf | None = None,
) -> Wordings:
    """Read distinct texts (an array of large strings without nulls).

    Words are codes in order of appearance, or (``hashed``) what they are everywhere: their hashes.
    They lie on the ``shelf``, where posts take much.
    """
    data, offsets = _bytes(texts)
    cuts = _batches(offsets)
    known = tables(present_in(data, int(offsets[0]), int(offsets[-1])))

    def one(low_high: tuple[int, int]) -> Found:
        part = offsets[low_high[0] : low_high[1] + 1]
        longest = int(np.diff(part).max(initial=0))
        return Found(*scan(data, part, *known, longest, NO_AIMS))

    codes = Codes()
    found: list[Found] = []
    ends = [np.zeros(1, dtype=np.int64)]
    layers = np.empty((LAYERS, len(texts)), dtype=np.int64)

    def words_in_turn(pool: ThreadPoolExecutor) -> Iterator[NDArray[Any]]:
        done = 0
        for part in _in_turn(pool, one, list(pairwise(cuts)) or [(0, 0)]):
            ends.append(part.ends + ends[-1][-1])
            layers[:, done : done + len(part.ends)] = part.layers
            done += len(part.ends)
            none = part.layers[:, :0].copy()
            found.append(part._replace(layers=none, words=NO_AIMS, ends=part.ends[:0]))
            yield part.words.view(np.int64) if hashed else codes(part.words)

    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        words = (shelf or Shelf(1 << 62)).joined(words_in_turn(pool))
    linked = _rows(found, "links", cuts)
    if targets is not None and len(linked):
        _aim(layers, texts, data, offsets, linked, targets, known)
    emoji, variants = _emoji(_rows(found, "emoji", cuts))
    return Wordings(
        texts=texts,
        layers=layers,
        only_emoji=np.concatenate([part.only_emoji for part in found]),
        starts=np.concatenate(ends),
        words=words,
        emoji=emoji,
        variants=variants,
        tags=_tags(data, offsets, _rows(found, "tags", cuts)),
        links=_links(data, offsets, linked),
    )


def _aim(
    layers: Ints,
    texts: Any,
    data: NDArray[np.uint8],
    offsets: Ints,
    linked: Words,
    targets: Targets,
    known: Tables,
) -> None:
    """Read the texts that have links again, with what those lead to in their place."""
    of = linked[:, 0].astype(np.int64)
    some, count = np.unique(of, return_counts=True)
    size = np.diff(targets.starts)[some]
    told = size == count
    keys = [normal.link_key(value) for value in targets.values.to_pylist()]
    named = dict.fromkeys(key for key in keys if key)
    spelled, written = _written(data, offsets, linked[np.repeat(~told, count)])
    named |= dict.fromkeys(key for key in written if key)
    names = pa.array(list(named), pa.large_string())
    hashes = dict(zip(named, unit_hashes(*_bytes(names)).tolist(), strict=True))
    aims = np.zeros(len(linked), dtype=np.uint64)
    low = np.repeat(targets.starts[:-1][some][told], count[told])
    inside = np.arange(len(low)) - np.repeat(np.cumsum(count[told]) - count[told], count[told])
    by_code = np.array([hashes.get(key, 0) for key in keys], dtype=np.uint64)
    aims[np.repeat(told, count)] = by_code[targets.codes[low + inside]]
    by_spelling = np.array([hashes.get(key, 0) for key in written], dtype=np.uint64)
    aims[np.repeat(~told, count)] = by_spelling[spelled] if len(written) else 0
    part, at = _bytes(texts.take(pa.array(some)))
    longest = int(np.diff(at).max(initial=0))
    layers[:, some] = Found(*scan(part, at, *known, longest, aims)).layers


def _in_turn(
    pool: ThreadPoolExecutor, work: Callable[[tuple[int, int]], Found], parts: list[tuple[int, int]]
) -> Iterator[Found]:
    """Results in order, few of them held at a time."""
    waiting: list[Future[Found]] = []
    for part in parts:
        waiting.append(pool.submit(work, part))
        if len(waiting) > 3:
            yield waiting.pop(0).result()
    while waiting:
        yield waiting.pop(0).result()


def _bytes(texts: Any) -> tuple[NDArray[np.uint8], Ints]:
    _, offsets, data = texts.buffers()
    count = len(texts)
    at = np.frombuffer(offsets, dtype=np.int64, count=texts.offset + count + 1)[texts.offset :]
    raw = np.frombuffer(data if data is not None else b"", dtype=np.uint8)
    return raw, at


def _batches(offsets: Ints) -> list[int]:
    cuts = [0]
    last = len(offsets) - 1
    while cuts[-1] < last:
        reach = int(np.searchsorted(offsets, offsets[cuts[-1]] + BATCH_BYTES))
        cuts.append(min(last, max(cuts[-1] + 1, min(cuts[-1] + BATCH_TEXTS, reach))))
    return cuts


def _rows(found: list[Found], name: str, cuts: list[int]) -> Words:
    """Occurrences of all batches, the text's number counted from the first text of all."""
    parts = [getattr(part, name) for part in found]
    for part, since in zip(parts, cuts, strict=False):
        part[:, 0] += np.uint64(since)
    return np.concatenate(parts)


def _emoji(rows: Words) -> tuple[Acts, Acts]:
    values, codes = np.unique(rows[:, 1], return_inverse=True)
    names = [_letters(value) for value in values.tolist()]
    texts = rows[:, 0].astype(np.int64)
    variants = Acts(texts, codes.astype(np.int64), pa.array(names, pa.large_string()), texts)
    classes = [chr(emoji_class(ord(n))) if len(n) == 1 else n for n in names]
    known = {name: code for code, name in enumerate(dict.fromkeys(classes))}
    of = np.array([known[name] for name in classes], dtype=np.int64)
    kinds = Acts(texts, of[codes], pa.array(list(known), pa.large_string()), texts)
    return kinds.distinct(), variants.distinct()


def _letters(value: int) -> str:
    return chr(value) if value < 1 << 32 else chr(value >> 32) + chr(value & 0xFFFFFFFF)


def _tags(data: NDArray[np.uint8], offsets: Ints, rows: Words) -> Acts:
    _, first, codes = np.unique(rows[:, 1], return_index=True, return_inverse=True)
    texts = rows[:, 0].astype(np.int64)
    begins = offsets[texts] + rows[:, 2].astype(np.int64)
    stops = offsets[texts] + rows[:, 3].astype(np.int64)
    raw = [data[begins[row] : stops[row]].tobytes() for row in first.tolist()]
    names = [
        tag.decode("ascii").lower()
        if tag.isascii()
        else normal.read("#" + tag.decode("utf-8")).tags[0]
        for tag in raw
    ]
    values = pa.array(names, pa.large_string())
    return Acts(texts, codes.astype(np.int64), values, texts).distinct()


def _links(data: NDArray[np.uint8], offsets: Ints, rows: Words) -> Acts:
    texts = rows[:, 0].astype(np.int64)
    spelled, named = _written(data, offsets, rows)
    keys: dict[str, int] = {}
    code = np.array([keys.setdefault(k, len(keys)) if k else -1 for k in named], dtype=np.int64)
    codes = code[spelled] if len(code) else spelled
    kept = codes >= 0
    values = pa.array(list(keys), pa.large_string())
    return Acts(texts[kept], codes[kept], values, texts[kept]).distinct()


def _written(data: NDArray[np.uint8], offsets: Ints, rows: Words) -> tuple[Ints, list[str]]:
    """Links as they are written: the code of each, and the key of each code; empty for none."""
    texts, begins, stops = (rows[:, column].astype(np.int64) for column in range(3))
    begins += offsets[texts]
    stops += offsets[texts]
    cut = np.flatnonzero(stops + len(_ELLIPSIS) <= offsets[texts + 1])
    for turn, byte in enumerate(_ELLIPSIS):
        cut = cut[data[stops[cut] + turn] == byte]
    stops[cut] += len(_ELLIPSIS)
    at = np.concatenate([[0], np.cumsum(stops - begins)]).astype(np.int64)
    raw = runs(data, begins, stops - begins)
    texts_of = pa.LargeStringArray.from_buffers(len(rows), pa.py_buffer(at), pa.py_buffer(raw))
    spelled = texts_of.dictionary_encode()
    keys = [normal.link_key(link) for link in spelled.dictionary.to_pylist()]
    return np.asarray(spelled.indices.to_numpy(), dtype=np.int64), keys
