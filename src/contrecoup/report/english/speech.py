"""English: numbers, nouns, days, curly quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from contrecoup.model.counts import Count, Qualifier, Unit
from contrecoup.model.settings import Lang
from contrecoup.report.slots import (
    Day,
    Emoji,
    EventName,
    Instant,
    Lane,
    Stretch,
)
from contrecoup.report.speech import Speech, dated

SMALL = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
UNITS: dict[Unit, tuple[str, str]] = {
    "account": ("account", "accounts"),
    "article": ("article", "articles"),
    "colleague": ("colleague", "colleagues"),
    "day": ("day", "days"),
    "demand": ("demand", "demands"),
    "document": ("document", "documents"),
    "employee": ("employee", "employees"),
    "executive": ("executive", "executives"),
    "hour": ("hour", "hours"),
    "item": ("item", "items"),
    "message": ("message", "messages"),
    "minute": ("minute", "minutes"),
    "outlet": ("outlet", "outlets"),
    "percent": ("%", "%"),
    "person": ("person", "people"),
    "platform": ("platform", "platforms"),
    "post": ("post", "posts"),
    "quotation": ("quotation", "quotations"),
    "signature": ("signature", "signatures"),
    "version": ("version", "versions"),
}
QUALIFIERS: dict[Qualifier, str] = {
    "exactly": "exactly ",
    "about": "about ",
    "nearly": "nearly ",
    "more than": "more than ",
    "at least": "at least ",
    "": "",
}
PERSONAL = frozenset({"dismissal", "resignation", "appointment", "departure", "return", "death"})
EVENTS = frozenset({"announcement", "vote", "strike", "meeting"})
_SOMEONE: dict[Lane, str] = {
    "leader": "an executive",
    "board": "a board member",
    "lead": "a team lead",
    "staff": "someone in the group",
    "outside": "someone outside the group",
}
_OUTLETS = {
    "": "",
    "letter": "the letter itself",
    "post": "the person’s own post",
    "article": "an article without a named outlet",
}


class English(Speech):
    """English as a careful desk sets it."""

    lang: ClassVar[Lang] = "en"
    someones: ClassVar[Mapping[Lane, str]] = _SOMEONE
    sources: ClassVar[Mapping[str, str]] = _OUTLETS
    opening: ClassVar[str] = "“"
    closing: ClassVar[str] = "”"
    lasts: ClassVar[tuple[str, str]] = ("d", "{} min")
    inside: ClassVar[tuple[str, str]] = ("‘", "’")
    table: ClassVar[str] = "a spreadsheet"
    and_: ClassVar[str] = " and "
    in_: ClassVar[str] = "in"

    def plural(self, value: int) -> bool:
        """Everything but one is plural, zero too."""
        return value != 1

    def number(self, value: int) -> str:
        """Commas for thousands."""
        return f"{value:,}"

    def count(self, value: Count, style: str = "") -> str:
        """Small numbers in words where a unit follows: three people, 22 posts, 12%."""
        lead = QUALIFIERS[value.qualifier]
        if style == "unit":
            return UNITS[value.unit][1]
        if style == "total":
            return self.number(value.of or 0)
        if style == "of" and value.of is not None:
            return f"{lead}{self.number(value.value)} of {self.number(value.of)}"
        if value.unit == "percent":
            return f"{lead}{self.number(value.value)}%"
        if style in {"bare", "of"}:
            return lead + self.number(value.value)
        if style == "few":
            few = 0 < value.value < len(SMALL)
            return lead + (SMALL[value.value] if few else self.number(value.value))
        if value.unit == "minute" and value.value >= 60:
            return lead + self.lasting(value.value)
        small = 0 < value.value < len(SMALL)
        digits = SMALL[value.value] if small else self.number(value.value)
        return f"{lead}{digits} {UNITS[value.unit][self.plural(value.value)]}"

    def typeset(self, text: str) -> str:
        """Curly apostrophes."""
        return text.replace("'", "’")

    def elide(self, text: str, after: str) -> str:
        """Turn the article: an hour, a post."""
        if re.search(r"(^|\s)[Aa] $", text) and after[:1].lower() in "aeio" and after:
            return text[:-1] + "n "
        return text

    def event(self, value: EventName) -> str:
        """Return the dismissal of Anna Kervella; the event of a day where the kind is unknown."""
        if value.kind in PERSONAL:
            return f"the {value.kind}" + (f" of {value.person}" if value.person else "")
        if value.kind == "letter":
            return "the publication of the letter"
        kind = value.kind if value.kind in EVENTS else "event"
        return f"the {kind} of {self.day(Day(value.day))}"

    def instant(self, value: Instant) -> str:
        """Friday 17 November at 21:14."""
        at = self.local(value.at, value.zone)
        day = self.day(Day(at.date(), year=value.year))
        if value.precision == "day":
            return day
        return f"{day} at {self.clock(at)}"

    def clock(self, value: datetime) -> str:
        """Hours and minutes, 24-hour."""
        return f"{value:%H:%M}"

    def day(self, value: Day) -> str:
        """Friday 17 November."""
        return dated(value.day, "EEEE d MMMM y" if self.dated(value) else "EEEE d MMMM", "en_GB")

    def stretch(self, value: Stretch) -> str:
        """Between 21:14 and 23:02 on Friday 17 November."""
        first, last = self.local(value.first, value.zone), self.local(value.last, value.zone)
        if value.precision == "day":
            start, end = (self.day(Day(at.date())) for at in (first, last))
            return f"on {start}" if start == end else f"between {start} and {end}"
        if first.date() == last.date() and self.clock(first) == self.clock(last):
            return f"on {self.instant(Instant(value.first, value.zone))}"
        if first.date() == last.date():
            day = self.day(Day(first.date()))
            return f"between {self.clock(first)} and {self.clock(last)} on {day}"
        start = self.instant(Instant(value.first, value.zone))
        return f"between {start} and {self.instant(Instant(value.last, value.zone))}"

    def emoji(self, value: Emoji) -> str:
        """A blue heart (💙)."""
        from contrecoup.report.emoji_names import name

        said = name(value.symbol, "en")
        signs = " ".join((value.symbol, *value.others))
        if value.others and said.endswith("heart"):
            return f"a heart ({signs})"
        if value.others:
            return f"one of the emoji {signs}"
        article = "an" if said[:1] in "aeiou" else "a"
        return f"{article} {said} ({value.symbol})" if said else f"the emoji {value.symbol}"
