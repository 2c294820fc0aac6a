"""Letters, petitions and the counts of signatories that the article publishes."""

from __future__ import annotations

import re
from bisect import bisect_left

from contrecoup.findings.press.article import Article
from contrecoup.model.reading import LetterReported, Signatories

_UNITS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "vingt": 20,
    "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_LOTS = {
    "centaine": 100,
    "dizaine": 10,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "millier": 1000,
}
_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+|\d{1,7}"
_WORDS = (
    r"(?:(?:deux|trois|quatre|cinq|six|sept|huit|neuf)\s+cents?|cent|mille|(?:one|two|three|four|five|six|seven|eight|nine|a)\s+hundred"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|vingt|trente|quarante|cinquante|soixante|une\s+(?:centaine|dizaine|vingtaine|trentaine|quarantaine|cinquantaine))"
)
_NUMBER = rf"(?:{_DIGITS}|{_WORDS})"
_HEDGE = (
    r"(?P<hedge>près\s+d[e'’]|presque|pas\s+loin\s+de|quasi(?:ment)?|nearly|almost|close\s+to|just\s+under|plus\s+d[e'’]|au\s+moins|more\s+than|over|at\s+least|upwards\s+of"
    r"|environ|quelque|autour\s+de|à\s+peu\s+près|about|around|roughly|some|approximately|exactement|exactly)\s*"
)
_PEOPLE = (
    r"(?:employés?|salariés?|signataires?|signatures?|personnes|collègues|membres|collaborateurs|noms|chercheurs|employees|staff|staffers|workers|people"
    r"|signatories|signatures|names|colleagues|members|researchers|engineers|scientists|laborers)"
)
_COUNT = re.compile(
    rf"(?:{_HEDGE})?\b(?P<count>{_NUMBER})\b(?:\s+{_PEOPLE})?"
    rf"(?:\s*(?:(?:d['’]entre\s+(?:eux|elles)\s+)?(?:sur|des|de\s+(?:ses|leurs|nos)|pour|out\s+of|of)\s+(?:les\s+|the\s+|its\s+|(?:the\s+company|their|our)['’]?s?\s+)?(?P<whole>{_NUMBER})\b))?"
    r"(?P<after>[^.;!?]{0,60})",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"\b(?:lettres?(?:\s+ouvertes?)?|pétitions?|tribunes?|(?:open\s+)?letters?|petitions?)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\b(?:sign(?:ée?s?|ent|ait|aient|er|ed|ing|atures?|ataires?|atories)|paraphée?s?|names?|put\s+their\s+names)\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:(?:adressée?|lettre(?:\s+ouverte)?|pétition)\s+(?:aux\b|au\b|à\s+la\b|à\s+l['’]|à\b)|(?:letter|petition)\s+(?:addressed\s+)?to|addressed\s+to|\basking)\s*"
    r"(?P<who>(?:the\s+)?[\w'’-]+(?:\s+(?:of|d['’]|de|du)\s*(?:the\s+)?[\w'’-]+){0,2})",
    re.IGNORECASE,
)
_QUALIFIERS = {
    "nearly": "près presque pas quasi nearly almost close just",
    "more than": "plus au more over at upwards",
    "about": "environ quelque autour à about around roughly some approximately",
    "exactly": "exactement exactly",
}
_QUALIFIER = {word: name for name, words in _QUALIFIERS.items() for word in words.split()}


def letters(article: Article) -> list[LetterReported]:
    """Letters of the article: one for each sentence that gives a count or an addressee."""
    out: list[LetterReported] = []
    known = bool(_LETTER.search(article.text))
    addressed: str | None = None
    for number, (first, behind) in enumerate(article.sentences):
        start, end = article.span(first, behind)
        text = _plain(article, first, behind)
        named = _LETTER.search(text)
        signed = _SIGNED.search(text)
        if not (named or (signed and known)):
            continue
        if article.title and end <= article.title[1] and number == 0:
            continue
        to = _TO.search(text) if named else None
        addressed = " ".join(to.group("who").split()) if to else addressed
        counts = _counts(text, bool(named and signed) or bool(signed))
        if counts is None and not (to and named):
            continue
        out.append(
            LetterReported(
                addressee=" ".join(to.group("who").split()) if to else addressed,
                signatories=counts or Signatories(),
                span=(start, end),
            )
        )
    return out


def _plain(article: Article, first: int, behind: int) -> str:
    """The sentence with blanks in the place of quoted words, so that offsets hold."""
    start, end = article.span(first, behind)
    chars = list(article.text[start:end])
    skip = bisect_left(article.quotes, start, key=lambda m: m.end)
    for mark in article.quotes[skip:]:
        if mark.end <= start:
            continue
        if mark.start >= end:
            break
        for i in range(max(mark.start, start), min(mark.end, end)):
            chars[i - start] = " "
    return "".join(chars)


def _counts(text: str, signed: bool) -> Signatories | None:  # noqa: FBT001
    """The best count of signatories in a sentence; None where no number is one."""
    best: tuple[int, Signatories] | None = None
    for found in _COUNT.finditer(text):
        count = _value(found.group("count"))
        if count is None or count < 2:
            continue
        people = re.search(_PEOPLE, found.group(0), re.IGNORECASE)
        around = text[max(0, found.start() - 40) : found.end()]
        if not people and not re.search(r"sign|étaient|names?", around, re.IGNORECASE):
            continue
        if not signed:
            continue
        before = text[max(0, found.start() - 3) : found.start()]
        if re.match(
            r"\s*(?:heures?|h\b|minutes|jours|ans|years|days|hours|%|[ap]\.?m\b|mars|avril|mai|juin|janvier|février|March|April|May)",
            found.group("after") if not found.group("whole") else "",
        ):
            continue
        if re.search(r"\d$", before) or re.match(r"(?:19|20)\d\d$", found.group("count")):
            continue
        hedge = (found.group("hedge") or "").split()
        qualifier = _QUALIFIER.get(re.split(r"['’]", hedge[0].lower())[0]) if hedge else None
        if qualifier is None and found.group("count").lower().startswith("une "):
            qualifier = "about"
        whole = _value(found.group("whole")) if found.group("whole") else None
        if whole is not None and whole < count:
            whole = None
        close = (
            re.search(
                r"signé|signed|signature|signatories|signataires|names",
                found.group(0),
                re.IGNORECASE,
            )
            is not None
        )
        score = 2 * (whole is not None) + bool(qualifier) + 2 * close + bool(people)
        if best is None or score > best[0]:
            best = (score, Signatories(count=count, qualifier=qualifier, of=whole))
    return best[1] if best else None


def _value(words: str) -> int | None:
    digits = re.sub(r"[ \u00a0\u202f,.]", "", words)
    if digits.isdigit():
        return int(digits)
    parts = words.lower().split()
    if parts[-1] in _LOTS:
        return _LOTS[parts[-1]]
    if parts[-1] in ("cent", "cents", "hundred"):
        return 100 * (_UNITS.get(parts[0], 1) if len(parts) > 1 else 1)
    if parts[-1] == "mille":
        return 1000
    return _UNITS.get(parts[-1])
