"""Moves told by set phrases: *son successeur*, *le nouveau …*, *jusqu'à dimanche*, *est resté*."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from collections.abc import Callable, Sequence

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.clauses import Group, group_of, group_start
from contrecoup.findings.press.modality import modality_of
from contrecoup.findings.press.move_goals import bare_role, goal, is_post
from contrecoup.findings.press.move_heirs import by_noun, idiom, newly
from contrecoup.findings.press.move_parts import (
    named_behind,
    people_from,
    people_of,
    subject_people,
)
from contrecoup.findings.press.organisations import body_entity
from contrecoup.findings.press.phrases import Phrase
from contrecoup.findings.press.scene import Scene, small
from contrecoup.findings.press.subjects import HEIRS, subject_of
from contrecoup.language.places import PLACES
from contrecoup.model.reading import Modality, Move

_COPULAS = frozenset("sera est devient serait etait fut be is was becomes".split())
_CHOSEN = frozenset(
    "designe designee nomme nommee connu connue choisi choisie named chosen".split()
)
_NEXT = frozenset("prochain prochaine futur future next".split())
_NEW = frozenset("nouveau nouvelle new".split()) | _NEXT
_RAN = frozenset("dirigeait presidait pilotait ran led headed".split())
_NOW = frozenset("desormais now".split())
_PASSING = frozenset("interim interimaire acting".split())
_STAY = frozenset("rester stay remain".split())
_SOON = 3  # sentences within which *they follow* takes up a move


def phrase_moves(scene: Scene, at: int, told: Sequence[Move]) -> list[Move]:
    """The moves of a set phrase whose key word is at a token; ``told`` are those before."""
    low = scene.article.low(at)
    for words, rule in _RULES:
        if low in words:
            return rule(scene, at, told)
    return []


def _covering(scene: Scene, at: int) -> Phrase | None:
    """The role phrase that a token is in."""
    for k in range(at, max(at - 4, -1), -1):
        held = scene.phrase_at(k)
        if held is not None:
            return held if held.behind > at and held.kind == "role" else None
    return None


def _group(at: int, scene: Scene, *, back: int = 4) -> Group:
    low = frozenset(small(scene.article, k) for k in range(max(scene.floor(at), at - back), at))
    return Group(first=at, at=at, form="fin", helpers=low)


def _heir(scene: Scene, at: int, _told: Sequence[Move]) -> list[Move]:
    """*X sera son successeur*, *son successeur, X, …*, *le remplaçant de Y … : il s'agit de X*."""
    article = scene.article
    held = _covering(scene, at)
    if held is None or held.head.startswith("predec"):
        return []
    revealed = _revealed(scene, held)
    if revealed:
        return revealed
    copula = next((k for k in range(held.first - 1, max(scene.floor(at), held.first - 4) - 1, -1) if article.low(k) in _COPULAS), -1)  # fmt: skip
    if copula >= 0:
        movers = subject_people(scene, group_start(scene, copula + 1))
        if movers is None:
            return []
        group = _group(held.first, scene)
        modality = modality_of(scene, group)
        return [
            Move(type="succeed", person=p, modality=modality, rule="successor")
            for p in movers.people
            if p
        ]
    owned = article.low(held.first) in ("son", "sa", "leur", "his", "her", "their")
    named = named_behind(scene, held, scene.behind(at))
    if named is None and article.low(held.behind) in ("is", "est", "sera"):
        movers = people_from(scene, held.behind + 1)  # *Her successor is X*
        kind: Modality = "expected" if article.low(held.behind) == "sera" else "done"
        return [
            Move(type="succeed", person=p, modality=kind, rule="successor")
            for p in (movers.people if movers else ())
            if p
        ]
    person = scene.found.of_phrase.get(named.first) if named is not None else None
    if person is None or not (owned or _inside(scene, held)):
        return []
    return [Move(type="succeed", person=person, modality="background", rule="successor")]


def _revealed(scene: Scene, held: Phrase) -> list[Move]:
    """*Le remplaçant de Y a été désigné : il s'agit de X*."""
    article = scene.article
    stop = scene.behind(held.first)
    chosen = next((k for k in range(held.behind, min(stop, held.behind + 6)) if article.low(k) in _CHOSEN), -1)  # fmt: skip
    if chosen < 0:
        return []
    for k in range(chosen + 1, min(stop, chosen + 8)):
        if article.low(k) == ":" or (article.low(k) == "agit" and article.low(k - 1) == "s'"):
            step = 2 if article.low(k) == "agit" else 1
            movers = people_from(scene, k + step, several=False)
            if movers is not None and movers.people[0]:
                to = goal(scene, movers.behind)
                old = next((p for p in _inside(scene, held)), None)
                return [
                    Move(
                        type="appoint",
                        person=movers.people[0],
                        replaces=old,
                        role=to.role,
                        modality="done",
                        rule="successor",
                    )
                ]
    return []


