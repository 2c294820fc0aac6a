"""Broken French: gender, number, elision, contraction, verbs that do not fit their subject.

Machines that replace word by word leave the neighbours as they were.  Genders and numbers
come from `models/fr-wording.json`; words with two genders, and nouns for people, whose
article follows the person, are left alone.
"""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.quality_tables import ALONE, SLIP, Suspect, Words, words

_DETERMINERS = {
    "un": "ms", "le": "ms", "ce": "ms", "cet": "ms", "du": "ms", "au": "ms",
    "une": "fs", "la": "fs", "cette": "fs", "sa": "fs", "ma": "fs",
    "mon": "?s", "son": "?s", "notre": "?s", "votre": "?s", "chaque": "?s",
    "les": "?p", "des": "?p", "ces": "?p", "ses": "?p", "mes": "?p", "nos": "?p", "vos": "?p",
    "aux": "?p", "plusieurs": "?p", "quelques": "?p", "certains": "mp", "certaines": "fp",
}  # fmt: skip
_PRONOUNS = frozenset("le la les leur".split())
_SUBJECTS = frozenset(
    "je il elle on nous vous ils elles qui ne n' tu y en me te se m' t' s' lui".split()
)
_BEFORE_NOUN = {
    form: kind
    for row in (
        "nouveau nouvelle nouveaux nouvelles", "premier première premiers premières",
        "dernier dernière derniers dernières", "grand grande grands grandes",
        "petit petite petits petites", "ancien ancienne anciens anciennes",
        "prochain prochaine prochains prochaines", "seul seule seuls seules",
        "principal principale principaux principales", "- mauvaise - mauvaises",
        "certain certaine - -", "- vieille - vieilles", "bon bonne bons bonnes",
        "meilleur meilleure meilleurs meilleures", "second seconde seconds secondes",
        "long longue longs longues", "haut haute hauts hautes", "futur future futurs futures",
        "actuel actuelle actuels actuelles", "nouvel - - -", "important importante importants importantes",
    )
    for form, kind in zip(row.split(), ("ms", "fs", "mp", "fp"), strict=True)
    if form != "-"
}  # fmt: skip
_FEMININE_END = (
    "tion",
    "sion",
    "aison",
    "ance",
    "ence",
    "ette",
    "ité",
    "esse",
    "ude",
    "rie",
    "logie",
    "cratie",
)
_MASCULINE_END = ("ement", "isme", "oir", "eau", "age", "phone")
_EITHER = frozenset(
    """
    poste tour livre mode mémoire voile manche critique politique physique garde aide guide page vase somme solde moule œuvre merci ombre
    parallèle pendule aune crêpe enseigne espace finale foudre geste gîte greffe hymne interview laque légume mort office orge pique
    platine poêle pupille relâche satire scolie statuaire trompette vague vapeur vigile après-midi amour délice orgue gens période
    automne chose couple faune foret relâche cartouche barde carpe coche faux gauche droite bien plus moins mal cage image plage nage rage
    eau peau silence million lampion pion avion camion champion espion scorpion bastion lion démission fan star média medias élite
    victime personne sentinelle vedette recrue ordonnance basse dramatique face facture fausse fin fond type soi autre même tout tel
    bonheur malheur cœur un une deux trois quatre cinq six sept huit neuf dix onze douze cent mille milliard prochain suivant opposé
    rapide complet juste grand petit nouveau nouvelle dernier dernière premier première seul seule ancien second seconde meilleur tort
    ouvrage nuage avantage courage orage étage âge passage message visage usage tapage gage stage équipage chômage village partage
    science conscience essence licence violence loi foi parti partie parole rose aigle couleur contraire public privé vrai moi toi
    """.split()
) - frozenset(
    "victime personne démission silence partie parti loi foi parole face fin science conscience essence licence violence avion camion million couleur image plage eau message passage visage étage nuage courage avantage ouvrage village chômage partage stage usage".split()
)
_PEOPLE_END = (
    "eur",
    "ien",
    "iste",
    "ant",
    "ent",
    "aire",
    "ier",
    "é",
    "logue",
    "ais",
    "ois",
    "in",
    "e",
    "eux",
)
_PEOPLE = frozenset(
    "chef juge médecin professeur auteur écrivain procureur colonel capitaine soldat député avocat adjoint cadre agent expert témoin substitut conseil commandant général mannequin".split()
)
_HEADS = frozenset("que qu' car mais donc puis lorsque quand si alors ; : . ! ? … « “".split())
_NO_NOUN = frozenset(
    """
    faire savoir être avoir dire voir pouvoir devoir été sont sera ont pour par sur dans avec moindre même autre autres
    sixième septième huitième neuvième dixième vingtième centième quatrième cinquième troisième deuxième
    treize quatorze quinze seize vingt trente quarante cinquante soixante plus moins mieux pire tous toutes uns unes part
    """.split()
)
_TWO_TENSES = ("it", "int", "is", "us", "uit", "ert", "ut", "û")
_SINGULAR = frozenset(
    "est a était avait sera aura va fait peut doit veut devrait pourrait serait aurait".split()
)
_PLURAL = frozenset(
    "sont ont étaient avaient seront auront vont font peuvent doivent veulent devraient pourraient seraient auraient".split()
)
_CROWD = frozenset(
    "majorité plupart dizaine douzaine centaine millier million milliard moitié tiers quart nombre foule partie multitude série quantité ensemble couple groupe poignée totalité quinzaine vingtaine trentaine cinquantaine".split()
)
_ADJECTIVAL = frozenset(
    """
    important suffisant satisfaisant gênant intéressant inquiétant vivant présent absent constant courant puissant éclatant surprenant étonnant
    choquant frappant décevant passionnant fatigant amusant brillant charmant menaçant alarmant rassurant troublant urgent évident content
    différent excellent récent violent permanent compétent prudent patient innocent transparent indépendant dépendant méfiant confiant
    tolérant distant ignorant élégant arrogant bruyant croissant méchant encombrant encourageant provenant instant pourtant autant maintenant
    avant devant durant pendant cependant tant quant fondant pesant parlant exigeant convaincant déterminant dominant saignant suivant avenant
    restant vacant existant manquant payant perdant gagnant résistant innovant reconnaissant bienveillant malveillant consistant cassant
    """.split()
)
_ASPIRATED = frozenset(
    "onze onzième oui ouistiti uhlan yacht iode un une ululement yaourt ouï-dire".split()
)
_ELIDED = re.compile(
    r"\b(?:[Ll][ea]|[Dd]e|[Qq]ue|[Nn]e|[Ss]e|[Jj]e|[Mm]e|[Jj]usque|[Ll]orsque|[Pp]uisque)\s+(?P<next>[aàâeéèêiîoôuûœ]\w{2,})"
)
_CONTRACTED = re.compile(r"\b(?:de|à)\s+(?P<the>les?)\s+(?P<next>[a-zà-ÿœ]{3,})")
_VOWEL = re.compile(
    r"\b(?:[Dd]u|[Aa]u|[Cc]e|[Mm]a|[Tt]a|[Ss]a|[Nn]ouveau|[Bb]eau|[Vv]ieux)\s+(?P<next>[aàâeéèêiîoôuûœ][a-zà-ÿœ]{2,})"
)
_WITH_DE: Final = ("du", "des", "au", "aux")
_JOINERS: Final = ("et", "ou", ",", "de", "d'", "que", "qu'")
_HAVE: Final = ("a", "ont", "avait", "avaient", "aurait")
_PLURAL_AUX: Final = ("ont", "sont")
_PARTICIPLE: Final = ("é", "ée", "és", "ées")
_BEFORE_HAVE: Final = ("y", "n'", "qu'")
_BE: Final = ("est", "sont", "était", "étaient")


