"""What became of each post: its state, from every observation of it and its account.

The latest observation wins, with two exceptions.  ``unavailable`` and
``unknown`` explain nothing, so they never replace a state that does.  And a
post deleted by its author stays so whatever happens to its account.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from attrs import frozen

from contrecoup.model.evidence import State

NEVER = -(1 << 62)

_RANK: dict[str, int] = {
    "unknown": 0,
    "live": 1,
    "edited": 2,
    "unavailable": 3,
    "protected": 4,
    "withheld": 5,
    "deactivated": 6,
    "suspended": 7,
    "taken-down": 8,
    "account-deleted": 9,
    "deleted": 10,
}
assert set(_RANK) == set(get_args(State))
_MUTE = {"unknown", "unavailable"}
_THERE = {"live", "edited"}
OF_ACCOUNTS = {"account-deleted", "deactivated", "suspended", "protected"}
"""States that an account has rather than a post."""


@frozen
class Event:
    """A state seen at an instant (microseconds since 1970)."""

    at: int
    state: str


def after(events: Iterable[Event], start: str = "live") -> tuple[str, int]:
    """Return the state after all events, and when it was last seen so."""
    state, at = start, NEVER
    for event in sorted(events, key=lambda e: (e.at, _RANK[e.state])):
        if event.state in _MUTE:
            if event.state == "unknown" or state not in {*_MUTE, *_THERE}:
                continue
            state, at = event.state, event.at
        elif event.state == "live" and state == "edited":
            at = event.at
        else:
            state, at = event.state, event.at
    return state, at


def resolve(post: Iterable[Event], account: Iterable[Event], created: int) -> str:
    """Return a post's state.

    Args:
        post: what was seen of the post itself, sightings included.
        account: what was seen of its account.
        created: when the post was published.
    """
    events = list(post)
    state, _ = after(events)
    if state == "deleted":
        return state
    there = max((e.at for e in events if e.state in _THERE), default=created)
    whole, at = after(
        Event(e.at, "account-deleted" if e.state == "deleted" else e.state) for e in account
    )
    if whole in _THERE or at < there:
        return state
    if whole in _MUTE and state not in _THERE:
        return state
    return whole
