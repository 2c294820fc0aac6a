"""How we counted, the sources, the corrections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from attrs import evolve

from contrecoup.language import identify
from contrecoup.model.counts import Count
from contrecoup.model.evidence import Vouched
from contrecoup.model.publication import Unasked
from contrecoup.model.report import Block, Correction, Section, Sentence, Table
from contrecoup.model.ties import pairs
from contrecoup.report.accuracy import Accuracy, share
from contrecoup.report.desk import Desk, counted
from contrecoup.report.pen import Pen, Proof
from contrecoup.report.sections.numbers import held
from contrecoup.report.sections.opening import gone
from contrecoup.report.sections.time import cell, outside_text
from contrecoup.report.slots import Code, Language, Listed, Outlet

SEEN = Proof(certainty="observed")


def section(
    desk: Desk,
    accuracy: tuple[Accuracy, ...],
    version: str,
    rules: int,
    vouched: tuple[Vouched, ...] = (),
    unasked: Unasked | None = None,
    lapsed: Iterable[str] = (),
) -> Section:
    """Write how we counted."""
    pen = Pen(desk, "c")
    blocks: list[Block] = [
        held(desk, pen),
        *_signed(desk, pen, vouched),
        *_settings(desk, pen),
        *_policy(desk, pen),
        *_accuracy(desk, pen, accuracy),
        pen.write(desk.book.method.version, Proof())(
            Code(f"Contrecoup {version}", "version"),
            Code(desk.zone, "settings:zone"),
            Count(value=rules, unit="item", rule="rules"),
        ),
    ]
    if void := sorted(lapsed):
        blocks.append(pen.write(desk.book.method.lapsed, SEEN)(counted(void, "item", "decisions")))
    if unasked is not None:
        count = counted(sorted(unasked.posts), "post", "documents")
        said = Code(unasked.reason, "publication:unasked")
        blocks.append(pen.write(desk.book.method.unasked, SEEN)(count, said))
    if desk.rules_used():
        blocks.append(_rules(desk))
    return desk.section("method", blocks)


def _signed(desk: Desk, pen: Pen, vouched: tuple[Vouched, ...]) -> Iterator[Sentence]:
    """Say how many posts their accounts have signed: the others rest on our word."""
    total = len(desk.documents.posts)
    if total:
        ids = [v.document_id for v in vouched if v.ground == "signed"]
        count = counted(ids, "post", "documents", of=total, of_label="posts")
        yield pen.write(desk.book.method.signed, SEEN)(count)


def _settings(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    method, settings = desk.book.method, desk.settings
    if desk.findings.echoes:
        yield pen.write(method.same, Proof())(
            Code(_decimal(desk, settings.threshold), "settings:threshold"),
            Count(value=settings.min_people, unit="person", rule="settings"),
        )
    if desk.findings.ties:
        yield pen.write(method.window, Proof())(
            Code(_seconds(desk, settings.window), "settings:window"),
            Count(value=settings.min_ties, unit="item", rule="settings", qualifier="at least"),
            Count(value=pairs(desk.findings.ties), unit="item", rule="tie"),
        )
    if desk.matches:
        sure = [a for a in sorted(desk.matches) if desk.owner(a)]
        accounts = counted(sorted(desk.matches), "account", "accounts")
        yield pen.write(method.matched, Proof())(
            counted(sure, "account", "accounts", of=accounts.value, of_label="accounts"), accounts
        )
    if desk.people:
        public = [p for p in sorted(desk.people) if desk.public(p)]
        yield pen.write(method.named, Proof())(counted(public, "person", "roster"))


def _decimal(desk: Desk, value: float) -> str:
    text = f"{value:g}"
    return text.replace(".", ",") if desk.lang == "fr" else text


def _seconds(desk: Desk, value: float) -> str:
    return _decimal(desk, value) + "\u00a0s"


def _policy(desk: Desk, pen: Pen) -> Iterator[Sentence]:
    count = gone(desk)
    if count.value:
        reason = desk.settings.unavailable_reason
        said = Code(reason, "settings:unavailable_reason") if reason else None
        yield pen.write(desk.book.method.policy, SEEN)(desk.settings.unavailable, said, count)


def _accuracy(desk: Desk, pen: Pen, accuracy: tuple[Accuracy, ...]) -> Iterator[Sentence]:
    for one in sorted(accuracy, key=lambda a: a.detector):
        yield pen.write(desk.book.method.accuracy, Proof())(
            Code(desk.page.detectors[one.detector], "accuracy"),
            one.count,
            share(one.count),
            one.bounds(),
        )


def _rules(desk: Desk) -> Table:
    columns = desk.page.columns
    rows = []
    used: dict[str, list[str]] = defaultdict(list)
    for rule, finding_id in desk.rules_used():
        used[rule].append(finding_id)
    for rule, ids in sorted(used.items()):
        n = len(ids)
        count = counted(ids, "item", rule) if len(set(ids)) == n else None
        rows.append(
            (
                cell(desk, Code(rule, f"rule:{rule}")),
                cell(desk, desk.book.method.rule(rule)),
                cell(desk, count or Count(value=n, unit="item", rule=rule), (), "bare"),
            )
        )
    return Table(
        table_id="table-rules",
        caption=desk.page.charts.rules,
        columns=(columns.rule, columns.meaning, columns.times),
        rows=tuple(rows),
    )


def sources(desk: Desk) -> Section | None:
    """List the articles with the state of their text."""
    pen, method = Pen(desk, "o"), desk.book.method
    if not desk.articles:
        return None
    by_outlet: dict[str, str] = {}
    for key, article in sorted(desk.articles.items()):
        by_outlet.setdefault(article.outlet, key)
    outlets = counted(by_outlet.values(), "outlet", "documents")
    blocks: list[Block] = [
        pen.write(method.sources, SEEN)(
            counted(sorted(desk.articles), "article", "documents"), outlets
        )
    ]
    level = {q.document_id: q for q in desk.findings.qualities}
    bad = sorted(k for k, q in level.items() if q.level == "reworded" and k in desk.articles)
    if bad:
        named: dict[str, Outlet] = {}
        for key in bad:
            named.setdefault(desk.articles[key].outlet, desk.outlet(key))
        proof = Proof(citations=tuple(c for key in bad for c in level[key].citations[:3]))
        blocks.append(
            pen.write(method.reworded, proof)(
                counted(bad, "article", "quality"), Listed(tuple(named.values()))
            )
        )
    blocks.append(_articles(desk, {k: q.level for k, q in level.items()}))
    return desk.section("sources", blocks)


def _articles(desk: Desk, levels: dict[str, str]) -> Table:
    columns, page = desk.page.columns, desk.page
    ordered = sorted(
        desk.articles.values(),
        key=lambda a: (a.published.at.isoformat() if a.published else "~", a.article_id),
    )
    rows = tuple(
        (
            cell(desk, desk.outlet(a.article_id) if a.outlet else page.no_outlet),
            outside_text(a.title, a.lang),
            cell(
                desk,
                evolve(desk.instant(a.published.at), precision=a.published.precision),
                (a.article_id,),
            )
            if a.published
            else cell(desk, page.no_date, (a.article_id,)),
            cell(desk, Language(a.lang or identify(a.text))),
            cell(desk, page.qualities.get(levels.get(a.article_id, ""), "")),
        )
        for a in ordered
    )
    return Table(
        table_id="table-sources",
        caption=desk.page.charts.sources,
        columns=(columns.source, columns.title, columns.day, columns.language, columns.quality),
        rows=rows,
    )


def corrections(desk: Desk, made: tuple[Correction, ...]) -> Section | None:
    """Write the log of corrections."""
    if not made:
        return None
    pen, columns = Pen(desk, "r"), desk.page.columns
    count = counted([f"{c.sentence_id}@{c.at.isoformat()}" for c in made], "item", "sentence")
    rows = tuple(
        (
            cell(desk, desk.instant(c.at)),
            outside_text(c.old),
            outside_text(c.new),
            outside_text(c.why),
            outside_text(c.who),
        )
        for c in made
    )
    table = Table(
        table_id="table-corrections",
        caption=desk.page.charts.corrections,
        columns=(columns.day, columns.old, columns.new, columns.why, columns.who),
        rows=rows,
    )
    return desk.section("corrections", (pen.write(desk.book.method.corrected, SEEN)(count), table))
