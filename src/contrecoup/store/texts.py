"""One post's texts, seen at several times: which is current, which came before.

Two texts of one post are the same version when they differ by layout alone
(white space, character references, links) or when one is the other cut short,
which shows by its dots.
Anything else is a change by the author, where the platform lets authors change
a post under its id; where it does not, the longest text is the post's.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

from attrs import define, field, frozen

UNCHANGING = frozenset({"x"})
"""Platforms on which a changed post gets another id."""

_LINK = re.compile(r"https?://\S+|\b[\w-]+(?:\.[\w-]+)+/\S*")
_CUT = re.compile(r"[\s.…\[\]]+$")


@frozen
class Seen:
    """One sighting's text.

    ``row`` is its place in the order of time; ``dated``: the time is known to
    be when it was seen, not when a file was imported.
    """

    row: int
    text: str
    truncated: bool
    dated: bool
    versions: tuple[str, ...] = ()


@frozen
class Chosen:
    """The row whose text is current, and earlier texts, oldest first."""

    row: int
    versions: tuple[str, ...]


@define(eq=False)
class _Version:
    keys: list[tuple[str, bool]]
    seen: list[Seen] = field(factory=list)
    texts: list[str] = field(factory=list)

    def holds(self, key: tuple[str, bool]) -> bool:
        return any(_same(key, other) for other in self.keys)

    def longest(self) -> str:
        return min(self.texts, key=lambda text: (-len(text), text))


def choose(sightings: Iterable[Seen], platform: str) -> Chosen:
    """Return the current text's row and the earlier texts of one post.

    Args:
        sightings: in order of time; at least one.
        platform: the post's.
    """
    given = list(sightings)
    saying = [s for s in given if s.text.strip()] or given
    whole = [s for s in saying if not s.truncated] or saying
    if platform in UNCHANGING:
        row = _earliest_longest(whole)
        told = dict.fromkeys(text for s in given for text in s.versions)
        return Chosen(row.row, tuple(text for text in told if text != row.text))
    versions: list[_Version] = []
    current: _Version | None = None
    for sighting in whole:
        version = _join(versions, sighting.text)
        fresh = len(version.texts) == 1
        later = version
        for text in reversed(sighting.versions):
            later = _join(versions, text, later)
        version.seen.append(sighting)
        if current is None or fresh or sighting.dated or sighting.versions:
            current = version
    assert current is not None
    row = _earliest_longest(current.seen)
    earlier = tuple(version.longest() for version in versions if version is not current)
    return Chosen(row.row, earlier)


def _join(versions: list[_Version], text: str, later: _Version | None = None) -> _Version:
    """Return the version that a text belongs to; a new one, before ``later``, if none."""
    key = _key(text)
    for version in reversed(versions):
        if version.holds(key):
            break
    else:
        version = _Version([])
        versions.insert(versions.index(later) if later else len(versions), version)
    version.keys.append(key)
    version.texts.append(text)
    return version


def _earliest_longest(seen: Iterable[Seen]) -> Seen:
    return min(seen, key=lambda s: (-len(s.text), s.row))


def _key(text: str) -> tuple[str, bool]:
    """Return what of a text its author chose (no layout, no links), and whether it ends cut."""
    bare = " ".join(_LINK.sub(" ", html.unescape(text)).split())
    key = unicodedata.normalize("NFC", bare)
    return _CUT.sub("", key), key.endswith(("…", "...", "[…]", "[...]"))


def _same(a: tuple[str, bool], b: tuple[str, bool]) -> bool:
    (short, cut), (long, _) = sorted((a, b), key=lambda key: len(key[0]))
    return short == long or (cut and long.startswith(short))
