"""How a language sets a line: slots filled with nouns, number, typography."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from attrs import evolve
from babel import Locale
from babel.dates import format_date

from contrecoup.errors import UncountedNumber
from contrecoup.model.counts import Count
from contrecoup.model.report import Part, PartRole
from contrecoup.model.settings import Lang
from contrecoup.report.roles import translated
from contrecoup.report.slots import (
    Code,
    Day,
    Emoji,
    EventName,
    Instant,
    Lane,
    Language,
    Listed,
    Name,
    Outlet,
    Phrase,
    Platform,
    Quoted,
    Reported,
    Role,
    Slot,
    Someone,
    Stretch,
)

Parts = tuple[Part, ...]
_Saying = Callable[["Speech", Any, str], Parts]

_SLOT = re.compile(r"\{(\w+)(?::(\w+))?((?:\|[^{}|]*)*)\}")
_ENDS = (".", "!", "?", "…")
_OPEN_ENDED = re.compile(r"[\d%«»“”\"]")
_ANOTHER = {"en": "an unknown language", "fr": "langue inconnue"}
_PLATFORMS = {
    "x": "X",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "reddit": "Reddit",
    "telegram": "Telegram",
}


class Speech(ABC):
    """One language: its numbers, nouns, dates, marks and typography.

    ``line`` fills a template.  ``{n}`` says a noun, ``{n:bare}`` a Count's
    number alone, ``{n:total}`` its denominator alone, and ``{n|a|b}`` chooses
    between two wordings, singular and plural, by the Count n.
    """

    lang: ClassVar[Lang]
    opening: ClassVar[str]
    closing: ClassVar[str]
    and_: ClassVar[str]
    in_: ClassVar[str]
    someones: ClassVar[Mapping[Lane, str]]
    """What one person is called who is not named, by lane."""
    sources: ClassVar[Mapping[str, str]]
    """What sources without a name are called, by what they are."""
    lasts: ClassVar[tuple[str, str]]
    """How a duration gives its days (a mark) and its minutes (a format)."""
    table: ClassVar[str]
    """Where posts come from whose network nobody named."""
    cut: ClassVar[str] = " […]"
    cut_out: ClassVar[str] = " […] "
    inside: ClassVar[tuple[str, str]]
    """The marks of a quotation inside a quotation."""
    year: int | None = None
    """The year of the case: days of another year say it."""

    def line(self, template: str, **slots: Slot) -> Parts:
        """Fill a template whose slots take nouns only.

        Raises:
            UncountedNumber: the template has digits or quotation marks.
            TypeError: a slot was given something that is not a noun.
        """
        return self._capital(self.run(template, **slots))

    def run(self, template: str, **slots: Slot) -> Parts:
        """Fill a template that stands inside a line."""
        parts: list[Part] = []
        at = 0
        for found in _SLOT.finditer(template):
            self._literal(template[at : found.start()], parts)
            self._slot(found, slots, parts)
            at = found.end()
        self._literal(template[at:], parts)
        return self._joined(parts)

    @staticmethod
    def _literal(text: str, parts: list[Part]) -> None:
        if _OPEN_ENDED.search(text):
            message = f"a template must not hold numbers or quotation marks: {text!r}"
            raise UncountedNumber(message, next_step="pass a Count or a citation to a slot")
        if text:
            parts.append(Part(role="words", text=text))

    def _slot(self, found: re.Match[str], slots: dict[str, Slot], parts: list[Part]) -> None:
        name, style, choice = found.group(1), found.group(2) or "", found.group(3)
        value = slots[name]
        if choice:
            if not isinstance(value, Count):
                message = f"only a Count chooses between singular and plural, not {value!r}"
                raise TypeError(message)
            one, many = choice[1:].split("|")
            self._literal(many if self.plural(value.value) else one, parts)
        else:
            if isinstance(value, Name) and value.organisation:
                before = parts[-1].text if parts else ""
                value = evolve(value, text=self.organisation(value.text, before))
            parts.extend(self.say(value, style))

    def _joined(self, parts: list[Part]) -> Parts:
        """Merge words, elide and typeset them; one full stop is enough."""
        merged: list[Part] = []
        for part in parts:
            last = merged[-1] if merged else None
            if last and last.role == part.role == "words" and not (last.ref or part.ref):
                merged[-1] = evolve(last, text=self.elide(last.text, part.text) + part.text)
            else:
                merged.append(part)
        for i, part in enumerate(merged):
            if part.role == "words":
                after = merged[i + 1].text if i + 1 < len(merged) else ""
                before = merged[i - 1] if i else None
                text, after = self.contract(self.elide(part.text, after), after)
                text = self.typeset(text)
                if i + 1 < len(merged):
                    merged[i + 1] = evolve(merged[i + 1], text=after)
                if before and before.role == "quote" and before.text.endswith(_ENDS):
                    text = self._one_stop(text)
                merged[i] = evolve(part, text=text)
        return tuple(merged)

    def _one_stop(self, text: str) -> str:
        return text[:-1] if text == self.closing + "." else text

    def _capital(self, parts: Parts) -> Parts:
        first = parts[0] if parts else None
        if first is not None and (
            first.role in {"words", "count", "time"}
            or first.text in self.sources.values()
            or first.ref == "group"
            or (first.role == "name" and _SMALL_ARTICLE.match(first.text))
        ):
            return (evolve(first, text=first.text[:1].upper() + first.text[1:]), *parts[1:])
        return parts

    def say(self, value: object, style: str = "") -> Parts:
        """Return the parts that a noun becomes.

        Raises:
            TypeError: the value is not a noun (rule 5 of the house).
        """
        saying = _SAYINGS.get(type(value))
        if saying is None:
            message = f"a slot takes nouns, not {value!r}"
            raise TypeError(message)
        return saying(self, value, style)

    def quoted(self, value: Quoted) -> Parts:
        """Exact words between this language's marks."""
        return (
            Part(role="words", text=self.opening + ("[…] " if value.late else "")),
            Part(
                role="quote",
                text=self.cut_out.join(map(self.inner, (value.citation.exact, *value.more))),
                citation=value.citation,
                lang=value.lang,
            ),
            Part(
                role="words",
                text=(self.cut if value.cut else "") + self.closing + self.written(value.lang),
            ),
        )

    def inner(self, text: str) -> str:
        """Return quoted words whose own quotation marks are not those around them."""
        opening, closing = (re.escape(mark.strip()) for mark in (self.opening, self.closing))
        pair = rf"{opening}\s*([^{opening}{closing}]*?)\s*{closing}"
        return re.sub(pair, lambda at: self.inside[0] + at[1] + self.inside[1], text)

    def dated(self, value: Day) -> bool:
        """Whether a day says its year."""
        return value.year or self.year not in {None, value.day.year}

    def written(self, code: str, around: str = " ({})") -> str:
        """Say in which language quoted words were written, where it is not this one."""
        base = code.split("-", maxsplit=1)[0]
        name = Locale(self.lang).languages.get(base)
        foreign = name and base not in {self.lang, "und", "zxx", "mul"}
        return around.format(f"{self.in_} {name}") if foreign else ""

    def listed(self, value: Listed) -> Parts:
        """Say several nouns in a row."""
        parts: list[Part] = []
        for i, item in enumerate(value.items):
            if i:
                joint = self.and_ if i == len(value.items) - 1 else ", "
                parts.append(Part(role="words", text=joint))
            parts.extend(self.say(item))
        return tuple(parts)

    def local(self, at: datetime, zone: str) -> datetime:
        """Return the time in a zone by name."""
        return at.astimezone(ZoneInfo(zone))

    def same_day(self, first: Instant, last: Instant) -> bool:
        """Whether two times are on one day of their zone."""
        return self.local(first.at, first.zone).date() == self.local(last.at, last.zone).date()

    def platform(self, code: str) -> str:
        """Name a network; what came from a table that names none is from a file."""
        return _PLATFORMS.get(code, self.table)

    def language(self, code: str) -> str:
        """Name a language, in this one; a code that no standard knows is unknown."""
        name = Locale(self.lang).languages.get(code.split("-", maxsplit=1)[0])
        return str(name or _ANOTHER[self.lang])

    def text(self, parts: Parts) -> str:
        """Return parts as one text."""
        return "".join(part.text for part in parts)

    @abstractmethod
    def plural(self, value: int) -> bool:
        """Whether a number takes the plural."""

    @abstractmethod
    def number(self, value: int) -> str:
        """Return digits with this language's thousands."""

    def lasting(self, minutes: int) -> str:
        """Return a duration to the minute: 4 h 44, 2 d 5 h 10 min."""
        days, rest = divmod(minutes, 24 * 60)
        said = [f"{self.number(days)} {self.lasts[0]}"] if days else []
        said += [f"{rest // 60} h"] if rest else []
        said += [self.lasts[1].format(rest % 60)] if rest % 60 else []
        return " ".join(said).replace(" ", "\u00a0")

    @abstractmethod
    def count(self, value: Count, style: str = "") -> str:
        """Return a Count in words: qualifier, number, unit."""

    def organisation(self, name: str, before: str) -> str:  # noqa: ARG002  a language may look
        """Return an organisation's name as it stands in a sentence, after other words."""
        return name

    @abstractmethod
    def typeset(self, text: str) -> str:
        """Set apostrophes and the spaces around marks."""

    @abstractmethod
    def elide(self, text: str, after: str) -> str:
        """Adapt the last word of a text to what comes after it."""

    def contract(self, text: str, after: str) -> tuple[str, str]:
        """Melt the last word of a text with the article that comes after it."""
        return text, after

    def someone(self, value: Someone) -> str:
        """Say one person without naming."""
        return self.someones[value.lane]

    def role(self, value: Role) -> str:
        """Say a role: a known one in this language, another as the roster has it."""
        return self.typeset(translated(value.text, self.lang))

    def outlet(self, value: Outlet) -> str:
        """Say a source by name, or what it is."""
        return self.sources[value.own] or self.typeset(value.text)

    def reported(self, value: Reported) -> Parts:
        """Say a number and its source: 214 (Le Phare)."""
        return self.run("{n:bare} ({source})", n=value.count, source=value.source)

    @abstractmethod
    def event(self, value: EventName) -> str:
        """Say an event inside a sentence."""

    @abstractmethod
    def instant(self, value: Instant) -> str:
        """Say a time."""

    @abstractmethod
    def clock(self, value: datetime) -> str:
        """Say the hour and minute of a time that is already local."""

    @abstractmethod
    def day(self, value: Day) -> str:
        """Say a day."""

    @abstractmethod
    def stretch(self, value: Stretch) -> str:
        """Say from when to when."""

    @abstractmethod
    def emoji(self, value: Emoji) -> str:
        """Say an emoji: its name, and the sign itself."""


