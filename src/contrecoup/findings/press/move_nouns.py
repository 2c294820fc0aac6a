"""Moves told by a noun: *démission de X*, *l'intérim*, *son successeur*."""

from __future__ import annotations

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cues import CueFound, subject
from contrecoup.findings.press.modality import Group, modality_of
from contrecoup.findings.press.move_parts import bare_role, person_at, role_after
from contrecoup.findings.press.people import Cast, body_entity
from contrecoup.findings.press.speakers import Resolver
from contrecoup.model.reading import Move


def noun(  # noqa: C901, PLR0912  a list of cases, read from top to bottom
    article: Article, found: Cast, resolver: Resolver, at: int, around: list[CueFound], first: int
) -> list[Move]:
    """The move that a noun tells: *la démission de X*, *sa démission*."""
    kind, _ = mw.NOUNS[article.low(at)]
    before = article.low(at - 1)
    modality = modality_of(
        article, at, Group(first=at, at=at, passive=False, bare=False, helpers=frozenset()), around
    )
    if article.low(at) == "remplacement" and modality != "demanded":
        return []
    if (
        article.low(at) == "depart"
        and before in ("au", "de", "le")
        and article.low(at + 1) not in ("de", "d'", "du")
    ):
        return []
    person: str | None = None
    role = None
    known = False
    if before in ("sa", "son", "his", "her", "their", "leur"):
        speaker = [c for c in around if c.at < at]
        source = subject(article, found, speaker[-1]) if speaker else None
        if source is None:
            number = next(
                (
                    n
                    for n, p in enumerate(found.phrases)
                    if first <= p.first < at and p.kind == "person"
                ),
                None,
            )
            source = found.phrases[number].first if number is not None else None
        if source is not None:
            who = resolver.resolve(source)
            person = who.id if who.kind == "person" else None
            known = who.kind in ("person", None)
        else:
            known = bool(speaker)
    elif article.low(at - 1) == "'s" or (
        article.lang == "en" and found.end_at.get(at - 1) is not None
    ):
        number = found.end_at.get(at - 1) if before == "'s" else None
        if number is not None:
            person = found.of_phrase.get(found.phrases[number].first)
            known = person is not None
    else:
        j = at + 1
        while article.low(j) in (
            "surprise",
            "soudain",
            "soudaine",
            "immediate",
            "immediat",
            "forcee",
            "prochain",
            "brutal",
            "brutale",
            "sudden",
        ):
            j += 1
        if article.low(j) in ("de", "d'", "du", "des", "of"):
            person, role, known = _of_whom(article, found, j + 1)
        elif (
            before in ("la", "a")
            and article.low(at - 2) in ("a", "contraint", "contrainte", "pousse")
            and article.low(at) == "demission"
        ):
            cue = CueFound(first=at - 3, behind=at, at=at - 3, form="fin", takes="", lemma="")
            source = subject(article, found, cue)
            who = resolver.resolve(source)
            person, known = who.id, who.kind == "person"
    if not known:
        return []
    return [Move(type=kind, person=person, role=role, modality=modality, rule="noun")]


def _of_whom(article: Article, found: Cast, at: int) -> tuple[str | None, str | None, bool]:
    """The person, role or body behind *démission de*."""
    number = found.start_at.get(at)
    if number is None and found.start_at.get(at - 1) is not None:
        number, at = found.start_at[at - 1], at - 1
    if number is None:
        return None, None, article.low(at) in ("ses", "son", "sa", "his", "her")
    phrase = found.phrases[number]
    person = person_at(article, found, at)
    role = bare_role(article, phrase.first, phrase.behind) if phrase.kind == "role" else None
    if person is None and phrase.kind == "body":
        return body_entity(article, found, phrase), None, True
    if person is None and phrase.kind == "group":
        return None, None, False
    return person, role, person is not None or phrase.kind == "role"


