"""Sentences with their ids, kinds and evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ParamSpec

from attrs import evolve, frozen

from contrecoup.model.evidence import Certainty, Citation
from contrecoup.model.identity import content_id
from contrecoup.model.report import Sentence
from contrecoup.report.desk import Desk
from contrecoup.report.speech import Parts

P = ParamSpec("P")
MOST = 24
"""Citations that one sentence carries; the others are behind its Counts."""


@frozen(kw_only=True)
class Proof:
    """What a sentence rests on.

    ``subject`` names what it is about, where its findings may change and it stays the
    same sentence (a side toward a target, the headline).
    """

    citations: tuple[Citation, ...] = ()
    findings: tuple[str, ...] = ()
    certainty: Certainty = "computed"
    note: str = ""
    subject: str = ""


class Pen:
    """Writes the sentences of one section, numbered from 1."""

    def __init__(self, desk: Desk, prefix: str) -> None:
        self.desk = desk
        self.prefix = prefix
        self.written = 0

    def write(self, phrase: Callable[P, Parts], proof: Proof) -> Callable[P, Sentence]:
        """Return a function that fills a phrase and makes it a sentence."""

        def fill(*args: P.args, **kwargs: P.kwargs) -> Sentence:
            self.written += 1
            chapter = type(getattr(phrase, "__self__", None)).__name__.lower()
            parts = phrase(*args, **kwargs)
            quotes = tuple(p.citation for p in parts if p.citation)
            kind = f"{chapter}.{getattr(phrase, '__name__', '')}"
            return Sentence(
                sentence_id=f"{self.prefix}{self.written}",
                kind=kind,
                parts=parts,
                citations=_unique((*quotes, *map(self.desk.safe, proof.citations))),
                findings=proof.findings,
                certainty=proof.certainty,
                certainty_words=self.desk.page.certainties[proof.certainty],
                note=proof.note,
                key=_key(self.prefix, kind, parts, proof),
            )

        return fill


def _key(prefix: str, kind: str, parts: Parts, proof: Proof) -> str:
    """Return an id made of the section and of what the sentence is about."""
    if proof.subject:
        return content_id("line", prefix, proof.subject)
    if proof.findings:
        return content_id("line", prefix, kind, proof.findings[0])
    refs = (part.ref for part in parts if part.role != "time" and part.ref)
    cited = (citation.document_id for citation in proof.citations[:1])
    return content_id("line", prefix, kind, *dict.fromkeys((*refs, *cited)))


def _unique(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citations))[:MOST]


def renumbered(sentences: Iterable[Sentence], prefix: str) -> tuple[Sentence, ...]:
    """Return sentences with fresh ids, in their order."""
    return tuple(evolve(s, sentence_id=f"{prefix}{n}") for n, s in enumerate(sentences, 1))
