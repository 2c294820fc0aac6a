"""Learn the tables of `fr-wording.json`: English words that are no French, genders, numbers, verbs."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from quality_corpora import (  # type: ignore[import-not-found]
    ENGLISH_TREES,
    FRENCH_TREES,
    WORD,
    Node,
    french_texts,
    rows,
    trees,
)

HERE = Path(__file__).parent
_CLASSES = {
    ("Masc", "Sing"): "ms",
    ("Fem", "Sing"): "fs",
    ("Masc", "Plur"): "mp",
    ("Fem", "Plur"): "fp",
}
_BEFORE = {
    "un": "ms", "ce": "ms", "cet": "ms", "du": "ms", "au": "ms", "le": "ms",
    "une": "fs", "cette": "fs", "la": "fs",
}  # fmt: skip
_PURE = 0.94
_FRENCH_LOOK = (
    "ement", "ations", "ation", "itions", "ition", "utions", "ution", "issions", "ission",
    "isme", "ismes", "able", "ables", "ible", "ibles", "age", "ages", "ance", "ances", "ence",
    "ences", "iste", "istes", "ette", "ettes", "ions", "ment", "ments",
)  # fmt: skip
Counts = Mapping[str, Counter[str]]


def main(press: Path, out: Path) -> None:
    """Write the tables."""
    trees_fr = [
        s for name in FRENCH_TREES for s in trees(press / "treebanks" / f"{name}.conllu.gz")
    ]
    french, after = _french(press)
    names = _names(trees_fr)
    nouns = _unambiguous(_listed(_noun_counts(trees_fr, after)), fewest=2)
    verbs, infinitives = _verbs(trees_fr)
    strong, weak, shared = _english(press, french)
    tables = {
        "english": " ".join(strong),
        "loanable": " ".join(weak),
        "shared": " ".join(shared),
        **{f"noun-{k}": " ".join(v) for k, v in nouns.items()},
        **{f"adjective-{k}": " ".join(v) for k, v in _adjectives(trees_fr).items()},
        **{f"verb-{k}": " ".join(v) for k, v in verbs.items()},
        "infinitives": " ".join(infinitives),
        "french": " ".join(sorted(w for w, n in french.items() if n >= 3 and w not in names)),
    }
    text = json.dumps(tables, ensure_ascii=False, indent=0, sort_keys=True)
    out.write_text(text + "\n", encoding="utf-8", newline="\n")
    print({k: len(v.split()) for k, v in tables.items()})


def _french(press: Path) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Words of French texts in lower case, and pairs of an article and the word behind it."""
    words: Counter[str] = Counter()
    after: Counter[tuple[str, str]] = Counter()
    for text in french_texts(press):
        before = ""
        for found in WORD.finditer(text):
            word = found.group()
            if (
                "-"
                in text[max(0, found.start() - 1) : found.start()]
                + text[found.end() : found.end() + 1]
            ):
                continue
            if word.islower() and before in _BEFORE and text[found.start() - 1] == " ":
                after[before, word] += 1
            words[word.lower()] += 1
            before = word.lower()
    return words, after


def _names(sentences: Iterable[list[Node]]) -> set[str]:
    """Words that are always names."""
    seen: dict[str, set[bool]] = defaultdict(set)
    for node in (n for s in sentences for n in s):
        seen[node.form.lower()].add(node.pos == "PROPN")
    return {w for w, kinds in seen.items() if kinds == {True}}


