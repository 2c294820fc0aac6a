"""What is asked, by whom, of whom, on what condition, with what threat."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re
from collections.abc import Iterator

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.article import Article, Span
from contrecoup.findings.press.cast import Cast
from contrecoup.findings.press.clauses import Group, group_of
from contrecoup.findings.press.demand_parts import (
    Parts,
    Range,
    asked,
    clause_end,
    condition_at,
    implied,
    lack_at,
    threatens,
)
from contrecoup.findings.press.scene import Scene
from contrecoup.findings.press.speakers import Resolver
from contrecoup.findings.press.subjects import chain_start, coordinated, free, subject_of
from contrecoup.language.text import fold
from contrecoup.model.reading import Demand

_NOT_ASKING = frozenset("inviter plaider prier".split())
_LEAVING = re.compile(
    r"\b(?:démission\w*|quitt\w+|partir\w*|grève|cess\w+|resign\w*|quit|leave|walk\w*\s+out|strike|step\w*\s+down)\b",
    re.IGNORECASE,
)
_LETTERS = frozenset("lettre lettres petition texte tribune letter petition statement version".split())  # fmt: skip
_WE = frozenset("nous we je i".split())
_PLURAL = frozenset("ils elles they".split())
_LIST_HEAD = re.compile(
    r"^[^\n]{0,160}?\b(?:nous\s+(?:demandons|exigeons|réclamons|voulons|appelons)|we\s+(?:ask|demand|want|call|urge|request))\b[^\n:]{0,120}:[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ITEM = re.compile(r"[ \t]*(?:[-–—•*·]|\(?\d{1,2}[.)]|[a-z]\))?[ \t]*(?P<item>\S[^\n]*)")
_NOUN_LIST = re.compile(
    r"\b(?:demands?|demandes|revendications|exigences|requests)\s*:\s*(?P<what>[^.;\n]{6,240})",
    re.IGNORECASE,
)
_SAID_SO = re.compile(r"^,?\s*(?:[^,.;]{2,40}?-(?:t-)?(?:ils?|elles?)|they\s+(?:say|said|warn\w*)|[^,.;]{2,40}\s+(?:say|said|warn\w*)),\s*", re.IGNORECASE)  # fmt: skip


def demands(article: Article, found: Cast) -> list[Demand]:
    """Demands and threats of the article in text order, each once."""
    scene = Scene(article=article, found=found, resolver=Resolver(article, found))
    rows = [*_listed(article)]
    for first, behind in article.sentences:
        told = list(_verbs(scene, first, behind))
        rows += told
        if not any(d.condition for d in told):
            rows += _ultimatums(scene, first, behind)
    rows += _named(article)
    return _once(sorted(rows, key=lambda d: d.span))


def _once(rows: list[Demand]) -> list[Demand]:
    """Of two that say the same, or of which one lies in the other, the fuller."""
    out: list[Demand] = []
    for row in rows:
        held = out[-1] if out else None
        if held is not None and _same(held, row):
            out[-1] = max(held, row, key=_fullness)
        else:
            out.append(row)
    return out


def _same(a: Demand, b: Demand) -> bool:
    if a.span == b.span:
        return a.what == b.what
    inside = a.span[0] <= b.span[0] < b.span[1] <= a.span[1]
    return (
        inside and (b.what or "") in (a.what or "") and (b.threat is None or b.threat == a.threat)
    )


def _fullness(row: Demand) -> int:
    return sum(v is not None for v in (row.what, row.by, row.of, row.condition, row.threat))


def _made(scene: Scene, parts: Parts, by: str | None, first: int) -> Demand:
    """A demand of these token ranges, from the token where it begins."""
    article = scene.article
    ranges = [r for r in (parts.what, parts.of, parts.condition, parts.threat) if r is not None]
    start = min(first, *(r[0] for r in ranges))
    end = max(r[1] for r in ranges)
    return Demand(
        what=_words(article, parts.what),
        by=by,
        of=_hearer(article, parts),
        condition=_words(article, parts.condition),
        threat=_words(article, parts.threat),
        span=article.span(start, end),
        what_span=_span(article, parts.what),
        condition_span=_span(article, parts.condition),
        threat_span=_span(article, parts.threat),
    )


def _span(article: Article, part: Range | None) -> Span | None:
    return article.span(*part) if part is not None and part[1] > part[0] else None


def _words(article: Article, part: Range | None) -> str | None:
    span = _span(article, part)
    return article.text[slice(*span)] if span is not None else None


_OF = re.compile(
    r"\b(?:démissions?|départs?|resignations?|departure)\s+(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|d['’]|de\s+|of\s+(?:the\s+)?)(?P<who>[^,.;]{2,50})",
    re.IGNORECASE,
)


def _hearer(article: Article, parts: Parts) -> str | None:
    """Of whom it is asked: the hearer, or whoever is to go."""
    words = _words(article, parts.of)
    if words is not None:
        return _bare(article.lang, words)
    found = _OF.search(_words(article, parts.what) or "")
    if found is None:
        return None
    return " ".join(re.split(r"\s+(?:et|and|dans|in|si|à moins)\b", found.group("who"))[0].split())


def _bare(lang: str, words: str) -> str:
    """Without its determiner."""
    pattern = r"^(?:le|la|les|l['’]|aux?)\s*" if lang == "fr" else r"^the\s+"
    return " ".join(re.sub(pattern, "", words, flags=re.IGNORECASE).strip(" ,").split())


# Verbs


def _verbs(scene: Scene, first: int, behind: int) -> Iterator[Demand]:
    article = scene.article
    table = mw.governing(article.lang)
    for at in range(first, behind):
        options = table.get(article.plain[at], ())
        if article.inside[at] >= 0 or not options:
            continue
        kind, lemma = options[0].kind, options[0].lemma
        if kind not in ("demand", "threat", "intend") or lemma in _NOT_ASKING:
            continue
        group = group_of(scene, at, [o.form for o in options], with_be=False)
        if group is None or group.passive or group.bare or group.helpers & mw.NEVER:
            continue
        relative = group.form == "ger" or article.low(group.first - 1) in ("qui", "who", "which")
        if kind == "demand":
            parts = asked(scene, at, lemma, relative=relative)
        else:
            parts = _threatened(scene, at, relative=relative)
        if parts is None or (kind == "intend" and not _threat(article, parts)):
            continue
        by, start = _by(scene, group)
        yield _made(scene, parts, by, start)


def _threat(article: Article, parts: Parts) -> bool:
    """*promettent de démissionner faute de réponse*: to promise to leave on a condition threatens."""
    words = _words(article, parts.threat)
    return bool(parts.condition and words and _LEAVING.search(words))


def _threatened(scene: Scene, at: int, *, relative: bool) -> Parts | None:
    """*menacent de partir si …*, *threatened to resign unless …*, with a condition inserted."""
    article = scene.article
    condition: Range | None = None
    j = at + 1
    if article.low(j) == "," and (opened := condition_at(scene, j + 1)) is not None:
        end = clause_end(scene, opened[1], relative=True, conditions=False)
        condition, j = (opened[0], end), end + 1
    if condition is None and (before := _condition_before(scene, at)) is not None:
        condition = before
    if article.low(j) not in ("de", "d'", "to"):
        return None
    end = clause_end(scene, j + 1, relative=relative)
    behind = lack_at(scene, end)
    if behind is not None:
        stop = clause_end(scene, behind[1], relative=False, conditions=False)
        condition = (behind[0], stop)
    if end <= j + 1:
        return None
    return Parts(what=implied(scene, condition), condition=condition, threat=(j + 1, end))


def _condition_before(scene: Scene, at: int) -> Range | None:
    """*Faute de réponse, ils menacent de partir*: a condition that opens the sentence."""
    floor = scene.floor(at)
    if condition_at(scene, floor) is None:
        return None
    comma = next((k for k in range(floor, at) if scene.article.low(k) == ","), -1)
    return (floor, comma) if comma > 0 else None


# Who


def _by(scene: Scene, group: Group) -> tuple[str | None, int]:
    """The words of whoever asks, and the token where the demand begins."""
    article = scene.article
    source = subject_of(scene, group.first)
    before = article.low(group.first - 1)
    if before in _LETTERS:
        return _letter(scene, scene.floor(group.at), group.first), group.first - 1
    if source is None and before in _WE:
        return article.words[group.first - 1].text, group.first - 1
    if source is None:
        return None, group.first
    held = scene.phrase_at(source)
    if held is None:
        return _antecedent(scene, source), source
    if before in ("qui", "who", "which") and not free(scene, held):
        letter = _letter(scene, scene.floor(source), source)
        if letter is not None:
            return letter, source
    rows = coordinated(scene, held)
    start = chain_start(scene, rows[0])
    owns = article.low(held.behind) == "'s"
    return " ".join(article.said(start, group.first if owns else held.behind).split()), start


def _antecedent(scene: Scene, pronoun: int) -> str | None:
    """The words that a pronoun stands for: a person, a group or the letter before it."""
    article = scene.article
    low = article.low(pronoun)
    if low in _PLURAL:
        return _group_before(scene, pronoun)
    speaker = scene.resolver.resolve(pronoun)
    person = scene.found.entities.get(speaker.id or "")
    if person is not None and person.person and low != "it":
        return person.name
    number = article.sentence_of[pronoun]
    floor = article.sentences[max(0, number - 1)][0]
    return _letter(scene, floor, pronoun, last=False)


def _group_before(scene: Scene, at: int) -> str | None:
    """The last group named before a plural pronoun, up to two sentences back."""
    article = scene.article
    floor = article.sentences[max(0, article.sentence_of[at] - 2)][0]
    rows = (scene.phrase_at(k) for k in range(at - 1, floor - 1, -1))
    groups = [p for p in rows if p is not None and p.kind == "group"]
    signers = [p for p in groups if p.head in _SIGNERS]
    foremost = [p for p in groups if chain_start(scene, p) == scene.floor(p.first)]
    held = next(iter(signers + foremost), None)
    return " ".join(article.said(held.first, held.behind).split()) if held is not None else None


_SIGNERS = frozenset("signataires signatories".split())


def _letter(scene: Scene, floor: int, stop: int, *, last: bool = True) -> str | None:
    """*La lettre ouverte*, *the letter*: the last letter named between two tokens, or the first."""
    article = scene.article
    for k in range(stop - 1, floor - 1, -1) if last else range(floor, stop):
        if article.low(k) in _LETTERS and article.inside[k] < 0:
            first = k
            while first > floor and article.low(first - 1) in article.lex.determiners | {"open"}:
                first -= 1
            behind = k + 1 + (article.low(k + 1) == "ouverte")
            return " ".join(article.said(first, behind).split())
    return None


# Without a verb of asking


def _ultimatums(scene: Scene, first: int, behind: int) -> Iterator[Demand]:
    """*Faute de réponse avant midi, nous partirons*; *without an answer, they will resign*."""
    article = scene.article
    for k in range(first, behind):
        if article.inside[k] >= 0 or (k > first and article.words[k - 1].text not in ",;:"):
            continue
        opened = condition_at(scene, k)
        after_that = article.low(k) == "after" and article.low(k + 1) == "that"
        if opened is None and not after_that:
            continue
        made = _ultimatum(scene, (first, behind), k, opened)
        if made is not None:
            yield made
            return


def _ultimatum(scene: Scene, sentence: Range, k: int, opened: Range | None) -> Demand | None:
    """The ultimatum whose condition opens at a token; without one, *after that* refers to a limit."""
    article = scene.article
    first, behind = sentence
    comma = next((c for c in range(k, behind) if article.low(c) == ","), -1)
    at_once = opened is not None and threatens(scene, opened)
    threat = _promised(scene, opened[1] if opened and at_once else comma + 1, behind)
    if threat is None:
        return None
    condition = _deadline(scene, first, k)
    if opened is not None:
        condition = opened if at_once else (opened[0], max(opened[1], comma))
        if not at_once and not _lacks(article, condition):
            return None
    what = implied(scene, condition) if opened is not None and not at_once else None
    parts = Parts(what=what, condition=condition, threat=threat)
    return _made(scene, parts, _who_will(scene, threat), k)


def _lacks(article: Article, condition: Range) -> bool:
    """Whether a condition is that something does not come: *sans réponse*, *si … ne … pas*."""
    words = _words(article, condition) or ""
    return _LACK.match(words) is not None or _NOT.search(words) is not None


_LACK = re.compile(r"faute|sans|à\s+défaut|à\s+moins|tant\s+qu|unless|until|without", re.IGNORECASE)
_NOT = re.compile(r"\b(?:pas|jamais|not|never)\b|n['’]t\b", re.IGNORECASE)


def _promised(scene: Scene, start: int, behind: int) -> Range | None:
    """The clause that says what will be done, behind *they say*; None where it is no threat."""
    article = scene.article
    if start <= 0 or start >= behind:
        return None
    offset = article.words[start].start
    text = article.text[offset : article.words[behind - 1].end]
    said = _SAID_SO.match(text)
    if said:
        offset += said.end()
        start = next((k for k in range(start, behind) if article.words[k].start >= offset), start)
    end = clause_end(scene, start, relative=False, conditions=False)
    if end <= start or not _LEAVING.search(article.said(start, end)):
        return None
    return start, end


def _who_will(scene: Scene, threat: Range) -> str | None:
    """Whoever says *nous* or *they*, by the words before."""
    low = scene.article.low(threat[0])
    if low in _PLURAL:
        return _group_before(scene, threat[0])
    return scene.article.words[threat[0]].text if low in _WE else None


def _deadline(scene: Scene, first: int, stop: int) -> Range | None:
    """*give the directors until noon*: the words of the time limit."""
    for k in range(first, stop):
        if scene.article.low(k) in ("until", "jusqu'", "jusqu'a") and scene.article.inside[k] < 0:
            return k, clause_end(scene, k + 1, relative=False, conditions=False)
    return None


def _listed(article: Article) -> Iterator[Demand]:
    """The items of *Nous demandons :* with a line for each."""
    for head in _LIST_HEAD.finditer(article.text):
        by = re.search(r"\b(?:nous|we)\b", head.group(), re.IGNORECASE)
        at = head.end()
        while at < len(article.text):
            line = re.compile(r"\s*\n").match(article.text, at)
            item = _ITEM.match(article.text, line.end()) if line else None
            if item is None or not _is_item(item.group("item"), article.text, item):
                break
            at = item.end()
            start = item.start("item")
            words = (
                item.group("item").rstrip().rstrip(";,.").removesuffix(" et").removesuffix(" and")
            )
            words = words.rstrip(" ;,.\u00a0\u202f")
            end = start + len(words)
            yield Demand(
                what=words,
                by=by.group() if by else None,
                span=(start, end),
                what_span=(start, end),
            )
            if item.group("item").rstrip().endswith("."):
                break


def _is_item(words: str, text: str, item: re.Match[str]) -> bool:
    """A line of a list has a bullet or a number, or begins like one of its items."""
    marked = text[item.start() : item.start("item")].strip() != ""
    return marked or (bool(
        re.match(r"(?:que?\b|qu['’]|de\b|d['’]|la\b|le\b|les\b|l['’]|un|that\b|to\b|the\b|an?\b)", fold(words))
    ) and len(words) < 300)  # fmt: skip


def _named(article: Article) -> Iterator[Demand]:
    """*its earlier demands: the reasons, the return of X*."""
    for found in _NOUN_LIST.finditer(article.text):
        span = found.span("what")
        words = article.text[slice(*span)].rstrip()
        span = (span[0], span[0] + len(words))
        yield Demand(what=words, span=span, what_span=span)
