"""From the words that name a speaker to the person, organisation, group or nobody."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cues import governed
from contrecoup.findings.press.organisations import body_entity, determined
from contrecoup.findings.press.people import Cast
from contrecoup.findings.press.phrases import DEMONYMS, Phrase
from contrecoup.model.reading import SpeakerKind

Range = tuple[int, int]

_PRONOUNS = {
    "il": "m", "elle": "f", "lui": "m", "he": "m", "she": "f", "him": "m", "her": "f", "i": "",
    "his": "m", "celui-ci": "m", "celle-ci": "f", "dernier": "m", "derniere": "f",
}  # fmt: skip
_PLURAL = frozenset("ils elles eux ceux-ci celles-ci they them we nous".split())
_ANONYMOUS = frozenset("source sources temoin temoins elu elue anonyme".split())
_CROWDS = frozenset("dozens hundreds thousands several many some more most".split())
_INDEFINITE = frozenset("un une a an des some".split())
_PAPERS = frozenset(
    "sondage rapport etude enquete article texte lettre communique document projection message".split()
)
_DEFINITE = frozenset("le la l' ce cet cette the this".split())
_CALLED_NEAR = 2  # sentences that *la metteuse en scène* looks back
_CALLED_BY = ("genaire", "trentenaire", "metteuse", "metteur", "skippeur", "skippeuse")
_MOST = 60  # mentions a pronoun looks back
_REACH = 5  # sentences a pronoun looks back

# How salient a mention is for a pronoun: subjects, speakers and near ones first.
_PER_SENTENCE = -1.5
_SUBJECT = 2.0
_SPOKE = 1.5
_FOREMOST = 0.5  # whoever a sentence names first is what it is about (centering)
_ASIDE = -1.0  # in the pronoun's own sentence, and no subject
_OTHER_PARAGRAPH = -0.5
_NO_PERSON = -1.0
_GENDER_UNKNOWN = -1.0  # of an organisation


class Speaker(NamedTuple):
    """Id of the entity or None, and what kind of speaker."""

    id: str | None
    kind: SpeakerKind | None


_NOBODY = Speaker(None, None)


class _Mention(NamedTuple):
    """Somebody or something named at a token; ``id`` is None where nobody knows the name."""

    at: int
    id: str | None
    person: bool
    gender: str


class Resolver:
    """Resolves sources in text order; it remembers who spoke last."""

    def __init__(self, article: Article, found: Cast) -> None:
        self._article = article
        self._cast = found
        self._last = _NOBODY
        self._last_at = -1
        self._mentions = sorted(_mentions(article, found), key=lambda m: m.at)

    def resolve(self, source: int | None, words: Range | None = None) -> Speaker:
        """The speaker behind a source that starts at token ``source``; ``words`` are all of it."""
        if source is None:
            return _NOBODY
        several = words is not None and self._several(*words)
        found = Speaker(None, "group") if several else self._one(source)
        if found == _NOBODY and words is not None:
            found = Speaker(None, self._unnamed(*words))
        if found.id or found.kind:
            self._last, self._last_at = found, source
        return found

    def _unnamed(self, first: int, behind: int) -> SpeakerKind | None:
        """*dozens of them*, *one fellow board member*: whoever nobody names."""
        lows = [self._article.low(i) for i in range(first, behind)]
        if lows[0] in _CROWDS or lows[-1] in ("them", "others"):
            return "group"
        people = self._article.lex.roles | self._article.lex.groups
        if lows[0] in ("one", "another", "a", "an") and not people.isdisjoint(lows):
            return "anonymous"
        return None

    def resolve_object(self, at: int) -> str | None:
        """The person an object pronoun (*l'*, *him*) at a token stands for, if one is near."""
        low = self._article.low(at)
        found = self._pronoun(at, {"le": "m", "la": "f", "him": "m", "her": "f"}.get(low, ""))
        return found.id if found.kind == "person" else None

    def _several(self, first: int, behind: int) -> bool:
        """*X et Y*: two names of different people or organisations side by side."""
        places = [i for i in range(first, behind) if i in self._cast.start_at]
        for a, b in pairwise(places):
            one, two = (self._cast.phrases[self._cast.start_at[i]] for i in (a, b))
            if (
                one.kind == two.kind
                and one.kind in ("person", "organisation")
                and self._article.low(b - 1) in ("et", "and", ",")
                and one.behind == b - 1
                and self._cast.of_phrase.get(a) != self._cast.of_phrase.get(b)
            ):
                return True
        return False

    def _one(self, source: int) -> Speaker:
        low = self._article.low(source)
        place = self._cast.start_at.get(source)
        if place is not None:
            return self._phrase(self._cast.phrases[place])
        if low in ("dernier", "derniere"):
            return self._latter(source, _PRONOUNS[low])
        if low in _PRONOUNS:
            return self._pronoun(source, _PRONOUNS[low])
        if low in _PLURAL:
            return Speaker(None, "group")
        noun = self._cast.nouns.get(source)
        if noun is None:
            return _NOBODY
        called = self._called(source, noun) if low in _DEFINITE and noun.number == "s" else None
        return Speaker(called, "person") if called else Speaker(None, _kind_of_noun(low, noun))

    def _called(self, at: int, noun: Phrase) -> str | None:
        """*la metteuse en scène*, *la Bretonne*: the one person named in the sentences before."""
        head = next((i for i in range(at, noun.behind) if self._article.low(i) == noun.head), at)
        from_there = self._article.words[head].text[:1].isupper() and noun.head.endswith(DEMONYMS)
        if not (from_there or noun.head.endswith(_CALLED_BY)):
            return None
        here = self._article.sentence_of[at]
        near = [
            m
            for m in self._nearby(at)
            if m.person and here - self._article.sentence_of[m.at] <= _CALLED_NEAR
        ]
        ids = {m.id for m in near if _agrees(m, noun.gender)}
        return next(iter(ids)) if len(ids) == 1 else None

    def _phrase(self, phrase: Phrase) -> Speaker:
        article, source = self._article, phrase.first
        low = article.low(source)
        entity = self._cast.of_phrase.get(source)
        if entity is not None:
            person = self._cast.entities[entity].person
            return Speaker(entity, "person" if person else "organisation")
        if phrase.kind in ("body", "place"):
            return Speaker(body_entity(article, self._cast, phrase), "organisation")
        if (phrase.kind == "group" and article.low(source + 1) in ("un", "une")) or low == "one":
            return Speaker(None, "anonymous")
        if phrase.kind == "group":
            return Speaker(None, "anonymous" if phrase.head in _ANONYMOUS else "group")
        return self._role(phrase) if phrase.kind == "role" else Speaker(None, "person")

    def _role(self, phrase: Phrase) -> Speaker:
        """A role that nobody is known to hold."""
        low = self._article.low(phrase.first)
        if low in _INDEFINITE or (phrase.head in _ANONYMOUS and low not in _DEFINITE):
            return Speaker(None, "anonymous")
        return Speaker(None, "person")

    def _latter(self, at: int, gender: str) -> Speaker:
        """*ce dernier*: the person named last."""
        here = self._article.sentence_of[at]
        for mention in reversed(self._nearby(at)):
            if here - self._article.sentence_of[mention.at] > 2:
                break
            if mention.person and mention.gender in ("", gender):
                return Speaker(mention.id, "person")
        return Speaker(None, "person")

    def _nearby(self, at: int) -> list[_Mention]:
        stop = bisect_left(self._mentions, at, key=lambda m: m.at)
        return self._mentions[max(0, stop - _MOST) : stop]

    def _pronoun(self, at: int, gender: str) -> Speaker:
        """The most salient mention before: who spoke last, who is the subject, who is near."""
        article = self._article
        here = article.sentence_of[at]
        nearby = self._nearby(at)
        foremost: dict[int, int] = {}
        for mention in nearby:
            if mention.person:
                foremost.setdefault(article.sentence_of[mention.at], mention.at)
        best: tuple[float, _Mention] | None = None
        for mention in reversed(nearby):
            if here - article.sentence_of[mention.at] > _REACH:
                break
            if not _agrees(mention, gender):
                continue
            score = self._salience(mention, at, foremost)
            if best is None or score > best[0]:
                best = (score, mention)
        if best is None:
            return Speaker(None, "person")
        return self._of(best[1])

    def _of(self, mention: _Mention) -> Speaker:
        if mention.id is not None:
            return Speaker(mention.id, "person" if mention.person else "organisation")
        phrase = self._cast.phrases[self._cast.start_at[mention.at]]
        if mention.person:
            return self._role(phrase)
        return Speaker(body_entity(self._article, self._cast, phrase), "organisation")

    def _salience(self, mention: _Mention, at: int, foremost: dict[int, int]) -> float:
        article = self._article
        here, there = article.sentence_of[at], article.sentence_of[mention.at]
        subject = mention.at == self._last_at or self._subject_like(mention.at)
        spoke = self._last_at >= 0 and here - article.sentence_of[self._last_at] <= 2 and (
            mention.at == self._last_at or (mention.id is not None and mention.id == self._last.id)
        )  # fmt: skip
        score = _PER_SENTENCE * (here - there)
        score += _SUBJECT * subject + _SPOKE * spoke
        score += _FOREMOST * (foremost.get(there) == mention.at)
        score += _ASIDE * (there == here and not subject)
        score += _OTHER_PARAGRAPH * self._parted(mention.at, at)
        if not mention.person:
            score += _NO_PERSON + _GENDER_UNKNOWN * (not mention.gender)
        return score

    def _parted(self, i: int, j: int) -> bool:
        article = self._article
        return article.sentence_of[i] != article.sentence_of[j] and (
            "\n" in article.text[article.words[i].end : article.words[j].start]
        )

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


def _agrees(mention: _Mention, gender: str) -> bool:
    return not gender or not mention.gender or mention.gender == gender


def _kind_of_noun(low: str, noun: Phrase) -> SpeakerKind | None:
    if noun.head in _PAPERS:
        return None
    if noun.number == "p":
        return "group"
    return "anonymous" if low in _INDEFINITE else None


def _mentions(article: Article, found: Cast) -> Iterator[_Mention]:
    """Everybody named in the prose: not in the title, not in words quoted."""
    for entity_id, entity in found.entities.items():
        for at in set(entity.at):
            if _in_prose(article, at):
                yield _Mention(at, entity_id, entity.person, entity.gender)
    for phrase in found.phrases:
        at = phrase.first
        floor = article.sentences[article.sentence_of[at]][0]
        if at in found.of_phrase or not _in_prose(article, at) or governed(article, at, floor):
            continue
        if phrase.kind == "role" and article.low(at) in article.lex.determiners:
            yield _Mention(at, None, person=True, gender=phrase.gender)
        elif phrase.kind in ("body", "place") and (gender := determined(article, at)):
            yield _Mention(at, None, person=False, gender=gender)


def _in_prose(article: Article, at: int) -> bool:
    titled = article.title is not None and (
        article.title[0] <= article.words[at].start < article.title[1]
    )
    return article.inside[at] < 0 and not titled
