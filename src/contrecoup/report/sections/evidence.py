"""The cited documents as the page shows them, after the publication policy."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from attrs import evolve

from contrecoup.language.lookalike import marked
from contrecoup.model.documents import Article, Letter
from contrecoup.model.evidence import GROUNDS, Capture, Citation, Vouched
from contrecoup.model.posts import Post
from contrecoup.model.report import (
    Block,
    Card,
    Chart,
    EvidenceItem,
    Figure,
    Part,
    Passage,
    Section,
    Sentence,
    Table,
)
from contrecoup.model.times import Moment
from contrecoup.report.desk import Desk, counted, written_in
from contrecoup.report.slots import Instant, Name

Cited = dict[str, dict[Citation, None]]
"""Ids that a report leads to, in reading order, with the citations into each."""


def cited(
    sentences: Iterable[Sentence], sections: Iterable[Section], *, charts: bool = True
) -> Cited:
    """Return the ids that the report leads to, in reading order, each once; from charts or not."""
    found: Cited = {}
    for sentence in sentences:
        _note(found, sentence)
    for section in sections:
        for block in section.blocks:
            if charts or not isinstance(block, Chart):
                _note(found, block)
    return found


def _note(found: Cited, block: Block) -> None:
    match block:
        case Sentence():
            _citations(found, block.citations)
            _parts(found, block.parts)
        case Figure():
            _citations(found, block.citations)
            _parts(found, (block.value,))
        case Card():
            _citations(found, block.citations)
            _parts(found, (block.quote, *(wording.quote for wording in block.wordings)))
        case Passage():
            _citations(found, (block.citation,))
        case Chart() | Table():
            _drawn(found, block)
        case _:
            _parts(found, block.title)
            for inner in block.blocks:
                _note(found, inner)


def _drawn(found: Cited, block: Chart | Table) -> None:
    if isinstance(block, Chart):
        _ids(found, (mark.ref for mark in block.marks))
        _drawn(found, block.table)
        return
    for cell in (cell for row in block.rows for cell in row):
        _ids(found, cell.documents)
        _parts(found, cell.parts)


def _citations(found: Cited, citations: Iterable[Citation]) -> None:
    for citation in citations:
        found.setdefault(citation.document_id, {})[citation] = None


def _parts(found: Cited, parts: Iterable[Part]) -> None:
    for part in parts:
        if part.citation is not None:
            _citations(found, (part.citation,))
        if part.count is not None:
            _ids(found, (*part.count.ids, part.count.published_by))


def _ids(found: Cited, ids: Iterable[str]) -> None:
    for key in ids:
        found.setdefault(key, {})


def items(
    desk: Desk,
    found_: Cited,
    vouched: Iterable[Vouched] = (),
    told: Container[str] | None = None,
) -> tuple[EvidenceItem, ...]:
    """Return an item for each id that is a document of the case.

    What somebody who is not named wrote stays unprinted where nothing but a chart counts it, so
    where it is not among those ``told``.
    """
    grounds = _grounds(desk, vouched)
    captures = {c.capture_id: c for c in desk.documents.captures}
    levels = {q.document_id: q.level for q in reversed(desk.findings.qualities)}
    desk.held(key for key in found_ if key)
    found = []
    for key, citations in found_.items():
        article, letter = desk.articles.get(key), desk.letters.get(key)
        post = None if article or letter or not key else desk.post(key)
        if article is not None:
            found.append(_text(desk, article, captures, levels, _passages(citations)))
        elif letter is not None:
            found.append(_text(desk, letter, captures, levels, letter.text))
        elif post is not None:
            found.append(_post(desk, post, captures, told=told is None or key in told))
    return tuple(evolve(item, vouched=grounds.get(item.document_id, "")) for item in found)


def _grounds(desk: Desk, vouched: Iterable[Vouched]) -> dict[str, str]:
    """Say what stands behind each document besides our word."""
    said: dict[str, list[str]] = {}
    for one in sorted(vouched, key=lambda v: (v.document_id, GROUNDS.index(v.ground))):
        at = evolve(desk.instant(one.at.at), precision=one.at.precision) if one.at else None
        words = desk.book.speech.text(desk.book.method.vouched(one.ground, at))
        said.setdefault(one.document_id, []).append(words)
    return {key: " · ".join(words) for key, words in said.items()}


def _passages(citations: Iterable[Citation]) -> str:
    """Return what an article is cited for: a page does not print the article again."""
    rows = sorted({(c.start, -c.end, c.exact) for c in citations if c.exact})
    kept: list[tuple[int, int, str]] = []
    for start, end, exact in rows:
        if not kept or -end > kept[-1][1]:
            kept.append((start, -end, exact))
    return "\n[…]\n".join(exact for _, _, exact in kept)


def _text(
    desk: Desk,
    document: Article | Letter,
    captures: dict[str, Capture],
    levels: Mapping[str, str],
    text: str,
) -> EvidenceItem:
    press = isinstance(document, Article)
    key = document.article_id if isinstance(document, Article) else document.letter_id
    level = levels.get(key, "")
    versions = document.versions if isinstance(document, Article) else ()
    return EvidenceItem(
        document_id=key,
        kind="article" if press else "letter",
        author=_outlet(desk, document) if isinstance(document, Article) else "",
        title=document.title,
        text=text,
        lang=written_in(document.lang, document.text),
        url=document.url,
        published=_said(desk, document.published),
        printed_at=document.published.printed if document.published else "",
        captured=_captured(desk, document.capture_id, captures),
        checked="",
        state="edited" if versions else "unknown",
        status=_versions(desk, versions) if versions else desk.page.states["unknown"],
        capture_id=document.capture_id,
        place=desk.page.place(document.place),
        quality=desk.page.qualities.get(level, "") if level != "clean" else "",
    )


def _versions(desk: Desk, ids: tuple[str, ...]) -> str:
    return desk.book.speech.text(desk.book.method.versions(counted(ids, "version", "documents")))


def _outlet(desk: Desk, article: Article) -> str:
    return desk.book.speech.typeset(article.outlet or desk.page.no_outlet)


def _post(desk: Desk, post: Post, captures: dict[str, Capture], *, told: bool) -> EvidenceItem:
    speech = desk.book.speech
    state, seen = desk.state(post.post_id)
    who = desk.author(post)
    named = isinstance(who, Name)
    masked = desk.masked(post.post_id) or desk.exposes(post.text, post.post_id)
    masked = masked or not (named or told)
    status = speech.text(desk.book.method.status(state, seen, desk.zone))
    return EvidenceItem(
        document_id=post.post_id,
        kind="post",
        author=_named(desk, who, post) if isinstance(who, Name) else _unnamed(desk, post),
        title="",
        text="" if masked else post.text,
        lang=written_in(post.lang, post.text),
        url=post.url if named and not masked else "",
        published=_said(desk, Moment(post.created_at, post.precision)),
        printed_at=post.created_text,
        captured=_captured(desk, post.capture_id, captures),
        checked=speech.instant(desk.instant(seen)) if seen else "",
        state=state,
        status=status,
        capture_id=post.capture_id,
        place=desk.page.place(post.place),
        masked=masked,
    )


def _named(desk: Desk, who: Name, post: Post) -> str:
    return f"{who.text} ({marked(post.handle, desk.page.lookalike)})"


def _unnamed(desk: Desk, post: Post) -> str:
    inside = desk.belongs(post.account_id)
    return desk.page.unnamed_author if inside else desk.page.outside_author


def _said(desk: Desk, moment: Moment | None) -> str:
    if moment is None:
        return desk.page.no_date
    return desk.book.speech.instant(Instant(moment.at, desk.zone, moment.precision))


def _captured(desk: Desk, capture_id: str, captures: dict[str, Capture]) -> str:
    capture = captures.get(capture_id)
    return _said(desk, capture.captured) if capture else desk.page.no_date
