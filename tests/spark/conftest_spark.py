"""Posts that are hard to spread over tasks, and how two runs are compared."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa


def awkward(copies: int) -> pa.Table:
    """Posts that are hard to spread over tasks, or to treat alike.

    One message with so many copies; posts exactly a window apart, and just beyond; empty
    texts; one account that posts everything; posts told twice, in two versions; wordings
    that are near; links that lead to the same place.
    """
    chosen = np.random.default_rng(5)
    at = 1_700_000_000
    rows: list[dict[str, Any]] = []

    def post(account: object, time: float, text: str | None, **more: Any) -> None:
        row = {
            "post_id": f"p{len(rows):07}",
            "account_id": f"a{account}",
            "created_at": float(time),
        }
        rows.append(row | {"text": text} | more)

    times = at + np.sort(chosen.integers(0, max(copies // 20, 1), copies))
    accounts = chosen.integers(0, max(copies // 2, 1), copies)
    for account, time in zip(accounts.tolist(), times.tolist(), strict=True):
        post(account, time, "we stand together with everyone who built this place")
    for turn in range(40):  # a window apart: tied; a microsecond more: not
        since = at + 86_400 + 1_000 * turn
        post("left", since, f"exactly on the border {turn} of the window")
        post("right", since + 60, f"exactly on the border {turn} of the window")
        post("beyond", since + 60.000001, f"exactly on the border {turn} of the window")
    for turn in range(60):
        post(turn % 7, at + turn, "" if turn % 3 else "   ")
        post(turn % 5, at + turn, None, links=["https://t.example/a"], hashtags=["Now"])
    for turn in range(3_000):  # one account says everything, in words of its own
        number = f"w{turn % 900} w{(turn * 7) % 900} w{(turn * 13) % 900}"
        post("everything", at + 30 * turn, f"this is what {number} has to say about it today #now")
        if turn % 4 == 0:
            near = f"this is what {number} has to say about it tonight 💙"
            post(turn % 90, at + 30 * turn + 5, near, repost_of="p1" if turn % 40 == 0 else None)
    for turn in range(30):
        link = f"https://s.example/{turn}"
        post(turn, at + turn, f"Read {link}", links=[link], resolved=["https://news.example/story"])
    rows += [
        dict(row, text="a second version of it", links=["https://b.example"]) for row in rows[:50]
    ]
    names = list(dict.fromkeys(name for row in rows for name in row))
    return pa.table({name: [row.get(name) for row in rows] for name in names})


def same(one: Any, two: Any) -> None:
    """Assert that two runs found the same, row by row."""
    for name in ("echoes", "members", "variants", "ties", "waves", "groups", "hot"):
        assert getattr(one, name).equals(getattr(two, name)), name
    told = ("rows", "posts", "accounts", "outcomes", "near_pairs", "settings", "chance")
    for name in told:
        assert one.summary[name] == two.summary[name], name
