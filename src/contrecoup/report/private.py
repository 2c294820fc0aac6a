"""Where words name people who are not public figures (rule 21)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from contrecoup.language.remembered import remembered
from contrecoup.model.people import Person

Span = tuple[int, int]
_WORDS = re.compile(r"\w+")
_TITLES = r"(?:m|mm|mme|mmes|mlle|mr|mrs|ms|dr|pr|prof|monsieur|madame|mademoiselle)\b\.?"


class _Plain(dict[int, str]):
    """Each letter without accent and case, as one letter, so that places stay."""

    def __missing__(self, code: int) -> str:
        bare = unicodedata.normalize("NFKD", chr(code))[0].lower()[:1]
        self[code] = found = {"’": "'", "\u00a0": " ", "\u202f": " "}.get(bare, bare)
        return found


_PLAIN = _Plain()


def plain(text: str) -> str:
    """Return words without accents and case, as long as they were."""
    return text.translate(_PLAIN)


class Private:
    """The people who may not be named, and the forms in which words name them."""

    def __init__(self, people: Iterable[Person], handles: Iterable[str]) -> None:
        everybody = list(people)
        hidden = [p for p in everybody if not p.public]
        shown = {w for p in everybody if p.public for w in plain(p.name).split()}
        names = [n for p in hidden for n in (p.name, *p.other_names) if n.strip()]
        self._names = [(_form(name), _parts(name, shown)) for name in names]
        heads = [_WORDS.match(plain(name)) for name in names]
        self._heads = None if None in heads else frozenset(h.group() for h in heads if h)
        self._either = re.compile("|".join(form for form, _ in self._names) or r"(?!)")
        self._told = remembered(self._forms)
        self.spans = remembered(self._spans)
        surnames = sorted({parts[-1] for _, parts in self._names if parts})
        anywhere = [r"@" + re.escape(plain(h)) + r"(?!\w)" for h in sorted(handles)]
        if surnames:
            last = "|".join(map(re.escape, surnames))
            anywhere.append(rf"\b(?:{_TITLES}|[a-z]\.)\s*(?:[a-z]\.\s*)?(?:{last})\b")
        joined = {re.sub(r"[\W_]", "", plain(n)) for p in hidden for n in (p.name, *p.other_names)}
        anywhere += [rf"#{re.escape(name)}(?!\w)" for name in sorted(joined - {""})]
        self._anywhere = re.compile("|".join(anywhere or [r"(?!)"]))

    def _spans(self, text: str, whole: str) -> tuple[Span, ...]:
        """Return where words of a whole text name somebody, in order, apart.

        A first or last name alone does where the whole has the full name too.
        """
        full, parts = self._told(whole)
        bare = plain(text)
        found = [m.span() for m in self._anywhere.finditer(bare)]
        if full is not None:
            found += [m.span() for m in full.finditer(bare)]
        if parts:
            found += [
                m.span()
                for m in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
                if m.group()[:1].isupper() and plain(m.group()) in parts
            ]
        return tuple(_apart(sorted(found)))

    def _may_name(self, text: str) -> bool:
        """Whether a text has a word that a name begins with, if names begin with words."""
        return self._heads is None or not self._heads.isdisjoint(_WORDS.findall(text))

    def _forms(self, whole: str) -> tuple[re.Pattern[str] | None, frozenset[str]]:
        """The full names that a text holds as a pattern, and the parts of these."""
        text = plain(whole)
        if not self._may_name(text) or not self._either.search(text):
            return None, frozenset()
        held = [(form, parts) for form, parts in self._names if re.search(form, text)]
        found = re.compile("|".join(form for form, _ in held))
        return found, frozenset(part for _, parts in held for part in parts)


@lru_cache(maxsize=2)
def private(people: tuple[Person, ...], handles: frozenset[str]) -> Private:
    """Return who may not be named among some people, with their accounts' handles."""
    return Private(people, handles)


def _form(name: str) -> str:
    """A pattern of a full name in plain words, however it is spaced."""
    words = re.findall(r"[^\s-]+", plain(name))
    return r"(?<!\w)" + r"[\s-]+".join(map(re.escape, words)) + r"(?:-\w+)*(?!\w)"


def _parts(name: str, shown: set[str]) -> tuple[str, ...]:
    """The first and the last name, where no public figure has them too."""
    words = plain(name).split()
    ends = (words[0], words[-1]) if len(words) > 1 else ()
    return tuple(w for w in ends if w not in shown and len(w) > 1)


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for start, end in spans:
        if last is None:
            last = (start, end)
        elif start <= last[1]:
            last = (last[0], max(last[1], end))
        else:
            yield last
            last = (start, end)
    if last is not None:
        yield last


LEAST = 3
"""Words that the first piece of a quotation needs, where a name is taken out of it."""


def without(text: str, names: Iterable[Span]) -> list[Span]:
    """Return the pieces of a text around names; none where the first that is left says too little."""
    spans = list(names)
    if not spans:
        return [(0, len(text))]
    starts, ends = [0, *(e for _, e in spans)], [*(s for s, _ in spans), len(text)]
    pieces = [_trimmed(text, span) for span in zip(starts, ends, strict=True)]
    kept = [(a, b) for a, b in pieces if re.search(r"\w", text[a:b])]
    if kept and len(re.findall(r"\w+", text[slice(*kept[0])])) < LEAST:
        kept = kept[1:]
    enough = kept and len(re.findall(r"\w+", text[slice(*kept[0])])) >= LEAST
    return kept if enough else []


def _trimmed(text: str, span: Span) -> Span:
    """A piece without the blanks and commas at its ends."""
    start, end = span
    while start < end and text[start] in " ,;:\u00a0\u202f":
        start += 1
    while end > start and text[end - 1] in " ,;:\u00a0\u202f":
        end -= 1
    return start, end
