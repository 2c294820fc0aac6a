"""What the desk shows of a case beyond findings and account: inputs, coverage, captures."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from attrs import frozen

from contrecoup.corridor import writing
from contrecoup.corridor.ingest import column_maps
from contrecoup.errors import SettingsError
from contrecoup.model.evidence import Capture
from contrecoup.model.outcomes import FileOutcome
from contrecoup.model.settings import Lang

if TYPE_CHECKING:
    from contrecoup.case import Case

MOST_DAYS = 62
"""Days of coverage that are listed one by one."""
MOST_BYTES = 200_000
"""Bytes of a capture that are shown as text."""
TABLE = "table-"
"""Formats whose columns are guessed begin so."""


@frozen(kw_only=True)
class Day:
    """Posts held of one day, by platform; a day without any is a gap."""

    day: date
    posts: dict[str, int]


@frozen(kw_only=True)
class Raw:
    """A capture and the beginning of its bytes, as text that is never run."""

    capture: Capture
    text: str
    whole: bool
    intact: bool


def inputs(case: Case) -> tuple[FileOutcome, ...]:
    """Return what became of every input that the case holds, by name."""
    return tuple(sorted(case.outcomes(), key=lambda outcome: outcome.input))


def coverage(case: Case) -> tuple[tuple[str, ...], tuple[Day, ...]]:
    """Return the platforms, and each day from the first post to the last, gaps as well."""
    key = (case.drafting.head, case.own_file("case.toml"))
    return case.memory.of("coverage", key, lambda: _coverage(case))


def _coverage(case: Case) -> tuple[tuple[str, ...], tuple[Day, ...]]:
    settings = case.settings
    zone = ZoneInfo(settings.zone)
    table = case.documents().posts.table
    times: list[datetime] = table.column("created_at").to_pylist()
    platforms: list[str] = table.column("platform").to_pylist()
    held: dict[date, Counter[str]] = {}
    for at, platform in zip(times, platforms, strict=True):
        held.setdefault(at.astimezone(zone).date(), Counter())[platform] += 1
    if not held:
        return (), ()
    ends = (settings.start, settings.end)
    days = [*held, *(at.astimezone(zone).date() for at in ends if at is not None)]
    first, last = min(days), max(days)
    span = (last - first).days + 1
    listed = (
        sorted(held)[:MOST_DAYS]
        if span > MOST_DAYS
        else [first + timedelta(n) for n in range(span)]
    )
    return tuple(sorted(set(platforms))), tuple(
        Day(day=day, posts=dict(held.get(day, Counter()))) for day in listed
    )


def raw(case: Case, capture_id: str) -> Raw:
    """Return a capture with its bytes as text, bounded, and whether its hash still holds.

    Raises:
        SettingsError: no capture has that id.
        EvidenceError: the bytes are missing or altered.
    """
    import hashlib

    for capture in case.vault.captures():
        if capture.capture_id == capture_id:
            digest, head, size = hashlib.sha256(), b"", 0
            with case.vault.open(capture_id) as stream:
                while block := stream.read(1 << 20):
                    digest.update(block)
                    size += len(block)
                    if len(head) < MOST_BYTES:
                        head += block
            return Raw(
                capture=capture,
                text=head[:MOST_BYTES].decode("utf-8", "replace"),
                whole=size <= MOST_BYTES,
                intact=digest.hexdigest() == capture_id,
            )
    message = f"there is no capture {capture_id!r}"
    raise SettingsError(message, next_step="see contrecoup show")


@frozen(kw_only=True)
class Mapped:
    """The columns of a table of posts: which of ours each is taken for, and what a person said."""

    capture: Capture
    names: tuple[str, ...]
    theirs: dict[str, str]
    told: dict[str, str]
    rows: tuple[dict[str, Any], ...]


def columns(case: Case, capture_id: str) -> Mapped:
    """Return the columns of a captured table.

    Raises:
        SettingsError: the case holds no table of that id.
        SourceError: nothing of it can be read.
    """
    from contrecoup.sources import Input
    from contrecoup.sources.tables import columns_of

    capture = next((c for c in case.vault.captures() if c.capture_id == capture_id), None)
    form = next((o.format for o in case.outcomes() if o.capture_id == capture_id), "")
    if capture is None or not form.startswith(TABLE):
        message = f"there is no table {capture_id!r}"
        raise SettingsError(message, next_step="see the list of inputs")
    told = column_maps(case.vault).get(capture_id, {})
    source = Input(
        name=capture.source,
        capture_id=capture_id,
        captured_at=capture.captured.at,
        open=lambda: case.vault.open(capture_id),
        format=form,
        columns=told,
    )
    found = columns_of(source)
    return Mapped(
        capture=capture, names=found.names, theirs=found.theirs, told=told, rows=found.rows
    )


def map_columns(case: Case, table: Mapped, said: dict[str, str]) -> None:
    """Read a table again with our columns where a person says that they are.

    Raises:
        WrongColumns: the table has no column of a name; it stays as it was read.
    """
    from contrecoup.sources.column_names import checked

    checked(said, table.names, f"{table.capture.source}, header")
    case.reread(table.capture.capture_id, columns=said)


def is_roster(path: Path) -> bool:
    """Whether a file's first line is that of a roster."""
    from contrecoup.sources.roster_names import header_of, is_roster

    with path.open("rb") as stream:
        return is_roster(header_of(stream.readline(MOST_BYTES)))


