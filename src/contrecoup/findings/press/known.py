"""What is asked often of an article's people and organisations, worked out once."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from contrecoup.findings.press.cast import Cast, Entity
from contrecoup.language.text import fold

_MOST = 20  # organisations, the most named first, among which *the company* is one


class Known:
    """The people of a cast by role, by name and by place in the text; its firms by weight."""

    def __init__(self, found: Cast) -> None:
        self._found = found

    @cached_property
    def _heads(self) -> dict[str, set[str]]:
        out: dict[str, set[str]] = defaultdict(set)
        for entity in self._found.entities.values():
            for office in entity.roles if entity.person else ():
                for word in fold(office.text).split():
                    out[word].add(entity.id)
        return out

    def only_one(self, head: str) -> str | None:
        """The person who alone has a role with this word, if there is one."""
        fits = self._heads.get(head, set())
        return next(iter(fits)) if len(fits) == 1 else None

    @cached_property
    def names(self) -> dict[str, str]:
        """Ids of people by folded name."""
        return {fold(e.name): e.id for e in self._found.entities.values() if e.person}

    @cached_property
    def _mentions(self) -> Sequence[tuple[int, str]]:
        rows = ((at, e.id) for e in self._found.entities.values() if e.person for at in e.at)
        return sorted(rows)

    def any_before(self, at: int) -> bool:
        """Whether anybody is named before a token."""
        return bisect_left(self._mentions, (at, "")) > 0

    def last_before(self, at: int, floor: int, gender: str) -> Entity | None:
        """The person named last before a token who may be of that gender."""
        k = bisect_left(self._mentions, (at, "")) - 1
        while k >= 0 and self._mentions[k][0] >= floor:
            entity = self._found.entities[self._mentions[k][1]]
            if entity.gender in ("", gender):
                return entity
            k -= 1
        return None

    @cached_property
    def _firms(self) -> Sequence[Entity]:
        firms = [e for e in self._found.entities.values() if not e.person and e.name[:1].isupper()]
        return sorted(firms, key=lambda e: (-len(e.spans), min(e.at)))[:_MOST]

    def firm_before(self, at: int, outlets: frozenset[str]) -> Entity | None:
        """The organisation named most of those named before a token; no newspaper."""
        return next(
            (e for e in self._firms if min(e.at) < at and fold(e.name) not in outlets), None
        )
