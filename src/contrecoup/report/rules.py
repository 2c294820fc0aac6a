"""The editorial rules, each a check that can fail (EXPERIENCE §5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from attrs import field, frozen

from contrecoup.errors import ReportError, UncitedSentence, UncountedNumber
from contrecoup.model.counts import Count
from contrecoup.model.people import Roster
from contrecoup.model.report import Part, Report
from contrecoup.model.settings import Lang
from contrecoup.report.accuracy import LEAST_DENOMINATOR
from contrecoup.report.always import always
from contrecoup.report.generated import Line, lines, names_in, without
from contrecoup.report.wordlists import (
    ABOUT,
    ABSENCE,
    AVERAGE,
    CAUSE,
    CONDITIONAL,
    EARLIEST,
    GENDERED,
    LANGUAGES,
    LOADED,
    MENTAL,
    MOOD,
    SUPPORT,
    SWEEPING,
    VERBS,
)

HELD = frozenset({"accounts", "coverage", "documents", "roster", "rules", "settings", "tie"})
"""Rules whose Counts measure what the case holds, so that zero ids are no lack."""

Check = Callable[[Line, "Whole"], Iterator[str]]


@frozen
class Whole:
    """What a check may look at besides the line: the report's language, text, people."""

    lang: Lang
    texts: dict[str, str]
    private: frozenset[str]


@frozen
class EditorialRule:
    """One rule: its number in EXPERIENCE §5, its words, its check."""

    number: int
    title: str
    check: Check = field(repr=False)
    error: type[ReportError] = ReportError


def _evidence(line: Line, _: Whole) -> Iterator[str]:
    sentence = line.sentence
    if sentence is None or sentence.citations:
        return
    if not any(c.ids or c.published_by or c.rule in HELD or not c.value for c in sentence.counts):
        yield "no citation and no count"


def _numbers(line: Line, _: Whole) -> Iterator[str]:
    for part in () if line.flat else line.parts:
        if part.role == "words" and re.search(r"\d", part.text):
            yield f"a number that is not a Count: {part.text.strip()!r}"
        if part.role == "count" and part.count is None:
            yield f"a number without its Count: {part.text!r}"


def _quotes(line: Line, whole: Whole) -> Iterator[str]:
    for before, part, after in _with_neighbours(() if line.flat else line.parts):
        if part.role != "quote":
            marks = part.role == "words" and re.search(r"[«»“”\"]", _unmarked(before, part, after))
            if marks:
                yield f"quotation marks around words of ours: {part.text.strip()!r}"
            continue
        if part.citation is None:
            yield f"quoted words without a citation: {part.text!r}"
            continue
        pieces = [_folded(piece) for piece in part.text.split(" […] ")]
        held = whole.texts.get(part.citation.document_id)
        if pieces[0] != _folded(part.citation.exact):
            yield f"quoted words are not those of the citation: {part.text!r}"
        if held is not None and any(piece not in _folded(held) for piece in pieces):
            yield f"quoted words are not in the document: {part.text!r}"


def _folded(text: str) -> str:
    """Return words with quotation marks of one kind: those inside a quotation are set anew."""
    return re.sub(r"(?:[«“‘]\s*|\s*[»”’])", "'", text)


def _unmarked(before: Part | None, part: Part, after: Part | None) -> str:
    """Return words without the marks that belong to a quote beside them."""
    text = part.text
    if after is not None and after.role == "quote":
        text = re.sub(r"(«\u202f|“)(\[…\] )?$", "", text)
    if before is not None and before.role == "quote":
        text = re.sub(r"^( \[…\])?(\u202f»|”)", "", text)
    return text


def _with_neighbours(
    parts: tuple[Part, ...],
) -> Iterator[tuple[Part | None, Part, Part | None]]:
    padded = (None, *parts, None)
    yield from zip(padded, parts, padded[2:], strict=False)


def _translation(line: Line, whole: Whole) -> Iterator[str]:
    for part in line.parts:
        if part.role != "quote":
            continue
        if not part.lang:
            yield f"quoted words without their language: {part.text!r}"
        foreign = part.lang.split("-", maxsplit=1)[0] in {"fr", "en"} - {whole.lang}
        if foreign and line.kind != "card" and LANGUAGES[whole.lang] not in line.words:
            yield f"the language of the quoted words is not said: {part.text!r}"


def _source(line: Line, _: Whole) -> Iterator[str]:
    sentence = line.sentence
    told = {"one-outlet"}
    if sentence and sentence.certainty in told and not _has(line, "source"):
        own = sentence.kind.startswith("turns.move")
        if not own:
            yield "relies on one outlet and does not name it"


