"""One line about a finding, for those who decide about it; never printed on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from contrecoup.model.findings import (
    CountSeries,
    Demand,
    Echo,
    Move,
    Quotation,
    Removal,
    Stance,
    Succession,
    Tally,
    Wave,
)

Name = Callable[..., str]
Say = Callable[[str], str]
"""Puts a value that is one of a few (``against``, ``signatories``) into words."""


_OURS = frozenset({"we", "nous"})
"""Who asks in a letter, by the letter's own word."""


def _plain(code: str) -> str:
    return code


def said_of(finding: Any, names: Mapping[str, str], say: Say = _plain) -> str:
    """Return what a finding says, with people by name.

    Args:
        finding: any finding with an id.
        names: names by person or organisation id.
        say: puts values that are one of a few into words; as they are, without one.
    """

    def name(key: str, otherwise: str = "") -> str:
        return names.get(key, otherwise or key)

    line = _SAYINGS.get(type(finding))
    return line(finding, name, say) if line else str(finding.finding_id)


def _quoted(words: str, say: Say) -> str:
    return say("“…”").replace("…", words, 1)


def _stance(one: Stance, name: Name, say: Say) -> str:
    target = f" {name(one.target)}" if one.target else ""
    side = f"{say(one.polarity)}{target}"
    return f"{name(one.holder)}{say(':')} {side}{say(':')} {_quoted(one.citation.exact, say)}"


def _quotation(one: Quotation, name: Name, say: Say) -> str:
    who = name(one.speaker, one.speaker_name) or "?"
    return f"{who}{say(':')} {_quoted(one.renderings[0].text, say)}"


def _echo(one: Echo, _: Name, say: Say) -> str:
    return f"{len(one.account_ids)} × {_quoted(one.text, say)}"


def _wave(one: Wave, _: Name, _say: Say) -> str:
    return f"{len(one.post_ids)} × {one.what}"


def _move(one: Move, name: Name, say: Say) -> str:
    where = name(one.organisation, one.organisation_name)
    rest = ", ".join(filter(None, (say(one.type), say(one.role), where, say(one.status))))
    return f"{name(one.person, one.person_name)}{say(':')} {rest}"


def _succession(one: Succession, _: Name, say: Say) -> str:
    return f"{say(one.role)}{say(':')} {' → '.join(one.names)}"


def _tally(one: Tally, _: Name, say: Say) -> str:
    of = f" / {one.of}" if one.of else ""
    hedge = say(one.qualifier) if one.qualifier else ""
    outlet = f" ({one.outlet})" if one.outlet else ""
    return f"{hedge} {one.value}{of} {say(one.what)}{outlet}".strip()


def _series(one: CountSeries, _: Name, say: Say) -> str:
    return f"{len(one.tallies)} × {say(one.what)}"


def _demand(one: Demand, name: Name, say: Say) -> str:
    ours = one.by.lower() in _OURS and one.document_id.startswith("letter:")
    by = say("the letter") if ours else name(one.by)
    whom = " → ".join(filter(None, (by, name(one.of))))
    return f"{whom}{say(':')} {_quoted(one.what or one.threat or one.condition, say)}"


def _removal(one: Removal, _: Name, say: Say) -> str:
    return f"{one.post_id}{say(':')} {say(one.state)}"


_SAYINGS: dict[type[Any], Callable[[Any, Name, Say], str]] = {
    Stance: _stance,
    Quotation: _quotation,
    Echo: _echo,
    Wave: _wave,
    Move: _move,
    Succession: _succession,
    Tally: _tally,
    CountSeries: _series,
    Demand: _demand,
    Removal: _removal,
}
