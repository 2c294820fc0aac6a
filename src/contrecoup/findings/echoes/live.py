"""A case that grows: posts one by one, at the cost of what each has to be compared with.

A new text is read once and meets only those that share one of its first words (of
an order in which words that came late, and so are rare, stand first); nothing that
was compared before is compared again.  What is found so far equals what one run
over all posts finds.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from contrecoup.findings.echoes.engine import Clock, Echoes, run
from contrecoup.findings.echoes.frame import Ints, read_frame, strings, table_of, tidied
from contrecoup.findings.echoes.near import MOST_PAIRS, SLACK, Pairs
from contrecoup.findings.echoes.settings import DEFAULT_BY, Settings, asked
from contrecoup.findings.echoes.targets import find_targets
from contrecoup.findings.echoes.wordings import Reader


class Live:
    """Posts that come one by one, and what was said together among them so far.

    Args:
        settings: as for :func:`contrecoup.findings.echoes.echoes`.
    """

    def __init__(self, **settings: Any) -> None:
        wanted = {"by": DEFAULT_BY, "ties_as": "exact", "memory": "4GiB"} | settings
        self.settings: Settings = asked(**(wanted | {"by": tuple(wanted["by"])}))
        self._tables: list[Any] = []
        self._coming: list[Any] = []  # as they were given, all with the columns of the last one
        self._given: Any = None
        self._rows = 0
        self._noted: defaultdict[str, int] = defaultdict(int)
        self._reader = Reader()
        self._texts: dict[str, int] = {}
        self._near = _Index(self.settings.threshold, self.settings.min_words)

    def __len__(self) -> int:
        """Number of rows added."""
        return self._rows

    def add(self, frame: Any) -> None:
        """Add posts: a table like the one that a whole run takes.

        Raises:
            SettingsError: a column is wrong; nothing of the table is added.
        """
        given = table_of(frame)
        if given.schema == self._given:  # its columns are known to be right
            self._coming.append(given)
        else:
            self._settle()
            self._keep(given)
            self._given = given.schema
        self._rows += given.num_rows
        if "text" in given.column_names:
            reposts = given["repost_of"] if "repost_of" in given.column_names else None
            self._read(given["text"], reposts if reposts is None else strings(reposts, "repost_of"))

    def _keep(self, frame: Any) -> None:
        held, noted = tidied(frame)
        self._tables.append(held)
        for name, count in noted.items():
            self._noted[name] += count

    def _settle(self) -> None:
        """Make what came one by one tidy, all at once."""
        if self._coming:
            self._keep(pa.concat_tables(self._coming))
            self._coming = []

    def _read(self, texts: Any, repost_of: Any) -> None:
        if repost_of is not None:
            own = pc.or_kleene(pc.is_null(repost_of), pc.equal(repost_of, ""))
            texts = texts.filter(own)
        for text in texts.to_pylist():
            if text is not None and text not in self._texts:
                self._texts[text] = number = self._reader.read(text)
                self._near.add(self._reader.key(number), self._reader.words(number))

    def found(self) -> Echoes:
        """Everything among the posts added so far, as a whole run would find it."""
        clock = Clock(None)
        with clock.stage("read"):
            self._settle()
            table = pa.concat_tables(self._tables, promote_options="default")
            frame = read_frame(table)
        frame.outcomes.update(self._noted)
        with clock.stage("normalise"):
            numbers = [self._texts[text] for text in frame.texts.to_pylist()]
            wordings = self._reader.wordings(frame.texts, numbers, find_targets(frame))

        def near(texts: Ints) -> Pairs:
            keys = [self._reader.key(numbers[text]) for text in texts.tolist()]
            return self._near.pairs(np.array(keys, dtype=np.int64))

        return run(frame, wordings, self.settings, clock, near)


class _Index:
    """Word sets by their first words, and the pairs that reach the threshold."""

    def __init__(self, threshold: float, min_words: int) -> None:
        self.threshold, self.min_words = threshold, min_words
        self._of: dict[int, int] = {}
        self._sets: list[frozenset[int]] = []
        self._keys: list[int] = []
        self._holding: defaultdict[int, list[int]] = defaultdict(list)
        self._pairs: list[tuple[int, int, float]] = []

    def add(self, key: int, words: tuple[int, ...]) -> None:
        """Add a form, once; find what it is near to."""
        if key < 0 or key in self._of or len(self._pairs) > MOST_PAIRS:
            return
        own = frozenset(words)
        if len(own) < self.min_words:
            return
        number = self._of[key] = len(self._sets)
        least = math.ceil(self.threshold * len(own) - SLACK)
        first = sorted(own, reverse=True)[: len(own) - least + 1]
        most = len(own) / self.threshold + SLACK
        met = {other for word in first for other in self._holding[word]}
        for other in met:
            theirs = self._sets[other]
            if least <= len(theirs) <= most:
                shared = len(own & theirs)
                ratio = shared / (len(own) + len(theirs) - shared)
                if ratio >= self.threshold:
                    self._pairs.append((other, number, ratio))
        self._sets.append(own)
        self._keys.append(key)
        for word in first:
            self._holding[word].append(number)

    def pairs(self, keys: Ints) -> Pairs:
        """Pairs among forms, given by the key of each; none where they are too many to list."""
        if len(self._pairs) > MOST_PAIRS:
            none = np.empty(0, dtype=np.int64)
            return Pairs(none, none, np.empty(0), whole=False)
        place = np.full(len(self._sets) + 1, -1, dtype=np.int64)
        for form, key in enumerate(keys.tolist()):
            place[self._of.get(key, -1)] = form
        place[-1] = -1
        a = place[np.array([pair[0] for pair in self._pairs], dtype=np.int64)]
        b = place[np.array([pair[1] for pair in self._pairs], dtype=np.int64)]
        ratio = np.array([pair[2] for pair in self._pairs], dtype=np.float64)
        kept = (a >= 0) & (b >= 0)
        low, high, ratio = np.minimum(a, b)[kept], np.maximum(a, b)[kept], ratio[kept]
        order = np.lexsort((high, low))
        return Pairs(low[order], high[order], ratio[order])
