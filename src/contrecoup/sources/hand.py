"""What people write by hand: the roster and the settings of a case."""

from __future__ import annotations

import csv
import io
import tomllib
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from attrs import evolve

from contrecoup.errors import SettingsError
from contrecoup.model.identity import slug
from contrecoup.model.people import Account, Affiliation, Organisation, Person, Roster
from contrecoup.model.settings import LANGS, Event, Settings
from contrecoup.model.times import Moment
from contrecoup.sources.encodings import to_text
from contrecoup.sources.moments import Order, any_time, order_of, parse_time, spread
from contrecoup.sources.roster_names import ALIASES, GIVEN, ROSTER_COLUMNS, delimiter_of, flag
from contrecoup.sources.values import key_of

_FRENCH = frozenset(
    [
        "nom",
        "fonction",
        "poste",
        "rôle",
        "équipe",
        "equipe",
        "service",
        "de",
        "du",
        "début",
        "debut",
        "depuis",
        "à",
        "au",
        "fin",
        "entreprise",
        "société",
        "personne",
        "identifiant",
        "publique",
    ]
)
_PLATFORMS = ("x", "bluesky", "mastodon")
_NO_NETWORK = frozenset(
    ["compte", "comptes", "pseudo", "account", "accounts", "handle", "username", "user"]
)
"""Headers of accounts that do not say on which network."""


def read_roster(raw: bytes, place: str) -> Roster:
    """Return the roster that a CSV holds.

    The header needs ``name`` (or ``nom``) only; a person with several affiliations has
    several lines with the same ``person`` (or the same name).  Raises
    SettingsError with the line for a wrong header, day or flag.
    """
    text = to_text(raw)[0].lstrip("\ufeff")
    if not text.strip():
        message = "the roster is empty"
        raise _wrong(message, place, _header_step())
    delimiter = delimiter_of(text)
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n")), delimiter=delimiter)
    try:
        written = [key_of(c) for c in next(rows)]
        header = [ALIASES.get(c, c.replace(" ", "_")) for c in written]
        _check_header(header, written, place)
        lines = [(rows.line_num, cells) for cells in rows]
        order = _order(header, written, lines)
        people: dict[str, Person] = {}
        organisations: dict[str, Organisation] = {}
        accounts: dict[tuple[str, str], Account] = {}
        affiliations: dict[Affiliation, None] = {}
        for number, cells in lines:
            if not any(c.strip() for c in cells):
                continue
            here = f"{place}, line {number}"
            if len(cells) > len(header) and any(c.strip() for c in cells[len(header) :]):
                message = f"the line has {len(cells)} cells instead of {len(header)}"
                step = "put quotation marks around a cell that holds a comma"
                raise _wrong(message, here, step)
            row = dict(zip(header, (c.strip() for c in cells), strict=False))
            row["name"] = f"{row.get(GIVEN, '')} {row.get('name', '')}".strip()
            _add(row, here, order, people, organisations, accounts, affiliations)
    except csv.Error as error:
        where = f"{place}, line {rows.line_num}"
        message = f"this is not CSV: {error}"
        raise _wrong(message, where, _header_step()) from error
    for key in people.keys() & organisations.keys():  # an organisation's own line
        people[key] = evolve(people[key], public=True)
        for one in [a for a in affiliations if (a.person_id, a.organisation_id) == (key, key)]:
            del affiliations[one]
    return Roster(
        people=tuple(people.values()),
        organisations=tuple(organisations.values()),
        accounts=tuple(accounts.values()),
        affiliations=tuple(affiliations),
    )


def _wrong(message: str, place: str, step: str, field: str = "") -> SettingsError:
    return SettingsError(message, place=place, next_step=step, field=field)


def _header_step() -> str:
    french = (
        "nom, autres noms, organisation, fonction, équipe, de, à, x, bluesky, mastodon, publique"
    )
    return f"write a first line with these columns: {','.join(ROSTER_COLUMNS)} (or {french})"


