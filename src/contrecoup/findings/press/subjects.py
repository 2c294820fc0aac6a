"""Who stands as subject before a verb group: past appositions, relative clauses and lists."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from contrecoup.findings.press.asides import day_start, opening_comma
from contrecoup.findings.press.phrases import Phrase
from contrecoup.findings.press.scene import PREPOSITIONS, Scene, is_adverb

_OF = frozenset("de d' du des of".split())
_MANY = frozenset(
    "pres plus moins nombre beaucoup dizaines centaines milliers hundreds dozens thousands loin".split()
)
_LONGEST_LIST = 12
_FAR = 12  # tokens between a relative pronoun and what it takes up
_INSERTING = frozenset("under on at in with without despite sous en avec sans malgre apres".split())
_INSERTED = 8  # tokens of such an insertion
_REACH = 40  # tokens between a verb and its subject
_RELATIVE = frozenset("qui who which".split())
_CLAUSES = _RELATIVE | frozenset("que qu' dont whose whom".split())
_THOSE = frozenset("ceux celles celui celle those anyone someone quiconque nul nobody".split())
_LINKERS = frozenset("et and mais but puis then ou or".split())
_STOPS = frozenset(
    "que qu' that si s'il if lorsque quand because car puisque whether unless when where while though although".split()
)


def subject_of(scene: Scene, first: int) -> int | None:
    """Who stands as subject before a verb group: a pronoun's token or a phrase's first."""
    article = scene.article
    floor = scene.floor(first) if first < len(article.words) else 0
    k = first - 1
    if k >= floor and article.low(k) in _LINKERS:
        return _shared(scene, floor, k)
    if article.low(k) == "," and (inserted := _before_relative(scene, floor, k)) is not None:
        return inserted
    while k >= floor and first - k <= _REACH:
        low = article.low(k)
        if _is_subject(scene, k):
            return k
        if low in _RELATIVE:
            return antecedent(scene, k, floor)
        if low in _STOPS | _THOSE or (low in (";", ":") and article.inside[k] < 0):
            return None
        held = scene.phrase_ending(k + 1)
        if held is None:
            k -= 1
            continue
        if held.kind != "place" and article.inside[held.first] < 0 and free(scene, held):
            named = hop(scene, held)
            if k == first - 1 or opens(scene, named, floor):
                return named.first
        k = held.first - 1
    return None


def _before_relative(scene: Scene, floor: int, comma: int) -> int | None:
    """The phrase before a relative clause that a comma closes: *X, qu'il a battu, accepte …*."""
    article = scene.article
    if (listed := _before_list(scene, floor, comma)) is not None:
        return listed
    for k in range(comma - 1, max(floor, comma - _REACH), -1):
        if article.words[k].text in ";:":
            return None
        if article.low(k) == "," and article.low(k + 1) in _INSERTING and comma - k <= _INSERTED:
            held = scene.phrase_ending(k)  # *X, under investigation, has …*
            return hop(scene, held).first if held is not None and held.kind == "person" else None
        if article.low(k) in _CLAUSES and article.low(k - 1) == "," and article.inside[k] < 0:
            held = scene.phrase_ending(k - 1)
            return None if held is None or held.kind == "place" else hop(scene, held).first
    return _before_aside(scene, floor, comma)


_LISTING = frozenset("dont parmi among including notamment".split())


def _before_list(scene: Scene, floor: int, comma: int) -> int | None:
    """The group before a list of some of it: *trois pilotes suspendus, dont X et Y, …*."""
    opened = opening_comma(scene.article, comma, floor)
    if opened < 0 or scene.article.low(opened + 1) not in _LISTING:
        return None
    for k in (opened, opened - 1, opened - 2):
        group = scene.phrase_ending(k)
        if group is not None and group.kind == "group" and free(scene, group):
            return group.first
    return None


