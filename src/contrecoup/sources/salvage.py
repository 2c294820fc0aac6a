"""What can still be read of a damaged JSON document: its whole items."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any

from contrecoup.sources.parse import CUT, DEPTH, TOKEN, NotJson, value_of

_WORK = 200 << 20
"""Characters that are gone over again, at most, to find whole items."""
_MENDS = 40
_CANDIDATES = 50
_MARK = f'{{"{CUT}":true}},'
_FIRST_KEY = re.compile(r'\{\s*("[^"\\]*")\s*:')


def salvaged(text: str) -> Any:
    """Return what can be read of a document that is not JSON, None for nothing.

    A list's damaged element is replaced by an object that has the key
    :data:`CUT`, and so is an object that was still open at the end; the
    outermost object always has it, since something of it is lost.
    """
    value: Any = None
    for turn in range(1, _MENDS + 1):
        try:
            value = json.loads(text)
            break
        except json.JSONDecodeError as error:
            at = error.pos
        except (RecursionError, ValueError):  # nested too deeply, or a number of 5,000 digits
            return None
        mended = _without_element(text, at) if turn * len(text) < _WORK else None
        if mended is None:
            value = repaired(text[:at])
            break
        text = mended
    if isinstance(value, dict):
        value[CUT] = True
    return value


def _without_element(text: str, at: int) -> str | None:
    """Return a text whose damaged list element is marked, None where none follows it."""
    start = _element_start(text, at)
    key = _FIRST_KEY.match(text, start) if start is not None else None
    if start is None or key is None:
        return None
    following = re.compile(r"\}\s*,\s*(?=\{\s*" + re.escape(key.group(1)) + r"\s*:)")
    known = _keys_before(text, start)
    decoder = json.JSONDecoder()
    for number, match in enumerate(following.finditer(text, start + 1)):
        if number > _CANDIDATES:
            break
        try:
            value, _ = decoder.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            continue
        keys = set(value) if isinstance(value, dict) else set()
        if match.end() > at and (not known or len(keys & known) * 2 >= len(known)):
            return text[:start] + _MARK + text[match.end() :]
    return None


def _element_start(text: str, at: int) -> int | None:
    """Return where the element of the outermost list around a position starts."""
    stack: list[tuple[str, int]] = []
    for match in TOKEN.finditer(text, 0, at):
        mark = match.group()
        if mark in "{[":
            stack.append((mark, match.start()))
        elif mark in "}]" and stack:
            stack.pop()
    for (outer, _), (inner, start) in itertools.pairwise(stack):
        if outer == "[":
            return start if inner == "{" else None
    return None


def _keys_before(text: str, start: int) -> set[str]:
    """Return the keys of the list's first element, where that one is whole."""
    depth = 0
    for position in range(start - 1, max(-1, start - 4_000_000), -1):
        mark = text[position]
        if mark == "[" and depth == 0:
            break
        depth += (mark in "}]") - (mark in "{[")
    else:
        return set()
    try:
        value, _ = json.JSONDecoder().raw_decode(text, position + 1)
    except (ValueError, RecursionError):
        return set()
    return set(value) if isinstance(value, dict) and value.keys() != {CUT} else set()


def repaired(text: str) -> Any:
    """Return what can be read of a JSON document that stops in the middle.

    Objects that were still open carry the key :data:`CUT`.  None where
    nothing can be read.
    """
    keep, kept = _whole_part(text)
    if not keep:
        return None
    closed = text[:keep] + _closers(text[:keep], kept)
    try:
        return value_of(closed.encode("utf-8", "replace"))
    except NotJson:
        return None


def _whole_part(text: str) -> tuple[int, str]:
    """Return up to where a document is whole, and what is open there."""
    stack: list[str] = []
    keep, kept, end = 0, "", 0
    for match in TOKEN.finditer(text):
        if text[end : match.start()].strip():
            break
        end = match.end()
        mark = match.group()
        if mark in "{[":
            stack.append(mark)
        elif mark in "}]" and stack:
            stack.pop()
        elif mark != "," or not stack:
            if stack:
                continue
            break
        keep, kept = match.start() if mark == "," else end, "".join(stack)
        if not stack or len(stack) > DEPTH:
            break
    return keep, kept


def _closers(text: str, stack: str) -> str:
    parts: list[str] = []
    empty = text.rstrip().endswith("{")
    for opener in reversed(stack):
        if opener == "[":
            parts.append("]")
        else:
            parts.append(("" if empty else ",") + f'"{CUT}":true}}')
        empty = False
    return "".join(parts)