def _check_header(header: list[str], written: list[str], place: str) -> None:
    here = f"{place}, line 1"
    unknown = [
        w for c, w in zip(header, written, strict=True) if c and c not in {*ROSTER_COLUMNS, GIVEN}
    ]
    if unknown and unknown[0] in _NO_NETWORK:
        message = f"the column {unknown[0]!r} does not say on which network the accounts are"
        raise _wrong(message, here, "call it x, bluesky or mastodon, a column for each")
    if unknown:
        message = f"unknown column {unknown[0]!r} in the roster"
        raise _wrong(message, here, _header_step())
    if "name" not in header:
        message = "the roster has no column 'name'"
        raise _wrong(message, here, _header_step())
    double = next((c for c in header if c and header.count(c) > 1), "")
    if double:
        message = f"the column {double!r} is there twice (under French names too, perhaps)"
        raise _wrong(message, here, "keep one of them")


def _many(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def _handle(cell: str, platform: str) -> str:
    plain = cell.strip()
    if "://" in plain:
        path = plain.split("://", 1)[1].rstrip("/").split("/")
        plain = path[-1].lstrip("@")
        if platform == "mastodon" and "@" not in plain:
            plain = f"{plain}@{path[0]}"
    return plain.lstrip("@").lower()


def _add(
    row: dict[str, str],
    here: str,
    order: Order,
    people: dict[str, Person],
    organisations: dict[str, Organisation],
    accounts: dict[tuple[str, str], Account],
    affiliations: dict[Affiliation, None],
) -> None:
    name = row.get("name", "")
    if not name:
        message = "a line without a name"
        raise _wrong(message, here, "write the name, or delete the line")
    key = row.get("person") or slug(name)
    public, declared = (flag(row, column, here) for column in ("public", "declared"))
    known = people.get(key)
    if known and known.name != name:
        message = f"the person {key!r} has two names: {known.name!r} and {name!r}"
        step = "put the second under other_names, or give them another key"
        raise _wrong(message, here, step)
    others = (known.other_names if known else ()) + _many(row.get("other_names", ""))
    people[key] = Person(
        person_id=key,
        name=name,
        other_names=tuple(dict.fromkeys(others)),
        public=public or bool(known and known.public),
    )
    for platform in _PLATFORMS:
        for cell in _many(row.get(platform, "")):
            handle = _handle(cell, platform)
            owner = accounts.get((platform, handle))
            if owner and owner.person_id != key:
                message = f"the account {handle!r} on {platform} has two owners: {owner.person_id} and {key}"
                raise _wrong(message, here, "keep the right one")
            accounts[platform, handle] = Account(platform=platform, handle=handle, person_id=key)
    organisation = row.get("organisation", "")
    first, last = (_day(row.get(c, ""), here, c, order) for c in ("from", "to"))
    if not organisation and not row.get("role"):
        return
    organisation_id = slug(organisation) if organisation else ""
    if organisation:
        organisations.setdefault(
            organisation_id, Organisation(organisation_id=organisation_id, name=organisation)
        )
    affiliation = Affiliation(
        person_id=key,
        organisation_id=organisation_id,
        role=row.get("role", ""),
        team=row.get("team", ""),
        first=first,
        last=last,
        source=row.get("source", ""),
        declared=declared,
    )
    if affiliation.first and affiliation.last and affiliation.last < affiliation.first:
        message = "'to' is before 'from'"
        raise _wrong(message, here, "exchange the two days")
    affiliations[affiliation] = None


def _order(header: list[str], written: list[str], lines: list[tuple[int, list[str]]]) -> Order:
    """Return which comes first in the days of a spreadsheet, by all of them together."""
    rows = [dict(zip(header, (c.strip() for c in cells), strict=False)) for _, cells in lines]
    days = [row.get(column, "") for row in rows for column in ("from", "to")]
    flags = {row.get("public", "").lower() for row in rows}
    french = bool(_FRENCH & set(written)) or bool(flags & {"oui", "non", "vrai", "faux"})
    return order_of(days, french=french)[0]


def _day(cell: str, here: str, column: str, order: Order) -> date | None:
    """Return a day; of a month or a year its first or, in ``to``, its last day."""
    if not cell:
        return None
    numbers_first = spread(cell)
    if numbers_first and order:
        found = parse_time(cell, "UTC", order)
        if found:
            return found[0].at.date()
    parts = cell[:10].replace("/", "-").split("-")
    try:
        numbers = [int(p) for p in parts]
        if len(numbers) == 3 and len(parts[0]) == 4:
            return date(*numbers)
        if len(numbers) == 2 and len(parts[0]) == 4:
            last = monthrange(numbers[0], numbers[1])[1] if column == "to" else 1
            return date(numbers[0], numbers[1], last)
        if len(numbers) == 1 and len(parts[0]) == 4:
            return date(numbers[0], 12, 31) if column == "to" else date(numbers[0], 1, 1)
    except (ValueError, IndexError):
        pass
    message = f"{cell!r} in the column {column!r} is not a day"
    if numbers_first and not order and max(numbers_first[:2]) <= 12:
        message = f"in {cell!r}, in the column {column!r}, day and month cannot be told apart"
    elif numbers_first and order:
        message += f", read with the {order} first as the others"
    raise _wrong(message, here, "write it as 2031-05-27")


_TABLES = {
    "publication": {"unavailable": "unavailable", "reason": "unavailable_reason"}
    | {"unavailable_reason": "unavailable_reason", "contact": "contact", "licence": "licence"}
    | {"retain_until": "retain_until", "recheck": "recheck"},
    "press": {"tagger": "tagger"},
    "evidence": {k: k for k in ("timestamps", "timestamps_root", "seed")},
    "thresholds": {k: k for k in ("window", "threshold", "min_people", "min_ties")},
    "case": {k: k for k in ("title", "group", "group_names", "zone", "languages")}
    | {"from": "start", "to": "end"},
}
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400}


