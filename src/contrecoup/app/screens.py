"""What each screen shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, get_args
from urllib.parse import quote
from zoneinfo import available_timezones

from starlette.responses import Response

from contrecoup.app.evidence import MOST_PROOFS, Proving, gathered, pieces_of, read_as
from contrecoup.app.guard import EDIT_FENCE, EDIT_POLICY, PAGE_POLICY
from contrecoup.app.intake import Job
from contrecoup.app.points import points
from contrecoup.app.room import NAME, NETWORKS, Asked, Pages, seen, stamp
from contrecoup.corridor import desk, publishing, setting
from contrecoup.corridor.queue import DOUBTFUL, WEIGHTS, Queue
from contrecoup.corridor.together import waits
from contrecoup.errors import SettingsError
from contrecoup.language.lookalike import marked
from contrecoup.model.decisions import Decision, last, standing
from contrecoup.model.report import Block, Group, Report, Sentence, Table
from contrecoup.model.settings import Lang, UnavailablePolicy

MOST_LISTED = 40
"""Rows of a queue shown at once."""
MOST_INPUTS = 200
"""Inputs or captures listed at once."""
COLUMNS = (
    "text",
    "created_at",
    "hour",
    "handle",
    "display_name",
    "account_id",
    "post_id",
    "url",
    "platform",
    "lang",
)
"""Our columns that a person may say in the app."""
PLACE = re.compile(r"(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/")
MATTERS: Mapping[str, Callable[[Any], bool]] = {
    "key": lambda item: item.weight >= WEIGHTS["key"],
    "used": lambda item: item.weight > 0,
    "doubtful": lambda item: item.doubt >= DOUBTFUL,
    "waiting": lambda item: item.verdict in {"", "later"},
}
"""Which findings of the queue are shown, by what matters."""
ASKED = "asked"
"""Those that the checklist asks about before publishing."""
MOST_TOGETHER = 40
"""Findings that are decided about together at once: a person is to read them."""
TYPES = {"html": "text/html", "md": "text/markdown", "json": "application/json"}


def cases(at: Asked) -> Response:
    """List the cases; make one."""
    sample = files("contrecoup.sample") / "ondelune-2031"
    return at.page(
        "cases",
        cases=at.room.names(),
        alone=at.room.alone,
        sample=str(sample),
        pattern=NAME,
        zones=zones(),
    )


@cache
def zones() -> tuple[str, ...]:
    """Return the names of the world's time zones, without their old names."""
    return (*sorted(one for one in available_timezones() if PLACE.match(one)), "UTC")


def inbox(at: Asked) -> Response:
    """Files and links: what became of each; coverage by day and platform."""
    case = at.case
    platforms, days = desk.coverage(case)
    job = at.room.jobs.get(at.name)
    told = {one.input for row in job.shown for one in row.outcomes or ()} if job else set()
    inputs = desk.inputs(case)
    return at.page(
        "inbox",
        inputs=Pages(at, "from", [one for one in inputs if one.input not in told], MOST_INPUTS),
        more=len(inputs),
        platforms=platforms,
        days=days,
        job=job,
        most=at.room.most,
    )


def columns(at: Asked) -> Response:
    """Which column of a table is what, and its first lines."""
    held = desk.columns(at.case, at.query.get("id", ""))
    return at.page("columns", held=held, ours=COLUMNS, networks=NETWORKS, mark=stamp(held.told))


