"""Names of French and English texts by a trained linear model: hashed properties, whole-number weights.

Every property of a token is a number; its hash is a row of the table of weights.  All sums
are of whole numbers, so each machine gives the same names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from zlib import crc32

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.press.tagger_hash import BUCKETS, Template, by_word, hashed, shape
from contrecoup.findings.press.tagger_paths import summed
from contrecoup.language.given import GIVEN
from contrecoup.language.names import Name, no_name, plain_word, says_what_it_is, well_known
from contrecoup.language.organisations import listed
from contrecoup.language.places import PLACES
from contrecoup.language.text import Token

LANGUAGES = frozenset({"en", "fr"})
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
def weights(lang: str) -> Weights:
    """The table of a language, ``models/LANG-names.npz``."""
    path = files("contrecoup.findings.press") / "models" / f"{lang}-names.npz"
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
    base[_REACH : count + _REACH, :6] = by_word(words, partial(_told, classes=classes), 6)
    base[_REACH : count + _REACH, _RULE] = 1
    elsewhere: dict[str, int] = {}
    for name in ruled:
        kind = 2 * _SIDES[name.kind]
        base[name.first + _REACH : name.behind + _REACH, _RULE] = kind + 1
        base[name.first + _REACH, _RULE] = kind
        if name.behind - name.first > 1 or name.kind != "unknown":
            for token in words[name.first : name.behind]:
                elsewhere[token.low] = elsewhere.get(token.low, 0) | 1 << _SIDES[name.kind]
    base[_REACH : count + _REACH, _ELSEWHERE] = [1 + elsewhere.get(t.low, 0) for t in words]
    base[_REACH : count + _REACH, _START] = 1
    base[[i + _REACH for i in starts if i < count], _START] = 2
    for first, behind, number in listed(words):
        for i in range(first, behind):
            base[i + _REACH, _EDGE] = 1 + (i == first) + 2 * (i == behind - 1)
            base[i + _REACH, _LISTED] = 4 * number + base[i + _REACH, _EDGE]
    base[_REACH : count + _REACH, _PART] = parts
    return hashed(base, TEMPLATES, _REACH)


def _told(token: Token, classes: Mapping[str, int]) -> tuple[int, ...]:
    """What follows from a word alone."""
    low = "0" if token.text[0].isdigit() else token.low
    cuts = (low, low[-3:], low[:3], low[-4:], shape(token.text))
    known = 1 + (low in GIVEN or low.split("-")[0] in GIVEN) + 2 * (low in PLACES)
    return (*(crc32(c.encode()) for c in cuts), known + 4 * classes.get(low, 0))


def best(
    rows: NDArray[np.uint16], bounds: Sequence[tuple[int, int]], model: Weights
) -> NDArray[np.int8]:
    """The best tags: 0 outside, then first and further tokens of each kind."""
    begin = np.zeros(TAGS, np.int32)
    begin[2::2] = -1_000_000
    return summed(rows, bounds, model.rows, model.moves, begin)


def merged(
    words: Sequence[Token], ruled: Sequence[Name], tags: Sequence[int], lang: str
) -> list[Name]:
    """Names by the tagger; where it sees none, what the rules are sure of.

    These are full names of people, and organisations that everybody knows or that say what they
    are (*Ligue de Nacre*, *Nacre Systems*).  Other stretches of capitals stay, of unknown kind.
    """
    genders = {n.behind: n.gender for n in ruled}
    told = _tagged(words, tags)
    if lang == "en":
        told = _whole(words, ruled, list(told))
    out = [Name(first, behind, kind, genders.get(behind, "")) for first, behind, kind in told]
    taken = {i for n in out for i in range(n.first, n.behind)}
    for name in ruled:
        if any(i in taken for i in range(name.first, name.behind)):
            continue
        held = words[name.first : name.behind]
        sure = _well_known(held)
        if name.kind == "person":
            sure = sure or bool(name.gender) or (len(held) > 1 and held[0].low in GIVEN)
        elif name.kind == "organisation":
            sure = sure or says_what_it_is(held)
        out.append(name if sure else name._replace(kind="unknown"))
    if lang == "en":
        spoken = {(n.first, n.behind): n.kind for n in ruled}
        out = [_mended(words, n, spoken.get((n.first, n.behind), "")) for n in out]
    return sorted(out)


def _tagged(words: Sequence[Token], tags: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Runs of tags as names; a person's is cut at signs before it and at words in small letters."""
    kind = first = 0
    for i, tag in enumerate([*tags, 0]):
        here = tag
        if here and KINDS[(here - 1) // 2] == "person" and plain_word(words[i]):
            here = 0
        if kind and (not here or here % 2 or (here + 1) // 2 != kind):
            while first < i and not words[first].text[0].isalnum():
                first += 1
            named = (*KINDS[:3], "unknown")[kind - 1]
            if named == "unknown" and _well_known(words[first:i]):
                named = "organisation"
            if first < i:
                yield first, i, named
            kind = 0
        if here and not kind:
            kind, first = (here + 1) // 2, i


def _whole(
    words: Sequence[Token], ruled: Sequence[Name], told: Sequence[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Names, a given name alone made the full name that the rules find there: *Jane | Porter*."""
    full = {
        n.first: n.behind
        for n in ruled
        if n.kind == "person" and n.behind - n.first > 1 and words[n.first].low in GIVEN
    }
    for (first, behind, kind), after in zip(told, [*told[1:], None], strict=False):
        end = full.get(first, 0) if kind == "person" and behind - first == 1 else 0
        free = after is None or after[0] >= end
        yield first, max(behind, end) if free else behind, kind


def _mended(words: Sequence[Token], name: Name, ruled: str) -> Name:
    """Kinds that lists and capitals tell better than the little English that the tagger read."""
    held = words[name.first : name.behind]
    if " ".join(w.low for w in held) in PLACES:
        return name._replace(kind="place")
    if len(held) > 1:
        if name.kind in ("place", "unknown") and says_what_it_is(held):
            return name._replace(kind="organisation")
        full = name.kind == "unknown" and ruled == "person" and held[0].low in GIVEN
        return name._replace(kind="person") if full else name
    if name.kind == "person" and no_name(held[0].low):
        return name._replace(kind="unknown")
    acronym = name.kind == "unknown" and ruled == "organisation" and held[0].text.isupper()
    return name._replace(kind="organisation") if acronym else name


def _well_known(words: Sequence[Token]) -> bool:
    return all(well_known(w.low) for w in words)
