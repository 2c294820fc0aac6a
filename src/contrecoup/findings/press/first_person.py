"""Moves told in the first person: *je quitte la présidence* is read as *X quitte la présidence*.

The sentence is put into the third person, under a name that it does not hold, and read by the
frames that read the prose of articles; what they tell of that name is told of the speaker.
"""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.article import lay_out
from contrecoup.findings.press.moves import moves
from contrecoup.findings.press.people import cast
from contrecoup.language.places import PLACES
from contrecoup.language.text import fold
from contrecoup.model.reading import Modality, MoveType

_NAMES = {"fr": ("Jeanne Carpentier", "Odile Lemoine"), "en": ("Jane Carpenter", "Ruth Mason")}
_SUBJECT = {
    "fr": re.compile(r"(?<![\w-])(?:(?P<one>je\s+|j['’]\s*)|(?P<we>nous\s+))", re.IGNORECASE),
    "en": re.compile(
        r"(?<![\w-])(?:(?P<one>I)|(?P<we>we))(?=['’\s])(?P<short>['’](?:m|ve|ll|d|re)(?!\w))?\s*",
        re.IGNORECASE,
    ),
}
_CLITICS = frozenset("ne n' me m' le la l' les y en lui leur vous te t' nous".split())
_WORD = re.compile(r"\w+(?:['’](?!\w)|['’](?=\w))?|[^\W_]+")
_THIRD = {
    "fr": dict(
        pair.split(":")
        for pair in (
            "ai:a suis:est vais:va fais:fait peux:peut veux:veut avons:a sommes:est allons:va faisons:fait "
            "pouvons:peut voulons:veut devons:doit partons:part sortons:sort rejoignons:rejoint prenons:prend "
            "reprenons:reprend remettons:remet revenons:revient devenons:devient tenons:tient mettons:met "
            "rendons:rend choisissons:choisit serons:sera aurons:aura étions:était avions:avait avais:avait étais:était"
        ).split()
    ),
    "en": dict(
        pair.split(":")
        for pair in (
            "am:is are:is have:has were:was do:does don't:doesn't don’t:doesn’t haven't:hasn't haven’t:hasn’t "
            "aren't:isn't aren’t:isn’t weren't:wasn't weren’t:wasn’t go:goes"
        ).split()
    ),
}
_SHORT = {"m": "is", "re": "is", "ve": "has", "ll": "will", "d": "had"}
_OWN = {
    "fr": {"mon": "son", "ma": "sa", "mes": "ses", "notre": "son", "nos": "ses"},
    "en": {"my": "her", "our": "her", "myself": "herself"},
}
_UNSURE = re.compile(r"\b(?:si|à moins|sauf|if|unless|whether|s['’]ils?)\b", re.IGNORECASE)
_PRESENT = {
    "fr": frozenset("a est".split()),
    "en": frozenset("has is was had".split()),
}
_BARE = {
    "fr": re.compile(
        r"(?:je|nous)\s+(?:pars|partons|m['’]en\s+vais|nous\s+en\s+allons)\b(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    ),
    "en": re.compile(
        r"(?:I['’]m|I\s+am|we['’]re|we\s+are)\s+leaving\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL
    ),
}
_ALONE = re.compile(
    r"(?:[\s,]|tous|toutes|ensemble|aussi|donc|ce soir|aujourd['’]hui|demain|together|too|as well|tonight|today"
    r"|tomorrow|now|maintenant|all)*[.!…]*",
    re.IGNORECASE,
)


@frozen(kw_only=True)
class SaidMove:
    """A move that a sentence tells of whoever says it, with words of the sentence.

    ``together`` where it says *we*; ``bare`` where it tells neither from where nor as what.
    """

    type: MoveType
    modality: Modality
    role: str | None = None
    organisation: str | None = None
    together: bool = False
    bare: bool = False


def said_moves(sentence: str, lang: str) -> list[SaidMove]:
    """Return what a sentence tells of its speaker; nothing where it sets a condition or asks.

    Args:
        sentence: one sentence, without marks of quotation.
        lang: fr or en; other languages tell nothing.
    """
    sentence = sentence.rstrip(" ,;:\n")
    if lang not in _SUBJECT or _UNSURE.search(sentence) or sentence.endswith("?"):
        return []
    if not sentence.endswith((".", "!", "…")):
        sentence += "."
    name = next(n for n in _NAMES[lang] if n.split()[1] not in sentence)
    turned = _third_person(sentence, lang, name)
    if turned is None:
        return []
    told, present, together = turned
    if not _may_tell(_words(told), lang):
        return []
    article = lay_out(told, lang, None, None)
    found = cast(article)
    speaker = next((e for e in found.entities.values() if e.person and e.name == name), None)
    out = []
    for move in moves(article, found):
        if speaker is None or move.person != speaker.id or move.modality == "background":
            continue
        modality: Modality = "announced" if move.modality == "expected" else move.modality
        if move.modality == "done" and present:
            modality = "announced"
        firm = found.entities.get(move.organisation or "")
        out.append(
            SaidMove(
                type=move.type,
                modality=modality,
                role=move.role,
                organisation=firm.name if firm is not None else _named(told, move.type),
                together=together,
            )
        )
    return out or list(_gone(sentence, lang))


_PLACED = re.compile(
    r"(?:rejoin\w+|join\w*|intègr\w+|quitt\w+|leav\w+|left|chez|at)\s+(?:la\s+|le\s+|l['’]|the\s+)?"
    r"(?P<name>[A-ZÀ-Ý][\w&’'-]*(?:\s+[A-ZÀ-Ý][\w&’'-]*)*)"
)


def _named(told: str, kind: MoveType) -> str | None:
    """A name of no list that is joined or left: *a rejoint Lumio*."""
    found = _PLACED.search(told) if kind in ("join", "leave", "return") else None
    return found["name"] if found and fold(found["name"]) not in PLACES else None


def _gone(sentence: str, lang: str) -> Iterator[SaidMove]:
    """*We are leaving.*: a departure, where nothing is said of where from or where to."""
    bare = _BARE[lang].fullmatch(sentence.strip())
    if bare is not None and _ALONE.fullmatch(bare["rest"]):
        plural = sentence.strip().lower().startswith(("we", "nous"))
        yield SaidMove(type="leave", modality="announced", together=plural, bare=True)


def _may_tell(words: frozenset[str], lang: str) -> bool:
    """Whether a verb of moving is there with an object that its frame wants, or a noun of moving."""
    if words & mw.NOUNS.keys():
        return True
    table = mw.told_by(lang)
    folded = {fold(word) for word in words}
    return any(
        not frame.objects or folded & {o.rpartition(":")[2] for o in frame.objects}
        for word in words & table.keys()
        for frame, _ in table[word]
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(w.lower() for w in re.findall(r"\w+(?:-\w+)*", text))


def _third_person(sentence: str, lang: str, name: str) -> tuple[str, bool, bool] | None:
    """The sentence about a person of that name; whether its verb is in the present, and plural."""
    pointed = _OBJECT[lang].sub(lambda m: _as_object(m, name), sentence)
    found = _SUBJECT[lang].search(sentence)
    if found is None:
        return (pointed, False, False) if pointed != sentence else None
    out = [sentence[: found.start()]]
    present = together = False
    at = found.start()
    while found is not None:
        verb = _verb(sentence, found.end(), lang)
        if verb is None:  # *nous* as an object
            out.append(sentence[at : found.end()])
        else:
            out += [sentence[at : found.start()], name, " ", _short(found, lang), verb[0]]
            present = present or (not found.groupdict().get("short") and verb[2])
            present = present or _short(found, lang) == "is "
            together = together or found["we"] is not None
        at = found.end() if verb is None else verb[1]
        found = _SUBJECT[lang].search(sentence, at)
    out.append(sentence[at:])
    owns = _OWN[lang]
    whole = re.sub(
        r"(?<!\w)(?:" + "|".join(owns) + r")(?!\w)",
        lambda m: owns[m.group().lower()],
        "".join(out),
        flags=re.IGNORECASE,
    )
    return _OBJECT[lang].sub(lambda m: _as_object(m, name), whole), present, together


_OBJECT = {
    "fr": re.compile(
        r"(?<!\w)m['’](?P<have>ont|a|avait|aurait)\s+(?P<verb>\w+(?:é|i|u|is)(?:e|s|es)?)(?!\w)"
    ),
    "en": re.compile(r"(?<!\w)me(?!\w)"),
}


def _as_object(found: re.Match[str], name: str) -> str:
    """*m'a nommée*, *fired me*: the name in the place of the pronoun."""
    verb = found.groupdict().get("verb")
    return f"{found['have']} {verb} {name}" if verb else name


def _short(found: re.Match[str], lang: str) -> str:
    short = found["short"] if lang == "en" else None
    return _SHORT[short[1:].lower()] + " " if short else ""


def _verb(sentence: str, at: int, lang: str) -> tuple[str, int, bool] | None:
    """The words from a subject up to its verb, put into the third person; where it ends; present."""
    if lang == "en":
        return _english(sentence, at)
    words = []
    for word in re.finditer(r"\w+['’]?\s*", sentence[at:]):
        low = fold(word.group().strip().replace("’", "'"))
        if low in _CLITICS:
            kept = {"me": "se ", "m'": "s'", "nous": "se "}.get(low, word.group())
            words.append(kept)
            continue
        bare = word.group().strip()
        third = _third_french(bare.lower())
        behind = at + word.start() + len(word.group().rstrip())
        if third is None:
            return None
        present = third not in _PRESENT["fr"] and not third.endswith(("ra", "rait", "ait"))
        return "".join(words) + third, behind, present
    return None


def _third_french(verb: str) -> str | None:
    known = _THIRD["fr"].get(verb)
    if known is not None:
        return known
    if verb.endswith("rons"):
        now = verb[:-3] + "e"
        return now if now in mw.verbs("fr") else verb[:-3] + "a"
    if verb.endswith("rai"):
        return verb[:-1]
    if verb.endswith("ions"):
        return verb[:-4] + "ait"
    if verb.endswith("ons"):
        return verb[:-3] + "e"
    if verb.endswith(("ds", "ts", "cs")):
        return verb[:-1]
    if verb.endswith(("s", "x")):
        return verb[:-1] + "t"
    return verb if verb.endswith("e") else None


def _english(sentence: str, at: int) -> tuple[str, int, bool] | None:
    words = []
    for word in re.finditer(r"[\w'’]+\s*", sentence[at:]):
        bare = word.group().strip()
        low = bare.lower()
        behind = at + word.start() + len(word.group().rstrip())
        if low.endswith("ly") or low in _ADVERBS:
            words.append(word.group())
            continue
        if low in _THIRD["en"]:
            third = _THIRD["en"][low]
            return "".join(words) + third, behind, third in ("is", "does")
        plural = low + ("es" if low.endswith(("s", "sh", "ch")) else "s")
        if plural in mw.verbs("en") or plural in mw.governing("en"):
            return "".join(words) + plural, behind, True
        return "".join(words) + bare, behind, False
    return None


_ADVERBS = frozenset("just now also today hereby therefore then both all".split())
