"""JSON from strangers: bounded, forgiving where the world is not strict."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

CUT = "contrecoup:cut"
"""Key that marks an object whose end is missing."""

TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
DEPTH = 400


class NotJson(ValueError):
    """Bytes that are not JSON; its text says why."""


def whole(text: str) -> str:
    """Return a text in which what is not a character is U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _clean(value: Any, depth: int = 0) -> Any:
    if isinstance(value, str):
        return whole(value)
    if depth > DEPTH:
        message = "nested too deeply"
        raise NotJson(message)
    if isinstance(value, list):
        return [_clean(v, depth + 1) for v in value]
    if isinstance(value, dict):
        return {whole(k): _clean(v, depth + 1) for k, v in value.items()}
    return value


def value_of(data: bytes) -> Any:
    """Return the JSON value of some bytes; raises NotJson.

    Lone surrogates, ``NaN`` and bytes of Windows-1252 are accepted.
    """
    try:
        return msgspec.json.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        pass
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    try:
        return _clean(json.loads(text))
    except RecursionError as error:
        message = "nested too deeply"
        raise NotJson(message) from error
    except ValueError as error:
        raise NotJson(str(error)) from error


def is_cut(value: Any) -> bool:
    """Whether a value is an object whose end is missing."""
    return isinstance(value, dict) and CUT in value
