"""French: numbers, nouns, days, guillemets, elision, narrow no-break spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from contrecoup.model.counts import Count, Qualifier, Unit
from contrecoup.model.settings import Lang
from contrecoup.report.french.organisations import in_a_sentence
from contrecoup.report.slots import (
    Day,
    Emoji,
    EventName,
    Instant,
    Lane,
    Stretch,
)
from contrecoup.report.speech import Speech, dated

NARROW = "\u202f"
NBSP = "\u00a0"
SMALL = ("", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
UNITS: dict[Unit, tuple[str, str]] = {
    "account": ("compte", "comptes"),
    "article": ("article", "articles"),
    "colleague": ("collègue", "collègues"),
    "day": ("jour", "jours"),
    "demand": ("revendication", "revendications"),
    "document": ("document", "documents"),
    "employee": ("membre du personnel", "membres du personnel"),
    "executive": ("membre de la direction", "membres de la direction"),
    "hour": ("heure", "heures"),
    "item": ("élément", "éléments"),
    "message": ("message", "messages"),
    "minute": ("minute", "minutes"),
    "outlet": ("média", "médias"),
    "percent": ("%", "%"),
    "person": ("personne", "personnes"),
    "platform": ("réseau", "réseaux"),
    "post": ("publication", "publications"),
    "quotation": ("citation", "citations"),
    "signature": ("signature", "signatures"),
    "version": ("version", "versions"),
}
_FEMININE: frozenset[Unit] = frozenset(
    {"demand", "hour", "minute", "person", "post", "quotation", "signature", "version"}
)
QUALIFIERS: dict[Qualifier, str] = {
    "exactly": "exactement ",
    "about": "environ ",
    "nearly": "près de ",
    "more than": "plus de ",
    "at least": "au moins ",
    "": "",
}
PERSONAL = {
    "dismissal": "le renvoi",
    "resignation": "la démission",
    "appointment": "la nomination",
    "departure": "le départ",
    "return": "le retour",
    "death": "la mort",
}
EVENTS = {
    "announcement": "l’annonce",
    "vote": "le vote",
    "strike": "la grève",
    "meeting": "la réunion",
}
_SOMEONE: dict[Lane, str] = {
    "leader": "un membre de la direction",
    "board": "un membre du conseil d’administration",
    "lead": "une personne responsable d’équipe",
    "staff": "une personne du groupe",
    "outside": "une personne extérieure au groupe",
}
_MELTED = {"le ": {"de": "du", "à": "au"}, "les ": {"de": "des", "à": "aux"}}
_OUTLETS = {
    "": "",
    "letter": "la lettre elle-même",
    "post": "sa propre publication",
    "article": "un article sans nom de média",
}
_SPACES = re.compile(r"[ \u00a0\u202f]*([;!?])")
_COLON = re.compile(r"[ \u00a0\u202f]*:(?=[ \n]|$)")
_ELIDED = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=’))([Dd]|[Qq]u|[Jj]usqu|[Ll]orsqu)e $")


class French(Speech):
    """French as a careful desk sets it."""

    lang: ClassVar[Lang] = "fr"
    someones: ClassVar[Mapping[Lane, str]] = _SOMEONE
    sources: ClassVar[Mapping[str, str]] = _OUTLETS
    opening: ClassVar[str] = "«" + NARROW
    closing: ClassVar[str] = NARROW + "»"
    lasts: ClassVar[tuple[str, str]] = ("j", "{:02}")
    inside: ClassVar[tuple[str, str]] = ("“", "”")
    table: ClassVar[str] = "un fichier (tableau)"
    and_: ClassVar[str] = " et "
    in_: ClassVar[str] = "en"

    def plural(self, value: int) -> bool:
        """Zero and one are singular."""
        return value >= 2

    def number(self, value: int) -> str:
        """Narrow no-break spaces for thousands."""
        return f"{value:,}".replace(",", NARROW)

    def count(self, value: Count, style: str = "") -> str:
        """Small numbers in words where a unit follows, in the unit's gender."""
        lead = QUALIFIERS[value.qualifier]
        if style == "unit":
            return UNITS[value.unit][1]
        if style == "total":
            return self.number(value.of or 0)
        if style == "of" and value.of is not None:
            return f"{lead}{self.number(value.value)} sur {self.number(value.of)}"
        if value.unit == "percent":
            return f"{lead}{self.number(value.value)}{NARROW}%"
        if style in {"bare", "of"}:
            return lead + self.number(value.value)
        if style == "few":
            if value.value == 1 and value.unit in _FEMININE:
                return f"{lead}une"
            few = 0 < value.value < len(SMALL)
            return lead + (SMALL[value.value] if few else self.number(value.value))
        if value.unit == "minute" and value.value >= 60:
            return lead + self.lasting(value.value)
        unit = UNITS[value.unit][self.plural(value.value)]
        if not 0 < value.value < len(SMALL) or (value.value == 1 and value.unit == "colleague"):
            return f"{lead}{self.number(value.value)}{NBSP}{unit}"
        feminine = value.value == 1 and value.unit in _FEMININE
        return f"{lead}{SMALL[value.value]}{'e' if feminine else ''} {unit}"

    def typeset(self, text: str) -> str:
        """Curly apostrophes, narrow spaces before ; ! ?, a no-break space before a colon."""
        curly = text.replace("'", "’")
        return _COLON.sub(NBSP + ":", _SPACES.sub(NARROW + r"\1", curly))

    def elide(self, text: str, after: str) -> str:
        """Elide de, que, jusque, lorsque before a vowel: d’Ondelune, qu’Anna."""
        if not _vowel(after):
            return text
        return _ELIDED.sub(r"\1’", text)

    def contract(self, text: str, after: str) -> tuple[str, str]:
        """Make du of de le, au of à le, and so on; names keep their capital article."""
        for article, rest in (("le ", after[3:]), ("les ", after[4:])):
            for word, melted in _MELTED[article].items():
                if after.startswith(article) and re.search(rf"(^|\s){word} $", text):
                    return text[: -len(word) - 1] + melted + " ", rest
        return text, after

    def organisation(self, name: str, before: str) -> str:
        """Give a common noun its article: (le) Théâtre du Port; Ondelune has none."""
        return in_a_sentence(name, before)

    def event(self, value: EventName) -> str:
        """Return le renvoi d’Anna Kervella; l’événement du jour where the kind is unknown."""
        if value.kind in PERSONAL:
            of = self.elide(" de ", value.person) + value.person if value.person else ""
            return PERSONAL[value.kind] + of
        if value.kind == "letter":
            return "la publication de la lettre"
        return f"{EVENTS.get(value.kind, 'l’événement')} du {self.day(Day(value.day))}"

    def instant(self, value: Instant) -> str:
        """Vendredi 17 novembre à 21 h 14."""
        at = self.local(value.at, value.zone)
        day = self.day(Day(at.date(), year=value.year))
        if value.precision == "day":
            return day
        whole = value.precision == "hour" and not at.minute
        return f"{day} à {at.hour}{NBSP}h" if whole else f"{day} à {self.clock(at)}"

    def clock(self, value: datetime) -> str:
        """21 h 14."""
        return f"{value.hour}{NBSP}h{NBSP}{value:%M}"

    def day(self, value: Day) -> str:
        """Vendredi 17 novembre; 1er for the first of a month."""
        pattern = "EEEE d MMMM y" if self.dated(value) else "EEEE d MMMM"
        said = dated(value.day, pattern, "fr")
        return re.sub(r"\b1 (?=\D)", "1er ", said, count=1) if value.day.day == 1 else said

    def stretch(self, value: Stretch) -> str:
        """Vendredi 17 novembre entre 21 h 14 et 23 h 02."""
        first, last = self.local(value.first, value.zone), self.local(value.last, value.zone)
        if value.precision == "day":
            start, end = (self.day(Day(at.date())) for at in (first, last))
            return start if start == end else f"entre {start} et {end}"
        if first.date() == last.date() and self.clock(first) == self.clock(last):
            return self.instant(Instant(value.first, value.zone))
        if first.date() == last.date():
            day = self.day(Day(first.date()))
            return f"{day} entre {self.clock(first)} et {self.clock(last)}"
        start = self.instant(Instant(value.first, value.zone))
        return f"entre {start} et {self.instant(Instant(value.last, value.zone))}"

    def emoji(self, value: Emoji) -> str:
        """Un cœur bleu (💙); other emoji by name without an article."""
        from contrecoup.report.emoji_names import name

        said = name(value.symbol, "fr")
        signs = " ".join((value.symbol, *value.others))
        if value.others and said.startswith("cœur"):
            return f"un cœur ({signs})"
        if value.others:
            return f"un des émojis {signs}"
        if said.startswith("cœur"):
            return f"un {said} ({value.symbol})"
        return f"l’émoji {value.symbol}" + (f" ({said})" if said else "")


_FIRST = re.compile(r"[Hh][\w’'-]+")
_MUTE = frozenset(
    """
hachette hadrien hannibal havas hector helena helene helier heliodore heloise henri henriette henrietta herbert hermance
hermes hermine hermione hermann herve hilaire hilarion hippolyte homere honore honorine horace hortense hubert hugo hugolin hugues
huguette humbert hyacinthe hypatie habitants histoire homme hommes heure heures hopital hotel humanite hebdomadaire
""".split()  # noqa: SIM905
)
"""Names and words whose h is mute: *d'Hélène*, but *de Hans*."""


def _bare(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.split("-", maxsplit=1)[0]).lower()
    return "".join(c for c in plain if c.isalpha())


def _vowel(text: str) -> bool:
    """Whether a text begins with a vowel that elides, or with a name whose h is mute."""
    if (first := _FIRST.match(text)) is not None and _bare(first.group()) in _MUTE:
        return True
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "Oe"))[:6].lower()
    if plain.startswith(("onz", "oui", "un ", "une ")):
        return plain.startswith("un")
    if plain.startswith("y"):
        return plain[1:2] not in {*"aeiouy", ""}
    return plain[:1] in {*"aeiou"}