def findings(at: Asked) -> Response:
    """One queue for every kind, the first to decide with its evidence."""
    case = at.case
    queue = case.review.queue
    kind, words = at.query.get("kind", ""), at.query.get("q", "").strip()
    matters = at.query.get("what", "")
    rows = queue.of_kind(kind)
    fits = _fitting(at, matters, words)
    rows = tuple(filter(fits, rows)) if matters or words else rows
    chosen = queue.get(at.query.get("at", "")) or (rows[0] if rows else None)
    place = next((n for n, item in enumerate(rows) if item is chosen), -1)
    alike = case.review.alike(chosen) if chosen and waits(chosen) else ()
    alike = tuple(i for i in alike if fits(i) and (i.weight or not (chosen and chosen.weight)))
    shown = alike[:MOST_TOGETHER] if len(alike) > 1 else ()
    passed = {item.target for item in shown}
    done = stands(at, "done")
    return at.page(
        "findings",
        listed=Pages(at, "from", rows, MOST_LISTED, max(0, place - 3)),
        q=words,
        open=sum(i.verdict in {"", "later"} for i in rows)
        if words or matters
        else _open(queue, kind),
        queue_total=len(queue),
        key_left=queue.left(WEIGHTS["key"]),
        matters=matters,
        whats=(*MATTERS, ASKED),
        kinds={one: queue.open[one] for one in queue.kinds},
        kind=kind,
        item=chosen,
        proofs=Proving(at)(chosen) if chosen else (),
        pieces=pieces_of(chosen) if chosen else 0,
        choices=case.review.choices(chosen) if chosen else (),
        beside=case.review.beside(chosen)[:MOST_PROOFS] if chosen else (),
        before=rows[place - 1] if place > 0 else None,
        after=rows[place + 1] if place + 1 < len(rows) else None,
        alike=gathered(at, shown),
        alike_shown=len(shown),
        alike_all=len(alike),
        alike_said=read_as(at, chosen) if chosen else "",
        beyond=next((i for i in rows if waits(i) and i.target not in passed), None),
        done=done,
        step=len(case.review.step(done)),
        done_verb=standing(case.decisions)[done][-1].verb if done else "",
        with_it=len(case.review.step(chosen.target)) if chosen and chosen.verdict else 0,
        lost=case.review.lost,
        mark=lambda target: seen(case.decisions, target),
    )


def _fitting(at: Asked, matters: str, words: str) -> Callable[[Any], bool]:
    """Return what says whether a finding is shown, by what matters and by words."""
    fits, asked = MATTERS.get(matters), frozenset[str]()
    if matters == ASKED:
        rows = at.case.checklist()
        asked = frozenset(
            i for row in rows if row.code in {"unreviewed", "doubtful"} for i in row.targets
        )
    having = at.case.review.queue.having(words) if words else frozenset()
    return lambda item: (
        (fits is None or fits(item))
        and (matters != ASKED or item.target in asked)
        and (not words or item.target in having)
    )


def stands(at: Asked, name: str) -> str:
    """Return the id in the address that something was just decided about, if it stands."""
    said = at.query.get(name, "")
    return said if said and standing(at.case.decisions).get(said) else ""


def _open(queue: Queue, kind: str) -> int:
    """Return how many findings of a kind wait for a decision, of all kinds without one."""
    return queue.open[kind] if kind else queue.open.total()


def check(at: Asked) -> Response:
    """Check a detector by hand: drawn findings, one at a time, shown blind."""
    case = at.case
    queue = case.review.queue
    kinds = queue.kinds
    kind = at.query.get("kind", kinds[0] if kinds else "")
    seed = at.query.get("seed", "1")
    drawn = case.review.sample(kind, seed=seed)
    judged = last(case.decisions, ("judge",))
    left = [item for item in drawn if f"check:{item.target}" not in judged]
    item = left[0] if left else None
    return at.page(
        "check",
        kinds=kinds,
        kind=kind,
        seed=seed,
        item=item,
        proofs=Proving(at)(item) if item else (),
        drawn=len(drawn),
        left=len(left),
        counts=case.review.judged,
        mark=lambda target: seen(case.decisions, target),
    )


def _lang(at: Asked, said: str) -> Lang:
    """Return a language of the account.

    Raises:
        SettingsError: it is not written in that language.
    """
    lang = next((one for one in at.case.settings.languages if one == said), None)
    return lang or at.refuse("no_lang", "no_lang_step")


def draft_lang(at: Asked) -> Lang:
    """Return the language in which the draft is shown: that of the screen without another."""
    langs = at.case.settings.languages
    return _lang(at, at.query.get("lang", at.lang if at.lang in langs else langs[0]))


