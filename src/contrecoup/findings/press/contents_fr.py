"""Where the words begin behind a French verb of saying."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.openings import (
    FAR,
    NOTHING,
    Found,
    Opening,
    Rule,
    Walk,
    as_something,
    aside,
    skip_days,
    walked,
)
from contrecoup.findings.press.verb_groups import CueFound

_NOT_THAT = frozenset(
    "plus moins tandis alors bien afin pour avant apres des lors ainsi tant autant sans pendant depuis tel telle".split()
)
_PREPOSITIONS = frozenset(
    "a au aux sur dans en lors devant aupres via par pendant depuis apres avant vers chez contre avec".split()
)
_VERB_ENDS = ("er", "ir", "oir", "re")
_NOT_VERBS = frozenset(
    "hier premier dernier leur par pour sur notre votre autre entre fevrier janvier contre quatre lettre maire affaire membre centre titre ministre septembre octobre novembre decembre ordre livre heure guerre derniere premiere".split()
)
_FRESH = frozenset(
    "le la les l' un une des son sa ses leur leurs ce cet cette ces toute tout tous toutes".split()
)
_THAT = frozenset({"que", "qu'"})
_OF = frozenset({"de", "d'"})
_TO = frozenset({"a", "au", "aux"})
_STEPPED = frozenset({"en", "y", "quant", "lui", "elle", "plus", "tard"})
_NEAR = 9  # tokens between a verb and the colon before its words
_SHORT = 5  # tokens of a title in marks


def french(article: Article, cue: CueFound, stop: int) -> Opening | None:
    """What the verb takes and where it begins, or None where it says nothing here."""
    found = walked(_RULES, article, cue, stop)
    if isinstance(found, Walk):
        return _marked_that(article, found.j, stop) if "q" in cue.takes else None
    return found


# The rules, in the order in which they are tried: an opening, a token to go on at, or nothing


def _marks(article: Article, _cue: CueFound, walk: Walk, stop: int) -> Found:
    """Words in marks; a short title behind a preposition is stepped over."""
    j = walk.j
    if article.inside[j] < 0:
        return None
    end = article.quote_words[article.inside[j]][1]
    titled = article.low(j - 1) in ("au", "a", "sur", "de", "dans")
    if end - j <= _SHORT and walk.moved and titled and end < stop - 2:
        return end
    return Opening("quote", j)


def _colon(article: Article, cue: CueFound, walk: Walk, stop: int) -> Found:
    j = walk.j
    if article.low(j) != ":":
        return None
    if j + 1 < stop and article.inside[j + 1] >= 0:
        return Opening("quote", j + 1)
    if "q" in cue.takes and j - cue.behind < 12 and stop - j > 3 and "w" not in cue.takes:
        return Opening("plain", j + 1)
    return NOTHING


def _that(article: Article, cue: CueFound, walk: Walk, _stop: int) -> Found:
    that = article.low(walk.j) in _THAT and "q" in cue.takes
    return Opening("that", walk.j) if that and article.low(walk.j - 1) not in _NOT_THAT else None


def _day(article: Article, _cue: CueFound, walk: Walk, _stop: int) -> Found:
    day = skip_days(article, walk.j)
    if day > walk.j:
        walk.moved = True
        return day
    step = aside(article, walk.j)
    return step if step > walk.j else None


def _of(article: Article, cue: CueFound, walk: Walk, _stop: int) -> Found:
    """*menacer de partir*, *accuser X de mentir*, *se plaindre du bruit*."""
    low, takes = article.low(walk.j), cue.takes
    if "d" not in takes:
        return None
    if low in _OF and (walk.hops == 0 or "o" in takes) and _acts(article, walk.j + 1, cue):
        return Opening("of", cue.behind if "o" in takes and walk.hops else walk.j)
    if low in ("du", "des") and walk.hops == 0 and "o" not in takes and "r" in takes:
        return Opening("of", walk.j)
    return None


def _to(article: Article, cue: CueFound, walk: Walk, stop: int) -> Found:
    """*appeler à partir*, *inviter X à partir*: an object may come first."""
    low, takes = article.low(walk.j), cue.takes
    if low in _TO and "a" in takes and walk.hops == 0 and "o" not in takes:
        return Opening("of", walk.j)
    late = "a" in takes and "o" not in takes and "n" not in takes and low in _FRESH
    if late or ("o" in takes and walk.hops == 0 and low in _FRESH | _TO):
        return _object(article, cue, walk.j, stop) or NOTHING
    return None


def _acting(article: Article, cue: CueFound, walk: Walk, _stop: int) -> Found:
    """An infinitive: *affirme être*, *dit vouloir*."""
    most = 4 if article.low(walk.j) in ("etre", "avoir") else 2
    found = "i" in cue.takes and walk.hops <= most and _infinitive(article, walk.j)
    return Opening("inf", walk.j) if found else None


def _called(article: Article, cue: CueFound, walk: Walk, stop: int) -> Found:
    """*qualifier X de*, *décrire X comme*."""
    if "c" not in cue.takes or walk.hops:
        return None
    if cue.lemma in _FINDS:
        return _found(article, walk.j, stop)
    words = ("de", "d'", "comme", "du")
    return as_something(article, cue.lemma, walk.j, stop, words) or NOTHING


_FINDS = frozenset({"juger", "estimer"})


def _found(article: Article, j: int, stop: int) -> Found:
    """*juge la situation « intenable »*: marks a few words further, in the same clause."""
    if article.low(j) not in _FRESH | {"cela", "ca", "ces"}:
        return None
    for k in range(j, min(stop, j + _NEAR)):
        if article.inside[k] >= 0:
            return Opening("as", j) if k > j else None
        if article.low(k) in _BOUNDS:
            return None
    return None


_BOUNDS = frozenset(", ; : que qu' de d' qui dont par pour et mais avoir etre".split())


def _little(article: Article, _cue: CueFound, walk: Walk, stop: int) -> Found:
    """Adverbs, and determiners of days."""
    j = walk.j
    low = article.low(j)
    adverb = low in article.lex.adverbs and not _since(article, j)
    if adverb or (low.endswith("ment") and len(low) > 6) or low in _STEPPED:
        return j + 3 if low == "quant" else j + 1
    if low in ("ce", "cet", "cette", "le", "la", "meme") and j + 1 < stop:
        dated = skip_days(article, j + 1) > j + 1 or article.low(j + 1) == "meme"
        return j + 1 if dated else None
    return None


def _where(article: Article, _cue: CueFound, walk: Walk, stop: int) -> Found:
    """A comma, or a phrase on where and to whom it was said."""
    low = article.low(walk.j)
    held = walk.moved and low in ("de", "du", "des", "d'")
    if low != "," and low not in _PREPOSITIONS and not held:
        return None
    walk.moved = True
    walk.hops += 1
    return walk.j + 1 if low == "," else _phrase(article, walk.j, stop)


def _thing(article: Article, cue: CueFound, walk: Walk, _stop: int) -> Found:
    low = article.low(walk.j)
    fresh = low in _FRESH or low in ("deux", "trois", "quatre", "cinq") or low.isdigit()
    return Opening("noun", walk.j) if "n" in cue.takes and fresh and walk.hops <= 2 else None


def _further(article: Article, cue: CueFound, walk: Walk, stop: int) -> Found:
    if "w" in cue.takes:
        return _thing_said(article, walk.j, stop) or NOTHING
    if "q" not in cue.takes:
        return NOTHING
    found = _later_that(article, walk.j, stop) or _marked_that(article, walk.j, stop)
    return found or NOTHING


_RULES: tuple[Rule, ...] = (
    _marks, _colon, _that, _day, _of, _to, _acting, _called, _little, _where, _thing, _further,
)  # fmt: skip


# Parts


def _since(article: Article, j: int) -> bool:
    """Whether *depuis* is a preposition here."""
    return article.low(j) == "depuis" and article.low(j + 1) in article.lex.determiners


def _infinitive(article: Article, j: int) -> bool:
    low = article.low(j)
    if low in ("ne", "n'"):
        return _infinitive(
            article, j + 1 + (article.low(j + 1) in ("pas", "plus", "jamais", "rien"))
        )
    if low in ("se", "s'"):
        return _infinitive(article, j + 1)
    return (
        low.endswith(_VERB_ENDS)
        and low not in _NOT_VERBS
        and article.words[j].text.islower()
        and len(low) > 3
    )


def _acts(article: Article, j: int, cue: CueFound) -> bool:
    """Whether *de* leads to an infinitive, also behind clitics; with ``n`` or reflexives a noun will do."""
    k = j
    while article.low(k) in (
        "ne",
        "pas",
        "se",
        "s'",
        "le",
        "la",
        "les",
        "l'",
        "y",
        "en",
        "leur",
        "lui",
        "n'",
        "mener",
        "plus",
        "trop",
    ):
        k += 1
    if _infinitive(article, k):
        return True
    return (
        "r" in cue.takes
        or cue.lemma in ("accuser", "menacer", "témoigner", "arguer")
        or (k < len(article.inside) and article.inside[k] >= 0)
    )


def _object(article: Article, cue: CueFound, j: int, stop: int) -> Opening | None:
    """*inviter X à*, *accuser X de*, *proposer à X de*: the words begin with X."""
    wanted = ("a",) if "a" in cue.takes else ("de", "d'")
    for k in range(j + 1, min(stop, j + 16)):
        if (
            article.inside[k] >= 0
            and article.inside[k - 1] < 0
            and article.low(k - 1) in (*wanted, "du")
        ):
            return Opening("of", j)
        if article.low(k) in wanted and _acts(article, k + 1, cue) and article.inside[k] < 0:
            return Opening("of", j)
        if article.low(k) in (";", ":"):
            return None
    return Opening("noun", j) if "n" in cue.takes else None


def _phrase(article: Article, j: int, stop: int) -> int:
    """Behind a prepositional phrase that starts at ``j``: up to the next starter."""
    k = j + 1
    nouns = 0
    while k < stop and k - j < 14:
        low = article.low(k)
        if low in ("que", "qu'", ":", ",") or article.inside[k] >= 0:
            return k
        if (
            nouns
            and (
                low in _FRESH
                or low in ("ne", "etre", "avoir", "vouloir", "pouvoir")
                or (low in _PREPOSITIONS and low != "en")
            )
            and article.low(k - 1) not in ("de", "d'", "a", "sur", "dans", "par", "avec")
        ):
            return k
        if nouns and skip_days(article, k) > k:
            return k
        if nouns and low in ("de", "d'") and _infinitive(article, k + 1):
            return k
        if low not in article.lex.small:
            nouns += 1
        k += 1
    return k


def _later_that(article: Article, j: int, stop: int) -> Opening | None:
    """A *que* a little further, with no verb of saying in between."""
    for k in range(j, min(stop, j + 12)):
        if article.inside[k] >= 0 or article.low(k) in (";", ":"):
            return None
        if (article.low(k) in ("que", "qu'") and article.low(k - 1) == ",") or (
            article.low(k) in ("que", "qu'") and article.low(k - 1) not in _NOT_THAT | {"ce"}
        ):
            return Opening("that", k)
    return None


def _thing_said(article: Article, j: int, stop: int) -> Opening | None:
    """*partager un message : « … »*: a quotation behind a colon, a few words further."""
    for k in range(j, min(stop - 1, j + _NEAR)):
        if article.inside[k] >= 0 or article.low(k) in (";", ",", "que", "qu'", "qui"):
            return None
        if article.low(k) == ":":
            return Opening("quote", k + 1) if article.inside[k + 1] >= 0 else None
    return None


def _marked_that(article: Article, j: int, stop: int) -> Opening | None:
    """A *que* right before a quotation, behind words on where and when it was said."""
    for k in range(j, min(stop, j + FAR)):
        if (
            article.inside[k] >= 0
            or article.low(k) in (";", ":")
            or article.plain[k] in article.lex.cues
        ):
            return None
        if article.low(k) in ("que", "qu'") and k + 1 < stop and article.inside[k + 1] >= 0:
            return Opening("that", k)
    return None