def _reporting(line: Line, whole: Whole) -> Iterator[str]:
    if line.sentence and _has(line, "quote") and not VERBS[whole.lang].search(line.words):
        yield "quotes without said, wrote, posted, signed, reported or announced"


def _listed(pattern: dict[Lang, re.Pattern[str]], what: str) -> Check:
    def check(line: Line, whole: Whole) -> Iterator[str]:
        found = pattern[whole.lang].search(line.words)
        if found:
            yield f"{what}: {found.group()!r}"

    return check


def _hearts(line: Line, whole: Whole) -> Iterator[str]:
    if line.kind.endswith((".wave", ".peak")):
        found = SUPPORT[whole.lang].search(line.words)
        if found:
            yield f"an emoji read as a stance: {found.group()!r}"


def _hedge(line: Line, whole: Whole) -> Iterator[str]:
    mood = MOOD[whole.lang].search(line.words)
    if mood:
        yield f"a hedge by mood, not by source: {mood.group()!r}"
    conditional = CONDITIONAL[whole.lang].search(line.words)
    if conditional and not _has(line, "source"):
        yield f"a conditional without a named source: {conditional.group()!r}"


def _absence(line: Line, whole: Whole) -> Iterator[str]:
    sentence = line.sentence
    if sentence is None or sentence.certainty != "absence":
        return
    if not ABSENCE[whole.lang].search(line.words):
        yield "an absence that does not say that nothing was found"
    if not sentence.counts:
        yield "an absence that does not say where we looked"


def _denominator(line: Line, _: Whole) -> Iterator[str]:
    for count in line.counts:
        if not count.rule:
            yield f"a count without its rule: {count.value}"
        share = count.unit == "percent" or count.published_by
        if count.of is not None and count.of < count.value and not share:
            yield f"a count above its denominator: {count.value} of {count.of}"
    sentence = line.sentence
    published = [c for c in line.counts if c.published_by and c.unit == "signature"]
    letter = sentence is not None and "names" in sentence.kind
    if sentence and published and not letter:
        if not (_has(line, "source") or sentence.kind == "moments.letter"):
            yield "somebody's published number without its source"
        if not _has(line, "time"):
            yield "somebody's published number without its time"


def _percent(line: Line, _: Whole) -> Iterator[str]:
    if re.search(r"%|\bper ?cent\b|\bpour cent\b", line.words):
        yield "a percentage that is not a Count"
    for count in line.counts:
        if count.unit == "percent" and (count.of is None or count.of < LEAST_DENOMINATOR):
            yield f"a percentage of {count.of}"


def _about(line: Line, whole: Whole) -> Iterator[str]:
    vague = ABOUT[whole.lang]
    for part, after in pairwise(line.parts):
        counted = part.role == "words" and after.role == "count"
        if counted and any(m.end() == len(part.text) for m in vague.finditer(part.text)):
            yield f"a vague number: {part.text.strip()!r}"
    for part in line.parts:
        exact = part.role == "count" and part.count is not None and not part.count.qualifier
        if exact and vague.match(part.text):
            yield f"a vague number that its source gives exactly: {part.text!r}"


def _typeset(line: Line, whole: Whole) -> Iterator[str]:
    for part in line.parts:
        if part.role == "count" and part.count is not None:
            yield from _thousands(part, part.count, whole.lang)
        if part.role == "time" and whole.lang == "fr" and re.search(r"(?<!\d)1 [a-zéû]", part.text):
            yield f"the first of a month is not 1er: {part.text!r}"
    if whole.lang == "fr" and not line.flat:
        yield from _french(line)


def _thousands(part: Part, count: Count, lang: Lang) -> Iterator[str]:
    mark = {"fr": "\u202f", "en": ","}[lang]
    if re.search(r"\d{4}", part.text) or re.search(rf"\d[^\d{mark}]\d{{3}}(?!\d)", part.text):
        yield f"thousands are not marked: {part.text!r}"
    total = re.sub(r"\D", "", part.text) == str(count.of)
    if count.value == 0 and not total and not re.search(r"\b0", part.text):
        yield f"zero is a result and is written 0: {part.text!r}"
    zero_many = count.value == 0 and lang == "fr" and re.search(r"\b0\W+\w+s\b", part.text)
    if zero_many:
        yield f"zero is singular in French: {part.text!r}"


_FRENCH = re.compile(r"(?<=[^\u202f])[;!?»]|«(?!\u202f)|(?<=[^\u00a0]):(?=\s|$)|'")