def read_settings(raw: bytes, place: str) -> Settings:
    """Return the settings that a TOML holds; an unknown key is a SettingsError."""
    text = to_text(raw)[0].lstrip("\ufeff")
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of too many digits
        message = f"this is not TOML: {error}"
        raise _wrong(message, place, "mend that line") from error
    flat: dict[str, Any] = {}
    written = {"events": "event"}
    for key, value in data.items():
        if key in _TABLES and isinstance(value, dict):
            for inner, found in value.items():
                if inner not in _TABLES[key]:
                    raise _unknown(inner, text, place, _TABLES[key])
                flat[_TABLES[key][inner]] = found
                written[_TABLES[key][inner]] = f"{key}.{inner}"
        else:
            flat["events" if key == "event" else key] = value
    settings: dict[str, Any] = {}
    for key, value in flat.items():
        read = _SETTINGS.get(key)
        if read is None:
            raise _unknown(key, text, place, {k: k for k in _SETTINGS})
        try:
            settings[key] = read(value)
        except (ValueError, TypeError, KeyError, OverflowError) as error:
            name = written.get(key, key)
            message = f"the setting {name!r} is wrong: {error}"
            here = f"{place}, line {_line(text, name.rpartition('.')[2])}"
            step = _zones(value) if key == "zone" else "see the manual's page on settings"
            raise _wrong(message, here, step, name) from error
    return _zoned(Settings(**settings))


def _zoned(settings: Settings) -> Settings:
    """Let the events of which only the day was set begin with that day in the case's zone."""
    zone = ZoneInfo(settings.zone)
    events = tuple(
        evolve(e, at=e.at.replace(tzinfo=zone).astimezone(UTC)) if e.precision == "day" else e
        for e in settings.events
    )
    return evolve(settings, events=events)


def _zones(value: Any) -> str:
    """Return which zones there are, the nearest to what was written first."""
    from difflib import get_close_matches

    known = sorted(available_timezones())
    cities = {name.rpartition("/")[2].casefold(): name for name in reversed(known)}
    said = str(value).rpartition("/")[2].replace(" ", "_").casefold()
    near = get_close_matches(str(value), known, 2) or [
        cities[name] for name in get_close_matches(said, cities, 2)
    ]
    few = dict.fromkeys((*near, "Europe/Paris", "America/Halifax", "Africa/Dakar", "UTC"))
    return f"write the name of a zone, such as {', '.join(few)}"


def _unknown(key: str, text: str, place: str, known: dict[str, str]) -> SettingsError:
    from difflib import get_close_matches

    near = get_close_matches(key, known, 1)
    step = f"did you mean {near[0]!r}?" if near else "the keys are: " + ", ".join(known)
    here = f"{place}, line {_line(text, key)}"
    return SettingsError(f"unknown setting {key!r}", place=here, next_step=step, field=key)


def _line(text: str, key: str) -> int:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip().lstrip("[").startswith(key):
            return number
    return 1


