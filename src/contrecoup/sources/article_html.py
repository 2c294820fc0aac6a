"""Press articles as web pages."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from contrecoup.language.identify import sure
from contrecoup.language.no_article import missing
from contrecoup.language.tongues import foreign
from contrecoup.model.documents import Article
from contrecoup.model.times import Moment
from contrecoup.sources import page_facts as facts_of
from contrecoup.sources.embeds import held_out, put_back
from contrecoup.sources.entries import Refused, Remarks, empty, guarded
from contrecoup.sources.heads import Head
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.markup import HTML_LIMIT, blocks, parsed, squeezed
from contrecoup.sources.moments import any_time, no_zone
from contrecoup.sources.streams import Plain
from contrecoup.sources.values import text

_FAR = "2100-01-01"
_MARKS = ("<!doctype html", "<html", "<head", "<body", "<article")


def first_lines(title: str, paragraphs: list[str]) -> str:
    """Return an article's text: the title, then paragraphs apart by a blank line."""
    rest = (
        paragraphs[1:] if paragraphs and squeezed(paragraphs[0]) == squeezed(title) else paragraphs
    )
    return "\n\n".join([title, *rest] if title else rest)


def _own(tree: Any) -> list[str]:
    """Return the paragraphs of the page's only article element, as a second opinion."""
    articles = [a for a in tree.iter("article") if next(a.iterancestors("article"), None) is None]
    if len(articles) != 1:
        return []
    found: list[str] = []
    for element in articles[0].iter("p", "li", "blockquote", "h2", "h3"):
        if any(
            a.tag in {"aside", "nav", "footer", "li", "blockquote"} for a in element.iterancestors()
        ):
            continue
        found += blocks(element)
    return found


_HARD = {0xA0: "\u237d", 0x202F: "\u2423"}
_SOFT = {ord(mark): chr(code) for code, mark in _HARD.items()}


def _hard(tree: Any) -> Any:
    """Stand something in for the hard spaces, which extraction would make soft."""
    for element in tree.iter():
        if isinstance(element.tag, str):
            if element.text:
                element.text = element.text.translate(_HARD)
            if element.tail:
                element.tail = element.tail.translate(_HARD)
    return tree


def _soft(words: str | None) -> str:
    return (words or "").translate(_SOFT)


def paragraphs_of(tree: Any) -> list[str]:
    """Return the article's own paragraphs, embedded posts as their own."""
    from trafilatura import extract

    tree = deepcopy(tree)
    held = held_out(tree)
    extracted = _soft(
        extract(
            _hard(deepcopy(tree)),
            include_comments=False,
            include_tables=False,
            deduplicate=False,
            date_extraction_params={"original_date": True, "max_date": _FAR},
        )
    )
    found = [line.strip() for line in extracted.split("\n") if line.strip()]
    own = _own(tree)
    lost = any(t not in extracted and any(t in p for p in own) for t in held)
    if own and (lost or sum(map(len, found)) < 0.6 * sum(map(len, own))):
        found = own
    if not found:
        body = tree.find("body")
        found = blocks(body) if body is not None else []
    return put_back(found, held)


def _published(
    tree: Any, facts: dict[str, Any], source: Input, remarks: Remarks, place: str
) -> Moment | None:
    said = text(facts, "datePublished") or facts_of.meta(
        tree, "article:published_time", "datepublished", "date", "dc.date", "dcterms.created"
    )
    found = any_time(said, source.zone)
    if found is None:
        stamped = next((t.get("datetime") for t in tree.iter("time") if t.get("datetime")), None)
        found = any_time(stamped, source.zone)
    if found is not None:
        if found[1] and found[0].precision != "day":
            remarks.add(no_zone(source.zone), place)
        return found[0]
    near = facts_of.top_date(tree, source.zone)
    if near is not None:
        remarks.add("the date is not declared; it was read at the head of the page", place)
        if near.assumed and near.published.precision != "day":
            remarks.add(no_zone(source.zone), place)
        return near.published
    from htmldate import find_date

    guess = find_date(deepcopy(tree), original_date=True, max_date=_FAR, min_date="1995-01-01")
    found = any_time(guess, source.zone)
    if found is None:
        remarks.add("no date was found in the page", place)
        return None
    remarks.add("the date is not declared; it was found in the page's text or address", place)
    return found[0]


def article_of(
    markup: str, address: str, source: Input, remarks: Remarks, article_id: str, place: str
) -> Article:
    """Return the article of one page; Refused where there is none."""
    tree = parsed(markup)
    facts = facts_of.declared(tree)
    title = squeezed(text(facts, "headline")) or facts_of.meta(tree, "og:title", "twitter:title")
    title = facts_of.own_title(title, tree, facts_of.outlet(tree, facts))
    paragraphs = paragraphs_of(tree)
    if sum(map(len, paragraphs)) < 40:
        reason = "no article text was found in the page (a consent or pay wall, perhaps)"
        raise Refused(reason)
    words = first_lines(title, paragraphs)
    if reason := missing(words):
        raise Refused(reason)
    if str(facts.get("isAccessibleForFree")).lower() == "false":
        remarks.add("the page says that not all of it is free to read; the text may be cut", place)
    url = facts_of.canonical(tree) or address
    modified = any_time(text(facts, "dateModified"), source.zone)
    return Article(
        article_id=article_id,
        capture_id=source.capture_id,
        place=place,
        outlet=facts_of.outlet(tree, facts) or _host(url),
        title=title,
        text=words,
        url=url,
        author=facts_of.names(facts.get("author"))
        or facts_of.meta(tree, "author", "article:author"),
        lang=_lang(facts_of.language(tree, facts), paragraphs, remarks, place),
        published=_published(tree, facts, source, remarks, place),
        modified=modified[0] if modified else None,
    )


def _lang(declared: str, paragraphs: list[str], remarks: Remarks, place: str) -> str:
    """Return the page's language: the declared one, unless its words plainly are of another."""
    lang = sure("\n".join(paragraphs)) or declared
    if declared and lang != declared:
        remarks.add(f"the page says that it is in {declared!r}; its words are {lang!r}", place)
    if lang and (reason := foreign(lang)):
        remarks.add(reason, place)
    return lang


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.removeprefix("www.")
    except ValueError:
        return ""


class ArticleHtml:
    """One web page, one article."""

    name = "article-html"

    def sniff(self, head: Head) -> int:
        """Look for HTML at the start."""
        start = head.start[:1000].lower()
        if start.startswith(("<!doctype html", "<html")):
            return 70
        return 60 if start.startswith("<") and any(m in start for m in _MARKS) else 0

    def read(self, source: Input) -> Iterator[Item]:
        """Yield the page's article, or a Problem."""
        with Plain(source) as plain:
            data = plain.all(HTML_LIMIT)
        if not data.strip():
            raise empty(source)
        remarks = Remarks()
        yield from guarded("page", self._articles(data, source, remarks))
        yield from remarks.flush()

    @staticmethod
    def _articles(data: bytes, source: Input, remarks: Remarks) -> Iterator[Item]:
        article_id = f"article:{source.capture_id[:12]}"
        address = source.name if "://" in source.name else ""
        markup = facts_of.html_of(data)
        yield article_of(markup, address, source, remarks, article_id, "page")


ARTICLE_HTML = ArticleHtml()
