"""SVG elements as escaped text.

Charts are fluid: what is horizontal is a percentage, what is vertical and all
type is in pixels, so that nothing shrinks on a small screen.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

Value = str | float | int


def number(value: float) -> str:
    """Return a coordinate with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def percent(fraction: float) -> str:
    """Return a share of the width."""
    return number(100 * fraction) + "%"


def element(tag: str, *children: str, **attributes: Value) -> Markup:
    """Return one element; a trailing underscore is dropped, others become hyphens."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_said(value))}"'
        for name, value in attributes.items()
        if value != ""
    )
    if not children:
        return Markup(f"<{tag}{written}/>")  # noqa: S704 - attributes are escaped above
    inner = "".join(str(escape(child)) for child in children)
    return Markup(f"<{tag}{written}>{inner}</{tag}>")  # noqa: S704 - children are escaped above


def _said(value: Value) -> str:
    return number(value) if isinstance(value, (float, int)) else value


def lines(
    texts: Iterable[str],
    x: Value,
    y: float,
    *,
    step: float = 16,
    dx: float = 0,
    **attributes: Value,
) -> Markup:
    """Return lines of text, one under the other, from a first baseline."""
    return join(
        element("text", text, x=x, y=y + step * row, dx=dx or "", **attributes)
        for row, text in enumerate(texts)
    )


def join(pieces: Iterable[str]) -> Markup:
    """Return elements one after the other."""
    return Markup("").join(pieces)


def picture(
    inner: str, *, name: str, title: str, description: str, height: float, class_: str = ""
) -> Markup:
    """Return an image: an ``svg`` with its title and its shape in words."""
    return element(
        "svg",
        element("title", title, id=f"chart-{name}-t"),
        element("desc", description, id=f"chart-{name}-d"),
        inner,
        role="img",
        aria_labelledby=f"chart-{name}-t",
        aria_describedby=f"chart-{name}-d",
        class_=class_,
        width="100%",
        height=height,
    )


def bars(
    boxes: Iterable[tuple[float, float, float, float]], height: float, class_: str = "bar"
) -> Markup:
    """Return boxes (x, y, width, height) as one path; x and width are shares of the width."""
    drawn = "".join(
        f"M{1000 * x:.0f} {y:.0f}h{max(1, 1000 * wide):.0f}v{high:.0f}h-{max(1, 1000 * wide):.0f}z"
        for x, y, wide, high in boxes
    )
    if not drawn:
        return Markup("")
    return element(
        "svg",
        element("path", d=drawn, class_=class_),
        viewBox=f"0 0 1000 {number(height)}",
        preserveAspectRatio="none",
        width="100%",
        height=height,
    )
