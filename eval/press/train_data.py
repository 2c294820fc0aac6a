"""Write what a tagger is trained on: feature columns and labels of PolNeAR's tokens."""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from contrecoup.findings.press.article import Article, lay_out
from contrecoup.findings.press.attributions import attributions
from contrecoup.findings.press.people import cast
from contrecoup.findings.press.tagger_features import matrix, stretches

_ROLES = ("source", "cue", "content")


def labels(article: Article, row: dict[str, Any]) -> list[int]:
    """0 outside, 1/2 source, 3/4 cue, 5/6 content: first token of a piece, further ones."""
    kinds = [0] * len(row["text"])
    pieces = [0] * len(row["text"])
    number = 0
    for one in row["attributions"]:
        for kind, role in enumerate(_ROLES, 1):
            for start, end in one[role]:
                number += 1
                kinds[start:end] = [kind] * (end - start)
                pieces[start:end] = [number] * (end - start)
    out = []
    before = 0
    for token in article.words:
        at = next((i for i in range(token.start, token.end) if kinds[i]), token.start)
        kind, piece = kinds[at], pieces[at]
        out.append(0 if not kind else 2 * kind - 1 + (piece == before))
        before = piece
    return out


def prepare(rows: list[dict[str, Any]], known: dict[str, int] | None, fewest: int) -> Any:
    """Columns and labels of all articles, one after the other, and the vocabulary."""
    read = []
    for row in rows:
        article = lay_out(row["text"], "en", None, row.get("title"))
        found = cast(article)
        read.append((article, found, attributions(article, found), labels(article, row)))
    if known is None:
        counts = Counter("0" if t.text[0].isdigit() else t.low for a, *_ in read for t in a.words)
        words = sorted(w for w, n in counts.items() if n >= fewest and len(w) <= 24)
        known = {w: n for n, w in enumerate(words, 1)}
    columns, tags, at = [], [], 0
    bounds: list[tuple[int, int]] = []
    for article, found, drafts, tag in read:
        columns.append(matrix(article, found, drafts, known))
        tags.extend(tag)
        bounds.extend((at + a, at + b) for a, b in stretches(article))
        at += len(article.words)
    return np.concatenate(columns), np.asarray(tags, np.int64), np.asarray(bounds), known


def main() -> None:
    """train_data.py PRESS OUT: PRESS is ../shared/data/press."""
    press, out = Path(sys.argv[1]), Path(sys.argv[2])
    known: dict[str, int] | None = None
    kept: dict[str, Any] = {}
    for part in ("train", "dev"):
        with gzip.open(press / "polnear" / f"{part}.jsonl.gz", "rt", newline="") as lines:
            rows = [json.loads(line) for line in lines]
        columns, tags, bounds, known = prepare(rows, known, 4)
        kept |= {f"{part}_x": columns, f"{part}_y": tags, f"{part}_b": bounds}
    assert known is not None
    np.savez(out, words=np.asarray(list(known)), **kept)
    print(len(known), {k: v.shape for k, v in kept.items()})


if __name__ == "__main__":
    main()
