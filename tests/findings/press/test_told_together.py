"""What an article tells in passing: slogans of a crowd, three chiefs in a row, own words, answers."""

from __future__ import annotations

from datetime import date

import pytest

from contrecoup.findings.press import read
from contrecoup.model.reading import Reading

DAY = date(2031, 6, 20)


def french(text: str) -> Reading:
    return read(text, "fr", DAY)


def name(reading: Reading, key: str | None) -> str | None:
    return {e.id: e.name for e in (*reading.people, *reading.organisations)}.get(key or "")


def test_three_chiefs_are_told_in_the_next_sentence() -> None:
    reading = french(
        "Trois PDG en trois jours : un record. Après Nadia Ferrand, limogée vendredi, et Bruno Vasseur,"
        " c'est Clara Lindqvist qui prend les rênes."
    )
    (row,) = reading.successions
    assert [name(reading, p) for p in row.people] == [
        "Nadia Ferrand",
        "Bruno Vasseur",
        "Clara Lindqvist",
    ]


def test_a_crowd_says_the_slogan_not_whoever_spoke_before() -> None:
    reading = french(
        "« Je reste », a confié Clara Lindqvist. « Cendrelle, c'est nous », ont écrit des dizaines de"
        " salariés, à l'identique."
    )
    assert [s.text for s in reading.slogans] == ["Cendrelle, c'est nous"]


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("« Je démissionne », a annoncé la présidente du club, Lydie Martel.", "resign", "announced"),
        ("« Je ne partirai pas », a lancé Lydie Martel.", "leave", "denied"),
        ("« Je quitte la présidence », a écrit Lydie Martel.", "leave", "announced"),
        ("« J'ai quitté la présidence », a écrit Lydie Martel.", "leave", "done"),
        ("« J'accepte l'intérim », a annoncé Lydie Martel.", "interim", "announced"),
        ("« Le conseil m'a nommée directrice », a dit Lydie Martel.", "appoint", "done"),
    ],
)  # fmt: skip
def test_people_tell_their_own_moves(text: str, kind: str, modality: str) -> None:
    reading = french(text)
    assert [(m.type, name(reading, m.person), m.modality) for m in reading.moves] == [
        (kind, "Lydie Martel", modality)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "modality", "who"),
    [
        (
            '"I am stepping down as chair," Mary Rock wrote on X.',
            "resign",
            "announced",
            "Mary Rock",
        ),
        ('"I have joined Zelvor," Paul Dent said.', "join", "done", "Paul Dent"),
        ('"I was fired on Friday," said Paul Dent.', "dismiss", "done", "Paul Dent"),
        ('"We are leaving," the staff said in a post.', "leave", "announced", None),
    ],
)
def test_people_tell_their_own_moves_in_english(
    text: str, kind: str, modality: str, who: str | None
) -> None:
    reading = read(text, "en")
    assert [(m.type, name(reading, m.person), m.modality) for m in reading.moves] == [
        (kind, who, modality)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "« Je démissionne si le conseil reste », a annoncé Lydie Martel.",
        "« Je démissionne », ont scandé des dizaines de salariés.",
    ],
)
def test_a_condition_or_a_crowd_is_nobodys_move(text: str) -> None:
    assert not [m for m in french(text).moves if m.rule == "own-words"]


def test_answers_without_a_name_go_on() -> None:
    reading = french(
        "Maud Carlier, directrice du festival, s'explique.\n\nLa Tribune du Maine : Pourquoi partir ?\n\n"
        "Maud Carlier : Parce que la mairie ne tenait plus parole.\n\nAvez-vous été poussée dehors ?\n\n"
        "Non. J'ai choisi mon moment.\n\nLe festival ouvrira en juin."
    )
    words = [reading.text[q.content[0][0] : q.content[0][1]] for q in reading.quotations]
    assert words[-1] == "Non. J'ai choisi mon moment."
    assert {name(reading, q.speaker) for q in reading.quotations[-2:]} == {"Maud Carlier"}


@pytest.mark.parametrize(
    "text",
    [
        "« C'est faux », a-t-il écrit avant d'effacer son message.",
        "« C'est faux », a écrit Paul Rey, qui l'a depuis supprimé.",
    ],
)
def test_words_that_their_author_took_down(text: str) -> None:
    assert [q.status for q in french(text).quotations] == ["removed-as-reported"]


def test_a_day_of_what_is_said_is_not_when_it_was_said() -> None:
    reading = french(
        "La direction se dit « à l'écoute » et promet de recevoir une délégation jeudi."
    )
    assert [q.said for q in reading.quotations] == [None, None]


def test_a_newspaper_is_no_letter() -> None:
    reading = french("« C'est faux », a confié Paul Rey au quotidien Le Courrier.")
    assert [q.medium for q in reading.quotations] == [None]


def test_a_post_that_is_none_and_a_firing_that_is_a_shot() -> None:
    text = (
        "Les employés réagissent au tir soudain de Paul Rey. Paul Rey a été limogé lundi. Anne Morel l'a"
        " critiqué dans une idée désormais supprimée sur X. Elle a publié le information et le moteurs."
    )
    shown = [text[a:b] for a, b in (o.span for o in french(text).quality.spans)]
    assert "idée" in shown
    assert "tir" in shown


def test_a_shot_at_goal_is_one() -> None:
    reading = french("Le tir de Paul Rey a frappé le poteau. Il a publié un dessin effacé sur X.")
    assert reading.quality.level == "clean"
