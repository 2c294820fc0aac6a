"""Ties: two accounts that did the same thing within a window, and how often.

Exact, whatever the size: two posts by different accounts on the same object
whose times differ by at most the window (both ends included) count once for
their pair of accounts, however many objects they share.  Accounts whose pairs
cannot reach the least weight are set aside before pairs are made, so that a
wave of posts by people who act once costs its length, not its square.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes.frame import Acts, Ints
from contrecoup.findings.echoes.sweep import Timeline, across, ahead, expand, timeline

BYTES_A_PAIR = 120
BYTES_A_TIE = 400
COMPILED_FROM = 400_000  # pairs of posts from which compiled code pays for its start
_PIECE = 4_000_000


@frozen
class Hot:
    """An object whose ties are too many to list: its code, and its counts."""

    object: int
    posts: int
    people: int
    pairs: int


@frozen(eq=False)
class Ties:
    """Ties in order of their accounts; ``posts`` run from ``starts[i]`` to ``starts[i + 1]``."""

    a: Ints
    b: Ints
    weight: Ints
    objects: Ints
    first: Ints
    last: Ints
    starts: Ints
    posts: Ints
    rarity: NDArray[np.float64]
    made: int = 0
    hot: tuple[Hot, ...] = ()

    def __len__(self) -> int:
        """Number of ties."""
        return len(self.a)


@frozen(eq=False)
class PostPairs:
    """Pairs of posts, the account codes in order, and the object that they share."""

    key: Ints
    p: Ints
    q: Ints
    objects: Ints


def find_ties(
    acts: Acts,
    times: Ints,
    accounts: Ints,
    *,
    window: int,
    min_ties: int,
    most_pairs: int = 30_000_000,
    most_ties: int = 1 << 40,
    compiled: bool | None = None,
) -> Ties:
    """Find every tie of at least ``min_ties``.

    Args:
        acts: who did what, as pairs of a post and an object.
        times: instant of each post, in microseconds, ascending.
        accounts: code of each post's account.
        window: most microseconds between two posts of a pair.
        min_ties: least number of pairs of posts.
        most_pairs: pairs of posts to hold at a time.
        most_ties: ties to list; where there are more, the object with the most pairs is
            left out (and named in ``hot``) until the rest can be listed.
        compiled: by compiled code; where not given, when there are many pairs.
    """
    line = timeline(acts, times, accounts)
    people = int(accounts.max()) + 1 if len(accounts) else 0
    people_on = _people_on(line, people)
    several = bool((acts.posts[1:] == acts.posts[:-1]).any())
    hot: list[Hot] = []
    while True:
        reach = ahead(line, window)
        meetings = reach - np.arange(1, len(line) + 1)
        fast = int(meetings.sum()) >= COMPILED_FROM if compiled is None else compiled
        parts: list[Ties] = []
        made = listed = 0
        batches = _counted if fast else _batches
        for pairs in batches(line, window, min_ties, people, most_pairs, several=several):
            made += len(pairs.key)
            weigh = _weigh_compiled if fast else _weigh
            parts.append(weigh(pairs, times, people, people_on, min_ties, several=several))
            listed += len(parts[-1])
            if listed > most_ties:
                break
        if listed <= most_ties or len(line.starts) < 2:
            return _joined(parts, made, tuple(hot))
        line, record = _without_the_hottest(line, meetings)
        hot.append(record)


def _without_the_hottest(line: Timeline, meetings: Ints) -> tuple[Timeline, Hot]:
    pairs = np.add.reduceat(meetings, line.starts[:-1])
    worst = int(np.argmax(pairs))
    low, high = int(line.starts[worst]), int(line.starts[worst + 1])
    people = len(np.unique(line.accounts[low:high]))
    record = Hot(int(line.objects[low]), high - low, people, int(pairs[worst]))
    rows = np.arange(len(line))
    return line.only(rows[(rows < low) | (rows >= high)]), record


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


def _counted(
    line: Timeline, window: int, min_ties: int, people: int, most: int, *, several: bool
) -> Iterator[PostPairs]:
    """Pairs in batches, by compiled code; only of accounts that meet often enough."""
    from contrecoup.findings.echoes.gather import gather, window_starts

    if not len(line):
        return
    recurs = _acts_of(line, people, several=several) >= min(min_ties, 2)
    rows = np.argsort(line.accounts, kind="stable")
    rows = rows[recurs[line.accounts[rows]]]
    first = window_starts(line.times, line.starts, window)
    found = gather(line, rows, first, ahead(line, window), recurs, min_ties, most)
    for batch in found:
        yield PostPairs(*batch)


def _again(line: Timeline, window: int) -> np.ndarray:
    """Acts whose account acts again on the object close enough to meet one third act twice."""
    order = np.lexsort((line.times, line.accounts, line.objects))
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


def _weigh(
    pairs: PostPairs,
    times: Ints,
    people: int,
    people_on: Ints,
    min_ties: int,
    *,
    several: bool,
) -> Ties:
    order = np.argsort(pairs.key, kind="stable")
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
    if not len(key):
        return _none()
    tie = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    both, post = np.concatenate([tie, tie]), np.concatenate([p, q])
    order = np.lexsort((post, both))
    both, post = both[order], post[order]
    new = np.ones(len(both), dtype=np.bool_)
    new[1:] = (both[1:] != both[:-1]) | (post[1:] != post[:-1])
    both, post = both[new], post[new]
    listed = _starts(both)
    heads = key[starts[:-1]]
    shared, rarity = _objects(key, objects, people_on)
    return Ties(
        a=heads // people,
        b=heads % people,
        weight=weight,
        objects=shared,
        first=times[post[listed[:-1]]],
        last=times[post[listed[1:] - 1]],
        starts=listed,
        posts=post,
        rarity=rarity,
    )


def _weigh_compiled(
    pairs: PostPairs,
    times: Ints,
    people: int,
    people_on: Ints,
    min_ties: int,
    *,
    several: bool,
) -> Ties:
    """The same for pairs that stand together by key, by compiled code."""
    from contrecoup.findings.echoes.gather import weigh

    columns = (pairs.key, pairs.p, pairs.q, pairs.objects)
    key, weight, objects, first, last, rarity, starts, posts = weigh(
        columns, times, people_on, min_ties, several=several
    )
    rarity = np.round(rarity, 9)  # the order of a sum shows in its last bits only
    return Ties(key // people, key % people, weight, objects, first, last, starts, posts, rarity)


def _starts(key: Ints) -> Ints:
    if not len(key):
        return np.zeros(1, dtype=np.int64)
    cuts = np.flatnonzero(key[1:] != key[:-1]) + 1
    return np.concatenate([[0], cuts, [len(key)]]).astype(np.int64)


def _distinct(key: Ints, one: Ints, two: Ints) -> Ints:
    """Distinct (one, two) in each run of the key."""
    order = np.lexsort((two, one, key))
    key, one, two = key[order], one[order], two[order]
    new = np.ones(len(key), dtype=np.int64)
    new[1:] = (key[1:] != key[:-1]) | (one[1:] != one[:-1]) | (two[1:] != two[:-1])
    return np.add.reduceat(new, _starts(key)[:-1]) if len(key) else new


def _objects(key: Ints, objects: Ints, people_on: Ints) -> tuple[Ints, NDArray[np.float64]]:
    """Distinct objects of each run of the key, and how rare they are together."""
    order = np.lexsort((objects, key))
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


def _none() -> Ties:
    none = np.empty(0, dtype=np.int64)
    return Ties(none, none, none, none, none, none, np.zeros(1, np.int64), none, np.empty(0))


def _joined(parts: list[Ties], made: int, hot: tuple[Hot, ...]) -> Ties:
    if not parts:
        return evolve(_none(), hot=hot)
    names = ("a", "b", "weight", "objects", "first", "last", "rarity")
    columns = {n: np.concatenate([getattr(part, n) for part in parts]) for n in names}
    counts = np.concatenate([np.diff(part.starts) for part in parts])
    posts = np.concatenate([part.posts for part in parts])
    order = np.argsort(columns["a"] << 32 | columns["b"])  # no two are equal
    if (order[1:] < order[:-1]).any():
        old = np.concatenate([[0], np.cumsum(counts)[:-1]])[order]
        columns = {n: c[order] for n, c in columns.items()}
        counts = counts[order]
        offset = np.arange(len(posts)) - np.repeat(np.cumsum(counts) - counts, counts)
        posts = posts[np.repeat(old, counts) + offset]
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Ties(**columns, starts=starts, posts=posts, made=made, hot=hot)
