"""What a case is asked after it was disturbed: what it holds, and whether it is whole."""

from __future__ import annotations

from pathlib import Path

from contrecoup.case import Case
from contrecoup.errors import ContrecoupError

NOTHING: dict = {
    "captures": {},
    "outcomes": {},
    **{kind: [] for kind in ("failed", "decisions", "posts", "accounts", "people")},
}


def ask(folder: str) -> dict:
    """Open a case and say what it holds; whatever goes wrong is an answer too.

    A folder without case.toml is none yet, and holds nothing.
    """
    if not (Path(folder) / "case.toml").exists():
        return NOTHING
    try:
        case = Case(folder)
        failed = [[v.kind, v.target, v.message] for v in case.check().failed]
        posts = case.documents().posts.table
        return {
            "failed": failed,
            "captures": {c.source: c.capture_id for c in case.vault.captures()},
            "outcomes": {o.capture_id: o.read + o.duplicate for o in case.outcomes()},
            "decisions": [[d.verb, d.target, d.value, d.why] for d in case.decisions],
            "posts": sorted(posts.column("post_id").to_pylist()),
            "accounts": sorted(set(posts.column("account_id").to_pylist())),
            "people": [p.person_id for p in case.plain_roster.people],
        }
    except ContrecoupError as error:
        return {"error": str(error), "code": error.code}
