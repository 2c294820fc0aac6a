from __future__ import annotations

from datetime import timedelta

import pytest

from contrecoup.findings.told import demands, moves, qualities, successions, tallies
from contrecoup.model.documents import Letter
from contrecoup.model.times import Moment

from .conftest import EVENT, Make, make_article


def letter(number: int, text: str) -> Letter:
    return Letter(
        letter_id=f"letter:{number}",
        capture_id="b" * 64,
        place="",
        title="Lettre ouverte",
        text=text,
        url="https://lettre.example/",
        lang="fr",
        published=Moment(EVENT + timedelta(hours=number)),
    )


def test_published_counts_are_a_series_with_their_outlets(make: Make) -> None:
    context = make(
        articles=(
            make_article(
                3, "Titre\n\nUne lettre ouverte au conseil a été signée par près de 130 salariés."
            ),
            make_article(
                5,
                "Title\n\nThe open letter was signed by 180 of the 240 employees. "
                "The letter has 180 signatures.",
                lang="en",
            ),
        ),
        letters=(letter(1, "Lettre ouverte au conseil\n\n90 signataires à ce jour."),),
    )
    found = [(t.value, t.qualifier, t.of, t.outlet) for t in tallies(context)]
    assert found == [
        (90, "", None, "https://lettre.example/"),
        (130, "nearly", None, "Outlet 3"),
        (180, "", 240, "Outlet 5"),
    ]
    certainties = [t.certainty for t in tallies(context)]
    assert certainties == ["observed", "one-outlet", "one-outlet"]


def test_a_move_that_two_outlets_tell_is_one(make: Make) -> None:
    context = make(
        articles=(
            make_article(2, "Titre\n\nNolwenn Trévidic a été révoquée vendredi."),
            make_article(
                4, "Title\n\nNolwenn Trévidic was dismissed by Ondelune on Friday.", lang="en"
            ),
        )
    )
    (move,) = [m for m in moves(context) if m.type == "dismiss"]
    assert move.person == "nolwenn"
    assert move.status == "done"
    assert move.outlets == ("Outlet 2", "Outlet 4")
    assert move.certainty == "several-outlets"
    for citation in move.citations:
        assert "Trévidic" in citation.exact


def test_a_denial_is_not_a_move_that_happened(make: Make) -> None:
    context = make(
        articles=(
            make_article(2, "Titre\n\nLucien Marchetaud dément avoir démissionné du conseil."),
        )
    )
    assert all(m.status != "done" for m in moves(context) if m.person == "lucien")


@pytest.mark.parametrize(
    ("lang", "sentence", "status"),
    [
        ("en", "Nolwenn Trévidic is joining Pelagia Systems.", "announced"),
        ("en", "Nolwenn Trévidic joined Pelagia Systems on Monday.", "done"),
        ("fr", "Nolwenn Trévidic rejoint toujours Pelagia Systems.", "announced"),
    ],
)
def test_a_move_under_way_has_not_happened(
    make: Make, lang: str, sentence: str, status: str
) -> None:
    context = make(articles=(make_article(2, f"Title\n\n{sentence}", lang=lang),))
    (move,) = [m for m in moves(context) if m.type == "join"]
    assert (move.person, move.organisation, move.status) == ("nolwenn", "pelagia", status)


def test_three_leaders_are_listed_in_order(make: Make) -> None:
    text = (
        "Titre\n\nEn trois jours, Ondelune a connu trois directeurs généraux : Nolwenn Trévidic, "
        "Lucien Marchetaud et Marguerite Oyelaran."
    )
    (succession,) = successions(make(articles=(make_article(2, text),)))
    assert succession.people == ("nolwenn", "lucien", "rival")
    assert succession.certainty == "one-outlet"


def test_people_side_by_side_are_no_succession(make: Make) -> None:
    text = (
        "Title\n\nTwo executives have already quit: Nolwenn Trévidic, head of sales, "
        "and Lucien Marchetaud, the chief engineer."
    )
    assert successions(make(articles=(make_article(2, text, lang="en"),))) == ()


def test_articles_without_an_outlet_are_sources_of_their_own(make: Make) -> None:
    text = "Titre\n\nNolwenn Trévidic a été révoquée vendredi."
    context = make(articles=(make_article(2, text, outlet=""), make_article(4, text, outlet="")))
    (move,) = [m for m in moves(context) if m.type == "dismiss"]
    assert move.outlets == ("article:2", "article:4")
    assert move.certainty == "several-outlets"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_threat_keeps_its_condition(make: Make, lang: str) -> None:
    text = {
        "fr": "Titre\n\nLes salariés menacent de démissionner si le conseil ne part pas.",
        "en": "Title\n\nEmployees threatened to resign unless the board steps down.",
    }[lang]
    found = demands(make(articles=(make_article(2, text, lang=lang),)))
    assert any("conseil" in d.condition or "board" in d.condition for d in found)
    assert all(d.outlet == "Outlet 2" for d in found)


def test_tidy_prose_is_clean(make: Make) -> None:
    text = "Titre\n\nLe conseil d'administration se réunira mardi à Brest, a annoncé Ondelune."
    (quality,) = qualities(make(articles=(make_article(2, text),)))
    assert (quality.level, quality.citations) == ("clean", ())
