"""Nouns as plain values for JSON, where they leave the program.

Nouns know nothing of JSON; this is the one place that knows how their names
are written outside (``from_`` is ``from``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec


def plain(value: Any) -> Any:
    """Return a noun, or a container of nouns, as dicts, lists, texts and numbers.

    Instants become ISO 8601 text; nothing is dropped.
    """
    return _renamed(msgspec.to_builtins(value))


def dumps(value: Any) -> str:
    """Return a noun as one line of JSON, keys in the order of the noun."""
    return msgspec.json.encode(plain(value)).decode()


def _renamed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k).rstrip("_"): _renamed(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_renamed(v) for v in value]
    return value
