"""Posts that a page embeds: told apart from the article's own paragraphs.

X, Bluesky and Mastodon give a ``blockquote`` with the words, then a dash, the author, the
handle in brackets, and the date as a link to the post.  Newer Mastodon and all ``iframe``
embeds hold no words: only who and where are kept.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from contrecoup.sources.markup import blocks

_CLASSES = ("twitter-tweet", "twitter-video", "bluesky-embed", "mastodon-embed", "bluesky-post")
_PLACEHOLDER = "Contrecoup keeps the place of embedded post number {} in this article here."
_POST = re.compile(
    r"/status(?:es)?/\d+|/profile/[^/]+/post/\w+|/@[^/]+/\d+|/users/[^/]+/statuses/\d+"
)
_MASTODON = re.compile(r"/(?:@|users/)(?P<user>[\w.]+)(?:/statuses)?/\d+")
_TAILS = ("pic.twitter.com/", "pic.x.com/")
_NO_WORDS = frozenset({"[image or embed]"})


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


def _bare(address: str) -> str:
    """An address of the web without its query; empty where it is none."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


def _link(element: Any) -> str:
    """The address of the post that an embed shows, or an empty string."""
    own = (element.get("data-embed-url"), element.get("src"), element.get("cite"))
    found = [a.get("href") for a in element.iter("a")]
    for address in (*reversed(found), *own):
        bare = _bare(address or "")
        if bare and _POST.search(bare):
            return bare.removesuffix("/embed")
    return ""


def _without_pictures(element: Any) -> None:
    """Drop the links that platforms put in the place of pictures."""
    for anchor in list(element.iter("a")):
        words = "".join(anchor.itertext()).strip()
        if words in _NO_WORDS or words.startswith(_TAILS):
            anchor.text = ""
            for child in list(anchor):
                anchor.remove(child)


def _shown(element: Any) -> str:
    """Return an embedded post: its words, then ``— Name (@handle) date address``."""
    _without_pictures(element)
    link = _link(element)
    paragraphs = [p for p in element.iter("p") if not _only_signature(p)]
    words: list[str] = []
    for paragraph in paragraphs:
        words += blocks(paragraph)
    rest = " ".join(" ".join(blocks(element, skip=frozenset(paragraphs))).split())
    rest = rest.lstrip("—–-― ").strip()
    if not words and not _is_signed(f"— {rest}"):
        return _pointed(link)
    if link and link not in rest:
        rest = f"{rest} {link}".strip()
    if not paragraphs:
        return rest
    return "\n".join(words) + (f"\n— {rest}" if rest else "")


def _pointed(link: str) -> str:
    """Who posted and where, for a post whose words the page does not hold."""
    user = _MASTODON.search(link)
    who = f"@{user['user']}@{urlsplit(link).netloc} " if user else ""
    return f"— {who}{link}" if link else ""


def held_out(tree: Any) -> dict[str, str]:
    """Replace every embedded post by a token; return token to the post's words."""
    from lxml import html

    found: dict[str, str] = {}
    for element in list(tree.iter("blockquote", "figure", "div", "iframe")):
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
