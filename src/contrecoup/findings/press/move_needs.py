"""What must stand behind a verb for it to tell a move: an organisation, a post, a person …."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from attrs import frozen

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.asides import skip_asides
from contrecoup.findings.press.clauses import Group
from contrecoup.findings.press.move_goals import Goal, for_a_time, goal
from contrecoup.findings.press.move_parts import may_be_person, people_from
from contrecoup.findings.press.scene import PREPOSITIONS, Scene
from contrecoup.findings.press.subjects import subject_of
from contrecoup.language.places import PLACES

_HUMAN = frozenset("role person group".split())
_CLUB = frozenset(
    "pour jusqu'en jusqu'a saisons saison ans annees contrat contract year season for until".split()
)
_BACK = frozenset("a au aux chez comme dans en as to".split())


@frozen(kw_only=True)
class Match:
    """A frame found at a verb: its group, its object's token or -1, and where the rest begins."""

    frame: mw.Frame
    group: Group
    noun: int
    behind: int


def fitting(scene: Scene, match: Match) -> Goal | None:
    """What stands behind the verb, or None where it is not what the frame needs."""
    start = match.behind if match.noun < 0 else match.noun
    to = goal(scene, start)
    needs = match.frame.needs
    check = _NEEDS.get(needs)
    return to if check is None or check(scene, match, to) else None


def _needs_org(scene: Scene, match: Match, to: Goal) -> bool:
    article = scene.article
    start = skip_asides(article, match.behind)
    held = next((scene.phrase_at(k) for k in (start, start + 1) if scene.phrase_at(k)), None)
    if match.frame.links and not _link_follows(scene, match):
        return False
    if match.noun >= 0:
        past = match.noun + 2 * bool(for_a_time(scene, match.noun + 1))
        ahead = range(past + 1, past + 3)
        led = any(article.low(k) in ("de", "du", "d'", "of", "at") for k in ahead)
        of = {article.low(k) for k in range(past + 2, past + 4)}
        bare = article.low(match.noun) in ("tete", "lead")
        named = to.organisation is not None or to.role is not None
        return led and not of & mw.RACES and (named or not bare)
    if held is not None and held.kind == "place":
        return _transferred(scene, start)
    if held is not None and held.kind in _HUMAN and held.head not in mw.TEAMS:
        return False
    if match.frame.links:
        return to.organisation is not None or to.team
    words = mw.JOINED if match.frame.type in ("join", "return") else mw.POSTS | mw.LEFT
    return _direct(scene, start, words)


def _direct(scene: Scene, at: int, words: frozenset[str]) -> bool:
    """Whether the object itself is an organisation or one of these words."""
    article = scene.article
    prepositions = PREPOSITIONS - ({"a"} if article.lang == "en" else set())
    for k in range(at, min(at + 7, scene.behind(at - 1))):
        held = scene.phrase_at(k)
        if held is not None and article.inside[k] < 0:
            if any(_led_race(scene, j) for j in range(k, held.behind)):
                return False
            employs = held.kind == "body" and held.head not in mw.NOT_EMPLOYERS
            return held.kind == "organisation" or employs or article.low(k) in words
        if article.low(k) in words or (words is not mw.JOINED and mw.office(article.low(k))):
            return not _led_race(scene, k)
        joined = k == at + 1 and words is mw.JOINED and article.low(at) == "the"
        if (k == at or joined) and _unknown_name(scene, k):
            return True
        if article.low(k) in prepositions or article.words[k].text in ",;:.":
            return False
    return False


def _unknown_name(scene: Scene, k: int) -> bool:
    """A name of which nothing is known is a firm's, where it is joined or left by somebody."""
    article = scene.article
    text = article.words[k].text
    return (
        len(text) > 2
        and text[0].isupper()
        and any(c.islower() for c in text)
        and article.low(k) not in PLACES
        and not text.endswith(("ais", "ois", "ien"))
    )


