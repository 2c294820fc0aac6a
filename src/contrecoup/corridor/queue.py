"""One queue of everything that was found: what matters to the draft first, then what is unsure.

What a finding says costs nothing again after a decision, and with many findings neither does its
place: see :data:`MOST_WEIGHED`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, takewhile
from typing import TYPE_CHECKING, Any

from attrs import evolve, fields, frozen

from contrecoup.corridor import changing, handcheck
from contrecoup.corridor.wordy import Say, said_of
from contrecoup.errors import ContrecoupError, EvidenceError
from contrecoup.model import belonging
from contrecoup.model.decided import split
from contrecoup.model.decisions import VERDICTS, Decision, last, new_person, standing
from contrecoup.model.evidence import Certainty, Citation
from contrecoup.model.findings import each
from contrecoup.model.people import Roster
from contrecoup.model.report import Block, Card, Group, Report, Sentence, Table
from contrecoup.report.roles import translated

if TYPE_CHECKING:
    from contrecoup.case import Case
    from contrecoup.model.settings import Lang

MOST_WEIGHED = 5000
"""Above so many findings their weight is that in the account before decisions on findings, so
that a decision does not wait for the account."""
DOUBT: dict[Certainty, float] = {
    "observed": 0.0, "several-outlets": 0.1, "computed": 0.2, "one-outlet": 0.3, "absence": 0.2,
}  # fmt: skip
"""How much a certainty leaves to doubt, beside the detector's own confidence."""
NOT_FOUND = "quote-not-found"
"""What a sentence notes whose rewording quotes what it does not cite."""
DOUBTFUL = 0.4
"""From which doubt on a finding is doubtful."""
WEIGHTS = {"lead": 4, "key": 3, "said": 2, "card": 1}
"""What a finding matters to the draft: in headline or standfirst, a key point, a sentence, a card."""


@frozen(kw_only=True)
class Item:
    """One finding to look at, with its evidence and what was decided of it.

    ``weight`` says how much the draft leans on it (4: headline, 0: nowhere); ``doubt``, from 0
    to 1, how unsure it is.  ``lapsed`` says why the decision on it no longer applies: the finding
    waits for one again.
    """

    target: str
    kind: str
    text: str
    finding: Any
    weight: int
    doubt: float
    citations: tuple[Citation, ...] = ()
    posts: tuple[str, ...] = ()
    decision: Decision | None = None
    lapsed: ContrecoupError | None = None

    @property
    def verdict(self) -> str:
        """The verb of the decision that holds; '' where there is none."""
        return self.decision.verb if self.decision and self.lapsed is None else ""


@frozen(kw_only=True)
class Lost:
    """A decision that still stands and no longer applies.

    ``lapsed`` says why; nothing where the case no longer has what the decision is about.
    """

    decision: Decision
    lapsed: ContrecoupError | None = None


@frozen(eq=False)
class Found:
    """Every finding, undecided, by weight and doubt; where each stands; how many of a kind."""

    rows: tuple[Item, ...]
    places: dict[str, int]
    kinds: Counter[str]

    @cached_property
    def folded(self) -> dict[str, str]:
        """What each says, by id, in small letters: to be searched."""
        return {item.target: item.text.casefold() for item in self.rows}


