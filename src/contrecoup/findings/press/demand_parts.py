"""Where what is asked, of whom, on what condition and with what threat begin and end."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from functools import cache

from attrs import frozen

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.asides import skip_days
from contrecoup.findings.press.phrases import Phrase
from contrecoup.findings.press.scene import Scene, is_adverb, small
from contrecoup.language.text import fold

Range = tuple[int, int]  # token numbers, end excluded
_LONGEST = 70
_HOPS = 14
_QUESTIONS = frozenset("si s' pourquoi comment quand ou combien quel quelle whether why how what when who about if".split())  # fmt: skip
_KNOWING = frozenset("know see speak be hear be-named".split())
_HEARER_FIRST = frozenset(
    "appeler exhorter sommer enjoindre presser prier conjurer supplier ordonner urge ask press implore beg order tell pressure call".split()
)
_BREAKS = frozenset(
    "mais but selon according tandis alors while after apres avant before puis then lors dont ce failing which who whose qui where alors".split()
)
_MEDIUM = frozenset("dans sur in on via lors pendant during par by".split())
_VERBS = frozenset("a ont avait avaient est sont etait etaient has have had is are was were sera will".split())  # fmt: skip
_INFINITIVE = ("er", "ir", "re", "oir")


@frozen(kw_only=True)
class Parts:
    """Token ranges of a demand's parts; None where the sentence does not say."""

    what: Range | None = None
    of: Range | None = None
    condition: Range | None = None
    threat: Range | None = None


def asked(scene: Scene, at: int, lemma: str, *, relative: bool) -> Parts | None:
    """What a verb of asking at a token asks, or None where it asks a question or nothing.

    ``relative``: the verb stands in a relative clause, which a comma closes.
    """
    of: Range | None = None
    j = at + 1
    for _ in range(_HOPS):
        j = _past_small(scene, j)
        if j >= scene.behind(at):
            return None
        begun = _begins(scene, j, lemma)
        if begun == "hearer":
            held = _noun_phrase(scene, j)
            if held is None or of is not None:
                return None
            if lemma == "tell" and scene.article.low(held[1]) != "to":
                return None
            of, j, lemma = held, held[1], _HEARD[scene.article.lang]
        elif begun == "skip":
            j = _past_circumstance(scene, j)
        elif begun == "":
            return None
        else:
            start = j + int(begun)
            return _bounded(scene, start, of, relative=relative)
    return None


_HEARD = {"fr": "appeler", "en": "ask"}
"""Verbs that go on with an infinitive, once the hearer is named."""


def _begins(scene: Scene, j: int, lemma: str) -> str:
    """How the words at a token go on: with a hearer, with a circumstance, or with what is asked.

    ``0`` or ``1``: what is asked begins so many tokens on; empty: nothing is asked.
    """
    if scene.article.lang == "en":
        return _begins_en(scene, j, lemma)
    low = scene.article.low(j)
    hearing = lemma in _HEARER_FIRST
    if low in ("que", "qu'"):
        return "0"
    if low in _QUESTIONS and low != "s'":
        return ""
    if low in ("de", "d'") and _infinitive(scene.article, j + 1):
        return "1"
    if low in ("a", "au", "aux") and small(scene.article, j) != "a":
        return _begins_with_to(scene, j, lemma)
    if low == "," or low in _CIRCUMSTANCES:
        return "skip"
    if _opens_noun(scene, j):
        return "hearer" if hearing and _noun_phrase(scene, j) else "" if hearing else "0"
    return ""


_CIRCUMSTANCES = frozenset("outre sur dans lors devant via par depuis pendant en avec pour".split())


def _begins_with_to(scene: Scene, j: int, lemma: str) -> str:
    """*appeler à la grève*, *appeler X à partir*, *demander au conseil de partir*."""
    article = scene.article
    if lemma in _HEARER_FIRST:
        return "1"
    held = _noun_phrase(scene, j + 1) or _noun_phrase(scene, j)
    if held is not None and article.low(held[1]) in ("de", "d'", "que", "qu'", "le", "la", "les", "l'", "un", "une"):  # fmt: skip
        return "hearer"
    return "1" if article.low(j + 1) == "ce" else "skip"


