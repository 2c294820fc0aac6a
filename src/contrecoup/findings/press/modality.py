"""How far a move has happened: done, announced, expected, demanded, denied …."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re

from attrs import frozen

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.article import Article
from contrecoup.findings.press.clauses import Group, wanted
from contrecoup.findings.press.scene import PREPOSITIONS, Scene, small
from contrecoup.model.reading import Modality

_PAST_YEAR = re.compile(r"(?i)\b(?:en|in)\s+(?:\w+\s+)?(?:19|20)\d\d|\bil y a \w+ ans|\byears ago")
_UNTIL = re.compile(
    r"(?i)[^,;:.]*\b(?:until (?:last|recently|\w+ \d{4})|jusqu(?:['’]en|['’]au|['’]à)? (?:l['’]an dernier|récemment|\w+ (?:19|20)\d\d))\b"
)
_WINDOW = 22  # tokens between a verb of demanding or announcing and the move
_AFTER = 14  # tokens between a noun of moving and its verb
_SOFT = frozenset("say déclarer indiquer préciser révéler reveal".split())
_CONFIRMS = frozenset("confirmer confirm".split())  # of what is over, where a clause says so
_THAT = frozenset("que qu' that".split())
_VERBS = (mw.HAVE | mw.BE | mw.MODALS) - {
    "avoir",
    "etre",
    "be",
    "being",
    "etant",
    "ayant",
    "having",
}


@frozen(kw_only=True)
class _Above:
    """What governs a clause or a noun: kinds, the governors' own small words, whether firmly."""

    kinds: frozenset[str] = frozenset()
    helpers: frozenset[str] = frozenset()
    soft: bool = False


def modality_of(scene: Scene, group: Group, *, noun: bool = False) -> Modality:
    """How far it has happened, by what governs it and by its own helpers.

    What stands under *perhaps*, *it is possible that* or *seems to* is expected, not done.
    """
    found = _governed(scene, group, noun=noun)
    return "expected" if found in ("done", "announced") and _perhaps(scene, group) else found


_PERHAPS = re.compile(
    r"(?i)\b(?:perhaps|maybe|possibly|peut-être|il se (?:peut|pourrait) qu(?:e|['’])"
    r"|il (?:est|serait) (?:possible|probable|vraisemblable) qu(?:e|['’])|il semble(?:rait)? qu(?:e|['’])"
    r"|it (?:is|was) (?:possible|likely) that|it (?:seems|appears) that"
    r"|(?:semble|semblent|paraît|paraissent)(?: bien)?(?: avoir| être)?"
    r"|(?:seems?|appears?) to|(?:said|believed|thought|rumou?red) to be about to)(?!\w)[^,;:.]*$"
)


def _perhaps(scene: Scene, group: Group) -> bool:
    """Whether words of possibility stand before the verb in its clause."""
    article = scene.article
    start = article.words[scene.floor(group.at)].start
    before = article.text[start : article.words[group.at].start]
    return _PERHAPS.search(before) is not None


def _governed(scene: Scene, group: Group, *, noun: bool) -> Modality:
    above = _behind_noun(scene, group.at) if noun else _Above()
    if not above.kinds:
        before = _above(scene, group, noun=noun)
        above = _Above(kinds=before.kinds, helpers=above.helpers | before.helpers, soft=before.soft)
    kinds = group.kinds | above.kinds
    helpers = group.helpers | above.helpers
    if (wished := _wished(scene, group, kinds, helpers)) is not None:
        return wished
    if above.helpers & mw.MODALS or (noun and helpers & mw.SUPPOSED):
        return "expected"
    if above.helpers & mw.HEARSAY:
        return "reported"
    if "announce" in kinds:
        if above.soft and _told_as_done(scene.article, group):
            return "background" if _in_past_year(scene, group.at) else "done"
        return "announced"
    governed = _GOVERNED[noun]
    kind = next((k for k in governed if k in kinds), "")
    return governed[kind] if kind else _own(scene, group, helpers)


_GOVERNED: dict[bool, dict[str, Modality]] = {
    True: {
        "rumour": "reported",
        "tip": "expected",
        "intend": "expected",
        "decide": "done",
        "past": "background",
    },
    False: {"rumour": "reported", "decide": "announced"},
}
"""What a governor makes of a noun of moving, and of a verb."""


