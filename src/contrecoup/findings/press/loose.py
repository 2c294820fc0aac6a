"""Words in marks that no cue took: behind a colon, signed, predicated of somebody, going on."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import frozen

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.attributions import Draft, Range
from contrecoup.findings.press.contents import skip_days
from contrecoup.findings.press.cues import governed
from contrecoup.findings.press.held import Held
from contrecoup.findings.press.people import Cast

_FEWEST = 7  # words of a quotation in marks that stands without any cue
_SPEECH = 4  # words of a quotation that something next to it introduces
_SPEAKERS = frozenset({"person", "organisation", "body"})
_PAPERS = frozenset("enquete rapport etude sondage report study survey poll".split())
_FIRST_PERSON = frozenset("je j' me m' mon ma mes moi nous notre nos i my me we our us".split())
_SHORT_ACT = 12  # tokens of a sentence between two quotations
_LONGEST_SIGNATURE = 16  # tokens


@frozen(kw_only=True)
class _Loose:
    """A quotation that nobody took: its number, tokens, words, and its sentence's first token."""

    number: int
    first: int
    behind: int
    count: int
    start: int
    before: Draft | None  # the attribution before it in the same paragraph
    after: Draft | None  # the one behind it there


_Rule = Callable[[Article, Cast, _Loose], "Draft | None"]


def loose(article: Article, found: Cast, drafts: Sequence[Draft], held: Held) -> list[Draft]:
    """Attributions of quotations that no cue took; ``held`` are spans that posts hold."""
    used = {q for d in drafts for q in d.quotes}
    known = sorted(drafts, key=lambda d: d.content[-1][1])
    out: list[Draft] = []
    at = 0
    for number, (first, behind) in enumerate(article.quote_words):
        if first >= behind or number in used or held.hold(article.span(first, behind)[0]):
            continue
        if article.title and article.words[first].start < article.title[1]:
            continue
        while at < len(known) and known[at].content[-1][1] <= first:
            at += 1
        one = _Loose(
            number=number,
            first=first,
            behind=behind,
            count=sum(w.text[0].isalpha() for w in article.words[first:behind]),
            start=article.sentences[article.sentence_of[first]][0],
            before=_latest(article, [*known[max(0, at - 1) : at], *out[-1:]], first),
            after=known[at] if at < len(known) and not parted(article, behind - 1, known[at].content[0][0]) else None,
        )  # fmt: skip
        draft = next((d for rule in _RULES if (d := rule(article, found, one)) is not None), None)
        if draft is not None:
            draft.quotes = {number}
            out.append(draft)
    return out


def _latest(article: Article, drafts: Sequence[Draft], first: int) -> Draft | None:
    """The last attribution of the same paragraph."""
    near = [
        d
        for d in drafts
        if d.content[-1][1] <= first and not parted(article, d.content[-1][1] - 1, first)
    ]
    return max(near, key=lambda d: d.content[-1][1], default=None)


def parted(article: Article, i: int, j: int) -> bool:
    """Whether a paragraph ends between two tokens."""
    return "\n" in article.text[article.words[i].end : article.words[j].start]


def new_paragraph(article: Article, i: int) -> bool:
    """Whether a paragraph begins with token ``i``."""
    return i > 0 and parted(article, i - 1, i)


def joined(article: Article, drafts: list[Draft]) -> list[Draft]:
    """*“A,” he said. “B.”*: the second belongs to the first where nothing stands between."""
    used = {q for d in drafts for q in d.quotes}
    for draft in drafts:
        if draft.rule not in ("inverted", "after") or not draft.quotes or draft.cue is None:
            continue
        sentence = article.sentence_of[draft.cue[0]]
        end = max(draft.content[-1][1], article.sentences[sentence][1])
        while end < len(article.words) and article.inside[end] >= 0:
            number = article.inside[end]
            first, behind = article.quote_words[number]
            if number in used or first != end or new_paragraph(article, end):
                break
            nxt = article.sentence_of[end]
            if article.sentences[nxt][1] - behind > 1:
                break
            draft.content.append((first, behind))
            draft.quotes.add(number)
            used.add(number)
            end = article.sentences[nxt][1]
    return drafts


