"""What is learned of French and English words (`models/fr-wording.json`), ready to look up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from attrs import frozen

from contrecoup.findings.press.article import Span
from contrecoup.language.ordinary_english import ORDINARY


class Weight(NamedTuple):
    """What a fragment lends to those near it, and what it needs of them to be shown."""

    gives: int
    needs: int


ALONE = Weight(3, 0)
"""Odd by itself."""
SLIP = Weight(1, 2)
"""A slip of the pen that people make too."""
LOAN = Weight(1, 3)
"""A word or a turn that may be borrowed."""
RARE = Weight(0, 3)
"""A word of another register: odd only beside what is odd by itself."""


@frozen
class Suspect:
    """A fragment that may be reworded."""

    span: Span
    why: str
    weight: Weight = ALONE


@frozen
class Words:
    """Word classes of French, and English words that French lacks, may borrow, or has too.

    ``nouns`` and ``adjectives`` give a form's gender and number (``ms fs mp fp``), for
    forms that have only one; ``verbs`` a finite form's number in the third person.
    """

    english: frozenset[str]
    loanable: frozenset[str]
    shared: frozenset[str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    verbs: Mapping[str, str]
    infinitives: frozenset[str]
    french: frozenset[str]


@cache
def words() -> Words:
    """The tables, read once."""
    path = files("contrecoup.findings.press") / "models" / "fr-wording.json"
    rows: dict[str, str] = json.loads(path.read_text("utf-8"))
    french = frozenset(rows["french"].split())
    loanable = frozenset(rows["loanable"].split())
    return Words(
        english=frozenset(rows["english"].split()) | (ORDINARY - loanable),
        loanable=loanable,
        shared=frozenset(rows["shared"].split()),
        nouns=_classes(rows, "noun-"),
        adjectives=_classes(rows, "adjective-"),
        verbs=_classes(rows, "verb-"),
        infinitives=frozenset(rows["infinitives"].split()),
        french=french,
    )


def _classes(rows: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {
        word: key.removeprefix(prefix)
        for key in sorted(rows)
        if key.startswith(prefix)
        for word in rows[key].split()
    }
