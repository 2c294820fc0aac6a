"""What descends from what: the wordings of an echo as a tree, earliest first.

The root is the earliest wording found.  Every other one hangs from the nearest
earlier wording: the one that is the same at the shallowest layer, else the most
similar one at the threshold, else the slogan that it contains; the earliest where
two are as near.  A wording that is near none of the earlier ones (only to the commonest,
which came later) hangs from the root, with its similarity as it is.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes.frame import Frame, Ints
from contrecoup.findings.echoes.messages import HOW, Messages
from contrecoup.findings.echoes.near import MANY
from contrecoup.findings.echoes.order import COMPILED_FROM, sorting
from contrecoup.findings.echoes.wordings import Wordings

NEAR: Final = HOW.index("near")
CONTAINS: Final = HOW.index("contains")
ROOT: Final = -1


@frozen(eq=False)
class Variants:
    """Wordings of the echoes that have several, by echo, then by first post.

    Attributes:
        echo: the echo.
        place: its place in the echo, from 0.
        text: code of the distinct text.
        posts: posts of it; ``people``: accounts.
        first: earliest post.
        parent: place of the wording that it hangs from; ``ROOT`` for the earliest.
        similarity: how similar the two are; 1 where a layer makes them the same.
        how: index into ``HOW``: the layer, near or contains.
    """

    echo: Ints
    place: Ints
    text: Ints
    posts: Ints
    people: Ints
    first: Ints
    parent: Ints
    similarity: NDArray[np.float64]
    how: Ints

    def __len__(self) -> int:
        """Number of wordings."""
        return len(self.echo)


def find_variants(frame: Frame, wordings: Wordings, messages: Messages) -> Variants:
    """Put the wordings of each echo in a tree."""
    echo = np.repeat(np.arange(len(messages)), np.diff(messages.starts))
    post = messages.member
    text = frame.text_of[post].astype(np.int64)
    order = sorting(echo, text, post)
    new = _changes(echo[order], text[order])
    at = np.flatnonzero(new)
    run = np.cumsum(new) - 1
    several = np.bincount(echo[order][at], minlength=len(messages)) > 1
    heads = order[at]
    who = np.sort(run * (len(frame.account_ids) + 1) + frame.accounts[post[order]])
    people = np.bincount(who[_changes(who)] // (len(frame.account_ids) + 1), minlength=len(at))
    posts = np.diff(at, append=len(order))
    by_first = sorting(echo[heads], post[heads])
    by_first = by_first[several[echo[heads[by_first]]]]
    heads = heads[by_first]
    echo, text, first = echo[heads], text[heads], post[heads]
    root = np.maximum.accumulate(np.where(_changes(echo), np.arange(len(echo)), 0))
    contained = messages.how[heads] == CONTAINS
    parent, similarity, how = _same(echo, text, contained, wordings)
    _nearest(messages, echo, first, parent, similarity, how)
    _rest(wordings, echo, text, root, parent, similarity, how, contained)
    return Variants(
        echo=echo,
        place=np.arange(len(echo)) - root,
        text=text,
        posts=posts[by_first],
        people=people[by_first],
        first=first,
        parent=np.where(parent >= 0, parent - root, ROOT),
        similarity=similarity,
        how=how,
    )


def _changes(*columns: Ints | NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Rows that differ from the one before in any column."""
    new = np.ones(len(columns[0]), dtype=np.bool_)
    for place, column in enumerate(columns):
        differs = column[1:] != column[:-1]
        new[1:] = differs if not place else new[1:] | differs
    return new


def _same(
    echo: Ints, text: Ints, contained: NDArray[np.bool_], wordings: Wordings
) -> tuple[Ints, NDArray[np.float64], Ints]:
    """Hang wordings from the earliest that is the same at the shallowest layer."""
    count = len(echo)
    parent = np.full(count, -1, dtype=np.int64)
    how = np.zeros(count, dtype=np.int64)
    similarity = np.ones(count)
    rows = [*wordings.layers[:-1], wordings.forms] if len(wordings) else []
    for layer, keys in enumerate(rows, start=1):
        key = keys[text]
        if count >= COMPILED_FROM:
            from contrecoup.findings.echoes.earliest import earliest_same as first_of
        else:
            first_of = _earliest_same
        earliest = first_of(echo, key, contained)
        found = (parent < 0) & (earliest < np.arange(count)) & (key >= 0)
        parent[found], how[found] = earliest[found], layer
    return parent, similarity, how


