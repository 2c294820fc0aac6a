"""Lemmas, the list of concepts and the learnt table: what joins words of two languages."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.language import bridge
from contrecoup.language.concepts import phrases, senses
from contrecoup.language.lemmas import derived, inflected, stem
from contrecoup.language.text import fold

ROOT = Path(__file__).parents[2]
PRESS = ROOT.parent / "shared" / "data" / "press"
FOLDER = resources.files("contrecoup.language")


@pytest.mark.parametrize(
    ("form", "lang", "lemma"),
    [
        ("augmenteront", "fr", "augmenter"),
        ("finissait", "fr", "finir"),
        ("attendu", "fr", "attendre"),
        ("journaux", "fr", "journal"),
        ("heureuses", "fr", "heureux"),
        ("directrices", "fr", "directeur"),
        ("publique", "fr", "public"),
        ("viendrait", "fr", "venir"),
        ("emploie", "fr", "employer"),
        ("ans", "fr", "an"),
        ("companies", "en", "company"),
        ("stopped", "en", "stop"),
        ("closing", "en", "close"),
        ("thrown", "en", "throw"),
        ("women", "en", "woman"),
    ],
)
def test_a_form_leads_to_its_lemma(form: str, lang: str, lemma: str) -> None:
    assert lemma in inflected(form, lang)


@pytest.mark.parametrize(
    ("word", "lang", "base"),
    [
        ("fermetures", "fr", "fermer"),
        ("licenciement", "fr", "licencier"),
        ("prudemment", "fr", "prudent"),
        ("quickly", "en", "quick"),
        ("payments", "en", "pay"),
        ("happiness", "en", "happy"),
    ],
)
def test_a_word_leads_to_what_it_is_derived_from(word: str, lang: str, base: str) -> None:
    assert base in derived(word, lang)


@given(
    st.text(alphabet="abcdeéilmnorstux", min_size=1, max_size=60),
    st.sampled_from(["fr", "en", "de"]),
)
def test_any_word_is_its_own_first_candidate(word: str, lang: str) -> None:
    folded = fold(word)
    assert inflected(folded, lang)[0] == folded
    assert len(set(inflected(folded, lang))) == len(inflected(folded, lang))
    assert stem(folded, lang)
    assert folded not in derived(folded, lang)


@pytest.mark.parametrize("pair", [("marchions", "marchait"), ("décidés", "décideront")])
def test_forms_of_one_word_have_one_stem(pair: tuple[str, str]) -> None:
    one, two = (stem(fold(word), "fr") for word in pair)
    assert one == two


def concepts(word: str, lang: str) -> dict[int, int]:
    return {s.concept: s.side for s in senses(fold(word), lang)}


@pytest.mark.parametrize(
    ("french", "english"),
    [("équipage", "crew"), ("grévistes", "strikers"), ("retraites", "pensions"), ("pluie", "rain")],
)
def test_words_of_two_languages_share_a_concept(french: str, english: str) -> None:
    assert concepts(french, "fr").keys() & concepts(english, "en").keys()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("augmente", "fr"), ("cuts", "en")),
        (("vrai", "fr"), ("faux", "fr")),
        (("rester", "fr"), ("leaving", "en")),
        (("win", "en"), ("lost", "en")),
    ],
)
def test_opposites_stand_on_two_sides_of_a_concept(
    one: tuple[str, str], two: tuple[str, str]
) -> None:
    ours, theirs = concepts(*one), concepts(*two)
    assert any(ours[c] * theirs[c] == -1 for c in ours.keys() & theirs.keys())


def test_days_exclude_each_other_and_are_known_in_both_languages() -> None:
    (monday,) = (s for s in senses("lundi", "fr") if s.kind)
    assert monday in senses("monday", "en")
    (friday,) = (s for s in senses("vendredi", "fr") if s.kind)
    assert (friday.kind, friday.side) != (monday.kind, monday.side)
    assert friday.kind == monday.kind


def test_phrases_are_found_by_any_form_of_their_first_word() -> None:
    assert any(parts == ("hand", "back") for parts, _ in phrases("handed", "en"))
    assert phrases("xyzzy", "en") == ()


def test_the_list_of_concepts_is_whole() -> None:
    text = (FOLDER / "concepts.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(lines) == len(set(lines))
    for line in lines:
        for pair in line.removeprefix("! ").split(" | "):
            english, french = pair.split(" = ")
            assert english.strip(), line
            assert french.strip(), line
            assert english.count(" / ") == french.count(" / ") <= 1, line


def test_the_learnt_table() -> None:
    path = FOLDER / "models" / "bridge.tsv"
    assert len(path.read_bytes()) < 200_000
    certain = dict(bridge.english("gouvern"))
    assert certain["govern"] > 0.5
    assert bridge.english("xyzzy") == ()
    assert bridge.rarity("le", "fr") < 0.3 < bridge.rarity("gouvern", "fr") < 1
    assert bridge.rarity("xyzzy", "fr") == bridge.rarity("the", "de") == bridge.NEVER_SEEN


@pytest.mark.skipif(not PRESS.is_dir(), reason="../shared/data is absent")
def test_training_again_gives_the_same_bytes(tmp_path: Path) -> None:
    out = tmp_path / "bridge.tsv"
    trainer = ROOT / "eval" / "press" / "train_bridge.py"
    subprocess.run(
        [sys.executable, str(trainer), str(PRESS), str(out)], check=True, capture_output=True
    )
    assert out.read_bytes() == (FOLDER / "models" / "bridge.tsv").read_bytes()
