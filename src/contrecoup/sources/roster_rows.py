"""One line more in a roster, as its own columns have it."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping

from contrecoup.sources.encodings import to_text
from contrecoup.sources.roster_names import ALIASES, ROSTER_COLUMNS, delimiter_of
from contrecoup.sources.values import key_of


def with_row(raw: bytes, said: Mapping[str, str]) -> bytes:
    """Return a roster with one person more, in UTF-8; its other lines stay as they are.

    Args:
        raw: the roster; an empty one gets a header.
        said: what the line says, by our columns.  A column that the header lacks is added to it.
    """
    text = to_text(raw)[0].lstrip("\ufeff").replace("\r\n", "\n")
    text = text if text.strip() else ",".join(ROSTER_COLUMNS) + "\n"
    delimiter = delimiter_of(text)
    first, _, rest = text.partition("\n")
    written = next(csv.reader([first], delimiter=delimiter))
    columns = [ALIASES.get(k := key_of(name), k.replace(" ", "_")) for name in written]
    more = [name for name, value in said.items() if value and name not in columns]
    row = [said.get(name, "") for name in (*columns, *more)]
    body = rest if not rest or rest.endswith("\n") else rest + "\n"
    header = _line([*written, *more], delimiter) if more else first + "\n"
    return (header + body + _line(row, delimiter)).encode()


def without(raw: bytes, people: Collection[str]) -> bytes:
    """Return a roster without the lines on which people, by their keys, declared themselves.

    Its other lines stay as they are.
    """
    text = to_text(raw)[0].lstrip("\ufeff").replace("\r\n", "\n")
    lines = text.splitlines(keepends=True)
    rows = csv.reader(lines, delimiter=delimiter_of(text))
    names = [key_of(name) for name in next(rows, [])]
    columns = [ALIASES.get(name, name) for name in names]
    kept, start = lines[: rows.line_num], rows.line_num
    for cells in rows:
        row = dict(zip(columns, cells, strict=False))
        if row.get("person") not in people or row.get("declared") != "yes":
            kept += lines[start : rows.line_num]
        start = rows.line_num
    return "".join(kept).encode()


def _line(cells: list[str], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return out.getvalue()
