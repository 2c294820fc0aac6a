"""The notebook door: every noun, shelf and trail shows itself as a small table.

Nouns know nothing of HTML, so this door gives them their looks: it is opened by
``import contrecoup`` where IPython already runs, or by :func:`show_nouns`.
"""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from html import escape
from importlib import import_module
from itertools import islice
from typing import Any

import attrs

from contrecoup import model
from contrecoup.cli.terminal import printable
from contrecoup.corridor import views
from contrecoup.model.posts import Posts

ROWS = 20
"""A shelf shows its first rows, and says how many there are."""
LETTERS = 300
"""A cell shows this much of a text."""
DEEP = 2
ITEMS = 8
"""A list inside a cell shows this many items."""


def show_nouns() -> None:
    """Give every noun and view a ``_repr_html_``, so that notebooks show it as a table."""
    for kind in _nouns():
        setattr(kind, "_repr_html_", noun_html)  # noqa: B010 the class has no such attribute to type
    shown: Mapping[Any, Any] = {
        views.Shelf: lambda shelf: _sheet(shelf, len(shelf)),
        views.Found: lambda found: _pairs(found.counts()),
        views.Outcome: lambda outcome: _sheet(outcome.files, len(outcome.files)),
        views.Trail: lambda trail: f"<pre>{_words(str(trail), None)}</pre>",
        views.Account: lambda account: _sentences(account.sentences),
        views.Checked: lambda checked: _pairs(
            {
                kind: f"{held} hold, {failed} fail"
                for kind, (held, failed) in checked.counts().items()
            }
        ),
        Posts: lambda posts: _sheet(list(islice(posts, ROWS)), len(posts)),
    }
    for kind, html in shown.items():
        kind._repr_html_ = html


def _nouns() -> Iterator[type]:
    for found in pkgutil.iter_modules(model.__path__, f"{model.__name__}."):
        module = import_module(found.name)
        for kind in vars(module).values():
            if isinstance(kind, type) and attrs.has(kind) and kind.__module__ == module.__name__:
                yield kind


def noun_html(noun: Any) -> str:
    """Return a noun as an HTML table of its attributes; those that are empty are left out."""
    return _pairs(_attributes(noun), type(noun).__name__)


def _attributes(noun: Any) -> dict[str, Any]:
    values = {a.name: getattr(noun, a.name) for a in attrs.fields(type(noun))}
    return {name: value for name, value in values.items() if value not in (None, "", ())}


def _pairs(values: Mapping[str, Any], caption: str = "") -> str:
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left">{_words(name)}</th>'
        f'<td style="text-align:left">{_cell(value)}</td></tr>'
        for name, value in values.items()
    )
    head = f"<caption>{_words(caption)}</caption>" if caption else ""
    return f"<table>{head}{rows}</table>"


def _sheet(items: Sequence[Any], number: int) -> str:
    """Return nouns of one kind as rows, the columns being their attributes."""
    shown = [_attributes(item) for item in items[:ROWS]]
    columns = list(dict.fromkeys(name for row in shown for name in row))
    head = "".join(f'<th scope="col">{_words(column)}</th>' for column in columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_cell(row.get(c, ''))}</td>" for c in columns) + "</tr>"
        for row in shown
    )
    kind = type(items[0]).__name__ if number else "nothing"
    more = f", the first {len(shown)} shown" if number > len(shown) else ""
    return f"<table><caption>{number} × {_words(kind)}{more}</caption><tr>{head}</tr>{rows}</table>"


def _sentences(sentences: Sequence[Any]) -> str:
    items = "".join(
        f"<li><code>{_words(s.sentence_id)}</code> {_words(s.text, None)}</li>" for s in sentences
    )
    return f'<ul style="list-style:none;padding:0">{items}</ul>'


def _cell(value: Any, depth: int = 0) -> str:
    """Return a value as escaped text; nouns inside nouns inside a cell are only named."""
    if isinstance(value, Mapping):
        value = [f"{key}: {value[key]}" for key in sorted(value)]
    if isinstance(value, tuple | list):
        items = [_cell(item, depth + 1) for item in value[:ITEMS]]
        more = f" … {len(value)} in all" if len(value) > ITEMS else ""
        return ", ".join(items) + more
    if isinstance(value, datetime | date):
        return _words(value.isoformat())
    if not attrs.has(type(value)):
        return _words(str(value))
    if depth >= DEEP:
        return _words(type(value).__name__)
    inside = _attributes(value).items()
    return "; ".join(f"{name}: {_cell(v, depth + 1)}" for name, v in inside)


def _words(text: str, most: int | None = LETTERS) -> str:
    """Return a text as HTML: escaped, cut, without characters that move a cursor."""
    clean = printable(text, terminal=True)
    return escape(clean if most is None or len(clean) <= most else f"{clean[:most]}…")


def in_notebook() -> bool:
    """Whether IPython runs in this process."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None
