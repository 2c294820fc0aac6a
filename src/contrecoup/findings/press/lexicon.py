"""The shape of a language's word tables for reading the press."""

from __future__ import annotations

from typing import NamedTuple

from attrs import frozen


class Cue(NamedTuple):
    """One form of a verb of saying.

    ``takes`` holds letters: ``q`` a that-clause, ``i`` an infinitive, ``d`` *de* or *of*,
    ``a`` *à* or *to*, ``n`` a noun phrase, ``c`` *comme* or *as*, ``w`` weak (only with
    words in quotation marks), ``o`` an object comes first, ``r`` reflexive only.
    ``form`` is ``fin``, ``part``, ``ger`` or ``inf``.
    """

    lemma: str
    takes: str
    form: str


@frozen(kw_only=True)
class Lexicon:
    """Closed word classes and open lists of one language; all but ``cues`` folded."""

    lang: str
    cues: dict[str, frozenset[Cue]]
    determiners: frozenset[str]
    clitics: frozenset[str]
    adverbs: frozenset[str]
    auxiliaries: frozenset[str]
    subjects: dict[str, str]
    according: tuple[tuple[str, ...], ...]
    that: frozenset[str]
    linkers: frozenset[str]
    roles: frozenset[str]
    groups: frozenset[str]
    bodies: frozenset[str]
    outlets: frozenset[str]
    before_head: frozenset[str]
    former: frozenset[str]
    small: frozenset[str]
    nounish: frozenset[str]
    media: dict[str, str]
    notices: frozenset[str]
    firms: frozenset[str]
    titles: dict[str, str]
    of: frozenset[str]
