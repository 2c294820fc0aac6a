"""Are two wordings the same statement?  Containment of rare words across languages, with guards."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from contrecoup.findings.press.wordings import Prepared, Word, prepare
from contrecoup.language import identify
from contrecoup.language.text import fold
from contrecoup.model.reading import Sameness, Wording

_PRONOUNS = frozenset(
    "he she they it his her their him them i we you who il elle ils elles lui eux on son sa leur ce dernier cette derniere which que qui".split()
)
_MOST_PLACES = 8
"""Places of one word in the other wording that are looked at."""
_MOST_WORDS = 4_000
"""Words of the shorter wording that are looked up; those behind count as not matched."""
_INNER = 0.75
"""Weight of the share of the shorter wording that the longer holds, against the reverse."""
_ONE_LANGUAGE = 0.56
_TWO_LANGUAGES = 0.4
"""Shares from which wordings are the same statement; words are never found all in a bridge."""
_DENIED = 0.22
"""Share of the matched words that one wording may deny where the other does not."""
_FEWEST = 2
_VERBATIM = 3
"""Words in a row that make a piece of a wording a verbatim one."""
_OPPOSED, _OTHER_FACTS, _FEW, _STRANGERS = 0.4, 0.6, 0.5, 0.5


class Pair(NamedTuple):
    """Two words that match: their numbers, how well, and whether they are opposites."""

    one: int
    two: int
    strength: float
    turned: bool


class Comparison(NamedTuple):
    """What two wordings have in common.

    ``inner`` and ``outer`` are the shares (0 to 1, by weight) of the shorter and of the
    longer that are matched; ``denied`` the share of the matched words that only one denies;
    ``other_facts`` whether numbers, days or the like exclude each other.
    """

    pairs: tuple[Pair, ...]
    inner: float
    outer: float
    denied: float
    other_facts: bool


def same(a: Wording, b: Wording) -> Sameness:
    """Whether two wordings are the same utterance, whole or in part, in French or English.

    The share of rare words in common decides, matched by form, concept, learnt translation
    or number; a score of 0.5 and more is *same*.  Named speakers that differ, statements of
    which one denies what the other says, and other numbers or days, are not the same.
    """
    a, b = sorted((a, b), key=lambda w: (w.text, w.lang or "", w.speaker or ""))  # either way round
    one, two = prepare(a.text, _lang(a)), prepare(b.text, _lang(b))
    verbatim = _verbatim(one, two)
    if a.text.strip() and fold(a.text).strip() == fold(b.text).strip():
        score = 1.0
    else:
        score = _score(compare(one, two), verbatim=verbatim, crossed=_lang(a) != _lang(b))
        if not verbatim and one.answer * two.answer < 0:
            score *= _OPPOSED
    if strangers(a.speaker, b.speaker):
        score = min(score, 0.5) * _STRANGERS
    return Sameness(same=score >= 0.5, score=round(score, 3))


def _score(found: Comparison, *, verbatim: bool, crossed: bool) -> float:
    """From 0 to 1, 0.5 where the wordings have just enough in common."""
    share = _INNER * found.inner + (1 - _INNER) * found.outer
    enough = _TWO_LANGUAGES if crossed else _ONE_LANGUAGE
    score = 0.5 * share / enough if share < enough else 0.5 + 0.5 * (share - enough) / (1 - enough)
    if verbatim:
        return max(score, 0.75)
    if len(found.pairs) < _FEWEST:
        score *= _FEW
    if found.denied >= _DENIED:
        score *= _OPPOSED
    if found.other_facts:
        score *= _OTHER_FACTS if score < 0.5 else 0.49 / score
    return min(score, 1.0)


def _verbatim(one: Prepared, two: Prepared) -> bool:
    """Whether all of the shorter wording stands in the longer, word for word."""
    short, long_ = sorted((one, two), key=lambda p: len(p.lows))
    return (
        len(short.lows) >= _VERBATIM
        and len(short.words) >= _FEWEST
        and f" {' '.join(short.lows)} " in f" {' '.join(long_.lows)} "
    )


def compare(one: Prepared, two: Prepared) -> Comparison:
    """Match two wordings word by word; linear in their lengths but for a sort."""
    pairs = tuple(_align(one.words, two.words))
    shares = [
        _share(words, ((p[side], p.strength) for p in pairs))
        for side, words in enumerate((one.words, two.words))
    ]
    weights = [sum(w.weight for w in words) for words in (one.words, two.words)]
    inner, outer = shares if weights[0] <= weights[1] else shares[::-1]
    return Comparison(
        pairs, inner, outer, _denied(one.words, two.words, pairs), _other_facts(one.words, two.words)
    )  # fmt: skip


def _share(words: Sequence[Word], matched: Iterable[tuple[float, float]]) -> float:
    total = sum(w.weight for w in words)
    held = sum(words[int(i)].weight * strength for i, strength in matched)
    return held / total if total else 0.0


def _align(one: Sequence[Word], two: Sequence[Word]) -> list[Pair]:
    """Match words one to one, the best first; opposites only where nothing else matches."""
    if len(one) > len(two):
        return sorted(Pair(j, i, s, turned) for i, j, s, turned in _align(two, one))
    found = _candidates(one, two)

    def order(row: tuple[tuple[int, int], tuple[bool, float]]) -> tuple[object, ...]:
        (i, j), (turned, strength) = row
        apart = abs(i / len(one) - j / len(two))
        return turned, strength, one[i].denied != two[j].denied, apart, i, j

    left, right = set(range(len(one))), set(range(len(two)))
    out = []
    for (i, j), (turned, strength) in sorted(found.items(), key=order):
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            out.append(Pair(i, j, -strength, turned))
    return sorted(out)


def _candidates(
    short: Sequence[Word], long_: Sequence[Word]
) -> dict[tuple[int, int], tuple[bool, float]]:
    """Words that match, as (number, number) with (opposites or not, less their strength).

    The shorter wording's words are looked up in the longer, the first few thousand of them.
    """
    places: dict[str, list[int]] = {}
    for j, word in enumerate(long_):
        for key in word.keys:
            at = places.setdefault(key, [])
            if len(at) < _MOST_PLACES:
                at.append(j)
    found: dict[tuple[int, int], tuple[bool, float]] = {}
    for i, word in enumerate(short[:_MOST_WORDS]):
        for key, strength in word.keys.items():
            for j in places.get(key, ()):
                rank = _turned(word, long_[j], key), -strength * long_[j].keys[key]
                found[i, j] = min(rank, found.get((i, j), rank))
    return found


def _turned(a: Word, b: Word, key: str) -> bool:
    """Whether two words share a concept of opposites and stand on its two sides."""
    if not key.startswith("="):
        return False
    concept = int(key[1:])
    ours = {s.side for s in a.senses if s.concept == concept}
    theirs = {s.side for s in b.senses if s.concept == concept}
    return bool(ours and theirs) and not ours & theirs


def _denied(one: Sequence[Word], two: Sequence[Word], pairs: Sequence[Pair]) -> float:
    """Share of the matched words, by weight, that one wording denies and the other does not.

    An opposite turns its clause too: *does not change* is *stays the same*.
    """
    turned = {(one[p.one].clause, two[p.two].clause) for p in pairs if p.turned}
    total = against = 0.0
    for pair in pairs:
        a, b = one[pair.one], two[pair.two]
        weight = (a.weight + b.weight) / 2 * pair.strength
        total += weight
        against += weight * ((a.denied + b.denied + ((a.clause, b.clause) in turned)) % 2)
    return against / total if total else 0.0


def _other_facts(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Whether both hold numbers, or things of one kind, and have none of them in common."""
    numbers = [frozenset(n for w in words for n in w.numbers) for words in (one, two)]
    if all(numbers) and not numbers[0] & numbers[1]:
        return True
    ours, theirs = _members(one), _members(two)
    return any(not ours[kind] & theirs[kind] for kind in ours.keys() & theirs.keys())


def _members(words: Sequence[Word]) -> dict[int, set[int]]:
    """By kind of thing (days, relatives): those that the words name."""
    found: dict[int, set[int]] = {}
    for word in words:
        for sense in word.senses:
            if sense.kind:
                found.setdefault(sense.kind, set()).add(sense.side)
    return found


def _lang(wording: Wording) -> str:
    return wording.lang.split("-", maxsplit=1)[0] if wording.lang else _identified(wording.text)


@lru_cache(maxsize=1_024)
def _identified(text: str) -> str:
    return identify(text)


def strangers(a: str | None, b: str | None) -> bool:
    """Whether two mentions name two people; pronouns and common nouns say nothing."""
    if not a or not b:
        return False
    first, second = _name(a), _name(b)
    return bool(first and second and not first & second)


def _name(mention: str) -> frozenset[str]:
    """Folded capitalised words of a mention; empty for a pronoun or a phrase without a name."""
    words = re.findall(
        r"[^\W\d_]+(?:[-'’][^\W\d_]+)*",
        re.split(r",| who | qui ", mention)[0].replace("’s", "").replace("'s", ""),
    )
    return frozenset(
        fold(w) for w in words if w[:1].isupper() and fold(w) not in _PRONOUNS and len(w) > 1
    )
