"""Properties of words as numbers: shapes, and hashes of what several columns say together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from contrecoup.language.text import Token

#: Columns at places before and behind a token that one property joins.
Template = tuple[tuple[int, int], ...]
BUCKETS = 1 << 16


def hashed(
    base: NDArray[np.uint64], templates: Sequence[Template], reach: int
) -> NDArray[np.uint16]:
    """The bucket of each property of each token; ``base`` has ``reach`` empty rows at both ends."""
    count = len(base) - 2 * reach
    out = np.empty((count, len(templates)), np.uint16)
    for n, template in enumerate(templates):
        mixed = np.full(count, 1_469_598_103 + 7_919 * n, np.uint64)
        for column, step in template:
            mixed ^= base[reach + step : reach + step + count, column]
            mixed *= np.uint64(1_099_511_628_211)
            mixed ^= mixed >> np.uint64(29)
        out[:, n] = mixed.astype(np.uint16)  # the lowest sixteen bits
    return out


def by_word(
    words: Sequence[Token], told: Callable[[Token], tuple[int, ...]], width: int
) -> NDArray[np.uint64]:
    """What follows from a word alone, told once for each: one row a token, ``width`` columns."""
    seen: dict[str, int] = {}
    rows: list[tuple[int, ...]] = []
    at = []
    for token in words:
        number = seen.get(token.text)
        if number is None:
            number = seen[token.text] = len(rows)
            rows.append(told(token))
        at.append(number)
    return np.array(rows, np.uint64).reshape(-1, width)[at]


@lru_cache(maxsize=50_000)
def shape(text: str) -> str:
    """*Xx*, *X*, *x*, *d* for words, the sign itself for marks."""
    if not text[0].isalnum():
        return text[0] if text[0] not in "@#" else "@"
    out = ""
    for c in text[:12]:
        kind = "X" if c.isupper() else "d" if c.isdigit() else "x" if c.isalnum() else "-"
        if not out.endswith(kind):
            out += kind
    return out
