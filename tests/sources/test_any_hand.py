"""Settings and rosters of any content: read, or refused with a place; never anything else."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contrecoup.errors import SettingsError
from contrecoup.sources import read_roster, read_settings

TABLES = ("case", "publication", "evidence", "press", "echoes", "event", "names", "x")
KEYS = (
    *("title", "title.fr", "group", "zone", "languages", "from", "to", "at", "kind", "name.en"),
    *("unavailable", "contact", "retain_until", "seed", "timestamps", "tagger", "window", "x"),
)
VALUES = st.one_of(
    st.text(max_size=20).map(json.dumps),
    st.integers().map(str),
    st.floats(allow_nan=True).map(str),
    st.booleans().map(lambda value: str(value).lower()),
    st.datetimes().map(lambda at: at.isoformat() + "Z"),
    st.dates().map(str),
    st.lists(st.text(max_size=5), max_size=3).map(json.dumps),
    st.sampled_from(['"fr"', '"Europe/Paris"', '["fr", "en"]', '"count"', "[[]]", "{}", "{a = 1}"]),
)
LINES = st.one_of(
    st.sampled_from(TABLES).map(lambda name: f"[{name}]"),
    st.sampled_from(TABLES).map(lambda name: f"[[{name}]]"),
    st.tuples(st.sampled_from(KEYS), VALUES).map(" = ".join),
)
COLUMNS = ("person", "name", "other_names", "organisation", "role", "from", "to", "x", "public")
BOUNDS = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def answered(read, data, name):
    """Read, or be refused as a setting is: with words and a place."""
    refused = None
    try:
        read(data, name)
    except SettingsError as error:
        refused = error
    assert refused is None or (refused.message and name in refused.place)


@BOUNDS
@given(st.lists(LINES, max_size=12).map("\n".join))
@example('title = ["fr"]')
@example("title = []")
def test_any_settings(text):
    answered(read_settings, text.encode("utf-8", "surrogatepass"), "case.toml")


@BOUNDS
@given(st.binary(max_size=200))
def test_any_bytes(data):
    answered(read_settings, data, "case.toml")
    answered(read_roster, data, "roster.csv")


@BOUNDS
@given(
    st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=9),
    st.lists(st.lists(st.text(max_size=12), max_size=9), max_size=5),
    st.sampled_from([",", ";", "\t"]),
)
def test_any_roster(head, rows, between):
    text = "\n".join(between.join(row) for row in [head, *rows])
    answered(read_roster, text.encode("utf-8", "surrogatepass"), "roster.csv")


@pytest.mark.parametrize("value", ["[" * 5000, "{a=" * 2000, "1" * 10_000, '"' * 9])
def test_settings_that_nest_or_run_on(value):
    answered(read_settings, f"[case]\ngroup = {value}".encode(), "case.toml")
