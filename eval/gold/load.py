"""The second hand's annotations joined with the texts they point into.

The files beside this one hold document ids, offsets (Unicode code points) and labels from closed
lists; the words are in `../shared/data/press`. `joined` gives a row as `fr_quotes/dev.jsonl` has
it, which is what `../shared/tools/score` reads.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
PRESS = SHARED / "data" / "press"
SECOND = HERE / "fr_quotes_2.jsonl"
AGAIN = HERE / "fr_quotes_again.jsonl"
FIRST = PRESS / "fr_quotes" / "dev.jsonl"
SOURCES = (PRESS / "winer_fr" / "train.jsonl.gz", FIRST)

Row = dict[str, Any]


def lines(path: Path) -> Iterator[Row]:
    """The objects of a JSON lines file, packed or not; line ends inside texts stay as stored."""
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    for line in raw.split(b"\n"):
        if line.strip():
            yield json.loads(line)


def digest(text: str) -> str:
    """Sixteen hex digits that change when the text does."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def texts(paths: Iterable[Path] = SOURCES) -> dict[str, Row]:
    """`text` and `url` by document id.

    Raises:
        FileNotFoundError: where ../shared/data is absent.
    """
    return {
        row["doc_id"]: {"text": row["text"], "url": row["url"]}
        for path in paths
        for row in lines(path)
    }


def joined(row: Row, source: Row) -> Row:
    """One annotated article with its text, url, and the words of names, roles and dates.

    Raises:
        ValueError: where the text is not the one that was annotated.
    """
    text = source["text"]
    if digest(text) != row["sha256"]:
        message = f"{row['doc_id']}: the text differs from the one that was annotated"
        raise ValueError(message)

    def words(span: list[int] | None) -> str | None:
        return text[span[0] : span[1]] if span else None

    speakers = {
        key: {
            "name": " ".join(text[start:end] for start, end in who["name"]),
            "type": who["type"],
            "role": words(who["role"]) or "",
        }
        for key, who in row["speakers"].items()
    }
    said = [{**a, "date_phrase": words(a["date_phrase"])} for a in row["attributions"]]
    return {
        "doc_id": row["doc_id"],
        "url": source["url"],
        "title_span": row["title_span"],
        "text": text,
        "speakers": speakers,
        "attributions": said,
        "other_quoted": row["other_quoted"],
    }


def load(path: Path = SECOND) -> list[Row]:
    """Every article of an annotation file, joined with its text."""
    found = texts()
    return [joined(row, found[row["doc_id"]]) for row in lines(path)]
