"""Words of French and English that say the same thing, or the opposite: for comparing wordings.

``concepts.txt`` is an own list, one concept a line; its head says how it is written.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from contrecoup.language.lemmas import derived, inflected
from contrecoup.language.text import fold

LANGS = ("en", "fr")


class Sense(NamedTuple):
    """What a word may mean: a concept, and its side where the concept has opposites (0: none).

    ``kind`` is 0 but for things of one kind of which one excludes the others (days,
    relatives): the kind's number, and ``side`` then tells them apart.
    """

    concept: int
    side: int = 0
    kind: int = 0


class _Table(NamedTuple):
    words: dict[str, dict[str, tuple[Sense, ...]]]
    phrases: dict[str, dict[str, tuple[tuple[tuple[str, ...], Sense], ...]]]


@cache
def _table() -> _Table:
    words: dict[str, dict[str, list[Sense]]] = {lang: defaultdict(list) for lang in LANGS}
    phrases: dict[str, dict[str, list[tuple[tuple[str, ...], Sense]]]] = {
        lang: defaultdict(list) for lang in LANGS
    }
    text = (resources.files("contrecoup.language") / "concepts.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        for lang, word, sense in _line(fold(line), number):
            parts = tuple(word.strip("_").split("_"))
            if len(parts) == 1:
                words[lang][parts[0]].append(sense)
            else:
                phrases[lang][parts[0]].append((parts, sense))
    return _Table(
        {lang: {w: tuple(s) for w, s in rows.items()} for lang, rows in words.items()},
        {
            lang: {
                w: tuple(sorted(p, key=lambda row: (-len(row[0]), row))) for w, p in rows.items()
            }
            for lang, rows in phrases.items()
        },
    )


def _line(line: str, number: int) -> list[tuple[str, str, Sense]]:
    """(language, word or phrase, sense) of one line of the list."""
    kind = number if line.startswith("!") else 0
    out = []
    for member, pair in enumerate(line.removeprefix("! ").split(" | "), 1):
        for lang, half in zip(LANGS, pair.split(" = "), strict=True):
            for side, words in enumerate(half.split(" / ")):
                opposed = " / " in half
                where = member if kind else (1 - 2 * side) * opposed
                out += [(lang, word, Sense(number, where, kind)) for word in words.split()]
    return out


@lru_cache(maxsize=16_384)
def senses(word: str, lang: str) -> tuple[Sense, ...]:
    """What a folded word may mean; its derivation is asked only where no inflection is known."""
    known = _table().words.get(lang, {})
    for candidates in (inflected(word, lang), derived(word, lang)):
        found = dict.fromkeys(s for c in candidates for s in known.get(c, ()))
        if found:
            return tuple(found)
    return ()


def phrases(word: str, lang: str) -> tuple[tuple[tuple[str, ...], Sense], ...]:
    """The phrases that begin with a form of a word, the longest first, each with its sense."""
    known = _table().phrases.get(lang, {})
    return tuple(row for c in inflected(word, lang) for row in known.get(c, ()))
