"""Reaching into JSON that may be anything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from contrecoup.model.posts import Post
from contrecoup.sources.entries import Refused


def get(value: Any, *path: str | int) -> Any:
    """Return what stands at a path of keys and indices, None where nothing does."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step) if isinstance(step, str) else None
        elif isinstance(step, str):
            return None
        else:
            if not isinstance(value, list) or not -len(value) <= step < len(value):
                return None
            value = value[step]
    return value


def text(value: Any, *path: str | int) -> str:
    """Return the text at a path; empty where there is none."""
    found = get(value, *path)
    if isinstance(found, str):
        return found
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    return ""


def number(value: Any, *path: str | int) -> int | None:
    """Return the whole number at a path, also when written as text."""
    found = get(value, *path)
    if isinstance(found, bool):
        return None
    if isinstance(found, int):
        return found if -(2**63) <= found < 2**63 else None
    if isinstance(found, float):
        return int(found) if abs(found) < 2**63 else None
    if isinstance(found, str):
        plain = found.strip().replace(",", "").replace("\u202f", "").replace("\xa0", "")
        plain = plain.replace(" ", "")
        plain = plain.removesuffix(".0")
        if plain.lstrip("-").isdecimal() and len(plain) < 19:
            return int(plain)
    return None


def many(value: Any, *path: str | int) -> list[Any]:
    """Return the list at a path; empty where there is none."""
    found = get(value, *path)
    return found if isinstance(found, list) else []


def record(value: Any, *path: str | int) -> dict[str, Any]:
    """Return the object at a path; empty where there is none."""
    found = get(value, *path)
    return found if isinstance(found, dict) else {}


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return the texts that are not empty, each once, in order."""
    return tuple(dict.fromkeys(v for v in values if v))


def identifier(value: Any) -> str:
    """Return an id as text; raises Refused for one that a program has damaged."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 2**53:
            return str(int(value))
        reason = f"the id {value!r} was rounded to a decimal number"
        raise Refused(reason)
    if not isinstance(value, str):
        return ""
    plain = value.strip()
    lower = plain.lower()
    mantissa, e, exponent = lower.partition("e+")
    if e and exponent.isdecimal() and mantissa.replace(".", "").replace(",", "").isdecimal():
        reason = f"the id {plain!r} was damaged by a spreadsheet; its digits are lost"
        raise Refused(reason)
    return plain


def key_of(name: str) -> str:
    """Return a header as it is compared: small letters, one kind of space and apostrophe."""
    return " ".join(name.replace("’", "'").replace("_", " ").lower().split())


def make(place: str, **columns: Any) -> Post:
    """Return a Post, or raise Refused where it would have no id."""
    if not columns.get("post_id") or str(columns["post_id"]).endswith(":"):
        reason = "no id"
        raise Refused(reason)
    return Post(place=place, **columns)
