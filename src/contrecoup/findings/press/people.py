"""Who is named: mentions, the people and organisations behind them, their roles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from attrs import define, field

from contrecoup.findings.press.article import Article, Span
from contrecoup.findings.press.phrases import Phrase, nested, phrases
from contrecoup.language.given import GIVEN
from contrecoup.language.given import gender as given_gender

_BLANKS = " \u00a0\u202f"


@define(kw_only=True)
class Entity:
    """A person or an organisation while the article is read."""

    id: str
    person: bool
    name: str
    gender: str = ""
    spans: set[Span] = field(factory=set)
    roles: list[tuple[Span, str, str]] = field(factory=list)  # span, text, status
    handle: str | None = None
    at: list[int] = field(factory=list)  # token numbers of mentions
    organisations: list[str] = field(factory=list)


@define
class Cast:
    """All phrases of an article in order, and the entities behind them."""

    phrases: list[Phrase]
    nested: list[Phrase]  # names inside other phrases
    entities: dict[str, Entity]
    of_phrase: dict[int, str]  # number of the phrase's first token -> entity id
    start_at: dict[int, int]  # token -> number of the phrase that starts there
    end_at: dict[int, int]  # token behind -> number of the phrase that ends there


def cast(article: Article) -> Cast:
    """People, organisations and the phrases that stand for them."""
    found_phrases = phrases(article)
    found = Cast(
        found_phrases,
        nested(article, found_phrases),
        {},
        {},
        {p.first: n for n, p in enumerate(found_phrases)},
        {p.behind: n for n, p in enumerate(found_phrases)},
    )
    _people(article, found)
    _organisations(article, found)
    _roles(article, found)
    _role_mentions(article, found)
    return found


def _people(article: Article, found: Cast) -> None:
    """Join names of people: full names first, then families and first names."""
    rows = [p for p in (*found.phrases, *found.nested) if p.kind == "person" and p.name]
    full = sorted((p for p in rows if p.behind - p.first > 1), key=lambda p: p.first)
    by_name: dict[tuple[str, ...], Entity] = {}
    by_part: dict[str, list[Entity]] = {}
    order: list[tuple[Phrase, Entity]] = []
    for phrase in full:
        key = tuple(w.low for w in article.words[phrase.first : phrase.behind] if w.text != ".")
        entity = by_name.get(key) or _fits(key, by_part)
        if entity is None:
            entity = Entity(id="", person=True, name=_printed(article, phrase))
            for part in {key[0], key[-1], " ".join(key[1:])}:
                by_part.setdefault(part, []).append(entity)
        elif len(key) > len(entity.name.split()) and len(key) < 5:
            entity.name = _printed(article, phrase)
        by_name[key] = entity
        order.append((phrase, entity))
    for phrase in rows:
        if phrase.behind - phrase.first > 1:
            continue
        key = (phrase.head,)
        several = by_part.get(phrase.head, [])
        fits = [e for e in several if not phrase.gender or _gender_of(e) in ("", phrase.gender)]
        entity = fits[0] if fits else by_name.get(key)
        if entity is None:
            entity = Entity(
                id="", person=True, name=_printed(article, phrase), gender=phrase.gender
            )
            by_name[key] = entity
            by_part.setdefault(phrase.head, []).append(entity)
        order.append((phrase, entity))
    numbers: dict[int, Entity] = {}
    for phrase, entity in sorted(order, key=lambda row: row[0].first):
        if id(entity) not in numbers:
            numbers[id(entity)] = entity
            entity.id = f"p{len(numbers)}"
            found.entities[entity.id] = entity
        _note(article, found, phrase, entity)


def _gender_of(entity: Entity) -> str:
    return entity.gender or given_gender(entity.name.split()[0].lower())


def _fits(key: tuple[str, ...], by_part: dict[str, list[Entity]]) -> Entity | None:
    """A person already met under a longer or shorter form of this name."""
    for entity in by_part.get(key[-1], []):
        known = [w for w in _folded(entity.name).split() if w != "."]
        if known[-1] == key[-1] and (
            known[0] == key[0]
            or (len(key[0].rstrip(".")) == 1 and known[0].startswith(key[0][0]))
            or (len(known[0].rstrip(".")) == 1 and key[0].startswith(known[0][0]))
            or (key[0] not in GIVEN and len(known) > 1 and key[0] in known)
        ):
            return entity
    return None


def _folded(text: str) -> str:
    from contrecoup.language.text import fold

    return fold(text)


def _printed(article: Article, phrase: Phrase) -> str:
    return " ".join(article.said(*(phrase.name or (phrase.first, phrase.behind))).split())


def _note(article: Article, found: Cast, phrase: Phrase, entity: Entity) -> None:
    entity.spans.add(article.span(phrase.first, phrase.behind))
    entity.at.append(phrase.first)
    if phrase.gender and not entity.gender:
        entity.gender = phrase.gender
    if entity.person and not entity.gender:
        entity.gender = given_gender(_folded(entity.name.split()[0]))
    found.of_phrase[phrase.first] = entity.id


# Organisations


def _organisations(article: Article, found: Cast) -> None:
    """Join names of organisations: the same words, or an acronym and its long form."""
    known: dict[str, Entity] = {}
    for phrase in sorted((*found.phrases, *found.nested), key=lambda p: p.first):
        if phrase.kind != "organisation":
            continue
        lows = [w.low for w in article.words[phrase.first : phrase.behind]]
        key = " ".join(lows)
        bare = " ".join(lows[1:]) if lows[0] in ("le", "la", "les", "the", "l'") else key
        entity = known.get(bare) or known.get(_initials(lows))
        if entity is None:
            entity = Entity(
                id=f"o{1 + sum(not e.person for e in found.entities.values())}",
                person=False,
                name=_printed(article, phrase),
            )
            found.entities[entity.id] = entity
            known[bare] = entity
            if len(lows) > 2:
                known.setdefault(_initials(lows), entity)
        _note(article, found, phrase, entity)


def _initials(lows: Sequence[str]) -> str:
    return "".join(
        w[0]
        for w in lows
        if w not in ("de", "du", "des", "d'", "la", "le", "les", "l'", "of", "the", "et", "and")
    )


def body_entity(article: Article, found: Cast, phrase: Phrase) -> str:
    """The organisation that a phrase such as *la préfecture de police* stands for, made if new."""
    first = phrase.first
    while first < phrase.behind - 1 and article.low(first) in article.lex.determiners:
        first += 1
    name = " ".join(article.said(first, phrase.behind).split())
    key = _folded(name)
    for entity in found.entities.values():
        if not entity.person and _folded(entity.name) == key:
            break
    else:
        entity = Entity(
            id=f"o{1 + sum(not e.person for e in found.entities.values())}", person=False, name=name
        )
        found.entities[entity.id] = entity
    entity.spans.add(article.span(first, phrase.behind))
    entity.at.append(phrase.first)
    found.of_phrase[phrase.first] = entity.id
    return entity.id


# Roles


def _roles(article: Article, found: Cast) -> None:
    """Role phrases next to a name: before it, or behind a comma."""
    for number, phrase in enumerate(found.phrases):
        if phrase.kind != "role":
            continue
        owner = _owner(article, found, number)
        if owner is None:
            continue
        entity = found.entities[owner]
        first = phrase.first
        former = any(
            article.low(k) in article.lex.former or article.low(k).startswith("ex-")
            for k in range(phrase.first, phrase.behind)
        )
        while first < phrase.behind - 1 and article.low(first) in article.lex.determiners:
            first += 1
        while first < phrase.behind - 1 and article.low(first) in article.lex.former:
            first += 1
        before = [article.low(k) for k in range(max(0, phrase.first - 3), phrase.first)]
        past = any(w in ("etait", "was", "fut") for w in before)
        status = "former" if former else "past" if past else "current"
        span = article.span(first, phrase.behind)
        entity.roles.append((span, " ".join(article.said(first, phrase.behind).split()), status))
        if phrase.gender and not entity.gender:
            entity.gender = phrase.gender
        found.of_phrase.setdefault(phrase.first, owner)
        at = bisect_left(article.names, phrase.first, key=lambda n: n.first)
        for inner in article.names[at : at + 6]:
            if phrase.first <= inner.first < phrase.behind and inner.first in found.of_phrase:
                org = found.of_phrase[inner.first]
                if org.startswith("o") and org not in entity.organisations:
                    entity.organisations.append(org)


def _owner(article: Article, found: Cast, number: int) -> str | None:
    """The person whose role the phrase is."""
    phrase = found.phrases[number]
    behind = phrase.behind
    nxt = found.start_at.get(behind)
    close = (
        behind < len(article.words)
        and article.words[behind].start - article.words[behind - 1].end <= 1
    )
    if nxt is not None and close and found.phrases[nxt].kind == "person":
        return found.of_phrase.get(behind)
    if article.low(behind) in (",", "("):
        nxt = found.start_at.get(behind + 1)
        if (
            nxt is not None
            and found.phrases[nxt].kind == "person"
            and phrase.first not in found.of_phrase
        ):
            after = article.low(found.phrases[nxt].behind)
            before = (
                found.end_at.get(phrase.first - 1) if article.low(phrase.first - 1) == "," else None
            )
            if (before is None and after in (",", ".", ")", "qui", ";", ":")) or (
                before is None and after in article.lex.auxiliaries
            ):
                return found.of_phrase.get(behind + 1)
    k = phrase.first - 1
    while k > 0 and article.low(k) in (
        "l'un",
        "l'une",
        "des",
        "ancien",
        "ancienne",
        "alors",
        "actuel",
        "the",
        "a",
        "an",
        "then",
        "now",
        "former",
        "est",
        "etait",
        "is",
        "was",
        "qui",
        "who",
        "et",
        "aussi",
        "jusqu'alors",
    ):
        if article.low(k) in ("qui", "who"):
            k -= 1
            continue
        k -= 1
    if article.low(k) in (",", "("):
        k -= 1
    elif k == phrase.first - 1:
        return None
    prev = found.end_at.get(k + 1)
    if prev is not None and found.phrases[prev].kind == "person":
        return found.of_phrase.get(found.phrases[prev].first)
    return None


def _role_mentions(article: Article, found: Cast) -> None:
    """Definite role phrases that fit the role of one person only: mentions of that person."""
    holders: dict[str, set[str]] = {}
    for entity in found.entities.values():
        for _span, text, _ in entity.roles:
            words = _folded(text).split()
            holders.setdefault(" ".join(words), set()).add(entity.id)
            for n in (1, 2, 3):
                holders.setdefault(" ".join(words[:n]), set()).add(entity.id)
    for phrase in found.phrases:
        if phrase.kind != "role" or phrase.first in found.of_phrase:
            continue
        if article.low(phrase.first) not in (
            "le",
            "la",
            "l'",
            "the",
            "son",
            "sa",
            "his",
            "her",
            "du",
            "au",
        ):
            continue
        first = phrase.first
        while (
            first < phrase.behind - 1
            and article.low(first) in article.lex.determiners | article.lex.former
        ):
            first += 1
        words = [w.low for w in article.words[first : phrase.behind]]
        for n in (len(words), 3, 2, 1):
            fits = holders.get(" ".join(words[:n]), set())
            known = {e for e in fits if min(found.entities[e].at) < phrase.first}
            if len(known) == 1 and n >= min(2, len(words)):
                owner = known.pop()
                found.of_phrase[phrase.first] = owner
                entity = found.entities[owner]
                entity.spans.add(article.span(phrase.first, phrase.behind))
                entity.at.append(phrase.first)
                break
