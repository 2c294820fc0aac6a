"""The people and organisations of an article while it is read, and the phrases for them."""

from __future__ import annotations

from typing import Literal

from attrs import define, field

from contrecoup.findings.press.article import Article, Span
from contrecoup.findings.press.phrases import Phrase
from contrecoup.language.given import gender as given_gender
from contrecoup.language.text import fold


@define(kw_only=True)
class Office:
    """What the text calls somebody; ``organisation`` is an id or None."""

    span: Span
    text: str
    status: Literal["current", "former", "past"]
    organisation: str | None = None


@define(kw_only=True)
class Entity:
    """A person or an organisation while the article is read."""

    id: str
    person: bool
    name: str
    gender: str = ""
    spans: set[Span] = field(factory=set)
    roles: list[Office] = field(factory=list)
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
    nouns: dict[int, Phrase] = field(factory=dict)  # token -> words of no list that speak
    bodies: dict[str, list[Entity]] = field(factory=dict)  # first word -> organisations
    numbered: int = 0  # organisations so far


def printed(article: Article, phrase: Phrase) -> str:
    """The name in a phrase as the text has it, blanks made one."""
    return " ".join(article.said(*(phrase.name or (phrase.first, phrase.behind))).split())


def note(article: Article, found: Cast, phrase: Phrase, entity: Entity) -> None:
    """Keep a mention of an entity."""
    entity.spans.add(article.span(phrase.first, phrase.behind))
    entity.at.append(phrase.first)
    if phrase.gender and not entity.gender:
        entity.gender = phrase.gender
    if entity.person and not entity.gender:
        entity.gender = given_gender(fold(entity.name.split()[0]))
    found.of_phrase[phrase.first] = entity.id
