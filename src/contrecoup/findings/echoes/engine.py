"""One run: a frame of posts in, four tables and a summary out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property, partial
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import frozen

from contrecoup.findings.echoes import tables
from contrecoup.findings.echoes.blind import warnings
from contrecoup.findings.echoes.coming import Coming, OnTables, tie_batches, tie_stream
from contrecoup.findings.echoes.frame import Acts, Frame, Ints, read_frame
from contrecoup.findings.echoes.memory import release
from contrecoup.findings.echoes.messages import Messages, find_messages
from contrecoup.findings.echoes.near import Pairs
from contrecoup.findings.echoes.objects import acts_by, of_posts
from contrecoup.findings.echoes.settings import DEFAULT_BY, Settings, asked
from contrecoup.findings.echoes.shelf import Shelf
from contrecoup.findings.echoes.strength import Tied, as_peers, tied
from contrecoup.findings.echoes.targets import find_targets
from contrecoup.findings.echoes.ties import Plan
from contrecoup.findings.echoes.variants import find_variants
from contrecoup.findings.echoes.waves import Buckets, Wave, cut, find_waves
from contrecoup.findings.echoes.wordings import Wordings, read_texts

VERSION = "1"
OF_MESSAGES = ("text", "near")  # kinds of ties that rest on echoes
LARGE = 200_000  # posts from which memory is given back between stages
OnStage = Callable[[str], None]


@frozen(eq=False, slots=False)
class Echoes:
    """What a run found, as Arrow tables, and how it was found.

    Attributes:
        echoes: one row a message.
        members: one row a message and a post that carries it.
        variants: one row a wording of a message that has several: a tree.
        waves: one row a wave and a bucket of time.
        groups: one row a group of accounts whose ties survive chance.
        hot: one row an object with very many pairs of posts.
        summary: rows read, outcomes, settings, timings by stage, memory.
        tied: ties by kind, as :meth:`tie_batches` reads them.
    """

    echoes: Any
    members: Any
    variants: Any
    groups: Any
    waves: Any
    hot: Any
    summary: dict[str, Any]
    tied: list[Any]

    def tie_batches(self) -> Iterator[Any]:
        """Rows of ``ties`` in batches, so that many need little room."""
        return tie_batches(self.tied)

    def tables(self) -> dict[str, Any]:
        """Tables by name; ties as a stream of batches, which can be read once."""
        rest = {name: getattr(self, name) for name in tables.SCHEMAS if name != "ties"}
        return {"ties": tie_stream(self.tied), **rest}

    @cached_property
    def ties(self) -> Any:
        """One row a kind of tie and a pair of accounts."""
        return pa.Table.from_batches(list(self.tie_batches()), schema=tables.TIES)


class Clock:
    """Tells stages as they begin, and how long each took."""

    def __init__(self, on_stage: OnStage | None, shelf: Shelf | None = None) -> None:
        self.on_stage = on_stage
        self.shelf = shelf or Shelf(1 << 62)
        self.large = False
        self.seconds: dict[str, float] = {}

    def rest(self) -> None:
        """Give back memory that is not in use."""
        self.shelf.rest()
        if self.large:
            release()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a block."""
        if self.on_stage is not None:
            self.on_stage(name)
        begun = time.perf_counter()
        try:
            yield
        finally:
            taken = time.perf_counter() - begun
            self.seconds[name] = round(self.seconds.get(name, 0.0) + taken, 4)
            self.rest()


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
    hot_pairs: int | None = None,
    fdr: float = 0.05,
    on_stage: OnStage | None = None,
    on_tables: OnTables | None = None,
) -> Echoes:
    """Find who said the same, together.

    Args:
        frame: a table that speaks the Arrow C stream, with the columns
            post_id, account_id, created_at (a time, ISO 8601 text, or seconds
            since 1970) and, where there are any, text, links, hashtags
            (lists), resolved (a list: where the text's links lead), repost_of,
            reply_to, object_id.
        by: kinds of tie; without ``near``, echoes are what a layer makes the same.
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
        hot_pairs: an object with more pairs of posts within the window is kept as one record;
            where not given, only when there are too many ties to list.
        fdr: false-discovery rate up to which a tie survives chance, for groups.
        on_stage: called with each stage's name as it begins.
        on_tables: called once, when the echoes are found, with all tables as streams, which can
            be read on another thread while the rest is found.

    Raises:
        SettingsError: a setting or a column is wrong.
    """
    settings = asked(
        by=tuple(by),
        window=window,
        min_ties=min_ties,
        min_people=min_people,
        threshold=threshold,
        ties_as=ties_as,
        min_words=min_words,
        memory=memory,
        chance=chance,
        seed=seed,
        hot_pairs=hot_pairs,
        fdr=fdr,
    )
    clock = Clock(on_stage, Shelf(settings.memory))
    with clock.stage("read"):
        read = read_frame(frame, clock.shelf)
        del frame
        clock.large = len(read) >= LARGE
    with clock.stage("normalise"):
        wordings = read_texts(read.texts, find_targets(read), clock.shelf)
        wordings = wordings.put_away(clock.shelf, words=False)
    return run(read, wordings, settings, clock, on_tables=on_tables)


