"""A typed way to compile a function, once for every machine that runs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

_P = ParamSpec("_P")
_R = TypeVar("_R")
_N = TypeVar("_N", bound=np.generic)


def kernel(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Compile on the first call and keep the result on disk; the GIL is released."""
    return cast("Callable[_P, _R]", numba.njit(cache=True, nogil=True)(function))


@kernel  # pragma: no cover - compiled code is not traced
def longer(values: NDArray[_N]) -> NDArray[_N]:
    """The same with room for twice as many."""
    room = np.empty(2 * len(values), dtype=values.dtype)
    room[: len(values)] = values
    return room
