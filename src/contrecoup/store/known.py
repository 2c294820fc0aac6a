"""Which posts are held: a set that remembers hashes instead of texts."""

from __future__ import annotations

from attrs import field, frozen


@frozen
class Known:
    """Pairs of post id and text, asked with ``in``; used for counting only.

    A pair is remembered as a 64-bit hash: five million take some 400 MB less
    than their texts would, and a false answer is a matter of one in a million
    cases.
    """

    _held: set[int]
    _more: set[int] = field(factory=set)

    def __contains__(self, pair: tuple[str, str]) -> bool:
        """Whether a post of that id with that text is held."""
        key = hash(pair)
        return key in self._more or key in self._held

    def add(self, pair: tuple[str, str]) -> None:
        """Remember a pair."""
        self._more.add(hash(pair))
