from __future__ import annotations

import importlib
import pickle
import pkgutil
from datetime import UTC, date, datetime, timedelta, timezone
from typing import get_type_hints

import attrs
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrecoup import errors, model
from contrecoup.model import outcomes
from contrecoup.model.counts import UNITS, Count
from contrecoup.model.documents import Article, Documents, Letter
from contrecoup.model.evidence import CERTAINTIES, STATES
from contrecoup.model.findings import Echo, Findings, First, Removal, Succession, Tie, each
from contrecoup.model.identity import content_id, slug
from contrecoup.model.people import Affiliation
from contrecoup.model.posts import COLUMNS, Post, Posts, arrow_schema
from contrecoup.model.report import (
    Card,
    Cell,
    Group,
    Part,
    Report,
    Section,
    Sentence,
)
from contrecoup.model.rows import Pieces, Rows
from contrecoup.model.ties import Ties
from contrecoup.model.times import Days, Moment

NOON = datetime(2031, 3, 14, 12, tzinfo=UTC)


def post(post_id: str = "x:1", **more: object) -> Post:
    values: dict[str, object] = {
        "post_id": post_id,
        "platform": "x",
        "account_id": "x:9",
        "created_at": NOON,
        "text": "La mer monte.",
    }
    return Post(**{**values, **more})  # type: ignore[arg-type]


def test_a_moment_is_in_utc_whatever_zone_it_came_in() -> None:
    paris = timezone(timedelta(hours=1))
    moment = Moment(datetime(2031, 3, 14, 13, tzinfo=paris), zone="+01:00", printed="13 h")
    assert moment.at == NOON
    assert moment.at.tzinfo is UTC


def test_moments_are_put_in_order_by_their_instant_and_days_by_their_ends() -> None:
    early = Moment(NOON, "day", zone="a", printed="noon")
    late = Moment(NOON, "second", zone="b", printed="a noon")
    assert not early < late
    assert not late < early
    assert early < Moment(NOON + timedelta(seconds=1))
    first, last = date(2031, 3, 14), date(2031, 3, 15)
    assert not Days(first, last, "b") < Days(first, last, "a")
    assert not Days(first, last, "a") < Days(first, last, "b")
    assert Days(first, first) < Days(first, last) < Days(last, last)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Moment(datetime(2031, 3, 14))  # noqa: DTZ001 the point of the test


def test_days_that_end_before_they_start_are_refused() -> None:
    assert Days(date(2031, 3, 14), date(2031, 3, 14)).text == ""
    with pytest.raises(ValueError, match="end before"):
        Days(date(2031, 3, 15), date(2031, 3, 14))


@pytest.mark.parametrize(
    ("count", "ok"),
    [
        ({"value": 2, "unit": "post", "ids": ("b", "a")}, True),
        ({"value": 3, "unit": "post", "ids": ("b", "a")}, False),
        ({"value": 40, "unit": "minute", "ids": ("b",)}, True),
        ({"value": 214, "unit": "signature", "ids": ("a",), "published_by": "article:1"}, True),
        ({"value": 0, "unit": "signature"}, True),
        ({"value": 9, "unit": "post", "ids": ("b", "a"), "more": 7, "whole": "list:1"}, True),
        ({"value": 9, "unit": "post", "ids": ("b", "a"), "more": 8, "whole": "list:1"}, False),
        ({"value": 400, "unit": "post", "ids": tuple(map(str, range(400)))}, True),
        ({"value": 1, "unit": "post", "ids": ("b", "a")}, False),
    ],
)
def test_a_count_of_our_own_equals_the_ids_it_counts(count: dict[str, object], ok: bool) -> None:
    if ok:
        made = Count(rule="r", **count)  # type: ignore[arg-type]
        assert list(made.ids) == sorted(made.ids)
    else:
        with pytest.raises(ValueError, match="cannot rest"):
            Count(rule="r", **count)  # type: ignore[arg-type]


def test_the_vocabularies_are_closed_and_without_doubles() -> None:
    for words in (UNITS, STATES, CERTAINTIES):
        assert len(set(words)) == len(words)