def _wished(
    scene: Scene, group: Group, kinds: frozenset[str], helpers: frozenset[str]
) -> Modality | None:
    """Denied, demanded or only thought of; None for the rest."""
    if "refuse" in kinds:
        return "expected" if helpers & mw.NEVER else "denied"
    if group.bare and wanted(scene, group.at):
        return "demanded"
    condition = _condition(scene, group)
    if condition == "unless" or (condition == "if" and helpers & mw.NOT):
        return "demanded"
    if group.lead in ("sans", "without") and not group.kinds:
        return "denied"
    if helpers & mw.NEVER or _negated(scene.article, group) or _nobody(scene, group):
        return "denied"
    if kinds & {"demand", "wish"}:
        return (
            "expected"
            if "wish" in kinds and group.form == "inf" and group.hearer < 0
            else "demanded"
        )
    conceded = "announce" in kinds and helpers & mw.HAVE  # *si X a annoncé son départ, …*
    if (condition == "if" and not conceded) or kinds & {"threat"}:
        return "expected"
    duty = helpers & {"should", "must"} or (
        group.helpers & _DUTY
        and scene.article.low(group.at) in ("partir", "go")
        and scene.article.low(group.at + 1) not in ("a", "en", "to")
    )
    return "demanded" if duty and kinds <= {"announce"} else None


_DUTY = frozenset("doit doivent devra devront must should".split())


def called_for(scene: Scene, group: Group) -> bool:
    """*X doit partir*, *unless X goes*: a departure that somebody wants, not a journey."""
    asked = {"demand"} & group.kinds or group.helpers & _DUTY
    return bool(asked or _condition(scene, group) == "unless" or _wants(scene, group))


def _wants(scene: Scene, group: Group) -> bool:
    return _condition(scene, group) == "if" and bool(group.helpers & mw.NOT)


def _negated(article: Article, group: Group) -> bool:
    """*ne démissionnera pas*: French negation closes behind the verb."""
    if not group.helpers & {"ne", "n'"} or group.form != "fin":
        return False
    return any(article.low(k) in mw.NEVER | {"plus"} for k in range(group.at + 1, group.at + 4))


def _nobody(scene: Scene, group: Group) -> bool:
    """*Ni X ni Y n'ont l'intention de partir*."""
    if scene.article.lang == "fr" and not group.helpers & {"ne", "n'"}:
        return False
    before = range(max(scene.floor(group.at), group.first - 12), group.first)
    return any(scene.article.low(k) in _NOBODY for k in before)


_NOBODY = frozenset("neither ni aucun aucune personne nul nulle".split())


def _in_past_year(scene: Scene, at: int) -> bool:
    article = scene.article
    end = article.span(*article.sentences[article.sentence_of[at]])[1]
    start = article.words[at].start
    return _PAST_YEAR.search(article.text[start : min(end, start + 70)]) is not None


def _own(scene: Scene, group: Group, helpers: frozenset[str]) -> Modality:
    """By the verb's own tense and what stands around it."""
    article = scene.article
    word = article.plain[group.at]
    future = group.form == "fin" and article.lang == "fr" and word.endswith(("ra", "ront"))
    if helpers & mw.HEARSAY:
        return "reported"
    if group.form == "fin" and article.lang == "fr" and word.endswith(("rait", "raient")):
        return "reported"
    if future or helpers & (mw.MODALS | mw.SUPPOSED) or group.kinds & {"intend", "tip"}:
        told = "told" in group.kinds or _announced_behind(scene, group.at)
        return "announced" if told else "expected"
    if group.passive and "being" in helpers and helpers & {"is", "are"}:
        return "announced"
    if group.form == "fin" and word.endswith("ing") and word not in mw.NOUNS:
        return "background" if helpers & {"was", "were"} and not group.kinds else "announced"
    if group.form == "fin" and not group.helpers & mw.HAVE and _to_come(article, group.at):
        return "expected"
    if group.form == "fin" and article.lang == "en" and _once_it_is(scene, group):
        return "expected"
    if _long_ago(scene, group, helpers):
        return "background"
    return "done"


def _once_it_is(scene: Scene, group: Group) -> bool:
    """*When X joins the bank, …*, *once she becomes dean*: a present of what is to come."""
    article, word = scene.article, scene.article.plain[group.at]
    before = {
        article.low(k) for k in range(max(scene.floor(group.at), group.first - 5), group.first)
    }
    to_come = any(
        article.low(k) in ("will", "'ll", "may", "must")
        for k in range(group.at, scene.behind(group.at))
    )
    return word.endswith("s") and bool(before & {"when", "once"}) and to_come


def _to_come(article: Article, at: int) -> bool:
    """*steps into the role next month*, *rejoint X le mois prochain*."""
    start = article.words[at].end
    return _NEXT.match(article.text[start : start + 80]) is not None


_NEXT = re.compile(
    r"[^,;:.]*\b(?:next (?:week|month|year|spring|summer|autumn|fall|winter)|(?:semaine|année|saison) prochaine|(?:mois|an) prochain)\b",
    re.IGNORECASE,
)