def _inside(scene: Scene, held: Phrase) -> Sequence[str]:
    found = [scene.found.of_phrase.get(k) for k in range(held.first, held.behind)]
    return [e for e in found if e is not None and scene.found.entities[e].person]


def _new(scene: Scene, at: int, _told: Sequence[Move]) -> list[Move]:
    """*X est le nouveau directeur*."""
    article = scene.article
    ahead = article.low(at) in _NEXT and scene.phrase_at(at + 1)
    held = ahead or _covering(scene, at)
    if not held or held.kind != "role" or not is_post(held):
        return []
    if held.first == at and (titled := _headline(scene, held)):
        return titled
    first = at - 1 if ahead else held.first
    if article.low(first) not in ("le", "la", "the", "l'"):
        return []
    copula = first - 1
    while article.low(copula) in article.lex.adverbs:
        copula -= 1
    if article.low(copula) not in ("est", "is", "sera", "be"):
        return []
    if article.low(copula) == "be" and article.low(copula - 1) not in ("will", "to"):
        return []
    movers = subject_people(scene, group_start(scene, copula + 1))
    if movers is None:
        return []
    to_come = article.low(copula) in ("sera", "be") or article.low(at) in _NEXT
    modality: Modality = "expected" if to_come else "done"
    return [
        Move(type="appoint", person=p, role=bare_role(scene, held), modality=modality, rule="new")
        for p in movers.people
        if p
    ]


def _headline(scene: Scene, held: Phrase) -> list[Move]:
    """*X nouveau patron des pompiers*: a title without a verb."""
    article = scene.article
    before = scene.phrase_ending(held.first)
    person = scene.found.of_phrase.get(before.first) if before is not None else None
    if before is None or before.kind != "person" or before.first != scene.floor(held.first):
        return []
    said = any(
        small(article, k) in mw.HAVE | mw.BE or article.plain[k] in article.lex.cues
        for k in range(held.behind, scene.behind(held.first))
    )
    if said or person is None:
        return []
    return [Move(type="appoint", person=person, role=bare_role(scene, held), rule="new")]


def _until(scene: Scene, at: int, _told: Sequence[Move]) -> list[Move]:
    """*X, qui dirigeait jusqu'à dimanche Y*, *X, until Sunday the head of Y*: X has left Y."""
    article = scene.article
    low = article.low(at)
    start = at + 1 if low in _RAN else at
    if low in _RAN and article.low(start) not in ("jusqu'", "until"):
        return []
    here = article.words[at].start
    day = next((d for d in article.days_between(here, here + 45) if d.start >= here), None)
    if day is None or (low not in _RAN and article.low(at - 1) != ","):
        return []
    behind = next((k for k in range(at, scene.behind(at)) if article.words[k].start >= day.end), at)
    to = goal(scene, behind)
    organisation = to.organisation or _led(scene, behind)
    if organisation is None:
        return []
    source = subject_of(scene, at) if low in _RAN else None
    held = scene.phrase_ending(at - 1)
    if source is None and low not in _RAN and held is not None and held.kind == "person":
        source = held.first
    movers = people_of(scene, source, at, alone=True) if source is not None else None
    if movers is None or movers.people[0] is None:
        return []
    return [
        Move(
            type="leave",
            person=movers.people[0],
            organisation=organisation,
            role=to.role,
            modality="done",
            rule="until",
        )
    ]


def _led(scene: Scene, at: int) -> str | None:
    """What is led is an organisation, whatever its name looks like."""
    for k in range(at, min(at + 8, scene.behind(at - 1))):
        held = scene.phrase_at(k)
        if held is not None and held.kind in ("person", "place") and held.behind - k > 1:
            return body_entity(scene.article, scene.found, held)
    return None


def _passing(scene: Scene, at: int, _told: Sequence[Move]) -> list[Move]:
    """*X, désormais directeur par intérim*, *her interim successor, X*."""
    article = scene.article
    held = scene.phrase_ending(at - 1) if article.low(at - 1) == "par" else _covering(scene, at)
    if held is None or held.kind != "role":
        return []
    person: str | None = None
    modality: Modality = "done"
    copula = held.first - 1
    while article.low(copula) in article.lex.adverbs:
        copula -= 1
    if small(article, copula) in _BEING:
        group = _group(held.first, scene)
        modality = modality_of(scene, group) if group.helpers & mw.MODALS else "done"
        movers = subject_people(scene, group_start(scene, copula + 1))
        person = movers.people[0] if movers is not None else None
    elif article.low(held.first - 1) in _NOW and article.low(held.first - 2) == ",":
        before = scene.phrase_ending(held.first - 2)
        person = scene.found.of_phrase.get(before.first) if before is not None else None
    elif held.head in HEIRS:
        named = named_behind(scene, held, scene.behind(at))
        person = scene.found.of_phrase.get(named.first) if named is not None else None
    if person is None or not scene.found.entities[person].person:
        return []
    return [
        Move(
            type="interim",
            person=person,
            role=bare_role(scene, held),
            modality=modality,
            rule="interim",
        )
    ]


