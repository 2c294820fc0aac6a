"""Roles: whose they are, whether they still are, and the mentions that only say a role."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cast import Cast, Entity, Office
from contrecoup.findings.press.phrases import Phrase
from contrecoup.language.text import fold

_FAR = 9  # tokens between a role and the comma before its name: *le maire LR de …, X,*
_SAYING = 2  # words that tell an office from the next: *directeur technique*
_LONGEST = 12  # words of a role
_PAST = frozenset("etait was fut".split())
_LINKS = frozenset(
    "l'un l'une des ancien ancienne alors actuel actuelle the a an then now former est etait is was qui who et aussi jusqu'alors fut et "
    "and un une la le l'".split()
)
_BEHIND_NAME = frozenset({",", ".", ")", "qui", ";", ":"})
_DEFINITE = frozenset("le la l' the son sa his her du au ce cet cette".split())
#: Heads that name one office: the head of a firm, of a state, of a government.
_OFFICES = (
    frozenset("pdg ceo patron patronne dirigeant dirigeante president presidente head chief boss chef cheffe".split()),
    frozenset("fondateur fondatrice cofondateur cofondatrice co-fondateur co-fondatrice founder cofounder co-founder".split()),
    frozenset("depute deputee elu elue parlementaire lawmaker congressman congresswoman representative".split()),
    frozenset("senateur senatrice elu elue parlementaire senator lawmaker".split()),
)  # fmt: skip


def roles(article: Article, found: Cast) -> None:
    """Give each role phrase next to a name to that person."""
    for number, phrase in enumerate(found.phrases):
        if phrase.kind != "role":
            continue
        owner = _owner(article, found, number)
        if owner is None:
            continue
        entity = found.entities[owner]
        entity.roles.append(_office(article, found, phrase))
        if phrase.gender and not entity.gender:
            entity.gender = phrase.gender
        found.of_phrase.setdefault(phrase.first, owner)
        for org in _organisations_in(article, found, phrase):
            if org not in entity.organisations:
                entity.organisations.append(org)


def _office(article: Article, found: Cast, phrase: Phrase) -> Office:
    first = phrase.first
    former = any(
        article.low(k) in article.lex.former or article.low(k).startswith("ex-")
        for k in range(phrase.first, phrase.behind)
    )
    while first < phrase.behind - 1 and article.low(first) in article.lex.determiners:
        first += 1
    while first < phrase.behind - 1 and article.low(first) in article.lex.former:
        first += 1
    before = [article.low(k) for k in range(max(0, phrase.first - 3), phrase.first)]
    past = any(w in _PAST for w in before) or before[-1:] in (["alors"], ["then"])
    return Office(
        span=article.span(first, phrase.behind),
        text=" ".join(article.said(first, phrase.behind).split()),
        status="former" if former else "past" if past else "current",
        organisation=next(_organisations_in(article, found, phrase), None),
    )


def _organisations_in(article: Article, found: Cast, phrase: Phrase) -> Iterator[str]:
    """Ids of the organisations named inside a phrase."""
    at = bisect_left(article.names, phrase.first, key=lambda n: n.first)
    for inner in article.names[at : at + 6]:
        if phrase.first <= inner.first < phrase.behind:
            owner = found.of_phrase.get(inner.first, "")
            if owner.startswith("o"):
                yield owner


# Whose role it is


def _owner(article: Article, found: Cast, number: int) -> str | None:
    """The person whose role the phrase is."""
    phrase = found.phrases[number]
    return _named_behind(article, found, phrase) or _named_before(article, found, phrase)


def _named_behind(article: Article, found: Cast, phrase: Phrase) -> str | None:
    """*le maire X*, *le maire (X)*, *le maire divers gauche de la ville, X, a …*."""
    behind = phrase.behind
    if behind >= len(article.words):
        return None
    nxt = found.start_at.get(behind)
    close = article.words[behind].start - article.words[behind - 1].end <= 1
    if nxt is not None and close and found.phrases[nxt].kind == "person":
        return found.of_phrase.get(behind)
    comma = _comma(article, found, behind)
    name = _person_at(article, found, comma + 1)
    nxt = found.start_at.get(name)
    if nxt is None or phrase.first in found.of_phrase:
        return None
    before = found.end_at.get(phrase.first - 1) if article.low(phrase.first - 1) == "," else None
    if before is not None and found.phrases[before].kind == "person":
        return None
    after = article.low(found.phrases[nxt].behind)
    if (
        after in _BEHIND_NAME
        or after in article.lex.auxiliaries
        or _speaks(article, found.phrases[nxt].behind)
    ):
        return found.of_phrase.get(name)  # fmt: skip
    return None


def _person_at(article: Article, found: Cast, at: int) -> int:
    """The person named at a token, also behind *l'Allemande*, *le Breton*; else -1."""
    if article.low(at) in article.lex.titles:
        at += 1 + (article.low(at + 1) == ".")
    if article.low(at - 1) == "(" and article.low(at + 1) == ")" and article.low(at + 2) == ",":
        at += 3  # *le maire de Sainte-Orse (Creuse), X*
    for name in (at, at + 2):
        place = found.start_at.get(name)
        if place is not None and found.phrases[place].kind == "person" and (
            name == at or article.low(at) in ("le", "la", "l'")
        ):  # fmt: skip
            return name
    return -1


