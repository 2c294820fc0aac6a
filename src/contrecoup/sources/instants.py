"""A whole column of times as instants, whatever they are written as."""

from __future__ import annotations

from typing import Any

from contrecoup.sources.moments import any_time, no_zone, order_of, zone_info

_AHEAD = 3000
_EXACT = 1 << 33
"""Seconds up to which a float holds their microseconds."""


def instants(column: Any, zone: str, *, french: bool = False) -> tuple[Any, list[str]]:
    """Return a column of times, null for what is none, and what is to be told.

    Args:
        column: an Arrow column of times, numbers (Unix time) or texts.
        zone: the zone of what comes without one.
        french: the table's header is in French, so days come first.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = pa.timestamp("us", tz="UTC")
    if pa.types.is_timestamp(column.type):
        if column.type.tz is not None:
            return column.cast(kind, safe=False), []
        naive = column.cast(pa.timestamp("us"), safe=False)
        held = len(column) - column.null_count
        told = [f"{no_zone(zone)} ({held} items)"] if held else []
        options = {"ambiguous": "earliest", "nonexistent": "earliest"}
        return pc.assume_timezone(naive, str(zone_info(zone)), **options).cast(kind), told
    if pa.types.is_date(column.type):
        return instants(column.cast(pa.timestamp("us")), zone)
    if pa.types.is_integer(column.type) and _are_seconds(column):
        return pc.multiply(column.cast(pa.int64()), 1_000_000).cast(kind), []
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        seconds = column.cast(pa.float64(), safe=False)
        in_ms = pc.greater(pc.abs(seconds), 1e11)
        seconds = pc.if_else(in_ms, pc.divide(seconds, 1000.0), seconds)
        micros = pc.round(pc.multiply(seconds, 1e6)).cast(pa.int64(), safe=False)
        return micros.cast(kind), []
    column = column.cast(pa.string())
    for attempt in (pa.float64(), kind, pa.timestamp("us")):
        try:
            return instants(column.cast(attempt), zone)
        except pa.ArrowInvalid:
            continue
    return _parsed(column, zone, french=french)


def _are_seconds(column: Any) -> bool:
    """Whether whole numbers are seconds that need no rounding (and no milliseconds)."""
    import pyarrow.compute as pc

    ends = pc.min_max(column).as_py()
    return ends["min"] is None or (ends["min"] >= -_EXACT and ends["max"] <= _EXACT)


def _parsed(column: Any, zone: str, *, french: bool) -> tuple[Any, list[str]]:
    """Read texts one by one."""
    import pyarrow as pa

    written = column.to_pylist()
    order, said = order_of(written[:_AHEAD], french=french)
    found = []
    naive = 0
    for value in written:
        moment = any_time(value, zone, order)
        if moment is None:
            try:
                moment = any_time(float(value)) if value else None
            except (ValueError, TypeError):
                moment = None
        naive += moment is not None and moment[1]
        found.append(moment[0].at if moment else None)
    told = [said] if said else []
    told += [f"{no_zone(zone)} ({naive} items)"] if naive else []
    return pa.chunked_array([pa.array(found, type=pa.timestamp("us", tz="UTC"))]), told
