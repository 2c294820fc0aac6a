"""Published counts over time, as steps, beside the level they are measured by."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen
from markupsafe import Markup

from contrecoup.model.report import Chart, Mark
from contrecoup.render.charts.lanes import axis
from contrecoup.render.charts.scale import NARROW, WIDE, Span, plain, rounded, width_of
from contrecoup.render.charts.svg import element, join, percent, picture

HIGH = 260.0
TOP = 26.0
_Height = Callable[[float], float]


@frozen
class _Box:
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def steps(chart: Chart, zone: str, lang: str) -> Markup:
    """Draw the highest count published so far as a line, each count as a point."""
    span = Span.of(chart.start, chart.end, zone, lang)
    marks = sorted(chart.marks, key=lambda mark: (mark.at, mark.value))
    levels = [rule for rule in chart.rules if rule.value is not None]
    values = [mark.value for mark in marks] + [rule.value or 0.0 for rule in levels]
    ticks = rounded(max(values, default=0.0))
    base = TOP + HIGH

    def high(value: float) -> float:
        return base - HIGH * value / ticks[-1]

    drawn = [
        element("line", x1=0, x2="100%", y1=high(t), y2=high(t), class_="grid" if t else "base")
        for t in ticks
    ]
    taken: dict[str, list[_Box]] = {"wd": [], "nw": []}
    for rule in levels:
        y = high(rule.value or 0.0)
        drawn.append(element("line", x1=0, x2="100%", y1=y, y2=y, class_="level"))
        drawn.append(
            element("text", rule.label, x="100%", y=y - 7, text_anchor="end", class_="said")
        )
        for key, width in (("wd", WIDE), ("nw", NARROW)):
            taken[key].append(_Box(width - width_of((rule.label,)), width, y - 22, y + 2))
    for tick in ticks[1:]:
        y = high(tick)
        near = any(abs(y - high(rule.value or 0.0)) < 14 for rule in levels)
        if not near:
            text = plain(tick, lang)
            drawn.append(element("text", text, x=0, y=y - 4, class_="hour"))
            for boxes in taken.values():
                boxes.append(_Box(0, width_of((text,)) + 6, y - 18, y + 2))
    drawn.extend(_line(marks, span, high))
    for mark in marks:
        drawn.extend(_point(mark, span, high(mark.value), _below(mark, marks)))
    for key, width in (("wd", WIDE), ("nw", NARROW)):
        points = [_around(span.at(mark.at) * width, high(mark.value)) for mark in marks]
        drawn.extend(_labels(marks, span, high, width, key, taken[key] + points, lang))
        drawn.append(axis(span, base + 18, width, key))
    return picture(
        join(drawn),
        name=chart.chart_id,
        title=chart.title,
        description=chart.description,
        height=base + 28,
        class_="steps",
    )


def _below(mark: Mark, marks: Sequence[Mark]) -> bool:
    return any(other.at <= mark.at and other.value > mark.value for other in marks)


def _line(marks: Sequence[Mark], span: Span, high: _Height) -> list[Markup]:
    drawn: list[Markup] = []
    top: Mark | None = None
    for mark in marks:
        if top is not None and mark.value <= top.value:
            continue
        at = percent(span.at(mark.at))
        if top is not None:
            drawn.append(
                element(
                    "line",
                    x1=percent(span.at(top.at)),
                    x2=at,
                    y1=high(top.value),
                    y2=high(top.value),
                    class_="step",
                )
            )
            drawn.append(
                element(
                    "line", x1=at, x2=at, y1=high(top.value), y2=high(mark.value), class_="step"
                )
            )
        top = mark
    if top is not None:
        y = high(top.value)
        drawn.append(
            element("line", x1=percent(span.at(top.at)), x2="100%", y1=y, y2=y, class_="step")
        )
    return drawn


def _point(mark: Mark, span: Span, y: float, below: bool) -> list[Markup]:  # noqa: FBT001
    return [
        element(
            "circle", cx=percent(span.at(mark.at)), cy=y, r=5, class_="hollow" if below else "dot"
        )
    ]


def _around(x: float, y: float) -> _Box:
    return _Box(x - 6, x + 6, y - 6, y + 6)


def _labels(
    marks: Sequence[Mark],
    span: Span,
    high: _Height,
    width: float,
    key: str,
    taken: list[_Box],
    lang: str,
) -> list[Markup]:
    """Label each point with its words, or its number, or leave it to the table."""
    drawn = []
    for mark in sorted(marks, key=lambda m: (-m.value, m.at)):
        x, y = span.at(mark.at) * width, high(mark.value)
        number = plain(mark.value, lang)
        choices = [(mark.label or number, key), (number, key)]
        placed = next(
            (
                (text, dx, dy, side, box)
                for text, _ in choices
                for dx, dy, side in (
                    (-8, -8, "end"),
                    (9, 18, "start"),
                    (-8, 18, "end"),
                    (9, -8, "start"),
                )
                if (box := _box(x + dx, y + dy, text, side)).left >= 0
                and box.right <= width
                and box.top >= 0
                and not any(box.touches(other) for other in taken)
            ),
            None,
        )
        if placed is None:
            continue
        text, dx, dy, side, box = placed
        taken.append(box)
        drawn.append(
            element(
                "text",
                text,
                x=percent(span.at(mark.at)),
                y=y + dy,
                dx=dx,
                text_anchor=side,
                class_=f"said {key}",
            )
        )
    return drawn


def _box(x: float, y: float, text: str, side: str) -> _Box:
    long = width_of((text,))
    left = x - long if side == "end" else x
    return _Box(left, left + long, y - 13, y + 4)
