"""The corridor without a case: articles and posts from files and pipes.

``contrecoup read``, ``contrecoup same`` and ``contrecoup echoes`` rest on it.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack, cast

from attrs import frozen

from contrecoup import __version__
from contrecoup.corridor import networks, spreadsheets
from contrecoup.corridor.intake import Opened, files, reason_of
from contrecoup.errors import SettingsError, SourceError, Unreadable
from contrecoup.language.no_article import missing
from contrecoup.language.tongues import foreign
from contrecoup.model.documents import Article
from contrecoup.model.outcomes import FileOutcome, Problem
from contrecoup.model.reading import Reading, Sameness, Wording, WordTagger

if TYPE_CHECKING:
    from contrecoup.findings import Echoes

MOST_BYTES = 64 * 1024 * 1024
"""An article or a line larger than this is refused."""


PRELOAD_FROM = 16 << 20
"""Bytes of posts from which compiled code is loaded while they are read."""
ENGINES = ("local", "spark")
_LONE = re.compile("[\ud800-\udfff]")


@frozen
class Answer:
    """The answer to one item, or why there is none; ``remark`` is what a person should know of it."""

    reading: Reading | Sameness | None
    answer_id: str
    problem: Problem | None = None
    remark: str = ""


def quotation_rows(answer: Answer) -> list[dict[str, Any]]:
    """Return a row a quotation of an article: who, how, the words, for a table."""
    reading = answer.reading
    assert isinstance(reading, Reading)
    names = {one.id: one.name for one in reading.people}
    names |= {one.id: one.name for one in reading.organisations}

    def printed(spans: Iterable[tuple[int, int]]) -> str:
        return " … ".join(reading.text[start:end] for start, end in spans)

    return [
        {
            "article": answer.answer_id,
            "quotation": q.id,
            "speaker": names.get(q.speaker or "", ""),
            "speaker_kind": q.speaker_kind or "",
            "source": printed(q.source),
            "kind": q.kind,
            "words": printed(q.content),
            "cue": printed(q.cue),
            "said": q.said.text if q.said else "",
            "from": (q.said.from_ or "") if q.said else "",
            "to": (q.said.to or "") if q.said else "",
            "confidence": q.confidence,
        }
        for q in reading.quotations
    ]


def read(
    text: str,
    lang: str | None = None,
    published: date | datetime | None = None,
    *,
    tagger: str | Path | None = None,
) -> Reading:
    """Read one article: who is quoted saying what, who moved, what was asked.

    Args:
        text: the article; offsets in the reading are code points into it.
        lang: ``fr`` or ``en``; found out where absent.
        published: the day that "Saturday" is counted from.
        tagger: the folder of a transformer of one's own (``contrecoup[large]``).
    """
    from contrecoup import findings

    return findings.read(text, lang, published, tagger=_tagger(tagger))


@cache
def _tagger(folder: str | Path | None) -> WordTagger | None:
    if not folder:
        return None
    from contrecoup.corridor import large

    return large.load(Path(folder))


def same(a: Wording, b: Wording) -> Sameness:
    """Say whether two wordings are the same statement, in one or two languages."""
    from contrecoup import findings

    return findings.same(a, b)


def read_files(inputs: Iterable[str | Path], tagger: str | Path | None = None) -> Iterator[Answer]:
    """Read articles from files (text, Markdown, HTML, WARC) or ``-``, in order."""
    own = _tagger(tagger)
    for name, opened in files(inputs):
        try:
            yield from _read_file(name, opened, own)
        except OSError as error:
            yield Answer(None, name, Problem(name, f"{error.strerror or error}; check the file"))
        except SourceError as error:
            yield Answer(None, name, Problem(name, reason_of(error)))


def _read_file(name: str, opened: Opened, tagger: WordTagger | None) -> Iterator[Answer]:
    from contrecoup import findings, sources

    raw = _bytes(name, opened)
    source = sources.Input(
        name=name,
        capture_id="",
        captured_at=datetime.now(UTC),
        open=lambda: io.BytesIO(raw),
        format="",
    )
    form = sources.detect(source)
    number, told = 0, False
    for item in sources.read(source):
        if isinstance(item, Problem):
            told = True
            yield Answer(None, name, item)
            continue
        if not isinstance(item, Article):
            continue
        number += 1
        whole = _unchanged(raw) if form == "article-text" else item.text
        published = item.published.at if item.published else None
        answer_id = name if number == 1 else f"{name}#{number}"
        lang = item.lang or None
        reading = findings.read(whole, lang, published, id=answer_id, tagger=tagger)
        yield Answer(reading, answer_id, remark=foreign(reading.lang))
    if number == 0 and not told:
        reason = f"no article in it (format {form}); give a text, HTML, Markdown or WARC file"
        yield Answer(None, name, Problem(name, reason))


def _unchanged(raw: bytes) -> str:
    """Return a text file's characters, line ends included, in the encoding that its bytes show."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return raw.decode("utf-16" if wide else "cp1252", "replace")


