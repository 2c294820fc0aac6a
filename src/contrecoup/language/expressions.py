"""Fixed expressions with a member replaced: the tables of both languages, compiled and searched.

An expression is a run of stems.  Its variants have one or two members replaced by a
synonym of ours; what is itself an expression, or allowed, is no variant.  The tables are
``expressions_fr.txt`` and ``expressions_en.txt``, in sections; their heads say how they are written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations, product
from typing import NamedTuple

from attrs import frozen

from contrecoup.language.text import fold, tokens

Stems = tuple[str, ...]
_LONGEST = 6
_DROPPED = {"fr": frozenset("le la l' les un une".split()), "en": frozenset("the a an".split())}  # noqa: SIM905
_SAME = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à", "à": "à"}
_IRREGULAR = {
    form: words.split()[0]
    for words in (
        "prendre prend prennent pris prise prises prit prenait prendra prenant",
        "mettre met mettent mis mit mettait mettra mettant",
        "tenir tient tiennent tenu tenue tint tenait tiendra tenant",
        "faire fait font faite fit faisait fera faisant",
        "rendre rend rendent rendu rendue rendit rendait rendra",
        "voir voit voient vu vue verra", "avoir a ont eu avait aura",
        "ouvrir ouvre ouvrent ouvert ouverte ouvrira ouvrant",
        "remettre remet remettent remis remise remit", "public publique publics publiques",
        "general generale generaux generales", "social sociale sociaux sociales",
        "national nationale nationaux nationales", "feu feux", "jeu jeux",
    )
    for form in words.split()
}  # fmt: skip
_FRENCH_END = re.compile(r"(?<=[^\W\d_]{4})(?:aient|erent|eront|era|ees|ent|ait|ant|ee|er|es|e)$")
_ENGLISH_END = re.compile(r"(?<=[^\W\d_]{3})(?:ings?|ed|es|e)$")


class Found(NamedTuple):
    """A variant: first stem, one behind the last, and whether it is odd by itself."""

    first: int
    behind: int
    alone: bool


@frozen
class Book:
    """The variants of one language, and its single words of another register."""

    variants: Mapping[Stems, bool]
    openings: frozenset[str]
    phrases: re.Pattern[str]  # these two for ``lowered`` text
    weak: re.Pattern[str]
    rare: frozenset[str]


@lru_cache(maxsize=1 << 16)
def stem(word: str, lang: str) -> str:
    """What the inflections of a word share, roughly; accents and case are gone."""
    low = fold(word)
    if lang == "fr":
        low = _IRREGULAR.get(low, low)
        if len(low) > 3 and low[-1] in "sx":
            low = low[:-1]
        return _FRENCH_END.sub("", low)
    if len(low) > 3 and low.endswith("s") and not low.endswith("ss"):
        low = low[:-1]
    return _ENGLISH_END.sub("", low)


def stems(words: Sequence[str], lang: str) -> list[tuple[int, str]]:
    """The stems of words with their numbers; articles are left out, forms of *de* are one."""
    out = []
    for i, word in enumerate(words):
        low = word.lower().replace("’", "'")
        if low in _DROPPED[lang]:
            continue
        plain = _SAME.get(low) if lang == "fr" else None
        out.append((i, plain or stem(low, lang)))
    return out


def search(keys: Sequence[str], book: Book) -> Iterator[Found]:
    """Variants among the stems of a text, the longest at each place; linear time."""
    at = 0
    while at < len(keys):
        found = _here(keys, at, book) if keys[at] in book.openings else None
        if found is not None:
            yield found
        at = found.behind if found is not None else at + 1


def _here(keys: Sequence[str], at: int, book: Book) -> Found | None:
    for behind in range(min(at + _LONGEST, len(keys)), at + 1, -1):
        alone = book.variants.get(tuple(keys[at:behind]))
        if alone is not None:
            return Found(at, behind, alone)
    return None


@cache
def book(lang: str) -> Book:
    """The compiled tables of ``fr`` or ``en``."""
    table = _sections(lang)
    named = _stemmed(lang)
    synonyms = _synonyms(table["synonyms"], lang, named)
    genuine = {named(e) for e in _items(table["expressions"])}
    allowed = genuine | {named(e) for e in _items(table["allowed"])}
    variants: dict[Stems, bool] = {}
    for expression in sorted(genuine):
        for variant, alone in _variants(expression, synonyms):
            if variant not in allowed and len(variant) <= _LONGEST:
                variants[variant] = alone or variants.get(variant, False)
    return Book(
        variants=variants,
        openings=frozenset(v[0] for v in variants),
        phrases=_scan(table["phrases"]),
        weak=_scan(table["weak"]),
        rare=frozenset(table["rare"].split()),
    )


def _sections(lang: str) -> dict[str, str]:
    """The text of each section of a language's table, without comments."""
    path = files("contrecoup.language") / f"expressions_{lang}.txt"
    out: dict[str, str] = {}
    name = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
        elif line and not line.startswith("#"):
            out[name] = out.get(name, "") + line + "\n"
    return out


def _scan(patterns: str) -> re.Pattern[str]:
    """One pattern for a table of them, each beginning where a word does; for ``lowered`` text.

    Those that open with the same letter stand together, so that most words are passed over at once.
    """
    by_letter: dict[str, list[str]] = {}
    for item in _items(patterns):
        opening = _OPENING.match(item)
        by_letter.setdefault(opening.group(1) if opening else "", []).append(item)
    ways = [
        f"{letter}(?:{'|'.join(i.removeprefix(_BOUND).removeprefix(letter) for i in some)})"
        for letter, some in by_letter.items()
    ]
    return re.compile(rf"\b(?:{'|'.join(ways)})")


_BOUND = r"\b"
_OPENING = re.compile(r"(?:\\b)?([^\W\d_])(?![?*+{])")


def lowered(text: str) -> str:
    """The text in lower case, as long as it was: offsets hold."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _items(table: str) -> list[str]:
    return [item.strip() for line in table.strip().split("\n") for item in line.split(";")]


def _stemmed(lang: str) -> Callable[[str], Stems]:
    def named(words: str) -> Stems:
        return tuple(s for _, s in stems([t.text for t in tokens(words, lang)], lang))

    return named


def _synonyms(
    table: str, lang: str, named: Callable[[str], Stems]
) -> dict[str, list[tuple[Stems, bool]]]:
    """By the stem of a word: its replacements, and whether each is odd alone."""
    out: dict[str, list[tuple[Stems, bool]]] = {}
    for line in table.strip().split("\n"):
        word, _, given = line.partition(":")
        row = out.setdefault(stem(word.strip(), lang), [])
        for one in given.split():
            row.append((named(one.lstrip("~").replace("_", " ")), not one.startswith("~")))
    return out


def _variants(
    expression: Stems, synonyms: Mapping[str, list[tuple[Stems, bool]]]
) -> Iterator[tuple[Stems, bool]]:
    """The expression with one member replaced, or two; odd alone where a replacement is."""
    places = [n for n, key in enumerate(expression) if synonyms.get(key)]
    for some in (*combinations(places, 1), *combinations(places, 2)):
        for chosen in product(*(synonyms[expression[n]] for n in some)):
            parts: list[Stems] = [(key,) for key in expression]
            for n, (words, _) in zip(some, chosen, strict=True):
                parts[n] = words
            flat = tuple(key for part in parts for key in part)
            yield flat, any(alone for _, alone in chosen)
