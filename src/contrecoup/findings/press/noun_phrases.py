"""Noun phrases by their heads: a role, a group or a body, with what leads and follows."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping

from attrs import frozen

from contrecoup.findings.press.article import Article
from contrecoup.language.names import Name


@frozen(kw_only=True)
class Phrase:
    """A noun phrase that may stand for somebody: tokens ``first`` to ``behind``.

    ``kind``: ``person``, ``organisation``, ``role``, ``group`` or ``body``; ``name``
    is the range of the name inside it, ``head`` the folded head word.  ``number`` is
    ``s``, ``p`` or, where the words do not tell, empty.
    """

    first: int
    behind: int
    kind: str
    head: str
    gender: str = ""
    name: tuple[int, int] | None = None
    number: str = ""


def headed(article: Article, i: int, named: Mapping[int, Name], floor: int) -> Phrase | None:
    """The noun phrase whose head is token ``i``, if that is a role, a group or a body."""
    lex = article.lex
    low = article.low(i)
    word = low[3:] if low.startswith(("ex-", "co-")) and len(low) > 5 else low
    kind = _head_kind(article, word)
    if not kind or (article.inside[i] >= 0 and kind == "body"):
        return None
    first = _first_of(article, i, floor, word)
    if first == i and kind == "role" and word in _NOT_ALONE:
        return None
    if first == i and kind == "group" and word not in lex.groups and article.low(i - 1) in _COPULA:
        return None
    if _no_head(article, i, first, word):
        return None
    if word == "premier":
        if article.low(i + 1) not in ("ministre", "secretaire"):
            return None
        i += 1
        word = article.low(i)
    while lex.lang == "en" and article.low(i + 1) in _MORE_HEAD and kind == "role":
        i += 1
    gender = ""
    if lex.lang == "fr" and kind == "role":
        gender = _DETERMINED.get(article.low(first), "") or role_gender(word, lex.roles)
    return Phrase(
        first=first,
        behind=_tail(article, i + 1, named),
        kind=kind,
        head=word,
        gender=gender,
        number=_number(article, first, i, kind) if lex.lang == "fr" else "",
    )


def _no_head(article: Article, i: int, first: int, word: str) -> bool:
    """Whether a word is no head here: *un état*, *a été élue*, *juge la situation*."""
    if word == "etat":
        return article.words[i].text[:1].islower()
    if first != i:
        return False
    elected = word.startswith("elu") and article.low(i - 1) in _COPULA
    return elected or (word in _VERBS and article.low(i + 1) in _OBJECTS)


_VERBS = frozenset({"juge", "pilote", "guide", "arbitre"})  # also forms of verbs
_OBJECTS = frozenset("le la l' les un une ce cet cette ces que qu' son sa ses leur leurs".split())
_NOT_ALONE = frozenset("premier membre numero homme femme man woman member".split())
_COPULA = frozenset("etre est sont etait etaient ete reste restent be is are was were been".split())
_PARTS = frozenset({"des", "de", "d'", "tous"})  # determiners that another word may lead
_ALL = frozenset("tous toutes certains nombre plupart all".split())


def _head_kind(article: Article, word: str) -> str:
    lex = article.lex
    if word in lex.roles:
        return "role"
    if word in lex.groups:
        return "group"
    if word in lex.bodies:
        return "body"
    return "group" if word.endswith("s") and word[:-1] in lex.roles and word != "premiers" else ""


def _first_of(article: Article, i: int, floor: int, word: str) -> int:
    """The first token of what leads to a head: determiners, adjectives, *l'un des*."""
    first = i
    while first > floor and _leads(article, first - 1):
        first -= 1
        if article.low(first) in article.lex.determiners and article.low(first) not in _PARTS:
            if first > floor and article.low(first - 1) in _ALL:
                continue
            break
    one_of = article.low(first - 1) in ("de", "d'", "of") and article.low(first - 2) in (
        "un",
        "une",
        "one",
    )
    if one_of and first - 2 >= floor:
        first -= 3 if article.low(first - 3) == "l'" else 2
    dropped = ("de", "d'", "du", "of", *(["premier"] if word == "premier" else []))
    while first < i and article.low(first) in dropped:
        if article.low(first) == "d'" and article.low(first + 1).startswith("autre"):
            break
        first += 1
    return first


