"""Which format a file has, and its reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from types import MappingProxyType

from contrecoup.errors import SourceError, UnknownFormat, Unreadable
from contrecoup.sources.entries import empty
from contrecoup.sources.heads import HEAD, Head
from contrecoup.sources.inputs import Input, Item, Reader
from contrecoup.sources.streams import Plain

GROUP = "contrecoup.readers"


def _built_in() -> tuple[Reader, ...]:
    from contrecoup.sources.answers import ANSWERS
    from contrecoup.sources.article_html import ARTICLE_HTML
    from contrecoup.sources.article_text import ARTICLE_TEXT
    from contrecoup.sources.bluesky import BLUESKY
    from contrecoup.sources.bluesky_car import BLUESKY_CAR
    from contrecoup.sources.bluesky_frames import FIREHOSE
    from contrecoup.sources.bluesky_jetstream import JETSTREAM, TAP
    from contrecoup.sources.crowdtangle import CROWDTANGLE
    from contrecoup.sources.did_documents import DID_DOCUMENTS
    from contrecoup.sources.letters import LETTER
    from contrecoup.sources.mastodon import MASTODON
    from contrecoup.sources.mastodon_events import MASTODON_EVENTS, MASTODON_SSE
    from contrecoup.sources.mastodon_outbox import MASTODON_OUTBOX
    from contrecoup.sources.meta_library import META_LIBRARY
    from contrecoup.sources.minet import MINET_BLUESKY, MINET_X
    from contrecoup.sources.reddit import REDDIT
    from contrecoup.sources.snscrape import SNSCRAPE
    from contrecoup.sources.tables import TABLE_CSV, TABLE_JSON, TABLE_PARQUET
    from contrecoup.sources.telegram import TELEGRAM
    from contrecoup.sources.twarc_csv import TWARC_CSV
    from contrecoup.sources.web_archives import WACZ, WARC
    from contrecoup.sources.working_copy import WORKING_COPY
    from contrecoup.sources.x_api_v1 import X_API_V1
    from contrecoup.sources.x_api_v2 import X_API_V2
    from contrecoup.sources.x_archive import X_ARCHIVE
    from contrecoup.sources.x_compliance import X_COMPLIANCE
    from contrecoup.sources.x_graphql import X_GRAPHQL
    from contrecoup.sources.zeeschuimer import ZEESCHUIMER
    from contrecoup.sources.zeeschuimer_csv import ZEESCHUIMER_CSV

    return (
        X_API_V2,
        X_API_V1,
        TWARC_CSV,
        X_COMPLIANCE,
        X_GRAPHQL,
        ZEESCHUIMER,
        ZEESCHUIMER_CSV,
        X_ARCHIVE,
        SNSCRAPE,
        MINET_X,
        MINET_BLUESKY,
        BLUESKY,
        JETSTREAM,
        TAP,
        FIREHOSE,
        BLUESKY_CAR,
        DID_DOCUMENTS,
        MASTODON,
        MASTODON_SSE,
        MASTODON_EVENTS,
        MASTODON_OUTBOX,
        REDDIT,
        TELEGRAM,
        CROWDTANGLE,
        META_LIBRARY,
        ANSWERS,
        WARC,
        WACZ,
        ARTICLE_HTML,
        ARTICLE_TEXT,
        LETTER,
        WORKING_COPY,
        TABLE_CSV,
        TABLE_JSON,
        TABLE_PARQUET,
    )


@cache
def formats() -> Mapping[str, Reader]:
    """Return every reader by name: those built in, then those of other packages.

    Other packages offer a reader object through the entry-point group
    ``contrecoup.readers``; a built-in name cannot be replaced.
    """
    found: dict[str, Reader] = {reader.name: reader for reader in _built_in()}
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        reader: Reader = point.load()
        found.setdefault(reader.name, reader)
    return MappingProxyType(found)


def _head(source: Input) -> Head:
    with Plain(source) as plain:
        parts: list[bytes] = []
        size = 0
        while size < HEAD and (data := plain.read(HEAD - size)):
            parts.append(data)
            size += len(data)
        if not size and plain.broken:
            raise Unreadable(plain.broken, place=source.name, next_step="fetch it again")
        return Head(b"".join(parts), source.name, whole=size < HEAD)


def detect(source: Input) -> str:
    """Return the name of the format that a file's content shows.

    A format that the person forced, or a role, comes first.

    Raises:
        UnknownFormat: no reader recognises it, or there is no format of the forced name.
        Unreadable: it is empty.
    """
    if source.format:
        if source.format not in formats():
            message = f"there is no format called {source.format!r}"
            step = "use one of " + ", ".join(formats())
            raise UnknownFormat(message, place=source.name, next_step=step)
        return source.format
    if source.role == "letter":
        return "letter"
    head = _head(source)
    if not head.raw.strip():
        raise empty(source)
    best, name = 0, ""
    for reader in formats().values():
        score = reader.sniff(head)
        if score > best:
            best, name = score, reader.name
    if name:
        return name
    if head.raw.startswith(b"\xd0\xcf\x11\xe0") or (
        head.raw.startswith(b"PK") and b"xl/" in head.raw
    ):
        message = "this is a workbook of a spreadsheet, whatever its name says"
        step = "open it there, save the sheet as CSV, and add that"
    elif head.binary:
        message = "no reader knows these bytes; they are not text"
        step = "export the posts as NDJSON, JSON or CSV, or the page as HTML"
    else:
        message = "no reader knows this shape"
        step = "say what it is with --as FORMAT, or map its columns"
    raise UnknownFormat(message, place=source.name, next_step=step)


def read(source: Input) -> Iterator[Item]:
    """Yield what a file holds, item by item.

    A bad item is a Problem and reading goes on.

    Raises:
        SourceError: the file as a whole cannot be read (Unreadable, UnknownFormat).
    """
    reader = formats()[detect(source)]
    try:
        yield from reader.read(source)
    except OSError as error:
        message = f"reading stopped: {error.strerror or error}"
        raise Unreadable(message, place=source.name, next_step="try again") from error
    except SourceError:
        raise
    except (RecursionError, MemoryError) as error:
        message = f"reading stopped: {type(error).__name__}"
        step = "split the file, or convert it to one item a line"
        raise Unreadable(message, place=source.name, next_step=step) from error