def _stay(scene: Scene, at: int, _told: Sequence[Move]) -> list[Move]:
    """*a décidé de rester*, *a confirmé qu'il restait*: a departure denied."""
    article = scene.article
    forms = {
        f for lemma in _STAY for w, f in mw.inflected(article.lang, lemma) if w == article.plain[at]
    }
    group = group_of(scene, at, forms, with_be=True)
    if group is None or not (group.kinds & {"decide", "announce"} or _confirmed(scene, group)):
        return []
    movers = subject_people(scene, group.first)
    if movers is None:
        return []
    to = goal(scene, at + 1)
    return [
        Move(type="leave", person=p, organisation=to.organisation, modality="denied", rule="stays")
        for p in movers.people
        if p
    ]


def _confirmed(scene: Scene, group: Group) -> bool:
    return modality_of(scene, group) == "announced"


def _follow(scene: Scene, at: int, told: Sequence[Move]) -> list[Move]:
    """*X is expected to follow in April*: the same move as those told just before."""
    article = scene.article
    last = told[-1] if told else None
    if last is None or last.type not in ("join", "leave"):
        return []
    number = article.sentence_of[at]
    floor = article.words[article.sentences[max(0, number - _SOON)][0]].start
    if last.span != (0, 0) and last.span[0] < floor:
        return []
    group = group_of(scene, at, ("inf",), with_be=False)
    if group is None or not (group.kinds & {"tip", "intend"} or group.helpers & mw.MODALS):
        return []
    movers = subject_people(scene, group.first)
    if movers is None or scene.phrase_at(at + 1) is not None:
        return []
    return [
        Move(
            type=last.type,
            person=p,
            organisation=last.organisation,
            modality=modality_of(scene, group),
            rule="follows",
        )
        for p in movers.people
        if p
    ]


def _among(scene: Scene, at: int, _told: Sequence[Move]) -> list[Move]:
    """*X serait chez Y*, *X sera désormais chez Y*: a place of work that is told as new."""
    article = scene.article
    k = at - 1
    while k > scene.floor(at) and (article.low(k) in _BETWEEN or article.low(k).endswith("ment")):
        k -= 1
    held = scene.phrase_at(at + 1)
    be = small(article, k)
    now = any(article.low(i) in _NOW for i in range(k, at))
    if held is None or held.kind != "organisation" or not (be in ("serait", "seraient", "sera", "seront") or (be in ("est", "sont") and now)):  # fmt: skip
        return []
    movers = subject_people(scene, group_start(scene, k + 1))
    if movers is None:
        return []
    people = list(movers.people)
    if article.low(held.behind) in ("avec", "with"):
        others = people_from(scene, held.behind + 1)
        people += others.people if others is not None else ()
    modality: Modality = "reported" if be.startswith("serai") else "expected" if be in ("sera", "seront") else "done"  # fmt: skip
    organisation = scene.found.of_phrase.get(held.first)
    return [
        Move(type="join", person=p, organisation=organisation, modality=modality, rule="among")
        for p in dict.fromkeys(people)
        if p
    ]


_BEING = frozenset("est sera etait is was been be".split())


def _back(scene: Scene, at: int, _told: Sequence[Move]) -> list[Move]:
    """*X is back at Y*, *staff want X back*."""
    article = scene.article
    copula = at - 1
    while article.low(copula) in article.lex.adverbs:
        copula -= 1
    if small(article, copula) in _BEING and article.low(at + 1) in ("at", "as", "in", "with"):
        movers = subject_people(scene, group_start(scene, copula + 1))
        to = goal(scene, at + 1)
        named = scene.phrase_at(at + 2)
        firm = (
            named is not None and named.kind == "place" and article.low(named.first) not in PLACES
        )
        if movers is None or not (to.organisation or to.role or to.post or to.team or firm):
            return []
        modality = modality_of(scene, _group(at, scene))
        return [
            Move(type="return", person=p, organisation=to.organisation, role=to.role, modality=modality, rule="back")
            for p in movers.people
            if p
        ]  # fmt: skip
    k = at - 1 - (article.low(at - 1) == ",")
    held = scene.phrase_ending(k + 1)
    if held is None or held.kind != "person":
        return []
    wanted = any(
        article.low(j) in _WANT for j in range(max(scene.floor(at), held.first - 8), held.first)
    )
    person = scene.found.of_phrase.get(held.first)
    if not wanted or person is None:
        return []
    return [Move(type="return", person=person, modality="demanded", rule="back")]


