"""Are two wordings the same statement?  Containment of content words across languages, with guards."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from contrecoup.findings.press.lexicon_en import english
from contrecoup.findings.press.lexicon_fr import french
from contrecoup.language import identify, tokens
from contrecoup.language.concepts import CONCEPTS, SIDES
from contrecoup.language.text import fold
from contrecoup.model.reading import Quotation, Sameness, Wording

_PRONOUNS = frozenset(
    "he she they it his her their him them i we you who il elle ils elles lui eux on son sa leur ce dernier cette derniere which que qui".split()
)
_NOT = frozenset(
    "not no never none nothing nobody cannot can't don't doesn't didn't won't isn't wasn't n't ne n' pas non aucun aucune jamais rien ni neither nor".split()
)
_EMPTY = frozenset(
    "etre est sont etait be is are was were been have has had avoir a ont avait do does did faire fait go aller going get got can will would could should "
    "that which that's it's i'm i'd we're c'est dont cela ca ceci d'un d'une yet ever also just very de la well don't".split()
)
_WINDOW = 4
_THRESHOLD = 0.44
_CROSS = 0.36
_FEWEST = 2
_RUN = 6
_COMPARED = 80  # words in which a common run is sought


def same(a: Wording, b: Wording) -> Sameness:
    """Whether two wordings are the same utterance, whole or in part, in French or English.

    Words are compared by stem, cognate and concept; the share that the shorter holds
    in common is the score.  Named speakers that differ, and statements of which only
    one is negated, are not the same.
    """
    one, two = _content(a), _content(b)
    if fold(a.text).strip() == fold(b.text).strip() and a.text.strip():
        score = 1.0
    elif not one or not two:
        return Sameness(same=False, score=0.0)
    else:
        score = _likeness(one, two)
    run = _longest_run(one, two)
    cross = _lang(a) != _lang(b)
    if _strangers(a.speaker, b.speaker):
        return Sameness(same=False, score=round(min(score, 0.5) * 0.5, 3))
    if _opposed(a, b, run):
        score *= 0.4
    elif not cross and score > 0.95 and _negated(a) and run < 0.6 * max(len(one), len(two)):
        score *= 0.4  # the same words in another order, and a *not* among them
    threshold = _CROSS if cross else _THRESHOLD
    if min(len(one), len(two)) < _FEWEST and run < min(len(one), len(two)):
        score *= 0.5
    if run >= _RUN:
        score = max(score, 0.75)
    return Sameness(same=score >= threshold, score=round(min(score, 1.0), 3))


def _lang(wording: Wording) -> str:
    return wording.lang or identify(wording.text)


def _strangers(a: str | None, b: str | None) -> bool:
    """Whether two mentions name two people; pronouns and common nouns say nothing."""
    if not a or not b:
        return False
    first, second = _name(a), _name(b)
    return bool(first and second and not first & second)


def _name(mention: str) -> frozenset[str]:
    """Folded capitalised words of a mention; empty for a pronoun or a phrase without a name."""
    words = re.findall(
        r"[^\W\d_]+(?:[-'’][^\W\d_]+)*",
        re.split(r",| who | qui ", mention)[0].replace("’s", "").replace("'s", ""),
    )
    return frozenset(
        fold(w) for w in words if w[:1].isupper() and fold(w) not in _PRONOUNS and len(w) > 1
    )


@lru_cache(maxsize=8192)
def _keys(word: str) -> frozenset[str]:
    """What a folded word may be matched by: its stem, its concepts, its cognate stem."""
    stem = _stem(word)
    found = {stem}
    for form in (word, word.rstrip("s"), word.rstrip("es"), word.removesuffix("s")):
        found |= {f"={c}" for c in CONCEPTS.get(form, ())}
    if len(word) >= 6:
        found.add("~" + re.sub(r"(?:ph)", "f", word)[:5])
    return frozenset(found)


def _stem(word: str) -> str:
    for end in (
        "issements",
        "issement",
        "ations",
        "ation",
        "ements",
        "ement",
        "ments",
        "ment",
        "ingly",
        "ings",
        "ing",
        "ions",
        "ion",
        "edly",
        "ed",
        "ly",
        "ees",
        "ee",
        "es",
        "s",
        "e",
        "er",
        "ez",
        "ent",
        "ons",
    ):
        if word.endswith(end) and len(word) - len(end) >= 4:
            return word[: -len(end)]
    return word


def _content(wording: Wording) -> list[str]:
    """Folded content words in order: no function words, no marks."""
    return list(_content_words(wording.text, _lang(wording)))


@lru_cache(maxsize=1024)
def _content_words(text: str, lang: str) -> tuple[str, ...]:
    small = (french() if lang == "fr" else english()).small
    out = []
    for token in tokens(text, lang):
        low = token.low
        if not low[0].isalnum() or low in _EMPTY or low in _PRONOUNS:
            continue
        if low in small and low not in ("no", "non", "oui", "yes"):
            continue
        out.append(low)
    return tuple(out)


@lru_cache(maxsize=1024)
def _lows(text: str, lang: str) -> tuple[str, ...]:
    return tuple(t.low for t in tokens(text, lang))


def _weight(word: str) -> float:
    """Rarer words weigh more; length and digits stand in for rarity."""
    if word[0].isdigit():
        return 1.5
    return min(1.6, 0.4 + 0.15 * len(word))


def _covered(one: Sequence[str], two: Sequence[str]) -> float:
    """Weighted share of the first's words that the second has too."""
    pool: dict[str, int] = {}
    for word in two:
        for key in _keys(word):
            pool[key] = pool.get(key, 0) + 1
    total = hit = 0.0
    for word in dict.fromkeys(one):
        weight = _weight(word)
        total += weight
        strength = 0.0
        for key in _keys(word):
            if pool.get(key):
                strength = max(strength, 0.8 if key[0] in "~=" else 1.0)
        hit += weight * strength
    return hit / total if total else 0.0


