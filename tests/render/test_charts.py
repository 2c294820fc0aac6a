from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import combinations

import attrs
import lxml.etree
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrecoup.model.report import Chart, Mark, Rule, Table
from contrecoup.render.charts import draw
from contrecoup.render.charts.lanes import axis
from contrecoup.render.charts.scale import (
    WIDE,
    Span,
    day_words,
    plain,
    rounded,
    rows,
    width_of,
    wrap,
    zone_named,
)
from contrecoup.render.charts.svg import element, lines, number

START = datetime(2031, 10, 31, 20, 0, tzinfo=UTC)


def chart(kind: str, marks=(), hours: float = 48, **more) -> Chart:
    return Chart(
        chart_id="c", kind=kind, title="T", description="D", start=START,
        end=START + timedelta(hours=hours), marks=tuple(marks),
        table=Table(table_id="t", caption="t", columns=("a",), rows=()), **more,
    )  # fmt: skip


def drawn(one: Chart, lang: str = "en", zone: str = "Europe/Paris"):
    return lxml.etree.fromstring(f"<x>{draw(one, zone, lang)}</x>")


def bars(tree) -> list[tuple[float, ...]]:
    """The boxes of a chart's bars: x, y, width, height."""
    found = "".join(tree.xpath(".//path[@class='bar']/@d"))
    return [
        tuple(float(n) for n in box) for box in re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)h-\d+z", found)
    ]


def texts(tree) -> list[str]:
    return tree.xpath("//text/text()")


def mark(hour: float, value: float = 1, **more) -> Mark:
    return Mark(at=START + timedelta(hours=hour), value=value, label=more.pop("label", "m"), **more)


@pytest.mark.parametrize(
    ("top", "ticks"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (4, (0, 1, 2, 3, 4)),
        (7, (0, 2, 4, 6, 8)),
        (10, (0, 2, 4, 6, 8, 10)),
        (214, (0, 50, 100, 150, 200, 250)),
        (770, (0, 200, 400, 600, 800)),
    ],
)
def test_rounded(top, ticks):
    assert rounded(top) == ticks


@given(st.floats(0, 1e7))
def test_rounded_holds_the_top(top):
    ticks = rounded(top)
    assert ticks[-1] >= top
    assert 2 <= len(ticks) <= 7


@pytest.mark.parametrize(
    ("value", "lang", "said"),
    [(1234, "fr", "1\u202f234"), (1234, "en", "1,234"), (1.5, "fr", "1,5"), (1.5, "en", "1.5")],
)
def test_plain(value, lang, said):
    assert plain(value, lang) == said


@pytest.mark.parametrize(
    ("day", "lang", "brief", "said"),
    [
        ((2031, 11, 1), "fr", False, "sam. 1er nov."),
        ((2031, 11, 2), "fr", False, "dim. 2 nov."),
        ((2031, 11, 1), "fr", True, "sam. 1er"),
        ((2031, 11, 1), "en", False, "Sat 1 Nov"),
    ],
)
def test_day_words(day, lang, brief, said):
    assert day_words(datetime(*day, tzinfo=UTC), lang, brief=brief) == said


def test_hours_are_written_as_the_language_does():
    for lang, said in (("fr", "6\u202fh"), ("en", "06:00")):
        span = Span.of(START, START + timedelta(hours=12), "Europe/Paris", lang)
        assert said in [tick.text for tick in span.ticks(600)]


def test_unknown_zone_is_utc():
    assert zone_named("Nowhere/Else").key == "UTC"
    assert zone_named("../etc").key == "UTC"


def test_numbers_of_svg():
    assert [number(v) for v in (-0.001, 1.0, 2.345, 100)] == ["0", "1", "2.35", "100"]


def test_elements_are_escaped():
    assert str(element("text", "<a>", class_='"x"')) == '<text class="&#34;x&#34;">&lt;a&gt;</text>'
    assert str(lines(["a", "b"], 0, 1, step=2)).count("<text") == 2


@given(
    st.lists(
        st.tuples(
            st.floats(0, 1),
            st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=60),
        ),
        max_size=9,
    )
)
def test_labels_never_touch(labels):
    boxes = []
    for label in rows(labels, WIDE, 30):
        long = width_of(label.lines)
        left = label.at * WIDE - (long if label.side == "end" else 0)
        boxes.append((left, left + long, label.row))
    for one, other in combinations(boxes, 2):
        assert one[2] != other[2] or one[1] <= other[0] or other[1] <= one[0]


def test_wrap_marks_what_is_left_out():
    assert wrap("one two three four", 8, 2) == ("one two", "three …")


def test_days_are_local():
    span = Span.of(START, START + timedelta(hours=30), "Europe/Paris", "fr")
    assert [t.text for t in span.ticks(600) if t.long] == [
        "ven. 31 oct.",
        "sam. 1er nov.",
        "dim. 2 nov.",
    ]
    assert span.midnights()[0] == pytest.approx(3 / 30)


