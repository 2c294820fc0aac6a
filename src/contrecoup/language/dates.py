"""Days said in words, as ranges of days counted from the day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "january february march april may june july august september october november december",
}
_DAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "en": "monday tuesday wednesday thursday friday saturday sunday",
}
_MONTH = {
    m: 1 + i % 12 for names in _MONTHS.values() for i, m in enumerate(names.split())
} | {m[:3]: 1 + i for i, m in enumerate(_MONTHS["en"].split())} | {
    "sept": 9, "fevrier": 2, "aout": 8, "decembre": 12, "janv": 1, "févr": 2, "juil": 7,
}  # fmt: skip
_DAY = {d: i % 7 for names in _DAYS.values() for i, d in enumerate(names.split())}
_PART = r"(?:\s+(?:matin|midi|après-midi|soir|dans\s+la\s+nuit|morning|afternoon|evening|night))?"
_FR_MONTH = r"(?:janv(?:ier|\.)|f[ée]vr(?:ier|\.)|mars|avril|mai|juin|juil(?:let|\.)|ao[ûu]t|sept(?:embre|\.)|oct(?:obre|\.)|nov(?:embre|\.)|d[ée]c(?:embre|\.))"
_EN_MONTH = r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|Mar\.|April|Apr\.|May|June|July|Aug(?:ust|\.)|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
_FR_DAY = rf"(?:{_DAYS['fr'].replace(' ', '|')})"
_EN_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_FRENCH = re.compile(
    rf"\b(?:(?P<fday>{_FR_DAY})\s+)?(?P<fnum>\d{{1,2}}|1er)\s+(?P<fmonth>{_FR_MONTH})(?:\s+(?P<fyear>\d{{4}}))?\b"
    rf"|\b(?P<fsince>depuis\s+|dès\s+)?(?P<fwhen>(?:la\s+)?nuit\s+(?:de|du)\s+)?(?P<fweek>{_FR_DAY})(?P<fturn>\s+(?:dernier|prochain|passé))?{_PART}"
    r"|\b(?P<fword>aujourd['’]hui|avant-hier|hier(?:\s+(?:soir|matin))?|demain|cette\s+nuit|ce\s+(?:matin|soir|midi)"
    r"|cet\s+après-midi|(?:ce|le)\s+week-end(?:\s+dernier)?|(?:la\s+veille|le\s+lendemain)|la\s+semaine\s+(?:dernière|prochaine|passée)|cette\s+semaine|le\s+mois\s+dernier)\b"
    rf"|\ben\s+(?P<fmy>{_FR_MONTH})\s+(?P<fmyear>\d{{4}})|\ben\s+(?P<fonly>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    rf"\b(?:(?P<eday>{_EN_DAY}),?\s+)?(?P<emonth>{_EN_MONTH})\s+(?P<enum>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<eyear>\d{{4}}))?\b"
    rf"|\b(?P<gnum>\d{{1,2}})\s+(?P<gmonth>{_EN_MONTH})(?:\s+(?P<gyear>\d{{4}}))?\b"
    rf"|\b(?P<esince>(?i:since)\s+)?(?P<eturn>(?i:last|next)\s+)?(?P<eweek>{_EN_DAY}){_PART}"
    r"|\b(?P<eword>(?i:today|yesterday|tomorrow|tonight|last\s+night|this\s+(?:morning|afternoon|evening|week|weekend)"
    r"|last\s+(?:week|weekend|month)|over\s+the\s+weekend|the\s+(?:next|previous)\s+day))\b"
    rf"|\b[Ii]n\s+(?P<emy>{_EN_MONTH})\s+(?P<emyear>\d{{4}})|\b[Ii]n\s+(?P<eonly>(?:19|20)\d\d)\b"
)
_OFFSETS = {
    "aujourd'hui": 0, "ce matin": 0, "ce soir": 0, "ce midi": 0, "cet après-midi": 0,
    "cette nuit": 0, "hier": -1, "hier soir": -1, "hier matin": -1, "avant-hier": -2,
    "demain": 1, "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0,
    "this evening": 0, "yesterday": -1, "last night": -1, "tomorrow": 1,
}  # fmt: skip


class DateFound(NamedTuple):
    """Words that name a day; ``first`` and ``last`` are days, both included, or None."""

    start: int
    end: int
    text: str
    first: date | None
    last: date | None


def dates(text: str, published: date | None = None, lang: str = "fr") -> list[DateFound]:
    """Day expressions of the text in order, resolved where possible.

    A bare weekday is the last such day on or before ``published``; without
    ``published`` only full dates and years are resolved.
    """
    scan = _FRENCH if lang == "fr" else _ENGLISH
    return [
        DateFound(m.start(), m.end(), m.group(), *_resolve(m, published))
        for m in scan.finditer(text)
    ]


def _resolve(m: re.Match[str], base: date | None) -> tuple[date | None, date | None]:
    part = {k[1:]: v for k, v in m.groupdict().items() if v}
    if "num" in part:
        return _full(part, base)
    if "week" in part:
        return _weekday(part, base)
    if "word" in part:
        return _word(" ".join(part["word"].lower().replace("’", "'").split()), base)
    if "my" in part:
        first = date(int(part["myear"]), _month(part["my"]), 1)
        return first, _last_of_month(first)
    if "only" in part:
        return date(int(part["only"]), 1, 1), date(int(part["only"]), 12, 31)
    return None, None


def _month(word: str) -> int:
    return _MONTH[word.lower().rstrip(".")]


def _last_of_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _full(part: dict[str, str], base: date | None) -> tuple[date | None, date | None]:
    number = 1 if part["num"] == "1er" else int(part["num"])
    month = _month(part["month"])
    if "year" not in part and base is None:
        return None, None
    year = int(part["year"]) if "year" in part else base.year if base else 1
    try:
        day = date(year, month, number)
        if "year" not in part and base and (day - base).days > 183:
            day = day.replace(year=year - 1)
    except ValueError:
        return None, None
    return day, day


def _weekday(part: dict[str, str], base: date | None) -> tuple[date | None, date | None]:
    if base is None:
        return None, None
    wanted = _DAY[part["week"].lower()]
    turn = part.get("turn", "").strip().lower()
    back = (base.weekday() - wanted) % 7
    try:
        if turn in ("prochain", "next"):
            day = base + timedelta(days=(wanted - base.weekday()) % 7 or 7)
        elif turn:
            day = base - timedelta(days=back or 7)
        else:
            day = base - timedelta(days=back)
        if "since" in part:
            return day, base
        return day, day + timedelta(days=1) if "when" in part else day
    except OverflowError:
        return None, None


def _word(word: str, base: date | None) -> tuple[date | None, date | None]:
    if base is None:
        return None, None
    try:
        if word in _OFFSETS:
            day = base + timedelta(days=_OFFSETS[word])
            return day, day
        monday = base - timedelta(days=base.weekday())
        if "week-end" in word or "weekend" in word:
            saturday = monday + timedelta(days=5)
            if saturday > base:
                saturday -= timedelta(days=7)
            return saturday, saturday + timedelta(days=1)
        if word in ("cette semaine", "this week"):
            return monday, monday + timedelta(days=6)
        if word.endswith(("dernière", "passée", "last week")):
            return monday - timedelta(days=7), monday - timedelta(days=1)
        if word in ("le mois dernier", "last month"):
            last = base.replace(day=1) - timedelta(days=1)
            return last.replace(day=1), last
    except OverflowError:
        return None, None
    return None, None