def _begins_en(scene: Scene, j: int, lemma: str) -> str:
    article = scene.article
    low = article.low(j)
    if low == "that":
        return "" if lemma == "tell" else "0"
    if low in _QUESTIONS:
        return ""
    if low == "to" and lemma not in ("demand", "call"):
        return "" if article.low(j + 1) in _KNOWING else "1"
    if low == "for":
        return "1" if lemma in ("call", "ask", "press", "push") else ""
    if low in ("on", "upon"):
        return "hearer" if lemma == "call" else "skip"
    if low in ("not", "never"):
        return ""
    if _opens_noun(scene, j):
        if lemma == "demand":
            return "0"
        return "hearer" if lemma != "call" and _noun_phrase(scene, j) else ""
    return "skip" if low in (",", "in", "during", "at") else ""


def _opens_noun(scene: Scene, j: int) -> bool:
    article = scene.article
    return (
        article.low(j) in article.lex.determiners
        or scene.phrase_at(j) is not None
        or article.inside[j] >= 0
        or article.words[j].text[:1].isupper()
        or (article.lang == "en" and article.words[j].text.isalpha())
    )


def _infinitive(article: Article, k: int) -> bool:
    while article.low(k) in article.lex.clitics or article.low(k) in ("ne", "pas"):
        k += 1
    return article.low(k).endswith(_INFINITIVE) and article.low(k) not in article.lex.roles


def _noun_phrase(scene: Scene, j: int) -> Range | None:
    """The person, group or body that begins at a token, with a name in apposition."""
    article = scene.article
    whole = scene.phrase_at(j)
    if article.low(j) in ("au", "aux") and whole is not None:
        return j + 1, whole.behind
    if article.low(j) in ("on", "upon", "au", "aux", "a"):
        inner = _noun_phrase(scene, j + 1)
        return (j + 1, inner[1]) if inner is not None else None
    held: Phrase | None = None
    for k in range(j, min(j + 5, scene.behind(j))):
        held = scene.phrase_at(k)
        if held is not None and article.low(held.behind) != "'s":
            break
        if article.words[k].text in ",;:.":
            return None
    if held is None or held.kind == "place":
        return None
    behind = held.behind
    following = scene.phrase_at(behind)
    if following is not None and following.kind == "person":
        behind = following.behind
    named = scene.phrase_at(behind + 1) if article.low(behind) == "," else None
    if named is not None and named.kind == "person" and article.low(named.behind) == ",":
        return j, named.behind + 1
    return j, behind


def _past_small(scene: Scene, j: int) -> int:
    article = scene.article
    while j < len(article.words):
        day = skip_days(article, j)
        if day > j:
            j = day
        elif is_adverb(scene, j) and scene.phrase_at(j) is None:
            j += 1
        else:
            return j
    return j


def _past_circumstance(scene: Scene, j: int) -> int:
    """Behind *sur Europe 1*, *dans une lettre*, or a comma."""
    article = scene.article
    if article.low(j) == ",":
        return j + 1
    if article.low(j) == "outre":
        comma = next((k for k in range(j, scene.behind(j)) if article.low(k) == ","), j)
        return comma + 1
    for k in range(j + 1, min(j + 9, scene.behind(j))):
        held = scene.phrase_at(k)
        if k > j + 1 and (held is not None or article.low(k) in article.lex.determiners):
            return k
        if held is not None:
            return held.behind
        if article.words[k].text in ",;:." or article.low(k) in ("que", "qu'", "that", "de", "a"):
            return k
    return j + 9


# Ends


def _bounded(scene: Scene, start: int, of: Range | None, *, relative: bool) -> Parts | None:
    end = clause_end(scene, start, relative=relative)
    lack = lack_at(scene, end)
    condition = threat = None
    if lack is not None:
        stop = clause_end(scene, lack[1], relative=False, conditions=False)
        if threatens(scene, lack):
            threat = (lack[1], stop)
            condition = lack
        else:
            condition = (lack[0], stop)
    if end <= start:
        return None
    return Parts(what=(start, end), of=of, condition=condition, threat=threat)


def threatens(scene: Scene, opened: Range) -> bool:
    """Whether what follows the words of a condition is what will be done: *sans quoi*, *or else*."""
    last = scene.article.low(opened[1] - 1)
    return last in ("which", "quoi", "else", "sinon", "otherwise")


