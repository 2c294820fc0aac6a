"""Times of a frame, whatever they are written as, in microseconds since 1970.

Timestamps with a zone, ISO 8601 text (with or without a zone: without, UTC is
meant and the rows are counted), whole or fractional seconds since 1970.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from contrecoup.findings.echoes.settings import refuse

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
FIRST = -62_135_596_800  # the years 1 to 9999, as seconds
LAST = 253_402_300_799
INSTANT = pa.timestamp("us", tz="UTC")


def microseconds(column: Any) -> tuple[Ints, Flags, dict[str, int]]:
    """Instants, which of them are usable, and what was noted."""
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.cast(kind.value_type), kind.value_type
    if pa.types.is_timestamp(kind):
        zoneless = len(column) - column.null_count if kind.tz is None else 0
        values, usable = _whole(column.cast(pa.timestamp("us", kind.tz), safe=False))
        return values, usable & _in_range(values / 1e6), _noted(zoneless)
    if pa.types.is_date(kind):
        values, usable = _whole(column.cast(pa.timestamp("us")))
        return values, usable, _noted(len(column) - column.null_count)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return _seconds(column)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return _texts(column.cast(pa.large_string()))
    if pa.types.is_null(kind):
        return np.zeros(len(column), np.int64), np.zeros(len(column), np.bool_), {}
    return refuse(
        f"the type is {kind}",
        "give ISO 8601 text, timestamps, or seconds since 1970",
        place="column created_at",
    )


def _noted(zoneless: int) -> dict[str, int]:
    return {"times without a zone, read as UTC": zoneless} if zoneless else {}


def _in_range(seconds: NDArray[np.float64]) -> Flags:
    return np.asarray((seconds >= FIRST) & (seconds <= LAST + 1), dtype=np.bool_)


def _whole(column: Any) -> tuple[Ints, Flags]:
    usable = np.asarray(pc.is_valid(column).to_numpy(zero_copy_only=False), dtype=np.bool_)
    values = pc.fill_null(column.cast(pa.int64()), 0).to_numpy(zero_copy_only=False)
    return np.asarray(values, dtype=np.int64), usable


def _seconds(column: Any) -> tuple[Ints, Flags, dict[str, int]]:
    usable = np.asarray(pc.is_valid(column).to_numpy(zero_copy_only=False), dtype=np.bool_)
    if pa.types.is_integer(column.type):
        whole = column.cast(pa.int64(), safe=False)
        values = np.asarray(pc.fill_null(whole, 0).to_numpy(zero_copy_only=False), np.int64)
        usable &= (values >= FIRST) & (values <= LAST)
        return np.where(usable, values, 0) * 1_000_000, usable, {}
    floats = column.cast(pa.float64())
    numbers = np.asarray(pc.fill_null(floats, np.nan).to_numpy(zero_copy_only=False), np.float64)
    usable &= np.isfinite(numbers)
    usable[usable] &= _in_range(numbers[usable])
    return np.round(np.where(usable, numbers, 0.0) * 1e6).astype(np.int64), usable, {}


def _texts(column: Any) -> tuple[Ints, Flags, dict[str, int]]:
    try:
        values, usable = _whole(column.cast(INSTANT))
    except pa.ArrowInvalid:
        return _one_by_one(column)
    return values, usable, {}


def _one_by_one(column: Any) -> tuple[Ints, Flags, dict[str, int]]:
    values = np.zeros(len(column), dtype=np.int64)
    usable = np.zeros(len(column), dtype=np.bool_)
    zoneless = 0
    for place, text in enumerate(column.to_pylist()):
        instant = _instant((text or "").strip())
        if instant is None:
            continue
        values[place], had_zone = instant
        usable[place] = True
        zoneless += not had_zone
    return values, usable, _noted(zoneless)


def _instant(text: str) -> tuple[int, bool] | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            seconds = float(text)
        except ValueError:
            return None
        usable = np.isfinite(seconds) and FIRST <= seconds <= LAST
        return (round(seconds * 1e6), True) if usable else None
    had_zone = moment.tzinfo is not None
    if not had_zone:
        moment = moment.replace(tzinfo=UTC)
    try:
        since = moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    except OverflowError:
        return None
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds, had_zone