def _likeness(one: Sequence[str], two: Sequence[str]) -> float:
    """Containment of the shorter in the longer, tempered where very little is shared."""
    short, long_ = (one, two) if len(set(one)) <= len(set(two)) else (two, one)
    inner, outer = _covered(short, long_), _covered(long_, short)
    if len(set(short)) <= 3:
        return 0.6 * inner + 0.4 * outer
    return 0.8 * inner + 0.2 * outer


def _longest_run(one: Sequence[str], two: Sequence[str]) -> int:
    """Length of the longest common run of content words."""
    one, two = one[:_COMPARED], two[:_COMPARED]
    best = 0
    row = [0] * (len(two) + 1)
    for word in one:
        previous = 0
        for j, other in enumerate(two, 1):
            current = row[j]
            row[j] = previous + 1 if word == other else 0
            best = max(best, row[j])
            previous = current
    return best


def _opposed(a: Wording, b: Wording, run: int) -> bool:
    """Whether just one of the two is negated, counting *does not stop* as *continues*."""
    if run >= 4:
        return False
    return _negated(a) != _negated(b) or _answers(a) * _answers(b) < 0


def _answers(wording: Wording) -> int:
    """1 for an outright yes, -1 for an outright no, else 0."""
    first = [w for w in _lows(wording.text, _lang(wording)) if w[0].isalnum()][:6]
    return int(bool({"yes", "oui"} & set(first))) - int(bool({"no", "non"} & set(first)))


def _negated(wording: Wording) -> bool:
    words = _lows(wording.text, _lang(wording))
    negations = [i for i, w in enumerate(words) if w in _NOT or w.endswith("n't") or w == "cannot"]
    if not negations:
        return False
    for i in negations:
        after = words[i + 1 : i + 1 + _WINDOW]
        if any(SIDES.get(w, ("", 0)) == ("continue", 1) for w in after):
            return False
    return True


_MOST = 80  # quotations compared in one article
_SURE = 0.6
_SURE_UNNAMED = 0.85


def groups(text: str, lang: str, said: Sequence[Quotation]) -> tuple[tuple[str, ...], ...]:
    """Ids of quotations of one article that are the same statement of one speaker, in text order."""
    rows = [q for q in said if q.content][:_MOST]
    words = [
        Wording(text=" ".join(text[s:e] for s, e in q.content)[:400].strip('«»“”" '), lang=lang)
        for q in rows
    ]
    root = list(range(len(rows)))
    for i in range(len(rows)):
        for j in range(i + 1, len(rows)):
            if rows[i].speaker != rows[j].speaker or len(words[i].text) < _SHORT:
                continue
            score = same(words[i], words[j])
            sure = _SURE if rows[i].speaker else _SURE_UNNAMED
            if score.same and score.score >= sure:
                first, second = _root(root, i), _root(root, j)
                root[max(first, second)] = min(first, second)
    found: dict[int, list[str]] = {}
    for i, row in enumerate(rows):
        found.setdefault(_root(root, i), []).append(row.id)
    return tuple(tuple(ids) for ids in found.values() if len(ids) > 1)


_SHORT = 20  # letters; shorter wordings are not compared


def _root(root: list[int], i: int) -> int:
    while root[i] != i:
        i = root[i]
    return i
