"""What governs a verb: the way to its left, over helpers and asides, to verbs of asking and meaning."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.asides import before_aside_days, before_day, opening_comma, told_in
from contrecoup.findings.press.scene import Scene, is_adverb, small

_CLITICS = frozenset("ne n' lui leur y en se s' me m' l' le la les".split())
_MORE = frozenset("tous toutes both all plus encore d'abord ensuite aussi ainsi".split())
_LEADS = frozenset("avant before apres after pour afin sans without by en since".split())


@define
class Walk:
    """A way to the left of a verb: the next token, and what was passed."""

    scene: Scene
    k: int
    floor: int
    helpers: set[str] = field(factory=set)
    kinds: set[str] = field(factory=set)
    hearer: int = -1
    lead: str = ""

    def low(self, back: int = 0) -> str:
        """The folded token so many to the left."""
        k = self.k - back
        return self.scene.article.low(k) if k >= self.floor else ""

    def plain(self) -> str:
        """The token with its accents."""
        return self.scene.article.plain[self.k] if self.k >= self.floor else ""

    def step(self) -> None:
        """Over adverbs, days, negation, clitics and auxiliaries."""
        article = self.scene.article
        while self.k >= self.floor:
            day = before_day(article, self.k, self.floor)
            aside = self._aside()
            if day < self.k:
                self.k = day
            elif aside >= 0:
                self.k = aside - 1
            elif (parts := mw.CONTRACTED.get(article.low(self.k))) is not None:
                self.helpers.update(parts)
                self.k -= 1
            elif small(self.scene.article, self.k) in SMALL or is_adverb(self.scene, self.k):
                self.helpers.add(small(self.scene.article, self.k))
                self.k -= 1
            else:
                return

    def _aside(self) -> int:
        """*a été, à l'issue du scrutin, élue*: the comma behind the auxiliary, or -1."""
        article = self.scene.article
        comma = opening_comma(article, self.k, self.floor)
        if comma < 0:
            return -1
        before = before_aside_days(article, comma - 1, self.floor)
        if small(article, before) not in mw.HAVE | mw.BE | mw.MODALS | mw.NOT:
            return -1
        if told_in(article, comma + 1, self.k):
            self.kinds.add("told")
        return comma


SMALL = (
    mw.HAVE
    | mw.BE
    | mw.MODALS
    | mw.NOT
    | mw.HEARSAY
    | mw.SUPPOSED
    | _CLITICS
    | _MORE
    | frozenset("does do did".split())
)


def govern(walk: Walk) -> None:
    """Over the verbs, adjectives and nouns that govern an infinitive or a gerund."""
    for _ in range(3):
        low = walk.low()
        if low in LINKS:
            _past_asides(walk)
            if _asked(walk) or _alone(walk, low):
                return
            if not _kind(walk, 1):
                walk.lead = walk.lead or low
                return
            walk.k -= 1
        elif not _kind(walk, 0):
            walk.lead = low if low in _LEADS else ""
            return
        if not _pass_governor(walk):
            return


def _past_asides(walk: Walk) -> None:
    """Put a link right behind its governor: *voted late on Tuesday to*, *contrainte, dans la nuit, de*."""
    article = walk.scene.article
    day = before_day(article, walk.k - 1, walk.floor)
    if day < walk.k - 1:
        walk.k = day + 1
    comma = opening_comma(article, walk.k - 1, walk.floor)
    if comma >= 0 and article.plain[comma - 1] in mw.governing(article.lang):
        walk.k = comma


def _alone(walk: Walk, link: str) -> bool:
    """Whether a link needs no governor: *Lumio chief to resign*, *is to*, *vient de*, *pour*."""
    if link == "to" and _headlined(walk):
        walk.kinds.add("tip")
        return True
    lead = _lead(walk)
    if lead:
        walk.lead = lead
        return True
    if link == "to" and walk.low(1) in mw.SUPPOSED:  # *soon to be fired*
        walk.kinds.add("tip")
        walk.k -= 2
        walk.step()
        return True
    if link == "to" and small(walk.scene.article, walk.k - 1) in mw.BE:
        walk.kinds.add("tip")
        walk.k -= 1
        walk.step()
        return True
    if walk.low(1) in mw.JUST:
        walk.k -= 1
        walk.helpers.add(walk.low())
        walk.k -= 1
        walk.step()
        return True
    return False


LINKS = frozenset("de d' a to from pour par".split())


def _lead(walk: Walk) -> str:
    """*pour*, *avant de*, *in order to*: what opens an infinitive that nothing governs."""
    low = walk.low()
    if low == "pour" and _kind(walk, 1) != "tip":
        return low
    return walk.low(1) if low in ("de", "d'", "to") and walk.low(1) in _LEADS else ""


