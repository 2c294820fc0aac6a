"""What a script holds: findings on shelves, a report that answers, a trail.

These are thin: they hold nouns and hand them on in the form that the user
works with.  Nothing here reads or writes a case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints, overload

from attrs import field, frozen

from contrecoup.errors import SettingsError
from contrecoup.model import findings as nouns
from contrecoup.model.findings import Findings
from contrecoup.model.outcomes import FileOutcome
from contrecoup.model.people import Match
from contrecoup.model.report import Report, Sentence
from contrecoup.model.ties import Ties

T = TypeVar("T")


class Shelf(Collection[T], Generic[T]):
    """Findings of one kind, in their order.

    A shelf speaks the Arrow C stream: ``pl.DataFrame(shelf)``, ``pd.DataFrame.from_arrow(shelf)``,
    ``pa.table(shelf)`` and DuckDB's ``FROM shelf`` take it as it is, a row a finding.  It is no
    ``Sequence``, which polars would take apart item by item.

    Args:
        items: the findings.
        kind: their noun, whose columns an empty shelf has.
    """

    def __init__(self, items: Iterable[T], kind: type[T] | None = None) -> None:
        self._items: Any = items if isinstance(items, Ties) else tuple(items)
        self._kind = kind or (type(self._items[0]) if self._items else None)

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...

    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        found: T | tuple[T, ...] = self._items[index]
        return found

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __contains__(self, item: object) -> bool:
        return item in self._items

    def __repr__(self) -> str:
        kind = type(self._items[0]).__name__ if self._items else "nothing"
        return f"<{len(self)} × {kind}>"

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Hand the findings over as an Arrow C stream (the PyCapsule interface)."""
        return self._table().__arrow_c_stream__(requested_schema)

    def _table(self) -> Any:
        import pyarrow as pa

        from contrecoup.corridor import frames

        return pa.table({}) if self._kind is None else frames.table(self._items, self._kind)

    def top(self, n: int) -> tuple[T, ...]:
        """Return the first ``n``: shelves are in order of weight or of time."""
        first: tuple[T, ...] = self._items[:n]
        return first

    def to_frame(self, library: str = "pyarrow") -> Any:
        """Return them as a table of ``pyarrow``, ``pandas`` or ``polars``, or a DuckDB relation.

        A row a finding, a column an attribute of its noun; instants are timestamps in UTC.

        Raises:
            SettingsError: the library is another one.
        """
        table = self._table()
        if library == "pyarrow":
            return table
        if library == "pandas":
            return table.to_pandas()
        if library == "polars":
            import polars as pl

            return pl.DataFrame(table)
        if library == "duckdb":
            import duckdb

            return duckdb.from_arrow(table)
        message = f"no frame of {library!r}"
        raise SettingsError(message, next_step="choose pyarrow, pandas, polars or duckdb")


class Found:
    """Everything that was found, a shelf a kind (``found.echoes.top(3)``).

    Attributes:
        findings: the nouns themselves, in their order; each kind of them is a shelf of that name.
    """

    findings: Findings
    quotations: Shelf[nouns.Quotation]
    echoes: Shelf[nouns.Echo]
    waves: Shelf[nouns.Wave]
    ties: Shelf[nouns.Tie]
    moves: Shelf[nouns.Move]
    successions: Shelf[nouns.Succession]
    tallies: Shelf[nouns.Tally]
    series: Shelf[nouns.CountSeries]
    demands: Shelf[nouns.Demand]
    stances: Shelf[nouns.Stance]
    removals: Shelf[nouns.Removal]
    earlier: Shelf[nouns.Earlier]
    qualities: Shelf[nouns.SourceQuality]
    matches: Shelf[Match]
    coverage: nouns.Coverage | None

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        for name, hint in _kinds().items():
            value = getattr(findings, name)
            setattr(self, name, Shelf(value, get_args(hint)[0]) if hint else value)

    def counts(self) -> dict[str, int]:
        """Return how many findings there are of each kind."""
        return {name: len(getattr(self, name)) for name, hint in _kinds().items() if hint}


@cache
def _kinds() -> dict[str, Any]:
    """Return the type of each row of findings, by name; None for what is no row."""
    hints = get_type_hints(Findings)
    return {
        name: hint if get_origin(hint) in {tuple, Sequence} else None
        for name, hint in hints.items()
    }


@frozen
class Outcome:
    """What became of everything that was added."""

    files: tuple[FileOutcome, ...] = ()

    @property
    def read(self) -> int:
        """Items read."""
        return sum(file.read for file in self.files)

    @property
    def duplicate(self) -> int:
        """Items that were already held."""
        return sum(file.duplicate for file in self.files)

    @property
    def skipped(self) -> int:
        """Items left out on purpose."""
        return sum(sum(file.skipped.values()) for file in self.files)

    @property
    def unreadable(self) -> int:
        """Items that could not be read."""
        return sum(len(file.unreadable) for file in self.files)


@frozen(kw_only=True)
class Step:
    """One step of a trail: how deep, what kind of thing, its id, in words."""

    depth: int
    kind: str
    target: str
    text: str


OURS = (
    *("state", "observed", "proof", "count", "capture", "redacted", "bytes"),
    *("at", "read at", "published", "removed"),
)
"""Steps of a trail whose text is ours; the others show what people wrote, as they wrote it."""


