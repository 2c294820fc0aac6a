"""What became of a post, from everything seen of it and of its account."""

from __future__ import annotations

import itertools

import pytest

from contrecoup.model.evidence import STATES
from contrecoup.store.states import Event, after, resolve

CREATED = 0
TABLE = [
    # post's own events, account's events, state
    ([], [], "live"),
    ([(5, "live")], [], "live"),
    ([(5, "live"), (9, "deleted")], [], "deleted"),
    ([(9, "deleted"), (12, "unavailable")], [], "deleted"),
    ([(9, "unavailable"), (7, "deleted")], [], "deleted"),
    ([(9, "unavailable"), (12, "deleted")], [], "deleted"),
    ([(9, "unavailable")], [], "unavailable"),
    ([(9, "unavailable"), (12, "live")], [], "live"),
    ([(9, "unknown")], [], "live"),
    ([(9, "unavailable"), (12, "unknown")], [], "unavailable"),
    ([(9, "edited"), (12, "live")], [], "edited"),
    ([(9, "live"), (9, "deleted")], [], "deleted"),
    ([(9, "taken-down"), (12, "live")], [], "live"),
    ([(9, "withheld"), (12, "taken-down")], [], "taken-down"),
    ([(5, "live")], [(9, "suspended")], "suspended"),
    ([(5, "live")], [(9, "deactivated"), (12, "live")], "live"),
    ([(5, "live")], [(9, "account-deleted"), (12, "unavailable")], "account-deleted"),
    ([(5, "live")], [(9, "deleted")], "account-deleted"),
    ([(5, "live"), (12, "live")], [(9, "suspended")], "live"),
    ([(7, "deleted")], [(9, "account-deleted")], "deleted"),
    ([(7, "deleted")], [(9, "deactivated"), (12, "live")], "deleted"),
    ([(7, "unavailable")], [(9, "suspended")], "suspended"),
    ([(7, "withheld")], [(9, "unavailable")], "withheld"),
    ([(5, "live")], [(9, "unavailable")], "unavailable"),
    ([(5, "live")], [(-5, "suspended")], "live"),
    ([(5, "edited")], [(9, "protected")], "protected"),
]


@pytest.mark.parametrize(("post", "account", "state"), TABLE)
def test_states(post, account, state):
    for one in itertools.permutations(post):
        for two in itertools.permutations(account):
            events = [Event(*e) for e in one], [Event(*e) for e in two]
            assert resolve(*events, CREATED) == state


@pytest.mark.parametrize(("one", "two"), [*itertools.combinations(STATES, 2)])
def test_of_two_states_of_one_instant_the_same_one_counts_in_any_order(one, two):
    events = [Event(5, one), Event(5, two)]
    assert after(events) == after(events[::-1])
    assert resolve(events, [], CREATED) == resolve(events[::-1], [], CREATED)
    assert resolve([], events, CREATED) == resolve([], events[::-1], CREATED)