class Slip(NamedTuple):
    """How many words do not fit, and whether it is heard: people miss what sounds the same."""

    length: int
    heard: bool


def grammar(article: Article) -> Iterator[Suspect]:
    """Neighbours that do not agree, missing elisions and contractions, impossible verb groups.

    A slip that is not heard (*les ligne*, *a montrer*) is a person's as well: it needs company.
    """
    if article.lang != "fr":
        return
    known = words()
    yield from _joined(article.text, known)
    for i in range(len(article.plain) - 1):
        if slip := _group(article, i, known) or _verbs(article, i, known):
            weight = ALONE if slip.heard else SLIP
            yield Suspect(article.span(i, i + slip.length), "agreement", weight)


def _joined(text: str, known: Words) -> Iterator[Suspect]:
    """*Le information*, *de le maire*, *ce accord*, *sa entreprise*."""
    for m in _ELIDED.finditer(text):
        if m["next"].lower() not in _ASPIRATED and m["next"] not in ("ont", "une"):
            yield Suspect(m.span(), "agreement")
    for m in _CONTRACTED.finditer(text):
        kind = "" if m["next"] in known.infinitives else _kind(m["next"], known)
        if kind == "ms" or (kind.endswith("p") and m["the"] == "les"):
            yield Suspect(m.span(), "agreement")
    for m in _VOWEL.finditer(text):
        kind = _kind(m["next"], known)
        first = m.group().split()[0].lower()
        wanted = "fs" if first in ("ma", "ta", "sa") else "ms"
        if kind == wanted or (kind == "fs" and first in ("du", "au", "ce")):
            yield Suspect(m.span(), "agreement")