def _last_day(value: Any) -> date:
    """Return a TOML day."""
    if type(value) is not date:
        message = f"{value!r} is not a day, such as 2033-12-31"
        raise ValueError(message)
    return value


def _words(value: Any) -> str:
    if not isinstance(value, str):
        message = "a text is needed"
        raise TypeError(message)
    return value


def _by_lang(value: Any) -> dict[Any, str]:
    if isinstance(value, str):
        return dict.fromkeys(LANGS, value)
    if not isinstance(value, dict):
        message = f"a text is needed, or one for each of {', '.join(LANGS)}"
        raise TypeError(message)
    unknown = set(value) - set(LANGS)
    if unknown:
        message = f"{min(unknown)!r} is not one of {', '.join(LANGS)}"
        raise ValueError(message)
    return {lang: _words(words) for lang, words in value.items()}


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_words(v) for v in ([value] if isinstance(value, str) else value))


def _langs(value: Any) -> tuple[str, ...]:
    found = _texts(value)
    wrong = [v for v in found if v not in LANGS]
    if wrong or not found:
        message = f"{wrong[0] if wrong else ''!r} is not one of {', '.join(LANGS)}"
        raise ValueError(message)
    return found


def _zone(value: Any) -> str:
    try:
        ZoneInfo(_words(value))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f"{value!r} is not a time zone such as Europe/Paris"
        raise ValueError(message) from error
    return str(value)


def _instant(value: Any) -> datetime | None:
    found = _moment(value)
    return found.at.astimezone(UTC) if found is not None else None


def _moment(value: Any) -> Moment | None:
    if value == "":
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = value.isoformat()
    if isinstance(value, datetime) and value.tzinfo is None:
        message = "the time needs a zone, for example 2031-05-27T09:00:00+02:00"
        raise ValueError(message)
    found = any_time(value, "UTC")
    if found is None or (found[1] and found[0].precision != "day"):
        message = "a time with its zone is needed, for example 2031-05-27T09:00:00+02:00"
        raise ValueError(message)
    return found[0]


def _span(value: Any) -> float:
    if isinstance(value, str):
        plain = value.strip()
        digits = plain.rstrip("abcdefghijklmnopqrstuvwxyz ")
        return float(digits) * _SECONDS[plain[len(digits) :].strip() or "s"]
    return _positive(value)


def _positive(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        message = "a number that is not negative is needed"
        raise ValueError(message)
    return float(value)


def _share(value: Any) -> float:
    found = _positive(value)
    if found > 1:
        message = "a number from 0 to 1 is needed"
        raise ValueError(message)
    return found


def _least(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        message = "a whole number of at least 1 is needed"
        raise ValueError(message)
    return value


def _days(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 36_500:
        message = "a whole number of days is needed, 0 for any"
        raise ValueError(message)
    return value


def _policy(value: Any) -> str:
    allowed = ("verbatim", "paraphrase", "count")
    if value not in allowed:
        message = f"{value!r} is not one of {', '.join(allowed)}"
        raise ValueError(message)
    return str(value)


def _events(value: Any) -> tuple[Event, ...]:
    found = []
    for event in value:
        unknown = set(event) - {"at", "kind", "name", "source"}
        if unknown:
            message = f"an event has no {min(unknown)!r}"
            raise ValueError(message)
        at = _moment(event.get("at", ""))
        if at is None:
            message = "an event needs a time"
            raise ValueError(message)
        found.append(
            Event(
                at=at.at.astimezone(UTC),
                precision="day" if at.precision == "day" else "minute",
                kind=_words(event.get("kind", "event")),
                name=_by_lang(event.get("name", {})),
                source=_words(event.get("source", "")),
            )
        )
    return tuple(found)


_SETTINGS: dict[str, Callable[[Any], Any]] = {
    "title": _by_lang,
    "group": _words,
    "group_names": _texts,
    "zone": _zone,
    "languages": _langs,
    "start": _instant,
    "end": _instant,
    "events": _events,
    "window": _span,
    "threshold": _share,
    "min_people": _least,
    "min_ties": _least,
    "unavailable": _policy,
    "unavailable_reason": _words,
    "contact": _words,
    "licence": _words,
    "tagger": _words,
    "recheck": _days,
    "retain_until": _last_day,
    "timestamps": _words,
    "timestamps_root": _words,
    "seed": _words,
}
