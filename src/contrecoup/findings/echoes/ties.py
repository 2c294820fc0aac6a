"""Ties: two accounts that did the same thing within a window, and how often.

Exact, whatever the size: two posts by different accounts on the same object
whose times differ by at most the window (both ends included) count once for
their pair of accounts, however many objects they share.  Accounts whose pairs
cannot reach the least weight are set aside before pairs are made, so that a
wave of posts by people who act once costs its length, not its square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes.frame import Acts, Ints
from contrecoup.findings.echoes.order import distinct, sorting
from contrecoup.findings.echoes.spool import Spool, Ties
from contrecoup.findings.echoes.sweep import Timeline, across, ahead, expand, timeline

COMPILED_FROM = 400_000  # pairs of posts from which compiled code pays for its start
MOST_MEETINGS = 20_000_000_000  # meetings to look at; beyond, the hottest object is a record
MOST_TIES = 20_000_000
MOST_COUNTED = 50_000_000
"""Pairs of posts on records, by accounts tied elsewhere, that are counted; beyond, they are looked up."""
ANY = 1 << 62
_PIECE = 4_000_000


RECORD_FROM = 1_000_000  # pairs of posts from which an object has a record of its own


@frozen
class Hot:
    """An object with very many pairs, as one record.

    Attributes:
        object: its code.
        posts: posts in order of time.
        people: accounts.
        pairs: pairs of posts within the window.
        listed: its pairs were looked at.  Where not, it counts in the weight of
            accounts that are tied on another object, and nobody is listed for it alone.
    """

    object: int
    posts: Ints
    people: int
    pairs: int
    listed: bool


@frozen(eq=False)
class PostPairs:
    """Pairs of posts, the account codes in order, and the object that they share."""

    key: Ints
    p: Ints
    q: Ints
    objects: Ints


Then = Callable[[Ties, bool], Ties]
"""What to add to ties, and whether by compiled code."""


class Plan(Protocol):
    """Another place where ties are found: on other machines."""

    def __call__(
        self,
        line: Timeline,
        window: int,
        hot: NDArray[np.bool_],
        fast: bool,  # noqa: FBT001 what ``then`` is told
        min_ties: int,
        most: int,
        then: Then,
        *,
        several: bool,
    ) -> Iterator[Ties]:
        """Ties in order of their accounts, ``then`` applied; see :func:`compiled_ties`."""
        ...


def find_ties(
    acts: Acts,
    times: Ints,
    accounts: Ints,
    *,
    window: int,
    min_ties: int,
    hot_pairs: int = ANY,
    most_ties: int = MOST_TIES,
    most_pairs: int = 30_000_000,
    room: int = 1 << 30,
    then: Then | None = None,
    compiled: bool | None = None,
    elsewhere: Plan | None = None,
) -> tuple[Spool, tuple[Hot, ...]]:
    """Find every tie of at least ``min_ties``, in order of its accounts.

    Args:
        acts: who did what, as pairs of a post and an object.
        times: instant of each post, in microseconds, ascending.
        accounts: code of each post's account.
        window: most microseconds between two posts of a pair.
        min_ties: least number of pairs of posts.
        hot_pairs: objects with more pairs of posts within the window are kept as one record each:
            they count in the weight of ties, but those that rest on them alone are not listed.
        most_ties: ties to list; where there are more, the object with the most pairs
            becomes a record, until the rest can be listed.
        most_pairs: pairs of posts to hold at a time (where nothing is compiled).
        room: bytes of ties to hold; more are spilled to a temporary file.
        then: what to add to ties when they are found, block by block.
        compiled: by compiled code; where not given, when there are many pairs.
        elsewhere: finds them on other machines.

    Returns:
        the ties, and the objects that are kept as records, the hottest first.
    """
    line = timeline(acts, times, accounts)
    reach = ahead(line, window)
    pairs = _pairs_by_object(line, reach)
    several = bool((acts.posts[1:] == acts.posts[:-1]).any())
    hot = pairs > hot_pairs
    work = _work(line, reach, min_ties, several=several)
    while int(work[~hot].sum()) > MOST_MEETINGS:
        hot[np.argmax(np.where(hot, -1, work))] = True
    fast = int(pairs.sum()) >= COMPILED_FROM if compiled is None else compiled
    while True:
        if elsewhere is not None:
            plan = partial(elsewhere, line, window, hot, bool(fast or hot.any()))
        elif fast or hot.any():
            plan = partial(compiled_ties, line, reach, window, hot)
        else:
            plan = partial(_plainly, line, window, most_pairs)
        spool = Spool(room)
        for ties in plan(min_ties, most_ties, then or _as_found, several=several):
            spool.add(ties)
            if len(spool) > most_ties or ties.full:
                break
        else:
            return spool, _records(line, pairs, hot)
        spool.close()
        hot[np.argmax(np.where(hot, -1, pairs))] = True


def _as_found(ties: Ties, _: bool) -> Ties:  # noqa: FBT001 what a Then takes
    return ties


def _pairs_by_object(line: Timeline, reach: Ints) -> Ints:
    """Pairs of posts within the window, for each run of the line."""
    if not len(line):
        return np.zeros(0, dtype=np.int64)
    return np.add.reduceat(reach - np.arange(1, len(line) + 1), line.starts[:-1])


def _work(line: Timeline, reach: Ints, min_ties: int, *, several: bool) -> Ints:
    """Meetings to look at for each run of the line: those of accounts that act often enough."""
    if not len(line):
        return np.zeros(0, dtype=np.int64)
    acts_of = _acts_of(line, int(line.accounts.max()) + 1, several=several)
    often = acts_of[line.accounts] >= min(min_ties, 2)
    ahead_of = reach - np.arange(1, len(line) + 1)
    return np.add.reduceat(np.where(often, 2 * ahead_of, 0), line.starts[:-1])


def _records(line: Timeline, pairs: Ints, hot: NDArray[np.bool_]) -> tuple[Hot, ...]:
    found = np.flatnonzero(hot | (pairs >= RECORD_FROM))
    made = []
    for run in found[np.lexsort((found, -pairs[found]))].tolist():
        low, high = int(line.starts[run]), int(line.starts[run + 1])
        people = len(distinct(line.accounts[low:high]))
        made.append(
            Hot(
                object=int(line.objects[low]),
                posts=line.posts[low:high].copy(),  # so that the rest can be let go
                people=people,
                pairs=int(pairs[run]),
                listed=not hot[run],
            )
        )
    return tuple(made)


def rarities(line: Timeline) -> NDArray[np.float64]:
    """What sharing each object counts for, by its code."""
    people = int(line.accounts.max(initial=0)) + 1
    return np.asarray(1.0 / np.log2(np.maximum(_people_on(line, people), 2)), dtype=np.float64)


def compiled_ties(
    line: Timeline,
    reach: Ints,
    window: int,
    hot: NDArray[np.bool_],
    min_ties: int,
    most: int,
    then: Then,
    *,
    several: bool,
    rarity: NDArray[np.float64] | None = None,
) -> Iterator[Ties]:
    """Ties in blocks of accounts, by compiled code.

    ``rarity`` is that of all acts, where these are some accounts' only.
    """
    from contrecoup.findings.echoes.gather import Block, meetings, tie_blocks

    if not len(line):
        return
    people = int(line.accounts.max()) + 1
    recurs = _acts_of(line, people, several=several) >= min(min_ties, 2)
    alone = not several and min_ties > 1
    rarity = rarities(line) if rarity is None else rarity
    scanned = listed = np.repeat(~hot, np.diff(line.starts))
    if hot.any():  # who acts on records alone is tied to nobody
        tied = np.zeros(people, dtype=np.bool_)
        tied[line.accounts[listed]] = True
        rows = np.flatnonzero(listed | tied[line.accounts])
        line, listed = line.only(rows), listed[rows]
        reach = ahead(line, window)
        pairs = int((reach - np.arange(1, len(line) + 1))[~listed].sum())
        scanned = listed if pairs > MOST_COUNTED else np.ones_like(listed)
    found = meetings(line, reach, recurs, scanned, listed, rarity, window, alone=alone)

    fast = True

    def whole(block: Block) -> Ties:
        # The order of a sum shows in the last bits of rarity only.
        return then(Ties(*block)._replace(rarity=np.round(block.rarity, 9)), fast)

    yield from tie_blocks(found, min_ties, most, whole, several=several)


def _plainly(
    line: Timeline,
    window: int,
    most_pairs: int,
    min_ties: int,
    most: int,
    then: Then,
    *,
    several: bool,
) -> Iterator[Ties]:
    """The same in NumPy, for so few pairs that loading compiled code would cost more."""
    if not len(line):
        return
    people = int(line.accounts.max()) + 1
    people_on = _people_on(line, people)
    parts = [
        _weigh(pairs, people, people_on, min_ties, several=several)
        for pairs in _batches(line, window, min_ties, people, most_pairs, several=several)
    ]
    found = _in_order(parts)
    fast = False
    yield then(found._replace(full=found.number > most), fast)


def _batches(
    line: Timeline, window: int, min_ties: int, people: int, most: int, *, several: bool
) -> Iterator[PostPairs]:
    """Pairs in batches; all pairs of two accounts are in the same batch."""
    acts_of = _acts_of(line, people, several=several)
    once = acts_of[line.accounts] < min(min_ties, 2)
    often, rest = line.only(np.flatnonzero(~once)), line.only(np.flatnonzero(once))
    reach = ahead(often, window)
    rows = np.arange(len(often), dtype=np.int64)
    total = int((reach - rows - 1).sum())
    first, last = across(often, rest, window)
    if not several:
        again = _again(often, window)
        first, last = np.where(again, first, 0), np.where(again, last, 0)
    total += int((last - first).sum())
    passes = -(-total // most) if total else 0
    for turn in range(passes):
        found: list[PostPairs] = []
        for i, j in expand(rows, rows + 1, reach, _PIECE):
            found.append(_pairs(often, often, i, j, people, turn, passes))
        for i, j in expand(rows, first, last, _PIECE):
            found.append(_pairs(often, rest, i, j, people, turn, passes))
        yield _together(found)


def _acts_of(line: Timeline, people: int, *, several: bool) -> Ints:
    """Number of posts of each account that act on anything shared."""
    if not several:
        return np.bincount(line.accounts, minlength=people)
    whose = np.full(int(line.posts.max(initial=-1)) + 1, -1, dtype=np.int64)
    whose[line.posts] = line.accounts
    return np.bincount(whose[whose >= 0], minlength=people)


def _again(line: Timeline, window: int) -> np.ndarray:
    """Acts whose account acts again on the object close enough to meet one third act twice."""
    order = sorting(line.objects, line.accounts, line.times)
    objects, accounts, times = line.objects[order], line.accounts[order], line.times[order]
    close = (
        (objects[1:] == objects[:-1])
        & (accounts[1:] == accounts[:-1])
        & (times[1:] - times[:-1] <= 2 * window)
    )
    found = np.zeros(len(line), dtype=np.bool_)
    found[order[1:][close]] = True
    found[order[:-1][close]] = True
    return found


def _pairs(
    left: Timeline, right: Timeline, i: Ints, j: Ints, people: int, turn: int, passes: int
) -> PostPairs:
    one, two = left.accounts[i], right.accounts[j]
    low, high = np.minimum(one, two), np.maximum(one, two)
    kept = low != high
    if passes > 1:
        kept &= (low * 31 + high) % passes == turn
    i, j, low, high = i[kept], j[kept], low[kept], high[kept]
    return PostPairs(low * people + high, left.posts[i], right.posts[j], left.objects[i])


def _together(found: list[PostPairs]) -> PostPairs:
    if len(found) == 1:
        return found[0]
    return PostPairs(
        *(np.concatenate([getattr(f, n) for f in found]) for n in ("key", "p", "q", "objects"))
    )


def _weigh(pairs: PostPairs, people: int, people_on: Ints, min_ties: int, *, several: bool) -> Ties:
    order = sorting(pairs.key)
    key = pairs.key[order]
    starts = _starts(key)
    enough = np.diff(starts) >= min_ties
    rows = order[np.repeat(enough, np.diff(starts))]
    key, p, q, objects = pairs.key[rows], pairs.p[rows], pairs.q[rows], pairs.objects[rows]
    if several:
        low, high = np.minimum(p, q), np.maximum(p, q)
        weight = _distinct(key, low, high)
        left = np.repeat(weight >= min_ties, np.diff(_starts(key)))
        weight = weight[weight >= min_ties]
        key, p, q, objects = key[left], p[left], q[left], objects[left]
    else:
        weight = np.diff(_starts(key))
    starts = _starts(key)
    tie = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    both, post = np.concatenate([tie, tie]), np.concatenate([p, q])
    order = sorting(both, post)
    both, post = both[order], post[order]
    new = np.ones(len(both), dtype=np.bool_)
    new[1:] = (both[1:] != both[:-1]) | (post[1:] != post[:-1])
    heads = key[starts[:-1]]
    shared, rarity = _objects(key, objects, people_on)
    return Ties(
        a=(heads // people).astype(np.int32),
        b=(heads % people).astype(np.int32),
        weight=weight.astype(np.int32),
        objects=shared.astype(np.int32),
        rarity=rarity,
        starts=_starts(both[new]),
        posts=post[new].astype(np.int32),
    )


def _starts(key: Ints) -> Ints:
    if not len(key):
        return np.zeros(1, dtype=np.int64)
    cuts = np.flatnonzero(key[1:] != key[:-1]) + 1
    return np.concatenate([[0], cuts, [len(key)]]).astype(np.int64)


def _distinct(key: Ints, one: Ints, two: Ints) -> Ints:
    """Distinct (one, two) in each run of the key."""
    order = sorting(key, one, two)
    key, one, two = key[order], one[order], two[order]
    new = np.ones(len(key), dtype=np.int64)
    new[1:] = (key[1:] != key[:-1]) | (one[1:] != one[:-1]) | (two[1:] != two[:-1])
    return np.add.reduceat(new, _starts(key)[:-1]) if len(key) else new


def _objects(key: Ints, objects: Ints, people_on: Ints) -> tuple[Ints, NDArray[np.float64]]:
    """Distinct objects of each run of the key, and how rare they are together."""
    if not len(key):
        return key, np.empty(0)
    order = sorting(key, objects)
    key, objects = key[order], objects[order]
    new = np.ones(len(key), dtype=np.bool_)
    new[1:] = (key[1:] != key[:-1]) | (objects[1:] != objects[:-1])
    key, objects = key[new], objects[new]
    starts = _starts(key)[:-1]
    rare = 1.0 / np.log2(np.maximum(people_on[objects], 2))
    together: NDArray[np.float64] = np.add.reduceat(rare, starts)
    return np.diff(_starts(key)), np.asarray(np.round(together, 9), dtype=np.float64)


def _people_on(line: Timeline, people: int) -> Ints:
    """Number of accounts that acted on each object, by its code."""
    pair = np.sort(line.objects * max(people, 1) + line.accounts)
    new = np.concatenate([[True], pair[1:] != pair[:-1]]) if len(pair) else np.zeros(0, np.bool_)
    return np.bincount(pair[new] // max(people, 1))


def _in_order(parts: list[Ties]) -> Ties:
    """Ties of all batches, in order of their accounts."""
    if not parts:
        return Ties.none()
    found = Ties.joined(parts)
    order = sorting(found.a, found.b)
    counts = np.diff(found.starts)[order]
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    places = np.arange(int(starts[-1])) - np.repeat(starts[:-1], counts)
    posts = found.posts[np.repeat(found.starts[:-1][order], counts) + places]
    columns = {n: getattr(found, n)[order] for n in ("a", "b", "weight", "objects", "rarity")}
    return Ties(**columns, starts=starts, posts=posts)
