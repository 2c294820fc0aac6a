"""The line of a text that says when, and perhaps where or in what, it was published.

Days in words (``16 March 2031``, ``Dimanche 16 mars 2031 à 8h10``) or figures
that leave no doubt, alone on a line but for a label, a place or an outlet.
"""

from __future__ import annotations

import re
from datetime import datetime

from attrs import frozen

from contrecoup.language.dates import dates
from contrecoup.model.times import Moment, Precision
from contrecoup.sources.moments import any_time, order_of, parse_time, zone_info

_LONGEST = 120
_WEEKDAY = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_LABEL = re.compile(
    r"(?:^|(?<=[\s,|·–—-]))(?:(?:date(?:\s+de\s+publication)?|published|publication|posted|dated)\s*:?"
    rf"|publiée?(?:\s+le)?\s*:?|daté(?:e)?\s+du|le|on|{_WEEKDAY},?)\s*$",
    re.IGNORECASE,
)
_APART = re.compile(r"\s*[,|·:–—-]+\s*$")
_TIME = re.compile(
    r"(?:\s*[,|·–—-]\s*|\s+)(?:(?:à|at)\s+)?(\d{1,2})"
    r"(?:\s*[h:.]\s*(\d\d)?(?::\d\d)?)?\s*(?:([ap])\.?m\b\.?)?\s*(UTC|GMT|C?E[SD]?T|BST)?"
    r"(?=$|\s*[,.|·–—-]|\s)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*\.?\s*$|\s*[,|·(–—-]?\s*(?:mise? à jour|modifiée?|updated|last updated|edited)\b.*$",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\b(?:\d{4}-\d\d-\d\d|\d\d?[/.]\d\d?[/.]\d{4})\b")
_ARTICLE = re.compile(
    r"(?:(?:the|le|la|les|el|il|der|die|das)\s+|l['’]\s?)(?-i:[^\W\d_a-zß-öø-ÿ])", re.IGNORECASE
)
_PRESS = re.compile(
    r"post\b|times\b|herald|courrier|journal|gazette"
    r"|tribune|news|press|dépêche|matin\b|monde\b|review|daily|weekly|hebdo|\binfos?\b|magazine|chronicle"
    r"|canal\b|channel\b|chaîne|antenne\b|bulletin|messager|messenger|progrès|éclair\b|indépendant"
    r"|independent|républicain|standard\b|argus\b|mercury|quotidien|semaine\b|today\b|voix\b|voice\b"
    r"|broadcast|nouvelles\b|\bactu(?:s|alités?)?\b|telegraph|\bm[eé]dias?\b|\bfm\b"
    r"|observer|échos?\b|télé|ouest|libre|radio|\btv\b|agence|wire|\.(?:com|fr|org|net|example)$",
    re.IGNORECASE,
)


@frozen
class Dateline:
    """A date alone on its line, with what stands before it."""

    before: str
    published: Moment
    assumed: bool
    place: bool = False


def like_outlet(words: str) -> bool:
    """Whether a few words are named as newspapers are, or as places and books are too."""
    return _a_name(words) and (names_press(words) or bool(_ARTICLE.match(words.strip())))


def names_press(words: str) -> bool:
    """Whether a few words are a name in which a word says that it is an outlet's."""
    return _a_name(words) and bool(_PRESS.search(words.strip()))


def _a_name(words: str) -> bool:
    plain = words.strip()
    return (
        0 < len(plain) <= 60
        and len(plain.split()) <= 7
        and plain[0].isupper()
        and plain[-1] not in ".!?:;,"
    )


def dateline(line: str, zone: str) -> Dateline | None:
    """Return the date that a line gives, None for a line that says more than that."""
    plain = " ".join(line.strip().strip("*_#> ").split())
    if not plain or len(plain) > _LONGEST:
        return None
    found = _words(plain, zone) or _figures(plain, zone)
    if found is None:
        return None
    before, published, assumed = found
    place = False
    while m := _LABEL.search(before):
        place |= m.group().strip().lower() == "le" and before[: m.start()].rstrip().endswith(",")
        before = before[: m.start()]
    bare = _APART.sub("", before.rstrip())
    if before.strip() and (bare == before.rstrip() or len(bare.split()) > 8):
        labelled = plain[len(before) :].lower().startswith(("publi", "date"))
        if not labelled or len(bare.split()) > 8:
            return None
    return Dateline(bare.strip(), published, assumed, place)


def _words(plain: str, zone: str) -> tuple[str, Moment, bool] | None:
    """Read a day said in words, and the time after it."""
    for lang in ("fr", "en"):
        for day in dates(plain, None, lang):
            if day.first is None or day.first != day.last or not re.search(r"\d{4}", day.text):
                continue
            after = plain[day.end :]
            hour = minute = 0
            clock = _TIME.match(after)
            if clock and (clock[2] or clock[3] or re.search(r"\dh|\d h", clock.group().lower())):
                hour, minute = int(clock[1]), int(clock[2] or 0)
                if clock[3] and 1 <= hour <= 12:
                    hour = hour % 12 + (12 if clock[3] in "pP" else 0)
                after = after[clock.end() :]
            else:
                clock = None
            if not _AFTER.fullmatch(after) or hour > 23 or minute > 59:
                return None
            printed = plain[day.start : len(plain) - len(after)]
            if clock is None:
                at = datetime(
                    day.first.year, day.first.month, day.first.day, tzinfo=zone_info(zone)
                )
                return plain[: day.start], Moment(at, "day", "", printed), True
            said = parse_time(
                f"{day.first.isoformat()} {hour:02d}:{minute:02d} {clock[4] or ''}", zone
            )
            if said is None:
                return None
            precision: Precision = "minute" if clock[2] else "hour"
            moment = Moment(said[0].at, precision, said[0].zone, printed)
            return plain[: day.start], moment, said[1]
    return None


def _figures(plain: str, zone: str) -> tuple[str, Moment, bool] | None:
    """Read a date in figures that leave no doubt, and the time after it."""
    m = _FIGURES.search(plain)
    if m is None:
        return None
    order = order_of([m.group()])[0]
    day = any_time(m.group(), zone, order)
    after = plain[m.end() :]
    if day is None:
        return None
    clock = _TIME.match(after)
    if clock and (clock[2] or "h" in clock.group().lower()):
        said = parse_time(f"{day[0].printed} {clock[1]}:{clock[2] or '00'}", zone, order)
        if said and _AFTER.fullmatch(after[clock.end() :]):
            return plain[: m.start()], said[0], said[1]
        return None
    return (plain[: m.start()], day[0], day[1]) if _AFTER.fullmatch(after) else None
