"""Moves told by a noun: *démission de X*, *sa démission*, *X's ouster*, *sur le départ*."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.clauses import Group, group_start
from contrecoup.findings.press.modality import OF, head_kind, modality_of
from contrecoup.findings.press.move_goals import Goal, employer, goal
from contrecoup.findings.press.move_parts import (
    DEPARTURES,
    Movers,
    people_from,
    people_of,
    subject_people,
)
from contrecoup.findings.press.move_phrases import come_back
from contrecoup.findings.press.organisations import body_entity
from contrecoup.findings.press.scene import Scene, small
from contrecoup.findings.press.subjects import HEIRS, antecedent, subject_of
from contrecoup.language.text import fold
from contrecoup.model.reading import Modality, Move, MoveType

_OF = frozenset("de d' du des of".split())
_HIS = frozenset("sa son ses his her".split())
_POSSESSIVES = _HIS | frozenset("leur leurs their".split())
_ADJECTIVES = frozenset(
    "surprise soudain soudaine soudains immediate immediat forcee force prochain prochaine brutal brutale futur future eventuel eventuelle "
    "possible sudden abrupt forced collective officielle officiel volontaire precipite precipitee early shock reported expected planned".split()
)
_TRAVEL = frozenset("pour vers for".split())
_WINDOW = 22
_NAMED = frozenset("announced demanded denied".split())


def noun(scene: Scene, at: int) -> list[Move]:
    """The moves that a noun tells, or none where it tells of trains, films and races."""
    article = scene.article
    group = _group(scene, at)
    if article.low(at) in ("depart", "departs", "departure") and group.lead in (
        "sur",
        "au",
        "de",
        "en",
    ):
        return _on_the_way_out(scene, at) if group.lead == "sur" else []
    if article.low(at) == "retour" and group.lead == "de" and (rows := come_back(scene, at)):
        return rows
    if group.lead in OF and head_kind(scene, group) == "undone":
        return []
    if article.lang == "en" and article.low(at + 1) in _COMPOUNDS:
        return []
    modality = modality_of(scene, group, noun=True)
    floor = scene.floor(at)
    if modality in ("done", "expected") and any(
        article.low(k) in _RUMOURS for k in range(max(floor, at - 12), at)
    ):
        modality = "reported"
    movers = _moved(scene, at, group, modality)
    if movers is None:
        return []
    if modality == "done" and _told_of(scene, max(movers.behind, at + 1)):
        modality = "announced"
    to = goal(scene, max(movers.behind, at + 1))
    if not _of_work(scene, at, movers, to, modality):
        return []
    kind = _kind(scene, at, movers, to)
    organisation = to.organisation or (_announcer(scene, group) if kind == "join" else None)
    return [
        Move(
            type=kind,
            person=person,
            role=to.role or (movers.role if kind in DEPARTURES else None),
            organisation=organisation,
            modality=modality,
            rule="noun",
        )
        for person in movers.people
    ]


def _kind(scene: Scene, at: int, movers: Movers, to: Goal) -> MoveType:
    """The arrival of a coach is an appointment, and an appointment for the time being an interim."""
    article = scene.article
    kind = mw.NOUNS[article.low(at)]
    behind = max(movers.behind, at + 1)
    leads = {fold(w) for w in (movers.role or "").split()} & _LEADERS
    if kind == "join" and (leads or _to_a_post(scene, behind)):
        return "appoint"
    near = {article.low(k) for k in range(behind, min(behind + 3, scene.behind(at)))}
    if kind == "appoint" and (near | {fold(w) for w in (to.role or "").split()}) & mw.PASSING:
        return "interim"
    return kind


_LEADERS = frozenset(
    "entraineur entraineuse selectionneur coach manager directeur directrice president presidente".split()
)
_COMPOUNDS = frozenset(
    "letter letters speech note package deal ceremony party age benefits gate gates lounge time times hall board date platform terminal tax point".split()
)
_RUMOURS = frozenset(
    "rumeur rumeurs bruits speculations rumour rumours rumor rumors speculation".split()
)


def _moved(scene: Scene, at: int, group: Group, modality: Modality) -> Movers | None:
    """Whose move it is; None where nobody's, or where it has been undone."""
    if (
        mw.NOUNS[scene.article.low(at)] == "dismiss"
        and modality == "denied"
        and _undone(scene, group)
    ):
        return None
    movers = _whose(scene, at, group)
    nobody = movers is None or (not any(movers.people) and _of_an_heir(scene, at))
    return None if nobody else movers


