"""What people decided about findings, accounts, people, sentences and posts.

Decisions are an append-only list.  An undo is a decision too: it takes back the
last one that still stands on the same target.  What holds is what :func:`standing`
leaves, read in the order of the list, whoever wrote the lines and whenever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal, get_args

from attrs import frozen

from contrecoup.model.identity import content_id, slug

Verb = Literal[
    "accept",
    "reject",
    "change",
    "later",
    "undo",
    "assign",
    "outside",
    "merge",
    "split",
    "rename",
    "affiliate",
    "drop",
    "move",
    "reword",
    "policy",
    "judge",
    "settle",
    "publish",
]
VERBS: tuple[Verb, ...] = get_args(Verb)
VERDICTS: frozenset[Verb] = frozenset({"accept", "reject", "change", "later"})
"""What is decided about a finding; the last that stands holds."""
OWNERS: frozenset[Verb] = frozenset({"assign", "outside", "split"})
"""What is decided about who owns an account."""
PEOPLE: frozenset[Verb] = frozenset({"merge", "rename", "affiliate", *OWNERS})
"""Decisions after which detectors run again: they change who is who."""


@frozen(kw_only=True)
class Decision:
    """One decision: who, about what, when, why.

    ``target`` is the id of a finding, an account, a person, a post or a line of the
    account (``line:…``), made of content so that it holds after a new run; ``value`` is what the
    verb needs: ``assign`` and ``merge`` a person id, ``split`` the person id that loses the
    account and the new person's name, ``rename`` a name, ``affiliate`` where the person belonged,
    as JSON (see :mod:`contrecoup.model.belonging`), ``reword`` the new words, ``move``
    the line that it now stands before (empty: last), ``change`` attributes and values as
    JSON, ``policy`` ``verbatim`` or ``count``, ``judge`` ``right``, ``wrong`` or ``unclear``,
    ``settle`` nothing (a point of the checklist, with the reason),
    ``publish`` the SHA-256 of the list of what was published.  ``about`` is what the person had
    before their eyes, in words, so that the line can be read when its target is gone;
    ``lang`` the language of a line's words.
    """

    verb: Verb
    target: str
    value: str
    why: str
    who: str
    at: datetime
    about: str = ""
    lang: str = ""


def standing(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    """Return, by target, the decisions that no undo has taken back, oldest first."""
    held: dict[str, list[Decision]] = {}
    for decision in decisions:
        stack = held.setdefault(decision.target, [])
        if decision.verb != "undo":
            stack.append(decision)
        elif stack:
            stack.pop()
    return {target: tuple(stack) for target, stack in held.items() if stack}


def last(decisions: Iterable[Decision], verbs: Iterable[Verb]) -> dict[str, Decision]:
    """Return, by target, the last standing decision whose verb is one of these."""
    wanted = frozenset(verbs)
    found: dict[str, Decision] = {}
    for target, stack in standing(decisions).items():
        rows = [decision for decision in stack if decision.verb in wanted]
        if rows:
            found[target] = rows[-1]
    return found


def rejected(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the targets that people rejected or dropped."""
    held = last(decisions, (*VERDICTS, "drop"))
    return frozenset(target for target, one in held.items() if one.verb in {"reject", "drop"})


def verdicts(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the targets about which a verdict stands; *later* is none."""
    held = last(decisions, VERDICTS)
    return frozenset(target for target, one in held.items() if one.verb != "later")


def owners(decisions: Iterable[Decision]) -> Mapping[str, str]:
    """Return, by account, the person that people decided owns it; '' for nobody of the group."""
    names = aliases(decisions)
    found = {}
    for account, one in last(decisions, OWNERS).items():
        person = one.value if one.verb == "assign" else ""
        if one.verb == "split":
            person = new_person(one)
        found[account] = names.get(person, person)
    return found


def new_person(split: Decision) -> str:
    """Return the id of the person that a split made."""
    _, _, name = split.value.partition(" ")
    return f"{slug(name)}-{content_id('split', split.target, name)[-6:]}"


def aliases(decisions: Iterable[Decision]) -> Mapping[str, str]:
    """Return, by merged person, the person that they are; chains are followed to their end."""
    direct = {target: one.value for target, one in last(decisions, ("merge",)).items()}
    found = {}
    for person, same in direct.items():
        seen, at = {person}, same
        while at in direct and at not in seen:
            seen.add(at)
            at = direct[at]
        if at not in seen:
            found[person] = at
    return found
