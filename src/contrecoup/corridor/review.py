"""What people decide: one queue for every kind of finding, and the words of the account.

Every decision goes through :meth:`Review.decide`, which refuses one that cannot hold: about
nothing in the case, without the reason that its verb asks for, or with words that the evidence
does not bear.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from attrs import fields, frozen

from contrecoup.corridor import handcheck
from contrecoup.corridor.drafting import about_people
from contrecoup.corridor.merging import Merged, merged
from contrecoup.corridor.wordy import said_of
from contrecoup.errors import EvidenceError, PeopleError, SettingsError, UnknownPerson
from contrecoup.model.decisions import VERDICTS, Decision, Verb, last, new_person, standing
from contrecoup.model.evidence import Certainty, Citation
from contrecoup.model.findings import each
from contrecoup.model.report import Block, Card, Group, Report, Sentence
from contrecoup.model.settings import LANGS, Lang

if TYPE_CHECKING:
    from contrecoup.case import Case

REASONED: frozenset[Verb] = frozenset({"reject", "policy", "change", "outside"})
"""Verbs that need a reason."""
POLICIES = ("verbatim", "count")
DOUBT: dict[Certainty, float] = {
    "observed": 0.0, "several-outlets": 0.1, "computed": 0.2, "one-outlet": 0.3, "absence": 0.2,
}  # fmt: skip
"""How much a certainty leaves to doubt, beside the detector's own confidence."""
WEIGHTS = {"lead": 4, "key": 3, "said": 2, "card": 1}
"""What a finding matters to the draft: in headline or standfirst, a key point, a sentence, a card."""