def _bytes(name: str, opened: Opened) -> bytes:
    from contrecoup import sources

    if opened is None:
        message = "there is no such file"
        raise SourceError(message, next_step="check the path")
    if isinstance(opened, SourceError):
        raise opened
    if isinstance(opened, Path):
        with sources.opened(opened) as stream:
            raw = stream.read(MOST_BYTES + 1)
    else:
        raw = opened.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        message = f"larger than {MOST_BYTES >> 20} MiB"
        raise SourceError(message, place=name, next_step="cut it into articles")
    return raw


def read_lines(path: str, tagger: str | Path | None = None) -> Iterator[Answer]:
    """Read articles from JSON lines ``{"id", "text", "lang"?, "published"?}``."""
    from contrecoup import findings

    own = _tagger(tagger)
    for place, row in _rows(path):
        if isinstance(row, Problem):
            yield Answer(None, place, row)
            continue
        answer_id = str(row.get("id", place))
        text = row.get("text")
        if not isinstance(text, str):
            yield Answer(None, answer_id, Problem(place, 'it has no "text"; add one'))
            continue
        if text.strip() and (wrong := missing(text)):
            yield Answer(None, answer_id, Problem(place, f"{wrong}; give the article's own text"))
            continue
        try:
            published = _day(row.get("published"))
        except ValueError:
            reason = f"published is {row['published']!r}; write it as 2031-03-14 or ISO 8601"
            yield Answer(None, answer_id, Problem(place, reason))
            continue
        lang = row.get("lang")
        said = lang if isinstance(lang, str) else None
        reading = findings.read(text, said, published, id=answer_id, tagger=own)
        yield Answer(reading, answer_id, remark=foreign(reading.lang))


def same_lines(path: str) -> Iterator[Answer]:
    """Judge pairs of wordings from JSON lines ``{"id", "a": {…}, "b": {…}}``."""
    from contrecoup import findings

    for place, row in _rows(path):
        if isinstance(row, Problem):
            yield Answer(None, place, row)
            continue
        answer_id = str(row.get("id", place))
        try:
            a, b = (_wording(row[side]) for side in ("a", "b"))
        except (KeyError, TypeError, AttributeError):
            reason = 'a pair needs "a" and "b", each with a "text"'
            yield Answer(None, answer_id, Problem(place, reason))
            continue
        yield Answer(findings.same(a, b), answer_id)


def _wording(side: Any) -> Wording:
    text = side["text"]
    if not isinstance(text, str):
        raise TypeError
    return Wording(
        text=text, lang=side.get("lang"), speaker=side.get("speaker"), date=side.get("date")
    )


def _day(value: Any) -> date | datetime | None:
    if value in (None, ""):
        return None
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004 the caller takes every wrong value alike
    return datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)


