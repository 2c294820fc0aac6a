"""Fixed expressions with a member replaced, word-for-word translations, words of another register."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.quality_tables import ALONE, LOAN, RARE, Suspect
from contrecoup.language.expressions import book, search, stems

_MONTHS = "Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|Novembre|Décembre"
_DAYS = "Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche"
_CAPITALS = re.compile(
    rf"(?<![\w.])\d{{1,2}} (?:{_MONTHS})\b|(?<=[a-zà-ÿ] )(?:{_DAYS})\b(?! [A-ZÀ-Ý])"
    r"|(?<!\w)[$€£]\d[\d.,]*(?: (?:millions?|milliards?))?"
)
"""Capitals and signs of money as English has them, in French."""


def phrases(article: Article) -> Iterator[Suspect]:
    """Tortured phrases of both languages; what only a thesaurus would choose needs company."""
    if article.lang not in ("fr", "en"):
        return
    table = book(article.lang)
    rows = stems([w.text for w in article.words], article.lang)
    keys = [key for _, key in rows]
    for found in search(keys, table):
        span = article.span(rows[found.first][0], rows[found.behind - 1][0] + 1)
        if "\n" not in article.text[span[0] : span[1]]:
            yield Suspect(span, "tortured", ALONE if found.alone else LOAN)
    why = "calque" if article.lang == "fr" else "tortured"
    for scan, weight in ((table.phrases, ALONE), (table.weak, LOAN)):
        yield from (Suspect(m.span(), why, weight) for m in scan.finditer(article.text))
    if article.lang == "fr":
        yield from (Suspect(m.span(), "typography", LOAN) for m in _CAPITALS.finditer(article.text))
    for i, token in enumerate(article.words):
        if article.plain[i] in table.rare:
            yield Suspect((token.start, token.end), "tortured", RARE)
