"""Whether words that take a side are meant by who wrote them.

What others are said to think, what is asked, supposed, denied or said in jest
is nobody's stance.  Sentences are written as in
:mod:`contrecoup.findings.stance_parts`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from contrecoup.findings.people import plain

_FIRST_PERSON = re.compile(r" (?:je|j|nous|i|we|mon|ma|notre|my|our) ")
_NOT = re.compile(
    r" (?:ne|n|not|never|no|nor|neither|ni|nul|aucun|aucune|hardly|don t|doesn t|didn t|won t|can t|cannot|isn t"
    r"|wasn t|aren t|weren t|haven t|hasn t|jamais|sans|without|used to|loin de|far from)(?: \w+){0,2} $"
)
_NE = re.compile(r" (?:ne|n) (?!importe|.* qu )")
_NOT_AFTER = re.compile(r" (?:pas|ni|personne|guere|aucunement|point|nullement|plus(?! que))(?= )")
_DENIES = re.compile(
    r"\b(?:not|never|no|nothing|(?:can|don|won|didn|doesn|isn|aren|wasn) t|plus|pas|jamais|aucune?|rien|zero|refus\w+)\b"
)
_AND_NOBODY = re.compile(r" (?:nobody|no one|nobody else|none of us|personne (?:ne|n)|nul|aucun) ")
_NOT_SAID = re.compile(
    r" (?:not|never|t|jamais|pas|nor) (?:\w+ ){0,2}(?:said|say|saying|ask|asked|asking|call|calling|called|claim|claiming|mean|meant|dit|dis"
    r"|dire|demande|demander|pretends?|pretendu|accuse|affirme|ecrit|wrote|written|suggesting|suggest|implying|imply) "
    r"| (?:ne|n) (?:dis|demande|accuse|pretends|affirme|demandons|disons) (?:pas|jamais|la|le|rien) "
)
_SUPPOSED = re.compile(
    r" (?:if|unless|whether|suppose|supposing|imagine|imagining|what if|wonder|wondering|quand bien meme|s ils?(?! (?:te|vous) plait)|a supposer|au cas ou|hypothetically"
    r"|si (?:le|la|les|l|un|une|ce|cet|cette|ces|on|je|tu|elle|nous|vous|elles|c|j|jamais|mon|ma|notre|votre|vraiment|quelqu|£|§)) "
)
_MARK = re.compile(" [.,;:] ")
_WRITTEN = re.compile(
    r" (?:banderoles?|pancartes?|affiches?|tags?|graffitis?|autocollants?|petitions?|lettre|motion|tracts?|slogans?|posters?|banners?|signs?|placards?|stickers?"
    r"|graffiti|headlines?|letter|leaflets?)(?= (?:(?!ma|mon|notre|my|our)\w+ ){0,6}: )"
    r"| (?:want|wants|ask|asks|asked|expect|expects|force|forces|told|oblige|obligent|demande|demandent|veut|veulent) (?:us|me|nous|m) (?:to|de|a|que|fasse|faire) (?:say|sign|dire|signer)"
    r"|(?<= nous )(?:fait|font) dire"
)
_CLAIMED = re.compile(
    r" (?<!ce )(?<!parce )(?<!alors )(?<!tandis )(?<!depuis )(?<!pendant )(?<!plus )(?<!moins )(?<!mieux )(?<!autant )(?<!ainsi )(?<!tel )(?<!meme )"
    r"(?<!tant )(?<!so )(?<!now )(?:que|qu|that)(?= (?:(?:le|la|les|l|ce|cette|notre|nos|the|this|our|that|m|mr|mme|monsieur|madame|president) )*[§£]| (?:il|elle|ils|he|she|they) )"
)
_PLAINLY = re.compile(
    r" (?:je|j|nous|on|i|we|me|my|mon|clear|obvious|fact|truth|true|evident|clair|sur|certain|vrai|verite|dommage|honteux|temps|time|faut|know|knows|sait|savent"
    r"|rappelons|rappel|reste|shame|say|dire|dis|out|what|worst|pire) "
)
_PART = re.compile(" [:;] ")
_EVEN = re.compile(r" (?:even|meme|as|comme|only|seulement) $")
_ACCORDING = re.compile(
    r" (?:selon(?! moi| nous)|d apres(?! moi| nous)|aux dires d\w*|a en croire|il parait|parait il|apparemment|soi disant|parait que|according to"
    r"|apparently|allegedly|reportedly|supposedly|rumou?r has it|they say|on (?:dit|raconte) (?:que|qu)|certains (?:disent|parlent)|some say|people say|word is) "
)
_SAY = re.compile(
    r" (?:says?|said|tells?|told|claim(?:s|ed)|reports|reported|alleges?|alleged|accuses?|accused|denounces?|denounced|asserts?|asserted|argues?|argued"
    r"|thinks|believes|demands|demanded|calls|called for|called on|asked|asks|wants|writes|wrote|insists?|insisted|announced|announces|quoted|quotes|suggest(?:s|ed|ing)|stat(?:es|ed)|claiming|alleging"
    r"|dit|disent|disait|affirm(?:e|ent|ait)|assur(?:e|ent) (?:que|qu)|demand(?:e|ent|ait)|reclam(?:e|ent|ait)|exig(?:e|ent|eait)|accus(?:e|ent|ait)"
    r"|denonc(?:e|ent)|estim(?:e|ent|ait)|pretend(?:ent|ait)?|racont(?:e|ent)|ecrit|ecrivent|expliqu(?:e|ent|ait)|jug(?:e|ent|ait)|pens(?:e|ent|ait)"
    r"|croi(?:t|ent)|appell(?:e|ent)|soutient|soutiennent|repet(?:e|ent)|titr(?:e|ent)|annonc(?:e|ent)|(?:veut|veulent) (?:que|qu))(?= )"
)
_OWN_SAYING = re.compile(
    r" (?:(?:i|we|je|j|on)(?: (?:have|ve|ai|avons|a|will|ll|would|d|can|could|must|should|just|still|always|also|am|m|toujours|deja|ne|n|lui|leur|vous"
    r"|te|le|l|y)){0,3}|to|let|t|will|can|could|would|should|c est|faut|autrement|ne|n|s|se|la|une|ma|notre|cette|leur|votre|sa|the|a|my|our|their) $"
)
_NOT_REPORTED = re.compile(
    r" (?:the truth|us the truth|la verite|yes|no|nothing|it|so|non|oui|merci|bravo|him|her|them|what you like|what you want) "
)
_IRONY_SIGNS = re.compile("[🙄🤡🙃🤦😏😒]|(?:^|\\s)/s\\b", re.IGNORECASE)
_IRONY = re.compile(
    r" (?:oh (?:sure|great|wonderful|bravo|really|of course)|yeah right|slow clap|ironie|irony|sarcasm|sarcasme|second degre|really smooth"
    r"|nice (?:one|work|touch)|quel(?:le)? (?:sens|classe|elegance|delicatesse|finesse|reussite|maitrise|prouesse|brio)|what a (?:triumph|masterclass"
    r"|masterstroke|success)|love how|i love it when|j adore quand|j aime bien quand|encore bravo|bien joue|on (?:applaudit|dit merci)|un modele de"
    r"|a model of|(?:that|it) went (?:brilliantly|well|great)|comme c est (?:elegant|delicat|courageux)) "
)


class Jest:
    """Says of a text whether its praise is meant.

    Args:
        text: the whole of it.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def told(self) -> bool:
        """Whether the text says, by its words or signs, that its praise is not meant."""
        if _IRONY_SIGNS.search(self._text):
            return True
        return _IRONY.search(f" {plain(self._text)} ") is not None


