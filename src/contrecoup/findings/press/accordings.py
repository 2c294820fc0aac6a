"""*Selon X*, *according to X*: who is named, and where their words lie."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.contents import Opening
from contrecoup.findings.press.event import Event
from contrecoup.findings.press.nouns import apposed_name, noun_from, phrase_end, start_of
from contrecoup.findings.press.people import Cast

_LONE = frozenset("lui elle eux elles him her them".split())
_SPEAKERS_FOR = frozenset({"person", "group", "role", "organisation", "body"})
#: What *selon* names where nobody speaks: a rule, a plan, a measure, a case.
_MEASURES = frozenset(
    """
loi lois regle regles reglement cas calendrier plan plans critere criteres usage usages principe principes procedure procedures formule formules modele
modeles besoin besoins circonstance circonstances methode methodes moyen moyens age type types ordre taille norme normes traite tradition traditions bareme
modalite modalites disposition dispositions article articles degre degres nature forme situation saison saisons pays region regions heure heures jour jours
lieu lieux temps point mode modes scenario logique volonte gout gouts humeur envie merite proportion proportions rythme schema processus parcours
""".split()
)


#: Words that are somebody's: *selon les propos de X*.
_WORDS_OF = frozenset(
    "propos dires mots termes declarations informations chiffres recit temoignage version analyse estimations explications".split()
)


def accordings(article: Article, found: Cast, first: int, behind: int) -> list[Event]:
    """*Selon X*, *according to X*, *pour X*, *d'après X*."""
    out: list[Event] = []
    opening = {words[0] for words in article.lex.according}
    for i in range(first, behind):
        if article.lows[i] not in opening or article.inside[i] >= 0:
            continue
        words = _according(article, i)
        if words:
            event = _according_event(article, found, i, i + words, first)
            if event is not None:
                out.append(event)
    return out


def _according(article: Article, i: int) -> int:
    """How many words at a token say *according to*; 0 for none."""
    for words in article.lex.according:
        if article.low(i) == words[0] and all(article.low(i + n) == w for n, w in enumerate(words)):
            return len(words)
    return 0


def _according_event(article: Article, found: Cast, i: int, start: int, first: int) -> Event | None:
    weak = article.low(i) == "pour"
    source = _spoken_of(article, found, start, strict=weak)
    if source is None:
        return None
    end = phrase_end(found, source)
    opens = (
        i == first
        or article.low(i - 1) == ":"
        or (article.low(i - 1) in (",", "et", "mais", "and", "but") and i - first < 4)
        or (article.low(i - 1) == "," and article.low(i - 2) in ("et", "mais", "or", "car"))
    )
    if weak and not _for_somebody(article, i, end, first):
        return None
    return Event(
        first=i,
        behind=start,
        source=source,
        found=Opening("after-comma", end) if opens else None,
        backward=not opens,
        form="according",
        rule="according",
    )


def _for_somebody(article: Article, i: int, end: int, first: int) -> bool:
    """Whether *pour X* says in whose opinion: it opens or closes the sentence between commas."""
    if i == first and article.low(end) in (",", "«", '"', "“", "("):
        return True
    parted = (i > first and article.inside[i - 1] >= 0) or article.low(i - 1) == ","
    return parted and article.low(end) in (".", ",")


def _whose(article: Article, found: Cast, own: int) -> int:
    """Whose words they are: the phrase behind *de*, else the words themselves."""
    head = next(
        k for k in range(own, found.nouns[own].behind) if article.low(k) == found.nouns[own].head
    )
    if article.low(head + 1) not in article.lex.of:
        return own
    for at in (head + 1, head + 2):
        start = start_of(article, found, at)
        if start is not None and found.phrases[found.start_at[start]].kind != "place":
            return apposed_name(article, found, start)
    return own


def _spoken_of(article: Article, found: Cast, at: int, *, strict: bool) -> int | None:
    """The phrase or pronoun that *selon* governs; a name apposed wins over its role."""
    if article.low(at) in _LONE:
        return at
    start = start_of(article, found, at)
    if start is None:
        own = None if strict or article.lex.lang != "fr" else noun_from(article, found, at)
        if own is None or found.nouns[own].head in _MEASURES:
            return None
        return _whose(article, found, own) if found.nouns[own].head in _WORDS_OF else own
    phrase = found.phrases[found.start_at[start]]
    if phrase.kind == "place" and start == at:
        return None
    named = apposed_name(article, found, start)
    if named == start and strict and phrase.kind not in _SPEAKERS_FOR:
        return None
    return named