@frozen(kw_only=True)
class Item:
    """One finding to look at, with its evidence and what was decided of it.

    ``weight`` says how much the draft leans on it (4: headline, 0: nowhere); ``doubt``, from 0
    to 1, how unsure it is.
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

    @property
    def verdict(self) -> str:
        """The verb of the decision that holds; '' where there is none."""
        return self.decision.verb if self.decision else ""


@frozen(kw_only=True)
class Lost:
    """A decision that still stands, about something that the case no longer has."""

    decision: Decision


class Review:
    """The decisions of a case: a queue to decide, verbs to decide with, two people's files."""

    def __init__(self, case: Case) -> None:
        self._case = case

    # the queue

    @property
    def queue(self) -> tuple[Item, ...]:
        """Everything found: undecided first, by weight in the draft, then by doubt."""
        case = self._case
        key = ("queue", case.state, case.decisions)
        return case.memory.of("queue", key, self._queue)

    def _queue(self) -> tuple[Item, ...]:
        case = self._case
        weights = _weights(case.report().report)
        held = last(case.decisions, VERDICTS)
        names = {p.person_id: p.name for p in case.roster.people}
        names |= {o.organisation_id: o.name for o in case.roster.organisations}
        rows = [
            Item(
                target=finding.finding_id,
                kind=kind,
                text=said_of(finding, names),
                finding=finding,
                weight=weights.get(finding.finding_id, 0),
                doubt=round(min(1.0, _doubt(finding)), 3),
                citations=tuple(citations_of(finding)),
                posts=tuple(getattr(finding, "post_ids", ())) or _post(finding),
                decision=held.get(finding.finding_id),
            )
            for kind, finding in each(case.raw())
        ]
        order = {"": 0, "later": 1}
        rows.sort(key=lambda i: (order.get(i.verdict, 2), -i.weight, -i.doubt, i.kind, i.target))
        return tuple(rows)

    def item(self, target: str) -> Item:
        """Return one finding of the queue.

        Raises:
            SettingsError: nothing was found under that id.
        """
        for item in self.queue:
            if item.target == target:
                return item
        message = f"there is no finding {target!r}"
        raise SettingsError(message, next_step="see contrecoup review CASE")

    @property
    def lost(self) -> tuple[Lost, ...]:
        """Decisions that stand, about what the case no longer has, oldest first."""
        rows = [
            Lost(decision=one)
            for target, stack in standing(self._case.decisions).items()
            for one in stack
            if not self._known(target, one)
        ]
        return tuple(sorted(rows, key=lambda lost: (lost.decision.at, lost.decision.target)))

    def _known(self, target: str, one: Decision) -> bool:
        if one.verb == "publish":
            return True
        if one.verb in {"merge", "rename"}:
            kept = {one.target, one.value} if one.verb == "merge" else {one.target}
            return kept <= {p.person_id for p in self._case.plain_roster.people} | {
                new_person(s) for s in last(self._case.decisions, ("split",)).values()
            }
        return self._held(target)

    def _held(self, target: str) -> bool:
        """Whether the case has something of that id; lines cost writing the account."""
        if not target.startswith("line:"):
            return target in self._targets()
        line, _, lang = target.rpartition(".")
        langs = self._case.settings.languages
        if lang not in langs:
            line, chosen = target, langs
        else:
            chosen = tuple(one for one in langs if one == lang)
        for one in chosen:
            report = self._case.report(one).report
            if line in report.dropped or line in {s.key for s in report.sentences()}:
                return True
        return False

    def _targets(self) -> frozenset[str]:
        case, raw = self._case, self._case.raw()

        def work() -> frozenset[str]:
            found = {finding.finding_id for _, finding in each(raw)}
            table = case.documents().posts.table
            columns = (table.column(c).to_pylist() for c in ("account_id", "post_id"))
            checks = (handcheck.PREFIX + i for i in found)
            return frozenset((*found, *checks, *chain.from_iterable(columns)))

        return case.memory.of("targets", (case.state, about_people(case.decisions)), work)

    # decisions

    def decide(
        self, verb: str, target: str, *, value: str = "", why: str = "", who: str
    ) -> Decision:
        """Append a decision, if it can hold.

        Args:
            verb: see :data:`contrecoup.model.decisions.Verb`.
            target: the id of a finding, account, person, post or line; a line also by the
                name it has on the page (``k2``, or ``k2.fr`` to reword it in one language).
            value: what the verb needs.
            why: the reason; needed to reject, to change, for a policy.
            who: who decides.

        Raises:
            SettingsError: the verb, its value or its target is none; a reason is missing.
            UnknownPerson: nobody in the roster has that key.
            EvidenceError: quoted words are not in what the sentence cites.
        """
        if verb not in get_args(Verb) or verb == "publish":
            message = f"there is no decision {verb!r}"
            raise SettingsError(message, next_step="see the manual's page on the desk")
        said: Any = verb
        why, who, value = why.strip(), who.strip(), value.strip()
        if not who:
            message = "a decision needs the name of who decides"
            raise SettingsError(message, next_step="give it with --who")
        if verb in REASONED and not why:
            message = f"to {verb} needs a reason"
            raise SettingsError(message, place=target, next_step="give it with --why")
        target, about = self._about(said, target)
        self._check(said, target, value)
        made = Decision(
            verb=said, target=target, value=value, why=why, who=who, at=_now(), about=about
        )
        self._try(made)
        self._case.append(made)
        return made

    def _about(self, verb: Verb, target: str) -> tuple[str, str]:
        """Return the content-derived id behind a name, and what it is in words."""
        langs = self._case.settings.languages
        name, _, lang = target.rpartition(".")
        chosen: Lang = next((code for code in LANGS if code == lang), langs[0])
        line = name if lang in LANGS else target
        if not _lineish(line):
            return target, self._words(target)
        for sentence in self._case.report(chosen).sentences:
            if line in {sentence.key, sentence.sentence_id}:
                key = f"{sentence.key}.{chosen}" if verb == "reword" else sentence.key
                if lang in LANGS and verb == "undo":
                    key = f"{sentence.key}.{lang}"
                return key, self._own_words(sentence, chosen)
        return target, self._words(target)

    def _own_words(self, sentence: Sentence, lang: Lang) -> str:
        """Return a sentence as the tool writes it, whatever people made of it."""
        if not sentence.reworded_by:
            return sentence.text
        held = standing(self._case.decisions).get(f"{sentence.key}.{lang}", ())
        return held[-1].about if held else sentence.text

    def _words(self, target: str) -> str:
        target = target.removeprefix(handcheck.PREFIX)
        found = next((i for i in self.queue if i.target == target), None)
        if found is not None:
            return found.text
        people = {p.person_id: p.name for p in self._case.roster.people}
        if target in people:
            return people[target]
        post = self._case.documents().posts.get(target)
        if post is not None:
            return post.text
        match = next((m for m in self._case.people.matches if m.account_id == target), None)
        return f"@{match.handle} {match.display_name}".strip() if match else ""

    def _check(self, verb: Verb, target: str, value: str) -> None:
        people = frozenset(p.person_id for p in self._case.roster.people)
        if verb == "undo":
            if not standing(self._case.decisions).get(target):
                message = f"nothing stands that could be undone about {target!r}"
                raise SettingsError(message, next_step="see contrecoup review CASE --log")
        elif verb in {"merge", "rename"}:
            _among(people, target)
        elif not self._held(target):
            message = f"nothing in the case is called {target!r}"
            raise SettingsError(message, next_step="see contrecoup review CASE, and people")
        if verb in {"assign", "merge"}:
            _among(people, value)
        if verb == "merge" and target == value:
            message = "a person is already themself"
            raise PeopleError(message, place=target, next_step="give two keys")
        _valued(verb, target, value, people)

    def _try(self, made: Decision) -> None:
        """Refuse a decision that the account cannot be written with."""
        if made.verb not in {"change", "reword"}:
            return
        case = self._case
        trial = (*case.decisions, made)
        lang = made.target.rpartition(".")[2]
        chosen: Lang = next((c for c in LANGS if c == lang), case.settings.languages[0])
        report = case.draft(chosen, trial)
        if made.verb == "reword":
            key = made.target.rpartition(".")[0]
            said = next((s for s in report.sentences() if s.key == key), None)
            if said is not None and "quote-not-found" in said.note:
                message = "words between quotation marks are not in what this sentence cites"
                step = "quote them exactly as they are in the evidence, or take the marks off"
                raise EvidenceError(message, place=made.target, next_step=step)

    # one verb each

    def accept(self, target: str, *, who: str, why: str = "") -> Decision:
        """Confirm a finding."""
        return self.decide("accept", target, why=why, who=who)

    def reject(self, target: str, *, who: str, why: str) -> Decision:
        """Leave a finding out of the account, for a reason."""
        return self.decide("reject", target, why=why, who=who)

    def later(self, target: str, *, who: str, why: str = "") -> Decision:
        """Put a finding at the end of the queue."""
        return self.decide("later", target, why=why, who=who)

    def undo(self, target: str, *, who: str, why: str = "") -> Decision:
        """Take back the last decision that stands on a target."""
        return self.decide("undo", target, why=why, who=who)

    def change(self, target: str, *, who: str, why: str, **values: str) -> Decision:
        """Set attributes of a finding right (``polarity="for"``); its evidence stays."""
        import json

        value = json.dumps(values, ensure_ascii=False, sort_keys=True)
        return self.decide("change", target, value=value, why=why, who=who)

    def drop(self, line: str, *, who: str, why: str = "") -> Decision:
        """Take a sentence out of the account."""
        return self.decide("drop", line, why=why, who=who)

    def move(self, line: str, before: str = "", *, who: str, why: str = "") -> Decision:
        """Set a sentence before another one of its section; last without one."""
        anchor = self._about("move", before)[0] if before else ""
        return self.decide("move", line, value=anchor, why=why, who=who)

    def reword(self, line: str, words: str, *, lang: Lang, who: str, why: str = "") -> Decision:
        """Put a sentence in a person's words: marked so, its citations kept and checked."""
        return self.decide("reword", f"{line}.{lang}", value=words, why=why, who=who)

    def policy(self, post: str, what: str, *, who: str, why: str) -> Decision:
        """Decide for one removed post whether its words are published (``verbatim``, ``count``)."""
        return self.decide("policy", post, value=what, why=why, who=who)

    # two people

    def merge(self, other: str | Path) -> Merged:
        """Take over another person's decisions.jsonl; what the two contradict is listed.

        Raises:
            ChainBroken: a line of the other file was altered, cut or moved.
        """
        from contrecoup import store

        path = Path(other)
        if not path.is_file():
            message = "there is no such file"
            raise SettingsError(message, place=str(other), next_step="check the path")
        theirs = store.Decisions(path.parent, path.name).all()
        result = merged(self._case.decisions, theirs)
        self._case.append(*result.added)
        return result

    # checking by hand

    def sample(self, detector: str, size: int = handcheck.SIZE, seed: str = "") -> tuple[Item, ...]:
        """Return findings of one kind drawn by a seed, the same as long as they are found."""
        rows = [item for item in self.queue if item.kind == detector]
        return handcheck.drawn(rows, size, seed)

    def judge(self, target: str, answer: str, *, who: str, why: str = "") -> Decision:
        """Say whether a drawn finding is ``right``, ``wrong`` or ``unclear``."""
        given = handcheck.PREFIX + target.removeprefix(handcheck.PREFIX)
        return self.decide("judge", given, value=answer, why=why, who=who)


