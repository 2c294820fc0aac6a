"""Numbers in words, French and English."""

from __future__ import annotations

import re

SMALL = {
    word: value
    for value, words in {
        1: "un une one", 2: "deux two", 3: "trois three", 4: "quatre four", 5: "cinq five", 6: "six", 7: "sept seven", 8: "huit eight",
        9: "neuf nine", 10: "dix ten", 11: "onze eleven", 12: "douze twelve", 13: "treize thirteen", 14: "quatorze fourteen",
        15: "quinze fifteen", 16: "seize sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "vingt vingts twenty",
        30: "trente thirty", 40: "quarante forty", 50: "cinquante fifty", 60: "soixante sixty", 70: "septante seventy",
        80: "octante huitante eighty", 90: "nonante ninety",
    }.items()
    for word in words.split()
}  # fmt: skip
LARGE = {"cent": 100, "cents": 100, "hundred": 100, "mille": 1000, "thousand": 1000}
ABOUT = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50,
    "soixantaine": 60, "centaine": 100, "millier": 1000, "dozen": 12,
}  # fmt: skip
_WORD = "|".join(sorted((*SMALL, *LARGE), key=len, reverse=True))
WORDS = rf"(?:a\s+hundred|(?:{_WORD})(?:(?:[\s-]+|\s+et\s+|\s+and\s+)(?:{_WORD}))*)"


def parse(words: str) -> int | None:
    """The value of digits or of number words, French or English; None where they make no number."""
    digits = re.sub(r"[ \u00a0\u202f,.]", "", words)
    if digits.isdigit():
        return int(digits)
    total = part = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in ABOUT:
            return ABOUT[word]
        if word in LARGE:
            part = max(part, 1) * LARGE[word]
            if LARGE[word] == 1000:
                total, part = total + part, 0
        elif word == "vingts" or (word == "vingt" and part % 100 == 4):
            part += 76
        elif word in SMALL:
            part += SMALL[word]
        elif word not in ("et", "and", "a"):
            return None
    return total + part or None
