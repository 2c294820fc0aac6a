"""Phrases inside longer texts, against a look at every stretch."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.findings.echoes.contained import contained

QUOTE = "we will not leave the workshop before the doors are open"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"She said again: “{QUOTE.upper()}”, and sat down 💙 https://example.org/a", 1.0),
        ("They said we won't leave the workshop before the doors are open, all of them", 0.8),
        ("We will not leave before the doors are open", 0.9),
        ("The doors are open", None),
        (f" {'and so on ' * 6}".join(QUOTE.split()), None),
        ("", None),
    ],
)
def test_a_quotation_in_a_post(text: str, found: float | None) -> None:
    got = contained([QUOTE], ["nothing here", text])
    assert [(one.phrase, one.text) for one in got] == ([(0, 1)] if found else [])
    assert all(one.share == pytest.approx(found, abs=0.06) for one in got)


WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=14)


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5), st.sampled_from([0.5, 0.8, 1.0]))
def test_every_stretch(phrases: list[list[str]], texts: list[list[str]], share: float) -> None:
    got = contained([" ".join(p) for p in phrases], [" ".join(t) for t in texts], share=share)
    expected = {}
    for p, words in enumerate(map(set, phrases)):
        width = math.ceil(1.5 * len(words))
        for t, said in enumerate(texts):
            stretches = [said[n : n + width] for n in range(len(said))]
            most = max((len(words & set(stretch)) for stretch in stretches), default=0)
            if len(words) >= 4 and most / len(words) >= share:
                expected[p, t] = most / len(words)
    assert {(one.phrase, one.text): one.share for one in got} == expected