@lru_cache(maxsize=1 << 12)
def dated(day: date, pattern: str, locale: str) -> str:
    """Return a day in a pattern of CLDR; remembered, since an account has few days."""
    return str(format_date(day, pattern, locale))


def _one(role: PartRole, text: Callable[[Speech, Any], str], ref: Callable[[Any], str]) -> _Saying:
    def saying(speech: Speech, value: Any, _: str) -> Parts:
        return (Part(role=role, text=text(speech, value), ref=ref(value)),)

    return saying


def _count(speech: Speech, value: Count, style: str) -> Parts:
    return (Part(role="count", text=speech.count(value, style), count=value),)


_SMALL_ARTICLE = re.compile(r"(?:les?|la|the) |l['’]")
_ARTICLE = re.compile(r"(?:Les?|La|Une?|Des|The|An?) (?=[a-zà-ÿ])|L['’](?=[a-zà-ÿ])")


def _event(speech: Speech, value: EventName, style: str) -> Parts:
    said = speech.event(value)
    if style == "text" or value.noun:
        said = speech.typeset(value.text)
        if _ARTICLE.match(said):  # it stands inside a line; a name keeps its capital article
            said = said[:1].lower() + said[1:]
    return (Part(role="name", text=said, ref=value.ref),)


def _ref(value: Any) -> str:
    return str(value.ref)


