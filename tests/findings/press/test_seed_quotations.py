"""The acceptance article, word for word: who is quoted, by which means, on which day."""

from __future__ import annotations

from pathlib import Path

import pytest

from contrecoup.findings.press import read
from contrecoup.model.reading import Quotation, Reading

SEED = Path(__file__).parents[4] / "shared" / "data" / "press" / "seed_article.txt"
pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="../shared/data is absent")

SATURDAY, SUNDAY, MONDAY = "2023-11-18", "2023-11-19", "2023-11-20"
# The speaker, or how the words for a group begin; kind; days; medium.
WANTED = [
    ("D’autres", "indirect", None, None),
    ("les membres", "direct", None, "letter"),
    ("Will Depue", "direct", (SATURDAY, SATURDAY), None),
    ("membres", "direct", (SUNDAY, MONDAY), None),
    ("Shengjia Zhao", "indirect", None, "x"),
    ("Shengjia Zhao", "direct", None, None),
    ("Jan Leike", "indirect", None, "x"),
    ("Andrej Karpathy", "direct", (SUNDAY, SUNDAY), "post"),
    ("Andrej Karpathy", "block", (SUNDAY, SUNDAY), "x"),
]


@pytest.fixture(scope="module")
def text() -> str:
    return SEED.read_bytes().decode()


@pytest.fixture(scope="module")
def reading(text: str) -> Reading:
    return read(text)


def who(reading: Reading, text: str, one: Quotation) -> str:
    names = {p.id: p.name for p in (*reading.people, *reading.organisations)}
    return names.get(one.speaker or "") or " ".join(text[a:b] for a, b in one.source)


def told(reading: Reading, text: str, one: Quotation) -> tuple[object, ...]:
    days = (one.said.from_, one.said.to) if one.said else None
    return (who(reading, text, one), one.kind, days, one.medium)


def test_nine_of_nine_with_speakers_and_days(reading: Reading, text: str) -> None:
    found = [told(reading, text, q) for q in reading.quotations]
    at = 0
    for name, kind, days, medium in WANTED:
        here = next(
            (
                n
                for n, row in enumerate(found[at:], at)
                if str(row[0]).startswith(name) and row[1:] == (kind, days, medium)
            ),
            None,
        )
        assert here is not None, (name, kind, days, medium, found[at:])
        at = here + 1


def test_groups_are_nobody_by_name(reading: Reading, text: str) -> None:
    for one in reading.quotations:
        first = text[slice(*one.source[0])].split(maxsplit=1)[0]
        if one.speaker is None:
            assert one.speaker_kind == "group"
            assert not first[0].isupper() or first in ("Certains", "D’autres")


def test_nothing_else_is_given_to_a_person(reading: Reading, text: str) -> None:
    """The five quotations in marks and the four others; nothing more names a person."""
    named = [who(reading, text, q) for q in reading.quotations if q.speaker]
    assert sorted(named) == sorted(
        [
            "Will Depue",
            "Shengjia Zhao",
            "Shengjia Zhao",
            "Jan Leike",
            "Andrej Karpathy",
            "Andrej Karpathy",
        ]
    )


def test_the_post_has_its_authors_handle_and_day(reading: Reading, text: str) -> None:
    (post,) = [q for q in reading.quotations if q.rule == "post-shown"]
    (author,) = [p for p in reading.people if p.id == post.speaker]
    assert (author.name, author.handle) == ("Andrej Karpathy", "@karpathy")
    assert post.said is not None
    assert post.said.from_ == SUNDAY
    body = text[slice(*post.content[0])]
    assert "(@" not in body
    assert text[post.content[0][1] :].lstrip().startswith("–")


def test_the_article_says_that_one_post_was_deleted(reading: Reading, text: str) -> None:
    removed = {who(reading, text, q) for q in reading.quotations if q.status}
    assert removed == {"Shengjia Zhao"}


def test_days_inside_clauses_are_not_when_it_was_said(reading: Reading) -> None:
    """A year in a relative clause, a day in the story: neither is a day of saying."""
    days = {q.said.text for q in reading.quotations if q.said}
    assert not any("2023" in d and "novembre" not in d for d in days)
    assert all("vendredi" not in d for d in days)
