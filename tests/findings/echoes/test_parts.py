"""A run cut into parts, as other machines get them, finds what one run finds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from conftest_echoes import table
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contrecoup.errors import SettingsError
from contrecoup.findings.echoes import echoes, parts
from contrecoup.findings.echoes.engine import Clock, run
from contrecoup.findings.echoes.frame import read_frame
from contrecoup.findings.echoes.near import near_pairs
from contrecoup.findings.echoes.settings import Settings
from contrecoup.findings.echoes.targets import find_targets

pytestmark = pytest.mark.untraced

WORDS = [
    "the",
    "people",
    "of",
    "this",
    "place",
    "said",
    "that",
    "nothing",
    "would",
    "be",
    "built",
    "here",
    "again",
    "today",
]


def spread_run(frame: pa.Table, pieces: int, **more: Any) -> Any:
    """One run whose texts, wordings and acts go to so many places."""
    wanted = Settings(**more)
    read = read_frame(frame)
    targets = find_targets(read)
    cuts = np.array_split(np.arange(len(read.texts)), pieces)
    aims = {}
    if targets is not None:
        for some in parts.aims_of(targets, len(read.texts)):
            aims |= dict(zip(*(some[n].to_pylist() for n in ("number", "aims")), strict=True))
    lists = pa.array([aims.get(n) for n in range(len(read.texts))], pa.list_(pa.string()))
    words = [
        parts.words_of(
            pa.array(cut),
            read.texts.take(pa.array(cut)),
            None if targets is None else lists.take(pa.array(cut)),
        )
        for cut in cuts
    ]
    wordings = parts.wordings_of(words, read.texts)

    def near(texts: Any) -> Any:
        sets = list(parts.sets_of(*wordings.words_of(texts), wanted.min_words))
        if not sets:
            return parts.pairs_of([])
        together = pa.concat_tables(sets).combine_chunks()
        shared = parts.spread_sets(together, wanted.threshold, pieces)
        found = [
            parts.near_among(own, wanted.threshold, wanted.min_words)
            for part in range(pieces)
            if (own := shared.filter(pa.array(shared["part"].to_numpy() == part))).num_rows
        ]
        return parts.pairs_of(found)

    def elsewhere(line, window, hot, fast, min_ties, most, then, **how):
        groups = max(3, pieces)
        acts = [parts.share_acts(some, groups) for some in parts.acts_of(line, hot)]
        found = [parts.TIES.empty_table()]
        if acts:
            shared = pa.concat_tables(acts)
            for pair in np.unique(shared["pair"].to_numpy()).tolist():
                own = shared.filter(pa.array(shared["pair"].to_numpy() == pair))
                own = own.take(pa.array(np.random.default_rng(pair).permutation(own.num_rows)))
                asked = {"window": window, "min_ties": min_ties, "most": most}
                found.append(parts.ties_among(own, groups, **asked, **how))
        whole = pa.concat_tables(found).sort_by([("a", "ascending"), ("b", "ascending")])
        yield then(parts.ties_of(whole), fast)

    return run(read, wordings, wanted, Clock(None), near, elsewhere)


def same(one: Any, two: Any) -> None:
    for name in ("echoes", "members", "variants", "ties", "waves", "groups", "hot"):
        assert getattr(one, name).to_pylist() == getattr(two, name).to_pylist(), name
    for name in ("rows", "posts", "accounts", "outcomes", "near_pairs", "settings", "chance"):
        assert one.summary[name] == two.summary[name], name


posts = st.lists(
    st.fixed_dictionaries(
        {
            "account_id": st.integers(0, 7).map(str),
            "created_at": st.integers(1_700_000_000, 1_700_000_400),
            "text": st.lists(
                st.sampled_from([*WORDS, "#now", "💙", "https://a.example/x"]), max_size=12
            ).map(" ".join),
            "hashtags": st.none() | st.lists(st.sampled_from(["now", "here"]), max_size=2),
            "links": st.none() | st.lists(st.sampled_from(["https://a.example/1", ""]), max_size=2),
            "repost_of": st.sampled_from([None, None, "p1", "p2"]),
        }
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=25, deadline=None)
@given(posts, st.integers(1, 5), st.sampled_from([1, 2, 3]), st.sampled_from([None, 0, 3]))
@example(
    [{"account_id": "1", "created_at": 1_700_000_000, "text": "", "hashtags": None,
      "links": None, "repost_of": None}], 2, 1, None,
)  # fmt: skip
def test_cut_anywhere_the_parts_make_the_whole(rows, pieces, min_ties, hot_pairs):
    frame = table(rows)
    wanted = {"min_ties": min_ties, "hot_pairs": hot_pairs, "chance": 3}
    same(echoes(frame, **wanted), spread_run(frame, pieces, **wanted))


def test_every_pair_of_sets_meets_and_a_part_that_has_too_many_says_so(monkeypatch):
    chosen = np.random.default_rng(3)
    lengths = chosen.integers(1, 14, 3000)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    words = (24 * chosen.random(int(starts[-1])) ** 3).astype(np.int32)
    whole = near_pairs(starts, words, 0.8, compiled=True)
    sets = pa.concat_tables(parts.sets_of(starts, words, 4))
    shared = parts.spread_sets(sets, 0.8, 7)
    cut = [shared.filter(pa.array(shared["part"].to_numpy() == n)) for n in range(7)]
    found = parts.pairs_of([parts.near_among(own, 0.8, 4) for own in cut])
    assert len(whole) > 1000
    for name in ("a", "b", "similarity"):
        assert (getattr(found, name) == getattr(whole, name)).all()
    monkeypatch.setattr(parts, "MOST_PAIRS", 10)
    given_up = parts.pairs_of([parts.near_among(own, 0.8, 4) for own in cut])
    assert not given_up.whole
    assert not len(given_up)


def test_the_message_that_everybody_posts_goes_to_every_task():
    rows = 30_000
    acts = {"object": np.zeros(rows), "at": np.arange(rows), "account": np.arange(rows)}
    acts |= {"post": np.arange(rows), "rarity": np.ones(rows), "hot": np.zeros(rows, bool)}
    sent = pa.table({name: pa.array(column) for name, column in acts.items()}).cast(parts.ACTS)
    shared = parts.share_acts(sent, 8)
    _, counts = np.unique(shared["pair"].to_numpy(), return_counts=True)
    assert len(counts) == 28
    assert counts.max() < 1.1 * 2 * rows / 8


def test_rows_are_made_tidy_like_a_frame():
    frame = table(
        [
            {"created_at": "2031-03-01T10:00:00", "text": "one", "object_id": 7},
            {"created_at": "2031-03-01T10:00:00Z", "text": None, "object_id": None},
            {"created_at": "soon", "text": "", "object_id": 8},
        ]
    )
    tidy = parts.tidy_rows(frame, np.arange(5, 8))
    assert tidy.schema == parts.ROWS
    assert tidy["row"].to_pylist() == [5, 6, 7]
    assert tidy["at"].to_pylist() == [1_930_125_600_000_000, 1_930_125_600_000_000, None]
    assert tidy["object_id"].to_pylist() == ["7", None, "8"]
    assert tidy["zoneless"].to_pylist() == [1, 0, 0]
    assert parts.tidy_rows(frame, np.arange(3), pa.array([True, False, True]))[
        "refused"
    ].to_pylist() == [
        False,
        True,
        False,
    ]


def test_a_frame_comes_back_from_its_parts():
    frame = table(
        [
            {
                "post_id": "b",
                "account_id": "y",
                "created_at": 12,
                "text": "later",
                "object_id": "o2",
            },
            {
                "post_id": "a",
                "account_id": "z",
                "created_at": 10,
                "text": "first",
                "object_id": "o1",
            },
            {
                "post_id": "b",
                "account_id": "y",
                "created_at": 11,
                "text": "earlier",
                "object_id": "o1",
            },
        ]
    )
    whole = read_frame(frame)
    first = pa.table(
        {
            "post_id": ["a", "b"],
            "account_id": ["z", "y"],
            "at": [10_000_000, 11_000_000],
            "reposted": [False, False],
            "row": [1, 2],
            "first_row": [1, 0],
            "object_id": ["o1", "o1"],
        }
    )
    again = pa.table({"number": [1], "row": [0], "object_id": ["o2"]})
    text_of = np.array([0, 1], dtype=np.int32)
    made = parts.frame_of([first], [again], whole.texts, text_of, ["object_id"], whole.outcomes)
    for name in ("accounts", "times", "text_of", "originals", "first_rows"):
        assert getattr(made, name).tolist() == getattr(whole, name).tolist(), name
    for name in ("ids", "account_ids"):
        assert getattr(made, name).to_pylist() == getattr(whole, name).to_pylist(), name
    both = [
        [
            (p, a.values[c].as_py(), r)
            for p, c, r in zip(a.posts.tolist(), a.codes.tolist(), a.rows.tolist(), strict=True)
        ]
        for a in (made.acts["object_id"], whole.acts["object_id"])
    ]
    assert both[0] == both[1]


@pytest.mark.parametrize("name", ["links", "hashtags"])
def test_a_column_that_is_no_list_is_refused(name):
    frame = table([{"text": "x", name: "one"}])
    with pytest.raises(SettingsError, match="list of texts"):
        parts.tidy_rows(frame, np.arange(1))
