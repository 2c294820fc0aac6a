"""Nouns as plain values for JSON and CSV, where they leave the program.

Nouns know nothing of JSON; this is the one place that knows how their names
are written outside (``from_`` is ``from``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

import attrs
import msgspec


@cache
def _names(kind: Any) -> tuple[tuple[str, str], ...]:
    """Return (attribute, name outside) of a noun, in its own order."""
    return tuple((a.name, a.name.rstrip("_")) for a in attrs.fields(kind))


def plain(value: Any) -> Any:
    """Return a noun, or a container of nouns, as dicts, lists, texts and numbers.

    Attributes keep the noun's order; instants become ISO 8601 text in UTC;
    nothing is dropped.
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, datetime | date):
        return msgspec.to_builtins(value)
    kind: Any = type(value)
    if attrs.has(kind):
        return {name: plain(getattr(value, key)) for key, name in _names(kind)}
    return msgspec.to_builtins(value)


def dumps(value: Any) -> str:
    """Return a noun as one line of JSON, keys in the order of the noun."""
    return msgspec.json.encode(plain(value)).decode()


def flat(row: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return a row for a table: objects inside become columns (``at.zone``), lists JSON."""
    columns: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, Mapping):
            columns |= flat(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            columns[prefix + key] = msgspec.json.encode(value).decode() if value else ""
        else:
            columns[prefix + key] = "" if value is None else value
    return columns


def comma_separated(rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as CSV without the last line's end; no cell is a formula to a spreadsheet."""
    import csv
    import io

    from contrecoup.render.safe import unformula

    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows(map(unformula, row) for row in rows)
    return made.getvalue().removesuffix("\n")
