"""Words that say what became of a post: in a column of states, or in place of its text.

A word is taken for what it says and no more.  *Missing* and *removed* say nothing of who did it, and
many tools write *deleted* of what they did not find; Reddit's convention says whose act it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from contrecoup.model.evidence import State
from contrecoup.model.times import Moment
from contrecoup.sources.moments import Order, any_time
from contrecoup.sources.values import key_of

GONE = (
    r"(?i)^\s*\[\s*(?:(deleted|supprimée?)( by (?:the )?(?:user|author)| par l['’]aut(?:eur|rice))?"
    r"|(removed|retirée?)( by (?:reddit|(?:a )?moderators?)| par (?:reddit|la modération))?)\s*\]\s*$"
)
"""A text that stands for one that is gone; its groups say how, and whose act it was."""
_GONE = re.compile(GONE)
_YES = {"1", "true", "yes", "y", "x", "oui", "vrai", "✓", "✔"}
_NO = {"", "0", "false", "no", "n", "non", "faux", "-", "none", "null", "nan"}
_DELETION = re.compile(r"(?:is |was )?deleted(?: at)?|supprimée?|supprime|date de suppression")
"""Headers under which *yes*, or a time, says that a post was deleted."""
_WORDS: dict[State, str] = {
    "live": "live online active available public published ok 200 en_ligne disponible actif active"
    " publié publiée visible posted",
    "edited": "edited modifié modifiée",
    "deleted": "deleted supprimé supprimée effacé effacée deleted_by_author deleted_by_user deleted_by_the_author supprimé_par_l'auteur"
    " supprimée_par_l'auteur supprimé_par_l'autrice supprimée_par_l'autrice",
    "taken-down": "taken_down takendown removed_by_moderator removed_by_moderators removed_by_reddit"
    " removed_by_the_platform retiré_par_la_modération retiré_par_la_plateforme modéré",
    "unavailable": "unavailable indisponible not_found introuvable missing absent manquant gone"
    " removed retiré retirée 404 410 not_available",
    "account-deleted": "account_deleted compte_supprimé",
    "suspended": "suspended account_suspended suspendu suspendue compte_suspendu",
    "deactivated": "deactivated account_deactivated désactivé compte_désactivé",
    "protected": "protected private protégé protégée privé privée account_protected compte_protégé"
    " compte_privé",
    "withheld": "withheld",
}
_STATES: dict[str, State] = {
    word.replace("_", " "): state for state, words in _WORDS.items() for word in words.split()
}


@frozen
class Said:
    """A state that a table says; ``at`` where it says since when."""

    state: State
    at: Moment | None = None


def gone(words: str, platform: str) -> State | None:
    """Return the state of a post whose text was replaced by a word in brackets."""
    found = _GONE.match(words) if len(words) < 60 else None
    if found is None:
        return None
    lost, by_author, taken, by_others = (part.lower() if part else "" for part in found.groups())
    reddit = platform == "reddit"
    if by_others or (reddit and taken == "removed"):
        return "taken-down"
    return "deleted" if by_author or (reddit and lost == "deleted") else "unavailable"


def said(name: str, cell: Any, order: Order = "") -> Said | None:
    """Return the state in a cell of the column ``name``; None for a word that is none."""
    if cell is not None and not isinstance(cell, str | int | float):
        return None
    word = key_of("" if cell is None else str(cell)).removesuffix(".0")
    word = word.replace("-", " ").strip() if len(word) > 1 else word
    if _DELETION.fullmatch(key_of(name)):
        if word in _YES:
            return Said("deleted")
        if word in _NO:
            return Said("live")
        when = any_time(cell, "UTC", order) if word not in _STATES else None
        if when:
            return Said("deleted", when[0])
    state = "live" if word in _NO - {"0", "n", "no", "non", "false", "faux"} else _STATES.get(word)
    return Said(state) if state else None


def holds_states(name: str, sample: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the cells of a column are states, nearly all of them."""
    cells = [c for row in sample if (c := row.get(name)) not in (None, "")]
    return bool(cells) and sum(said(name, c) is not None for c in cells) * 5 >= 4 * len(cells)
