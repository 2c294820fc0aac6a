"""How sure an attribution is: a few properties, each with a weight learnt on development data.

The confidence of a quotation is the share of attributions like it whose words *and* speaker
are right in the annotated articles.  ``models/confidence.json`` holds whole-number weights;
``eval/press/reliability.py`` fits them and says how far they can be trusted.
"""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from contrecoup.language.text import fold
from contrecoup.model.reading import Quotation, Span

_PRONOUNS = frozenset(
    "il elle ils elles lui eux on celui-ci celle-ci ce dernier cette derniere he she they it i we who him her them".split()
)
_SHORT, _LONG, _LONGEST = 20, 60, 250  # characters of a content
_SCALE = 100  # weights are hundredths
_SHOWN = "post-shown"


def confidence(text: str, lang: str, said: Quotation) -> float:
    """The share of attributions like this one that are right, from 0 to 1, in hundredths."""
    learned = _weights().get("fr" if lang == "fr" else "en", {})
    total = sum(learned.get(p, 0) for p in properties(text, said))
    return round(1 / (1 + math.exp(-total / _SCALE)), 2)


@cache
def _weights() -> Mapping[str, Mapping[str, int]]:
    path = files("contrecoup.findings.press") / "models" / "confidence.json"
    learned: dict[str, dict[str, int]] = json.loads(path.read_text("utf-8"))
    return learned


def properties(text: str, said: Quotation) -> Iterator[str]:
    """What is to be said of an attribution: by which rule, how it stands, who speaks."""
    yield "any"
    if said.rule == _SHOWN:
        yield _SHOWN  # signed by its author: none of the annotated sets has enough of them
        return
    form, _, opened = said.rule.partition("-")
    if opened and not said.rule.startswith("tagger"):
        yield f"form {form}"
        yield f"opens {opened}"
    else:
        yield f"rule {said.rule}"
    yield f"kind {said.kind}"
    yield f"source {_source(text, said)}"
    letters = sum(end - start for start, end in said.content)
    if letters < _SHORT:
        yield "short"
    elif letters > _LONG:
        yield "longest" if letters > _LONGEST else "long"
    if len(said.content) > 1:
        yield "pieces"
    if not said.cue:
        yield "no cue"


def _source(text: str, said: Quotation) -> str:
    if not said.source:
        return "none"
    words = fold(_words(text, said.source))
    if words in _PRONOUNS or words.split(" ", maxsplit=1)[0] in _PRONOUNS:
        return "pronoun" if said.speaker else "lost pronoun"
    return "named" if said.speaker else said.speaker_kind or "thing"


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(text[start:end] for start, end in spans)
