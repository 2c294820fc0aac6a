"""Verbs of saying in their places: the verb group, what it is, and who its subject is."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from attrs import frozen

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.lexicon import Cue
from contrecoup.findings.press.people import Cast
from contrecoup.findings.press.phrases import Phrase

_NEAR = 5


@frozen(kw_only=True)
class CueFound:
    """A verb group of saying: tokens ``first`` to ``behind``; the verb is ``at``.

    ``form``: ``fin``, ``comp`` (auxiliary and participle), ``pass``, ``ger``, ``inf``,
    ``part``.  ``takes`` as in the lexicon.  ``after`` is the number of the pronoun
    token that follows by inversion, or -1.
    """

    first: int
    behind: int
    at: int
    form: str
    takes: str
    lemma: str
    after: int = -1


def cues(article: Article) -> list[CueFound]:
    """All verb groups of saying outside quotation marks, in text order."""
    out: list[CueFound] = []
    last = -1
    for at, word in enumerate(article.plain):
        if word not in article.lex.cues or article.inside[at] >= 0 or at <= last:
            continue
        found = _group(article, at, article.lex.cues[word])
        if found:
            out.append(found)
            last = found.behind - 1
    return out


def _hyphen(article: Article, i: int) -> bool:
    """Whether the token hangs on the one before by a hyphen: ``-t-il``."""
    start = article.words[i].start
    return start > 0 and article.text[start - 1] in "-‐‑"


def _group(article: Article, at: int, options: frozenset[Cue]) -> CueFound | None:
    forms = {c.form: c for c in options}
    takes = "".join(sorted({t for c in options for t in c.takes}))
    lex = article.lex
    k = at - 1
    floor = article.sentences[article.sentence_of[at]][0]
    passive = False
    while k >= floor and at - k <= _NEAR and (
        article.low(k) in lex.adverbs or article.low(k).endswith(("ment", "ly")) or article.low(k) in ("ete", "been", "being")
        or (lex.lang == "fr" and article.low(k) in lex.subjects and _hyphen(article, k))
    ):  # fmt: skip
        passive = passive or article.low(k) in ("ete", "been", "being")
        k -= 1
    before = article.low(k) if k >= floor else ""
    inverted = next(
        (j for j in range(k + 1, at) if article.low(j) in lex.subjects and _hyphen(article, j)), -1
    )
    pronoun = (
        at + 1
        if at + 1 < len(article.words)
        and article.low(at + 1) in lex.subjects
        and _hyphen(article, at + 1)
        else -1
    )
    cue = next(iter(options))
    if "part" in forms and before in lex.auxiliaries:
        return _compound(article, at, k, forms["part"], takes, passive=passive, inverted=inverted)
    if (
        lex.lang == "en"
        and before in lex.auxiliaries
        and "inf" in forms
        and before
        in ("will", "would", "did", "does", "do", "could", "should", "may", "might", "must", "can")
    ):
        return CueFound(first=k, behind=at + 1, at=at, form="fin", takes=takes, lemma=cue.lemma)
    if (
        lex.lang == "en"
        and "part" in forms
        and article.low(at + 1) == "by"
        and before not in lex.subjects
    ):
        return CueFound(first=at, behind=at + 1, at=at, form="pass", takes=takes, lemma=cue.lemma)
    if "ger" in forms:
        first = at - 1 if article.low(at - 1) in ("en", "by") else at
        if lex.lang == "en" and before in lex.auxiliaries:
            return CueFound(
                first=k, behind=at + 1, at=at, form="fin", takes=takes, lemma=forms["ger"].lemma
            )
        return CueFound(
            first=first, behind=at + 1, at=at, form="ger", takes=takes, lemma=forms["ger"].lemma
        )
    if (
        "fin" in forms
        and not _noun(article, at)
        and not (lex.lang == "en" and before in ("to", "not"))
    ):
        return CueFound(
            first=at,
            behind=at + 1,
            at=at,
            form="fin",
            takes=takes,
            lemma=forms["fin"].lemma,
            after=pronoun,
        )
    if "inf" in forms:
        return CueFound(
            first=at, behind=at + 1, at=at, form="inf", takes=takes, lemma=forms["inf"].lemma
        )
    if "part" in forms:
        form = "pass" if article.low(at + 1) in ("par", "by") else "part"
        return CueFound(
            first=at, behind=at + 1, at=at, form=form, takes=takes, lemma=forms["part"].lemma
        )
    return None


def _compound(
    article: Article,
    at: int,
    k: int,
    cue: Cue,
    takes: str,
    *,
    passive: bool,
    inverted: int,
) -> CueFound:
    """Auxiliary and participle; a form of *be* makes a passive, unless reflexive."""
    lex = article.lex
    be = article.low(k) in (
        "est",
        "sont",
        "etait",
        "etaient",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "fut",
        "sera",
    )
    reflexive = article.low(k - 1) in ("s'", "se", "m'", "nous", "vous")
    if lex.lang == "en" and article.low(k) in ("has", "have", "had") and not passive:
        be = False
    if (be or passive) and not reflexive:
        return CueFound(first=k, behind=at + 1, at=at, form="pass", takes=takes, lemma=cue.lemma)
    return CueFound(
        first=k, behind=at + 1, at=at, form="comp", takes=takes, lemma=cue.lemma, after=inverted
    )


def _noun(article: Article, at: int) -> bool:
    """Whether a form that is also a noun stands as one here."""
    lex = article.lex
    low, before = article.low(at), article.low(at - 1)
    if article.words[at].text[:1].isupper() and at > 0 and article.words[at - 1].text[-1].isalnum():
        return True
    if lex.lang == "fr":
        if before in (
            "une",
            "un",
            "des",
            "sa",
            "son",
            "ses",
            "cette",
            "ce",
            "cet",
            "ces",
            "du",
            "au",
            "aux",
            "leurs",
            "mes",
            "toute",
            "aucune",
            "premiere",
            "nouvelle",
            "de",
            "d'",
            "sur",
            "par",
            "sans",
            "a",
            "autre",
        ):
            return True
        if before in ("la", "le", "l'", "les", "leur"):
            return low in lex.nounish or (
                before in ("la", "l'") and low in ("annonce", "demande", "accuse")
            )
        return before == "en" and low in lex.nounish
    if low in lex.nounish:
        if before in lex.determiners or before in (
            "of",
            "'s",
            "for",
            "to",
            "from",
            "in",
            "by",
            "with",
            "a",
            "an",
            "on",
            "and",
            "recent",
            "new",
        ):
            return True
        nxt = article.low(at + 1)
        return nxt in ("of", "from", "on", "by") and before not in lex.subjects
    return before in ("a", "an", "of", "to") or (
        before in ("the", "his", "her", "their") and low != "said"
    )


# Subjects

_PREPOSITIONS = frozenset(
    """
