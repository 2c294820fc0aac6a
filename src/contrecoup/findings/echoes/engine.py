"""One run: a frame of posts in, four tables and a summary out."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from contrecoup.findings.echoes import peers, tables
from contrecoup.findings.echoes.chance import every_act, levels, significance
from contrecoup.findings.echoes.frame import Acts, Frame, Ints, read_frame
from contrecoup.findings.echoes.messages import Messages, find_messages
from contrecoup.findings.echoes.objects import acts_by
from contrecoup.findings.echoes.settings import DEFAULT_BY, By, Settings, TiesAs, size
from contrecoup.findings.echoes.ties import BYTES_A_PAIR, BYTES_A_TIE, find_ties
from contrecoup.findings.echoes.waves import Buckets, Wave, cut, find_waves
from contrecoup.findings.echoes.wordings import Wordings, read_texts

VERSION = "1"
THREADS_FROM = 50_000
OnStage = Callable[[str], None]


@frozen(eq=False)
class Echoes:
    """What a run found, as Arrow tables, and how it was found.

    Attributes:
        echoes: one row a message.
        members: one row a message and a post that carries it.
        ties: one row a kind of tie and a pair of accounts.
        waves: one row a wave and a bucket of time.
        summary: rows read, outcomes, settings, timings by stage, memory.
    """

    echoes: Any
    members: Any
    ties: Any
    waves: Any
    summary: dict[str, Any]


class _Clock:
    def __init__(self, on_stage: OnStage | None) -> None:
        self.on_stage = on_stage
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        if self.on_stage is not None:
            self.on_stage(name)
        begun = time.perf_counter()
        try:
            yield
        finally:
            taken = time.perf_counter() - begun
            self.seconds[name] = round(self.seconds.get(name, 0.0) + taken, 4)


def echoes(
    frame: Any,
    *,
    by: Sequence[str] = DEFAULT_BY,
    window: float = 60.0,
    min_ties: int = 2,
    min_people: int = 2,
    threshold: float = 0.8,
    ties_as: str = "exact",
    min_words: int = 4,
    memory: int | str = "4GiB",
    chance: int = 20,
    seed: int = 20231117,
    on_stage: OnStage | None = None,
) -> Echoes:
    """Find who said the same, together.

    Args:
        frame: a table that speaks the Arrow C stream, with the columns
            post_id, account_id, created_at (a time, ISO 8601 text, or seconds
            since 1970) and, where there are any, text, links, hashtags
            (lists), repost_of, reply_to, object_id.
        by: kinds of tie.
        window: most seconds between two posts of a tie, both ends included.
        min_ties: least weight of a tie.
        min_people: least number of accounts of an echo or a wave.
        threshold: least word-set Jaccard of a near echo.
        ties_as: ``exact``, or the definition of the toolkit (``cnt``) or of
            CooRTweet (``coortweet``).
        min_words: distinct words from which two wordings can be near.
        memory: what intermediate tables may take, as ``4GiB`` or bytes.
        chance: permutations for each of the two nulls; 0 leaves them out.
        seed: of the permutations.
        on_stage: called with each stage's name as it begins.

    Raises:
        SettingsError: a setting or a column is wrong.
    """
    settings = Settings(
        by=cast("tuple[By, ...]", tuple(by)),
        window=window,
        min_ties=min_ties,
        min_people=min_people,
        threshold=threshold,
        ties_as=cast("TiesAs", ties_as),
        min_words=min_words,
        memory=size(memory),
        chance=chance,
        seed=seed,
    )
    clock = _Clock(on_stage)
    with clock.stage("read"):
        read = read_frame(frame)
    return _run(read, settings, clock)


def _run(frame: Frame, settings: Settings, clock: _Clock) -> Echoes:
    with clock.stage("normalise"):
        text_of_post, texts = _distinct_texts(frame)
        wordings = read_texts(texts)
    frame.outcomes["reposts, counted as reposts only"] = int((~frame.originals).sum())
    frame.outcomes["without a text to compare"] = int(
        (frame.originals & ((text_of_post < 0) | (wordings.forms[text_of_post] < 0))).sum()
        if len(wordings)
        else frame.originals.sum()
    )
    with clock.stage("echoes"):
        messages = find_messages(frame, text_of_post, wordings, settings)
        echo_table, members = tables.echoes_table(frame, wordings, messages, settings.threshold)
    with clock.stage("ties"):
        acts = {
            by: acts_by(by, frame, text_of_post, wordings, messages)
            for by in settings.by
            if settings.ties_as == "exact"
        }
        with ThreadPoolExecutor(_workers(frame)) as pool:
            found = list(pool.map(lambda by: _ties(by, frame, acts.get(by), settings), settings.by))
        ties = pa.concat_tables([table for table, _ in found] or [tables.TIES.empty_table()])
        by_chance = {
            by: chance for by, (_, chance) in zip(settings.by, found, strict=True) if chance
        }
    with clock.stage("waves"):
        waves = _waves(frame, text_of_post, wordings, messages, echo_table, settings)
    return Echoes(
        echoes=echo_table,
        members=members,
        ties=ties,
        waves=tables.waves_table(waves, frame),
        summary=_summary(frame, settings, clock, messages) | {"chance": by_chance},
    )


def _distinct_texts(frame: Frame) -> tuple[Ints, Any]:
    """Distinct text of each original post (-1: none), and those texts."""
    if frame.texts is None:
        return np.full(len(frame), -1, dtype=np.int64), pa.array([], type=pa.large_string())
    own = pc.if_else(pa.array(frame.originals), frame.texts, pa.scalar(None, pa.large_string()))
    encoded = pc.dictionary_encode(own)
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    return np.asarray(codes, dtype=np.int64), encoded.dictionary


def _workers(frame: Frame) -> int:
    """Threads for kinds of ties; one where starting them costs more than it saves."""
    return min(2, len(os.sched_getaffinity(0))) if len(frame) >= THREADS_FROM else 1


def _ties(by: str, frame: Frame, acts: Acts | None, settings: Settings) -> tuple[Any, Any]:
    """Table of ties of one kind, and what chance would make of the same acts."""
    if acts is None:
        return _peer_ties(by, frame, settings), None
    window = round(settings.window * 1e6)
    ties = find_ties(
        acts,
        frame.times,
        frame.accounts,
        window=window,
        min_ties=settings.min_ties,
        most_pairs=max(settings.memory // (8 * BYTES_A_PAIR), 1 << 16),
        most_ties=settings.memory // BYTES_A_TIE,
    )
    if ties.hot:
        frame.outcomes[f"objects of ties by {by} that are too many to list"] = len(ties.hot)
    if not settings.chance or not len(acts):
        return tables.ties_table(by, frame, ties, {"rarity": ties.rarity}), None
    line = every_act(acts, frame.times, frame.accounts)
    beside = significance(line, ties, window)
    table = tables.ties_table(by, frame, ties, beside)
    return table, levels(line, window, settings.chance, settings.seed)


def _peer_ties(by: str, frame: Frame, settings: Settings) -> Any:
    window = round(settings.window * 1e6)
    least = settings.min_ties
    if settings.ties_as == "coortweet":
        acts = frame.acts["object_id"] if by == "object" else peers.cnt_acts(frame, by)
        edges = peers.coor(acts, frame, window=window, min_participation=least)
    elif by == "near":
        edges = peers.cnt_similar(
            frame, window=window, min_ties=least, threshold=settings.threshold
        )
    else:
        edges = peers.cnt(peers.cnt_acts(frame, by), frame, window=window, min_ties=least)
    columns = {
        "by": pa.array([by] * len(edges.a), type=tables.TEXT),
        "account_a": tables.pick(frame.account_ids, edges.a),
        "account_b": tables.pick(frame.account_ids, edges.b),
        "weight": pa.array(edges.weight.astype(np.int64)),
    }
    arrays = [columns.get(field.name, pa.nulls(len(edges.a), field.type)) for field in tables.TIES]
    return pa.Table.from_arrays(arrays, schema=tables.TIES)


def _waves(
    frame: Frame,
    text_of_post: Ints,
    wordings: Wordings,
    messages: Messages,
    echo_table: Any,
    settings: Settings,
) -> list[tuple[str, Wave]]:
    buckets = cut(frame.times)
    found: list[tuple[str, Wave]] = []
    for by in ("emoji", "hashtag"):
        acts = acts_by(by, frame, text_of_post, wordings, messages)
        found += _named(by, acts, acts.values.to_pylist(), frame, buckets, settings)
    owner = np.repeat(np.arange(len(messages)), np.diff(messages.starts))
    acts = Acts(messages.member, owner, None, messages.member)
    found += _named("echo", acts, echo_table["echo_id"].to_pylist(), frame, buckets, settings)
    return sorted(found, key=lambda pair: (pair[1].onset, -pair[1].posts, pair[0]))


def _named(
    by: str,
    acts: Acts,
    names: list[str],
    frame: Frame,
    buckets: Buckets,
    settings: Settings,
) -> list[tuple[str, Wave]]:
    waves = find_waves(acts, frame.times, frame.accounts, buckets, min_people=settings.min_people)
    prefix = "" if by == "echo" else f"{by}:"
    return [(prefix + names[wave.what], wave) for wave in waves]


def _summary(frame: Frame, settings: Settings, clock: _Clock, messages: Messages) -> dict[str, Any]:
    import resource

    return {
        "rows": frame.outcomes["rows"],
        "posts": len(frame),
        "accounts": len(frame.account_ids),
        "outcomes": {k: v for k, v in frame.outcomes.items() if k not in {"rows", "posts"} and v},
        "near_pairs": len(messages.pairs),
        "settings": settings.as_dict(),
        "timings": clock.seconds,
        "peak_memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "version": VERSION,
    }
