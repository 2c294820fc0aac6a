"""The report as JSON: every sentence with its citations, every Count with its ids."""

from __future__ import annotations

import json as standard
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import get_args

import attrs
import msgspec

from contrecoup.model.counts import Count
from contrecoup.model.evidence import Citation
from contrecoup.model.report import Block, Cell, Report, Sentence
from contrecoup.render.safe import printable

BLOCKS = get_args(Block)
LEFT_OUT = frozenset({"labels", "dropped", "lists"})
"""Fields of the report that are no part of the account."""
OF_MANY = frozenset({"more", "whole"})
"""Fields of a Count that only one has which lists the first of very many ids."""


def json(report: Report, extra: Mapping[str, object]) -> bytes:
    """Return the report, and whatever is to travel with it, as indented UTF-8.

    Blocks carry their ``type``; sentences and cells their whole ``text``.
    Words that the publication policy withholds are blank in citations too.

    Args:
        report: what to write.
        extra: nouns or plain values by key, beside the report's own keys
            (``findings``); a key of the report's own is refused.

    Raises:
        ValueError: an extra key is one of the report's own.
    """
    masked = frozenset(item.document_id for item in report.evidence if item.masked)
    written = _Writer(masked).plain(report)
    assert isinstance(written, dict)
    for key in sorted(extra):
        if key in written:
            message = f"the report has its own {key!r}"
            raise ValueError(message)
        written[key] = _Writer(masked).plain(extra[key])
    text = standard.dumps(written, ensure_ascii=False, allow_nan=False)
    return msgspec.json.format(text.encode(), indent=1) + b"\n"


class _Writer:
    """Nouns to plain values."""

    def __init__(self, masked: frozenset[str]) -> None:
        self._masked = masked

    def plain(self, value: object) -> object:
        """Return a value as JSON knows it."""
        match value:
            case None | bool() | int() | float():
                return value
            case str():
                return printable(value)
            case datetime():
                return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
            case date():
                return value.isoformat()
            case Mapping():
                return {str(key): self.plain(value[key]) for key in sorted(value)}
            case set() | frozenset():
                return [self.plain(item) for item in sorted(value)]
            case tuple() | list():
                return [self.plain(item) for item in value]
        if attrs.has(type(value)):
            return self._noun(value)
        message = f"no JSON for {type(value).__name__}"
        raise TypeError(message)

    def _noun(self, noun: object) -> dict[str, object]:
        if isinstance(noun, Citation) and noun.document_id in self._masked:
            noun = attrs.evolve(noun, exact="", prefix="", suffix="")
        found: dict[str, object] = {}
        if isinstance(noun, BLOCKS):
            found["type"] = type(noun).__name__.lower()
        kind = type(noun)
        assert attrs.has(kind)
        for one in attrs.fields(kind):
            if isinstance(noun, Report) and one.name in LEFT_OUT:
                continue
            if isinstance(noun, Count) and one.name in OF_MANY and not noun.whole:
                continue
            found[one.name] = self.plain(getattr(noun, one.name))
        if isinstance(noun, (Sentence, Cell)):
            found["text"] = printable(noun.text)
        return found
