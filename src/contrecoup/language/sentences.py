"""Sentences, aware of quotation marks, abbreviations and initials."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from collections.abc import Sequence

from contrecoup.language.marks import Quoted
from contrecoup.language.text import Token, paragraphs

_LONGEST = 400  # tokens; a longer sentence is cut
_STOPS = frozenset(".!?…") | {"..."}
_SHORT = frozenset(
    "m mm mme mmes mlle me dr pr st ste mgr cf etc env vol av apr n° pp "
    "mr mrs ms jr sr rep sen gov gen lt col sgt capt prof hon rev pres dept inc corp co ltd "
    "jan feb mar apr jun jul aug sept sep oct nov dec vs approx".split()
)


def sentences(text: str, words: Sequence[Token], marks: Sequence[Quoted]) -> list[tuple[int, int]]:
    """Ranges ``(first, behind)`` of token numbers, one a sentence, covering all tokens.

    A sentence never ends inside quotation marks, save where the marks themselves
    run over paragraphs; it ends at every paragraph's end otherwise.
    """
    ends = [e for _, e in paragraphs(text)]
    holes = [(m.start, m.end) for m in marks if m.depth == 0]
    out: list[tuple[int, int]] = []
    first = paragraph = hole = 0
    for i, token in enumerate(words):
        while paragraph < len(ends) and ends[paragraph] <= token.start:
            paragraph += 1
            if i > first and not _inside(holes, hole, token.start):
                out.append((first, i))
                first = i
        while hole < len(holes) and holes[hole][1] <= token.start:
            hole += 1
        if _inside(holes, hole, token.start) and token.end < holes[hole][1]:
            continue
        closes = hole < len(holes) and token.end == holes[hole][1]
        if _ends(words, i, closes=closes) or i - first >= _LONGEST:
            if i + 1 > first:
                out.append((first, i + 1))
            first = i + 1
    if first < len(words):
        out.append((first, len(words)))
    return out


def _inside(holes: Sequence[tuple[int, int]], hole: int, at: int) -> bool:
    return hole < len(holes) and holes[hole][0] < at < holes[hole][1]


def _ends(words: Sequence[Token], i: int, *, closes: bool) -> bool:
    """Whether the token ends a sentence: a stop, or a closing mark behind a stop."""
    token = words[i]
    if i + 1 == len(words):
        return True
    following = words[i + 1]
    if closes:
        if i == 0 or words[i - 1].text not in _STOPS:
            return False
        return following.start > token.end and _starts(following)
    if token.text not in _STOPS:
        return False
    if following.start == token.end or following.text in _STOPS or following.text in "»”’)]":
        return False
    if token.text == "." and i and _abbreviated(words[i - 1], token, following):
        return False
    return _starts(following) or (token.text in "!?" and not following.text[:1].islower())


def _starts(token: Token) -> bool:
    first = token.text[:1]
    return first.isupper() or first.isdigit() or first in "«“\"‘[(–—-•*@#'’"


_OPENERS = frozenset(
    "il elle ils elles on le la les l' un une des ce cet cette ces c' son sa ses leur leurs je j' nous vous selon mais et "
    "dans pour apres avant the a an he she they it we i his her their this that but and in on after before".split()
)


def _abbreviated(before: Token, stop: Token, following: Token) -> bool:
    """A short form, or one capital that no ordinary opening word follows (``J. Smith``)."""
    if before.end != stop.start:
        return False
    if before.low in _SHORT:
        return True
    return len(before.text) == 1 and before.text.isupper() and following.low not in _OPENERS
