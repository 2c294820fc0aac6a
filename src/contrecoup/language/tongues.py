"""What a language is called, and what is said of a text in neither French nor English."""

from __future__ import annotations

from typing import Final

READ: Final = ("fr", "en")
"""Languages whose rules and taggers there are."""

_NAMES: Final = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "es": "Spanish", "eu": "Basque", "fa": "Persian", "fi": "Finnish",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "la": "Latin", "lt": "Lithuanian",
    "nl": "Dutch", "no": "Norwegian", "oc": "Occitan", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def foreign(code: str) -> str:
    """What to tell the person of a text in this language (ISO 639-1); empty for ours.

    ``und`` is a text too short or too strange to tell.
    """
    if code in READ:
        return ""
    known = "only quotation marks, names and dates were looked for, by the rules of English"
    if code in ("", "und"):
        return f"the language could not be told; {known}"
    name = _NAMES.get(code, f"the language {code!r}")
    return f"it seems to be in {name}, and French and English are what is read; {known}"