def _led_race(scene: Scene, k: int) -> bool:
    article = scene.article
    if article.low(k) == "party" and article.low(k + 1) in ("early", "late", "at", "around"):
        return True
    return article.low(k + 1) in ("de", "du", "d'", "of") and article.low(k + 2) in mw.RACES


def _transferred(scene: Scene, at: int) -> bool:
    """*rejoint Lyon en provenance de Nice*: a club by the name of its town."""
    near = [scene.article.low(k) for k in range(at, min(at + 8, scene.behind(at)))]
    if near[0] not in PLACES and near[1:2] in (["pour"], ["to"]) and near[2:3] and near[2] in _NEXT:
        return True
    return "provenance" in near or "millions" in near or ("pour" in near and "saisons" in near)


_NEXT = frozenset(
    "prendre rejoindre diriger fonder creer lancer presider join lead head found run start".split()
)


def _link_follows(scene: Scene, match: Match) -> bool:
    start = (match.noun if match.noun >= 0 else match.group.at) + 1
    return any(
        scene.article.low(k) in match.frame.links
        for k in range(start, min(start + 6, scene.behind(match.group.at)))
    )


def _needs_post(_scene: Scene, match: Match, to: Goal) -> bool:
    return to.role is not None or to.post or match.noun >= 0


def _needs_posting(scene: Scene, match: Match, to: Goal) -> bool:
    """*took over as chair*, *took over from X*: not *took over the debt*."""
    low = scene.article.low(match.behind)
    if low == "from" and scene.article.low(match.behind + 1) in ("him", "her", "them"):
        return True
    return low in ("as", "from", "at", "the", "on") and (
        to.role is not None or to.person is not None
    )


def _needs_role(scene: Scene, match: Match, to: Goal) -> bool:
    held = next(
        (scene.phrase_at(k) for k in range(match.behind, match.behind + 3) if scene.phrase_at(k)),
        None,
    )
    if held is not None and held.kind == "body" and scene.article.lang == "en":
        held = scene.phrase_at(held.behind)  # *party leader*
    if to.role is None or held is None or held.kind != "role":
        return False
    return scene.article.low(held.behind) not in ("ayant", "having") and not _record(
        scene, held.first
    )


def _record(scene: Scene, at: int) -> bool:
    """*le plus vieux …*, *the first … to …*: a record, not a post."""
    article = scene.article
    held = scene.phrase_at(at)
    behind = article.low(held.behind) if held is not None else ""
    first = {"premier", "premiere", "first"} & {article.low(k) for k in range(at - 1, at + 3)}
    oldest = any(
        article.low(k) == "oldest" or (article.low(k) == "plus" and article.low(k + 1) != "jeune")
        for k in range(at - 1, at + 3)
    )
    return oldest or (bool(first) and behind in ("a", "to"))


def _needs_person(scene: Scene, match: Match, to: Goal) -> bool:
    clitic = match.group.helpers & {"lui", "leur"}
    if clitic or to.person is not None or _whom(scene, match):
        return True
    if not match.frame.links:
        return False
    near = (scene.phrase_at(k) for k in range(match.behind, match.behind + 4))
    return any(p is not None and (p.kind == "role" or may_be_person(scene, p)) for p in near)


def _whom(scene: Scene, match: Match) -> bool:
    """*succeed him*, *succeed her mentor, X*, *Y, à qui X avait succédé*."""
    article, behind = scene.article, match.behind
    if article.lang == "en" and article.low(behind) in ("him", "her", "them"):
        held = people_from(scene, behind, human=True)
        after = article.low(behind + 1)
        ends = (
            behind + 1 >= scene.behind(match.group.at)
            or not article.words[behind + 1].text.isalpha()
        )
        return ends or after in PREPOSITIONS | {"when", "if", "and", "next"} or held is not None
    if article.lang == "en" and match.frame.type == "succeed":
        return people_from(scene, behind, human=True) is not None
    source = subject_of(scene, match.group.first)
    return source is not None and article.low(source - 1) in _TO_WHOM