def _french(line: Line) -> Iterator[str]:
    for part in line.parts:
        if part.role == "words" and _FRENCH.search(part.text):
            yield f"French spaces and apostrophes: {part.text!r}"


def _roles(line: Line, _: Whole) -> Iterator[str]:
    for part in line.parts:
        if part.role == "label" and not part.ref:
            yield f"a role without its source: {part.text!r}"


def _private(line: Line, whole: Whole) -> Iterator[str]:
    for part in line.parts:
        if part.role == "name" and part.ref in whole.private:
            yield f"names somebody who is not a public figure: {part.ref}"


def _threshold(line: Line, _: Whole) -> Iterator[str]:
    sentence = line.sentence
    if sentence is None or not sentence.kind.endswith((".supported", ".criticised")):
        return
    people = sentence.counts[0].value if sentence.counts else 0
    if len(sentence.citations) < min(people, 24):
        yield "fewer pieces of evidence than people"


def _reply(line: Line, _: Whole) -> Iterator[str]:
    sentence = line.sentence
    criticises = sentence is not None and sentence.kind.endswith(".criticised")
    if sentence is not None and criticises and "right-of-reply" not in sentence.note.split():
        yield "criticism that names somebody without a right of reply"


def _has(line: Line, role: str) -> bool:
    return any(part.role == role for part in line.parts)


RULES: tuple[EditorialRule, ...] = (
    EditorialRule(1, "No sentence without evidence.", _evidence, UncitedSentence),
    EditorialRule(1, "No number that is not a Count.", _numbers, UncountedNumber),
    EditorialRule(2, "Quotation marks only around words found in a capture.", _quotes),
    EditorialRule(3, "Translation and language of quoted words always marked.", _translation),
    EditorialRule(4, "A source is named in the sentence that relies on it.", _source),
    EditorialRule(5, "Said, wrote, posted, signed, reported, announced.", _reporting),
    EditorialRule(6, "No loaded verbs.", _listed(LOADED, "a loaded verb")),
    EditorialRule(7, "No mental states.", _listed(MENTAL, "a mental state")),
    EditorialRule(8, "A heart is a posted heart.", _hearts),
    EditorialRule(9, "Hedge by source, not by mood.", _hedge),
    EditorialRule(10, "First is earliest post we found.", _listed(EARLIEST, "a first")),
    EditorialRule(11, "Absence: we found none, and where we looked.", _absence),
    EditorialRule(12, "Never all, unanimous, silent.", _listed(SWEEPING, "a sweeping word")),
    EditorialRule(13, "Order in time is not cause.", _listed(CAUSE, "a cause")),
    EditorialRule(14, "Numerator, denominator, time, source.", _denominator),
    EditorialRule(15, "Percentages only of 30 or more.", _percent),
    EditorialRule(16, "About only if the source says so.", _about),
    EditorialRule(17, "Conflicting counts side by side.", _listed(AVERAGE, "an average")),
    EditorialRule(18, "Zero is a result; thousands and days are set right.", _typeset),
    EditorialRule(19, "Role on that day, from a cited source.", _roles),
    EditorialRule(20, "No guessed gender.", _listed(GENDERED, "a gender")),
    EditorialRule(21, "Private people are counted.", _private),
    EditorialRule(22, "One threshold for praise and criticism.", _threshold),
    EditorialRule(23, "Criticism that names somebody flags a right of reply.", _reply),
)


def rules() -> tuple[EditorialRule, ...]:
    """Return the editorial rules, in the order of their numbers."""
    return RULES


def check(report: Report, roster: Roster | None = None) -> tuple[ReportError, ...]:
    """Run every rule on every generated sentence, label and heading, and on the whole.

    Args:
        report: the account.
        roster: who may be named; without it rule 21 cannot fail.

    Returns:
        What breaks a rule, in reading order; empty for a good report.
    """
    people = roster.people if roster else ()
    whole = Whole(
        report.lang,
        {item.document_id: item.text for item in report.evidence if not item.masked},
        frozenset(p.person_id for p in people if not p.public),
    )
    named = cache(lambda: names_in(report))

    def wrongs(rule: EditorialRule, line: Line) -> tuple[str, ...]:
        found = tuple(rule.check(line, whole))
        if found and line.flat:
            return tuple(rule.check(without(line, named()), whole))
        return found

    of_lines = (
        rule.error(f"rule {rule.number}: {wrong}", place=line.place, next_step=rule.title)
        for line in lines(report)
        for rule in RULES
        for wrong in wrongs(rule, line)
    )
    return (*of_lines, *always(report))
