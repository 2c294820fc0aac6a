"""The two tools' own edges, equal to what they gave on real posts; and the planted ring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from conftest_echoes import rows_of, table

from contrecoup.findings.echoes import echoes

pytestmark = pytest.mark.untraced

pq = pytest.importorskip("pyarrow.parquet")


def posts(data: Path, name: str) -> pa.Table:
    if name == "ira":
        return pq.read_table(data / "ira_fortnight.parquet")
    if name == "de":
        return pq.read_table(data / "german_election_objects.parquet")
    read = pq.read_table(data / "russian_reposts.parquet")
    if name == "ru_uniq":
        codes = pc.dictionary_encode(read["post_id"].combine_chunks()).indices.to_numpy()
        read = read.take(np.sort(np.unique(codes, return_index=True)[1]))
    return read.rename_columns({"object_id": "repost_of"}) if name == "ru_cnt" else read


@pytest.mark.parametrize(
    ("name", "source", "settings"),
    [
        ("cnt.co_retweet.ru.w10.m1", "ru_cnt", {"by": ("repost",), "window": 10, "min_ties": 1}),
        ("cnt.co_retweet.ru.w60.m1", "ru_cnt", {"by": ("repost",), "min_ties": 1}),
        ("cnt.co_retweet.ru.w60.m2", "ru_cnt", {"by": ("repost",)}),
        ("cnt.co_retweet.ira_100k.w60.m2", "ira", {"by": ("repost",)}),
        ("cnt.co_tweet.ira_100k.w60.m1", "ira", {"by": ("text",), "min_ties": 1}),
        ("cnt.co_tweet.ira_100k.w3600.m1", "ira", {"by": ("text",), "min_ties": 1, "window": 3600}),
        (
            "cnt.co_tweet.ira_100k.w86400.m1",
            "ira",
            {"by": ("text",), "min_ties": 1, "window": 86400},
        ),
        ("cnt.co_similar_tweet.ira_100k.w60.m1.t0.8", "ira", {"by": ("near",), "min_ties": 1}),
        ("coor.ru.w60.p2", "ru", {"by": ("object",)}),
        ("coor.ru_uniq.w60.p1", "ru_uniq", {"by": ("object",), "min_ties": 1}),
        ("coor.de_all.w30.p2", "de", {"by": ("object",), "window": 30}),
    ],
)
def test_equal_to_the_reference(
    data: Path, name: str, source: str, settings: dict[str, Any]
) -> None:
    mode = "cnt" if name.startswith("cnt") else "coortweet"
    found = echoes(posts(data, source), ties_as=mode, chance=0, **settings).ties
    reference = pq.read_table(data / "reference" / f"{name}.parquet")
    columns = ["account_a", "account_b", "weight"]
    got = [tuple(row.values()) for row in rows_of(found.select(columns))]
    assert sorted(got) == sorted(tuple(row.values()) for row in rows_of(reference.select(columns)))
    assert len(set(got)) == reference.num_rows


def test_every_reference_file_is_compared(data: Path) -> None:
    assert len(list((data / "reference").iterdir())) == 11


def test_the_toolkit_counts_messages_of_one_side() -> None:
    rows = table(
        [
            {"account_id": "a", "created_at": 0, "repost_of": "o"},
            {"account_id": "b", "created_at": 1, "repost_of": "o"},
            {"account_id": "b", "created_at": 2, "repost_of": "o"},
            {"account_id": "b", "created_at": 62, "repost_of": "o"},
        ]
    )
    found = echoes(rows, by=("repost",), ties_as="cnt", min_ties=1, chance=0).ties
    got = {(r["account_a"], r["account_b"]): r["weight"] for r in rows_of(found)}
    assert got == {("a", "b"): 1, ("b", "a"): 2}
    for mode in ("cnt", "coortweet"):  # no such column: no tie
        assert not echoes(rows, by=("object",), ties_as=mode, chance=0).ties.num_rows
    links = table({"links": [], "text": "x"} for _ in range(3))
    assert not echoes(links, by=("link",), ties_as="cnt", min_ties=1, chance=0).ties.num_rows


def test_coortweet_keeps_a_pair_when_either_takes_part_enough() -> None:
    rows = table(
        [
            {"account_id": "a", "created_at": 0, "object_id": "o"},
            {"account_id": "a", "created_at": 5, "object_id": "p"},
            {"account_id": "b", "created_at": 6, "object_id": "p"},
            {"account_id": "b", "created_at": 9999, "object_id": "q"},
            {"account_id": "c", "created_at": 0, "object_id": "o"},
        ]
    )
    found = echoes(rows, by=("object",), ties_as="coortweet", chance=0).ties
    assert [(r["account_a"], r["account_b"], r["weight"]) for r in rows_of(found)] == []
    found = echoes(rows, by=("object",), ties_as="coortweet", min_ties=1, chance=0).ties
    assert len(rows_of(found)) == 2


def test_the_ring(data: Path) -> None:
    found = echoes(posts(data, "ira"), by=("near",), window=3600, chance=0)
    members = found.members.to_pandas()
    wide = members.groupby("echo_id")["account_id"].nunique()
    inside = members[members["echo_id"].isin(wide[wide >= 40].index)]
    often = inside.drop_duplicates(["echo_id", "account_id"])["account_id"].value_counts()
    ring = set(often[often >= 20].index)
    assert len(ring) == 91
    ties = found.ties.to_pandas()
    both = ties["account_a"].isin(ring) & ties["account_b"].isin(ring)
    assert both.sum() >= 0.95 * 4095
    assert (~both).sum() <= 10
    assert kinds_seen(found) <= {"identical", "near", "slogan", "emoji"}


def kinds_seen(found: Any) -> set[str]:
    return set(found.echoes["kind"].to_pylist())


def test_all_near_pairs_of_the_originals(data: Path) -> None:
    import re

    from contrecoup.findings.echoes.near import near_pairs

    gone = re.compile(r"https?://\S+|@\w+")
    read = posts(data, "ira")
    texts = read.filter(pc.is_null(read["repost_of"]))["text"].to_pylist()
    sets = {frozenset(re.findall(r"\w+", gone.sub(" ", t.lower()))) for t in texts}
    codes: dict[str, int] = {}
    runs = [[codes.setdefault(w, len(codes)) for w in sorted(words)] for words in sets]
    starts = np.cumsum([0, *map(len, runs)])
    found = near_pairs(starts, np.array([w for run in runs for w in run]), 0.8)
    assert sum(len(run) >= 4 for run in runs) == 79_530
    assert len(found) == 157_823
