"""Names of which nothing is known, where what stands beside them says that a person moves."""

from __future__ import annotations

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cast import Cast
from contrecoup.findings.press.phrases import Phrase
from contrecoup.language.names import Name, no_name, says_what_it_is
from contrecoup.language.places import PLACES

_TRADES = {
    "fr": ("eur", "euse", "rice", "ier", "ière", "iste", "ien", "ienne", "logue", "cien", "cienne"),
    "en": (
        "er",
        "or",
        "ist",
        "man",
        "woman",
        "master",
        "ian",
        "ant",
        "eer",
        "wright",
        "smith",
        "logist",
    ),
}
_MOST = 3  # words of such a name


def strangers(article: Article, found: Cast) -> dict[int, Phrase]:
    """Two or three capitals that no list knows, before a verb of moving or behind a trade."""
    out: dict[int, Phrase] = {}
    for name in article.names:
        if name.kind != "unknown" or name.first in found.start_at or not _full(article, name):
            continue
        if _moves(article, name) or _has_trade(article, name.first - 1):
            out[name.first] = Phrase(
                first=name.first,
                behind=name.behind,
                kind="person",
                head=article.low(name.behind - 1),
                name=(name.first, name.behind),
            )
    return out


def _full(article: Article, name: Name) -> bool:
    words = article.words[name.first : name.behind]
    return (
        1 < len(words) <= _MOST
        and all(w.text[:1].isupper() and w.text[1:].islower() for w in words)
        and not any(w.low in PLACES or no_name(w.low) or w.low in article.lex.roles for w in words)
        and not says_what_it_is(words)
        and article.inside[name.first] < 0
    )


def _moves(article: Article, name: Name) -> bool:
    """Whether a verb of moving, or a helper before one, follows."""
    if article.low(name.first - 1) in article.lex.determiners and name.first > 0:
        return False
    behind = article.sentences[article.sentence_of[name.first]][1]
    for k in range(name.behind, min(behind, name.behind + 6)):
        if article.plain[k] in mw.verbs(article.lang):
            return True
        helper = article.low(k) in mw.HAVE | mw.BE | mw.MODALS | mw.NOT | article.lex.adverbs
        governs = article.plain[k] in mw.governing(article.lang) or article.low(k) in mw.READY
        if not (helper or governs or article.low(k) in ("to", "de", "a", "d'")):
            return False
    return False


def _has_trade(article: Article, k: int) -> bool:
    """*choirmaster X*, *le luthier X*."""
    if k < 0 or not article.words[k].text.islower() or article.low(k) in article.lex.small:
        return False
    return len(article.low(k)) > 5 and article.plain[k].endswith(_TRADES[article.lang])
