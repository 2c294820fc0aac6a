"""What is asked of the engine, checked before anything is computed."""

from __future__ import annotations

import math
from typing import Any, Final, Literal, NoReturn, cast, get_args

from attrs import asdict, frozen

from contrecoup.errors import SettingsError
from contrecoup.model.sizes import size

By = Literal["text", "near", "link", "hashtag", "repost", "reply", "emoji", "object"]
TiesAs = Literal["exact", "cnt", "coortweet"]
ALL_BY: Final[tuple[str, ...]] = get_args(By)
DEFAULT_BY: Final[tuple[By, ...]] = ("text", "near", "link", "hashtag", "repost", "reply", "emoji")
_LEAST: Final = {"min_ties": 1, "min_people": 1, "min_words": 1, "chance": 0, "hot_pairs": 0}


@frozen
class Settings:
    """Settings of one run.

    Attributes:
        by: what two posts must share to make a tie.
        window: seconds between two posts of a tie, both ends included.
        min_ties: least weight of a tie.
        min_people: least number of accounts of an echo or a wave.
        threshold: least word-set Jaccard of a near echo.
        ties_as: whose definition of a tie.
        min_words: distinct words from which two wordings can be near.
        memory: bytes that the run may take; ties beyond their part of it are spilled to disk.
        fdr: false-discovery rate up to which a tie survives chance, for groups.
        hot_pairs: an object with more pairs of posts within the window is one record, and its
            pairs are not listed for themselves; None: only where there are too many to list.
        chance: seeded permutations per null; 0 leaves the two nulls out.
        seed: of those permutations.
    """

    by: tuple[By, ...] = DEFAULT_BY
    window: float = 60.0
    min_ties: int = 2
    min_people: int = 2
    threshold: float = 0.8
    ties_as: TiesAs = "exact"
    min_words: int = 4
    memory: int = 4 << 30
    chance: int = 20
    seed: int = 20231117
    hot_pairs: int | None = None
    fdr: float = 0.05

    def __attrs_post_init__(self) -> None:
        """Refuse what has no meaning."""
        unknown = [by for by in self.by if by not in ALL_BY]
        if unknown:
            refuse(f"no kind of tie is called {unknown[0]!r}", "use " + ", ".join(ALL_BY))
        if len(set(self.by)) != len(self.by):
            refuse("a kind of tie is asked for twice", "name each once")
        if not (math.isfinite(self.window) and 0 <= self.window <= 3.2e9):
            refuse(f"window {self.window} is no number of seconds", "give 0 or more")
        if not 0 < self.threshold <= 1:
            refuse(f"threshold {self.threshold} is not in (0, 1]", "give 0.8, for instance")
        if not 0 <= self.fdr <= 1:
            refuse(f"fdr {self.fdr} is not in [0, 1]", "give 0.05, for instance")
        for name, least in _LEAST.items():
            if getattr(self, name) is not None and getattr(self, name) < least:
                refuse(f"{name} is {getattr(self, name)}", f"give {least} or more")
        if self.ties_as not in get_args(TiesAs):
            refuse(
                f"no definition of ties is called {self.ties_as!r}", "use exact, cnt or coortweet"
            )

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for the summary."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}


def asked(*, by: tuple[str, ...], ties_as: str, memory: int | str, **more: Any) -> Settings:
    """Settings as callers write them: names and sizes in plain words."""
    kinds, whose = cast("tuple[By, ...]", by), cast("TiesAs", ties_as)
    return Settings(by=kinds, ties_as=whose, memory=_memory(memory), **more)


def refuse(message: str, step: str, *, place: str = "echoes") -> NoReturn:
    """Say what is wrong, where, and what to do about it."""
    raise SettingsError(message, place=place, next_step=step)


def _memory(memory: int | str) -> int:
    """Bytes of ``4GiB``, ``512M`` or a plain number; at least one MiB."""
    found = memory if isinstance(memory, int) else size(memory, "echoes")
    if found < 1 << 20:
        refuse("less than 1 MiB of memory is too little", "write 4GiB, for instance")
    return found
