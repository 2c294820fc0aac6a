"""Which of a post's texts is current, and which came before."""

from __future__ import annotations

import pytest

from contrecoup.store.texts import Seen, choose

LONG = "Nous demandons le retour de la directrice, et nous le demandons tous ensemble"
CUT = LONG[:50] + "…"
TABLE = [
    # platform, texts in order of time, current, earlier
    ("bluesky", ["un", "un"], 0, ()),
    ("bluesky", ["un", "deux"], 1, ("un",)),
    ("bluesky", ["un", "deux", "trois"], 2, ("un", "deux")),
    ("bluesky", ["un", "deux", "un"], 1, ("un",)),  # an old export, imported late
    ("bluesky", ["un", "deux", ("un", {"dated": True})], 0, ("deux",)),  # changed back
    ("bluesky", [LONG, CUT], 0, ()),
    ("bluesky", [CUT, LONG], 1, ()),
    ("bluesky", [(CUT[:-1], {"truncated": True}), LONG], 1, ()),
    ("bluesky", [(CUT[:-1], {"truncated": True})], 0, ()),
    ("bluesky", [LONG, LONG + " EDIT : c'est fait"], 1, (LONG,)),
    ("bluesky", ["a &amp; b", "a & b"], 0, ()),
    ("bluesky", ["voir https://t.co/abc", "voir https://example.org/x"], 1, ()),
    ("bluesky", ["un  deux\n", "un deux"], 0, ()),
    ("bluesky", ["", "un"], 1, ()),
    ("bluesky", ["un", ""], 0, ()),
    ("bluesky", ["", ""], 0, ()),
    ("bluesky", [("trois", {"versions": ("un", "deux")})], 0, ("un", "deux")),
    ("bluesky", ["deux", ("trois", {"versions": ("un", "deux")})], 1, ("un", "deux")),
    ("mastodon", [("un", {"versions": ("deux",)}), "trois"], 1, ("deux", "un")),
    ("mastodon", [("un", {"versions": ("deux",)}), "deux"], 0, ("deux",)),
    ("x", ["un", "deux trois"], 1, ()),
    ("x", ["deux trois", "un"], 0, ()),
    ("x", [LONG, (CUT, {"truncated": True})], 0, ()),
    ("x", [("un", {"versions": ("zéro", "un")})], 0, ("zéro",)),
]


@pytest.mark.parametrize(("platform", "texts", "current", "earlier"), TABLE)
def test_texts(platform, texts, current, earlier):
    seen = []
    for row, given in enumerate(texts):
        text, more = given if isinstance(given, tuple) else (given, {})
        seen.append(Seen(row, text, **({"truncated": False, "dated": False} | more)))
    chosen = choose(seen, platform)
    assert seen[chosen.row].text == seen[current].text
    assert chosen.versions == earlier
