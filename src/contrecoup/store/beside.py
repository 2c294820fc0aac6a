"""What lies beside the vault, as a seal signs it: decisions, roster, settings, keys.

``decisions.jsonl`` only ever grows, so a seal signs how many decisions there were and
the SHA-256 of the last: what is cut or rewritten since is found out.  ``roster.csv``
and ``case.toml`` are edited by hand, so a seal signs the SHA-256 of each: an edit is no
fault, and is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from contrecoup.errors import ChainBroken
from contrecoup.store.folder import ROSTER, SETTINGS
from contrecoup.store.keys import KEYS, Keys
from contrecoup.store.log import Log
from contrecoup.store.verify import Verdict

DECISIONS = "decisions.jsonl"
SIGNED = "decisions as they were signed"
SAME_KEYS = "keys as they were signed"
EDITED = "edited since the last seal"
_CUT = "decisions were cut or rewritten: {signed} were signed, and are not the first of the {there}"


class Beside:
    """The files beside the vault of one case.

    Args:
        folder: the case's folder.
        keys: the case's; a seal signs what their secret makes of a word.
    """

    def __init__(self, folder: Path, keys: Keys) -> None:
        self._folder = folder
        self._keys = keys
        self._decisions = Log(folder, DECISIONS)

    def now(self, before: Mapping[str, str], *, erased: bool) -> dict[str, str]:
        """Return what a seal signs of each file.

        Where decisions that were signed are gone, what was signed of them stays, so
        that they are missed for good.

        Args:
            before: what the last seal signs of them.
            erased: whether something was erased on request since.
        """
        said = {name: digest for name in (SETTINGS, ROSTER) if (digest := self._digest(name))}
        said[KEYS] = self._secret()
        signed = before.get(DECISIONS, "")
        if signed and not erased and self._lost(signed):
            return said | {DECISIONS: signed}
        try:
            count = len(self._decisions.lines())
        except ChainBroken:
            return said
        return said | ({DECISIONS: f"{count} {self._decisions.head}"} if count else {})

    def verify(self, before: Mapping[str, str]) -> Iterator[Verdict]:
        """Yield a verdict where a file is not what the last seal signs of it."""
        signed = before.get(DECISIONS, "")
        if signed:
            wrong = self._lost(signed)
            yield Verdict(SIGNED, DECISIONS, ok=not wrong, message=wrong)
        if self._keys.held and before.get(KEYS) != self._secret():
            message = "their secret is another one: private people have other numbers now"
            yield Verdict(SAME_KEYS, KEYS, ok=False, message=message)
        for name in (SETTINGS, ROSTER):
            if before.get(name, "") != self._digest(name):
                message = "it is not as the last run left it"
                yield Verdict(EDITED, name, ok=True, message=message)

    def _lost(self, signed: str) -> str:
        """Return what became of decisions that were signed, or nothing where they are there."""
        count, _, head = signed.partition(" ")
        try:
            lines = self._decisions.lines()
        except ChainBroken as error:
            return error.message
        there = None
        if count == str(len(lines)):
            there = self._decisions.head
        elif count.isdecimal() and len(count) < len(str(len(lines))) + 1:
            number = int(count)
            there = str(lines[number]["prev"]) if number < len(lines) else None
        return "" if there == head else _CUT.format(there=len(lines), signed=count)

    def _secret(self) -> str:
        return self._keys.secret("seal").hex()

    def _digest(self, name: str) -> str:
        path = self._folder / name
        if path.is_symlink() or not path.is_file():
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
