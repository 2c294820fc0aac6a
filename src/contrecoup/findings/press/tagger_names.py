"""Names of French texts by a trained linear model: hashed properties, whole-number weights.

Every property of a token is a number; its hash is a row of the table of weights.  All sums
are of whole numbers, so each machine gives the same names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from zlib import crc32

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.press.tagger_hash import BUCKETS, Template, hashed, shape
from contrecoup.findings.press.tagger_paths import summed
from contrecoup.language.given import GIVEN
from contrecoup.language.names import Name, well_known
from contrecoup.language.organisations import listed
from contrecoup.language.places import PLACES
from contrecoup.language.text import Token

KINDS = ("person", "organisation", "place", "thing")
TAGS = 1 + 2 * len(KINDS)
_SIDES = {"person": 1, "organisation": 2, "place": 3, "unknown": 4}
(_WORD, _LAST3, _FIRST3, _LAST4, _SHAPE, _KNOWN, _RULE, _ELSEWHERE, _START, _LISTED, _EDGE,
 _PART) = range(12)  # fmt: skip
_REACH = 3
#: Which columns at which places a property joins.
TEMPLATES: tuple[Template, ...] = (
    *(((_WORD, d),) for d in (-3, -2, -1, 0, 1, 2, 3)),
    ((_WORD, -1), (_WORD, 0)),
    ((_WORD, 0), (_WORD, 1)),
    ((_WORD, -2), (_WORD, -1)),
    ((_WORD, -1), (_SHAPE, 0)),
    ((_WORD, 1), (_SHAPE, 0)),
    ((_WORD, -1), (_SHAPE, 0), (_SHAPE, 1)),
    ((_WORD, -2), (_WORD, -1), (_SHAPE, 0)),
    *(((_LAST3, d),) for d in (-1, 0, 1)),
    ((_LAST4, 0),),
    ((_FIRST3, 0),),
    ((_SHAPE, -1), (_SHAPE, 0), (_SHAPE, 1)),
    ((_SHAPE, -2), (_SHAPE, -1), (_SHAPE, 0)),
    ((_SHAPE, 0), (_START, 0)),
    *(((_KNOWN, d), (_SHAPE, d)) for d in (-1, 0, 1)),
    ((_KNOWN, -1), (_KNOWN, 0), (_KNOWN, 1)),
    *(((_RULE, d),) for d in (-1, 0, 1)),
    ((_RULE, 0), (_SHAPE, 0)),
    ((_RULE, 0), (_RULE, 1), (_SHAPE, 1)),
    ((_RULE, 0), (_WORD, -1)),
    ((_RULE, 0), (_KNOWN, 0), (_KNOWN, 1)),
    ((_ELSEWHERE, 0), (_SHAPE, 0)),
    ((_ELSEWHERE, 0), (_RULE, 0)),
    ((_ELSEWHERE, -1), (_ELSEWHERE, 0), (_ELSEWHERE, 1)),
    ((_LISTED, 0),),
    *(((_EDGE, d),) for d in (-1, 0, 1)),
    *(((_PART, d),) for d in (-1, 0, 1)),
    ((_PART, -1), (_PART, 0), (_PART, 1)),
    ((_PART, -2), (_PART, -1), (_PART, 0)),
)


@frozen(kw_only=True, eq=False)
class Weights:
    """Scores of tags by bucket, and of one tag behind another."""

    rows: NDArray[np.int16]
    moves: NDArray[np.int32]


@cache
def weights() -> Weights:
    """The table in ``models/fr-names.npz``."""
    path = files("contrecoup.findings.press") / "models" / "fr-names.npz"
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as z:
        rows = np.zeros((BUCKETS + 1, TAGS), np.int16)
        rows[z["at"]] = z["rows"]
        return Weights(rows=rows, moves=z["moves"].astype(np.int32))


def buckets(
    words: Sequence[Token],
    ruled: Sequence[Name],
    starts: frozenset[int],
    classes: Mapping[str, int],
    parts: NDArray[np.int8],
) -> NDArray[np.uint16]:
    """One row a token, one hashed property a column."""
    count = len(words)
    base = np.zeros((count + 2 * _REACH, 12), np.uint64)
    seen: dict[str, tuple[int, ...]] = {}
    for i, token in enumerate(words):
        row = seen.get(token.text)
        if row is None:
            low = "0" if token.text[0].isdigit() else token.low
            row = seen[token.text] = (
                crc32(low.encode()),
                crc32(low[-3:].encode()),
                crc32(low[:3].encode()),
                crc32(low[-4:].encode()),
                crc32(shape(token.text).encode()),
                1
                + (low in GIVEN or low.split("-")[0] in GIVEN)
                + 2 * (low in PLACES)
                + 4 * classes.get(low, 0),
            )
        base[i + _REACH, :6] = row
    base[_REACH : count + _REACH, _RULE] = 1
    elsewhere: dict[str, int] = {}
    for name in ruled:
        kind = 2 * _SIDES[name.kind]
        base[name.first + _REACH : name.behind + _REACH, _RULE] = kind + 1
        base[name.first + _REACH, _RULE] = kind
        if name.behind - name.first > 1 or name.kind != "unknown":
            for token in words[name.first : name.behind]:
                elsewhere[token.low] = elsewhere.get(token.low, 0) | 1 << _SIDES[name.kind]
    for i, token in enumerate(words):
        base[i + _REACH, _ELSEWHERE] = 1 + elsewhere.get(token.low, 0)
        base[i + _REACH, _START] = 1 + (i in starts)
    for first, behind, number in listed(words):
        for i in range(first, behind):
            base[i + _REACH, _EDGE] = 1 + (i == first) + 2 * (i == behind - 1)
            base[i + _REACH, _LISTED] = 4 * number + base[i + _REACH, _EDGE]
    base[_REACH : count + _REACH, _PART] = parts
    return hashed(base, TEMPLATES, _REACH)


def best(
    rows: NDArray[np.uint16], bounds: Sequence[tuple[int, int]], model: Weights
) -> NDArray[np.int8]:
    """The best tags: 0 outside, then first and further tokens of each kind."""
    begin = np.zeros(TAGS, np.int32)
    begin[2::2] = -1_000_000
    return summed(rows, bounds, model.rows, model.moves, begin)


def merged(words: Sequence[Token], ruled: Sequence[Name], tags: Sequence[int]) -> list[Name]:
    """Names by the tagger; where it sees none, full names of people that the rules find.

    Other stretches of capitals stay, of unknown kind.
    """
    out: list[Name] = []
    kind = first = 0
    genders = {n.behind: n.gender for n in ruled}
    for i, tag in enumerate([*tags, 0]):
        if kind and (not tag or tag % 2 or (tag + 1) // 2 != kind):
            named = (*KINDS[:3], "unknown")[kind - 1]
            if named == "unknown" and _well_known(words[first:i]):
                named = "organisation"
            out.append(Name(first, i, named, genders.get(i, "")))
            kind = 0
        if tag and not kind:
            kind, first = (tag + 1) // 2, i
    taken = {i for n in out for i in range(n.first, n.behind)}
    for name in ruled:
        if any(i in taken for i in range(name.first, name.behind)):
            continue
        sure = name.kind == "person" and (
            bool(name.gender) or (name.behind - name.first > 1 and words[name.first].low in GIVEN)
        )
        sure = sure or _well_known(words[name.first : name.behind])
        out.append(name if sure else name._replace(kind="unknown"))
    return sorted(out)


def _well_known(words: Sequence[Token]) -> bool:
    return all(well_known(w.low) for w in words)
