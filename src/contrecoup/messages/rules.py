"""What each rule of the program counts, in English and in French."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {
    "accounts": (
        "accounts seen, and those to which the roster gives an owner",
        "comptes vus, et comptes auxquels la liste donne un propriétaire",
    ),
    "accuracy": (
        "items checked by hand, and those found right",
        "éléments vérifiés à la main, et éléments justes",
    ),
    "calendar": (
        "days between two dates, in the zone of the case",
        "jours entre deux dates, dans le fuseau du dossier",
    ),
    "captures": (
        "files kept as they were captured",
        "fichiers conservés dans l’état de leur capture",
    ),
    "coverage": (
        "people of the roster, by whether we hold words of theirs",
        "personnes de la liste, selon que nous détenons ou non de leurs propos",
    ),
    "decisions": ("what people decided", "ce que des personnes ont décidé"),
    "demand": (
        "what a letter asks, on which condition, with what announced otherwise",
        "ce qu’une lettre demande, à quelle condition, et l’annonce faite à défaut",
    ),
    "documents": (
        "posts, articles and versions of the letter that the case holds",
        "publications, articles et versions de la lettre que contient le dossier",
    ),
    "echo": ("posts that carry the same words", "publications portant les mêmes mots"),
    "earlier": (
        "each person’s earliest post found after the event",
        "pour chaque personne, la plus ancienne publication trouvée après l’événement",
    ),
    "erasure": (
        "items removed from the case on request",
        "éléments retirés du dossier sur demande",
    ),
    "gaps": (
        "time of a live capture of which nothing is held",
        "temps d'une captation en direct dont rien n'est détenu",
    ),
    "hours": ("posts that fall into one hour", "publications d’une même heure"),
    "letter": (
        "names printed under a version of the letter",
        "noms imprimés au bas d’une version de la lettre",
    ),
    "moments": ("dated moments of the account", "moments datés du récit"),
    "move": (
        "changes of post that documents tell",
        "changements de poste que relatent des documents",
    ),
    "quotation": ("words attributed to a speaker", "mots attribués à quelqu’un"),
    "quotation:post": ("words of a person’s own post", "mots d’une publication personnelle"),
    "quality": ("articles by the state of their text", "articles, selon l’état de leur texte"),
    "removal": (
        "posts that are no longer as they were captured",
        "publications qui ne sont plus dans l’état de leur capture",
    ),
    "roster": ("entries of the roster", "entrées de la liste des personnes"),
    "rules": (
        "editorial rules checked on each sentence",
        "règles éditoriales contrôlées sur chaque phrase",
    ),
    "sentence": ("sentences of this account", "phrases de ce récit"),
    "settings": ("a setting of the case", "un réglage du dossier"),
    "stance": ("words for or against a named target", "mots pour ou contre une cible nommée"),
    "succession": (
        "people who held one post in turn",
        "personnes ayant occupé tour à tour un même poste",
    ),
    "tally": ("a number that a source published", "un nombre publié par une source"),
    "tie": (
        "pairs of accounts that did the same thing at about the same time",
        "paires de comptes aux actes identiques presque au même moment",
    ),
    "identical": ("posts with the same words", "publications aux mots identiques"),
    "near": ("posts with nearly the same words", "publications aux mots presque identiques"),
    "slogan": ("posts that contain one slogan", "publications contenant un même slogan"),
    "emoji": ("posts with emoji of one family", "publications avec des émojis d’une même famille"),
    "translated": (
        "posts that give the same words in another language",
        "publications donnant les mêmes mots dans une autre langue",
    ),
    "quotation:post+press": (
        "words of a post that the press took up",
        "mots d’une publication, repris par la presse",
    ),
    "wave": (
        "posts with one emoji, slogan or hashtag over time",
        "publications avec un même émoji, slogan ou mot-dièse au fil du temps",
    ),
}


def told(code: str, lang: str) -> str:
    """Return what a rule counts, in words; '' where there are none.

    Args:
        code: the rule, or one of its cases (``move:after``).
        lang: ``en`` or ``fr``.
    """
    row = RULES.get(code) or RULES.get(code.partition(":")[0])
    return row[lang == "fr"] if row else ""