def standing(  # noqa: C901  a list of cases, read from top to bottom
    article: Article, found: Cast, resolver: Resolver, at: int, around: list[CueFound]
) -> list[Move]:
    """*assure l'intérim*, *intérim effectué par X*, *X sera son successeur*, *son successeur X*."""
    low = article.low(at)
    group = Group(
        first=at,
        at=at,
        passive=False,
        bare=False,
        helpers=frozenset(article.low(k) for k in range(max(0, at - 4), at)),
    )
    modality = modality_of(article, at, group, around)
    if low == "interim":
        for j in range(at + 1, min(len(article.words), at + 5)):
            if article.low(j) in ("par", "by") and (person := person_at(article, found, j + 1)):
                return [Move(type="interim", person=person, modality=modality, rule="interim")]
        if article.low(at - 1) in ("l'", "par", "as") and any(
            article.low(k)
            in ("assure", "assurera", "assurer", "assurait", "exerce", "nomme", "nommee", "devient")
            for k in range(max(0, at - 6), at)
        ):
            k = next(
                k
                for k in range(at - 1, -1, -1)
                if article.low(k)
                in (
                    "assure",
                    "assurera",
                    "assurer",
                    "assurait",
                    "exerce",
                    "nomme",
                    "nommee",
                    "devient",
                )
            )
            cue = CueFound(first=k, behind=k + 1, at=k, form="fin", takes="", lemma="")
            source = subject(article, found, cue)
            person = resolver.resolve(source).id
            return (
                [Move(type="interim", person=person, modality=modality, rule="interim")]
                if person
                else []
            )
        if article.lang == "en" and article.low(at + 1) in (
            "ceo",
            "chief",
            "president",
            "director",
            "head",
        ):
            person = person_at(article, found, at) or next(
                (
                    person_at(article, found, j)
                    for j in range(at + 1, at + 6)
                    if person_at(article, found, j)
                ),
                None,
            )
            return (
                [
                    Move(
                        type="interim",
                        person=person,
                        role="interim " + article.words[at + 1].text,
                        modality=modality,
                        rule="interim",
                    )
                ]
                if person
                else []
            )
        return []
    if low in ("successeur", "successor"):
        if person := person_at(article, found, at + 1) or (
            person_at(article, found, at + 2) if article.low(at + 1) == "," else None
        ):
            return [Move(type="succeed", person=person, modality=modality, rule="successor")]
        if any(
            article.low(k) in ("sera", "est", "devient", "be", "is", "comme", "as")
            for k in range(max(0, at - 4), at)
        ):
            number = found.end_at.get(at)
            if number is not None and (person := found.of_phrase.get(found.phrases[number].first)):
                return [Move(type="succeed", person=person, modality=modality, rule="successor")]
            k = next(
                k
                for k in range(at - 1, -1, -1)
                if article.low(k) in ("sera", "est", "devient", "be", "is", "comme", "as")
            )
            cue = CueFound(first=k, behind=k + 1, at=k, form="fin", takes="", lemma="")
            person = resolver.resolve(subject(article, found, cue)).id
            return (
                [Move(type="succeed", person=person, modality=modality, rule="successor")]
                if person
                else []
            )
        return []
    if low in ("remplacant", "remplacante") and any(
        article.low(k) in ("designe", "nomme", "connu")
        for k in range(at, min(len(article.words), at + 8))
    ):
        person = next(
            (
                p
                for j in range(at + 6, min(len(article.words), at + 16))
                if article.low(j - 1) in ("de", "d'", ":", ",")
                and article.low(j - 2) in ("agit", ":", ",", "est")
                and (p := person_at(article, found, j))
            ),
            None,
        )
        old = person_at(article, found, at + 2)
        return (
            [
                Move(
                    type="appoint",
                    person=person,
                    replaces=old,
                    modality="done",
                    role=role_after(article, found, at + 14),
                    rule="replacement",
                )
            ]
            if person
            else []
        )
    return []