def _noun_counts(
    sentences: Iterable[list[Node]], after: Mapping[tuple[str, str], int]
) -> dict[str, Counter[str]]:
    """Genders and numbers of nouns, of words behind an article where no tree has them otherwise."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    others: set[str] = set()
    for node in (n for s in sentences for n in s):
        kind = _CLASSES.get((node.feats.get("Gender", ""), node.feats.get("Number", "")))
        if node.pos == "NOUN" and kind and node.form.islower():
            counts[node.form][kind] += 1
        elif node.pos != "NOUN":
            others.add(node.form.lower())
    known = set(counts)
    for (before, word), n in after.items():
        if word in known or (n >= 3 and len(word) > 3 and word not in others):
            counts[word][_BEFORE[before]] += n
    return counts


def _listed(counts: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    """Counts with those nouns that are listed by hand, and their plurals, where none speaks against."""
    kind = ""
    for word in (HERE / "quality_genders.txt").read_text("utf-8").split():
        if word.endswith(":"):
            kind = word[:-1]
            continue
        counts[word][kind] += 2
        if word[-1] not in "sxzu" and not word.endswith("al"):
            counts[word + "s"][kind[0] + "p"] += 2
    return counts


def _unambiguous(counts: Counts, fewest: int) -> dict[str, list[str]]:
    """Words by their only class, where they were seen often enough to say so."""
    out: dict[str, list[str]] = {k: [] for k in sorted(_CLASSES.values())}
    for word, kinds in counts.items():
        (kind, most), total = kinds.most_common(1)[0], sum(kinds.values())
        if total >= fewest and most >= _PURE * total:
            out[kind].append(word)
    return {k: sorted(v) for k, v in out.items()}


def _adjectives(sentences: Iterable[list[Node]]) -> dict[str, list[str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for node in (n for s in sentences for n in s):
        if node.pos != "ADJ" and not (node.pos == "VERB" and node.feats.get("Tense") == "Past"):
            continue
        kind = _CLASSES.get((node.feats.get("Gender", ""), node.feats.get("Number", "")))
        if kind and node.form.islower():
            counts[node.form][kind] += 1
    out = _unambiguous(counts, fewest=1)
    both = {w for w in counts if w.endswith("e") and w.removesuffix("e") not in counts}
    return {k: [w for w in v if w not in both] for k, v in out.items()}


def _verbs(sentences: Iterable[list[Node]]) -> tuple[dict[str, list[str]], list[str]]:
    """Finite forms of the third person by number, and infinitives."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    infinitives: set[str] = set()
    for node in (n for s in sentences for n in s):
        word = node.form.lower()
        kind = node.pos
        if node.pos in {"VERB", "AUX"}:
            if node.feats.get("VerbForm") == "Inf":
                infinitives.add(word)
            if node.feats.get("VerbForm") == "Fin" and node.feats.get("Person") == "3":
                kind = {"Sing": "s", "Plur": "p"}.get(node.feats.get("Number", ""), "?")
        counts[word][kind] += 1
    return {
        number: sorted(w for w, kinds in counts.items() if set(kinds) == {number})
        for number in ("s", "p")
    }, sorted(infinitives)


def _english(press: Path, french: Mapping[str, int]) -> tuple[list[str], list[str], list[str]]:
    """English words: those that French lacks, nouns that it may borrow, and those of both."""
    kinds, verbs = _english_counts(press)
    also = set((HERE / "quality_also_french.txt").read_text("utf-8").split())
    strong: set[str] = set()
    weak: set[str] = set()
    shared = {
        w for w, tags in kinds.items() if sum(tags.values()) >= 8 and (w in also or w in french)
    }
    for word, tags in kinds.items():
        total = sum(tags.values())
        rare = total < 2 or french.get(word, 0) * 40 > total
        french_look = word.endswith(_FRENCH_LOOK) and total < 40
        if len(word) < 2 or word in also or rare or french_look or tags["PROPN"] * 2 > total:
            continue
        nouns = sum(tags[kind] for kind in ("NOUN", "PROPN", "INTJ", "SYM"))
        (weak if nouns * 2 >= total or word.endswith("ing") else strong).add(word)
    for verb in sorted(verbs & strong):
        new = {f for f in _inflected(verb) if f not in also and f not in french and f not in weak}
        strong |= {f for f in new if not f.endswith("ing")}
        weak |= {f for f in new if f.endswith("ing")}
    return sorted(strong), sorted(weak), sorted(w for w in shared if w not in strong | weak)


def _english_counts(press: Path) -> tuple[dict[str, Counter[str]], set[str]]:
    """Parts of speech of each word in lower case, and the base forms that are mostly verbs."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    verbs: Counter[str] = Counter()
    for name in ENGLISH_TREES:
        for node in (n for s in trees(press / f"{name}.conllu.gz") for n in s):
            if node.form.isascii() and node.form.isalpha() and "Typo" not in node.feats:
                kinds[node.form if node.form.islower() else ""][node.pos] += 1
                verbs[node.lemma.lower()] += node.pos == "VERB"
    for name in ("pud_dev", "tatoeba"):
        for row in rows(press / "parallel_fr_en" / f"{name}.jsonl.gz"):
            for word in WORD.findall(row["en"]):
                if word.islower() and word.isascii() and word in kinds:
                    kinds[word]["X"] += 1
    return kinds, {w for w, n in verbs.items() if n >= 2 and w.isalpha() and w.isascii()}


def _inflected(verb: str) -> tuple[str, ...]:
    """The regular forms of an English verb."""
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    hissing = verb.endswith(("s", "x", "z", "ch", "sh"))
    return verb + ("es" if hissing else "s"), verb + "ed", verb + "ing"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
