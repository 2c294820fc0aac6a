"""Posts shown in an article: words, then *– Name (@handle) date*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from contrecoup.findings.press.article import Article, Span
from contrecoup.findings.press.people import Cast, Entity
from contrecoup.language.text import paragraphs, trim
from contrecoup.model.reading import Quotation, Said

_POST = re.compile(
    r"[–—―-]{1,2}\s*(?P<name>[^\n(@–—―]{2,60}?)\s*\((?P<handle>@[\w.]+)\)\s*(?P<date>[^\n]{0,60})$"
)
_MARGIN = "> \t"


@frozen(kw_only=True)
class PostShown:
    """A post shown in the text: its words, and the line that names its author."""

    content: Span
    author: Span
    line: Span
    handle: str


def posts_shown(article: Article) -> list[PostShown]:
    """A paragraph followed by *– Name (@handle) date*."""
    out: list[PostShown] = []
    rows = paragraphs(article.text)
    for number, (start, end) in enumerate(rows):
        at = article.text.rfind("(@", start, end)
        line = _POST.search(article.text, max(start, at - 70), end) if at >= 0 else None
        if not line:
            continue
        if article.text[start : line.start()].strip(_MARGIN):
            content = (start, line.start())
        elif number:
            content = _quoted_lines(article.text, rows, number - 1)
        else:
            continue
        while content[0] < content[1] and article.text[content[0]] in _MARGIN:
            content = (content[0] + 1, content[1])
        content = trim(article.text, *content)
        if content[0] < content[1]:
            out.append(
                PostShown(
                    content=content,
                    author=line.span("name"),
                    line=(start, end),
                    handle=line.group("handle"),
                )
            )
    return out


def _quoted_lines(text: str, rows: Sequence[Span], number: int) -> Span:
    """The paragraph before; with ``>`` in the margin, all such lines above."""
    start, end = rows[number]
    while number and text[start] == ">" and text[rows[number - 1][0]] == ">":
        number -= 1
        start = rows[number][0]
    return start, end


def of_post(article: Article, found: Cast, post: PostShown) -> Quotation:
    """The post as a quotation of its author, who gets the handle."""
    speaker = next(
        (i for i, e in found.entities.items() if e.person and post.author in e.spans), None
    ) or _by_name(found, " ".join(article.text[slice(*post.author)].split()))
    if speaker is None:
        name = " ".join(article.text[slice(*post.author)].split())
        speaker = f"p{1 + sum(e.person for e in found.entities.values())}"
        found.entities[speaker] = Entity(id=speaker, person=True, name=name, spans={post.author})
    found.entities[speaker].handle = post.handle
    day = next(
        (d for d in article.days_between(*post.line) if post.line[0] <= d.start < post.line[1]),
        None,
    )
    said = (
        Said(span=(day.start, day.end), text=day.text, from_=iso(day.first), to=iso(day.last))
        if day
        else None
    )
    return Quotation(
        id="", content=(post.content,), source=(post.author,), speaker=speaker, speaker_kind="person",
        kind="block", medium="x", said=said, confidence=0.95, rule="post-shown",
    )  # fmt: skip


def _by_name(found: Cast, name: str) -> str | None:
    return next((i for i, e in found.entities.items() if e.person and e.name == name), None)


def iso(day: object) -> str | None:
    """A day as ISO text, or None."""
    return None if day is None else str(day)
