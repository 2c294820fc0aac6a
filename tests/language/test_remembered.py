"""What is remembered of texts is remembered without them."""

from __future__ import annotations

import gc

from contrecoup.language import remembered as module
from contrecoup.language.remembered import remembered


def test_each_text_is_asked_about_once_and_not_kept(monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)
    asked = []

    @remembered
    def length(*texts):
        asked.append(len(texts))
        return sum(map(len, texts))

    secret = "a text that must be " + "forgotten"
    assert [length(secret), length(secret), length("a", "b"), length("ab", "")] == [29, 29, 2, 2]
    assert asked == [1, 2, 2]
    assert length("\ud800") == 1
    assert length(secret) == 29  # three are remembered
    assert asked == [1, 2, 2, 1, 1]
    held = [one for one in gc.get_objects() if isinstance(one, dict) and any(v == 29 for v in one.values() if isinstance(v, int))]  # fmt: skip
    assert all(secret not in one for one in held)
