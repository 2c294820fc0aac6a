"""Confidences: whole-number weights, from 0 to 1, and as often right as they say."""

from __future__ import annotations

import importlib.util
import json
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.findings.press import read
from contrecoup.findings.press.confidence import confidence, properties
from contrecoup.model.reading import Quotation

pytestmark = pytest.mark.untraced

ROOT = Path(__file__).parents[3]
GOLD = ROOT.parent / "shared" / "data" / "press"
TEXT = (
    "Anne Morel a déclaré que le port ferme avant la fin de l'été, et qu'il rouvrira au printemps."
)
ROOFS = tomllib.loads((ROOT / "eval" / "floors.toml").read_text())["reliability"]


def script() -> ModuleType:
    path = ROOT / "eval" / "press" / "reliability.py"
    spec = importlib.util.spec_from_file_location("reliability", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["reliability"] = module
    spec.loader.exec_module(module)
    return module


def test_weights_are_whole_numbers_of_known_properties() -> None:
    raw = (files("contrecoup.findings.press") / "models" / "confidence.json").read_text("utf-8")
    for weights in json.loads(raw).values():
        assert weights["any"]
        assert all(isinstance(v, int) and abs(v) < 1_000 for v in weights.values())


KINDS = st.sampled_from(["direct", "mixed", "indirect", "block"])
RULES = st.sampled_from(
    ["inverted", "fin-that", "ger-quote", "marks", "tagger-en", "tagger-large", "post-shown", "new-rule", ""]
)  # fmt: skip


@given(KINDS, RULES, st.sampled_from(["fr", "en", "de"]), st.booleans(), st.booleans())
def test_a_confidence_is_a_share_in_hundredths(
    kind: str, rule: str, lang: str, sourced: bool, known: bool
) -> None:
    one = Quotation(
        id="q1",
        content=((20, 60),),
        cue=((11, 20),),
        source=((0, 10),) if sourced else (),
        speaker="p1" if known else None,
        kind=kind,  # type: ignore[arg-type]
        rule=rule,
    )
    share = confidence(TEXT, lang, one)
    assert 0 < share < 1
    assert share == round(share, 2)
    assert share == confidence(TEXT, lang, one)


def test_a_source_makes_surer_and_a_lost_pronoun_less() -> None:
    (one,) = read(TEXT, "fr").quotations
    assert one.speaker is not None
    assert one.confidence == confidence(TEXT, "fr", one)
    assert confidence(TEXT, "fr", evolve(one, source=(), speaker=None)) < one.confidence
    text = TEXT.replace("Anne Morel", "Elle")
    (lost,) = read(text, "fr").quotations
    assert "source lost pronoun" in set(properties(text, lost))
    assert lost.confidence < one.confidence


def test_a_post_with_its_authors_name_is_nearly_sure() -> None:
    text = "Elle a écrit ceci :\n\nJe reste à bord.\n\n— Anne Morel (@amorel) 16 mars 2031\n"
    for lang in ("fr", "en"):
        assert read(text, lang).quotations[-1].confidence == 0.95


def test_the_fit_finds_what_it_should() -> None:
    module = script()
    rows = [
        module.Case(n // 20, ("any", "good" if n % 2 else "bad"), 0.5, n % 10 != 1 if n % 2 else n % 10 == 0)
        for n in range(400)
    ]  # fmt: skip
    chances = module.held_out(rows)
    good = [c for c, row in zip(chances, rows, strict=True) if "good" in row.properties]
    bad = [c for c, row in zip(chances, rows, strict=True) if "bad" in row.properties]
    assert min(good) > 0.75
    assert max(bad) < 0.25
    found = module.figures(chances, rows)
    assert found["ece"] < 5
    assert found["brier"] < found["brier_of_the_mean"]
    assert sum(b["n"] for b in found["bins"]) == found["n"] == 400


def test_the_error_of_a_boast_is_seen() -> None:
    module = script()
    rows = [module.Case(0, ("any",), 0.95, n % 2 == 0) for n in range(100)]
    assert module.figures([row.confidence for row in rows], rows)["ece"] == 45


@pytest.mark.skipif(not GOLD.is_dir(), reason="../shared/data is absent")
@pytest.mark.parametrize("lang", sorted(ROOFS))
def test_confidences_hold_on_articles_left_out(lang: str) -> None:
    module = script()
    rows = module.cases(lang, GOLD)
    assert module.figures(module.held_out(rows), rows)["ece"] <= ROOFS[lang]["ece"]
    shipped = module.figures([row.confidence for row in rows], rows)
    assert shipped["ece"] <= ROOFS[lang]["ece"]  # weights fitted before the rules last changed
