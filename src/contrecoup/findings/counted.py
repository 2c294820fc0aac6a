"""Published counts of signatories: as one series, side by side, with who published first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import chain

from attrs import evolve

from contrecoup.findings.context import Context, cite, finding_id, first_id, once, source_of
from contrecoup.findings.people import plain
from contrecoup.findings.press import others
from contrecoup.language import normalise
from contrecoup.model.documents import Article, Letter
from contrecoup.model.findings import CountSeries, Disagreement, Tally
from contrecoup.model.reading import LetterReported, Reading, Said
from contrecoup.model.times import Days, Moment

_ALIKE = 0.6  # of the runs of words in two sentences, those that both have
_RUN = 4
_MARGIN = 0.1  # how far *about* and *nearly* reach
_UNBOUNDED = 10**9
_CREDIT_BEFORE = re.compile(
    r"(?:selon|d['’]après|(?:rapporté|révélé|cité|publié|dévoilé)\w*\s+par|d[eu]\s+décompte\s+d[eu]|according\s+to|(?:reported|cited|quoted|published)\s+by|citing)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_CREDIT_AFTER = re.compile(
    r"^\W*(?:a\s+(?:rapporté|révélé|écrit|compté)|rapporte|révèle|reported|reports|has\s+reported|wrote)\b",
    re.IGNORECASE,
)


@once
def tallies(context: Context) -> tuple[Tally, ...]:
    """Return every published count of signatories, in order of publication.

    A letter's own count is its publisher's; an article's is its outlet's.
    """
    found: dict[tuple[str, int], Tally] = {}
    for document, reading in chain[tuple[Article | Letter, Reading]](
        context.readings, context.letters
    ):
        if document.published is None:
            continue
        told = list(reading.letters)
        if isinstance(document, Letter):
            rest = others(document.text, len(document.signatories))
            told += [rest] if rest is not None else []
        for letter in told:
            if letter.signatories.count is None:
                continue
            tally = _tally(document, document.published, letter)
            # one document that says a number twice says it once, with its whole if it gives one
            key = (tally.document_id, tally.value)
            if key not in found or (found[key].of is None and tally.of is not None):
                found[key] = tally
    ordered = sorted(found.values(), key=lambda t: (t.at.at, t.value, t.finding_id))
    return _traced(ordered)


def _tally(document: Article | Letter, at: Moment, letter: LetterReported) -> Tally:
    signatories = letter.signatories
    citation = cite(document, letter.span)
    own = isinstance(document, Letter)
    outlet = document.url if isinstance(document, Letter) else source_of(document)
    return Tally(
        finding_id=finding_id(
            "tally", first_id(document), signatories.count, signatories.qualifier, signatories.of
        ),
        what="signatories",
        value=signatories.count or 0,
        qualifier=signatories.qualifier or "",
        of=signatories.of,
        at=at,
        outlet=outlet,
        document_id=citation.document_id,
        citation=citation,
        rule="tally:letter" if own else "tally:press",
        certainty="observed" if own else "one-outlet",
        as_of=_days(letter.said),
    )


def _days(said: Said | None) -> Days | None:
    if said is None or said.from_ is None or said.to is None:
        return None
    return Days(date.fromisoformat(said.from_), date.fromisoformat(said.to), said.text)


# Who takes over whose number


def _traced(ordered: Sequence[Tally]) -> tuple[Tally, ...]:
    """Each count with the earlier one that it repeats, by name or word for word."""
    outlets = frozenset(t.outlet for t in ordered if t.outlet and t.rule == "tally:press")
    earlier: dict[int, list[Tally]] = defaultdict(list)
    out: list[Tally] = []
    for tally in ordered:
        before = [t for t in earlier[tally.value] if t.outlet != tally.outlet]
        credited = _credited(tally, outlets)
        source = next((t for t in reversed(before) if t.outlet == credited), None)
        copied = source or next((t for t in before if _alike(t, tally)), None)
        earlier[tally.value].append(tally)
        out.append(evolve(tally, credited=credited, repeats=copied.finding_id if copied else ""))
    return tuple(out)


def _credited(tally: Tally, outlets: frozenset[str]) -> str:
    """The other outlet that the sentence names as the source of its number; empty for none."""
    words = tally.citation.exact
    for outlet in sorted(outlets - {tally.outlet}):
        for found in re.finditer(rf"(?<!\w){re.escape(outlet)}(?!\w)", words):
            before, after = words[: found.start()], words[found.end() :]
            if _CREDIT_BEFORE.search(before[-60:]) or _CREDIT_AFTER.match(after[:60]):
                return outlet
    return ""


def _alike(a: Tally, b: Tally) -> bool:
    """Whether two sentences are the same words, or nearly."""
    first, second = _runs(a.citation.exact), _runs(b.citation.exact)
    if not first or not second:
        return False
    return len(first & second) >= _ALIKE * max(len(first), len(second))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = plain(normalise(text)).split()
    return {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}


# The series


def series(context: Context) -> tuple[CountSeries, ...]:
    """Return the published counts as one series, where there is one."""
    return series_of(context, tallies(context))


def series_of(context: Context, found: tuple[Tally, ...]) -> tuple[CountSeries, ...]:
    """Return these published counts, in order of publication, as one series."""
    if not found:
        return ()
    ordered = sorted(found, key=lambda t: (*_time(context, t), t.finding_id))
    return (
        CountSeries(
            finding_id=finding_id("series", *(t.finding_id for t in ordered)),
            what="signatories",
            tallies=tuple(t.finding_id for t in ordered),
            first=_first(found),
            disagreements=_disagreements(context, [t for t in ordered if not t.repeats]),
            rule="series:signatories",
        ),
    )


def _time(context: Context, tally: Tally) -> tuple[date, datetime]:
    """The day that a count is of, and its instant: publication where the source says no day."""
    day = context.day(tally.at.at)
    if tally.as_of is not None and tally.as_of.last < day:
        return tally.as_of.last, tally.at.at
    return day, tally.at.at


def _first(found: Sequence[Tally]) -> tuple[str, ...]:
    """For every number, the count that was published first and takes over no other."""
    values: dict[int, str] = {}
    for tally in found:
        if not tally.repeats:
            values.setdefault(tally.value, tally.finding_id)
    return tuple(values.values())


def bounds(tally: Tally) -> tuple[float, float]:
    """Return the least and the most that a count with its qualifier can mean."""
    value = float(tally.value)
    return {
        "nearly": (value * (1 - _MARGIN), value - 1),
        "about": (value * (1 - _MARGIN), value * (1 + _MARGIN)),
        "more than": (value + 1, float(_UNBOUNDED)),
        "at least": (value, float(_UNBOUNDED)),
    }.get(tally.qualifier, (value, value))


def _disagreements(context: Context, ordered: Sequence[Tally]) -> tuple[Disagreement, ...]:
    rows = [*_differ(context, ordered), *_falls(context, ordered), *_wholes(context, ordered)]
    return tuple(sorted(rows, key=lambda d: (d.day, d.kind, d.tallies)))


def _differ(context: Context, ordered: Sequence[Tally]) -> Iterable[Disagreement]:
    """Days for which sources ended with numbers that cannot both be meant."""
    days: dict[date, dict[str, Tally]] = defaultdict(dict)
    for tally in ordered:
        days[_time(context, tally)[0]][tally.outlet or tally.document_id] = tally
    for day, by_source in days.items():
        rows = list(by_source.values())
        lows, highs = zip(*(bounds(t) for t in rows), strict=True)
        if max(lows) > min(highs):
            yield Disagreement(kind="differ", day=day, tallies=tuple(t.finding_id for t in rows))


def _falls(context: Context, ordered: Sequence[Tally]) -> Iterable[Disagreement]:
    """Counts that are lower than another source's before them."""
    highest: Tally | None = None
    for tally in ordered:
        if (
            highest is not None
            and bounds(tally)[1] < bounds(highest)[0]
            and tally.outlet != highest.outlet
            and _surely_before(context, highest, tally)
        ):
            pair = (highest.finding_id, tally.finding_id)
            yield Disagreement(kind="falls", day=_time(context, tally)[0], tallies=pair)
        if highest is None or bounds(tally)[0] > bounds(highest)[0]:
            highest = tally


def _surely_before(context: Context, a: Tally, b: Tally) -> bool:
    """Whether one count is of an earlier time than another; not where both are of one day in words."""
    first, second = _time(context, a), _time(context, b)
    exact = a.as_of is None or b.as_of is None or a.as_of.last < b.as_of.first
    return first < second and (first[0] < second[0] or exact)


def _wholes(context: Context, ordered: Sequence[Tally]) -> Iterable[Disagreement]:
    """Two numbers of all who could sign: the first source of each."""
    first: dict[int, Tally] = {}
    for tally in sorted(ordered, key=lambda t: (t.at.at, t.finding_id)):
        if tally.of is not None:
            first.setdefault(tally.of, tally)
    rows = list(first.values())
    if len({t.outlet for t in rows}) > 1:
        ids = tuple(t.finding_id for t in rows)
        yield Disagreement(kind="whole", day=context.day(rows[-1].at.at), tallies=ids)
