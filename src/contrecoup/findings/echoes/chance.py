"""How many ties chance alone would make, by two nulls.

*Who*: accounts are permuted among the acts of the same hour; what was done
and when stays.  *When*: each account's timeline is shifted as a whole by up to
``SHIFT``, every shift as likely; who did what stays.  Each pair's expected
weight has a closed form under both.  From the higher of the two and the number
of distinct objects that the pair shared come a p-value (Poisson tail) and, over
all pairs of accounts, a false-discovery rate (Benjamini-Hochberg).  Seeded runs
of both nulls say how many pairs share one object, two, three … where nothing
but chance is at work.

Source of the rate: Benjamini and Hochberg, *Controlling the False Discovery Rate*, Journal of
the Royal Statistical Society B 57 (1995).
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from contrecoup.findings.echoes.frame import Acts, Ints
from contrecoup.findings.echoes.order import COMPILED_FROM, sorting
from contrecoup.findings.echoes.shelf import Shelf
from contrecoup.findings.echoes.spool import Ties
from contrecoup.findings.echoes.sweep import Timeline, _timeline, ahead, expand

HOUR: Final = 3_600_000_000
SHIFT: Final = 6 * HOUR
MOST_OBJECTS: Final = 5
MOST_COMPARED: Final = 1 << 16  # acts of two accounts on one object; beyond, every n-th
MOST_PAIRS: Final = 1_000_000  # of posts that are permuted; the hottest objects are left out
MOST_ACTS: Final = 1_000_000  # acts or pairs, times runs
_PIECE = 4_000_000
Floats = NDArray[np.float64]


def every_act(acts: Acts, times: Ints, accounts: Ints) -> Timeline:
    """All acts by object, then time, those on one account's objects too."""
    order = sorting(acts.codes, acts.posts)
    posts = acts.posts[order]
    return _timeline(acts.codes[order], times[posts], accounts[posts], posts)


@frozen(eq=False)
class ByHour:
    """What permuting accounts within the hour gives each pair, in closed form.

    Attributes:
        starts: where each account's hours start in the next two (one more at the end).
        hours: hours in which it acted, as places among the hours in which anybody did.
        acts: how often.
        own: by hour, the share of two acts of that hour that meet on one object.
        step: the same for an act of that hour and one of the next.
    """

    starts: Ints
    hours: Ints
    acts: Floats
    own: Floats
    step: Floats

    @classmethod
    def of(cls, line: Timeline, window: int) -> ByHour:
        """Count acts and meetings by hour (by window, where that is longer)."""
        block = line.times // max(HOUR, window)
        block -= block.min()
        blocks, people = int(block.max()) + 2, int(line.accounts.max()) + 1
        block, present = _dense(block)  # only the hours in which anything was done
        follows = np.diff(present, append=blocks) == 1
        total = np.bincount(block, minlength=len(present)).astype(np.float64)
        inside, beside = _pairs_by_block(line, block, window, len(present))
        with np.errstate(divide="ignore", invalid="ignore"):
            own = np.nan_to_num(2.0 * inside / (total * (total - 1.0)), posinf=0.0)
            step = np.nan_to_num(beside / (total * np.roll(total, -1)), posinf=0.0)
        key = line.accounts * len(present) + block
        key.sort()
        at = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
        acts = np.diff(at, append=len(key)).astype(np.float64)
        key = key[at]
        starts = np.searchsorted(key, np.arange(people + 1) * len(present))
        return cls(starts, key % len(present), acts, own, np.where(follows, step, 0.0))

    def expected(self, a: Ints, b: Ints, *, compiled: bool = False) -> Floats:
        """Expected weight of each pair of accounts."""
        if compiled:
            from contrecoup.findings.echoes.expected import meet_by_hour as meet
        else:
            meet = _meet_by_hour
        return meet(a, b, self.starts, self.hours, self.acts, self.own, self.step)


def _dense(values: Ints) -> tuple[Ints, Ints]:
    """Places of values among the distinct ones, and those."""
    if int(values.max()) > 8 * len(values) + 1024:
        present, places = np.unique(values, return_inverse=True)
        return places, present
    seen = np.zeros(int(values.max()) + 1, dtype=np.bool_)
    seen[values] = True
    return (np.cumsum(seen) - 1)[values], np.flatnonzero(seen)


