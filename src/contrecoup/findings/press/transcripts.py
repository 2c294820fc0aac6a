"""Interviews printed turn by turn: a paragraph that opens with a name in capitals and a colon."""

from __future__ import annotations

import re
from bisect import bisect_left

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.attributions import Draft
from contrecoup.language.text import paragraphs

RULE = "transcript"
_TURN = re.compile(
    r"[\"“”«\s]{0,4}(?P<name>[^\W\d_a-zà-ÿ]{2}[^\W\d_a-zà-ÿ.'’-]{1,20}(?: [^\W\d_a-zà-ÿ]{2,20})?)[ \u00a0\u202f]?(?P<cue>:)\s+(?=\S)"
)
_FEWEST = 2  # turns of an interview
_MARKS = '"”»\u00a0\u202f '


def turns(article: Article) -> list[Draft]:
    """Each turn as words of the name before its colon; none where only one paragraph looks so."""
    out: list[Draft] = []
    for start, stop in paragraphs(article.text):
        turn = _TURN.match(article.text, start, stop)
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


def _at(article: Article, offset: int) -> int:
    """The number of the first token at or behind an offset."""
    return bisect_left(article.words, offset, key=lambda w: w.start)
