"""Which post a press quotation renders: found through an index of rare words.

Quotations are few and posts are many, so the quotations are indexed, and each post is read
once: the work grows with the number of posts, whatever their number times the quotations'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from heapq import heappush, heapreplace

from attrs import define, field, frozen

from contrecoup.findings.people import plain
from contrecoup.findings.press.sameness import compare, same
from contrecoup.findings.press.wordings import keys_of, prepare
from contrecoup.findings.renderings import wordings
from contrecoup.model.findings import Rendering
from contrecoup.model.posts import Post
from contrecoup.model.reading import Wording

SHARED = 0.6
"""Least share of a quotation's words that a post must hold to be its source."""
_FEWEST = 4
_RAREST = 6
"""Words of a quotation by which posts are looked up, the rarest."""
CANDIDATES = 8
"""Posts that a quotation is compared with: those that hold most of its rare words."""
_WHOLE_WORDS, _WHOLE_CONTENT = 6, 3
"""Words, and words that say something, of a quotation that is known by its words alone, or that
departs from the post it renders."""
_TURNED = 0.25
"""Worth of a post that the quotation departs from, below that of any that says the same."""
_LEAST_LETTERS = 8

Author = tuple[str, str]
_Table = dict[str, list[tuple[int, float]]]
"""By what a word may be matched by: the numbers of quotations, and the word's weight."""


@frozen
class Question:
    """A quotation whose post is asked for.

    ``authors`` are whose posts may be it: ``("person", id)``, ``("handle", folded handle)``;
    none where the article names nobody, and the words alone must tell.
    """

    number: int
    rendering: Rendering
    speaker: str
    authors: tuple[Author, ...]
    before: datetime | None = None


@define
class _Index:
    """Quotations by author and by what their rarest words may be matched by."""

    by_key: dict[Author, _Table] = field(factory=dict)
    by_word: dict[str, list[int]] = field(factory=lambda: defaultdict(list))

    def tables(self, post: Post, owner: str) -> list[_Table]:
        """Return what is asked for of a post's author."""
        authors = (("person", owner), ("handle", post.handle.casefold()))
        return [table for author in authors if (table := self.by_key.get(author))]

    def add(self, asked: Question) -> None:
        text = " ".join(wordings(asked.rendering))
        if not asked.authors:
            words = plain(text).split()
            if len(words) >= _WHOLE_WORDS:
                self.by_word[max(words, key=lambda w: (len(w), w))].append(asked.number)
            return
        ready = prepare(text, asked.rendering.lang).words
        rarest = sorted(ready, key=lambda w: (-w.weight, w.low))[:_RAREST]
        for author in asked.authors:
            table = self.by_key.setdefault(author, defaultdict(list))
            for word in rarest:
                for key in word.keys:
                    table[key].append((asked.number, word.weight))


def origins(
    questions: Sequence[Question], posts: Iterable[Post], owners: Mapping[str, str]
) -> dict[int, Post]:
    """Return by number of question the post that it renders; the others are left out.

    Args:
        questions: what is asked for.
        posts: the posts of the case, reposts included.
        owners: the roster person of each account that has one.
    """
    index = _Index()
    for question in questions:
        index.add(question)
    asked = {question.number: question for question in questions}
    likely: dict[int, list[tuple[float, str, Post]]] = defaultdict(list)
    whole: dict[int, list[Post]] = defaultdict(list)
    for post in posts:
        owner = owners.get(post.account_id, "")
        tables = index.tables(post, owner)
        if post.repost_of or not (tables or (owner and index.by_word)):
            continue
        text = plain(post.text)
        if len(text) < _LEAST_LETTERS:
            continue
        for number, votes in _votes(tables, post, text).items():
            _keep(likely[number], (votes, post.post_id, post))
        for number in _holding(index, asked, text) if owner else ():
            whole[number].append(post)
    found = {}
    for number, question in asked.items():
        if question.authors:
            source = _best(question, [row[2] for row in likely[number]])
        else:
            source = _only(question, whole[number])
        if source is not None:
            found[number] = source
    return found


def _votes(tables: Sequence[_Table], post: Post, text: str) -> dict[int, float]:
    """Weight of the rare words that a post shares with each quotation of its author."""
    votes: dict[int, float] = {}
    lang = post.lang.split("-", maxsplit=1)[0]
    for word in set(text.split()):
        for table in tables:
            hit: dict[int, float] = {}
            for key in keys_of(word, lang):
                for number, weight in table.get(key, ()):
                    hit[number] = max(weight, hit.get(number, 0.0))
            for number, weight in hit.items():
                votes[number] = votes.get(number, 0.0) + weight
    return votes


def _keep(rows: list[tuple[float, str, Post]], row: tuple[float, str, Post]) -> None:
    if len(rows) < CANDIDATES:
        heappush(rows, row)
    elif row[:2] > rows[0][:2]:
        heapreplace(rows, row)


def _holding(index: _Index, asked: Mapping[int, Question], text: str) -> Iterable[int]:
    """Quotations without a name all of whose words stand in a post."""
    padded = f" {text} "
    for word in set(text.split()) & index.by_word.keys():
        for number in index.by_word[word]:
            if all(f" {plain(p)} " in padded for p in wordings(asked[number].rendering)):
                yield number


def _only(question: Question, posts: Sequence[Post]) -> Post | None:
    """The earliest of the posts that hold a quotation, where one account alone posted it."""
    ready = prepare(" ".join(wordings(question.rendering)), question.rendering.lang)
    posts = [p for p in posts if question.before is None or p.created_at <= question.before]
    if len({p.account_id for p in posts}) != 1 or len(ready.words) < _WHOLE_CONTENT:
        return None
    return min(posts, key=lambda p: (p.created_at, p.post_id))


def _best(question: Question, posts: Sequence[Post]) -> Post | None:
    ranked = [(_likeness(question, post), post.post_id, post) for post in posts]
    worth, _, post = max(ranked, key=lambda row: row[:2], default=(0.0, "", None))
    return post if worth > 0 else None


def _likeness(question: Question, post: Post) -> float:
    """How likely a post is to be what a quotation renders; 0 for one that it is not."""
    rendering = question.rendering
    text = " ".join(wordings(rendering))
    words = plain(text).split()
    own = set(plain(post.text).split())
    shared = sum(word in own for word in words) / max(1, len(words))
    if shared >= SHARED and len(words) >= _FEWEST:
        return 1 + shared
    verdict = same(
        Wording(text=text, lang=rendering.lang or None, speaker=question.speaker or None),
        Wording(text=post.text, lang=post.lang or None, speaker=question.speaker or None),
    )
    if verdict.same:
        return verdict.score
    if rendering.kind not in {"direct", "block"}:
        return 0.0
    return _turned(text, rendering.lang, post)


def _turned(text: str, lang: str, post: Post) -> float:
    """Worth of a post whose words a quotation has, but turned: it then departs from it."""
    said, held = prepare(text, lang), prepare(post.text, post.lang.split("-", maxsplit=1)[0])
    found = compare(said, held)
    total = sum(w.weight for w in said.words)
    covered = sum(said.words[p.one].weight * p.strength for p in found.pairs)
    enough = len(found.pairs) >= _WHOLE_CONTENT and covered >= SHARED * total
    return _TURNED * covered / total if enough else 0.0
