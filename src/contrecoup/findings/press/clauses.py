"""Verb groups of moves: voice, tense, and the verbs that govern them."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from attrs import Factory, define, field, frozen

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cast import Cast
from contrecoup.findings.press.forms import Form
from contrecoup.findings.press.known import Known
from contrecoup.findings.press.phrases import Phrase
from contrecoup.findings.press.speakers import Resolver

_FAR = 12  # tokens between a verb and what governs it
_INSERTED = 7  # tokens between an auxiliary and its participle
_CLITICS = frozenset("ne n' lui leur y en se s' me m' l' le la les".split())
_MORE = frozenset("tous toutes both all plus encore d'abord ensuite aussi ainsi".split())
_LEADS = frozenset("avant before apres after pour afin sans without by en since".split())
PREPOSITIONS = frozenset(
    """
de du des d' a au aux par avec sans chez dans sur sous contre entre vers pour selon depuis apres avant pendant lors en envers parmi malgre of by with
without in on at from to for about against between among during after before since under over into toward towards near than as like via dont notamment
including follow following despite upon outside inside beside behind around off across along beyond within
""".split()
)
_DETERMINED = frozenset("the a an his her its their this that 's of for un une du des au cette ce cet ces son sa ses par sur".split())  # fmt: skip


@frozen(kw_only=True)
class Scene:
    """An article, the people in it, and who its pronouns stand for."""

    article: Article
    found: Cast
    resolver: Resolver
    known: Known = field(init=False, default=Factory(lambda s: Known(s.found), takes_self=True))

    def phrase_ending(self, behind: int) -> Phrase | None:
        """The phrase that ends before a token."""
        number = self.found.end_at.get(behind)
        return None if number is None else self.found.phrases[number]

    def phrase_at(self, at: int) -> Phrase | None:
        """The phrase that starts at a token."""
        number = self.found.start_at.get(at)
        return None if number is None else self.found.phrases[number]

    def nested_at(self, at: int) -> Phrase | None:
        """The name that starts at a token inside a longer phrase."""
        rows = self.found.nested
        n = bisect_left(rows, at, key=lambda p: p.first)
        return rows[n] if n < len(rows) and rows[n].first == at else None

    def floor(self, at: int) -> int:
        """First token of the sentence."""
        return self.article.sentences[self.article.sentence_of[at]][0]

    def behind(self, at: int) -> int:
        """The token behind the sentence."""
        return self.article.sentences[self.article.sentence_of[at]][1]


@frozen(kw_only=True)
class Group:
    """A verb group of moving.

    Tokens ``first`` (of what governs it, auxiliaries included) to ``at``; ``bare`` is a
    participle alone; ``helpers`` are its small words; ``kinds`` what governs it;
    ``hearer`` the token of who is asked to move, or -1; ``lead`` a preposition that
    opens it.
    """

    first: int
    at: int
    form: Form
    word: Form = "fin"
    passive: bool = False
    bare: bool = False
    reflexive: bool = False
    helpers: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    hearer: int = -1
    lead: str = ""


@define
class _Walk:
    """A way to the left of a verb: the next token, and what was passed."""

    scene: Scene
    k: int
    floor: int
    helpers: set[str] = field(factory=set)
    kinds: set[str] = field(factory=set)
    hearer: int = -1
    lead: str = ""

    def low(self, back: int = 0) -> str:
        """The folded token so many to the left."""
        k = self.k - back
        return self.scene.article.low(k) if k >= self.floor else ""

    def plain(self) -> str:
        """The token with its accents."""
        return self.scene.article.plain[self.k] if self.k >= self.floor else ""

    def step(self) -> None:
        """Over adverbs, days, negation, clitics and auxiliaries."""
        while self.k >= self.floor:
            day = day_start(self.scene.article, self.k)
            if day >= self.floor:
                self.k = day - 1
            elif small(self.scene.article, self.k) in _SMALL or is_adverb(self.scene, self.k):
                self.helpers.add(small(self.scene.article, self.k))
                self.k -= 1
            else:
                return


_SMALL = (
    mw.HAVE
    | mw.BE
    | mw.MODALS
    | mw.NOT
    | mw.HEARSAY
    | mw.SUPPOSED
    | _CLITICS
    | _MORE
    | frozenset("does do did".split())
)


def small(article: Article, k: int) -> str:
    """A folded word, *à* kept apart from *a*, which is an auxiliary in French only."""
    low = article.low(k)
    if low == "as" and article.lang == "en":
        return ""
    return "à" if low == "a" and (article.lang != "fr" or article.plain[k] != "a") else low


def is_adverb(scene: Scene, k: int) -> bool:
    """Whether a token is an adverb, by the lists and by its ending."""
    article = scene.article
    low = article.low(k)
    if low in article.lex.adverbs:
        return True
    return (
        low.endswith(("ment", "ly"))
        and len(low) > 4
        and low not in article.lex.bodies
        and article.plain[k] not in mw.governing(article.lang)
        and k + 1 not in scene.found.end_at
        and article.low(k - 1) not in article.lex.determiners
    )


def day_start(article: Article, k: int) -> int:
    """The first token of the day expression that token ``k`` ends, or -1."""
    end = article.words[k].end
    for day in article.days_between(end - 1, end):
        if day.end == end:
            while k > 0 and article.words[k - 1].start >= day.start:
                k -= 1
            return k
    return -1


_TIMED = frozenset("en in debut fin mi courant early late mid since depuis".split())
_MONTHS = frozenset(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march april may june july "
    "august september october november december".split()
)


def skip_days(article: Article, j: int) -> int:
    """Behind the day and month expressions that start at a token, else the token."""
    while j < len(article.words):
        if article.low(j) in _TIMED and article.low(j + 1) in _MONTHS:
            j += 2
            continue
        start = article.words[j].start
        near = article.days_between(start, start + 1)
        day = next((d for d in near if d.start <= start < d.end), None)
        if day is None:
            break
        while j < len(article.words) and article.words[j].start < day.end:
            j += 1
    return j


def group_of(scene: Scene, at: int, forms: Iterable[Form], *, with_be: bool) -> Group | None:
    """The verb group of the verb at a token, or None where a noun stands there.

    ``with_be``: the verb's past takes *être*, so that *être* makes no passive.
    """
    floor = scene.floor(at)
    walk = _Walk(scene, at - 1, floor)
    walk.step()
    forms = frozenset(forms)
    form = _form(scene, at, forms, walk)
    if form is None:
        return None
    if form == "part" and not walk.helpers & (mw.HAVE | mw.BE):
        _auxiliary_before(walk)
    have, be = bool(walk.helpers & mw.HAVE), bool(walk.helpers & mw.BE)
    bare = form == "part" and not have and not be
    reflexive = bool(walk.helpers & {"se", "s'", "me", "m'"})
    if form in ("inf", "ger") or walk.helpers & {
        "avoir",
        "etre",
        "be",
        "being",
        "having",
        "ayant",
        "have",
    }:
        _govern(walk)
    return Group(
        first=walk.k + 1,
        at=at,
        form=form,
        word="ger" if "ger" in forms else form,
        passive=form == "part" and be and not with_be and not reflexive,
        bare=bare,
        reflexive=reflexive,
        helpers=frozenset(walk.helpers),
        kinds=frozenset(walk.kinds),
        hearer=walk.hearer,
        lead=walk.lead,
    )


def group_start(scene: Scene, at: int) -> int:
    """The first token of the verb group whose verb is at a token, helpers included."""
    walk = _Walk(scene, at - 1, scene.floor(at))
    walk.step()
    return walk.k + 1


def _form(scene: Scene, at: int, forms: frozenset[Form], walk: _Walk) -> Form | None:
    """Which of its forms the word is here."""
    article = scene.article
    helped = bool(walk.helpers & (mw.HAVE | mw.BE))
    if "part" in forms and helped:
        return "part"
    if "ger" in forms:
        return "fin" if article.lang == "en" and walk.helpers & mw.BE else "ger"
    before = article.low(at - 1)
    if before in _ARTICLES and article.low(at).startswith("elu"):
        return None  # *les élus réclament*
    if "inf" in forms and (
        article.lang == "fr" or before == "to" or walk.helpers & (mw.MODALS | {"do", "does", "did"})
    ):
        return "inf"
    if "fin" in forms and not (article.low(at) in mw.NOUNISH and before in _NOUN_LEADS):
        if before in _DETERMINED and before not in article.lex.subjects:
            return "part" if "part" in forms else None
        return "fin" if "part" not in forms or not _reduced(scene, at) else "part"
    return "part" if "part" in forms else None


_ARTICLES = frozenset("le la l' les des un une aux ces ses leurs nos deux trois".split())
_NOUN_LEADS = _DETERMINED | {"le", "la", "les", "l'"}


def wanted(scene: Scene, at: int) -> bool:
    """*protesters want X sacked*: a participle behind a name that a verb of wishing governs."""
    held = scene.phrase_ending(at)
    if scene.article.lang != "en" or held is None or held.kind != "person":
        return False
    before = range(max(scene.floor(at), held.first - 5), held.first)
    return any(scene.article.low(k) in _WANT for k in before)


_WANT = frozenset("want wants wanted wanting".split())


def _reduced(scene: Scene, at: int) -> bool:
    """*X, dismissed on Friday, …*; *X, fired by Y*: a past form that is a participle."""
    article = scene.article
    if wanted(scene, at):
        return True
    if article.lang == "en" and at == scene.floor(at):
        return not article.low(at).endswith("s")  # *Hired in 1996, X …*
    if article.lang != "en" or article.low(at - 1) != ",":
        return article.lang == "en" and article.low(at + 1) == "by"
    before = scene.phrase_ending(at - 1)
    # a comma that opens an apposition, not one that closes it
    return (
        before is not None
        and before.kind == "person"
        and article.low(before.first - 1) != ","
        and not any(article.low(k) == "," for k in range(max(scene.floor(at), at - 14), at - 1))
    )


def _auxiliary_before(walk: _Walk) -> None:
    """*a, dans un premier temps, été nommé*: an auxiliary a few words before."""
    scene, article = walk.scene, walk.scene.article
    for j in range(walk.k, max(walk.floor, walk.k - _INSERTED) - 1, -1):
        if small(article, j) in mw.HAVE | mw.BE:
            walk.k = j
            walk.step()
            return
        held = scene.phrase_at(j)
        if (held is not None and held.kind != "place") or article.words[j].text in ";:.!?()":
            return


def _govern(walk: _Walk) -> None:
    """Over the verbs, adjectives and nouns that govern an infinitive or a gerund."""
    for _ in range(3):
        low = walk.low()
        if low in _LINKS:
            if _asked(walk):
                return
            lead = _lead(walk)
            if lead:
                walk.lead = lead
                return
            if low == "to" and small(walk.scene.article, walk.k - 1) in mw.BE:
                walk.kinds.add("tip")
                walk.k -= 1
                walk.step()
                return
            if walk.low(1) in mw.JUST:
                walk.k -= 1
                walk.helpers.add(walk.low())
                walk.k -= 1
                walk.step()
                return
            if not _kind(walk, 1):
                walk.lead = walk.lead or low
                return
            walk.k -= 1
        elif not _kind(walk, 0):
            walk.lead = low if low in _LEADS else ""
            return
        if not _pass_governor(walk):
            return


_LINKS = frozenset("de d' a to from pour par".split())


def _lead(walk: _Walk) -> str:
    """*pour*, *avant de*, *in order to*: what opens an infinitive that nothing governs."""
    low = walk.low()
    if low == "pour" and _kind(walk, 1) != "tip":
        return low
    return walk.low(1) if low in ("de", "d'", "to") and walk.low(1) in _LEADS else ""


def _kind(walk: _Walk, back: int) -> str:
    """What a token makes of the infinitive behind it; empty where it governs none."""
    scene = walk.scene
    k = walk.k - back
    if k < walk.floor:
        return ""
    while k > walk.floor and (is_adverb(scene, k) or scene.article.low(k) in mw.NEVER):
        k -= 1
    found = mw.governing(scene.article.lang).get(scene.article.plain[k])
    if found:
        return found[0].kind
    if scene.article.low(k) == "out" and scene.article.low(k - 1).startswith(("rule", "ruling")):
        return "refuse"
    return mw.READY.get(scene.article.low(k), "")


def _pass_governor(walk: _Walk) -> bool:
    """Note the governor and its auxiliaries; whether it is an infinitive that is itself governed."""
    scene = walk.scene
    while walk.k > walk.floor and (is_adverb(scene, walk.k) or walk.low() in mw.NEVER):
        walk.k -= 1
    options = mw.governing(scene.article.lang).get(walk.plain(), ())
    kind = _kind(walk, 0)
    if walk.low() == "out" and not options:
        walk.k -= 1  # *ruled out*
    walk.kinds.add("demand" if kind == "wish" and walk.hearer >= 0 else kind)
    walk.k -= 1
    if walk.low() in ("no", "aucun", "aucune"):  # *has no plans to leave*
        walk.kinds.add("refuse")
        walk.helpers.discard("n'")
        walk.k -= 1
    walk.step()
    while walk.low() in ("sur", "en", "on", "under", "their", "sa", "son", "leur", "une"):
        walk.k -= 1
    walk.step()
    return (any(o.form in ("inf", "ger") for o in options) and walk.low() in (
        "de", "d'", "a", "to", "pour",
    )) or bool(_kind(walk, 0) and any(o.form == "inf" for o in options))  # fmt: skip


def _asked(walk: _Walk) -> bool:
    """*appelle le maire à démissionner*, *urged X to resign*: who is asked moves."""
    scene = walk.scene
    held = scene.phrase_ending(walk.k)
    if scene.article.lang == "en" and walk.low(1) in ("him", "her") and _kind(walk, 2) == "demand":
        walk.hearer = walk.k - 1
        walk.kinds.add("demand")
        walk.k -= 3
        walk.step()
        return True
    if held is None or held.kind == "place":
        return False
    start = held.first
    previous = scene.phrase_ending(start)
    if previous is not None and previous.kind in ("role", "body"):
        start = previous.first
    for j in range(start - 1, max(walk.floor, start - 7) - 1, -1):
        if scene.article.words[j].text in ",;:.":
            return False
        options = mw.governing(scene.article.lang).get(scene.article.plain[j], ())
        if options and options[0].kind in ("demand", "force", "tip", "wish", "intend"):
            walk.hearer = held.first
            kind = options[0].kind
            pushed = kind in ("wish", "intend") or scene.article.low(j + 1) == "for"
            walk.kinds.add("demand" if pushed else kind)
            walk.k = j - 1
            walk.step()
            return True
    return False
