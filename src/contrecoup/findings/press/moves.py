"""Who joined, left, was appointed or dismissed: moves, each with its modality."""

from __future__ import annotations

from attrs import evolve

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.article import Article
from contrecoup.findings.press.contents import skip_days
from contrecoup.findings.press.cues import CueFound, cues
from contrecoup.findings.press.modality import Group, modality_of
from contrecoup.findings.press.move_nouns import noun, standing
from contrecoup.findings.press.move_parts import (
    goal,
    in_place_of,
    movers,
    person_at,
    role_after,
    role_of,
)
from contrecoup.findings.press.people import Cast
from contrecoup.findings.press.speakers import Resolver
from contrecoup.model.reading import Move

_NEAR = 6
_PARTS = frozenset({"person", "role"})


def moves(article: Article, found: Cast) -> list[Move]:
    """All moves of the article, in text order, none twice."""
    table = mw.verbs(article.lang)
    if not table:
        return []
    said: dict[int, list[CueFound]] = {}
    for cue in cues(article):
        said.setdefault(article.sentence_of[cue.at], []).append(cue)
    resolver = Resolver(article, found)
    out: list[Move] = []
    for number, (first, behind) in enumerate(article.sentences):
        around = said.get(number, [])
        for at in range(first, behind):
            if article.inside[at] >= 0:
                continue
            rows: list[Move] = []
            if article.plain[at] in table:
                rows = _verb(article, found, resolver, at, table[article.plain[at]], around)
            elif article.low(at) in mw.NOUNS:
                rows = noun(article, found, resolver, at, around, first)
            elif article.low(at) in (
                "interim",
                "successeur",
                "successor",
                "acting",
                "interimaire",
                "remplacant",
                "remplacante",
            ):
                rows = standing(article, found, resolver, at, around)
            out += [evolve(m, span=article.span(first, behind)) for m in rows]
    return _unique(out)


def _unique(rows: list[Move]) -> list[Move]:
    out: list[Move] = []
    seen: set[tuple[object, ...]] = set()
    for move in rows:
        key = (move.type, move.person, move.span)
        if key in seen:
            continue
        seen.add(key)
        out.append(move)
    return out


# Verbs


def _verb(
    article: Article,
    found: Cast,
    resolver: Resolver,
    at: int,
    options: tuple[mw.MoveVerb, ...],
    around: list[CueFound],
) -> list[Move]:
    group = _group(article, at)
    forms = {o.form for o in options}
    have = group.helpers & (mw.HAVE_FR | mw.HAD | {"has", "have", "having", "aurait", "ayant"})
    if group.passive or have:
        wanted = "part"
    elif "fin" in forms and article.low(at - 1) not in {
        "de",
        "d'",
        "to",
        "par",
        "un",
        "une",
        "le",
        "des",
        "et",
    } | ({"la", "les"} if article.lang == "fr" and "part" not in forms else set()):
        wanted = "fin"
    else:
        wanted = next((f for f in ("inf", "part", "ger", "fin") if f in forms), "fin")
    verb = next((o for o in options if o.form == wanted), options[0])
    if verb.form == "part" and not group.passive and not have:
        group = evolve(group, bare=True)
    if verb.form == "inf" and not _governed(article, at, around, group):
        return []
    if verb.mover == "swap":
        return _swap(article, found, resolver, at, verb, group, around)
    if verb.mover == "obj":
        return _object(article, found, resolver, at, verb, group, around)
    return _subject(article, found, resolver, at, verb, group, around)


def _group(article: Article, at: int) -> Group:
    k = at - 1
    helpers: set[str] = set()
    floor = article.sentences[article.sentence_of[at]][0]
    while k >= floor and at - k <= _NEAR:
        low = article.low(k)
        if (
            low
            in mw.HAVE_FR
            | mw.HAD
            | mw.BE
            | mw.WILL
            | mw.MAYBE
            | mw.NOT
            | mw.EXPECTED
            | {"has", "have", "having", "vient", "viennent", "de", "to", "tous", "toutes", "ayant"}
            or low in article.lex.adverbs
            or (low.endswith(("ment", "ly")) and len(low) > 4)
            or (low in article.lex.clitics and low not in ("le", "la", "les", "l'"))
        ):
            if low in ("de", "to") and article.low(k - 1) not in (
                "vient",
                "viennent",
                "set",
                "expected",
                "likely",
                "going",
            ):
                break
            helpers.add(low)
            k -= 1
            continue
        break
    passive = bool(helpers & mw.BE) and article.low(at).endswith(
        ("e", "ee", "es", "ees", "is", "ise", "u", "ue", "ed", "t")
    )
    return Group(first=k + 1, at=at, passive=passive, bare=False, helpers=frozenset(helpers))


def _governed(article: Article, at: int, around: list[CueFound], group: Group) -> bool:
    """An infinitive counts where something makes it happen or be asked for."""
    if group.helpers & (mw.WILL | {"vient", "viennent", "set", "expected"}):
        return True
    before = {article.low(k) for k in range(max(0, at - 3), at)}
    if (
        "avant" in before
        or "before" in before
        or (
            article.low(at - 1) in ("de", "to")
            and article.low(at - 2)
            in ("decide", "choisi", "chosen", "decided", "agreed", "accepte", "contraint", "oblige")
        )
    ):
        return True
    near = [c for c in around if c.at < at and at - c.at < 10]
    return any(c.lemma in mw.THREATS | mw.DEMANDS | mw.ANNOUNCES for c in near)


