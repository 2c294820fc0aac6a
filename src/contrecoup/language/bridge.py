"""Which French and English stems translate each other, and how rare a stem is: learnt, not listed.

The table (``models/bridge.tsv``; its card lies beside it) is made by ``scripts/train bridge``
from aligned sentences and counts of open corpora.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple

CERTAIN = 100
"""What a certainty and a rarity are hundredths of."""
NEVER_SEEN = 1.0


class _Bridge(NamedTuple):
    english: dict[str, tuple[tuple[str, float], ...]]
    rare: dict[str, dict[str, float]]


@cache
def _bridge() -> _Bridge:
    english: dict[str, tuple[tuple[str, float], ...]] = {}
    rare: dict[str, dict[str, float]] = {}
    lang = ""
    path = resources.files("contrecoup.language") / "models" / "bridge.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# rarity "):
            lang = line.split()[2].rstrip(":")
            rare[lang] = {}
        elif not line.startswith("#"):
            word, *others, hundredths = line.split("\t")
            share = int(hundredths) / CERTAIN
            if others:
                english[word] = (*english.get(word, ()), (others[0], share))
            else:
                rare[lang][word] = share
    return _Bridge(english, rare)


def english(stem: str) -> tuple[tuple[str, float], ...]:
    """English stems that translate a French one, each with its certainty from 0 to 1."""
    return _bridge().english.get(stem, ())


def rarity(stem: str, lang: str) -> float:
    """From 0 (in every sentence) to 1 (never seen) how rare a stem is; other languages give 1."""
    return _bridge().rare.get(lang, {}).get(stem, NEVER_SEEN)