def run(
    frame: Frame,
    wordings: Wordings,
    settings: Settings,
    clock: Clock,
    near: Callable[[Ints], Pairs] | None = None,
    elsewhere: Plan | None = None,
    on_tables: OnTables | None = None,
) -> Echoes:
    """Find everything among posts whose texts were read.

    Texts were compared already where ``near`` is given; ties are found by ``elsewhere``,
    where that is given.
    """
    frame.outcomes["reposts, counted as reposts only"] = int((~frame.originals).sum())
    frame.outcomes["without a text to compare"] = int(
        (frame.originals & ((frame.text_of < 0) | (wordings.forms[frame.text_of] < 0))).sum()
        if len(wordings)
        else frame.originals.sum()
    )
    exact = settings.ties_as == "exact"
    with Coming() as coming, ThreadPoolExecutor(1) as aside:
        find = partial(_ties_by, frame, wordings, settings, elsewhere, clock.shelf)
        soon: dict[str, Future[Tied]] = {}
        if exact and elsewhere is None and not clock.shelf.used:
            kinds = [by for by in settings.by if by not in OF_MESSAGES]
            soon = {by: aside.submit(find, None, by) for by in kinds}
        with clock.stage("echoes"):
            messages = find_messages(frame, wordings, settings, near, clock.shelf).without_words()
            messages = messages.put_away(clock.shelf)
        if exact and on_tables is not None:
            on_tables(coming.streams())
        with ThreadPoolExecutor(1) as pool:  # what becomes of the echoes, while ties are found
            telling = pool.submit(_told, frame, wordings, messages, settings, clock.shelf, coming)
            if clock.shelf.used:  # one after the other takes less memory
                telling.result()
                clock.rest()
            with clock.stage("ties"):
                if exact:
                    ties = _all_ties(frame, settings, clock, partial(find, messages), soon, coming)
                else:
                    ties = _as_peers(frame, settings, coming)
            if not exact and on_tables is not None:  # before, it could still refuse a kind
                on_tables(coming.streams())
            with clock.stage("waves"):
                told = telling.result()
        listed = [kind for kind in ties if isinstance(kind, Tied)]
        rest = {
            "groups": pa.Table.from_pylist(
                [row for kind in listed for row in kind.group_rows()], schema=tables.GROUPS
            ),
            "hot": pa.Table.from_pylist(
                [row for kind in listed for row in kind.records()], schema=tables.HOT
            ),
        }
        coming.give(rest)
    chance = {kind.by: kind.by_chance for kind in listed if kind.by_chance}
    return Echoes(
        **told,
        **rest,
        tied=ties,
        summary=_summary(frame, settings, clock, messages)
        | {"chance": chance, "warnings": warnings(frame, settings, chance)},
    )


def _told(
    frame: Frame,
    wordings: Wordings,
    messages: Messages,
    settings: Settings,
    shelf: Shelf,
    coming: Coming,
) -> dict[str, Any]:
    """Tables of echoes, their members, their wordings and the waves."""
    echo_table, members = tables.echoes_table(frame, wordings, messages, settings.threshold)
    ids = echo_table["echo_id"].combine_chunks()
    variants = find_variants(frame, wordings, messages)
    waves = _waves(frame, wordings, messages, echo_table, settings)
    emoji = of_posts(wordings.variants, frame.text_of)
    found = {
        "echoes": echo_table,
        "members": members,
        "variants": tables.variants_table(frame, wordings, variants, ids),
        "waves": tables.waves_table(waves, frame, emoji),
    }
    told = {name: shelf.texts(table) for name, table in found.items()}
    coming.give(told)
    return told


def _ties_by(
    frame: Frame,
    wordings: Wordings,
    settings: Settings,
    elsewhere: Plan | None,
    shelf: Shelf,
    messages: Messages | None,
    by: str,
) -> Tied:
    return tied(by, frame, acts_by(by, frame, wordings, messages), settings, elsewhere, shelf)


def _all_ties(
    frame: Frame,
    settings: Settings,
    clock: Clock,
    find: Callable[[str], Tied],
    soon: Mapping[str, Future[Tied]],
    coming: Coming,
) -> list[Tied | Any]:
    """Ties by each kind; those of ``soon`` are on their way already."""
    found: list[Tied | Any] = []
    for by in settings.by:  # each on as many threads as there are cores
        found.append(soon[by].result() if by in soon else find(by))
        coming.add(found[-1])
        clock.rest()
    for kind in found:
        if left := sum(not record.listed for record in kind.hot):
            frame.outcomes[f"objects of ties by {kind.by} kept as one record"] = left
    return found


def _as_peers(frame: Frame, settings: Settings, coming: Coming) -> list[Tied | Any]:
    found = [as_peers(by, frame, settings) for by in settings.by]
    for kind in found:
        coming.add(kind)
    return found


def _waves(
    frame: Frame,
    wordings: Wordings,
    messages: Messages,
    echo_table: Any,
    settings: Settings,
) -> list[tuple[str, Wave]]:
    buckets = cut(frame.times)
    found: list[tuple[str, Wave]] = []
    for by in ("emoji", "hashtag"):
        acts = acts_by(by, frame, wordings, messages)
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


def _summary(frame: Frame, settings: Settings, clock: Clock, messages: Messages) -> dict[str, Any]:
    import resource

    return {
        "rows": frame.outcomes["rows"],
        "posts": len(frame),
        "accounts": len(frame.account_ids),
        "outcomes": {k: v for k, v in frame.outcomes.items() if k not in {"rows", "posts"} and v},
        "near_pairs": (
            len(messages.near) if messages.near.whole and "near" in settings.by else None
        ),
        "settings": settings.as_dict(),
        "timings": clock.seconds,
        "peak_memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        **({"posts_spilled": clock.shelf.spilled} if clock.shelf.spilled else {}),
        "version": VERSION,
    }
