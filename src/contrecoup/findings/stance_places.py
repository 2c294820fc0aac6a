"""Toward whom the words of a sentence take a side.

A sentence names people and the board; which of them is meant depends on where
they stand (:data:`contrecoup.findings.stance_parts.Place`).  Where it cannot be
told, the answer is nobody.  Every search looks at :data:`NEAR` words at most,
so that a text of any length is read in one pass.
"""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from attrs import define, field

from contrecoup.findings.sentences import Token
from contrecoup.findings.stance_frames import Frame
from contrecoup.findings.stance_parts import Place
from contrecoup.findings.targets import BOARD_ID, SOMEBODY, Named

NEAR = 24
"""Words around a cue in which its target is looked for."""

_DETERMINERS = frozenset(
    (
        "le la l les ce cet cette ces notre nos votre vos mon ma mes un une the this that our "
        "your my a an whole entire current new old cher chere dear pauvre m mr mrs ms mme mlle dr "
        "pr sir madame monsieur president presidente directeur directrice director chair chairman "
        "chairwoman chief"
    ).split()
)
_PREPOSITIONS = frozenset(
    (
        "de d du des a au aux avec pour par contre sur chez sans sous vers entre selon malgre "
        "apres avant depuis devant envers of to with for by from about against on at in behind "
        "under than like near despite after before between over without"
    ).split()
)
_MEMBERS = frozenset(
    "membre membres ensemble totalite chacun tous member members everyone each all most rest".split()
)
_DEEDS = frozenset(
    (
        "decision decisions choix droit devoir vote position travail bilan action actions courage "
        "attitude comportement conduite silence communique methode methodes maniere manieres "
        "gestion communication reponse discours mensonge mensonges lachete mepris geste refus "
        "choice choices right work behaviour behavior conduct statement handling management "
        "letter email answer response refusal lies lie contempt cowardice move call treatment "
        "performance way authority legitimacy leadership autorite legitimite honour honneur"
    ).split()
)
_CLAUSE = frozenset(
    (
        "que qu dont ou what how way that when where why quand comme comment lorsque pourquoi et "
        "and mais but car or donc because since so if si then puis parce alors think believe know "
        "hier demain aujourd hui soir matin yesterday today tonight friday saturday sunday monday "
        "vendredi samedi dimanche lundi oui non yes no hey oh merci thanks"
    ).split()
) | frozenset(",.;:¤")
_MARKS = frozenset(",.;:¤")
_BREAKS = frozenset(
    "que qu dont because parce car mais but quand when si if comme pense think says said".split()
)
_SKIPPED = frozenset(
    (
        "nous m me te t vous ne n y en lui leur l la le les se s ve d ll re has have had a ont ai "
        "did does do also deja encore toujours vraiment simplement bien aussi juste jamais never "
        "always just really still so clearly tout tous all both quite then will would"
    ).split()
)
_FIRST = frozenset("je j i we on".split())
_HE_OR_SHE = frozenset("elle he she him her la".split())
_HE_OR_IT = frozenset("il le l lui it celui celle dernier derniere one latter".split())
_THEY = frozenset("they them ils leur les eux elles".split())
_YOU = frozenset("tu te t toi vous you".split())
_STRONG = frozenset("elle lui eux elles toi vous her him them you it".split())
_AFTER_PRONOUN = _MARKS | frozenset(
    (
        "and et or but mais for in on to because as with so all both fully completely always "
        "today tonight tomorrow now this again anyway either against over more most no not pour "
        "dans car parce comme a aujourd ce depuis jusqu quoi qui sans plus entierement pleinement "
        "totalement through whatever when if"
    ).split()
)
_AFTER_NAME = _AFTER_PRONOUN | frozenset("who qui s de d of".split())
_OVER = frozenset(
    (
        "que qu qui dont who that which whom because but mais quand when if si or ou et and avec "
        "with pour for contre against sur on dans in at from chez par by to a au aux de du des d "
        "of like comme than as"
    ).split()
)
_WHERE = frozenset("in on at dans sur a en".split())
_PLACES = frozenset(
    (
        "queue line file photo picture stairs escalier canteen cantine guichet bus train metro "
        "car lift ascenseur bar pub door porte table stage"
    ).split()
)
_POINTING = frozenset("c ce it that this ca cela".split())
_ELIDED = frozenset(
    "est etait etaient sont sera en y il ils excuse explique acharne obstine entete oppose".split()
)
_BE = frozenset("was were been being got gets is are be ete est sont fut etait etaient".split())
_REMOVED = re.compile(
    r"(?:revoqu|renvoy|vire|licenci|limog|remerci|debarqu|ecart|demis|pouss|evinc|chass|trait|trah|humili|menac|insult|attaqu|accus|remplac"
    r"|fired|sacked|dismissed|ousted|removed|pushed|kicked|forced|replaced|let|humiliated|treated|betrayed|attacked|accused|escorted|thrown)"
)
_HARMS = re.compile(
    r" (?:a|ont|avez|as|has|have|had)?(?: \w+){0,2} ?(?:vire|renvoye|revoque|licencie|limoge|debarque|ecarte|chasse|evince|humilie|menti|trahi|mis fin"
    r"|mis a la porte|jete|abandonne|cache|sold|fired|sacked|dismissed|ousted|removed|kicked|pushed out|forced out|threw|hid|lied|betrayed|humiliated"
    r"|abandoned|got rid|ended)e?s? "
)
_CLITIC = re.compile(
    r"(?:(?:je|j|nous) (?:ne |n )?(?:le |la |les )?(la|le|l|les|lui|leur|te|t|vous)|.* owe (him|her|them|you))\b"
)
_NOUNS = (
    "chef cheffe patron patronne boss manager ministre collegue ami amie mari femme voisin voisine pere mere frere soeur fils fille"
    " avocat journaliste maire depute president secretaire stagiaire medecin friend colleague neighbour husband wife father mother"
    " brother sister son daughter lawyer minister mayor doctor intern journalist reporter president guy man woman"
)
_GREETING = frozenset(
    (
        "cher chere dear hey oh monsieur madame m mme mr mrs ms salut bonjour messieurs mesdames "
        "membres du de of the members merci thanks thank you bravo sorry please shame on"
    ).split()
)
_OTHERS = re.compile(
    r"(?:^|[.,;:¤]) (?:et |mais |and |but )?(?:mon|ma|notre|le|la|un|une|leur|my|our|the|a|his|her|son|sa|their) (?:\w+ )?(?:"
    + "|".join(_NOUNS.split())
    + r") (?!§)"
)
_BOARDS = re.compile(r"(?:^|[.,;:¤]) (?:boards|les conseils)(?: d administration)? ")


