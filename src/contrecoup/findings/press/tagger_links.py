"""Which tagged words belong together: a cue to each content, a source to each cue.

A small linear model: each pair of pieces has a few named properties, each property a
learned weight; the best candidate wins, and *nobody* is a candidate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from contrecoup.findings.press.article import Article

_BEFORE, _AFTER = 3, 3
SOURCE, CUE, CONTENT = 1, 2, 3


class Piece(NamedTuple):
    """A run of tokens with one role."""

    kind: int
    first: int
    behind: int


class Pieces(NamedTuple):
    """All pieces of an article in order, and the numbers of those of each role."""

    rows: Sequence[Piece]
    of_kind: Mapping[int, Sequence[int]]


def pieces(tags: Sequence[int]) -> Pieces:
    """Runs of tags: 1, 3, 5 begin a source, a cue, a content; 2, 4, 6 go on."""
    rows: list[Piece] = []
    kind = first = 0
    for i, tag in enumerate([*tags, 0]):
        if kind and (not tag or tag % 2 or (tag + 1) // 2 != kind):
            rows.append(Piece(kind, first, i))
            kind = 0
        if tag and not kind:
            kind, first = (tag + 1) // 2, i
    return Pieces(
        rows,
        {k: [n for n, r in enumerate(rows) if r.kind == k] for k in (SOURCE, CUE, CONTENT)},
    )


def candidates(found: Pieces, number: int, kind: int) -> list[int]:
    """The nearest pieces of a role on both sides."""
    numbers = found.of_kind[kind]
    low = sum(1 for n in numbers if n < number) if len(numbers) < 12 else _bisect(numbers, number)
    return [*numbers[max(0, low - _BEFORE) : low], *numbers[low : low + _AFTER]]


def _bisect(numbers: Sequence[int], number: int) -> int:
    low, high = 0, len(numbers)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if numbers[middle] < number else (low, middle)
    return low


def properties(article: Article, found: Pieces, here: int, there: int) -> Iterator[str]:
    """What is to be said of a pair: where the other lies, and what stands between."""
    a, b = found.rows[here], found.rows[there]
    side = "<" if there < here else ">"
    first, last = min(here, there), max(here, there)
    one, two = found.rows[first], found.rows[last]
    between = found.rows[first + 1 : last]
    gap = two.first - one.behind
    sentences = article.sentence_of[two.first] - article.sentence_of[one.behind - 1]
    crossed = "\n" in article.text[
        article.words[one.behind - 1].end : article.words[two.first].start
    ]  # fmt: skip
    base = f"{a.kind}{b.kind}{side}"
    kinds = "".join(str(p.kind) for p in between[:4])
    where = f"s{min(sentences, 2)}{'p' if crossed else ''}"
    yield base + kinds
    yield base + kinds + where
    yield base + where
    yield base + "g" + str(min(gap, 3) if gap < 4 else 4 + (gap > 8) + (gap > 20))
    yield (
        base
        + "n"
        + str(min(sum(p.kind == a.kind for p in between), 3))
        + str(min(sum(p.kind == b.kind for p in between), 3))
    )
    inside = article.inside[a.first] >= 0, article.inside[b.first] >= 0
    yield base + f"q{inside[0]:d}{inside[1]:d}"
    before = found.rows[here - 1].kind if here else 0
    behind = found.rows[here + 1].kind if here + 1 < len(found.rows) else 0
    yield base + f"a{before}{behind}{where}"
    before = found.rows[there - 1].kind if there else 0
    behind = found.rows[there + 1].kind if there + 1 < len(found.rows) else 0
    yield base + f"b{before}{behind}{kinds}"
    yield base + "w" + article.low(b.first)[:12]
    yield base + "v" + article.low(a.first)[:12]
    yield base + "m" + article.low(two.first - 1)[:6]
    opens = article.sentences[article.sentence_of[a.first]][0] == a.first
    yield base + f"o{opens:d}{kinds}"


def best(
    article: Article, found: Pieces, here: int, kind: int, learned: Mapping[str, float]
) -> int | None:
    """The piece of a role that belongs to a piece, or None."""
    top, chosen = learned.get(f"{found.rows[here].kind}{kind}none", 0.0), None
    for there in candidates(found, here, kind):
        score = sum(learned.get(p, 0.0) for p in properties(article, found, here, there))
        if score > top:
            top, chosen = score, there
    return chosen
