"""What a table says became of its posts, as observations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from contrecoup.model.evidence import Observation
from contrecoup.model.outcomes import Notice, Skipped
from contrecoup.model.times import Moment
from contrecoup.sources.columns import post_from
from contrecoup.sources.entries import Remarks
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.moments import ORDER, Order
from contrecoup.sources.state_words import Said, gone, said

_ACTS = frozenset(
    {"deleted", "taken-down", "account-deleted", "suspended", "deactivated", "withheld"}
)
"""States that somebody brought about, which a page tells as the platform's word."""


def told_states(theirs: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[Notice]:
    """Yield a notice where states are a table's own word."""
    if "state" in theirs and "state" not in wanted:
        reason = (
            f"what became of posts is in the column {theirs['state']}: if the platform said"
            " so, map it as state in --columns"
        )
        yield Notice("header", reason)


def items_from(
    row: Mapping[str, Any],
    theirs: Mapping[str, str],
    source: Input,
    remarks: Remarks,
    place: str,
    tool: str,
) -> Iterator[Item]:
    """Yield the post that a row holds, and what the row says became of it.

    Of a post whose text is gone, or that is no longer public, only that is told.  The platform's
    act is told where a person maps the column: a table's own word is that a post is not available.
    """
    name = theirs.get("state", "")
    order: Order = remarks.memory.get(ORDER, "")
    cell = name[1:] if name.startswith("=") else row.get(name)
    told = said(name, cell, order) if name else None
    if name and told is None:
        remarks.add(f"the column {name} says {str(cell)[:40]!r}, which is no state", place)
    if told and told.state != "live" and row.get(theirs["text"]) is None:
        row = {**row, theirs["text"]: ""}
    post = post_from(row, theirs, source, remarks, place, tool)
    lost = gone(post.text, post.platform)
    if told and told.state in _ACTS and "state" not in source.columns:
        told = Said("unavailable")
    state = told.state if told and told.state not in {"live", "edited"} else lost
    if state is None:
        yield evolve(post, state="edited") if told and told.state == "edited" else post
        return
    held = bool(post.text.strip()) and lost is None and state != "protected"
    if held:
        yield evolve(post, state=state)
    elif post.post_id.partition(":")[2].startswith("row:"):
        yield Skipped(place, "gone, and the row has no id")
        return
    at = (told.at if told else None) or Moment(post.collected_at or source.captured_at)
    reason = (
        f"the column {name} says {str(cell)[:40]}"
        if told and told.state == state
        else f"the text is {post.text.strip()}"
    )
    yield Observation(post.post_id, state, at, source.capture_id, place, reason)
