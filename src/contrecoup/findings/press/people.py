"""Who is named: the people behind full names, family names and first names."""

from __future__ import annotations

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.callings import callings
from contrecoup.findings.press.cast import Cast, Entity, Office, note, printed
from contrecoup.findings.press.organisations import body_entity, organisations
from contrecoup.findings.press.phrases import Phrase, nested, phrases
from contrecoup.findings.press.roles import role_mentions, roles
from contrecoup.language.given import GIVEN
from contrecoup.language.given import gender as given_gender
from contrecoup.language.text import fold

__all__ = ["Cast", "Entity", "Office", "body_entity", "cast"]


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
    organisations(article, found)
    roles(article, found)
    role_mentions(article, found)
    callings(article, found)
    return found


class _Names:
    """People by their full names and by the parts of these."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._by_name: dict[tuple[str, ...], Entity] = {}
        self._by_part: dict[str, list[Entity]] = {}

    def full(self, phrase: Phrase) -> Entity:
        """The person of a name of two words or more."""
        words = self._article.words[phrase.first : phrase.behind]
        key = tuple(w.low for w in words if w.text != ".")
        entity = self._by_name.get(key) or self._fits(key)
        if entity is None:
            entity = Entity(id="", person=True, name=printed(self._article, phrase))
            for part in {key[0], key[-1], " ".join(key[1:])}:
                self._by_part.setdefault(part, []).append(entity)
        elif len(key) > len(entity.name.split()) and len(key) < 5:
            entity.name = printed(self._article, phrase)
        self._by_name[key] = entity
        return entity

    def single(self, phrase: Phrase) -> Entity:
        """The person of a family name or a first name alone; a title tells men from women."""
        fits = [
            e
            for e in self._by_part.get(phrase.head, [])
            if not phrase.gender or _gender_of(e) in ("", phrase.gender)
        ]
        entity = fits[0] if fits else self._by_name.get((phrase.head,))
        if entity is None:
            entity = Entity(
                id="", person=True, name=printed(self._article, phrase), gender=phrase.gender
            )
            self._by_name[(phrase.head,)] = entity
            self._by_part.setdefault(phrase.head, []).append(entity)
        return entity

    def _fits(self, key: tuple[str, ...]) -> Entity | None:
        """A person already met under a longer or shorter form of this name."""
        for entity in self._by_part.get(key[-1], []):
            known = [w for w in fold(entity.name).split() if w != "."]
            if known[-1] == key[-1] and _same_first(key, known):
                return entity
        return None


def _same_first(key: tuple[str, ...], known: list[str]) -> bool:
    return (
        known[0] == key[0]
        or (len(key[0].rstrip(".")) == 1 and known[0].startswith(key[0][0]))
        or (len(known[0].rstrip(".")) == 1 and key[0].startswith(known[0][0]))
        or (key[0] not in GIVEN and len(known) > 1 and key[0] in known)
    )


def _people(article: Article, found: Cast) -> None:
    """Join names of people: full names first, then families and first names."""
    rows = [p for p in (*found.phrases, *found.nested) if p.kind == "person" and p.name]
    known = _Names(article)
    full = sorted((p for p in rows if p.behind - p.first > 1), key=lambda p: p.first)
    order = [(p, known.full(p)) for p in full]
    order += [(p, known.single(p)) for p in rows if p.behind - p.first == 1]
    numbered: set[int] = set()
    for phrase, entity in sorted(order, key=lambda row: row[0].first):
        if id(entity) not in numbered:
            numbered.add(id(entity))
            entity.id = f"p{len(numbered)}"
            found.entities[entity.id] = entity
        note(article, found, phrase, entity)


def _gender_of(entity: Entity) -> str:
    return entity.gender or given_gender(entity.name.split()[0].lower())
