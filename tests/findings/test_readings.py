"""Readings that are packed come out as they went in, and are remembered by what they follow from."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

import pytest
from attrs import evolve

from contrecoup.findings import context, read
from contrecoup.findings.readings import Readings, Remembered, packed, remembered
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


def test_equal_words_are_read_once_and_the_oldest_are_let_go() -> None:
    asked: list[str] = []

    def ask(text: str, lang: str = "fr", day: str = "2031-03-14") -> bytes:
        def work() -> Reading:
            asked.append(text)
            return read(text, lang, id="one")

        return known.of(text, lang, day, work)

    size = len(packed(read("a\ud800", "fr"), "a\ud800"))
    known = Remembered(3 * size + size // 2)
    first = ask("a\ud800")
    assert ask("a\ud800") is first  # half a character is a key, too
    assert asked == ["a\ud800"]
    ask("a\ud800", "en")
    ask("a\ud800", "fr", "2031-03-15")
    assert len(asked) == 3  # another language, another day: another reading
    ask("a\ud800")  # now the one asked for last
    ask("b")
    assert len(asked) == 4
    ask("a\ud800")
    assert len(asked) == 4
    ask("a\ud800", "en")  # the one asked for longest ago was let go
    assert len(asked) == 5
    known.clear()
    ask("a\ud800")
    assert len(asked) == 6


def test_two_documents_of_the_same_words_are_two(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their findings name each its own, and no article is read again after a decision."""
    remembered.clear()
    reads: list[str] = []

    def counted(text: str, lang: str, day: datetime, **named: Any) -> Reading:
        reads.append(named["id"])
        return read(text, lang, day, id=named["id"])

    monkeypatch.setattr(context, "read", counted)
    articles = (make_article(1, TEXT), make_article(2, TEXT))
    articles = tuple(evolve(a, published=articles[0].published) for a in articles)
    first, again = make(articles=articles), make(articles=articles)
    both = list(first.readings)
    assert both == list(again.readings)
    assert [reading.id for _, reading in both] == [a.article_id for a in articles]
    assert reads == [articles[0].article_id]
    again = make(articles=articles)
    again.tagger = cast("WordTagger", object())
    assert [reading.id for _, reading in again.readings] == [a.article_id for a in articles]
    assert len(reads) == 3  # an own tagger's are not remembered
    remembered.clear()
