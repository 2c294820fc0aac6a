"""Emoji in a text: which, where, their English names, and the class they belong to."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_CLASSES = {
    "heart": ("heart", "love_letter", "kiss"),
    "salute": ("saluting",),
    "fire": ("fire",),
    "hands": ("hand", "clapping", "folded_hands", "biceps", "fist", "thumbs"),
    "tears": ("crying", "tear", "pensive", "broken"),
    "laughter": ("joy", "grinning", "rolling_on_the_floor", "squinting"),
    "rocket": ("rocket",),
    "flag": ("flag",),
}


class EmojiFound(NamedTuple):
    """One emoji; ``name`` is CLDR's English short name with underscores."""

    start: int
    end: int
    text: str
    name: str
    group: str


def emojis(text: str) -> list[EmojiFound]:
    """Emoji of the text in order, with offsets, name and class (``heart`` …, or ``other``)."""
    if text.isascii():
        return []
    import emoji

    return [
        EmojiFound(m["match_start"], m["match_end"], m["emoji"], *_named(m["emoji"]))
        for m in emoji.emoji_list(text)
    ]


@lru_cache(maxsize=4096)
def _named(symbol: str) -> tuple[str, str]:
    import emoji

    name = emoji.demojize(symbol, delimiters=("", ""))
    for group, parts in _CLASSES.items():
        if any(part in name for part in parts):
            return name, group
    return name, "other"