@frozen(eq=False)
class ByShift:
    """What shifting each account's timeline gives each pair, in closed form.

    Attributes:
        objects: by act on what several did, in order of account, object and time.
        times: likewise.
        starts: where each account's acts start (one more at the end).
        window: most microseconds between two acts that meet.
    """

    objects: Ints
    times: Ints
    starts: Ints
    window: int

    @classmethod
    def of(cls, line: Timeline, window: int) -> ByShift:
        """Put acts (by object, then time) in order of their accounts."""
        people = int(line.accounts.max()) + 1
        line = _shared(line)  # what one account alone acts on, no two can share
        rows = sorting(line.accounts)
        counts = np.bincount(line.accounts, minlength=people)
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return cls(line.objects[rows], line.times[rows], starts, window)

    def expected(self, a: Ints, b: Ints, *, compiled: bool = False) -> Floats:
        """Expected weight of each pair of accounts."""
        columns = (a, b, self.starts, self.objects, self.times)
        if compiled:
            from contrecoup.findings.echoes.expected import meet_by_shift

            return meet_by_shift(*columns, self.window, SHIFT, MOST_COMPARED)
        found = np.zeros(len(a))
        for place, (one, two) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
            found[place] = self._pair(one, two)
        return found

    def _pair(self, one: int, two: int) -> float:
        mine = slice(int(self.starts[one]), int(self.starts[one + 1]))
        theirs = slice(int(self.starts[two]), int(self.starts[two + 1]))
        total = 0.0
        for thing in np.intersect1d(self.objects[mine], self.objects[theirs]).tolist():
            left, right = (self.times[part][self.objects[part] == thing] for part in (mine, theirs))
            step = _step(len(left), len(right))
            left, right = left[::step], right[::step]
            apart = (left[:, None] - right[None, :]).astype(np.float64).ravel()
            total += float(_met(apart, self.window).sum()) * step * step
        return total


