"""What the trained taggers see of a token: small whole numbers, one column a feature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.attributions import Draft
from contrecoup.findings.press.people import Cast
from contrecoup.findings.press.tagger_hash import shape

#: Columns with the number of values each may take; ``word`` is as long as the vocabulary.
COLUMNS: Mapping[str, int] = {
    "word": 0,
    "suffix": 2048,
    "prefix": 2048,
    "shape": 256,
    "marks": 8,
    "cue": 128,
    "phrase": 32,
    "rule": 8,
    "place": 8,
    "part": 32,
}
#: Those that follow from the word alone.
TOLD_BY_WORD = frozenset({"word", "suffix", "prefix", "shape", "cue"})
_KINDS = {"person": 1, "organisation": 2, "role": 3, "group": 4, "body": 5, "place": 6}
_FORMS = {"fin": 1, "part": 2, "ger": 3, "inf": 4}
_LONGEST = 160  # tokens of one stretch
_PIECE = 40


def matrix(
    article: Article, found: Cast, drafts: Sequence[Draft], known: Mapping[str, int]
) -> NDArray[np.int32]:
    """One row a token, one column a feature."""
    out = np.zeros((len(article.words), len(COLUMNS)), np.int32)
    if not len(out):
        return out
    seen: dict[str, tuple[int, int, int, int, int]] = {}
    rows = []
    for token in article.words:
        row = seen.get(token.text)
        if row is None:
            row = seen[token.text] = _of_word(article, token.text, token.low, known)
        rows.append(row)
    words = np.asarray(rows, np.int32)
    out[:, :4] = words[:, :4]
    out[:, 5] = words[:, 4]
    _marks(out, article)
    for phrase in found.phrases:
        kind = _KINDS.get(phrase.kind, 7)
        out[phrase.first : phrase.behind, 6] = 2 * kind + 1
        out[phrase.first, 6] = 2 * kind
        if phrase.name and phrase.name[0] > phrase.first:
            out[phrase.name[0], 6] = 2 * kind + 16
    _rules(out, found, drafts)
    for first, behind in article.sentences:
        if first < behind:
            out[first, 8] = 1
    for first, _behind in stretches(article):
        out[first, 8] |= 2
    out[:, 9] = article.parts
    return out


def _marks(out: NDArray[np.int32], article: Article) -> None:
    """Where quotation marks open, hold and close."""
    for first, behind in article.quote_words:
        if first < behind:
            out[first:behind, 4] = 2
            out[first, 4] = 1
            out[behind - 1, 4] = 3


def _rules(out: NDArray[np.int32], found: Cast, drafts: Sequence[Draft]) -> None:
    """What the rules alone would say, as a column."""
    for draft in drafts:
        for first, behind in draft.content:
            out[first:behind, 7] = 6
            out[first, 7] = 5
        if draft.source is not None:
            number = found.start_at.get(draft.source)
            end = draft.source + 1 if number is None else found.phrases[number].behind
            out[draft.source : end, 7] = 2
            out[draft.source, 7] = 1
        if draft.cue:
            out[draft.cue[0] : draft.cue[1], 7] = 4
            out[draft.cue[0], 7] = 3


def _of_word(
    article: Article, text: str, low: str, known: Mapping[str, int]
) -> tuple[int, int, int, int, int]:
    digits = "0" if text[0].isdigit() else ""
    word = digits or low
    return (
        known.get(word, 0),
        crc32(word[-3:].encode()) % COLUMNS["suffix"],
        crc32(word[:4].encode()) % COLUMNS["prefix"],
        crc32(shape(text).encode()) % COLUMNS["shape"],
        _cue(article, text.lower().replace("’", "'")),
    )


def _cue(article: Article, plain: str) -> int:
    """What the lexicon knows of a verb of saying: its form and what it takes."""
    options = article.lex.cues.get(plain)
    if not options:
        return 0
    forms = {_FORMS.get(c.form, 0) for c in options}
    takes = {t for c in options for t in c.takes}
    return (
        1
        + min(forms)
        + 5 * (len(forms) > 1)
        + 10 * ("q" in takes)
        + 20 * ("w" in takes)
        + 40 * ("i" in takes)
    )


def stretches(article: Article) -> list[tuple[int, int]]:
    """Token ranges that the tagger reads at once: paragraphs, long ones cut at sentences."""
    words, text = article.words, article.text
    out: list[tuple[int, int]] = []
    start = 0
    for first, behind in article.sentences:
        if first >= behind:
            continue
        if first > start and (
            behind - start > _LONGEST or "\n" in text[words[first - 1].end : words[first].start]
        ):
            out.append((start, first))
            start = first
        while behind - start > _LONGEST:
            out.append((start, start + _LONGEST - _PIECE))
            start += _LONGEST - _PIECE
    if start < len(words):
        out.append((start, len(words)))
    return out
