"""Numbers as the press prints them: digits, words, hedges, shares and wholes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from contrecoup.language.numbers import ABOUT, WORDS, parse

_ROUND = rf"une?\s+(?:{'|'.join(ABOUT)})|a\s+dozen"
_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+(?!\d)|\d{1,7}(?![\d.,]\d)"
_NUMBER = rf"(?:{_ROUND}|{_DIGITS}|\b{WORDS}\b)"
_HEDGES = {
    "nearly": r"près\s+d[e'’]|presque|pas\s+loin\s+d[e'’]|quasi(?:ment)?|nearly|almost|close\s+to|just\s+under",
    "more than": r"plus\s+d[e'’]|au\s+moins|more\s+than|over|upwards\s+of|at\s+least|dépass\w+(?:\s+les)?",
    "about": r"environ|quelque|autour\s+d[e'’]|à\s+peu\s+près|about|around|roughly|some|approximately",
    "exactly": r"exactement|exactly|précisément",
}
_HEDGE = "|".join(f"(?P<{name.replace(' ', '_')}>{words})" for name, words in _HEDGES.items())
_PEOPLE = (
    r"employée?s?|salariée?s?|signataires?|signatures?|personnes|collègues|membres|collaborateurs|collaboratrices|noms|chercheurs|chercheuses"
    r"|ingénieurs|journalistes|élus|enseignants|agents|employees|staff(?:ers)?|workers|people|signatories|names|colleagues|members|researchers"
    r"|engineers|scientists|labou?rers|journalists|teachers"
)
_OTHER = r"(?:(?:leurs|ses|nos|de\s+leurs|de\s+ses|their|his|her|of\s+their|of\s+his|of\s+her|autres|other|more|further)\s+){0,2}"
_OTHERS = r"(?:autres|others)\b(?!\s+\w)|(?:d['’])?autres(?=\s+(?:ont|avaient|la|le|l['’]))|others(?=\s+(?:have|had|signed|put|the|a|an))"
_OWNER = r"(?:les\s+|the\s+|its\s+|their\s+|our\s+|(?:[\w-]+\s+){0,2}[\w-]+['’]s?\s+)?"
_OF = rf"(?:d['’]entre\s+(?:eux|elles)\s+)?(?:sur|des|de\s+(?:ses|leurs|nos)|pour|out\s+of|of)\s+(?:un\s+total\s+de\s+|a\s+total\s+of\s+)?{_OWNER}(?:(?:quelque|environ|some|about|around|roughly)\s+)?"
_SCAN = re.compile(
    rf"(?:\b(?:{_HEDGE})\s*)?(?<![\w.,])(?P<value>{_NUMBER})(?P<share>\s?%|\s+p(?:our|er)\s?[- ]?cent\b)?"
    rf"(?P<people>\s+(?:(?:d['’]|(?:de|of)\s+)?{_OTHER}(?:{_PEOPLE})\b|{_OTHERS}))?(?:\s*{_OF}(?P<whole>{_NUMBER})\b(?P<staff>\s+(?:{_PEOPLE})\b)?)?",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """A number in a text: its value, or a share in percent of a whole.

    ``start`` and ``end`` are offsets of all its words; ``qualifier`` is the text's own
    hedge, one of ``nearly``, ``more than``, ``about``, ``exactly``; ``people``: a word for
    people or signatures goes with it.
    """

    start: int
    end: int
    value: int
    share: bool
    whole: int | None
    qualifier: str | None
    people: bool


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text in order; a year, a time or a sum of money is a number too."""
    for found in _SCAN.finditer(text):
        value = parse(found.group("value"))
        if value is None:
            continue
        whole = parse(found.group("whole")) if found.group("whole") else None
        share = found.group("share") is not None
        hedge = next((n for n in _HEDGES if found.group(n.replace(" ", "_"))), None)
        rounded = any(w in ABOUT for w in found.group("value").lower().split())
        yield Number(
            start=found.start(),
            end=found.end(),
            value=value,
            share=share,
            whole=whole if whole is None or share or whole >= value else None,
            qualifier=hedge or ("about" if rounded else None),
            people=found.group("people") is not None or found.group("staff") is not None,
        )
