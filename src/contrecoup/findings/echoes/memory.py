"""Between stages: memory given back, and batches made while others are written."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

_T = TypeVar("_T")


@cache
def _trim() -> Any:
    """``malloc_trim`` of the C library, where it has one."""
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)


def release() -> None:
    """Return freed memory to the system."""
    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    if trim := _trim():
        trim(0)


def ahead_of(batches: Iterator[_T]) -> Iterator[_T]:
    """Make the next batch on another thread while one is used."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield batch
