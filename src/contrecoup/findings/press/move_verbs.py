"""The moves of a verb's frame: of its subject, of its object, of whoever stands behind a link."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.asides import skip_days
from contrecoup.findings.press.clauses import Group
from contrecoup.findings.press.modality import called_for, modality_of
from contrecoup.findings.press.move_goals import Goal, acting, goal, office_at
from contrecoup.findings.press.move_needs import Match, fitting, named_to_lead
from contrecoup.findings.press.move_parts import (
    DEPARTURES,
    Movers,
    in_place_of,
    people_from,
    people_of,
    subject_people,
)
from contrecoup.findings.press.move_posts import (
    NAMING,
    OBJECTS,
    SQUAD,
    definite,
    let_go,
    listed_behind,
    made_it,
    named_as,
    named_to,
    owned_trade,
    past_post,
    post_before,
    sent_elsewhere,
    somebody,
    suits,
    trade,
    turned,
)
from contrecoup.findings.press.scene import PREPOSITIONS, Scene
from contrecoup.language.text import fold
from contrecoup.model.reading import Move, MoveType

_SOON = 3  # sentences within which *les rejoindre* takes up a move


def moves_of(scene: Scene, match: Match, told: Sequence[Move]) -> list[Move]:
    """The moves that a frame tells at its verb; ``told`` are those before, nearest last."""
    group = match.group
    if _ungoverned(group) and not (group.form == "ger" and _heralded(scene, group)):
        return _for_the_sake_of(scene, match, told)
    mover = match.frame.mover
    if mover == "swap":
        return _swap(scene, match)
    if mover == "obj":
        return _object(scene, match)
    if mover == "to":
        return _indirect(scene, match)
    return _subject(scene, match, told)


def _for_the_sake_of(scene: Scene, match: Match, told: Sequence[Move]) -> list[Move]:
    """*quitte A pour rejoindre B*, *left A to join B*: whoever left has also come."""
    last = told[-1] if told else None
    if match.group.lead not in ("pour", "to") or match.frame.mover != "subj":
        return []
    if last is None or last.span != (0, 0) or last.type not in ("leave", "resign"):
        return []
    to = fitting(scene, match)
    if to is None:
        return []
    made = _made(scene, match, Movers(people=(last.person,)), to, rule="purpose")
    return [evolve(m, modality=last.modality) for m in made]


def _ungoverned(group: Group) -> bool:
    """An infinitive or a gerund counts where something makes it happen or be asked for."""
    if group.form not in ("inf", "ger") or group.kinds or group.hearer >= 0:
        return False
    return not (
        group.helpers & (mw.MODALS | mw.JUST | mw.SUPPOSED | {"do", "does", "did"})
        or group.lead in ("avant", "before", "apres", "after", "sans", "without")
    )


def _made(
    scene: Scene, match: Match, movers: Movers, to: Goal, *, rule: str, kind: MoveType | None = None
) -> list[Move]:
    """The moves of these people, with what stands behind the verb."""
    modality = modality_of(scene, match.group)
    kind = kind or _kind(scene, match, to)
    if kind == "interim" and modality == "announced" and match.group.helpers & _NOW:
        modality = "done"  # *is serving as acting head*
    if modality == "done" and match.frame.lemma in _ACCEPTING and match.noun >= 0:
        modality = "announced"  # *a accepté l'intérim*
    post = office_at(scene, match.noun) if match.noun >= 0 and not to.role else Goal()
    role = to.role or post.role or (movers.role if kind in DEPARTURES else None)
    return [
        Move(
            type=kind,
            person=person,
            organisation=to.organisation or post.organisation,
            role=role,
            replaces=in_place_of(scene, match.group.at),
            modality=modality,
            rule=rule,
        )
        for person in movers.people
    ]


def _kind(scene: Scene, match: Match, to: Goal) -> MoveType:
    """An appointment for the time being is an interim."""
    if match.frame.type != "appoint":
        return match.frame.type
    words = {fold(w) for w in (to.role or "").split()}
    at = match.group.at
    near = {scene.article.low(k) for k in range(at, min(at + 14, scene.behind(at)))}
    article = scene.article
    fills = any(
        article.low(k) == "fill" and article.low(k + 1) == "in"
        for k in range(at, min(at + 8, len(article.words)))
    )
    soon = {article.low(k) for k in range(at, min(at + 6, scene.behind(at)))}
    passing = (
        fills
        or soon & (_TEMPORARY | {"acting"})
        or (soon & mw.PASSING and article.lang == "en")
        or match.group.helpers & _MEANWHILE
        or words & mw.PASSING
        or near & _MEANWHILE
        or ("interim" in near and near & {"par", "l'"} and not near & {",", ";"})
    )
    return "interim" if passing else "appoint"


_NOW = frozenset({"is", "are"})
_ACCEPTING = frozenset({"accepter", "accept"})
_TEMPORARY = frozenset({"temporary", "temporaire"})
_MEANWHILE = frozenset(
    "attente attendant provisoirement temporairement temporarily pending".split()
)


def _subject(scene: Scene, match: Match, told: Sequence[Move]) -> list[Move]:
    """The subject moves; with *hand*, whoever follows comes in its place."""
    frame, group = match.frame, match.group
    if group.passive and frame.type == "succeed":
        return _swap(scene, match)
    if group.passive or (group.bare and match.noun >= 0):
        agent = _agent(scene, match) if match.noun >= 0 else None
        return _made(scene, match, agent, Goal(), rule="by") if agent else []
    if group.bare and not (scene.article.lang == "fr" and mw.takes_be(frame.lemma)):
        return []
    to = fitting(scene, match) or _there(scene, match, told)
    if to is None or (frame.needs == "called" and not _called_away(scene, match)):
        return []
    movers = _movers(scene, match)
    return [] if movers is None else _told_of_subject(scene, match, movers, to)


def _told_of_subject(scene: Scene, match: Match, movers: Movers, to: Goal) -> list[Move]:
    """The moves of a subject that is known, with what stands behind the verb."""
    frame = match.frame
    if frame.mover == "hand":
        return _handed(scene, match, movers)
    if frame.type == "join":
        movers = _together(scene, match, movers)
    out = _made(scene, match, movers, to, rule="verb")
    if frame.needs == "declined":
        return [evolve(m, modality="denied") for m in out if m.modality == "done"]
    if frame.type == "succeed":
        if _of_a_game(scene, match.group.first) and not (to.role or to.post):
            return []
        old = _linked(scene, match) if frame.links else people_from(scene, match.behind, human=True)
        out = [evolve(m, replaces=old.people[0] if old else m.replaces) for m in out]
    return out


_WHEN = frozenset("by before avant apres after".split())
_WHERE = (PREPOSITIONS | frozenset("back home through ahead".split())) - _WHEN


def _called_away(scene: Scene, match: Match) -> bool:
    """*must go by Monday*, not *must go to Lyon*, nor *goes by bus*."""
    return called_for(scene, match.group) and scene.article.low(match.behind) not in _WHERE


def _together(scene: Scene, match: Match, movers: Movers) -> Movers:
    """*rejoint A avec B*, *is joining A with B*: B as well."""
    article = scene.article
    for k in range(match.behind, min(match.behind + 8, scene.behind(match.group.at))):
        if article.words[k].text in ",;:.":
            break
        if article.low(k) in ("avec", "with") and scene.phrase_ending(k) is not None:
            others = people_from(scene, k + 1)
            people = others.people if others is not None else ()
            return evolve(movers, people=tuple(dict.fromkeys((*movers.people, *people))))
    return movers


def _there(scene: Scene, match: Match, told: Sequence[Move]) -> Goal | None:
    """*X les rejoindra*, *were joining it*: where those went who were told of, or who announces it."""
    article, group = scene.article, match.group
    if match.frame.type != "join" or match.frame.links:
        return None
    behind = article.low(match.behind)
    if behind == "it":
        for k in range(group.first - 1, scene.floor(group.at) - 1, -1):
            held = scene.phrase_at(k)
            if held is not None and held.kind == "organisation":
                return Goal(organisation=scene.found.of_phrase.get(held.first))
    near = next((m for m in reversed(told) if m.type == "join" and m.organisation), None)
    floor = article.sentences[max(0, article.sentence_of[group.at] - _SOON)][0]
    close = near is not None and (near.span == (0, 0) or near.span[0] >= article.words[floor].start)
    them = behind == "them" or bool(group.helpers & OBJECTS and article.lang == "fr")
    return Goal(organisation=near.organisation) if near is not None and close and them else None


def _movers(scene: Scene, match: Match) -> Movers | None:
    group = match.group
    if "demand" in group.kinds and group.hearer < 0 and group.helpers & {"lui", "leur"}:
        return Movers(people=(None,), behind=group.at + 1)  # *lui demandent de partir*
    if group.hearer >= 0:
        return people_of(scene, group.hearer, group.first, alone=True, bodies=_may_be_body(match))
    movers = subject_people(scene, group.first, bodies=_may_be_body(match))
    hangs = group.form in ("inf", "ger") or group.kinds or group.helpers & {"having", "ayant"}
    opens = group.first <= scene.floor(group.at) + 1 and hangs
    if movers is None and opens and "tip" not in group.kinds:
        movers = _heralded(scene, group) if group.form == "ger" else None
        movers = movers or _opening(scene, group)  # *Forced to resign, X …*
    if movers is None and group.lead in ("avant", "apres", "before", "after", "sans", "without"):
        movers = _opening(scene, group)  # *Un an après avoir quitté A, X …*
    return movers or listed_behind(scene, match)


def _heralded(scene: Scene, group: Group) -> Movers | None:
    """*Taking over from him is X*, *Replacing Y will be X*: the subject behind its verb."""
    article = scene.article
    if article.lang != "en" or group.first > scene.floor(group.at):
        return None
    for k in range(group.at + 1, min(group.at + 14, scene.behind(group.at))):
        if article.words[k].text in ",;:":
            return None
        if article.low(k) in ("is", "be", "was"):
            return people_from(scene, k + 1)
    return None


def _may_be_body(match: Match) -> bool:
    return match.frame.type == "resign"


def _agent(scene: Scene, match: Match) -> Movers | None:
    article = scene.article
    links = (
        ("par", "by", "with")
        if match.frame.mover == "swap" and not match.group.passive
        else ("par", "by")
    )
    for k in range(match.behind, min(match.behind + 8, scene.behind(match.group.at))):
        if article.low(k) in links:
            return people_from(scene, k + 1)
        if article.words[k].text in ",;:.":
            return None
    return None


def _handed(scene: Scene, match: Match, movers: Movers) -> list[Move]:
    """*A cède sa place à B*: A leaves, B succeeds."""
    heir = _linked(scene, match)
    if heir is None and not match.frame.objects & {"main"}:
        return []
    to = goal(scene, heir.behind) if heir else Goal()
    out = _made(scene, match, movers, to, rule="handed", kind="leave")
    if heir is not None:
        rows = _made(scene, match, heir, to, rule="handed", kind="succeed")
        out += [evolve(m, replaces=movers.people[0]) for m in rows if m.person]
    return out


def _linked(scene: Scene, match: Match) -> Movers | None:
    """The people behind the frame's link."""
    article = scene.article
    at = match.group.at
    for k in range(match.behind, min(match.behind + 14, scene.behind(at))):
        if article.words[k].text in ";:.":
            return None
        if article.low(k) not in match.frame.links or article.inside[k] >= 0:
            continue
        people = people_from(scene, k + 1, human=True)
        if people is not None:
            return people
    return None