_SAYINGS: dict[type, _Saying] = {
    Count: _count,
    EventName: _event,
    Name: _one("name", lambda _, v: str(v.text), _ref),
    Someone: _one("words", lambda s, v: s.someone(v), lambda _: ""),
    Role: _one("label", lambda s, v: s.role(v), _ref),
    Outlet: _one("source", lambda s, v: s.outlet(v), _ref),
    Instant: _one("time", lambda s, v: s.instant(v), lambda v: str(v.at.isoformat())),
    Day: _one("time", lambda s, v: s.day(v), lambda v: str(v.day.isoformat())),
    Stretch: _one("time", lambda s, v: s.stretch(v), lambda v: str(v.first.isoformat())),
    Emoji: _one("label", lambda s, v: s.emoji(v), _ref),
    Language: _one("words", lambda s, v: s.language(v.code), lambda _: ""),
    Platform: _one("name", lambda s, v: s.platform(v.code), lambda v: str(v.code)),
    Code: _one("label", lambda _, v: str(v.text), _ref),
    Quoted: lambda speech, value, _: speech.quoted(value),
    Listed: lambda speech, value, _: speech.listed(value),
    Reported: lambda speech, value, _: speech.reported(value),
    Phrase: lambda _, value, __: tuple(value.parts),
}