def _long_ago(scene: Scene, group: Group, helpers: frozenset[str]) -> bool:
    """Whether it is told as past history: *avait …*, *en 2008*, *avant de …*, *qui a …*."""
    article = scene.article
    if helpers & mw.HAD or group.lead in ("avant", "before"):
        return True
    if group.lead in ("apres", "after") and group.form in ("inf", "ger", "part"):
        return True
    end = article.span(*article.sentences[article.sentence_of[group.at]])[1]
    start = article.words[group.at].start
    if _UNTIL.match(article.text[start : min(end, start + 90)]):
        return True
    if _in_past_year(scene, group.at):
        return True
    if group.bare and group.helpers & _FRESH:
        return False
    if group.bare and not _closing(scene, group):
        return not _dated(article, group.at, months=group.first > scene.floor(group.at))
    relative = article.low(group.first - 1) in ("qui", "who")
    return relative and bool(helpers & mw.HAVE) and not _dated(article, group.at)


_FRESH = frozenset("newly freshly just nouvellement fraichement".split())


def _closing(scene: Scene, group: Group) -> bool:
    """Whether a participle goes on to the sentence's end, or follows its name without a comma."""
    article = scene.article
    if group.first > scene.floor(group.at) and article.low(group.first - 1) not in (",", "("):
        return True
    begun = any(
        small(article, k) in _VERBS for k in range(scene.floor(group.at), max(0, group.first - 1))
    )
    return begun and not any(
        small(article, k) in _VERBS for k in range(group.at + 1, scene.behind(group.at))
    )


def _dated(article: Article, at: int, *, months: bool = True) -> bool:
    """Whether a day follows within the clause; with ``months``, a month does as well."""
    start = article.words[at].start
    for day in article.days_between(start, start + 60):
        between = article.text[start : day.start]
        if not months and day.text.lower().startswith(("en ", "in ")):
            return False
        return not re.search(r"[,;:.]", between) and not re.search(r"\b(?:19|20)\d\d\b", day.text)
    return False


def _told_as_done(article: Article, group: Group) -> bool:
    """Under *said* and its like, what has happened stays what has happened."""
    if group.helpers & (mw.MODALS | mw.SUPPOSED) or group.kinds:
        return False
    word = article.plain[group.at]
    if group.form != "part" and article.lang == "fr" and word.endswith(("ait", "aient")):
        return False  # *a confirmé qu'il partait*
    return not word.endswith(("ing", "ra", "ront"))


def _announced_behind(scene: Scene, at: int) -> bool:
    """*…, a annoncé la fédération*: a verb of announcing behind a comma."""
    article = scene.article
    table = mw.governing(article.lang)
    for k in range(at + 1, min(scene.behind(at), at + 30)):
        found = table.get(article.plain[k])
        if not found or found[0].kind != "announce" or article.inside[k] >= 0:
            continue
        j = k
        while j > at and (
            small(article, j - 1) in mw.HAVE | mw.BE or article.low(j - 1) in _TURNED
        ):
            j -= 1
        near = {article.low(i) for i in range(j - 1, max(at, j - 5), -1)}
        return article.low(j - 1) == "," or (article.lang == "en" and "," in near)
    return False


_TURNED = frozenset("t il elle on ils elles t-il t-elle t-on".split())  # *a-t-il annoncé*


# What governs


def _condition(scene: Scene, group: Group) -> str:
    """``unless`` or ``if`` where the clause hangs on one; else empty."""
    article = scene.article
    floor = scene.floor(group.at)
    commas = 0  # none, or the two of an apposition, stand between the word and its verb
    for k in range(group.first - 1, max(floor, group.first - 18) - 1, -1):
        low = article.low(k)
        if (
            low == "unless"
            or (low == "until" and group.first - k <= 6)
            or (low in _THAT and article.low(k - 1) in ("moins", "tant"))
        ):
            return "unless" if commas in (0, 2) else ""
        if low in ("si", "if") or (low == "s'" and article.low(k + 1) in ("il", "ils")):
            return "if" if commas in (0, 2) else ""
        if article.low(k) == ",":
            commas += 1
        if article.words[k].text in ";:":
            return ""
    return ""