_WANT = frozenset("want wants wanted demand demands demanded demanding".split())


def come_back(scene: Scene, at: int) -> list[Move]:
    """*X est de retour chez Y*, *X sera de retour aux commandes*."""
    article = scene.article
    copula = at - 2
    while article.low(copula) in article.lex.adverbs:
        copula -= 1
    be = small(article, copula)
    to = goal(scene, at + 1)
    firm = (
        article.low(at + 1) in ("chez", "comme") or to.organisation or to.role or to.post or to.team
    )
    if at - 1 == scene.floor(at) and firm:  # *De retour à la tête du groupe, X …*
        ahead = range(at + 1, min(at + 10, scene.behind(at)))
        comma = next((k for k in ahead if article.low(k) == ","), -1)
        main = people_from(scene, comma + 1, several=False) if comma > 0 else None
        person = main.people[0] if main is not None else None
        done = Move(type="return", person=person, organisation=to.organisation, role=to.role, rule="back")  # fmt: skip
        return [done] if person else []
    if be not in _RETURNED or not firm:
        return []
    movers = subject_people(scene, group_start(scene, copula + 1))
    if movers is None:
        return []
    return [
        Move(type="return", person=p, organisation=to.organisation, role=to.role, modality=_RETURNED[be], rule="back")
        for p in movers.people
        if p
    ]  # fmt: skip


_RETURNED: dict[str, Modality] = {
    "est": "done", "sont": "done", "sera": "expected", "seront": "expected", "serait": "reported", "seraient": "reported",
    "etait": "background", "etaient": "background",
}  # fmt: skip


def _way_out(scene: Scene, at: int, _told: Sequence[Move]) -> list[Move]:
    """*X is reportedly on her way out*."""
    article = scene.article
    if (
        article.low(at + 1) != "out"
        or article.low(at - 1) not in ("his", "her", "their", "the")
        or article.low(at - 2) != "on"
    ):
        return []
    group = _group(at - 2, scene)
    movers = subject_people(scene, group_start(scene, at - 2))
    if movers is None:
        return []
    modality: Modality = "reported" if group.helpers & mw.HEARSAY else "expected"
    return [
        Move(type="leave", person=p, modality=modality, rule="departing")
        for p in movers.people
        if p
    ]


def _out(scene: Scene, at: int, _told: Sequence[Move]) -> list[Move]:
    """*X is out as editor*: they have been made to go."""
    article = scene.article
    to = goal(scene, at + 1)
    if small(article, at - 1) not in _BEING or article.low(at + 1) not in ("as", "at"):
        return []
    movers = subject_people(scene, group_start(scene, at - 1))
    if movers is None or not (to.role or to.organisation):
        return []
    return [
        Move(type="dismiss", person=p, organisation=to.organisation, role=to.role, rule="out")
        for p in movers.people
        if p
    ]


def _gone(scene: Scene, at: int, _told: Sequence[Move]) -> list[Move]:
    """*Doctors want X gone*."""
    held = scene.phrase_ending(at - (scene.article.low(at - 1) == ","))
    person = scene.found.of_phrase.get(held.first) if held is not None else None
    if held is None or held.kind != "person" or person is None:
        return []
    before = range(max(scene.floor(at), held.first - 8), held.first)
    if not any(scene.article.low(j) in _WANT for j in before):
        return []
    return [Move(type="leave", person=person, modality="demanded", rule="gone")]


_BETWEEN = frozenset("desormais deja maintenant bientot likely reportedly now already".split())

_Rule = Callable[[Scene, int, Sequence[Move]], list[Move]]
_RULES: tuple[tuple[frozenset[str], _Rule], ...] = (
    (HEIRS, _heir),
    (_NEW, _new),
    (_RAN | {"until"}, _until),
    (_PASSING, _passing),
    (frozenset(w for lemma in ("stay", "remain") for w in (lemma, lemma + "s", lemma + "ed", lemma + "ing"))
     | frozenset("rester reste restait restera restent restaient resteront".split()), _stay),
    (frozenset("follow suivre".split()), _follow),
    (frozenset({"chez"}), _among),
    (frozenset({"back"}), _back),
    (frozenset({"way"}), _way_out),
    (frozenset({"out"}), _out),
    (frozenset({"gone"}), _gone),
    (frozenset({"succession"}), by_noun),
    (frozenset({"newly"}), newly),
    (frozenset("mise prise entree".split()), idiom),
)  # fmt: skip
#: The key words of all of them.
PHRASED = frozenset(word for words, _ in _RULES for word in words)
