"""Which language a text is in."""

from __future__ import annotations

import re

from contrecoup.language.remembered import remembered

_WORD = re.compile(r"[^\W\d_]+")
_LOOK = 4_000
_SIGNS = {
    "fr": "le la les des du une et est dans que qui pour pas sur avec au aux son ses ce cette ont "
    "été sont ne se il elle nous vous plus par leur mais où je mon ma mes tout être avoir",
    "en": "the of and to in is that for was with on as by at from it his her they have has are "
    "were be this not but or an said who will we you i my our their been which",
    "de": "der die das und ist nicht ein eine mit für auf den dem von zu im sich auch wird hat wir",
    "es": "el los las del una que en y por con para es se su al como más pero sus fue ha lo",
    "it": "il lo gli di che è per una con non del della sono ha si nel anche alla dei come",
    "pt": "o os as do da dos das que em um uma não com para por se mais foi ao seu são",
    "nl": "de het een en van ik dat is niet op te met voor zijn aan er ook maar door om",
}
_OWNERS: dict[str, tuple[str, ...]] = {}
for _lang, _words in _SIGNS.items():
    for _word in _words.split():
        _OWNERS[_word] = (*_OWNERS.get(_word, ()), _lang)
_ENOUGH = 4
_WORDS, _LETTERS = 30, 40
_LAST_LATIN = "\u024f"


@remembered
def identify(text: str) -> str:
    """ISO 639-1 code of the language, ``und`` where there is too little to tell.

    Counts of small words decide in the usual case; a statistical model is asked
    (and loaded) only where they do not.
    """
    sample = text[:_LOOK]
    words = _WORD.findall(sample.lower())
    if not words:
        return "und"
    best, most = _counted(words)
    if best:
        return best
    if len(words) < 3 and most < 2:
        return "und"
    return _model(sample)


def sure(text: str) -> str:
    """The language where small words or the script leave no doubt, else empty.

    For use against what somebody declared; a few words of a foreign name are not enough.
    """
    sample = text[:_LOOK]
    letters = [c for c in sample if c.isalpha()]
    if len(letters) >= _LETTERS and sum(c > _LAST_LATIN for c in letters) * 2 > len(letters):
        return _model(sample)
    words = _WORD.findall(sample.lower())
    return _counted(words)[0] if len(words) >= _WORDS else ""


def _counted(words: list[str]) -> tuple[str, float]:
    """The language that most small words are of, empty where it is close, and their weight."""
    counts = dict.fromkeys(_SIGNS, 0.0)
    for word in words:
        owners = _OWNERS.get(word, ())
        for lang in owners:
            counts[lang] += 1.0 / len(owners)
    ranked = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    (best, most), (_, second) = ranked[0], ranked[1]
    if most >= _ENOUGH and most >= 1.6 * second and most >= 0.12 * len(words):
        return best, most
    return "", most


def _model(text: str) -> str:
    from py3langid.langid import classify

    return str(classify(text)[0])
