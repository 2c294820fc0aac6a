"""Whether an object is put in a post, or put out of it: what stands around it says so."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.asides import skip_asides, skip_days
from contrecoup.findings.press.clauses import Group
from contrecoup.findings.press.move_goals import Goal, is_post
from contrecoup.findings.press.move_needs import Match, fitting, named_to_lead
from contrecoup.findings.press.move_parts import Movers, people_from
from contrecoup.findings.press.phrases import Phrase
from contrecoup.findings.press.scene import PREPOSITIONS, Scene
from contrecoup.findings.press.subjects import subject_of

OBJECTS = frozenset("l' le la les".split())
NAMING = frozenset("nommer désigner élire name appoint elect".split())


def trade(scene: Scene, at: int) -> bool:
    """*a été élue bâtonnière*: a bare noun, which is what somebody becomes."""
    article = scene.article
    if at >= scene.behind(at - 1):
        return False
    return _bare(scene, at) and not article.plain[at].endswith("ment")


def _bare(scene: Scene, at: int) -> bool:
    """*was named bursar*, *nommé consul*: a noun without an article, and no prize."""
    article = scene.article
    low = article.low(at)
    return (
        article.words[at].text.islower()
        and article.words[at].text.isalpha()
        and not low.endswith("ly")
        and low not in PREPOSITIONS | mw.NOT_POSTS | mw.NOT | _PRIZES | _BEST | article.lex.adverbs
        and low not in article.lex.small | article.lex.determiners
        and skip_days(article, at) == at
    )


_PRIZES = frozenset(
    "best top winner favourite favorite unopposed again last next one most hier aujourd'hui plus moins comme worst among alongside ahead yesterday today overall finest".split()
)
_BEST = frozenset("meilleur meilleure meilleurs meilleures favori favorite".split())
SQUAD = frozenset("squad team lineup side equipe effectif groupe selection onze".split())


def suits(scene: Scene, match: Match, movers: Movers, to: Goal, clitic: int) -> bool:
    """Whether an object is what the frame needs; ``clitic`` is the token of *le*, or -1."""
    needs = match.frame.needs
    if needs == "post":
        return posted(scene, match, movers, to, clitic)
    if needs == "as":
        return named_as(scene, movers.behind, to)
    if needs == "made":
        return False
    known = bool(movers.people) and movers.people[0] is not None
    if needs == "named":
        return known and fitting(scene, match) is not None
    return known or movers.role is not None if needs == "person" else True


def posted(scene: Scene, match: Match, movers: Movers, to: Goal, clitic: int) -> bool:
    """Whether an object is put in a post, or put out of it."""
    if to.role or to.post or named_to_lead(scene, movers.behind):
        return True
    start = match.group.at + 1
    if scene.article.low(start) in _AT and past_post(scene, start) > start:
        return any(movers.people)
    behind = scene.article.low(movers.behind)
    if match.frame.lemma in NAMING and any(movers.people) and _named_it(scene, movers.behind):
        return True
    out_of = behind == "as" or (behind in _FROM and (to.organisation or to.team))
    if match.frame.type == "dismiss" and any(movers.people) and out_of:
        return True
    several = movers.listed and movers.role is not None
    several = several or (len(movers.people) > 1 and movers.role is not None)
    traded = scene.article.words[start].text.islower() and scene.phrase_at(start) is None
    traded = traded and scene.phrase_at(start + 1) is not None  # *removed coroner X*
    traded = (
        traded
        and scene.article.low(start) not in scene.article.lex.small | scene.article.lex.determiners
    )
    if (
        match.frame.lemma in ("remove", "écarter")
        and (movers.role or traded)
        and any(movers.people)
    ):
        return scene.article.low(movers.behind) not in ("from", "de", "du", "d'")
    return several or named_to_it(scene, match, clitic) or _put_by_a_body(scene, match, movers)


def _put_by_a_body(scene: Scene, match: Match, movers: Movers) -> bool:
    """*Le ministère a nommé lundi X*: who is named by a body, and nothing said as what."""
    article = scene.article
    if match.frame.lemma not in _PUTTING or not any(movers.people):
        return False
    source = subject_of(scene, match.group.first)
    held = scene.phrase_at(source) if source is not None else None
    if held is None or held.kind not in ("body", "organisation", "role"):
        return False
    behind = movers.behind
    if behind >= scene.behind(match.group.at) or article.words[behind].text in ",.;":
        return True
    return skip_days(article, behind) > behind or article.low(behind) in ("et", "and", "as")


_PUTTING = frozenset("nommer désigner élire promouvoir appoint elect".split())


def _named_it(scene: Scene, at: int) -> bool:
    """*name X archdeacon*, *elected X in his place*."""
    article = scene.article
    instead = article.low(at) in ("in", "a") and article.low(at + 2) in ("place", "stead")
    return instead or trade(scene, at)


def named_as(scene: Scene, at: int, to: Goal) -> bool:
    """*présenté comme directeur*, *confirmed as chair*: what follows says as what."""
    return to.role is not None and scene.article.low(at) in ("as", "comme", "to")


def named_to(scene: Scene, at: int) -> bool:
    """*was named, without delay, to the housing tribunal*; not to a team or a list."""
    article = scene.article
    k = skip_asides(article, at)
    if article.lang != "en" or article.low(k) != "to" or article.low(k + 1) not in _ITS:
        return False
    return not {article.low(j) for j in range(k + 2, k + 6)} & (SQUAD | {"list", "shortlist"})


_ITS = frozenset("the its his her their".split())


def named_to_it(scene: Scene, match: Match, clitic: int) -> bool:
    """*Le conseil l'a nommée lundi*: a person, and no name that they are given."""
    after = scene.article.words[min(match.behind, len(scene.article.words) - 1)].text
    return clitic >= 0 and match.frame.lemma in ("nommer", "désigner") and not after[:1].isupper()


