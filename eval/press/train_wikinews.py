"""French Wikinews as training data: articles that the rules label, and those labelled by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from contrecoup.findings.press.article import lay_out
from contrecoup.findings.press.attributions import attributions
from contrecoup.findings.press.people import cast

_GOLD = Path(__file__).resolve().parent.parent / "gold" / "fr_quotes_2.jsonl"
_SECOND = {json.loads(line)["doc_id"] for line in _GOLD.read_text("utf-8").splitlines()}


def texts(press: Path) -> list[str]:
    """The texts of the articles in which nobody annotated quotations."""
    return [row["text"] for row in unread(press)]


def gold(press: Path) -> list[dict[str, Any]]:
    """The articles of ``fr_quotes``, optional attributions included."""
    out = []
    with (press / "fr_quotes" / "dev.jsonl").open(encoding="utf-8", newline="") as lines:
        for line in lines:
            row = json.loads(line)
            body = (row.get("title_span") or [0, 0])[1]
            said = [
                {**a, "source": a.get("source") or [], "cue": a.get("cue") or []}
                for a in row["attributions"]
                if a["content"]
            ]
            title = row["text"][:body] or None
            out.append({"id": row["doc_id"], "text": row["text"], "title": title, "lang": "fr",
                        "attributions": said})  # fmt: skip
    return out


def unread(press: Path) -> list[dict[str, Any]]:
    """Articles of WiNER's training part in which nobody annotated quotations."""
    known = {row["id"] for row in gold(press)} | _SECOND
    path = press / "winer_fr" / "train.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if row["doc_id"] not in known]


def labelled_by_rules(press: Path) -> list[dict[str, Any]]:
    """Those articles with what the rules are sure of."""
    return [
        {"id": row["doc_id"], "text": row["text"], "title": None, "lang": "fr", "rules": True,
         "attributions": _said(row["text"])}
        for row in unread(press)
    ]  # fmt: skip


def _said(text: str) -> list[dict[str, Any]]:
    article = lay_out(text, "fr", None, None)
    found = cast(article)
    out: list[dict[str, Any]] = []
    for draft in attributions(article, found):
        pieces = [article.span(*r) for r in draft.content if r[0] < r[1]]
        if draft.source is None or draft.rule.endswith("-noun") or not pieces:
            continue  # the rules' least sure attributions teach nothing
        source = []
        if draft.source is not None:
            number = found.start_at.get(draft.source)
            words = (draft.source, draft.source + 1)
            if number is not None:
                phrase = found.phrases[number]
                words = phrase.name or (phrase.first, phrase.behind)
            source = [article.span(*words)]
        cue = [article.span(*draft.cue)] if draft.cue else []
        out.append({"id": str(len(out)), "source": source, "cue": cue, "content": pieces})
    return out
