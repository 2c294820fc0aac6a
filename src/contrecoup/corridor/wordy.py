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


def said_of(finding: Any, names: Mapping[str, str]) -> str:
    """Return what a finding says, with people by name.

    Args:
        finding: any finding with an id.
        names: names by person or organisation id.
    """

    def name(key: str, otherwise: str = "") -> str:
        return names.get(key, otherwise or key)

    say = _SAYINGS.get(type(finding))
    return say(finding, name) if say else str(finding.finding_id)


def _stance(one: Stance, name: Name) -> str:
    target = f" {name(one.target)}" if one.target else ""
    return f"{name(one.holder)}: {one.polarity}{target}: “{one.citation.exact}”"


def _quotation(one: Quotation, name: Name) -> str:
    return f"{name(one.speaker, one.speaker_name) or '?'}: “{one.renderings[0].text}”"


def _echo(one: Echo, _: Name) -> str:
    return f"{len(one.account_ids)} × “{one.text}”"


def _wave(one: Wave, _: Name) -> str:
    return f"{len(one.post_ids)} × {one.what}"


def _move(one: Move, name: Name) -> str:
    where = name(one.organisation, one.organisation_name)
    rest = ", ".join(filter(None, (one.type, one.role, where, one.status)))
    return f"{name(one.person, one.person_name)}: {rest}"


def _succession(one: Succession, _: Name) -> str:
    return f"{one.role}: {' → '.join(one.names)}"


def _tally(one: Tally, _: Name) -> str:
    of = f" / {one.of}" if one.of else ""
    return f"{one.qualifier} {one.value}{of} {one.what} ({one.outlet})".strip()


def _series(one: CountSeries, _: Name) -> str:
    return f"{len(one.tallies)} × {one.what}"


def _demand(one: Demand, name: Name) -> str:
    return f"{name(one.by)} → {name(one.of)}: “{one.what}”"


def _removal(one: Removal, _: Name) -> str:
    return f"{one.post_id}: {one.state}"


_SAYINGS: dict[type[Any], Callable[[Any, Name], str]] = {
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
