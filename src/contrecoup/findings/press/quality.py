"""Prose that a machine reworded: English words in French, broken agreement, tortured phrases."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from contrecoup.findings.press.article import Article, Span
from contrecoup.language.ordinary_english import ORDINARY
from contrecoup.model.reading import Level, Oddity, Quality

_LOANS = frozenset(
    """
    tweet tweets post posts week-end week-ends weekend start-up start-ups startup startups staff fan fans leader leaders leadership manager managers management interview
    interviews coach coachs briefing briefings marketing business big data cloud computing web internet email e-mail mail mails buzz live show shows star stars
    hashtag hashtags like likes follower followers spam bot bots troll trolls fake news deepfake open source software hardware streaming podcast podcasts newsletter
    football rugby tennis basket match sprint record records sponsor sponsors club clubs meeting meetings brexit lobby lobbying think tank thinks tanks
    job jobs burn-out burn-outs burnout open space coworking freelance reporting process timing planning brainstorming casting design designer designers
    smartphone smartphones chatbot chatbots machine learning deep prompt prompts token tokens gaming gamer gamers gameplay youtubeur youtubeurs blog blogs
    rock rap jazz blues punk hip-hop remix playlist single album label hit hits best-seller thriller western biopic spin-off teaser trailer
    shopping parking camping airbag jet jets airbus low cost crash crashs dumping holding trading trader traders cash flow crowdfunding business-plan
    know-how challenge challenges feedback deadline deadlines top flop fair-play outsider score ferry stock stocks stop standing scoop sketch slogan slogans
    waterboarding impeachment shutdown whip speaker western kit kits hot-dog sandwich steak cocktail bar pub dealer gang gangster hold-up kidnapping serial killer
    green washing greenwashing black friday cyber hacker hackers ransomware malware phishing open-space made in from to the sweat badge badges
    """.split()
)
_COLLAPSED = {
    "fr": (
        r"planche\s+d['’]administration", r"conseil\s+de\s+planche", r"staff\s+leader", r"intelligence\s+contrefaite", r"apprentissage\s+profondeur",
        r"chef\s+(?:govt|gouvernement)\b", r"\ben\s+a\s+lot\b",
        r"(?:ont|sont)\s+(?:a|est)\s+\w+é(?:es?|s)?\b", r"(?:a|est)\s+(?:ont|sont)\s+\w+é(?:es?|s)?\b",
    ),
    "en": (
        r"web-based\s+media", r"online\s+entertainment",
        r"in\s+gentle\s+of", r"at\s+the\s+finish\s+of", r"boss\s+(?:working|innovation|monetary)\s+officer", r"counterfeit\s+(?:consciousness|intelligence)", r"profound\s+learning",
        r"previous\s+boss\b", r"head\s+of\s+state\s+supervisor", r"(?:the\s+)?directorate\s+of\s+chiefs", r"\bexpressed\s+gratitude\s+toward", r"gone\s+under\s+(?:flames|shoot)",
        r"representatives?\s+of\s+the\s+(?:organization|firm)\s+took\s+to", r"open\s+epistle", r"\bin\s+the\s+interim\s+time\b", r"end\s+of\s+the\s+week\s+break", r"colossal\s+information", r"top\s+canine",
    ),
}  # fmt: skip
_SCANS = {
    lang: re.compile(rf"\b(?:{'|'.join(parts)})", re.IGNORECASE)
    for lang, parts in _COLLAPSED.items()
}
_ELIDED = re.compile(
    r"\b(?P<word>[Ll]e|[Ll]a|[Dd]e|[Qq]ue|[Nn]e|[Ss]e|[Jj]e|[Mm]e)\s+(?P<next>[aàâeéèêiîoôuûœ]\w{2,})"
)
_ASPIRATED = frozenset("onze onzieme oui ouistiti uhlan yacht iode un une".split())
_FEMININE = frozenset(
    "minute seconde heure semaine année nuit journée lettre information personne équipe entreprise société parole voix raison décision démission réponse question menace route phrase crise grève victoire loi idée".split()
)
_MASCULINE = frozenset(
    "jour mois an siècle gouvernement conseil groupe message choix départ changement directeur président problème système programme départ moment bureau travail monde pays droit accord mouvement texte silence pouvoir".split()
)
_FEM_ENDS = ("tion", "sion", "ance", "ette", "aison")
_MASC_ENDS = ("ement", "isme")
_NOT_FEM = frozenset(
    "bastion million lion pion avion camion champion espion scorpion morpion".split()
)
_WRONG = re.compile(
    r"\b(?P<det>[Uu]ne?|[Ll]e|[Ll]a|[Cc]et?|[Cc]ette|[Aa]u|[Dd]u|[Pp]our\s+le)\s+(?P<noun>[a-zà-ÿœ]{3,})\b(?!['’])"
)
_SUBJECTS = frozenset("je il elle on nous vous ils elles qui ne tu y".split())
_ENOUGH = 3


def quality(article: Article) -> Quality:
    """How far the prose can be trusted; a warning, never a correction."""
    spans = sorted(_merged([*_english(article), *_scanned(article)]))
    kept = tuple(Oddity(span=span, why=why) for span, why in spans)
    return Quality(level=_level(article, kept), spans=kept)


def _level(article: Article, spans: Sequence[Oddity]) -> Level:
    """``reworded`` from three fragments, or from one in sixty words; ``suspect`` from two, or one in a short text."""
    words = max(1, len(article.words))
    if not spans:
        return "clean"
    if len(spans) >= _ENOUGH and len(spans) * 250 >= words:
        return "reworded"
    return "suspect" if len(spans) * 400 >= words else "clean"


def _merged(rows: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Fragments that touch become one; the first reason stands."""
    out: list[tuple[Span, str]] = []
    for span, why in sorted(rows):
        if out and span[0] <= out[-1][0][1] + 1 and span[1] - out[-1][0][0] <= 40:
            out[-1] = ((out[-1][0][0], max(out[-1][0][1], span[1])), out[-1][1])
        elif not (out and span[0] < out[-1][0][1]):
            out.append((span, why))
    return out