def _kind(walk: Walk, back: int) -> str:
    """What a token makes of the infinitive behind it; empty where it governs none."""
    scene = walk.scene
    k = walk.k - back
    if k < walk.floor:
        return ""
    while k > walk.floor and (is_adverb(scene, k) or scene.article.low(k) in mw.NEVER):
        if scene.article.low(k) in mw.READY:
            break  # *likely*
        k -= 1
    if scene.article.low(k) == "on" and scene.article.low(k - 1) in ("go", "goes", "went", "gone"):
        return "did"
    found = mw.governing(scene.article.lang).get(scene.article.plain[k])
    if found:
        return found[0].kind
    if scene.article.low(k) == "out" and scene.article.low(k - 1).startswith(("rule", "ruling")):
        return "refuse"
    return mw.READY.get(scene.article.low(k), "")


def _pass_governor(walk: Walk) -> bool:
    """Note the governor and its auxiliaries; whether it is an infinitive that is itself governed."""
    scene = walk.scene
    while walk.k > walk.floor and (is_adverb(scene, walk.k) or walk.low() in mw.NEVER):
        if walk.low() in mw.READY:
            break
        walk.k -= 1
    options = mw.governing(scene.article.lang).get(walk.plain(), ())
    kind = _kind(walk, 0)
    if (walk.low() == "out" and not options) or kind == "did":
        walk.k -= walk.low() in ("out", "on")  # *ruled out*, *went on to*
    if _supposed(walk, options):
        kind = "rumour"
    walk.kinds.add("demand" if kind == "wish" and walk.hearer >= 0 else kind)
    walk.k -= 1
    if walk.low() in ("no", "aucun", "aucune"):  # *has no plans to leave*
        walk.kinds.add("refuse")
        walk.helpers.discard("n'")
        walk.k -= 1
    walk.step()
    while walk.low() in ("sur", "en", "on", "under", "their", "sa", "son", "leur", "une"):
        walk.k -= 1
    walk.step()
    return (any(o.form in ("inf", "ger") for o in options) and walk.low() in (
        "de", "d'", "a", "to", "pour",
    )) or bool(_kind(walk, 0) and any(o.form == "inf" for o in options))  # fmt: skip


_WISHING = frozenset("vouloir souhaiter promettre espérer".split())


def _supposed(walk: Walk, options: Sequence[mw.Governing]) -> bool:
    """*songerait à partir*: a conditional that is no wish told politely."""
    before = walk.low(1)
    if options and options[0].lemma == "say" and before in ("is", "are", "was", "were"):
        return True  # *is said to have left*
    told = options and options[0].kind == "intend" and options[0].lemma not in _WISHING
    return bool(told) and walk.plain().endswith(("rait", "raient"))


def _headlined(walk: Walk) -> bool:
    """*Lumio chief to resign*: a title without a verb but an infinitive."""
    scene = walk.scene
    held = scene.phrase_ending(walk.k)
    if scene.article.lang != "en" or held is None or held.kind not in ("person", "role"):
        return False
    return all(
        scene.phrase_at(k) is not None or scene.article.words[k].text[:1].isupper()
        for k in range(walk.floor, held.first)
        if scene.phrase_at(k) is None and not _within(scene, k)
    )


def _within(scene: Scene, k: int) -> bool:
    return any(
        (held := scene.phrase_at(j)) is not None and held.behind > k
        for j in range(max(0, k - 6), k)
    )


def _asked(walk: Walk) -> bool:
    """*appelle le maire à démissionner*, *urged X to resign*: who is asked moves."""
    scene = walk.scene
    apposed = walk.k - 1 if walk.low(1) == "," else walk.k
    held = scene.phrase_ending(apposed)  # *want the deputy, X, to go*
    if scene.article.lang == "en" and walk.low(1) in ("him", "her") and _kind(walk, 2) == "demand":
        walk.hearer = walk.k - 1
        walk.kinds.add("demand")
        walk.k -= 3
        walk.step()
        return True
    if held is None or held.kind == "place":
        return False
    start = held.first
    back = next((n for n in (0, 1, 2) if scene.phrase_ending(start - n) is not None), 0)
    plain = all(_qualifies(scene, start - n) for n in range(1, back + 1))
    previous = scene.phrase_ending(start - back)  # *le directeur (financier) X*
    if previous is not None and previous.kind in ("role", "body") and plain:
        start = previous.first
    if apposed < walk.k:
        start = next(
            (k for k in range(start - 1, walk.floor, -1) if scene.article.low(k) == ","), start
        )
    comma = opening_comma(scene.article, start - 1, walk.floor)
    start = comma if comma >= 0 else start  # *a sommé, jeudi, X de partir*
    for j in range(start - 1, max(walk.floor, start - 7) - 1, -1):
        if scene.article.words[j].text in ",;:.":
            return False
        options = mw.governing(scene.article.lang).get(scene.article.plain[j], ())
        if options and options[0].kind in ("demand", "force", "tip", "wish", "intend"):
            walk.hearer = held.first
            kind = options[0].kind
            pushed = kind in ("wish", "intend") or scene.article.low(j + 1) == "for"
            walk.kinds.add("demand" if pushed else kind)
            walk.k = j - 1
            walk.step()
            return True
    return False


def _qualifies(scene: Scene, k: int) -> bool:
    """Whether a word may stand between a role and its name: *le directeur financier X*."""
    article = scene.article
    verb = article.plain[k] in mw.governing(article.lang) or article.plain[k] in article.lex.cues
    return article.words[k].text.islower() and not verb
