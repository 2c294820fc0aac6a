"""From a word as it stands in a text to what a dictionary lists it under, French and English.

Suffix rules and a list of irregular forms (``forms.txt``), no model: a folded word has
several candidates, and whoever asks keeps those that a dictionary knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

from contrecoup.language.text import fold

_LEAST = 3
"""Letters that a rule leaves at least."""
_LONGEST = 40
"""Letters from which a run of letters is no word with an ending."""

_FR_VERBS = {
    "er": "e es ons ez ent ais ait aient ions iez a ai as ant ants ante antes ee ees era erai eras "
    "eront erons erez erait erais eraient at erent assent eons eait eais eaient eant ea",
    "ir": "is it issons issez issent issait issais issaient issant issante isse ira irai iras iront "
    "irons irez irait iraient i ie ies irent",
    "re": "s ons ez ent ait ais aient ant ra rai ront rons rait raient u ue us ues it irent",
    "yer": "ie ies ient iera ieront ierait",
    "ler": "lle lles llent llera lleront",
    "ter": "tte ttes ttent ttera tteront",
}
_FR_NOUNS = {
    "": "s x e es le les ne nes te tes",
    "al": "aux ale ales", "ail": "aux", "eau": "eaux", "f": "ve ves", "eux": "euse euses",
    "eur": "euse euses rice rices", "teur": "trice trices", "er": "ere eres", "c": "que ques",
}  # fmt: skip
_FR_DERIVED = {
    "er": "ation ations ement ements age ages eur eurs euse ance ances ure ures eture etures ateur ateurs atrice",
    "ier": "iement iements", "ir": "issement issements", "re": "eur eurs", "e": "ement ment",
    "": "ement ment", "ent": "emment", "ant": "amment", "eux": "eusement", "if": "ivement",
    "al": "alement alite", "ique": "iquement", "able": "abilite", "if_": "ivite",
}  # fmt: skip
_EN_INFLECTED = {
    "": "s es ed ing er est d", "e": "es ed ing er est", "y": "ies ied ier iest",
}  # fmt: skip
_EN_DERIVED = {
    "": "ly ness ment ments ion ions ation ations ers or ors al ally able ful er y ity ist ists ism",
    "e": "ly ion ions ation ations ment ers or ors able al ity y", "y": "ily iness",
    "t": "ce cy ssion", "de": "sion sions", "d": "sion sions", "le": "ly ility",
    "fy": "fication fications", "ic": "ically",
}  # fmt: skip
_DOUBLED = frozenset("bdglmnprt")


def _rules(*tables: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """(ending, replacement), the longest ending first."""
    pairs = {
        (ending, lemma.rstrip("_"))
        for table in tables
        for lemma, endings in table.items()
        for ending in endings.split()
    }
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


_INFLECTED = {"fr": _rules(_FR_VERBS, _FR_NOUNS), "en": _rules(_EN_INFLECTED)}
_DERIVED = {"fr": _rules(_FR_DERIVED), "en": _rules(_EN_DERIVED)}
_STEMS = {
    lang: tuple(sorted({e for e, _ in (*_INFLECTED[lang], *_DERIVED[lang])} | more, key=lambda e: (-len(e), e)))
    for lang, more in {"fr": {"er", "ir", "re", "tion", "tions"}, "en": {"e", "y"}}.items()
}  # fmt: skip


@cache
def _irregular() -> dict[str, dict[str, tuple[str, ...]]]:
    """By language: a form and its lemmas."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    lang = ""
    text = (resources.files("contrecoup.language") / "forms.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        lemma, parted, forms = line.partition(": ")
        if not parted:
            lang = line
            found[lang] = {}
            continue
        for form in forms.split():
            found[lang][form] = (*found[lang].get(form, ()), fold(lemma))
    return found


def _by_rule(word: str, rules: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for ending, instead in rules:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            yield word[: len(word) - len(ending)] + instead


@lru_cache(maxsize=16_384)
def inflected(word: str, lang: str) -> tuple[str, ...]:
    """A folded word and the lemmas that it may be an inflected form of; no repeats."""
    if lang not in _INFLECTED or len(word) > _LONGEST:
        return (word,)
    found = [word, *_irregular()[lang].get(word, ()), *_by_rule(word, _INFLECTED[lang])]
    if lang == "en":
        found += [
            bare[:-1]
            for bare in found
            if len(bare) > _LEAST + 1 and bare[-1] == bare[-2] and bare[-1] in _DOUBLED
        ]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=16_384)
def derived(word: str, lang: str) -> tuple[str, ...]:
    """Words that a folded word may be derived from: nouns of action, adverbs; no repeats."""
    if lang not in _DERIVED or len(word) > _LONGEST:
        return ()
    bases = (word, word[:-1]) if word.endswith("s") else (word,)
    return tuple(dict.fromkeys(b for base in bases for b in _by_rule(base, _DERIVED[lang])))


@lru_cache(maxsize=16_384)
def stem(word: str, lang: str) -> str:
    """What forms of one word have in common, roughly: the word without its ending."""
    regular = _irregular().get(lang, {}).get(word, (word,))[0]
    for ending in _STEMS.get(lang, ()):
        if regular.endswith(ending) and len(regular) - len(ending) >= _LEAST + 1:
            return regular[: len(regular) - len(ending)]
    return regular
