"""Sentences that a person dropped, moved or put in other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from attrs import evolve

from contrecoup.language.numbers import WORDS, parse
from contrecoup.model.decisions import Decision, last, rejected
from contrecoup.model.report import Block, Group, Part, Section, Sentence

QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"]+)\"")
_IN_WORDS = re.compile(rf"\b{WORDS}\b", re.IGNORECASE)
CHANGED = "evidence-changed"
"""The tool's own words are no longer those that the person replaced."""
NOT_FOUND = "quote-not-found"
"""A person's quotation is not in what the sentence cites: the tool's words stand."""
NUMBER = "number-not-found"
"""A person's words hold a number that neither the sentence nor its evidence has."""


class Edits:
    """Decisions about sentences, applied to the sections of one account.

    Args:
        decisions: all of the case's.
        lang: the language of the account.
        text_of: a document's words, None where they may not be published.
    """

    def __init__(
        self, decisions: Iterable[Decision], lang: str, text_of: Callable[[str], str | None]
    ) -> None:
        made = tuple(decisions)
        self._gone = rejected(made)
        self._words = last(made, ("reword",))
        self._moves = {t: d.value for t, d in last(made, ("move",)).items()}
        self._lang = lang
        self._text_of = text_of
        self._keys: dict[str, int] = {}
        self.dropped: list[str] = []
        self.lapsed: list[str] = []
        """The sentences whose rewording quotes what they do not cite."""

    def sentence(self, sentence: Sentence) -> Sentence:
        """Return a sentence under a key of its own, in a person's words where they hold."""
        seen = self._keys.get(sentence.key, 0) + 1
        self._keys[sentence.key] = seen
        if seen > 1:
            sentence = evolve(sentence, key=f"{sentence.key}-{seen}")
        decision = self._words.get(f"{sentence.key}.{self._lang}")
        if decision is None:
            return sentence
        notes = self._wrong(sentence, decision)
        note = " ".join(filter(None, (sentence.note, *notes)))
        if NOT_FOUND in notes:
            self.lapsed.append(sentence.key)
            return evolve(sentence, note=note)
        parts = (Part(role="words", text=decision.value),)
        return evolve(sentence, parts=parts, reworded_by=decision.who, note=note)

    def _wrong(self, sentence: Sentence, decision: Decision) -> list[str]:
        """Check a person's words against what the sentence cites."""
        held = [self._text_of(c.document_id) or "" for c in sentence.citations]
        said = decision.value
        notes = []
        if decision.about and decision.about != sentence.text:
            notes.append(CHANGED)
        quotes = [next(filter(None, found)) for found in QUOTED.findall(said)]
        pieces = [
            plain(piece) for quote in quotes for piece in re.split(r"\[…\]|\[[^\]]*\]", quote)
        ]
        texts = [plain(text) for text in held]
        if any(piece and not any(piece in text for text in texts) for piece in pieces):
            notes.append(NOT_FOUND)
        numbers = _numbers(said) - _numbers(" ".join((sentence.text, *held)))
        if numbers:
            notes.append(NUMBER)
        return notes

    def section(self, section: Section) -> Section:
        """Return a section without its dropped sentences, the others as a person set them."""
        return evolve(section, blocks=self._blocks(section.blocks))

    def _blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        kept: list[Block] = []
        for block in blocks:
            if isinstance(block, Group):
                kept.append(evolve(block, blocks=self._blocks(block.blocks)))
            elif not isinstance(block, Sentence):
                kept.append(block)
            else:
                said = self.sentence(block)
                if said.key in self._gone:
                    self.dropped.append(said.key)
                else:
                    kept.append(said)
        return tuple(self._moved(kept))

    def _moved(self, blocks: list[Block]) -> list[Block]:
        """Set moved sentences before the line that each was moved before, else last."""
        for key, anchor in self._moves.items():
            at = _find(blocks, key)
            if at is None or (anchor and _find(blocks, anchor) is None):
                continue
            block = blocks.pop(at)
            where = _find(blocks, anchor) if anchor else len(blocks)
            assert where is not None
            blocks.insert(where, block)
        return blocks


def _find(blocks: list[Block], key: str) -> int | None:
    return next((n for n, b in enumerate(blocks) if isinstance(b, Sentence) and b.key == key), None)


def plain(text: str) -> str:
    """Return words with one kind of blank and of mark, so that typesetting makes no difference."""
    return " ".join(re.sub(r"[’‘]", "'", text).split())


def _numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text, in digits and in words; *un* and *a* are articles too."""
    joined = re.sub(r"(?<=\d)[\s,.\u202f\u00a0](?=\d{3}\b)", "", text)
    words = (parse(found) for found in _IN_WORDS.findall(text))
    return frozenset((*re.findall(r"\d+", joined), *(str(n) for n in words if n and n > 1)))
