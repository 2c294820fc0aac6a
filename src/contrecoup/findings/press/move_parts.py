"""Who moves, where to, from which role: what verbs and nouns of moving share."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from attrs import frozen

from contrecoup.findings.press import move_words as mw
from contrecoup.findings.press.asides import skip_asides
from contrecoup.findings.press.cast import Entity, note, printed
from contrecoup.findings.press.move_goals import OWNED, bare_role, is_post
from contrecoup.findings.press.organisations import body_entity
from contrecoup.findings.press.phrases import DEMONYMS, Phrase
from contrecoup.findings.press.scene import PREPOSITIONS, Scene
from contrecoup.findings.press.subjects import coordinated, inner_role, subject_of
from contrecoup.language.places import PLACES
from contrecoup.language.text import fold

_LISTED = frozenset("dont including notamment namely : — – , soit parmi among".split())


DEPARTURES = frozenset("resign leave dismiss".split())
"""Moves whose role is the one that a person had; of the others it is the new one."""


@frozen(kw_only=True)
class Movers:
    """Who moves: ids, None for a pronoun or a role nobody is known by; their role; where they end."""

    people: tuple[str | None, ...]
    role: str | None = None
    behind: int = 0
    listed: bool = False


def holder(scene: Scene, held: Phrase) -> str | None:
    """The person whom a role alone stands for, where only one fits: *its founder*."""
    known = scene.found.of_phrase.get(held.first)
    if known is not None:
        return known if scene.found.entities[known].person else None
    if scene.article.low(held.first) not in OWNED:
        return None
    return scene.known.only_one(held.head)


def _of(scene: Scene, held: Phrase) -> str | None:
    """The person a phrase stands for."""
    if held.kind == "role":
        return holder(scene, held) or _ranked(scene, held)
    if held.kind == "place":
        return _made_person(scene, held)
    entity = scene.found.of_phrase.get(held.first)
    if entity is None and held.first in scene.maybe:
        return _made_person(scene, held)
    return entity if entity is not None and scene.found.entities[entity].person else None


_RANKS = frozenset("general colonel capitaine commandant amiral marechal lieutenant".split())


def _ranked(scene: Scene, held: Phrase) -> str | None:
    """*le général de Brel*: a rank and a name that begins with *de*."""
    article = scene.article
    last = held.behind - 1
    if held.head not in _RANKS or article.low(last - 1) not in ("de", "d'"):
        return None
    if article.low(last - 2) != held.head or not article.words[last].text[:1].isupper():
        return None
    if article.low(last) in PLACES:
        return None
    return _made_person(scene, held, " ".join(article.said(last - 2, held.behind).split()))


def _made_person(scene: Scene, held: Phrase, name: str = "") -> str:
    """The person of a name that what stands before it hid: *succède à Aude Brel*."""
    found = scene.found
    name = name or printed(scene.article, held)
    known = scene.known.names.get(fold(name))
    entity = found.entities.get(known or "")
    if entity is None:
        entity = Entity(id=f"p{1 + len(found.entities)}", person=True, name=name)
        found.entities[entity.id] = entity
        scene.known.names[fold(name)] = entity.id
    note(scene.article, found, held, entity)
    return entity.id


def may_be_person(scene: Scene, held: Phrase) -> bool:
    """Whether a place may be a person: two or three capitals, no known town among them."""
    words = scene.article.words[held.first : held.behind]
    return (
        held.kind == "place"
        and 2 <= len(words) <= 3
        and all(w.text[:1].isupper() and w.low not in PLACES for w in words)
        and " ".join(w.low for w in words) not in PLACES
    )


# Subjects


def subject_people(scene: Scene, first: int, *, bodies: bool = False) -> Movers | None:
    """The people who are subject of the verb group that begins at a token.

    ``bodies``: a government or a board may move as well.  None where a thing stands there.
    """
    source = subject_of(scene, first)
    return None if source is None else people_of(scene, source, first, bodies=bodies)


def people_of(
    scene: Scene, source: int, stop: int, *, bodies: bool = False, alone: bool = False
) -> Movers | None:
    """The people behind a subject; with all that are joined to it, unless ``alone``."""
    held = scene.phrase_at(source) or scene.nested_at(source)
    if held is None:
        return _pronoun(scene, source)
    people: list[str | None] = []
    rows = [held] if alone else coordinated(scene, held)
    for row in rows:
        people += _members(scene, row, stop, bodies=bodies)
    if not people:
        return None
    role = next((bare_role(scene, r) for r in (_role_beside(scene, held), held) if r is not None and r.kind == "role"), None)  # fmt: skip
    return Movers(people=tuple(dict.fromkeys(people)), role=role, behind=held.behind)


def _pronoun(scene: Scene, source: int) -> Movers | None:
    if scene.article.low(source) in (
        "it", "they", "ils", "elles", "c'", "ce", "cela",
    ):  # fmt: skip
        return None
    ahead = _named_later(scene, source)
    if ahead is not None:
        return Movers(people=(ahead,), behind=source + 1)
    speaker = scene.resolver.resolve(source)
    if speaker.kind not in ("person", "organisation", None):
        return None
    known = scene.found.entities.get(speaker.id or "")
    if known is not None and not known.person:
        gender = {"he": "m", "she": "f"}.get(scene.article.low(source))
        if gender is None:
            return None
        known = scene.known.last_before(source, scene.floor(source), gender)
    return Movers(people=(known.id if known is not None else None,), behind=source + 1)


def _named_later(scene: Scene, at: int) -> str | None:
    """*Denying that she was leaving, X …*: whom a pronoun of an opening clause means, first named behind."""
    article = scene.article
    floor = scene.floor(at)
    if article.low(at) not in ("he", "she", "il", "elle") or scene.known.any_before(at):
        return None
    opens = article.low(floor) in _SUBORDINATES or article.plain[floor].endswith(
        ("ing", "ant", "ed")
    )
    if not opens:
        return None
    for k in range(at + 1, min(at + 24, scene.behind(at))):
        if article.low(k) == "," and article.inside[k] < 0:
            main = people_from(scene, k + 1, several=False)
            return main.people[0] if main is not None else None
    return None


_SUBORDINATES = frozenset(
    "after before when while if although though since once as apres avant quand lorsque lorsqu' si alors bien depuis en despite malgre".split()
)


def _members(scene: Scene, held: Phrase, stop: int, *, bodies: bool) -> list[str | None]:
    if held.kind in ("person", "role"):
        following = named_behind(scene, held, stop) if held.kind == "role" else None
        return [_of(scene, following or held)]
    if held.kind == "group":
        return list(listed(scene, held.behind, stop))
    if bodies and held.kind in ("body", "organisation"):
        return [body_entity(scene.article, scene.found, held)]
    return []


def _role_beside(scene: Scene, held: Phrase) -> Phrase | None:
    """The role before a name, or behind it and a comma."""
    before = scene.phrase_ending(held.first) or (
        scene.phrase_ending(held.first - 1) if scene.article.low(held.first - 1) == "," else None
    )
    if before is not None and before.kind == "role":
        return before
    if scene.article.low(held.behind) != ",":
        return None
    after = scene.phrase_at(held.behind + 1)
    return after if after is not None and after.kind == "role" else None


def listed(scene: Scene, at: int, stop: int) -> tuple[str, ...]:
    """People of a list that follows a group: *trois chercheurs, dont A et B*."""
    for _ in range(2):
        word = scene.article.words[at].text if at < stop else ""
        at += word.islower() and word.isalpha() and scene.article.low(at) not in _LISTED
    if scene.article.low(at) not in _LISTED:
        return ()
    out: list[str] = []
    for k in range(
        at, min(stop, at + 60, scene.behind(at) if at < len(scene.article.words) else 0)
    ):
        if scene.article.low(k) in ("qui", "who", "whose", "que"):
            break
        held = scene.phrase_at(k)
        if held is not None and held.kind == "person" and (one := _of(scene, held)) is not None:
            out.append(one)
    return tuple(dict.fromkeys(out))


# Objects


def people_from(
    scene: Scene, at: int, *, several: bool = True, human: bool = False
) -> Movers | None:
    """The people of the noun phrase that begins at a token, a day or an adverb before it.

    Behind a role, the name that follows it; behind a group, the list that names it.
    ``human``: only a person can stand here, whatever the name looks like.
    """
    held = _first_phrase(scene, at)
    if held is None:
        return _counted(scene, at)
    if held.kind in ("body", "organisation"):
        return None
    if held.kind == "place" and not (human and may_be_person(scene, held)):
        return None
    stop = scene.behind(at)
    if held.kind == "group":
        following = scene.phrase_at(held.behind)
        if scene.article.lang == "en" and following is not None and following.kind == "role":
            return people_from(scene, held.behind, several=several, human=human)
        adjective = scene.article.plain[held.behind : held.behind + 1]
        past = bool(adjective) and adjective[0].endswith(("és", "ées", "ants", "antes"))
        people = listed(scene, held.behind + past, stop)
        words = (
            bare_role(scene, held) if held.head.rstrip("sx") in scene.article.lex.roles else None
        )
        return (
            Movers(people=people, role=words, behind=held.behind, listed=True) if people else None
        )
    role = bare_role(scene, held) if held.kind == "role" else None
    named = named_behind(scene, held, stop) if held.kind == "role" else held
    last = named or held
    people: list[str | None] = [_of(scene, last)]  # type: ignore[no-redef]
    behind = last.behind
    while several and (joined := _joined(scene, behind)) is not None:
        if (one := _of(scene, joined)) is None:
            break
        people.append(one)  # type: ignore[attr-defined]
        behind = joined.behind
    return Movers(people=tuple(people), role=role or _role_behind(scene, last), behind=behind)


def _first_phrase(scene: Scene, at: int) -> Phrase | None:
    article = scene.article
    j = skip_asides(article, at)
    while article.low(j) in article.lex.adverbs or article.low(j).endswith(("ment", "ly")):
        if scene.phrase_at(j) is not None:
            break
        j += 1
    j = skip_asides(article, j)
    owned = article.low(j) in _OWNED
    for k in range(j, min(j + (6 if owned else 4), len(article.words))):
        if owned and k > j + 1 and article.low(k) == "," and (named := _apposed(scene, k)):
            return named  # *her mentor, X*
        held = scene.phrase_at(k) or scene.nested_at(k)
        if held is not None and _possessive(scene, held):
            return _first_phrase(scene, held.behind + 1) if held.behind - k < 6 else None
        if held is not None and held.kind == "place" and article.lang == "en":
            following = scene.phrase_at(held.behind)  # *Argentine coach X*
            return following if following is not None and following.kind == "role" else held
        if held is not None:
            return held
        if not (_passes(scene, k) or _titled(scene, k)):
            return None
    return None


_OWNED = frozenset("son sa leur his her its their".split())


def _apposed(scene: Scene, comma: int) -> Phrase | None:
    """The name behind a comma, where nothing but the clause's end or a preposition follows."""
    article = scene.article
    held = scene.phrase_at(comma + 1)
    if held is None or held.kind != "person":
        return None
    behind = held.behind
    ends = behind >= scene.behind(comma) or not article.words[behind].text.isalpha()
    return held if ends or article.low(behind) in PREPOSITIONS else None


