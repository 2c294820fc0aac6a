"""What may stand behind a verb of saying, and what is stepped over there: days and asides."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from attrs import define

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.verb_groups import CueFound

FAR = 28
"""Tokens behind a verb within which its words begin."""


class Opening(NamedTuple):
    """``kind``: quote, that, of, inf, noun, as, plain, after-comma; ``at``: its first token."""

    kind: str
    at: int


@define
class Walk:
    """Where a search stands: token, phrases stepped over, whether any was."""

    j: int
    hops: int = 0
    moved: bool = False


class Nothing:
    """The verb says nothing here: the search ends."""


NOTHING = Nothing()
Found = Opening | int | Nothing | None
"""What a rule finds: an opening, the token to go on at, the end, or that it does not apply."""
Rule = Callable[[Article, CueFound, Walk, int], Found]


def walked(
    rules: Sequence[Rule], article: Article, cue: CueFound, stop: int
) -> Opening | Walk | None:
    """Try rules in turn, token by token: an opening, or how far the search came."""
    walk = Walk(cue.behind)
    while walk.j < stop and walk.j - cue.behind < FAR:
        found: Found = None
        for rule in rules:
            found = rule(article, cue, walk, stop)
            if found is not None:
                break
        if isinstance(found, Opening):
            return found
        if not isinstance(found, int):
            return None
        walk.j = found
    return walk


def skip_days(article: Article, j: int) -> int:
    """Behind a day expression that starts at token ``j``, else ``j``."""
    if j >= len(article.words):
        return j
    start = article.words[j].start
    for day in article.days_between(start, start + 1):
        if day.start > start:
            break
        if day.start <= start < day.end:
            while j < len(article.words) and article.words[j].start < day.end:
                j += 1
            return j
    return j


#: Asides that stand between a verb and its words.
_ASIDES = tuple(
    tuple(words.split())
    for words in (
        "pour sa part|pour leur part|de son cote|de leur cote|a son tour|a leur tour|quant a lui|quant a elle|quant a eux|quant a elles|par ailleurs"
        "|en revanche|en effet|par la suite|au passage|en outre|de nouveau|a nouveau|tout d' abord|d' abord|au contraire|une nouvelle fois|en particulier"
        "|dans la foulee|en substance|a l' occasion|en personne|par consequent"
    ).split("|")
)


def aside(article: Article, j: int) -> int:
    """Behind an aside that starts at a token, else the token."""
    for words in _ASIDES:
        if article.low(j) == words[0] and all(article.low(j + n) == w for n, w in enumerate(words)):
            return j + len(words)
    return j


def as_something(
    article: Article, lemma: str, j: int, stop: int, words: tuple[str, ...]
) -> Opening | None:
    """*qualifier X de*, *décrire X comme*: the words begin with X."""
    for k in range(j, min(stop, j + 22)):
        if (
            article.low(k) in words
            and article.inside[k] < 0
            and (
                article.low(k) in ("comme", "as")
                or (k + 1 < stop and (article.inside[k + 1] >= 0 or lemma == "qualifier"))
            )
        ):
            return Opening("as", j)
        if article.inside[k] >= 0 and lemma in ("qualifier", "call", "label", "dub"):
            return Opening("as", j)
    return None
