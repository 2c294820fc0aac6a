"""When it was said, where, and what became of it: only what the article says of the saying."""

from __future__ import annotations

from datetime import date

import pytest

from contrecoup.findings.press import read
from contrecoup.model.reading import Quotation

WEDNESDAY = date(2031, 3, 19)


def only(text: str, lang: str) -> Quotation:
    (one,) = read(text, lang, WEDNESDAY).quotations
    return one


SAID = [
    # by the cue
    ("fr", "Anne Morel a déclaré samedi que le port ferme.", ("samedi", "2031-03-15", "2031-03-15")),
    ("fr", "« Le port ferme », a déclaré Anne Morel dimanche soir à Nacre.", ("dimanche soir", "2031-03-16", "2031-03-16")),
    ("fr", "Anne Morel a, lundi, affirmé que le port ferme.", ("lundi", "2031-03-17", "2031-03-17")),
    ("fr", "Anne Morel disait en mai 2029 que le port tiendrait.", ("en mai 2029", "2029-05-01", "2029-05-31")),
    ("en", "Jane Porter said Monday that the port would close.", ("Monday", "2031-03-17", "2031-03-17")),
    ("en", "“The port closes,” Jane Porter told the paper on Friday.", ("Friday", "2031-03-14", "2031-03-14")),
    # at the head of the sentence
    ("fr", "Le 10 mars, Anne Morel a annoncé que le port ferme.", ("10 mars", "2031-03-10", "2031-03-10")),
    ("fr", "Depuis vendredi, Anne Morel répète que le port ferme.", ("Depuis vendredi", "2031-03-14", "2031-03-19")),
    ("fr", "Tout au long de la nuit de dimanche, Anne Morel a répété que le port ferme.", ("la nuit de dimanche", "2031-03-16", "2031-03-17")),
    ("fr", "Il y a deux jours, Anne Morel a dit que le port ferme.", ("Il y a deux jours", "2031-03-17", "2031-03-17")),
    ("en", "Last week, Jane Porter said that the port would close.", ("Last week", "2031-03-10", "2031-03-16")),
    # with the medium
    ("fr", "Dans un communiqué publié mardi, Anne Morel affirme que le port ferme.", ("mardi", "2031-03-18", "2031-03-18")),
    ("fr", "Dans un communiqué du 10 mars, Anne Morel affirme que le port ferme.", ("10 mars", "2031-03-10", "2031-03-10")),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), SAID)
def test_said(lang: str, text: str, wanted: tuple[str, str, str]) -> None:
    said = only(text, lang).said
    assert said is not None
    assert (said.text, said.from_, said.to) == wanted
    assert text[slice(*said.span)] == said.text


UNSAID = [
    # in the words themselves
    ("fr", "Anne Morel a déclaré que le port fermera lundi."),
    ("fr", "« Le port fermera lundi », a déclaré Anne Morel."),
    # in a relative or another clause
    ("fr", "Anne Morel, qui dirigeait le port en 2019, a déclaré que tout va bien."),
    ("fr", "Élue en 2020, Anne Morel dénonce la fermeture du port."),
    ("fr", "Anne Morel, arrêtée lundi, affirme que le port est sûr."),
    ("fr", "Après avoir vu le préfet mardi, Anne Morel a déclaré que le port ferme."),
    ("en", "Jane Porter, who joined the port in March 2029, said that all was well."),
    # of something else
    ("fr", "La réunion de mardi est, selon Anne Morel, annulée."),
    ("fr", "Interrogée sur la grève de vendredi, Anne Morel a répondu que le port ferme."),
    # still to come
    ("fr", "Anne Morel promet pour demain que le port ferme."),
    ("fr", "Anne Morel a déclaré que le port ferme."),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), UNSAID)
def test_a_day_of_something_else_is_not_when_it_was_said(lang: str, text: str) -> None:
    assert only(text, lang).said is None


def test_without_a_day_to_count_from_the_words_stay() -> None:
    (one,) = read("Anne Morel a déclaré samedi que le port ferme.", "fr").quotations
    assert one.said is not None
    assert (one.said.text, one.said.from_, one.said.to) == ("samedi", None, None)


MEDIA = [
    ("Anne Morel a écrit sur X que le port ferme.", "x"),
    ("Anne Morel a écrit dans une lettre que le port ferme.", "letter"),
    ("Dans un entretien, Anne Morel a dit que le port ferme.", "interview"),
    ("Anne Morel a dit que le port ferme.", None),
]


@pytest.mark.parametrize(("text", "medium"), MEDIA)
def test_medium(text: str, medium: str | None) -> None:
    assert only(text, "fr").medium == medium


REMOVED = [
    ("Anne Morel a écrit dans un message désormais supprimé : « Je pars ce soir. »", "removed-as-reported"),
    ("Anne Morel a publié un message, effacé depuis. Elle a écrit : « Je pars ce soir. »", "removed-as-reported"),
    ("Anne Morel a écrit dans un message : « Il a supprimé mon poste. »", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status"), REMOVED)
def test_what_the_article_says_was_taken_down(text: str, status: str | None) -> None:
    assert read(text, "fr").quotations[-1].status == status


def test_who_goes_on_says_it_on_the_same_day() -> None:
    text = "« Le port ferme trop tôt », a déclaré mardi Anne Morel. Le quai est vide. « Personne ne nous écoute ici. »"
    first, second = read(text, "fr", WEDNESDAY).quotations
    assert second.said == first.said
    assert second.speaker == first.speaker