def _titled(scene: Scene, k: int) -> bool:
    """A word between a determiner and a name is what the person is: *la violoniste X*."""
    following = scene.phrase_at(k + 1)
    return (
        scene.article.low(k - 1) in scene.article.lex.determiners
        and following is not None
        and following.kind == "person"
    )


def _possessive(scene: Scene, held: Phrase) -> bool:
    """Whether a phrase only owns what follows: *dismissed X's claims*."""
    article = scene.article
    if article.lang != "en" or held.behind >= len(article.words):
        return False
    close = article.words[held.behind].start == article.words[held.behind - 1].end
    return article.words[held.behind - 1].text.endswith(("'", "’")) or (
        close and article.words[held.behind].text in ("'s", "’s", "'", "’")
    )


def _passes(scene: Scene, k: int) -> bool:
    """Whether a word may stand between a determiner and its name: an adjective, a title."""
    article = scene.article
    low, text = article.low(k), article.words[k].text
    if low in _STOPPERS | (PREPOSITIONS - {"de", "d'", "of"}) or not (
        text[:1].isalpha() or text == "."
    ):
        return text == "." and article.low(k - 1) in article.lex.titles
    known = low in article.lex.determiners | article.lex.before_head | article.lex.titles.keys()
    if known or text[:1].isupper() or low in ("de", "d'", "of"):
        return True
    return article.lang == "en" or article.plain[k].endswith(_ADJECTIVES)


