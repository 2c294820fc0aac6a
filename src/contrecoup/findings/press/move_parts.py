"""Who moves, where to, from which role: what verbs and nouns of moving share."""

from __future__ import annotations

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cues import CueFound, subject
from contrecoup.findings.press.modality import Group
from contrecoup.findings.press.people import Cast, body_entity
from contrecoup.findings.press.speakers import Resolver


def movers(
    article: Article, found: Cast, resolver: Resolver, group: Group
) -> list[str | None] | None:
    """The subject's people, coordinated ones too; [None] for a pronoun or a group; None for a thing."""
    cue = CueFound(
        first=group.first, behind=group.at + 1, at=group.at, form="fin", takes="", lemma=""
    )
    source = subject(article, found, cue)
    if source is None:
        return None
    speaker = resolver.resolve(source)
    if speaker.kind == "organisation":
        return None
    if speaker.id is None:
        number = found.start_at.get(source)
        if (number is not None and found.phrases[number].kind == "group") or (
            number is None and not group.helpers
        ):
            return [None] if number is None else None
        return [None]
    people: list[str | None] = [speaker.id]
    for number in range(found.start_at.get(source, 10**9) + 1, len(found.phrases)):
        phrase = found.phrases[number]
        if phrase.first >= group.first:
            break
        if phrase.kind != "person" or article.inside[phrase.first] >= 0:
            continue
        between = {
            article.low(k) for k in range(found.phrases[number - 1].behind, phrase.first)
        } | {article.low(phrase.first - 1)}
        start = found.phrases[found.start_at[source]].behind
        if between & {"et", "and", "dont", "including"} or "ainsi" in {
            article.low(k) for k in range(start, phrase.first)
        }:
            entity = found.of_phrase.get(phrase.first)
            if entity and entity not in people:
                people.append(entity)
    return people


def goal(  # noqa: C901, PLR0912  a list of cases, read from top to bottom
    article: Article, found: Cast, at: int, needs: str
) -> tuple[str | None, str | None, str | None, bool]:
    """Organisation, role and person behind the verb, and whether they are what it needs."""
    org = role = person = None
    post = False
    j = at + 1
    stop = min(len(article.words), at + 16, article.sentences[article.sentence_of[at]][1])
    while j < stop:
        low = article.low(j)
        if (article.words[j].text in ",;.:" and j > at + 1) or (
            low in ("et", "puis", "apres", "avant", "pour", "afin", "and", "after", "before")
            and (org or role or person)
        ):
            break
        post = post or low in mw.POSTS
        number = found.start_at.get(j)
        if number is not None:
            phrase = found.phrases[number]
            entity = found.of_phrase.get(phrase.first)
            if phrase.kind == "role" and role is None and not (needs == "org" and j <= at + 2):
                role = bare_role(article, phrase.first, phrase.behind)
            elif entity and found.entities[entity].person and person is None:
                person = entity
            elif entity and org is None:
                org = entity
            elif phrase.kind == "body" and org is None:
                org = body_entity(article, found, phrase)
                post = True
            elif phrase.kind == "place" and needs == "org" and j <= at + 2:
                return None, role, None, False
            j = phrase.behind
            continue
        j += 1
    first = found.start_at.get(at + 1)
    if needs == "org":
        if first is not None and found.phrases[first].kind in ("role", "person", "place", "group"):
            return org, role, person, False
        return org, role, person, post or org is not None
    if needs == "at":
        return org, role, person, True
    if needs == "back":
        return (
            org,
            role,
            person,
            bool(role or org)
            and article.low(at + 1) in ("comme", "chez", "as", "to", "a", "au", "dans", "en"),
        )
    if needs == "role":
        return org, role, person, role is not None and found.start_at.get(at + 1) is not None
    if needs == "person":
        return org, role, person, person is not None
    return org, role, person, True


def person_at(article: Article, found: Cast, at: int) -> str | None:
    """The person whose phrase begins at a token; behind a role, the name that follows."""
    number = found.start_at.get(at)
    if number is None:
        return None
    phrase = found.phrases[number]
    nxt = found.start_at.get(phrase.behind)
    if nxt is None and article.low(phrase.behind) == ",":
        nxt = found.start_at.get(phrase.behind + 1)
    if phrase.kind == "role" and nxt is not None and found.phrases[nxt].kind == "person":
        phrase = found.phrases[nxt]
    entity = found.of_phrase.get(phrase.first)
    return entity if entity is not None and found.entities[entity].person else None


def bare_role(article: Article, first: int, behind: int) -> str:
    """A role's words without its determiner."""
    while first < behind - 1 and article.low(first) in article.lex.determiners:
        first += 1
    return " ".join(article.said(first, behind).split())


def role_after(article: Article, found: Cast, at: int) -> str | None:
    """The role named within three tokens, or None."""
    for j in (at, at + 1, at + 2):
        number = found.start_at.get(j)
        if number is not None and found.phrases[number].kind == "role":
            return bare_role(article, found.phrases[number].first, found.phrases[number].behind)
    return None


def role_of(article: Article, found: Cast, group: Group) -> str | None:
    """*démissionné du poste de premier ministre*, or the subject's own role."""
    for j in range(group.at + 1, min(len(article.words), group.at + 10)):
        number = found.start_at.get(j)
        if number is not None and found.phrases[number].kind == "role":
            return bare_role(article, found.phrases[number].first, found.phrases[number].behind)
    return None


def in_place_of(article: Article, found: Cast, at: int) -> str | None:
    """The person replaced: *en remplacement de X*, *replacing X*."""
    for j in range(at, min(len(article.words), at + 20)):
        if article.low(j) in ("remplacement", "place", "replacing", "succession") and article.low(
            j + 1
        ) in ("de", "d'", "of"):
            return person_at(article, found, j + 2)
        if article.low(j) in ("replacing", "remplacant"):
            return person_at(article, found, j + 1)
    return None
