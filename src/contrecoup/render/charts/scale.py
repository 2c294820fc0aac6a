"""Where things go: time along a width, round numbers, labels that do not touch."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from attrs import frozen
from babel.dates import format_date

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WIDE = 600.0
"""The least width, in pixels, at which wide charts are shown."""
NARROW = 288.0
"""The least width of a phone's column."""
CHARACTER = 8.0
"""A generous width of one character of 13 px type."""


@lru_cache(maxsize=64)
def zone_named(name: str) -> ZoneInfo:
    """Return a zone, or UTC where the name is unknown."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


@lru_cache(maxsize=4096)
def day_words(day: datetime, lang: str, *, brief: bool = False) -> str:
    """Return a day as readers of the language shorten it: Fri 17 Nov, ven. 1er déc."""
    pattern = "EEE d" + ("'er'" if lang == "fr" and day.day == 1 else "")
    if not brief:
        pattern += " MMM"
    return str(format_date(day.date(), pattern, locale=lang))


def clock_words(hour: datetime, lang: str) -> str:
    """Return a full hour as readers of the language write it: 06:00, 6 h."""
    return f"{hour.hour}\u202fh" if lang == "fr" else f"{hour:%H:%M}"


@frozen
class Tick:
    """A mark on the axis of time; a long one starts a day."""

    at: float
    text: str
    long: bool
    brief: str = ""


@frozen
class Span:
    """A stretch of time, drawn from 0 to 1."""

    start: datetime
    end: datetime
    zone: str
    lang: str

    @classmethod
    def of(cls, start: datetime, end: datetime, zone: str, lang: str) -> Span:
        """Return a span of whole hours that holds both ends."""
        first = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        last = max(end.astimezone(UTC), first + HOUR)
        whole = last.replace(minute=0, second=0, microsecond=0)
        return cls(first, whole if whole == last else whole + HOUR, zone, lang)

    @property
    def hours(self) -> float:
        """How many hours it lasts."""
        return (self.end - self.start) / HOUR

    def at(self, when: datetime) -> float:
        """Return the place of an instant, kept within the span."""
        return min(1.0, max(0.0, (when - self.start) / (self.end - self.start)))

    def ticks(self, width: float) -> tuple[Tick, ...]:
        """Return the ticks whose words have room at this width."""
        days = self._days()
        room = width / max(1, self.hours / 24)
        if room >= 220:
            step = next(h for h in (1, 2, 3, 6, 12) if room * h / 24 >= 56 or h == 12)
            short = tuple(
                Tick(self.at(hour), clock_words(hour, self.lang), long=False)
                for hour in self._hours(step)
            )
        else:
            short = ()
        keep = max(1, round(78 / room + 0.5)) if room < 78 else 1
        long = tuple(
            Tick(
                self.at(day),
                day_words(day, self.lang),
                long=True,
                brief=day_words(day, self.lang, brief=True),
            )
            for day in days[::keep]
        )
        return tuple(sorted(long + short, key=lambda tick: (tick.at, not tick.long)))

    def midnights(self) -> tuple[float, ...]:
        """Return where days begin."""
        return tuple(self.at(day) for day in self._days() if day > self.start)

    def _days(self) -> tuple[datetime, ...]:
        """The first instant shown, then each local midnight."""
        zone = zone_named(self.zone)
        local = self.start.astimezone(zone)
        found = [local]
        day = local.replace(hour=0, minute=0)
        while (day := (day + DAY)) < self.end:
            found.append(day)
        return tuple(found)

    def _hours(self, step: int) -> tuple[datetime, ...]:
        zone = zone_named(self.zone)
        count = int(self.hours) + 1
        local = ((self.start + HOUR * n).astimezone(zone) for n in range(1, count))
        return tuple(hour for hour in local if hour.hour % step == 0 and hour.hour)


def rounded(top: float) -> tuple[float, ...]:
    """Return three to six round numbers from zero to at least ``top``."""
    if top <= 0:
        return (0.0, 1.0)
    power = 1.0
    while power * 10 <= top:
        power *= 10
    step = next(s * power for s in (0.2, 0.25, 0.5, 1, 2, 2.5) if top / (s * power) <= 5)
    step = max(1.0, step)
    count = int(-(-top // step))
    return tuple(step * n for n in range(count + 1))


def plain(value: float, lang: str) -> str:
    """Return a number as the language groups its thousands."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
    if lang == "fr":
        return text.replace(",", "\u202f").replace(".", ",")
    return text


@frozen
class Placed:
    """A label: its lines, its row, and on which side of its place it stands."""

    at: float
    lines: tuple[str, ...]
    row: int
    side: str


def wrap(text: str, characters: int, rows: int = 2) -> tuple[str, ...]:
    """Return a text in at most ``rows`` lines; what does not fit ends in an ellipsis."""
    return tuple(
        textwrap.wrap(text, characters, max_lines=rows, placeholder=" …", break_on_hyphens=False)
    )


def width_of(texts: Sequence[str]) -> float:
    """Return a generous width of the longest of some lines."""
    return CHARACTER * max((len(text) for text in texts), default=0)


def rows(labels: Iterable[tuple[float, str]], width: float, characters: int) -> tuple[Placed, ...]:
    """Give labels rows from the top down so that none touches another or is crossed.

    Labels stand to the right of their place, or to the left where the right
    edge is near.
    """
    placed: list[tuple[float, float, Placed]] = []
    for at, text in sorted(labels):
        start = at * width
        choices = [wrap(text, characters), wrap(text, characters * 2 // 3, 3)]
        fits = [lines for lines in choices if start + width_of(lines) + 12 <= width]
        right = bool(fits)
        wrapped = fits[0] if fits else choices[0]
        long = width_of(wrapped) + 12
        left, end = (start, start + long) if right else (start - long, start)
        above = [kept.row for low, high, kept in placed if low < end and left < high]
        row = 1 + max(above, default=-1)
        placed.append((left, end, Placed(at, wrapped, row, "start" if right else "end")))
    return tuple(kept for _, _, kept in placed)
