"""Findings as people's decisions leave them: without the rejected, with what was changed.

The detectors never see these decisions, so that a decision costs no new run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from attrs import evolve, fields

from contrecoup.errors import SettingsError
from contrecoup.findings.context import Context
from contrecoup.findings.counted import series_of
from contrecoup.model.decisions import Decision, last, rejected
from contrecoup.model.findings import (
    Demand,
    Findings,
    Move,
    MoveStatus,
    Quotation,
    Stance,
    Succession,
)
from contrecoup.model.reading import MoveType, Polarity

CHANGEABLE: Mapping[type[Any], Mapping[str, Any]] = {
    Stance: {"polarity": Polarity, "target": str, "holder": str},
    Move: {"type": MoveType, "status": MoveStatus, "person": str, "organisation": str, "role": str},
    Succession: {"role": str},
    Quotation: {"speaker": str, "speaker_name": str},
    Demand: {"by": str, "of": str},
}
"""What a person may set right in a finding; its evidence and its id stay."""


def decided(findings: Findings, context: Context, decisions: tuple[Decision, ...]) -> Findings:
    """Return findings with the rejected left out and the changed ones as people set them.

    What rests on the published counts (the series) is worked out again from those that stay.
    """
    gone = rejected(decisions)
    changes = {t: d for t, d in last(decisions, ("change",)).items() if t not in gone}
    if not gone and not changes:
        return findings

    def kept(found: Any) -> Any:
        if not isinstance(found, tuple):
            return found
        rows = (f for f in found if getattr(f, "finding_id", "") not in gone)
        return tuple(_changed(f, changes.get(getattr(f, "finding_id", ""))) for f in rows)

    new = Findings(**{a.name: kept(getattr(findings, a.name)) for a in fields(Findings)})
    if findings.series and new.tallies != findings.tallies:
        again = series_of(context, new.tallies)
        new = evolve(new, series=tuple(s for s in again if s.finding_id not in gone))
    return new


def _changed(finding: Any, decision: Decision | None) -> Any:
    return finding if decision is None else changed(finding, decision.value)


def changed(finding: Any, value: str) -> Any:
    """Return a finding with some attributes set as JSON says.

    Raises:
        SettingsError: the attribute may not be set, or not to this.
    """
    allowed = CHANGEABLE.get(type(finding), {})
    name = type(finding).__name__.lower()
    try:
        given = msgspec.json.decode(value, type=dict[str, str])
    except msgspec.DecodeError as error:
        message = f"a change is a JSON object of texts, not {value[:80]!r}"
        raise SettingsError(message, next_step='write it so: {"polarity": "for"}') from error
    for key, said in given.items():
        if key not in allowed:
            message = f"{key!r} of a {name} is not a person's to change"
            can = ", ".join(allowed) or "nothing; reject it instead"
            raise SettingsError(message, next_step=f"of a {name} one may change: {can}")
        try:
            msgspec.convert(said, allowed[key])
        except msgspec.ValidationError as error:
            message = f"{said!r} is no {key} of a {name}"
            raise SettingsError(message, next_step=str(error)) from error
    return evolve(finding, **given)
