"""The table beside a page: the ids behind counts of very many, whole; and check counts them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve, fields, has

from contrecoup.corridor.views import Verdict
from contrecoup.model.findings import Findings
from contrecoup.model.report import Report
from contrecoup.model.ties import Ties

if TYPE_CHECKING:
    import pyarrow as pa

    from contrecoup.case import Case
    from contrecoup.model.decisions import Decision
    from contrecoup.model.documents import Documents
    from contrecoup.model.people import Roster
    from contrecoup.model.settings import Settings
    from contrecoup.report.publish import Names

NAME = "counted.parquet"
MOST_FINDINGS = 20_000
"""report.json holds so many findings of a kind; of one finding, so many parts as of a Count."""


def _told(
    case: Case, findings: Findings
) -> tuple[Findings, Documents, Roster, Settings, tuple[Decision, ...], bytes]:
    """Return what decides who may be named in a case: its findings, documents, people, decisions."""
    return (
        findings,
        case.documents(),
        case.roster,
        case.settings,
        case.decisions,
        case.vault.secret("pseudonyms"),
    )


def names(case: Case) -> Names:
    """Return the numbers of private people in this case, as it stands."""
    from contrecoup import report

    def work() -> Names:
        return report.pseudonyms(*_told(case, case.find().findings))

    return case.memory.of("names", (case.state, case.decisions), work)


def publisher(case: Case, findings: Findings) -> Callable[[Any], Any]:
    """Return a function from a noun to what may be published of it, in this case."""
    from contrecoup import report

    known = names(case) if findings is case.find().findings else None
    return report.publishable(*_told(case, findings), known)


def lists_of(case: Case, findings: Findings, reports: Iterable[Report]) -> dict[str, pa.Array]:
    """Return the whole lists behind the counts of some pages, as they may be published, sorted."""
    import pyarrow as pa
    import pyarrow.compute as pc

    held = {mark: ids for report in reports for mark, ids in report.lists.items()}
    if not held:
        return {}
    publish = publisher(case, findings)
    made = {}
    for mark in sorted(held):
        ids = pa.array(publish(held[mark]), pa.string())
        made[mark] = ids.take(pc.sort_indices(ids))
    return made


def table(case: Case, findings: Findings, reports: Iterable[Report]) -> dict[str, bytes]:
    """Return the table of the lists that these pages begin; nothing where they list everything."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    lists = lists_of(case, findings, reports)
    if not lists:
        return {}
    schema = pa.schema([("list", pa.string()), ("id", pa.string())])
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(
        sink, schema, compression="zstd", use_dictionary=["list"], write_statistics=["list"]
    ) as writer:
        for mark, ids in lists.items():
            marks = pa.DictionaryArray.from_arrays(
                pa.repeat(pa.scalar(0, pa.int32()), len(ids)), [mark]
            )
            writer.write_table(pa.table([marks.cast(pa.string()), ids], schema=schema))
    return {NAME: sink.getvalue().to_pybytes()}


def verify(case: Case, findings: Findings, report: Report, written: Any) -> Iterator[Verdict]:
    """Yield whether each list that a written page begins lies whole in the table beside it.

    Args:
        case: the case.
        findings: what the page was made of.
        report: the same page made again.
        written: the page read back from JSON.
    """
    from contrecoup.corridor.checks import marks

    wanted = marks(written)
    if not wanted:
        return
    again = lists_of(case, findings, [report])
    held = _held(case)
    for mark in sorted(wanted):
        ids = again.get(mark)
        if ids is None:
            continue  # another number today: its verdict says so
        found = held.get(mark)
        ok = found is not None and found.equals(ids)
        lacks = f"{NAME} lacks the list" if found is None else f"{NAME} lists other ids"
        step = "; next: contrecoup report CASE"
        yield Verdict("lists counted again", mark, ok, "" if ok else lacks + step)


def _held(case: Case) -> dict[str, pa.Array]:
    """Return the lists of the table beside the page, by mark; none where it cannot be read."""
    import io

    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    try:
        raw = case.own_file(f"out/{NAME}")
        found = pq.read_table(io.BytesIO(raw), columns=["list", "id"])
    except (OSError, KeyError, pa.ArrowException):
        return {}
    made = {}
    for mark in pc.unique(found.column("list")).to_pylist():
        one = found.filter(pc.equal(found.column("list"), mark)).column("id")
        made[mark] = one.combine_chunks()
    return made


def begun(findings: Findings) -> tuple[Findings, dict[str, dict[str, int]]]:
    """Return findings as report.json holds them, and how many were left out, by kind and finding.

    All of them are in the tables of ``export``.
    """
    left: dict[str, dict[str, int]] = {}
    kept: dict[str, Any] = {}
    for kind in fields(Findings):
        group = getattr(findings, kind.name)
        if not isinstance(group, Sequence):
            kept[kind.name] = group if group is None else _begun(group, kind.name, left)
            continue
        if len(group) > MOST_FINDINGS:
            left[kind.name] = {"findings": len(group) - MOST_FINDINGS}
            group = _foremost(group)
        kept[kind.name] = tuple(
            _begun(one, getattr(one, "finding_id", kind.name), left) for one in group
        )
    return Findings(**kept), left


def _foremost(group: Sequence[Any]) -> Sequence[Any]:
    """Return the first findings; of accounts, those first that are somebody's."""
    if isinstance(group, Ties):
        return group[:MOST_FINDINGS]
    outside = [getattr(one, "verdict", "") == "outside" for one in group]
    order = sorted(range(len(group)), key=lambda n: (outside[n], n))[:MOST_FINDINGS]
    return tuple(group[n] for n in sorted(order))


def _begun(one: Any, name: str, left: dict[str, dict[str, int]]) -> Any:
    """Return a finding with the first of what it has very many of."""
    from contrecoup.report.listed import BEGUN, MOST

    if not has(type(one)):
        return one
    short = {}
    for part in fields(type(one)):
        value = getattr(one, part.name)
        if isinstance(value, tuple) and len(value) > MOST:
            short[part.name] = value[:BEGUN]
            left.setdefault(name, {})[part.name] = len(value) - BEGUN
    return evolve(one, **short) if short else one
