"""Hand-over: a case's findings in the forms that other tools read.

``FORMS`` names them; ``hand_over`` writes one, as files by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from contrecoup.errors import SettingsError
from contrecoup.model.hand_over import HandOver
from contrecoup.render.hand_over.as_ftm import ftm
from contrecoup.render.hand_over.as_graph import NETWORKS, gexf, graphml
from contrecoup.render.hand_over.as_linked import jsonld
from contrecoup.render.hand_over.as_references import bibtex, csl
from contrecoup.render.hand_over.as_tables import csv_files, parquet_files, sqlite_file

__all__ = ["FORMS", "NETWORKS", "hand_over"]

_ONE: Mapping[str, Callable[[HandOver], bytes]] = {
    "sqlite": sqlite_file,
    "jsonld": jsonld,
    "ftm": ftm,
    "csl": csl,
    "bibtex": bibtex,
}
FORMS: tuple[str, ...] = ("csv", "parquet", "gexf", "graphml", *_ONE)
"""Forms: a folder of tables (csv, parquet), a network (gexf, graphml), or one file."""


def hand_over(
    case: HandOver, form: str, name: str, *, network: str = "echoes", bom: bool = False
) -> dict[str, bytes]:
    """Return a case's findings in one form, as files by name.

    Args:
        case: what is handed over.
        form: one of :data:`FORMS`.
        name: the file's name; for tables, each file is named after its table instead.
        network: which network, for ``gexf`` and ``graphml``.
        bom: for ``csv``, a byte-order mark in front (for Excel).

    Raises:
        SettingsError: there is no such form or network.
    """
    if form not in FORMS:
        message = f"nothing is exported as {form!r}"
        raise SettingsError(message, next_step=f"choose among {', '.join(FORMS)}")
    chosen = next((known for known in NETWORKS if known == network), None)
    if chosen is None:
        message = f"there is no network {network!r}"
        raise SettingsError(message, next_step=f"choose among {', '.join(NETWORKS)}")
    if form == "csv":
        return csv_files(case, bom=bom)
    if form == "parquet":
        return parquet_files(case)
    graphs: dict[str, Callable[[HandOver], bytes]] = {
        "gexf": partial(gexf, network=chosen),
        "graphml": partial(graphml, network=chosen),
    }
    return {name: {**graphs, **_ONE}[form](case)}