_DETERMINED = {
    "le": "m",
    "un": "m",
    "du": "m",
    "au": "m",
    "ce": "m",
    "la": "f",
    "une": "f",
    "cette": "f",
}
_FEMININE = frozenset("femme mere fille soeur epouse veuve reine princesse niece cheffe".split())
_MASCULINE = frozenset(
    "homme pere fils frere epoux mari veuf roi prince neveu pape cardinal imam".split()
)
_FEMININE_ENDS = ("euse", "trice", "iere", "ienne", "ieure", "onne", "ante", "ente", "ee")


def role_gender(head: str, roles: Collection[str]) -> str:
    """``m`` or ``f`` for a French role whose form tells, else empty (*ministre*, *juge*)."""
    if head in _FEMININE:
        return "f"
    if head in _MASCULINE:
        return "m"
    if head.endswith(_FEMININE_ENDS) and head != "athlete":
        return "f"
    return "m" if any(other in roles for other in _feminines(head)) else ""


def _feminines(head: str) -> Iterator[str]:
    """What the feminine of a French role may look like."""
    yield head + "e"
    yield head + head[-1] + "e"
    for end, other in (
        ("eur", "euse"),
        ("teur", "trice"),
        ("er", "ere"),
        ("f", "ve"),
        ("eur", "rice"),
    ):
        if head.endswith(end):
            yield head.removesuffix(end) + other


def _number(article: Article, first: int, head: int, kind: str) -> str:
    """``s`` or ``p``: whether a French phrase can be the subject of such a verb."""
    if kind != "group":
        return "p" if article.low(first) in PLURAL and kind == "body" else "s"
    singular = any(
        article.low(k) in ("un", "une", "chaque", "aucun", "aucune") for k in range(first, head)
    )
    return "" if singular else "p"


PLURAL = frozenset(
    "les des ces ses leurs plusieurs certains certaines quelques deux trois quatre cinq".split()
)


_MORE_HEAD = frozenset(
    "executive officer president director secretary minister editor engineer scientist manager designer".split()
)


def _leads(article: Article, i: int) -> bool:
    if article.inside[i] != article.inside[min(i + 1, len(article.inside) - 1)]:
        return False
    low = article.low(i)
    if article.words[i + 1].start - article.words[i].end > 1:
        return False
    return low in article.lex.before_head or low.isdigit()


_SUFFIXES = (
    "ien", "ienne", "iens", "iennes", "ais", "aise", "aises", "ois", "oise", "ique", "iques", "al", "ale", "aux", "ales", "iste", "istes", "ain", "aine",
    "ains", "aines", "if", "ive", "ifs", "ives", "aire", "aires", "el", "elle", "els", "elles", "eux", "euse", "sortant", "sortants", "adjoint", "adjointe", "anonymes",
    "anonyme", "politique", "technique", "general", "generale", "exe", "russe", "russes", "turc", "grec", "chef", "interieure", "francais", "allemand", "policiere", "supreme",
)  # fmt: skip


def tail(article: Article, j: int) -> int:
    """End of a noun phrase's complements, where its head ends before token ``j``."""
    at = bisect_left(article.names, j, key=lambda n: n.first)
    return _tail(article, j, {n.first: n for n in article.names[at : at + 12]})


def _tail(article: Article, j: int, named: Mapping[int, Name]) -> int:
    """End of a noun phrase's complements: adjectives, *de* …, *of* …, *chez* …."""
    limit = min(len(article.words), j + 14)
    end = j
    while end < limit and not _parted(article, end):
        onward = _step(article, end, named, limit)
        if not onward:
            break
        end = onward
    return end


