"""Interviews printed turn by turn: a paragraph that opens with a name in capitals and a colon."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.attributions import Draft
from contrecoup.language.text import paragraphs

RULE = "transcript"
_TURN = re.compile(
    r"[\"“”«\s]{0,4}(?P<name>[^\W\d_a-zà-ÿ]{2}[^\W\d_a-zà-ÿ.'’-]{1,20}(?: [^\W\d_a-zà-ÿ]{2,20})?)[ \u00a0\u202f]?(?P<cue>:)\s+(?=\S)"
)
_WORD = r"[^\W\d_a-zà-ÿ][\w.'’-]{0,20}"
_NAMED = re.compile(
    rf"[\"“”«\s]{{0,4}}(?P<name>{_WORD}(?: (?:{_WORD}|de|du|des|of|le|la)){{1,5}})[ \u00a0\u202f]?(?P<cue>:)\s+(?=[^\W_a-zà-ÿ«“\"])"
)
"""A name in small letters, of two words or more: *La Tribune du Maine : Pourquoi …*."""
_QUESTION = 400  # characters of a question without a name
_FEWEST = 2  # turns of an interview
_MARKS = '"”»\u00a0\u202f '


def turns(article: Article) -> list[Draft]:
    """Each turn as words of the name before its colon; none where only one paragraph looks so."""
    named = _turns(article, _TURN) or _turns(article, _NAMED)
    return [*named, *_answers(article, named)] if named else []


def _turns(article: Article, scan: re.Pattern[str]) -> list[Draft]:
    out: list[Draft] = []
    for start, stop in paragraphs(article.text):
        turn = scan.match(article.text, start, stop)
        if turn is None:
            continue
        end = turn.end() + len(article.text[turn.end() : stop].rstrip(_MARKS))
        first, cue, name = (
            _at(article, p) for p in (turn.end(), turn.start("cue"), turn.start("name"))
        )
        behind = _at(article, end)
        if first < behind:
            out.append(
                Draft(
                    content=[(first, behind)],
                    cue=(cue, cue + 1),
                    source=name,
                    source_words=(name, cue),
                    rule=RULE,
                    quotes={article.inside[i] for i in range(first, behind)} - {-1},
                )
            )
    names = [article.low(d.source) for d in out if d.source is not None]
    return out if len(out) >= _FEWEST and len(set(names)) >= _FEWEST else []


def _answers(article: Article, named: list[Draft]) -> list[Draft]:
    """Answers without a name, behind questions without one, are of whoever answered before."""
    answered = [d for a, d in pairwise(named) if _asks(article, a) and not _asks(article, d)]
    if not answered:
        return []
    out: list[Draft] = []
    asked = False
    for start, stop in paragraphs(article.text):
        first, behind = _at(article, start), _at(article, stop)
        if first <= named[-1].content[0][0] or first >= behind:
            continue
        question = (
            article.text[start:stop].rstrip(_MARKS).endswith("?") and stop - start < _QUESTION
        )
        if asked and not question:
            spoken = {article.inside[i] for i in range(first, behind)} - {-1}
            out.append(
                Draft(content=[(first, behind)], rule=RULE, quotes=spoken, like=answered[-1])
            )
        elif not question:
            break
        asked = question
    return out


def _asks(article: Article, draft: Draft) -> bool:
    return article.said(*draft.content[0]).rstrip(_MARKS).endswith("?")


def _at(article: Article, offset: int) -> int:
    """The number of the first token at or behind an offset."""
    return bisect_left(article.words, offset, key=lambda w: w.start)
