"""Print INTERFACE JSON lines for INTERFACE input lines: `predict.py [same] < IN > OUT`.

For development before the command line exists; shapes are those of `contrecoup read`
and `contrecoup same`.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

import attrs

from contrecoup.findings.press import read, same
from contrecoup.model.reading import Wording


def plain(value: Any) -> Any:
    """A noun as JSON values; `from_` becomes `from`."""
    if attrs.has(type(value)):
        return {
            f.name.rstrip("_"): plain(getattr(value, f.name)) for f in attrs.fields(type(value))
        }
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    return value


def main() -> None:
    """Answer every line."""
    for line in sys.stdin:
        row = json.loads(line)
        if "a" in row:
            answer = same(Wording(**row["a"]), Wording(**row["b"]))
            out: dict[str, Any] = {"id": row["id"], **plain(answer)}
        else:
            day = row.get("published")
            try:
                published = date.fromisoformat(day) if day else None
            except ValueError:
                published = None
            reading = read(
                row["text"], row.get("lang"), published, id=row["id"], title=row.get("title")
            )
            out = plain(reading)
        print(json.dumps(out, ensure_ascii=False))


if __name__ == "__main__":
    main()
