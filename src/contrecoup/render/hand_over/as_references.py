"""The case's articles and letters as references: CSL-JSON and BibTeX."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from contrecoup.model.documents import Article, Letter
from contrecoup.model.hand_over import HandOver
from contrecoup.render.safe import link, printable

_BRACED = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}"}
_BRACED |= {"^": r"\textasciicircum{}"} | {c: f"\\{c}" for c in "#$%&_"}


def csl(case: HandOver) -> bytes:
    """Return the sources as CSL-JSON, which Zotero and pandoc read."""
    items = [_full(item) for item in _items(case)]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()


def _full(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _items(case: HandOver) -> Iterator[dict[str, Any]]:
    for article in case.articles:
        yield {
            "id": article.article_id,
            "type": "article-newspaper",
            "container-title": printable(article.outlet),
            "author": [{"literal": printable(article.author)}] if article.author else [],
            **_shared(article),
        }
    for letter in case.letters:
        yield {
            "id": letter.letter_id,
            "type": "document",
            "container-title": "",
            "author": [],
            **_shared(letter),
        }


def _shared(source: Article | Letter) -> dict[str, Any]:
    at = source.published.at if source.published else None
    return {
        "title": printable(source.title),
        "issued": {"date-parts": [[at.year, at.month, at.day]]} if at else {},
        "language": source.lang,
        "URL": link(source.url),
        "note": f"sha256:{source.capture_id}",
    }


def bibtex(case: HandOver) -> bytes:
    """Return the sources as BibTeX (UTF-8), a key an id."""
    return "\n".join(_entry(item) for item in _items(case)).encode()


def _entry(item: dict[str, Any]) -> str:
    parts = item["issued"].get("date-parts", [[]])[0]
    date = datetime(*parts).date().isoformat() if parts else ""  # noqa: DTZ001 a day alone
    fields = {
        "title": item["title"],
        "journal": item["container-title"],
        "author": "".join(f"{{{_escape(a['literal'])}}}" for a in item["author"]),
        "date": date,
        "year": date[:4],
        "language": item["language"],
        "url": item["URL"],
        "note": item["note"],
    }
    kind = "article" if item["type"] == "article-newspaper" else "misc"
    raw = {"author", "url"}
    lines = [
        f"  {name} = {{{value if name in raw else _escape(value)}}},"
        for name, value in fields.items()
        if value
    ]
    key = re.sub(r"[^A-Za-z0-9]+", "-", item["id"])
    return "\n".join([f"@{kind}{{{key},", *lines, "}"]) + "\n"


def _escape(text: str) -> str:
    return "".join(_BRACED.get(c, c) for c in text)
