"""Roles that rosters use, in both languages; the French names a function, not a gender."""

from __future__ import annotations

import re

from contrecoup.model.settings import Lang
from contrecoup.report.slots import Lane, Role

_KNOWN: tuple[tuple[str, str, str], ...] = (
    # English, French function, other spellings
    ("interim chief executive", "direction générale par intérim", "interim ceo|acting ceo|acting chief executive|directeur général par intérim|directrice générale par intérim|dg par intérim"),
    ("chief executive", "direction générale", "ceo|chief executive officer|directeur général|directrice générale|dg|pdg|directeurs généraux|directeurs généraux successifs|chief executives|ceos|patron|patronne"),
    ("chair of the board", "présidence du conseil", "board chair|chair|chairman|chairwoman|président du conseil|présidente du conseil|président du conseil d’administration|présidente du conseil d’administration"),
    ("board member", "membre du conseil", "director|membre du conseil d’administration|member of the board"),
    ("president", "présidence", "président|présidente|president and co-founder|co-founder and president"),
    ("chief technology officer", "direction technique", "cto|directeur technique|directrice technique"),
    ("chief scientist", "direction scientifique", "directeur scientifique|directrice scientifique|head of science"),
    ("chief operating officer", "direction des opérations", "coo|directeur des opérations|directrice des opérations"),
    ("chief financial officer", "direction financière", "cfo|directeur financier|directrice financière"),
    ("head of communications", "direction de la communication", "directeur de la communication|directrice de la communication|communications director"),
    ("head of field operations", "responsable des opérations en mer", "responsable des opérations"),
    ("head of modelling", "responsable de la modélisation", "head of modeling"),
    ("head of oceanography", "responsable de l’océanographie", ""),
    ("head of embedded electronics", "responsable de l’électronique embarquée", ""),
    ("head of the acoustics team", "responsable de l’équipe acoustique", "head of acoustics"),
    ("head of data", "responsable des données", "data lead"),
    ("spokesperson", "porte-parole", "spokesman|spokeswoman"),
    ("team lead", "responsable d’équipe", "chef d’équipe|cheffe d’équipe|lead"),
    ("engineer", "ingénierie", "ingénieur|ingénieure|software engineer"),
)  # fmt: skip
_TABLE: dict[str, tuple[str, str]] = {
    said: (english, french)
    for english, french, others in _KNOWN
    for said in (english, french.lower(), *filter(None, others.split("|")))
} | {said: ("board member", said) for said in ("administrateur", "administratrice")}
_LEADER = re.compile(
    r"\b(chief|ceo|director|cto|coo|cfo|president|chair\w*|founder|board|executive|vice.president"
    r"|direction|direct(?:eur|rice)|présiden\w*|p?dg|conseil|fondat\w+|administrat(?:eur|rice)s? général\w*)\b",
    re.IGNORECASE,
)
_BOARD = re.compile(
    r"\bboard\b|\bchair(?:man|woman|person)?\b|\bconseil (?:d['’]administration|de surveillance)\b"
    r"|\b(?:président\w*|présidence|membres?) du conseil\b"
    r"|\b(?:administrat(?:eur|rice)s?|trustees?|non-executive directors?)\b"
    r"(?! (?:générale?s?|systèmes?|réseaux?|judiciaires?|de (?:bases?|données|production|réseaux?|systèmes?)|des ventes)\b)",
    re.IGNORECASE,
)
_EXECUTIVE = re.compile(
    r"\b(?:chief|ceo|coo|cto|cfo|p?dg|founder|direct(?:eur|rice)\w*|direction|executive)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\b(lead|leads|head|manager|responsable|cheffe?s?|supervis\w+|team lead\w*)\b", re.IGNORECASE
)
_OF_THINGS = re.compile(
    r"\b(?:accounts?|brands?|campaigns?|cases?|communit(?:y|ies)|contents?|contracts?|data|events?|facilit(?:y|ies)"
    r"|products?|programmes?|programs?|projects?|property|risks?|social media) managers?\b"
    r"|\b(?:responsable|chef(?:fe)?s?) (?:des? |du |d['’])(?:clientèles?|comptes?|contenus?|contrats?|évènements?"
    r"|événements?|marques?|produits?|programmes?|projets?|réseaux sociaux|risques?)\b",
    re.IGNORECASE,
)
"""Who manages contracts or products leads no team by that."""
_OFFICE = re.compile(r"(?:interim |acting |vice.)?(?:presidency|\w{4,}ship)\b", re.IGNORECASE)


def translated(role: str, lang: Lang) -> str:
    """Return a known role in the report's language, any other unchanged."""
    known = _TABLE.get(role.strip().lower().replace("'", "’"))
    return role if known is None else known[lang == "fr"]


def is_function(role: Role) -> bool:
    """Whether a role is said in French as a function with *la* (``direction générale``)."""
    return translated(role.text, "fr").startswith(("direction", "présidence"))


def is_office(role: Role) -> bool:
    """Whether a role is said in English as what is held, not as who holds it (``presidency``)."""
    return bool(_OFFICE.match(translated(role.text, "en")))


def known(role: str) -> str:
    """Return the English name of a role that both languages have, or ''."""
    return _TABLE.get(role.strip().lower().replace("'", "’"), ("", ""))[0]


def lane(role: str, team: str = "") -> Lane:
    """Return where a role stands: executives, the board, team leads, or others (``staff``).

    A board's chair and members are no executives; an executive who also sits on it is one.
    An occupation that no rule knows (*éleveuse*) is told as of the group, not of its staff.
    """
    if _BOARD.search(f"{role}\n{team}") and not _EXECUTIVE.search(role):
        return "board"
    if _LEAD.search(_OF_THINGS.sub("", role)) and not re.search(r"\bchief\b", role, re.IGNORECASE):
        return "lead"
    return "leader" if _LEADER.search(role) else "staff"
