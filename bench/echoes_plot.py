"""A drawing of how time and memory grow with the number of posts: one SVG, no library."""

from __future__ import annotations

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 300, 60, 70, 34, 44
Point = tuple[int, float, float, float]  # posts, wall seconds, processor seconds, peak MB


def growth(points: list[Point]) -> str:
    """Draw seconds (left axis) and peak memory (right axis) over posts."""
    most = max(point[0] for point in points)
    seconds = _round(max(max(point[1], point[2]) for point in points))
    memory = _round(max(point[3] for point in points) / 1000)
    style = "font-family: sans-serif; font-size: 12px"
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} style="{style}" role="img">',
        "<title>Seconds and peak memory of contrecoup echoes by number of posts</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for step in range(5):
        y = _y(step / 4)
        lines.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="#ddd"/>')
        lines.append(_text(LEFT - 8, y + 4, f"{seconds * step / 4:g} s", "end"))
        lines.append(_text(WIDTH - RIGHT + 8, y + 4, f"{memory * step / 4:g} GB", "start"))
    for point in points:
        x = _x(point[0] / most)
        lines.append(_text(x, HEIGHT - BOTTOM + 18, f"{point[0] / 1e6:g} M posts", "middle"))
    series = (
        ("wall seconds", "#1f6f8b", "", [(p[0] / most, p[1] / seconds) for p in points]),
        ("processor seconds", "#1f6f8b", "5 4", [(p[0] / most, p[2] / seconds) for p in points]),
        ("peak memory", "#b5542c", "", [(p[0] / most, p[3] / 1000 / memory) for p in points]),
    )
    for number, (name, colour, dashes, places) in enumerate(series):
        path = " ".join(f"{_x(a)},{_y(b)}" for a, b in places)
        look = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"'
        lines.append(f'<polyline points="{path}" {look}/>')
        lines += [f'<circle cx="{_x(a)}" cy="{_y(b)}" r="3" fill="{colour}"/>' for a, b in places]
        at = LEFT + 10 + 170 * number
        lines.append(f'<line x1="{at}" x2="{at + 24}" y1="16" y2="16" {look}/>')
        lines.append(_text(at + 30, 20, name, "start"))
    return "\n".join([*lines, "</svg>", ""])


def _x(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _y(share: float) -> float:
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>'


def _round(value: float) -> float:
    """Round up to 1, 2, 4 or 8 times a power of ten."""
    scale = 1.0
    while True:
        for step in (1, 2, 4, 8):
            if value <= step * scale:
                return step * scale
        scale *= 10