class Queue(Sequence[Item]):
    """Findings in the order in which to decide them, found by id and by kind.

    A decision moves one of very many: what was found stays as it is, but for those that are decided.

    Args:
        found: every finding, undecided.
        decided: those about which somebody decided, by id.
    """

    def __init__(self, found: Found, decided: Mapping[str, Item]) -> None:
        self._found, self._decided = found, decided
        groups: tuple[list[Item], list[Item], list[Item]] = ([], [], [])
        rows, start = groups[0], 0
        order = {"": 0, "later": 1}
        for place in sorted(found.places[target] for target in decided):
            rows += found.rows[start:place]
            item = decided[found.rows[place].target]
            groups[order.get(item.verdict, 2)].append(item)
            start = place + 1
        rows += found.rows[start:]
        self._rows = (*rows, *groups[1], *groups[2])
        self._kinds: dict[str, tuple[Item, ...]] = {"": self._rows}
        self.open = found.kinds - Counter(item.kind for item in groups[2])

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of what was found, in order."""
        return tuple(sorted(self._found.kinds))

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: Any) -> Any:
        return self._rows[index]

    def __iter__(self) -> Iterator[Item]:
        return iter(self._rows)

    def get(self, target: str) -> Item | None:
        """Return a finding by its id."""
        place = self._found.places.get(target)
        return None if place is None else self._decided.get(target, self._found.rows[place])

    def having(self, words: str) -> frozenset[str]:
        """Return the ids of the findings that have words in what they say, or that are of that id."""
        small, said = words.casefold(), self._found.folded
        return frozenset(i for i, text in said.items() if small in text or i == words)

    def of_kind(self, kind: str) -> tuple[Item, ...]:
        """Return the findings of one kind, all without one."""
        if kind not in self._kinds:
            self._kinds[kind] = tuple(i for i in self._rows if i.kind == kind)
        return self._kinds[kind]

    def left(self, weight: int) -> int:
        """Return how many wait that matter at least so much to the draft."""
        first = takewhile(lambda i: i.verdict == "" and i.weight >= weight, self._rows)
        put_off = (i for i in self._decided.values() if i.verdict == "later")
        return sum(1 for _ in first) + sum(i.weight >= weight for i in put_off)


def of_case(case: Case) -> Queue:
    """Return the queue of a case, as its decisions leave it."""

    def work() -> Queue:
        held = last(case.decisions, VERDICTS)
        found = _weighed(case)
        void = case.drafting.lapsed(case.decisions)
        decided = {
            target: evolve(found.rows[place], decision=one, lapsed=void.get(target))
            for target, one in held.items()
            if (place := found.places.get(target)) is not None
        }
        return Queue(found, decided)

    return case.memory.of("queue", (case.state, case.decisions), work)


def _weighed(case: Case) -> Found:
    """Return every finding, undecided, by weight in the draft and doubt."""
    items, decisions = _items(case), case.decisions
    if len(items) > MOST_WEIGHED:
        decisions = case.drafting.who

    def weights() -> dict[str, int]:
        return _weights(case.drafting.draft(case.settings.languages[0], decisions))

    found = case.memory.of("weights", (case.state, decisions), weights)

    def work() -> Found:
        named = {i.target: i for i in items}.values()
        rows = [evolve(i, weight=found[i.target]) if i.target in found else i for i in named]
        rows.sort(key=lambda i: (-i.weight, -i.doubt, i.kind, i.target))
        places = {item.target: n for n, item in enumerate(rows)}
        return Found(tuple(rows), places, Counter(item.kind for item in rows))

    return case.memory.of("weighed", (case.state, decisions), work)


def _items(case: Case) -> tuple[Item, ...]:
    """Return every finding with what it says, in the order in which it was found."""

    def work() -> tuple[Item, ...]:
        called = names(case, "the board")
        return tuple(
            Item(
                target=finding.finding_id,
                kind=kind,
                text=said_of(finding, called),
                finding=finding,
                weight=0,
                doubt=round(min(1.0, _doubt(finding)), 3),
                citations=tuple(citations_of(finding)),
                posts=tuple(getattr(finding, "post_ids", ())) or _post(finding),
            )
            for kind, finding in each(case.raw())
        )

    return case.memory.of("items", (case.state, case.drafting.who), work)


def names(case: Case, board: str) -> dict[str, str]:
    """Return the names of people and organisations by id."""
    names = {p.person_id: p.name for p in case.roster.people}
    names |= {o.organisation_id: o.name for o in case.roster.organisations}
    return {**names, changing.BOARD: board}


def _namesakes(roster: Roster) -> dict[str, str]:
    """Return the names that several people bear, each with what the person is, by id."""
    held = Counter(p.name for p in roster.people)
    is_what: dict[str, str] = {}
    for one in roster.affiliations:
        is_what.setdefault(one.person_id, one.role or one.team)
    return {
        p.person_id: f"{p.name} ({is_what[p.person_id]})"
        for p in roster.people
        if held[p.name] > 1 and is_what.get(p.person_id)
    }


def lines(case: Case, say: Say, lang: Lang | None = None) -> Callable[[Item], str]:
    """Return what says a finding in one line, its values put into words; namesakes with their role.

    With a language, roles that both languages have are told in it.
    """

    def told(code: str) -> str:
        words = say(code)
        return translated(code, lang) if lang and words == code else words

    called = names(case, say("board")) | _namesakes(case.roster)
    return lambda item: said_of(item.finding, called, told)


def said(case: Case, target: str) -> str:
    """Return what a finding says, whatever its place in the queue; '' where there is none."""

    def work() -> dict[str, str]:
        return {item.target: item.text for item in _items(case)}

    return case.memory.of("said", (case.state, case.drafting.who), work).get(target, "")


def words_of(case: Case, item: str) -> str:
    """Return what a post, or a sentence in the case's first language, says now; '' of others."""
    if not item.startswith("line:"):
        post = case.documents().posts.get(item)
        return post.text if post is not None else ""

    def work() -> dict[str, str]:
        report = case.report(case.settings.languages[0]).report
        return {sentence.key: sentence.text for sentence in report.sentences()}

    return case.memory.of("sentences", (case.state, case.decisions), work).get(item, "")


def beside(case: Case, item: Item) -> tuple[Item, ...]:
    """Return the other findings that rest on some of the words that this one cites."""

    def work() -> dict[str, list[tuple[Citation, str]]]:
        found: dict[str, list[tuple[Citation, str]]] = {}
        for one in _items(case):
            for cited in one.citations:
                found.setdefault(cited.document_id, []).append((cited, one.target))
        return found

    index = case.memory.of("beside", (case.state, case.drafting.who), work)
    near = dict.fromkeys(
        target
        for own in item.citations
        for other, target in index.get(own.document_id, ())
        if own.start < other.end and other.start < own.end
    )
    rows = (of_case(case).get(target) for target in near if target != item.target)
    return tuple(row for row in rows if row is not None)


# decisions that no longer apply


