"""French: organisations whose name begins with a common noun take its article."""

from __future__ import annotations

import re
import unicodedata

_MASCULINE = """
théâtre ministère musée comité syndicat collectif groupe journal lycée cercle laboratoire orchestre opéra parti réseau
tribunal hôpital département parlement sénat conservatoire ballet cirque cinéma hôtel secrétariat rectorat mouvement
groupement consulat diocèse barreau commissariat observatoire planétarium institut
"""
_FEMININE = """
mairie université ville commune région faculté école académie fondation fédération confédération société compagnie
coopérative banque assemblée chambre bibliothèque médiathèque maison clinique préfecture caisse ligue mutuelle galerie
rédaction scène paroisse cathédrale amicale communauté métropole crèche librairie manufacture imprimerie usine
sous-préfecture gendarmerie cinémathèque philharmonie
"""
_ENGLISH_TOO = """
m centre m club m collège m conseil m festival m fonds m port m service m bureau m cabinet m studio m consortium m parc
m office m chœur f agence f association f union f mission f commission f direction f station f institution f entreprise
"""
_ALSO = _ENGLISH_TOO.split()
_HEADS: dict[str, str] = {
    **dict.fromkeys(_MASCULINE.split(), "le "),
    **dict.fromkeys(_FEMININE.split(), "la "),
    **{noun: {"m": "le ", "f": "la "}[gender] for gender, noun in zip(_ALSO[::2], _ALSO[1::2], strict=True)},
}  # fmt: skip
_WORDS = re.compile(r"([^\s'’]+)(?:\s+(\S))?")
_OWN = re.compile(r"Les? (?=\S)")


def in_a_sentence(name: str, before: str) -> str:
    """Return a name as it stands after other words: *le Théâtre du Port*, *Ondelune*.

    A common noun at its head takes its article (elided before a vowel or an h); one that is
    an English noun too, only where a small letter follows.  *Le* and *Les* of a name are
    small after *de* and *à*, which then melt with them.

    Args:
        name: the organisation's name.
        before: the words before it.
    """
    if _OWN.match(name) and re.search(r"(?:^|\s)(?:de|à) $", before):
        return name[:1].lower() + name[1:]
    found = _WORDS.match(name)
    if found is None:
        return name
    head, after = found.group(1).casefold(), found.group(2) or ""
    article = _HEADS.get(head, "")
    if not article or (head in _ALSO and not after.islower()):
        return name
    vowel = unicodedata.normalize("NFKD", head)[0] in "aeiouh"
    return ("l’" if vowel else article) + name