def _english(article: Article) -> list[tuple[Span, str]]:
    """Ordinary English words in a French sentence, outside names and quotations in English."""
    if article.lang != "fr":
        return []
    foreign = _foreign_quotes(article)
    out: list[tuple[Span, str]] = []
    for i, token in enumerate(article.words):
        word = article.plain[i]
        if word in _LOANS or article.inside[i] in foreign:
            continue
        if word not in ORDINARY and not _compound(word):
            continue
        if not token.text.islower() and not (token.text.istitle() and _opens(article, i)):
            continue
        if _in_name(article, i) or _foreign_run(article, i):
            continue
        if len(word) <= 2 and not _neighbour(article, i):
            continue
        out.append(((token.start, token.end), "english-word"))
    return out


def _compound(word: str) -> bool:
    """Two ordinary English words joined by a hyphen."""
    parts = word.split("-")
    return len(parts) == 2 and all(p in ORDINARY for p in parts)


def _opens(article: Article, i: int) -> bool:
    return article.sentences[article.sentence_of[i]][0] == i and _neighbour(article, i)


def _neighbour(article: Article, i: int) -> bool:
    """Whether the word before or behind is English too."""
    return any(0 <= k < len(article.plain) and article.plain[k] in ORDINARY for k in (i - 1, i + 1))


def _in_name(article: Article, i: int) -> bool:
    """Whether a capitalised word stands right before or behind: part of a title."""
    for k in (i - 1, i + 1):
        if (
            0 <= k < len(article.words)
            and article.words[k].text[:1].isupper()
            and not article.words[k].text.isupper()
            and article.sentence_of[k] == article.sentence_of[i]
        ):
            first = article.sentences[article.sentence_of[i]][0]
            if k != first and article.low(k) not in article.lex.small and not _person(article, k):
                return True
    return False


def _person(article: Article, k: int) -> bool:
    return any(
        n.first <= k < n.behind and n.kind == "person" for n in article.names if n.first <= k
    )


def _foreign_quotes(article: Article) -> set[int]:
    """Quotations in which more words are English than not."""
    out: set[int] = set()
    for number, (first, behind) in enumerate(article.quote_words):
        words = [article.plain[i] for i in range(first, behind) if article.plain[i][0].isalpha()]
        english = sum(w in ORDINARY or w in _SMALL_EN for w in words)
        french = sum(w in article.lex.small and w not in _SMALL_EN for w in words)
        if english >= 1 and english > french:
            out.add(number)
    return out


_SMALL_EN = frozenset(
    "the a an of to in is it was for on with as at by be i we you he she this that and or not my our are have has".split()
)


def _foreign_run(article: Article, i: int) -> bool:
    """Whether the word stands in a long stretch of English: a title or a quotation without marks."""
    first, behind = article.sentences[article.sentence_of[i]]
    a = i
    while a > first and (article.plain[a - 1] in ORDINARY or article.plain[a - 1] in _SMALL_EN):
        a -= 1
    b = i
    while b + 1 < behind and (
        article.plain[b + 1] in ORDINARY or article.plain[b + 1] in _SMALL_EN
    ):
        b += 1
    return b - a >= 6


def _scanned(article: Article) -> list[tuple[Span, str]]:
    """Tortured phrases of both languages, missing elisions and wrong genders of French."""
    text = article.text
    out: list[tuple[Span, str]] = []
    scan = _SCANS.get(article.lang)
    if scan:
        out += [(m.span(), "tortured") for m in scan.finditer(text)]
    if article.lang != "fr":
        return out
    out += [
        (m.span(), "agreement")
        for m in _ELIDED.finditer(text)
        if m.group("next").lower() not in _ASPIRATED
        and m.group("next") not in ("ont", "une")
        and not _spelled(m)
    ]
    for m in _WRONG.finditer(text):
        det, noun = m.group("det").lower().split()[-1], m.group("noun")
        feminine = noun in _FEMININE or (
            noun.endswith(_FEM_ENDS) and noun not in _NOT_FEM and len(noun) > 5
        )
        masculine = noun in _MASCULINE or (noun.endswith(_MASC_ENDS) and len(noun) > 6)
        before = text[max(0, m.start() - 12) : m.start()].lower().split()
        if before and before[-1] in _SUBJECTS:
            continue
        if (det in ("un", "le", "ce", "cet", "au", "du") and feminine) or (
            det in ("une", "la", "cette") and masculine
        ):
            out.append((m.span(), "agreement"))
    return out


def _spelled(m: re.Match[str]) -> bool:
    """*Le* behind a verb is no article; foreign names keep their words."""
    return m.group("word").lower() in ("je", "me", "se", "ne") and not m.group("next")[0].islower()
