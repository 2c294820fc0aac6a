"""How a wording that the press prints relates to the words that it renders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contrecoup.findings.people import plain
from contrecoup.findings.press.sameness import compare
from contrecoup.findings.press.wordings import Prepared, prepare
from contrecoup.model.findings import Difference, Rendering

GAP = " […] "
"""What joins the pieces of a wording between which the document has words of its own."""
_MARKED = re.compile(r"“([^“”]+)”|«([^«»]+)»|\"([^\"]+)\"")
_ENDS = re.compile(r"(?<=[.!?…;:\n])\s+")
_COVERED = {False: 0.2, True: 0.15}
"""Share of a part that the original must hold, in one language and through the bridge."""
_UNSEEN = 3
"""Words that say something in a part that may be said to be nowhere in the original."""
_TURNED = 0.6
"""Share of a part's matched words from which it denies what the original says, or the reverse."""


def difference(original: str, original_lang: str, rendering: Rendering) -> Difference:
    """Say how a rendering departs from the original that is held.

    A wording in other words is judged part by part: each must be found in the original,
    through the bridge between the languages where there are two, and must not deny what
    it says.
    """
    pieces = wordings(rendering)
    own = plain(original)
    if rendering.text.strip() and [plain(p) for p in pieces] == [own]:
        return "same"
    if all(f" {plain(piece)} " in f" {own} " for piece in pieces):
        return "cut"
    lang = original_lang.split("-", maxsplit=1)[0]
    translated = bool(lang) and lang != rendering.lang
    held = prepare(original, lang or rendering.lang)
    if any(_departs(part, held, translated=translated) for part in _parts(pieces, rendering.lang)):
        return "departs"
    return "translated" if translated else "reworded"


def wordings(rendering: Rendering) -> list[str]:
    """The pieces that are the speaker's words: those in marks where only some are."""
    if rendering.kind == "mixed":
        marked = [next(filter(None, m.groups())) for m in _MARKED.finditer(rendering.text)]
        if marked:
            return marked
    return rendering.text.split(GAP)


def _parts(pieces: Sequence[str], lang: str) -> Iterator[Prepared]:
    """The sentences and clauses of the pieces that say something."""
    for piece in pieces:
        for sentence in _ENDS.split(piece):
            ready = prepare(sentence, lang)
            if ready.words:
                yield ready


def _departs(part: Prepared, original: Prepared, *, translated: bool) -> bool:
    """Whether a part is not in the original, denies it, or has other numbers or days."""
    found = compare(part, original)
    total = sum(w.weight for w in part.words)
    covered = sum(part.words[p.one].weight * p.strength for p in found.pairs) / max(total, 1e-9)
    if covered < _COVERED[translated]:
        return len(part.words) >= _UNSEEN
    return found.other_facts or found.denied >= _TURNED