def _comma(article: Article, found: Cast, behind: int) -> int:
    """The comma or bracket that closes a role's words, or -2 where a clause goes on."""
    for k in range(behind, min(behind + _FAR, len(article.words))):
        low = article.low(k)
        if low in (",", "(") and article.inside[k] < 0:
            return k
        place = found.start_at.get(k)
        person = place is not None and found.phrases[place].kind in ("person", "role", "group")
        if (
            person
            or low in article.lex.subjects
            or (low in article.lex.auxiliaries and article.plain[k] != "à")
            or low in ("qui", "que", "qu'", "et", "who", "that", ".", ";", ":", "par", "by")
            or article.plain[k] in article.lex.cues
            or article.inside[k] >= 0
        ):
            break
    return -2


def _speaks(article: Article, at: int) -> bool:
    """Whether a verb of saying, or a clitic before one, stands at a token."""
    return any(
        k < len(article.plain)
        and any(c.form == "fin" for c in article.lex.cues.get(article.plain[k], ()))
        for k in (at, at + 1)
    )


def _named_before(article: Article, found: Cast, phrase: Phrase) -> str | None:
    """*X, le maire*, *X (maire)*, *X est le maire*, *X, qui était maire*, *X, maire et avocat*."""
    k = phrase.first - 1
    while k > 0 and article.low(k) in _LINKS:
        k -= 1
    if article.low(k) in (",", "("):
        k -= 1
    elif k == phrase.first - 1:
        return None
    prev = found.end_at.get(k + 1)
    if prev is None or article.inside[k] != article.inside[phrase.first]:
        return None
    one = found.phrases[prev]
    if one.kind == "person" or (
        one.kind == "role" and article.low(phrase.first - 1) in ("et", "and")
    ):
        return found.of_phrase.get(one.first)  # fmt: skip
    return None


# Mentions that only say a role


def role_mentions(article: Article, found: Cast) -> None:
    """Definite role phrases that fit the role of one person only: mentions of that person."""
    held = _Held(article, found)
    for phrase in found.phrases:
        if phrase.kind != "role" or phrase.first in found.of_phrase:
            continue
        if article.low(phrase.first) not in _DEFINITE:
            continue
        owner = held.one(phrase)
        if owner is not None:
            found.of_phrase[phrase.first] = owner
            entity = found.entities[owner]
            entity.spans.add(article.span(phrase.first, phrase.behind))
            entity.at.append(phrase.first)


class _Held:
    """The roles that people hold, by their first words and by head and organisation."""

    def __init__(self, article: Article, found: Cast) -> None:
        self._article = article
        self._found = found
        self._by_words: dict[str, set[str]] = {}
        self._by_office: dict[tuple[int, str], set[str]] = {}
        for entity in found.entities.values():
            for office in entity.roles:
                self._add(entity, office)

    def _add(self, entity: Entity, office: Office) -> None:
        words = fold(office.text).replace("'", "' ").split()
        for n in range(1, min(len(words), _LONGEST) + 1):
            self._by_words.setdefault(" ".join(words[:n]), set()).add(entity.id)
        for key in self._offices(words[0].removeprefix("ex-"), office.organisation):
            self._by_office.setdefault(key, set()).add(entity.id)

    def _offices(self, head: str, organisation: str | None) -> list[tuple[int, str]]:
        if organisation is None:
            return []
        return [(n, organisation) for n, heads in enumerate(_OFFICES) if head in heads]

    def one(self, phrase: Phrase) -> str | None:
        """The one person named before whose role a phrase says."""
        article = self._article
        first = phrase.first
        while first < phrase.behind - 1 and (
            article.low(first) in article.lex.determiners | article.lex.former
        ):
            first += 1
        words = " ".join(w.low for w in article.words[first : phrase.behind])
        owner = self._only(self._by_words.get(words, set()), phrase)
        if owner is None and (bare := self._without_firm(first, phrase)):
            owner = self._only(self._by_words.get(bare, set()), phrase)
        if owner is not None:
            return owner
        organisation = next(_organisations_in(article, self._found, phrase), None)
        fits: set[str] = set()
        for key in self._offices(phrase.head, organisation):
            fits |= self._by_office.get(key, set())
        return self._only(fits, phrase)

    def _without_firm(self, first: int, phrase: Phrase) -> str:
        """*le directeur technique* in *le directeur technique de l'entreprise*; else empty."""
        low, lex = self._article.low, self._article.lex
        last = phrase.behind - 1
        if low(last) not in lex.firms or low(last - 1) not in ("l'", "la", "le", "du", "the"):
            return ""
        of = last - 1 if low(last - 1) == "du" else last - 2
        if of - first < _SAYING or low(of) not in ("de", "du", "of"):
            return ""
        return " ".join(w.low for w in self._article.words[first:of])

    def _only(self, fits: set[str], phrase: Phrase) -> str | None:
        people = [self._found.entities[e] for e in fits]
        known = [e for e in people if not phrase.gender or e.gender in ("", phrase.gender)]
        before = [e for e in known if min(e.at) < phrase.first]
        if len(before) == 1:
            return before[0].id
        # *le Premier ministre*, named only further down
        return known[0].id if len(known) == 1 and not before else None