@given(st.lists(st.one_of(st.none(), st.text(), st.integers())))
def test_content_ids_depend_on_the_content_alone(parts: list[str | int | None]) -> None:
    first = content_id("echo", *parts)
    assert first == content_id("echo", *parts)
    assert first.startswith("echo:")
    assert len(first) == len("echo:") + 12
    assert content_id("echo", *parts, None) != content_id("echo", *parts, "")
    assert content_id("echo", *parts, "ab", "c") != content_id("echo", *parts, "a", "bc")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nolwenn Trévidic", "nolwenn-trevidic"),
        ("  Yann  Le Goasguen ", "yann-le-goasguen"),
        ("O’Brien & fils", "obrien-fils"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_slug_of_other_scripts_is_not_empty() -> None:
    assert slug("Мария") == slug("Мария") != slug("Иван")


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        (None, None, date(2031, 3, 14), True),
        (date(2031, 3, 14), None, date(2031, 3, 14), True),
        (date(2031, 3, 15), None, date(2031, 3, 14), False),
        (None, date(2031, 3, 14), date(2031, 3, 14), True),
        (None, date(2031, 3, 13), date(2031, 3, 14), False),
    ],
)
def test_an_affiliation_holds_on_its_first_and_last_day(
    first: date | None, last: date | None, day: date, holds: bool
) -> None:
    affiliation = Affiliation(person_id="p", organisation_id="o", first=first, last=last)
    assert affiliation.holds(day) is holds


def test_the_table_has_the_columns_of_a_post_in_order() -> None:
    assert arrow_schema().names == [c.name for c in COLUMNS] == [a.name for a in attrs.fields(Post)]
    assert all(c.doc for c in COLUMNS)


def test_posts_go_through_the_table_unchanged() -> None:
    posts = [
        post("x:1", links=("https://a.example",), likes=3, collected_at=NOON),
        post("x:2", text="é\u202f!", versions=("un", "deux"), truncated=True),
    ]
    table = Posts.of(posts)
    assert list(table) == posts
    assert len(table) == 2
    assert table.get("x:2") == posts[1]
    assert table.get("x:3") is None
    assert "x:1" in table
    assert "x:3" not in table
    assert pa.table(table).equals(table.table)
    assert list(Posts.of([])) == []


def test_documents_know_the_text_of_each() -> None:
    article = Article(
        article_id="article:1", capture_id="c", place="", outlet="Le Phare", title="T", text="A"
    )
    letter = Letter(letter_id="letter:1", capture_id="c", place="", title="T", text="L")
    before = attrs.evolve(article, article_id="article:0", text="B")
    later = attrs.evolve(article, versions=("article:0", "article:1"))
    assert (article.first_id, later.first_id) == ("article:1", "article:0")
    documents = Documents(
        posts=Posts.of([post()]), articles=(later,), letters=(letter,), superseded=(before,)
    )
    assert documents.text_of("article:0") == "B"
    assert documents.text_of("article:1") == "A"
    assert documents.text_of("letter:1") == "L"
    assert documents.text_of("x:1") == "La mer monte."
    assert documents.text_of("x:2") is None
    assert Documents(posts=Posts.of([])).removed == 0


@pytest.mark.parametrize("name", ["0", "1", "2"])
def test_the_text_of_a_document_is_that_of_its_id_alone(name):
    order = ("2", "0", "1")
    articles = tuple(
        Article(article_id=f"article:{n}", capture_id="c", place="", outlet="", title="", text=n)
        for n in order
    )
    letters = tuple(
        Letter(letter_id=f"letter:{n}", capture_id="c", place="", title="", text=n) for n in order
    )
    held = Documents(posts=Posts.of([]), articles=articles, letters=letters)
    assert held.text_of(f"article:{name}") == name
    assert held.text_of(f"letter:{name}") == name


def sentence(sentence_id: str, *parts: Part) -> Sentence:
    return Sentence(sentence_id=sentence_id, kind="test", parts=parts)


