"""A wording made ready to be compared: what each of its words may be matched by, what denies it.

A word is matched by its form, its stem, its concept, its learnt translations, its number, or
as a cognate; it weighs as much as it is rare.  Clauses are told apart so that a denial counts
where it stands.
"""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from contrecoup.language import tokens
from contrecoup.language.bridge import english, rarity
from contrecoup.language.concepts import Sense, phrases, senses
from contrecoup.language.lemmas import inflected, stem
from contrecoup.language.text import Token

_EMPTY = {
    "fr": frozenset(
        "le la les l' un une des du de d' a au aux en dans par sur sous vers chez entre pour avec selon et ou ou' mais "
        "donc car or ni que qu' qui quoi dont quand comme si lorsque lorsqu' puisque puisqu' tandis alors ainsi ce c' cet cette "
        "ces cela ca ceci celui celle ceux celles je j' tu t' te il elle on nous vous ils elles me m' se s' lui leur leurs y mon ma "
        "mes ton ta tes son sa ses notre nos votre vos eux moi toi soi meme-pas ne n' pas est es suis sommes etes sont etait etaient "
        "etais serait seraient sera seront soit soient etre ete etant ai as avons avez ont avait avaient avais aura auront aurait auraient avoir "
        "eu va vont aller vais bien tres aussi encore tel telle tels telles quel quelle afin quelques certains certaines certes "
        "il-y-a y-a tout-de-meme cependant pourtant neanmoins notamment lequel laquelle lesquels lesquelles fait font faire "
        "t-il t-elle jusqu' jusque depuis pendant lors apres-que plus moins sans avant non-plus jamais rien aucun aucune personne guere non".split()
    ),
    "en": frozenset(
        "the a an of to in on at by for from with as and or but so that this these those it its it's is are am was were be been "
        "being 's 'm 're i you he she we they me him us them my your his her our their who whom whose which what how when where while "
        "if then than there here do does did done have has had having will would shall should can could may might must not n't "
        "about into onto over under upon out up off just even also too very own such some any each both either i'm i've i'd "
        "we're we've they're that's there's don't doesn't didn't won't wouldn't can't couldn't isn't aren't wasn't weren't haven't hasn't "
        "cannot you're he's she's let's let get got going gonna yet still well really though although however "
        "without before never no none nothing nobody nor neither ever one more less".split()
    ),
}  # fmt: skip
_BREAKS = {
    "fr": frozenset(
        ", ; : . ! ? … ... — – - ( ) mais et ou car donc puis tandis alors quand lorsque lorsqu' si parce puisque puisqu' qui dont que qu'".split()
    ),
    "en": frozenset(
        ", ; : . ! ? … ... — – - ( ) but and or because so then while when whereas if although though who which where that unless".split()
    ),
}
_CARRIES = frozenset("que qu' that".split())
_SAID = frozenset(
    "dire penser croire savoir affirmer pretendre vouloir souhaiter esperer falloir imaginer estimer considerer trouver sembler attendre demander accepter permettre annoncer "
    "say think believe know claim want hope mean imagine suggest feel find expect accept promise seem tell ask announce allow".split()
)
"""Verbs whose denial goes on behind *that*: *I do not say that …*."""  # fmt: skip
_DENIES_FR = frozenset("pas jamais rien aucun aucune guere nul nulle ni plus personne".split())
_ALONE_FR = frozenset("pas aucun aucune rien guere ni".split())
_DENIES_EN = frozenset(
    "not never no none nothing nobody neither nor cannot n't hardly don't doesn't didn't won't wouldn't can't couldn't shouldn't "
    "isn't aren't wasn't weren't haven't hasn't hadn't mustn't ain't".split()
)  # fmt: skip
_DETERMINERS = frozenset(
    "un une le la les du ce cette chaque premier au de des mon son leur".split()
)
_LACKS = {"fr": ("sans", "faute"), "en": ("without",)}
_NEAR = 3
_REACH = 4
"""Words that *without* reaches over."""
_NUMBERS = {
    "fr": "zero=0 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 "
    "quinze=15 seize=16 dix-sept=17 dix-huit=18 dix-neuf=19 vingt=20 trente=30 quarante=40 cinquante=50 soixante=60 "
    "soixante-dix=70 quatre-vingt=80 quatre-vingts=80 quatre-vingt-dix=90 cent=100 cents=100 mille=1000 million=1000000 millions=1000000 "
    "milliard=1000000000 milliards=1000000000 dizaine=10 douzaine=12 vingtaine=20 trentaine=30 cinquantaine=50 centaine=100 millier=1000",
    "en": "zero=0 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 "
    "fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 "
    "eighty=80 ninety=90 hundred=100 thousand=1000 million=1000000 billion=1000000000 dozen=12",
}
_VALUES = {
    lang: {word: int(n) for pair in table.split() for word, _, n in [pair.partition("=")]}
    for lang, table in _NUMBERS.items()
}
_DIGITS = re.compile(r"\d[\d \u00a0\u202f.,]*")
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_ONES = {"un": 1, "une": 1, "one": 1}
"""One, which is a number only behind tens: *twenty-one*."""
_EITHER = re.compile(r"\d{1,3}[.,]\d{3}")
"""Thousands, or a fraction of three digits in the other language's way."""
_COGNATE = 6
"""Letters that cognates begin with in common."""
_ENDINGS = (("ique", "ic"), ("iques", "ic"), ("ical", "ic"), ("eur", "or"), ("eurs", "or"))
_NUMBER_WEIGHT = 1.1
_SHORT = 2_000
"""Letters up to which a wording is remembered once it is ready."""
_LEAST_WEIGHT = 0.12


