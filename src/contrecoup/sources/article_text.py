"""Press articles as plain text or Markdown.

The convention, where a person follows it: the title, a blank line,
``Outlet — YYYY-MM-DD HH:MM+ZZ:ZZ`` (an author may stand between), a blank
line, the body.  Without it the first line is the title, and a date, an outlet
or an author alone on one of the first lines is taken for what it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from contrecoup.language.identify import sure
from contrecoup.language.no_article import missing
from contrecoup.language.tongues import foreign
from contrecoup.model.documents import Article
from contrecoup.model.outcomes import Problem
from contrecoup.model.times import Moment
from contrecoup.sources.encodings import to_text
from contrecoup.sources.entries import Remarks, empty
from contrecoup.sources.heads import Head
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.markup import HTML_LIMIT
from contrecoup.sources.moments import no_zone, parse_time
from contrecoup.sources.parse import whole
from contrecoup.sources.streams import Plain
from contrecoup.sources.text_heads import doubtful, text_head

TITLE_OR_OUTLET = (
    "the first line was taken for the title; if it is the outlet, write Outlet: before it"
)
_DASHES = (" — ", " – ", " -- ", " | ", " · ", " - ")


@frozen
class Written:
    """A text taken apart."""

    title: str
    body: str
    outlet: str = ""
    author: str = ""
    url: str = ""
    published: Moment | None = None
    assumed: bool = False


def clean(words: str) -> str:
    """Return a text with one kind of line end, no trailing spaces, one blank line at most."""
    lines = [line.rstrip() for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")


def _dateline(line: str, zone: str) -> tuple[list[str], Moment, bool] | None:
    plain = line.strip().strip("*_").strip()
    found = parse_time(plain, zone)
    if found:
        return [], found[0], found[1]
    for dash in _DASHES:
        parts = [p.strip() for p in plain.split(dash)]
        if len(parts) < 2:
            continue
        for index, part in enumerate(parts[1:], 1):
            found = parse_time(part, zone)
            if found:
                return parts[:index] + parts[index + 1 :], found[0], found[1]
    return None


def _unquoted(paragraph: str) -> str:
    """Return a paragraph without Markdown's marks of a block quotation."""
    lines = paragraph.split("\n")
    if all(line.startswith(">") for line in lines):
        return "\n".join(line[1:].strip() for line in lines).strip()
    return paragraph


def taken_apart(words: str, zone: str, *, letter: bool = False) -> Written:
    """Return title, outlet, time and body of a text; a letter keeps its own date line."""
    paragraphs = clean(words).split("\n\n")
    first, _, under = paragraphs[0].partition("\n")
    title = first.strip().lstrip("#").strip()
    rest = [_unquoted(p) for p in ([under] if under else []) + paragraphs[1:]]
    found = _dateline(rest[0].split("\n")[0], zone) if rest else None
    if found is None:
        head = None if letter else text_head(clean(words), zone)
        if head is None:
            return Written(title, "\n\n".join(rest))
        body = "\n\n".join(_unquoted(p) for p in head.body.split("\n\n"))
        return Written(
            head.title, body, head.outlet, head.author, head.url, head.published, head.assumed
        )
    others, published, assumed = found
    _, _, tail = rest[0].partition("\n")
    url = next((p for p in others if p.startswith(("http://", "https://"))), "")
    others = [p for p in others if p != url]
    if not url and tail.startswith(("http://", "https://")):
        url, _, tail = tail.partition("\n")
    body = "\n\n".join(([tail] if tail else []) + rest[1:])
    outlet = others[0] if others else ""
    return Written(title, body, outlet, ", ".join(others[1:]), url.strip(), published, assumed)


def text_of(source: Input, remarks: Remarks) -> str:
    """Return a text file's words, with a remark where its encoding was guessed."""
    with Plain(source) as plain:
        data = plain.all(HTML_LIMIT)
    if not data.strip():
        raise empty(source)
    words, encoding = to_text(data)
    if encoding == "cp1252":
        remarks.add("the text is not UTF-8; it was read as Windows-1252", "line 1")
    return whole(words).lstrip("\ufeff").replace("\x00", "\ufffd")


def _is_data(start: str) -> bool:
    """Whether a text begins as JSON, XML or a script does."""
    bare = "".join(start[:40].split())
    return bare.startswith(("<?xml", "window.")) or (bare[:1] in "{[" and bare[1:2] in '{["')


class ArticleText:
    """One text file, one article."""

    name = "article-text"

    def sniff(self, head: Head) -> int:
        """Accept any text, with the least certainty."""
        if head.binary or not head.start or head.values or _is_data(head.start):
            return 0
        if head.name.endswith((".txt", ".md", ".markdown", ".text")):
            return 30
        return 5

    def read(self, source: Input) -> Iterator[Item]:
        """Yield the article."""
        remarks = Remarks()
        words = text_of(source, remarks)
        if reason := missing(words):
            yield Problem("text", reason)
            return
        lang = sure(words)
        if lang and (reason := foreign(lang)):
            remarks.add(reason, "text")
        written = taken_apart(words, source.zone)
        if not written.outlet and doubtful(written.title, written.body):
            remarks.add(TITLE_OR_OUTLET, "line 1")
        if written.published is None:
            remarks.add("no date was found at the head of the text", "line 1")
        elif written.assumed and written.published.precision != "day":
            remarks.add(no_zone(source.zone), "line 3")
        yield Article(
            article_id=f"article:{source.capture_id[:12]}",
            capture_id=source.capture_id,
            place="text",
            outlet=written.outlet,
            title=written.title,
            text="\n\n".join(p for p in (written.title, written.body) if p),
            url=written.url or (source.name if "://" in source.name else ""),
            author=written.author,
            published=written.published,
        )
        yield from remarks.flush()


ARTICLE_TEXT = ArticleText()
