"""Letters, petitions and the counts of signatories that the article publishes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from contrecoup.findings.press.article import Article, Span
from contrecoup.findings.press.numbers import Number, numbers
from contrecoup.model.reading import LetterReported, Said, Signatories

_LETTER = re.compile(
    r"\b(?:lettres?(?:\s+ouvertes?)?|pétitions?|tribunes?|courriers?|missives?|(?:open\s+)?letters?|petitions?)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\b(?:co)?(?:sign(?:ée?s?|ent|ait|aient|er|ed|ing|atures?|ataires?|atories)|paraphée?s?|put\s+their\s+names?)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\b(?:noms?|names?)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"^\s+(?:(?:ont|avaient|have|had)\s+)?(?:\w+(?:ment|ly)\s+)?(?:demand|réclam|exig|appel|écri|ask|call|urg|want|writ|wrote|threat|menac)\w*",
    re.IGNORECASE,
)
_NO_COUNT = re.compile(
    r"^\s*(?:(?:heures?|h|minutes?|jours?|semaines?|mois|ans?\b|années?|years?|days?|hours?|weeks?|months?|[ap]\.?m|euros?|millions?|km|pages?"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|er|e|th|st|nd|rd|o['’]clock|versions?|demandes?|demands?|points?)\b|[€$])",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(
    r"(?:\b(?:en|in|since|depuis|à|at|January|February|March|April|May|June|July|August|September|October|November|December)|[$€£])\s*$",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:up\s+from|contre|from|passée?s?\s+de)\s*$", re.IGNORECASE)
_TO = re.compile(
    r"(?:(?:adressée?s?|lettres?(?:\s+ouvertes?)?|pétitions?)\s+(?:aux\b|au\b|à\s+la\b|à\s+l['’]|à\b)"
    r"|(?:letter|petition)\s+(?:addressed\s+)?to|addressed\s+to|\basking)\s*"
    r"(?P<who>(?:the\s+)?[\w'’-]+(?:\s+(?:of|d['’]|de|du)\s*(?:the\s+)?[\w'’-]+){0,2})",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 48, 70
_NEAR = 60  # characters between a count and the day it is of


def letters(article: Article) -> list[LetterReported]:
    """Letters of the article: one for each sentence that gives a count or an addressee.

    A sentence that also gives an earlier count (*up from 90*) makes one more.
    """
    out: list[LetterReported] = []
    known = bool(_LETTER.search(article.text))
    addressed: str | None = None
    for number, (first, behind) in enumerate(article.sentences):
        span = article.span(first, behind)
        text = plain_sentence(article, first, behind)
        named = _LETTER.search(text)
        if not named and not (known and _SIGNED.search(text)):
            continue
        if article.title and span[1] <= article.title[1] and number == 0:
            continue
        to = _TO.search(text) if named else None
        addressed = " ".join(to.group("who").split()) if to else addressed
        counts = _counts(text, named=named is not None)
        if not counts and not to:
            continue
        out += [
            LetterReported(
                addressee=addressed,
                signatories=Signatories() if n is None else _signatories(n, _named(text, n)),
                span=span,
                said=None if n is None else _day(article, span, n),
            )
            for n in counts or (None,)
        ]
    return out


def plain_sentence(article: Article, first: int, behind: int) -> str:
    """The sentence with blanks in the place of quoted words, so that offsets hold."""
    start, end = article.span(first, behind)
    chars = list(article.text[start:end])
    skip = bisect_left(article.quotes, start, key=lambda m: m.end)
    for mark in article.quotes[skip:]:
        if mark.start >= end:
            break
        for i in range(max(mark.start, start), min(mark.end, end)):
            chars[i - start] = " "
    return "".join(chars)


def _signatories(number: Number, named: int) -> Signatories:
    """A count, with those who are named before it where it counts the others exactly."""
    if number.share:
        return Signatories(percent=number.value, qualifier=number.qualifier, of=number.whole)
    more = named if number.qualifier in (None, "exactly") else 0
    return Signatories(count=number.value + more, qualifier=number.qualifier, of=number.whole)


_AND = re.compile(
    r"(?:,?\s*\b(?:et|and|ainsi\s+que|along\s+with|as\s+well\s+as|plus)|\+|&)\s+(?:d['’]|de\s+|par\s+|by\s+|with\s+)?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r",\s*(?:et|and)?\s*|\s+(?:et|and|&)\s+")
_FULL_NAME = re.compile(
    r"[A-ZÀ-Ý][\w'’-]+\s+(?:(?:de|du|des|da|di|van|von|der|le|la|el|al|bin|d['’])\s*){0,2}[A-ZÀ-Ý][\w'’-]+"
)
_BOUND = re.compile(r"\b(?:[Pp]ar|[Bb]y|of)\s+|\bd[e'’]\s*(?=[A-ZÀ-Ý])|:\s*")
_WORDS_OF_ONE = 8  # of a name with the role before it


def _named(text: str, number: Number) -> int:
    """How many are named before *and 205 others*, *et 12 collègues*; 0 where it counts all."""
    link = _AND.search(text, 0, number.start)
    if link is None or not _apart_from(text[number.start : number.end]):
        return 0
    before = re.split(r"[.;!?]", text[: link.start()])[-1]
    count = 0
    for part in reversed(_BETWEEN.split(before)):
        bound = list(_BOUND.finditer(part))
        name = part[bound[-1].end() :] if bound else part
        if len(name.split()) > _WORDS_OF_ONE or not _FULL_NAME.search(name):
            break
        count += 1
        if bound:
            break
    return count


def _apart_from(words: str) -> bool:
    return (
        re.search(r"\b(?:autres|others?|collègues|colleagues|more|further)\b", words, re.IGNORECASE)
        is not None
    )


def others(text: str, named: int) -> LetterReported | None:
    """What a line under a letter's names counts: *et 205 autres* behind so many names.

    Args:
        text: the letter, its list of names taken out.
        named: how many names were in the list.
    """
    for line in reversed(list(re.finditer(r"[^\n]+", text))):
        found = _AND_OTHERS.match(line.group())
        number = next(numbers(line.group()), None) if found is not None else None
        if number is not None and number.value > 1 and not number.share and named:
            span = (line.start(), line.end())
            return LetterReported(signatories=_signatories(number, named), span=span)
    return None


_AND_OTHERS = re.compile(
    r"\s*(?:et|and|ainsi que|along with|plus|&|\+)\s+(?:\S+\s+){1,5}?(?:autres?|others?|collègues|colleagues|more)\b",
    re.IGNORECASE,
)


def _counts(text: str, *, named: bool) -> tuple[Number, ...]:
    """The best count of signatories in a sentence, and an earlier one that it is set against."""
    found = list(numbers(text))
    rated = [(rate, n) for n in found if (rate := _rate(text, n, named=named)) > 0]
    if not rated:
        return ()
    best = max(rated, key=lambda row: (row[0], -row[1].start))[1]
    earlier = [n for n in found if n is not best and _set_against(text, n, best)]
    return (best, *earlier[:1])


def _rate(text: str, number: Number, *, named: bool) -> int:
    """How surely a number counts signatories; 0 where it does not."""
    after = text[number.end : number.end + _AFTER]
    after = re.split(r"[.;!?]", after)[0]
    before = re.split(r"[.;!?]", text[max(0, number.start - _BEFORE) : number.start])[-1]
    unit = _NO_COUNT.match(after) and not number.people
    if number.value < 2 or unit or _DATE_BEFORE.search(before):
        return 0
    if re.fullmatch(r"(?:19|20)\d\d", text[number.start : number.end]):
        return 0
    words = text[number.start : number.end]
    signed = _SIGNED.search(words) or _SIGNED.search(after) or _SIGNED.search(before)
    names = named and (_NAMES.search(words + after[:12]) or _NAMES.search(before[-24:]))
    letter = _LETTER.search(text, 0, number.start)
    asks = letter is not None and number.people and _ASKED.match(after)
    if not (signed or names or asks):
        return 0
    if not number.people and not names and number.whole is None and not _close(before, after):
        return 0
    return (
        1
        + 2 * (number.whole is not None)
        + (number.qualifier is not None)
        + 2 * (_SIGNED.search(words) is not None or _close(before, after))
        + number.people
        - 3 * (_EARLIER.search(before) is not None)
    )


def _close(before: str, after: str) -> bool:
    """Whether the word of signing is next to the number: *signée par 90*, *90 ont signé*."""
    return bool(
        re.search(r"(?:sign\w+|paraph\w+)\s+(?:par|by|de)\s*$", before, re.IGNORECASE)
        or re.match(r"\W{0,2}(?:(?:ont|avaient|had|have)\s+(?:\w+\s+){0,4})?(?:sign|paraph)", after, re.IGNORECASE)
        or re.search(r"(?:recueilli|rassemblé|réuni|collected|gathered|port(?:e|ait)|passes|passed|étaient|up\s+from|contre|signatures)\b[^,;]{0,45}$", before, re.IGNORECASE)
    )  # fmt: skip


def _set_against(text: str, number: Number, best: Number) -> bool:
    """*214, up from 90*; *from 90 to 214*; *contre 90 la veille*."""
    return (
        number.value < best.value
        and not number.share
        and not _NO_COUNT.match(text[number.end :])
        and _EARLIER.search(text[max(0, number.start - 16) : number.start]) is not None
    )


def _day(article: Article, span: Span, number: Number) -> Said | None:
    """The day that a count is of, where its clause says one."""
    start, end = span[0] + number.start, span[0] + number.end
    best: tuple[int, Said] | None = None
    for day in article.days_between(max(span[0], start - _NEAR), min(span[1], end + _NEAR)):
        gap = _gap(article.text, (start, end), (day.start, day.end), span[0])
        if gap is None or not (span[0] <= day.start and day.end <= span[1]):
            continue
        if best is None or gap < best[0]:
            said = Said(
                span=(day.start, day.end),
                text=day.text,
                from_=day.first.isoformat() if day.first else None,
                to=day.last.isoformat() if day.last else None,
            )
            best = (gap, said)
    return best[1] if best is not None else None


_OTHER_CLAUSE = re.compile(
    r"[;:()]|,\s+(?:et|mais|and|but|selon|according|contre|up\s+from)\b|\b(?:qui|dont|who|which|whose|avant|before|until|jusqu|après|after|depuis|since|pour|for)\b",
    re.IGNORECASE,
)


def _gap(text: str, count: Span, day: Span, start: int) -> int | None:
    """Characters between a count and a day of its own clause; None where another clause begins."""
    between = text[count[1] : day[0]] if day[0] >= count[1] else text[day[1] : count[0]]
    if _OTHER_CLAUSE.search(between) or re.search(r"\d", between):
        return None
    opened = max((text.rfind(mark, start, day[0]) for mark in ",;:("), default=-1)
    aside = _RELATIVE.search(text[max(opened, start) : day[0]]) is not None
    return None if aside and re.search(r"[,;:)]", between) else len(between)


_RELATIVE = re.compile(r"\b(?:qui|que|dont|où|who|which|that|whom|whose)\b|\bqu['’]", re.IGNORECASE)


__all__: Sequence[str] = ["letters", "plain_sentence"]