class Word(NamedTuple):
    """A word that says something: ``keys`` are what it may be matched by, each with its strength.

    ``senses`` are its concepts; ``clause`` the number of its clause; ``denied`` whether it
    stands under an odd number of denials; ``numbers`` what a number may be read as.
    """

    low: str
    keys: dict[str, float]
    senses: tuple[Sense, ...]
    weight: float
    clause: int
    denied: bool
    numbers: tuple[float, ...] = ()


class Prepared(NamedTuple):
    """A wording's words that say something, all its words, and an outright answer (1 yes, -1 no)."""

    words: tuple[Word, ...]
    lows: tuple[str, ...]
    answer: int


def prepare(text: str, lang: str) -> Prepared:
    """Make a wording ready; linear in its length.  Short ones are remembered."""
    return _remembered(text, lang) if len(text) <= _SHORT else _prepare(text, lang)


@lru_cache(maxsize=4_096)
def _remembered(text: str, lang: str) -> Prepared:
    return _prepare(text, lang)


def _prepare(text: str, lang: str) -> Prepared:
    if lang not in _EMPTY:
        lang = "en"
    found = tokens(text, lang)
    clauses, denied = _clauses(found, lang)
    words: list[Word] = []
    i = 0
    while i < len(found):
        used, word = _word(found, i, lang, clauses[i], denied=denied[i])
        if word is not None:
            words.append(word)
        i += used
    lows = tuple(t.low for t in found if t.low[0].isalnum())
    return Prepared(tuple(words), lows, _answer(lows))


def _answer(lows: Sequence[str]) -> int:
    first = set(lows[:6])
    return int(bool({"yes", "oui"} & first)) - int(bool({"no", "non"} & set(lows[:1])))


def _word(
    found: Sequence[Token], i: int, lang: str, clause: int, *, denied: bool
) -> tuple[int, Word | None]:
    """(Tokens used, the word that begins at a token, None where it says nothing)."""
    token = found[i]
    used, value = _number(found, i, lang)
    if value is not None:
        numbers = [value]
        if _EITHER.fullmatch(token.low):
            numbers = sorted(
                {value, float(re.sub(r"[.,]", "", token.low)), float(token.low.replace(",", "."))}
            )
        keys = {f"#{n:g}": 1.0 for n in numbers}
        return used, Word(token.low, keys, (), _NUMBER_WEIGHT, clause, denied, tuple(numbers))
    if not token.low[0].isalnum() and token.low[0] not in "@#":
        return 1, None
    used, sense = _phrase(found, i, lang)
    if sense is not None:
        key = f"={sense.concept}"
        low = "_".join(t.low for t in found[i : i + used])
        return used, Word(low, {key: 0.95}, (sense,), 0.7, clause, denied)
    if token.low in _EMPTY[lang]:
        return 1, None
    return 1, _plain(token.low, lang, clause, denied=denied)


def _plain(low: str, lang: str, clause: int, *, denied: bool) -> Word:
    weight = max(_LEAST_WEIGHT, rarity(stem(low, lang), lang) ** 1.5)
    return Word(low, keys_of(low, lang), senses(low, lang), weight, clause, denied)


@lru_cache(maxsize=65_536)
def keys_of(low: str, lang: str) -> dict[str, float]:
    """What a folded word may be matched by, each with its strength from 0 to 1; not to be changed."""
    root = stem(low, lang)
    keys = {f"{lang}:{root}": 0.98, f"w:{low}": 1.0}
    keys |= {f"={s.concept}": 0.95 for s in senses(low, lang)}
    if lang == "fr":
        keys |= {f"en:{other}": 0.65 + 0.35 * p for other, p in english(root)}
    if len(low) >= _COGNATE:
        keys.setdefault(f"~{_cognate(low)}", 0.85)
    return keys


def _cognate(low: str) -> str:
    for ending, instead in _ENDINGS:
        if low.endswith(ending):
            low = low.removesuffix(ending) + instead
            break
    return low.replace("ph", "f").replace("y", "i")[:_COGNATE]


def _number(found: Sequence[Token], i: int, lang: str) -> tuple[int, float | None]:
    """(Tokens used, value) of the number that begins at a token, in digits or words."""
    values = _VALUES[lang]
    total = part = 0.0
    used = 0
    while i + used < len(found):
        low = found[i + used].low
        value = _value(low, lang)
        if value is None:
            break
        digits = low[0].isdigit()
        if used and digits:
            break
        if used and value >= 100:
            part = (part or 1) * value
            if value >= 1000:
                total, part = total + part, 0.0
        else:
            part += value
        used += 1
        if used == 1 and value >= 1000 and not digits:
            total, part = value, 0.0
        follows = found[i + used].low if i + used < len(found) else ""
        if follows in {"et", "and", "-"} and i + used + 1 < len(found):
            following = found[i + used + 1].low
            one = _ONES.get(following)
            after = values.get(following, one)
            if after is not None and not digits and value >= 20 and after < value:
                part, used = part + (one or 0), used + 1 + bool(one)
    return (used, total + part) if used else (1, None)


