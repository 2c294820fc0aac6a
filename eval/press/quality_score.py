"""Measure the marking of reworded prose: `quality_score.py [PRESS]`.

On the invented paragraphs of `eval/gold/reworded_own.jsonl`, half by half, and on what people
wrote: how many spans are shown in 1,000 sentences, how many of 100 articles are called reworded.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quality_corpora import rows  # type: ignore[import-not-found]

from contrecoup.findings.press.article import lay_out
from contrecoup.findings.press.quality import quality

GOLD = Path(__file__).parents[1] / "gold" / "reworded_own.jsonl"
_LONGEST = 40


def gold(half: str) -> list[dict[str, Any]]:
    """The paragraphs of a half, ``a`` or ``b``."""
    found = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    return [row for row in found if row["id"].startswith(half)]


def own(paragraphs: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Fragments found, spans right and paragraphs warned of in percent; clean ones flagged."""
    count: Counter[str] = Counter()
    for row in paragraphs:
        judged = quality(lay_out(row["text"], row["lang"], None, None))
        spans = [o.span for o in judged.spans]
        if row["label"] == "clean":
            count["clean"] += 1
            count["flagged"] += bool(spans) or judged.level != "clean"
            continue
        hits = [[_at(span, tuple(f)) for f in row["fragments"]] for span in spans]
        count["spun"] += 1
        count["warned"] += judged.level != "clean"
        count["fragments"] += len(row["fragments"])
        count["found"] += sum(map(any, zip(*hits, strict=True))) if hits else 0
        count["said"] += len(spans)
        count["right"] += sum(map(any, hits))
    return {
        "found": 100 * count["found"] / max(1, count["fragments"]),
        "right": 100 * count["right"] / max(1, count["said"]),
        "warned": 100 * count["warned"] / max(1, count["spun"]),
        "clean.flagged": count["flagged"],
    }


def _at(span: tuple[int, int], fragment: tuple[int, int]) -> bool:
    """Whether a span shows where a fragment is, as `tools/score/spun.py` has it."""
    short = span[1] - span[0] <= max(_LONGEST, 2 * (fragment[1] - fragment[0]))
    return short and span[0] < fragment[1] and fragment[0] < span[1]


def texts(press: Path, name: str) -> Iterator[str]:
    """The articles of a set that people wrote."""
    if name.startswith("gum"):
        yield from _documents(press / "gum" / f"{name.split()[1]}.conllu.gz")
    elif name == "fr_quotes dev":
        for line in (press / "fr_quotes" / "dev.jsonl").read_text("utf-8").splitlines():
            yield json.loads(line)["text"]
    else:
        folder, part = name.split()
        for row in rows(press / folder / f"{part}.jsonl.gz"):
            yield row["text"]


def _documents(path: Path) -> Iterator[str]:
    sentences: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc") and sentences:
                yield "\n".join(sentences)
                sentences = []
            elif line.startswith("# text = "):
                sentences.append(line[9:].rstrip("\n"))
    yield "\n".join(sentences)


def clean(press: Path, name: str) -> dict[str, float]:
    """False alarms in a set: spans in 1,000 sentences, articles called reworded in 100."""
    articles = sentences = spans = reworded = 0
    lang = "en" if name.startswith(("gum", "polnear")) else "fr"
    for text in texts(press, name):
        article = lay_out(text, lang, None, None)
        judged = quality(article)
        articles += 1
        sentences += len(article.sentences)
        spans += len(judged.spans)
        reworded += judged.level == "reworded"
    return {
        "articles": articles,
        "spans": 1000 * spans / max(1, sentences),
        "reworded": 100 * reworded / max(1, articles),
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/press")
    for half in "ab":
        for lang in ("fr", "en"):
            print(half, lang, own(row for row in gold(half) if row["lang"] == lang))
        print(half, "both", own(gold(half)))
    for name in ("winer_fr dev", "fr_quotes dev", "winer_fr train", "gum train", "polnear dev"):
        print(name, clean(folder, name))