def test_a_report_lists_its_sentences_in_reading_order() -> None:
    number = Count(value=2, unit="post", rule="r", ids=("a", "b"))
    counted = sentence(
        "k1", Part(role="count", text="2 posts", count=number), Part(role="words", text=" here.")
    )
    card = Card(
        card_id="c",
        speaker="",
        role="",
        quote=Part(role="quote", text="x"),
        how="",
        when_local="",
        when_utc="",
        status="",
        certainty="",
        copy_text="",
        citations=(),
    )
    group = Group(group_id="g", title=(), blocks=(sentence("u1"), card, sentence("u2")))
    report = Report(
        lang="en",
        title="T",
        masthead=(),
        headline=sentence("h"),
        standfirst=sentence("s"),
        sections=(
            Section(key="key", title="", blocks=(counted,)),
            Section(key="unison", title="", blocks=(group, sentence("u3"))),
        ),
        evidence=(),
        labels={},
        as_of=NOON,
        zone="UTC",
        version="0",
    )
    assert [s.sentence_id for s in report.sentences()] == ["h", "s", "k1", "u1", "u2", "u3"]
    assert counted.text == "2 posts here."
    assert counted.counts == (number,)
    assert Cell(parts=counted.parts).text == "2 posts here."


def test_every_error_says_where_and_what_next_and_survives_pickling() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.ContrecoupError)
    ]
    assert len({kind.code for kind in kinds}) == len(kinds)
    for kind in kinds:
        error = kind("it broke", place="line 3", next_step="mend it")
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is kind
        assert str(again) == f"line 3: it broke [{kind.code}]. Next: mend it"
        assert str(kind("it broke")) == f"it broke [{kind.code}]."
        assert kind.__name__ in (errors.__doc__ or "")


def test_posts_are_found_in_numbers_and_within_times():
    start = datetime(2031, 3, 14, 8, tzinfo=UTC)
    made = [
        Post(
            post_id=f"x:{n}",
            platform="x",
            account_id="x:ana",
            created_at=start + timedelta(minutes=n),
            text=str(n),
        )
        for n in range(9000)
    ]
    posts = Posts.of(made)
    assert list(posts) == made
    assert list(posts) == made
    wanted = ["x:8999", "x:4096", "x:4095", "x:0", "x:0", "x:none"]
    assert [p.post_id for p in posts.some(wanted)] == ["x:0", "x:4095", "x:4096", "x:8999"]
    assert list(posts.some(["x:5"])) == [made[5]] == [posts.get("x:5")]
    assert list(posts.some([])) == []
    assert posts.within(None, None) is posts
    assert list(posts.within(start + timedelta(minutes=8998), None)) == made[8998:]
    assert list(posts.within(None, start)) == made[:1]
    assert len(posts.within(start + timedelta(minutes=3), start + timedelta(minutes=4))) == 2
    assert posts.earliest == start
    assert posts.latest == start + timedelta(minutes=8999)
    assert Posts.of([]).earliest is Posts.of([]).latest is None


def test_columns_of_some_posts_come_in_the_order_asked_for():
    at = datetime(2031, 3, 14, 8, tzinfo=UTC)
    made = [
        Post(
            post_id=f"x:{n}",
            platform="x",
            account_id=f"x:a{n % 3}",
            created_at=at,
            text=str(n),
            repost_of="x:1" if n % 2 else "",
        )
        for n in range(5000)
    ]
    posts = Posts.of(made)
    asked = ["x:4999", "x:none", "x:3", "x:3", "x:0"]
    assert list(posts.values(asked, "text", "account_id")) == [
        ("4999", "x:a1"),
        ("3", "x:a0"),
        ("3", "x:a0"),
        ("0", "x:a0"),
    ]
    mine = posts.rows_by(["x:a1", "x:none"])
    assert mine.tolist() == [n for n, p in enumerate(made) if p.account_id == "x:a1"]
    own = posts.rows_by(["x:a1", "x:none"], own=True)
    assert own.tolist() == [n for n in mine.tolist() if not made[n].repost_of]
    assert len(list(posts.by(["x:a1", "x:a2"], {"none"}))) == 3333
    handled = Posts.of(
        Post(post_id=h, platform="x", account_id=h, created_at=at, text="", handle=h)
        for h in ("Ana", "ANA", "bo")
    )
    assert [p.handle for p in handled.by([], {"ana"})] == ["Ana", "ANA"]
    assert "x:7" in posts
    assert "x:none" not in posts
    assert 7 not in posts


def test_two_ids_of_one_hash_are_told_apart(monkeypatch):
    monkeypatch.setattr("contrecoup.model.rows.hash", lambda _text: 7, raising=False)
    rows = Rows(pa.chunked_array([["a", "b"], ["c"]]))
    assert rows.of("cabd").tolist() == [2, 0, 1, -1]
    assert [rows.one(key) for key in "cabd"] == [2, 0, 1, -1]
    many = Rows(pa.chunked_array([[str(number) for number in range(300)]]))
    assert many.of(["299", "0", "none"]).tolist() == [299, 0, -1]
    assert [many.one(key) for key in ("299", "0", "none")] == [299, 0, -1]