_FROM = frozenset("from de du des d'".split())
_AT = frozenset("a au aux".split())


def _first_body(scene: Scene, at: int) -> Phrase | None:
    """The organisation of *chez son rival X*."""
    for k in range(at, at + 4):
        held = scene.phrase_at(k)
        if held is not None and held.kind == "organisation":
            return held
    return None


def past_post(scene: Scene, at: int) -> int:
    """Behind *de ses fonctions*, *à sa tête*, *chez son rival X* where it comes before the object."""
    article = scene.article
    if article.low(at) == "chez" and (held := _first_body(scene, at + 1)) is not None:
        return held.behind
    if article.low(at) not in {"de", "d'", "du"} | _AT:
        return at
    return next((k + 1 for k in (at + 1, at + 2) if article.low(k) in mw.POSTS | {"place"}), at)


def definite(scene: Scene, at: int) -> bool:
    """Whether the object has a definite determiner: *its coach*, not *a coach*."""
    return scene.article.low(skip_asides(scene.article, at + 1)) in OBJECTS | {
        "son", "sa", "leur", "the", "its", "his", "her", "their",
    }  # fmt: skip


def let_go(scene: Scene, at: int) -> bool:
    """*a été remerciée*: shown out, not thanked for something."""
    near = {scene.article.low(k) for k in range(at, min(at + 8, scene.behind(at - 1)))}
    return not near & {"pour", "for", "applaudissements"}


def sent_elsewhere(scene: Scene, match: Match, movers: Movers) -> bool:
    """*renvoyer X devant les juges*: no dismissal."""
    article, behind = scene.article, movers.behind
    return (
        match.frame.lemma == "renvoyer"
        and article.low(behind) in _ELSEWHERE
        and article.low(behind + 1) not in _REASONS
    )


_REASONS = frozenset("vu cours moment terme motif milieu bout nom".split())
_ELSEWHERE = frozenset("en devant a au aux dans vers sur".split())


def turned(scene: Scene, match: Match) -> Movers | None:
    """*À la présidence a été élue X*: the subject behind its verb."""
    article, floor = scene.article, scene.floor(match.group.at)
    if subject_of(scene, match.group.first) is not None or match.group.first == floor:
        return None
    if article.low(match.behind) in ("par", "pour", "de", "en"):
        return None
    held = people_from(scene, match.behind, several=True)
    return held if held is not None and any(held.people) and article.lang == "fr" else None


def post_before(scene: Scene, group: Group) -> bool:
    """Whether a post stands before the verb group in its sentence."""
    return any(scene.article.low(k) in mw.POSTS for k in range(scene.floor(group.at), group.first))


def owned_trade(scene: Scene, at: int) -> Movers | None:
    """*sacked its groundsman*, *a licencié son jardinier*: whoever has a trade, without a name."""
    article = scene.article
    k = skip_asides(article, at)
    if article.low(k) not in _WHOSE:
        return None
    word = article.plain[k + 1]
    after = article.words[k + 2].text if k + 2 < scene.behind(at) else "."
    ends = (
        not after.isalpha()
        or article.low(k + 2) in PREPOSITIONS
        or skip_days(article, k + 2) > k + 2
    )
    if article.words[k + 1].text.islower() and word.endswith(_TRADED[article.lang]) and ends:
        return Movers(people=(None,), role=article.words[k + 1].text, behind=k + 2)
    return None


_WHOSE = frozenset("son sa its his her".split())
_TRADED = {
    "fr": ("eur", "euse", "rice", "ier", "ière", "iste", "logue", "ticien", "ticienne"),
    "en": ("man", "woman", "ist", "keeper", "master", "eer", "logist", "officer", "gardener"),
}


def somebody(scene: Scene, match: Match) -> bool:
    """*He will be sacked*, *she was sacked on Monday*: whoever it is, somebody goes."""
    article, group = scene.article, match.group
    if article.low(group.first - 1) not in _PRONOUNS:
        return False
    return bool(group.helpers & mw.MODALS) or skip_days(article, match.behind) > match.behind


_PRONOUNS = frozenset("he she il elle".split())


def made_it(scene: Scene, match: Match) -> bool:
    """*was made dean*: a post right behind the verb."""
    held = scene.phrase_at(match.behind)
    return not match.group.bare and held is not None and is_post(held)


def listed_behind(scene: Scene, match: Match) -> Movers | None:
    """*Three have resigned: X, Y and Z*; *ils sont trois à avoir démissionné : X, Y et Z*."""
    article, at = scene.article, match.group.at
    if article.low(at + 1) != ":" or not match.group.helpers & mw.HAVE:
        return None
    held = people_from(scene, at + 2, several=True)
    return held if held is not None and len(held.people) > 1 and all(held.people) else None
