"""One line about a finding, for those who decide about it; never printed on a page."""

from __future__ import annotations

from collections.abc import Mapping
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


def said_of(finding: Any, names: Mapping[str, str]) -> str:
    """Return what a finding says, with people by name.

    Args:
        finding: any finding with an id.
        names: names by person or organisation id.
    """

    def name(key: str, otherwise: str = "") -> str:
        return names.get(key, otherwise or key)

    match finding:
        case Stance():
            target = f" {name(finding.target)}" if finding.target else ""
            return f"{name(finding.holder)}: {finding.polarity}{target}: “{finding.citation.exact}”"
        case Quotation():
            who = name(finding.speaker, finding.speaker_name) or "?"
            return f"{who}: “{finding.renderings[0].text}”"
        case Echo():
            return f"{len(finding.account_ids)} × “{finding.text}”"
        case Wave():
            return f"{finding.what}: {len(finding.post_ids)}"
        case Move():
            who = name(finding.person, finding.person_name)
            where = name(finding.organisation, finding.organisation_name)
            rest = ", ".join(filter(None, (finding.role, where, finding.status)))
            return f"{who}: {finding.type}, {rest}"
        case Succession():
            return f"{finding.role}: {' → '.join(finding.names)}"
        case Tally():
            of = f" / {finding.of}" if finding.of else ""
            return f"{finding.qualifier} {finding.value}{of} {finding.what} ({finding.outlet})".strip()
        case CountSeries():
            return f"{finding.what}: {len(finding.tallies)}"
        case Demand():
            return f"{finding.by} → {finding.of}: “{finding.what}”"
        case Removal():
            return f"{finding.post_id}: {finding.state}"
    return str(getattr(finding, "finding_id", ""))
