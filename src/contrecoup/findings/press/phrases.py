"""Noun phrases that may stand for somebody: names, roles, groups, bodies."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from collections.abc import Sequence

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.noun_phrases import PLURAL, Phrase, headed, tail
from contrecoup.language.given import GIVEN
from contrecoup.language.names import Name
from contrecoup.language.places import PLACES

__all__ = ["Phrase", "nested", "phrases", "tail"]


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
            head_phrase = headed(article, i, named, out[-1].behind if out else 0)
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
        phrase = headed(article, i, named, out[-1].behind if out else 0)
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


def _evidence(article: Article) -> dict[int, str]:
    """Kinds of names that one place in the text tells and another does not."""
    told, surnames = _told(article)
    heads = _heads_of_firms(article, told, surnames)
    for name in article.names:
        key = _key(article, name)
        if (
            key not in told
            and key not in heads
            and len(key) > 2
            and (kind := _lone_speaker(article, name))
        ):
            told[key] = kind
    out: dict[int, str] = {}
    for name in article.names:
        key = _key(article, name)
        if (told.get(key) == "organisation" and name.kind != "organisation") or (
            key in heads and name.kind in ("unknown", "place")
        ):
            out[name.first] = "organisation"
        elif key in surnames and (
            name.kind == "unknown"
            or (name.kind == "place" and key not in PLACES)
            or (name.kind == "organisation" and article.low(name.behind) == ":")
        ):
            out[name.first] = "person"
        elif name.kind == "unknown" and key in told:
            out[name.first] = told[key]
    return out


def _key(article: Article, name: Name) -> str:
    return " ".join(w.low for w in article.words[name.first : name.behind])


def _told(article: Article) -> tuple[dict[str, str], set[str]]:
    """Kinds by folded name where the text tells them, and the family names of people."""
    told: dict[str, str] = {}
    surnames: set[str] = set()
    for name in article.names:
        key = _key(article, name)
        if name.kind == "person":
            told[key] = "person"
            if name.behind - name.first > 1:
                surnames.add(article.low(name.behind - 1))
                surnames.add(_key(article, name._replace(first=name.first + 1)))
        elif (
            name.kind in ("unknown", "place")
            and _belongs(article, name.first, name.behind)
            and article.low(name.first) not in GIVEN
            and key not in PLACES
        ):
            told[key] = "organisation"
    for name in article.names:
        key = _key(article, name)
        if key in surnames or key in PLACES or article.low(name.first) in GIVEN:
            continue
        if _what_it_is(article, name) or _paper(article, name):
            told[key] = "organisation"
        elif name.kind == "organisation" and name.behind - name.first == 1 and len(key) > 2:
            told.setdefault(key, "organisation")
    return told, surnames


def _heads_of_firms(article: Article, told: dict[str, str], surnames: set[str]) -> set[str]:
    """First words of organisations' names, by which these are called again: *Castor (Group)*."""
    return {
        article.low(n.first)
        for n in article.names
        if n.kind == "organisation"
        and n.behind - n.first > 1
        and article.low(n.first) not in GIVEN
        and article.low(n.first) not in surnames | PLACES | told.keys()
        and article.words[n.first].text[:1].isupper()
        and article.low(n.first) not in article.lex.bodies | article.lex.small
    }


_FAR_HEAD = 5
_NO_FIRMS = frozenset(
    "ville region etat departement commune marine enquete rapport etude communique autorites police justice opposition majorite army city state report study "
    "statement palais bourse maison prefecture mairie presidence parti chancellerie diplomatie fonds centre services service consulat mission".split()
)
_FIRMS = frozenset(
    "promoteur geant editeur constructeur fabricant brasseur armateur distributeur equipementier sous-traitant concurrent concurrente rival rivale leader "
    "maker publisher manufacturer retailer rival giant supplier lender insurer carrier brewer developer operator".split()
)


