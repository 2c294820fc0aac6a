"""Whether the evidence still holds: quoted words in their captures, numbers still equal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from contrecoup.corridor.views import Verdict

Texts = Mapping[str, frozenset[str]]
"""Every text that a capture holds, by document id."""

PSEUDONYM = re.compile(r"post-[0-9]+")
"""The published id of a post whose author may not be named."""

CITATION = frozenset({"capture_id", "document_id", "exact", "start", "end"})
_WORDS = ("capture_id", "document_id", "exact")
SENTENCE = frozenset({"sentence_id", "text", "kind"})
COUNT = frozenset({"value", "unit", "rule", "ids"})


def wanted(report: Any, own: Callable[[str], str]) -> dict[str, set[str]]:
    """Return by capture the documents that a report cites, '' for one that nobody knows.

    Args:
        report: the report as plain values.
        own: the case's own id behind a published number, '' for none.
    """
    found: dict[str, set[str]] = {}
    for citation in _walk(report, CITATION):
        capture_id, document_id = str(citation["capture_id"]), str(citation["document_id"])
        numbered = PSEUDONYM.fullmatch(document_id)
        found.setdefault(capture_id, set()).add(own(document_id) if numbered else document_id)
    return found


def quoted(
    report: Any,
    texts: Callable[[str], Texts],
    name: str,
    own: Callable[[str], str] = lambda _number: "",
) -> Iterator[Verdict]:
    """Yield a verdict for each citation of a report read back from JSON.

    Args:
        report: the report as plain values.
        texts: reads a capture again, from its bytes.
        name: the report's file name.
        own: the case's own id behind a published number, '' for none.
    """
    from contrecoup.render.safe import printable

    kind = "quoted words in their capture"
    seen: set[tuple[str, str, str, int, int]] = set()
    for citation in _walk(report, CITATION):
        capture_id, document_id, exact = (citation[key] for key in _WORDS)
        start, end = citation["start"], citation["end"]
        words = all(isinstance(value, str) for value in (capture_id, document_id, exact))
        if not words or not isinstance(start, int) or not isinstance(end, int):
            yield Verdict(kind, name, ok=False, message=f"{name} has a citation that is none")
            continue
        key = (capture_id, document_id, exact, start, end)
        if key in seen:
            continue
        seen.add(key)
        by_id = texts(capture_id)
        numbered = PSEUDONYM.fullmatch(document_id)
        held = by_id.get(own(document_id) if numbered else document_id, frozenset())
        if not held and numbered:
            held = frozenset[str]().union(*by_id.values())
        ok = any(not exact or printable(text[start:end]) == exact for text in held)
        yield Verdict(
            kind,
            document_id,
            ok,
            "" if ok else f"{name} quotes {exact[:80]!r}, which capture {capture_id[:12]} lacks",
        )


def recounted(report: Any, again: Any, name: str) -> Iterator[Verdict]:
    """Yield a verdict for each number of a report, against the same report made again."""
    fresh = Counter(_number(count) for count in _walk(again, COUNT))
    for count in _walk(report, COUNT):
        number = _number(count)
        ok = fresh[number] > 0
        fresh[number] -= ok
        yield Verdict(
            "numbers counted again",
            f"{count['value']} {count['unit']}",
            ok,
            "" if ok else f"{name} says {count['value']} by {count['rule']}; counted again, no",
        )


def differing(report: Any, again: Any) -> int:
    """Return how many sentences of a report are not those of the report made again."""
    old, new = (Counter(str(s["text"]) for s in _walk(one, SENTENCE)) for one in (report, again))
    return max((old - new).total(), (new - old).total())


def _number(count: Mapping[str, Any]) -> str:
    """Return a count as a text to compare, whatever its values are."""
    return repr([count.get(key) for key in ("value", "unit", "rule", "ids", "of", "whole")])


def marks(report: Any) -> frozenset[str]:
    """Return the marks of the lists that a report's numbers begin."""
    found = (count.get("whole") for count in _walk(report, COUNT))
    return frozenset(mark for mark in found if isinstance(mark, str) and mark)


def _walk(value: Any, keys: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield every object inside a value that has all the keys."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if keys <= item.keys():
                yield item
            stack.extend(reversed(item.values()))
        elif isinstance(item, list):
            stack.extend(reversed(item))