# The rules, in the order in which they are tried


def _signed_below(article: Article, found: Cast, one: _Loose) -> Draft | None:
    signed = _signed(article, found, one.behind)
    if signed is None:
        return None
    return _draft(one, (one.behind, one.behind + 1), signed, "signed")


def _behind_colon(article: Article, found: Cast, one: _Loose) -> Draft | None:
    """*X is angry: “…”*; where an organisation or a thing is the subject, whoever spoke last."""
    if article.low(one.first - 1) != ":" or one.first == 0:
        return None
    start = one.start
    if one.first == start:
        start = article.sentences[article.sentence_of[one.first - 1]][0]
    source, cue = _noticed(article, found, start, one.first - 1)
    if source is None and one.count < _SPEECH:
        return None
    thing = source is None or _kind(found, source) in ("organisation", "body", "place")
    if thing and cue is None and _person_spoke(article, found, one.before):
        return _like(one, "colon-goes-on", one.before)
    return _draft(one, cue, source, "colon")


def _behind_notice(article: Article, found: Cast, one: _Loose) -> Draft | None:
    if one.count < _SPEECH or one.first == one.start:
        return None
    source, cue = _noticed(article, found, one.start, one.first)
    return None if cue is None else _draft(one, cue, source, "notice")


def _before_verb(article: Article, found: Cast, one: _Loose) -> Draft | None:
    """*« A », s'amuse X*: a verb that is in no list, between the marks and a person."""
    j = one.behind
    if j >= len(article.words) or new_paragraph(article, j):
        return None
    if article.low(j) == ",":
        j += 1
    elif article.words[one.behind - 2].text not in (",", "!", "?"):
        return None
    first = j
    while article.low(j) in article.lex.clitics | article.lex.auxiliaries and j - first < 3:
        j += 1
    if (
        j >= len(article.words)
        or not article.words[j].text.islower()
        or article.low(j) in article.lex.small
    ):
        return None
    k = j + 1
    while k not in found.start_at and (day := skip_days(article, k)) > k:
        k = day
    source = _person_from(found, k)
    return None if source is None else _draft(one, (first, j + 1), source, "inverted")


def _person_from(found: Cast, k: int) -> int | None:
    """The person named at a token, also behind a role."""
    place = found.start_at.get(k)
    if place is None:
        return None
    phrase = found.phrases[place]
    nxt = found.start_at.get(phrase.behind)
    if phrase.kind == "role" and nxt is not None and found.phrases[nxt].kind == "person":
        return phrase.behind
    return k if phrase.kind == "person" else None


def _predicate(article: Article, found: Cast, one: _Loose) -> Draft | None:
    """*X « veut partir »*, *X a « demandé … »*, *X, qui « refuse … »*: the marks hold the verb."""
    if one.count < _SPEECH or new_paragraph(article, one.first):
        return None
    k = one.first
    while k > one.start and (
        article.low(k - 1) in article.lex.clitics
        or article.low(k - 1) in article.lex.adverbs
        or (article.low(k - 1) in article.lex.auxiliaries and article.plain[k - 1] != "à")
    ):
        if k in found.end_at:
            break
        k -= 1
    if article.low(k - 1) in ("qui", "who") and k - 1 > one.start:
        k -= 2 if article.low(k - 2) == "," else 1
    own = found.end_at.get(k)
    if own is None:
        return None
    phrase = found.phrases[own]
    if (
        phrase.kind not in _SPEAKERS
        or phrase.head in article.lex.notices
        or governed(article, phrase.first, one.start)
    ):
        return None  # fmt: skip
    return _draft(one, None, phrase.first, "subject-marks")


