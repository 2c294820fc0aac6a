"""The hand check of the sample case: findings drawn by a seed, judged one by one.

    python -m eval.sample.handcheck             how many were right, by kind; exit 1 where a drawn
                                                finding is not judged, or a file is out of step
    python -m eval.sample.handcheck --draw      what is drawn and not judged yet, shown blind
    python -m eval.sample.handcheck --write     write the figures (eval/sample/handcheck.json) and
                                                the decisions that ship beside the sample; then
                                                run scripts/quality --page

``judged.jsonl`` holds the answers: one line a finding, with what was shown and, where the answer is
not ``right``, why.  The makers of Contrecoup judged, against what the generator planted
(``truth.json``) and by reading the posts and articles.  A finding is right when all that its line
says is so: a quotation's speaker and words, a move's person, place, post and state, a count's
number, date and source.  ``unclear`` counts neither way.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from contrecoup import demo
from contrecoup.case import Case
from contrecoup.corridor import handcheck
from contrecoup.model.decisions import Decision
from contrecoup.report.accuracy import LEAST_DENOMINATOR, wilson
from contrecoup.store.decisions import chained

HERE = Path(__file__).parent
JUDGED = HERE / "judged.jsonl"
FIGURES = HERE / "handcheck.json"
SHIPPED = HERE.parents[1] / "src" / "contrecoup" / "sample" / demo.CHECKED
SEED = "1"
WHO = "The makers, against the planted truth"
WHEN = datetime(2026, 11, 28, 23, tzinfo=UTC)


def answers() -> dict[str, dict[str, str]]:
    """Return the answers by finding."""
    rows = map(json.loads, JUDGED.read_text(encoding="utf-8").splitlines())
    return {row["target"]: row for row in rows}


def decisions(given: dict[str, dict[str, str]]) -> tuple[Decision, ...]:
    """Return the answers as decisions of a case."""
    return tuple(
        Decision(
            verb="judge",
            target=handcheck.PREFIX + row["target"],
            value=row["answer"],
            why=row["why"],
            who=WHO,
            at=WHEN,
            about=row["text"],
        )
        for row in given.values()
    )


def figures(case: Case, given: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Return, by kind, what was found, drawn, checked and right, with Wilson's interval."""
    queue = case.review.queue
    kinds = {item.target: item.kind for item in queue}
    counted = handcheck.judged(decisions(given), kinds.get)
    table = {}
    for kind in sorted(set(kinds.values())):
        drawn = case.review.sample(kind, handcheck.SIZE, SEED)
        right, checked = counted.get(kind, (0, 0))
        low, high = wilson(right, checked)
        table[kind] = {
            "found": len(queue.of_kind(kind)),
            "drawn": len(drawn),
            "not_judged": [i.target for i in drawn if i.target not in given],
            "checked": checked,
            "right": right,
            "between": [round(low, 3), round(high, 3)],
        }
    return table


def show(case: Case, given: dict[str, dict[str, str]]) -> None:
    """Print what is drawn and not judged, with its evidence, without confidence or decision."""
    for kind in sorted({item.kind for item in case.review.queue}):
        for item in case.review.sample(kind, handcheck.SIZE, SEED):
            if item.target in given:
                continue
            print(
                json.dumps(
                    {"target": item.target, "kind": kind, "text": item.text}, ensure_ascii=False
                )
            )
            for cited in item.citations[:4]:
                print(
                    f"    {cited.document_id}: {cited.prefix}[{cited.exact}]{cited.suffix}".replace(
                        "\n", " "
                    )
                )
            for post_id in item.posts[:4]:
                post = case.documents().posts.get(post_id)
                print(f"    {post_id}: {post.text if post else ''}".replace("\n", " "))


def main() -> int:
    """Do what the command line says."""
    given = answers()
    with tempfile.TemporaryDirectory() as folder:
        case = demo.build(Path(folder) / "case").case
        if "--draw" in sys.argv[1:]:
            show(case, given)
            return 0
        table = figures(case, given)
    shipped = chained(decisions(given))
    for kind, row in table.items():
        least = f", between {row['between']}" if row["checked"] >= LEAST_DENOMINATOR else ""
        print(
            f"{kind:12} {row['right']} of {row['checked']}{least}; {len(row['not_judged'])} to judge"
        )
    if "--write" in sys.argv[1:]:
        FIGURES.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
        SHIPPED.write_bytes(shipped)
    same = FIGURES.is_file() and json.loads(FIGURES.read_text(encoding="utf-8")) == table
    same = same and SHIPPED.is_file() and SHIPPED.read_bytes() == shipped
    whole = not any(row["not_judged"] for row in table.values())
    return 0 if same and whole else 1


if __name__ == "__main__":
    sys.exit(main())