def lost(case: Case) -> tuple[Lost, ...]:
    """Return the decisions that stand and no longer apply, oldest first."""

    def work() -> tuple[Lost, ...]:
        rows = [
            Lost(decision=one)
            for target, stack in standing(case.decisions).items()
            for one in stack
            if not _known(case, target, one)
        ]
        changes = last(case.decisions, ("change",))
        void = case.drafting.lapsed(case.decisions)
        rows += (Lost(decision=changes[target], lapsed=why) for target, why in void.items())
        rows += _unfounded(case)
        return tuple(sorted(rows, key=lambda one: (one.decision.at, one.decision.target)))

    return case.memory.of("lost", (case.state, case.decisions), work)


def _unfounded(case: Case) -> Iterator[Lost]:
    """Yield the rewordings whose quoted words are no longer in what their sentences cite."""
    words = last(case.decisions, ("reword",))
    if not words:
        return
    for lang in case.settings.languages:
        for sentence in case.report(lang).report.sentences():
            one = words.get(f"{sentence.key}.{lang}")
            if one is not None and NOT_FOUND in sentence.note.split():
                yield Lost(decision=one, lapsed=unquoted(one.target))


def unquoted(target: str) -> EvidenceError:
    """Return the error of words that quote what their sentence does not cite."""
    message = "words between quotation marks are not in what this sentence cites"
    step = "quote them exactly as they are in the evidence, or take the marks off"
    return EvidenceError(message, place=target, next_step=step, field="value")


def _known(case: Case, target: str, one: Decision) -> bool:
    if one.verb in {"publish", "settle"}:
        return True
    if one.verb == "affiliate":
        return belonging.holds(one, split(case.plain_roster, case.decisions))
    if one.verb in {"merge", "rename"}:
        kept = {one.target, one.value} if one.verb == "merge" else {one.target}
        return kept <= {p.person_id for p in case.plain_roster.people} | {
            new_person(s) for s in last(case.decisions, ("split",)).values()
        }
    return held(case, target)


def held(case: Case, target: str) -> bool:
    """Whether the case has something of that id; lines cost writing the account."""
    if not target.startswith("line:"):
        return target in _named(case) or target in _targets(case)
    line, _, lang = target.rpartition(".")
    langs = case.settings.languages
    if lang not in langs:
        line, chosen = target, langs
    else:
        chosen = tuple(one for one in langs if one == lang)
    return any(line in _lines(case, one) for one in chosen)


def _lines(case: Case, lang: Any) -> frozenset[str]:
    def work() -> frozenset[str]:
        report = case.report(lang).report
        return frozenset((*report.dropped, *(s.key for s in report.sentences())))

    return case.memory.of(f"lines {lang}", (case.state, case.decisions), work)


def _named(case: Case) -> frozenset[str]:
    """Return the ids of posts and accounts: no detector has to run to know them."""

    def work() -> frozenset[str]:
        table = case.documents().posts.table
        columns = (table.column(c).to_pylist() for c in ("account_id", "post_id"))
        return frozenset(chain.from_iterable(columns))

    return case.memory.of("named", case.drafting.head, work)


def _targets(case: Case) -> frozenset[str]:
    def work() -> frozenset[str]:
        found = {finding.finding_id for _, finding in each(case.raw())}
        return frozenset((*found, *(handcheck.PREFIX + i for i in found)))

    return case.memory.of("targets", (case.state, case.drafting.who), work)


def citations_of(finding: Any) -> Iterable[Citation]:
    """Yield the citations of a finding, those of its renderings too."""
    for attribute in fields(type(finding)):
        value = getattr(finding, attribute.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Citation):
                yield item
            elif hasattr(item, "citation"):
                yield item.citation
                yield from getattr(item, "more", ())


def _post(finding: Any) -> tuple[str, ...]:
    post = getattr(finding, "post_id", "")
    return (post,) if post else ()


def _doubt(finding: Any) -> float:
    certainty: Certainty = getattr(finding, "certainty", "computed")
    return (1 - getattr(finding, "confidence", 1.0)) + DOUBT[certainty]


def _told(block: Block, weight: int) -> tuple[Iterable[str], int]:
    """Return the findings that a block tells, and what that weighs."""
    if isinstance(block, Sentence):
        return block.findings, weight
    if isinstance(block, Card):
        return ("quotation:" + block.card_id.removeprefix("card-"),), WEIGHTS["card"]
    if isinstance(block, Table):
        return chain.from_iterable(block.findings), WEIGHTS["said"]
    return (), 0


def _weights(report: Report) -> dict[str, int]:
    weights: dict[str, int] = {}

    def note(ids: Iterable[str], weight: int) -> None:
        for one in ids:
            weights[one] = max(weight, weights.get(one, 0))

    def walk(blocks: Iterable[Block], weight: int) -> None:
        for block in blocks:
            if isinstance(block, Group):
                walk(block.blocks, weight)
            else:
                note(*_told(block, weight))

    for section in report.sections:
        walk(section.blocks, WEIGHTS["key" if section.key == "key" else "said"])
    for sentence in (report.headline, report.standfirst):
        note(sentence.findings, WEIGHTS["lead"])
    return weights