def _indirect(scene: Scene, match: Match) -> list[Move]:
    """*confier la direction à X*, *mettre fin aux fonctions de X*."""
    if match.group.bare:
        return []
    seen = "see" in match.group.kinds or (match.group.passive and match.noun > match.group.at)
    movers = subject_people(scene, match.group.first) if seen else _linked(scene, match)
    if movers is None or (match.frame.needs == "role" and movers.role is None):
        return []
    skip = -1 if seen else movers.behind
    to = goal(scene, match.noun if match.noun >= 0 else match.behind, skip=skip)
    rows = [m for m in _made(scene, match, movers, to, rule="indirect") if m.person or m.role]
    if match.frame.objects == {"tete"}:  # *réclamer la tête de X*
        rows = [evolve(m, modality="demanded") for m in rows]
    return rows


def _object(scene: Scene, match: Match) -> list[Move]:
    """The object moves: behind an active verb, or the subject of a passive one."""
    frame, group = match.frame, match.group
    if group.passive or group.bare:
        return _object_first(scene, match)
    article = scene.article
    before = group.words()
    clitic = next(
        (k for k in before if article.low(k) in OBJECTS and article.low(k + 1) not in mw.READY), -1
    )
    if article.lang == "fr" and clitic >= 0:
        person = _pointed_at(scene, group, clitic)
        movers = Movers(people=(person,), behind=group.at + 1) if person else None
    else:
        particle = match.noun == group.at + 1
        movers = people_from(scene, past_post(scene, group.at + 1 + particle))
        if movers is None and frame.type == "dismiss" and not frame.objects:
            movers = owned_trade(scene, group.at + 1)
    if movers is None or (not any(movers.people) and movers.role is None):
        return []
    to = goal(scene, match.behind, skip=movers.behind)
    if to.organisation is None and frame.type in ("dismiss", "appoint", "return", "join"):
        to = evolve(to, organisation=acting(scene, group.first))
    if not suits(scene, match, movers, to, clitic) or sent_elsewhere(scene, match, movers):
        return []
    if len(movers.people) > 1 and to.role is None:
        to = evolve(to, role=movers.role)
    if not any(movers.people) and not definite(scene, group.at):
        return []
    return _made(scene, match, movers, to, rule="object")


