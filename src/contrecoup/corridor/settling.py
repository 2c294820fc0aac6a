"""Points of the checklist that a person has settled: which, about what, and whether they still are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from contrecoup.errors import SettingsError
from contrecoup.model.decisions import Decision, last

PREFIX = "open:"
"""Before a code of the checklist and an id: ``open:right-of-reply:line:…``."""
CODES = ("unsure", "stale", "private", "removed", "words-stale", "words-number", "right-of-reply")
"""Points that a person may settle with a note; the others are settled where they arise."""


def target_of(code: str, item: str) -> str:
    """Return what a decision that settles a point is about.

    Raises:
        SettingsError: there is no such point, or it is not settled by a note.
    """
    if code not in CODES:
        message = f"there is nothing to settle by a note called {code!r}"
        raise SettingsError(message, next_step=f"one of {', '.join(CODES)}")
    return f"{PREFIX}{code}:{item}"


def item_of(target: str) -> str:
    """Return the id that a point is about, or the id itself."""
    return target.removeprefix(PREFIX).partition(":")[2] if target.startswith(PREFIX) else target


def settled(
    decisions: Iterable[Decision], code: str, items: Iterable[str], words: Callable[[str], str]
) -> dict[str, Decision]:
    """Return the decisions that settle a point, by item.

    One about words holds as long as they are the same.

    Args:
        decisions: all of the case's.
        code: which point.
        items: what is to be looked at.
        words: what an item says now.
    """
    held = last(decisions, ("settle",))
    found = {item: held.get(f"{PREFIX}{code}:{item}") for item in items}
    return {i: one for i, one in found.items() if one is not None and one.about == words(i)}