@given(
    st.lists(st.lists(st.integers(0, 99), max_size=4), max_size=4),
    st.lists(st.integers(0, 99), max_size=9),
)
def test_rows_are_taken_from_a_table_in_pieces(pieces, asked):
    table = pa.table(
        {
            "n": pa.chunked_array(pieces, pa.int64()),
            "text": pa.chunked_array([list(map(str, piece)) for piece in pieces], pa.string()),
        }
    )
    rows = np.array([row % len(table) for row in asked] if len(table) else [], np.int64)
    found = Pieces(table).take(rows, ["text"])
    assert found.column_names == ["text"]
    assert found.column("text").to_pylist() == [
        table.column("text")[row].as_py() for row in rows.tolist()
    ]


def test_the_first_post_of_each_account_is_found_in_the_tables_order():
    posts = Posts.of(post(f"x:{n}", account_id=account) for n, account in enumerate("bacab"))
    assert posts.firsts().tolist() == [0, 1, 2]
    assert list(posts.at(posts.firsts(), "account_id")) == [("b",), ("a",), ("c",)]
    told = {2: "of c", 3: "of a"}
    posts = Posts.of(
        post(f"x:{n}", account_id=account, bio=told.get(n, "")) for n, account in enumerate("bacab")
    )
    rows = posts.firsts(having="bio")
    assert list(posts.at(rows, "account_id", "bio")) == [("c", "of c"), ("a", "of a")]


def test_many_posts_are_not_kept(monkeypatch):
    monkeypatch.setattr("contrecoup.model.posts.KEPT", 1)
    at = datetime(2031, 3, 14, 8, tzinfo=UTC)
    made = [
        Post(post_id=f"x:{n}", platform="x", account_id="x:ana", created_at=at, text="a")
        for n in range(2)
    ]
    many = Posts.of(made)
    assert list(many) == made
    assert next(iter(many)) is not next(iter(many))
    monkeypatch.setattr("contrecoup.model.posts.KEPT", 2)
    few = Posts.of(made)
    assert next(iter(few)) is next(iter(few))


def test_ids_of_more_than_one_slice_are_found(monkeypatch):
    monkeypatch.setattr("contrecoup.model.rows._SLICE", 2)
    ids = ["a", "b", "c", "d", "e"]
    rows = Rows(pa.chunked_array([ids[:3], ids[3:]]))
    assert rows.of(["e", "none", *ids]).tolist() == [4, -1, 0, 1, 2, 3, 4]
    assert [rows.one(key) for key in ids] == [0, 1, 2, 3, 4]


def nouns() -> list[type]:
    """Every class of the model that is no protocol, table or text."""
    found = []
    for info in pkgutil.iter_modules(model.__path__, "contrecoup.model."):
        module = importlib.import_module(info.name)
        found += [
            made
            for made in vars(module).values()
            if isinstance(made, type)
            and made.__module__ == info.name
            and made
            not in {Posts, Pieces, Rows, Ties, outcomes.Part}  # tables, an index, a line of text
            and not getattr(made, "_is_protocol", False)
            and not hasattr(made, "__required_keys__")
        ]
    return found


@pytest.mark.parametrize("noun", nouns(), ids=lambda noun: noun.__name__)
def test_every_noun_is_frozen_and_compares_by_what_it_holds(noun):
    assert attrs.has(noun)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        object.__new__(noun).made_up = 1
    assert noun.__eq__ is not object.__eq__


