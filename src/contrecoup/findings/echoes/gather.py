# ruff: noqa: C901, PLR0912, PLR0915 - loops for the compiler
"""Ties of the accounts that meet often enough, compiled; in order of their accounts.

Account by account: everybody whom its acts meet within the window is counted in
one array, and only those met at least ``min_ties`` times are looked at again, by
running through the acts of the two side by side.  Nothing is sorted but what is
found, and a pair that chance made once costs one increment, so an object with
hundreds of thousands of posts needs time but no room.

On the object that would cost an account most, not everybody is counted.  Whoever
acts on it once meets an act that stands alone there once at most: such a meeting
makes a tie only with one on another object, so it is looked up for those who were
met elsewhere.  Counted are the others: acts of accounts that recur on the object, and
all that an account's own acts meet where two of them stand close.

Blocks of accounts are independent of one another and run on as many threads as there
are cores.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes.compiled import kernel
from contrecoup.findings.echoes.frame import Ints
from contrecoup.findings.echoes.order import sorting
from contrecoup.findings.echoes.sweep import Timeline

Ints32 = NDArray[np.int32]
Places = NDArray[np.uint32]
FIRST, LAST, OBJECT = 2, 3, 4  # columns of acts
SMALL, ONE, MOST_SEEN = np.uint8, np.uint8(1), 250
BLOCK = 6_000_000  # meetings that one block looks at
LOOKUP = 24  # what looking one meeting up costs, in meetings counted
MOST_ACCOUNTS = 1 << 17  # accounts of one block


class Block(NamedTuple):
    """Ties of one block of accounts: ``posts`` run from ``starts[i]`` to ``starts[i + 1]``."""

    a: Ints32
    b: Ints32
    weight: Ints32
    objects: Ints32
    rarity: NDArray[np.float64]
    starts: Ints
    posts: Ints32
    full: bool


class Some(NamedTuple):
    """Some of the acts: their accounts, and how many stand before each act (one more at the end)."""

    whom: Places
    before: Ints32

    @classmethod
    def of(cls, accounts: Ints, chosen: NDArray[np.bool_]) -> Some:
        """Acts that were chosen."""
        before = np.zeros(len(chosen) + 1, dtype=np.int32)
        np.cumsum(chosen, out=before[1:])
        return cls(accounts[chosen].astype(np.uint32), before)


@frozen(eq=False)
class Meetings:
    """Acts by object and time, and by account, with what each act's window reaches.

    Attributes:
        accounts: by act, the account.
        acts: by account, its acts: which act, its post, the first act that its window reaches,
            one past the last, and its object; ``starts``: where each account's begin.
        recurs: by account, whether it acts often enough to be met more than once.
        again: acts by which one who acts once can be met more than once.
        close: acts whose account acts again so near that one act can meet both.
        recurring: acts whose account acts again on the object.
        scanned: by act, whether everybody whom it meets is counted.
        listed: by act, whether its object is not one kept as a record: a tie rests on one at least.
        hot: by account, whether it acts on an object kept as a record.
        rarity: what sharing each object counts for.
    """

    accounts: Places
    acts: Ints32
    starts: Ints
    recurs: NDArray[np.bool_]
    again: Some
    close: Some
    recurring: Some
    scanned: NDArray[np.bool_]
    listed: NDArray[np.bool_]
    hot: NDArray[np.bool_]
    rarity: NDArray[np.float64]

    def blocks(self) -> list[tuple[int, int]]:
        """Ranges of accounts that cost about the same."""
        row, first, last = (self.acts[:, column] for column in (0, FIRST, LAST))
        partly = self.again.before[last] - self.again.before[first]
        width = np.where(self.recurs[self.accounts[row]], last - first, partly)
        width *= self.scanned[row]
        cost = np.concatenate([[0], np.cumsum(width.astype(np.int64) + 1)])
        before = cost[self.starts]
        people = len(self.recurs)
        cuts = [0]
        while cuts[-1] < people:
            low = cuts[-1]
            high = int(np.searchsorted(before, before[low] + BLOCK, side="right")) - 1
            cuts.append(min(people, max(low + 1, min(high, low + MOST_ACCOUNTS))))
        return list(pairwise(cuts))


def meetings(
    line: Timeline,
    last: Ints,
    recurs: NDArray[np.bool_],
    scanned: NDArray[np.bool_],
    listed: NDArray[np.bool_],
    rarity: NDArray[np.float64],
    window: int,
    *,
    alone: bool,
) -> Meetings:
    """Put acts side by side for :func:`tie_blocks`.

    ``alone``: one act is no tie by itself, so only acts that stand close meet one twice.
    """
    rows = sorting(line.accounts)
    close, recurring = acts_again(line.accounts, rows, line.objects, line.times, 2 * window)
    again = recurs[line.accounts] & close if alone else recurs[line.accounts]
    counts = np.bincount(line.accounts, minlength=len(recurs))
    hot = np.zeros(len(recurs), dtype=np.bool_)
    hot[line.accounts[~scanned]] = True
    first = window_starts(line.times, line.starts, window)
    acts = np.empty((len(rows), 5), dtype=np.int32)
    for place, column in enumerate((None, line.posts, first, last, line.objects)):
        acts[:, place] = rows if column is None else column[rows]
    return Meetings(
        accounts=line.accounts.astype(np.uint32),
        acts=acts,
        starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        recurs=recurs,
        again=Some.of(line.accounts, again),
        close=Some.of(line.accounts, close),
        recurring=Some.of(line.accounts, recurring),
        scanned=scanned,
        listed=listed,
        hot=hot,
        rarity=rarity,
    )


def tie_blocks(
    found: Meetings,
    min_ties: int,
    most: int,
    then: Callable[[Block], Any],
    *,
    several: bool,
) -> Iterator[Any]:
    """Ties of each block of accounts, in order, ``then`` applied where they were found.

    Args:
        found: the acts.
        min_ties: least number of pairs of posts.
        most: ties after which a block is given up as full.
        then: what to do with a block, on its thread.
        several: posts can act on several objects: pairs of posts are counted once.
    """
    own = threading.local()
    need = min_ties if bool(found.scanned.all()) else 1

    def one(bounds: tuple[int, int]) -> Any:
        if not hasattr(own, "seen"):
            own.seen = np.zeros(len(found.recurs), dtype=np.uint8)
            own.base = np.zeros(1, dtype=np.int64)
        return then(
            Block(
                *_gather(
                    found.accounts, found.acts, found.starts, found.recurs,
                    found.again, found.close, found.recurring, found.scanned, found.listed, found.hot,
                    found.rarity, own.seen, own.base,
                    bounds[0], bounds[1], need, min_ties, most, several,
                )
            )
        )  # fmt: skip

    blocks = iter(found.blocks())
    threads = len(os.sched_getaffinity(0))
    with ThreadPoolExecutor(threads) as pool:
        waiting: list[Future[Any]] = []
        try:
            for bounds in blocks:
                waiting.append(pool.submit(one, bounds))
                if len(waiting) > threads + 1:
                    yield waiting.pop(0).result()
            while waiting:
                yield waiting.pop(0).result()
        finally:
            for future in waiting:
                future.cancel()


@kernel  # pragma: no cover - compiled code is not traced
def _sort(values: Ints32, count: int) -> None:
    if count > 24:
        values[:count] = np.sort(values[:count])
        return
    for place in range(1, count):
        value = values[place]
        spot = place
        while spot > 0 and values[spot - 1] > value:
            values[spot] = values[spot - 1]
            spot -= 1
        values[spot] = value


@kernel  # pragma: no cover - compiled code is not traced
def _wider(values: Ints32, count: int, room: int) -> Ints32:
    wider = np.empty(room, dtype=values.dtype)
    wider[:count] = values[:count]
    return wider


@kernel  # pragma: no cover - compiled code is not traced
def _distinct_pairs(p: Ints32, q: Ints32, count: int) -> int:
    both = np.empty(count, dtype=np.int64)
    for row in range(count):
        both[row] = np.int64(min(p[row], q[row])) << 32 | np.int64(max(p[row], q[row]))
    both.sort()
    found = 0
    for row in range(count):
        found += row == 0 or both[row] != both[row - 1]
    return found


@kernel  # pragma: no cover - compiled code is not traced
def acts_again(
    accounts: Ints, rows: Ints, objects: Ints, times: Ints, most: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Acts whose account acts again on the object: within ``most`` of it, and at all.

    ``rows`` are the acts in order of account, then object, then time.
    """
    close, recurring = np.zeros(len(rows), np.bool_), np.zeros(len(rows), np.bool_)
    for place in range(1, len(rows)):
        one, two = rows[place - 1], rows[place]
        if accounts[one] == accounts[two] and objects[one] == objects[two]:
            recurring[one], recurring[two] = True, True
            if times[two] - times[one] <= most:
                close[one], close[two] = True, True
    return close, recurring


