"""Frames of verbs found in a sentence: their form, their reflexive, their object."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from collections.abc import Iterator, Sequence

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.clauses import Group, group_of
from contrecoup.findings.press.forms import Form
from contrecoup.findings.press.move_needs import Match
from contrecoup.findings.press.move_words import Frame, office
from contrecoup.findings.press.scene import Scene

_OBJECT_REACH = 8


def matches(scene: Scene, at: int, options: Sequence[tuple[Frame, Form]]) -> Iterator[Match]:
    """The frames of the verb whose form, reflexive and object fit, in the order of the table."""
    groups: dict[bool, Group | None] = {}
    for frame, _ in options:
        with_be = scene.article.lang == "fr" and mw.takes_be(frame.lemma)
        if with_be not in groups:
            forms = {form for _, form in options}
            groups[with_be] = group_of(scene, at, forms, with_be=with_be)
        group = groups[with_be]
        if group is None or frame.reflexive != group.reflexive:
            continue
        if not {(frame, group.form), (frame, group.word)} & set(options):
            continue
        match = _complete(scene, frame, group)
        if match is not None:
            yield match


def _complete(scene: Scene, frame: Frame, group: Group) -> Match | None:
    """The frame with its object found, behind the verb or as the subject of a passive."""
    if not frame.objects:
        return Match(frame=frame, group=group, noun=-1, behind=group.at + 1)
    if frame.needs == "falls":  # *La présidence revient à X*
        at = _object_before(scene, frame, group)
        return None if at < 0 else Match(frame=frame, group=group, noun=at, behind=group.at + 1)
    if (group.passive or group.bare) and frame.mover in ("subj", "to", "hand"):
        at = _object_before(scene, frame, group)
        if at < 0 and group.passive and frame.mover == "to" and scene.article.lang == "en":
            at = _object_behind(scene, frame, group.at)  # *X was handed the reins*
        return None if at < 0 else Match(frame=frame, group=group, noun=at, behind=group.at + 1)
    at = _object_behind(scene, frame, group.at)
    return None if at < 0 else Match(frame=frame, group=group, noun=at, behind=at + 1)


def _object_behind(scene: Scene, frame: Frame, at: int) -> int:
    article = scene.article
    plain = {o for o in frame.objects if ":" not in o}
    led = {o for o in frame.objects if ":" in o}
    for j in range(at + 1, min(at + 1 + _OBJECT_REACH, scene.behind(at))):
        low = article.low(j)
        if article.words[j].text in ";:." or low in ("que", "qu'", "that"):
            return -1
        lead = next(
            (article.low(k) for k in range(j - 1, at, -1) if article.low(k) not in _DETERMINERS), ""
        )
        lead = {"au": "a", "aux": "a", "du": "de", "d'": "de", "des": "de"}.get(lead, lead)
        if f"{lead}:{low}" in led:
            return j
        particle = article.lang == "en" and article.low(at + 1) == lead
        of_letter = lead == "de" and article.low(j - 2) == "lettre"
        if (low in plain or (plain & _OFFICES and office(low))) and (
            lead not in _LEADS or particle or of_letter
        ):
            return j
    return -1


_OFFICES = frozenset("presidency leadership chairmanship".split())
_DETERMINERS = frozenset(
    "le la les l' son sa ses leur leurs the his her its their une un cette of".split()
)
_LEADS = frozenset("a de dans sur avec pour par chez in on at from with for by into".split())


def _object_before(scene: Scene, frame: Frame, group: Group) -> int:
    """*L'intérim est assuré par X*: the object is the subject of the passive."""
    article = scene.article
    nouns = {o.rpartition(":")[2] for o in frame.objects}
    reach = 2 if group.bare else 10
    for k in range(group.first - 1, max(scene.floor(group.at), group.first - reach) - 1, -1):
        if article.low(k) in nouns:
            return k
        if article.words[k].text in ",;:.":
            return -1
    return -1