@define
class Memory:
    """Who was spoken of and spoken to in the sentences before."""

    people: frozenset[str] = frozenset()
    board: bool = False
    spoken_to: str = ""
    culprit: str = ""


@define
class Line:
    """One sentence as words: ``§`` for a target, ``£`` for anybody else named."""

    words: list[str]
    targets: dict[int, str]
    memory: Memory
    text: str = field(init=False)
    _starts: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._starts, at = [], 1
        for word in self.words:
            self._starts.append(at)
            at += len(word) + 1
        self.text = f" {' '.join(self.words)} "

    @classmethod
    def of(cls, tokens: Sequence[Token], named: Iterable[Named], memory: Memory) -> Line:
        """Write a sentence with its names marked."""
        words: list[str] = []
        targets: dict[int, str] = {}
        at = 0
        for one in named:
            words += (token.plain for token in tokens[at : one.first])
            if one.target:
                targets[len(words)] = one.target
            words.append("§" if one.target else "£")
            at = one.behind
        words += (token.plain for token in tokens[at:])
        return cls(words, targets, memory)

    def at(self, place: int) -> int:
        """Return the number of the word that begins at or after a place of the text."""
        return bisect_left(self._starts, place)

    def word(self, at: int) -> str:
        """Return a word, or '.' outside of the sentence."""
        return self.words[at] if 0 <= at < len(self.words) else "."

    def toward(self, place: Place, start: int, end: int) -> tuple[str, ...]:
        """Return whom a cue from one word to another is toward, if that can be told."""
        search: dict[Place, Callable[[int, int], tuple[str, ...]]] = {
            "object": self.object,
            "inside": self.inside,
            "subject": self.subject,
            "verdict": self.verdict,
            "you": self.you,
        }
        return search[place](start, end)

    def object(self, start: int, end: int) -> tuple[str, ...]:
        """Return whom the words behind a cue name, or the pronoun in it."""
        cue = " ".join(self.words[start:end])
        if clitic := _CLITIC.match(cue):
            return self._meant(clitic[1] or clitic[2], start)
        return self._behind(end)

    def inside(self, start: int, end: int) -> tuple[str, ...]:
        """Return whom the words of a cue name."""
        at = next(at for at in range(start, end) if at in self.targets)
        if all(word in _DETERMINERS for word in self.words[start:at]) and not self._named(at):
            return ()
        return self._with_others(at)

    def subject(self, start: int, _end: int) -> tuple[str, ...]:
        """Return who does what a cue says."""
        at = start - 1
        while start - at < NEAR and (
            self.word(at) in _SKIPPED or self.word(at).endswith(("ly", "ment"))
        ):
            if self.word(at) == "vous" and self.word(start).endswith(("ez", "etes")):
                break
            at -= 1
        word = self.word(at)
        if word in _BE and self.word(start) not in _BE:
            return ()
        if word in {"qui", "who", "that"}:
            before = at - 2 if self.word(at - 1) == "," else at - 1
            return self._named(before) or self._meant_by(before, _YOU)
        if at in self.targets and not self._oblique(at):
            return self._named(at)
        if word == "it" and self.word(start) in _BE | {"s"}:
            return ()
        if word in _HE_OR_SHE | _HE_OR_IT | _THEY | _YOU:
            return self._meant(word, at)
        return () if word in _FIRST else self._head(at)

    def verdict(self, start: int, end: int) -> tuple[str, ...]:
        """Return who did what a cue judges."""
        first, before = self.word(start), self.word(start - 1)
        pointing = (before in _POINTING and self.word(start - 2) in _CLAUSE) or first in {
            "quel",
            "quelle",
            "quels",
            "quelles",
            "what",
            "how",
        }
        if pointing or before in _MARKS or start == 0:
            direct = end + (self.word(end) in _MARKS)
            if self.words[end : end + 3] == ["de", "la", "part"]:
                direct = end + 4
            elif self.word(end) in {"from", "by", "venant"}:
                direct = end + 1 + (self.word(end) == "venant")
            direct = self._past(direct)
            ends = direct in self.targets and self.word(direct + 1) in _MARKS
            found = self._with_others(direct) if ends else self._deed(direct)
            return found or self._culprit(start)
        agents = {self.targets[k] for k in self._near(start) if self._acts(k)}
        if not agents:
            pronouns = [
                k
                for k in range(max(0, start - NEAR), start)
                if self.words[k] in {"il", "he", "she", "they", "ils", "tu", "vous", "you"}
            ]
            return self._meant(self.words[pronouns[-1]], pronouns[-1]) if pronouns else ()
        return tuple(agents) if len(agents) == 1 else ()

    def you(self, _start: int, _end: int) -> tuple[str, ...]:
        """Return who is spoken to."""
        return (self.memory.spoken_to,) if self.memory.spoken_to else ()

    # --- parts of the search

    def _near(self, start: int) -> list[int]:
        return [k for k in range(max(0, start - NEAR), start) if k in self.targets]

    def _named(self, at: int) -> tuple[str, ...]:
        if at not in self.targets or self._oblique(at) or self._owns(at):
            return ()
        return self._and_before(at)

    def _and_before(self, at: int) -> tuple[str, ...]:
        found = [self.targets[at]]
        while (
            self.word(at - 1) in {"et", "and", ","} and at - 2 in self.targets and len(found) < NEAR
        ):
            at -= 2
            found.append(self.targets[at])
        return tuple(found)

    def _with_others(self, at: int) -> tuple[str, ...]:
        """Return the target at a place and those joined to it by *and* or a comma."""
        found = [self.targets[at]]
        while self.word(at + 1) in {"et", "and", ","} and len(found) < NEAR:
            at += 2
            at = self._past(at + (self.word(at) in {"a", "au", "to", "du", "de", "d", "of"}))
            if at not in self.targets or self.word(at + 1) not in _AFTER_NAME:
                break
            found.append(self.targets[at])
        return tuple(found)

    def _behind(self, start: int) -> tuple[str, ...]:
        """Return whom the words after a cue name, unless something else comes first."""
        if self.word(start) in _STRONG:
            ends = self.word(start + 1) in _AFTER_PRONOUN
            return self._meant(self.word(start), start) if ends else ()
        if (one := self._pointed(start)) is not None:
            return self._meant(one, start)
        loose = 0
        for at in range(start, min(start + NEAR, len(self.words))):
            word = self.words[at]
            if at in self.targets:
                apart = (loose and self.word(at + 1) not in _AFTER_NAME) or self._standing(at + 1)
                return () if apart or self._anothers(at) else self._with_others(at)
            if word in _DETERMINERS or word in {",", "how", "way", "what", "comment"}:
                continue
            doing = word.endswith("ing") and self.word(at - 1) not in _DETERMINERS
            over = word in _OVER and self.word(at - 1) not in _DEEDS | _MEMBERS
            loose += 1
            if over or doing or word in _MARKS or word == "£" or loose > 4:
                break
        return ()

    def _standing(self, at: int) -> bool:
        """Whether a place follows, where one may stand behind somebody and take no side."""
        return self.word(at) in _WHERE and self.word(at + 2) in _PLACES

    def _pointed(self, at: int) -> str | None:
        """Return the pronoun of *this one*, *celui-ci*, *ce dernier*, *the latter*."""
        pair = (self.word(at), self.word(at + 1))
        if pair in {
            ("this", "one"),
            ("that", "one"),
            ("celui", "ci"),
            ("celui", "la"),
            ("ce", "dernier"),
            ("the", "latter"),
        }:
            return "one"
        return "elle" if pair in {("celle", "ci"), ("celle", "la"), ("cette", "derniere")} else None

    def _anothers(self, at: int) -> bool:
        """Whether a name only says whose something is: *the board's critics*."""
        return self._owns(at) and self.word(at + 2) not in _DEEDS

    def _owns(self, at: int) -> bool:
        """Whether an English possessive follows a name (a French *s'est* does not count)."""
        return self.word(at + 1) == "s" and self.word(at + 2) not in _ELIDED

    def _oblique(self, at: int) -> bool:
        """Whether a name hangs on a preposition: *the friends of …*."""
        before = self._before(at)
        if self.word(before) not in _PREPOSITIONS:
            return False
        return self.word(before - 1) not in _MEMBERS

    def _before(self, at: int) -> int:
        """Return the word before a name and its determiners and titles."""
        first = at - 1
        while at - first < NEAR and self.word(first) in _DETERMINERS and self.word(first) != "a":
            first -= 1
        return first

    def _past(self, at: int) -> int:
        """Return the word after determiners and titles."""
        behind = at
        while behind - at < NEAR and self.word(behind) in _DETERMINERS:
            behind += 1
        return behind

    def _leads(self, at: int) -> bool:
        """Whether a name begins its clause."""
        before = self.word(self._before(at))
        return (
            before in _CLAUSE
            or before.endswith(("ly", "ment"))
            or self.word(self._before(at) - 1) in _MEMBERS
        )

    def _head(self, start: int) -> tuple[str, ...]:
        """Return the name or pronoun that begins the clause which ends at a word."""
        commas = 0
        for at in range(start, max(-1, start - NEAR), -1):
            word = self.words[at]
            commas += word == ","
            if word in _MARKS and word != ",":
                break
            if commas % 2:
                continue
            if at in self.targets and self._leads(at):
                return () if self._passive(at) else self._named(at)
            if word in {"il", "he", "she", "they", "ils", "tu"} or (
                word == "elle" and self._leads(at)
            ):
                return self._meant(word, at)
            if word in _BREAKS or word in _FIRST or (word == "£" and self._leads(at)):
                break
            if word in {"who", "qui", "which"} and self.word(at - 1) != ",":
                break
            if word in {"et", "and"} and self.word(at + 1) in _DETERMINERS:
                break
        return ()

    def _acts(self, at: int) -> bool:
        """Whether a name is of one who did something, not of one to whom it was done."""
        of = self._before(at)
        if self._owns(at):
            return self.word(at + 2) in _DEEDS
        if self.word(of) in {"de", "d", "du", "des", "of"}:
            return self.word(of - 1) in _DEEDS | _MEMBERS
        return self._leads(at) and not self._passive(at)

    def _passive(self, at: int) -> bool:
        behind = self.words[at + 1 : at + 6]
        return any(
            be in _BE and any(_REMOVED.match(word) for word in behind[n + 1 : n + 4])
            for n, be in enumerate(behind)
        )

    def _deed(self, at: int) -> tuple[str, ...]:
        """Return whose deed is named at a place: *la décision du conseil*."""
        if self.word(at) in _DEEDS and self.word(at + 1) in {"de", "d", "du", "des", "of"}:
            at = self._past(at + 2)
            return (self.targets[at],) if at in self.targets else ()
        return ()

    def _culprit(self, start: int) -> tuple[str, ...]:
        """Return who did harm in this sentence, before a word, or else in the one before."""
        here = self.culprit(start) if start else None
        found = self.memory.culprit if here is None else here
        return (found,) if found else ()

    def culprit(self, end: int) -> str | None:
        """Return who did harm in the words before a place; '' not to be told; None nobody."""
        first = max(0, end - NEAR)
        words = f" {' '.join(self.words[first:end])} "
        leading = [k for k in self._near(end) if self._leads(k)]
        agents = {self.targets[k] for k in leading if not self._passive(k)}
        if not leading and not any(k in self.targets for k in range(first, end)):
            return None
        if len(agents) != 1 or not _HARMS.search(words):
            return ""
        return agents.pop()

    def _meant_by(self, at: int, pronouns: frozenset[str]) -> tuple[str, ...]:
        return self._meant(self.word(at), at) if self.word(at) in pronouns else ()

    def _meant(self, pronoun: str, at: int) -> tuple[str, ...]:
        """Return whom a pronoun stands for, if only one can be meant."""
        if pronoun in _YOU:
            return self.you(at, at)
        here = [self.targets[k] for k in self._near(at)]
        strangers = "£" in self.words[max(0, at - NEAR) : at]
        people = {one for one in here if one != BOARD_ID} | ({SOMEBODY} if strangers else set())
        board = BOARD_ID in here
        if not people and not board:
            people, board = set(self.memory.people), self.memory.board
        if pronoun in _THEY:
            return (BOARD_ID,) if board and not people else ()
        if pronoun in _HE_OR_IT and board:
            people.add(BOARD_ID)
        return tuple(people) if len(people) == 1 and SOMEBODY not in people else ()

    def hear(self) -> None:
        """Keep who is spoken to by name: between marks, or after *dear*, *thank you*."""
        found = {target for at, target in self.targets.items() if self._called(at)}
        if found:
            self.memory.spoken_to = found.pop() if len(found) == 1 else ""

    def _called(self, at: int) -> bool:
        first = at - 1
        while at - first < NEAR and self.word(first) in _GREETING:
            first -= 1
        return self.word(first) in _MARKS and self.word(at + 1) in _MARKS

    def remember(self, frame: Frame) -> None:
        """Keep for the next sentence whom this one spoke of, and who did harm in it.

        Args:
            frame: says whether the sentence is what its author says, not asks or reports.
        """
        memory = self.memory
        people = {one for one in self.targets.values() if one != BOARD_ID}
        if "£" in self.words or _OTHERS.search(self.text):
            people.add(SOMEBODY)
        board = BOARD_ID in self.targets.values() or _BOARDS.search(self.text) is not None
        if people or board:
            memory.people, memory.board = frozenset(people), board
        culprit = self.culprit(len(self.words))
        memory.culprit = culprit if culprit and frame.own else ""