def _undone(scene: Scene, group: Group) -> bool:
    """*a annulé le licenciement de X*: who was let go and is not any more."""
    governor = _governor(scene, group.first)
    if governor is None:
        return False
    found = mw.governing(scene.article.lang)[scene.article.plain[governor]][0]
    return found.lemma in _UNDOING


_UNDOING = frozenset("annuler casser invalider overturn quash reverse rescind".split())


def _of_an_heir(scene: Scene, at: int) -> bool:
    """*jusqu'à la nomination de son successeur*: nobody yet."""
    near = range(at + 1, min(at + 5, scene.behind(at)))
    return any(scene.article.low(k) in HEIRS for k in near)


def _told_of(scene: Scene, at: int) -> bool:
    """*le départ de X, annoncé en mars*; *her departure, announced in March*."""
    article = scene.article
    k = at + (article.low(at) == ",")
    return article.plain[k : k + 1] != [] and article.plain[k] in _ANNOUNCED


_ANNOUNCED = frozenset("annoncé annoncée annoncés annoncées announced confirmé confirmée".split())


def _group(scene: Scene, at: int) -> Group:
    """The noun with its determiner and adjectives, and the preposition before."""
    article = scene.article
    first = at
    floor = scene.floor(at)
    helpers: set[str] = set()
    while first > floor and (
        article.low(first - 1) in _ADJECTIVES | _POSSESSIVES
        or article.low(first - 1) in ("le", "la", "les", "l'", "the", "un", "une", "cette", "ce")
    ):
        first -= 1
        helpers.add(article.low(first))
    for k in (at + 1, at + 2):
        if article.low(k) in _ADJECTIVES:
            helpers.add(article.low(k))
    lead = article.low(first - 1) if first > floor else ""
    return Group(
        first=first,
        at=at,
        form="fin",
        helpers=frozenset(helpers & mw.SUPPOSED),
        lead=lead,
    )


def _of_work(scene: Scene, at: int, movers: Movers, to: Goal, modality: Modality) -> bool:
    """Whether the noun tells of a post, not of a journey, a game or a prize."""
    low = scene.article.low(at)
    after = scene.article.low(max(movers.behind, at + 1))
    placed = bool(to.role or to.organisation or to.post)
    if low == "remplacement":
        return modality == "demanded"
    if low in ("nomination", "nominations"):
        return placed or after not in ("aux", "pour", "au", "for")
    if low in ("appointment", "appointments") and after in ("with", "at"):
        return False
    if low not in mw.LOOSE:
        return True
    if placed or modality == "demanded":
        return True
    if low in ("depart", "departs", "departure", "retirement"):
        return after not in _TRAVEL and (movers.behind > at or modality in _NAMED)
    listed = len(movers.people) > 1 and modality in _NAMED
    arrival = low in ("arrivee", "arrival", "venue", "recrutement")
    return listed or (arrival and modality == "announced" and after != "a")


def _to_a_post(scene: Scene, at: int) -> bool:
    """*l'arrivée de X à la tête …*, *comme directeur*."""
    near = [scene.article.low(k) for k in range(at, min(at + 4, scene.behind(at - 1)))]
    return bool(set(near) & (mw.POSTS - mw.TEAMS | {"direction", "comme", "as", "head"}))


