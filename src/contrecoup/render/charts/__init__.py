"""Charts as SVG: drawn from the noun, readable at any width, never in colour alone."""

from __future__ import annotations

from markupsafe import Markup

from contrecoup.model.report import Chart
from contrecoup.render.charts.lanes import tall, wide
from contrecoup.render.charts.slope import slope
from contrecoup.render.charts.steps import steps
from contrecoup.render.charts.strip import strip


def draw(chart: Chart, zone: str, lang: str) -> Markup:
    """Draw a chart; lanes are drawn twice, for wide screens and for phones."""
    if chart.kind == "lanes":
        return wide(chart, zone, lang) + tall(chart, zone, lang)
    if chart.kind == "strip":
        return strip(chart, zone, lang)
    if chart.kind == "steps":
        return steps(chart, zone, lang)
    return slope(chart, zone, lang)
