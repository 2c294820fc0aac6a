"""Who comes in somebody's place, told by a noun: *la succession de A par B*, *the newly appointed head*."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from collections.abc import Sequence

from contrecoup.findings.press.clauses import Group
from contrecoup.findings.press.modality import modality_of
from contrecoup.findings.press.move_goals import bare_role, is_post
from contrecoup.findings.press.move_parts import people_from
from contrecoup.findings.press.phrases import Phrase
from contrecoup.findings.press.scene import Scene, small
from contrecoup.model.reading import Modality, Move, MoveType

_OF = frozenset("de d' du des of to".split())
_BY = frozenset("par by".split())
_NAMED = frozenset("appointed elected named".split())
_REACH = 14
_TO_COME = frozenset("attendue prevue imminente expected planned due imminent".split())
_OFF = frozenset("actualite question exclue ecartee ruled".split())


def by_noun(scene: Scene, at: int, _told: Sequence[Move]) -> list[Move]:
    """*La succession de A par B*: B comes, as far as the noun's verb says."""
    article = scene.article
    if article.low(at + 1) not in _OF:
        return []
    stop = min(scene.behind(at), at + _REACH)
    link = next((k for k in range(at + 2, stop) if article.low(k) in _BY), -1)
    if link < 0 or any(article.words[k].text in ",;:." for k in range(at, link)):
        return []
    old = people_from(scene, at + 2, human=True)
    heirs = _named(scene, link + 1, stop)
    if heirs is None:
        return []
    back = range(max(scene.floor(at), at - 4), at)
    helpers = frozenset(small(article, k) for k in back)
    group = Group(first=at, at=at, form="fin", helpers=helpers)
    modality = _how_far(scene, heirs.behind, modality_of(scene, group, noun=True))
    replaced = old.people[0] if old is not None and old.people else None
    person = scene.found.of_phrase.get(heirs.first)
    if person is None:
        return []
    return [Move(type="succeed", person=person, replaces=replaced, modality=modality, rule="heir")]


def _named(scene: Scene, at: int, stop: int) -> Phrase | None:
    """The person named right behind *par*, a word of kinship before the name or none."""
    for k in range(at, min(at + 4, stop)):
        held = scene.phrase_at(k)
        if held is not None and held.kind == "person":
            return held
        if scene.article.words[k].text in ",;:.":
            return None
    return None


def _how_far(scene: Scene, at: int, found: Modality) -> Modality:
    """By what is said of the noun: *est attendue*, *n'est pas d'actualité*."""
    near = {scene.article.low(k) for k in range(at, min(scene.behind(at - 1), at + 8))}
    if near & _OFF and near & {"n'", "ne", "not", "pas", "out", "exclue", "ecartee"}:
        return "denied"
    return "expected" if near & _TO_COME and found == "done" else found


def newly(scene: Scene, at: int, _told: Sequence[Move]) -> list[Move]:
    """*X, the newly appointed curator*, *newly elected mayor X*."""
    article = scene.article
    if article.low(at + 1) not in _NAMED:
        return []
    held = scene.phrase_at(at + 2)
    if held is None or held.kind != "role" or not is_post(held):
        return []
    start = at - 1 if article.low(at - 1) in article.lex.determiners else at
    before = scene.phrase_ending(start - 1) if article.low(start - 1) == "," else None
    beside = before or scene.phrase_at(held.behind)
    if beside is None or beside.kind != "person":
        return []
    person = scene.found.of_phrase.get(beside.first)
    role = bare_role(scene, held)
    return [Move(type="appoint", person=person, role=role, rule="newly")] if person else []


_IDIOMS: tuple[tuple[tuple[str, ...], MoveType], ...] = (
    (("mise", "a", "pied"), "dismiss"),
    (("mise", "a", "l'", "ecart"), "dismiss"),
    (("mise", "a", "la", "porte"), "dismiss"),
    (("prise", "de", "fonctions"), "appoint"),
    (("prise", "de", "fonction"), "appoint"),
    (("entree", "en", "fonctions"), "appoint"),
    (("entree", "en", "fonction"), "appoint"),
)


def idiom(scene: Scene, at: int, _told: Sequence[Move]) -> list[Move]:
    """*La mise à pied de X*, *la prise de fonctions de X*."""
    article = scene.article
    for words, kind in _IDIOMS:
        behind = at + len(words)
        if tuple(article.low(k) for k in range(at, behind)) != words:
            continue
        movers = people_from(scene, behind + 1) if article.low(behind) in _OF else None
        if movers is None or not any(movers.people):
            return []
        back = frozenset(small(article, k) for k in range(max(scene.floor(at), at - 4), at))
        group = Group(first=at, at=behind - 1, form="fin", helpers=back)
        modality = modality_of(scene, group, noun=True)
        return [
            Move(type=kind, person=p, role=movers.role, modality=modality, rule="idiom")
            for p in movers.people
        ]
    return []
