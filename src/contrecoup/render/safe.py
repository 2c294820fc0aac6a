"""What comes from outside, made harmless: characters, links, lengths, marks that pile up."""

from __future__ import annotations

import re
import unicodedata

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINK = re.compile(r"(?:https?|at)://[^\s<>\"'`{}|\\^\x00-\x20]{1,2000}", re.IGNORECASE)
_TURNING = frozenset(
    {"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
)
_TAG = re.compile(r"<[a-z][^<>]*>")
_QUOTED = re.compile(r'="([\w.-]+)"(?=[\s>])', re.ASCII)
PILE = 4
"""More combining marks than this on one letter pile up over other lines."""


def printable(text: str) -> str:
    """Return a text without control characters and lone surrogates."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def lean(page: str) -> str:
    """Return a page whose attributes go without the quotation marks that they don't need.

    A value that came from outside has its own marks escaped, so none ends early.
    """
    return _TAG.sub(lambda tag: _QUOTED.sub(r"=\1", tag[0]), page)


def unformula(value: object) -> object:
    """Return a cell of a CSV that no spreadsheet takes for a formula: an apostrophe before it."""
    formula = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if formula else value


def link(url: str) -> str:
    """Return an address that may be a link (http, https, at), or nothing."""
    return url if _LINK.fullmatch(url) else ""


def wild(text: str) -> bool:
    """Whether marks pile up so high that the text must be clipped to its line."""
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > PILE:
            return True
    return False


def turns(text: str) -> bool:
    """Whether anything in the text could turn the direction of the line around it."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in _TURNING for c in text)


def cut(text: str, least: int, most: int) -> tuple[str, str]:
    """Split a long text near ``least`` characters, at a space, never inside a letter.

    A text of at most ``most`` characters is left whole.
    """
    if len(text) <= most:
        return text, ""
    at = text.rfind(" ", least // 2, least) + 1 or least
    while at < len(text) and (unicodedata.combining(text[at]) or text[at] in "\u200d\ufe0f"):
        at += 1
    return text[:at], text[at:]


def apart(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[str, bool], ...]:
    """Split a text into runs, each marked as departing or not; overlaps are merged."""
    departs = [False] * len(text)
    for start, end in spans:
        for at in range(max(0, start), min(len(text), end)):
            departs[at] = True
    runs: list[tuple[str, bool]] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or departs[at] != departs[start]:
            runs.append((text[start:at], departs[start]))
            start = at
    return tuple(runs)
