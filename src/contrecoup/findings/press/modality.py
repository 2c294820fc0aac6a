"""How far a move has happened: done, announced, expected, demanded, denied …."""

from __future__ import annotations

import re

from attrs import frozen

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cues import CueFound
from contrecoup.model.reading import Modality


@frozen(kw_only=True)
class Group:
    """A verb group of moving: tokens, voice, the small words that tell its modality."""

    first: int
    at: int
    passive: bool
    bare: bool
    helpers: frozenset[str]


_PAST_YEAR = re.compile(r"(?i)(?:en|in)\s+(?:\w+\s+)?(?:19|20)\d\d")


def modality_of(article: Article, at: int, group: Group, around: list[CueFound]) -> Modality:  # noqa: C901, PLR0912  a list of cases, read from top to bottom
    """How far it has happened, by the verbs that govern it and its own helpers."""
    helpers = group.helpers
    first, behind = article.sentences[article.sentence_of[at]]
    near = [
        c
        for c in around
        if (c.at < at and at - c.at <= 22 and c.form != "inf")
        or (c.form == "inf" and 0 < at - c.at <= 6)
    ]
    lemmas = {
        c.lemma
        for c in near
        if c.behind <= group.first and not _parted(article, c.behind, group.first)
    }
    before = {article.low(k) for k in range(max(first, at - 9), at)}
    if lemmas & mw.DENIALS:
        return "denied"
    if lemmas & mw.DEMANDS:
        return "demanded"
    if ({"moins"} & before and {"que", "qu'"} & before) or before & {"unless", "until"}:
        return "demanded"
    if lemmas & mw.THREATS and not before & {"si", "if"}:
        return "expected"
    if before & {"si", "if"} and helpers & mw.NOT:
        return "demanded"
    if helpers & {"pas", "not", "never", "jamais"}:
        return "denied"
    devoir = any(
        article.low(k) in mw.WILL
        for c in near
        if c.form == "inf"
        for k in range(max(first, c.at - 3), c.at)
    )
    if devoir or helpers & mw.WILL or before & {"pressenti", "pressentie"} or helpers & mw.EXPECTED:
        return "expected"
    if helpers & mw.MAYBE:
        return "reported"
    if lemmas & mw.ANNOUNCES:
        return "announced"
    if helpers & mw.HAD:
        return "background"
    _start, end = article.span(first, behind)
    if (
        _PAST_YEAR.search(
            article.text[article.words[at].start : min(end, article.words[at].end + 60)]
        )
        or article.low(group.first - 1) == "avant"
        or ("avant" in before and "de" in before)
        or article.low(at - 2) == "before"
        or article.low(at - 1) == "before"
    ):
        return "background"
    if article.low(group.first - 1) in ("qui", "who") and helpers & mw.HAVE_FR:
        return "background"
    if article.words[at].low.endswith(("ra", "ront")):
        return "expected"
    if article.words[at].low.endswith(("rait", "raient")):
        return "reported"
    return "done"


def _parted(article: Article, start: int, stop: int) -> bool:
    """Whether a new clause begins between a verb and what might depend on it."""
    for k in range(start, stop):
        if article.low(k) in (";", ":") or (
            article.low(k) == "," and article.low(k + 1) in ("mais", "but", "puis", "qui", "who")
        ):
            return True
    return False
