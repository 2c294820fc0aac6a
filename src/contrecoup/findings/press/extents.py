"""How far the words of an attribution reach: clauses, edges, what is apposed to a source."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.people import Cast

_MARKS = frozenset(".,;:!?…")
_DASHES = frozenset("-–—")
_BREAKS = frozenset({";", "tandis", "alors", "avant", "while", "whereas"})
_APPOSED = frozenset("ancien ancienne alors qui who l'un l'une dont cite cites a vice".split())
_LINKS = frozenset({"et", "mais", "puis", "and", "but", "tout", "en", ",", ";"})
_SECOND = frozenset({"et", "mais", "puis", "and", "but"})
_OPENERS = frozenset("mais but et and • - – *".split())
_VIA = frozenset("dans sur via par in on".split())
_VIA_BETWEEN = frozenset("un une son sa leur ce cette le la a an his her their open lettre".split())


def trimmed(article: Article, start: int, stop: int) -> int:
    """The end without marks outside quotations."""
    while stop > start and article.words[stop - 1].text in _MARKS and article.inside[stop - 1] < 0:
        stop -= 1
    return stop


def quotes_in(article: Article, start: int, stop: int) -> set[int]:
    """Numbers of the quotations that reach into a range."""
    return {article.inside[i] for i in range(start, stop) if article.inside[i] >= 0}


def clause(article: Article, start: int, stop: int, cue: int) -> int:
    """The first clear end of a clause: a semicolon, *, tandis que*, *, before*, a second verb.

    ``cue`` is the cue's first token: what opened before it in brackets or dashes ends there.
    """
    closing = _closing(article, cue)
    for j in range(start + 1, stop):
        if article.inside[j] >= 0:
            continue
        low = article.low(j)
        if low in closing or low == ";" or (low in _BREAKS and article.low(j - 1) == ","):
            return j
        if low == "," and article.low(j + 1) in ("mais", "but") and (
            article.low(j + 2) not in article.lex.that and article.low(j + 2) != "that"
        ):  # fmt: skip
            return j
        if low in _SECOND and article.inside[j - 1] >= 0 and _auxiliary(article, j + 1):
            return j
        if j > start + 2 and low in _VIA and _medium(article, j, stop):
            return j
    return stop


def _closing(article: Article, cue: int) -> frozenset[str]:
    """What closes the brackets or dashes that a cue stands in."""
    first = article.sentences[article.sentence_of[cue]][0]
    opened: frozenset[str] = frozenset()
    for k in range(max(first, cue - 20), cue):
        low = article.low(k)
        if low == "(":
            opened = frozenset({")"})
        elif low == ")":
            opened = frozenset()
        elif low in _DASHES and k > first and _spaced(article, k):
            opened = frozenset() if opened == _DASHES else _DASHES
    return opened


def _spaced(article: Article, k: int) -> bool:
    text, word = article.text, article.words[k]
    return text[word.start - 1 : word.start].isspace()


def _auxiliary(article: Article, j: int) -> bool:
    """Whether a second verb group of the same subject begins: *mais a confié*."""
    while article.low(j) in ("n'", "ne", "l'", "s'", "se", "y", "en", "lui", "leur"):
        j += 1
    return article.low(j) in article.lex.auxiliaries and article.plain[j] != "à"


def _medium(article: Article, j: int, stop: int) -> bool:
    """Whether *dans un message*, *sur X* begins at a token: how it was said, no longer what."""
    for k in range(j + 1, min(stop, j + 4)):
        low = article.low(k)
        if low in article.lex.media:
            return article.words[k].text[0].isupper() or low in article.lex.notices
        if low not in _VIA_BETWEEN:
            return False
    return False


def edge(article: Article, first: int, source: int | None, start: int) -> int:
    """Where the clause of a later cue begins: before its subject, its *et* and its comma."""
    at = first
    if source is not None and start < source < first and first - source < 10:
        at = source
    while (
        at > start + 1
        and article.low(at - 1)
        in article.lex.clitics | article.lex.adverbs | article.lex.determiners
    ):
        at -= 1
    while at > start + 1 and article.low(at - 1) in _LINKS:
        at -= 1
    return at


def plain_before(article: Article, start: int, stop: int, first: int) -> int | None:
    """Where the words before a cue begin, or None where another cue's come between.

    ``start`` is behind the cues before, ``first`` the sentence's first token.
    """
    number = article.inside[stop - 1]
    if number >= 0:
        begin, end = article.quote_words[number]
        alone = (
            begin - start <= 1
            or start > first
            or end - begin > 30
            or ":" in (article.low(begin - 1), article.low(begin - 2))
        )
        if alone:
            start = begin
        start = max(start, first)
    elif start > first:
        return None
    while start < stop and article.low(start) in _OPENERS and article.inside[start] < 0:
        start += 1
    return start


def after_source(article: Article, found: Cast, start: int, behind: int) -> int:
    """Behind a source and what is apposed to it: the next comma with no name phrase behind."""
    j = start
    for _ in range(3):
        while (
            j < min(behind, start + 30)
            and article.low(j) not in (",", ":")
            and article.inside[j] < 0
        ):
            j += 1
        if j >= behind or article.inside[j] >= 0:
            return j if j < behind else start
        reached = _behind_role(article, found, j + 1, behind)
        if reached is not None:
            return reached
        if article.low(j + 1) not in _APPOSED and not _qualifies(article, j + 1):
            return j + 1
        j += 1
    return min(j, behind - 1)


def _qualifies(article: Article, j: int) -> bool:
    """Whether a participle begins at a token: *interrogé par …*, *faisant allusion à …*."""
    word = article.plain[j] if j < len(article.plain) else ""
    return article.lex.lang == "fr" and (
        word in ("joint", "jointe", "joints", "présent", "présente", "présents", "présentes")
        or (word.endswith(("é", "ée", "és", "ées", "ant")) and len(word) > 4)
    )


def _verbal(article: Article, k: int) -> bool:
    """Whether a French verb or a word that only stands before one begins at a token."""
    if article.lex.lang != "fr":
        return False
    word = article.plain[k]
    return (
        word in ("se", "s'", "ne", "n'", "y", "a", "est", "ont", "sont", "qui", "que")
        or word in article.lex.cues
        or (word.endswith(("ait", "aient", "era", "eront", "erait")) and len(word) > 4)
    )


def _behind_role(article: Article, found: Cast, at: int, behind: int) -> int | None:
    """Behind a role that is apposed at a token and the comma or mark that ends it, or None."""
    number = found.start_at.get(at)
    if number is None or found.phrases[number].kind != "role":
        return None
    k = found.phrases[number].behind
    while k < behind and article.low(k) != "," and article.inside[k] < 0 and k - at < 14:
        if _verbal(article, k):
            return None
        k += 1
    if k < behind and article.inside[k] >= 0:
        return k
    return k + 1 if article.low(k) == "," else None
