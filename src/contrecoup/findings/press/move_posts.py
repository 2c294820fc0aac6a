"""Whether an object is put in a post, or put out of it: what stands around it says so."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.clauses import Scene
from contrecoup.findings.press.move_goals import Goal
from contrecoup.findings.press.move_needs import Match, fitting, named_to_lead
from contrecoup.findings.press.move_parts import Movers
from contrecoup.findings.press.phrases import Phrase

OBJECTS = frozenset("l' le la les".split())
NAMING = frozenset("nommer désigner élire name appoint elect".split())
_TRADES = (
    "eur", "euse", "rice", "ier", "ière", "iste", "aire", "ien", "ienne", "ant", "ante", "ent", "ente", "ède",
)  # fmt: skip


def trade(scene: Scene, at: int) -> bool:
    """*a été élue bâtonnière*: a bare noun that ends as names of trades do."""
    article = scene.article
    if article.lang != "fr" or at >= scene.behind(at - 1):
        return False
    word = article.plain[at]
    plain = article.words[at].text.islower() and word.endswith(_TRADES)
    return (
        plain
        and article.low(at) not in mw.NOT_POSTS | _BEST | article.lex.adverbs
        and not word.endswith("ment")
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
    known = bool(movers.people) and movers.people[0] is not None
    if needs == "named":
        return known and fitting(scene, match) is not None
    return known if needs == "person" else True


def posted(scene: Scene, match: Match, movers: Movers, to: Goal, clitic: int) -> bool:
    """Whether an object is put in a post, or put out of it."""
    if to.role or to.post or named_to_lead(scene, movers.behind):
        return True
    start = match.group.at + 1
    if scene.article.low(start) in _AT and past_post(scene, start) > start:
        return any(movers.people)
    several = movers.listed and movers.role is not None
    several = several or (len(movers.people) > 1 and movers.role is not None)
    if match.frame.lemma in ("remove", "écarter") and movers.role and any(movers.people):
        return scene.article.low(movers.behind) not in ("from", "de", "du", "d'")
    return several or named_to_it(scene, match, clitic)


def named_as(scene: Scene, at: int, to: Goal) -> bool:
    """*présenté comme directeur*, *confirmed as chair*: what follows says as what."""
    return to.role is not None and scene.article.low(at) in ("as", "comme", "to")


def named_to_it(scene: Scene, match: Match, clitic: int) -> bool:
    """*Le conseil l'a nommée lundi*: a person, and no name that they are given."""
    after = scene.article.words[min(match.behind, len(scene.article.words) - 1)].text
    return clitic >= 0 and match.frame.lemma in ("nommer", "désigner") and not after[:1].isupper()


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
    return next((k + 1 for k in (at + 1, at + 2) if article.low(k) in mw.POSTS), at)


def definite(scene: Scene, at: int) -> bool:
    """Whether the object has a definite determiner: *its coach*, not *a coach*."""
    return scene.article.low(at + 1) in OBJECTS | {
        "son", "sa", "leur", "the", "its", "his", "her", "their",
    }  # fmt: skip


def let_go(scene: Scene, at: int) -> bool:
    """*a été remerciée*: shown out, not thanked for something."""
    near = {scene.article.low(k) for k in range(at, min(at + 8, scene.behind(at - 1)))}
    return not near & {"pour", "for", "applaudissements"}
