"""Where the words begin behind a verb of saying."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from typing import NamedTuple

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cues import CueFound

_FAR = 28
_NOT_THAT = frozenset(
    "plus moins tandis alors bien afin pour avant apres des lors ainsi tant autant sans pendant depuis tel telle so such than".split()
)
_PREPOSITIONS_FR = frozenset(
    "a au aux sur dans en lors devant aupres via par pendant depuis apres avant vers chez contre avec".split()
)
_PREPOSITIONS_EN = frozenset(
    "in on at to during after before from with by via through about as into for of over".split()
)
_VERB_ENDS = ("er", "ir", "oir", "re")
_NOT_VERBS = frozenset(
    "hier premier dernier leur par pour sur notre votre autre entre fevrier janvier contre quatre lettre maire affaire membre centre titre ministre septembre octobre novembre decembre ordre livre heure guerre derniere premiere".split()
)
_FRESH = frozenset(
    "le la les l' un une des son sa ses leur leurs ce cet cette ces toute tout tous toutes".split()
)
_FRESH_EN = frozenset("the a an his her its their this that these those any all".split())


class Opening(NamedTuple):
    """``kind``: quote, that, of, inf, noun, as, plain, after-comma; ``at``: its first token."""

    kind: str
    at: int


def opening(article: Article, cue: CueFound, stop: int) -> Opening | None:
    """What the verb takes and where it begins, or None where it says nothing here."""
    if article.lex.lang == "en":
        return _english(article, cue, stop)
    return _french(article, cue, stop)


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


def _french(article: Article, cue: CueFound, stop: int) -> Opening | None:  # noqa: C901, PLR0912  a list of cases, read from top to bottom
    takes = cue.takes
    j = cue.behind
    hops = 0
    moved = False
    while j < stop and j - cue.behind < _FAR:
        low = article.low(j)
        if article.inside[j] >= 0:
            number = article.inside[j]
            if (
                article.quote_words[number][1] - j <= 5
                and moved
                and article.low(j - 1) in ("au", "a", "sur", "de", "dans")
                and article.quote_words[number][1] < stop - 2
            ):
                j = article.quote_words[number][1]
                continue
            return Opening("quote", j)
        if low == ":":
            return _colon(article, cue, j, stop)
        if low in ("que", "qu'") and "q" in takes and article.low(j - 1) not in _NOT_THAT:
            return Opening("that", j)
        if (day := skip_days(article, j)) > j:
            j = day
            moved = True
            continue
        if (
            low in ("de", "d'")
            and "d" in takes
            and (hops == 0 or "o" in takes)
            and _acts(article, j + 1, cue)
        ):
            return Opening("of", cue.behind if "o" in takes and hops else j)
        if (
            low in ("du", "des")
            and "d" in takes
            and hops == 0
            and "o" not in takes
            and "r" in takes
        ):
            return Opening("of", j)
        if low in ("a", "au", "aux") and "a" in takes and hops == 0 and "o" not in takes:
            return Opening("of", j)
        if "a" in takes and "o" not in takes and "n" not in takes and low in _FRESH:
            return _object(article, cue, j, stop)
        if "o" in takes and hops == 0 and low in _FRESH | {"a", "au", "aux"}:
            return _object(article, cue, j, stop)
        if (
            "i" in takes
            and hops <= (4 if low in ("etre", "avoir") else 2)
            and _infinitive(article, j)
        ):
            return Opening("inf", j)
        if "c" in takes and hops == 0:
            return _as(article, cue, j, stop, ("de", "d'", "comme", "du"))
        if (
            low in article.lex.adverbs
            or (low.endswith("ment") and len(low) > 6)
            or low in ("en", "y", "quant", "lui", "elle", "plus", "tard")
        ):
            j += 1
            if low == "quant":
                j += 2
            continue
        if (
            low in ("ce", "cet", "cette", "le", "la")
            and j + 1 < stop
            and skip_days(article, j + 1) > j + 1
        ):
            j += 1
            continue
        if low == "," or low in _PREPOSITIONS_FR or (moved and low in ("de", "du", "des", "d'")):
            j = _phrase(article, j, stop) if low != "," else j + 1
            moved = True
            hops += 1
            continue
        if (
            "n" in takes
            and (low in _FRESH or low in ("deux", "trois", "quatre", "cinq") or low.isdigit())
            and hops <= 2
        ):
            return Opening("noun", j)
        if "q" in takes and "w" not in takes:
            return _later_that(article, j, stop)
        return None
    return None


def _colon(article: Article, cue: CueFound, j: int, stop: int) -> Opening | None:
    if j + 1 < stop and article.inside[j + 1] >= 0:
        return Opening("quote", j + 1)
    if "q" in cue.takes and j - cue.behind < 12 and stop - j > 3 and "w" not in cue.takes:
        return Opening("plain", j + 1)
    return None


def _infinitive(article: Article, j: int) -> bool:
    low = article.low(j)
    if low in ("ne", "n'") and article.low(j + 1) == "pas":
        return _infinitive(article, j + 2)
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


def _as(
    article: Article, cue: CueFound, j: int, stop: int, words: tuple[str, ...]
) -> Opening | None:
    """*qualifier X de*, *décrire X comme*: the words begin with X."""
    for k in range(j, min(stop, j + 22)):
        if (
            article.low(k) in words
            and article.inside[k] < 0
            and (
                article.low(k) in ("comme", "as")
                or (k + 1 < stop and (article.inside[k + 1] >= 0 or cue.lemma == "qualifier"))
            )
        ):
            return Opening("as", j)
        if article.inside[k] >= 0 and cue.lemma in ("qualifier", "call", "label", "dub"):
            return Opening("as", j)
    return None


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
                or (low in _PREPOSITIONS_FR and low != "en")
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


def _english(article: Article, cue: CueFound, stop: int) -> Opening | None:  # noqa: C901, PLR0912  a list of cases, read from top to bottom
    takes = cue.takes
    j = cue.behind
    hops = 0
    while j < stop and j - cue.behind < _FAR:
        low = article.low(j)
        if article.inside[j] >= 0:
            number = article.inside[j]
            if article.quote_words[number][1] - j > 3 or hops == 0:
                if "o" in takes and "n" not in takes and hops:
                    return Opening("quote", j)
                return Opening("quote", j)
            return Opening("plain", cue.behind) if "q" in takes else Opening("quote", j)
        if low == ":":
            return (
                Opening("quote", j + 1)
                if j + 1 < stop and article.inside[j + 1] >= 0
                else (Opening("plain", j + 1) if "q" in takes and stop - j > 3 else None)
            )
        if low == "that" and "q" in takes:
            return Opening("that", j)
        if (day := skip_days(article, j)) > j:
            j = day
            hops += 1
            continue
        if low in article.lex.adverbs or low.endswith("ly"):
            j += 1
            continue
        if low == "to" and "i" in takes and "o" not in takes:
            return Opening("inf", j)
        if ("c" in takes and "n" not in takes) or cue.lemma == "call":
            return _as(article, cue, j, stop, ("as",))
        if "o" in takes:
            return _english_object(article, cue, j, stop)
        if low == "out" and cue.lemma == "point":
            j += 1
            continue
        if low in _PREPOSITIONS_EN and "q" in takes:
            k = _english_phrase(article, j, stop)
            if k >= stop or article.low(k) == ".":
                return None
            j = k
            hops += 1
            continue
        if low == ",":
            j += 1
            hops += 1
            if hops > 3:
                return None
            continue
        if "w" in takes:
            return None
        if "q" in takes:
            return Opening("plain", j) if stop - j > 2 else None
        if "n" in takes and low != "by":
            return Opening("noun", j) if stop - j > 1 else None
        return None
    return None


def _english_object(article: Article, cue: CueFound, j: int, stop: int) -> Opening | None:
    wanted = ("of",) if "d" in cue.takes else ("to",) if "i" in cue.takes else ("that",)
    for k in range(j, min(stop, j + 14)):
        if article.inside[k] >= 0:
            return Opening("quote", k) if "q" in cue.takes else Opening("of", j)
        if article.low(k) in wanted:
            return Opening("that" if "q" in cue.takes else "of", k if "q" in cue.takes else j)
        if article.low(k) in (";", "."):
            break
    if "q" in cue.takes and stop - j > 4:
        return Opening(
            "plain",
            j + 1
            if article.low(j) in ("him", "her", "them", "us", "me", "reporters", "cnn")
            else j,
        )
    return None


def _english_phrase(article: Article, j: int, stop: int) -> int:
    k = j + 1
    nouns = 0
    while k < stop and k - j < 9:
        low = article.low(k)
        if low in ("that", ":", ",") or article.inside[k] >= 0:
            return k
        if nouns and (low in _FRESH_EN or low in article.lex.subjects or low in _PREPOSITIONS_EN):
            return k
        if nouns and skip_days(article, k) > k:
            return k
        if low not in article.lex.small:
            nouns += 1
        k += 1
    return k
