"""Fit the weights of `findings/press/confidence.py`, and say how far a confidence can be trusted.

    python eval/press/reliability.py [--fit] [--json FILE]      (PRESS=/another/folder)

Right is an attribution whose words (at least half of all letters shared) and whose speaker
agree with the annotation: the mention, and in French also the person behind it.  Attributions
that the annotators call optional count for nothing.  The table shows confidences from weights
fitted on the *other* articles (ten folds by article); the weights shipped are fitted on all.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from attrs import asdict
from numpy.typing import NDArray

from contrecoup.findings.press import read
from contrecoup.findings.press.confidence import properties

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
WEIGHTS = ROOT / "src" / "contrecoup" / "findings" / "press" / "models" / "confidence.json"
SETS = {"fr": ("fr_quotes", "dev.jsonl"), "en": ("polnear", "dev.jsonl.gz")}
FOLDS = 10
RIDGE = 2.0
POST = 3_00  # a post that the article shows with its author's name: 95 in a hundred, not fitted
EDGES = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


class Case(NamedTuple):
    """One attribution: its article's number, its properties, its confidence, whether it is right."""

    article: int
    properties: tuple[str, ...]
    confidence: float
    right: bool


def cases(lang: str, press: Path) -> list[Case]:
    """Every attribution that counts, in the development articles of a language."""
    folder, name = SETS[lang]
    return cases_of(_rows(press / folder / name), lang)


def cases_of(rows: Iterable[dict[str, Any]], lang: str) -> list[Case]:
    """Every attribution that counts, in annotated articles."""
    return [case for n, row in enumerate(rows) for case in _cases(n, row, lang)]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as lines:
        for line in lines:
            yield json.loads(line)


def _cases(number: int, row: dict[str, Any], lang: str) -> Iterator[Case]:
    """Judge each attribution of one article as the scorer does."""
    sys.path.insert(0, str(SHARED / "tools" / "score"))
    import quotations as judge  # type: ignore[import-not-found]  # the scorers' own matching
    from attributions import attribution, heard_right  # type: ignore[import-not-found]

    text = row["text"]
    body = (row.get("title_span") or [0, 0])[1]
    reading = read(text, lang, _day(row.get("published")), title=row.get("title"))
    said = [q for q in reading.quotations if q.content and q.content[0][0] >= body]
    annotated = [(a, attribution(a, text, "gold")) for a in row["attributions"]]
    firm = [g for a, g in annotated if not a.get("optional") and g.content]
    optional = [g for a, g in annotated if a.get("optional") and g.content]
    preds = [attribution(json.loads(json.dumps(asdict(q))), text, "said") for q in said]
    pairs = {j: i for i, j in judge.pair(firm, preds, judge.iou, judge.HALF)}
    aside = judge.set_aside(preds, firm, optional, set(pairs))
    names = {p.id: p.name for p in reading.people} | {o.id: o.name for o in reading.organisations}
    for j, quotation in enumerate(said):
        if j in aside:
            continue
        right = j in pairs and heard_right(firm[pairs[j]], preds[j])
        if right and "speakers" in row and firm[pairs[j]].speaker is not None:
            right = judge.speaker_right(row, firm[pairs[j]], preds[j], names)
        yield Case(number, tuple(properties(text, quotation)), quotation.confidence, right)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


# Weights


def fit(rows: Sequence[Case]) -> dict[str, int]:
    """Weights in hundredths: logistic regression with a ridge, by Newton's steps."""
    names = sorted({p for row in rows for p in row.properties} - {"post-shown"})
    place = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for p in row.properties:
            if p in place:
                x[i, place[p]] = 1
    y = np.asarray([row.right for row in rows], float)
    ridge = np.diag([1e-3 if name == "any" else RIDGE for name in names])
    w = np.zeros(len(names))
    for _ in range(25):
        said = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (y - said) - ridge @ w
        w += np.linalg.solve((x * (said * (1 - said))[:, None]).T @ x + ridge, slope)
    found = {name: round(100 * float(v)) for name, v in zip(names, w, strict=True)}
    found["post-shown"] = POST - found.get("any", 0)
    return {name: v for name, v in found.items() if v}


def chance(weights: dict[str, int], row: Case) -> float:
    """The confidence that some weights give."""
    total = sum(weights.get(p, 0) for p in row.properties)
    return float(round(1 / (1 + np.exp(-total / 100)), 2))


def held_out(rows: Sequence[Case]) -> list[float]:
    """For each attribution, the confidence from weights fitted on the other folds."""
    weights = [fit([r for r in rows if r.article % FOLDS != fold]) for fold in range(FOLDS)]
    return [chance(weights[row.article % FOLDS], row) for row in rows]


# Figures


def figures(chances: Sequence[float], rows: Sequence[Case]) -> dict[str, Any]:
    """Bins with their shares, the expected calibration error and the Brier score, in percent."""
    p = np.asarray(chances)
    y = np.asarray([row.right for row in rows], float)
    bins = []
    error = 0.0
    for low, high in pairwise(EDGES):
        here: NDArray[np.bool_] = (p >= low) & (p < high)
        if not here.any():
            continue
        said, seen = float(p[here].mean()), float(y[here].mean())
        error += float(here.mean()) * abs(said - seen)
        bins.append(
            {
                "from": low,
                "to": min(high, 1.0),
                "n": int(here.sum()),
                "said": round(100 * said, 1),
                "right": round(100 * seen, 1),
            }
        )
    return {
        "n": len(rows),
        "right": round(100 * float(y.mean()), 1),
        "ece": round(100 * error, 1),
        "brier": round(100 * float(((p - y) ** 2).mean()), 1),
        "brier_of_the_mean": round(100 * float(y.mean() * (1 - y.mean())), 1),
        "bins": bins,
    }


def measured(press: Path) -> dict[str, dict[str, Any]]:
    """Figures by language: ``shipped`` weights, and weights from other articles."""
    out = {}
    for lang in SETS:
        rows = cases(lang, press)
        out[lang] = {
            "shipped": figures([row.confidence for row in rows], rows),
            "held_out": figures(held_out(rows), rows),
        }
    return out


def main() -> None:
    """Fit if asked, then print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--fit", action="store_true", help="write the weights anew")
    options.add_argument("--json", type=Path, help="write the figures to this file")
    chosen = options.parse_args()
    press = Path(os.environ.get("PRESS", SHARED / "data" / "press"))
    if chosen.fit:
        weights = {lang: fit(cases(lang, press)) for lang in SETS}
        WEIGHTS.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", "utf-8")
        os.execv(sys.executable, [sys.executable, *[a for a in sys.argv if a != "--fit"]])
    found = measured(press)
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    for lang, both in found.items():
        for which, rows in both.items():
            print(lang, which, {k: v for k, v in rows.items() if k != "bins"})
            for row in rows["bins"]:
                print("   ", row)


if __name__ == "__main__":
    main()
