"""Posts shown in an article: words, then *– Name (@handle) date address*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from contrecoup.findings.press.article import Article, Span
from contrecoup.findings.press.people import Cast, Entity
from contrecoup.language import dates
from contrecoup.language.dates import DateFound
from contrecoup.language.text import fold, paragraphs, trim
from contrecoup.model.reading import Quotation, Said

_POST = re.compile(
    r"[–—―-]{1,2}\s*(?P<name>[^\n(@–—―]{2,60}?)\s*\((?P<handle>@[\w.-]+(?:@[\w.-]+)?)\)"
    r"\s*(?P<date>[^\n]{0,60}?)\s*(?P<link>https?://\S{1,300})?$"
)
_MARGIN = "> \t"
_LONGEST = 3_000  # characters of a post of several lines
_SITES = {
    "twitter.com": "x", "x.com": "x", "bsky.app": "bluesky", "threads.net": "threads",
    "threads.com": "threads", "facebook.com": "facebook", "instagram.com": "instagram",
    "linkedin.com": "linkedin",
}  # fmt: skip


@frozen(kw_only=True)
class PostShown:
    """A post shown in the text: its words, and the line that names its author."""

    content: Span
    author: Span
    line: Span
    handle: str
    link: str | None


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
            content = _block(article.text, rows, number - 1)
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
                    link=line.group("link"),
                )
            )
    return out


def _block(text: str, rows: Sequence[Span], number: int) -> Span:
    """The paragraph before with the lines right above it; with ``>`` in the margin, all such."""
    start, end = rows[number]
    margin = text[start] == ">"
    first = start
    while number and _goes_on(text, rows[number - 1], first, margin=margin):
        number -= 1
        first = rows[number][0]
    whole = number == 0 and not margin  # no blank line at all: lines are paragraphs here
    return (start if whole or end - first > _LONGEST else first), end


def _goes_on(text: str, above: Span, start: int, *, margin: bool) -> bool:
    if margin:
        return text[above[0]] == ">"
    return text.count("\n", above[1], start) == 1


def of_posts(article: Article, found: Cast, posts: Sequence[PostShown]) -> list[Quotation]:
    """The posts as quotations of their authors, who get the handles."""
    authors: dict[str, str] = {}
    for entity_id, entity in found.entities.items():
        authors.setdefault(fold(entity.name), entity_id)
    at = {span: entity_id for entity_id, e in found.entities.items() for span in e.spans}
    people = sum(e.person for e in found.entities.values())
    out: list[Quotation] = []
    for post in posts:
        name = " ".join(article.text[slice(*post.author)].split())
        speaker = at.get(post.author) or authors.get(fold(name))
        if speaker is None:
            people += 1
            speaker = authors[fold(name)] = f"p{people}"
            found.entities[speaker] = Entity(id=speaker, person=True, name=name)
        entity = found.entities[speaker]
        entity.spans.add(post.author)
        entity.handle = post.handle
        out.append(_quotation(article, post, entity))
    return out


def _quotation(article: Article, post: PostShown, author: Entity) -> Quotation:
    day = _day(article, post)
    said = (
        Said(span=(day.start, day.end), text=day.text, from_=iso(day.first), to=iso(day.last))
        if day
        else None
    )
    return Quotation(
        id="",
        content=(post.content,),
        source=(post.author,),
        speaker=author.id,
        speaker_kind="person" if author.person else "organisation",
        kind="block",
        medium=_site(post),
        said=said,
        link=post.link,
        rule="post-shown",
    )


def _site(post: PostShown) -> str:
    """The platform, by the post's address, else by the shape of the handle."""
    host = re.match(r"https?://(?:www\.|mobile\.)?([^/:]+)", post.link or "")
    if host and host[1] in _SITES:
        return _SITES[host[1]]
    if "@" in post.handle[1:] or (host and re.search(r"/@[\w.]+/\d|/users/", post.link or "")):
        return "mastodon"
    return "bluesky" if "." in post.handle else "x"


def _day(article: Article, post: PostShown) -> DateFound | None:
    """The day in the post's line: platforms also write it in English under a French text."""
    start, end = post.line
    for day in article.days_between(start, end):
        if post.author[1] <= day.start < end:
            return day
    behind = post.author[1]
    other = "en" if article.lex.lang == "fr" else "fr"
    for day in dates(article.text[behind:end], article.day, other):
        return day._replace(start=day.start + behind, end=day.end + behind)
    return None


def iso(day: object) -> str | None:
    """A day as ISO text, or None."""
    return None if day is None else str(day)