@kernel  # pragma: no cover - compiled code is not traced
def _costliest(
    acts: Ints32,
    close: Some,
    recurring: Some,
    scanned: NDArray[np.bool_],
    low: int,
    high: int,
) -> int:
    """Object on which an account's acts meet so many that most are not counted; -1: none."""
    total, most, which, saved, before = 0, 0, -1, 0, -1
    here, spared = 0, 0
    for turn in range(low, high):
        row = acts[turn, 0]
        if not scanned[row]:
            continue
        if acts[turn, OBJECT] != before:
            before, here, spared = acts[turn, OBJECT], 0, 0
        width = acts[turn, LAST] - acts[turn, FIRST]
        total += width
        here += width
        if close.before[row + 1] == close.before[row]:
            some = recurring if recurring.before[row + 1] > recurring.before[row] else close
            met = some.before[acts[turn, LAST]] - some.before[acts[turn, FIRST]]
            spared += width - met
        if here > most:
            most, which, saved = here, before, spared
    return which if saved > LOOKUP * (total - most) else -1


@kernel  # pragma: no cover - compiled code is not traced
def _first_from(acts: Ints32, low: int, high: int, row: int) -> int:
    """First of some acts, in order of their rows, from a row on."""
    while low < high:
        middle = (low + high) >> 1
        if acts[middle, 0] < row:
            low = middle + 1
        else:
            high = middle
    return low


