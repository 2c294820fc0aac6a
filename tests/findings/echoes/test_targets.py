"""Short links give way to what they lead to, where a column says it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from conftest_echoes import rows_of, table
from hypothesis import given, settings
from hypothesis import strategies as st
from test_scan import the_same

from contrecoup.findings.echoes import Live, echoes
from contrecoup.findings.echoes.targets import Targets
from contrecoup.findings.echoes.wordings import read_texts

SAID = "everyone who works here stays"
LONG = "https://www.example.org/letter/?utm_source=x#top"


def told(*posts: tuple[str, dict[str, list[str]]], **more: Any) -> list[tuple[str, int]]:
    found = echoes(table({"text": text} | links for text, links in posts), **more)
    return [(row["layer"], row["posts"]) for row in rows_of(found.echoes)]


@pytest.mark.parametrize("column", ["resolved", "links"])
def test_two_short_links_with_one_target_are_one_link(column: str) -> None:
    one = (f"{SAID} https://t.co/1", {column: [LONG]})
    two = (f"{SAID} https://t.co/2", {column: ["http://example.org/letter"]})
    assert told(one, two) == [("targets", 2)]
    assert told((one[0], {}), (two[0], {})) == [("links", 2)]
    assert told(one, (f"{SAID} https://t.co/2", {column: ["https://example.org/b"]})) == [
        ("links", 2)
    ]


def test_a_link_written_out_meets_a_short_one() -> None:
    posts = (f"{SAID} https://t.co/1", {"resolved": [LONG]}), (f"{SAID} {LONG}", {})
    assert told(*posts) == [("targets", 2)]


def test_what_is_little_but_its_link_is_one_message_with_one_target() -> None:
    one, two = (
        ("Read https://t.co/1", {"links": [LONG]}),
        ("read https://t.co/2", {"links": [LONG]}),
    )
    assert told(one, two) == [("targets", 2)]
    assert told((one[0], {}), (two[0], {})) == []
    assert told(one, (two[0], {"links": ["https://example.org/other"]})) == []


def test_links_that_are_not_as_many_say_nothing() -> None:
    one = (f"{SAID} https://t.co/1", {"links": [LONG, LONG]})
    assert told(one, (f"{SAID} https://t.co/2", {"links": [LONG]})) == [("links", 2)]


def test_resolved_links_go_before_links_in_ties() -> None:
    posts = table(
        {"text": f"{n} {SAID}", "links": [f"https://t.co/{n}"], "resolved": r, "account_id": a}
        for n, (a, r) in enumerate([("a", [LONG]), ("b", [LONG]), ("c", None), ("d", None)])
    )
    found = echoes(posts, by=("link",), min_ties=1)
    assert [(r["account_a"], r["account_b"]) for r in rows_of(found.ties)] == [("a", "b")]


TEXTS = st.lists(
    st.sampled_from(
        ["https://t.co/a", "https://t.co/b…", "www.x.org", "word", "💙", "#tag", "@me"]
    ),
    max_size=5,
).map(" ".join)
LINKS = st.lists(
    st.sampled_from(["https://x.org/?utm_id=1", "http://www.x.org", "https://y.org/a", "…"]),
    max_size=3,
)


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, LINKS), max_size=8))
def test_compiled_code_reads_targets_as_the_definition_does(
    posts: list[tuple[str, list[str]]],
) -> None:
    of = dict(reversed(posts))
    values = list(dict.fromkeys(link for links in of.values() for link in links))
    targets = Targets(
        np.cumsum([0, *map(len, of.values())]),
        np.array([values.index(link) for links in of.values() for link in links], np.int64),
        pa.array(values, pa.large_string()),
    )
    texts = pa.array(of, pa.large_string())
    the_same(*(read_texts(texts, targets, compiled=code) for code in (True, False)))


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, LINKS, LINKS), min_size=1, max_size=10), st.integers(1, 9))
def test_one_by_one_and_in_one_run_lead_to_the_same(
    posts: list[tuple[str, list[str], list[str]]], step: int
) -> None:
    rows = table({"text": t, "links": k, "resolved": r, "account_id": f"a{n % 3}"}
                 for n, (t, k, r) in enumerate(posts))  # fmt: skip
    growing = Live(chance=0, min_ties=1)
    for low in range(0, len(posts), step):
        growing.add(rows.slice(low, step))
    one, two = growing.found(), echoes(rows, chance=0, min_ties=1)
    for name in ("echoes", "members", "variants", "ties"):
        assert getattr(one, name).equals(getattr(two, name)), name


def test_large_frames_lead_where_small_ones_do(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = table(
        {"text": f"{SAID} https://t.co/{n}", "resolved": [f"https://example.org/{n % 3}"]}
        for n in range(30)
    )
    plain = echoes(rows)
    monkeypatch.setattr(import_module("contrecoup.findings.echoes.wordings"), "COMPILED_FROM", 0)
    assert plain.echoes.equals(echoes(rows).echoes)
    assert plain.members.equals(echoes(rows).members)
