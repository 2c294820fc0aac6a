"""Words that the editorial rules look for, in both languages."""

from __future__ import annotations

import re

from contrecoup.model.settings import Lang


def _words(english: str, french: str) -> dict[Lang, re.Pattern[str]]:
    return {
        "en": re.compile(rf"\b(?:{english})\b", re.IGNORECASE),
        "fr": re.compile(rf"(?<!\w)(?:{french})(?!\w)", re.IGNORECASE),
    }


VERBS = _words(
    r"said|says|wrote|posted|signed|reported|announced|according to|in the words of",
    r"(?:a|ont) (?:\w+ment )?(?:dit|écrit|publié|signé|rapporté|annoncé)|dit|selon"
    r"|dans les mots d[e’]|(?:a|ont) publié ou dit",
)
LOADED = _words(
    r"claim\w*|admit\w*|slam\w*|reveal\w*|blast\w*|confess\w*|boast\w*|insist\w*|lash\w*"
    r"|denounc\w*|vow\w*|refut\w*",
    r"prétend\w*|avou\w*|reconn\w+|révél\w*|fustig\w*|martel\w*|assén\w*|dénonc\w*|concéd\w*",
)
MENTAL = _words(
    r"angr\w+|anger\w*|furious|fury|outrag\w+|shock\w*|believ\w+|thinks?|thought|feels?|felt"
    r"|hop(?:e|es|ed|ing)|fear\w*|worr\w+|wants?|wanted|upset|loyal\w*|loves?|loved|hat(?:e|es|ed)",
    r"col[èe]re|furieu\w+|fureur|outr[ée]\w*|choqu\w+|indign\w+|croi(?:t|ent|re)|pens(?:e|ent|ait)"
    r"|espèr\w+|espéré|crain\w+|inqui[eè]t\w*|veu(?:t|lent)|voulait|voulaient|loya\w+|aim(?:e|ent)"
    r"|ressent\w*|déteste\w*",
)
MOOD = _words(
    r"reportedly|allegedly|apparently|supposedly|purportedly|seems?|seemingly|presumably|rumou?r\w*",
    r"apparemment|semblerait|semble-t-il|paraît-il|soi-disant|vraisemblablement|rumeurs?",
)
CONDITIONAL = _words(
    r"would have|may have|might have|could have",
    r"aurai(?:t|ent)|serai(?:t|ent)|\w+(?:er|ir|dr)ai(?:t|ent)",
)
EARLIEST = _words(
    r"first|firsts|initiated|started it|original author", r"premi(?:er|ère)s?|pionni\w+"
)
ABSENCE = _words(
    r"we found no\b[^.]*", r"(?:nous )?n[’']avons trouvé (?:dans la liste )?(?:aucun|personne)\w*"
)
SWEEPING = _words(
    r"all|unanimous\w*|silen(?:t|ce|ced)|everyone|everybody|nobody|no one|entire|every employee",
    r"tou(?:s|tes|te)(?: les)?|unanim\w+|silen\w+|tout le monde|(?:se sont|s[’']est) tu\w*",
)
CAUSE = _words(
    r"because|led to|caus(?:e|ed|es|ing)|as a result|therefore|prompted|sparked|triggered"
    r"|in response|thanks to|due to|consequently|influenc\w+|coordinat\w+|inauthentic\w*|bots?",
    r"parce qu[e’]?|à cause|en raison|a provoqué|ont provoqué|entraîn\w+|déclench\w+|suscit\w+"
    r"|à la suite|suite à|en réaction|grâce à|par conséquent|influenc\w+|coordonn\w+|inauthenti\w+"
    r"|robots?",
)
ABOUT: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:about|around|nearly|almost|some|roughly|approximately|more than|over|at least)"
        r"(?: |$)",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"(?<!\w)(?:environ|près de|quelque|autour de|presque|à peu près|plus de|au moins)(?: |$)",
        re.IGNORECASE,
    ),
}
AVERAGE = _words(r"averag\w+|the mean|median", r"moyenne?s?|médiane?s?")
GENDERED = _words(
    r"he|she|him|his|her|hers|himself|herself|chairman|chairwoman|spokesman|spokeswoman|mr|mrs|ms",
    r"il (?:est|dit)|elles?|celui-ci|celle-ci|celui|ceux|lui-même|directeurs?(?! général)|directrices?"
    r"|employée?s?|salariée?s?|dirigeante?s?|collaborat\w+|M\.|Mme"
    r"|(?:est|sont) (?:parti|arrivé|devenu|revenu|resté|nommé|licencié|limogé|renvoyé)e?s?",
)
SUPPORT = _words(
    r"support\w*|solidarity|back(?:s|ed|ing)|endors\w+|in favour|critic\w+",
    r"sout(?:ien|enu|enir)\w*|solidarité|appu\w+|favorable\w*|critiqu\w+",
)
LANGUAGES: dict[Lang, str] = {"en": "in French", "fr": "en anglais"}
"""How the other language of the two is said beside quoted words."""
