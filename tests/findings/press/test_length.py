"""How the work of a reading grows with the article: calls are counted, not seconds."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

import pytest

from contrecoup.findings.press import read

pytestmark = pytest.mark.untraced

PRESS = Path(__file__).parents[3] / "src/contrecoup/sample/ondelune-2031/press"
SIZE = 24_000


def paragraphs(lang: str) -> str:
    """All paragraphs of the sample's articles in one language."""
    french = ("estran", "phare")
    chosen = [
        path.read_text("utf-8").split("\n\n", 2)[2]
        for path in sorted([*PRESS.glob("*.txt"), *PRESS.glob("*.md")])
        if any(name in path.name for name in french) == (lang == "fr")
    ]
    return "\n\n".join(chosen) + "\n\n"


def work(text: str, lang: str) -> int:
    """Calls and steps of generators that one reading takes."""
    count = 0

    def counted(_frame: FrameType, _event: str, _arg: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        read(text, lang)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_four_times_the_length_is_four_times_the_work(lang: str) -> None:
    words = paragraphs(lang)
    whole = words * (4 * SIZE // len(words) + 1)
    read(whole[:SIZE], lang)  # tables are made once
    assert work(whole[: 4 * SIZE], lang) < 4.3 * work(whole[:SIZE], lang)
