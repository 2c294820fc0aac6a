"""People who may not be named: in which forms words name them, and what is left of the words."""

from __future__ import annotations

import pytest

from contrecoup.model.evidence import Citation
from contrecoup.model.people import Person
from contrecoup.report import check
from contrecoup.report.desk import Desk
from contrecoup.report.english import phrasebook
from contrecoup.report.private import Private, without

PEOPLE = (
    Person(person_id="h", name="Hélène Dory-Marchand", other_names=("Hélène Dory",)),
    Person(person_id="p", name="Paul Rey", public=True),
    Person(person_id="c", name="Claire Rey"),
)
DOCUMENT = "Hélène Dory l'a dit, et Claire Rey aussi."


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Merci Hélène Dory", "Hélène Dory"),
        ("MERCI HÉLÈNE DORY", "HÉLÈNE DORY"),
        ("merci Helene  Dory-Marchand !", "Helene  Dory-Marchand"),
        ("selon Hélène\u00a0Dory,", "Hélène\u00a0Dory"),
        ("avec Mme Dory", "Mme Dory"),
        ("thanks to Ms. Dory", "Ms. Dory"),
        ("H. Dory signe", "H. Dory"),
        ("#HélèneDory tient bon", "#HélèneDory"),
        ("Hélène tient bon", "Hélène"),
        ("merci @hdory", "@hdory"),
        ("Rey tient bon", ""),  # a public figure is called so too
        ("Claire tient bon", "Claire"),
        ("une eau claire", ""),
        ("Hélène et Claire", "HélèneClaire"),
        ("merci @hdory2", ""),
    ],
)
def test_forms_of_a_name(text: str, named: str) -> None:
    private = Private(PEOPLE, ["hdory"])
    spans = private.spans(text, DOCUMENT)
    assert "".join(text[slice(*span)] for span in spans) == named


def test_a_first_name_alone_names_nobody_where_the_document_has_no_full_name() -> None:
    private = Private(PEOPLE, [])
    assert private.spans("Hélène tient bon", "Hélène tient bon") == ()
    assert Private((), []).spans("Hélène Dory", "") == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("O’Brien Kay", "selon o'brien kay"),
        ("“Dee” Kay", "voilà “Dee” Kay"),
        (" Noor", "merci Noor !"),
        ("Jean-Luc Roc", "merci jean-luc roc"),
        ("Ðee_2 Roc", "(Ðee_2 Roc)"),
    ],
)
def test_a_name_is_found_however_it_begins(name: str, text: str) -> None:
    private = Private((Person(person_id="n", name=name), PEOPLE[0]), [])
    assert private.spans(text, text)
    assert not private.spans("rien ni personne", "rien ni personne")


@pytest.mark.parametrize(
    ("text", "name", "pieces"),
    [
        ("we all thank Ann, and we stay", "Ann", ["we all thank", "and we stay"]),
        ("Ann, we all stay here", "Ann", ["we all stay here"]),
        ("we all stay with Ann", "Ann", ["we all stay with"]),
        ("with Ann", "Ann", []),
        ("yes, Ann, we all stay", "Ann", ["we all stay"]),
        ("we stay", "", ["we stay"]),
    ],
)
def test_what_is_left_without_a_name(text: str, name: str, pieces: list[str]) -> None:
    at = text.index(name)
    spans = [(at, at + len(name))] if name else []
    assert [text[a:b] for a, b in without(text, spans)] == pieces


def test_a_name_is_left_out_of_quoted_words_and_marked(given, lang) -> None:
    desk = Desk(given.findings, given.documents, given.roster, given.settings, phrasebook(), ())
    text = "We all stand with Alix Morvan, and we stay"
    said = desk.quote(Citation("c1", "article:ledger", text, 0, len(text), suffix=" Morvan"), "en")
    assert said is not None
    assert said.citation.exact == "We all stand with"
    assert said.citation.suffix == ""
    shown = "".join(part.text for part in desk.book.speech.quoted(said))
    assert shown.startswith("“We all stand with […] and we stay”")
    late = desk.quote(
        Citation("c1", "article:ledger", "Alix Morvan and all of us stay", 0, 30), "en"
    )
    assert late is not None
    assert "".join(p.text for p in desk.book.speech.quoted(late)).startswith("“[…] and all of us")
    assert check(given.write(lang), given.roster) == ()
