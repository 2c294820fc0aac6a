"""How a printed wording relates to the post it renders: kept, cut, reworded, translated, departing."""

from __future__ import annotations

import pytest

from contrecoup.findings.renderings import difference, wordings
from contrecoup.model.evidence import Citation
from contrecoup.model.findings import Rendering

POST = (
    "Je n'ai aucun motif de critiquer la mairie et aucun motif de la défendre. "
    "J'attends le rapport avant de voter."
)
HARBOUR = "We will not sell the harbour. The 40 boats stay where they are until Friday."


def rendering(text: str, lang: str, kind: str = "direct") -> Rendering:
    citation = Citation(
        capture_id="c", document_id="a", exact=text, start=0, end=len(text), place="line 1"
    )
    return Rendering(citation=citation, text=text, lang=lang, kind=kind)  # type: ignore[arg-type]


def how(original: str, lang: str, text: str, other: str, kind: str = "direct") -> str:
    return difference(original, lang, rendering(text, other, kind))


@pytest.mark.parametrize(
    ("text", "lang", "kind", "wanted"),
    [
        (POST, "fr", "direct", "same"),
        ("J'attends le rapport avant de voter", "fr", "direct", "cut"),
        ("qu'il n'avait « aucun motif de critiquer la mairie » selon lui", "fr", "mixed", "cut"),
        ("J'attends de lire le rapport avant de voter.", "fr", "direct", "reworded"),
        ("J'ai voté. Je n'ai aucun motif de critiquer la mairie", "fr", "direct", "departs"),
        (
            "I have no grounds to criticise the town hall and no grounds to defend it; I am waiting for the report before voting.",
            "en", "direct", "translated",
        ),
        ("I am waiting for the report before I vote.", "en", "direct", "translated"),
        ('he had "no grounds to defend" the town hall', "en", "mixed", "translated"),
        ("I have every reason to criticise the town hall. […] I have voted.", "en", "direct", "departs"),
        ("I have no grounds to defend the town hall. […] I have voted.", "en", "direct", "departs"),
        (
            "I have no grounds to defend the town hall. […] My brother sold his sailing boat in June.",
            "en", "direct", "departs",
        ),
    ],
)  # fmt: skip
def test_a_french_post_in_print(text: str, lang: str, kind: str, wanted: str) -> None:
    assert how(POST, "fr", text, lang, kind) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nous ne vendrons pas le port. Les 40 bateaux restent où ils sont.", "translated"),
        ("Nous vendrons le port.", "departs"),
        ("Les 60 bateaux restent où ils sont jusqu'à vendredi.", "departs"),
        ("Les 40 bateaux restent où ils sont jusqu'à lundi.", "departs"),
    ],
)
def test_an_english_post_in_french_print(text: str, wanted: str) -> None:
    assert how(HARBOUR, "en", text, "fr") == wanted


def test_a_post_of_unknown_language_is_not_said_to_be_translated() -> None:
    assert how("Cap !", "", "Cap !", "en") == "same"
    assert (
        how("Nous ne vendrons pas le port.", "", "Le port, nous ne le vendrons pas.", "fr")
        == "reworded"
    )


def test_only_the_words_in_marks_of_a_mixed_wording_are_the_speakers() -> None:
    both = rendering("she was “tired” and “ready to leave”", "en", "mixed")
    assert wordings(both) == ["tired", "ready to leave"]
    assert wordings(rendering("she was tired", "en", "mixed")) == ["she was tired"]
    assert wordings(rendering("one […] two", "en")) == ["one", "two"]


def test_one_word_that_the_bridge_lacks_is_no_departure() -> None:
    assert how("Le chalutier part.", "fr", "The trawler is leaving.", "en") == "translated"
