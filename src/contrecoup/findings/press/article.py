"""One article laid out for reading: tokens, sentences, quotation marks, names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from contrecoup.findings.press.lexicon import Lexicon
from contrecoup.findings.press.lexicon_en import english
from contrecoup.findings.press.lexicon_fr import french
from contrecoup.findings.press.tagger_names import LANGUAGES, best, buckets, merged, weights
from contrecoup.findings.press.tagger_parts import parts
from contrecoup.language import dates, identify, quoted, sentences, tokens
from contrecoup.language.dates import DateFound
from contrecoup.language.marks import Quoted
from contrecoup.language.names import Name, names
from contrecoup.language.text import Token

Span = tuple[int, int]
_LONGEST_QUOTE = 12_000


@frozen(kw_only=True)
class Article:
    """What every rule reads.  Token numbers index ``words``; ranges exclude their end."""

    text: str
    lang: str
    lex: Lexicon
    words: Sequence[Token]
    lows: Sequence[str]  # folded
    plain: Sequence[str]  # lower case with straight apostrophes, accents kept
    quotes: Sequence[Quoted]  # outermost only
    quote_words: Sequence[tuple[int, int]]  # token range of each, marks included
    inside: Sequence[int]  # number of the quotation a token is in, or -1
    sentences: Sequence[tuple[int, int]]
    sentence_of: Sequence[int]
    names: Sequence[Name]
    parts: NDArray[np.int8] = field(eq=False)  # of speech, one a token
    days: Sequence[DateFound]
    day: date | None  # that days are counted from
    title: Span | None

    def low(self, i: int) -> str:
        """Folded form of a token; empty outside the text."""
        return self.lows[i] if 0 <= i < len(self.lows) else ""

    def days_between(self, start: int, end: int) -> Sequence[DateFound]:
        """Day expressions that reach into a stretch of the text."""
        first = bisect_left(self.days, start, key=lambda d: d.end)
        return self.days[first : bisect_left(self.days, end, key=lambda d: d.start)]

    def span(self, first: int, behind: int) -> Span:
        """Offsets of a range of tokens."""
        return self.words[first].start, self.words[behind - 1].end

    def said(self, first: int, behind: int) -> str:
        """The words of a range of tokens."""
        start, end = self.span(first, behind)
        return self.text[start:end]


def lay_out(text: str, lang: str | None, published: date | None, title: str | None) -> Article:
    """Tokens, sentences, marks, names and days of a text."""
    found = lang or identify(text)
    lex = french() if found == "fr" else english()
    words, marks, spans = _split(text, found)
    ranges, inside = _place(words, marks)
    sentence_of = [n for n, (a, b) in enumerate(spans) for _ in range(a, b)]
    starts = _starts(words)
    anchor = published or _anchor(text, found)
    parted = parts(words, spans, found)
    return Article(
        text=text,
        lang=found,
        lex=lex,
        words=words,
        lows=[w.low for w in words],
        plain=[w.text.lower().replace("’", "'") for w in words],
        quotes=marks,
        quote_words=ranges,
        inside=inside,
        sentences=spans,
        sentence_of=sentence_of,
        names=_names(words, starts, spans, lex, found, parted),
        parts=parted,
        days=dates(text, anchor, found),
        day=anchor,
        title=_title(text, title),
    )


def _names(
    words: Sequence[Token],
    starts: set[int],
    spans: Sequence[tuple[int, int]],
    lex: Lexicon,
    lang: str,
    parted: NDArray[np.int8],
) -> Sequence[Name]:
    """By the rules, and by the tagger of the language where there is one."""
    ruled = names(words, starts, lex.small, lex.titles, lex.outlets)
    if lang not in LANGUAGES or not words:
        return ruled
    rows = buckets(words, ruled, frozenset(starts), _classes(lang), parted)
    tags = best(rows, [(a, b) for a, b in spans if a < b], weights(lang))
    return [_bared(words, name, lex) for name in merged(words, ruled, tags.tolist(), lang)]


def _bared(words: Sequence[Token], name: Name, lex: Lexicon) -> Name:
    """A name without the preposition that opens its sentence: *Pour Morel, …*."""
    first = name.first
    word = words[first]
    opens = word.low in lex.small - _ARTICLES and len(word.text) > 1 and first < name.behind - 1
    return name._replace(first=first + 1) if opens and name.kind == "person" else name


_ARTICLES = frozenset({"le", "la", "les", "l'", "un", "une"})


class Seen(NamedTuple):
    """What the tagger of names sees of a text: tokens, sentences, and properties of each token."""

    words: Sequence[Token]
    sentences: Sequence[tuple[int, int]]
    rows: NDArray[np.uint16]


def seen(text: str, lang: str) -> Seen:
    """What it is trained on: the same columns that ``lay_out`` gives it."""
    words, _, spans = _split(text, lang)
    lex = french() if lang == "fr" else english()
    starts = _starts(words)
    ruled = names(words, starts, lex.small, lex.titles, lex.outlets)
    parted = parts(words, spans, lang)
    return Seen(words, spans, buckets(words, ruled, frozenset(starts), _classes(lang), parted))


def _split(
    text: str, lang: str
) -> tuple[Sequence[Token], Sequence[Quoted], Sequence[tuple[int, int]]]:
    """Tokens, outermost quotations and sentences."""
    words = tokens(text, lang)
    marks = [m for m in quoted(text) if m.depth == 0 and m.end - m.start <= _LONGEST_QUOTE]
    return words, marks, sentences(text, words, marks)


@cache
def _classes(lang: str) -> dict[str, int]:
    """Which list of the lexicon a word is in."""
    lex = french() if lang == "fr" else english()
    rows = (lex.titles, lex.roles, lex.groups, lex.bodies, lex.outlets, lex.firms, lex.small)
    return {word: n for n, words in enumerate(rows, 1) for word in words}


_STOPS = frozenset('.!?…:;–—•-*|"“«‘(') | {"..."}


def _starts(words: Sequence[Token]) -> set[int]:
    """First words of lines, and words behind a stop, a colon, a dash or an opening mark."""
    return {0} | {
        i
        for i in range(1, len(words))
        if words[i - 1].text in _STOPS or words[i].start - words[i - 1].end > 1
    }


def _place(
    words: Sequence[Token], marks: Sequence[Quoted]
) -> tuple[list[tuple[int, int]], list[int]]:
    """Token ranges of the quotations, and for each token the quotation it is in."""
    inside = [-1] * len(words)
    ranges: list[tuple[int, int]] = []
    i = 0
    for number, mark in enumerate(marks):
        while i < len(words) and words[i].end <= mark.start:
            i += 1
        first = i
        while i < len(words) and words[i].start < mark.end:
            inside[i] = number
            i += 1
        ranges.append((first, max(i, first + 1) if first < len(words) else first))
    return ranges, inside


_DATELINE = re.compile(r"^\W{0,4}\d{1,2}(?:er)?\s+\w+\s+\d{4}\b", re.MULTILINE)


def _anchor(text: str, lang: str) -> date | None:
    """The day to count from where none was given: a dateline, else the last day under a post."""
    for found in _DATELINE.finditer(text[:2_000]):
        day = dates(found.group(), None, lang)
        if day and day[0].first:
            return day[0].first
    posted = [
        day[-1].last
        for line in re.findall(r"^[–—-][^\n]{0,200}\(@\w+\)[^\n]{0,80}$", text, re.MULTILINE)
        if (day := dates(line, None, lang)) and day[-1].last
    ]
    return max(posted) if posted else None


_SENTENCES = re.compile(r"[.!?]\s*[\"’”»)]+\s*$|[.!?…][\"”»)]*\s+[^\W\d_]")


def _title(text: str, title: str | None) -> Span | None:
    if title and (at := text.find(title)) >= 0 and at < 2_000:
        return at, at + len(title)
    if title:
        return None
    line = re.match(r"\s*([^\n]{8,200})\n\s*\n", text)
    if line and line.group(1).rstrip()[-1] not in ".:;,»”" and not _SENTENCES.search(line.group(1)):
        return line.start(1), line.start(1) + len(line.group(1).rstrip())
    return None
