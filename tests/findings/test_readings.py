"""Readings that are packed come out as they went in; the same words are read once."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest
from attrs import evolve

from contrecoup.findings import context, read
from contrecoup.findings.context import read_before
from contrecoup.findings.readings import Readings, packed
from contrecoup.model.documents import Article
from contrecoup.model.reading import Reading, WordTagger

from .conftest import Make, make_article

TEXT = (
    "Le Phare du soir, 14 mars 2031\n\n« Nous partirons tous si le conseil reste », a écrit samedi "
    "Camille Roussel, directrice des navires d’Ondelune. Près de 500 des 770 salariés ont signé la "
    "lettre. Yann Kervella a quitté l’entreprise."
)


def test_a_reading_is_the_same_after_it_was_packed() -> None:
    article = Article(
        article_id="article:1", capture_id="c", place="", outlet="Le Phare", title="T", text=TEXT
    )
    reading = read(TEXT, "fr", id="article:1")
    assert reading.quotations
    assert reading.people
    other = evolve(reading, text=f"{TEXT} ")
    kept = Readings()
    kept.add(article, packed(reading, TEXT))
    kept.add(article, packed(other, TEXT))
    assert len(kept) == 2
    assert list(kept) == [(article, reading), (article, other)]
    assert list(kept) == list(kept)


def test_two_documents_of_the_same_words_are_two(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their findings name each its own, and no article is read again after a decision."""
    read_before.clear()
    reads: list[str] = []

    def counted(text: str, lang: str, day: date, **named: Any) -> Reading:
        reads.append(text)
        return read(text, lang, day, id=named.get("id", ""))

    monkeypatch.setattr(context, "read", counted)
    articles = (make_article(1, TEXT), make_article(2, TEXT))
    articles = tuple(evolve(a, published=articles[0].published) for a in articles)
    first, again = make(articles=articles), make(articles=articles)
    both = list(first.readings)
    assert both == list(again.readings)
    assert [reading.id for _, reading in both] == [a.article_id for a in articles]
    assert reads == [TEXT]
    again = make(articles=articles)
    again.tagger = cast("WordTagger", object())
    assert [reading.id for _, reading in again.readings] == [a.article_id for a in articles]
    assert len(reads) == 3  # an own tagger's are not remembered
    read_before.clear()
