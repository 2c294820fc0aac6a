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
_COUNT = {
    w: n
    for words in ("un deux trois quatre cinq six sept huit neuf dix", "one two three four five six seven eight nine ten")
    for n, w in enumerate(words.split(), 1)
} | {"une": 1, "a": 1}  # fmt: skip
_FR_COUNT = "une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix"
_EN_COUNT = "an?|one|two|three|four|five|six|seven|eight|nine|ten"
_FR_DAY = rf"(?:{_DAYS['fr'].replace(' ', '|')})"
_EN_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_FRENCH = re.compile(
    rf"\b(?:(?P<fday>{_FR_DAY})\s+)?(?P<fnum>\d{{1,2}}|1er)\s+(?P<fmonth>{_FR_MONTH})(?:\s+(?P<fyear>\d{{4}}))?\b"
    rf"|\b(?P<fsince>depuis\s+|dès\s+)?(?P<fwhen>(?:la\s+)?nuit\s+(?:de|du)\s+)?(?P<fweek>{_FR_DAY})(?P<fturn>\s+(?:dernier|prochain|passé))?{_PART}"
    r"|\b(?P<fword>aujourd['’]hui|avant-hier|hier(?:\s+(?:soir|matin))?|demain|cette\s+nuit|ce\s+(?:matin|soir|midi)"
    r"|cet\s+après-midi|(?:ce|le)\s+week-end(?:\s+dernier)?|(?:la\s+veille|le\s+lendemain)|la\s+semaine\s+(?:dernière|prochaine|passée)|cette\s+semaine|le\s+mois\s+dernier"
    r"|l['’](?:an|année)\s+derni(?:er|ère)|ces\s+derniers\s+jours)\b"
    rf"|\b(?:il\s+y\s+a|voici)\s+(?P<fago>\d{{1,2}}|{_FR_COUNT})\s+(?P<funit>jours?|semaines?|mois|ans?)\b"
    rf"|\b(?P<fpart>début|mi|fin)[\s-](?P<fpm>{_FR_MONTH})(?:\s+(?P<fpyear>\d{{4}}))?\b"
    rf"|\ben\s+(?P<fmy>{_FR_MONTH})\s+(?P<fmyear>\d{{4}})|\ben\s+(?P<fbare>{_FR_MONTH})\b|\ben\s+(?P<fonly>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    rf"\b(?:(?P<eday>{_EN_DAY}),?\s+)?(?P<emonth>{_EN_MONTH})\s+(?P<enum>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<eyear>\d{{4}}))?\b"
    rf"|\b(?P<gnum>\d{{1,2}})\s+(?P<gmonth>{_EN_MONTH})(?:\s+(?P<gyear>\d{{4}}))?\b"
    rf"|\b(?P<esince>(?i:since)\s+)?(?P<eturn>(?i:last|next)\s+)?(?P<eweek>{_EN_DAY}){_PART}"
    r"|\b(?P<eword>(?i:today|yesterday|tomorrow|tonight|last\s+night|this\s+(?:morning|afternoon|evening|week|weekend)"
    r"|last\s+(?:week|weekend|month|year)|over\s+the\s+weekend|the\s+(?:next|previous)\s+day|in\s+recent\s+days))\b"
    rf"|\b(?P<eago>\d{{1,2}}|(?i:{_EN_COUNT}))\s+(?P<eunit>(?i:days?|weeks?|months?|years?))\s+ago\b"
    rf"|\b(?P<epart>(?i:early|mid|late))[\s-](?P<epm>{_EN_MONTH})(?:,?\s+(?P<epyear>\d{{4}}))?\b"
    rf"|\b[Ii]n\s+(?P<emy>{_EN_MONTH})\s+(?P<emyear>\d{{4}})|\b[Ii]n\s+(?P<ebare>{_EN_MONTH})\b|\b[Ii]n\s+(?P<eonly>(?:19|20)\d\d)\b"
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
    if "ago" in part:
        return _ago(part, base)
    if "pm" in part:
        return _part_of_month(part, base)
    if "bare" in part:
        first = _month_before(_month(part["bare"]), base)
        return (None, None) if first is None else (first, _last_of_month(first))
    if "my" in part:
        first = date(int(part["myear"]), _month(part["my"]), 1)
        return first, _last_of_month(first)
    if "only" in part:
        return date(int(part["only"]), 1, 1), date(int(part["only"]), 12, 31)
    return None, None


def _month_before(month: int, base: date | None) -> date | None:
    """The first day of the last such month that is not in the future; None without a day."""
    if base is None:
        return None
    return date(base.year if month <= base.month else max(1, base.year - 1), month, 1)


def _part_of_month(part: dict[str, str], base: date | None) -> tuple[date | None, date | None]:
    """*début mars*, *mid-March*: ten days of a month."""
    month = _month(part["pm"])
    first = date(int(part["pyear"]), month, 1) if "pyear" in part else _month_before(month, base)
    if first is None:
        return None, None
    word = part["part"].lower()
    if word in ("début", "early"):
        return first, first.replace(day=10)
    if word in ("mi", "mid"):
        return first.replace(day=11), first.replace(day=20)
    return first.replace(day=21), _last_of_month(first)


def _ago(part: dict[str, str], base: date | None) -> tuple[date | None, date | None]:
    """*il y a deux jours*: that day; of weeks, months and years, as wide as the words are vague."""
    if base is None:
        return None, None
    word = part["ago"].lower()
    count = int(word) if word.isdigit() else _COUNT.get(word, 1)
    unit = part["unit"].lower()
    try:
        if unit.startswith(("jour", "day")):
            day = base - timedelta(days=count)
            return day, day
        if unit.startswith(("semaine", "week")):
            day = base - timedelta(weeks=count)
            return day - timedelta(days=3), day + timedelta(days=3)
        if unit.startswith(("mois", "month")):
            months = base.year * 12 + base.month - 1 - count
            first = date(months // 12, months % 12 + 1, 1)
            return first, _last_of_month(first)
        return date(base.year - count, 1, 1), date(base.year - count, 12, 31)
    except (OverflowError, ValueError):
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


#: Days of a stretch of weeks, counted from the Monday of the day of publication.
_WEEKS = {
    "cette semaine": (0, 6), "this week": (0, 6), "la semaine dernière": (-7, -1),
    "la semaine passée": (-7, -1), "last week": (-7, -1), "la semaine prochaine": (7, 13),
}  # fmt: skip
_LAST_YEAR = frozenset({"l'an dernier", "l'année dernière", "last year"})


def _word(word: str, base: date | None) -> tuple[date | None, date | None]:
    if base is None:
        return None, None
    try:
        return _stretch(word, base)
    except (OverflowError, ValueError):
        return None, None


def _stretch(word: str, base: date) -> tuple[date | None, date | None]:
    """The days that a word means, counted from a day."""
    monday = base - timedelta(days=base.weekday())
    if word in _OFFSETS:
        day = base + timedelta(days=_OFFSETS[word])
        return day, day
    if word in _WEEKS:
        begin, end = _WEEKS[word]
        return monday + timedelta(days=begin), monday + timedelta(days=end)
    if "week-end" in word or "weekend" in word:
        saturday = monday + timedelta(days=5)
        if saturday > base:
            saturday -= timedelta(days=7)
        return saturday, saturday + timedelta(days=1)
    if word in ("ces derniers jours", "in recent days"):
        return base - timedelta(days=7), base
    if word in _LAST_YEAR:
        return date(base.year - 1, 1, 1), date(base.year - 1, 12, 31)
    if word in ("le mois dernier", "last month"):
        last = base.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    return None, None