_TO_WHOM = frozenset("qui auquel laquelle".split())


def _needs_back(scene: Scene, match: Match, to: Goal) -> bool:
    start = skip_asides(scene.article, match.behind)
    if match.frame.lemma in ("go", "come") and scene.article.low(match.behind) != "back":
        return False
    start += match.frame.lemma in ("go", "come")
    team = any(
        scene.article.low(k) in mw.JOINED
        for k in range(start, min(start + 9, scene.behind(match.group.at)))
    )
    placed = bool(to.role or to.organisation or to.post or team)
    return scene.article.low(start) in _BACK and placed


def _needs_club(scene: Scene, match: Match, to: Goal) -> bool:
    """*signe à X pour trois ans*: a club, and for how long."""
    at = match.group.at
    near = {scene.article.low(k) for k in range(at, min(at + 16, scene.behind(at)))}
    firm = to.person is None or "for" in near
    return _link_follows(scene, match) and bool(near & _CLUB) and firm


def _needs_interim(scene: Scene, match: Match, to: Goal) -> bool:
    near = {scene.article.low(k) for k in range(match.behind, match.behind + 3)}
    return bool((near | set((to.role or "").lower().split())) & mw.PASSING)


def _needs_fills(scene: Scene, match: Match, _to: Goal) -> bool:
    """*is filling in as head*, not *fills in a form*."""
    return scene.article.low(match.noun + 1) in ("as", "for", "until", "while")


def _needs_nothing(scene: Scene, match: Match, _to: Goal) -> bool:
    """No object: the clause ends, or says when, how and from where."""
    article = scene.article
    if match.behind >= scene.behind(match.group.at) or article.words[match.behind].text in ",;.:)":
        return True
    start = article.words[match.behind].start
    if article.days_between(start, start + 1):
        return True
    return article.low(match.behind) in (
        "in", "on", "as", "after", "over", "amid", "at", "from", "before", "because", "that", "when", "if", "unless", "and", "last",
    )  # fmt: skip


_MONTHS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday next week month year summer autumn spring".split()
)


def _ends(scene: Scene, match: Match) -> bool:
    """Whether the clause, or a part of it, ends behind the verb."""
    behind = match.behind
    return behind >= scene.behind(match.group.at) or scene.article.words[behind].text in ".,;"


def _needs_soon(scene: Scene, match: Match, _to: Goal) -> bool:
    """*leaves in April*: no object, and a day or a month to come."""
    article = scene.article
    if article.low(match.behind) == "to" and article.low(match.behind + 1) in _FOUNDING:
        return True
    if (
        _ends(scene, match)
        and match.group.form == "inf"
        and match.group.kinds & {"intend", "refuse", "decide"}
    ):
        return True  # *has no plans to leave*
    if article.plain[match.group.at] == "left":
        return False
    k = match.behind + (article.low(match.behind) in ("in", "on", "this", "at"))
    to_come = article.plain[match.group.at] == "leaving" and "were" not in match.group.helpers
    return article.low(k) in _MONTHS or (to_come and article.low(k) in ("to", "after", ","))


_FOUNDING = frozenset("found start launch create establish join run head lead pursue set".split())


def _needs_retiring(scene: Scene, match: Match, to: Goal) -> bool:
    """*retires as chair*, *retired from the board*."""
    article = scene.article
    placed = to.role is not None or to.organisation is not None or to.post
    if _ends(scene, match) and (
        article.low(match.group.at) == "retiring" or match.group.helpers & mw.MODALS
    ):
        return True
    near = {
        article.low(k)
        for k in range(match.behind, min(match.behind + 5, scene.behind(match.group.at)))
    }
    if article.low(match.behind) == "after" and near & {"years", "decades"}:
        return True
    if article.low(match.behind) in ("in", "on", "at", "next", "this") and near & _MONTHS:
        return True
    return article.low(match.behind) in ("as", "from") and placed


