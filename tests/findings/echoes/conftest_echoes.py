"""Tables of posts for the tests of echoes, ties and waves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa


def table(rows: Iterable[dict[str, Any]]) -> pa.Table:
    """Rows as a table; ids, accounts and times are made where they are missing."""
    made = []
    for place, row in enumerate(rows):
        made.append(
            {
                "post_id": f"p{place:04}",
                "account_id": f"a{place}",
                "created_at": 1_700_000_000 + place,
            }
            | row
        )
    names = list(dict.fromkeys(name for row in made for name in row))
    return pa.table({name: [row.get(name) for row in made] for name in names})


def texts(*values: str, **more: Any) -> pa.Table:
    """One post an account and text, a second apart."""
    return table({"text": value} | more for value in values)


def rows_of(found: pa.Table) -> list[dict[str, Any]]:
    """Rows of a table."""
    return found.to_pylist()
