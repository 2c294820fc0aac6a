"""What people decide: one queue for every kind of finding, and the words of the account.

Every decision goes through :meth:`Review.decide`, which refuses one that cannot hold: about
nothing in the case, without the reason that its verb asks for, or with words that the evidence
does not bear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from attrs import evolve

from contrecoup.corridor import changing, handcheck, queue, settling, together
from contrecoup.corridor.merging import Merged, merged
from contrecoup.corridor.queue import Item, Lost, Queue
from contrecoup.corridor.wordy import Say
from contrecoup.errors import PeopleError, SettingsError, UnknownPerson
from contrecoup.model import belonging
from contrecoup.model.decisions import PEOPLE, Decision, Verb, standing
from contrecoup.model.report import Sentence
from contrecoup.model.settings import LANGS, Lang

if TYPE_CHECKING:
    from contrecoup.case import Case

REASONED: frozenset[Verb] = frozenset(
    {"reject", "policy", "change", "outside", "affiliate", "settle"}
)
"""Verbs that need a reason."""
OF_FINDINGS: frozenset[Verb] = frozenset({"accept", "reject", "later", "change"})
"""Verbs about a finding, whichever sentences tell it."""
TOGETHER: frozenset[Verb] = frozenset({"accept", "reject", "later", "outside", "undo"})
"""Verbs that may be said of several at once."""
POLICIES = ("verbatim", "count")


class Review:
    """The decisions of a case: a queue to decide, verbs to decide with, two people's files.

    Each verb takes ``who`` decides and ``why``, in words; ``target``, the id of a finding, a post, an
    account or a person, or ``line``, that of a sentence, a section or a card; ``lang``, whose words
    they are; ``values``, attributes with their new values; an ``answer``: right, wrong or unclear;
    ``what``: verbatim or count.  A sample is of a ``size``, of one ``detector`` or of all.
    """

    def __init__(self, case: Case) -> None:
        self._case = case

    # the queue

    @property
    def queue(self) -> Queue:
        """Everything found: undecided first, by weight in the draft, then by doubt."""
        return queue.of_case(self._case)

    def names(self, board: str) -> dict[str, str]:
        """Return what people and organisations are called, by id; ``board`` is what the board is."""
        return queue.names(self._case, board)

    def lines(self, say: Say, lang: Lang | None = None) -> Callable[[Item], str]:
        """Return what tells a finding in one line, its values put into words by ``say``.

        With a language, roles that both languages have are told in it.
        """
        return queue.lines(self._case, say, lang)

    def item(self, target: str) -> Item:
        """Return one finding of the queue.

        Raises:
            SettingsError: nothing was found under that id.
        """
        item = self.queue.get(target)
        if item is None:
            message = f"there is no finding {target!r}"
            raise SettingsError(message, next_step="see contrecoup review CASE")
        return item

    @property
    def lost(self) -> tuple[Lost, ...]:
        """Decisions that stand and no longer apply, each with the reason, oldest first.

        What they are about is gone, or the documents no longer bear what they say: the account
        tells what was found.  They stay, and apply again if it comes back.
        """
        return queue.lost(self._case)

    # decisions

    def decide(
        self, verb: str, target: str, *, value: str = "", why: str = "", who: str
    ) -> Decision:
        """Append a decision, if it can hold.

        The same decision by the same person, where it is the last that stands on its target,
        is not written down twice: asked for again after a lost answer, it is that answer.  To
        ``undo`` twice takes back two decisions.

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
        made, held = self._made(verb, target, value, why, who)
        if held:
            self._case.append()  # what was interrupted may not have been sealed
            return made
        self._try(made)
        self._case.append(made)
        return made

    def together(self, verb: str, *targets: str, who: str, why: str = "") -> tuple[Decision, ...]:
        """Decide the same about several in one step: a decision of its own for each.

        What was asked for before and stands already is not written down twice.  ``undo`` takes back
        the last decision on each; with :meth:`step`, those of one step.

        Args:
            verb: ``accept``, ``reject``, ``later``, ``outside`` or ``undo``.
            targets: the ids of findings; of accounts for ``outside``; of either for ``undo``.
            who: who decides.
            why: the reason; needed to reject, and for ``outside``.

        Raises:
            SettingsError: the verb is none of these, a target is nothing in the case, there is none,
                or a reason is missing; nothing is written then.
        """
        if verb not in TOGETHER:
            message = f"to {verb} is for one at a time"
            raise SettingsError(message, next_step=f"one of {', '.join(sorted(TOGETHER))}")
        if not targets:
            message = "nothing is named to decide about"
            raise SettingsError(message, next_step="give the ids", field="one")
        return self._at_once(self._made(verb, one, "", why, who) for one in dict.fromkeys(targets))

    def assigned(
        self, owners: Mapping[str, str], reasons: Mapping[str, str], *, who: str
    ) -> tuple[Decision, ...]:
        """Decide in one step whose several accounts are: a decision of its own for each.

        Args:
            owners: the key of the person, by account.
            reasons: the reason, by account.
            who: who decides.

        Raises:
            UnknownPerson: nobody in the roster has that key.
        """
        return self._at_once(
            self._made("assign", one, person, reasons[one], who) for one, person in owners.items()
        )

    def _at_once(self, made: Iterable[tuple[Decision, bool]]) -> tuple[Decision, ...]:
        """Write decisions down, but for those that stand already, as of one instant."""
        rows, at = tuple(made), _now()
        self._case.append(*(evolve(made, at=at) for made, held in rows if not held))
        return tuple(made if held else evolve(made, at=at) for made, held in rows)

    def step(self, target: str) -> tuple[str, ...]:
        """Return what was decided in one step with the last decision that stands on a target."""
        return together.step(self._case.decisions, target)

    def alike(self, item: Item) -> tuple[Item, ...]:
        """Return the findings that wait and of which the same is asked, this one among them.

        They are of one kind, were read as the same (a side, and toward whom) and are as certain.
        """
        return together.alike(self._case, item)

    def _made(
        self, verb: str, target: str, value: str, why: str, who: str
    ) -> tuple[Decision, bool]:
        """Return a decision that says enough, and whether it is the last that stands already."""
        if verb not in get_args(Verb) or verb == "publish":
            message = f"there is no decision {verb!r}"
            raise SettingsError(message, next_step="see the manual's page on the desk")
        said: Any = verb
        why, who, value = why.strip(), who.strip(), value.strip()
        if not who:
            message = "a decision needs the name of who decides"
            raise SettingsError(message, next_step="give it with --who", field="who")
        if verb in REASONED and not why:
            message = f"to {verb} needs a reason"
            raise SettingsError(message, place=target, next_step="give it with --why", field="why")
        target, about = self._about(said, target, value)
        made = Decision(
            verb=said, target=target, value=value, why=why, who=who, at=_now(), about=about
        )
        held = standing(self._case.decisions).get(target, ())
        if held and _again(made, held[-1]):
            return held[-1], True
        self._check(said, target, value)
        return made, False

    def _about(self, verb: Verb, target: str, value: str = "") -> tuple[str, str]:
        """Return the content-derived id behind a name, and what it is in words."""
        if verb == "affiliate" and not target.startswith(belonging.PREFIX):
            _among(frozenset(p.person_id for p in self._case.roster.people), target)
            held, _ = belonging.said(target, value, self._case.roster)
            return belonging.affiliation_id(held), self._words(target)
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
        """Return what is decided about in words; people and posts first, who cost no detector."""
        target = belonging.person_of(target.removeprefix(handcheck.PREFIX))
        if target.startswith(settling.PREFIX):
            return queue.words_of(self._case, settling.item_of(target))
        people = {p.person_id: p.name for p in self._case.roster.people}
        if target in people:
            return people[target]
        match = next((m for m in self._case.people.matches if m.account_id == target), None)
        if match is not None:
            return f"@{match.handle} {match.display_name}".strip()
        post = self._case.documents().posts.get(target)
        if post is not None:
            return post.text
        return queue.said(self._case, target)

    def _check(self, verb: Verb, target: str, value: str) -> None:
        people = frozenset(p.person_id for p in self._case.roster.people)
        if verb == "undo":
            if not standing(self._case.decisions).get(target):
                message = f"nothing stands that could be undone about {target!r}"
                raise SettingsError(message, next_step="see contrecoup review CASE --log")
        elif verb in {"merge", "rename"}:
            _among(people, target)
        elif verb == "affiliate":
            self._belongs(target, value)
        elif verb in OF_FINDINGS and target.startswith("line:"):
            self._refuse_line(verb, target)
        elif not queue.held(self._case, settling.item_of(target)):
            message = f"nothing in the case is called {target!r}"
            raise SettingsError(message, next_step="see contrecoup review CASE, and people")
        if verb in {"assign", "merge"}:
            _among(people, value, "value")
        if verb == "merge" and target == value:
            message = "a person is already themself"
            raise PeopleError(message, place=target, next_step="give two keys", field="value")
        _valued(verb, target, value, people)

    def _refuse_line(self, verb: Verb, line: str) -> None:
        """Say what a sentence rests on: a finding is told in more than one."""
        sentences = self._case.report(self._case.settings.languages[0]).sentences
        rests = next((s.findings for s in sentences if s.key == line), ())
        message = f"to {verb} is for a finding, and this is a sentence"
        named = f"of what it rests on: {', '.join(rests[:6])}" if rests else "of a finding"
        step = f"give the id {named}; or --drop the sentence alone"
        raise SettingsError(message, place=line, next_step=step)

    def _belongs(self, target: str, value: str) -> None:
        """Refuse what is no affiliation, or one about an affiliation that there is not."""
        person, roster = belonging.person_of(target), self._case.roster
        _among(frozenset(p.person_id for p in roster.people), person)
        new = value and belonging.affiliation_id(belonging.said(person, value, roster)[0])
        if target not in {new, *(row[0] for row in self._case.people.affiliations)}:
            message = f"there is no affiliation {target!r}"
            raise SettingsError(message, next_step="see the screen People, or roster.csv")

    def _try(self, made: Decision) -> None:
        """Refuse a decision that the account cannot be written with."""
        if made.verb not in {"change", "reword"}:
            return
        case = self._case
        trial = (*case.decisions, made)
        lang = made.target.rpartition(".")[2]
        chosen: Lang = next((c for c in LANGS if c == lang), case.settings.languages[0])
        if made.verb == "change":
            changing.tried(case, self.item(made.target).finding, made.value)
        report = case.drafting.draft(chosen, trial)
        if made.verb == "reword":
            key = made.target.rpartition(".")[0]
            said = next((s for s in report.sentences() if s.key == key), None)
            if said is not None and queue.NOT_FOUND in said.note:
                raise queue.unquoted(made.target)

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

    def settle(self, code: str, *items: str, who: str, why: str) -> tuple[Decision, ...]:
        """Settle a point of the checklist for some of what it lists, with a note.

        It is open again where the words that it was about change.

        Args:
            code: the point: ``private``, ``right-of-reply`` … (see :meth:`Case.checklist`).
            items: the ids that it lists.
            who: who settles it.
            why: who was asked and answered what, or why it may stay as it is.
        """
        targets = [settling.target_of(code, self._about("settle", one)[0]) for one in items]
        rows = [self._made("settle", target, "", why, who) for target in targets]
        self._case.append(*(made for made, held in rows if not held))
        return tuple(made for made, _ in rows)

    def affiliate(self, who_belongs: str, *, who: str, why: str, **said: str) -> Decision:
        """Say where a person belonged, or set right what the roster says of it.

        Args:
            who_belongs: a person's key, for one more affiliation; or the id of one that there
                is (:attr:`People.affiliations`), which is then replaced, or taken out where
                nothing is ``said``.
            who: who decides.
            why: the reason.
            said: ``organisation`` and ``source`` (needed), ``role``, ``team``, ``first`` and
                ``last`` (days as 2031-03-14).
        """
        import json

        days = {"first": "from", "last": "to"}
        given = {days.get(key, key): value for key, value in said.items() if value}
        value = json.dumps(given, ensure_ascii=False, sort_keys=True) if given else ""
        return self.decide("affiliate", who_belongs, value=value, why=why, who=who)

    def rename(self, person: str, name: str, *, who: str, why: str = "") -> Decision:
        """Set a person's name right; the old one stays among the other names."""
        return self.decide("rename", person, value=name, why=why, who=who)

    # two people

    def merge(self, other: str | Path) -> Merged:
        """Take over another person's decisions.jsonl; what the two contradict is listed.

        Raises:
            ChainBroken: a line of the other file was altered, cut or moved.
            SettingsError: it is no such file.
        """
        from contrecoup import store

        path = Path(other)
        if not path.is_file():
            message = "there is no such file"
            step = "check the path"
            raise SettingsError(message, place=str(other), next_step=step, field="other")
        theirs = store.Decisions(path.parent, path.name).all()
        result = merged(self._case.decisions, theirs)
        self._case.append(*result.added)
        return result

    # what a finding is beside

    def choices(self, item: Item) -> tuple[changing.Choice, ...]:
        """Return what may be set right in a finding, as it stands now."""
        return changing.choices(self._case, item.finding, item.decision)

    def beside(self, item: Item) -> tuple[Item, ...]:
        """Return the other findings that rest on what this one cites."""
        return queue.beside(self._case, item)

    # checking by hand

    @property
    def judged(self) -> dict[str, tuple[int, int]]:
        """How many findings of each kind were right, and how many were checked."""
        queue = self.queue

        def kind_of(target: str) -> str | None:
            item = queue.get(target)
            return item.kind if item else None

        return handcheck.judged(self._case.decisions, kind_of)

    def sample(self, detector: str, size: int = handcheck.SIZE, seed: str = "") -> tuple[Item, ...]:
        """Return findings of one kind drawn by a seed, the same as long as they are found."""
        case, queue = self._case, self.queue
        key = (case.state, case.drafting.who, detector, size, seed)

        def work() -> tuple[str, ...]:
            drawn = handcheck.drawn(queue.of_kind(detector), size, seed)
            return tuple(item.target for item in drawn)

        drawn = map(queue.get, case.memory.of("drawn", key, work))
        return tuple(item for item in drawn if item is not None)

    def judge(self, target: str, answer: str, *, who: str, why: str = "") -> Decision:
        """Say whether a drawn finding is ``right``, ``wrong`` or ``unclear``."""
        given = handcheck.PREFIX + target.removeprefix(handcheck.PREFIX)
        return self.decide("judge", given, value=answer, why=why, who=who)


