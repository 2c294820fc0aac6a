"""What each screen shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.responses import Response

from contrecoup.app.guard import PAGE_POLICY
from contrecoup.app.room import Asked, seen
from contrecoup.corridor import desk
from contrecoup.errors import SettingsError
from contrecoup.model.decisions import OWNERS, last, standing
from contrecoup.model.people import Affiliation
from contrecoup.model.report import Block, Group, Sentence

MOST_LISTED = 40
"""Rows of a queue shown at once."""
MOST_PROOFS = 12
"""Pieces of evidence shown beside a finding."""
TYPES = {"html": "text/html", "md": "text/markdown", "json": "application/json"}
CHANGES: dict[str, dict[str, tuple[str, ...]]] = {
    "stances": {"polarity": ("for", "against", "neither", "confused")},
    "moves": {
        "status": ("announced", "reported", "done", "reversed", "demanded", "denied"),
        "role": (),
    },
    "quotations": {"speaker": ()},
    "successions": {"role": ()},
    "demands": {"by": (), "of": ()},
}
"""What a person may set right in a finding of each kind, with the choices."""


def cases(at: Asked) -> Response:
    """List the cases; make one."""
    return at.page("cases", cases=at.room.names(), alone=at.room.alone)


def inbox(at: Asked) -> Response:
    """Files and links: what became of each; coverage by day and platform."""
    case = at.case
    platforms, days = desk.coverage(case)
    job = at.room.jobs.get(at.name)
    answer = at.page("inbox", inputs=desk.inputs(case), platforms=platforms, days=days, job=job)
    if job is not None and not job.done:
        answer.headers["Refresh"] = "1"
    return answer


def people(at: Asked) -> Response:
    """The roster beside the accounts: sure, unsure, outside."""
    case = at.case
    roster, matches, decisions = case.roster, case.people.matches, case.decisions
    names = {p.person_id: p.name for p in roster.people}
    organisations = {o.organisation_id: o.name for o in roster.organisations}
    accounts: dict[str, list[Any]] = {}
    for match in matches:
        accounts.setdefault(match.person_id, []).append(match)
    where: dict[str, list[Any]] = {}
    for one in roster.affiliations:
        where.setdefault(one.person_id, []).append(one)
    outside = [m for m in matches if m.verdict == "outside"]
    return at.page(
        "people",
        roster=roster.people,
        names=names,
        labels={p.person_id: _label(p.name, where.get(p.person_id, ())) for p in roster.people},
        organisations=organisations,
        accounts=accounts,
        where=where,
        unsure=[m for m in matches if m.verdict == "unsure"],
        outside=outside[:MOST_LISTED],
        outside_total=len(outside),
        decided=last(decisions, OWNERS),
        merged=last(decisions, ("merge",)),
        mark=lambda target: seen(decisions, target),
    )


def _label(name: str, held: Iterable[Affiliation]) -> str:
    """Return a name with a role, since two people may bear it."""
    said = next((a.role or a.team for a in held if a.role or a.team), "")
    return f"{name} ({said})" if said else name


def findings(at: Asked) -> Response:
    """One queue for every kind, the first to decide with its evidence."""
    case = at.case
    queue = case.review.queue
    kinds = sorted({item.kind for item in queue})
    kind = at.query.get("kind", "")
    rows = [item for item in queue if kind in {"", item.kind}]
    wanted = at.query.get("at", "")
    chosen = next((item for item in queue if item.target == wanted), rows[0] if rows else None)
    place = next((n for n, item in enumerate(rows) if item is chosen), 0)
    after = rows[place + 1] if place + 1 < len(rows) else None
    before = rows[place - 1] if place else None
    names = {p.person_id: p.name for p in case.roster.people}
    done = at.query.get("done", "")
    return at.page(
        "findings",
        rows=rows[max(0, place - 3) : max(0, place - 3) + MOST_LISTED],
        total=len(rows),
        open=sum(item.verdict in {"", "later"} for item in rows),
        kinds=kinds,
        kind=kind,
        item=chosen,
        proofs=_proofs(at, chosen) if chosen else (),
        changes=CHANGES.get(chosen.kind, {}) if chosen else {},
        people=sorted(names.items(), key=lambda row: row[1]),
        before=before,
        after=after,
        done=done if done and standing(case.decisions).get(done) else "",
        lost=case.review.lost,
        mark=lambda target: seen(case.decisions, target),
    )


def _proofs(at: Asked, item: Any) -> tuple[dict[str, Any], ...]:
    """Return the evidence of a finding: exact words in their place, or whole posts."""
    documents = at.case.documents()
    articles = {a.article_id: a for a in documents.articles}
    letters = {x.letter_id: x for x in documents.letters}
    rows: list[dict[str, Any]] = []
    cited = {c.document_id: c for c in reversed(item.citations)}
    ids = list(dict.fromkeys((*(c.document_id for c in item.citations), *item.posts)))
    for document_id in ids[:MOST_PROOFS]:
        citation = cited.get(document_id)
        row: dict[str, Any] = {"id": document_id, "exact": "", "prefix": "", "suffix": ""}
        if citation is not None:
            row |= {k: getattr(citation, k) for k in ("exact", "prefix", "suffix")}
        post = documents.posts.get(document_id)
        if post is not None:
            row |= {"by": f"@{post.handle}", "at": post.created_at}
            row["exact"] = row["exact"] or post.text
        elif document_id in articles:
            article = articles[document_id]
            row |= {"by": article.outlet or article.title}
            row["at"] = article.published.at if article.published else None
        else:
            letter = letters.get(document_id)
            row |= {"by": letter.title if letter else "", "at": None}
        rows.append(row)
    return tuple(rows)


def check(at: Asked) -> Response:
    """Check a detector by hand: drawn findings, one at a time, shown blind."""
    case = at.case
    kinds = sorted({item.kind for item in case.review.queue})
    kind = at.query.get("kind", kinds[0] if kinds else "")
    seed = at.query.get("seed", "1")
    drawn = case.review.sample(kind, seed=seed)
    judged = last(case.decisions, ("judge",))
    left = [item for item in drawn if f"check:{item.target}" not in judged]
    from contrecoup.corridor.handcheck import judged as counted

    counts = counted(case.decisions, {item.target: item.kind for item in case.review.queue})
    item = left[0] if left else None
    return at.page(
        "check",
        kinds=kinds,
        kind=kind,
        seed=seed,
        item=item,
        proofs=_proofs(at, item) if item else (),
        drawn=len(drawn),
        left=len(left),
        counts=counts,
        mark=lambda target: seen(case.decisions, target),
    )


def draft(at: Asked) -> Response:
    """Show the account sentence by sentence, and the page itself; a sentence opens its trail."""
    case = at.case
    langs = case.settings.languages
    lang: Any = at.query.get("lang", langs[0])
    if lang not in langs:
        message = f"the account is not written in {lang!r}"
        raise SettingsError(message, next_step="choose one of the case's languages")
    report = case.report(lang).report
    sections = [(section.title, tuple(_sentences(section.blocks))) for section in report.sections]
    lead = (report.title, (report.headline, report.standfirst))
    everything = [lead, *((title, rows) for title, rows in sections if rows)]
    wanted = at.query.get("line", "")
    flat = [s for _, rows in everything for s in rows]
    chosen = next((s for s in flat if s.key == wanted), None)
    neighbours = next((rows for _, rows in everything if chosen in rows), ())
    decisions = case.decisions
    return at.page(
        "draft",
        report=report,
        sections=everything,
        langs=langs,
        chosen_lang=lang,
        line=chosen,
        trail=case.show(chosen.sentence_id, lang=lang) if chosen else None,
        neighbours=[s for s in neighbours if s is not chosen],
        fixed=chosen in {report.headline, report.standfirst} if chosen else False,
        dropped=[(key, standing(decisions)[key][-1]) for key in report.dropped],
        mark=lambda target: seen(decisions, target),
    )


def _sentences(blocks: tuple[Block, ...]) -> list[Sentence]:
    rows: list[Sentence] = []
    for block in blocks:
        if isinstance(block, Sentence):
            rows.append(block)
        elif isinstance(block, Group):
            rows += _sentences(block.blocks)
    return rows


def page(at: Asked) -> Response:
    """Return the draft as readers would get it, fenced off from the app."""
    lang: Any = at.request.path_params["lang"]
    if lang not in at.case.settings.languages:
        message = f"the account is not written in {lang!r}"
        raise SettingsError(message, next_step="choose one of the case's languages")
    content = desk.page(at.case, lang)
    return Response(
        content, media_type="text/html", headers={"Content-Security-Policy": PAGE_POLICY}
    )


def evidence(at: Asked) -> Response:
    """Show one piece of evidence: the capture, its raw form, what was seen of it since."""
    case = at.case
    wanted = at.query.get("id", "")
    documents = case.documents()
    if not wanted:
        captures = sorted(documents.captures, key=lambda c: (c.source, c.capture_id))
        return at.page("evidence", captures=captures, wanted="", trail=None)
    post = documents.posts.get(wanted)
    texts = {a.article_id: a for a in documents.articles}
    letters = {x.letter_id: x for x in documents.letters}
    document: Any = post or texts.get(wanted) or letters.get(wanted)
    capture_id = document.capture_id if document else wanted
    targets = {wanted, post.account_id if post else wanted}
    return at.page(
        "evidence",
        captures=(),
        wanted=wanted,
        document=document,
        post=post,
        proof=next((p for p in documents.proofs if p.post_id == wanted), None),
        raw=desk.raw(case, capture_id),
        history=[o for o in documents.observations if o.target in targets],
        trail=case.show(wanted),
    )


def publish(at: Asked) -> Response:
    """What is still to look at, what is published of removed posts, the versions."""
    case = at.case
    rows = case.checklist()
    decided = last(case.decisions, ("policy",))
    removed = next(row.targets for row in rows if row.code == "removed")
    posts = {key: case.documents().posts.get(key) for key in removed}
    queue = {item.target: item.text for item in case.review.queue}
    corrections = case.report(case.settings.languages[0]).report.corrections
    return at.page(
        "publish",
        checklist=rows,
        removed=posts,
        decided=decided,
        queue=queue,
        publications=case.publications,
        corrections=corrections,
        policy=case.settings.unavailable,
        mark=lambda target: seen(case.decisions, target),
    )


def published(at: Asked) -> Response:
    """Return a file of a version: a page fenced off, anything else to keep."""
    name: str = at.request.path_params["name"]
    content = desk.published_file(at.case, at.request.path_params["version"], name)
    ending = name.rpartition(".")[2]
    headers = {"Content-Security-Policy": PAGE_POLICY}
    if ending != "html" or at.query.get("keep"):
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return Response(
        content, media_type=TYPES.get(ending, "application/octet-stream"), headers=headers
    )


def settings(at: Asked) -> Response:
    """Show the case's settings as the text that they are."""
    text = at.case.own_file("case.toml").decode("utf-8", "replace")
    return at.page("settings", text=text)
