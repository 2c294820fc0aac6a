"""Noun phrases that may stand for somebody: names, roles, groups, bodies."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from contrecoup.findings.press.article import Article
from contrecoup.language.given import GIVEN
from contrecoup.language.names import Name
from contrecoup.language.places import PLACES


@frozen(kw_only=True)
class Phrase:
    """A noun phrase that may stand for somebody: tokens ``first`` to ``behind``.

    ``kind``: ``person``, ``organisation``, ``role``, ``group`` or ``body``; ``name``
    is the range of the name inside it, ``head`` the folded head word.
    """

    first: int
    behind: int
    kind: str
    head: str
    gender: str = ""
    name: tuple[int, int] | None = None


def phrases(article: Article) -> list[Phrase]:
    """Names and noun phrases with a role, a group or a body as head; none overlap."""
    named = {n.first: n for n in article.names}
    kinds = _evidence(article)
    out: list[Phrase] = []
    i = 0
    while i < len(article.words):
        if i in named:
            name = named[i]
            kind = kinds.get(i, name.kind)
            head_phrase = _headed(article, i, named, out[-1].behind if out else 0)
            if head_phrase and kind not in ("person", "organisation"):
                out.append(head_phrase)
                i = head_phrase.behind
                continue
            if kind in ("person", "organisation", "place"):
                out.append(
                    Phrase(
                        first=i,
                        behind=name.behind,
                        kind=kind,
                        head=article.low(name.behind - 1),
                        gender=name.gender,
                        name=(i, name.behind),
                    )
                )
            i = name.behind
            continue
        phrase = _headed(article, i, named, out[-1].behind if out else 0)
        if phrase:
            out.append(phrase)
            i = phrase.behind
        else:
            i += 1
    return out


def nested(article: Article, phrases: Sequence[Phrase]) -> list[Phrase]:
    """Names that stand inside a longer phrase."""
    own = {p.first for p in phrases if p.name}
    kinds = _evidence(article)
    return [
        Phrase(
            first=n.first,
            behind=n.behind,
            kind=kind,
            head=article.low(n.behind - 1),
            gender=n.gender,
            name=(n.first, n.behind),
        )
        for n in article.names
        if n.first not in own and (kind := kinds.get(n.first, n.kind)) in ("person", "organisation")
    ]


def _evidence(article: Article) -> dict[int, str]:  # noqa: C901  a list of cases, read from top to bottom
    """Kinds of names that one place in the text tells and another does not."""
    told: dict[str, str] = {}
    surnames: set[str] = set()
    for name in article.names:
        key = " ".join(w.low for w in article.words[name.first : name.behind])
        if name.kind == "person":
            told[key] = "person"
            if name.behind - name.first > 1:
                surnames.add(article.low(name.behind - 1))
                surnames.add(" ".join(w.low for w in article.words[name.first + 1 : name.behind]))
        elif (
            name.kind in ("unknown", "person", "place")
            and _belongs(article, name.first, name.behind)
            and article.low(name.first) not in GIVEN
            and key not in PLACES
        ):
            told[key] = "organisation"
    for name in article.names:
        key = " ".join(w.low for w in article.words[name.first : name.behind])
        if (
            (
                name.kind == "unknown"
                and name.behind - name.first == 1
                and article.low(name.first - 1) not in ("de", "d'", "of", "chez")
            )
            and _speaks(article, name.behind)
            and key not in told
            and len(key) > 2
        ):
            told[key] = "person"
    out: dict[int, str] = {}
    for name in article.names:
        key = " ".join(w.low for w in article.words[name.first : name.behind])
        if told.get(key) == "organisation" and name.kind != "organisation":
            out[name.first] = "organisation"
        elif name.kind in ("unknown", "place") and key in surnames:
            out[name.first] = "person"
        elif name.kind == "unknown" and key in told:
            out[name.first] = told[key]
    return out


def _belongs(article: Article, first: int, behind: int) -> bool:
    """*employés d'X*, *board of X*, *X's employees*, *X employees*: X is an organisation."""
    lex = article.lex
    if article.low(first - 1) in ("de", "d'", "chez", "of", "at"):
        head = article.low(first - 2)
        if lex.lang == "fr" and head.endswith(("ral", "rale", "if", "ive", "tif")):
            head = article.low(first - 3)
        return (
            head in _STAFF
            or (
                behind - first > 1 and head in ("patron", "patronne", "pdg", "head", "ceo", "chief")
            )
            or (head == "administration" and article.low(first - 3) in ("d'", "de"))
        )
    if lex.lang == "en":
        after = (
            article.low(behind + 1)
            if article.low(behind) in ("'s", "'", "’")
            else article.low(behind)
        )
        return after in _STAFF
    return False


_STAFF = frozenset(
    "employes salaries personnel staff collaborateurs signataires equipes direction conseil siege porte-parole pdg patron patronne president presidente directeur directrice cofondateur cofondatrice fondateur "
    "fondatrice employees staffers workers board spokesperson spokesman spokeswoman ceo headquarters engineers researchers teams directors cofounder co-founder founder".split()
)


def _speaks(article: Article, behind: int) -> bool:
    """Whether a verb of saying, or its auxiliary, stands right behind."""
    if behind >= len(article.plain):
        return False
    cues = article.lex.cues
    word = article.plain[behind]
    if any(c.form == "fin" and "w" not in c.takes for c in cues.get(word, ())):
        return word not in article.lex.nounish
    if article.low(behind) in article.lex.auxiliaries and behind + 1 < len(article.plain):
        nxt = article.plain[behind + 1]
        return any(c.form == "part" and "w" not in c.takes for c in cues.get(nxt, ()))
    return False


def _headed(article: Article, i: int, named: Mapping[int, Name], floor: int) -> Phrase | None:  # noqa: C901, PLR0912  a list of cases, read from top to bottom
    """The noun phrase whose head is token ``i``, if that is a role, a group or a body."""
    lex = article.lex
    low = article.low(i)
    word = low[3:] if low.startswith(("ex-", "co-")) and len(low) > 5 else low
    kind = (
        "role" if word in lex.roles else "group" if word in lex.groups else
        "body" if word in lex.bodies else ""
    )  # fmt: skip
    if not kind and word.endswith("s") and word[:-1] in lex.roles:
        kind = "group"
    if not kind or (article.inside[i] >= 0 and kind == "body"):
        return None
    first = i
    while first > floor and _leads(article, first - 1):
        first -= 1
        if article.low(first) in lex.determiners and article.low(first) not in (
            "des",
            "de",
            "d'",
            "tous",
        ):
            if first > floor and article.low(first - 1) in (
                "tous",
                "toutes",
                "certains",
                "nombre",
                "plupart",
                "all",
            ):
                continue
            break
    if (
        article.low(first - 1) in ("de", "d'", "of")
        and article.low(first - 2) in ("un", "une", "one")
        and first - 2 >= floor
    ):
        first -= 3 if article.low(first - 3) == "l'" else 2
    while first < i and article.low(first) in (
        "de",
        "d'",
        "du",
        "of",
        "premier" if word == "premier" else "de",
    ):
        if article.low(first) == "d'" and article.low(first + 1).startswith("autre"):
            break
        first += 1
    if (
        first == i
        and kind == "role"
        and word in ("premier", "membre", "numero", "homme", "femme", "man", "woman", "member")
    ):
        return None
    if word == "premier":
        if article.low(i + 1) not in ("ministre", "secretaire"):
            return None
        i += 1
        word = article.low(i)
    while lex.lang == "en" and article.low(i + 1) in _MORE_HEAD and kind == "role":
        i += 1
    behind = _tail(article, i + 1, named)
    gender = ""
    if lex.lang == "fr" and kind == "role":
        det = article.low(first)
        gender = {"le": "m", "un": "m", "du": "m", "la": "f", "une": "f"}.get(det, "") or (
            "f" if word.endswith(("euse", "trice", "iere", "ienne", "ieure", "onne")) else ""
        )
    return Phrase(first=first, behind=behind, kind=kind, head=word, gender=gender)


_MORE_HEAD = frozenset(
    "executive officer president director secretary minister editor engineer scientist manager designer".split()
)


def _leads(article: Article, i: int) -> bool:
    if article.inside[i] != article.inside[min(i + 1, len(article.inside) - 1)]:
        return False
    low = article.low(i)
    if article.words[i + 1].start - article.words[i].end > 1:
        return False
    return low in article.lex.before_head or low.isdigit()


_SUFFIXES = (
    "ien", "ienne", "iens", "iennes", "ais", "aise", "aises", "ois", "oise", "ique", "iques", "al", "ale", "aux", "ales", "iste", "istes", "ain", "aine",
    "ains", "aines", "if", "ive", "ifs", "ives", "aire", "aires", "el", "elle", "els", "elles", "eux", "euse", "sortant", "sortants", "adjoint", "adjointe", "anonymes",
    "anonyme", "politique", "technique", "general", "generale", "exe", "russe", "russes", "turc", "grec", "chef", "interieure", "francais", "allemand", "policiere", "supreme",
)  # fmt: skip


def _tail(article: Article, j: int, named: Mapping[int, Name]) -> int:
    """End of a noun phrase's complements: adjectives, *de* …, *of* …, *chez* …."""
    lex = article.lex
    end = j
    limit = min(len(article.words), j + 14)
    while j < limit:
        low = article.low(j)
        if article.inside[j] >= 0 and article.inside[j] != article.inside[end - 1]:
            break
        if article.words[j].start - article.words[j - 1].end > 1:
            break
        if lex.lang == "fr":
            if low == "en" and article.low(j + 1) == "chef":
                j = end = j + 2
                continue
            if (
                article.words[j].text[0].islower() and low not in lex.small and len(low) > 3
                and low.endswith(_SUFFIXES) and article.plain[j] not in lex.cues
            ):  # fmt: skip
                j = end = j + 1
                continue
        if low in lex.of or (low in ("chez", "at", "a") and j + 1 < limit):
            stop = _complement(article, j, named, strict=low in ("a", "at"))
            if stop:
                j = end = stop
                continue
        break
    return end


def _complement(article: Article, j: int, named: Mapping[int, Name], *, strict: bool) -> int:
    """End of *de X*: determiner, then a name or one or two common nouns; 0 where it is a clause."""
    lex = article.lex
    k = j + 1
    if (
        k < len(article.words)
        and article.low(k) in lex.determiners
        and article.low(k) not in ("de", "d'")
    ):
        k += 1
    if k >= len(article.words) or article.inside[k] != article.inside[j]:
        return 0
    if k in named:
        return int(named[k].behind)
    if strict:
        ok = article.low(k) in (
            "securite",
            "defense",
            "recherche",
            "presidence",
            "tete",
            "communication",
            "state",
        )
        return k + 1 if ok and k > j + 1 else 0
    low = article.low(k)
    if not article.words[k].text.isalpha() or low in lex.small:
        return 0
    if (
        k == j + 1
        and lex.lang == "fr"
        and low.endswith(("er", "ir", "oir", "re"))
        and low not in lex.groups | lex.bodies
    ):
        return 0
    return k + 1
