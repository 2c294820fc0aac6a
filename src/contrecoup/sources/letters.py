"""Open letters: a page or a text, with the names printed under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import evolve

from contrecoup.model.documents import Letter
from contrecoup.model.times import Moment
from contrecoup.sources import page_facts as facts_of
from contrecoup.sources.article_html import first_lines
from contrecoup.sources.article_text import taken_apart, text_of
from contrecoup.sources.datelines import dateline
from contrecoup.sources.entries import Remarks, empty, guarded
from contrecoup.sources.heads import Head
from contrecoup.sources.inputs import Input, Item
from contrecoup.sources.markup import HTML_LIMIT, blocks, parsed, squeezed
from contrecoup.sources.moments import any_time, no_zone
from contrecoup.sources.streams import Plain
from contrecoup.sources.values import text
from contrecoup.sources.web_archives import shown

_HEADINGS = (
    "signator",
    "signataire",
    "signed",
    "signé",
    "signee",
    "signatures",
    "premiers signataires",
    "first signatories",
    "unterzeichn",
)
_VERSIONS = ("version", "mise à jour", "mis à jour", "updated", "update")
_FURNITURE = frozenset({"nav", "footer", "header", "aside", "form"})


def _is_heading(line: str) -> bool:
    plain = line.strip().strip("#*_ ").lower()
    words = plain.split()
    return len(words) <= 9 and any(w.startswith(_HEADINGS) for w in words)


def _is_name(line: str) -> bool:
    """Whether a line is a name under a letter: short, no sentence."""
    plain = line.strip().lstrip("-*•·0123456789.) ").strip()
    return (
        bool(plain)
        and len(plain) <= 120
        and not plain.endswith((":", "?", "!"))
        and (not plain.endswith(".") or len(plain.split()) <= 4)
    )


_MANY = r"(?:\d[\d .,\u202f\xa0]*|(?:une?|a)\s+\w+|plus(?:ieurs)?|many|\w+(?:[\s-]\w+){0,4})"
_REST = re.compile(
    r"(?:^|(?<=\s))(?:(?:et|and|ainsi que|as well as|plus|along with|avec|&|\+)\s*)"
    rf"(?:encore\s+)?{_MANY}\s+(?:d['’]|(?:de|of)\s+)?(?:(?:leurs|their)\s+)?"
    r"(?:autres?|others?|other|more|further|additional|coll[èe]gues|colleagues|salariée?s|employée?s|employees|members|membres)\b.*$"
    r"|^\W*\d[\d .,\u202f\xa0]*\s+(?:autres?|others?|other|more|further|additional|signataires|signatures"
    r"|signatories|noms|names)\b.*$"
    r"|^\W*(?:total|en tout|in all|in total)\b.*\d.*$",
    re.IGNORECASE,
)
"""The words under a letter that count those who are not named."""


def _apart(line: str) -> tuple[str, str]:
    """Return the part of a line that names people, and the part that counts others."""
    m = _REST.search(line.strip())
    if m is None:
        return line, ""
    return line.strip()[: m.start()].strip(" ,;"), m.group().strip()


_BETWEEN = re.compile(r"\s*,\s*(?:et\s+|and\s+)?|\s+(?:et|and|&)\s+")
_FULL_NAME = re.compile(
    r"[^\W\d_][\w.'’-]*(?:\s+(?:(?:de|du|des|da|di|van|von|der|le|la|el|al|bin)\s+)?[A-ZÀ-Ý][\w.'’-]*){1,3}"
)


def _all_names(line: str) -> bool:
    """Whether a line is names alone, not a name with its role: *Marie Roc, Jean Val*."""
    parts = _BETWEEN.split(line.strip())
    return len(parts) > 1 and all(
        _FULL_NAME.fullmatch(part) and part[:1].isupper() for part in parts
    )


def _name(line: str) -> str:
    """Return the name in a line under a letter: without number, role or place."""
    bare = line.strip().lstrip("-*•·– ").lstrip("0123456789").lstrip(".) ").strip()
    for mark in (",", " — ", " – ", " - ", " (", ";", ":"):
        bare = bare.split(mark, 1)[0]
    return bare.strip()


def split_signatories(paragraphs: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return the letter's paragraphs and the names listed under it.

    The names follow the last heading that says so; the heading stays.
    """
    at = next(
        (
            i
            for i in range(len(paragraphs) - 1, -1, -1)
            if _is_heading(paragraphs[i].split("\n")[0])
        ),
        None,
    )
    if at is None:
        return paragraphs, ()
    head, _, under = paragraphs[at].partition("\n")
    lines = [line for line in under.split("\n") if line.strip()]
    for paragraph in paragraphs[at + 1 :]:
        lines += [line for line in paragraph.split("\n") if line.strip()]
    cut = next((i for i, line in enumerate(lines) if not _is_name(line)), len(lines))
    parts, after = [_apart(line) for line in lines[:cut]], lines[cut:]
    names = [name for name, _ in parts if name]
    counted = [count for _, count in parts if count]
    if not names:
        return paragraphs, ()
    if len(names) == 1 and (names[0].count(",") >= 3 or _all_names(names[0])):
        names = _BETWEEN.split(names[0])
    kept = [*paragraphs[:at], head, *counted]
    if after:
        kept.append("\n".join(after))
    return kept, tuple(name for name in map(_name, names) if name)


