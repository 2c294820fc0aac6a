"""Posts that a page embeds: told apart from the article's own paragraphs."""

from __future__ import annotations

from typing import Any

from contrecoup.sources.markup import blocks

_CLASSES = ("twitter-tweet", "twitter-video", "bluesky-embed", "mastodon-embed", "bluesky-post")
_PLACEHOLDER = "Contrecoup keeps the place of embedded post number {} in this article here."


def _is_embed(element: Any) -> bool:
    classes = (element.get("class") or "").lower().split()
    if set(classes) & set(_CLASSES) or element.get("data-bluesky-uri") is not None:
        return True
    return element.tag == "blockquote" and _is_signed("".join(element.itertext()))


def _is_signed(words: str) -> bool:
    """Whether a text ends in a dash, a name and a handle, as embedded posts do."""
    signature = max(words.rfind(dash) for dash in "—–―")
    return signature >= 0 and "(@" in words[signature : signature + 200]


def _only_signature(paragraph: Any) -> bool:
    words = "".join(paragraph.itertext()).strip()
    return words.startswith(("—", "–", "―")) and _is_signed(words)


def _shown(element: Any) -> str:
    """Return an embedded post: its words, then ``— Name (@handle) date``."""
    paragraphs = [p for p in element.iter("p") if not _only_signature(p)]
    words: list[str] = []
    for paragraph in paragraphs:
        words += blocks(paragraph)
    rest = " ".join(" ".join(blocks(element, skip=frozenset(paragraphs))).split())
    rest = rest.lstrip("—–-― ").strip()
    if not paragraphs:
        return rest
    return "\n\n".join(words) + (f"\n— {rest}" if rest else "")


def held_out(tree: Any) -> dict[str, str]:
    """Replace every embedded post by a token; return token to the post's words."""
    from lxml import html

    found: dict[str, str] = {}
    for element in list(tree.iter("blockquote", "figure", "div")):
        if not _is_embed(element) or element.getparent() is None:
            continue
        if element.tag != "blockquote" and next(element.iter("blockquote"), None) is not None:
            continue
        shown = _shown(element)
        token = _PLACEHOLDER.format(len(found) + 1)
        paragraph = html.Element("p")
        paragraph.text = token
        paragraph.tail = element.tail
        if shown:
            found[token] = shown
            element.getparent().replace(element, paragraph)
    return found


def put_back(paragraphs: list[str], held: dict[str, str]) -> list[str]:
    """Replace the tokens in paragraphs by the posts' words."""
    back: list[str] = []
    for paragraph in paragraphs:
        token = next((t for t in held if t in paragraph), None)
        if token is None:
            back.append(paragraph)
            continue
        before, _, after = paragraph.partition(token)
        back += [part for part in (before.strip(" \n>-"), held[token], after.strip()) if part]
    return back
