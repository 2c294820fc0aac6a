"""Words of moves: verbs and nouns, who moves, what bounds them; French and English."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from functools import cache
from typing import NamedTuple

from contrecoup.findings.press.lexicon_en import regular as regular_en
from contrecoup.findings.press.lexicon_fr import regular as regular_fr
from contrecoup.model.reading import MoveType


class MoveVerb(NamedTuple):
    """``mover``: ``subj``, ``obj``, or ``swap`` (the subject replaces the object)."""

    type: MoveType
    mover: str
    form: str
    needs: str  # what the object must be: org, person, post, at, or nothing


_VERBS: dict[str, dict[str, str]] = {
    "fr": {
        "démissionner": "resign subj",
        "limoger": "dismiss obj",
        "évincer": "dismiss obj",
        "licencier": "dismiss obj",
        "renvoyer": "dismiss obj",
        "révoquer": "dismiss obj",
        "destituer": "dismiss obj",
        "congédier": "dismiss obj",
        "écarter": "dismiss obj",
        "nommer": "appoint obj post",
        "désigner": "appoint obj post",
        "remplacer": "appoint swap person",
        "quitter": "leave subj org",
        "succéder": "succeed subj at",
        "réintégrer": "return obj",
    },
    "en": {
        "resign": "resign subj",
        "fire": "dismiss obj",
        "oust": "dismiss obj",
        "dismiss": "dismiss obj",
        "sack": "dismiss obj",
        "remove": "dismiss obj",
        "appoint": "appoint obj post",
        "name": "appoint obj post",
        "replace": "appoint swap person",
        "succeed": "succeed subj person",
        "join": "join subj org",
        "rejoin": "return subj org",
        "reinstate": "return obj",
        "depart": "leave subj",
    },
}
_IRREGULAR = {
    "fr": {
        "join subj org": "fin:rejoint rejoignent rejoignait rejoindra rejoindront rejoindrait part:rejoint inf:rejoindre ger:rejoignant",
        "dismiss obj": "part:démis démise inf:démettre",
        "return subj back": "fin:revient reviennent reviendra reviendront reviendrait part:revenu revenue revenus inf:revenir",
        "appoint subj role": "fin:devient deviendra deviendrait part:devenu devenue inf:devenir",
    },
    "en": {
        "leave subj org": "fin:leaves leave left part:left inf:leave ger:leaving",
        "leave subj": "fin:quit quits part:quit inf:quit ger:quitting",
        "return subj back": "fin:returns returned return part:returned inf:return ger:returning",
        "appoint subj role": "fin:becomes became become part:become inf:become",
    },
}
NOUNS: dict[str, tuple[MoveType, str]] = {
    "demission": ("resign", "of"), "demissions": ("resign", "of"), "eviction": ("dismiss", "of"), "limogeage": ("dismiss", "of"),
    "licenciement": ("dismiss", "of"), "renvoi": ("dismiss", "of"), "destitution": ("dismiss", "of"), "revocation": ("dismiss", "of"),
    "depart": ("leave", "of"), "nomination": ("appoint", "of"), "designation": ("appoint", "of"), "retour": ("return", "of"), "reintegration": ("return", "of"),
    "remplacement": ("dismiss", "of"), "resignation": ("resign", "of"), "ouster": ("dismiss", "of"), "firing": ("dismiss", "of"), "dismissal": ("dismiss", "of"),
    "departure": ("leave", "of"), "appointment": ("appoint", "of"), "reinstatement": ("return", "of"), "removal": ("dismiss", "of"),
}  # fmt: skip
POSTS = frozenset(
    """
fonctions fonction poste postes gouvernement direction presidence parti equipe entreprise societe groupe conseil mandat cabinet ministere
job post position role company firm board government team office startup start-up lab studio staff
""".split()
)
HAVE_FR = frozenset("a ont ai avons".split())
HAD = frozenset("avait avaient eut had".split())
BE = frozenset("est sont ete etre was were is are been be being fut soit soient etant ait".split())
WILL = frozenset(
    "sera seront va vont devrait devraient pourrait pourraient will would should could may might deviendra shall".split()
)
MAYBE = frozenset("aurait auraient serait seraient reportedly allegedly".split())
NOT = frozenset("ne n' not never pas jamais n't".split())
DEMANDS = frozenset(
    "demander exiger réclamer appeler demand urge call inviter exhorter sommer souhaiter enjoindre".split()
)
ANNOUNCES = frozenset(
    "annoncer announce confirmer confirm déclarer declare présenter tweeter".split()
)
DENIALS = frozenset("démentir nier deny réfuter".split())
THREATS = frozenset("menacer threaten".split())
UNLESS = frozenset("moins unless until si if".split())
EXPECTED = frozenset(
    "pressenti pressentie probablement prochainement bientot futur future expected likely probably soon set prochain attendu attendue".split()
)


@cache
def verbs(lang: str) -> dict[str, tuple[MoveVerb, ...]]:
    """Forms of the verbs of moving in one language (plain lower case, accents kept)."""
    out: dict[str, list[MoveVerb]] = {}
    regular = regular_fr if lang == "fr" else regular_en
    for lemma, what in _VERBS.get(lang, {}).items():
        kind, mover, *needs = what.split()
        for form, cue in regular(lemma, ""):
            out.setdefault(form, []).append(MoveVerb(kind, mover, cue.form, " ".join(needs)))  # type: ignore[arg-type]
    for what, words in _IRREGULAR.get(lang, {}).items():
        kind, mover, *needs = what.split()
        form = ""
        for word in words.replace(":", ": ").split():
            if word.endswith(":"):
                form = word[:-1]
            else:
                out.setdefault(word, []).append(MoveVerb(kind, mover, form, " ".join(needs)))  # type: ignore[arg-type]
    return {word: tuple(found) for word, found in out.items()}