def _parted(article: Article, j: int) -> bool:
    """Whether marks or more than a blank stand before a token."""
    marked = article.inside[j] >= 0 and article.inside[j] != article.inside[j - 1]
    return marked or article.words[j].start - article.words[j - 1].end > 1


def _step(article: Article, j: int, named: Mapping[int, Name], limit: int) -> int:
    """Behind one more part of a noun phrase that begins at a token, or 0."""
    lex = article.lex
    low = article.low(j)
    if lex.lang == "fr" and (onward := _adjective(article, j) or _onward(article, j, named)):
        return onward
    if low in lex.of or (low in ("chez", "at", "a") and j + 1 < limit):
        return _complement(article, j, named, strict=low in ("a", "at"))
    return 0


def _adjective(article: Article, j: int) -> int:
    """Behind *en chef* or a French adjective at a token, or 0."""
    low = article.low(j)
    if low == "en" and article.low(j + 1) == "chef":
        return j + 2
    if low in ("proche", "proches"):
        return j + 1
    ordinary = article.words[j].text[0].islower() and low not in article.lex.small and len(low) > 3
    found = ordinary and low.endswith(_SUFFIXES) and article.plain[j] not in article.lex.cues
    return j + 1 if found else 0


_CHARGED = frozenset("charge chargee charges chargees".split())
_ABROAD = frozenset(
    "candidat candidate secretaire ministre delegue deleguee conseiller conseillere ambassadeur ambassadrice professeur professeure chercheur chercheuse "
    "representant representante haut-commissaire directeur directrice etat".split()
)


def _onward(article: Article, j: int, named: Mapping[int, Name]) -> int:
    """*… LR*, *… et des Finances*, *chargé de …*, *à l'Économie*: further words of a French role."""
    low = article.low(j)
    if j in named and article.words[j].text.isupper() and named[j].behind == j + 1:
        return j + 1
    if low == "et" and article.low(j + 1) in ("de", "du", "des", "d'", "au", "aux"):
        return _complement(article, j + 1, named, strict=False)
    if low in _CHARGED and article.low(j + 1) in ("de", "du", "des", "d'"):
        return _complement(article, j + 1, named, strict=False)
    if low in ("a", "au", "aux") and article.plain[j] != "a" and article.low(j - 1) in _ABROAD:
        k = j + 1
        while article.low(k) in ("la", "l'", "les"):
            k += 1
        if k in named:
            return named[k].behind
        if k < len(article.words) and (k > j + 1 or low != "a") and article.words[k].text.isalpha():
            return k + 1
    return 0


def _complement(article: Article, j: int, named: Mapping[int, Name], *, strict: bool) -> int:
    """End of *de X*: determiner, then a name or one or two common nouns; 0 where it is a clause."""
    lex = article.lex
    k = j + 1
    if (
        k < len(article.words)
        and article.low(k) in lex.determiners
        and article.low(k) not in ("de", "d'")
    ):
        k += 1
    if k >= len(article.words) or article.inside[k] != article.inside[j]:
        return 0
    if k not in named and article.low(k) in lex.titles:
        past = k + 1 + (article.low(k + 1) == ".")
        k = past if past in named else k  # *l'avocate de M. X*
    if k in named:
        return int(named[k].behind)
    if strict:
        ok = article.low(k) in (
            "securite",
            "defense",
            "recherche",
            "presidence",
            "tete",
            "communication",
            "state",
        )
        return k + 1 if ok and k > j + 1 else 0
    low = article.low(k)
    if not article.words[k].text.isalpha() or low in lex.small:
        return 0
    if (
        k == j + 1
        and lex.lang == "fr"
        and article.low(j) in ("de", "d'")
        and low.endswith(("er", "ir", "oir", "re"))
        and low not in lex.groups | lex.bodies
    ):
        return 0
    return k + 1