def _kind(word: str, known: Words) -> str:
    """Gender and number of a noun that has one of each; empty where it is not sure."""
    if word in _EITHER or word in _NO_NOUN or not word.isalpha():
        return ""
    if kind := known.nouns.get(word):
        return kind
    if word in known.french or len(word) < 7:
        return ""
    if word.endswith(_FEMININE_END):
        return "fs"
    return "ms" if word.endswith(_MASCULINE_END) else ""


def _clash(theirs: str, kind: str, word: str) -> Slip | None:
    """A slip of two words whose classes cannot stand together (``?`` is either gender)."""
    if not theirs or not kind:
        return None
    if theirs[1] != kind[1]:
        marked = word[-1] in "sx"
        return Slip(2, heard=False) if marked == (kind[1] == "p") and word[-1] != "z" else None
    if theirs[0] in ("?", kind[0]) or (kind[0] == "m" and _person(word)):
        return None
    return Slip(2, heard=True)


def _person(word: str) -> bool:
    """Whether a masculine noun may name a woman: her article is feminine."""
    return word in _PEOPLE or (
        word.endswith(_PEOPLE_END) and not word.endswith((*_MASCULINE_END, "ment"))
    )


def _at(article: Article, i: int) -> str:
    """A word in lower case; a stop outside the text."""
    return article.plain[i] if 0 <= i < len(article.plain) else "."


def _group(article: Article, i: int, known: Words) -> Slip | None:
    """A determiner with what does not fit it."""
    one, two = article.plain[i], article.plain[i + 1]
    theirs = _DETERMINERS.get(one)
    if theirs is None or not article.words[i + 1].text.islower() or _pronoun(article, i, known):
        return None
    if two in _BEFORE_NOUN and two not in known.nouns:
        return _before_noun(article, i, theirs, known)
    kind = _kind(two, known)
    return _clash(theirs, kind, two) or _adjective(article, i, kind, known)


def _pronoun(article: Article, i: int, known: Words) -> bool:
    """Whether *le*, *la*, *les* may be the object of a verb, and *un* a pronoun."""
    one, before = article.plain[i], _at(article, i - 1)
    if one == "un":
        return before in ("l'", "les", "quelqu'")
    return one in _PRONOUNS and (before in _SUBJECTS or article.plain[i + 1] in known.verbs)


def _before_noun(article: Article, i: int, theirs: str, known: Words) -> Slip | None:
    """Determiner, adjective, noun: each two of them."""
    adjective, noun = article.plain[i + 1], _at(article, i + 2)
    if noun in _NO_NOUN or noun in known.verbs:
        return None
    slip = _clash(theirs, _BEFORE_NOUN[adjective], adjective)
    if slip or not article.words[min(i + 2, len(article.words) - 1)].text.islower():
        return slip
    later = _clash(_BEFORE_NOUN[adjective], _kind(noun, known), noun)
    return Slip(3, heard=later.heard) if later else None