def _subject(
    article: Article,
    found: Cast,
    resolver: Resolver,
    at: int,
    verb: mw.MoveVerb,
    group: Group,
    around: list[CueFound],
) -> list[Move]:
    if group.passive and verb.needs != "back" and verb.type != "return":
        return []
    if group.bare and not (article.lang == "en" and verb.form == "fin"):
        return []
    org, role, target, fits = goal(article, found, at, verb.needs)
    if not fits:
        return []
    people = movers(article, found, resolver, group)
    if people is None:
        return []
    modality = modality_of(article, at, group, around)
    replaces = None
    if verb.type == "succeed":
        replaces = target
    role = role or role_of(article, found, group)
    return [
        Move(
            type=verb.type,
            person=p,
            organisation=org,
            role=role,
            replaces=replaces,
            modality=modality,
            rule="verb",
        )
        for p in people
    ]


def _object(  # noqa: C901  a list of cases, read from top to bottom
    article: Article,
    found: Cast,
    resolver: Resolver,
    at: int,
    verb: mw.MoveVerb,
    group: Group,
    around: list[CueFound],
) -> list[Move]:
    """The object moves: after an active verb, or the subject of a passive one."""
    if group.passive:
        people = movers(article, found, resolver, group)
        if people is None:
            return []
        org, role, _, _ = goal(article, found, at, "")
        replaces = in_place_of(article, found, at)
        if verb.needs == "post" and not role and people == [None]:
            return []
        if verb.needs == "post" and _agent_says(article, found, at, people):
            return []
        return [
            Move(
                type=verb.type,
                person=p,
                organisation=org,
                role=role,
                replaces=replaces,
                modality=modality_of(article, at, group, around),
                rule="passive",
            )
            for p in people
        ]
    if group.bare or (verb.form == "part" and not group.helpers):
        return []
    if (
        verb.type == "dismiss"
        and article.lang == "fr"
        and article.low(at - 1) in ("l'", "le", "la", "les")
    ):
        person = resolver.resolve_object(at - 1)
        return (
            [
                Move(
                    type=verb.type,
                    person=person,
                    modality=modality_of(article, at, group, around),
                    rule="object",
                )
            ]
            if person
            else []
        )
    j = skip_days(article, at + 1)
    number = found.start_at.get(j)
    if number is None:
        return []
    phrase = found.phrases[number]
    while (
        (
            nxt := found.start_at.get(
                phrase.behind + (article.low(phrase.behind) in ("et", "and", ","))
            )
        )
        is not None
        and phrase.kind == "role"
        and found.phrases[nxt].kind == "role"
    ):
        phrase = found.phrases[nxt]
    nxt = found.start_at.get(phrase.behind + (article.low(phrase.behind) == ","))
    if phrase.kind == "role" and nxt is not None and found.phrases[nxt].kind == "person":
        phrase = found.phrases[nxt]
    entity = found.of_phrase.get(phrase.first)
    if entity is None or not found.entities[entity].person:
        return []
    role = role_after(article, found, phrase.behind)
    if verb.needs == "post" and role is None:
        return []
    return [
        Move(
            type=verb.type,
            person=entity,
            role=role,
            modality=modality_of(article, at, group, around),
            rule="object",
        )
    ]


def _agent_says(article: Article, found: Cast, at: int, people: list[str | None]) -> bool:
    """*was named X*: a thing called X, not a post."""
    return (
        people == [None]
        and found.start_at.get(at + 1) is None
        and article.low(at + 1) not in ("par", "by", "a", "au", "as", "comme")
    )


def _swap(
    article: Article,
    found: Cast,
    resolver: Resolver,
    at: int,
    verb: mw.MoveVerb,
    group: Group,
    around: list[CueFound],
) -> list[Move]:
    """*X remplace Y*, *Y est remplacé par X*."""
    modality = modality_of(article, at, group, around)
    role = None
    if group.passive or group.bare:
        k = at + 1
        while k < min(len(article.words), at + 9) and article.low(k) not in ("par", "by"):
            if article.words[k].text in ".;:":
                return []
            k += 1
        new = person_at(article, found, k + 1)
        if article.low(k) not in ("par", "by") or new is None:
            return []
        old = movers(article, found, resolver, group)
        return [
            Move(
                type=verb.type,
                person=new,
                replaces=old[0] if old else None,
                modality=modality,
                role=role,
                rule="replaced-by",
            )
        ]
    if verb.form == "inf":
        return []
    old_one = person_at(article, found, at + 1)
    if old_one is None:
        return []
    people = movers(article, found, resolver, group) or []
    org, role, _, _ = goal(article, found, at + 2, "")
    return [
        Move(
            type=verb.type,
            person=p,
            replaces=old_one,
            organisation=org,
            role=role,
            modality=modality,
            rule="replaces",
        )
        for p in people
        if p
    ]
