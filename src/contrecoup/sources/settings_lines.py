"""Settings changed line by line: what a person wrote around them stays."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from contrecoup.errors import SettingsError

Value = str | int | float | list[str] | date | datetime | None


def with_settings(text: str, said: Mapping[str, Value]) -> str:
    """Return a case.toml with some keys set.

    Args:
        text: the file, which is TOML.
        said: values by key (``case.title.fr``, ``publication.contact``); None takes the line out.

    Raises:
        SettingsError: a key is not written on a line of its own in the file.
    """
    before = tomllib.loads(text)
    wanted = dict(said)
    title = before.get("case", {}).get("title")
    if isinstance(title, str) and any(key.startswith("case.title.") for key in wanted):
        wanted = {"case.title": None, "case.title.fr": title, "case.title.en": title} | wanted
    expected = deepcopy(before)
    lines = text.split("\n")
    for key, value in wanted.items():
        table, _, name = key.partition(".")
        _put(expected, key.split("."), value)
        lines = _with_line(lines, table, name, value)
    made = "\n".join(lines)
    try:
        same = _plain(tomllib.loads(made)) == _plain(expected)
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        message = "a setting is not written on a line of its own in case.toml"
        raise SettingsError(message, place="case.toml", next_step="change it in the text itself")
    return made


def _with_line(lines: list[str], table: str, name: str, value: Value) -> list[str]:
    head = re.compile(rf"\s*\[{re.escape(table)}\]\s*(#.*)?")
    first = next((n for n, line in enumerate(lines) if head.fullmatch(line)), None)
    if first is None:
        if value is None:
            return lines
        kept = lines[:-1] if lines[-1:] == [""] else lines
        return [*kept, "", f"[{table}]", f"{name} = {_literal(value)}", ""]
    after = range(first + 1, len(lines))
    last = next((n for n in after if re.match(r"\s*\[", lines[n])), len(lines))
    key = re.compile(rf"\s*{re.escape(name)}\s*=")
    place = next((n for n in range(first + 1, last) if key.match(lines[n])), None)
    new = [] if value is None else [f"{name} = {_literal(value)}"]
    if place is not None:
        return [*lines[:place], *new, *lines[place + 1 :]]
    while last - 1 > first and re.fullmatch(r"\s*(#.*)?", lines[last - 1]):
        last -= 1
    return [*lines[:last], *new, *lines[last:]]


def _literal(value: Value) -> str:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _put(data: dict[str, Any], path: list[str], value: Value) -> None:
    for name in path[:-1]:
        inner = data.setdefault(name, {})
        data = inner if isinstance(inner, dict) else {}
    if value is None:
        data.pop(path[-1], None)
    else:
        data[path[-1]] = value


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """Return settings without the tables that hold nothing."""
    return {key: value for key, value in data.items() if value != {}}