def _before_aside(scene: Scene, floor: int, comma: int) -> int | None:
    """The phrase before what stands between commas: *X, a trustee since May, has …*."""
    article = scene.article
    opened = opening_comma(article, comma, floor)
    last = scene.phrase_ending(comma)
    if last is not None and last.kind == "person" and free(scene, last):
        return None  # *X, Y et Z, …*: the walk finds them
    held = scene.phrase_ending(opened) if opened >= 0 else None
    if (
        held is None
        or held.kind not in ("person", "role", "group")
        or article.inside[held.first] >= 0
    ):
        return None
    within = scene.phrase_at(opened + 1)
    if within is not None and within.behind >= comma:
        return None  # *the director, X, has …*: the walk finds X
    if any(_is_subject(scene, k) for k in range(opened + 1, comma)):
        return None
    named = hop(scene, held)
    return named.first if free(scene, held) and opens(scene, named, floor) else None


def opens(scene: Scene, held: Phrase, floor: int) -> bool:
    """Whether a phrase begins its clause, and is no object of a verb before it."""
    article = scene.article
    k = chain_start(scene, held) - 1
    return (
        k < floor
        or article.low(k) in _LINKERS | _STOPS
        or article.words[k].text in ',;:–—-•("”»'
        or is_adverb(scene, k)
        or day_start(article, k) >= 0
        or _coordinator(scene, k) > 0
    )


def chain_start(scene: Scene, held: Phrase) -> int:
    """The first token of a noun phrase: of the role before a name, of words before the role."""
    article = scene.article
    first = held.first
    previous = scene.phrase_ending(first)
    if previous is not None and previous.kind in ("role", "body", "group"):
        first = previous.first
        whole = scene.phrase_ending(first - 1)
        if article.low(first - 1) in _OF and whole is not None and whole.kind == "role":
            first = whole.first
    if article.low(first) in article.lex.determiners:
        return first
    for k in range(first - 1, max(scene.floor(held.first), first - 4) - 1, -1):
        if article.low(k) in article.lex.determiners and k != first - 1:
            return k
        said = article.plain[k] in article.lex.cues and article.plain[k] not in article.lex.nounish
        if article.low(k) in article.lex.small or said or not article.words[k].text[:1].islower():
            break
    return first


def inner_role(scene: Scene, held: Phrase) -> bool:
    """Whether a role is somebody else's: *le conseiller du ministre*; a name behind it is theirs."""
    article = scene.article
    seen = False
    for k in range(held.first, held.behind):
        if article.low(k) in article.lex.roles:
            if seen and {article.low(k - 1), article.low(k - 2)} & {"de", "du", "d'", "of"}:
                return True
            seen = True
    return False


def _is_subject(scene: Scene, k: int) -> bool:
    article = scene.article
    low = article.low(k)
    if article.inside[k] >= 0:
        return False
    if low in ("dernier", "derniere") and article.low(k - 1) in ("ce", "cette"):
        return True
    return low in article.lex.subjects and low not in ("i", "we", "nous", "vous", "on")


def free(scene: Scene, held: Phrase) -> bool:
    """Whether no preposition governs a phrase, nor the list that it goes on: *in A and B*."""
    for _ in range(_LONGEST_LIST):
        if not _ungoverned(scene, held):
            return False
        k = chain_start(scene, held) - 1
        if scene.article.low(k) not in ("et", "and", "ni", "nor"):
            return True
        before = scene.phrase_ending(k)
        if before is None or before.first <= scene.floor(held.first):
            return True
        held = before
    return True


def _ungoverned(scene: Scene, held: Phrase) -> bool:
    article = scene.article
    previous = scene.phrase_ending(held.first)
    if previous is not None and previous.kind == "role" and inner_role(scene, previous):
        return False
    first = chain_start(scene, held)
    before = article.low(first - 1) if first > scene.floor(held.first) else ""
    while before in article.lex.titles or (
        before == "." and article.low(first - 2) in article.lex.titles
    ):
        first -= 1
        before = article.low(first - 1)
    if before in _OF and article.low(first - 2) in _MANY:
        return True
    if article.low(first) in ("au", "aux"):
        return False
    if article.low(first) in ("de", "d'", "du", "des"):
        return before in ("", ",", "et", "and", ";", ":", "que", "qu'") or held.kind == "group"
    return before not in PREPOSITIONS or _coordinator(scene, first - 1) > 0


def hop(scene: Scene, held: Phrase) -> Phrase:
    """From a role apposed behind a comma to the name before it; else the phrase itself."""
    if held.kind in ("person", "place"):
        return held
    start = _behind_comma(scene, chain_start(scene, held))
    if start < 0:
        return held
    before = scene.phrase_ending(start - 1)
    if before is None or before.kind != "person":
        return held
    return before