@pytest.mark.parametrize("hours", [0, 1, 5, 24, 96, 240, 2000, 20000])
@pytest.mark.parametrize("kind", ["lanes", "strip", "steps", "slope"])
def test_any_length_and_emptiness(kind, hours):
    for marks in ((), [mark(0, 0)], [mark(0, 3), mark(hours, 1), mark(hours + 9, 2)]):
        tree = drawn(chart(kind, marks, hours))
        for svg in tree.xpath("//svg"):
            assert float(svg.get("height")) > 0
        for name in ("x", "x1", "x2", "cx"):
            for value in tree.xpath(f"//@{name}"):
                assert 0 <= float(value.rstrip("%")) <= 100.5


def test_lanes_are_drawn_twice_with_names_of_their_own():
    one = chart("lanes", [mark(1, 4), mark(2, 9, lane=1)], lanes=("A", "B"),
                rules=(Rule(label="Event", at=START + timedelta(hours=1)), Rule(label="No", value=3)))  # fmt: skip
    tree = drawn(one)
    assert tree.xpath("/x/svg/@class") == ["wide", "narrow"]
    assert len(set(tree.xpath("//@id"))) == 4
    for svg in tree.xpath("/x/svg"):
        said = svg.xpath(".//text/text()")
        assert {"A", "B", "Event"} <= set(said)
        assert len(bars(svg)) == 2
    assert {"4", "9"} <= set(texts(tree))


def test_lanes_share_one_scale():
    tree = drawn(chart("lanes", [mark(1, 40), mark(2, 10, lane=1)], lanes=("A", "B")))
    high = [box[3] for box in bars(tree.xpath("/x/svg[@class='wide']")[0])]
    assert high[0] == pytest.approx(4 * high[1])


def test_events_open_the_run_of_time_on_phones():
    hour = START + timedelta(hours=5, minutes=30)
    one = chart(
        "lanes", [mark(4), mark(5), mark(9)], lanes=("A",), rules=(Rule(label="Event", at=hour),)
    )
    phone = drawn(one).xpath("//svg[@class='narrow']")[0]
    first, second, _ = (box[1] for box in bars(phone))
    said = float(phone.xpath(".//text[.='Event']/@y")[0])
    assert first < said < second
    assert second - first > 20


def test_strip_names_its_highest():
    assert "7" in texts(drawn(chart("strip", [mark(1, 2), mark(30, 7)])))
    assert "1\u202f200" in texts(drawn(chart("strip", [mark(1, 1200)]), "fr"))


def test_steps_never_fall_and_keep_conflicting_counts_apart():
    one = chart("steps", [mark(1, 90), mark(5, 120), mark(6, 110), mark(40, 214, label="214, the letter")],
                rules=(Rule(label="240 on the staff", value=240),))  # fmt: skip
    tree = drawn(one)
    assert len(tree.xpath("//circle[@class='hollow']")) == 1
    assert len(tree.xpath("//circle[@class='dot']")) == 3
    down = tree.xpath("//line[@class='step']")
    assert all(float(line.get("y2")) <= float(line.get("y1")) for line in down)
    assert {"240 on the staff", "214, the letter"} <= set(texts(tree))
    assert tree.xpath("//line[@class='level']")


def test_crowded_points_are_left_to_the_table():
    crowd = [mark(20 + n / 50, 100 + n, label=f"{100 + n}, outlet number {n}") for n in range(40)]
    tree = drawn(chart("steps", crowd))
    assert 0 < len(tree.xpath("//text[starts-with(@class, 'said wd')]")) < 40


def test_slope_rows_follow_time():
    given = [
        mark(0, end=START + timedelta(hours=4), label="One", lane=0),
        mark(4, label="Two", lane=1),
    ]
    tree = drawn(chart("slope", given, lanes=("Chief executive", "Two")))
    said = [t for t in texts(tree) if re.search("One|Two", t)]
    assert said == ["Chief executive · One"] * 2 + ["Two"] * 2
    assert tree.xpath("//rect/@class") == ["bar", "bar pale"]


def test_slope_words_stay_inside():
    late = attrs.evolve(
        mark(47, label="A rather long name that has no room"), end=START + timedelta(hours=48)
    )
    early = attrs.evolve(mark(10, label="W" * 200), end=START + timedelta(hours=11))
    tree = drawn(chart("slope", [late, early]))
    assert "end" in tree.xpath("//text/@text-anchor")


@pytest.mark.parametrize("hour", [17, 21, 22])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_axis_names_its_first_day(hour, lang):
    start = datetime(2031, 3, 14, hour, tzinfo=UTC)
    span = Span.of(start, start + timedelta(days=4), "Europe/Paris", lang)
    for width in (288.0, 600.0):
        drawn = str(axis(span, 10, width, ""))
        days = re.findall(r'class="day">([^<]*)', drawn)
        assert "14" in days[0]
        assert len(days) > 1