def draft(at: Asked) -> Response:
    """Show the page itself; a sentence chosen in it stands beside it with its trail."""
    case = at.case
    langs, lang = case.settings.languages, draft_lang(at)
    report = case.report(lang).report
    sections = [(section.title, tuple(_sentences(section.blocks))) for section in report.sections]
    lead = (report.title, (report.headline, report.standfirst))
    everything = [lead, *((title, rows) for title, rows in sections if rows)]
    wanted = at.query.get("line", "")
    flat = [s for _, rows in everything for s in rows]
    place = next((n for n, s in enumerate(flat) if s.key == wanted), -1)
    chosen = flat[place] if place >= 0 else None
    neighbours = next((rows for _, rows in everything if chosen in rows), ())
    decisions = case.decisions
    rows = _rows(report, chosen.findings) if chosen else {}
    return at.page(
        "draft",
        sections=everything,
        langs=langs,
        chosen_lang=lang,
        line=chosen,
        before=flat[place - 1] if place > 0 else None,
        after=flat[place + 1] if place + 1 < len(flat) else None,
        trail=at.trail(chosen.sentence_id, lang) if chosen else "",
        proofs=Proving(at)(chosen) if chosen else (),
        pieces=pieces_of(chosen) if chosen else 0,
        too=[s for s in flat if chosen and s is not chosen and {*s.findings} & {*chosen.findings}],
        rows=rows,
        behind={key: at.line(item) for key in rows if (item := case.review.queue.get(key))},
        neighbours=[s for s in neighbours if s is not chosen],
        fixed=chosen in {report.headline, report.standfirst} if chosen else False,
        moved=chosen is not None and _moved(decisions, chosen.key),
        dropped=[(key, standing(decisions)[key][-1]) for key in report.dropped],
        done=stands(at, "done"),
        elsewhere=[o for o in langs if chosen and f"{chosen.key}.{o}" not in standing(decisions)],
        fence=EDIT_FENCE,
        mark=lambda target: seen(decisions, target),
    )


def _rows(report: Report, findings: Iterable[str]) -> dict[str, str]:
    """Return the rows of tables that tell some findings, in words, by finding."""
    wanted = {*findings}
    held: dict[str, str] = {}
    for block in (b for section in report.sections for b in _flat(section.blocks)):
        if isinstance(block, Table):
            for row, told in zip(block.rows, block.findings, strict=False):
                words = " · ".join(cell.text for cell in row if cell.text)
                held |= dict.fromkeys(wanted.intersection(told), words)
    return held


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Group):
            yield from _flat(block.blocks)


def _moved(decisions: tuple[Decision, ...], key: str) -> bool:
    held = standing(decisions).get(key, ())
    return bool(held) and held[-1].verb == "move"


def _sentences(blocks: tuple[Block, ...]) -> list[Sentence]:
    return [block for block in _flat(blocks) if isinstance(block, Sentence)]


def page(at: Asked) -> Response:
    """Return the draft as readers would get it, or the desk's copy; fenced off from the app."""
    lang = _lang(at, at.request.path_params["lang"])
    name = f"report.{lang}.html"
    if not at.query.get("edit"):
        return _fenced(desk.page(at.case, lang)[name], PAGE_POLICY)
    return _fenced(copy_of(at, lang)[name], EDIT_POLICY)


def copy_of(at: Asked, lang: Lang) -> dict[str, bytes]:
    """Return the draft as the desk has it: with links to what may be decided."""
    base, words = at.base, at.words
    held = {item.target for item in at.case.review.queue if item.kind == "quotations"}

    def edit(block: Any) -> tuple[str, str]:
        if isinstance(block, Sentence):
            flags = "".join(f" ⚑ {words['n_' + flag]}" for flag in block.note.split())
            return f"{base}/draft?lang={lang}&line={quote(block.key)}", words["choose_this"] + flags
        finding = "quotation:" + block.card_id.removeprefix("card-")
        address = f"{base}/findings?at={quote(finding)}"
        return (address, words["decide_quotation"]) if finding in held else ("", "")

    return desk.page(at.case, lang, edit, at.lang)


def companion(at: Asked) -> Response:
    """Return the evidence of a draft whose page is too long to hold it."""
    lang = _lang(at, at.request.path_params["lang"])
    content = desk.page(at.case, lang).get(f"report.{lang}.evidence.html")
    if content is None:
        at.refuse("no_companion", "no_companion_step")
    return _fenced(content, PAGE_POLICY)


def _fenced(content: bytes, policy: str) -> Response:
    headers = {"Content-Security-Policy": policy}
    return Response(content, media_type="text/html", headers=headers)


