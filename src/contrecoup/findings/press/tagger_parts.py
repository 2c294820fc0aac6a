"""Parts of speech by a trained linear model: hashed properties, whole-number weights.

Seventeen parts, those of Universal Dependencies; the table of a language is learned from treebanks.
They are one more column that the taggers of quotations and of names see.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from zlib import crc32

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.press.tagger_hash import BUCKETS, Template, by_word, hashed, shape
from contrecoup.findings.press.tagger_paths import summed
from contrecoup.language.text import Token

LANGUAGES = frozenset({"en", "fr"})
PARTS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
_WORD, _LAST3, _LAST2, _FIRST3, _SHAPE, _START = range(6)
_REACH = 2
_BEGIN = np.zeros(len(PARTS), np.int32)
#: Which columns at which places a property joins.
TEMPLATES: tuple[Template, ...] = (
    *(((_WORD, d),) for d in (-2, -1, 0, 1, 2)),
    ((_WORD, -1), (_WORD, 0)),
    ((_WORD, 0), (_WORD, 1)),
    ((_WORD, -1), (_WORD, 1)),
    *(((_LAST3, d),) for d in (-1, 0, 1)),
    ((_LAST2, 0),),
    ((_FIRST3, 0),),
    ((_SHAPE, 0), (_START, 0)),
    ((_SHAPE, -1), (_SHAPE, 0), (_SHAPE, 1)),
    ((_LAST3, -1), (_LAST3, 0)),
    ((_LAST3, 0), (_LAST3, 1)),
    ((_LAST2, 0), (_SHAPE, 0)),
)


@frozen(kw_only=True, eq=False)
class Weights:
    """Scores of parts by bucket, and of one part behind another."""

    rows: NDArray[np.int16]
    moves: NDArray[np.int32]


@cache
def weights(lang: str) -> Weights:
    """The table of a language, ``models/LANG-parts.npz``."""
    path = files("contrecoup.findings.press") / "models" / f"{lang}-parts.npz"
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as z:
        rows = np.zeros((BUCKETS, len(PARTS)), np.int16)
        rows[z["at"]] = z["rows"]
        return Weights(rows=rows, moves=z["moves"].astype(np.int32))


def buckets(words: Sequence[Token], bounds: Sequence[tuple[int, int]]) -> NDArray[np.uint16]:
    """One row a token, one hashed property a column; ``bounds`` are the sentences."""
    base = np.zeros((len(words) + 2 * _REACH, 6), np.uint64)
    starts = {first for first, _ in bounds}
    base[_REACH : len(words) + _REACH, :5] = by_word(words, _cuts, 5)
    base[_REACH : len(words) + _REACH, _START] = 1
    base[[first + _REACH for first in starts], _START] = 2
    return hashed(base, TEMPLATES, _REACH)


def _cuts(token: Token) -> tuple[int, ...]:
    low = "0" if token.text[0].isdigit() else token.text.lower()
    cuts = (low, low[-3:], low[-2:], low[:3], shape(token.text))
    return tuple(crc32(c.encode()) for c in cuts)


def parts(words: Sequence[Token], bounds: Sequence[tuple[int, int]], lang: str) -> NDArray[np.int8]:
    """The number of each token's part, from 1; 0 outside the sentences and in other languages."""
    spans = [(first, behind) for first, behind in bounds if first < behind]
    if not spans or lang not in LANGUAGES:
        return np.zeros(len(words), np.int8)
    model = weights(lang)
    out = summed(buckets(words, spans), spans, model.rows, model.moves, _BEGIN)
    for first, behind in spans:
        out[first:behind] += 1
    return out
