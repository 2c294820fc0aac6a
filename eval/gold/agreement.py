"""How far two hands agree on five articles: `python eval/gold/agreement.py`.

Prints the tables of README.md. The first hand is fr_quotes/dev, the second fr_quotes_again; the
measures above are those of ../shared/tools/score, each hand once in the place of the gold; the
counts below are over pairs of contents that share half of their letters.
"""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from load import AGAIN, FIRST, SHARED, lines, load  # type: ignore[import-not-found]

SCORE = SHARED / "tools" / "score"
Row = dict[str, Any]
MEASURES = {
    "overlap30.f1": "content, 30 % overlap, F1",
    "overlap80.f1": "content, 80 % overlap, F1",
    "exact.content.f1": "exact content, F1",
    "exact.cue.f1": "exact cue, F1",
    "exact.source.f1": "exact source, F1",
    "overlap80.speaker": "speaker's mention, of contents at 80 %",
    "end_to_end.f1": "content and speaker's mention, F1",
    "resolved.named": "person or organisation by name",
    "other_quoted.taken": "terms of one hand that the other calls a quotation",
}
SHARES = (
    "firm contents of the first hand that the second has",
    "firm contents of the second hand that the first has",
    "firm or optional",
    "kind",
    "speaker's mention shares a letter",
    "speaker is the same one",
    "source exact",
    "cue exact",
    "content exact",
    "terms in quotation marks, exact",
)


def as_said(row: Row) -> Row:
    """A hand's firm attributions in the shape of what the product prints."""
    people = [{"id": key, "name": who["name"]} for key, who in row["speakers"].items()]
    firm = [a for a in row["attributions"] if not a["optional"]]
    return {"id": row["doc_id"], "people": people, "quotations": firm}


def scored(scorer: Any, gold: Sequence[Row], said: Sequence[Row]) -> Any:
    """One hand scored against the other, with bootstrap intervals over articles."""
    marked = [{**row, "id": row["doc_id"]} for row in gold]
    return scorer.score(marked, [as_said(row) for row in said])


def same_speakers(pairs: Iterable[tuple[Any, Any]]) -> int:
    """Pairs whose two speakers are each other's most frequent partner in the article."""
    met = Counter(pairs).most_common()
    best: dict[Any, Any] = {}
    back: dict[Any, Any] = {}
    for (one, two), _ in met:
        best.setdefault(one, two)
        back.setdefault(two, one)
    return sum(count for (one, two), count in met if best[one] == two and back[two] == one)


def shares(quotations: Any, first: Sequence[Row], second: Sequence[Row]) -> Counter[str]:
    """Numerators under the names of SHARES, denominators under `of NAME`."""
    out: Counter[str] = Counter()

    def add(name: str, part: int, whole: int) -> None:
        out.update({name: part, f"of {name}": whole})

    for one, two in zip(first, second, strict=True):
        text = one["text"]
        hands = [
            [quotations.attribution(a, text, row["doc_id"]) for a in row["attributions"]]
            for row in (one, two)
        ]
        pairs = quotations.pair(*hands, quotations.iou, quotations.HALF)
        both = [(one["attributions"][i], two["attributions"][j]) for i, j in pairs]
        for name, row, side in zip(SHARES, (one, two), (0, 1), strict=False):
            firm = [k for k, a in enumerate(row["attributions"]) if not a["optional"]]
            add(name, len(set(firm) & {pair[side] for pair in pairs}), len(firm))
        for name, key in (("firm or optional", "optional"), ("kind", "kind")):
            add(name, sum(a[key] == b[key] for a, b in both), len(both))
        heard = sum(quotations.heard_right(hands[0][i], hands[1][j]) for i, j in pairs)
        add("speaker's mention shares a letter", heard, len(both))
        spoken = [(a["speaker"], b["speaker"]) for a, b in both]
        add("speaker is the same one", same_speakers(spoken), len(both))
        for role in ("source", "cue", "content"):
            exact = (
                quotations.fragments(map(tuple, a[role]), text)
                == quotations.fragments(map(tuple, b[role]), text)
                for a, b in both
            )
            add(f"{role} exact", sum(exact), len(both))
        terms = [{tuple(span) for span in row["other_quoted"]} for row in (one, two)]
        add("terms in quotation marks, exact", len(terms[0] & terms[1]), len(terms[0] | terms[1]))
    return out


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % score interval of a share, in percent."""
    z = 1.96
    share = part / whole
    middle = share + z * z / (2 * whole)
    wide = z * (share * (1 - share) / whole + z * z / (4 * whole * whole)) ** 0.5
    scale = 100 / (1 + z * z / whole)
    return max(0.0, (middle - wide) * scale), min(100.0, (middle + wide) * scale)


def table() -> str:
    """Both tables in Markdown."""
    sys.path.insert(0, str(SCORE))
    quotations = importlib.import_module("quotations")
    second = load(AGAIN)
    known = {row["doc_id"]: row for row in lines(FIRST)}
    first = [known[row["doc_id"]] for row in second]
    one = scored(quotations.SCORER, first, second)
    two = scored(quotations.SCORER, second, first)
    out = [
        "| measure of the scorer, in % | first hand as gold | second hand as gold |",
        "|---|---|---|",
    ]

    def cell(result: Any, key: str) -> str:
        low, high = result.intervals[key]
        return f"{result.figures[key]:.1f} ({low:.1f} to {high:.1f})"

    out += [f"| {said} | {cell(one, key)} | {cell(two, key)} |" for key, said in MEASURES.items()]
    out += ["", "| agreement | of | in % (95 % interval) |", "|---|---|---|"]
    counted = shares(quotations, first, second)
    for name in SHARES:
        part, whole = counted[name], counted[f"of {name}"]
        low, high = wilson(part, whole)
        out.append(
            f"| {name} | {part} of {whole} | {100 * part / whole:.1f} ({low:.1f} to {high:.1f}) |"
        )
    return "\n".join(out)


if __name__ == "__main__":
    if not FIRST.is_file() or not SCORE.is_dir():
        sys.exit("../shared/data/press or ../shared/tools/score is absent.")
    print(table())