def _pointed_at(scene: Scene, group: Group, clitic: int) -> str | None:
    """*l'a nommée*: the person named last whose gender agrees with the participle."""
    article = scene.article
    if group.form != "part":
        return scene.resolver.resolve_object(clitic)
    gender = "f" if article.plain[group.at].endswith(("ée", "ie", "ue", "ise")) else "m"
    floor = article.sentences[max(0, article.sentence_of[group.at] - 2)][0]
    last = scene.known.last_before(group.first, floor, gender)
    return last.id if last is not None and last.gender == gender else None


def _object_first(scene: Scene, match: Match) -> list[Move]:
    """*X a été limogé*, *X, limogé lundi, …*."""
    frame, group = match.frame, match.group
    if group.hearer >= 0:
        movers = people_of(scene, group.hearer, group.first, alone=True)
    else:
        movers = _beside(scene, group) if group.bare else subject_people(scene, group.first)
    around = turned(scene, match) if movers is None and group.passive else None
    movers = movers or around
    if movers is None or sent_elsewhere(scene, match, evolve(movers, behind=match.behind)):
        return []
    to = goal(scene, match.behind)
    if around and post_before(scene, group):
        to = evolve(to, post=True)
    led = named_to_lead(scene, match.behind)
    near = {
        scene.article.low(k)
        for k in range(match.behind, min(match.behind + 4, len(scene.article.words)))
    }
    if frame.lemma in ("drop", "écarter") and near & SQUAD:
        return []
    told = _told(scene, match, movers)
    if frame.needs == "post" and not (to.role or to.post or led or told):
        return []
    if frame.needs == "as" and (group.bare or not named_as(scene, match.behind, to)):
        return []
    if frame.needs == "named" or (frame.needs == "made" and not made_it(scene, match)):
        return []
    if frame.needs == "thanked" and (group.bare or not let_go(scene, match.behind)):
        return []
    if frame.needs in ("post", "person") and movers.people == (None,) and not to.role:
        return _made(scene, match, movers, to, rule="passive") if somebody(scene, match) else []
    return _made(scene, match, movers, to, rule="passive")