def _listed(tree: Any) -> tuple[tuple[str, ...], frozenset[Any], list[str]]:
    """Return the names in a page's list of signatories, its elements, and its counts of others."""
    found: list[str] = []
    lists: set[Any] = set()
    for element in tree.iter("ul", "ol"):
        if any(a.tag in _FURNITURE or a in lists for a in element.iterancestors()):
            continue
        label = " ".join(
            f"{a.get('class') or ''} {a.get('id') or ''}" for a in (element, element.getparent())
        ).lower()
        before = element.getprevious()
        steps = 0
        while before is not None and steps < 2 and not isinstance(before.tag, str):
            before, steps = before.getprevious(), steps + 1
        titled = before is not None and _is_heading("".join(before.itertext()))
        if titled or "signator" in label or "signataire" in label:
            lists.add(element)
            found += [squeezed("".join(item.itertext())) for item in element.iter("li")]
    parts = [_apart(line) for line in found]
    counted = [count for _, count in parts if count]
    return tuple(n for name, _ in parts if (n := _name(name))), frozenset(lists), counted


def _written(paragraphs: list[str], zone: str) -> tuple[Moment, bool] | None:
    """Return the date alone on a line of a letter; a version's own comes first."""
    lines = [line for p in paragraphs for line in p.split("\n") if line.strip()]
    found = [(line, d) for line in lines if (d := dateline(line, zone))]
    later = [d for line, d in found if line.strip().lower().startswith(_VERSIONS)]
    best = later[-1:] or [d for _, d in found[:1]]
    return (best[0].published, best[0].assumed) if best else None


def _told(found: tuple[Moment, bool] | None, source: Input, remarks: Remarks) -> None:
    if found and found[1] and found[0].precision != "day":
        remarks.add(no_zone(source.zone), "letter")


def _page(markup: str, source: Input, remarks: Remarks) -> Letter:
    tree = parsed(markup)
    facts = facts_of.declared(tree)
    title = squeezed(text(facts, "headline")) or facts_of.heading(tree)
    title = title or facts_of.meta(tree, "og:title")
    names, lists, counted = _listed(tree)
    roots = [*tree.iter("main"), *tree.iter("article"), *tree.iter("body")]
    root = roots[0] if roots else tree
    skip = set(lists)
    for element in root.iter(*_FURNITURE):
        if next(element.iter("h1"), None) is None:
            skip.add(element)
    paragraphs = blocks(root, skip=frozenset(skip))
    if names:
        paragraphs = [*paragraphs, *counted]
    else:
        paragraphs, names = split_signatories(paragraphs)
    said = text(facts, "datePublished") or facts_of.meta(
        tree, "article:published_time", "datepublished", "date"
    )
    said = said or next((t.get("datetime") for t in tree.iter("time") if t.get("datetime")), "")
    found = any_time(said, source.zone)
    changed = text(facts, "dateModified") or facts_of.meta(tree, "article:modified_time")
    found = any_time(changed, source.zone) or found or _written(paragraphs, source.zone)
    _told(found, source, remarks)
    return _letter(
        source,
        title=title,
        words=first_lines(title, paragraphs),
        url=facts_of.canonical(tree) or (source.name if "://" in source.name else ""),
        lang=facts_of.language(tree, facts),
        published=found[0] if found else None,
        names=names,
    )


def _letter(
    source: Input,
    *,
    title: str,
    words: str,
    url: str,
    lang: str,
    published: Moment | None,
    names: tuple[str, ...],
) -> Letter:
    return Letter(
        letter_id=f"letter:{source.capture_id[:12]}",
        capture_id=source.capture_id,
        place="letter",
        title=title,
        text=words,
        url=url,
        lang=lang,
        published=published,
        signatories=names,
    )


class LetterReader:
    """One version of an open letter; chosen by the person, never guessed."""

    name = "letter"

    def sniff(self, head: Head) -> int:
        """Never: a letter is one because somebody says so."""
        del head
        return 0

    def read(self, source: Input) -> Iterator[Item]:
        """Yield the letter."""
        remarks = Remarks()
        with Plain(source) as plain:
            data = plain.all(HTML_LIMIT)
        if not data.strip():
            raise empty(source)
        if data.startswith(b"WARC/"):
            yield from guarded("letter", self._fetched(source, remarks))
        else:
            markup = facts_of.html_of(data)
            yield from guarded("letter", self._letters(markup, source, remarks))
        yield from remarks.flush()

    def _fetched(self, source: Input, remarks: Remarks) -> Iterator[Item]:
        """Yield the letter of a page that was fetched."""
        data, address = shown(source)
        for item in self._letters(facts_of.html_of(data), source, remarks):
            yield item if not isinstance(item, Letter) or item.url else evolve(item, url=address)

    @staticmethod
    def _letters(markup: str, source: Input, remarks: Remarks) -> Iterator[Item]:
        if markup.lstrip("\ufeff \r\n\t").startswith("<"):
            letter = _page(markup, source, remarks)
        else:
            written = taken_apart(text_of(source, remarks), source.zone, letter=True)
            found = (written.published, written.assumed) if written.published else None
            found = found or _written(written.body.split("\n\n"), source.zone)
            _told(found, source, remarks)
            paragraphs, names = split_signatories(written.body.split("\n\n"))
            letter = _letter(
                source,
                title=written.title,
                words=first_lines(written.title, [p for p in paragraphs if p]),
                url=written.url,
                lang="",
                published=found[0] if found else None,
                names=names,
            )
        if letter.published is None:
            remarks.add("no date was found in the letter", "letter")
        if not letter.signatories:
            remarks.add("no list of signatories was found under the letter", "letter")
        yield letter


LETTER = LetterReader()
