"""Compiled code loaded ahead: most of a second, in which a file can be read on another thread."""

from __future__ import annotations

from importlib import import_module

import numpy as np


def preload() -> None:
    """Load what is compiled, and what it rests on."""
    for name in ("scan", "rows", "join", "gather", "expected"):
        import_module(f"contrecoup.findings.echoes.{name}")
    from contrecoup.findings.echoes.intern import by_digits

    one, empty = np.zeros(1, dtype=np.int32), np.empty(0, dtype=np.uint32)
    by_digits(
        one, one.astype(np.int64), 0, 1, empty
    )  # the first call of all finds out what the processor can do