def page(
    case: Case, lang: Lang, edit: Callable[[Any], tuple[str, str]] | None = None, key: str = ""
) -> dict[str, bytes]:
    """Return the draft as the page that readers would get, by file name.

    Args:
        case: whose draft.
        lang: in which language.
        edit: makes the desk's copy instead: the address at which a sentence or a card may be
            decided about, and the link's words.
        key: tells copies apart whose ``edit`` differs.

    A page of more than 500 cited items has a companion that holds its evidence.
    """
    report = case.report(lang).report

    def work() -> dict[str, bytes]:
        name = f"report.{lang}.html"
        return writing.rendered(case, report, case.find().findings, name, edit=edit)

    return case.memory.of(f"page-{lang}-{key}", (case.state, case.decisions), work)


def set_roster(case: Case, text: str) -> None:
    """Take a text as the case's roster.csv, if it is one; its bytes are kept in the vault.

    Raises:
        SettingsError: the header or a line is wrong; the old roster stays.
    """
    with tempfile.TemporaryDirectory(prefix="contrecoup-") as folder:
        path = Path(folder) / "roster.csv"
        path.write_bytes(text.encode())
        case.people.load(path, name="roster.csv")


def published_file(case: Case, version: int, name: str) -> bytes:
    """Return a file of a published version.

    Raises:
        SettingsError: that version has no such file.
    """
    for one in case.publications:
        if one.version == version and name in one.files:
            return case.own_file(f"published/v{version}/{name}")
    message = f"version {version} has no file {name!r}"
    raise SettingsError(message, next_step="see the list of versions")


@frozen(kw_only=True)
class Piece:
    """A post, an article or a letter that was looked for: its id, who says it, when, its words."""

    document_id: str
    by: str
    at: datetime | None
    text: str


def has(case: Case, target: str) -> bool:
    """Whether a text is the id of a post, an article, a letter or a capture."""
    held = case.documents()
    texts = {*(a.article_id for a in held.articles), *(x.letter_id for x in held.letters)}
    captures = {c.capture_id for c in held.captures}
    return target in texts | captures or held.posts.get(target) is not None


def search(case: Case, words: str, most: int) -> tuple[Piece, ...]:
    """Return the first posts, articles and letters that hold some words, or are by that account.

    Capitals do not matter.
    """
    import pyarrow.compute as pc

    held, wanted = case.documents(), words.casefold()
    table = held.posts.table
    columns = (pc.field(name) for name in ("text", "handle", "display_name", "post_id"))
    like = [pc.match_substring(one, words, ignore_case=True) for one in columns]
    rows = table.filter(like[0] | like[1] | like[2] | like[3]).slice(0, most)
    names = ("post_id", "handle", "created_at", "text")
    posts = zip(*(rows.column(name).to_pylist() for name in names), strict=True)
    found = [Piece(document_id=i, by=f"@{by}", at=at, text=text) for i, by, at, text in posts]
    texts: list[Any] = [*held.articles, *held.letters]
    for one in texts:
        by = f"{getattr(one, 'outlet', '')} {one.title}".strip()
        if wanted in f"{by} {one.text}".casefold():
            at = one.published.at if one.published else None
            key = getattr(one, "article_id", "") or one.letter_id
            found.append(Piece(document_id=key, by=by, at=at, text=one.text))
    return tuple(found[:most])