def _adjective(article: Article, i: int, kind: str, known: Words) -> Slip | None:
    """Determiner, noun and an adjective of another gender or number, where a clause begins."""
    adjective, behind = _at(article, i + 2), _at(article, i + 3)
    theirs = known.adjectives.get(adjective)
    before = _at(article, i - 1)
    if not kind or theirs is None or theirs == kind:
        return None
    if before not in _HEADS and before not in known.verbs and known.adjectives.get(before) != "ms":
        return None
    if adjective in _DETERMINERS or adjective in known.nouns or adjective in known.verbs:
        return None
    if behind in _JOINERS or article.plain[i] in _WITH_DE or adjective.endswith(_TWO_TENSES):
        return None
    return Slip(3, heard=False)


def _verbs(article: Article, i: int, known: Words) -> Slip | None:
    """A verb group that does not hold."""
    one, two = article.plain[i], article.plain[i + 1]
    before = _at(article, i - 1)
    start = article.words[i].start
    inverted = start > 0 and article.text[start - 1] == "-"
    if one in ("ils", "elles") and two in _SINGULAR and not inverted:
        return Slip(2, heard=True)
    if one in ("il", "elle", "on") and two in _PLURAL and not inverted:
        return Slip(2, heard=one == "on")
    if article.words[i].text in _HAVE and _infinitive(two, known) and before not in _BEFORE_HAVE:
        return Slip(2, heard=False)
    if one in _PLURAL_AUX and two in ("a", "est") and _at(article, i + 2).endswith(_PARTICIPLE):
        return Slip(2, heard=True)
    if one in ("a", "est") and two in _PLURAL_AUX and _at(article, i + 2).endswith(_PARTICIPLE):
        return Slip(2, heard=True)
    if one in _BE and _progressive(two, known):
        return Slip(2, heard=True)
    if (one == "été" and _finite(two, known)) or (
        _many_of_them(article, i) and _single(two, known)
    ):
        return Slip(2, heard=False)
    return _subject(article, i, known) if before in _HEADS else None


def _finite(word: str, known: Words) -> bool:
    """Whether a word is a finite form alone: *a été replace*, for *remplacé*."""
    other = word in known.nouns or word in known.adjectives or word in _EITHER or word in _PEOPLE
    return word.endswith("e") and f"{word}r" in known.infinitives and not other


def _single(word: str, known: Words) -> bool:
    """Whether a word, where a verb must stand, is one in the singular."""
    regular = f"{word}r" in known.infinitives or known.verbs.get(f"{word}nt") == "p"
    regular = regular and word.endswith("e")
    return word in _SINGULAR or known.verbs.get(word) == "s" or regular


def _many_of_them(article: Article, i: int) -> bool:
    """Whether *deux cents d'entre eux* ends at a word."""
    if article.plain[i] not in ("eux", "elles") or _at(article, i - 1) != "entre":
        return False
    before = {_at(article, k) for k in range(i - 5, i - 2)}
    return bool(before & _SEVERAL) and not before & _ONE


_SEVERAL = frozenset(
    "deux trois quatre cinq six sept huit neuf dix douze vingt trente cent cents mille plusieurs certains certaines beaucoup".split()
)
_ONE = frozenset("un une aucun aucune chacun chacune sur".split())


def _infinitive(word: str, known: Words) -> bool:
    return word.endswith("er") and word in known.infinitives and word not in known.nouns


def _progressive(word: str, known: Words) -> bool:
    """Whether a word is a present participle that is no adjective (*est travaillant*)."""
    if not word.endswith("ant") or len(word) < 6 or word in _ADJECTIVAL:
        return False
    if word in known.adjectives or word in known.nouns:
        return False
    return any(word[:-3] + end in known.infinitives for end in ("er", "re", "ir", "oir"))


def _subject(article: Article, i: int, known: Words) -> Slip | None:
    """Determiner, noun and a verb of the other number."""
    one, noun, verb = article.plain[i], article.plain[i + 1], _at(article, i + 2)
    theirs, kind = _DETERMINERS.get(one), _kind(noun, known)
    if theirs is None or not kind or theirs[1] != kind[1] or noun in _CROWD or one in _WITH_DE:
        return None
    if verb in known.nouns or verb in known.adjectives:
        return None
    plural = "p" if verb in _PLURAL else known.verbs.get(verb)
    number = "s" if verb in _SINGULAR else plural
    if not number or number == kind[1]:
        return None
    return Slip(3, heard=verb in _SINGULAR or verb in _PLURAL)
