"""Generated posts for the benchmark: Zipf accounts, copies, edits, one hot message, hearts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

VOCABULARY = 60_000
DAYS = 14


def generate(
    rows: int, seed: int = 1, hot: int | None = None, *, hard: bool = False
) -> tuple[Any, Any]:
    """Make ``rows`` posts; also the planted group of each (-1: none), for recall.

    15 % exact copies of a message, 10 % copies with one to five words edited (a quarter
    of its words at most, a third with ``hard``), one message posted ``hot`` times (a fifth
    of the rows) within three hours and a third, 2 % hearts.  Accounts are Zipf's; copies
    follow their message in hours.  At a million rows, and within a minute, about 3.7
    million pairs of posts share a message besides the hot one, which adds 201 million;
    about 190,000 pairs of accounts then meet twice or more, 1.27 million with it.  Of more
    than a million, each million has messages of its own.
    """
    chosen = np.random.default_rng(seed)
    hot = rows // 5 if hot is None else hot
    words = np.array([_word(n) for n in range(VOCABULARY)], dtype=object)
    weights = 1.0 / (np.arange(VOCABULARY) + 30.0)
    common = np.cumsum(weights / weights.sum())
    copies, edits, hearts = int(rows * 0.15), int(rows * 0.10), int(rows * 0.02)
    fresh = rows - hot - copies - edits - hearts
    lengths = np.clip(chosen.normal(16, 6, fresh).astype(np.int64), 4, 40)
    ranks = np.searchsorted(common, chosen.random(int(lengths.sum())))
    ends = np.cumsum(lengths)
    starts = ends - lengths
    texts = [" ".join(words[ranks[a:b]]) for a, b in zip(starts, ends, strict=True)]
    group = np.full(rows, -1, dtype=np.int64)
    parts = max(1, round(rows / 1_000_000))  # more posts are more messages, not larger ones
    part = chosen.integers(0, parts, copies + edits)
    sources = ((part + chosen.random(copies + edits) ** 6) * (fresh / parts)).astype(np.int64)
    for place, source in enumerate(sources.tolist()):
        group[source] = source
        group[len(texts)] = source
        if place < copies:
            texts.append(texts[source])
            continue
        own = words[ranks[starts[source] : ends[source]]].copy()
        for _ in range(min(int(chosen.integers(1, 6)), max(1, len(own) // (3 if hard else 4)))):
            own[int(chosen.integers(len(own)))] = words[int(chosen.integers(VOCABULARY))]
        texts.append(" ".join(own))
    texts += ["we stand together with everyone who built this place"] * hot
    texts += ["💙" * n for n in chosen.integers(1, 4, hearts).tolist()]
    people = np.cumsum((np.arange(rows // 4 + 1) + 50.0) ** -0.91)
    first = fresh + copies + edits
    accounts = np.searchsorted(people / people[-1], chosen.random(rows))
    times = 1_700_000_000 + chosen.integers(0, DAYS * 86_400, rows)
    since = chosen.exponential(6_300, copies + edits).astype(np.int64)
    times[fresh:first] = np.minimum(times[sources] + since, 1_700_000_000 + DAYS * 86_400)
    times[first : first + hot] = 1_700_500_000 + chosen.integers(0, 12_000, hot)
    links = chosen.random(rows) < 0.2
    site = (200_000 * chosen.random(rows) ** 2).astype(np.int64)
    tags = chosen.random(rows) < 0.15
    tag = (20_000 * chosen.random(rows) ** 3).astype(np.int64)
    for place in np.flatnonzero(links | tags).tolist():
        if place < first:
            more = f" https://example.org/{site[place]}" if links[place] else ""
            more += f" #topic{tag[place]}" if tags[place] else ""
            texts[place] += more
    accounts[first : first + hot] = chosen.integers(0, max(9 * hot // 4, 1), hot)
    order = chosen.permutation(rows)
    posts = pa.table(
        {
            "post_id": pa.array(np.arange(rows)[order]).cast(pa.string()),
            "account_id": pa.array(accounts[order]).cast(pa.string()),
            "created_at": pa.array(times[order]),
            "text": pa.array(np.array(texts, dtype=object)[order], type=pa.string()),
        }
    )
    return posts, group[order]


def _word(number: int) -> str:
    letters = "etaoinshrdlu"
    out = ""
    number += 7
    while number:
        number, place = divmod(number, len(letters))
        out += letters[place]
    return out
