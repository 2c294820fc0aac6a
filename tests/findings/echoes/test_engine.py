"""Whole runs: echoes, members, waves, outcomes, and inputs that are not as they should be."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest_echoes import rows_of, table, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from contrecoup.errors import SettingsError
from contrecoup.findings.echoes import Echoes, echoes
from contrecoup.findings.echoes.settings import refuse

SLOGAN = "OpenAI is nothing without its people"


def kinds(found: Echoes) -> list[tuple[str, str, int, int]]:
    return [(r["kind"], r["rule"], r["posts"], r["people"]) for r in rows_of(found.echoes)]


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([SLOGAN, SLOGAN], [("identical", "identical:exact", 2, 2)]),
        ([SLOGAN, SLOGAN.lower()], [("identical", "identical:form", 2, 2)]),
        ([SLOGAN, f"“{SLOGAN}”"], [("identical", "identical:punctuation", 2, 2)]),
        ([SLOGAN, f"{SLOGAN} 💙"], [("identical", "identical:emoji", 2, 2)]),
        ([SLOGAN, f"{SLOGAN} https://t.co/1"], [("identical", "identical:links", 2, 2)]),
        ([SLOGAN, f"#x {SLOGAN} @a #y"], [("identical", "identical:hashtags", 2, 2)]),
        ([SLOGAN, f"{SLOGAN} today"], [("near", "near:jaccard>=0.8", 2, 2)]),
        (
            [SLOGAN, SLOGAN, SLOGAN, f"I will say it once more: {SLOGAN}, and I mean it"],
            [("slogan", "slogan:contains", 4, 4)],
        ),
        (["💙", "❤️❤️"], [("emoji", "emoji:class", 2, 2)]),
        ([f"#{SLOGAN}", SLOGAN], [("identical", "identical:punctuation", 2, 2)]),
        ([f"#{SLOGAN}", f"#x {SLOGAN[7:]}"], [("identical", "identical:hashtags", 2, 2)]),
        (["💙", "🔥"], []),
        (["", " ", "https://t.co/a", "https://t.co/b", "@a", "@b", "…", "!"], []),
        ([SLOGAN, "Bonjour à toutes et à tous"], []),
    ],
)
def test_kinds(posts: list[str], expected: list[tuple[str, str, int, int]]) -> None:
    assert kinds(echoes(texts(*posts), chance=0)) == expected


def test_near_is_looked_for_where_it_is_asked_for() -> None:
    posts = texts(SLOGAN, SLOGAN, f"Now {SLOGAN[7:]}", f"{SLOGAN}!")
    assert kinds(echoes(posts, chance=0, threshold=0.7)) == [("near", "near:jaccard>=0.7", 4, 4)]
    found = echoes(posts, chance=0, threshold=0.7, by=("text",))
    assert kinds(found) == [("identical", "identical:punctuation", 3, 3)]
    assert found.summary["near_pairs"] is None


def test_members_say_how_each_is_the_same() -> None:
    found = echoes(
        texts(SLOGAN, SLOGAN, SLOGAN.upper(), f"{SLOGAN}!", f"{SLOGAN} today", f"{SLOGAN} 💙"),
        chance=0,
    )
    layers = [(r["layer"], round(r["similarity"], 3)) for r in rows_of(found.members)]
    assert layers == [
        ("exact", 1.0),
        ("exact", 1.0),
        ("form", 1.0),
        ("punctuation", 1.0),
        ("near", 0.857),
        ("emoji", 1.0),
    ]
    echo = rows_of(found.echoes)[0]
    assert (echo["text"], echo["first_post"]) == (SLOGAN, "p0000")
    assert echo["first_at"] == datetime.fromtimestamp(1_700_000_000, UTC)


def test_the_commonest_wording_is_the_text() -> None:
    found = echoes(texts("hello there my FRIENDS", *["Hello there, my friends"] * 2), chance=0)
    assert rows_of(found.echoes)[0]["text"] == "Hello there, my friends"


def test_one_account_is_no_echo() -> None:
    assert not echoes(texts(SLOGAN, SLOGAN, account_id="a"), chance=0).echoes.num_rows


def test_reposts_count_as_reposts_only() -> None:
    rows = table(
        [
            {"text": SLOGAN, "repost_of": None},
            {"text": SLOGAN, "repost_of": "p0000"},
            {"text": SLOGAN, "repost_of": "p0000"},
            {"text": SLOGAN, "repost_of": ""},
        ]
    )
    found = echoes(rows, min_ties=1, chance=0)
    assert [r["post_id"] for r in rows_of(found.members)] == ["p0000", "p0003"]
    by = {r["by"]: (r["account_a"], r["account_b"]) for r in rows_of(found.ties)}
    assert by == {"text": ("a0", "a3"), "near": ("a0", "a3"), "repost": ("a1", "a2")}
    assert found.summary["outcomes"]["reposts, counted as reposts only"] == 2


def test_links_hashtags_replies_and_emoji() -> None:
    rows = table(
        [
            {"text": "see https://www.x.org/a?utm_source=1 #Un 💙", "reply_to": "q"},
            {
                "text": "voyez x.org",
                "links": ["http://x.org/a/"],
                "hashtags": ["un"],
                "reply_to": "q",
            },
            {"text": "❤️ nothing else here", "links": [], "hashtags": [""], "reply_to": None},
        ]
    )
    found = echoes(rows, min_ties=1, chance=0)
    by = {r["by"]: (r["account_a"], r["account_b"], r["posts"]) for r in rows_of(found.ties)}
    assert by == {
        "link": ("a0", "a1", ["p0000", "p0001"]),
        "hashtag": ("a0", "a1", ["p0000", "p0001"]),
        "reply": ("a0", "a1", ["p0000", "p0001"]),
        "emoji": ("a0", "a2", ["p0000", "p0002"]),
    }


def test_a_wave_of_hearts() -> None:
    quiet = [{"text": f"word number {i}", "created_at": i * 3600} for i in range(100)]
    hearts = [{"text": "💙❤️"[i % 2 :], "created_at": 50 * 3600 + i * 60} for i in range(40)]
    found = echoes(table(quiet + hearts), chance=0).waves
    waves = {r["what"]: r for r in rows_of(found) if r["what"].startswith("emoji")}
    wave = waves["emoji:❤"]
    assert (wave["wave_posts"], wave["wave_people"], wave["burst_level"]) == (40, 40, 1)
    assert wave["onset"].timestamp() <= 50 * 3600 < wave["end"].timestamp()
    assert wave["onset"] <= wave["peak"] < wave["end"]
    assert 0 < wave["half_life"] < 3600
    assert (wave["name_en"], wave["name_fr"]) == (
        "hearts of any colour",
        "cœurs de toutes les couleurs",
    )
    assert wave["variants"] == ["❤", "💙"]
    rows = [r for r in rows_of(found) if r["wave_id"] == wave["wave_id"]]
    assert sum(r["posts"] for r in rows) == 40
    assert sum(len(r["post_ids"]) for r in rows) == 40


def test_a_wave_of_a_hashtag_and_of_an_emoji_with_a_name() -> None:
    quiet = [{"text": f"word number {i}", "created_at": i * 3600} for i in range(100)]
    tags = [{"text": f"#One thing {i} 🔥", "created_at": 50 * 3600 + i * 60} for i in range(40)]
    found = rows_of(echoes(table(quiet + tags), chance=0).waves)
    waves = {r["what"]: r for r in found}
    assert waves["hashtag:one"]["wave_people"] == 40
    assert (waves["hashtag:one"]["name_en"], waves["hashtag:one"]["variants"]) == (None, [])
    assert (waves["emoji:🔥"]["name_en"], waves["emoji:🔥"]["name_fr"]) == ("fire", "feu")


def test_stages_are_announced_and_the_summary_is_whole() -> None:
    stages: list[str] = []
    found = echoes(texts(SLOGAN, ""), on_stage=stages.append)
    assert stages[:3] == ["read", "normalise", "echoes"]
    assert set(found.summary["timings"]) == set(stages)
    assert found.summary["rows"] == found.summary["posts"] == 2
    assert found.summary["outcomes"]["without a text to compare"] == 1
    assert found.summary["settings"]["threshold"] == 0.8
    assert found.summary["peak_memory"] > 0


SOME = [
    SLOGAN,
    f"{SLOGAN} 💙",
    f"“{SLOGAN}”",
    f"{SLOGAN} now",
    "💙",
    "❤️",
    "hello there",
    "a b c d e",
]
POSTS = st.lists(
    st.tuples(st.sampled_from(SOME), st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=30
)


def plain(found: Echoes) -> list[Any]:
    return [
        rows_of(t) for t in (found.echoes, found.members, found.variants, found.ties, found.waves)
    ]


@settings(deadline=None, max_examples=40)
@given(POSTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(posts: list[Any], shuffle: random.Random) -> None:
    rows = [
        {"post_id": f"p{i}", "account_id": f"a{a}", "created_at": s * 50, "text": t}
        for i, (t, a, s) in enumerate(posts)
    ]
    first = plain(echoes(table(rows), chance=2))
    shuffle.shuffle(rows)
    assert plain(echoes(table(rows), chance=2)) == first


OBJECTS = st.lists(
    st.tuples(st.lists(st.sampled_from("cab"), max_size=3), st.integers(0, 4), st.integers(0, 200)),
    min_size=1,
    max_size=30,
)


@settings(deadline=None, max_examples=40)
@given(OBJECTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_change_seeded_runs(
    posts: list[Any], shuffle: random.Random
) -> None:
    rows = [
        {"post_id": f"p{i}", "account_id": f"a{a}", "created_at": s * 50, "hashtags": tags}
        for i, (tags, a, s) in enumerate(posts)
    ]
    asked = {"by": ("hashtag",), "chance": 3, "min_ties": 1, "window": 2000}
    first = echoes(table(rows), **asked)
    shuffle.shuffle(rows)
    second = echoes(table(rows), **asked)
    assert second.summary["chance"] == first.summary["chance"]
    assert plain(second) == plain(first)


def test_compiled_and_plain_runs_are_equal(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = random.Random(4)
    words = [
        "we",
        "are",
        "what",
        "they",
        "said",
        "it",
        "was",
        "not",
        "in",
        "any",
        "of",
        "these",
        "cases",
        "ever",
    ]
    rows = table(
        {"text": " ".join(chosen.choices(words, k=chosen.randint(2, 7))), "account_id": f"a{i % 9}"}
        for i in range(400)
    )
    first = echoes(rows, min_ties=1, chance=0)
    plainly = plain(first)
    assert first.variants.num_rows > 50
    for module in ("frame", "near", "wordings", "slogans"):
        monkeypatch.setattr(
            import_module(f"contrecoup.findings.echoes.{module}"), "COMPILED_FROM", 0
        )
    for module in ("near", "clusters", "variants"):
        monkeypatch.setattr(import_module(f"contrecoup.findings.echoes.{module}"), "MANY", 1)
    assert plain(echoes(rows, min_ties=1, chance=0)) == plainly


def test_a_message_in_very_many_versions_costs_their_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = random.Random(3)
    rows = [
        {"text": f"the very same words are said here by everyone {chosen.randrange(10**9)}"}
        for _ in range(300)
    ]
    rows += [{"text": "something else is said by two of them today"}] * 2
    whole = echoes(table(rows), chance=0)
    monkeypatch.setattr(import_module("contrecoup.findings.echoes.messages"), "MOST_PAIRS", 1000)
    stars = echoes(table(rows), chance=0)
    assert (whole.summary["near_pairs"], stars.summary["near_pairs"]) == (300 * 299 // 2, None)
    assert kinds(stars) == kinds(whole)
    assert rows_of(stars.members) == rows_of(whole.members)
    assert stars.variants.num_rows == 300


def times(*values: Any, kind: Any = None) -> pa.Table:
    return pa.table(
        {
            "post_id": [f"p{i}" for i in range(len(values))],
            "account_id": [f"a{i}" for i in range(len(values))],
            "created_at": pa.array(values, type=kind),
            "text": ["the very same words here"] * len(values),
        }
    )


NOON = datetime(2023, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["2023-11-20T12:00:00Z", "2023-11-20T13:00:00+01:00"], None),
        (["2023-11-20 12:00:00", "2023-11-20T12:00"], None),
        (["1700481600", "2023-11-20T12:00:00.000Z"], None),
        ([1700481600, 1700481600], pa.int64()),
        ([1700481600, 1700481600], pa.int32()),
        ([1700481600.0, 1700481600.0], pa.float64()),
        ([NOON, NOON], pa.timestamp("s", "UTC")),
        ([NOON, NOON], pa.timestamp("ns", "Europe/Paris")),
        ([NOON.replace(tzinfo=None)] * 2, pa.timestamp("us")),
    ],
)
def test_times_however_they_are_written(values: list[Any], kind: Any) -> None:
    found = echoes(times(*values, kind=kind), window=0, min_ties=1, by=("text",), chance=0)
    assert [r["first_at"] for r in rows_of(found.ties)] == [NOON]


@pytest.mark.parametrize(
    ("values", "unusable"),
    [
        ([float("nan"), 1.0, 2.0], 1),
        ([float("inf"), None, 2.0], 2),
        (["soon", "", None, "2023-11-20", "nan"], 4),
        (["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "1969-07-20"], 0),
        ([-1, 0, 253_402_300_799, 253_402_300_800, 1_700_481_600_000], 2),
        (["0001-01-01T00:00:00+14:00", "2023-11-20"], 1),
    ],
)
def test_unusable_times_are_counted(values: list[Any], unusable: int) -> None:
    found = echoes(times(*values), chance=0)
    assert found.summary["outcomes"].get("without usable time", 0) == unusable
    assert found.summary["posts"] == len(values) - unusable


def test_frames_of_other_libraries() -> None:
    rows = rows_of(texts(SLOGAN, SLOGAN))
    for frame in (pd.DataFrame(rows), pl.DataFrame(rows), pa.Table.from_pylist(rows)):
        assert echoes(frame, chance=0).echoes.num_rows == 1
    category = pd.DataFrame(rows).astype({"account_id": "category", "text": "category"})
    assert echoes(category, chance=0).echoes.num_rows == 1


@pytest.mark.parametrize(
    ("frame", "place"),
    [
        (object(), "frame"),
        ([{"post_id": 1}], "frame"),
        (pa.table({"post_id": ["a"], "account_id": ["b"]}), "created_at"),
        (times(True, False), "created_at"),
        (times(float("nan")), "created_at"),
        (times(1_700_481_600_000), "created_at"),
        (texts(1, 2), "text"),
        (texts("a", post_id=1.5), "post_id"),
        (texts("a", links="https://x.org"), "links"),
        (texts("a", hashtags=[1.5]), "hashtags"),
        (texts("a", repost_of=2.5), "repost_of"),
        (
            pa.Table.from_arrays(
                [pa.array([1])] * 4, ["post_id", "account_id", "created_at", "post_id"]
            ),
            "post_id",
        ),
    ],
)
def test_wrong_columns_are_refused(frame: Any, place: str) -> None:
    with pytest.raises(SettingsError) as caught:
        echoes(frame)
    assert place in caught.value.place
    assert caught.value.next_step


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": ("texts",)},
        {"by": ("text", "text")},
        {"window": -1},
        {"window": float("nan")},
        {"threshold": 0},
        {"threshold": 1.1},
        {"min_ties": 0},
        {"min_people": 0},
        {"ties_as": "mine"},
        {"chance": -1},
        {"memory": "lots"},
        {"memory": 10},
        {"ties_as": "cnt", "by": ("emoji",)},
    ],
)
def test_wrong_settings_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        echoes(texts(SLOGAN), **wrong)


def test_awkward_posts_have_a_clear_outcome() -> None:
    none = pa.table(
        {c: pa.array([], pa.string()) for c in ("post_id", "account_id", "created_at", "text")}
    )
    assert echoes(none).summary["posts"] == 0
    one = echoes(table({"text": "x y z w", "account_id": "a"} for _ in range(300)))
    assert (one.echoes.num_rows, one.ties.num_rows) == (0, 0)
    instant = echoes(table({"text": "x y z w", "created_at": 5} for _ in range(300)))
    assert (instant.echoes.num_rows, instant.ties.num_rows) == (1, 0)
    collide = table({"post_id": "7", "account_id": a, "text": SLOGAN} for a in ("x:1", "bluesky:1"))
    assert rows_of(echoes(collide).echoes)[0]["posts"] == 2
    twice = table({"post_id": "7", "account_id": "x:1", "text": t} for t in ("now", "then"))
    assert echoes(twice).summary["outcomes"]["repeated rows"] == 1
    nobody = table([{"text": "a", "account_id": None}, {"text": "b", "post_id": ""}, {"text": "c"}])
    assert echoes(nobody).summary["outcomes"]["without id or account"] == 2


def test_large_and_empty_things_are_bounded() -> None:
    million = 1_000_000
    empty = pa.table(
        {
            "post_id": np.arange(million),
            "account_id": np.arange(million),
            "created_at": np.zeros(million, np.int64),
            "text": pa.array([""] * million),
            "links": pa.array([[]] * million, pa.list_(pa.string())),
        }
    )
    found = echoes(empty, min_ties=1)
    assert (found.echoes.num_rows, found.ties.num_rows) == (0, 0)
    assert found.summary["outcomes"]["without a text to compare"] == million
    megabyte = "word " * 200_000
    assert kinds(echoes(texts(megabyte, megabyte, "word"), chance=0)) == [
        ("identical", "identical:exact", 2, 2)
    ]


@pytest.mark.untraced
def test_a_million_hashtags_in_one_post_are_a_million_acts() -> None:
    many = [f"tag{i}" for i in range(1_000_000)]
    frame = table([{"hashtags": many, "text": ""}, {"hashtags": many[:2], "text": ""}])
    found = echoes(frame, by=("hashtag",), min_ties=1, chance=0)
    assert [(r["weight"], r["objects"]) for r in rows_of(found.ties)] == [(1, 2)]
    written = " ".join(f"#tag{i}" for i in range(50_000))
    assert kinds(echoes(texts(written, written), chance=0)) == [
        ("identical", "identical:exact", 2, 2)
    ]


def test_hearts_cost_their_length() -> None:
    count = 30_000
    hearts = pa.table(
        {
            "post_id": np.arange(count),
            "account_id": np.arange(count),
            "created_at": np.arange(count) // 1000,
            "text": pa.array(["💙", "❤️❤️", "🧡🧡🧡"] * (count // 3)),
        }
    )
    found = echoes(hearts, chance=0)
    assert kinds(found) == [("emoji", "emoji:class", count, count)]
    assert found.ties.num_rows == 0


def test_tables_are_read_while_ties_are_found() -> None:
    posts = texts(*[SLOGAN] * 3, "💙", "💙 💙", f"{SLOGAN} today", account_id="a0")
    posts = posts.set_column(1, "account_id", pa.array([f"a{n % 3}" for n in range(6)]))
    for how in ("exact", "cnt"):
        read: list[Any] = []
        with ThreadPoolExecutor(1) as pool:

            def begin(streams: Any, pool: Any = pool, read: list[Any] = read) -> None:
                every = {name: pool.submit(stream.read_all) for name, stream in streams.items()}
                read.append(every)

            found = echoes(posts, by=("text", "near"), min_ties=1, ties_as=how, on_tables=begin)
            whole = found.tables() | {"ties": found.ties}
            assert list(read[0]) == list(whole)
            for name, coming in read[0].items():
                assert coming.result().equals(whole[name]), name


def test_who_reads_on_is_told_that_a_run_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        refuse("the disk is full", "free some space")

    read: list[Any] = []
    monkeypatch.setattr(import_module("contrecoup.findings.echoes.engine"), "tied", full)
    with ThreadPoolExecutor(8) as pool:

        def begin(streams: Any) -> None:
            read.extend(pool.submit(stream.read_all) for stream in streams.values())

        with pytest.raises(SettingsError, match="disk is full"):
            echoes(texts(SLOGAN, SLOGAN), on_tables=begin)
        failed = [coming.exception() for coming in read]
    assert all("disk is full" in str(error) for error in (failed[0], failed[4], failed[6]))
