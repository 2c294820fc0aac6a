"""Learn which tagged words belong together: weights for `findings/press/tagger_links.py`."""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import torch  # type: ignore[import-not-found]
import train_trees  # type: ignore[import-not-found]
from train_data import labels  # type: ignore[import-not-found]

from contrecoup.findings.press.article import lay_out
from contrecoup.findings.press.tagger_links import (
    CONTENT,
    CUE,
    SOURCE,
    candidates,
    pieces,
    properties,
)

_FEWEST = 8


def cases(rows: list[dict[str, Any]]) -> list[tuple[str, list[list[str]], int]]:
    """Each content and cue with its candidates' properties and the right one (0: none)."""
    out = []
    for row in rows:
        article = lay_out(row["text"], row.get("lang", "en"), None, row.get("title"))
        found = pieces(labels(article, row))
        owner: dict[tuple[int, int], set[str]] = {}
        for one in row["attributions"]:
            for kind, role in ((SOURCE, "source"), (CUE, "cue"), (CONTENT, "content")):
                for start, end in one[role]:
                    for i in range(start, end):
                        owner.setdefault((kind, i), set()).add(one["id"])
        whose = [
            set().union(
                *(
                    owner.get((p.kind, i), set())
                    for t in article.words[p.first : p.behind]
                    for i in (t.start, t.end - 1)
                )
            )
            for p in found.rows
        ]
        for here, piece in enumerate(found.rows):
            if piece.kind == SOURCE:
                continue
            kind = CUE if piece.kind == CONTENT else SOURCE
            options = candidates(found, here, kind)
            right = [n for n, o in enumerate(options, 1) if whose[o] & whose[here]]
            near = min(right, key=lambda n: abs(options[n - 1] - here), default=0)
            out.append(
                (
                    f"{piece.kind}{kind}none",
                    [list(properties(article, found, here, o)) for o in options],
                    near,
                )
            )
    return out


def main() -> None:
    """train_links.py PRESS OUT [without]."""
    press, out = Path(sys.argv[1]), Path(sys.argv[2])
    rows = {}
    for part in ("train", "dev"):
        if part == "train" and "without" in sys.argv[3:]:
            rows[part] = train_trees.rows(press, "en")
            continue
        with gzip.open(press / "polnear" / f"{part}.jsonl.gz", "rt", newline="") as lines:
            rows[part] = [json.loads(line) for line in lines]
    learn({part: cases(found) for part, found in rows.items()}, out)


def learn(parts: dict[str, Any], out: Path) -> None:
    """Fit the weights to the cases of ``train``, and judge them on those of ``dev``."""
    counts = Counter(p for _, os, _ in parts["train"] for o in os for p in o)
    names = sorted({p for p, n in counts.items() if n >= _FEWEST} | {c[0] for c in parts["train"]})
    number = {p: n for n, p in enumerate(names)}
    weights = torch.zeros(len(names), requires_grad=True)

    def packed(rows: list[Any]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        ids, segments, starts, gold = [], [], [], []
        slot = 0
        for none, options, right in rows:
            starts.append(slot)
            gold.append(slot + right)
            for option in ([none], *options):
                known = [number[p] for p in option if p in number]
                ids += known
                segments += [slot] * len(known)
                slot += 1
        case = torch.repeat_interleave(
            torch.arange(len(rows)), torch.diff(torch.tensor([*starts, slot]))
        )
        return torch.tensor(ids), torch.tensor(segments), case, torch.tensor(gold)

    def scores(ids: torch.Tensor, segments: torch.Tensor, slots: int) -> torch.Tensor:
        return torch.zeros(slots).index_add(0, segments, weights[ids])

    ids, segments, case, gold = packed(parts["train"])
    tuner = torch.optim.LBFGS([weights], max_iter=60, history_size=8)

    def closure() -> torch.Tensor:
        tuner.zero_grad()
        s = scores(ids, segments, len(case))
        total = torch.zeros(len(gold)).index_add(0, case, torch.exp(s.clamp(max=30)))
        loss = (torch.log(total) - s[gold]).mean() + 2e-5 * (weights**2).sum()
        loss.backward()
        return loss

    tuner.step(closure)
    kept = {n: round(w, 2) for n, w in zip(names, weights.tolist(), strict=True) if abs(w) >= 0.05}
    right = Counter[str]()
    total = Counter[str]()
    for none, options, answer in parts["dev"]:
        s = [kept.get(none, 0.0), *(sum(kept.get(p, 0.0) for p in o) for o in options)]
        total[none] += 1
        right[none] += s.index(max(s)) == answer
    print({k: round(100 * right[k] / total[k], 1) for k in total}, len(kept))
    out.write_text(json.dumps(kept, ensure_ascii=True, sort_keys=True, indent=0) + "\n")


if __name__ == "__main__":
    main()
