"""Publishing: a version that stays, what is still to do before it, what changed after it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from attrs import evolve, field, frozen

from contrecoup import __version__
from contrecoup.corridor import listing, settling, writing
from contrecoup.corridor.queue import DOUBTFUL, words_of
from contrecoup.corridor.views import Verdict
from contrecoup.errors import HashMismatch, NotAskedAgain, SettingsError
from contrecoup.model.decisions import Decision, last
from contrecoup.model.documents import Documents
from contrecoup.model.publication import Publication, Unasked, printed
from contrecoup.model.report import Sentence

if TYPE_CHECKING:
    from contrecoup.case import Case

RECHECK = timedelta(hours=24)
ASKED = ("bluesky:at://", "mastodon:")
"""How the ids of posts begin that ``refresh`` can ask about."""
FORMERLY = "published.json"
FORMATS = (".html", ".md", ".json", ".docx")
"""Word only where its library (``contrecoup[docx]``) is installed."""


@frozen(kw_only=True)
class Open:
    """Something to look at before publishing: a code, the ids it is about, and those settled.

    ``withheld`` are removed posts whose words the settings keep from the page: nothing is to be
    decided about them, and somebody may decide otherwise.
    """

    code: str
    targets: tuple[str, ...] = ()
    settled: dict[str, Decision] = field(factory=dict)
    withheld: tuple[str, ...] = ()


def formats() -> tuple[str, ...]:
    """Return the endings of the files that a version has here."""
    word = find_spec("docx") is not None
    return tuple(suffix for suffix in FORMATS if suffix != ".docx" or word)


def publications(case: Case) -> tuple[Publication, ...]:
    """Return every published version, oldest first.

    Raises:
        HashMismatch: the list of a version is not the one that was published.
    """
    return tuple(_read(case, one) for one in case.decisions if one.verb == "publish")


def _list_of(case: Case, version: str) -> str:
    """Return where the list of a version lies: beside its folder, which leaves with the pages."""
    former = f"published/{version}/{FORMERLY}"
    return former if (case.folder / former).is_file() else f"published/{version}.json"


def _read(case: Case, decision: Decision) -> Publication:
    name = _list_of(case, decision.target)
    raw = case.own_file(name)
    if hashlib.sha256(raw).hexdigest() != decision.value:
        message = "this is not the list of what was published"
        raise HashMismatch(message, place=name, next_step="put the file back from a copy")
    return msgspec.json.decode(raw, type=Publication)


def publish(case: Case, *, who: str, note: str = "", without_recheck: str = "") -> Publication:
    """Write a version in every language and format under ``published/``, and record it.

    Whatever is decided or added later and changes one of its sentences becomes a correction.
    A reason ``without_recheck`` is printed with the number of posts that were not asked about.
    Asked for again by the same person with the same note, where nothing was added or decided
    and no line reads otherwise, the last version is returned and nothing is written (an answer
    that was lost); another note makes another version.

    Raises:
        SettingsError: nobody is named who publishes.
        NotAskedAgain: quoted posts wait for ``refresh``, and there is no reason to do without.
        ReportError: a generated sentence breaks an editorial rule.
    """
    from contrecoup import store

    if not who.strip():
        message = "a publication needs the name of who publishes"
        raise SettingsError(message, next_step="give it with --who", field="who")
    unasked = _unasked(case, " ".join(without_recheck.split()).rstrip("."))
    langs = case.settings.languages
    files: dict[str, str] = {}
    found = case.find()
    made_as = formats()
    with store.lock(case.folder, "publish"):
        before = case.publications  # another command may have published while this one waited
        version = len(before) + 1
        folder = f"published/v{version}"
        draft = partial(case.drafting.draft, edition=version, unasked=unasked)
        drafts = {lang: draft(lang, case.decisions) for lang in langs}
        publication = Publication(
            version=version,
            at=datetime.now(UTC),
            who=who.strip(),
            note=note.strip(),
            decisions=len(case.decisions) + 1,
            captures=tuple(c.capture_id for c in case.vault.captures()),
            lines={lang: printed(report) for lang, report in drafts.items()},
            corrections={lang: report.corrections for lang, report in drafts.items()},
            unasked=unasked,
            made_of=_made_of(case, made_as),
        )
        if before and _again(publication, before[-1]):
            case.append(locked=True)  # what was interrupted may not have been sealed
            return before[-1]
        for lang, report in drafts.items():
            beside = tuple(
                (label, f"report.{lang}.{suffix}")
                for label, suffix in (("Markdown", "md"), ("Word", "docx"), ("JSON", "json"))
                if f".{suffix}" in made_as
            )
            for suffix in made_as:
                other = next(((o, f"report.{o}{suffix}") for o in langs if o != lang), None)
                name = f"report.{lang}{suffix}"
                made = writing.rendered(
                    case, report, found.findings, name, other=other, beside=beside
                )
                for part, content in made.items():
                    store.write(case.folder, f"{folder}/{part}", content)
                    files[part] = hashlib.sha256(content).hexdigest()
        made = listing.table(case, found.findings, drafts.values())
        for part, content in made.items():
            store.write(case.folder, f"{folder}/{part}", content)
            files[part] = hashlib.sha256(content).hexdigest()
        publication = evolve(publication, files=dict(sorted(files.items())))
        raw = msgspec.json.encode(publication)
        store.write(case.folder, f"{folder}.json", raw)
        case.append(
            Decision(
                verb="publish",
                target=f"v{version}",
                value=hashlib.sha256(raw).hexdigest(),
                why=publication.note,
                who=publication.who,
                at=publication.at,
            ),
            locked=True,
        )
    return publication


def _unasked(case: Case, reason: str) -> Unasked | None:
    waiting = _waiting(case, datetime.now(UTC))
    if not waiting:
        return None
    if not reason:
        days = case.settings.recheck
        message = f"{len(waiting)} quoted posts were last seen more than {days} days ago"
        step = "ask about them: contrecoup refresh; or say why not: --without-recheck REASON"
        raise NotAskedAgain(message, place=waiting[0], next_step=step, field="without_recheck")
    return Unasked(posts=waiting, reason=reason)


def _waiting(case: Case, at: datetime) -> tuple[str, ...]:
    """Return the quoted posts that can be asked about and were not seen for too long."""
    days = case.settings.recheck
    if not days:
        return ()
    lines = (line for lang in case.settings.languages for line in printed(case.report(lang).report))
    quoted = {document for line in lines for document, words in line.quotes if words}
    seen, least = _seen(case), at - timedelta(days=days)
    return tuple(sorted(i for i in quoted if i.startswith(ASKED) and seen.get(i, at) < least))


def _made_of(case: Case, made_as: Iterable[str]) -> str:
    """Return a digest of what pages are made of besides documents and decisions."""
    digest = hashlib.sha256(" ".join([__version__, *made_as]).encode())
    for name in ("case.toml", "roster.csv"):
        digest.update(hashlib.sha256(case.own_file(name)).digest())
    return digest.hexdigest()


def _again(new: Publication, last: Publication) -> bool:
    """Whether nothing was added, decided or set since, and no line reads otherwise."""
    return (new.who, new.note, new.decisions - 1, new.captures, new.lines) == (
        *(last.who, last.note, last.decisions),
        *(last.captures, last.lines),
    ) and (new.unasked, new.made_of) == (last.unasked, last.made_of)


def verify(case: Case) -> Iterator[Verdict]:
    """Yield a verdict on each file of each published version."""
    for decision in case.decisions:
        if decision.verb != "publish":
            continue
        folder = Path("published") / decision.target
        try:
            publication = _read(case, decision)
        except (HashMismatch, OSError) as error:
            place = _list_of(case, decision.target)
            yield Verdict("published", place, ok=False, message=str(error))
            continue
        for name, wanted in publication.files.items():
            place = (folder / name).as_posix()
            try:
                same = hashlib.sha256(case.own_file(place)).hexdigest() == wanted
            except OSError:
                same = False
            message = "" if same else "this is not what was published, or it is gone"
            yield Verdict("published", place, ok=same, message=message)


def checklist(case: Case, now: datetime | None = None) -> tuple[Open, ...]:
    """Return what a person should look at before publishing, to the minute; an empty one is done."""
    at = (now or datetime.now(UTC)).replace(second=0, microsecond=0)
    key = (case.state, case.decisions, at)
    return case.memory.of("checklist", key, lambda: _checklist(case, at))


def _checklist(case: Case, at: datetime) -> tuple[Open, ...]:
    lang = case.settings.languages[0]
    report = case.report(lang).report
    queue = case.review.queue
    key = next((s for s in report.sections if s.key == "key"), None)
    points = [report.headline, report.standfirst]
    points += [b for b in (key.blocks if key else ()) if isinstance(b, Sentence)]
    resting = dict.fromkeys(i for s in points for i in s.findings if queue.get(i))
    posts = [e for e in report.evidence if e.kind == "post"]
    seen = _seen(case)
    quoted = (document for line in printed(report) for document, words in line.quotes if words)
    latest = max((at, *seen.values()))  # a case may be of a later day than this machine's clock
    private = _private(case, list(dict.fromkeys(quoted)))
    notes = {
        "words-stale": [s.key for s in report.sentences() if "evidence-changed" in s.note],
        "words-number": [s.key for s in report.sentences() if "number-not-found" in s.note],
        "words-quote": [s.key for s in report.sentences() if "quote-not-found" in s.note],
        "right-of-reply": [s.key for s in report.sentences() if "right-of-reply" in s.note],
    }
    rows = [
        Open(
            code="unreviewed",
            targets=tuple(i for i in resting if (item := queue.get(i)) and not item.verdict),
        ),
        Open(
            code="doubtful",
            targets=tuple(
                i.target
                for i in queue
                if i.weight and i.doubt >= DOUBTFUL and not i.verdict and i.target not in resting
            ),
        ),
        Open(code="unsure", targets=tuple(m.account_id for m in case.people.unsure)),
        Open(
            code="stale",
            targets=tuple(
                e.document_id
                for e in posts
                if e.document_id not in seen or latest - seen[e.document_id] > RECHECK
            ),
        ),
        Open(code="unasked", targets=_waiting(case, at)),
        Open(code="private", targets=private),
        Open(
            code="removed",
            targets=tuple(e.document_id for e in posts if _gone(e.state)),
            withheld=tuple(e.document_id for e in posts if _gone(e.state) and e.masked),
        ),
        *(Open(code=code, targets=tuple(keys)) for code, keys in notes.items()),
        Open(code="lost", targets=tuple(one.decision.target for one in case.review.lost)),
    ]
    return tuple(_left(case, row) for row in rows)


def _left(case: Case, row: Open) -> Open:
    """Return a point with what people settled apart: by a note, or by what is to be published."""
    items = tuple(dict.fromkeys(row.targets))
    done = settling.settled(case.decisions, row.code, items, partial(words_of, case))
    if row.code == "removed":
        policies = last(case.decisions, ("policy",))
        done = {i: one for i in items if (one := policies.get(i) or done.get(i))}
    withheld = tuple(i for i in row.withheld if i not in done)
    left = tuple(i for i in items if i not in done and i not in withheld)
    return evolve(row, targets=left, settled=done, withheld=withheld)


def _gone(state: str) -> bool:
    return state not in {"live", "edited", "unknown"}


def _seen(case: Case) -> dict[str, datetime]:
    """Return when each post was last seen: observed again, else fetched, else captured."""
    return case.memory.of("seen", case.drafting.head, lambda: _last_seen(case.documents()))


def _last_seen(documents: Documents) -> dict[str, datetime]:
    captured = {c.capture_id: c.captured.at for c in documents.captures}
    names = ("post_id", "checked_at", "collected_at", "capture_id")
    columns = (documents.posts.table.column(name).to_pylist() for name in names)
    seen = {
        post: checked or min(fetched or captured[capture], captured[capture])
        for post, checked, fetched, capture in zip(*columns, strict=True)
        if capture in captured
    }
    for one in documents.observations:
        seen[one.target] = max(one.at.at, seen.get(one.target, one.at.at))
    return seen


def _private(case: Case, posts: list[str]) -> tuple[str, ...]:
    """Return the posts of private people whose words are on the page."""
    public = {p.person_id for p in case.roster.people if p.public}
    owners = {m.account_id: m.person_id for m in case.people.matches if m.verdict == "sure"}
    held = case.documents().posts
    return tuple(
        post_id
        for post_id in posts
        if (post := held.get(post_id)) and owners.get(post.account_id, "") not in public
    )
