"""Pairs of acts on the same object within a window, found by sorting.

Acts stand by object, then time.  For each the reach of its window is found by
bisection, all acts at once; pairs are counted before any of them is made.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import frozen

from contrecoup.findings.echoes.frame import Acts, Ints
from contrecoup.findings.echoes.order import COMPILED_FROM, sorting
from contrecoup.findings.echoes.shelf import Shelf


@frozen(eq=False)
class Timeline:
    """Acts sorted by object, then time, with where each object starts (and the end)."""

    objects: Ints
    times: Ints
    accounts: Ints
    posts: Ints
    starts: Ints

    def __len__(self) -> int:
        """Number of acts."""
        return len(self.posts)

    @property
    def group(self) -> Ints:
        """Which run of ``starts`` each act belongs to."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def put_away(self, shelf: Shelf) -> Timeline:
        """The same, its columns on a shelf."""
        columns = (self.objects, self.times, self.accounts, self.posts, self.starts)
        return Timeline(*(shelf.numbers(column) for column in columns))

    def only(self, rows: Ints) -> Timeline:
        """The same with some acts only (given in ascending order)."""
        return _timeline(
            self.objects[rows], self.times[rows], self.accounts[rows], self.posts[rows]
        )


def _timeline(objects: Ints, times: Ints, accounts: Ints, posts: Ints) -> Timeline:
    if not len(objects):
        return Timeline(objects, times, accounts, posts, np.zeros(1, np.int64))
    cuts = np.flatnonzero(objects[1:] != objects[:-1]) + 1
    starts = np.concatenate([[0], cuts, [len(objects)]]).astype(np.int64)
    return Timeline(objects, times, accounts, posts, starts)


def timeline(acts: Acts, times: Ints, accounts: Ints) -> Timeline:
    """Sort acts; objects on which only one account acted are left out."""
    in_order = bool((acts.posts[1:] >= acts.posts[:-1]).all())
    order = sorting(acts.codes) if in_order else sorting(acts.codes, acts.posts)
    objects, posts = acts.codes[order], acts.posts[order]
    line = _timeline(objects, times[posts], accounts[posts], posts)
    if not len(line):
        return line
    low = np.minimum.reduceat(line.accounts, line.starts[:-1])
    high = np.maximum.reduceat(line.accounts, line.starts[:-1])
    shared = np.flatnonzero(np.repeat(low != high, np.diff(line.starts)))
    return line if len(shared) == len(line) else line.only(shared)


def _bisect(times: Ints, low: Ints, high: Ints, limit: Ints, *, included: bool) -> Ints:
    """First place in each [low, high) whose time is beyond the limit (or reaches it)."""
    low, high = low.copy(), high.copy()
    open_ = np.flatnonzero(low < high)
    while len(open_):
        lows, highs = low[open_], high[open_]
        middle = (lows + highs) >> 1
        found = times[middle]
        before = found <= limit[open_] if included else found < limit[open_]
        lows = np.where(before, middle + 1, lows)
        highs = np.where(before, highs, middle)
        low[open_], high[open_] = lows, highs
        open_ = open_[lows < highs]
    return low


def ahead(line: Timeline, window: int) -> Ints:
    """One past the last act of the same object that each act's window reaches."""
    if len(line) >= COMPILED_FROM:
        from contrecoup.findings.echoes.gather import window_ends

        return np.asarray(window_ends(line.times, line.starts, window))
    ends = np.repeat(line.starts[1:], np.diff(line.starts))
    reach = np.arange(1, len(line) + 1, dtype=np.int64)
    following = np.flatnonzero(reach < ends)
    soon = following[line.times[following + 1] - line.times[following] <= window]
    limit = line.times[soon] + window
    reach[soon] = _bisect(line.times, soon + 1, ends[soon], limit, included=True)
    return reach


def across(line: Timeline, other: Timeline, window: int) -> tuple[Ints, Ints]:
    """Range of acts in ``other`` that each act's window reaches, on the same object."""
    place = np.searchsorted(other.objects[other.starts[:-1]], line.objects)
    known = np.minimum(place, max(len(other.starts) - 2, 0))
    there = (
        other.objects[other.starts[known]] == line.objects
        if len(other)
        else np.zeros(len(line), dtype=np.bool_)
    )
    low = np.where(there, other.starts[known], 0)
    high = np.where(there, other.starts[np.minimum(known + 1, len(other.starts) - 1)], 0)
    first = _bisect(other.times, low, high, line.times - window, included=False)
    last = _bisect(other.times, first, high, line.times + window, included=True)
    return first, last


def expand(rows: Ints, first: Ints, last: Ints, at_most: int) -> Iterator[tuple[Ints, Ints]]:
    """All pairs (row, place in its range), in pieces of about ``at_most``."""
    counts = last - first
    some = np.flatnonzero(counts > 0)
    rows, first, counts = rows[some], first[some], counts[some]
    done = np.cumsum(counts)
    low = 0
    while low < len(rows):
        before = int(done[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(done, before + at_most, side="right")))
        piece = counts[low:high]
        total = int(piece.sum())
        offset = np.arange(total) - np.repeat(np.cumsum(piece) - piece, piece)
        yield np.repeat(rows[low:high], piece), np.repeat(first[low:high], piece) + offset
        low = high
