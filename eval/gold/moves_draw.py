"""What rounds 12 to 16 of the invented sentences had to be: `python -m eval.gold.moves_draw ROUND`.

A seed draws syntax, kind of move and modality of thirty sentences a language, so that who writes
them cannot choose what suits the rules.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

FRAMES = (
    "active: a body acts, time between auxiliary and participle",
    "passive with or without agent, time inserted",
    "noun phrase (ouster of, l'éviction de) as subject",
    "noun phrase as object or behind a preposition",
    "apposition, role before or after the name",
    "two moves coordinated",
    "participle or gerund opens",
    "relative clause",
    "headline, no verb or present tense",
    "infinitive behind another verb",
    "said by a source",
    "role or pronoun alone, no name",
    "inversion or cleft",
    "list of several people",
    "subordinate clause (after, once, while, if)",
    "long insertion between subject and verb",
)
TYPES = ("appoint", "succeed", "interim", "dismiss", "resign", "leave", "join", "return")
MODALITIES = (*["done"] * 5, "announced", "expected", "expected", "demanded", "denied", "reported", "background")  # fmt: skip


def drawn(number: int, lang: str) -> Iterator[tuple[str, str, str]]:
    """Yield syntax, kind of move and modality of each sentence of a round in a language."""
    chance = random.Random(f"{number}{lang}")
    frames = list(FRAMES * 2)
    chance.shuffle(frames)
    for frame in frames[:30]:
        yield frame, chance.choice(TYPES), chance.choice(MODALITIES)


if __name__ == "__main__":
    for language in ("fr", "en"):
        for cell in drawn(int(sys.argv[1]), language):
            print(language, *cell, sep=" | ")
