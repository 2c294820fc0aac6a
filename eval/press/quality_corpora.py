"""What the tables of `fr-wording` are counted in: treebank words and plain texts of ../shared/data."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

WORD = re.compile(r"[^\W\d_]+")

FRENCH_TREES = ("fr_gsd-dev", "fr_sequoia-train", "fr_sequoia-dev")
"""The two test files stay apart, to count false alarms in."""
ENGLISH_TREES = ("treebanks/en_ewt-train_rebuilt", "treebanks/en_ewt-dev", "gum/train", "gum/dev")


class Node(NamedTuple):
    """One word of a treebank; ``feats`` such as ``{"Gender": "Fem"}``."""

    form: str
    lemma: str
    pos: str
    feats: dict[str, str]


def trees(path: Path) -> Iterator[list[Node]]:
    """Yield the sentences of a CoNLL-U file."""
    sentence: list[Node] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                feats = dict(f.split("=", 1) for f in columns[5].split("|") if "=" in f)
                sentence.append(Node(columns[1], columns[2], columns[3], feats))
            elif len(columns) == 1 and not columns[0] and sentence:
                yield sentence
                sentence = []


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the objects of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from map(json.loads, lines)


def sentences(path: Path) -> Iterator[str]:
    """Yield the raw sentences of a CoNLL-U file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# text = "):
                yield line[9:].rstrip("\n")


def french_texts(press: Path) -> Iterator[str]:
    """Yield the French texts that are learned from, treebanks' sentences included."""
    for name in FRENCH_TREES:
        yield from sentences(press / "treebanks" / f"{name}.conllu.gz")
    for row in rows(press / "winer_fr" / "train.jsonl.gz"):
        yield row["text"]
    for name in ("pud_dev", "tatoeba"):
        for row in rows(press / "parallel_fr_en" / f"{name}.jsonl.gz"):
            yield row["fr"]