def clause_end(scene: Scene, start: int, *, relative: bool, conditions: bool = True) -> int:
    """The token behind the clause that begins at a token."""
    article = scene.article
    stop = min(scene.behind(start), start + _LONGEST) if start < len(article.words) else start
    for k in range(start, stop):
        low = article.low(k)
        if article.inside[k] >= 0 and article.inside[k] == article.inside[max(start, k - 1)]:
            continue
        if article.words[k].text in ".;:!?()»”" or low in ("–", "—"):
            return k
        if conditions and k > start and condition_at(scene, k) is not None:
            return k
        if low == "," and _closes(scene, k, relative=relative):
            return k
        if relative and k > start and small(article, k) in _VERBS:
            return k
        if k > start + 1 and _told_in(scene, k):
            return k
    return stop


def _closes(scene: Scene, comma: int, *, relative: bool) -> bool:
    """Whether a comma ends what is asked: no list goes on behind it."""
    article = scene.article
    low = article.low(comma + 1)
    listed = low in ("et", "and", "ou", "or")
    if low in _BREAKS or small(article, comma + 1) in _VERBS or low in article.lex.subjects:
        return True
    if condition_at(scene, comma + 1) is not None or _attributed(scene, comma):
        return True
    if relative:
        return not listed
    nominal = article.lang == "fr" and _subject_verb(scene, comma + 1)
    return nominal and not listed


def _attributed(scene: Scene, comma: int) -> bool:
    """*…, the letter says*: a verb of saying ends the sentence behind the comma."""
    article = scene.article
    stop = scene.behind(comma)
    return any(
        article.plain[k] in article.lex.cues
        and (k + 1 >= stop or article.words[k + 1].text in ".;:!?»”")
        for k in range(comma + 1, min(comma + 7, stop))
    )


def _subject_verb(scene: Scene, k: int) -> bool:
    """A new subject with its participle or verb: *…, plusieurs collègues ayant suivi*."""
    held = next((scene.phrase_at(i) for i in (k, k + 1) if scene.phrase_at(i)), None)
    if held is None or held.kind not in ("group", "person", "role"):
        return False
    after = small(scene.article, held.behind)
    return after in _VERBS or scene.article.low(held.behind).endswith("ant")


def _told_in(scene: Scene, k: int) -> bool:
    """*dans un message sur X*: where it was asked, not what."""
    article = scene.article
    if article.low(k) not in _MEDIUM:
        return False
    return any(article.low(i) in article.lex.media for i in range(k + 1, k + 4))


_CONDITIONS = (
    "unless|if|until|failing which|otherwise|or else|without a answer|without an answer|without a reply"
    "|à moins que|à moins qu'|à moins de|à moins d'|si|sauf si|tant que|tant qu'|sinon|sans quoi|sans réponse|faute de quoi|faute de|faute d'"
    "|à défaut de|à défaut d'|à défaut"
)
"""Words that open a condition, of both languages: letters come in two.  The longest that fits wins."""


@cache
def _openers() -> dict[str, list[list[str]]]:
    out: dict[str, list[list[str]]] = {}
    for line in sorted(_CONDITIONS.split("|"), key=lambda w: -len(w.split())):
        words = fold(line.replace("'", "' ")).split()
        out.setdefault(words[0], []).append(words)
    return out


def condition_at(scene: Scene, k: int) -> Range | None:
    """The words that open a condition at a token: *à moins que*, *unless*, *faute de*."""
    article = scene.article
    for words in _openers().get(article.low(k), ()):
        if all(article.low(k + n) == word for n, word in enumerate(words)):
            return k, k + len(words)
    if article.lang == "fr" and article.low(k) == "s'" and article.low(k + 1) in ("il", "ils"):
        return k, k + 1
    return None


def lack_at(scene: Scene, end: int) -> Range | None:
    """The condition that begins where a clause ends, a comma between."""
    start = end + (scene.article.low(end) == ",")
    return condition_at(scene, start) if start < len(scene.article.words) else None


def implied(scene: Scene, condition: Range | None) -> Range | None:
    """What a condition asks for: the clause of *unless* and *à moins que*; not that of a negated *if*."""
    if condition is None:
        return None
    opened = condition_at(scene, condition[0])
    article = scene.article
    if opened is None or article.low(opened[0]) in ("si", "s'", "if", "faute", "sans", "tant", "without", "failing"):  # fmt: skip
        return None
    if article.low(opened[0] + 1) == "defaut":
        return None
    return (opened[1], condition[1]) if condition[1] > opened[1] else None