def _rows(path: str) -> Iterator[tuple[str, Any]]:
    """Yield (place, object or Problem) for each line of a file, gzip or not."""
    from contrecoup import sources

    try:
        opened = sources.opened(Path(path))
    except OSError as error:
        message = str(error.strerror or error)
        raise SettingsError(message, place=path, next_step="check the path") from error
    with io.BufferedReader(cast("io.RawIOBase", opened)) as plain:
        packed = plain.peek(2)[:2] == b"\x1f\x8b"
        stream = gzip.GzipFile(fileobj=plain) if packed else plain
        number = 0
        try:
            while line := stream.readline(MOST_BYTES):
                number += 1
                if len(line) == MOST_BYTES and not line.endswith(b"\n"):
                    place = f"line {number}"
                    reason = f"a line above {MOST_BYTES >> 20} MiB, where reading stops; cut it"
                    yield place, Problem(place, reason)
                    return
                if line.strip():
                    yield f"line {number}", _row(line, f"line {number}")
        except (OSError, EOFError, zlib.error) as error:
            place = f"line {number + 1}"
            yield place, Problem(place, f"the file is damaged from here: {error}")


def _row(line: bytes, place: str) -> Any:
    """Return the object of a line, or a Problem; a lone surrogate becomes U+FFFD."""
    try:
        row = json.loads(line)
        if b"\\u" in line:
            row = json.loads(_LONE.sub("\ufffd", json.dumps(row, ensure_ascii=False)))
    except (ValueError, RecursionError) as error:
        return Problem(place, f"not JSON ({error}); one object a line is needed")
    if isinstance(row, dict):
        return row
    return Problem(place, "not a JSON object; one object a line is needed")


class EchoSettings(TypedDict, total=False):
    """What :func:`echoes` can be told; ``contrecoup echoes --help`` has each with its default."""

    by: Sequence[str]
    window: float
    min_ties: int
    min_people: int
    threshold: float
    ties_as: str
    min_words: int
    memory: int | str
    chance: int
    seed: int
    hot_pairs: int | None
    fdr: float
    on_stage: Callable[[str], None] | None


def echoes(
    frame: Any, *, engine: str = "local", staging: str = "", **settings: Unpack[EchoSettings]
) -> Echoes:
    """Find who said the same, together, in a table of posts.

    Args:
        frame: anything that speaks the Arrow C stream (pandas, polars, pyarrow,
            DuckDB) with ``post_id``, ``account_id``, ``created_at`` and ``text``.
        engine: ``local``, or ``spark`` (``contrecoup[spark]``): the same tables, worked out by
            the Spark that this process belongs to, else by one on this machine.
        staging: for Spark on other machines, a folder that all of them reach.
        settings: ``by``, ``window`` (seconds), ``min_ties``, ``min_people``,
            ``threshold`` (word-set Jaccard, 0.5 to 1), ``ties_as``, ``memory`` (bytes, or
            ``4GiB``) and the rest of :class:`EchoSettings`.

    Returns:
        an ``Echoes`` with ``echoes``, ``members``, ``ties`` and ``waves`` as
        Arrow tables.

    Raises:
        SettingsError: a setting or a column is wrong, or there is no such engine.
    """
    if _spark(engine):
        from contrecoup.corridor.spark.engine import echoes as on_spark

        return on_spark(frame, staging=staging, **settings)
    from contrecoup import findings

    return findings.echoes(frame, **settings)


def _spark(engine: str) -> bool:
    """Whether Spark is asked for."""
    if engine not in ENGINES:
        message = f"no engine is called {engine!r}"
        raise SettingsError(message, place="engine", next_step="use " + " or ".join(ENGINES))
    return engine == "spark"


def _drained(tables: list[Any]) -> Any:
    """Return a stream of tables that keeps none of them."""
    import pyarrow as pa

    schema = tables[0].schema

    def batches() -> Iterator[Any]:
        rest = tables.pop().to_batches()
        while rest:
            yield rest.pop(0)

    return pa.RecordBatchReader.from_batches(schema, batches())


def _saved(folder: Path, tables: Mapping[str, Any], summary: Mapping[str, Any]) -> None:
    """Write tables to a folder."""
    from contrecoup import store

    with store.Writing(folder) as writing:
        writing.begin(tables)
        writing.end(summary)


