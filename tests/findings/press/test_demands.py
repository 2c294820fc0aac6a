from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.findings.press import read
from contrecoup.model.reading import Demand

Row = tuple[str | None, str | None, str | None, str | None, str | None]


def fields(demand: Demand) -> Row:
    return demand.what, demand.by, demand.of, demand.condition, demand.threat


# language and text, then what is asked, by whom, of whom, the condition, the threat
ASKED: list[tuple[str, str, Row]] = [
    ("fr", "Les salariés exigent la démission du conseil et le retour d'Anne Morel.",
     ("la démission du conseil et le retour d'Anne Morel", "Les salariés", "conseil", None, None)),
    ("fr", "Les élus ont réclamé mardi, dans un communiqué, que le maire s'explique.",
     ("que le maire s'explique", "Les élus", None, None, None)),
    ("fr", "Marc Vidal, le chef d'équipe, a appelé sur X le conseil à démissionner.",
     ("démissionner", "Marc Vidal", "conseil", None, None)),
    ("fr", "Les syndicats demandent au préfet de recevoir une délégation, sans quoi ils partiront.",
     ("recevoir une délégation", "Les syndicats", "préfet", "sans quoi", "ils partiront")),
    ("fr", "La lettre ouverte adressée au recteur, qui réclame sa démission, a été publiée lundi.",
     ("sa démission", "La lettre ouverte", None, None, None)),
    ("fr", "Des salariés menacent de partir à moins que Marc Vidal revienne.",
     ("Marc Vidal revienne", "Des salariés", None, "à moins que Marc Vidal revienne", "partir")),
    ("fr", "Les salariés menacent, faute de réponse avant lundi, de cesser le travail.",
     (None, "Les salariés", None, "faute de réponse avant lundi", "cesser le travail")),
    ("fr", "Si le conseil ne part pas, nous démissionnerons.",
     (None, "nous", None, "Si le conseil ne part pas", "nous démissionnerons")),
    ("fr", "Jan Brel a appelé à la démission du conseil dans un message sur X, plusieurs collègues ayant suivi.",
     ("la démission du conseil", "Jan Brel", "conseil", None, None)),
    ("en", "The union asked the mayor, Carl Lund, to reopen the plant by Friday.",
     ("reopen the plant by Friday", "The union", "mayor, Carl Lund", None, None)),
    ("en", "We demand the reinstatement of Jane Porter and an apology.",
     ("the reinstatement of Jane Porter and an apology", "We", None, None, None)),
    ("en", "Employees threatened to resign unless the board steps down.",
     ("the board steps down", "Employees", None, "unless the board steps down", "resign")),
    ("en", "Members urged Carl Lund to step aside, failing which they will leave.",
     ("step aside", "Members", "Carl Lund", "failing which", "they will leave")),
    ("en", "Unless the board resigns, they will quit, the letter says.",
     ("the board resigns", None, None, "Unless the board resigns", "they will quit")),
    ("en", "A letter asking the board to resign was put online.",
     ("resign", "A letter", "board", None, None)),
    ("en", "Its second version adds a point to its earlier demands: the reasons and Jane Porter's return.",
     ("the reasons and Jane Porter's return", None, None, None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), ASKED)
def test_what_is_asked_by_whom_of_whom(lang: str, text: str, wanted: Row) -> None:
    (demand,) = read(text, lang).demands
    assert fields(demand) == wanted


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Anne Morel demande si la grève est finie."),
        ("fr", "Anne Morel a demandé pourquoi."),
        ("fr", "Si la grève continue, les bus partiront à midi."),
        ("fr", "Les salariés sont invités à se retrouver lundi."),
        ("en", "Two people who asked not to be named said so."),
        ("en", "She called him a liar and asked whether it was true."),
        ("en", "He told her teams that the boats would go out."),
        ("en", "They asked to know more."),
    ],
)
def test_questions_and_plans_ask_for_nothing(lang: str, text: str) -> None:
    assert read(text, lang).demands == ()


def test_a_letters_list_gives_a_demand_an_item() -> None:
    text = (
        "Lettre ouverte\n\nNous demandons :\nque le conseil publie les motifs ;\n"
        "que les administrateurs démissionnent ;\nque Marc Vidal revienne.\n\n"
        "Faute de réponse avant mercredi à midi, nous présenterons notre démission."
    )
    asked = read(text, "fr").demands
    assert [d.what for d in asked] == [
        "que le conseil publie les motifs",
        "que les administrateurs démissionnent",
        "que Marc Vidal revienne",
        None,
    ]
    assert (asked[-1].condition, asked[-1].threat) == (
        "Faute de réponse avant mercredi à midi",
        "nous présenterons notre démission",
    )


def test_an_article_may_end_where_somebody_is_about_to_be_asked() -> None:
    assert read("Nous demandons à", "fr").demands == ()


@pytest.mark.parametrize("mark", ["- ", "• ", "1. ", "(2) ", "a) "])
def test_items_may_have_bullets_and_numbers(mark: str) -> None:
    text = f"An open letter\n\nWe ask:\n{mark}that the board resign;\n{mark}an apology.\n\nThank you for reading."
    assert [d.what for d in read(text, "en").demands] == ["that the board resign", "an apology"]


def test_they_are_those_who_signed() -> None:
    text = (
        "The signatories give the directors until noon on Wednesday; after that, they say, "
        "they will hand in their resignations."
    )
    (demand,) = read(text, "en").demands
    assert fields(demand) == (
        None,
        "The signatories",
        None,
        "until noon on Wednesday",
        "they will hand in their resignations",
    )


@given(
    st.lists(
        st.sampled_from(
            [
                "nous",
                "demandons",
                ":",
                "que",
                "le",
                "conseil",
                ";",
                "exigent",
                "menacent",
                "de",
                "partir",
                "à",
                "moins",
                "qu'",
                "si",
                ",",
                ".",
                "\n",
                "-",
                "unless",
                "sans",
                "quoi",
                "Anne",
                "Morel",
                "la",
                "lettre",
                "qui",
            ]
        ),
        max_size=60,
    ),
    st.sampled_from(["fr", "en"]),
)
def test_words_are_where_their_spans_are(words: list[str], lang: str) -> None:
    text = " ".join(words)
    for demand in read(text, lang).demands:
        for said, span in (
            (demand.what, demand.what_span),
            (demand.condition, demand.condition_span),
            (demand.threat, demand.threat_span),
        ):
            assert (said is None) == (span is None)
            assert span is None or text[slice(*span)] == said
        assert 0 <= demand.span[0] < demand.span[1] <= len(text)
