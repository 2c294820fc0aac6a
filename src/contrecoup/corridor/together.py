"""Findings of which the same is asked, and decisions that were made in one step."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING

from contrecoup.corridor import queue
from contrecoup.model.decisions import Decision, standing

if TYPE_CHECKING:
    from contrecoup.case import Case
    from contrecoup.corridor.queue import Item

READING: dict[str, tuple[str, ...]] = {
    "stances": ("polarity", "target"),
    "moves": ("type", "status"),
    "tallies": ("what",),
    "demands": ("by", "of"),
    "removals": ("state",),
    "echoes": ("kind",),
    "waves": ("kind",),
}
"""What a finding of a kind was read as, beside who and in which words: what a person confirms."""


def reading(item: Item) -> tuple[str, ...]:
    """Return what a finding was read as: a side and toward whom, a move and how far it is."""
    names = READING.get(item.kind, ())
    return tuple(str(getattr(item.finding, name, "") or "") for name in names)


def alike(case: Case, item: Item) -> tuple[Item, ...]:
    """Return the findings that wait and of which the same is asked, in the queue's order.

    They are of one kind, were read as the same, and are as certain; the finding itself is among
    them where it waits.  One whose decision no longer applies is not: it wants to be looked at.
    """

    def work() -> dict[Hashable, frozenset[str]]:
        groups: dict[Hashable, set[str]] = {}
        for one in queue.of_case(case):
            groups.setdefault(_asked(one), set()).add(one.target)
        return {key: frozenset(held) for key, held in groups.items()}

    groups = case.memory.of("alike", (case.state, case.drafting.who), work)
    same = groups.get(_asked(item), frozenset())
    rows = queue.of_case(case).of_kind(item.kind)
    return tuple(one for one in rows if one.target in same and waits(one))


def waits(item: Item) -> bool:
    """Whether a finding waits for a first decision, or was put off."""
    return item.verdict in {"", "later"} and item.lapsed is None


def _asked(item: Item) -> Hashable:
    return item.kind, reading(item), getattr(item.finding, "certainty", "")


def step(decisions: Iterable[Decision], target: str) -> tuple[str, ...]:
    """Return the targets that were decided in one step with the last decision on one of them.

    Only those on which that decision still stands and is the last; nothing where none stands.
    """
    held = standing(decisions)
    if target not in held:
        return ()
    own = _made(held[target][-1])
    return tuple(one for one, stack in held.items() if _made(stack[-1]) == own)


def _made(one: Decision) -> Hashable:
    """Return what decisions of one step have in common: they are written at one instant."""
    return one.at, one.verb, one.who, one.why
