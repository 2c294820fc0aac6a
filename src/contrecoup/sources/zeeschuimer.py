"""Zeeschuimer's NDJSON: an envelope around what a browser received."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contrecoup.model.outcomes import Problem
from contrecoup.sources.entries import Entry, JsonFormat, Remarks
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.moments import any_time
from contrecoup.sources.values import record, text
from contrecoup.sources.x_graphql import is_result, outcome_of

_X = {"twitter.com", "x.com", "twitter", "x"}
_ENVELOPE = {"item_id", "timestamp_collected", "source_platform", "data"}


def _match(value: Mapping[str, Any]) -> int:
    return 97 if value.keys() >= _ENVELOPE else 0


def _expand(entry: Entry, source: Input, remarks: Remarks) -> Iterator[Item]:
    place = entry.place or "item 1"
    value = entry.value
    platform = text(value, "source_platform").lower()
    data = record(value, "data")
    if platform not in _X:
        yield Problem(place, f"items of {platform or 'this platform'} cannot be mapped yet")
        return
    if not is_result(data) and "legacy" not in data:
        yield Problem(place, "not a post of X (its shape is not known)")
        return
    found = any_time(value.get("timestamp_collected"))
    if "rest_id" not in data and "tweet" not in data:
        data = {**data, "rest_id": text(value, "item_id")}
    tool = "Zeeschuimer"
    yield outcome_of(Entry(place, data), source, remarks, tool, found[0] if found else None)


ZEESCHUIMER = JsonFormat("zeeschuimer", _match, _expand)
