"""Readings that are packed come out as they went in."""

from __future__ import annotations

from attrs import evolve

from contrecoup.findings import read
from contrecoup.findings.readings import Readings
from contrecoup.model.documents import Article

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
    kept.add(article, reading)
    kept.add(article, other)
    assert len(kept) == 2
    assert list(kept) == [(article, reading), (article, other)]
    assert list(kept) == list(kept)
