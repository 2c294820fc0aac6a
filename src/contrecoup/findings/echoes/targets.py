"""Where the links of a text lead, as the columns of a frame say it; nothing is fetched.

The first link of a text leads to the first of ``resolved`` (else of ``links``), the second
to the second, where there are as many as the text has links: so short links that differ,
and one link with and without what tracks it, are one target.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from attrs import frozen

from contrecoup.findings.echoes.frame import Acts, Frame, Ints
from contrecoup.findings.echoes.order import sorting

COLUMNS = ("resolved", "links")


@frozen(eq=False)
class Targets:
    """What some texts' links lead to, in order.

    Attributes:
        starts: where each text's start in ``codes`` (one more at the end).
        codes: codes of targets.
        values: targets as they are written in the columns.
    """

    starts: Ints
    codes: Ints
    values: Any

    def of(self, text: int, links: int) -> tuple[str, ...] | None:
        """Targets of a text with so many links; None where the columns do not say."""
        low, high = int(self.starts[text]), int(self.starts[text + 1])
        if high - low != links:
            return None
        return tuple(self.values[code].as_py() for code in self.codes[low:high].tolist())


def find_targets(frame: Frame) -> Targets | None:
    """Targets of each distinct text, from the earliest post that carries it; None: nothing says it."""
    given = given_links(frame)
    if given is None or not len(given) or not len(frame.texts):
        return None
    first = np.full(len(frame.texts), -1, dtype=np.int64)
    posts = np.flatnonzero(frame.text_of >= 0)[::-1]
    first[frame.text_of[posts]] = posts  # the earliest is written last
    order = sorting(given.posts)
    low = np.searchsorted(given.posts[order], first, side="left")
    count = np.searchsorted(given.posts[order], first, side="right") - low
    starts = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    places = np.arange(int(starts[-1])) - np.repeat(starts[:-1], count)
    return Targets(starts, given.codes[order][np.repeat(low, count) + places], given.values)


def given_links(frame: Frame) -> Acts | None:
    """What the columns say that posts link to; None where there is no such column."""
    found: Acts | None = None
    for name in COLUMNS:
        more = frame.acts.get(name)
        if more is None:
            continue
        if found is None:
            found = more
            continue
        has = np.zeros(len(frame), dtype=np.bool_)
        has[found.posts] = True
        rest = more.among(~has)
        found = Acts(
            np.concatenate([found.posts, rest.posts]),
            np.concatenate([found.codes, rest.codes + len(found.values)]),
            pa.concat_arrays([found.values, rest.values]),
            np.concatenate([found.rows, rest.rows]),
        )
    return found
