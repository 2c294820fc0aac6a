"""Contrecoup: a sourced account of how a group of people reacted.

From posts, press articles and an open letter, in French and in English, each
sentence leading back to preserved evidence.  The names below are the front
door; they are loaded when they are first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contrecoup.case import Case
    from contrecoup.corridor.pipes import echoes, read, same
    from contrecoup.corridor.views import Account, Found, Outcome, Shelf, Trail
    from contrecoup.errors import (
        ContrecoupError,
        EvidenceError,
        PeopleError,
        ReportError,
        SettingsError,
        SourceError,
    )
    from contrecoup.model.reading import Reading, Sameness, Wording

__version__ = "0.1.0"

__all__ = [
    "Account",
    "Case",
    "ContrecoupError",
    "EvidenceError",
    "Found",
    "Outcome",
    "PeopleError",
    "Reading",
    "ReportError",
    "Sameness",
    "SettingsError",
    "Shelf",
    "SourceError",
    "Trail",
    "Wording",
    "echoes",
    "read",
    "same",
]

_HOMES = {
    "contrecoup.case": ("Case",),
    "contrecoup.errors": (
        "ContrecoupError",
        "EvidenceError",
        "PeopleError",
        "ReportError",
        "SettingsError",
        "SourceError",
    ),
    "contrecoup.model.reading": ("Reading", "Sameness", "Wording"),
    "contrecoup.corridor.pipes": ("echoes", "read", "same"),
    "contrecoup.corridor.views": ("Account", "Found", "Outcome", "Shelf", "Trail"),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    message = f"module 'contrecoup' has no attribute {name!r}"
    raise AttributeError(message)


def _open_notebook() -> None:
    """Where IPython runs already, let nouns show themselves."""
    if "IPython" in sys.modules:
        notebook = import_module("contrecoup.notebook")
        if notebook.in_notebook():
            notebook.show_nouns()


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])


_open_notebook()
