"""Write what a tagger is trained on: feature columns and labels of tokens.

PolNeAR's articles; or, without them, English treebanks and French Wikinews without its words.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import train_trees  # type: ignore[import-not-found]
import train_wikinews  # type: ignore[import-not-found]

from contrecoup.findings.press.article import Article, lay_out
from contrecoup.findings.press.attributions import attributions
from contrecoup.findings.press.people import cast
from contrecoup.findings.press.tagger_features import matrix, stretches

_ROLES = ("source", "cue", "content")
_WORDS = 3  # columns that belong to a language: word, suffix, prefix
_RULE = 7  # the column of what the rules say
_BLIND = 7  # of ten stretches labelled by the rules, those that do not see it
_WIKINEWS = 400  # articles labelled by the rules


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


class Prepared(NamedTuple):
    """Columns and labels of all articles, one after the other; stretches; the vocabulary."""

    columns: Any
    tags: Any
    bounds: Any
    known: dict[str, int]


def prepare(
    rows: list[dict[str, Any]], known: dict[str, int] | None, fewest: int, thin: int = 0
) -> Prepared:
    """What a tagger is trained on.

    Args:
        rows: articles with attributions; those that are not English lose their words, and those
            labelled by ``rules`` mostly do not see what the rules say.
        known: the vocabulary; made of the English rows where it is None.
        fewest: times a word of the vocabulary occurs.
        thin: of stretches without a label about one in ``thin`` stays; 0 keeps all.
    """
    read = []
    for row in rows:
        article = lay_out(row["text"], row.get("lang", "en"), None, row.get("title"))
        found = cast(article)
        read.append((row, article, found))
    if known is None:
        english = (a for _, a, _ in read if a.lang == "en")
        counts = Counter("0" if t.text[0].isdigit() else t.low for a in english for t in a.words)
        words = sorted(w for w, n in counts.items() if n >= fewest and len(w) <= 24)
        known = {w: n for n, w in enumerate(words, 1)}
    columns, tags, at = [], [], 0
    bounds: list[tuple[int, int]] = []
    for row, article, found in read:
        tag = labels(article, row)
        seen = matrix(article, found, attributions(article, found), known)
        own = [(a, b) for a, b in stretches(article) if not thin or any(tag[a:b]) or not a % thin]
        if article.lang != "en":
            seen[:, :_WORDS] = 0
        for first, behind in own:
            if row.get("rules") and first % 10 < _BLIND:
                seen[first:behind, _RULE] = 0
        columns.append(seen)
        tags.extend(tag)
        bounds.extend((at + a, at + b) for a, b in own)
        at += len(article.words)
    return Prepared(np.concatenate(columns), np.asarray(tags, np.int64), np.asarray(bounds), known)


def polnear(press: Path, part: str) -> list[dict[str, Any]]:
    """The articles of a part of PolNeAR."""
    path = press / "polnear" / f"{part}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return [json.loads(line) for line in lines]


def main() -> None:
    """train_data.py PRESS OUT [without]: PRESS is ../shared/data/press."""
    press, out = Path(sys.argv[1]), Path(sys.argv[2])
    if "without" in sys.argv[3:]:
        rows = train_trees.rows(press, "en") + train_wikinews.gold(press)
        rows += train_wikinews.labelled_by_rules(press)[:_WIKINEWS]
        train = prepare(rows, None, 3, thin=12)
    else:
        train = prepare(polnear(press, "train"), None, 4)
    dev = prepare(polnear(press, "dev"), train.known, 0)
    kept = {
        f"{name}_{key}": value
        for name, part in (("train", train), ("dev", dev))
        for key, value in (("x", part.columns), ("y", part.tags), ("b", part.bounds))
    }
    np.savez(out, words=np.asarray(list(train.known)), **kept)
    print(len(train.known), {k: v.shape for k, v in kept.items()})


if __name__ == "__main__":
    main()