def _above(scene: Scene, group: Group, *, noun: bool) -> _Above:
    """The nearest verb of announcing, demanding … before, if the move hangs on it."""
    article = scene.article
    table = mw.governing(article.lang)
    floor = max(scene.floor(group.at), group.first - _WINDOW)
    linked = noun
    first = group.first - 1
    if noun and group.lead in _AFTERWARDS:
        return _Above(kinds=frozenset({"past"} if article.low(group.first - 2) in _YEARS else ()))
    if noun and group.lead in OF and ((kind := head_kind(scene, group)) or group.lead != "for"):
        return _Above(kinds=frozenset({kind}) if kind else frozenset())
    for k in range(first, floor - 1, -1):
        low = article.low(k)
        if low in (";", ":") or (
            low == "," and article.low(k + 1) in ("mais", "but", "puis", "qui", "who")
        ):
            return _Above()
        linked = linked or low in _THAT
        found = table.get(article.plain[k]) if article.inside[k] < 0 else None
        if found is None and noun:
            found = _noun_above(low)
        if found is None or _noun_form(article, k):
            if noun and small(article, k) in _VERBS:
                return _Above(helpers=frozenset({small(article, k)} & mw.HEARSAY))
            continue
        if not (linked or (article.lang == "en" and first - k <= 8)):
            return _Above()
        helpers = _before(article, k, scene.floor(group.at))
        kind = "announce" if found[0].lemma == "tell" and linked and not noun else found[0].kind
        return _Above(
            kinds=frozenset({kind}),
            helpers=helpers,
            soft=kind != found[0].kind or found[0].lemma in (_SOFT if noun else _SOFT | _CONFIRMS),
        )
    return _Above()


OF = frozenset("de d' du des of for".split())


def head_kind(scene: Scene, group: Group) -> str:
    """What the noun before *de* makes of the move: *l'annonce de la démission*."""
    article = scene.article
    for k in range(group.first - 2, max(scene.floor(group.at), group.first - 4) - 1, -1):
        if article.low(k) in mw.HEADS:
            return mw.HEADS[article.low(k)]
    return ""


_YEARS = frozenset("ans annees years decennies decades".split())
_AFTERWARDS = frozenset("apres depuis malgre suite lors after since following despite".split())


def _noun_above(low: str) -> tuple[mw.Governing, ...] | None:
    kind = mw.READY.get(low)
    return (mw.Governing(kind, "", "fin"),) if kind in ("demand", "threat") else None


def _noun_form(article: Article, k: int) -> bool:
    """*l'annonce*, *the demand*: a noun of the same form."""
    if article.low(k - 1) in ("under", "sous"):
        return True  # *under pressure from investors*
    before = article.low(k - 2)
    if (
        article.lang == "fr"
        and article.low(k - 1) in ("la", "le", "les")
        and before in PREPOSITIONS
    ):
        return not article.plain[k].endswith("er")  # *par la presse*
    if (
        article.lang == "fr"
        and article.low(k - 1) in ("la", "le", "les")
        and k - 1 == article.sentences[article.sentence_of[k]][0]
    ):
        return True  # *La presse salue …*
    leads = ("l'", "une", "cette") if article.lang == "fr" else ("the", "a", "an", "his", "her")
    return article.low(k - 1) in leads and article.low(k) in mw.NOUNISH


def _before(article: Article, k: int, floor: int) -> frozenset[str]:
    """The small words in front of a governor."""
    out: set[str] = set()
    for j in range(k - 1, max(floor, k - 6) - 1, -1):
        low = small(article, j)
        if low in _VERBS | mw.NOT or low in article.lex.adverbs or low.endswith(("ment", "ly")):
            out.add(low)
        elif low not in article.lex.clitics:
            break
    return frozenset(out)


def _ratified(article: Article, at: int, lemma: str) -> bool:
    """*sa nomination a été confirmée*: then it is done; a departure is only told of."""
    return lemma in ("confirmer", "confirm") and article.low(at) in ("nomination", "appointment")


def _behind_noun(scene: Scene, at: int) -> _Above:
    """*sa démission a été annoncée*, *son départ serait imminent*: the verb of the noun."""
    article = scene.article
    stop = min(scene.behind(at), at + _AFTER)
    table = mw.governing(article.lang)
    past = at
    for k in range(at + 1, stop):
        if k < past:
            continue
        named = scene.phrase_at(k + 1) if article.low(k) == "," else None
        if named is not None and named.kind == "person" and article.low(named.behind) == ",":
            past = named.behind + 1  # *le renvoi du chef, X, ne devrait …*
            continue
        if article.words[k].text in ",;:." or article.low(k) in ("qui", "who", "que", "qu'"):
            break
        if small(article, k) not in _VERBS:
            continue
        helpers = {small(article, k)}
        for j in range(k + 1, min(stop, k + 6)):
            found = [g for g in table.get(article.plain[j], ()) if g.form == "part"]
            if found and not (helpers & mw.HAVE and not helpers & {"ete", "been"}):
                kind = "decide" if _ratified(article, at, found[0].lemma) else found[0].kind
                return _Above(kinds=frozenset({kind}), helpers=frozenset(helpers) - mw.BE - mw.HAVE)
            helpers.add(small(article, j))
        return _Above(helpers=frozenset(helpers & (mw.MODALS | mw.HEARSAY | mw.NEVER)))
    return _Above()
