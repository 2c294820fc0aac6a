"""Folding, normalising and tokens: the smallest pieces of a text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "’": "'", "‘": "'", "ʼ": "'", "ø": "o", "ł": "l"}
_ELISION = r"(?:[cdjlmnstCDJLMNST]|[Qq]u|QU|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu)['’](?=\w)"
_WORD = r"\w+(?:[-‐‑]\w+)*"
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_LINK = r"https?://\S+|www\.\S+"
_HANDLE = r"@\w+(?:\.\w+)*|\#\w+"
_FRENCH = re.compile(
    rf"{_LINK}|{_HANDLE}|[Aa]ujourd['’]hui|[Qq]uelqu['’]une?s?\b|{_ELISION}|(?:{_NUMBER})(?!\w)"
    rf"|{_WORD}(?:['’](?!\w))?|\.\.\.|\S"
)
_ENGLISH = re.compile(
    rf"{_LINK}|{_HANDLE}|['’]s\b|(?:[A-Z]\.){{2,}}|(?:{_NUMBER})(?!\w)"
    rf"|[^\W_]+(?:[-‐‑]\w+)*(?:['’](?!s\b)\w+)?|\.\.\.|\S"
)
_ENCLITIC = re.compile(
    r"^(.+?)[-‐‑](?:t[-‐‑])?(ils?|elles?|on|je|nous|vous|tu|ce|moi|lui|leur)$", re.IGNORECASE
)
_BLANKS = re.compile(r"\s+")
_WRAPPED_END = re.compile(r"\n[^\S\n]*\n\s*")
_FLOWING_END = re.compile(r"\n\s*")
_NOISE = re.compile(r"https?://\S+|[^\w\s#@']")


class Token(NamedTuple):
    """A word, a number, a handle or one mark; ``low`` is its folded form."""

    start: int
    end: int
    text: str
    low: str


def fold(text: str) -> str:
    """Lower case without accents or ligatures, straight apostrophes; blanks as they are.

    Lengths may change (``œ`` gives two letters): never use its offsets on the text.
    """
    if text.isascii():
        return text.lower()
    lowered = "".join(_LIGATURES.get(c, c) for c in text.lower())
    if lowered.isascii():
        return lowered
    # Taken apart, a letter may be a capital (of ``𝐀``) or a ligature (of ``ǽ``).
    parts = unicodedata.normalize("NFKD", lowered).lower()
    return "".join(_LIGATURES.get(c, c) for c in parts if not unicodedata.combining(c))


_folded = lru_cache(maxsize=1 << 16)(fold)  # words come again


def normalise(text: str) -> str:
    """The form in which two copies of a message are equal.

    NFKC, lower case, no links, no punctuation, one blank between words.  Emoji,
    handles, hashtags and accents stay out of it: emoji go, the others stay.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _BLANKS.sub(" ", _NOISE.sub(" ", plain)).strip()


def tokens(text: str, lang: str = "fr") -> list[Token]:
    """Words and marks of the text, in order, with offsets; linear time.

    French elisions (``l'``, ``qu'``) and inverted pronouns (``-t-il``) are tokens of
    their own; so is the English possessive ``'s``.
    """
    french = lang == "fr"
    out: list[Token] = []
    for found in (_FRENCH if french else _ENGLISH).finditer(text):
        word = found.group()
        start, end = found.span()
        if french and "-" in word and (cut := _ENCLITIC.match(word)):
            verb = start + cut.end(1)
            out.append(Token(start, verb, text[start:verb], _folded(cut.group(1))))
            start += cut.start(2)
            word = cut.group(2)
        out.append(Token(start, end, word, _folded(word) or word))
    return out


def hard_wrapped(text: str) -> bool:
    """Whether single line ends only wrap lines, so that blank lines part paragraphs."""
    lines = text[:20_000].split("\n")
    if len(lines) < 6:
        return False
    full = sum(50 <= len(line) <= 100 for line in lines)
    filled = sum(bool(line.strip()) for line in lines)
    return filled > 0 and full >= 0.6 * filled and max(map(len, lines)) <= 100


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of paragraphs, trimmed, none empty."""
    scan = _WRAPPED_END if hard_wrapped(text) else _FLOWING_END
    out: list[tuple[int, int]] = []
    start = 0
    for found in scan.finditer(text):
        out.append((start, found.start()))
        start = found.end()
    out.append((start, len(text)))
    return [trimmed for s, e in out if (trimmed := trim(text, s, e))[0] < trimmed[1]]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
