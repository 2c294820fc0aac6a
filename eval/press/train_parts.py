"""Train the parts of speech of a language on its treebanks: an averaged perceptron over sentences."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pycrfsuite  # type: ignore[import-not-found]
import train_trees  # type: ignore[import-not-found]

from contrecoup.findings.press.article import lay_out
from contrecoup.findings.press.tagger_hash import BUCKETS
from contrecoup.findings.press.tagger_parts import PARTS, buckets

TRAIN = {
    "en": ("gum/train.conllu.gz", "treebanks/en_ewt-train_rebuilt.conllu.gz"),
    "fr": (
        "treebanks/fr_sequoia-train.conllu.gz",
        "treebanks/fr_sequoia-dev.conllu.gz",
        "treebanks/fr_gsd-dev.conllu.gz",
    ),
}
DEV = {
    "en": ("gum/dev.conllu.gz", "treebanks/en_ewt-dev.conllu.gz"),
    "fr": ("treebanks/fr_gsd-test.conllu.gz", "treebanks/fr_sequoia-test.conllu.gz"),
}
_ROUNDS = 10
_MOST = 30_000


def sentences(path: Path, lang: str) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Properties and parts of each sentence, in the product's cut of the words."""
    for document in train_trees.documents(path):
        article = lay_out(document.text, lang, None, None)
        part = {c: w.part for w in reversed(document.words) for c in range(w.start, w.end)}
        spans = [(a, b) for a, b in article.sentences if a < b]
        rows = buckets(article.words, spans).tolist()
        for first, behind in spans:
            yield (
                [[str(b) for b in row] for row in rows[first:behind]],
                [part.get(word.start, "X") for word in article.words[first:behind]],
            )


def main() -> None:
    """train_parts.py PRESS LANG OUT."""
    press, lang, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    trainer = pycrfsuite.Trainer(verbose=False)
    for name in TRAIN[lang]:
        for seen, parts in sentences(press / name, lang):
            trainer.append(seen, parts)
    trainer.select("ap")
    trainer.set_params({"max_iterations": _ROUNDS})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        for name in DEV[lang]:
            right = total = 0
            for seen, parts in sentences(press / name, lang):
                right += sum(a == b for a, b in zip(tagger.tag(seen), parts, strict=True))
                total += len(parts)
            print(name, round(100 * right / total, 1), total)
    table = np.zeros((BUCKETS, len(PARTS)))
    moves = np.zeros((len(PARTS), len(PARTS)))
    for (bucket, part), weight in info.state_features.items():
        table[int(bucket), PARTS.index(part)] = weight
    for (a, b), weight in info.transitions.items():
        moves[PARTS.index(a), PARTS.index(b)] = weight
    scale = _MOST / np.abs(table).max()
    whole = np.rint(table * scale).astype(np.int16)
    at = np.flatnonzero(np.abs(whole).max(1) > _MOST // 400)
    np.savez_compressed(out, at=at.astype(np.uint16), rows=whole[at],
                        moves=np.rint(moves * scale).astype(np.int32))  # fmt: skip
    print(len(at), out.stat().st_size)


if __name__ == "__main__":
    main()
