"""Verbs of saying in their places: the verb group with its auxiliary, and what form it has."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from typing import NamedTuple

from attrs import frozen

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.lexicon import Cue

_NEAR = 5  # adverbs between an auxiliary and its participle
_FAR = 12  # words between them, where commas part these from the rest


@frozen(kw_only=True)
class CueFound:
    """A verb group of saying: tokens ``first`` to ``behind``; the verb is ``at``.

    ``form``: ``fin``, ``comp`` (auxiliary and participle), ``pass``, ``ger``, ``inf``,
    ``part``.  ``takes`` as in the lexicon.  ``after`` is the number of the pronoun
    token that follows by inversion, or -1.  ``number`` is ``s``, ``p`` or, where the
    form does not tell, empty.
    """

    first: int
    behind: int
    at: int
    form: str
    takes: str
    lemma: str
    after: int = -1
    number: str = ""


class _Before(NamedTuple):
    """What stands before a verb: token ``k`` behind its adverbs, and what these say."""

    k: int
    low: str
    passive: bool
    inverted: int  # the pronoun of an inverted auxiliary, or -1


def cues(article: Article) -> list[CueFound]:
    """All verb groups of saying outside quotation marks, in text order."""
    out: list[CueFound] = []
    last = -1
    for at, word in enumerate(article.plain):
        options = article.lex.cues.get(word)
        if article.inside[at] >= 0 or at <= last or (options is None and word not in _WITH):
            continue
        found = _light(article, at) if options is None else _group(article, at, options)
        if found:
            out.append(found)
            last = found.behind - 1
    return out


def hyphened(article: Article, i: int) -> bool:
    """Whether the token hangs on the one before by a hyphen: ``-t-il``."""
    start = article.words[i].start
    return start > 0 and article.text[start - 1] in "-‐‑"


def _group(article: Article, at: int, options: frozenset[Cue]) -> CueFound | None:
    forms = {c.form: c for c in options}
    takes = "".join(sorted({t for c in options for t in c.takes}))
    before = _before(article, at)
    if "part" in forms:
        near = bool(before.low) and _auxiliary(article, before.k)
        auxiliary = before if near else _far(article, at)
        if auxiliary is not None:
            return _compound(article, at, auxiliary, forms["part"], takes)
    read = _english if article.lex.lang == "en" else _french
    return read(article, at, forms, takes, before) or _bare(article, at, forms, takes)


#: Words that say something with a verb that alone says nothing: *faire savoir*.
_WITH = {
    "savoir": "fai", "valoir": "fai", "comprendre": "fai lais", "entendre": "lais", "garde": "met mis", "avant": "met mis",
}  # fmt: skip


def _light(article: Article, at: int) -> CueFound | None:
    """*fait savoir*, *a laissé entendre*, *met en garde*: the verb and the word it needs."""
    if article.lex.lang != "fr":
        return None
    k = at - 1
    if article.low(k) == "en" and _WITH[article.plain[at]] == "met mis":
        k -= 1
    elif _WITH[article.plain[at]] == "met mis":
        return None
    while article.low(k) in article.lex.adverbs and at - k < _NEAR:
        k -= 1
    verb = article.plain[k]
    if k < 0 or not (verb.startswith(tuple(_WITH[article.plain[at]].split())) or verb == "font"):
        return None
    compound = _auxiliary(article, k - 1)
    number = "p" if article.low(k - 1) in _PLURAL or (not compound and _plural(verb, "")) else "s"
    return CueFound(
        first=k - 1 if compound else k, behind=at + 1, at=at,
        form="comp" if compound else "ger" if verb.endswith("ant") else "fin",
        takes="qw", lemma=article.plain[at], number=number,
    )  # fmt: skip


# What stands before the verb

_FRENCH_BETWEEN = frozenset(
    "quant la lui elle eux elles lui-meme elle-meme eux-memes elles-memes pour sa part de son leur cote tour par consequent en revanche outre "
    "malgre tout bien sur pourtant ailleurs effet nouveau d' abord au contraire fois plus tard suite fin l' occasion tous toutes deux trois y d'ailleurs".split()
)


def _before(article: Article, at: int) -> _Before:
    """Walk back over adverbs and what else may part a verb from its auxiliary."""
    lex = article.lex
    floor = article.sentences[article.sentence_of[at]][0]
    k = at - 1
    passive = False
    while k >= floor and at - k <= _NEAR and _between(article, k):
        passive = passive or article.low(k) in ("ete", "been", "being")
        k -= 1
    if lex.lang == "fr" and (k < floor or not _auxiliary(article, k)):
        far = at - 1
        while far >= floor and at - far <= _FAR and (
            article.low(far) in _FRENCH_BETWEEN or article.plain[far] == "à" or _between(article, far)
        ):  # fmt: skip
            far -= 1
        if far >= floor and _auxiliary(article, far):
            k = far
    return _Before(k, article.low(k) if k >= floor else "", passive, _inverted(article, k, at))


def _auxiliary(article: Article, k: int) -> bool:
    """Whether a form of *have* or *be* stands here: *a*, not *à*."""
    return article.low(k) in article.lex.auxiliaries and article.plain[k] != "à"


def _between(article: Article, k: int) -> bool:
    low = article.low(k)
    return (
        low in article.lex.adverbs
        or low.endswith(("ment", "ly"))
        or low in ("ete", "been", "being")
        or (article.lex.lang == "fr" and low in article.lex.subjects and hyphened(article, k))
    )


def _inverted(article: Article, k: int, at: int) -> int:
    return next(
        (j for j in range(k + 1, at) if article.low(j) in article.lex.subjects and hyphened(article, j)),
        -1,
    )  # fmt: skip


def _far(article: Article, at: int) -> _Before | None:
    """*avait, dans un communiqué, déclaré*: the auxiliary before words between commas."""
    if article.lex.lang != "fr" or article.low(at - 1) != ",":
        return None
    floor = article.sentences[article.sentence_of[at]][0]
    for k in range(at - 2, max(floor, at - 2 - _FAR), -1):
        if article.inside[k] >= 0:
            return None
        if article.low(k) == ",":
            if k > floor and _auxiliary(article, k - 1):
                return _Before(k - 1, article.low(k - 1), passive=False, inverted=-1)
            return None
    return None


# Forms

_BE = frozenset(
    "est sont etait etaient is are was were be been being fut furent sera seront".split()
)
_PLURAL = frozenset("ont avaient auront auraient sont etaient seront furent viennent".split())
_VENIR = frozenset({"vient", "viennent", "venait", "venaient"})
_MODALS = frozenset("will would did does do could should may might must can".split())


def _compound(article: Article, at: int, before: _Before, cue: Cue, takes: str) -> CueFound:
    """Auxiliary and participle; a form of *be* makes a passive, unless reflexive."""
    k = before.k
    if article.lex.lang == "fr" and k > 0 and _auxiliary(article, k - 1):
        k -= 1  # *ont a dit*, in prose that a machine reworded
    reflexive = article.low(k - 1) in ("s'", "se", "m'", "nous", "vous")
    been = before.low in _BE and not (
        article.lex.lang == "en" and before.low in ("has", "have", "had") and not before.passive
    )
    passive = (been or before.passive) and not reflexive
    return CueFound(
        first=k,
        behind=at + 1,
        at=at,
        form="pass" if passive else "comp",
        takes=takes,
        lemma=cue.lemma,
        after=-1 if passive else before.inverted,
        number="p" if article.low(k) in _PLURAL else "s" if article.lex.lang == "fr" else "",
    )


def _english(
    article: Article, at: int, forms: dict[str, Cue], takes: str, before: _Before
) -> CueFound | None:
    lex = article.lex
    if before.low in lex.auxiliaries and (
        ("inf" in forms and before.low in _MODALS) or "ger" in forms
    ):
        cue = forms.get("ger") or forms["inf"]
        return CueFound(
            first=before.k, behind=at + 1, at=at, form="fin", takes=takes, lemma=cue.lemma
        )
    if "part" in forms and article.low(at + 1) == "by" and before.low not in lex.subjects:
        return _one(at, "pass", forms["part"], takes)
    if "ger" in forms:
        return _gerund(article, at, forms["ger"], takes)
    if "fin" in forms and not _noun(article, at) and before.low not in ("to", "not"):
        return _one(at, "fin", forms["fin"], takes)
    return None


def _french(
    article: Article, at: int, forms: dict[str, Cue], takes: str, before: _Before
) -> CueFound | None:
    if "ger" in forms:
        return _gerund(article, at, forms["ger"], takes)
    if "inf" in forms and before.low in ("de", "d'") and article.low(before.k - 1) in _VENIR:
        number = "p" if article.low(before.k - 1) in _PLURAL else "s"
        return CueFound(
            first=before.k - 1, behind=at + 1, at=at, form="comp",
            takes=takes, lemma=forms["inf"].lemma, number=number,
        )  # fmt: skip
    if "fin" in forms and not _noun(article, at):
        cue = forms["fin"]
        pronoun = (
            at + 1
            if article.low(at + 1) in article.lex.subjects and hyphened(article, at + 1)
            else -1
        )
        number = "p" if _plural(article.plain[at], cue.lemma) else "s"
        return CueFound(
            first=at, behind=at + 1, at=at, form="fin",
            takes=takes, lemma=cue.lemma, after=pronoun, number=number,
        )  # fmt: skip
    return None


def _plural(form: str, lemma: str) -> bool:
    """Whether a French finite form is a third person plural."""
    if form.endswith("ient") and not form.endswith("aient"):
        return lemma.endswith("ier")
    return (form.endswith("ent") and form != "dément") or form.endswith("ont")


def _bare(article: Article, at: int, forms: dict[str, Cue], takes: str) -> CueFound | None:
    if "inf" in forms:
        return _one(at, "inf", forms["inf"], takes)
    if "part" in forms:
        return _one(
            at, "pass" if article.low(at + 1) in ("par", "by") else "part", forms["part"], takes
        )
    return None


def _one(at: int, form: str, cue: Cue, takes: str) -> CueFound:
    return CueFound(first=at, behind=at + 1, at=at, form=form, takes=takes, lemma=cue.lemma)


def _gerund(article: Article, at: int, cue: Cue, takes: str) -> CueFound:
    first = at - 1 if article.low(at - 1) in ("en", "by") else at
    return CueFound(first=first, behind=at + 1, at=at, form="ger", takes=takes, lemma=cue.lemma)


# Forms that are also nouns

_NOUN_BEFORE = frozenset(
    "une un des sa son ses cette ce cet ces du au aux leurs mes toute aucune premiere nouvelle de d' sur par sans a autre".split()
)
_NOUN_BEFORE_EN = frozenset("of 's for to from in by with a an on and recent new".split())


def _noun(article: Article, at: int) -> bool:
    """Whether a form that is also a noun stands as one here."""
    lex = article.lex
    low, before = article.low(at), article.low(at - 1)
    if article.words[at].text[:1].isupper() and at > 0 and article.words[at - 1].text[-1].isalnum():
        return True
    if lex.lang == "fr":
        if before in _NOUN_BEFORE:
            return True
        if before in ("la", "le", "l'", "les", "leur"):
            return low in lex.nounish or (
                before in ("la", "l'") and low in ("annonce", "demande", "accuse")
            )
        return before == "en" and low in lex.nounish
    if low in lex.nounish:
        if before in lex.determiners or before in _NOUN_BEFORE_EN:
            return True
        nxt = article.low(at + 1)
        return nxt in ("of", "from", "on", "by") and before not in lex.subjects
    return before in ("a", "an", "of", "to") or (
        before in ("the", "his", "her", "their") and low != "said"
    )
