"""Whether words name somebody who is no public figure (rule 21)."""

from __future__ import annotations

import re
from collections.abc import Iterable


class Private:
    """Finds private people's handles and names.

    Args:
        handles: their handles.
        names: their names, whole.
    """

    def __init__(self, handles: Iterable[str], names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._either = re.compile("|".join(map(re.escape, self._names or ["\0"])))
        either = "|".join(map(re.escape, sorted(handles) or ["\0"]))
        self._handles = re.compile(rf"@(?:{either})(?!\w)", re.IGNORECASE)
        self._told: dict[str, tuple[str, ...]] = {}

    def named(self, text: str, whole: str) -> bool:
        """Whether words of a whole text name one of them; by surname only beside a full name."""
        if self._handles.search(text):
            return True
        return any(re.search(rf"\b{re.escape(form)}\b", text) for form in self._forms(whole))

    def _forms(self, whole: str) -> tuple[str, ...]:
        if not self._either.search(whole):
            return ()
        if whole not in self._told:
            full = [name for name in self._names if name in whole]
            self._told[whole] = (*full, *(name.split()[-1] for name in full))
        return self._told[whole]
