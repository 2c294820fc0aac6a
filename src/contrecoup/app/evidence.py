"""What is shown of a finding: its evidence, and what is asked about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from contrecoup.app.room import Asked
from contrecoup.corridor.queue import Item
from contrecoup.corridor.together import reading
from contrecoup.language.lookalike import marked

MOST_PROOFS = 12
"""Pieces of evidence shown beside a finding."""
MOST_PIECES = 2
"""Pieces of evidence shown of each of several findings."""


def read_as(at: Asked, item: Item) -> str:
    """Return in words what is asked about a finding: its kind, what it was read as, how certain."""
    names, words = at.names, at.words
    said = [names.get(one) or words.get(f"v_{one}", "") for one in reading(item)]
    certainty = words.get(f"v_{getattr(item.finding, 'certainty', '')}", "")
    return " · ".join(
        filter(
            None, (words.get(f"k_{item.kind}", item.kind), " ".join(filter(None, said)), certainty)
        )
    )


def pieces_of(item: Any) -> int:
    """Return on how many documents a finding rests."""
    return len({*(c.document_id for c in item.citations), *getattr(item, "posts", ())})


@frozen(kw_only=True)
class Alike:
    """One of several findings of which the same is asked, as it is listed.

    ``label`` says who, and which side, without the words where these stand above it already.
    """

    item: Item
    label: str
    proofs: tuple[dict[str, Any], ...]
    pieces: int


@frozen
class Same:
    """Findings that rest on the same words in the same place of a text: the words, and whose."""

    rows: tuple[Alike, ...]

    @property
    def words(self) -> dict[str, Any] | None:
        """The words, to be shown once; None of a finding that stands alone."""
        return self.rows[0].proofs[0] if len(self.rows) > 1 else None


def gathered(at: Asked, items: Iterable[Item]) -> list[Same]:
    """Return findings by the words that they rest on, those that matter most first."""
    prove = Proving(at)
    groups: dict[Any, list[Item]] = {}
    for item in items:
        cited = item.citations
        words = (
            (cited[0].prefix, cited[0].exact, cited[0].suffix) if len(cited) == 1 else item.target
        )
        groups.setdefault(words, []).append(item)
    made: list[Same] = []
    for rows in groups.values():
        alone = len(rows) == 1
        listed = (
            Alike(
                item=one,
                label=at.line(one) if alone else _before(at.line(one), one.citations[0].exact),
                proofs=prove(one, MOST_PIECES),
                pieces=pieces_of(one),
            )
            for one in rows
        )
        made.append(Same(tuple(listed)))
    return made


def _before(line: str, words: str) -> str:
    """Return what a line says before it quotes some words; all of it where it does not."""
    said, found, _ = line.partition(words)
    return said.rstrip('«“" :\u00a0\u202f') if found else line


class Proving:
    """Shows the evidence of findings: exact words in their place, or whole posts."""

    def __init__(self, at: Asked) -> None:
        self._lookalike = at.words["lookalike"]
        documents = at.case.documents()
        self._posts = documents.posts
        self._articles = {a.article_id: a for a in documents.articles}
        self._letters = {x.letter_id: x for x in documents.letters}

    def __call__(self, item: Any, most: int = MOST_PROOFS) -> tuple[dict[str, Any], ...]:
        """Return the first pieces of a finding, each with its words, whose they are and when."""
        cited = {c.document_id: c for c in reversed(item.citations)}
        posts = getattr(item, "posts", ())
        ids = dict.fromkeys((*(c.document_id for c in item.citations), *posts[:most]))
        return tuple(self._row(one, cited.get(one)) for one in [*ids][:most])

    def _row(self, document_id: str, citation: Any) -> dict[str, Any]:
        row: dict[str, Any] = {"id": document_id, "exact": "", "prefix": "", "suffix": ""}
        row["state"] = ""
        if citation is not None:
            row |= {k: getattr(citation, k) for k in ("exact", "prefix", "suffix")}
        post = self._posts.get(document_id)
        if post is not None:
            row |= {"by": marked(post.handle, self._lookalike), "at": post.created_at}
            row["state"] = post.state if post.state not in {"live", "unknown"} else ""
            row["exact"] = row["exact"] or post.text
        elif document_id in self._articles:
            article = self._articles[document_id]
            row |= {"by": article.outlet or article.title}
            row["at"] = article.published.at if article.published else None
        else:
            letter = self._letters.get(document_id)
            row |= {"by": letter.title if letter else "", "at": None}
        return row
