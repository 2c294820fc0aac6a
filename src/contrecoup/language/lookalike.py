"""Handles whose letters are not what they look like: shown as they are, with a mark.

Three signs, after Unicode's UTS 39 (mixed scripts, whole-script confusables, compatibility and
invisible characters), read from the names of the characters: letters of the Latin alphabet beside
letters of another that resemble it; a part made only of letters that pass for Latin ones;
characters that are other characters' variants or cannot be seen.  What an ``xn--`` label stands for counts.
"""

from __future__ import annotations

import re
import unicodedata

_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "LISU"})
"""Alphabets whose letters pass for each other's."""
_PASS = frozenset("аеһіјорсԁухԛԝѕӏүοհսօ")
"""Small letters of other alphabets that pass for Latin ones."""
_JOINERS = frozenset("\u200c\u200d")
"""Characters that cannot be seen and that Persian and the scripts of India write words with."""
_PARTS = re.compile(r"[^\W_]+")
_SHORTEST = 3
"""A part of fewer letters is no word that is passed for another."""
_LONGEST = 300
"""Code points of a handle that are looked at."""
MARK = "\N{WARNING SIGN}"


def doubtful(handle: str) -> bool:
    """Whether a handle has letters that look like others."""
    labels = [_decoded(label) for label in handle[:_LONGEST].split(".")]
    return any(_disguised(label) or any(map(_mixed, _PARTS.findall(label))) for label in labels)


def marked(handle: str, word: str) -> str:
    """Return ``@handle``, with a mark and a word behind where its letters look like others."""
    return f"@{handle} {MARK} {word}" if doubtful(handle) else f"@{handle}"


def _decoded(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _disguised(label: str) -> bool:
    """Whether characters are variants of others, or cannot be seen."""
    composed = unicodedata.normalize("NFC", label)
    latin = any(unicodedata.name(c, "").startswith("LATIN") for c in label)
    return unicodedata.normalize("NFKC", label) != composed or any(
        unicodedata.category(c) in {"Cf", "Co"} and (latin or c not in _JOINERS) for c in label
    )


def _mixed(part: str) -> bool:
    letters = [c for c in part if c.isalpha()]
    alphabets = {unicodedata.name(c, "").partition(" ")[0] for c in letters} & _ALIKE
    if len(alphabets) > 1:
        return True
    return len(letters) >= _SHORTEST and all(c in _PASS for c in part.lower() if c.isalpha())
