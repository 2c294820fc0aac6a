"""Sentences that a person dropped or put in other words, and the log of it."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from contrecoup.model.decisions import Decision
from contrecoup.model.report import Block, Correction, Group, Part, Section, Sentence


class Edits:
    """Decisions about sentences, and the corrections that they make."""

    def __init__(self, words: dict[str, Decision], dropped: frozenset[str]) -> None:
        self._words = words
        self._dropped = dropped
        self._made: list[Correction] = []

    def sentence(self, sentence: Sentence) -> Sentence:
        """Return a sentence in a person's words, its citations kept."""
        decision = self._words.get(sentence.sentence_id)
        if decision is None:
            return sentence
        self._made.append(
            Correction(
                sentence_id=sentence.sentence_id,
                old=sentence.text,
                new=decision.value,
                why=decision.why,
                who=decision.who,
                at=decision.at,
            )
        )
        parts = (Part(role="words", text=decision.value),)
        return evolve(sentence, parts=parts, reworded_by=decision.who)

    def section(self, section: Section) -> Section:
        """Return a section without its dropped sentences, the others as a person worded them."""
        return evolve(section, blocks=self._blocks(section.blocks))

    def _blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        kept: list[Block] = []
        for block in blocks:
            if isinstance(block, Group):
                kept.append(evolve(block, blocks=self._blocks(block.blocks)))
            elif not isinstance(block, Sentence):
                kept.append(block)
            elif block.sentence_id not in self._dropped:
                kept.append(self.sentence(block))
        return tuple(kept)

    def made(self) -> tuple[Correction, ...]:
        """Return the corrections made, in the order of time."""
        return tuple(sorted(self._made, key=lambda c: (c.at, c.sentence_id)))


def reworded(decisions: Iterable[Decision], dropped: frozenset[str]) -> Edits:
    """Read decisions: the last one on a sentence holds."""
    words: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda d: d.at):
        if decision.verb == "reword":
            words[decision.target] = decision
        elif decision.verb == "undo":
            words.pop(decision.target, None)
    return Edits(words, dropped)
