"""What a page declares of itself: JSON-LD first, then its meta elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contrecoup.sources.datelines import Dateline, dateline, like_outlet
from contrecoup.sources.entries import Refused
from contrecoup.sources.markup import blocks, squeezed
from contrecoup.sources.parse import NotJson, value_of
from contrecoup.sources.values import many, record, text

_ARTICLES = {
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "TechArticle",
    "SocialMediaPosting",
}


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 8:
        return
    if isinstance(value, list):
        for element in value:
            yield from _nodes(element, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)
        yield from _nodes(value.get("mainEntity"), depth + 1)


def declared(tree: Any) -> dict[str, Any]:
    """Return the page's first JSON-LD article, empty where it has none."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            value = value_of((script.text or "").strip().encode("utf-8", "replace"))
        except NotJson:
            continue
        for node in _nodes(value):
            kinds = node.get("@type")
            names = {kinds} if isinstance(kinds, str) else {k for k in many(kinds) if k}
            if names & _ARTICLES:
                return node
    return {}


def names(value: Any) -> str:
    """Return the names in a JSON-LD author or publisher, joined by commas."""
    people = value if isinstance(value, list) else [value]
    found = [p if isinstance(p, str) else text(p, "name") for p in people]
    return ", ".join(squeezed(n) for n in found if n and not n.startswith("http"))


def meta(tree: Any, *keys: str) -> str:
    """Return the content of the first of these meta elements."""
    held: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            key = (element.get(attribute) or "").lower()
            if key and element.get("content"):
                held.setdefault(key, element.get("content"))
    return next((squeezed(held[k]) for k in keys if held.get(k)), "")


def canonical(tree: Any) -> str:
    """Return the address that the page gives itself."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return str(link.get("href")).strip()
    return meta(tree, "og:url")


def heading(tree: Any) -> str:
    """Return the page's first main heading, else its title element."""
    for tag in ("h1", "title"):
        for element in tree.iter(tag):
            words = squeezed("".join(element.itertext()))
            if words:
                return words
    return ""


def own_title(said: str, tree: Any, site: str) -> str:
    """Return the article's title without the site's name after it."""
    first = next((squeezed("".join(h.itertext())) for h in tree.iter("h1")), "")
    if not said:
        said = heading(tree)
        if first:
            return said
    if first and first in said:
        return first
    bare = said.removesuffix(site).rstrip() if site else said
    return bare.rstrip("·|–—-").rstrip() if bare != said and bare[-1:] in "·|–—-" else said


def language(tree: Any, facts: dict[str, Any]) -> str:
    """Return the language that the page declares, two letters or empty."""
    code = text(facts, "inLanguage") or text(facts, "inLanguage", "alternateName")
    code = code or tree.get("lang") or meta(tree, "og:locale", "language", "dc.language")
    return (code or "").replace("_", "-").split("-")[0].strip().lower()[:3]


def outlet(tree: Any, facts: dict[str, Any]) -> str:
    """Return who publishes the page, as it says itself."""
    said = names(record(facts, "publisher") or facts.get("publisher"))
    said = said or meta(
        tree, "og:site_name", "application-name", "dc.publisher", "citation_journal_title"
    )
    return said or _after_title(tree)


def _after_title(tree: Any) -> str:
    """Return the site's name at the end of the title element: ``Title | Site``."""
    whole = next((squeezed("".join(t.itertext())) for t in tree.iter("title")), "")
    first = next((squeezed("".join(h.itertext())) for h in tree.iter("h1")), "")
    for mark in (" | ", " – ", " — ", " · ", " - "):
        before, found, site = whole.rpartition(mark)
        if found and 0 < len(site.split()) <= 6 and before:
            alike = first[:40].lower() == before[:40].lower()
            return site.strip() if (first and alike) or like_outlet(site) else ""
    return ""


def top_date(tree: Any, zone: str) -> Dateline | None:
    """Return the date alone on one of the first lines under the page's title."""
    body = tree.find("body")
    lines = [x for b in blocks(body) for x in b.split("\n")] if body is not None else []
    title = heading(tree)
    at = next((i for i, line in enumerate(lines) if squeezed(line) == title), -1)
    return next((d for x in lines[at + 1 : at + 9] if (d := dateline(x, zone))), None)


def html_of(data: bytes) -> str:
    """Return the text of a page, by its BOM, its declared encoding, UTF-8, Windows-1252."""
    from contrecoup.sources.encodings import encoding_of, to_text

    if encoding_of(data) == "utf-8":
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            start = data[:4096].lower()
            at = start.find(b"charset=")
            label = start[at + 8 : at + 40].strip(b" \"'") if at >= 0 else b""
            name = label.split(b'"')[0].split(b"'")[0].split(b">")[0].split(b"/")[0].strip()
            try:
                return data.decode(name.decode("ascii", "replace") or "cp1252", "replace")
            except (LookupError, ValueError):
                return data.decode("cp1252", "replace")
    return to_text(data)[0]


def need(value: str, what: str) -> str:
    """Return a text, or raise Refused saying what is missing."""
    if not value:
        reason = f"no {what} was found in the page"
        raise Refused(reason)
    return value
