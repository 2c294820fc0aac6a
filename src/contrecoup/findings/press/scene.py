"""An article with the people in it, as clauses are read in it."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from attrs import Factory, field, frozen

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cast import Cast
from contrecoup.findings.press.known import Known
from contrecoup.findings.press.phrases import Phrase
from contrecoup.findings.press.speakers import Resolver

PREPOSITIONS = frozenset(
    """
de du des d' a au aux par avec sans chez dans sur sous contre entre vers pour selon depuis apres avant pendant lors en envers parmi malgre of by with
without in on at from to for about against between among during after before since under over into toward towards near than as like via dont notamment
including follow following despite upon outside inside beside behind around off across along beyond within
""".split()
)


@frozen(kw_only=True)
class Scene:
    """An article, the people in it, and who its pronouns stand for.

    ``maybe``: names of unknown kind that are people where they move, by their first token.
    """

    article: Article
    found: Cast
    resolver: Resolver
    maybe: Mapping[int, Phrase] = Factory(dict)
    _maybe_ends: Mapping[int, Phrase] = field(
        init=False,
        default=Factory(lambda s: {p.behind: p for p in s.maybe.values()}, takes_self=True),
    )
    known: Known = field(init=False, default=Factory(lambda s: Known(s.found), takes_self=True))

    def phrase_ending(self, behind: int) -> Phrase | None:
        """The phrase that ends before a token."""
        number = self.found.end_at.get(behind)
        if number is None:
            return self._maybe_ends.get(behind)
        return self.found.phrases[number]

    def phrase_at(self, at: int) -> Phrase | None:
        """The phrase that starts at a token."""
        number = self.found.start_at.get(at)
        return self.maybe.get(at) if number is None else self.found.phrases[number]

    def nested_at(self, at: int) -> Phrase | None:
        """The name that starts at a token inside a longer phrase."""
        rows = self.found.nested
        n = bisect_left(rows, at, key=lambda p: p.first)
        return rows[n] if n < len(rows) and rows[n].first == at else None

    def floor(self, at: int) -> int:
        """First token of the sentence."""
        return self.article.sentences[self.article.sentence_of[at]][0]

    def behind(self, at: int) -> int:
        """The token behind the sentence; behind the last token, behind the text."""
        if at >= len(self.article.sentence_of):
            return len(self.article.sentence_of)
        return self.article.sentences[self.article.sentence_of[at]][1]


def small(article: Article, k: int) -> str:
    """A folded word, *à* kept apart from *a*, which is an auxiliary in French only."""
    low = article.low(k)
    if low == "as" and article.lang == "en":
        return ""
    return "à" if low == "a" and (article.lang != "fr" or article.plain[k] != "a") else low


def is_adverb(scene: Scene, k: int) -> bool:
    """Whether a token is an adverb, by the lists and by its ending."""
    article = scene.article
    low = article.low(k)
    if low in article.lex.adverbs:
        return True
    return (
        low.endswith(("ment", "ly"))
        and len(low) > 4
        and low not in article.lex.bodies
        and article.plain[k] not in mw.governing(article.lang)
        and k + 1 not in scene.found.end_at
        and article.low(k - 1) not in article.lex.determiners
    )
