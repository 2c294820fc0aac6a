from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.findings.sentences import sentences, without_quotes


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Il a dit « non ».", "Il a dit ¤."),
        ("Il a dit « non\nEt puis ?", "Il a dit ¤\nEt puis ?"),
        ("“Un\ndeux” trois", "¤ trois"),
        ('"a" b "c', "¤ b ¤"),
        ('a "b\nc" d', "a ¤\nc¤"),
        ("l'eau d'ici", "l'eau d'ici"),
        ("'a b' c", "¤ c"),
        ("'twas 'un", "'twas 'un"),
        ("‘a b’ c", "¤ c"),
        ("‘a b", "‘a b"),
        ("oui RT @moi: non", "oui"),
        ("a\n> b\nc", "a\n\nc"),
        ("", ""),
    ],
)
def test_words_of_others_are_blank(text: str, own: str) -> None:
    found = without_quotes(text)
    assert len(found) == len(text)
    assert "\n".join(" ".join(line.split()) for line in found.split("\n")) == own.replace(
        "¤.", "¤ ."
    )


@given(st.text(alphabet="ab «»“”„‘’\"'>\n.RT@", max_size=60))
def test_places_stay(text: str) -> None:
    own = without_quotes(text)
    assert len(own) == len(text)
    assert all(o in (t, " ", "¤") for o, t in zip(own, text, strict=True))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Un. Deux ! Trois ?", ["Un.", "Deux !", "Trois ?"]),
        ("M. Un et Dr. Deux. Trois.", ["M. Un et Dr. Deux.", "Trois."]),
        ("à 3.5 km… oui", ["à 3.5 km…", "oui"]),
        ("un\ndeux", ["un", "deux"]),
        ("  un  ", ["un"]),
        ("...\n\n", []),
        ("💙💙", []),
        ("-- !", []),
    ],
)
def test_sentences_keep_their_places(text: str, parts: list[str]) -> None:
    assert [text[slice(*s.span)] for s in sentences(text)] == parts


def test_words_are_plain_and_marks_are_few() -> None:
    (sentence,) = sentences("L’Été (oui) : e\u0301té — @ada.b@c.example, n’est-ce pas ?!")
    assert [t.plain for t in sentence.tokens] == [
        "l", "ete", ",", "oui", ",", ":", "ete", ",", "@", ",", "n", "est", "ce", "pas", ".", ".",
    ]  # fmt: skip
    assert sentence.tokens[8].printed == "ada.b@c.example"
    assert sentence.asks
