"""The published JSON Schemas, generated from the nouns: report.json, and lines of JSON."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal, Union, get_args, get_origin, get_type_hints

import attrs

from contrecoup.model.counts import Count
from contrecoup.model.findings import Findings
from contrecoup.model.report import Cell, Report, Sentence
from contrecoup.render.as_json import BLOCKS, LEFT_OUT, OF_MANY

Schema = dict[str, object]
_PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    object: {},
}


def schema() -> Schema:
    """Return the JSON Schema (2020-12) of what ``json`` writes.

    ``findings``, where a report brings them along, are described too; other
    keys may stand beside them.
    """
    known: dict[str, Schema] = {}
    root = _noun(Report, known, open_=True)
    properties = root["properties"]
    assert isinstance(properties, dict)
    properties["findings"] = _of(Findings, known)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Contrecoup report",
        **root,
        "$defs": dict(sorted(known.items())),
    }


def of_noun(noun: type, title: str) -> Schema:
    """Return the JSON Schema (2020-12) of one line of JSON that holds a noun."""
    known: dict[str, Schema] = {}
    root = _noun(noun, known)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **root,
        "$defs": dict(sorted(known.items())),
    }


def _noun(noun: type, known: dict[str, Schema], *, open_: bool = False) -> Schema:
    hints = get_type_hints(noun)
    properties: Schema = {}
    if noun in BLOCKS:
        properties["type"] = {"const": noun.__name__.lower()}
    for one in attrs.fields(noun):
        if not (noun is Report and one.name in LEFT_OUT):
            properties[one.name.rstrip("_")] = _of(hints[one.name], known)
    if noun in {Sentence, Cell}:
        properties["text"] = {"type": "string"}
    doc = (noun.__doc__ or "").strip().split("\n", maxsplit=1)[0]
    found: Schema = {
        "type": "object",
        "description": doc,
        "properties": properties,
        "required": [name for name in properties if noun is not Count or name not in OF_MANY],
    }
    if not open_:
        found["additionalProperties"] = False
    return found


def _of(hint: object, known: dict[str, Schema]) -> Schema:
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(args)}
    if origin in {Union, types.UnionType}:
        return {"anyOf": [_of(arg, known) for arg in args]}
    if origin is tuple and args[-1] is not Ellipsis:
        return {
            "type": "array",
            "prefixItems": [_of(arg, known) for arg in args],
            "minItems": len(args),
            "maxItems": len(args),
        }
    if origin in {tuple, list, set, frozenset, Sequence}:
        return {"type": "array", "items": _of(args[0], known)}
    if origin in {dict, Mapping}:
        return {"type": "object", "additionalProperties": _of(args[1], known)}
    if isinstance(hint, type) and attrs.has(hint):
        if hint.__name__ not in known:
            known[hint.__name__] = {}
            known[hint.__name__] = _noun(hint, known)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    message = f"no JSON Schema for {hint!r}"
    raise TypeError(message)
