"""What is remembered of texts is remembered without them."""

from __future__ import annotations

import gc

from contrecoup.language import remembered as module
from contrecoup.language.remembered import Remembered, remembered


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


def test_what_was_asked_for_longest_ago_is_let_go_by_size():
    asked = []

    def doubled(*texts):
        asked.append(texts)
        return "".join(texts) * 2

    known = Remembered(doubled, most=6, size=len)
    first = known("\ud800")
    assert known("\ud800") is first  # half a character is a key, too
    assert asked == [("\ud800",)]
    known("a")
    known("b")
    assert len(asked) == 3
    known("\ud800")  # now the one asked for last
    known("c")
    assert len(asked) == 4
    known("\ud800")
    assert len(asked) == 4
    known("a")  # the one asked for longest ago was let go
    assert len(asked) == 5
    assert known("too large") == "too largetoo large"
    known("a")
    assert len(asked) == 7  # it left room for nothing, itself included
    known.clear()
    known("a")
    assert len(asked) == 8
    assert known("x", "yz") == known("xy", "z")
    assert len(asked) == 10
