"""One row of hours."""

from __future__ import annotations

from markupsafe import Markup

from contrecoup.model.report import Chart
from contrecoup.render.charts.lanes import axis
from contrecoup.render.charts.scale import HOUR, NARROW, WIDE, Span, plain
from contrecoup.render.charts.svg import bars, element, join, percent, picture

HIGH = 56.0
WIDEST = 0.04
"""How wide a bar may be where few hours are shown."""


def strip(chart: Chart, zone: str, lang: str) -> Markup:
    """Draw a row of bars, one an hour, its highest one labelled."""
    span = Span.of(chart.start, chart.end, zone, lang)
    top = max((mark.value for mark in chart.marks), default=0.0) or 1.0
    base = HIGH + 20
    drawn = [
        element("line", x1=percent(at), x2=percent(at), y1=16, y2=base, class_="grid")
        for at in span.midnights()
    ]
    boxes = []
    for mark in chart.marks:
        at = span.at(mark.at)
        long = (span.at(mark.end or mark.at + HOUR) - at) * 0.84
        long = min(WIDEST, max(0.003, long))
        high = max(2.0, HIGH * mark.value / top)
        boxes.append((at, base - high, long, high))
    drawn.append(bars(boxes, base))
    if chart.marks:
        most = max(chart.marks, key=lambda mark: (mark.value, -mark.at.timestamp()))
        at = span.at(most.at)
        side = "end" if at > 0.5 else "start"
        drawn.append(
            element(
                "text",
                plain(most.value, lang),
                x=percent(at),
                dx=-5 if side == "end" else 0,
                y=base - HIGH - 6 if side == "start" else base - HIGH + 10,
                text_anchor=side,
                class_="value",
            )
        )
    drawn.append(element("line", x1=0, x2="100%", y1=base, y2=base, class_="base"))
    drawn.append(axis(span, base + 18, WIDE, "wd"))
    drawn.append(axis(span, base + 18, NARROW, "nw"))
    return picture(
        join(drawn),
        name=chart.chart_id,
        title=chart.title,
        description=chart.description,
        height=base + 26,
        class_="strip",
    )
