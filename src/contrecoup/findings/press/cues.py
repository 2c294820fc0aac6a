"""Who is the subject of a verb of saying: a pronoun, a phrase, or words with a determiner."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.nouns import noun_before
from contrecoup.findings.press.people import Cast
from contrecoup.findings.press.phrases import Phrase
from contrecoup.findings.press.verb_groups import CueFound, cues

__all__ = ["CueFound", "cues", "first_subject", "governed", "subject"]

_REACH = 10  # tokens between a verb and the phrase that is its subject
_PREPOSITIONS = frozenset(
    """
de du des d' a au aux par avec sans chez dans sur sous contre entre vers pour selon depuis apres avant pendant lors en envers parmi malgre of by with
without in on at from to for about against between among during after before since under over into toward towards near than as like via dont notamment
""".split()
)
_HOW_MANY = frozenset(
    "plus moins beaucoup nombre pres trop peu assez tant combien dizaine dizaines vingtaine trentaine quarantaine cinquantaine centaine centaines "
    "millier milliers majorite moitie tiers quart poignee plupart partie".split()
)
_RELATIVE = frozenset({"qui", "who", "which"})


def governed(article: Article, first: int, floor: int) -> bool:
    """Whether a preposition stands before a phrase and its determiner: *de la Banque*."""
    k = first - 1
    while k > floor and article.low(k) in article.lex.determiners and not _preposed(article, k):
        k -= 1
    return k >= floor and _preposed(article, k) and not _partitive(article, k, floor)


def _preposed(article: Article, k: int) -> bool:
    return article.low(k) in _PREPOSITIONS


def _partitive(article: Article, k: int, floor: int) -> bool:
    """Whether *des*, *du* is an article, or *de* follows how many: no preposition."""
    return article.low(k) in ("des", "du", "de", "d'") and (
        k == floor
        or (article.low(k) == "des" and article.low(k - 1) == ",")
        or (article.low(k) in ("de", "d'") and article.low(k - 1) in _HOW_MANY)
    )


def subject(article: Article, found: Cast, cue: CueFound, *, nouns: bool = False) -> int | None:
    """Who stands as subject before the verb: a token number of a pronoun or a phrase's first.

    With ``nouns``, also words with a determiner that no list knows (``Cast.nouns``).
    """
    lex = article.lex
    floor = article.sentences[article.sentence_of[cue.at]][0]
    k = _behind_subject(article, found, cue.first - 1, floor)
    if k < floor:
        return None
    low = article.low(k)
    if low in lex.subjects and article.inside[k] < 0:
        return k
    if low in ("dernier", "derniere") and article.low(k - 1) in ("ce", "cette"):
        return k
    if low in _RELATIVE:
        return _antecedent(article, found, k, floor, cue.number, nouns=nouns)
    if k + 1 in found.end_at:
        return _head_of(article, found, found.end_at[k + 1], floor, cue.number)
    if low == ")" and (opened := _opening(article, k, floor)) > floor and opened in found.end_at:
        return _head_of(article, found, found.end_at[opened], floor, cue.number)
    if low in (",", ")", "–", "—", "-") or low in lex.linkers or article.inside[k] >= 0:
        return first_subject(article, found, floor, k, cue.number)
    near = _before(article, found, k + 1, max(floor, k - _REACH), cue.number)
    if near is not None:
        return near
    if nouns and (own := noun_before(article, found, k + 1, floor)) is not None:
        return own
    return first_subject(article, found, floor, k, cue.number)


def _behind_subject(article: Article, found: Cast, k: int, floor: int) -> int:
    """The last token of what stands before the verb, clitics and adverbs left out."""
    lex = article.lex
    while k >= floor and (
        article.low(k) in lex.clitics
        or article.low(k) in lex.adverbs
        or article.low(k).endswith(("ment", "ly"))
    ):
        if k + 1 in found.end_at and article.low(k) in (
            "le", "la", "les", "l'", "leur", "nous", "vous",
        ):  # fmt: skip
            break
        k -= 1
    return k


def _opening(article: Article, k: int, floor: int) -> int:
    return next((j for j in range(k, max(floor, k - 8), -1) if article.low(j) == "("), -1)


def _antecedent(
    article: Article, found: Cast, relative: int, floor: int, number: str, *, nouns: bool
) -> int | None:
    """Whom *qui* stands for: the phrase right before it, also behind a preposition."""
    k = relative - 1
    if article.low(k) in (",", "-", "–", "("):
        k -= 1
    if article.low(k) == ")" and (opened := _opening(article, k, floor)) > floor:
        k = opened - 1
    ends = found.end_at.get(k + 1)
    if ends is not None and article.inside[k] < 0:
        phrase = found.phrases[ends]
        before = article.low(phrase.first - 1)
        owned = before in ("de", "d'", "of") and phrase.kind != "person"
        if phrase.kind != "place" and not owned and _agrees(article, phrase, number):
            return phrase.first
    if nouns and (own := noun_before(article, found, k + 1, floor)) is not None:
        return own
    return _before(article, found, k + 1, floor, number)


def _before(article: Article, found: Cast, behind: int, floor: int, number: str = "") -> int | None:
    """The phrase that ends nearest before a token, and stands as a subject."""
    for b in range(behind, floor, -1):
        ends = found.end_at.get(b)
        if ends is None:
            continue
        phrase = found.phrases[ends]
        if article.inside[phrase.first] >= 0 or phrase.kind == "place":
            continue
        return _head_of(article, found, ends, floor, number)
    return None


def _head_of(article: Article, found: Cast, place: int, floor: int, number: str = "") -> int | None:
    """A name apposed to a role without a comma stays the name; a prepositional phrase is none."""
    phrase = found.phrases[place]
    k = phrase.first - 1
    prev = found.end_at.get(phrase.first)
    if prev is not None and found.phrases[prev].kind in ("role", "body", "group"):
        k = found.phrases[prev].first - 1
    if governed(article, k + 1, floor) or not _agrees(article, phrase, number):
        return _before(article, found, k, floor, number)
    if article.low(k) == "," and phrase.kind == "role" and phrase.first in found.of_phrase:
        owner = _before(article, found, k, floor)
        if owner is not None and found.of_phrase.get(owner) == found.of_phrase[phrase.first]:
            return owner
    return phrase.first


def _agrees(article: Article, phrase: Phrase, number: str) -> bool:
    """Whether a phrase can be the subject of a verb in the singular or the plural."""
    if article.lex.lang != "fr" or not number:
        return True
    return phrase.number in ("", number) or (
        number == "p" and article.low(phrase.first - 1) in ("et", "ou", ",")
    )


def first_subject(
    article: Article, found: Cast, floor: int, limit: int, number: str = ""
) -> int | None:
    """The first phrase or pronoun of the clause that no preposition governs."""
    best: int | None = None
    for i in range(_clause_start(article, floor, limit), limit + 1):
        if article.inside[i] >= 0:
            continue
        if (
            best is None
            and article.low(i) in article.lex.subjects
            and article.low(i) not in ("on", "it")
            and not (article.low(i) == "il" and article.low(i + 1) == "y")
        ):
            return i  # fmt: skip
        place = found.start_at.get(i)
        if place is None or _hidden(article, found.phrases[place], floor, number):
            continue
        if found.phrases[place].kind == "person" and (
            best is None or _apposed(article, found, best, i)
        ):
            return i
        if best is not None:
            return best
        best = i
    return best


def _clause_start(article: Article, floor: int, limit: int) -> int:
    for k in range(limit, floor, -1):
        if article.low(k) in (";", ":") and article.inside[k] < 0:
            return k + 1
    return floor


def _hidden(article: Article, phrase: Phrase, floor: int, number: str) -> bool:
    """Whether a phrase is no subject: a place, or words that a preposition or *que* governs."""
    return (
        phrase.kind == "place"
        or governed(article, phrase.first, floor)
        or (phrase.first > floor and article.low(phrase.first - 1) in ("que", "qu'"))
        or not _agrees(article, phrase, number)
    )


def _apposed(article: Article, found: Cast, best: int, i: int) -> bool:
    """Whether the person at ``i`` is named behind a role, a group or a body: *le maire, X*."""
    owner = found.phrases[found.start_at[best]]
    if best in found.of_phrase and found.of_phrase[best] == found.of_phrase.get(i):
        return True  # *le maire divers gauche de la ville, X*
    return owner.kind in ("role", "group", "body") and (
        i == owner.behind or (article.low(i - 1) == "," and i == owner.behind + 1)
    )
