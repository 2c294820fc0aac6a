"""The settings of a case as a person says them: texts by key; what else stands in case.toml stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from attrs import fields

from contrecoup.errors import SettingsError
from contrecoup.model.settings import LANGS, Settings

if TYPE_CHECKING:
    from contrecoup.case import Case
    from contrecoup.sources.settings_lines import Value

BETWEEN = {"case.group_names": "; ", "case.languages": ","}
"""Keys that hold several texts, and what stands between them."""
TIMES = ("case.from", "case.to")
"""Keys that hold an instant: told and said in the case's zone."""
DAY = "publication.retain_until"
NUMBERS = (
    *(f"thresholds.{name}" for name in ("window", "threshold", "min_people", "min_ties")),
    "publication.recheck",
)
TIME = "%Y-%m-%dT%H:%M"
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


def told(settings: Settings) -> dict[str, str]:
    """Return each setting as a text, by its key in case.toml; events are not among them."""
    return dict(_told(settings))


def _told(settings: Settings) -> Iterator[tuple[str, str]]:
    zone = ZoneInfo(settings.zone)
    for one in fields(Settings):
        key, value = one.metadata["key"], getattr(settings, one.name)
        if one.name == "title":
            yield from ((f"case.title.{lang}", value.get(lang, "")) for lang in LANGS)
        elif one.name != "events":
            yield key, _text(key, value, zone)


def _text(key: str, value: Any, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return BETWEEN[key].join(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):{TIME}}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def change(case: Case, given: Mapping[str, str]) -> None:
    """Set some keys of case.toml; its other lines, and what a person wrote around them, stay.

    Args:
        case: whose settings.
        given: texts by key, as :func:`told` has them; an empty one takes the line out, so that
            the default holds.  An instant without a zone is one of the case's zone.

    Raises:
        SettingsError: there is no such key, or not with this value; the old settings stay.
    """
    from contrecoup import sources
    from contrecoup.sources.settings_lines import with_settings

    held = told(case.settings)
    texts = {key: text.encode("utf-8", "replace").decode().strip() for key, text in given.items()}
    for key in texts:
        if key not in held:
            raise _no_key(key, held)
    new = {key: text for key, text in texts.items() if text != held[key]}
    text = case.own_file("case.toml").decode("utf-8", "replace").replace("\r\n", "\n")
    text = with_settings(text, {k: _value(k, v) for k, v in new.items() if k not in TIMES})
    zone = sources.read_settings(text.encode(), "case.toml").zone
    text = with_settings(text, {k: _instant(new[k], zone) for k in TIMES if k in new})
    if new:
        write(case, text)


def _no_key(key: str, known: Mapping[str, str]) -> SettingsError:
    from difflib import get_close_matches

    near = get_close_matches(key, known, 1)
    step = f"did you mean {near[0]!r}?" if near else "see contrecoup settings CASE"
    return SettingsError(f"unknown setting {key!r}", next_step=step, field=key)


def write(case: Case, text: str) -> None:
    """Take a text as the case's case.toml, if it is one.

    Raises:
        SettingsError: a line or a value is wrong; the old settings stay.
    """
    from contrecoup import sources, store

    raw = text.encode("utf-8", "replace")
    sources.read_settings(raw, "case.toml")
    with store.lock(case.folder, "the settings"):
        store.write(case.folder, "case.toml", raw)


def _value(key: str, text: str) -> Value:
    """Return what a text is in TOML; a wrong one stays a text, which the reading refuses."""
    if not text:
        return None
    if key in BETWEEN:
        parts = (part.strip() for part in text.split(BETWEEN[key].strip()))
        return [part for part in parts if part]
    if key in NUMBERS and _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    if key == DAY:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def _instant(text: str, zone: str) -> Value:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))
