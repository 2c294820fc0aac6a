from __future__ import annotations

import pytest

from contrecoup.findings.told import demands, moves, qualities, successions

from .conftest import Make, make_article


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


def test_who_asks_for_a_move_has_not_reported_it(make: Make) -> None:
    asked = "Titre\n\nLa lettre demande la démission de Lucien Marchetaud."
    left = "Titre\n\nLucien Marchetaud a démissionné lundi."
    found = moves(make(articles=(make_article(2, asked), make_article(4, left))))
    told = {m.status: m for m in found if m.person == "lucien"}
    assert told.keys() == {"demanded", "done"}
    assert told["done"].outlets == ("Outlet 4",)
    assert told["done"].certainty == "one-outlet"
    assert told["done"].first_reported > told["demanded"].first_reported
    assert len({m.finding_id for m in told.values()}) == 2


def test_who_expected_a_move_is_cited_and_has_not_reported_it(make: Make) -> None:
    coming = "Title\n\nNolwenn Trévidic is joining Pelagia Systems."
    done = "Title\n\nNolwenn Trévidic joined Pelagia Systems on Monday."
    articles = (make_article(2, coming, lang="en"), make_article(4, done, lang="en"))
    (move,) = [m for m in moves(make(articles=articles)) if m.type == "join"]
    assert (move.status, move.outlets) == ("done", ("Outlet 4",))
    assert len(move.citations) == 2


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


def test_a_move_told_in_two_sentences_is_cited_twice(make: Make) -> None:
    text = (
        "Titre\n\nNolwenn Trévidic a été révoquée vendredi. La révocation de Nolwenn Trévidic "
        "a surpris les équipes."
    )
    (move,) = [m for m in moves(make(articles=(make_article(2, text),))) if m.type == "dismiss"]
    assert [c.exact[:10] for c in move.citations] == ["Nolwenn Tr", "La révocat"]
    assert move.outlets == ("Outlet 2",)
    assert move.certainty == "one-outlet"


def test_the_company_is_no_other_place_than_the_one_named(make: Make) -> None:
    context = make(
        articles=(
            make_article(2, "Titre\n\nNolwenn Trévidic a été évincée de l'entreprise vendredi."),
            make_article(4, "Titre\n\nNolwenn Trévidic a été évincée d'Ondelune vendredi."),
        )
    )
    (move,) = [m for m in moves(context) if m.type == "dismiss"]
    assert len(move.citations) == 2


def test_a_letters_list_is_a_demand_an_item(make: Make) -> None:
    text = "Titre\n\nNous demandons :\nque le conseil parte ;\nque Nolwenn Trévidic revienne."
    found = demands(make(articles=(make_article(2, text),)))
    assert [d.what for d in found] == ["que le conseil parte", "que Nolwenn Trévidic revienne"]
    assert all(d.citation.exact == d.what for d in found)


def test_what_unless_opens_is_asked(make: Make) -> None:
    text = "Title\n\nEmployees threatened to resign unless the board steps down."
    (found,) = demands(make(articles=(make_article(2, text, lang="en"),)))
    assert (found.what, found.by, found.threat) == ("the board steps down", "Employees", "resign")
    assert found.what in found.condition
