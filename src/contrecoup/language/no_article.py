"""Pages and files that hold a menu or a consent wall where an article should be."""

from __future__ import annotations

import re

_SENTENCE = 40
"""Characters from which a line may be a sentence; entries of menus are shorter."""
_MENU = 6
"""Lines from which short lines alone are a menu; fewer may be a headline or a note."""
_WALL = 5_000
"""Characters up to which a text is looked at for a wall: walls are short."""
_STOP = re.compile(r"[.!?…。！？؟]")
_UNIT = re.compile(r"[^.!?\n]+[.!?]?")
_TOPIC = re.compile(
    r"\bcookies?\b|\btraceurs?\b|\btrackers?\b|\bconsent(?:ement|ements)?\b|vie privée"
    r"|données personnelles|personal data|\bprivacy\b|\bpartenaires\b|\bpartners\b",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"tout (?:accepter|refuser)|accepter (?:tout|et fermer|et continuer)|continuer sans accepter"
    r"|(?:gérer|paramétrer|personnaliser) (?:mes|vos|les) (?:choix|préférences|cookies)"
    r"|politique de confidentialité|vous pouvez (?:accepter|refuser)|en cliquant sur"
    r"|(?:accept|reject|allow|refuse) (?:all|cookies)|accept and (?:close|continue)"
    r"|manage (?:my |your )?(?:choices|preferences|settings|cookies)|privacy policy"
    r"|by clicking|you can (?:accept|change|withdraw)|necessary cookies only",
    re.IGNORECASE,
)
_GATE = re.compile(
    r"réservée? (?:aux|à nos) abonnés|abonnez-vous pour|connectez-vous pour|déjà abonné"
    r"|(?:sign in|log in|subscribe|register) to (?:continue|read)|already a subscriber"
    r"|(?:enable|activer) javascript|désactive[rz] votre bloqueur|disable your ad ?blocker",
    re.IGNORECASE,
)


def missing(text: str) -> str:
    """Why a text is no article, in words for a person; empty where it may be one.

    Only what is plain is refused: not one word, short lines without a sentence
    among them, or a text most of which asks for consent, a login or money.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not any(c.isalnum() for c in text):
        return "no article text was found in it: there is not one word"
    if len(lines) >= _MENU and not any(map(_like_sentence, lines)):
        return f"no article text was found in it: {len(lines)} short lines and no sentence (a menu)"
    if len(text) <= _WALL and _wall(text):
        return "no article text was found in it: it asks for consent or a subscription (a wall)"
    return ""


def _like_sentence(line: str) -> bool:
    return len(line) >= _SENTENCE or (len(line) >= 12 and _STOP.search(line[-3:]) is not None)


def _wall(text: str) -> bool:
    """Whether at least six letters in ten stand in sentences of a wall, a button among them."""
    if not (_GATE.search(text) or (_TOPIC.search(text) and _BUTTON.search(text))):
        return False
    units = [unit.group() for unit in _UNIT.finditer(text)]
    signs = (_TOPIC, _BUTTON, _GATE)
    theirs = sum(len(u) for u in units if any(sign.search(u) for sign in signs))
    return theirs * 10 >= 6 * sum(map(len, units))