def _behind_comma(scene: Scene, start: int) -> int:
    """The token behind the comma that opens an apposition: *X, until Sunday the head …*; or -1."""
    article = scene.article
    floor = scene.floor(start)
    while start > floor:
        day = day_start(article, start - 1)
        if article.low(start - 1) in (",", "("):
            return start
        if day >= floor:
            start = day
        elif article.low(start - 1) in _TIMES or article.low(start - 1) in article.lex.adverbs:
            start -= 1
        else:
            return -1
    return -1


_TIMES = frozenset(
    "until since now desormais jusqu' jusqu'a jusqu'en jusqu'ici jusqu'alors a depuis previously".split()
)


def antecedent(scene: Scene, relative: int, floor: int) -> int | None:
    """The phrase that *qui* or *who* takes up."""
    k = relative - 1
    if scene.article.low(k) in _LINKERS:
        return _shared(scene, floor, k)
    if scene.article.low(k) in (",", "-", "–", "("):
        k -= 1
    near = scene.phrase_ending(k + 1)
    if near is not None and near.kind != "place" and scene.article.inside[near.first] < 0:
        inner = _inner_name(scene, near)
        return inner if inner is not None else hop(scene, near).first
    while k >= floor and relative - k <= _FAR:
        held = scene.phrase_ending(k + 1)
        if held is not None and held.kind != "place" and free(scene, held):
            return hop(scene, held).first
        k -= 1 if held is None else k + 1 - held.first
    return None


def _inner_name(scene: Scene, held: Phrase) -> int | None:
    """The name inside *le successeur de X*, where *qui* takes up X."""
    if held.head not in HEIRS:
        return None
    inside = (scene.nested_at(k) for k in range(held.first, held.behind))
    return next((p.first for p in inside if p is not None and p.kind == "person"), None)


HEIRS = frozenset(
    "successeur successeure successor remplacant remplacante replacement predecesseur predecessor".split()
)


def _shared(scene: Scene, floor: int, linker: int) -> int | None:
    """The subject of the verb before: *X a quitté A et rejoint B*."""
    article = scene.article
    start = floor
    for k in range(linker, max(floor, linker - _REACH) - 1, -1):
        low = article.low(k)
        if low in _RELATIVE and not any(article.low(j) == "," for j in range(k + 1, linker)):
            return antecedent(scene, k, floor)
        if low in _STOPS or low in (";", ":"):
            start = k + 1
            break
    for k in range(start, linker):
        if _is_subject(scene, k):
            return k
        held = scene.phrase_at(k)
        if (
            held is not None
            and held.kind != "place"
            and article.inside[k] < 0
            and free(scene, held)
        ):
            joined = scene.phrase_at(held.behind) or (
                scene.phrase_at(held.behind + 1) if article.low(held.behind) == "," else None
            )
            if held.kind != "person" and joined is not None and joined.kind == "person":
                return joined.first
            return held.first
    return None


def _coordinator(scene: Scene, k: int) -> int:
    """How many tokens before and at ``k`` join two names: *et*, *ainsi que*, *as well as*."""
    article = scene.article
    low = article.low(k)
    if low in ("et", "and", "&", "ni", "nor"):
        return 1
    if low in ("que", "qu'") and article.low(k - 1) == "ainsi":
        return 2
    if low == "as" and article.low(k - 1) == "well" and article.low(k - 2) == "as":
        return 3
    return 2 if low == "with" and article.low(k - 1) in ("along", "together") else 0


def coordinated(scene: Scene, held: Phrase) -> list[Phrase]:
    """The phrases of a list that ends with this one, in order: *A, B et C*."""
    out = [held]
    floor = scene.floor(held.first)
    listed = False
    for _ in range(_LONGEST_LIST):
        k = chain_start(scene, out[0]) - 1
        width = _coordinator(scene, k)
        listed = listed or width > 0
        if not width and not (listed and scene.article.low(k) == ","):
            break
        k -= max(width, 1)
        if scene.article.low(k) == ",":
            k -= 1
        before = scene.phrase_ending(k + 1)
        if before is None or k < floor or before.kind == "place":
            break
        before = hop(scene, before)
        if not free(scene, before):
            break
        out.insert(0, before)
    return out
