"""Fixed expressions with a member replaced, word-for-word translations, words of another register."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re
from collections.abc import Iterator

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.quality_tables import ALONE, LOAN, RARE, Suspect
from contrecoup.language.expressions import book, lowered, search, stems

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
    text = lowered(article.text)
    for scan, weight in ((table.phrases, ALONE), (table.weak, LOAN)):
        yield from (Suspect(m.span(), why, weight) for m in scan.finditer(text))
    if article.lang == "fr":
        yield from (Suspect(m.span(), "typography", LOAN) for m in _CAPITALS.finditer(article.text))
        yield from _misread(article)
    for i, token in enumerate(article.words):
        if article.plain[i] in table.rare:
            yield Suspect((token.start, token.end), "tortured", RARE)


_POSTED = re.compile(
    r"\bdans une? (?P<what>[^\W\d_]+) (?:(?:désormais|depuis|rapidement|aujourd['’]hui|aussitôt) )?"
    r"(?:supprimé|effacé|retiré|publié|posté|partagé|diffusé)e? (?:depuis )?sur "
    r"(?:X|Twitter|Facebook|LinkedIn|Instagram|Bluesky|Mastodon|Threads|les réseaux)\b"
)
_POSTS = frozenset(
    """
message tweet post billet fil texte commentaire publication vidéo communiqué note lettre courriel mail statut story photo image extrait clip document entretien
article podcast blog réponse thread tribune page annonce contenu live enregistrement forum groupe gazouillis pouet mème lien sondage témoignage déclaration
montage visuel dessin selfie enregistrement direct reportage appel avis hommage mot brouillon
""".split()
)
_LET_GO = re.compile(
    r"\b(?:évinc|licenci|limog|renvo[iy]|vir[ée]|débarqu|remerci|démis\b|éviction)", re.IGNORECASE
)
_REACH = 4  # tokens between a noun and the name behind it


def _misread(article: Article) -> Iterator[Suspect]:
    """A word taken in its other sense: a post that is none, *tir* where somebody was fired."""
    for found in _POSTED.finditer(article.text):
        if found.group("what").lower() not in _POSTS:
            yield Suspect(found.span("what"), "tortured", ALONE)
    people = {n.first for n in article.names if n.kind == "person"}
    if not _LET_GO.search(article.text):
        return
    for i, token in enumerate(article.words):
        if token.low not in ("tir", "tirs", "feu", "cuisson"):
            continue
        named = next((k for k in range(i + 1, i + 1 + _REACH) if k in people), None)
        if named is not None and article.low(named - 1) in ("de", "d'"):
            yield Suspect((token.start, token.end), "calque", LOAN)