def _among(people: frozenset[str], person: str, field: str = "") -> None:
    if person not in people:
        message = f"the roster has nobody with the key {person!r}"
        step = "see contrecoup people, or add a roster line"
        raise UnknownPerson(message, next_step=step, field=field)


def _valued(verb: Verb, target: str, value: str, people: frozenset[str]) -> None:
    """Refuse a value that the verb cannot take."""
    if verb == "split":
        source, _, name = value.partition(" ")
        if source not in people or not name.strip():
            message = f"a split names who loses the account, and the new person, not {value!r}"
            raise SettingsError(message, next_step="write it so: PERSON New Name", field="value")
    if verb in {"reword", "rename"} and not value:
        message = "there are no words"
        step = "write them, or drop the sentence"
        raise SettingsError(message, place=target, next_step=step, field="value")
    allowed = {"policy": POLICIES, "judge": handcheck.ANSWERS}.get(verb)
    if allowed is not None and value not in allowed:
        message = f"{value!r} is no answer here"
        step = f"one of {', '.join(allowed)}"
        raise SettingsError(message, place=target, next_step=step, field="value")


def _again(made: Decision, held: Decision) -> bool:
    """Whether a decision is the one that stands; who a person is may be said otherwise since."""
    about = held.about if made.verb in PEOPLE else made.about
    return evolve(made, at=held.at, about=about) == held


def _now() -> datetime:
    return datetime.now(UTC)


def _lineish(target: str) -> bool:
    return target.startswith("line:") or (":" not in target and len(target) < 8)