def evidence(at: Asked) -> Response:
    """Show one piece of evidence: the capture, its raw form, what was seen of it since."""
    case = at.case
    wanted, documents = at.query.get("id", ""), case.documents()
    said = at.query.get("q", "").strip()
    wanted = wanted or (said if desk.has(case, said) else "")
    if not wanted:
        captures = sorted(documents.captures, key=lambda c: (c.source, c.captured.at))
        captures = [c for c in captures if said.casefold() in c.source.casefold()]
        listed = Pages(at, "from", captures, MOST_INPUTS)
        found = desk.search(case, said, MOST_LISTED) if said else ()
        return at.page("evidence", captures=listed, wanted="", trail="", q=said, found=found)
    post = documents.posts.get(wanted)
    texts = {a.article_id: a for a in documents.articles}
    letters = {x.letter_id: x for x in documents.letters}
    document: Any = post or texts.get(wanted) or letters.get(wanted)
    capture_id = document.capture_id if document else wanted
    held = document is not None or any(c.capture_id == wanted for c in documents.captures)
    targets = {wanted, post.account_id if post else wanted}
    return at.page(
        "evidence",
        captures=(),
        wanted=wanted,
        q="",
        document=document,
        post=post,
        asked=_asked(at),
        askable=bool(post and wanted.startswith(publishing.ASKED)) or wanted in texts,
        proven=next((p for p in documents.proofs if p.post_id == wanted), None),
        raw=desk.raw(case, capture_id) if held else None,
        called=_called(at, document)
        or next((c.source for c in documents.captures if c.capture_id == wanted), ""),
        history=[o for o in documents.observations if o.target in targets],
        trail=at.trail(wanted),
    )


def _called(at: Asked, document: Any) -> str:
    """Return what a document is called in words; '' for what is none."""
    if document is None:
        return ""
    if hasattr(document, "post_id"):
        return f"{at.words['post_of']} {marked(document.handle, at.words['lookalike'])}"
    outlet = getattr(document, "outlet", "")
    return f"{outlet}{at.words['colon']} {document.title}" if outlet else document.title


def publish(at: Asked) -> Response:
    """What is still to look at, what is published of removed posts, the versions."""
    case = at.case
    rows = points(at)
    decided = last(case.decisions, ("policy",))
    gone = next(row for row in case.checklist() if row.code == "removed")
    removed = (*gone.targets, *gone.withheld, *gone.settled)
    listed = Pages(at, "from", sorted(removed, key=lambda key: key in decided), MOST_LISTED)
    posts = {key: case.documents().posts.get(key) for key in listed.rows}
    corrections = case.report(case.settings.languages[0]).report.corrections
    return at.page(
        "publish",
        checklist=rows,
        show=at.query.get("show", ""),
        files=lambda one: sorted(one.files, key=lambda file: _first(file, case.settings.languages)),
        tongue=lambda file: {"fr": "français", "en": "English"}.get(file.split(".")[1], file),
        removed=posts,
        withheld=gone.withheld,
        listed=listed,
        decided=decided,
        publications=case.publications,
        published=at.room.place(at.name) / "published",
        corrections=corrections,
        policy=case.settings.unavailable,
        word=".docx" in publishing.formats(),
        asked=_asked(at),
        typed={name: at.query.get(name, "") for name in ("note", "without_recheck")},
        mark=lambda target: seen(case.decisions, target),
        edition=stamp(len(case.publications)),
    )


def _asked(at: Asked) -> Job | None:
    """Return what the networks are being asked again, or were last."""
    job = at.room.jobs.get(at.name)
    rows = [row for row in job.rows if row.question] if job else []
    return Job(rows=rows) if rows else None


def _first(file: str, languages: tuple[Lang, ...]) -> tuple[int, str]:
    """Return what sorts a version's files: by the case's languages, the page before its evidence."""
    parts = file.split(".")
    place = languages.index(parts[1]) if parts[1] in languages else len(languages)
    ending = "" if parts[2:] == ["html"] else file
    return place, ending


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
    """Show the case's settings and its roster, also as the texts that they are."""
    held, wrong = {}, ""
    try:
        held = setting.told(at.case.settings)
    except SettingsError as error:  # the text can be set right here
        wrong = at.wrong(error)
    text, roster = (at.case.own_file(name) for name in ("case.toml", "roster.csv"))
    return at.page(
        "settings",
        text=text.decode("utf-8", "replace"),
        roster=roster.decode("utf-8", "replace"),
        marks=(stamp(text), stamp(roster)),
        held=held,
        wrong=wrong,
        zones=zones(),
        policies=get_args(UnavailablePolicy),
    )