def _weight(inputs: Iterable[str | Path]) -> int:
    """Return how large the files are that are there."""
    return sum(Path(path).stat().st_size for path in inputs if Path(path).is_file())


def _preload() -> None:
    """Load what finds echoes while posts are read."""
    from contrecoup.findings.echoes.preload import preload

    preload()


def _of_objects(table: Any) -> bool:
    """Whether posts have no texts to compare and objects of the researcher's own."""
    held = {name: table.num_rows - table.column(name).null_count for name in ("text", "object_id")}
    return bool(held["text"] == 0 and held["object_id"] > 0)


def echoes_to(
    inputs: Iterable[str | Path],
    folder: str | Path,
    *,
    engine: str = "local",
    as_format: str = "",
    columns: dict[str, str] | None = None,
    zone: str = "UTC",
    graph: str | Path = "",
    spreadsheet: Literal["", "csv", "csv-bom"] = "",
    on_file: Callable[[str, int, float], None] | None = None,
    **settings: Any,
) -> tuple[dict[str, Any], tuple[FileOutcome, ...]]:
    """Find echoes, ties and waves in post files and write the tables to a folder.

    Args:
        inputs: any format that Contrecoup reads, or Parquet, CSV or NDJSON with
            the columns of the manual's page on echoes; ``-`` is standard input.
        folder: receives echoes, members, ties and waves in Parquet, their dictionary, and
            summary.json; made if absent.  Spark writes a Parquet folder for each, and
            ``_SUCCESS`` last; the folder may be on any file system that it knows.
        engine: ``local`` or ``spark``; Spark also reads folders of Parquet, from anywhere.
        as_format: the format, where detection would be wrong.
        columns: for tables, our column names by theirs.
        zone: the zone of times that come without one.
        graph: also receives the ties as a network, ``.gexf`` or ``.graphml``.
        spreadsheet: ``csv`` writes the tables as CSV too; ``csv-bom`` as Excel reads it.
        on_file: told each input's name once it is read, its posts, and 1.
        settings: passed to :func:`contrecoup.echoes`; without ``by``, posts that have an
            ``object_id`` and no texts are tied by it.

    Raises:
        Unreadable: no post could be read; nothing is written.

    Returns:
        the summary, to which the local engine adds how many rows each table has (``found``),
        and the outcome of each input.
    """
    from contrecoup import sources, store

    if _spark(engine):
        if graph or spreadsheet:
            message = "a network and CSV are written by the local engine only"
            raise SettingsError(message, place="engine", next_step="leave one of the two out")
        from contrecoup.corridor.spark.engine import echoes_to as on_spark

        return on_spark(
            inputs,
            folder,
            columns=columns,
            zone=zone,
            load=lambda given: sources.load_posts(given, as_format, columns, zone),
            save=_saved,
            **settings,
        )
    given = list(inputs)
    if _weight(given) >= PRELOAD_FROM:
        Thread(target=_preload, daemon=True).start()
    table, outcomes = sources.load_posts(given, as_format, columns, zone, on_file)
    from contrecoup import findings
    from contrecoup.findings.echoes.memory import release

    if not table.num_rows:
        first = next((p for o in outcomes for p in o.unreadable), None)
        message = first.reason if first else "there is no post in it"
        raise Unreadable(message, place=", ".join(map(str, given)))
    if _of_objects(table):
        settings.setdefault("by", ("object",))
    batches = [table]
    del table
    release()  # what reading the file took besides
    with store.Writing(Path(folder)) as writing:
        found = findings.echoes(_drained(batches), on_tables=writing.begin, **settings)
        summary = {
            **found.summary,
            "contrecoup": __version__,
            "inputs": [o.input for o in outcomes],
        }
        writing.end(summary)
    spreadsheets.dictionary(Path(folder))
    summary["found"] = spreadsheets.lengths(Path(folder))
    if spreadsheet:
        spreadsheets.write(Path(folder), bom=spreadsheet == "csv-bom")
    if graph:
        directed = settings.get("ties_as") == "cnt"
        networks.write(found.ties, Path(graph), directed=directed)
    return summary, outcomes
