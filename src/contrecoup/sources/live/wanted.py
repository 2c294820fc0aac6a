"""What a watch keeps: words, hashtags, accounts and languages, looked at cheaply."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from attrs import field, frozen


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")


@frozen(kw_only=True)
class Wanted:
    """A choice of posts.

    A post is kept if one of its words, hashtags or its author was asked for,
    and, where languages were, it claims one of them or claims none.  ``accounts``
    are ids as the network knows them (DIDs, or ``name@server``), in lower case.
    """

    words: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    accounts: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    _words: re.Pattern[str] | None = field(init=False)
    _tags: frozenset[str] = field(init=False)
    _marked: re.Pattern[str] | None = field(init=False)

    @_words.default
    def _compile_words(self) -> re.Pattern[str] | None:
        parts = [re.escape(_plain(word.strip())) for word in self.words if word.strip()]
        return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None

    @_tags.default
    def _plain_tags(self) -> frozenset[str]:
        return frozenset(_plain(tag.strip().lstrip("#")) for tag in self.hashtags if tag.strip())

    @_marked.default
    def _compile_tags(self) -> re.Pattern[str] | None:
        parts = [re.escape(tag) for tag in sorted(self._tags)]
        return re.compile(rf"[#＃](?:{'|'.join(parts)})(?!\w)") if parts else None

    @property
    def everything(self) -> bool:
        """Whether nothing was asked for, so that all is kept."""
        return not (self._words or self._tags or self.accounts)

    def wants(
        self, account: str, text: str, tags: Iterable[str] = (), languages: Iterable[str] = ()
    ) -> bool:
        """Whether a post is kept."""
        if self.languages:
            said = {code.split("-", 1)[0].lower() for code in languages}
            if said and not said & self.languages:
                return False
        if self.everything or account.lower() in self.accounts:
            return True
        if any(_plain(tag) in self._tags for tag in tags):
            return True
        if not (self._words or self._marked):
            return False
        plain = _plain(text)
        return any(p is not None and p.search(plain) for p in (self._words, self._marked))

    def told(self) -> dict[str, list[str]]:
        """Return the choice as plain lists, for the log; accounts by their number alone."""
        return {
            "words": sorted(self.words),
            "hashtags": sorted(self._tags),
            "languages": sorted(self.languages),
        }


class Numbers(Protocol):
    """A set of 64-bit numbers."""

    def __contains__(self, number: int) -> bool: ...

    def add(self, number: int) -> None:
        """Add a number."""


class Held:
    """Posts and accounts that are held, whose deletions and edits are kept.

    Args:
        numbers: where hashes of their ids are remembered.
    """

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def __contains__(self, name: str) -> bool:
        return hash(name) in self._numbers

    def add(self, *names: str) -> None:
        """Remember ids."""
        for name in names:
            if name:
                self._numbers.add(hash(name))
