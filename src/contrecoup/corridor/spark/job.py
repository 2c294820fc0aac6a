"""One run on Spark: the steps of :mod:`contrecoup.findings.echoes.engine`, the large ones there.

Workers put rows in order, number texts, read them, compare wordings and find ties; what
they answer are numbers.  Clusters, chance, waves and tables are made of those numbers here,
by the code that a run on one machine uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from contrecoup.corridor.spark import tasks
from contrecoup.corridor.spark.folders import Folder
from contrecoup.findings.echoes import parts
from contrecoup.findings.echoes.engine import LARGE, Clock, Echoes, run
from contrecoup.findings.echoes.frame import LISTS, SINGLE, Frame, Ints, untimed
from contrecoup.findings.echoes.near import MOST_PAIRS, Pairs, near_pairs
from contrecoup.findings.echoes.settings import Settings
from contrecoup.findings.echoes.spool import Ties
from contrecoup.findings.echoes.sweep import Timeline, ahead
from contrecoup.findings.echoes.targets import find_targets
from contrecoup.findings.echoes.ties import Then, compiled_ties
from contrecoup.findings.echoes.wordings import Wordings

SHIPPED_FROM: Final = 200_000
"""Acts or wordings from which sending them away pays."""
ROWS_A_PART: Final = 500_000
ACTS_A_TASK: Final = 4_000_000
SETS_A_PART: Final = 500_000
SORTED_FROM: Final = 2_000_000
"""Rows from which Spark puts a table in order; before, this machine does."""
COMMON: Final = 500  # at most so many texts are common enough to be looked up apart
_DID: Final = (*SINGLE, *LISTS)
_NUMBER: Final = "number"


def sql(schema: Any) -> str:
    """Return an Arrow schema as Spark writes it."""
    kinds = {pa.int64(): "bigint", pa.int32(): "int", pa.float64(): "double", pa.bool_(): "boolean"}
    kinds[pa.string()] = "string"

    def kind(of: Any) -> str:
        return f"array<{kind(of.value_type)}>" if pa.types.is_list(of) else kinds[of]

    return ", ".join(f"`{field.name}` {kind(field.type)}" for field in schema)


class Texts:
    """Distinct texts that lie with Spark, fetched when they are asked for; like an Arrow array."""

    def __init__(self, job: Job, count: int) -> None:
        self._job, self._count = job, count

    def __len__(self) -> int:
        """Number of texts."""
        return self._count

    def take(self, rows: Any) -> Any:
        """Some of them, as large strings; null where the row is."""
        wanted = rows.drop_null().unique()
        found = self._job.texts_at(wanted)
        order = np.argsort(found[_NUMBER].to_numpy(), kind="stable")
        numbers = found[_NUMBER].to_numpy()[order]
        held = tasks.one(found, "text").cast(pa.large_string()).take(pa.array(order))
        at = np.searchsorted(numbers, rows.fill_null(0).to_numpy(zero_copy_only=False))
        missing = rows.is_null().to_numpy(zero_copy_only=False)
        return held.take(pa.array(at, mask=missing))


class Job:
    """What one run keeps with Spark, under names in a folder of its own."""

    def __init__(self, session: Any, folder: Folder, shipped_from: int = SHIPPED_FROM) -> None:
        self.session, self.folder, self.shipped_from = session, folder, shipped_from
        self._turn = 0

    @cached_property
    def cores(self) -> int:
        """Tasks that run at once."""
        return max(int(self.session.sparkContext.defaultParallelism), 1)

    def cut(self, rows: int) -> int:
        """Say how many rows come, and with that into how many parts they are cut."""
        count = max(self.cores, -(-rows // ROWS_A_PART))
        self.session.conf.set("spark.sql.shuffle.partitions", str(count))
        return count

    # What lies in the folder.

    def address(self, name: str) -> str:
        """Return where a table lies."""
        return f"{self.folder.address}/{name}"

    def read(self, name: str) -> Any:
        """Return a table as Spark's."""
        return self.session.read.parquet(self.address(name))

    def keep(self, name: str, rows: Any, *, more: bool = False) -> None:
        """Write a table of Spark's."""
        rows.write.parquet(self.address(name), mode="append" if more else "error")

    def send(self, name: str, tables: Iterable[Any]) -> int:
        """Write tables from here, one after the other; how many rows they had."""
        rows = 0
        for table in tables:
            self.keep(name, self.sent(table), more=True)
            rows += table.num_rows
        return rows

    def sent(self, table: Any) -> Any:
        """Return a table of ours as Spark's (which takes none without rows)."""
        if not table.num_rows:
            return self.session.createDataFrame([], sql(table.schema))
        return self.session.createDataFrame(table)

    def fetch(self, name: str, *without: str) -> Iterator[Any]:
        """Read a table here, part by part, in the order in which it was written."""
        for file in self.folder.child(name).names():
            if file.startswith("part-"):
                part = self.session.read.parquet(self.address(f"{name}/{file}"))
                yield part.drop(*without).toArrow()

    def numbered(self, name: str) -> tuple[Any, int]:
        """Return a table with the number of each row in the order in which it was written."""
        from pyspark.sql import functions as f

        rows = self.read(name).select("*", f.col("_metadata.file_name").alias(tasks.FILE))
        rows = rows.select("*", f.col("_metadata.row_index").alias(tasks.INDEX))
        found = rows.groupBy(tasks.FILE).count().collect()
        counts = dict(sorted((row[0], row[1]) for row in found))
        before = np.cumsum([0, *counts.values()])
        starts = {tasks.FILE: pa.array(list(counts), pa.string()), "_since": pa.array(before[:-1])}
        since = self.sent(pa.table(starts))
        with_since = rows.join(f.broadcast(since), tasks.FILE)
        own = (f.col("_since") + f.col(tasks.INDEX)).alias(_NUMBER)
        names = [n for n in rows.columns if n not in {tasks.FILE, tasks.INDEX}]
        return with_since.select(*names, own), int(before[-1])

    def in_order(self, name: str, keys: list[str]) -> Iterator[Any]:
        """Read a table here in order of some columns; Spark sorts it where it is large."""
        if self.read(name).count() > SORTED_FROM:
            self.keep(f"{name}-in-order", self.read(name).sort(*keys))
            yield from self.fetch(f"{name}-in-order")
            return
        yield pa.concat_tables(self.fetch(name)).sort_by([(key, "ascending") for key in keys])

    # The steps.

    def find(self, settings: Settings, clock: Clock, names: Sequence[str]) -> Echoes:
        """Find everything among the rows that lie in ``rows``."""
        with clock.stage("read"):
            frame = self._frame(names).put_away(clock.shelf)
            clock.large = len(frame) >= LARGE
        with clock.stage("normalise"):
            wordings = self._wordings(frame).put_away(clock.shelf)

        def near(texts: Ints) -> Pairs:
            return self._near(wordings, texts, settings)

        return run(frame, wordings, settings, clock, near, self._ties)

    def _frame(self, names: Sequence[str]) -> Frame:
        from pyspark.sql import Window
        from pyspark.sql import functions as f

        def filled(name: str) -> Any:
            return f.coalesce(f.col(name) != "", f.lit(False))  # noqa: FBT003 Spark's way

        known = filled("post_id") & filled("account_id")
        rows = self.read("rows").where(~f.col("refused"))
        sums = [
            f.count(f.lit(1)),
            *(f.sum(c.cast("long")) for c in (~known, known & f.isnull("at"))),
        ]
        count, unknown, untold, zoneless = (
            int(value or 0) for value in rows.agg(*sums, f.sum("zoneless")).first()
        )
        outcomes = {"rows": count, "without id or account": unknown}
        outcomes |= {"times without a zone, read as UTC": zoneless} if zoneless else {}
        outcomes["without usable time"] = untold
        left = count - unknown - untold
        if untold and not left:
            untimed()
        self.cut(left)
        whose = Window.partitionBy("post_id", "account_id")
        order = whose.orderBy("at", f.col("text").asc_nulls_last(), "row")
        posts = (
            rows.where(known & f.isnotnull("at"))
            .withColumn("rank", f.row_number().over(order))
            .withColumn("reposted", f.max(filled("repost_of")).over(whose))
            .withColumn("first_row", f.min("row").over(whose))
            .drop("zoneless", "refused")
        )
        first = posts.where("rank = 1").drop("rank")
        self.keep("posts", first.sort("at", "post_id", "account_id"))
        numbered, count = self.numbered("posts")
        outcomes["repeated rows"] = left - count
        outcomes["posts"] = count
        extra: Iterator[Any] = iter(())
        if left > count:
            ids = numbered.select("post_id", "account_id", _NUMBER)
            again = posts.where("rank > 1").join(ids, ["post_id", "account_id"])
            self.keep("again", again.select(_NUMBER, "row", *_DID))
            extra = self.fetch("again")
        texts, text_of = self._texts(numbered, count)
        without_text = (
            self.session.read.parquet(p).drop("text").toArrow() for p in self._files("posts")
        )
        return parts.frame_of(without_text, extra, texts, text_of, names, outcomes)

    def _files(self, name: str) -> list[str]:
        found = self.folder.child(name).names()
        return [self.address(f"{name}/{file}") for file in found if file.startswith("part-")]

    def _texts(self, posts: Any, count: int) -> tuple[Texts, NDArray[np.int32]]:
        """Number the distinct texts, and say which each post has.

        A text that very many posts have is looked up on every worker by itself, so that its
        posts do not meet on one.
        """
        from pyspark.sql import functions as f

        own = posts.where(~f.col("reposted") & f.isnotnull("text")).select(_NUMBER, "text")
        distinct = own.groupBy("text").agg(
            f.min(_NUMBER).alias("first"), f.count(f.lit(1)).alias("often")
        )
        self.keep("texts", distinct.sort("first"))
        self.texts, many = self.numbered("texts")
        code = self.texts.select("text", f.col(_NUMBER).alias("code"), "often")
        common = f.col("often") > max(1000, count // COMMON)
        known = own.join(f.broadcast(code.where(common).drop("often")), "text", "left")
        rest = known.where(f.isnull("code")).select(_NUMBER, "text")
        rare = rest.join(code.where(~common), "text").select(_NUMBER, "code")
        self.keep("codes", rare.unionAll(known.where(f.isnotnull("code")).select(_NUMBER, "code")))
        text_of = np.full(count, -1, dtype=np.int32)
        for part in self.fetch("codes"):
            text_of[part[_NUMBER].to_numpy()] = part["code"].to_numpy()
        return Texts(self, many), text_of

    def texts_at(self, numbers: Any) -> Any:
        """Some of the distinct texts, as a table with their numbers."""
        from pyspark.sql import functions as f

        wanted = self.sent(pa.table({_NUMBER: numbers.cast(pa.int64())}))
        held = self.texts.select(_NUMBER, "text")
        small = f.broadcast(wanted) if len(numbers) < self.shipped_from else wanted
        return held.join(small, _NUMBER, "left_semi").toArrow()

    def _wordings(self, frame: Frame) -> Wordings:
        targets = find_targets(frame)
        texts = self.texts.select(_NUMBER, "text")
        if targets is not None and self.send("aims", parts.aims_of(targets, len(frame.texts))):
            texts = texts.join(self.read("aims"), _NUMBER, "left")
        self.cut(len(frame.texts))
        read = texts.mapInArrow(tasks.words(aimed="aims" in texts.columns), sql(parts.WORDS))
        self.keep("words", read)
        return parts.wordings_of(self.in_order("words", [_NUMBER]), frame.texts)

    def _near(self, wordings: Wordings, texts: Ints, settings: Settings) -> Pairs:
        """Pairs among the forms of some texts that are near."""
        starts, words = wordings.words_of(texts)
        threshold, least = settings.threshold, settings.min_words
        if len(texts) < self.shipped_from:
            return near_pairs(starts, words, threshold, min_words=least, most=MOST_PAIRS)
        if not self.send("sets", parts.sets_of(starts, words, least)):
            return parts.pairs_of([])
        count = max(2 * self.cores, -(-len(texts) // SETS_A_PART))
        sets = self.read("sets").mapInArrow(tasks.spread(threshold, count), sql(parts.SETS))
        found = sets.groupBy("part").applyInArrow(tasks.near(threshold, least), sql(parts.PAIRS))
        self.keep("pairs", found)
        return parts.pairs_of(part.cast(parts.PAIRS) for part in self.fetch("pairs"))

    def _ties(
        self,
        line: Timeline,
        window: int,
        hot: NDArray[np.bool_],
        fast: bool,  # noqa: FBT001 as a Plan takes it
        min_ties: int,
        most: int,
        then: Then,
        *,
        several: bool,
    ) -> Iterator[Ties]:
        """Ties among acts on shared objects."""
        if len(line) < max(self.shipped_from, 1):
            reach = ahead(line, window)
            yield from compiled_ties(
                line,
                reach,
                window,
                hot,
                min_ties,
                most,
                lambda ties, _: then(ties, fast),
                several=several,
            )
            return
        self._turn += 1
        acts, ties = f"acts-{self._turn}", f"ties-{self._turn}"
        self.send(acts, parts.acts_of(line, hot))
        groups = 3
        while groups * (groups - 1) < 4 * self.cores or len(line) * 2 > groups * ACTS_A_TASK:
            groups += 1
        work = tasks.ties(groups, window=window, min_ties=min_ties, most=most, several=several)
        kind = pa.schema([*parts.ACTS, pa.field("pair", pa.int64())])
        shared = self.read(acts).mapInArrow(tasks.share(groups), sql(kind))
        self.keep(ties, shared.groupBy("pair").applyInArrow(work, sql(parts.TIES)))
        for part in self.in_order(ties, ["a", "b"]):
            yield then(parts.ties_of(part), fast)
        for name in (acts, ties, f"{ties}-in-order"):
            self.folder.delete(name)
