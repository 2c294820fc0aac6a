"""The columns of a roster, in English and French, and how one is told from a table of posts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping

from contrecoup.errors import SettingsError
from contrecoup.sources.column_names import guess, usable
from contrecoup.sources.encodings import to_text
from contrecoup.sources.values import key_of

ROSTER_COLUMNS = (
    "person",
    "name",
    "other_names",
    "organisation",
    "role",
    "team",
    "from",
    "to",
    "x",
    "bluesky",
    "mastodon",
    "source",
    "public",
    "declared",
)
GIVEN = "given"
"""A first name in a column of its own, which stands before the name."""
ALIASES = {
    **dict.fromkeys(("nom", "nom complet", "full name"), "name"),
    **dict.fromkeys(("autres noms", "other names", "alias"), "other_names"),
    **dict.fromkeys(("personne", "identifiant"), "person"),
    **dict.fromkeys(("organization", "entreprise", "société"), "organisation"),
    **dict.fromkeys(("rôle", "fonction", "poste"), "role"),
    **dict.fromkeys(("équipe", "equipe", "service"), "team"),
    **dict.fromkeys(("de", "du", "début", "debut", "depuis", "start", "since"), "from"),
    **dict.fromkeys(("à", "a", "au", "fin", "jusqu'au", "end", "until"), "to"),
    **dict.fromkeys(("twitter", "x/twitter"), "x"),
    **{
        f"{word} {name}": "x" if name == "twitter" else name
        for word in ("compte", "identifiant", "pseudo")
        for name in ("x", "twitter", "bluesky", "mastodon")
    },
    **dict.fromkeys(("publique", "peut être cité", "peut être nommé", "may be named"), "public"),
    **dict.fromkeys(("nom de famille", "last name", "surname", "family name"), "name"),
    **dict.fromkeys(("prénom", "prenom", "first name", "given name", "forename"), GIVEN),
}

_TELLING = frozenset(
    {"other_names", "organisation", "role", "team", "x", "bluesky", "mastodon", "public"}
)
"""Columns that hardly any table has but one of people."""

_YES = {"yes", "true", "1", "oui", "vrai", "x", "y", "o"}
_NO = {"", "no", "false", "0", "non", "faux", "n"}


def flag(row: Mapping[str, str], column: str, here: str) -> bool:
    """Return what a line of a roster says in a column that is yes or no; no without a word.

    Raises:
        SettingsError: it says something else.
    """
    said = row.get(column, "").lower()
    if said not in _YES | _NO:
        message = f"{said!r} in the column {column!r} is neither yes nor no"
        raise SettingsError(message, place=here, next_step="write yes, no, or nothing")
    return said in _YES


def delimiter_of(text: str) -> str:
    """Return what stands between the cells of a first line: a comma, a semicolon or a tab."""
    return max(",;\t", key=text.split("\n", 1)[0].count)


def header_of(line: bytes) -> list[str]:
    """Return the names of a table's columns from its first line; none where it is no CSV."""
    text = to_text(line)[0].lstrip("\ufeff").strip()
    try:
        return next(csv.reader([text], delimiter=delimiter_of(text)), [])
    except csv.Error:
        return []


def is_roster(names: Iterable[str]) -> bool:
    """Whether a table's columns are those of a roster rather than of posts.

    A name, beside it words that posts, payments or points have not (a role, a team, an
    organisation, an account), and at least half of the columns a roster's.
    """
    written = [key_of(name) for name in names]
    cells = [ALIASES.get(c, c.replace(" ", "_")) for c in written if c]
    held = set(ROSTER_COLUMNS).intersection(cells)
    telling = held & _TELLING
    alone = len(held) == len(cells)
    enough = len(telling) >= (1 if alone else 2) and len(held) * 2 >= len(cells)
    return "name" in held and enough and not usable(guess(written))
