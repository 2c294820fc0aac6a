"""Score names of people and organisations in GUM, through the whole reading and by the rules alone.

    gum_score.py PRESS SCORE [dev|train]    ../shared/data/press, ../shared/tools/score

Gold are the names that ``gum_names`` cuts out of the mentions; the measure is the scorer's for
``winer_fr``: exact spans of all mentions with a name.  The train part is what the tagger learned.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

import gum_names  # type: ignore[import-not-found]

from contrecoup.findings.press import read


def measured(press: Path, score: Path, part: str, *, rules: bool = False) -> dict[str, float]:
    """Precision, recall and F1 in percent."""
    sys.path.insert(0, str(score))
    import entities  # type: ignore[import-not-found]

    total: Counter[str] = Counter()
    none: frozenset[str] = frozenset()
    alone = patch("contrecoup.findings.press.article.LANGUAGES", none) if rules else nullcontext()
    with alone:
        for row in gum_names.rows(press, part):
            total += entities.count(row, _said(row["text"]))
    return {key: round(value, 1) for key, value in entities.figures(total).items()}


def _said(text: str) -> dict[str, Any]:
    reading = read(text, "en")
    people = [{"id": e.id, "mentions": [list(m) for m in e.mentions]} for e in reading.people]
    firms = [{"id": e.id, "mentions": [list(m) for m in e.mentions]} for e in reading.organisations]
    return {"people": people, "organisations": firms}


def main() -> None:
    """Print both."""
    press, score = Path(sys.argv[1]), Path(sys.argv[2])
    part = sys.argv[3] if len(sys.argv) > 3 else "dev"
    for name, rules in (("rules alone", True), ("shipped", False)):
        figures = measured(press, score, part, rules=rules)
        kept = {k: v for k, v in figures.items() if ".exact." in k}
        print(name, json.dumps(kept))


if __name__ == "__main__":
    main()
