"""Who led, and when: a bar from the first day to the last, one person a row."""

from __future__ import annotations

from itertools import pairwise

from markupsafe import Markup

from contrecoup.model.report import Chart, Mark
from contrecoup.render.charts.lanes import axis
from contrecoup.render.charts.scale import NARROW, WIDE, Span, width_of, wrap
from contrecoup.render.charts.svg import element, join, lines, percent, picture

ROW = 44.0


def slope(chart: Chart, zone: str, lang: str) -> Markup:
    """Draw one row a mark, in order of lane and time, its words above its bar."""
    span = Span.of(chart.start, chart.end, zone, lang)
    marks = sorted(chart.marks, key=lambda mark: (mark.lane, mark.at))
    drawn: list[Markup] = []
    y = 4.0
    ends: list[tuple[Mark, float]] = []
    for mark in marks:
        at = span.at(mark.at)
        until = 1.0 if mark.end is None else max(span.at(mark.end), at + 0.004)
        text = _words(mark, chart.lanes)
        deep = 0
        for key, width in (("wd", WIDE), ("nw", NARROW)):
            wrapped = wrap(text, int(width / 7.6), 3)
            right = at * width + width_of(wrapped) <= width
            place, side = (at, "start") if right else _left(until, wrapped, width)
            drawn.append(
                lines(wrapped, percent(place), y + 16, text_anchor=side, class_=f"said {key}")
            )
            deep = max(deep, len(wrapped))
        bar = y + 16.0 * deep + 8
        drawn.append(
            element(
                "rect",
                x=percent(at),
                y=bar,
                width=percent(until - at),
                height=12,
                class_="bar pale" if mark.end is None else "bar",
            )
        )
        drawn.append(element("circle", cx=percent(at), cy=bar + 6, r=6, class_="dot"))
        ends.append((mark, bar + 6))
        y = bar + 20
    for (before, high), (after, low) in pairwise(ends):
        if before.end is not None and before.lane <= after.lane:
            x = percent(span.at(after.at))
            drawn.insert(0, element("line", x1=x, x2=x, y1=high, y2=low, class_="grid"))
    drawn.append(element("line", x1=0, x2="100%", y1=y + 4, y2=y + 4, class_="base"))
    drawn.append(axis(span, y + 22, WIDE, "wd"))
    drawn.append(axis(span, y + 22, NARROW, "nw"))
    return picture(
        join(drawn),
        name=chart.chart_id,
        title=chart.title,
        description=chart.description,
        height=y + 32,
        class_="slope",
    )


def _left(until: float, wrapped: tuple[str, ...], width: float) -> tuple[float, str]:
    """Where words go that have no room to the right: they end with the bar, or start the row."""
    if until * width >= width_of(wrapped):
        return until, "end"
    return 0.0, "start"


def _words(mark: Mark, lanes: tuple[str, ...]) -> str:
    lane = lanes[mark.lane] if mark.lane < len(lanes) else ""
    if lane and mark.label and lane not in mark.label:
        return f"{lane} · {mark.label}"
    return mark.label or lane
