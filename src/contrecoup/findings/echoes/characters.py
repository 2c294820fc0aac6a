"""What each character is worth when two wordings are compared.

Every character has a kind and a folded form: what NFKD and case folding make
of it.  Composed and decomposed spellings, full-width letters, ligatures and
bold mathematical letters thus become the same; accents stay.  Invisible
characters (joiners, variation selectors, skin tones, soft hyphens) are worth
nothing.  The compiled scanner reads the same definition as a table.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from operator import itemgetter
from typing import Final

SPACE: Final = 0
WORD: Final = 1
PUNCTUATION: Final = 2
SYLLABLE: Final = 3  # a letter of a script that puts no blanks between words
MARK: Final = 4
EMOJI: Final = 5
HASH: Final = 6
AT: Final = 7
REGIONAL: Final = 8
NOTHING: Final = 9

ZWJ: Final = 0x200D
HEART: Final = 0x2764
# Hearts of every colour and decoration; not the broken one, which says another thing.
HEARTS: Final = frozenset(
    {0x2661, 0x2665, 0x2763, 0x2764, 0x2765, 0x1F5A4, 0x1F90D, 0x1F90E, 0x1F9E1}
    | {0x1FA75, 0x1FA76, 0x1FA77}
    | {cp for cp in range(0x1F493, 0x1F4A0) if cp != 0x1F494}
)
GENDER_SIGNS: Final = frozenset({0x2640, 0x2642})
_EMOJI = (
    (0x203C, 0x203C), (0x2049, 0x2049), (0x2139, 0x2139), (0x2194, 0x2199), (0x21A9, 0x21AA),
    (0x231A, 0x231B), (0x2328, 0x2328), (0x23CF, 0x23CF), (0x23E9, 0x23F3), (0x23F8, 0x23FA),
    (0x25AA, 0x25AB), (0x25B6, 0x25B6), (0x25C0, 0x25C0), (0x25FB, 0x25FE), (0x2600, 0x27BF),
    (0x2934, 0x2935), (0x2B05, 0x2B07), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55),
    (0x3030, 0x3030), (0x303D, 0x303D), (0x3297, 0x3297), (0x3299, 0x3299),
    (0x1F000, 0x1F0FF), (0x1F170, 0x1F171), (0x1F17E, 0x1F17F), (0x1F18E, 0x1F18E),
    (0x1F191, 0x1F19A), (0x1F201, 0x1F202), (0x1F21A, 0x1F21A), (0x1F22F, 0x1F22F),
    (0x1F232, 0x1F23A), (0x1F250, 0x1F251), (0x1F300, 0x1FAFF),
)  # fmt: skip
_NO_BLANKS = (
    (0x0E00, 0x0EFF), (0x0F00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007),
    (0x3040, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F), (0xF900, 0xFAFF), (0x20000, 0x323AF),
)  # fmt: skip
_FILLERS = frozenset({0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x20E3})
_SIGNS = frozenset({0x00A9, 0x00AE, 0x2120, 0x2122})  # ©, ®, ℠ and ™ are no letters


def _within(cp: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    place = bisect_right(ranges, cp, key=itemgetter(0)) - 1
    return place >= 0 and cp <= ranges[place][1]


def kind(char: str) -> int:
    """Kind of one character, as it stands (before folding)."""
    cp = ord(char)
    if cp < 0x80:
        if char.isalnum() or char == "_":
            return WORD
        return {"#": HASH, "@": AT}.get(char, SPACE if cp <= 0x20 or cp == 0x7F else PUNCTUATION)
    if 0x1F1E6 <= cp <= 0x1F1FF:
        return REGIONAL
    if 0xFE00 <= cp <= 0xFE0F or 0x1F3FB <= cp <= 0x1F3FF or cp >= 0xE0000 or cp in _FILLERS:
        return NOTHING
    if _within(cp, _EMOJI):
        return EMOJI
    category = unicodedata.category(char)
    if category[0] == "M":
        return MARK
    if category[0] == "L":
        return SYLLABLE if _within(cp, _NO_BLANKS) else WORD
    if category[0] == "N":
        return WORD
    if category[0] == "Z" or category == "Cc":
        return SPACE
    return NOTHING if category in {"Cf", "Cs"} else PUNCTUATION


def folded(char: str) -> tuple[tuple[str, int], ...]:
    """Characters, each with its kind, that stand for ``char`` when wordings are compared."""
    own = kind(char)
    if own in {EMOJI, REGIONAL, NOTHING} or ord(char) in _SIGNS:
        return () if own == NOTHING else ((char, own),)
    parts = unicodedata.normalize("NFKD", char).casefold()
    pairs = ((part, kind(part)) for part in unicodedata.normalize("NFKD", parts))
    return tuple(pair for pair in pairs if pair[1] != NOTHING)


def emoji_class(cp: int) -> int:
    """Code point that names the class of an emoji: one for all hearts, else itself."""
    return HEART if cp in HEARTS else cp
