"""Where to: the organisation, the role and the person that stand behind a verb or a noun of moving."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from attrs import frozen

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.asides import skip_asides, skip_days
from contrecoup.findings.press.organisations import body_entity
from contrecoup.findings.press.phrases import Phrase
from contrecoup.findings.press.scene import Scene
from contrecoup.findings.press.subjects import subject_of

_LOOK = 16
OWNED = frozenset("le la l' les son sa ses leur leurs the his her its their du au".split())


@frozen(kw_only=True)
class Goal:
    """What stands behind a verb of moving."""

    organisation: str | None = None
    role: str | None = None
    person: str | None = None
    post: bool = False
    team: bool = False


def bare_role(scene: Scene, held: Phrase) -> str:
    """A role's words without its determiner."""
    article = scene.article
    first = held.first
    while first < held.behind - 1 and (
        article.low(first) in article.lex.determiners or article.words[first].text.isdigit()
    ):
        first += 1
    return " ".join(article.said(first, held.behind).split())


def is_post(held: Phrase) -> bool:
    """Whether a role is one that somebody is appointed to."""
    return held.kind == "role" and held.head not in mw.NOT_POSTS


_ENDS = frozenset(
    "et puis apres avant pour afin tout selon aupres depuis lors pendant according since during and after before que qu' qui who which that mais but when quand tandis alors comme-si while".split()
)


def goal(scene: Scene, at: int, *, skip: int = -1) -> Goal:
    """Organisation, role and person behind a token, up to the end of the clause.

    ``skip``: the token behind a mover that stands there and is no goal.
    """
    article = scene.article
    found: dict[str, str | None] = {"organisation": None, "role": None, "person": None}
    post = team = False
    j = skip_asides(article, at)
    stop = min(at + _LOOK + max(0, skip - at), scene.behind(at)) if at < len(article.words) else at
    while j < stop:
        low = article.low(j)
        if low == "," and j >= skip and (past := skip_days(article, j + 1)) > j + 1:
            j = past + (article.low(past) == ",")
            continue
        if (
            low in ("par", "by")
            and (agent := scene.phrase_at(j + 1)) is not None
            and _decides(scene, agent)
        ):
            j = agent.behind
            continue
        if (article.words[j].text in ",;.:(" and j >= skip) or (
            low in _ENDS
            and article.low(j - 1) != "tant"
            and (any(found.values()) or j >= max(skip, at))
        ):
            break
        held = scene.phrase_at(j)
        if held is None or article.inside[j] >= 0:
            race = article.low(j + 1) in ("de", "du", "d'") and article.low(j + 2) in mw.RACES
            post = post or ((low in mw.POSTS or mw.office(low)) and not race)
            if held is None and not race and found["role"] is None and article.inside[j] < 0:
                found["role"] = office_at(scene, j).role
            team = team or (low in mw.TEAMS and not race)
            j += 1
            continue
        if j >= skip:
            post = _note(scene, held, found) or post
        j = held.behind
    return Goal(post=post, team=team, **found)


def _note(scene: Scene, held: Phrase, found: dict[str, str | None]) -> bool:
    """Put a phrase in its place; whether it is a post."""
    entity = scene.found.of_phrase.get(held.first)
    owner = scene.article.low(held.behind) == "'s"
    best = scene.article.low(held.first - 1) in _BEST or scene.article.low(held.first) in _BEST
    if is_post(held) and found["role"] is None and not owner and not best:
        found["role"] = bare_role(scene, held) + for_a_time(scene, held.behind)
        found["organisation"] = found["organisation"] or _inside(scene, held)
        return True
    if held.kind == "body" and _of_office(held.head) and found["role"] is None:
        found["role"] = bare_role(scene, held) + for_a_time(scene, held.behind)
        found["organisation"] = found["organisation"] or _inside(scene, held)
        return True
    if held.kind == "person":
        found["person"] = found["person"] or entity
    elif held.kind == "organisation":
        found["organisation"] = found["organisation"] or entity
    elif held.kind == "body" and held.head not in mw.NOT_EMPLOYERS:
        found["organisation"] = found["organisation"] or employer(scene, held)
        return held.head in mw.POSTS
    return False


_OFFICES = frozenset(
    "presidence vice-presidence direction presidency vice-presidency chairmanship chair leadership".split()
)


def _of_office(low: str) -> bool:
    return low in _OFFICES or mw.office(low)


def office_at(scene: Scene, noun: int) -> Goal:
    """The post that the object of a verb is, with the organisation named in it."""
    article = scene.article
    if not _of_office(article.low(noun)):
        return Goal()
    behind = noun + 1
    for first in (noun, noun - 1):
        held = scene.phrase_at(first)
        if held is not None and noun < held.behind and held.kind in ("body", "role"):
            to = (k for k in range(noun + 1, held.behind) if article.low(k) in _TO)
            behind = next(to, held.behind)  # *la présidence d'A à B*
            words = " ".join(article.said(noun, behind).split())
            return Goal(role=words + for_a_time(scene, behind), organisation=_inside(scene, held))
    behind += 2 * bool(for_a_time(scene, behind))
    if article.low(behind) in _OF:
        held = scene.phrase_at(behind + 1)
        behind = held.behind if held is not None else behind
    return Goal(role=" ".join(article.said(noun, behind).split()))


_OF = frozenset("de du d' of".split())
_TO = frozenset("a au aux to".split())


def for_a_time(scene: Scene, at: int) -> str:
    """The words *par intérim* behind a post, with the blank before them, or nothing."""
    article = scene.article
    if article.low(at) == "par" and article.low(at + 1) == "interim":
        return " " + " ".join(article.said(at, at + 2).split())
    return ""


_BEST = frozenset("meilleur meilleure meilleurs best favourite favorite".split())


def _decides(scene: Scene, held: Phrase) -> bool:
    """Whether a body is the board of an organisation it does not name."""
    return held.kind == "body" and held.head in _BOARDS and _inside(scene, held) is None


_BOARDS = frozenset("conseil board directoire comite assemblee directors".split())


def _inside(scene: Scene, held: Phrase) -> str | None:
    """The organisation named inside a phrase: *le conseil d'administration d'X*."""
    for k in range(held.first + 1, held.behind):
        name = scene.nested_at(k)
        if name is not None and name.kind == "organisation":
            return scene.found.of_phrase.get(name.first)
    return None


def employer(scene: Scene, held: Phrase) -> str:
    """The organisation behind *l'entreprise*: the one the article names most; else the words."""
    article = scene.article
    if held.head in _BOARDS and (named := _inside(scene, held)) is not None:
        return named
    if held.head in article.lex.firms and article.low(held.first) in OWNED | {"cette", "this"}:
        firm = scene.known.firm_before(held.first, article.lex.outlets)
        if firm is not None and held.behind - held.first <= 2:
            return firm.id
    return body_entity(article, scene.found, held)


def acting(scene: Scene, first: int) -> str | None:
    """The organisation that is subject of a verb group, or whose board is: *X dismissed Y*."""
    source = subject_of(scene, first)
    held = scene.phrase_at(source) if source is not None else None
    if held is None:
        return None
    if held.kind == "organisation":
        return scene.found.of_phrase.get(held.first)
    return _inside(scene, held) if held.kind == "body" else None