def _announcer(scene: Scene, group: Group) -> str | None:
    """*L'entreprise X a annoncé l'arrivée de Y*: X is where Y goes."""
    governor = _governor(scene, group.first)
    if governor is None:
        return None
    source = subject_of(scene, group_start(scene, governor))
    held = scene.phrase_at(source) if source is not None else None
    if held is None or held.kind not in ("organisation", "body"):
        return None
    return scene.found.of_phrase.get(held.first) or employer(scene, held)


# Whose


def _whose(scene: Scene, at: int, group: Group) -> Movers | None:
    """Whose move a noun tells; None where nobody's."""
    article = scene.article
    owner = next((k for k in range(group.first, at) if article.low(k) in _POSSESSIVES), -1)
    if owner >= 0:
        return _owners(scene, owner, group)
    named = _genitive(scene, group) or _taken_up(scene, group)
    if named is not None:
        return named
    j = at + 1
    while article.low(j) in _ADJECTIVES:
        j += 1
    if article.low(j) in _OF:
        return _of_whom(scene, at, j, group)
    return _forced(scene, group) if group.lead == "a" else None


def _genitive(scene: Scene, group: Group) -> Movers | None:
    """*X's resignation*."""
    if scene.article.lang != "en" or scene.article.low(group.first - 1) != "'s":
        return None
    held = scene.phrase_ending(group.first - 1) or scene.phrase_ending(group.first)
    if held is None:
        return None
    return people_of(scene, held.first, group.first, alone=True)


def _taken_up(scene: Scene, group: Group) -> Movers | None:
    """*X, dont la démission …*, *X, whose ouster …*."""
    low = scene.article.low(group.first - 1)
    if low not in ("dont", "whose"):
        return None
    source = antecedent(scene, group.first - 1, scene.floor(group.at))
    movers = people_of(scene, source, group.first, alone=True) if source is not None else None
    return movers and Movers(people=movers.people, role=movers.role, behind=group.at + 1)


def _owners(scene: Scene, owner: int, group: Group) -> Movers | None:
    """*a annoncé sa démission*: whoever does so; under a demand, somebody else."""
    article = scene.article
    behind = group.at + 1
    governor = _governor(scene, group.first)
    if (
        governor is not None
        and mw.governing(article.lang)[article.plain[governor]][0].kind == "demand"
    ):
        return Movers(people=(None,), behind=behind) if article.low(owner) in _HIS else None
    first = group_start(scene, governor) if governor is not None else group.first
    movers = subject_people(scene, first)
    if article.low(owner) not in _HIS:
        return movers and Movers(people=movers.people, role=movers.role, behind=behind)
    if movers is not None:
        return Movers(people=movers.people[:1], role=movers.role, behind=behind)
    source = subject_of(scene, first)
    if source is not None and governor is None:
        return None
    found = scene.resolver.resolve_object(owner) if source is None and governor is None else None
    if found is None and source is None and governor is None:
        main = _main(scene, behind, 6)
        if main is not None:  # *Trois heures après son limogeage, X …*
            return Movers(people=main.people, role=main.role, behind=behind)
    if governor == scene.floor(group.at):
        main = _main(scene, behind, 14)
        if main is not None:  # *Announcing her resignation, X …*
            return Movers(people=main.people, role=main.role, behind=behind)
    return Movers(people=(found,), behind=behind)


def _main(scene: Scene, behind: int, reach: int) -> Movers | None:
    """Who is named behind the first comma that follows."""
    ahead = range(behind, min(behind + reach, scene.behind(behind - 1)))
    comma = next((k for k in ahead if scene.article.low(k) == ","), -1)
    return people_from(scene, comma + 1, several=False) if comma > 0 else None


