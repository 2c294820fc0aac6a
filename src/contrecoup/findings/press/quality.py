"""Prose that a machine reworded: English words in French, broken agreement, tortured phrases.

A fragment that is odd by itself is shown; one that a person may well write is shown where
others stand near it.  What is found is a warning, never a correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from contrecoup.findings.press.article import Article, Span
from contrecoup.findings.press.quality_english import disordered, english
from contrecoup.findings.press.quality_grammar import grammar
from contrecoup.findings.press.quality_phrases import phrases
from contrecoup.findings.press.quality_tables import Suspect
from contrecoup.model.reading import Level, Oddity, Quality

_ENOUGH = 3
_NEAR = 400
"""Characters within which others are company."""


def quality(article: Article) -> Quality:
    """How far the prose can be trusted; a warning, never a correction."""
    found = sorted(
        chain(english(article), disordered(article), grammar(article), phrases(article)), key=_place
    )
    spans = _merged((s.span, s.why) for s in _in_company(article, found))
    kept = tuple(Oddity(span=span, why=why) for span, why in spans)
    return Quality(level=_level(article, kept), spans=kept)


def _place(suspect: Suspect) -> tuple[Span, int, str]:
    return suspect.span, suspect.weight.needs, suspect.why


def _in_company(article: Article, found: Sequence[Suspect]) -> list[Suspect]:
    """Those that have near them what they need; linear in their number.

    Where the article as a whole is full of what is odd by itself, all but rare words are shown.
    """
    plain = _full(article, found)
    out = []
    low = high = near = 0
    for one in found:
        while high < len(found) and found[high].span[0] <= one.span[0] + _NEAR:
            near += found[high].weight.gives
            high += 1
        while found[low].span[0] < one.span[0] - _NEAR:
            near -= found[low].weight.gives
            low += 1
        company = near - one.weight.gives >= one.weight.needs
        if company or (plain and one.weight.gives):
            out.append(one)
    return out


def _full(article: Article, found: Sequence[Suspect]) -> bool:
    """Whether three wordings odd by themselves, one in 250 words, say that it was reworded."""
    alone = {article.text[s.span[0] : s.span[1]].lower() for s in found if not s.weight.needs}
    return len(alone) >= _ENOUGH and len(alone) * 250 >= len(article.words)


def _level(article: Article, spans: Sequence[Oddity]) -> Level:
    """``reworded`` from three wordings that are one in 250 words; ``suspect`` from one in 400.

    The same wording twice counts once: it may be a term.
    """
    words = max(1, len(article.words))
    wordings = len({article.text[o.span[0] : o.span[1]].lower() for o in spans})
    if wordings >= _ENOUGH and wordings * 250 >= words:
        return "reworded"
    return "suspect" if wordings and wordings * 400 >= words else "clean"


def _merged(rows: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Fragments that touch become one; the first reason stands."""
    out: list[tuple[Span, str]] = []
    for span, why in sorted(rows):
        if out and span[0] <= out[-1][0][1] + 1 and span[1] - out[-1][0][0] <= 40:
            out[-1] = ((out[-1][0][0], max(out[-1][0][1], span[1])), out[-1][1])
        elif not (out and span[0] < out[-1][0][1]):
            out.append((span, why))
    return out