def _told(scene: Scene, match: Match, movers: Movers) -> bool:
    """Whether a naming or a removal tells enough without a post behind it."""
    frame, group = match.frame, match.group
    if frame.lemma == "remove":
        has_post = movers.role is not None and not group.bare
        return has_post or modality_of(scene, group) == "demanded"
    if frame.lemma not in NAMING:
        return False
    leads = not group.bare or group.first == scene.floor(group.at)
    if named_to(scene, match.behind) or (leads and trade(scene, match.behind)):
        return True
    dated = skip_days(scene.article, match.behind) > match.behind
    return group.bare and movers.role is not None and dated


def _beside(scene: Scene, group: Group) -> Movers | None:
    """The person whom a participle alone follows: *X, limogé lundi*, *X révoquée par Y*."""
    article = scene.article
    k = group.first - 1
    if group.first == scene.floor(group.at):
        return _opening(scene, group)
    comma = article.low(k) == ","
    held = scene.phrase_ending(k if comma else k + 1)
    told = (
        held is not None
        and held.kind == "role"
        and not comma
        and article.low(group.at + 1) in ("par", "by")
    )
    if held is None or not (held.kind == "person" or told) or article.inside[held.first] >= 0:
        return None
    return people_of(scene, held.first, group.first, alone=True)


