"""Phrases inside longer texts, a few words of them changed or left out.

For a press quotation inside a post, or a slogan inside a longer one, where word for
word (:mod:`.slogans`) asks for too much.  A phrase is in a text when some stretch of
the text, at most half as long again as the phrase, holds at least a given share of the
phrase's distinct words.  Every pair is found: a phrase of *n* words that misses few
enough must have one of its ``n - least + 1`` rarest words in the text.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from typing import Final

from attrs import frozen

from contrecoup.findings.echoes import normal
from contrecoup.findings.echoes.near import SLACK

STRETCH: Final = 1.5
LEAST: Final = 4


@frozen
class Contained:
    """A phrase found in a text: their places in what was asked, and the share of its words."""

    phrase: int
    text: int
    share: float


def contained(
    phrases: Sequence[str], texts: Iterable[str], *, share: float = 0.8, least: int = LEAST
) -> list[Contained]:
    """Find phrases in texts, by phrase, then text.

    Args:
        phrases: what is looked for.
        texts: where.
        share: least share of a phrase's distinct words, above 0.
        least: distinct words from which a phrase is looked for.
    """
    wanted = [frozenset(normal.read(phrase).words) for phrase in phrases]
    held = [normal.read(text).words for text in texts]
    often = Counter(word for words in held for word in set(words))
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for phrase, words in enumerate(wanted):
        if len(words) >= least:
            needed = math.ceil(share * len(words) - SLACK)
            rare = sorted(words, key=lambda word: (often[word], word))
            for word in rare[: len(words) - needed + 1]:
                by_word[word].append(phrase)
    found = []
    for text, said in enumerate(held):
        for phrase in {p for word in set(said) for p in by_word.get(word, ())}:
            reached = _most(said, wanted[phrase]) / len(wanted[phrase])
            if reached >= share - SLACK:
                found.append(Contained(phrase, text, reached))
    return sorted(found, key=lambda one: (one.phrase, one.text))


def _most(said: Sequence[str], wanted: frozenset[str]) -> int:
    """Most distinct wanted words in any stretch of the text."""
    width = math.ceil(STRETCH * len(wanted))
    inside: Counter[str] = Counter()
    places: deque[int] = deque()
    most = 0
    for place, word in enumerate(said):
        if word not in wanted:
            continue
        while places and places[0] <= place - width:
            gone = said[places.popleft()]
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
        places.append(place)
        inside[word] += 1
        most = max(most, len(inside))
    return most
