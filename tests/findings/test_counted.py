from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve

from contrecoup.findings.counted import bounds, series, tallies
from contrecoup.model.documents import Letter
from contrecoup.model.findings import CountSeries, Tally
from contrecoup.model.times import Moment

from .conftest import EVENT, Make, make_article

Told = tuple[int, str]


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


@pytest.mark.parametrize(
    ("line", "names", "wanted"),
    [
        ("et 205 autres", 2, 207),
        ("and 12 of their colleagues", 3, 15),
        ("et 205 autres", 0, None),
        ("et 205 pages", 2, None),
    ],
)
def test_the_names_under_a_letter_and_the_others_are_its_count(
    make: Make, line: str, names: int, wanted: int | None
) -> None:
    signed = evolve(
        letter(1, f"Au conseil\n\nNous demandons un audit.\n\nSignataires\n\n{line}"),
        signatories=tuple(f"Marie Roc {n}" for n in range(names)),
    )
    found = [(t.value, t.citation.exact) for t in tallies(make(letters=(signed,)))]
    assert found == ([(wanted, line)] if wanted else [])


HEAD = "Titre\n\n"
ARTICLES = {
    3: ("La Vigie", "fr", "Une lettre ouverte au conseil a été signée par 90 des 240 salariés."),
    20: (
        "Harbour Post",
        "en",
        "The open letter was signed by 130 of the company's 240 employees on Saturday.",
    ),
    24: ("Le Môle", "fr", "La lettre a recueilli environ 180 signatures."),
    26: ("La Vigie", "fr", "La lettre ouverte a été signée par 150 des 240 salariés."),
    28: ("Le Fanal", "fr", "Selon La Vigie, la lettre ouverte a été signée par 150 salariés."),
    30: ("Le Copieur", "fr", "La lettre ouverte a été signée par 150 des 240 salariés."),
    48: ("Le Môle", "fr", "La lettre porte 214 signatures, contre 90 vendredi."),
    50: ("Harbour Post", "en", "The letter has been signed by more than 200 of the 250 employees."),
    52: ("Le Fanal", "fr", "Près de 170 salariés ont signé la lettre."),
}


@pytest.fixture
def told(make: Make) -> tuple[dict[str, Tally], CountSeries]:
    context = make(
        articles=tuple(
            make_article(hour, HEAD + text, outlet=outlet, lang=lang)
            for hour, (outlet, lang, text) in ARTICLES.items()
        ),
        letters=(letter(1, "Lettre ouverte au conseil\n\n90 signataires à ce jour."),),
    )
    (found,) = series(context)
    return {t.finding_id: t for t in tallies(context)}, found


def names(ids: tuple[str, ...], known: dict[str, Tally]) -> list[Told]:
    return [(known[i].value, known[i].outlet) for i in ids]


def test_many_articles_make_one_series_in_order_of_what_they_count(
    told: tuple[dict[str, Tally], CountSeries],
) -> None:
    known, found = told
    assert names(found.tallies, known) == [
        (90, "https://lettre.example/"),
        (90, "La Vigie"),
        (90, "Le Môle"),  # published two days later, said of Friday
        (130, "Harbour Post"),
        (180, "Le Môle"),
        (150, "La Vigie"),
        (150, "Le Fanal"),
        (150, "Le Copieur"),
        (214, "Le Môle"),
        (200, "Harbour Post"),
        (170, "Le Fanal"),
    ]
    assert found.certainty == "computed"


def test_who_published_first(told: tuple[dict[str, Tally], CountSeries]) -> None:
    known, found = told
    assert names(found.first, known) == [
        (90, "https://lettre.example/"),
        (130, "Harbour Post"),
        (180, "Le Môle"),
        (150, "La Vigie"),
        (214, "Le Môle"),
        (200, "Harbour Post"),
        (170, "Le Fanal"),
    ]


def test_whoever_names_a_source_or_copies_its_words_repeats_it(
    told: tuple[dict[str, Tally], CountSeries],
) -> None:
    known, _ = told
    repeats = {t.outlet: known[t.repeats].outlet for t in known.values() if t.repeats}
    assert repeats == {"Le Fanal": "La Vigie", "Le Copieur": "La Vigie"}
    assert {t.outlet: t.credited for t in known.values() if t.credited} == {"Le Fanal": "La Vigie"}


def test_numbers_that_do_not_go_together_stand_side_by_side(
    told: tuple[dict[str, Tally], CountSeries],
) -> None:
    known, found = told
    rows = [(d.kind, d.day, names(d.tallies, known)) for d in found.disagreements]
    saturday, sunday = date(2031, 3, 15), date(2031, 3, 16)
    assert rows == [
        ("differ", saturday, [(130, "Harbour Post"), (180, "Le Môle"), (150, "La Vigie")]),
        ("falls", saturday, [(180, "Le Môle"), (150, "La Vigie")]),
        ("differ", sunday, [(214, "Le Môle"), (200, "Harbour Post"), (170, "Le Fanal")]),
        ("falls", sunday, [(214, "Le Môle"), (170, "Le Fanal")]),
        ("whole", sunday, [(90, "La Vigie"), (200, "Harbour Post")]),
    ]


def test_the_day_of_a_number_is_kept_with_its_words(
    told: tuple[dict[str, Tally], CountSeries],
) -> None:
    known, _ = told
    days = {(t.value, t.outlet): (t.as_of.first, t.as_of.text) for t in known.values() if t.as_of}
    assert days == {
        (130, "Harbour Post"): (date(2031, 3, 15), "Saturday"),
        (90, "Le Môle"): (date(2031, 3, 14), "vendredi"),
    }


def test_a_number_that_grows_in_a_day_is_no_fall(make: Make) -> None:
    context = make(
        articles=(
            make_article(2, HEAD + "La lettre a été signée par 90 salariés.", outlet="A"),
            make_article(3, HEAD + "La lettre a été signée par 120 salariés.", outlet="B"),
        )
    )
    (found,) = series(context)
    assert [d.kind for d in found.disagreements] == ["differ"]


def test_hedged_numbers_that_may_be_the_same_do_not_disagree(make: Make) -> None:
    context = make(
        articles=(
            make_article(2, HEAD + "La lettre a été signée par près de 200 salariés.", outlet="A"),
            make_article(3, HEAD + "La lettre a été signée par 198 salariés.", outlet="B"),
            make_article(4, HEAD + "La lettre a été signée par plus de 190 salariés.", outlet="C"),
        )
    )
    (found,) = series(context)
    assert found.disagreements == ()


def test_one_outlet_may_correct_itself(make: Make) -> None:
    context = make(
        articles=(
            make_article(2, HEAD + "La lettre a été signée par 120 salariés.", outlet="A"),
            make_article(30, HEAD + "La lettre a été signée par 90 salariés.", outlet="A"),
        )
    )
    (found,) = series(context)
    assert found.disagreements == ()


def test_nothing_published_makes_no_series(make: Make) -> None:
    assert series(make(articles=(make_article(2, HEAD + "Il pleut sur Brest."),))) == ()


@pytest.mark.parametrize(
    ("hedge", "least", "most"),
    [
        ("", 100, 100),
        ("exactement ", 100, 100),
        ("près de ", 90, 99),
        ("environ ", 90, 110),
        ("plus de ", 101, 10**9),
    ],
)
def test_what_a_hedge_can_mean(make: Make, hedge: str, least: int, most: int) -> None:
    text = f"{HEAD}La lettre a été signée par {hedge}100 salariés."
    (tally,) = tallies(make(articles=(make_article(2, text),)))
    assert bounds(tally) == pytest.approx((least, most))
