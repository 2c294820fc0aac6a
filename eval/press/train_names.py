"""Train the names of a language: a CRF over hashed properties, written as whole numbers."""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gum_names  # type: ignore[import-not-found]
import numpy as np
import pycrfsuite  # type: ignore[import-not-found]

from contrecoup.findings.press.article import seen
from contrecoup.findings.press.tagger_hash import BUCKETS
from contrecoup.findings.press.tagger_names import KINDS, TAGS
from contrecoup.language.text import Token

_TYPES = {"Person": "person", "Organization": "organisation", "Location": "place",
          "Product": "thing", "Event": "thing"}  # fmt: skip


def labels(words: Sequence[Token], row: dict[str, Any]) -> list[int]:
    """Outermost names as tags."""
    kinds = [0] * (len(row["text"]) + 1)
    begins = set()
    last = 0
    for start, end, kind in sorted(row["entities"], key=lambda r: (r[0], -r[1])):
        if start >= last:
            last = end
            if kind in _TYPES:
                kinds[start:end] = [1 + KINDS.index(_TYPES[kind])] * (end - start)
                begins.add(start)
    out = []
    before = 0
    for token in words:
        kind = kinds[token.start]
        fresh = kind != before or any(i in begins for i in range(token.start, token.end))
        out.append(0 if not kind else 2 * kind - fresh)
        before = kind
    return out


def articles(press: Path, lang: str) -> Iterator[dict[str, Any]]:
    """Texts with their names: WiNER in French, GUM in English."""
    if lang == "en":
        yield from gum_names.rows(press, "train")
        return
    with gzip.open(press / "winer_fr" / "train.jsonl.gz", "rt", newline="") as lines:
        for line in lines:
            yield json.loads(line)


#: Penalties of a weight's size and of its square, by cross-validation on the training parts.
_PENALTIES = {"fr": (0.05, 0.02), "en": (0.02, 0.1)}


def main() -> None:
    """train_names.py PRESS LANG OUT."""
    press, lang, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    c1, c2 = _PENALTIES[lang]
    trainer = pycrfsuite.Trainer(verbose=False)
    for row in articles(press, lang):
        words, spans, rows = seen(row["text"], lang)
        tags = labels(words, row)
        for first, behind in spans:
            if first < behind:
                trainer.append(
                    [[str(b) for b in r] for r in rows[first:behind].tolist()],
                    [str(t) for t in tags[first:behind]],
                )
    trainer.select("lbfgs")
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": 120})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
    moves = np.full((TAGS, TAGS), 0.0)
    for (a, b), w in info.transitions.items():
        moves[int(a), int(b)] = w
    table = np.zeros((BUCKETS, TAGS))
    for (bucket, tag), w in info.state_features.items():
        table[int(bucket), int(tag)] = w
    scale = 1_000
    for tag in range(2, TAGS, 2):
        others = [t for t in range(TAGS) if t not in (tag - 1, tag)]
        moves[others, tag] = -1_000
    whole = np.rint(np.clip(table * scale, -32_000, 32_000)).astype(np.int16)
    at = np.flatnonzero(np.abs(whole).sum(1) > 10)
    np.savez_compressed(
        out,
        at=at.astype(np.uint16),
        rows=whole[at],
        moves=np.rint(moves * scale).astype(np.int32),
    )
    print(len(at), out.stat().st_size)


if __name__ == "__main__":
    main()
