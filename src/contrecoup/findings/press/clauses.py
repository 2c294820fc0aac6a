"""Verb groups of moves: voice, tense, and the verbs that govern them."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.forms import Form
from contrecoup.findings.press.governors import LINKS, SMALL, Walk, govern
from contrecoup.findings.press.scene import Scene, is_adverb, small

_INSERTED = 7  # tokens between an auxiliary and its participle
_DETERMINED = frozenset("the a an his her its their this that 's of for un une du des au cette ce cet ces son sa ses par sur".split())  # fmt: skip


@frozen(kw_only=True)
class Group:
    """A verb group of moving.

    Tokens ``first`` (of what governs it, auxiliaries included) to ``at``; ``bare`` is a
    participle alone; ``helpers`` are its small words; ``kinds`` what governs it;
    ``hearer`` the token of who is asked to move, or -1; ``lead`` a preposition that
    opens it; ``own`` the first of its own
    tokens where it shares its helpers with a verb before, or -1.
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
    own: int = -1

    def words(self) -> range:
        """The tokens before the verb that belong to it alone."""
        return range(self.first if self.own < 0 else self.own, self.at)


def group_of(scene: Scene, at: int, forms: Iterable[Form], *, with_be: bool) -> Group | None:
    """The verb group of the verb at a token, or None where a noun stands there.

    ``with_be``: the verb's past takes *être*, so that *être* makes no passive.
    """
    floor = scene.floor(at)
    walk = Walk(scene, at - 1, floor)
    walk.step()
    forms = frozenset(forms)
    form = _form(scene, at, forms, walk)
    if form is None:
        return None
    if form == "part" and not walk.helpers & (mw.HAVE | mw.BE):
        _auxiliary_before(walk)
    own = walk.k + 1
    shared = None
    if not walk.helpers & (mw.HAVE | mw.BE | mw.MODALS):
        shared = _joined(walk, form, forms)
        form = shared or form
    have, be = bool(walk.helpers & mw.HAVE), bool(walk.helpers & mw.BE)
    bare = form == "part" and not have and not be
    reflexive = bool(walk.helpers & {"se", "s'", "me", "m'"})
    governed = bool(walk.kinds - {"told"}) or bool(walk.helpers & mw.MODALS)
    if (form in ("inf", "ger") and not governed) or walk.helpers & {
        "avoir",
        "etre",
        "be",
        "being",
        "having",
        "ayant",
        "have",
    }:
        govern(walk)
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
        own=own if shared else -1,
    )


def group_start(scene: Scene, at: int) -> int:
    """The first token of the verb group whose verb is at a token, helpers included."""
    walk = Walk(scene, at - 1, scene.floor(at))
    walk.step()
    return walk.k + 1


def _form(scene: Scene, at: int, forms: frozenset[Form], walk: Walk) -> Form | None:
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


_JOINING = frozenset("et and puis then ni nor".split())
_PARTICIPLES = ("é", "ée", "és", "ées", "i", "ie", "is", "it", "u", "ue", "us", "ed", "en")
_INFINITIVES = ("er", "ir", "oir", "re")


def _joined(walk: Walk, form: Form, forms: frozenset[Form]) -> Form | None:
    """*va limoger X et nommer Y*, *had left A and joined B*: the helpers of the verb before.

    Takes them over and gives the form that they make of the verb, or None.
    """
    scene, article = walk.scene, walk.scene.article
    linked = walk.low() in _JOINING or bool(walk.helpers & {"ni", "nor"})
    if not linked or form == "ger":
        return None
    for k in range(walk.k - 1, max(walk.floor, walk.k - _SHARING) - 1, -1):
        if article.words[k].text in ";:" or article.low(k) in _CUT or article.inside[k] >= 0:
            return None
        made = _form_before(scene, k)
        if made is None:
            continue
        before = Walk(scene, k - 1, walk.floor)
        before.step()
        if made == "inf" and not before.helpers & mw.MODALS:
            govern(before)
        if made == "part" and not before.helpers & (mw.HAVE | mw.BE):
            continue
        if made == "inf" and not (before.kinds or before.helpers & mw.MODALS):
            continue
        fits = made if made in forms else None
        if fits is not None:
            walk.k, walk.hearer = before.k, before.hearer
            walk.helpers |= before.helpers
            walk.kinds |= before.kinds
        return fits
    return None


_SHARING = 24  # tokens between two verbs that share their helpers
_CUT = frozenset("qui who which que qu' that si if lorsque quand when while alors mais but".split())


def _form_before(scene: Scene, k: int) -> Form | None:
    """What a verb before a linker seems to be: a participle, an infinitive, or no verb."""
    article = scene.article
    word = article.plain[k]
    told = {f for _, f in mw.verbs(article.lang).get(word, ())}
    told |= {g.form for g in mw.governing(article.lang).get(word, ())}
    helper = small(article, k - 1)
    near = helper in SMALL or is_adverb(scene, k - 1)
    if not near and not (helper in LINKS and "inf" in told):
        return None
    if article.lang == "fr":
        if "inf" in told or (word.endswith(_INFINITIVES) and not told):
            return "inf"
    elif "inf" in told and (helper in mw.MODALS or helper == "to"):
        return "inf"
    return "part" if "part" in told or word.endswith(_PARTICIPLES) else None


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
    low = article.low(at)
    if article.lang == "en" and is_adverb(scene, at - 1):
        at -= 1  # *Reportedly fired, X …*
    if article.lang == "en" and at == scene.floor(at):
        return not low.endswith("s")  # *Hired in 1996, X …*
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


def _auxiliary_before(walk: Walk) -> None:
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