def _what_it_is(article: Article, name: Name) -> bool:
    """*le constructeur de vélos X*, *rival X*, *X, le concurrent lyonnais*: a firm."""
    heads = article.lex.firms | (article.lex.bodies - _NO_FIRMS) | _FIRMS
    for k in range(name.first - 1, max(-1, name.first - 1 - _FAR_HEAD), -1):
        word = article.words[k]
        if (
            not word.text.isalpha()
            or not word.text.islower()
            or word.low in article.lex.auxiliaries
        ):
            break
        if article.words[k + 1].start - word.end > 1:
            break
        if word.low in heads:
            plain = all(
                article.low(j) in ("de", "d'", "en") or article.low(j) not in article.lex.small
                for j in range(k + 1, name.first)
            )
            last = article.low(name.first - 1)
            led = article.low(k - 1) in article.lex.determiners | {"rival"} or word.low in _FIRMS
            return plain and led and last not in ("de", "d'", "of") and _closed(article, name)
    if article.low(name.behind) != "," or name.behind - name.first > 2:
        return False
    j = name.behind + 1
    return article.low(j) in _ARTICLED and article.low(j + 1) in heads and name.kind != "person"


def _paper(article: Article, name: Name) -> bool:
    """*Les Nouvelles du Port*, *Le Courrier*: a newspaper by its first words."""
    first, second = article.words[name.first], article.low(name.first + 1)
    return first.text in ("Le", "La", "Les", "L'", "L’", "The") and second in _PAPER_NAMES


_PAPER_NAMES = frozenset(
    "nouvelles courrier gazette tribune journal depeche voix echo echos progres matin soir quotidien republicain republicaine telegramme independant eclair "
    "herald times post tribune gazette courier journal chronicle observer telegraph standard".split()
)


_ARTICLED = frozenset("le la l' une un the a an".split())


def _closed(article: Article, name: Name) -> bool:
    """Whether a name is one word, or several none of which is a first name."""
    return all(article.low(k) not in GIVEN for k in range(name.first, name.behind))


def _lone_speaker(article: Article, name: Name) -> str:
    """``person`` or ``organisation`` where an unknown name speaks: *Morel a dit*, *selon la LDN*."""
    at = name.first - 1
    determined = article.low(at) in _SINGLE and article.lex.lang == "fr"
    k = at - determined
    before = article.low(at)
    single = name.behind - name.first == 1
    if article.low(name.first) in article.lex.roles:
        return ""
    if name.kind != "unknown" or before in PLURAL | {"aux", "%"} or before.isdigit():
        return ""
    speaks = single and before not in ("de", "d'", "of", "chez") and _speaks(article, name.behind)
    if not (
        speaks or (article.lex.lang == "fr" and (_cited(article, k) or _quoted_before(article, k)))
    ):
        return ""
    text = article.words[name.first].text
    if determined and single and article.low(name.first).endswith(DEMONYMS):
        return ""  # *la Bretonne*
    acronym = single and text.isupper() and _SHORTEST < len(text) < _LONGEST_ACRONYM
    return "organisation" if acronym or (determined and not speaks) else "person"


DEMONYMS = (
    "ien",
    "ienne",
    "ais",
    "aise",
    "ois",
    "oise",
    "ain",
    "aine",
    "onne",
    "ton",
    "and",
    "ande",
    "nol",
    "nole",
)
"""Endings of what people are called by where they come from."""
_SINGLE = frozenset({"le", "la", "l'"})
_SHORTEST, _LONGEST_ACRONYM = 1, 7


def _cited(article: Article, k: int) -> bool:
    """Whether *selon* or *d'après* ends at a token."""
    return article.low(k) == "selon" or (article.low(k) == "apres" and article.low(k - 1) == "d'")


def _quoted_before(article: Article, k: int) -> bool:
    """Whether a verb of saying with a quotation before it ends at a token: *« … », a dit*."""
    if k < 0 or article.plain[k] not in article.lex.cues or article.inside[k] >= 0:
        return False
    return any(article.inside[j] >= 0 for j in range(max(0, k - 4), k))


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
    if article.low(behind) not in article.lex.auxiliaries or article.plain[behind] == "à":
        return False
    for k in range(behind + 1, min(behind + 5, len(article.plain))):
        if any(c.form == "part" and "w" not in c.takes for c in cues.get(article.plain[k], ())):
            return True
        if article.low(k) not in article.lex.adverbs | _ASIDE:
            break
    return False


_ASIDE = frozenset({"lui", "elle", "quant", "a"})
