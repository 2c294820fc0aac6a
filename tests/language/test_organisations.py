"""Listed organisations: the longest name wins, and small letters name nobody."""

from __future__ import annotations

import pytest

from contrecoup.language import organisations, tokens
from contrecoup.language.organisations import listed

LISTS = (
    {("la", "vigie"): 1, ("la", "vigie", "du", "port"): 2, ("ondal",): 3},
    {"la": (4, 2), "ondal": (1,)},
)


@pytest.fixture(autouse=True)
def invented(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organisations, "_lists", lambda: LISTS)


def told(text: str) -> list[tuple[str, int]]:
    words = tokens(text, "fr")
    return [(text[words[a].start : words[b - 1].end], n) for a, b, n in listed(words)]


def test_the_longest_name_wins() -> None:
    text = "La Vigie du port et la Vigie citent Ondal."
    assert told(text) == [("La Vigie du port", 2), ("la Vigie", 1), ("Ondal", 3)]


def test_small_letters_name_nobody() -> None:
    assert told("la vigie du port regarde, ondal aussi") == []


def test_no_words_no_names() -> None:
    assert told("") == []


def test_the_lists_are_in_the_cut_of_the_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    names, lengths = organisations._lists()
    assert {first: max(n) for first, n in lengths.items()} == {
        first: max(len(n) for n in names if n[0] == first) for first in lengths
    }
    assert max(map(len, names)) < 8
    assert all(
        name == tuple(w.low for w in tokens(" ".join(name), "fr")) for name in list(names)[:50]
    )
