"""What the app tells people in their language: messages of the code, places, values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from contrecoup import messages
from contrecoup.messages import values as names

WAS_ROSTER = "this is a roster of people"
KEPT_ROSTER = "the case has a roster already: choose it by hand"
HINTS: Mapping[str, str] = {
    "give it with --who": "h_who",
    "give it with --why": "h_why",
    "see contrecoup review CASE": "h_findings",
    "see contrecoup review CASE --log": "h_findings",
    "see contrecoup review CASE, and people": "h_findings",
    "see contrecoup show": "h_evidence",
    "see contrecoup people, or add a roster line": "h_people",
    "map the columns, for example --columns text=Message,created_at=Date,handle=Author": "h_columns",
    "no platform: handles cannot be matched to the roster; add platform==x to --columns": "h_platform",
    "say what it is with --as FORMAT, or map its columns": "h_format",
    "add what you gathered: contrecoup add CASE FILE...": "go_inbox",
    "run contrecoup init on a new folder": "h_cases",
    "ask about them: contrecoup refresh; or say why not: --without-recheck REASON": "h_recheck",
    "see the list of inputs": "go_inbox",
    KEPT_ROSTER: "h_roster",
    WAS_ROSTER: "is_roster",
}
"""Next steps of the command line, and the words that say the same of the app."""
OFTEN = re.compile(r"(.+) \((\d+ items)\)", re.DOTALL)
"""A reason that holds for so many items."""


def told(text: str, words: Mapping[str, str], lang: str) -> str:
    """Return a message of the code in a language, its next step as one takes it in the app."""
    if text in HINTS:
        return words[HINTS[text]]
    often = OFTEN.fullmatch(text)
    if often is not None:
        return f"{told(often[1], words, lang)} ({messages.words(often[2], lang)})"
    for hint, key in HINTS.items():
        if text.endswith(f"; {hint}"):
            before = told(text.removesuffix(f"; {hint}"), words, lang)
            return f"{before}{words['semicolon']} {words[key]}"
    return messages.words(text, lang)


def placed(place: str, lang: str) -> str:
    """Return a place (a file, a line) in a language."""
    return ", ".join(messages.words(part, lang) for part in place.split(", "))


def values(words: Mapping[str, str]) -> Callable[[str], str]:
    """Return what puts the value of a finding into words, in the language of some words."""
    return lambda code: words.get(f"v_{code}", code)


def called_in(lang: str, code: str, family: str = "v") -> str:
    """Return what a value of a family is called in a language."""
    return names.called(code, lang, family)
