from __future__ import annotations

import pytest
from attrs import evolve

from contrecoup.findings import find
from contrecoup.findings.quoted import quotations, speakers
from contrecoup.model.documents import Documents
from contrecoup.model.people import Account, Person
from contrecoup.model.posts import Posts

from .conftest import ROSTER, SETTINGS, Make, make_article, make_post

POST = (
    "Je ne signerai pas une lettre que je n'ai pas lue. "
    "Les instruments restent à l'eau et les données restent ouvertes."
)


def article(number: int, quoted: str, **more: object) -> object:
    text = f"Ondelune se divise\n\nNolwenn Trévidic a déclaré samedi : « {quoted} »"
    return make_article(number, text, **more)


def test_the_press_and_the_post_it_quotes_are_one_quotation(make: Make) -> None:
    context = make(
        posts=(make_post(10, "nolwenn_tvd", POST),),
        articles=(
            article(3, POST),
            article(2, "Les instruments restent à l'eau et les données restent ouvertes."),
        ),
    )
    (quotation,) = quotations(context, ())
    assert quotation.own
    assert quotation.post_id == "x:10"
    assert quotation.speaker == "nolwenn"
    assert quotation.certainty == "observed"
    assert [(r.outlet, r.difference) for r in quotation.renderings] == [
        ("", "original"),
        ("Outlet 2", "cut"),
        ("Outlet 3", "same"),
    ]


def test_a_rendering_that_turns_the_meaning_departs(make: Make) -> None:
    context = make(
        posts=(make_post(10, "nolwenn_tvd", POST),),
        articles=(
            article(
                2,
                "Je signerai une lettre que je n'ai pas lue. "
                "Les instruments restent à l'eau et les données restent fermées.",
            ),
        ),
    )
    (quotation,) = quotations(context, ())
    assert quotation.renderings[1].difference == "departs"
    assert quotation.renderings[1].text != quotation.renderings[0].text


@pytest.mark.parametrize("handle", ["someone_else", "anna_lepors"])
def test_the_same_words_by_another_are_another_quotation(make: Make, handle: str) -> None:
    context = make(posts=(make_post(10, handle, POST),), articles=(article(2, POST),))
    (quotation,) = quotations(context, ())
    assert not quotation.own
    assert quotation.certainty == "one-outlet"
    assert quotation.said_days is not None
    assert quotation.said_days.first.isoformat() == "2031-03-08"


def test_two_outlets_with_one_wording_are_one_quotation(make: Make) -> None:
    context = make(articles=(article(2, POST), article(5, POST)))
    (quotation,) = quotations(context, ())
    assert quotation.certainty == "several-outlets"
    assert [r.outlet for r in quotation.renderings] == ["Outlet 2", "Outlet 5"]


def test_posts_that_matter_become_quotations_by_themselves(make: Make) -> None:
    context = make(
        posts=(make_post(1, "anna_lepors", POST), make_post(2, "mk_data", "Bon week-end !"))
    )
    (quotation,) = quotations(context, ("x:1", "x:404"))
    assert quotation.speaker == "anna"
    assert quotation.said_at is not None
    assert quotation.renderings[0].citation.exact == POST


def test_citations_are_character_for_character(make: Make) -> None:
    context = make(articles=(article(2, POST),))
    text = context.documents.articles[0].text
    for quotation in quotations(context, ()):
        for rendering in quotation.renderings:
            for citation in (rendering.citation, *rendering.more):
                assert text[citation.start : citation.end] == citation.exact
                assert text[: citation.start].endswith(citation.prefix)
                assert text[citation.end :].startswith(citation.suffix)


def test_speakers_are_roster_people_only(make: Make) -> None:
    stranger = make_article(
        4, "Ondelune se divise\n\nPaulette Inconnue a déclaré samedi : « Je pars demain matin. »"
    )
    assert speakers(make(articles=(article(2, POST), stranger))) == {"nolwenn"}


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Nolwenn Trévidic denied that any talks were under way."),
        ("fr", "Nolwenn Trévidic a démenti que des discussions soient en cours."),
    ],
)
def test_what_somebody_denies_is_not_what_they_said(make: Make, lang: str, sentence: str) -> None:
    context = make(articles=(make_article(2, f"Title\n\n{sentence}", lang=lang),))
    assert quotations(context, ()) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Nolwenn Trévidic did not answer a request for comment on Tuesday.",
        "Nolwenn Trévidic did not respond to a request for comment.",
        "Nolwenn Trévidic, who runs the current models, is expected to follow in April.",
        "Nolwenn Trévidic is said to be leaving the company.",
        "Nolwenn Trévidic was told that the board had met.",
    ],
)
def test_who_did_not_speak_has_said_nothing(make: Make, sentence: str) -> None:
    context = make(articles=(make_article(2, f"Title\n\n{sentence}", lang="en"),))
    assert quotations(context, ()) == ()


def test_who_answered_has_spoken(make: Make) -> None:
    sentence = "Nolwenn Trévidic answered that no request had come."
    context = make(articles=(make_article(2, f"Title\n\n{sentence}", lang="en"),))
    (quotation,) = quotations(context, ())
    assert quotation.speaker == "nolwenn"


def test_an_organisations_own_posts_are_its_statements() -> None:
    roster = evolve(
        ROSTER,
        people=(*ROSTER.people, Person(person_id="ondelune", name="Ondelune", public=True)),
        accounts=(
            *ROSTER.accounts,
            Account(platform="x", handle="ondelune", person_id="ondelune"),
        ),
    )
    posts = (
        make_post(1, "ondelune", "Le conseil se réunira lundi."),
        make_post(2, "ondelune", "RT", repost_of="x:9"),
        make_post(3, "anna_lepors", "La mer est belle."),
    )
    found = find(Documents(posts=Posts.of(posts)), roster, SETTINGS, only=("quotations",))
    (said,) = found.quotations
    assert (said.post_id, said.speaker, said.speaker_kind, said.own) == (
        "x:1",
        "ondelune",
        "organisation",
        True,
    )
