"""A handle that looks like another has a mark; an honest one, whatever its alphabet, has none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.language.lookalike import doubtful, marked


@pytest.mark.parametrize(
    "handle",
    [
        "\N{CYRILLIC SMALL LETTER A}na_morvan",
        "nolwenn.tr\N{GREEK SMALL LETTER OMICRON}vidic",
        "zo\N{CYRILLIC SMALL LETTER IE}.example",
        "\N{CYRILLIC SMALL LETTER ES}\N{CYRILLIC SMALL LETTER O}\N{CYRILLIC SMALL LETTER ER}\N{CYRILLIC SMALL LETTER A}",
        "\N{FULLWIDTH LATIN SMALL LETTER A}na",
        "\N{MATHEMATICAL BOLD SMALL A}na",
        "an\N{ZERO WIDTH SPACE}a",
        "an\N{ZERO WIDTH NON-JOINER}a",
        "an\N{RIGHT-TO-LEFT OVERRIDE}a",
        "xn--80ak6aa92e.example",
        "XN--80AK6AA92E.example",
    ],
)
def test_letters_that_look_like_others_are_marked(handle):
    assert doubtful(handle)
    assert marked(handle, "look-alike letters") == f"@{handle} ⚠ look-alike letters"


@pytest.mark.parametrize(
    "handle",
    [
        "",
        "ana_morvan",
        "ana.bsky.example",
        "Zoé-Trévidic",
        "Zoe\N{COMBINING ACUTE ACCENT}",
        "наталья",
        "ελένη",
        "東京tokyo",
        "ソラ_sora",
        "xn--",
        "xn--\N{SNOWMAN}",
        "xn--bcher-kva.example",
        "sana@phare.example",
        "ab_ос",
        "москва",
        "роман",
        "восток",
        "νατο",
        "\u0633\u0644\u0627\u0645\u200c\u062f\u0646\u06cc\u0627",
    ],
)
def test_honest_handles_have_no_mark(handle):
    assert marked(handle, "?") == f"@{handle}"


@given(st.text(max_size=400))
def test_any_text_has_an_answer(text):
    assert doubtful(text) in {True, False}
    assert marked(text, "x").startswith(f"@{text}")
