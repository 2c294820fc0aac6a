"""docs/quality.md says what eval/quality.json holds, and no floor lies above its figure."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script(script_of: Callable[[str], ModuleType]) -> ModuleType:
    return script_of("quality")


@pytest.fixture(scope="module")
def figures() -> dict:
    return json.loads((ROOT / "eval" / "quality.json").read_text("utf-8"))


def test_the_page_is_in_step(script: ModuleType, figures: dict) -> None:
    assert script.faults(figures) == []


def test_a_floor_above_its_figure_is_told(script: ModuleType, figures: dict) -> None:
    low = json.loads(json.dumps(figures))
    low["sets"]["fr_quotes"]["end_to_end.f1"][0] = 10.0
    low["trust"]["fr"]["held_out"]["ece"] = 50.0
    told = script.faults(low)
    assert any("end_to_end.f1" in line for line in told)
    assert any("reliability fr" in line for line in told)
    assert any("docs/quality.md" in line for line in told)


def test_every_row_has_its_figures_with_an_interval(script: ModuleType, figures: dict) -> None:
    for _, name, keys, *_ in script.ROWS:
        for key in keys:
            value, low, high = figures["sets"][name][key]
            assert low <= value <= high
    page = (ROOT / "docs" / "quality.md").read_text("utf-8")
    assert "{{" not in page
    assert page.count("| confidence | attributions |") == 3
