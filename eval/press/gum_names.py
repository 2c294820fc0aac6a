"""Names of people, organisations, places and things in GUM, cut out of its entity mentions.

GUM marks whole phrases (*the mayor of Norfolk, Ada Pike*) and does not say which hold a name.
A mention is one where its head, or a word laid flat beside it, is a proper noun; the name is the
stretch of capitals around that word: without determiner, title and what stands behind a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from train_trees import Word, documents  # type: ignore[import-not-found]

from contrecoup.findings.press.lexicon_en import english

_KINDS = {"person": "Person", "organization": "Organization", "place": "Location"}
_THINGS = frozenset({"object", "event", "abstract", "animal", "plant", "substance"})
_EVENT = re.compile(r"\((\d+)-(\w+)|(\d+)\)")
_JOINTS = frozenset({"of", "for", "and", "the", "&", "'s", "’s", "-", "–", "/", "."})
_NAME_JOINTS = frozenset(
    {
        "-",
        "–",
        "'",
        "’",
        ".",
        "de",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "al",
        "el",
        "da",
        "di",
        "la",
        "du",
        "le",
    }
)
_MARKS = frozenset({"-", ".", "'"})
_FLAT = frozenset({"flat", "nmod:desc", "appos"})
_MOST_JOINTS = 2
_NUMBERED = frozenset({"NNS", "NNPS"})  # *Muslims*, *Americans*: no name of one person


def rows(press: Path, part: str) -> Iterator[dict[str, Any]]:
    """Articles in the shape of ``winer_fr``: text and outermost names."""
    for number, document in enumerate(documents(press / "gum" / f"{part}.conllu.gz")):
        entities: list[tuple[int, int, str]] = []
        for first, minus, _, kind in sorted(_names(document.words)):
            start, end = document.words[first].start, document.words[-minus - 1].end
            if not entities or start >= entities[-1][1]:
                entities.append((start, end, kind))
        yield {"id": f"gum-{part}-{number}", "lang": "en", "text": document.text,
               "entities": entities}  # fmt: skip


def _names(words: Sequence[Word]) -> Iterator[tuple[int, int, int, str]]:
    """First word and end (below 0) of a name, length of its mention, kind: to be sorted.

    Of mentions with the same name the shortest tells its kind.
    """
    for first, behind, kind in _mentions(words):
        named = _KINDS.get(kind) or ("Product" if kind in _THINGS else "")
        if named and (span := _name(words, first, behind, person=kind == "person")):
            yield span[0], -span[1], behind - first, named


def _mentions(words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """Ranges of words that are mentions, and their kinds."""
    open_: dict[str, list[tuple[int, str]]] = {}
    for i, word in enumerate(words):
        notes = next((n[7:] for n in word.notes.split("|") if n.startswith("Entity=")), "")
        for number, kind, closed in _events(notes):
            if closed:
                if open_.get(closed):
                    first, known = open_[closed].pop()
                    yield first, i + 1, known
            else:
                open_.setdefault(number, []).append((i, kind))


def _events(notes: str) -> Iterator[tuple[str, str, str]]:
    """Opened ``(number, kind, "")`` and closed ``("", "", number)`` mentions in their order."""
    for part in re.findall(r"\([^()]*\)?|[^()]+\)", notes):
        if part.startswith("("):
            number, kind = part[1:].rstrip(")").split("-")[:2]
            yield number, kind, ""
            if part.endswith(")"):
                yield "", "", number
        else:
            yield "", "", part[:-1]


def _name(
    words: Sequence[Word], first: int, behind: int, *, person: bool
) -> tuple[int, int] | None:
    """The stretch of capitals that names a mention, or None."""
    head = _named_by(words, first, behind, person=person)
    if head is None or (person and words[head].tag in _NUMBERED):
        return None
    start, end = _stretch(words, head, (first, behind), _NAME_JOINTS if person else _JOINTS)
    if person:
        start = max([start, *(k + 1 for k in range(start, end) if _called(words[k].form))])
    while start < end and (words[start].part == "DET" or words[start].form in _MARKS):
        start += 1
    return (start, end) if start < end else None


def _named_by(words: Sequence[Word], first: int, behind: int, *, person: bool) -> int | None:
    """The proper noun that a mention has as its head, or that lies flat beside a person's role."""
    head = next((i for i in range(first, behind) if not first <= words[i].head < behind), first)
    if words[head].part == "PROPN" or words[head].tag in ("NNP", "NNPS"):
        return head
    flat = (
        i
        for i in range(head + 1, behind)
        if words[i].head == head and words[i].link in _FLAT and words[i].part == "PROPN"
    )
    return next((i for i in flat if person and words[i - 1].form != ","), None)


def _stretch(
    words: Sequence[Word], head: int, within: tuple[int, int], joints: frozenset[str]
) -> tuple[int, int]:
    """Capitals around a word, and what joins them."""
    start, end = head, head + 1
    while start > within[0] and (
        _big(words[start - 1])
        or (start - 1 > within[0] and _joint(words[start - 1], joints) and _big(words[start - 2]))
    ):
        start -= 1
    while end < within[1]:
        k = end
        while k < within[1] and words[k].form.lower() in joints and k - end < _MOST_JOINTS:
            k += 1
        apart = k < within[1] and words[k].link.startswith("conj") and words[k].head == head
        if k >= within[1] or not _big(words[k]) or apart:
            break
        end = k + 1
    return start, end


def _joint(word: Word, joints: frozenset[str]) -> bool:
    return word.form.lower() in joints and word.form != "."


def _called(form: str) -> bool:
    """Whether a word is a title or a role: *Senator*, *Mr.*."""
    low = form.lower().rstrip(".")
    return low in english().titles or low in english().roles


def _big(word: Word) -> bool:
    capital = word.form[:1].isupper() or word.form[:1].isdigit() or word.part == "PROPN"
    return capital and word.part not in ("DET", "PRON")
