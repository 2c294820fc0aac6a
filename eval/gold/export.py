"""Write the thirty articles as a set that the scorer finds: `export.py OUT`.

OUT/fr_quotes/dev.jsonl holds the texts, so OUT must lie outside the project. Then:

    python ../shared/tools/score/run.py OUT --command "python -m contrecoup"
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from load import HERE, PRESS, load  # type: ignore[import-not-found]


def main() -> int:
    """Write the folder; 2 where the texts are absent or the folder is inside the project."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path, help="a folder outside the project")
    out = parser.parse_args().out.resolve()
    if out.is_relative_to(HERE.parents[1]):
        print(f"{out} lies inside the project; texts are kept out of it.", file=sys.stderr)
        return 2
    if not PRESS.is_dir():
        print("../shared/data/press is absent: the texts are there.", file=sys.stderr)
        return 2
    folder = out / "fr_quotes"
    folder.mkdir(parents=True, exist_ok=True)
    rows = load()
    said = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "dev.jsonl").write_text(said, encoding="utf-8", newline="")
    print(f"{folder / 'dev.jsonl'}: {len(rows)} articles")
    return 0


if __name__ == "__main__":
    sys.exit(main())