def _going_on(article: Article, found: Cast, one: _Loose) -> Draft | None:
    """A whole sentence in marks behind an attribution in its paragraph: the same speaker goes on."""
    if one.before is None or one.count < _SPEECH or one.first != one.start:
        return None
    end = article.sentences[article.sentence_of[one.first]][1]
    between = range(one.before.content[-1][1], one.first)
    source = one.before.source
    acted = _acted(article, found, one, between)
    if acted is not None and end - one.behind <= 1:
        return _draft(one, None, acted, "acted")
    if (
        end - one.behind > 1
        or _document(found, source)
        or any(
            i in found.start_at
            and found.phrases[found.start_at[i]].kind == "person"
            and i != source
            for i in between
        )
    ):
        return None
    return _like(one, "goes-on", one.before)


_GESTURE = re.compile(
    r"\b(?:souri|ri[tr]?\b|haus|soupir|hésit|secou|hoch|grimac|s['’]agac|s['’]emport|s['’]arrêt|marqu\w+ une pause|smil|laugh|shrug|sigh|paus|nod|hesitat)",
    re.IGNORECASE,
)


def _acted(article: Article, found: Cast, one: _Loose, between: range) -> int | None:
    """*« A », dit X. Le banquier a souri. « B. »*: whoever is the subject of the sentence between."""
    start = article.sentences[article.sentence_of[one.first - 1]][0] if one.first else 0
    if start not in between or start not in found.start_at:
        return None
    before = one.before.source if one.before is not None else None
    who = found.of_phrase.get(start)
    same = before is not None and found.of_phrase.get(before) == who
    known = who is not None and found.entities[who].person
    words = article.text[article.words[start].start : article.words[one.first].start]
    asked = (
        "?" in article.text[slice(*article.span(*one.before.content[-1]))][-4:]
        if one.before
        else False
    )
    if not asked and not _GESTURE.search(words):
        return None
    short = one.first - start <= _SHORT_ACT
    return start if known and not same and short else None


def _opens_with_words(article: Article, found: Cast, one: _Loose) -> Draft | None:
    """*« Je reste. » Devant la commission, X n'a pas bougé.*: the one person of the next sentence."""
    if one.count < _SPEECH or not new_paragraph(article, one.first) or one.first != one.start:
        return None
    if one.behind >= len(article.words) or new_paragraph(article, one.behind):
        return None
    lows = {article.low(i) for i in range(one.first, one.behind)}
    end = article.sentences[article.sentence_of[one.first]][1]
    if not lows & _FIRST_PERSON or end - one.behind > 1:
        return None
    first, stop = article.sentences[article.sentence_of[min(end, len(article.words) - 1)]]
    if any(article.inside[i] >= 0 for i in range(first, stop)):
        return None
    people = [i for i in range(first, stop) if i in found.start_at and found.phrases[found.start_at[i]].kind == "person"]  # fmt: skip
    known = {found.of_phrase.get(i) for i in people}
    return _draft(one, None, people[0], "opens") if len(known) == 1 else None


def _document(found: Cast, source: int | None) -> bool:
    """Whether a source is a paper: nobody goes on speaking out of one."""
    place = found.start_at.get(source) if source is not None else None
    if place is not None:
        return found.phrases[place].head in _PAPERS
    noun = found.nouns.get(source) if source is not None else None
    return noun is not None and noun.head in _PAPERS


def _going_before(_article: Article, _found: Cast, one: _Loose) -> Draft | None:
    """*“A.” “B,” X said*: a whole sentence in marks right before an attributed one."""
    after = one.after
    if after is None or one.count < _SPEECH or one.first != one.start:
        return None
    gap = after.content[0][0] - one.behind
    if after.rule not in ("inverted", "after", "according") or not 0 <= gap <= 1:
        return None
    return _like(one, "goes-before", after)


def _only_marks(article: Article, _found: Cast, one: _Loose) -> Draft | None:
    if one.count < _FEWEST or not article.quotes[one.number].closed:
        return None
    if article.low(one.first - 1) == "(" and article.low(one.behind) == ")":
        return None  # an example or a title
    return _draft(one, None, None, "marks")


_RULES: tuple[_Rule, ...] = (
    _signed_below, _behind_colon, _behind_notice, _before_verb, _predicate, _going_before, _going_on, _opens_with_words, _only_marks,
)  # fmt: skip


