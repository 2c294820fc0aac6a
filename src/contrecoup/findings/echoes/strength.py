"""Ties of each kind, from acts to rows: found, weighed against chance, read in batches."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import frozen

from contrecoup.findings.echoes import peers, tables
from contrecoup.findings.echoes.blind import Blind
from contrecoup.findings.echoes.chance import (
    Chance,
    Rates,
    every_act,
    levels,
    pairs_tested,
)
from contrecoup.findings.echoes.crowds import Group, find_groups, rows
from contrecoup.findings.echoes.frame import Acts, Frame
from contrecoup.findings.echoes.settings import Settings
from contrecoup.findings.echoes.shelf import Shelf
from contrecoup.findings.echoes.spool import Spool, Ties
from contrecoup.findings.echoes.ties import ANY, Hot, Plan, find_ties

RUNS = 99
"""Random groups with which each group is compared."""
ROWS = 1 << 16
"""Rows of a batch, at most."""


@frozen(eq=False)
class Tied:
    """Ties of one kind.

    Attributes:
        by: the kind.
        frame: the posts.
        spool: ties in order of their accounts.
        hot: objects with very many pairs.
        names: what objects are called, by their codes; none where posts say it.
        rates: false-discovery rate of a p-value.
        by_chance: pairs that share one object, two …: observed and by chance.
        groups: accounts whose ties survive chance.
    """

    by: str
    frame: Frame
    spool: Spool
    hot: tuple[Hot, ...]
    names: Any
    rates: Rates | None
    by_chance: dict[str, Any] | None
    groups: list[Group]

    def batches(self) -> Iterator[Any]:
        """Rows of the table of ties."""
        for block in self.spool:
            for low in range(0, block.number, ROWS):
                part = block.part(low, min(block.number, low + ROWS))
                yield tables.ties_batch(self.by, self.frame, part, self.rates)

    def group_rows(self) -> Iterator[dict[str, Any]]:
        """Rows of the table of groups."""
        return rows(self.by, self.groups, self.frame.account_ids)

    def records(self) -> Iterator[dict[str, Any]]:
        """Rows of the table of objects with very many pairs."""
        firsts = np.array([record.posts[0] for record in self.hot], dtype=np.int64)
        texts = [] if len(self.names) else self.frame.texts_of(firsts)
        for place, record in enumerate(self.hot):
            first, last = int(record.posts[0]), int(record.posts[-1])
            yield {
                "by": self.by,
                "object": texts[place] if texts else self.names[record.object].as_py(),
                "posts": len(record.posts),
                "people": record.people,
                "pairs": record.pairs,
                "first_post": self.frame.ids[first].as_py(),
                "first_at": int(self.frame.times[first]),
                "last_at": int(self.frame.times[last]),
                "listed": record.listed,
            }


def tied(
    by: str,
    frame: Frame,
    acts: Acts,
    settings: Settings,
    elsewhere: Plan | None = None,
    shelf: Shelf | None = None,
) -> Tied:
    """Find the ties of one kind (on other machines, where ``elsewhere`` is given).

    Acts lie on the ``shelf`` while nobody reads them.
    """
    shelf = shelf or Shelf(1 << 62)
    acts = acts.canonical().put_away(shelf)
    window = round(settings.window * 1e6)
    line = None
    if settings.chance and len(acts):
        line = every_act(acts, frame.times, frame.accounts).put_away(shelf)
    chance = Chance.of(line, window).put_away(shelf) if line is not None else None
    with ThreadPoolExecutor(1) as pool:  # seeded runs, while ties are found
        drawn = pool.submit(levels, line, window, settings.chance, settings.seed) if line else None
        if drawn and shelf.used:  # one after the other takes less memory
            drawn.result()
            shelf.rest()
        spool, hot = find_ties(
            acts,
            frame.times,
            frame.accounts,
            window=window,
            min_ties=settings.min_ties,
            hot_pairs=ANY if settings.hot_pairs is None else settings.hot_pairs,
            most_pairs=max(settings.memory // 1024, 1 << 16),
            room=settings.memory // 64,
            then=chance.beside if chance else None,
            elsewhere=elsewhere,
        )
        by_chance = drawn.result() if drawn else None
    rates = None
    groups: list[Group] = []
    if line is not None:
        p, filled = np.empty(len(spool)), 0
        for block in spool:
            p[filled : filled + block.number] = block.p
            filled += block.number
        rates = Rates.of(p, pairs_tested(line))
        del p
        most = rates.highest(settings.fdr)
        acts_of = np.bincount(line.accounts, minlength=len(frame.account_ids))
        blind = Blind(acts_of, pairs_tested(line), settings.fdr)
        left = []
        for block in spool:
            left.append(block.where(block.p <= most))
            blind.see(block, most)
        by_chance = by_chance and {**by_chance, **blind.told()}
        groups = find_groups(Ties.joined(left), acts_of, runs=RUNS, seed=settings.seed)
    return Tied(by, frame, spool, hot, acts.values, rates, by_chance, groups)


def as_peers(by: str, frame: Frame, settings: Settings) -> Any:
    """Rows of the table of ties by the definition of one of the two tools."""
    window = round(settings.window * 1e6)
    least = settings.min_ties
    if settings.ties_as == "coortweet":
        every = frame.acts.get("object_id") if by == "object" else None
        acts = peers.cnt_acts(frame, by) if every is None else every
        edges = peers.coor(acts, frame, window=window, min_participation=least)
    elif by == "near":
        edges = peers.cnt_similar(
            frame, window=window, min_ties=least, threshold=settings.threshold
        )
    else:
        edges = peers.cnt(peers.cnt_acts(frame, by), frame, window=window, min_ties=least)
    columns = {
        "by": pa.repeat(pa.scalar(by, tables.TEXT), len(edges.a)),
        "account_a": tables.pick(frame.account_ids, edges.a),
        "account_b": tables.pick(frame.account_ids, edges.b),
        "weight": pa.array(edges.weight.astype(np.int64)),
    }
    arrays = [columns.get(field.name, pa.nulls(len(edges.a), field.type)) for field in tables.TIES]
    return pa.RecordBatch.from_arrays(arrays, schema=tables.TIES)