def _opening(scene: Scene, group: Group) -> Movers | None:
    """*Révoqué lundi, X fait appel*: a participle that opens the sentence is its subject's."""
    article = scene.article
    for k in range(group.at + 1, min(group.at + 20, scene.behind(group.at))):
        if article.low(k) in (",", ":") and article.inside[k] < 0:
            further = (
                mw.verbs(article.lang).get(article.plain[k + 1], ())
                if k + 1 < len(article.plain)
                else ()
            )
            if scene.phrase_at(k + 1) is None and any(form == "part" for _, form in further):
                continue  # *Nommé en janvier, révoqué en mars : X*
            return people_from(scene, k + 1, several=False)
    return None


def _swap(scene: Scene, match: Match) -> list[Move]:
    """*X remplace Y*, *Y est remplacé par X*."""
    group = match.group
    if _of_a_game(scene, group.at):
        return []
    if group.passive or group.bare:
        new = _agent(scene, match)
        old = _beside(scene, group) if group.bare else None
        old = old or subject_people(scene, group.first)
        if new is None:
            return _to_go(scene, match, old)
        rows = _made(scene, match, new, goal(scene, match.behind, skip=new.behind), rule="replaced")
        return [evolve(m, replaces=old.people[0] if old else None) for m in rows if m.person]
    start = group.at + 1
    if scene.article.low(start) in ("a", "dans") and scene.article.low(start + 2) in mw.POSTS:
        start += 3  # *remplace à ce poste X*
    old = people_from(scene, start, several=False, human=True)
    if old is None and _pronoun_replaced(scene, group):
        old = Movers(people=(None,), behind=group.at + 2)
    elif old is None or old.people[0] is None:
        return []
    by = _agent(scene, match) if scene.article.low(old.behind) in ("par", "by", "with") else None
    new = by or _movers(scene, match)
    if new is None:
        return []
    to = goal(scene, match.behind, skip=old.behind)
    rows = _made(scene, match, new, to, rule="replaces")
    named = any(new.people)
    return [evolve(m, replaces=old.people[0]) for m in rows if m.person or not named]


def _to_go(scene: Scene, match: Match, old: Movers | None) -> list[Move]:
    """*demanded that X be replaced*: X goes, by whomever X is followed."""
    group = match.group
    if group.hearer >= 0:
        old = people_of(scene, group.hearer, group.first, alone=True)
    if old is None or modality_of(scene, group) != "demanded":
        return []
    return _made(scene, match, old, Goal(), rule="replaced", kind="dismiss")


def _pronoun_replaced(scene: Scene, group: Group) -> bool:
    """*devrait la remplacer*, *is expected to replace her*; not *les remplacer*, said of things."""
    article = scene.article
    if article.lang == "en":
        return article.low(group.at + 1) in ("him", "her")
    return any(article.low(k) in ("le", "la", "l'") for k in group.words()) or (
        article.low(group.at - 1) in ("le", "la", "l'")
    )


def _of_a_game(scene: Scene, at: int) -> bool:
    first, behind = scene.floor(at), scene.behind(at)
    near = range(max(first, at - 20), min(behind, at + 20))
    return any(scene.article.low(k) in mw.MATCH for k in near)