def _of_whom(scene: Scene, at: int, of: int, group: Group) -> Movers | None:
    """The people, or the government, behind *de*."""
    article = scene.article
    if article.low(of + 1) in _HIS and article.low(of + 2) in mw.POSTS:
        return _owners(scene, of + 1, group)
    held = scene.phrase_at(of) or scene.phrase_at(of + 1)
    owner = held is not None and article.low(held.behind) == "'s"
    if (
        held is not None
        and held.kind == "body"
        and not owner
        and mw.NOUNS[article.low(at)] == "resign"
    ):
        entity = body_entity(article, scene.found, held)
        return Movers(people=(entity,), behind=held.behind)
    movers = people_from(scene, of if scene.phrase_at(of) is not None else of + 1)
    if movers is None:
        return None
    if any(movers.people):
        return _and_of(scene, movers)
    indefinite = article.low(of + 1) in ("un", "une", "a", "an") or article.low(of) == "d'"
    return None if indefinite or movers.role is None else movers


def _and_of(scene: Scene, movers: Movers) -> Movers:
    """*le départ du directeur, A, de la comptable, B, et du trésorier, C*: all of them."""
    article = scene.article
    people, j = list(movers.people), movers.behind
    for _ in range(_MOST):
        j += article.low(j) == ","
        j += article.low(j) in ("et", "and")
        if j == movers.behind or article.low(j) not in _OF or article.lang != "fr":
            break
        more = people_from(scene, j if scene.phrase_at(j) is not None else j + 1)
        if more is None or not any(more.people):
            break
        people += more.people
        movers = Movers(people=tuple(dict.fromkeys(people)), role=movers.role, behind=more.behind)
        j = more.behind
    return movers


_MOST = 8  # people of such a list


def _forced(scene: Scene, group: Group) -> Movers | None:
    """*a été contraint à la démission*, *pousse X à la démission*, *Contraint à la démission, X …*."""
    article = scene.article
    k = group.first - 2
    held = scene.phrase_ending(k + 1)
    if held is not None and held.kind in ("person", "role"):
        return people_of(scene, held.first, group.first, alone=True)
    options = mw.governing(article.lang).get(article.plain[k], ()) if k >= 0 else ()
    if not any(o.kind in ("force", "tip") for o in options):
        return None
    if k == scene.floor(group.at) and any(o.form == "part" for o in options):
        comma = next((j for j in range(k, scene.behind(k)) if article.low(j) == ","), -1)
        return people_from(scene, comma + 1, several=False) if comma > 0 else None
    return subject_people(scene, group_start(scene, k))


def _governor(scene: Scene, first: int) -> int | None:
    """The nearest verb of announcing, demanding … before a noun, in its clause."""
    article = scene.article
    table = mw.governing(article.lang)
    for k in range(first - 1, max(scene.floor(first), first - _WINDOW) - 1, -1):
        if article.words[k].text in ";:":
            return None
        if article.plain[k] in table and article.inside[k] < 0:
            before = article.low(k - 1)
            if before not in ("l'", "une", "cette", "the") or article.low(k) not in (
                "annonce",
                "demand",
            ):
                return k
    return None


def _on_the_way_out(scene: Scene, at: int) -> list[Move]:
    """*X serait sur le départ*, *X, que l'on disait sur le départ, dément*."""
    article = scene.article
    floor = scene.floor(at)
    k = at - 3
    words = set()
    while k >= floor and at - k < 8 and article.low(k) not in ("que", "qu'"):
        words.add(small(article, k))
        k -= 1
    if k >= floor and article.low(k) in ("que", "qu'"):
        source = antecedent(scene, k, floor)
        said = True
    else:
        source = subject_of(scene, group_start(scene, at - 3) if at - 3 >= floor else floor)
        said = bool(words & (mw.HEARSAY | {"dit", "donne", "annonce", "disait"}))
    movers = people_of(scene, source, at, alone=True) if source is not None else None
    if movers is None:
        return []
    table = mw.governing(article.lang)
    denied = any(
        o.kind == "refuse"
        for j in range(at + 1, scene.behind(at))
        if article.inside[j] < 0
        for o in table.get(article.plain[j], ())
    )
    modality: Modality = "denied" if denied else "reported" if said else "expected"
    return [
        Move(type="leave", person=p, modality=modality, rule="departing") for p in movers.people
    ]