_ADJECTIVES = (
    "é", "ée", "ien", "ienne", "ais", "aise", "ois", "oise", "iste", "ique", "al", "ale", "if", "ive", "eux", "euse", "ain", "aine", "eaux", "elle", "elles",
)  # fmt: skip


_STOPPERS = frozenset(
    "a au aux que qu' that et and ou or back out off up down not who which qui".split()
)


def named_behind(scene: Scene, held: Phrase, stop: int) -> Phrase | None:
    """The name behind a role, a second role or a demonym between: *son adjoint, l'Italien X*."""
    article = scene.article
    if inner_role(scene, held):
        return None
    j = _past_complement(scene, held.behind, stop)
    for _ in range(3):
        if j >= stop:
            return None
        if article.low(j) in (",", "et", "and") and (
            scene.phrase_at(j + 1) is not None or article.low(j + 1) in article.lex.titles
        ):
            j += 1
        elif article.low(j) == "," and article.low(j + 1) in ("le", "la", "l'", "the"):
            j += 2 if scene.phrase_at(j + 2) is not None else 3
        j = _past_titles(scene, j)
        following = scene.phrase_at(j)
        if following is None or article.inside[j] >= 0:
            return None
        if following.kind == "person":
            return following
        if following.kind != "role":
            return None
        j = following.behind
    return None


