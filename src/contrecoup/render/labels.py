"""The words of the page itself, which a report brings along in its labels.

``LABELS`` lists every key that rendering needs, with English words as the
example.  Beside these a report may bring words for codes: ``rule:<rule>`` and
``of:<of_label>`` (a Count's rule and denominator), ``unit:<unit>`` and
``name:<id>`` (whoever or whatever an id stands for).  Where one of those is
absent the code itself is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from contrecoup.errors import MissingPhrase

LABELS: Mapping[str, str] = {
    "as_quoted": "How it was quoted",
    "as_table": "Read as a table",
    "captured": "Captured",
    "checked": "Last rechecked",
    "companion": "The evidence is in a separate file:",
    "contents": "Contents",
    "copied": "Copied",
    "copy": "Copy with citation",
    "corrections": "Corrections",
    "definition": "How this was counted",
    "denominator": "Out of",
    "difference": "departs from the original",
    "downloads": "Downloads",
    "evidence": "Evidence",
    "filter_any": "all",
    "filter_day": "Day",
    "filter_person": "Person",
    "filter_reset": "Show all",
    "filter_shown": "{shown} of {total} quotations shown",
    "filter_stance": "Stance",
    "filter_status": "Status",
    "filters": "Filter the quotations",
    "hash": "SHA-256 of the capture",
    "item": "evidence {n}",
    "masked": "Not printed: the policy of this case withholds the text, or only a chart counts it and its author is not named.",
    "more": "Show the whole text",
    "new": "New wording",
    "old": "Old wording",
    "open": "Open the original",
    "other_language": "Lire en français",
    "page": "The account",
    "place": "Place in the capture",
    "printed": "The source’s own time",
    "published": "Published",
    "published_by": "Published by",
    "quote_close": "”",
    "quote_open": "“",
    "reworded_by": "Reworded by {name}",
    "rows": "What was counted",
    "rows_all": "all {n}",
    "rows_begun": "{k} of {n}, the others in a table beside",
    "rows_behind": "The rows behind the numbers",
    "rows_where": "The whole list is in counted.parquet:",
    "skip": "Skip to the account",
    "sources_many": "{n} sources",
    "sources_one": "{n} source",
    "unprinted": "Not printed.",
    "when": "When",
    "who": "Who",
    "why": "Why",
}


class Words:
    """The labels of one report, asked by key."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = labels

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key, its places filled.

        Raises:
            MissingPhrase: the report brings no words for this key.
        """
        try:
            words = self._labels[key]
        except KeyError:
            message = f"the report has no words for the label {key!r}"
            raise MissingPhrase(
                message, next_step="add the label to the phrasebook of this language"
            ) from None
        for name, value in values.items():
            words = words.replace("{" + name + "}", str(value))
        return words

    def code(self, family: str, value: str) -> str:
        """Return the words for a code (``rule``, ``of``, ``unit``, ``name``), or the code."""
        return self._labels.get(f"{family}:{value}", value)
