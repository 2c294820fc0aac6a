"""The beginning of a file, looked at once for all readers."""

from __future__ import annotations

import csv
from functools import cached_property
from typing import Any

from contrecoup.sources.encodings import encoding_of, to_text
from contrecoup.sources.parse import value_of
from contrecoup.sources.salvage import salvaged

HEAD = 1 << 18
"""Bytes that are looked at to detect a format."""

_BINARY = frozenset(range(9)) | frozenset(range(14, 27)) - {0x1A} | {0x1C, 0x1D, 0x1F}


class Head:
    """The first bytes of a file, and what they look like.

    ``raw`` are the unpacked bytes; ``name`` is the file's name, a hint that
    never decides alone; ``whole`` says that there is nothing after.
    """

    def __init__(self, raw: bytes, name: str = "", *, whole: bool = True) -> None:
        self.raw = raw
        self.name = name.lower()
        self.whole = whole

    @cached_property
    def encoding(self) -> str:
        """The text's encoding, as its first bytes show it."""
        return encoding_of(self.raw)

    @cached_property
    def binary(self) -> bool:
        """Whether these bytes are not text."""
        if self.encoding not in {"utf-8", "utf-8-sig"}:
            words = self.raw[:8192].decode(self.encoding, "replace")
            return sum(c < " " and c not in "\t\n\r\f" for c in words) * 50 > len(words)
        sample = self.raw[:8192]
        strange = sum(byte in _BINARY for byte in sample)
        return strange * 50 > len(sample) or (not _is_utf8(sample) and _nuls(sample))

    @cached_property
    def text(self) -> str:
        """The beginning as text, empty where it is binary."""
        if self.binary:
            return ""
        raw = self.raw
        if not self.whole and self.encoding.startswith("utf-8"):
            raw = raw[: len(raw) - _cut_tail(raw)]
        return to_text(raw)[0].lstrip("\ufeff")

    @cached_property
    def start(self) -> str:
        """The first 4,000 characters without white space in front."""
        return self.text[:65536].lstrip()[:4000]

    @cached_property
    def values(self) -> tuple[dict[str, Any], ...]:
        """The first JSON objects of the file, the last of them maybe cut."""
        if not self.start.startswith(("{", "[")):
            return ()
        found: list[dict[str, Any]] = []
        for line in self.text.split("\n")[:40]:
            if line.strip().startswith(("{", "[")):
                try:
                    _collect(value_of(line.encode("utf-8", "replace")), found)
                except ValueError:
                    continue
            if len(found) >= 8:
                break
        if not found:
            _collect(salvaged(self.text), found)
        return tuple(found)

    @cached_property
    def delimiter(self) -> str:
        """The character between the columns of a table, empty where it is none."""
        first = self.text.lstrip("\ufeff").split("\n", 1)[0]
        best = max(",;\t|", key=first.count)
        return best if first.count(best) else ""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names in the first line, where it is a table's header."""
        if not self.delimiter or self.start.startswith(("{", "[", "<")):
            return ()
        first = self.text.lstrip("\ufeff").split("\n", 1)[0].rstrip("\r")
        try:
            return tuple(c.strip() for c in next(csv.reader([first], delimiter=self.delimiter), []))
        except csv.Error:
            return ()


def _is_utf8(sample: bytes) -> bool:
    """Whether bytes are UTF-8, but for a last character that is cut: a text may hold a stray NUL."""
    try:
        sample[: len(sample) - _cut_tail(sample)].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _nuls(sample: bytes) -> bool:
    """Whether it begins with a NUL, or more than half of its lines hold one.

    A damaged line or two make no binary file.
    """
    lines = sample.split(b"\n")
    return b"\x00" in sample[:64] or sum(b"\x00" in line for line in lines) * 2 > len(lines)


def _collect(value: Any, found: list[dict[str, Any]]) -> None:
    if isinstance(value, dict):
        found.append(value)
    elif isinstance(value, list):
        found.extend(v for v in value[:8] if isinstance(v, dict))


def _cut_tail(raw: bytes) -> int:
    """Return how many last bytes may be the start of a cut character."""
    for back in range(1, min(4, len(raw)) + 1):
        byte = raw[-back]
        if byte < 0x80:
            return 0
        if byte >= 0xC0:
            return back
    return 0