WHOLE = "the whole list, in counted.parquet"
"""What a step says, as ours too, of a list that lies beside the account."""
CODED = (
    *("certainty", "kind", "layer", "medium", "modality", "own", "polarity", "qualifier"),
    *("reported_removed", "speaker_kind", "status", "type"),
)
"""Steps of a trail that name one of a few values."""
COUNTED = ("signatories", "staff")
"""What a published count is of; a demand's ``what`` are somebody's words."""


NUMBER = re.compile(r"(\S+)(?: of (\S+) \((\S+)\))?; rule (\S+)")
"""What a step says of a number: its unit, of how many of what, by which rule."""


def _plain(code: str, _family: str = "v") -> str:
    return code


def _said(step: Step, words: Callable[[str], str], called: Callable[..., str]) -> str:
    number = NUMBER.fullmatch(step.text) if step.kind == "count" else None
    if number is not None:
        unit, of, label, rule = number.groups()
        of = f" of {of} ({called(label, 'u')})" if of else ""
        return _defined(words(f"{called(unit, 'u')}{of}; rule {rule}"), rule, called)
    if step.text.startswith("rule "):
        return _defined(words(step.text), step.text.removeprefix("rule "), called)
    return words(step.text) if step.kind in OURS or step.text == WHOLE else step.text


def _defined(text: str, rule: str, called: Callable[..., str]) -> str:
    """Return words that end with a rule with what it counts; its code behind."""
    told = called(rule, "rule")
    if told == rule:
        return text
    quoted = called("“…”").replace("…", told)
    return f"{text.removesuffix(rule)}{quoted} ({rule})"


def _shown(step: Step, words: Callable[[str], str], called: Callable[..., str]) -> str:
    """Return what a step names and says; what names one of a few values says it only once."""
    target, text = step.target, _said(step, words, called)
    coded = step.kind in CODED or (step.kind == "what" and target in COUNTED)
    if coded and called(target) != target:
        target, text = called(target), ""
    elif step.kind in {"at", "read at"}:
        target = ", ".join(map(words, target.split(", ")))
    return f"{target}{': ' if text else ''}{text}"


@frozen
class Trail:
    """From a sentence down to bytes; prints as an indented list."""

    steps: tuple[Step, ...] = ()

    def said(self, words: Callable[[str], str], called: Callable[..., str] = _plain) -> str:
        """Return it as an indented list, what is ours in it put into words.

        Args:
            words: what a message is called.
            called: what a value that is one of a few is called, by its family
                (see :mod:`contrecoup.messages.values`).
        """
        return "\n".join(self.lines(words, called))

    def lines(
        self, words: Callable[[str], str], called: Callable[..., str] = _plain
    ) -> tuple[str, ...]:
        """Return what :meth:`said` says, step by step."""
        return tuple(
            f"{'  ' * s.depth}{words(s.kind.replace('_', ' '))} {_shown(s, words, called)}"
            for s in self.steps
        )

    def __str__(self) -> str:
        return "\n".join(
            f"{'  ' * s.depth}{s.kind} {s.target}{': ' if s.text else ''}{s.text}"
            for s in self.steps
        )


@frozen
class Verdict:
    """One verdict of a check: its kind, what it is about, whether it holds; ``times``, of how many."""

    kind: str
    target: str
    ok: bool
    message: str = ""
    times: int = 1


@frozen
class Checked:
    """Every verdict; ``failed`` are those that do not hold."""

    verdicts: tuple[Verdict, ...] = ()

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """The verdicts that do not hold."""
        return tuple(v for v in self.verdicts if not v.ok)

    @property
    def noted(self) -> tuple[Verdict, ...]:
        """What is no fault and should be known: files that were edited by hand."""
        from contrecoup.store.beside import EDITED

        return tuple(v for v in self.verdicts if v.kind == EDITED)

    def counts(self) -> dict[str, tuple[int, int]]:
        """Return, by kind, how many hold and how many do not."""
        kinds: dict[str, tuple[int, int]] = {}
        for verdict in self.verdicts:
            held, failed = kinds.get(verdict.kind, (0, 0))
            times = verdict.times
            kinds[verdict.kind] = (held + times * verdict.ok, failed + times * (not verdict.ok))
        return dict(sorted(kinds.items()))


@frozen
class Account:
    """A report in one language, with its trail and its formats."""

    report: Report
    _trail: Callable[[str], Trail] = field(repr=False)
    _save: Callable[[Report, Path, str], None] = field(repr=False)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, headline first."""
        return self.report.sentences()

    def why(self, sentence_id: str) -> Trail:
        """Return the trail of a sentence: counts, posts, captures.

        Raises:
            SettingsError: no sentence has that id.
        """
        return self._trail(sentence_id)

    def save(self, path: str | Path, part: str = "") -> None:
        """Write the report in the format of the file's name (.html, .md, .docx, .json).

        Args:
            path: the file to write.
            part: a section's key, or the id of a sentence, card, chart or table,
                to write alone, with its evidence.

        Raises:
            SettingsError: the ending is no format, or there is no such part.
        """
        self._save(self.report, Path(path), part)
