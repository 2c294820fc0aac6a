"""Nouns as Arrow tables: a column an attribute, of the type that the noun states.

An empty table has its columns too.  Instants are timestamps in UTC (microseconds), days are
dates, nouns inside a noun structs, tuples lists; a word out of a fixed choice is text.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
import pyarrow as pa

_PLAIN: dict[Any, pa.DataType] = {
    str: pa.string(),
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    datetime: pa.timestamp("us", "UTC"),
    date: pa.date32(),
}


def table(items: Sequence[Any], kind: type) -> pa.Table:
    """Return nouns of one kind as a table, a row a noun, in their order."""
    return pa.Table.from_pylist([_native(item) for item in items], schema=schema(kind))


@cache
def schema(kind: type) -> pa.Schema:
    """Return the columns of a noun, named as in JSON (``from_`` is ``from``)."""
    return pa.schema(_fields(kind))


def _fields(kind: Any) -> list[pa.Field]:
    hints = get_type_hints(kind)
    return [pa.field(a.name.rstrip("_"), _arrow(hints[a.name])) for a in attrs.fields(kind)]


def _arrow(hint: Any) -> pa.DataType:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return pa.string()
    if origin in (Union, types.UnionType):
        (inner,) = (one for one in arguments if one is not type(None))
        return _arrow(inner)
    if origin is tuple:
        kinds = [one for one in arguments if one is not Ellipsis]
        if Ellipsis in arguments:
            return pa.list_(_arrow(kinds[0]))
        return pa.struct([(f"{n}", _arrow(one)) for n, one in enumerate(kinds)])
    if origin is not None and issubclass(origin, Mapping):
        return pa.map_(*(_arrow(one) for one in arguments))
    if attrs.has(hint):
        return pa.struct(_fields(hint))
    return _PLAIN[hint]


def _native(value: Any) -> Any:
    """Return a noun as dicts, lists and values that Arrow knows."""
    if isinstance(value, tuple | list):
        return [_native(item) for item in value]
    if isinstance(value, Mapping):
        return [(key, _native(item)) for key, item in value.items()]
    if attrs.has(type(value)):
        names = (a.name for a in attrs.fields(type(value)))
        return {name.rstrip("_"): _native(getattr(value, name)) for name in names}
    return value
