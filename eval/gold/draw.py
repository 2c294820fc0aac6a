"""The two draws behind this folder: `python eval/gold/draw.py` prints the ids.

Five articles of fr_quotes/dev to annotate again, and thirty of winer_fr/train: twenty with
quotation marks and at least one word of saying, ten without any mark and at least three such
words. The body (all after the title's line) has 1,000 to 4,500 characters.
"""

from __future__ import annotations

import random
import re

from load import FIRST, SOURCES, lines  # type: ignore[import-not-found]

OPENING = re.compile(r'[«“"]')
ANY_MARK = re.compile(r'[«»“”"„‹›]')
SAYING = re.compile(
    r"\b(selon|d['’]après|affirm|annonc|déclar|estim|indiqu|expliqu|précis|dénonc|demand|accus"
    r"|appell|ajout|assur|rappel|critiqu|regrett|soulign)",
    re.IGNORECASE,
)
LENGTH = range(1000, 4501)


def again() -> list[str]:
    """The five of the first set."""
    known = sorted(row["doc_id"] for row in lines(FIRST))
    return sorted(random.Random(3).sample(known, 5))


def further() -> list[str]:
    """The thirty of winer_fr/train that are not in the first set."""
    first = list(lines(FIRST))
    known = {row["doc_id"] for row in first} | {row["text"] for row in first}
    marked, plain = [], []
    for row in lines(SOURCES[0]):
        body = row["text"].partition("\n")[2]
        if {row["doc_id"], row["text"]} & known or len(body) not in LENGTH:
            continue
        said = len(SAYING.findall(body))
        if said >= 1 and len(OPENING.findall(body)) >= 2:
            marked.append(row["doc_id"])
        elif said >= 3 and not ANY_MARK.search(body):
            plain.append(row["doc_id"])
    draw = random.Random(30)
    return sorted(draw.sample(sorted(marked), 20)) + sorted(draw.sample(sorted(plain), 10))


if __name__ == "__main__":
    print("again  ", *again())
    print("further", *further())
