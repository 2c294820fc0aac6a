"""From the echo engine's table of ties to a network for Gephi, without a case."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from contrecoup import __version__
from contrecoup.errors import SettingsError
from contrecoup.model.findings import Findings, Tie
from contrecoup.model.hand_over import HandOver
from contrecoup.model.people import Roster

FORMS = {".gexf": "gexf", ".graphml": "graphml"}
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def form_of(path: Path) -> str:
    """Return the form that a file's name asks for; SettingsError where there is none."""
    form = FORMS.get(path.suffix.lower(), "")
    if not form:
        message = f"no network is written as {path.name!r}"
        raise SettingsError(message, next_step=f"end the name in {' or '.join(FORMS)}")
    return form


def write(ties: Any, path: Path, *, directed: bool = False) -> None:
    """Write ties as GEXF or GraphML: accounts, and how often each pair did the same.

    A pair has one edge with its whole ``weight`` and, for each kind that ``by`` names,
    ``weight_…`` (``weight_link``) and, where chance was asked, ``objects_…``, ``expected_…`` and
    ``q_value_…`` (docs/echoes.md says what they are).

    Args:
        ties: the Arrow table of ties.
        path: the file, ending in ``.gexf`` or ``.graphml``.
        directed: whether a tie is of its first account alone, as the toolkit counts.
    """
    from contrecoup import render
    from contrecoup.store.disk import put_down

    form = form_of(path)
    columns = ["by", "account_a", "account_b", "weight", "objects", "expected", "q_value"]
    rows = ties.select([*columns, "last_at"]).to_pylist()
    last = max((row["last_at"] for row in rows if row["last_at"]), default=_NO_TIME)
    found = tuple(
        Tie(
            **{name: row[name] for name in (*columns[:4], *columns[5:])},
            objects=row["objects"] or 0,
            first_at=row["last_at"] or _NO_TIME,
            last_at=row["last_at"] or _NO_TIME,
        )
        for row in rows
    )
    held = HandOver(
        title="Contrecoup",
        group="",
        zone="UTC",
        version=__version__,
        as_of=last,
        findings=Findings(ties=found),
        roster=Roster(),
        directed=directed,
    )
    made = render.hand_over(held, form, path.name, network="ties")
    path.parent.mkdir(parents=True, exist_ok=True)
    put_down(path, made[path.name])
