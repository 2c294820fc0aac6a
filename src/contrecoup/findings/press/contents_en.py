"""Where the words begin behind an English verb of saying."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.openings import (
    NOTHING,
    Found,
    Opening,
    Rule,
    Walk,
    as_something,
    skip_days,
    walked,
)
from contrecoup.findings.press.verb_groups import CueFound

_PREPOSITIONS = frozenset(
    "in on at to during after before from with by via through about as into for of over".split()
)
_FRESH = frozenset("the a an his her its their this that these those any all".split())
_TOLD = frozenset({"him", "her", "them", "us", "me", "reporters", "cnn"})
_SHORT = 3  # tokens of a term in marks


def english(article: Article, cue: CueFound, stop: int) -> Opening | None:
    """What the verb takes and where it begins, or None where it says nothing here."""
    found = walked(_RULES, article, cue, stop)
    return found if isinstance(found, Opening) else None


def _marks(article: Article, cue: CueFound, walk: Walk, _stop: int) -> Found:
    """Words in marks; behind a phrase, a term in marks belongs to plain words."""
    j = walk.j
    if article.inside[j] < 0:
        return None
    long = article.quote_words[article.inside[j]][1] - j > _SHORT
    if long or walk.hops == 0 or "q" not in cue.takes:
        return Opening("quote", j)
    return Opening("plain", cue.behind)


def _colon(article: Article, cue: CueFound, walk: Walk, stop: int) -> Found:
    j = walk.j
    if article.low(j) != ":":
        return None
    if j + 1 < stop and article.inside[j + 1] >= 0:
        return Opening("quote", j + 1)
    return Opening("plain", j + 1) if "q" in cue.takes and stop - j > 3 else NOTHING


def _that(article: Article, cue: CueFound, walk: Walk, _stop: int) -> Found:
    return Opening("that", walk.j) if article.low(walk.j) == "that" and "q" in cue.takes else None


def _little(article: Article, _cue: CueFound, walk: Walk, _stop: int) -> Found:
    """Days and adverbs."""
    day = skip_days(article, walk.j)
    if day > walk.j:
        walk.hops += 1
        return day
    low = article.low(walk.j)
    return walk.j + 1 if low in article.lex.adverbs or low.endswith("ly") else None


def _acting(article: Article, cue: CueFound, walk: Walk, _stop: int) -> Found:
    to = article.low(walk.j) == "to" and "i" in cue.takes and "o" not in cue.takes
    return Opening("inf", walk.j) if to else None


def _called(article: Article, cue: CueFound, walk: Walk, stop: int) -> Found:
    """*describe X as*, *call X “…”*."""
    if not (("c" in cue.takes and "n" not in cue.takes) or cue.lemma == "call"):
        return None
    return as_something(article, cue.lemma, walk.j, stop, ("as",)) or NOTHING


def _object(article: Article, cue: CueFound, walk: Walk, stop: int) -> Found:
    """*tell X that*, *accuse X of*, *urge X to*: the one told comes first."""
    if "o" not in cue.takes:
        return None
    j, q = walk.j, "q" in cue.takes
    wanted = "of" if "d" in cue.takes else "to" if "i" in cue.takes else "that"
    for k in range(j, min(stop, j + 14)):
        if article.inside[k] >= 0:
            return Opening("quote", k) if q else Opening("of", j)
        if article.low(k) == wanted:
            return Opening("that", k) if q else Opening("of", j)
        if article.low(k) in (";", "."):
            break
    if q and stop - j > 4:
        return Opening("plain", j + 1 if article.low(j) in _TOLD else j)
    return NOTHING


def _where(article: Article, cue: CueFound, walk: Walk, stop: int) -> Found:
    """A comma, or a phrase on where and to whom it was said."""
    low = article.low(walk.j)
    if low == "out" and cue.lemma == "point":
        return walk.j + 1
    if low in _PREPOSITIONS and "q" in cue.takes:
        k = _phrase(article, walk.j, stop)
        walk.hops += 1
        return NOTHING if k >= stop or article.low(k) == "." else k
    if low == ",":
        walk.hops += 1
        return NOTHING if walk.hops > 3 else walk.j + 1
    return None


def _thing(article: Article, cue: CueFound, walk: Walk, stop: int) -> Found:
    j, takes = walk.j, cue.takes
    if "w" in takes:
        return NOTHING
    if "q" in takes:
        return Opening("plain", j) if stop - j > 2 else NOTHING
    return (
        Opening("noun", j) if "n" in takes and article.low(j) != "by" and stop - j > 1 else NOTHING
    )


_RULES: tuple[Rule, ...] = (
    _marks, _colon, _that, _little, _acting, _called, _object, _where, _thing,
)  # fmt: skip


def _phrase(article: Article, j: int, stop: int) -> int:
    """Behind a prepositional phrase that starts at ``j``: up to the next starter."""
    k = j + 1
    nouns = 0
    while k < stop and k - j < 9:
        low = article.low(k)
        if low in ("that", ":", ",") or article.inside[k] >= 0:
            return k
        if nouns and (low in _FRESH or low in article.lex.subjects or low in _PREPOSITIONS):
            return k
        if nouns and skip_days(article, k) > k:
            return k
        if low not in article.lex.small:
            nouns += 1
        k += 1
    return k
