#!/usr/bin/env python3
"""Times the press reading beside a plain baseline in the same run.

    python bench/press.py [--articles 1000] [--longest 5]

The articles are the sample case's own, joined and cut to about 600 words. The
baseline is regular expressions alone: quotation marks and capitalised words.
Then the time of one article of half a megabyte, of one, two and five, in both languages, and of
20 kB of one word of saying.  Seconds of the processor are shown beside those of the clock.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import time
from pathlib import Path

import contrecoup

PRESS = Path(__file__).resolve().parent.parent / "src/contrecoup/sample/ondelune-2031/press"
WORDS = 600
MARKS = re.compile(r"[«“\"][^»”\"]{2,2000}[»”\"]")
NAMES = re.compile(r"\b[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)*")


def articles(number: int) -> list[str]:
    """Return articles of about 600 words, each its own mixture of paragraphs."""
    by_lang: dict[str, list[str]] = {"fr": [], "en": []}
    for path in sorted([*PRESS.glob("*.txt"), *PRESS.glob("*.md")]):
        text = path.read_text(encoding="utf-8")
        lang = "fr" if "estran" in path.name or "phare" in path.name else "en"
        by_lang[lang] += [p for p in text.split("\n\n")[2:] if p.strip()]
    draw = random.Random(7)
    made = []
    for n in range(number):
        paragraphs = by_lang["fr" if n % 2 else "en"]
        chosen: list[str] = []
        while sum(len(p.split()) for p in chosen) < WORDS:
            chosen.append(draw.choice(paragraphs))
        made.append("\n\n".join(chosen))
    return made


def main() -> int:
    """Run both, and print seconds, ratio and memory."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--longest", type=float, default=5, help="millions of letters")
    asked = parser.parse_args()
    texts = articles(asked.articles)
    begun = time.perf_counter()
    contrecoup.read(texts[0])
    cold = time.perf_counter() - begun
    begun, worked = time.perf_counter(), time.process_time()
    found = sum(len(contrecoup.read(text).quotations) for text in texts)
    taken, worked = time.perf_counter() - begun, time.process_time() - worked
    begun = time.perf_counter()
    plain = sum(len(MARKS.findall(text)) + len(NAMES.findall(text)) for text in texts)
    floor = time.perf_counter() - begun
    words = sum(len(text.split()) for text in texts) / len(texts)
    print(f"{len(texts)} articles of {words:.0f} words, one core")
    print(f"first article, cold   {cold:8.2f} s")
    print(f"reading               {taken:8.1f} s   {found} quotations; processor {worked:.1f} s")
    print(f"regular expressions   {floor:8.2f} s   {plain} matches")
    print(f"ratio                 {taken / floor:8.0f}")
    print(f"peak memory {peak()} MiB")
    lengths(texts, asked.longest)
    return 0


def lengths(texts: list[str], longest: float) -> None:
    """Print what articles of growing length take."""
    print("one article           processor  for each million letters")
    for lang in ("fr", "en"):
        whole = "\n\n".join(texts[lang == "fr" :: 2])
        for size in (0.5, 1, 2, 5):
            if size <= longest:
                text = (whole * (int(size * 1e6) // len(whole) + 1))[: int(size * 1e6)]
                taken = busy(text, lang)
                print(f"  {size:3} million, {lang}     {taken:8.1f} s  {taken / size:8.1f} s")
    for word, lang in (("affirme", "fr"), ("a dit", "fr"), ("says", "en")):
        text = f"{word} " * (20_000 // (len(word) + 1))
        print(f"  20 kB of {word!r:9} {busy(text, lang):10.2f} s")
    print(f"peak memory {peak()} MiB")


def busy(text: str, lang: str) -> float:
    """Seconds of the processor that one reading takes."""
    begun = time.process_time()
    contrecoup.read(text, lang=lang)
    return time.process_time() - begun


def peak() -> int:
    """Peak memory of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
