"""Words that take a side, per language, as regular expressions on plain text.

Plain text has no accents, no case and no marks (:func:`people.plain`), so the
patterns are written that way.  Only words count: an emoji takes no side.
"""

from __future__ import annotations

import re

_FOR = (
    # French
    r"soutiens",
    r"soutenons",
    r"(?:tout mon|notre|mon) soutien",
    r"soutien a",
    r"solidaires? (?:de|avec)",
    r"(?<!perdu )(?:toute|pleine) (?:ma|notre) confiance",
    r"(?:ai|avons|garde|gardons) confiance en",
    r"merci (?:a|pour|infiniment)",
    r"(?:je|nous) (?:la |le |l )?defend(?:s|ons)",
    r"(?:fier|fiere|fiers|fieres) (?:de|d)",
    r"derriere (?:toi|elle|lui)",
    r"admire",
    r"reviens",
    r"(?:le|son) retour de",
    r"a (?:bien )?fait de",
    r"avait raison",
    r"a raison",
    r"a eu raison",
    # English
    r"(?:i|we) (?:fully |still )?support",
    r"(?:full|my|our) support",
    r"stand(?:ing)? (?:with|by|behind)",
    r"(?:i|we) (?:fully |still )?trust",
    r"proud of",
    r"grateful (?:to|for)",
    r"thank you for",
    r"thanks for",
    r"(?:i|we) (?:still )?defend",
    r"(?:i|we) admire",
    r"bring (?:her|him|them|back)",
    r"reinstate",
    r"(?:was|is|were|are) right to",
    r"did the right thing",
    r"made the right (?:call|decision)",
)
_AGAINST = (
    # French
    r"(?:doit|doivent|devrait|devraient) (?:partir|demissionner|s en aller)",
    r"demissionn(?:e|ez|ent)",
    r"(?:la|votre|sa|leur) demission",
    r"(?:quelle |la |une )?honte",
    r"honteu(?:x|se)",
    r"(?:a|ont|avez|nous) trahi(?:s|e|es)?",
    r"trahison",
    r"irresponsables?",
    r"inadmissible",
    r"indigne",
    r"(?:plus|aucune) confiance",
    r"perdu (?:toute |notre |ma )*confiance",
    r"(?:a|ont|avez) (?:menti|echoue|failli)",
    r"mensonges?",
    r"incompeten(?:t|ts|ce)",
    r"mepris(?:e|ent|ant)?",
    r"lachete",
    r"reproch(?:e|es|ons)",
    r"est une faute",
    r"(?:doit|doivent) (?:une explication|des explications|des comptes)",
    r"(?:demand|exig|reclam|appel|somm|invit)\w* (?:\w+ ){0,8}(?:de |a |qu il |qu ils )demissionn\w+",
    r"(?:demand|exig|reclam|appel)\w* (?:a )?(?:la |leur |sa )demission",
    # English
    r"(?:must|should|has to|have to|needs to|need to) (?:go|resign|step down|leave)",
    r"should (?:not|n t) be (?:deciding|running|allowed|in charge)",
    r"(?:call|ask|urg|demand)\w* (?:\w+ ){0,8}(?:to|they) (?:resign|step down)",
    r"step down",
    r"resign now",
    r"betray(?:ed|al|s)?",
    r"shame(?:ful)?",
    r"disgrace(?:ful)?",
    r"irresponsible",
    r"reckless",
    r"no (?:more )?(?:confidence|trust)",
    r"lost (?:all )?(?:my |our )?(?:confidence|trust|faith)",
    r"(?:lied|lying)",
    r"dishonest",
    r"incompeten(?:t|ce)",
    r"contempt(?:uous)?",
    r"cowardly",
)
_CONFUSED = (
    r"(?:ne|n y|n) (?:y )?comprends?(?: toujours| vraiment)? (?:plus|pas|rien)",
    r"comprends (?:plus|pas|rien)",
    r"(?:suis|toujours|encore|juste|completement) perdue?s?",
    r"que se passe t il",
    r"qu est ce qui se passe",
    r"(?:sais|savons) (?:plus|pas) quoi penser",
    r"quelqu un (?:a une explication|a compris|peut (?:m |nous )?expliquer)",
    r"(?:don t|do not|doesn t) understand",
    r"(?:i m|i am|we re|we are|just|so|still|utterly) (?:so |just |utterly |very )?confused",
    r"what (?:just happened|is (?:going on|happening)|s (?:going on|happening))",
    r"can (?:anyone|someone|somebody) explain",
    r"no idea what (?:is |s |to )?(?:going on|happen(?:ed|ing)|think)",
    r"makes no sense",
)
_NEITHER = (
    r"(?:ne )?(?:prends|prendrai) pas (?:parti|position)",
    r"sans prendre parti",
    r"ni pour ni contre",
    r"(?:i|we) (?:am not|m not|are not|re not|won t|will not|don t|do not) tak(?:e|ing) sides?",
)
_NOT = re.compile(
    r"\b(?:ne|n|not|never|no|don t|doesn t|didn t|won t|can t|cannot|jamais|sans)(?: \w+){0,2} $"
)
PRONOUN = re.compile(r"\b(?:la|le|l|lui|elle|il|her|him|she|he)\b")
"""A word that may stand for the person named in the sentence before."""
BOARD = re.compile(
    r"\b(?:conseil d administration|conseil|administrateurs|ca|board(?: of directors)?|directors)\b"
)


def _compile(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b")


FOR = _compile(_FOR)
AGAINST = _compile(_AGAINST)
CONFUSED = _compile(_CONFUSED)
NEITHER = _compile(_NEITHER)


def negated(text: str, start: int) -> bool:
    """Whether the words just before a position deny what follows (plain text)."""
    return _NOT.search(text[max(0, start - 24) : start]) is not None