def _among(people: frozenset[str], person: str) -> None:
    if person not in people:
        message = f"the roster has nobody with the key {person!r}"
        raise UnknownPerson(message, next_step="see contrecoup people, or add a roster line")


def _valued(verb: Verb, target: str, value: str, people: frozenset[str]) -> None:
    """Refuse a value that the verb cannot take."""
    if verb == "split":
        source, _, name = value.partition(" ")
        if source not in people or not name.strip():
            message = f"a split names who loses the account, and the new person, not {value!r}"
            raise SettingsError(message, next_step="write it so: PERSON New Name")
    if verb in {"reword", "rename"} and not value:
        message = "there are no words"
        raise SettingsError(message, place=target, next_step="write them, or drop the sentence")
    allowed = {"policy": POLICIES, "judge": handcheck.ANSWERS}.get(verb)
    if allowed is not None and value not in allowed:
        message = f"{value!r} is no answer here"
        raise SettingsError(message, place=target, next_step=f"one of {', '.join(allowed)}")


def _now() -> datetime:
    return datetime.now(UTC)


def _lineish(target: str) -> bool:
    return target.startswith("line:") or (":" not in target and len(target) < 8)


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


def _weights(report: Report) -> dict[str, int]:
    weights: dict[str, int] = {}

    def note(ids: Iterable[str], weight: int) -> None:
        for one in ids:
            weights[one] = max(weight, weights.get(one, 0))

    def walk(blocks: Iterable[Block], weight: int) -> None:
        for block in blocks:
            if isinstance(block, Sentence):
                note(block.findings, weight)
            elif isinstance(block, Card):
                note(("quotation:" + block.card_id.removeprefix("card-"),), WEIGHTS["card"])
            elif isinstance(block, Group):
                walk(block.blocks, weight)

    for section in report.sections:
        walk(section.blocks, WEIGHTS["key" if section.key == "key" else "said"])
    for sentence in (report.headline, report.standfirst):
        note(sentence.findings, WEIGHTS["lead"])
    return weights
