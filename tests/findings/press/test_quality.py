"""Reworded prose: what is marked, what people write and is left alone, and how much work it takes."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.findings.press import read
from contrecoup.findings.press.article import lay_out
from contrecoup.findings.press.quality import quality

pytestmark = pytest.mark.untraced

ROOT = Path(__file__).parents[3]
PRESS = ROOT.parent / "shared" / "data" / "press"
FLOORS = tomllib.loads((ROOT / "eval" / "floors.toml").read_text())["reworded"]


def marked(text: str, lang: str = "fr") -> list[tuple[str, str]]:
    found = quality(lay_out(text, lang, None, None))
    return [(text[o.span[0] : o.span[1]], o.why) for o in found.spans]


@pytest.fixture(scope="module")
def score() -> ModuleType:
    sys.path.insert(0, str(ROOT / "eval" / "press"))
    try:
        return importlib.import_module("quality_score")
    finally:
        sys.path.remove(str(ROOT / "eval" / "press"))


ODD = [
    ("en", "Fans gathered to specific their thanks.", ("specific their", "tortured")),
    ("fr", "Le ministre a promis although la dette reste élevée.", ("although", "english-word")),
    ("fr", "La mairie a ouvert un enquête sur la digue.", ("un enquête", "agreement")),
    ("fr", "Le groupe cherche le accord depuis un mois.", ("le accord", "agreement")),
    ("fr", "Ils ont parlé de le contrat pendant une heure.", ("de le contrat", "agreement")),
    ("fr", "Les élus de la côte ont a refusé le plan.", ("ont a", "agreement")),
    ("fr", "Sa fille est travaillant au port.", ("est travaillant", "agreement")),
    ("fr", "On attend le dernière réponse du port.", ("le dernière", "agreement")),
    ("fr", "Le panneau d'administration se réunit ce soir.", ("panneau d'administration", "tortured")),
    ("fr", "La réunion aura lieu sur lundi prochain.", ("sur lundi", "calque")),
    ("fr", "Le port a saisi avantage et pris avantage de la grève.", ("pris avantage d", "calque")),
    ("en", "The ocean level rose again last year.", ("ocean level", "tortured")),
    ("en", "The firm said its plank of directors would meet.", ("plank of directors", "tortured")),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "odd"), ODD)
def test_odd_by_itself(lang: str, text: str, odd: tuple[str, str]) -> None:
    assert odd in marked(text, lang)


CLEAN = [
    "L'un d'entre eux menace de partir, un sur deux d'entre eux hésite, deux d'entre eux restent.",
    "Elle a été juge, il a été guide, puis ils ont été quittes.",
    "Le check-up de la start-up, le line-up et le spin-off.",
    "Le leader du marché lance un podcast et un chatbot en open source.",
    "Elle l'a vu, il la porte, et qui le fait ? Personne ne les attend.",
    "La ministre, la maire et la juge ont quitté la salle.",
    "Le onze de départ, le oui massif, la une du journal.",
    "« We are not going to give up », a-t-elle écrit.",
    "Le film « Out of Sight » sort mercredi.",
    "La majorité des élus ont voté, une foule de gens a suivi.",
    "Le gardien de but a arrêté un tir au but pendant les prolongations.",
    "Le procès en appel du premier ministre s'ouvre à huis clos.",
    "Les usines tournent just in time et vendent du fish and chips.",
    "Il s'agit de le faire et de les prévenir.",
    "Un petit port, une petite île, un nouvel accord et une nouvelle crise.",
]


@pytest.mark.parametrize("text", CLEAN)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert marked(text) == []
    assert read(text, "fr").quality.level == "clean"


def test_a_slip_that_is_not_heard_needs_company() -> None:
    slip = "Les ville de la côte attendent."
    assert marked(slip) == []
    assert ("Les ville", "agreement") in marked(slip + " Le port although fermé, a un dette.")


@pytest.mark.parametrize(
    "odd",
    [
        "Il a été remplace par un voisin.",
        "Deux cents d'entre eux menace de partir.",
        "Elle a lu un tweet-up.",
    ],
)
def test_what_people_mistype_is_shown_beside_what_they_do_not_write(odd: str) -> None:
    assert marked(odd) == []
    words = [w for w, _ in marked(f"Le maire was seul. {odd} Rien although le vent.")]
    assert any(w in ("été remplace", "eux menace", "tweet-up") for w in words)


def test_a_borrowed_noun_needs_company() -> None:
    noun = "Le hotelier montre son furniture."
    assert marked(noun) == []
    assert ("furniture", "english-word") in marked(noun + " Il est whereas parti.")


def test_the_same_wording_again_is_a_term() -> None:
    text = "On chante although. " * 8
    assert read(text, "fr").quality.level == "suspect"
    text = "On chante although, whereas et moreover. " * 2
    assert read(text, "fr").quality.level == "reworded"


def test_a_quotation_is_never_changed() -> None:
    text = "« Nous avons un accord although fragile », a déclaré Anne Morel."
    (one,) = read(text, "fr").quotations
    assert [text[a:b] for a, b in one.content] == ["« Nous avons un accord although fragile »"]
    assert marked(text) == [("although", "english-word")]


def test_other_languages_have_no_rules() -> None:
    assert marked("Der Hund and die Katze of course.", "de") == []


PIECES = ["le", "la", "accord", "décision", "although", "ont", "a", "est", "days-finish", "planche", "d'administration", "sur lundi", "Paul", "5 Mars"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*"«».\n\u202eé", *PIECES]), max_size=40).map(" ".join))
def test_spans_are_inside_apart_and_in_order(text: str) -> None:
    for lang in ("fr", "en"):
        spans = [o.span for o in quality(lay_out(text, lang, None, None)).spans]
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))


def calls(text: str) -> int:
    """How many calls the marking of a text makes: work, not time."""
    article = lay_out(text, "fr", None, None)
    count = 0

    def seen(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        quality(article)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "piece",
    ["although ", "le accord ", "« a ", "Paul Anna ", "premier ", "les ville de ", "sur lundi "],
)
def test_work_grows_with_the_length(piece: str) -> None:
    calls(piece)  # tables are read once
    small, large = calls(piece * 300), calls(piece * 1_200)
    assert large <= 4.5 * small + 2_000


@pytest.mark.parametrize("half", ["a", "b"])
def test_invented_paragraphs(score: ModuleType, half: str) -> None:
    figures = score.own(score.gold(half))
    assert all(figures[k] >= v for k, v in FLOORS[half]["at_least"].items()), figures
    assert all(figures[k] <= v for k, v in FLOORS[half]["at_most"].items()), figures


def test_the_halves_hold_what_they_say(score: ModuleType) -> None:
    for half in "ab":
        rows = score.gold(half)
        assert [r["label"] for r in rows].count("clean") >= 20
        assert [r["label"] for r in rows].count("spun") >= 20
        for row in rows:
            assert bool(row["fragments"]) == (row["label"] == "spun")
            assert all(row["text"][a:b].strip() for a, b in row["fragments"])


@pytest.mark.skipif(not PRESS.is_dir(), reason="../shared/data is absent")
@pytest.mark.parametrize("name", ["winer_fr dev", "fr_quotes dev", "gum train"])
def test_what_people_wrote_is_hardly_ever_flagged(score: ModuleType, name: str) -> None:
    figures = score.clean(PRESS, name)
    for key in ("spans", "reworded"):
        assert figures[key] <= FLOORS["clean"]["at_most"][f"{name}.{key}"], figures


SEED = PRESS / "seed_article.txt"


@pytest.mark.skipif(not SEED.is_file(), reason="../shared/data is absent")
def test_acceptance_article() -> None:
    found = quality(lay_out(SEED.read_bytes().decode(), "fr", None, None))
    assert found.level == "reworded"
    assert len(found.spans) >= 12


@pytest.mark.skipif(not PRESS.is_dir(), reason="../shared/data is absent")
def test_the_tables_are_trained_byte_for_byte(tmp_path: Path) -> None:
    out = tmp_path / "fr-wording.json"
    script = ROOT / "eval" / "press" / "quality_train.py"
    subprocess.run(
        [sys.executable, str(script), str(PRESS), str(out)], check=True, capture_output=True
    )
    shipped = ROOT / "src" / "contrecoup" / "findings" / "press" / "models" / "fr-wording.json"
    assert out.read_bytes() == shipped.read_bytes()
    assert set(json.loads(out.read_text("utf-8"))) >= {"english", "loanable", "noun-fs", "french"}
