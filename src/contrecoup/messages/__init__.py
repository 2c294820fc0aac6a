"""What the product tells people, in their language: narration, help, errors.

The code speaks English; a door asks :func:`words` for what a finished message is called in
the person's language.  ``fr.po`` is the French catalogue, in the format that translators'
tools read.  A message with values in it stands there with holes, ``there is no case {0}``;
the message is matched, and its values are set into the French one.  So no room knows that
there are languages, and results (JSON, CSV, exit codes, error codes) never depend on one.

``scripts/messages`` lists what the code says and keeps the catalogue in step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

LANGS = ("en", "fr")
ASKED = ("CONTRECOUP_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Variables that say the language, the first that is set deciding, as in gettext."""
LONGEST = 4000
"""A longer message is left as it is: it holds somebody's words, not ours."""
DEEPEST = 3
BLANKS = ("column {0}", "sheet {0}", "rule {0}: {1}", "from {0} by {1}")
"""Short messages whose values may have blanks."""
FEW = 8
"""A message of no more letters than this, such as ``{0} of {1}``, takes no value with a blank:
it would be found in what other people wrote."""

_OFTEN = re.compile(r"(.+) \((\d+ items)\)", re.DOTALL)
"""A message that holds for so many items: the message is looked up without them."""
_HOLE = re.compile(r"\{(\d+)\}")


def language(environment: Mapping[str, str]) -> str:
    """Return the language of an environment: the first that it asks for and that there is."""
    for name in ASKED:
        asked = environment.get(name, "")
        if asked:
            codes = [part.partition("_")[0].partition(".")[0] for part in asked.split(":")]
            return next((code for code in codes if code in LANGS), "en")
    return "en"


def words(text: str, lang: str) -> str:
    """Return a message in a language; in English, and where the catalogue lacks it, unchanged."""
    if lang == "en" or not text or len(text) > LONGEST:
        return text
    return catalogue(lang).words(text)


class Catalogue:
    """The messages of one language, by their English.

    Args:
        entries: what each English message is called; both with the same holes.
    """

    def __init__(self, entries: Mapping[str, str]) -> None:
        self.entries = {english: own for english, own in entries.items() if own}
        holed = [(e, _HOLE.split(e)[::2], own) for e, own in self.entries.items() if "{0}" in e]
        holed.sort(key=lambda entry: (-sum(map(len, entry[1])), entry[0]))
        self._holed = holed

    def words(self, text: str, depth: int = 0) -> str:
        """Return a message in this language, its parts too where they are messages."""
        if text in self.entries:
            return self.entries[text]
        if often := _OFTEN.fullmatch(text):
            return f"{self.words(often[1], depth)} ({self.words(often[2], depth)})"
        for english, parts, own in self._holed:
            if all(part in text for part in parts):
                found = _pattern(english).fullmatch(text)
                if found:
                    values = [self._value(value, depth) for value in found.groups()]
                    return _HOLE.sub(lambda hole, v=values: v[int(hole[1])], own)  # type: ignore[misc]
        return self._joined(text, depth)

    def _value(self, value: str, depth: int) -> str:
        return self.words(value, depth + 1) if depth < DEEPEST and " " in value else value

    def _joined(self, text: str, depth: int) -> str:
        """Return what is wrong and the next step, which stand in one line with a semicolon."""
        for cut in [m.start() for m in re.finditer("; ", text)] if depth < DEEPEST else ():
            halves = text[:cut], text[cut + 2 :]
            told = [self.words(half, depth + 1) for half in halves]
            if all(own != half for own, half in zip(told, halves, strict=True)):
                return "\u202f; ".join(told)
        return text


@cache
def _pattern(english: str) -> re.Pattern[str]:
    """Return what finds the values of a message with holes."""
    parts = _HOLE.split(english)
    out = [re.escape(parts[0])]
    letters = sum(map(str.isalpha, "".join(parts[::2])))
    hole = "(.*?)" if letters > FEW or "(" in english or english in BLANKS else r"(\S+)"
    for part in parts[2::2]:
        out += [hole, re.escape(part)]
    return re.compile("".join(out), re.DOTALL)


@cache
def catalogue(lang: str) -> Catalogue:
    """Return the catalogue of a language that there is besides English."""
    text = (resources.files(__package__) / f"{lang}.po").read_text(encoding="utf-8")
    return Catalogue(dict(entries(text)))


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Yield the messages of a catalogue in gettext's PO format, its head left out."""
    said: dict[str, list[str]] = {}
    key = ""
    for line in [*text.splitlines(), ""]:
        if line.startswith(("msgid ", "msgstr ")):
            key, _, line = line.partition(" ")  # noqa: PLW2901 the rest is a line of its own
            said[key] = []
        if line.startswith('"'):
            said[key].append(_unescaped(line[1:-1]))
        elif "msgstr" in said:
            english, own = ("".join(said[k]) for k in ("msgid", "msgstr"))
            if english:
                yield english, own
            said = {}


def _unescaped(text: str) -> str:
    signs = {"n": "\n", "t": "\t"}
    return re.sub(r"\\(.)", lambda m: signs.get(m[1], m[1]), text)