de du des d' a au aux par avec sans chez dans sur sous contre entre vers pour selon depuis apres avant pendant lors en envers parmi malgre of by with
without in on at from to for about against between among during after before since under over into toward towards near than as like via dont notamment
""".split()
)


def subject(article: Article, found: Cast, cue: CueFound) -> int | None:  # noqa: C901  a list of cases, read from top to bottom
    """Who stands as subject before the verb: a token number of a pronoun or a phrase's first."""
    lex = article.lex
    floor = article.sentences[article.sentence_of[cue.at]][0]
    k = cue.first - 1
    while k >= floor and (
        article.low(k) in lex.clitics
        or article.low(k) in lex.adverbs
        or article.low(k).endswith(("ment", "ly"))
    ):
        if article.low(k) in ("le", "la", "les", "l'", "leur", "nous", "vous") and _phrase_ends(
            found, k + 1
        ):
            break
        k -= 1
    if k < floor:
        return None
    low = article.low(k)
    if low in lex.subjects and article.inside[k] < 0:
        return k
    if low in ("dernier", "derniere") and article.low(k - 1) in ("ce", "cette"):
        return k
    if low in ("qui", "who", "which"):
        return _before(
            article, found, k - 1 if article.low(k - 1) in (",", "-", "–", "(") else k, floor
        )
    if _phrase_ends(found, k + 1):
        return _head_of(article, found, found.end_at[k + 1], floor)
    if low == ")":
        opened = next((j for j in range(k, max(floor, k - 8), -1) if article.low(j) == "("), -1)
        if opened > floor and _phrase_ends(found, opened):
            return _head_of(article, found, found.end_at[opened], floor)
    if low in (",", ")", "–", "—", "-") or low in lex.linkers or article.inside[k] >= 0:
        return first_subject(article, found, floor, k)
    near = _before(article, found, k + 1, max(floor, k - 10))
    return near if near is not None else first_subject(article, found, floor, k)


