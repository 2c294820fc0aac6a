"""A typed way to compile a function, once for every machine that runs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba

_P = ParamSpec("_P")
_R = TypeVar("_R")


def kernel(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Compile on the first call and keep the result on disk; the GIL is released."""
    return cast("Callable[_P, _R]", numba.njit(cache=True, nogil=True)(function))
