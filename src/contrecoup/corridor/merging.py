"""Two people's decisions as one list: what agrees, what is added, what is contradicted."""

from __future__ import annotations

from attrs import frozen

from contrecoup.model.decisions import OWNERS, VERDICTS, Decision, Verb, standing


@frozen(kw_only=True)
class Merged:
    """What became of another person's decisions.

    ``added`` were taken over, as their author wrote them; ``agreed`` were ours too; each of
    ``conflicts`` is ours and theirs about one thing: ours stands until a person decides.
    """

    added: tuple[Decision, ...] = ()
    agreed: tuple[Decision, ...] = ()
    conflicts: tuple[tuple[Decision, Decision], ...] = ()


def merged(ours: tuple[Decision, ...], theirs: tuple[Decision, ...]) -> Merged:
    """Compare two lists of decisions about the same case.

    Only what still stands in theirs is taken over; a decision of theirs that we took over
    before, and that they took back since, is taken back here too.
    """
    mine, other = standing(ours), standing(theirs)
    known = frozenset(ours)
    added: list[Decision] = []
    agreed: list[Decision] = []
    conflicts: list[tuple[Decision, Decision]] = []
    for target, stack in other.items():
        for family, one in _last(stack).items():
            own = _last(mine.get(target, ())).get(family)
            if own is None:
                if one not in known:
                    added.append(one)
            elif (own.verb, own.value) == (one.verb, one.value):
                agreed.append(one)
            else:
                conflicts.append((own, one))
    return Merged(
        added=(*_taken_back(mine, theirs, other), *added),
        agreed=tuple(agreed),
        conflicts=tuple(conflicts),
    )


def _last(stack: tuple[Decision, ...]) -> dict[str, Decision]:
    """Return the decision that holds in each family of verbs; publications are each one's own."""
    return {_family(one.verb): one for one in stack if one.verb != "publish"}


def _family(verb: Verb) -> str:
    if verb in VERDICTS:
        return "verdict"
    return "owner" if verb in OWNERS else verb


def _taken_back(
    mine: dict[str, tuple[Decision, ...]],
    theirs: tuple[Decision, ...],
    other: dict[str, tuple[Decision, ...]],
) -> tuple[Decision, ...]:
    undone = {d.target: d for d in theirs if d.verb == "undo"}
    known = frozenset(theirs)
    return tuple(
        undone[target]
        for target, stack in mine.items()
        if target in undone and stack[-1] in known and stack[-1] not in other.get(target, ())
    )
