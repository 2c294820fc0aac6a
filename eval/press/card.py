"""Write into a model's card what its training can say: its files, their bytes, what they were made of.

    python eval/press/card.py CARD OUT --said LOG --made "scripts/train en-names" --commit abc1234 \
        --press ../shared/data/press --data "gum/train.conllu.gz" en-names.npz

OUT is the folder where the new files lie; CARD is copied there where it does not lie there already.  What
stands between the two marks is written anew, and the line on the commit; all else a person wrote.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path

BEGIN = "<!-- written by scripts/train -->"
END = "<!-- end -->"
COMMIT = re.compile(r"^(- Trained on commit `)[0-9a-f]+(`)", re.MULTILINE)
PARTS = re.compile(r"^(\S+) (\d+\.\d) (\d+)$")


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def told(log: str) -> list[str]:
    """What a training said of its development part: the last epoch's F1, or shares of right parts."""
    lines = log.splitlines()
    epochs = [json.loads(line) for line in lines if line.startswith('{"epoch"')]
    if epochs:
        *_, last = epochs
        f1 = " / ".join(f"{value:.1f}" for value in last["f1"])
        return [f"Development part after epoch {last['epoch']}, the tags alone: F1 {f1}."]
    rows = [found.groups() for line in lines if (found := PARTS.match(line))]
    return [f"Scored on {name}: {share} % of {total} right." for name, share, total in rows]


def block(
    out: Path, files: list[str], made: str, commit: str, data: dict[str, str], log: str
) -> str:
    """The part of a card that a training writes."""
    rows = [
        f"| `{name}` | {(out / name).stat().st_size:,} | `{digest(out / name)}` |" for name in files
    ]
    lines = [
        BEGIN,
        f"Made by `{made}` on commit `{commit}` from "
        + ", ".join(f"`{name}` (SHA-256 `{mark[:16]}…`)" for name, mark in data.items())
        + ".",
        *told(log),
        "",
        "| file | bytes | SHA-256 |",
        "| --- | --- | --- |",
        *rows,
        END,
    ]
    return "\n".join(lines)


def written(card: str, new: str, commit: str) -> str:
    """A card with its block in place; at its end where it has none yet."""
    card = COMMIT.sub(rf"\g<1>{commit}\g<2>", card)
    if BEGIN not in card:
        return card.rstrip("\n") + "\n\n## As it was made\n\n" + new + "\n"
    before, rest = card.split(BEGIN, 1)
    if END not in rest:
        message = f"{BEGIN} has no {END} behind it; next: put one where the block ends"
        raise ValueError(message)
    return before + new + rest.split(END, 1)[1]


def main() -> int:
    """Write one card."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("card", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--made", required=True)
    parser.add_argument("--commit", required=True)
    parser.add_argument("--press", type=Path, required=True)
    parser.add_argument("--data", required=True, help="files of --press, with blanks between")
    parser.add_argument("--said", type=Path)
    given = parser.parse_args()
    log = given.said.read_text(encoding="utf-8") if given.said else ""
    data = {name: digest(given.press / name) for name in given.data.split()}
    new = block(given.out, given.files, given.made, given.commit, data, log)
    card = given.card.read_text(encoding="utf-8")
    target = given.out / given.card.name
    target.write_text(written(card, new, given.commit), encoding="utf-8")
    print(f"card: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