def _step(left: int, right: int) -> int:
    """Every how many-th act is compared, so that no pair costs more than a bound."""
    step = 1
    while -(-left // step) * -(-right // step) > MOST_COMPARED:
        step += 1
    return step


def _met(apart: Floats, window: int) -> Floats:
    """Chance that two acts so far apart meet once both timelines are shifted."""
    return np.asarray(_below(window - apart) - _below(-window - 1 - apart), dtype=np.float64)


def _below(limit: Floats) -> Floats:
    """Chance that the difference of two shifts is at most so much (a triangle)."""
    part = np.clip(limit / (2.0 * SHIFT), -1.0, 1.0)
    return np.where(part < 0, 0.5 * (1.0 + part) ** 2, 1.0 - 0.5 * (1.0 - part) ** 2)


@frozen(eq=False)
class Chance:
    """Both nulls of one kind of tie."""

    who: ByHour
    when: ByShift

    def put_away(self, shelf: Shelf) -> Chance:
        """The same, what both know of each account on a shelf."""
        who, when, away = self.who, self.when, shelf.numbers
        return Chance(
            evolve(who, starts=away(who.starts), hours=away(who.hours), acts=away(who.acts)),
            evolve(
                when,
                objects=away(when.objects),
                times=away(when.times),
                starts=away(when.starts),
            ),
        )

    @classmethod
    def of(cls, line: Timeline, window: int) -> Chance:
        """Prepare both for all acts of a kind."""
        return cls(ByHour.of(line, window), ByShift.of(line, window))

    def beside(self, ties: Ties, compiled: bool) -> Ties:  # noqa: FBT001 what a Then takes
        """Ties with what the nulls expect."""
        who = self.who.expected(ties.a, ties.b, compiled=compiled)
        when = self.when.expected(ties.a, ties.b, compiled=compiled)
        p = p_values(ties.objects, np.maximum(who, when))  # under the null that expects more
        return ties._replace(expected=who, expected_when=when, p=p)


def _meet_by_hour(
    a: Ints, b: Ints, starts: Ints, hours: Ints, acts: Floats, own: Floats, step: Floats
) -> Floats:
    """Expected weight of each pair: hours of the two side by side, each with the next."""
    found = np.zeros(len(a))
    busy = {
        account: dict(
            zip(
                hours[starts[account] : starts[account + 1]].tolist(),
                acts[starts[account] : starts[account + 1]].tolist(),
                strict=True,
            )
        )
        for account in set(a.tolist()) | set(b.tolist())
    }
    for place, (one, two) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        theirs = busy[two]
        mean = 0.0
        for hour, many in busy[one].items():
            mean += step[hour - 1] * many * theirs.get(hour - 1, 0.0) if hour else 0.0
            mean += own[hour] * many * theirs.get(hour, 0.0)
            mean += step[hour] * many * theirs.get(hour + 1, 0.0)
        found[place] = mean
    return found


def _pairs_by_block(line: Timeline, block: Ints, window: int, blocks: int) -> tuple[Floats, Floats]:
    """Pairs of acts on one object within the window: in one block, and into the next."""
    if len(line) >= COMPILED_FROM:
        from contrecoup.findings.echoes.expected import pairs_by_block

        return pairs_by_block(line.times, line.starts, block, window, blocks)
    reach = ahead(line, window)
    rows = np.arange(len(line), dtype=np.int64)
    # Acts of one object and block stand together; the last of them ends the block.
    change = np.ones(len(line), dtype=np.bool_)
    change[:-1] = (block[1:] != block[:-1]) | (line.objects[1:] != line.objects[:-1])
    last = np.flatnonzero(change)
    end = last[np.searchsorted(last, rows)] + 1
    within = np.minimum(reach, end) - rows - 1
    beyond = np.maximum(reach - end, 0)
    return (
        np.bincount(block, weights=within, minlength=blocks).astype(np.float64),
        np.bincount(block, weights=beyond, minlength=blocks).astype(np.float64),
    )


def p_values(objects: Ints, mean: Floats) -> Floats:
    """Chance of at least so many shared objects where so much weight is expected."""
    mean = np.maximum(mean, 1e-300)
    found = -np.expm1(-mean)
    more = np.flatnonzero(objects > 1)
    if len(more):
        from scipy.special import gammainc

        found[more] = gammainc(objects[more].astype(np.float64), mean[more])
    return np.asarray(found, dtype=np.float64)


def q_values(p: Floats, tests: int) -> Floats:
    """Benjamini-Hochberg over ``tests`` pairs, of which only those tied are given."""
    if not len(p):
        return p
    order = np.argsort(p)
    found = np.empty(len(p))
    found[order] = _rising(p[order], tests)
    return found


def _rising(p: Floats, tests: int) -> Floats:
    """Rates of p-values that stand in order."""
    scaled = p * max(tests, len(p))
    scaled /= np.arange(1, len(p) + 1)
    np.minimum.accumulate(scaled[::-1], out=scaled[::-1])
    return np.minimum(scaled, 1.0, out=scaled)


def pairs_tested(line: Timeline) -> int:
    """Number of pairs of accounts that could have been tied."""
    people = int(np.count_nonzero(np.bincount(line.accounts))) if len(line) else 0
    return people * (people - 1) // 2


@frozen(eq=False)
class Rates:
    """False-discovery rates of p-values, looked up: each rate, and the highest p-value of it."""

    p: Floats
    q: Floats

    @classmethod
    def of(cls, p: Floats, tests: int) -> Rates:
        """Rates over ``tests`` pairs, of which only those tied have a p-value."""
        p = np.sort(p)
        q = _rising(p, tests)
        last = np.flatnonzero(np.append(q[1:] != q[:-1], np.ones(min(len(q), 1), dtype=np.bool_)))
        return cls(p[last], q[last])

    def highest(self, rate: float) -> float:
        """Highest p-value whose rate is at most ``rate``; -1 where there is none."""
        at = int(np.searchsorted(self.q, rate, side="right")) - 1
        return float(self.p[at]) if at >= 0 else -1.0

    def __call__(self, p: Floats) -> Floats:
        """Rate of each p-value."""
        return np.asarray(self.q[np.searchsorted(self.p, p)], dtype=np.float64)


def levels(line: Timeline, window: int, runs: int, seed: int) -> dict[str, Any] | None:
    """Pairs of accounts that share at least one object, two …: observed and by chance.

    Objects whose pairs are too many to permute are left out of all three, the
    hottest first, and counted.
    """
    if not len(line) or not runs:
        return None
    few, left_out = _without_the_hottest(line, window)
    kept = np.repeat(few, np.diff(line.starts))
    accounts = line.accounts[kept]
    if not len(accounts):
        return {"runs": 0, "levels": [], **left_out}
    several = np.repeat(few & (np.diff(line.starts) > 1), np.diff(line.starts))
    shared = line.only(np.flatnonzero(several))  # what one account alone acts on, no two can share
    reach = ahead(shared, window)
    total = int((reach - np.arange(len(shared)) - 1).sum())
    runs = max(1, min(runs, MOST_ACTS // max(total, len(accounts))))
    chosen = np.random.default_rng(seed)
    block, _ = _dense(line.times[kept] // HOUR - int(line.times.min()) // HOUR)
    block = block.astype(np.int32)
    order = sorting(block)
    who, when = [], []
    for _ in range(runs):
        noise = chosen.integers(0, 1 << 40, len(accounts))
        shuffled = np.empty_like(accounts)
        shuffled[order] = accounts[sorting(block, noise)]
        del noise
        who.append(_levels(_with_accounts(shared, shuffled[several[kept]]), reach))
        shift = chosen.integers(-SHIFT, SHIFT + 1, int(accounts.max()) + 1)
        moved = shared.times + shift[shared.accounts]
        sort = sorting(shared.objects, moved)
        later = _timeline(
            shared.objects[sort], moved[sort], shared.accounts[sort], shared.posts[sort]
        )
        when.append(_levels(later, ahead(later, window)))
    observed = _levels(shared, reach)
    by_who, by_when = np.array(who, np.float64), np.array(when, np.float64)
    return {
        "runs": runs,
        "levels": [
            {
                "objects": k + 1,
                "observed": int(observed[k]),
                "expected_who": float(by_who[:, k].mean()),
                "expected_when": float(by_when[:, k].mean()),
                "runs_as_high_who": int((by_who[:, k] >= observed[k]).sum()),
                "runs_as_high_when": int((by_when[:, k] >= observed[k]).sum()),
                "above_chance": bool(
                    observed[k] > 0
                    and (by_who[:, k] < observed[k]).all()
                    and (by_when[:, k] < observed[k]).all()
                ),
            }
            for k in range(MOST_OBJECTS)
        ],
        **left_out,
    }


def _without_the_hottest(line: Timeline, window: int) -> tuple[NDArray[np.bool_], dict[str, int]]:
    """Objects whose pairs are few enough together, and what was left out."""
    pairs = np.add.reduceat(ahead(line, window) - np.arange(1, len(line) + 1), line.starts[:-1])
    kept = np.ones(len(pairs), dtype=np.bool_)
    if int(pairs.sum()) <= MOST_PAIRS:
        return kept, {}
    order = np.argsort(pairs, kind="stable")
    kept[order] = np.cumsum(pairs[order]) <= MOST_PAIRS
    return kept, {"objects_left_out": int((~kept).sum()), "their_pairs": int(pairs[~kept].sum())}


def _shared(line: Timeline) -> Timeline:
    """Acts on objects on which several acted."""
    several = np.diff(line.starts) > 1
    return line.only(np.flatnonzero(np.repeat(several, np.diff(line.starts))))


def _with_accounts(line: Timeline, accounts: Ints) -> Timeline:
    return Timeline(line.objects, line.times, accounts, line.posts, line.starts)


def _levels(line: Timeline, reach: Ints) -> Ints:
    """Number of pairs of accounts that share at least 1, 2 … objects within the window."""
    people = int(line.accounts.max(initial=0)) + 1
    group = line.group
    rows = np.arange(len(line), dtype=np.int64)
    keys, objects = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for i, j in expand(rows, rows + 1, reach, _PIECE):
        one, two = line.accounts[i], line.accounts[j]
        other = one != two
        keys.append((np.minimum(one, two) * people + np.maximum(one, two))[other])
        objects.append(group[i[other]])
    key, shared = np.concatenate(keys), np.concatenate(objects)
    if not len(key):
        return np.zeros(MOST_OBJECTS, dtype=np.int64)
    groups = len(line.starts)
    if people * people < (1 << 62) // groups:
        both = np.sort(key * groups + shared)
        both = both[np.concatenate([[True], both[1:] != both[:-1]])]
        key = both // groups
    else:
        order = sorting(key, shared)
        key, shared = key[order], shared[order]
        new = (key[1:] != key[:-1]) | (shared[1:] != shared[:-1])
        key = key[np.concatenate([[True], new])]
    counts = np.diff(np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1], [True]])))
    return np.array([(counts > k).sum() for k in range(MOST_OBJECTS)], dtype=np.int64)
