"""Noun phrases that no list knows, where a verb of saying shows that somebody stands there.

*une voisine a confié que …*, *selon les volontaires*, *« … », explique ce père de famille*.
"""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.people import Cast
from contrecoup.findings.press.phrases import Phrase, tail

_LONGEST = 12  # tokens of a noun phrase
_SINGULAR = frozenset(
    "le la l' un une ce cet cette son sa leur mon ma notre chaque aucun aucune".split()
)
_PLURAL = frozenset(
    "les des ces ses leurs mes nos plusieurs certains certaines quelques deux trois quatre cinq six sept huit neuf dix".split()
)
_BOUNDS = frozenset(
    ", ; : ( – — - que qu' et ou mais car donc or puis quand lorsque lorsqu' si comme alors • * .".split()
)
_QUANTITY = frozenset(
    {"plupart", "majorite", "nombre", "dizaine", "centaine", "poignee", "vingtaine", "trentaine"}
)
_NOT_NOUNS = frozenset("tandis lors alors quant pres loin tant afin".split())
_FEMININE = frozenset({"la", "une", "cette", "sa", "ma"})
_MASCULINE = frozenset({"le", "un", "ce", "cet", "mon"})


def noun_before(article: Article, found: Cast, behind: int, floor: int) -> int | None:
    """The noun phrase that ends before token ``behind`` and opens its clause: its first token."""
    k = behind
    while k > floor and behind - k <= _LONGEST:
        low = article.low(k - 1)
        if low in _BOUNDS or article.inside[k - 1] >= 0 or low in article.lex.subjects:
            break
        k -= 1
    if behind - k > _LONGEST or behind - k < 2:
        return None
    if article.low(k) in ("ce", "cette") and article.low(k + 1) in ("dernier", "derniere"):
        return k + 1
    return _noted(article, found, k, behind)


def noun_from(article: Article, found: Cast, at: int) -> int | None:
    """The noun phrase that begins at a token with its determiner: its first token."""
    j = _behind_determiner(article, at)
    if j == at:
        return None
    start = j
    while j < len(article.words) and j - start < 3 and _plain(article, j):
        j += 1
        if article.low(j) in article.lex.of:
            break
    if j == start:
        return None
    return _noted(article, found, at, tail(article, j))


def start_of(article: Article, found: Cast, at: int) -> int | None:
    """The phrase that begins at a token, or behind the determiner there: *la Banque de …*."""
    if at in found.start_at:
        return at
    if article.low(at) in article.lex.titles:
        named = at + 1 + (article.low(at + 1) == ".")
        if named in found.start_at and found.phrases[found.start_at[named]].kind == "person":
            return named  # *dit M. X*
    if article.low(at) in article.lex.determiners and at + 1 in found.start_at:
        kind = found.phrases[found.start_at[at + 1]].kind
        return at + 1 if kind in ("organisation", "place", "body", "person") else None
    return None


def apposed_name(article: Article, found: Cast, at: int) -> int:
    """The name behind a role, a body or a group, or the token itself."""
    phrase = found.phrases[found.start_at[at]]
    if phrase.kind not in ("role", "body", "group"):
        return at
    follow = phrase.behind + (article.low(phrase.behind) == ",")
    nxt = found.start_at.get(follow)
    if nxt is None or found.phrases[nxt].kind not in ("person", "organisation"):
        return at
    if found.phrases[nxt].kind == "organisation":
        return follow if phrase.kind == "body" and follow == phrase.behind else at
    if phrase.kind != "role" and follow != phrase.behind:
        return at
    return follow


def phrase_end(found: Cast, source: int) -> int:
    """Behind the phrase that begins at a token, or behind the token."""
    if source in found.start_at:
        return found.phrases[found.start_at[source]].behind
    if source in found.nouns:
        return found.nouns[source].behind
    return source + 1


def agent(article: Article, found: Cast, at: int) -> int | None:
    """Who stands behind *par* at a token: a phrase, or words that no list knows."""
    start = start_of(article, found, at)
    if start is None and article.lex.lang == "fr":
        return noun_from(article, found, at)
    return start


def _noted(article: Article, found: Cast, first: int, behind: int) -> int | None:
    """Remember a noun phrase, if it has a determiner and an ordinary noun behind that."""
    head = _behind_determiner(article, first)
    if head == first or head >= behind or not _plain(article, head):
        return None
    low = article.low(first)
    found.nouns[first] = Phrase(
        first=first,
        behind=behind,
        kind="noun",
        head=article.low(head),
        gender="f" if low in _FEMININE else "m" if low in _MASCULINE else "",
        number="p" if _many(article, first, head) else "s",
    )
    return first


def _many(article: Article, first: int, head: int) -> bool:
    return (
        article.low(first) in _PLURAL
        or article.low(first).isdigit()
        or article.low(head) in _QUANTITY
    )


def _behind_determiner(article: Article, at: int) -> int:
    """Behind the determiners that begin at a token, or the token itself."""
    j = at
    while article.low(j) in _SINGULAR | _PLURAL or article.low(j).isdigit():
        j += 1
    return j


def _plain(article: Article, j: int) -> bool:
    """Whether an ordinary word stands here: a noun or an adjective."""
    return (
        j < len(article.words)
        and article.words[j].text.isalpha()
        and article.low(j) not in article.lex.small | _NOT_NOUNS
        and article.inside[j] < 0
    )
