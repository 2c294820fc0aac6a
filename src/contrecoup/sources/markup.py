"""HTML from strangers, parsed with a bound and turned into plain words."""

from __future__ import annotations

import re
from typing import Any

from contrecoup.sources.entries import Refused
from contrecoup.sources.parse import whole

HTML_LIMIT = 16 << 20
"""Bytes of the largest page that is parsed."""

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "figure",
        "figcaption",
        "table",
        "tr",
        "td",
        "th",
        "dd",
        "dt",
        "dl",
        "pre",
        "main",
        "aside",
        "nav",
        "form",
        "address",
    ]
)
_SILENT = frozenset(["script", "style", "noscript", "template", "head", "iframe", "svg", "button"])
_SPACE = re.compile(r"[ \t\r\n\f]+")
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


MOST_ATTRIBUTES = 500
"""The parser compares each attribute of a tag with all others: more would take hours."""
_CROWDED = re.compile(
    r"<[a-zA-Z][^\s/>]*+(?:[\s/]*+[^\s/>=]++"
    r"(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+)"
    f"{{{MOST_ATTRIBUTES}}}"
)


def parsed(text: str) -> Any:
    """Return the tree of a page; Refused where it is none."""
    from lxml import etree, html

    if len(text) > HTML_LIMIT:
        reason = f"the page is larger than {HTML_LIMIT >> 20} MB"
        raise Refused(reason)
    clean = _STRANGE.sub("", whole(text))
    if _CROWDED.search(clean):
        reason = f"a tag of the page has {MOST_ATTRIBUTES} attributes or more"
        raise Refused(reason)
    if clean.lstrip().startswith("<?xml"):
        clean = clean.split("?>", 1)[-1]
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, recover=True)
    try:
        tree = html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        reason = f"the page cannot be parsed: {error}"
        raise Refused(reason) from error
    return tree


def squeezed(words: str) -> str:
    """Return words with runs of white space made one space; hard spaces stay."""
    return _SPACE.sub(" ", words).strip()


def blocks(root: Any, *, skip: frozenset[Any] = frozenset()) -> list[str]:
    """Return the paragraphs of a tree in order; ``br`` is a line end.

    Elements in ``skip`` are left out with what is in them.
    """
    found: list[list[str]] = [[]]
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if leaving:
            if tag in _BLOCKS:
                found.append([])
            if node is not root and node.tail:
                found[-1].append(_SPACE.sub(" ", node.tail))
            continue
        stack.append((node, True))
        if not tag or tag in _SILENT or node in skip:
            continue
        if tag in _BLOCKS:
            found.append([])
        if tag == "br":
            found[-1].append("\n")
        if node.text:
            found[-1].append(_SPACE.sub(" ", node.text))
        stack.extend((child, False) for child in reversed(node))
    lines = ("\n".join(_line(x) for x in "".join(b).split("\n")).strip() for b in found)
    return [line for line in lines if line]


def _line(words: str) -> str:
    return " ".join(part for part in words.split(" ") if part)


def fragment_text(markup: str, *, without: str = "") -> str:
    """Return a fragment (a post's content) as text, paragraphs apart by a blank line.

    ``without`` is a class whose elements are left out.
    """
    if "<" not in markup:
        import html

        return whole(html.unescape(markup)).strip()
    tree = parsed(f"<div>{markup}</div>")
    skip: frozenset[Any] = frozenset()
    if without:
        skip = frozenset(tree.xpath(f"//*[contains(@class, '{without}')]"))
    return "\n\n".join(blocks(tree, skip=skip))


def fragment_links(markup: str) -> tuple[list[str], list[str]]:
    """Return the addresses that a fragment links to, and the names it mentions."""
    links: list[str] = []
    mentions: list[str] = []
    if "<a" not in markup:
        return links, mentions
    for anchor in parsed(f"<div>{markup}</div>").iter("a"):
        classes = (anchor.get("class") or "").split()
        if "mention" in classes:
            if "hashtag" not in classes:
                mentions.append("".join(anchor.itertext()).strip().lstrip("@"))
        elif anchor.get("href"):
            links.append(anchor.get("href"))
    return links, mentions