BY_PLACE = (
    *("Capture", "Citation", "Observation", "Vouched", "Variant", "First", "Bucket", "Column"),
    *("Skipped", "Problem", "Notice", "Candidate", "Moment", "Days"),
)
"""The nouns short enough to be made by place; all others are made by name."""
UNSAID = {
    "evidence.Capture.how": "file",
    "findings.CountSeries.certainty": "computed",
    "findings.Echo.certainty": "computed",
    "findings.Move.confidence": 1.0,
    "findings.Quotation.confidence": 1.0,
    "findings.Quotation.state": "unknown",
    "findings.Removal.certainty": "observed",
    "findings.Removal.rule": "removal:observation",
    "findings.Rendering.difference": "original",
    "findings.Stance.confidence": 1.0,
    "findings.Tally.certainty": "one-outlet",
    "findings.Wave.certainty": "computed",
    "posts.Post.precision": "second",
    "posts.Post.state": "live",
    "posts.Post.text_source": "text",
    "reading.Move.modality": "done",
    "reading.Quality.level": "clean",
    "reading.Quotation.kind": "direct",
    "reading.Role.status": "current",
    "reading.StanceReported.polarity": "neither",
    "report.Sentence.certainty": "computed",
    "settings.Event.precision": "minute",
    "settings.Settings.languages": ("fr", "en"),
    "settings.Settings.min_people": 3,
    "settings.Settings.min_ties": 2,
    "settings.Settings.recheck": 7,
    "settings.Settings.threshold": 0.8,
    "settings.Settings.unavailable": "count",
    "settings.Settings.window": 60.0,
    "settings.Settings.zone": "UTC",
    "times.Moment.precision": "second",
}
"""What a noun says where nobody said it; everything else is then empty, none, no or 0."""


def unsaid(noun: type) -> dict[str, object]:
    """Return what a noun says by itself that is not nothing, by its place in the model."""
    found: dict[str, object] = {}
    for one in attrs.fields(noun):
        said = one.default
        if isinstance(said, attrs.Factory):  # type: ignore[arg-type]
            said = said.factory()
        if said is attrs.NOTHING or not said or said == (0, 0):
            continue
        if attrs.has(type(said)) and type(said)() == said:
            continue
        found[f"{noun.__module__.rpartition('.')[2]}.{noun.__name__}.{one.name}"] = said
    return found


@pytest.mark.parametrize("noun", nouns(), ids=lambda noun: noun.__name__)
def test_a_noun_is_made_by_name_of_types_that_there_are(noun):
    hints = get_type_hints(noun)
    assert {one.name for one in attrs.fields(noun)} <= hints.keys()
    named = {one.kw_only for one in attrs.fields(noun) if one.init}
    assert named == {noun.__name__ not in BY_PLACE}


def test_what_nobody_said_is_nothing_but_for_what_is_listed_here():
    found: dict[str, object] = {}
    for noun in nouns():
        found |= unsaid(noun)
    assert found == UNSAID


def test_a_part_of_a_step_is_a_line_that_knows_its_numbers():
    part = outcomes.Part("articles", 3, 14)
    assert part == "articles 3 of 14"
    assert (part.name, part.number, part.of) == ("articles", 3, 14)
    assert not outcomes.FileOutcome(input="a").failed
    assert outcomes.FileOutcome(input="a", unreadable=(outcomes.Problem("1", "x"),)).failed


def test_an_echo_tells_its_first_post():
    at = datetime(2031, 3, 14, 9, tzinfo=UTC)
    echo = Echo(
        finding_id="echo:1", kind="identical", text="oui", lang="fr", layer="all", rule="echo-exact",
        post_ids=("x:1", "x:2"), account_ids=("u1", "u2"), people=("ana",),
        group_accounts=("u1",), other_accounts=("u2",), first_post="x:1", first_at=at,
        last_at=at, first_person="ana",
    )  # fmt: skip
    assert echo.first == First("x:1", "u1", "ana", at)


def test_each_finding_that_has_an_id_comes_with_its_kind_in_their_order():
    def removal(name: str) -> Removal:
        return Removal(
            finding_id=name,
            post_id="x:1",
            account_id="x:2",
            state="deleted",
            at=NOON,
            capture_id="c",
            place="",
            reason="",
            seen_at=None,
        )

    succession = Succession(
        finding_id="succession:1",
        role="",
        organisation="",
        people=(),
        names=(),
        citations=(),
        rule="",
        certainty="computed",
    )
    tie = Tie(by="link", account_a="a", account_b="b", weight=2, first_at=NOON, last_at=NOON)
    held = Findings(
        removals=(removal("r:2"), removal("r:1")), ties=(tie,), successions=(succession,)
    )
    found = [(kind, finding.finding_id) for kind, finding in each(held)]
    assert found == [("successions", "succession:1"), ("removals", "r:2"), ("removals", "r:1")]
    assert list(each(Findings())) == []