def _needs_office(scene: Scene, match: Match, _to: Goal) -> bool:
    """*won the presidency*, *secured the leadership of the party*."""
    article = scene.article
    near = [
        article.low(k)
        for k in range(match.behind, min(match.behind + 3, scene.behind(match.group.at)))
    ]
    return near[:1] in (["the"], ["a"]) and bool(set(near) & _OFFICES)


def named_to_lead(scene: Scene, at: int) -> bool:
    """*choisie pour diriger …*, *picked to lead …*."""
    article = scene.article
    return article.low(at) in ("pour", "to") and article.low(at + 1) in _LEADING


_LEADING = frozenset(
    "assurer exercer fill serve diriger presider piloter conduire mener prendre occuper remplacer succeder commander lead run head chair replace succeed oversee manage".split()
)


def _needs_leading(scene: Scene, match: Match, to: Goal) -> bool:
    """*dirigera la nouvelle équipe*, *will head the unit*: what is to come, not what is."""
    article, group = scene.article, match.group
    no_longer = article.low(group.at + 1) == "plus"
    if group.passive or (
        group.helpers & mw.NOT and (no_longer or not group.helpers & {"ne", "n'"})
    ):
        return False
    future = (
        article.plain[group.at].endswith(("ra", "ront"))
        if article.lang == "fr"
        else "will" in group.helpers
    )
    if not future:
        return False
    for k in range(match.behind, min(match.behind + 7, scene.behind(group.at))):
        if article.low(k) in mw.TEAMS | _UNITS or (
            (held := scene.phrase_at(k)) is not None and held.kind == "organisation"
        ):
            return True
        if article.words[k].text in ",;:.":
            return False
    return to.organisation is not None


_UNITS = frozenset(
    "unite departement filiale agence laboratoire institut division branche unit department division arm subsidiary agency institute laboratory".split()
)
_OFFICES = frozenset(
    "presidency leadership chairmanship governorship premiership mayoralty".split()
)


def _needs_named(scene: Scene, match: Match, _to: Goal) -> bool:
    """*a engagé X*: whoever is taken on is known by name, and no thing."""
    held = scene.phrase_at(match.behind)
    return held is not None and held.kind in ("person", "role")


def _needs_declined(scene: Scene, match: Match, _to: Goal) -> bool:
    """*turned down the presidency*; *turned* alone is no refusal."""
    return match.frame.lemma != "turn" or scene.article.low(match.group.at + 1) == "down"


def _needs_taken(scene: Scene, match: Match, _to: Goal) -> bool:
    """*accepted the post of director*, not *accepted a role in a film*."""
    return scene.article.low(match.noun + 1) not in ("in", "on", "for", "dans", "sur")


def _needs_again(scene: Scene, match: Match, _to: Goal) -> bool:
    """*got her job back*, *reclaimed his seat*."""
    verb = match.frame.lemma
    return verb in ("reclaim", "regain") or scene.article.low(match.noun + 1) == "back"


def _needs_rising(scene: Scene, match: Match, to: Goal) -> bool:
    """*steps into the role*, not *stepped off the board*."""
    away = scene.article.low(match.behind) in ("off", "down", "away", "back", "out", "aside")
    return not away and _needs_post(scene, match, to)


def _needs_whence(scene: Scene, match: Match, to: Goal) -> bool:
    """*has joined from rival X*."""
    return scene.article.low(match.behind) == "from" and to.organisation is not None


_NEEDS = {
    "fills": _needs_fills,
    "whence": _needs_whence,
    "taken": _needs_taken,
    "again": _needs_again,
    "rising": _needs_rising,
    "declined": _needs_declined,
    "named": _needs_named,
    "office": _needs_office,
    "leads": _needs_leading,
    "retiring": _needs_retiring,
    "soon": _needs_soon,
    "org": _needs_org,
    "post": _needs_post,
    "posting": _needs_posting,
    "role": _needs_role,
    "person": _needs_person,
    "back": _needs_back,
    "club": _needs_club,
    "interim": _needs_interim,
    "alone": _needs_nothing,
}