def _earliest_same(echo: Ints, key: Ints, contained: NDArray[np.bool_]) -> Ints:
    """First row of the same echo, key and kind, for each row."""
    order = sorting(echo, key, contained)
    head = _changes(echo[order], key[order], contained[order])
    start = np.maximum.accumulate(np.where(head, np.arange(len(order)), 0))
    earliest = np.empty(len(order), dtype=np.int64)
    earliest[order] = order[start]
    return earliest


def _nearest(
    messages: Messages,
    echo: Ints,
    first: Ints,
    parent: Ints,
    similarity: NDArray[np.float64],
    how: Ints,
) -> None:
    """Hang the first wording of each form from the most similar earlier form of the echo."""
    count, near = len(messages.forms), messages.near
    if not len(near):
        return
    key = echo * count + messages.forms.of_post[first]
    order = sorting(key)
    row = order[_changes(key[order])]  # the first wording of each echo and form
    key = key[row]
    beside = (near.starts, near.others, near.similarity)
    if len(near) >= MANY:
        from contrecoup.findings.echoes.intern import nearest

        best, ratio = nearest(row, key, count, *beside)
    else:
        best, ratio = _nearest_plain(row, key, count, *beside)
    found = (best >= 0) & (parent[row] < 0)
    child = row[found]
    parent[child], similarity[child], how[child] = best[found], ratio[found], NEAR


def _nearest_plain(
    row: Ints, key: Ints, count: int, starts: Ints, others: Ints, ratios: NDArray[np.float64]
) -> tuple[Ints, NDArray[np.float64]]:
    """Row of the most similar earlier form of each (-1: none), and how similar it is.

    Args:
        row: first wording of each echo and form.
        key: echo and form as one number, ascending.
        count: number of forms.
        starts: where each form's near forms start in the next two.
        others: near forms.
        ratios: how near.
    """
    form = key % count
    degree = starts[form + 1] - starts[form]
    which = np.repeat(np.arange(len(row)), degree)
    inside = np.arange(len(which)) - np.repeat(np.cumsum(degree) - degree, degree)
    edge = np.repeat(starts[form], degree) + inside
    theirs = others[edge] + (key[which] // count) * count
    at = np.minimum(np.searchsorted(key, theirs), len(key) - 1)
    met = (key[at] == theirs) & (row[at] < row[which])
    later, earlier, ratio = which[met], row[at[met]], ratios[edge[met]]
    order = np.lexsort((earlier, -ratio, later))
    order = order[_changes(later[order])]
    best = np.full(len(row), -1, dtype=np.int64)
    much = np.zeros(len(row), dtype=np.float64)
    best[later[order]], much[later[order]] = earlier[order], ratio[order]
    return best, much


def _rest(
    wordings: Wordings,
    echo: Ints,
    text: Ints,
    root: Ints,
    parent: Ints,
    similarity: NDArray[np.float64],
    how: Ints,
    contained: NDArray[np.bool_],
) -> None:
    """Hang what is left: from the slogan where it came before, else from the root."""
    count = len(echo)
    plain = np.flatnonzero(~contained)[::-1]
    slogan = np.full(int(echo.max(initial=-1)) + 1, count, dtype=np.int64)
    slogan[echo[plain]] = plain  # the first wording that contains no other
    free = (parent < 0) & (root != np.arange(count))
    lengths = np.diff(wordings.starts)
    inside = np.flatnonzero(free & contained & (slogan[echo] < np.arange(count)))
    parent[inside], how[inside] = slogan[echo[inside]], CONTAINS
    similarity[inside] = lengths[text[parent[inside]]] / lengths[text[inside]]
    free[inside] = False
    for row in np.flatnonzero(free).tolist():
        above = int(root[row])
        one, two = (_words(wordings, int(text[place])) for place in (row, above))
        shared = len(one & two)
        parent[row] = above
        if contained[above] and not contained[row]:
            how[row], similarity[row] = CONTAINS, lengths[text[row]] / lengths[text[above]]
        else:
            how[row], similarity[row] = NEAR, shared / max(len(one) + len(two) - shared, 1)


def _words(wordings: Wordings, text: int) -> set[int]:
    return set(wordings.words[wordings.starts[text] : wordings.starts[text + 1]].tolist())