def _phrase_ends(found: Cast, behind: int) -> bool:
    return behind in found.end_at


def _before(article: Article, found: Cast, behind: int, floor: int) -> int | None:
    """The phrase that ends nearest before a token, and stands as a subject."""
    for b in range(behind, floor, -1):
        number = found.end_at.get(b)
        if number is None:
            continue
        phrase = found.phrases[number]
        if article.inside[phrase.first] >= 0 or phrase.kind == "place":
            continue
        return _head_of(article, found, number, floor)
    return None


def _head_of(article: Article, found: Cast, number: int, floor: int) -> int | None:
    """A name apposed to a role without a comma stays the name; a prepositional phrase is none."""
    phrase = found.phrases[number]
    k = phrase.first - 1
    prev = found.end_at.get(phrase.first)
    if prev is not None and found.phrases[prev].kind in ("role", "body", "group"):
        k = found.phrases[prev].first - 1
    if (
        k >= floor
        and article.low(k) in _PREPOSITIONS
        and not (article.low(k) in ("des", "du", "de", "d'") and k == floor)
    ):
        return _before(article, found, k, floor)
    if article.low(k) == "," and phrase.kind == "role" and phrase.first in found.of_phrase:
        owner = _before(article, found, k, floor)
        if owner is not None and found.of_phrase.get(owner) == found.of_phrase[phrase.first]:
            return owner
    return phrase.first


def first_subject(article: Article, found: Cast, floor: int, limit: int) -> int | None:  # noqa: C901  a list of cases, read from top to bottom
    """The first phrase or pronoun of the clause that no preposition governs."""
    k = limit
    clause = floor
    while k > floor:
        if article.low(k) in (";", ":") and article.inside[k] < 0:
            clause = k + 1
            break
        k -= 1
    best: int | None = None
    for i in range(clause, limit + 1):
        if article.inside[i] >= 0:
            continue
        if (
            article.low(i) in article.lex.subjects
            and article.low(i) not in ("on", "it")
            and best is None
        ):
            return i
        number = found.start_at.get(i)
        if number is None:
            continue
        phrase = found.phrases[number]
        if phrase.kind == "place" or (
            i > floor
            and (article.low(i - 1) in _PREPOSITIONS or article.low(i - 1) in ("que", "qu'"))
        ):
            continue
        if best is None:
            best = i
            if phrase.kind == "person":
                return i
        else:
            owner = found.phrases[found.start_at[best]]
            between = article.low(i - 1)
            if (
                phrase.kind == "person"
                and owner.kind in ("role", "group", "body")
                and (i == owner.behind or (between == "," and i == owner.behind + 1))
            ):
                return i
            return best
    return best


def named_part(found: Cast, first: int) -> Phrase | None:
    """The phrase that starts at a token."""
    number = found.start_at.get(first)
    return None if number is None else found.phrases[number]
