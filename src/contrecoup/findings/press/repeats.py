"""Quotations of one article that are the same statement of one speaker, joined but never merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contrecoup.findings.press.sameness import same
from contrecoup.findings.press.wordings import prepare
from contrecoup.language.text import fold
from contrecoup.model.reading import Quotation, Wording

_SURE = 0.6
_SURE_UNNAMED = 0.85
_SHORT = 20
"""Letters; shorter wordings are not compared."""
_LONGEST = 400
_RAREST = 6
"""Words of a wording by which others are looked up, the rarest."""
_HOLDERS = 4
"""Earlier wordings with such a word that a wording is compared with: joining is transitive."""


def groups(text: str, lang: str, said: Sequence[Quotation]) -> tuple[tuple[str, ...], ...]:
    """Ids of quotations of one article that are the same statement of one speaker, in text order.

    Equal wordings are one without a comparison; the others are compared with the first few
    that share one of their rarest words, so that the work grows with the text, not its square.
    """
    rows = [q for q in said if q.content]
    root = list(range(len(rows)))
    first: dict[tuple[str | None, str], int] = {}
    wordings: list[tuple[int, str | None, Wording]] = []
    for i, row in enumerate(rows):
        words = " ".join(text[s:e] for s, e in row.content)[:_LONGEST].strip('«»“”" ')
        if len(words) < _SHORT:
            continue
        known = first.setdefault((row.speaker, fold(words)), i)
        root[i] = known
        if known == i:
            wordings.append((i, row.speaker, Wording(text=words, lang=lang)))
    for one, two in compared([(speaker, wording) for _, speaker, wording in wordings]):
        i, speaker, wording = wordings[one]
        j, _, other = wordings[two]
        if same(other, wording).score >= (_SURE if speaker else _SURE_UNNAMED):
            later, earlier = sorted((_root(root, i), _root(root, j)), reverse=True)
            root[later] = earlier
    found: dict[int, list[str]] = {}
    for i, row in enumerate(rows):
        found.setdefault(_root(root, i), []).append(row.id)
    return tuple(tuple(ids) for ids in found.values() if len(ids) > 1)


def compared(wordings: Sequence[tuple[str | None, Wording]]) -> Iterator[tuple[int, int]]:
    """(Number, earlier number) of the wordings of one speaker that are worth a comparison.

    At most a fixed number for each wording: those that first had one of its rarest words.
    """
    holders: dict[tuple[str | None, str], list[int]] = {}
    for i, (speaker, wording) in enumerate(wordings):
        words = prepare(wording.text, wording.lang or "").words
        rarest = sorted(words, key=lambda w: (-w.weight, w.low))[:_RAREST]
        asked = set()
        for key in dict.fromkeys(k for w in rarest for k in w.keys):
            others = holders.setdefault((speaker, key), [])
            for j in others:
                if j not in asked:
                    asked.add(j)
                    yield i, j
            if len(others) < _HOLDERS:
                others.append(i)


def _root(root: list[int], i: int) -> int:
    while root[i] != i:
        root[i] = i = root[root[i]]
    return i