def _past_titles(scene: Scene, j: int) -> int:
    """Behind titles, and behind a demonym: *l'entraîneur argentin X*."""
    article = scene.article
    while article.low(j) in article.lex.titles or (
        article.low(j) == "." and article.low(j - 1) in article.lex.titles
    ):
        j += 1
    traded = article.lang == "en" and article.low(j).endswith(("er", "or", "ist", "man", "ian"))
    told = article.low(j).endswith((*DEMONYMS, "in", "ine")) or traded
    told = told and scene.phrase_at(j) is None and article.words[j].text.isalpha()
    return j + 1 if told and scene.phrase_at(j + 1) is not None else j


def _counted(scene: Scene, at: int) -> Movers | None:
    """*trois figures de la maison : A, B et C*: the people that a number announces."""
    article = scene.article
    if article.low(at) not in _NUMBERS and not article.low(at).isdigit():
        return None
    for k in range(at + 1, min(at + 9, scene.behind(at))):
        held = scene.phrase_at(k + 1) if article.low(k) == "," else None
        if article.low(k) in (":", "dont", "including", "–", "—") or (
            held is not None and held.kind == "person"
        ):
            people = listed(scene, k, scene.behind(at))
            return Movers(people=people, behind=k) if people else None
        inside = scene.phrase_at(k)
        if inside is not None and inside.kind == "person":
            return None
    return None


_NUMBERS = frozenset(
    "deux trois quatre cinq six sept huit neuf dix plusieurs two three four five six seven eight nine ten several".split()
)


def _past_complement(scene: Scene, j: int, stop: int) -> int:
    """Behind *du directoire* in *le président du directoire, X*; else where it was."""
    article = scene.article
    if article.low(j) not in ("de", "du", "des", "d'", "of"):
        return j
    inner = scene.phrase_at(j + 1) or scene.phrase_at(j + 2)
    k = inner.behind if inner is not None and inner.kind == "body" else j + 1
    while (
        k < min(stop, j + 5) and article.words[k].text[:1].islower() and scene.phrase_at(k) is None
    ):
        k += 1
    following = scene.phrase_at(k + 1) if article.low(k) == "," else scene.phrase_at(k)
    return k if following is not None and following.kind == "person" else j


def _joined(scene: Scene, behind: int) -> Phrase | None:
    """One more name of a list, unless it is the subject of what follows."""
    article = scene.article
    if article.low(behind) not in ("et", "and", ","):
        return None
    held = scene.phrase_at(behind + 1)
    held = held or _with_trade(scene, behind + 1)
    if held is not None and held.kind == "role":
        held = named_behind(scene, held, scene.behind(behind))
    if held is None or held.kind != "person":
        return None
    after = article.low(held.behind)
    starts = after in article.lex.auxiliaries or article.plain[
        min(held.behind, len(article.plain) - 1)
    ] in mw.verbs(article.lang)
    return (
        None if starts or (article.low(behind) == "," and after not in ("et", "and", ",")) else held
    )


def _with_trade(scene: Scene, at: int) -> Phrase | None:
    """*(and) physio X*, *(et) l'ailier X*: a name behind one word or two that say what X is."""
    article = scene.article
    held = next((p for k in (at + 1, at + 2) if (p := scene.phrase_at(k)) is not None), None)
    if held is None or held.kind != "person" or not 0 < held.first - at < 3:
        return None
    last = article.plain[held.first - 1]
    verb = (
        last in mw.verbs(article.lang)
        or last in mw.governing(article.lang)
        or last in article.lex.cues
    )
    small = article.low(held.first - 1) in article.lex.small | article.lex.determiners
    plain = all(article.words[k].text.islower() for k in range(at, held.first))
    return held if plain and not small and not verb else None


def _role_behind(scene: Scene, held: Phrase) -> str | None:
    if scene.article.low(held.behind) != ",":
        return None
    after = scene.phrase_at(held.behind + 1)
    return bare_role(scene, after) if after is not None and is_post(after) else None


def in_place_of(scene: Scene, at: int) -> str | None:
    """The person replaced: *en remplacement de X*, *replacing X*."""
    article = scene.article
    for j in range(at, min(at + 20, scene.behind(at))):
        low = article.low(j)
        noun = low in ("remplacement", "place", "succession")
        if low in ("replace", "succeed", "remplacer", "succeder") and article.low(j - 1) in (
            "to",
            "pour",
        ):
            others = people_from(scene, j + 1 + (article.low(j + 1) in ("a", "au")), several=False)
            return others.people[0] if others else None
        if noun and article.low(j + 1) not in ("de", "d'", "du", "of"):
            continue
        if not noun and low not in ("replacing", "remplacant", "succeeding", "succedant"):
            continue
        others = people_from(scene, j + 1 + noun, several=False)
        return others.people[0] if others else None
    return None
