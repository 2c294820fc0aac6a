"""Hour by hour: one lane under the other; on phones time runs down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen
from markupsafe import Markup

from contrecoup.model.report import Chart, Mark
from contrecoup.render.charts.scale import (
    CHARACTER,
    HOUR,
    NARROW,
    WIDE,
    Placed,
    Span,
    Tick,
    plain,
    rows,
    width_of,
    wrap,
)
from contrecoup.render.charts.svg import bars, element, join, lines, percent, picture

TALLEST = 112.0
LINE = 16.0
GUTTER = 0.21


@frozen
class _Lane:
    index: int
    label: str
    marks: tuple[Mark, ...]

    @property
    def top(self) -> Mark:
        return max(self.marks, key=lambda mark: (mark.value, -mark.at.timestamp()))


def _lanes(chart: Chart) -> tuple[_Lane, ...]:
    return tuple(
        _Lane(index, label, tuple(m for m in chart.marks if m.lane == index))
        for index, label in enumerate(chart.lanes or ("",))
    )


def _tallest(chart: Chart) -> float:
    return max((mark.value for mark in chart.marks), default=0.0) or 1.0


def _bar(span: Span, mark: Mark) -> tuple[float, float]:
    """Where a mark starts and how wide it is: its own end, or one hour."""
    start = span.at(mark.at)
    end = span.at(mark.end or mark.at + HOUR)
    return start, max(0.0015, (end - start) * 0.84)


def wide(chart: Chart, zone: str, lang: str) -> Markup:
    """Draw lanes one under the other on one scale, named events across them."""
    span = Span.of(chart.start, chart.end, zone, lang)
    unit = TALLEST / _tallest(chart)
    events = rows(
        [(span.at(rule.at), rule.label) for rule in chart.rules if rule.at is not None], WIDE, 34
    )
    tall = [
        max((len(e.lines) for e in events if e.row == n), default=0) for n in range(_deep(events))
    ]
    y = sum(tall) * LINE + (14 if events else 4)
    foreground: list[Markup] = []
    for lane in _lanes(chart):
        high = max(16.0, unit * lane.top.value) if lane.marks else 8.0
        base = y + 36 + high
        foreground.append(element("text", lane.label, x=0, y=y + 16, class_="lane"))
        foreground.extend(_bars(lane, span, base, unit))
        foreground.append(element("line", x1=0, x2="100%", y1=base, y2=base, class_="base"))
        y = base + 12
    background = [
        element(
            "line", x1=percent(at), x2=percent(at), y1=sum(tall) * LINE + 10, y2=y, class_="grid"
        )
        for at in span.midnights()
    ]
    for event in events:
        top = sum(tall[: event.row]) * LINE
        background.append(
            element(
                "line", x1=percent(event.at), x2=percent(event.at), y1=top + 2, y2=y, class_="event"
            )
        )
        foreground.append(_beside(event, top + 13))
    foreground.append(axis(span, y + 18, WIDE, ""))
    return picture(
        join(background + foreground),
        name=f"{chart.chart_id}-w",
        title=chart.title,
        description=chart.description,
        height=y + 28,
        class_="wide",
    )


def _bars(lane: _Lane, span: Span, base: float, unit: float) -> list[Markup]:
    boxes = []
    for mark in lane.marks:
        at, long = _bar(span, mark)
        high = max(2.0, unit * mark.value)
        boxes.append((at, base - high, long, high))
    drawn = [bars(boxes, base)]
    if lane.marks:
        at, long = _bar(span, lane.top)
        drawn.append(
            element(
                "text",
                plain(lane.top.value, span.lang),
                x=percent(at + long / 2),
                y=base - max(2.0, unit * lane.top.value) - 5,
                class_="value",
                text_anchor=_anchor(at),
            )
        )
    return drawn


def _anchor(at: float) -> str:
    return "start" if at < 0.03 else "end" if at > 0.97 else "middle"


def _deep(placed: Sequence[Placed]) -> int:
    return 1 + max((label.row for label in placed), default=-1)


def _beside(label: Placed, y: float) -> Markup:
    return lines(
        label.lines,
        percent(label.at),
        y,
        step=LINE,
        dx=6 if label.side == "start" else -6,
        text_anchor=label.side,
        class_="said",
    )


def axis(span: Span, y: float, width: float, class_: str) -> Markup:
    """Draw the words of the axis of time: the first day always, others that have room."""
    ticks = span.ticks(width)
    named = _named([tick for tick in ticks if tick.long], width)
    drawn = [
        element(
            "text",
            text,
            x=percent(tick.at),
            y=y,
            dx=round(start - tick.at * width) or "",
            class_=f"day {class_}".strip(),
        )
        for tick, text, start in named
    ]
    end = -1.0
    for tick in (tick for tick in ticks if not tick.long):
        start, long = tick.at * width, width_of((tick.text,)) + 10
        crowded = any(
            first - long < start < first + width_of((text,)) + 10 for _, text, first in named
        )
        if crowded or start < end or start + long - 10 > width:
            continue
        end = start + long
        drawn.append(
            element("text", tick.text, x=percent(tick.at), y=y, class_=f"hour {class_}".strip())
        )
    return join(drawn)


def _named(days: Sequence[Tick], width: float) -> list[tuple[Tick, str, float]]:
    """Return the days that are named, their words and where these start.

    A day that gives room to a short first day is named further right, within itself.
    """
    found: list[tuple[Tick, str, float]] = []
    end = 0.0
    for n, tick in enumerate(days):
        start = max(end, tick.at * width)
        until = days[n + 1].at * width if n + 1 < len(days) else width + 10
        text = next((t for t in (tick.text, tick.brief) if width_of((t,)) + 8 <= until - start), "")
        if n and not text:
            continue
        found.append((tick, text or tick.brief, start))
        end = start + width_of((text or tick.brief,)) + 10
    return found


@frozen
class _Band:
    """Room that named events of one hour take in the run of time."""

    at: float
    hour: datetime
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return 15.0 * len(self.lines) + 12


@frozen
class _Run:
    """Time running down, opened where something happened so that words cover no bar."""

    span: Span
    top: float
    long: float
    bands: tuple[_Band, ...]

    def y(self, at: float) -> float:
        opened = sum(band.height for band in self.bands if band.at <= at + 1e-9)
        return self.top + at * self.long + opened

    @property
    def height(self) -> float:
        return self.y(1.0) - self.top


def _bands(chart: Chart, span: Span, characters: int) -> tuple[_Band, ...]:
    found: dict[datetime, list[str]] = {}
    for when, label in sorted((r.at, r.label) for r in chart.rules if r.at is not None):
        hour = span.start + HOUR * int((when - span.start) / HOUR)
        found.setdefault(hour, []).extend(wrap(label, characters, 3))
    return tuple(_Band(span.at(hour), hour, tuple(texts)) for hour, texts in found.items())


def tall(chart: Chart, zone: str, lang: str) -> Markup:
    """Draw time running down, lanes as columns, for a phone."""
    span = Span.of(chart.start, chart.end, zone, lang)
    lanes = _lanes(chart)
    column = (1 - GUTTER) / len(lanes)
    unit = 0.86 * column / _tallest(chart)
    heads = [wrap(lane.label, int(1.9 * column * NARROW / CHARACTER)) for lane in lanes]
    deep = [16.0 * max((len(head) for head in heads[n::2]), default=0) for n in (0, 1)]
    top = sum(deep) + 12
    bands = _bands(chart, span, int((1 - GUTTER) * NARROW / CHARACTER))
    run = _Run(span, top, min(1200.0, max(320.0, 8 * span.hours)), bands)
    drawn: list[Markup] = []
    boxes: list[tuple[float, float, float, float]] = []
    for lane, head in zip(lanes, heads, strict=True):
        left = percent(GUTTER + column * lane.index)
        above = deep[0] if lane.index % 2 else 0.0
        last = lane.index == len(lanes) - 1 and width_of(head) > column * NARROW
        drawn.append(
            lines(
                head,
                "100%" if last else left,
                above + 12,
                dx=0 if last else -1,
                text_anchor="end" if last else "start",
                class_="lane small",
            )
        )
        drawn.append(
            element(
                "line",
                x1=left,
                x2=left,
                y1=above + LINE * len(head) + 4,
                y2=top + run.height,
                class_="base",
            )
        )
        for mark in lane.marks:
            at, long = _bar(span, mark)
            across = max(0.008, unit * mark.value)
            start = GUTTER + column * lane.index
            boxes.append((start, run.y(at), across, max(2.0, long * run.long)))
    drawn.append(bars(boxes, top + run.height))
    drawn.append(_across(run))
    drawn.append(_down(run))
    return picture(
        join(drawn),
        name=f"{chart.chart_id}-n",
        title=chart.title,
        description=chart.description,
        height=top + run.height + 8,
        class_="narrow",
    )


def _down(run: _Run) -> Markup:
    """Draw days and hours beside the run of time."""
    drawn = []
    end = -100.0
    for tick in run.span.ticks(run.long * 1.2):
        y = run.y(tick.at)
        if tick.long and tick.at:
            drawn.append(element("line", x1=0, x2="100%", y1=y, y2=y, class_="grid"))
        if y - end < (0 if tick.long else 30):
            continue
        end = y
        words = tick.text.split(" ", 1) if tick.long else [tick.text]
        kind = "day small" if tick.long else "hour small"
        drawn.append(lines(words, 0, y + (13 if tick.long else 9), step=14, class_=kind))
    return join(drawn)


def _across(run: _Run) -> Markup:
    """Draw each hour in which something happened as an opening with its words."""
    drawn = []
    for band in run.bands:
        y = run.y(band.at) - band.height
        drawn.append(
            element(
                "rect",
                x=percent(GUTTER),
                y=y,
                width=percent(1 - GUTTER),
                height=band.height,
                class_="gap",
            )
        )
        drawn.append(
            element("line", x1=percent(GUTTER), x2="100%", y1=y + 2, y2=y + 2, class_="event")
        )
        drawn.append(lines(band.lines, percent(GUTTER), y + 17, step=15, class_="said small"))
    return join(drawn)