def _draft(one: _Loose, cue: Range | None, source: int | None, rule: str) -> Draft:
    return Draft(
        content=[(one.first, one.behind)],
        cue=cue,
        source=source,
        rule=rule,
    )


def _like(one: _Loose, rule: str, other: Draft | None) -> Draft:
    return Draft(content=[(one.first, one.behind)], rule=rule, like=other)


def _kind(found: Cast, source: int) -> str:
    place = found.start_at.get(source)
    return "" if place is None else found.phrases[place].kind


def _person_spoke(article: Article, found: Cast, before: Draft | None) -> bool:
    if before is None:
        return False
    if before.source is None:
        return before.like is not None
    return _kind(found, before.source) in ("person", "role") or (
        article.low(before.source) in article.lex.subjects
    )


def _noticed(
    article: Article, found: Cast, start: int, stop: int
) -> tuple[int | None, Range | None]:
    """Who issues the notice (statement, letter, slogan) named in a clause, and the word for it."""
    cue = next(
        (
            (i, i + 1)
            for i in range(stop - 1, start - 1, -1)
            if article.low(i) in article.lex.notices and article.inside[i] < 0
        ),
        None,
    )
    for i in range(start, stop):
        if article.inside[i] >= 0:
            continue
        if article.low(i) in article.lex.subjects and article.low(i) not in ("on", "it"):
            return i, cue
        place = found.start_at.get(i)
        if place is None:
            continue
        phrase = found.phrases[place]
        paper = phrase.head in article.lex.notices or phrase.head in _PAPERS
        if phrase.kind == "place" or paper or governed(article, i, start):
            continue
        return _person_from(found, i) or i, cue
    return None, cue


# Signatures


def _signed(article: Article, found: Cast, behind: int) -> int | None:
    """*“A.” — Name* at the end of a paragraph: the phrase that signs."""
    if (
        behind + 1 >= len(article.words)
        or article.words[behind].text not in "–—―-"
        or new_paragraph(article, behind)
    ):
        return None
    return _signature(article, found, behind + 1)


def _signature(article: Article, found: Cast, at: int) -> int | None:
    place = found.start_at.get(at)
    if place is None or found.phrases[place].kind not in ("person", "organisation"):
        return None
    end = found.phrases[place].behind
    if article.low(end) == ".":
        end += 1
    ends = end >= len(article.words) or new_paragraph(article, end) or article.low(end) == ","
    return at if ends else None


def signed_quotes(article: Article, found: Cast) -> set[int]:
    """Numbers of the quotations that somebody signs."""
    return {
        number
        for number, (first, behind) in enumerate(article.quote_words)
        if first < behind and _signed(article, found, behind) is not None
    }


def signed_blocks(article: Article, found: Cast, drafts: Sequence[Draft]) -> list[Draft]:
    """Paragraphs in the first person, without marks, above a line *— Name*."""
    taken = {i for d in drafts for a, b in d.content for i in range(a, b)}
    breaks = [i for i in range(len(article.words)) if i == 0 or new_paragraph(article, i)]
    out: list[Draft] = []
    for n, first in enumerate(breaks[1:], 1):
        behind = breaks[n + 1] if n + 1 < len(breaks) else len(article.words)
        if article.words[first].text not in "–—―" or behind - first > _LONGEST_SIGNATURE:
            continue
        source = _signature(article, found, first + 1)
        content: list[Range] = []
        while source is not None and n > 0 and _speech(article, breaks[n - 1], breaks[n], taken):
            content.insert(0, (breaks[n - 1], breaks[n]))
            n -= 1  # noqa: PLW2901  upwards, paragraph by paragraph
        if content:
            out.append(Draft(content=content, source=source, rule="signed-block"))
    return out


def _speech(article: Article, first: int, behind: int, taken: set[int]) -> bool:
    """Whether a paragraph is somebody's own words: first person, nothing quoted in it."""
    if any(article.inside[i] >= 0 or i in taken for i in range(first, behind)):
        return False
    own = any(article.low(i) in _FIRST_PERSON for i in range(first, behind))
    titled = article.title is not None and article.words[first].start < article.title[1]
    return own and not titled and behind - first >= _SPEECH
