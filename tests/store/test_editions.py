"""An article caught again, or saved again with a correction, is one article of one outlet."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve

from contrecoup.model.documents import Article, Documents
from contrecoup.model.evidence import Capture
from contrecoup.model.times import Moment
from contrecoup.store.editions import standing

START = datetime(2031, 3, 14, 8, tzinfo=UTC)
WORDS = [
    f"The {who} of Nacre {did} at the {where} on Friday, and the {who} said so."
    for who, did, where in zip(
        ["board", "captain", "founder", "crew", "lender", "harbour master", "cook", "pilot"],
        ["met", "spoke", "resigned", "gathered", "waited", "sang", "voted", "left"],
        ["quay", "bridge", "office", "mole", "bank", "light", "galley", "chart room"],
        strict=True,
    )
]
BODY = "\n\n".join(WORDS)
FIXED = BODY.replace("on Friday", "on Thursday", 1)
TITLE = "Nacre dismisses its founder"
URL = "https://www.harbour.example/news/nacre?utm_source=x"


def capture(number, hours=None):
    at = START + timedelta(hours=number if hours is None else hours)
    return Capture(
        capture_id=f"{number:064d}",
        captured=Moment(at),
        source=f"press/{number}.txt",
        size=1,
    )


def article(number, text=BODY, title=TITLE, **more):
    values = {
        "article_id": f"article:{number:012d}",
        "capture_id": f"{number:064d}",
        "place": "text",
        "outlet": "The Harbour Post",
        "title": title,
        "text": f"{title}\n\n{text}",
        "published": Moment(START, "day"),
    }
    return Article(**(values | more))


def stood(*articles, captures=()):
    """Return the numbers of those that stand with those that came before, whatever the order."""
    held = {c.capture_id: c for c in captures or [capture(n) for n in range(1, 10)]}
    answers = []
    for order in itertools.permutations(articles):
        stand, others = standing(order, held)
        assert {e.article_id for e in others}.isdisjoint(a.article_id for a in stand)
        assert len(stand) + len(others) == len(articles)
        answers.append({int(a.article_id[8:]): [int(i[8:]) for i in a.versions] for a in stand})
    assert all(answer == answers[0] for answer in answers)
    return answers[0]


VERSIONS = [
    ("a correction", article(1), article(2, FIXED), {2: [1, 2]}),
    ("the same words", article(1), article(2), {2: [1, 2]}),
    ("no outlet, no day", article(1, outlet="", published=None), article(2, FIXED), {2: [1, 2]}),
    ("an outlet by its host", article(1, outlet="theharbourpost.example"), article(2), {2: [1, 2]}),
    (
        "one address, another title and outlet",
        article(1, url=URL),
        article(
            2,
            FIXED,
            "Nacre's founder goes",
            outlet="",
            url="http://harbour.example/news/nacre/#top",
        ),
        {2: [1, 2]},
    ),
    (
        "a corrected title",
        article(1),
        article(2, FIXED, "Nacre dismisses its founders"),
        {2: [1, 2]},
    ),
    ("an addition", article(1, "\n\n".join(WORDS[:6])), article(2), {2: [1, 2]}),
    ("a wall in its place", article(1), article(2, "\n\n".join(WORDS[:2])), {1: [1, 2]}),
]
APART = [
    ("another outlet", article(1), article(2, outlet="Tidewire")),
    ("another author", article(1, author="Tom Ashgrove"), article(2, author="Ida Quill")),
    ("another day", article(1), article(2, published=Moment(START + timedelta(days=9), "day"))),
    ("another text", article(1, "\n\n".join(WORDS[:4])), article(2, "\n\n".join(WORDS[4:]))),
    ("a page that changes", article(1, WORDS[0], url=URL), article(2, WORDS[5], "Today", url=URL)),
    ("another title, no outlet", article(1, outlet=""), article(2, FIXED, "Nacre", outlet="")),
    ("no words", article(1, "", "One"), article(2, "", "Two")),
]


@pytest.mark.parametrize(
    ("why", "one", "other", "expected"), VERSIONS, ids=[v[0] for v in VERSIONS]
)
def test_versions_of_one_article(why, one, other, expected):
    assert stood(one, other) == expected, why


@pytest.mark.parametrize(("why", "one", "other"), APART, ids=[a[0] for a in APART])
def test_what_is_not_the_same_article(why, one, other):
    assert stood(one, other) == {1: [], 2: []}, why


def test_what_says_its_own_time_of_change_is_ordered_by_it():
    new, old = (
        article(n, words, modified=Moment(START + timedelta(hours=hours)))
        for n, words, hours in ((1, FIXED, 5), (2, BODY, 1))
    )
    assert stood(new, old) == {1: [2, 1]}
    assert stood(new, article(2)) == {2: [1, 2]}


def test_captured_at_once_the_name_decides():
    at_once = [capture(n, 0) for n in (1, 2, 3)]
    assert stood(article(3), article(1, FIXED), article(2), captures=at_once) == {3: [1, 2, 3]}


def test_a_text_without_an_outlet_joins_no_two_outlets():
    held = [article(1), article(2, outlet="Tidewire"), article(3, outlet="")]
    stand, earlier = standing(held, {c.capture_id: c for c in map(capture, (1, 2, 3))})
    assert len(stand) == 2
    assert {a.outlet for a in stand} == {"The Harbour Post", "Tidewire"}
    assert len(earlier) == 1


def test_what_the_later_version_does_not_say_stays_known():
    old = article(1, author="Tom Ashgrove", url=URL)
    new = article(2, FIXED, outlet="", published=None)
    ((one,), (before,)) = standing([old, new], {c.capture_id: c for c in map(capture, (1, 2))})
    assert (one.article_id, one.outlet, one.author, one.url) == (
        new.article_id, "The Harbour Post", "Tom Ashgrove", URL,
    )  # fmt: skip
    assert (one.text, one.published, one.first_id) == (new.text, old.published, old.article_id)
    assert before == old
    held = Documents(posts=None, articles=(one,), superseded=(before,))
    assert held.text_of(before.article_id) == old.text


def test_many_of_one_title_are_not_all_compared():
    many = [article(n, f"{n} " * 40, outlet=f"Outlet {n}") for n in range(1, 400)]
    stand, earlier = standing(many, {c.capture_id: c for c in map(capture, range(1, 400))})
    assert len(stand) == 399
    assert not earlier


@pytest.mark.parametrize(("between", "together"), [(23, True), (24, False)])
def test_of_one_title_the_last_24_are_compared(between, together):
    many = [article(n, f"{n} " * 40, outlet=f"Outlet {n}") for n in range(2, between + 2)]
    again = article(100, outlet="")
    held = {c.capture_id: c for c in map(capture, range(1, 101))}
    stand, _ = standing([article(1), *many, again], held)
    of_last = {a.article_id: len(a.versions) for a in stand}[again.article_id]
    assert of_last == (2 if together else 0)


def test_addresses_that_are_none_and_captures_that_are_gone():
    odd = article(1, url="http://[broken"), article(2, outlet="Tidewire", url="mailto:a@b.example")
    assert stood(*odd) == {1: [], 2: []}
    assert standing(odd, {}) == ((), ())


def sharing(triples, common, words="a"):
    """Return texts of so many word triples each, the first of which they have in common."""
    every = [f"word{number}" for number in range(triples + 2)]
    other = [f"{words}{number}" for number in range(triples - common)]
    return " ".join(every), " ".join([*every[: common + 2], *other])


@pytest.mark.parametrize(
    ("triples", "common", "more", "together"),
    [
        (10, 6, {}, True),
        (10, 5, {}, False),
        (20, 17, {"title": "Another"}, True),
        (20, 16, {"title": "Another"}, False),
        (10, 3, {"title": "Another", "outlet": "Tidewire", "url": URL}, True),
        (10, 2, {"title": "Another", "outlet": "Tidewire", "url": URL}, False),
        (10, 6, {"published": Moment(START + timedelta(days=1))}, True),
        (10, 6, {"published": Moment(START + timedelta(days=1, seconds=1))}, False),
        (10, 6, {"published": Moment(START - timedelta(days=1))}, True),
        (10, 6, {"published": None}, True),
    ],
)
def test_how_much_two_versions_have_in_common_at_least(triples, common, more, together):
    one, two = sharing(triples, common)
    found = stood(evolve(article(1, url=URL), text=one), evolve(article(2, **more), text=two))
    assert found == ({2: [1, 2]} if together else {1: [], 2: []})


@pytest.mark.parametrize(("triples", "stands"), [(12, 2), (11, 1)])
def test_a_text_much_shorter_than_one_that_holds_it_is_a_part_of_it(triples, stands):
    whole, _ = sharing(20, 20)
    part = " ".join(whole.split()[: triples + 2])
    found = stood(evolve(article(1), text=whole), evolve(article(2), text=part))
    assert found == {stands: [1, 2]}


@pytest.mark.parametrize(
    ("changed", "together"),
    [
        ((0, -15), True),
        ((0, -12), True),
        ((-1, 15), True),
        ((-1, 12), True),
        ((0, -1), False),
        ((0, -9), False),
        ((-1, 8), False),
    ],
)
def test_under_another_title_eighty_letters_at_one_end_are_the_same(changed, together):
    words = [f"word{number}" for number in range(100, 300)]
    other = list(words)
    for place in changed:
        other[place] = "another"
    one, two = (article(1), words), (article(2, title="Another"), other)
    found = stood(*(evolve(each, text=" ".join(text)) for each, text in (one, two)))
    assert found == ({2: [1, 2]} if together else {1: [], 2: []})