class Frame:
    """Says of the words of one sentence whether they are their author's own.

    Args:
        words: the sentence as plain words, with a blank before and behind.
        asks: whether it ends with a question mark.
    """

    def __init__(self, words: str, *, asks: bool) -> None:
        self._words = words
        self._asks = asks

    @cached_property
    def _told(self) -> list[int]:
        return [found.start() for found in _SAY.finditer(self._words) if self._says(found)]

    @cached_property
    def _reports(self) -> list[int]:
        kinds = (_ACCORDING, _WRITTEN)
        return [found.start() for p in kinds for found in p.finditer(self._words)]

    @cached_property
    def _said(self) -> list[int]:
        return sorted(self._told + self._reports)

    @cached_property
    def _said_behind(self) -> int:
        return max([*self._reports, *filter(self._aside, self._told)], default=-1)

    @cached_property
    def _unsaid(self) -> int:
        return _first(_NOT_SAID, self._words)

    @cached_property
    def _supposed(self) -> int:
        words = self._words
        supposed = (
            m for m in _SUPPOSED.finditer(words) if not _EVEN.search(words[: m.start() + 1][-12:])
        )
        return next((m.start() for m in supposed), -1)

    @cached_property
    def _nobody(self) -> int:
        return _first(_AND_NOBODY, self._words)

    @property
    def own(self) -> bool:
        """Whether the sentence as a whole says what its author holds to be true."""
        return not (self._asks or self._said or self._supposed >= 0 or self._unsaid >= 0)

    def owns(self, start: int, end: int) -> bool:
        """Whether the words between two places are meant by the author."""
        cue = f" {self._words[start:end]} "
        first = _FIRST_PERSON.match(cue) is not None
        said = self._said and (self._said[0] < start or self._said_behind > start)
        if self._asks or (said and not first) or self.told(start):
            return False
        if not first and self._claimed(start):
            return False
        if 0 <= self._unsaid < start or self._only_supposed(start, first=first):
            return False
        if _DENIES.search(cue):
            return True
        if _NE.search(cue):
            return False
        if 0 <= self._nobody < start and not first:
            return False
        return not self.denied(start) and not _NOT_AFTER.match(self._words, end)

    def _aside(self, place: int) -> bool:
        """Whether *he says* stands apart, behind what is said: after a mark, few words before."""
        return bool(_MARK.search(self._words, max(0, place - 40), place + 1))

    def told(self, start: int) -> bool:
        """Whether somebody is said to say what stands at a place, no mark between."""
        before = bisect_left(self._said, start) - 1
        return before >= 0 and not _MARK.search(self._words, self._said[before], start)

    def _claimed(self, start: int) -> bool:
        """Whether a place is in what somebody is said to hold: *the idea that …*."""
        claims = [m.start() for m in _CLAIMED.finditer(self._words, max(0, start - 60), start)]
        if not claims:
            return False
        before = self._words[max(0, claims[-1] - 60) : claims[-1] + 1]
        return (
            bool(before.strip())
            and before.strip()[-1] not in ",.;:"
            and not _PLAINLY.search(before)
        )

    def _only_supposed(self, start: int, *, first: bool) -> bool:
        """Whether a condition holds for a place: before it in its part, or behind, but for *I*."""
        if self._supposed < start:
            return self._supposed >= 0 and not _PART.search(self._words, self._supposed, start)
        return not first

    def denied(self, start: int) -> bool:
        """Whether the words just before a place deny what follows."""
        return _NOT.search(self._words[max(0, start - 40) : start]) is not None

    def _says(self, found: re.Match[str]) -> bool:
        before = self._words[max(0, found.start() - 30) : found.start() + 1]
        return not _OWN_SAYING.search(before) and not _NOT_REPORTED.match(self._words, found.end())


def _first(pattern: re.Pattern[str], words: str) -> int:
    found = pattern.search(words)
    return found.start() if found else -1
