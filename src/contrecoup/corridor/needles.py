"""What names a person or is theirs: looked for in texts, and blanked out of them.

Ids and handles count wherever they stand as a whole word.  A text of the person's
counts where at least twenty characters of it stand, word for word but for layout.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

REMOVED = "[removed on request]"
SHORTEST_TEXT = 20
"""Shorter texts are anybody's words."""
_WORD = re.compile(r"\w+")
_ESCAPES = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([nrtbf\"/\\]))")
_PLAIN = {"n": " ", "r": " ", "t": " ", "b": " ", "f": " ", '"': '"', "/": "/", "\\": "\\"}


class Needles:
    """Ids, handles and texts of one person.

    Args:
        ids: post ids, account ids, handles, addresses: found as whole words, in any case.
        texts: what the person wrote.
    """

    def __init__(self, ids: Iterable[str], texts: Iterable[str] = ()) -> None:
        self.ids = frozenset(word for i in ids if len(word := i.strip().casefold()) > 1)
        self.texts = frozenset(flat for text in texts if len(flat := _flat(text)) >= SHORTEST_TEXT)
        self._by_word: dict[str, list[str]] = {}
        for needle in (*sorted(self.ids), *sorted(self.texts)):
            words = _WORD.findall(needle)
            if words:
                self._by_word.setdefault(max(words, key=len), []).append(needle)

    def hits(self, text: str) -> bool:
        """Whether a text, as it stands or as JSON or HTML write it, holds one of them."""
        return any(self._found(flat) for flat in _readings(text))

    def _found(self, flat: str) -> bool:
        for word in self._by_word.keys() & set(_WORD.findall(flat)):
            for needle in self._by_word[word]:
                if needle in self.texts:
                    if needle in flat:
                        return True
                elif re.search(_whole(needle), flat):
                    return True
        return False

    def mask(self, text: str) -> str:
        """Return a text with each of them blanked out; white space around stays."""
        flat = _flat(text)
        for word in sorted(self._by_word.keys() & set(_WORD.findall(flat))):
            for needle in sorted(self._by_word[word], key=len, reverse=True):
                pattern = r"\s+".join(re.escape(part) for part in needle.split(" "))
                if needle not in self.texts:
                    pattern = _whole(needle)
                text = re.sub(pattern, lambda _: REMOVED, text, flags=re.IGNORECASE)
        return text


def _whole(needle: str) -> str:
    """Return a pattern of a word as a whole: a handle inside a longer one is another's."""
    end = r"(?!\w)(?!\.\w)"
    if needle[0] == "@":
        end += "(?!@)"
    elif not needle[0].isalnum():
        return re.escape(needle)
    return rf"(?<![\w.]){re.escape(needle)}{end}"


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else _PLAIN[found[2]]


def _readings(text: str) -> Iterable[str]:
    """Yield a text as it stands and, where it has escapes, as they mean."""
    yield _flat(text)
    plain = text
    if "\\" in text:
        pairs = _ESCAPES.sub(_unescaped, text).encode("utf-16-le", "surrogatepass")
        plain = pairs.decode("utf-16-le", "replace")
    if "&" in plain or "<" in plain:
        yield _flat(html.unescape(plain))
        yield _flat(html.unescape(re.sub(r"<[^>]*>", " ", plain)))
        yield _flat(html.unescape(re.sub(r"<[^>]*>", "", plain)))
    elif plain is not text:
        yield _flat(plain)
