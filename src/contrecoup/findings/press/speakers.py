"""From the words that name a speaker to the person, organisation, group or nobody."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.people import Cast, Entity, body_entity
from contrecoup.model.reading import SpeakerKind

_PRONOUNS = {
    "il": "m", "elle": "f", "lui": "m", "he": "m", "she": "f", "him": "m", "her": "f", "i": "",
    "celui-ci": "m", "celle-ci": "f", "dernier": "m", "derniere": "f",
}  # fmt: skip
_PLURAL = frozenset("ils elles eux they them we nous".split())
_ANONYMOUS = frozenset("source sources temoin temoins elu elue anonyme".split())
_MOST = 60  # mentions a pronoun looks back
_FOREMOST = 0.5  # whoever a sentence names first is what it is about (centering)
_REACH = 5  # sentences a pronoun looks back


class Speaker(NamedTuple):
    """Id of the entity or None, what kind of speaker, and how sure (0 to 1)."""

    id: str | None
    kind: SpeakerKind | None
    sure: float


class Resolver:
    """Resolves sources in text order; it remembers who spoke last."""

    def __init__(self, article: Article, found: Cast) -> None:
        self._article = article
        self._cast = found
        self._last: Speaker = Speaker(None, None, 0.0)
        self._last_at = -1
        self._mentions = sorted(
            (at, entity_id)
            for entity_id, entity in found.entities.items()
            for at in set(entity.at)
            if article.inside[at] < 0 and not _in_title(article, at)
        )

    def resolve(self, source: int | None) -> Speaker:
        """The speaker behind a source that starts at token ``source``."""
        if source is None:
            return Speaker(None, None, 0.0)
        found = self._one(source)
        if found.id or found.kind:
            self._last, self._last_at = found, source
        return found

    def resolve_object(self, at: int) -> str | None:
        """The person an object pronoun (*l'*, *him*) at a token stands for, if one is near."""
        low = self._article.low(at)
        found = self._pronoun(at, {"le": "m", "la": "f", "him": "m", "her": "f"}.get(low, ""))
        return found.id if found.kind == "person" else None

    def _one(self, source: int) -> Speaker:
        article = self._article
        low = article.low(source)
        number = self._cast.start_at.get(source)
        if number is None:
            if low in ("dernier", "derniere"):
                return self._latter(source, _PRONOUNS[low])
            if low in _PRONOUNS:
                return self._pronoun(source, _PRONOUNS[low])
            if low in _PLURAL:
                return Speaker(None, "group", 0.5)
            return Speaker(None, None, 0.0)
        phrase = self._cast.phrases[number]
        entity = self._cast.of_phrase.get(source)
        if entity is not None:
            person = self._cast.entities[entity].person
            return Speaker(entity, "person" if person else "organisation", 0.95)
        if phrase.kind in ("body", "place"):
            return Speaker(body_entity(article, self._cast, phrase), "organisation", 0.8)
        if (phrase.kind == "group" and article.low(source + 1) in ("un", "une")) or low == "one":
            return Speaker(None, "anonymous", 0.8)
        if phrase.kind == "group":
            return Speaker(None, "anonymous" if phrase.head in _ANONYMOUS else "group", 0.8)
        if phrase.kind == "role":
            return self._role(source, phrase.head)
        return Speaker(None, "person", 0.5)

    def _role(self, source: int, head: str) -> Speaker:
        """A definite role nobody is known to hold: the person spoken of, if only one is near."""
        article = self._article
        first = article.low(source)
        if head in _ANONYMOUS or first in ("un", "une", "a", "an", "des", "some"):
            return Speaker(None, "anonymous", 0.7)
        return Speaker(None, "person", 0.5)

    def _latter(self, at: int, gender: str) -> Speaker:
        """*ce dernier*: the person named last."""
        here = self._article.sentence_of[at]
        for place, entity_id in reversed(
            self._mentions[max(0, (k := bisect_left(self._mentions, (at, ""))) - _MOST) : k]
        ):
            entity = self._cast.entities[entity_id]
            if (
                place < at
                and here - self._article.sentence_of[place] <= 2
                and entity.person
                and self._agrees(entity, gender)
            ):
                return Speaker(entity_id, "person", 0.7)
        return Speaker(None, "person", 0.3)

    def _pronoun(self, at: int, gender: str) -> Speaker:
        """The most salient person before: who spoke last, who is the subject, who is near."""
        article = self._article
        here = article.sentence_of[at]
        near = self._last_at >= 0 and here - article.sentence_of[self._last_at] <= 2
        spoke = self._cast.entities.get(self._last.id or "") if near else None
        if (
            spoke is not None
            and not spoke.person
            and not self._person_since(self._last_at, at, gender)
        ):
            return Speaker(self._last.id, "organisation", 0.6)
        if (
            near
            and self._last.id is None
            and self._last.kind in ("person", "anonymous")
            and not self._person_since(self._last_at, at, gender)
        ):
            return Speaker(None, self._last.kind, 0.5)
        best = self._salient(at, gender, spoke.id if spoke else None)
        if best is not None:
            return Speaker(best, "person", 0.75)
        if spoke is not None and self._agrees(spoke, gender):
            return Speaker(spoke.id, "person" if spoke.person else "organisation", 0.6)
        return Speaker(None, "person", 0.3)

    def _person_since(self, start: int, at: int, gender: str) -> bool:
        return any(
            start < p < at
            and self._cast.entities[e].person
            and self._agrees(self._cast.entities[e], gender)
            for p, e in self._mentions[
                bisect_left(self._mentions, (start, "")) : bisect_left(self._mentions, (at, ""))
            ]
        )

    def _salient(self, at: int, gender: str, spoke: str | None) -> str | None:
        """Among people named up to five sentences before, subjects, speakers and near ones first."""
        article = self._article
        here = article.sentence_of[at]
        best: tuple[float, int, str] | None = None
        stop = bisect_left(self._mentions, (at, ""))
        nearby = self._mentions[max(0, stop - _MOST) : stop]
        foremost: dict[int, int] = {}
        for place, entity_id in nearby:
            if self._cast.entities[entity_id].person:
                foremost.setdefault(article.sentence_of[place], place)
        for place, entity_id in reversed(nearby):
            if place >= at:
                continue
            there = article.sentence_of[place]
            if here - there > _REACH:
                break
            entity = self._cast.entities[entity_id]
            if not entity.person or not self._agrees(entity, gender):
                continue
            score = -1.5 * (here - there)
            score += 2.0 if self._subject_like(place) else 0.0
            score += 1.5 if entity_id == spoke else 0.0
            score += _FOREMOST if foremost[there] == place else 0.0
            score -= 1.0 if there == here and not self._subject_like(place) else 0.0
            if best is None or score > best[0]:
                best = (score, place, entity_id)
        return best[2] if best else None

    def _agrees(self, entity: Entity, gender: str) -> bool:
        if not entity.person:
            return True
        return not gender or not entity.gender or entity.gender == gender

    def _subject_like(self, at: int) -> bool:
        article = self._article
        number = self._cast.end_at.get(at)
        if number is not None and self._cast.phrases[number].kind in ("role", "body"):
            at = self._cast.phrases[number].first
        k = at - 1
        while k >= 0 and (
            (
                article.low(k) in article.lex.determiners
                and article.low(k) not in ("du", "des", "au", "aux", "de", "d'")
            )
            or article.low(k) in article.lex.titles
        ):
            k -= 1
        before = article.low(k) if k >= 0 else ""
        return (
            before in ("", ".", ",", ":", "que", "qu'", "et", "and", "that", ";", "–", "•")
            or k < article.sentences[article.sentence_of[at]][0]
            or before in article.lex.roles
        )


def _in_title(article: Article, at: int) -> bool:
    return (
        article.title is not None
        and article.words[at].start < article.title[1]
        and article.words[at].start >= article.title[0]
    )
