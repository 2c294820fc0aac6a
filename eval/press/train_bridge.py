"""Learn which French and English stems translate each other, and how rare each stem is.

IBM model 1 in both directions over aligned sentences (`parallel_fr_en`): what both directions
hold likely is kept.  Rarity is counted in sentences of open corpora.  NumPy, no random number.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from contrecoup.language import sentences, tokens
from contrecoup.language.bridge import CERTAIN
from contrecoup.language.lemmas import stem
from contrecoup.language.text import Token

ROUNDS = 12
LEAST_PROBABILITY = 0.2
LEAST_COUNT = 1.5
"""Times that two stems must be expected to translate each other in the data."""
LEAST_SENTENCES = 4
COMMON = {"fr": "winer_fr/train.jsonl.gz", "en": "gum/train.conllu.gz treebanks/en_ewt-train_rebuilt.conllu.gz"}  # fmt: skip

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def stems(text: str, lang: str) -> list[str]:
    """Stems of the words of a text; no marks, no numbers."""
    return _stems(tokens(text, lang), lang)


def _stems(words: Iterable[Token], lang: str) -> list[str]:
    return [stem(t.low, lang) for t in words if t.low[0].isalpha()]


def pairs(press: Path, names: Iterable[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Aligned sentences as stems, French first."""
    for name in names:
        with gzip.open(press / "parallel_fr_en" / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield stems(row["fr"], "fr"), stems(row["en"], "en")


def numbered(rows: list[list[str]]) -> tuple[list[str], list[Ints]]:
    """The vocabulary in order of the alphabet, and each row in numbers of it; 0 is no word."""
    words = sorted({w for row in rows for w in row})
    index = {w: i for i, w in enumerate(words, 1)}
    return words, [np.asarray([index[w] for w in row], np.int64) for row in rows]


def model_1(source: list[Ints], target: list[Ints], sizes: tuple[int, int]) -> dict[int, float]:
    """How often each source word is expected to give each target word: key is s * size + t.

    Every target word comes from one source word of its sentence, or from none.
    """
    places = [
        (np.repeat(np.append(s, 0), len(t)), np.tile(t, len(s) + 1), np.tile(np.arange(len(t)), len(s) + 1))
        for s, t in zip(source, target, strict=True)
    ]  # fmt: skip
    starts = np.cumsum([0, *(len(t) for t in target)])
    s_all = np.concatenate([p[0] for p in places])
    t_all = np.concatenate([p[1] for p in places])
    slot = np.concatenate([p[2] + start for p, start in zip(places, starts, strict=False)])
    keys, at = np.unique(s_all * sizes[1] + t_all, return_inverse=True)
    owner = keys // sizes[1]
    chance: Floats = np.ones(len(keys))
    counts = chance
    for _ in range(ROUNDS):
        likely = chance[at]
        total = np.bincount(slot, likely, minlength=int(starts[-1]))
        counts = np.bincount(at, likely / total[slot], minlength=len(keys)).astype(np.float64)
        mass = np.bincount(owner, counts, minlength=sizes[0])
        chance = counts / np.maximum(mass[owner], 1e-12)
    return dict(zip(keys.tolist(), counts.tolist(), strict=True))


def shares(counts: dict[int, float], size: int) -> dict[int, float]:
    """Counts as shares of their source word."""
    total: Counter[int] = Counter()
    for key, count in counts.items():
        total[key // size] += count  # type: ignore[assignment]
    return {key: count / total[key // size] for key, count in counts.items()}


def translations(data: list[tuple[list[str], list[str]]]) -> list[tuple[str, str, int]]:
    """(French stem, English stem, certainty in hundredths), sorted."""
    fr_words, fr = numbered([f for f, _ in data])
    en_words, en = numbered([e for _, e in data])
    sizes = len(fr_words) + 1, len(en_words) + 1
    onward = model_1(fr, en, sizes)
    back = model_1(en, fr, (sizes[1], sizes[0]))
    p_on, p_back = shares(onward, sizes[1]), shares(back, sizes[0])
    found = []
    for key, count in onward.items():
        f, e = divmod(key, sizes[1])
        mirrored = e * sizes[0] + f
        if not f or not e or mirrored not in back:
            continue
        both = math.sqrt(p_on[key] * p_back[mirrored])
        enough = min(count, back[mirrored]) >= LEAST_COUNT
        if enough and both >= LEAST_PROBABILITY:
            found.append((fr_words[f - 1], en_words[e - 1], round(CERTAIN * both)))
    return sorted(found)


def units(path: Path, lang: str) -> Iterator[list[str]]:
    """The stems of each sentence of a file of articles or of a treebank."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for line in lines:
            if line.startswith("# text = "):
                yield stems(line.removeprefix("# text = "), lang)
            elif line.startswith("{"):
                text = json.loads(line)["text"]
                words = tokens(text, lang)
                yield from (_stems(words[s:e], lang) for s, e in sentences(text, words, ()))


def rarity(press: Path, lang: str) -> list[tuple[str, int]]:
    """(stem, rarity in hundredths of that of a word never seen), sorted."""
    seen: Counter[str] = Counter()
    total = 0
    for name in COMMON[lang].split():
        for unit in units(press / name, lang):
            seen.update(set(unit))
            total += 1
    most = math.log(total)
    return sorted(
        (word, round(CERTAIN * math.log(total / n) / most))
        for word, n in seen.items()
        if n >= LEAST_SENTENCES
    )


def main() -> None:
    """train_bridge.py PRESS OUT [--pairs FILE ...]."""
    parser = argparse.ArgumentParser()
    parser.add_argument("press", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pairs", nargs="+", default=["pud_dev.jsonl.gz", "tatoeba.jsonl.gz"])
    given = parser.parse_args()
    found = translations(list(pairs(given.press, given.pairs)))
    lines = ["# French stem, English stem, certainty in hundredths: learnt by scripts/train bridge"]
    lines += [f"{f}\t{e}\t{p}" for f, e, p in found]
    for lang in sorted(COMMON):
        rows = rarity(given.press, lang)
        lines += [f"# rarity {lang}: stem, hundredths of that of a word never seen"]
        lines += [f"{word}\t{n}" for word, n in rows]
        print(f"{lang}: rarity of {len(rows)} stems")
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(found)} translations; wrote {given.out}")


if __name__ == "__main__":
    main()