@kernel  # pragma: no cover - compiled code is not traced
def _gather(
    accounts: Places,
    acts: Ints32,
    starts: Ints,
    recurs: NDArray[np.bool_],
    again: Some,
    close: Some,
    recurring: Some,
    scanned: NDArray[np.bool_],
    listed: NDArray[np.bool_],
    hot: NDArray[np.bool_],
    rarity: NDArray[np.float64],
    seen: NDArray[np.uint8],
    base_of: Ints,
    low_account: int,
    high_account: int,
    need: int,
    min_ties: int,
    most: int,
    several: bool,  # noqa: FBT001
) -> tuple[Ints32, Ints32, Ints32, Ints32, NDArray[np.float64], Ints, Ints32, bool]:
    room, posts_room, pair_room, met_room = 1024, 4096, 1024, 1024
    out_a, out_b = np.empty(room, np.int32), np.empty(room, np.int32)
    out_weight, out_objects = np.empty(room, np.int32), np.empty(room, np.int32)
    out_rarity = np.empty(room, np.float64)
    out_starts = np.zeros(room + 1, np.int64)
    out_posts = np.empty(posts_room, np.int32)
    p, q = np.empty(pair_room, np.int32), np.empty(pair_room, np.int32)
    work = np.empty(2 * pair_room, np.int32)
    met, maybe = np.empty(met_room, np.int32), np.empty(met_room, np.int32)
    ties, end, base, full = 0, 0, base_of[0], False
    for own in range(low_account, high_account):
        low, high = starts[own], starts[own + 1]
        if low == high or full:
            continue
        often = recurs[own]
        # Whom do these acts meet, and who of them often enough?
        least = min(need if often and hot[own] else min_ties, MOST_SEEN // 2)
        if base + least >= MOST_SEEN:
            seen[:] = 0
            base = 0
        floor, target = SMALL(base), SMALL(base + least)
        costliest = -1
        if often and least > 1:
            costliest = _costliest(acts, close, recurring, scanned, low, high)
        nearly = SMALL(base + least - 1) if costliest >= 0 else SMALL(255)
        many, open_ = 0, 0
        for turn in range(low, high):
            row = acts[turn, 0]
            if not scanned[row]:
                continue
            begin, stop = acts[turn, FIRST], acts[turn, LAST]
            whom, elsewhere = accounts, True
            if not often:
                begin, stop, whom = again.before[begin], again.before[stop], again.whom
            elif acts[turn, OBJECT] == costliest:
                elsewhere = False
                if close.before[row + 1] == close.before[row]:
                    if recurring.before[row + 1] > recurring.before[row]:
                        begin, stop = recurring.before[begin], recurring.before[stop]
                        whom = recurring.whom
                    else:
                        begin, stop, whom = close.before[begin], close.before[stop], close.whom
            if max(many, open_) + stop - begin > met_room:
                met_room = 2 * (max(many, open_) + stop - begin)
                met, maybe = _wider(met, many, met_room), _wider(maybe, open_, met_room)
            for other in range(np.uint32(begin), np.uint32(stop)):
                who = whom[other]
                value = SMALL(min(max(seen[who], floor), target) + ONE)
                seen[who] = value
                if value == target and who > own:
                    met[many] = who
                    many += 1
                elif elsewhere and value == nearly and who > own:
                    maybe[open_] = who
                    open_ += 1
        # Who lacks one meeting, and has it where not everybody was counted?
        for place in range(open_):
            who = maybe[place]
            if seen[who] != nearly:
                continue
            for turn in range(low, high):
                row = acts[turn, 0]
                if acts[turn, OBJECT] != costliest or close.before[row + 1] > close.before[row]:
                    continue
                spot = _first_from(acts, starts[who], starts[who + 1], acts[turn, FIRST])
                if spot < starts[who + 1] and acts[spot, 0] < acts[turn, LAST]:
                    met[many] = who
                    many += 1
                    break
        base += least + 1
        _sort(met, many)
        for place in range(many):
            who = met[place]
            if least < min_ties and not hot[who] and seen[who] == target:
                continue  # met once, and on no object that is a record
            one, one_end = low, high
            two, two_end = starts[who], starts[who + 1]
            if one_end - one > 8 * (two_end - two):
                one, one_end, two, two_end = two, two_end, one, one_end
            pairs, shared, rare, before, rests = 0, 0, 0.0, -1, False
            for turn in range(one, one_end):
                reach, end_of_reach = acts[turn, FIRST], acts[turn, LAST]
                # The first act of the other that this act's window reaches.
                spot = two
                if two_end - two > 8:
                    spot = _first_from(acts, two, two_end, reach)
                else:
                    while spot < two_end and acts[spot, 0] < reach:
                        spot += 1
                two = spot
                while spot < two_end and acts[spot, 0] < end_of_reach:
                    if pairs == pair_room:
                        pair_room *= 2
                        p, q = _wider(p, pairs, pair_room), _wider(q, pairs, pair_room)
                        work = np.empty(2 * pair_room, np.int32)
                    p[pairs], q[pairs] = acts[turn, 1], acts[spot, 1]
                    pairs += 1
                    spot += 1
                    if acts[turn, OBJECT] != before:
                        before = acts[turn, OBJECT]
                        rests = rests or listed[acts[turn, 0]]
                        shared += 1
                        rare += rarity[before]
            weight = pairs
            if several and pairs > 1:
                weight = _distinct_pairs(p, q, pairs)
            if weight < min_ties or not rests:
                continue
            if ties == most:
                full = True
                break
            if ties == room:
                room *= 2
                out_a, out_b = _wider(out_a, ties, room), _wider(out_b, ties, room)
                out_weight = _wider(out_weight, ties, room)
                out_objects = _wider(out_objects, ties, room)
                rarer = np.empty(room, np.float64)
                rarer[:ties] = out_rarity[:ties]
                out_rarity = rarer
                longer = np.zeros(room + 1, np.int64)
                longer[: ties + 1] = out_starts[: ties + 1]
                out_starts = longer
            if end + 2 * pairs > posts_room:
                posts_room = 2 * (end + 2 * pairs)
                out_posts = _wider(out_posts, end, posts_room)
            for row in range(pairs):
                work[row], work[pairs + row] = p[row], q[row]
            _sort(work, 2 * pairs)
            for row in range(2 * pairs):
                if row == 0 or work[row] != work[row - 1]:
                    out_posts[end] = work[row]
                    end += 1
            out_a[ties], out_b[ties], out_weight[ties] = own, who, weight
            out_objects[ties], out_rarity[ties] = shared, rare
            ties += 1
            out_starts[ties] = end
    base_of[0] = base
    return (
        out_a[:ties].copy(),
        out_b[:ties].copy(),
        out_weight[:ties].copy(),
        out_objects[:ties].copy(),
        out_rarity[:ties].copy(),
        out_starts[: ties + 1].copy(),
        out_posts[:end].copy(),
        full,
    )


@kernel  # pragma: no cover - compiled code is not traced
def window_starts(times: Ints, starts: Ints, window: int) -> Ints32:
    """First act of the same object that each act's window reaches back to."""
    found = np.empty(len(times), dtype=np.int32)
    for group in range(len(starts) - 1):
        low = starts[group]
        for row in range(starts[group], starts[group + 1]):
            while times[row] - times[low] > window:
                low += 1
            found[row] = low
    return found


@kernel  # pragma: no cover - compiled code is not traced
def window_ends(times: Ints, starts: Ints, window: int) -> Ints:
    """One past the last act of the same object that each act's window reaches."""
    found = np.empty(len(times), dtype=np.int64)
    for group in range(len(starts) - 1):
        high = starts[group]
        for row in range(starts[group], starts[group + 1]):
            while high < starts[group + 1] and times[high] - times[row] <= window:
                high += 1
            found[row] = high
    return found