def _value(low: str, lang: str) -> float | None:
    if low[0].isdigit():
        return _figure(low, lang)
    if low in _VALUES[lang]:
        return float(_VALUES[lang][low])
    first, dash, second = low.partition("-")
    tens, ones = _VALUES[lang].get(first), _VALUES[lang].get(second, _ONES.get(second))
    return float(tens + ones) if dash and tens and ones and tens > ones else None


def _figure(low: str, lang: str) -> float | None:
    whole = _DIGITS.fullmatch(low)
    if whole is None:
        return None
    plain = re.sub(r"[ \u00a0\u202f]", "", low)
    point, comma = (",", ".") if lang == "fr" else (".", ",")
    plain = re.sub(rf"\{comma}(?=\d{{3}}(?!\d))", "", plain).replace(point, ".")
    return float(plain) if _DECIMAL.fullmatch(plain) else None


def _phrase(found: Sequence[Token], i: int, lang: str) -> tuple[int, Sense | None]:
    for parts, sense in phrases(found[i].low, lang):
        window = found[i : i + len(parts)]
        if len(window) == len(parts) and all(
            t.low == p or t.low.rstrip("'") == p or p in inflected(t.low, lang)
            for t, p in zip(window[1:], parts[1:], strict=True)
        ):
            return len(parts), sense
    return 1, None


def _clauses(found: Sequence[Token], lang: str) -> tuple[list[int], list[bool]]:
    """The clause of each token, and whether each stands under an odd number of denials."""
    clause: list[int] = []
    number = 0
    for token in found:
        if token.low in _BREAKS[lang]:
            number += 1
        clause.append(number)
    denied = [False] * len(found)
    start, whole = 0, False
    for end in range(1, len(found) + 1):
        if end < len(found) and clause[end] == clause[start]:
            continue
        carried = whole and found[start].low in _CARRIES and _said(found, start, lang)
        whole = _deny(found, denied, (start, end), lang, carried=carried)
        start = end
    return clause, denied


def _said(found: Sequence[Token], at: int, lang: str) -> bool:
    """Whether a verb of saying or thinking stands just before a token."""
    return any(not _SAID.isdisjoint(inflected(t.low, lang)) for t in found[max(0, at - _NEAR) : at])


def _deny(
    found: Sequence[Token], denied: list[bool], span: tuple[int, int], lang: str, *, carried: bool
) -> bool:
    """Mark one clause: a denial turns all of it, *without* and *before doing* what follows."""
    start, end = span
    lows = [t.low for t in found[start:end]]
    whole = (_denied_fr(lows) if lang == "fr" else _denied_en(lows)) != carried
    for i in range(start, end):
        denied[i] = whole
    for at, low in enumerate(lows):
        reach = 0
        if (lang == "en" and lows[at - 1 : at + 1] == ["with", "no"]) or (
            low in _LACKS[lang] and lows[at + 1 : at + 2] != ["doute"]
        ):
            reach = _REACH
        elif _unreal(lows, at, lang) or (low == "non" and lang == "fr" and at):
            reach = end
        for i in range(start + at + 1, min(end, start + at + 1 + reach)):
            denied[i] = not denied[i]
    return whole


def _denied_fr(lows: Sequence[str]) -> bool:
    partners = [
        at
        for at, low in enumerate(lows)
        if low in _DENIES_FR and not _counts_for_something(lows, at)
    ]
    if "ne" in lows or "n'" in lows:
        return bool(partners)
    return any(lows[at] in _ALONE_FR for at in partners)


def _counts_for_something(lows: Sequence[str], at: int) -> bool:
    """*Une personne*, *un pas*, *pas seulement*, *non seulement*: no denial."""
    before = lows[at - 1] if at else ""
    after = lows[at + 1] if at + 1 < len(lows) else ""
    return (lows[at] in {"personne", "pas"} and before in _DETERMINERS) or after == "seulement"


def _denied_en(lows: Sequence[str]) -> bool:
    return lows[:1] == ["unless"] or any(
        (low in _DENIES_EN or low.endswith("n't"))
        and lows[at + 1 : at + 2] not in ([], ["only"])
        and lows[at - 1 : at] != ["with"]
        for at, low in enumerate(lows)
    )


def _unreal(lows: Sequence[str], at: int, lang: str) -> bool:
    """Whether what follows has not happened yet: *avant de choisir*, *before choosing*."""
    after = lows[at + 1] if at + 1 < len(lows) else ""
    if lang == "fr":
        return lows[at] == "avant" and after in {"de", "d'", "que", "qu'"}
    return lows[at] == "before" and after.endswith("ing")
