from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.render import safe


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("at://did:plc:abc/app.bsky.feed.post/3k", True),
        ("javascript:alert(1)", False),
        (" https://example.org", False),
        ("https://example.org/ a", False),
        ('https://example.org/"onclick=', False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("", False),
        ("https://e.org/" + "a" * 3000, False),
    ],
)
def test_link(url, kept):
    assert bool(safe.link(url)) is kept


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a\x00b", "a\ufffdb"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ud800", "\ufffd"),
        ("é\t\u202e", "é\t\u202e"),
    ],
)
def test_printable(text, made):
    assert safe.printable(text) == made


@given(st.text())
def test_printable_always_encodes(text):
    safe.printable(text).encode()


@pytest.mark.parametrize(
    ("text", "wild"),
    [("é", False), ("e" + "\u0301" * 5, True), ("e\u0301" * 9, False), ("", False)],
)
def test_wild(text, wild):
    assert safe.wild(text) is wild


@given(st.text(), st.integers(1, 30), st.integers(1, 60))
def test_cut_loses_nothing(text, least, more):
    head, rest = safe.cut(text, least, least + more)
    assert head + rest == text
    assert not rest or not unicodedata.combining(rest[0])
    assert bool(rest) <= (len(text) > least + more)


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-3, 33), st.integers(-3, 33))))
def test_apart_loses_nothing(text, spans):
    runs = safe.apart(text, tuple(spans))
    assert "".join(run for run, _ in runs) == text
    assert all(a[1] != b[1] for a, b in itertools.pairwise(runs))


def test_apart_marks():
    assert safe.apart("abcdef", ((1, 3), (2, 4))) == (("a", False), ("bcd", True), ("ef", False))
    assert safe.apart("", ((0, 1),)) == ()


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("plain", False),
        ("été “œ” 💙", False),
        ("\u202eabc", True),
        ("שלום", True),
        ("عربي", True),
        ("", False),
    ],
)
def test_turns(text, turns):
    assert safe.turns(text) is turns


@pytest.mark.parametrize(
    ("page", "made"),
    [
        ('<p class="m">a="b" </p>', '<p class=m>a="b" </p>'),
        ('<p class="m n" id="x-1" hidden>', '<p class="m n" id=x-1 hidden>'),
        ('<circle r="5"/><circle r="5" />', '<circle r="5"/><circle r=5 />'),
        ('<a title="" href="#E1" alt="é">', '<a title="" href="#E1" alt="é">'),
        ('<a title="&#34;x=&#34;y&#34; " id="a">', '<a title="&#34;x=&#34;y&#34; " id=a>'),
    ],
)
def test_lean(page, made):
    assert safe.lean(page) == made
