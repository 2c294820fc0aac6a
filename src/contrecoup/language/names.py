"""Names in a text: stretches of capitalised words, told apart by what is in and around them."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from contrecoup.language.given import GIVEN
from contrecoup.language.places import PLACES
from contrecoup.language.text import Token

_PARTICLES = frozenset("van von der den ten bin ben ibn al el da dos di del della y zu".split())
_DOTTED = frozenset("mr mrs ms dr sen rep gov gen prof st rev".split())
_AFTER_GIVEN = frozenset({"de", "du", "d'", "la", "le", "des"})
_ORG_WORDS = frozenset(
    """
parti union commission conseil assemblee cour fondation universite institut banque ministere federation agence comite front mouvement
organisation armee academie association parlement senat congres ligue groupe societe club olympique racing tribunal observatoire office bureau
direction syndicat confederation centre service mission nations forces caisse chambre autorite ecole gilets etat front royal radio
party university institute bank committee council court department agency foundation federation league company corporation corp inc ltd llc
group news times post journal house senate congress association society center centre union organization organisation bureau board
reserve labs lab studios studio media press network networks airlines airways motors systems technologies international records team army navy police
television channel united rovers athletic wanderers orchestra orchestre theatre theater museum musee festival courier herald tribune gazette college hospital
shipping holdings logistics industries campaign project network club national nationale national-socialist europeen europeenne democratique democrates republicains capital partners ventures
""".split()
)
_KNOWN = frozenset(
    """
microsoft google apple amazon facebook meta openai anthropic deepmind netflix tesla spacex uber airbnb spotify nvidia intel ibm oracle samsung sony nintendo
huawei tiktok bytedance alibaba tencent valve pixar disney boeing airbus renault peugeot volkswagen bmw toyota twitch github linkedin reuters bloomberg
areva monsanto bayer sanofi pfizer total totalenergies engie veolia orange bouygues vivendi canal+ mediapart buzzfeed adobe salesforce stripe
matignon kremlin pentagone pentagon vatican maison-blanche elysee daech daesh hamas hezbollah al-qaida otan nato greenpeace interpol eurostat unesco unicef
twitter youtube instagram snapchat whatsapp telegram bercy insee europol frontex médiapart mistral hugging breitbart gallup quinnipiac isis isil
""".split()
)
_NOT_NAMES = frozenset(
    """
i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi tnt pdg ceo cto cfo coo ia ai adn tv us vih sida ogm pib rtt http html pdf sms vpn dvd gps cdi cdd smic
ok mr mrs internet web covid covid-19 islam coran bible noel dieu god bitcoin republicain republican democrat democratic
american americans french english german russian chinese british european muslim muslims christian christians jewish jews catholic african african-american
hispanic latino arab iranian iraqi syrian israeli mexican indian japanese african-americans europeans russians republicans democrats
mexicans catholics latinos evangelicals southern northern western eastern north south east west black white conservative medicare medicaid obamacare
francais francaise americain britannique allemand russe europeen juif musulman chretien twitter tweet
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
colleagues sources engineers shareholders investors critics lawmakers councillors students employees staff supporters residents officials
organisers workers doctors nurses teachers police protesters campaigners ministers analysts
lundi mardi mercredi jeudi vendredi samedi dimanche christmas easter thanksgiving
""".split()
)
_PLACE_BEFORE = frozenset(
    {"a", "en", "au", "aux", "in", "at", "from", "near", "vers", "depuis", "throughout", "across"}
)
_ORG_BEFORE = frozenset(
    """
chez entreprise societe groupe start-up startup compagnie ong association parti syndicat editeur constructeur geant chaine quotidien magazine journal hebdomadaire
site club equipe banque fondation laboratoire company firm group network party newspaper magazine station union maker giant publisher studio filiale rival rivale concurrent at
""".split()
)
_PLACE_HEADS = frozenset(
    """
rue avenue boulevard place quai pont gare aeroport stade mont lac mer ile cap golfe baie vallee province district comte etat ville village commune region departement
river lake street road square bridge island bay mount county valley airport stadium beach port fort saint-
""".split()
)


class Name(NamedTuple):
    """Tokens ``first`` to ``behind`` (excluded) are a name.

    ``kind`` is ``person``, ``organisation``, ``place`` or ``unknown``; ``gender`` is
    what a title says (``m``, ``f``) or empty.
    """

    first: int
    behind: int
    kind: str
    gender: str


def names(
    words: Sequence[Token],
    starts: Collection[int],
    small: frozenset[str],
    titles: Mapping[str, str],
    known: Collection[str] = (),
) -> list[Name]:
    """Names of the text in order, none overlapping.

    Args:
        words: tokens of the text.
        starts: numbers of tokens that begin a sentence or a quotation.
        small: folded function words of the language.
        titles: folded titles (``mme``) with the gender they tell.
        known: folded names that are organisations in this text.
    """
    common = _common(words)
    out: list[Name] = []
    i = 0
    while i < len(words):
        behind = _stretch(words, i, starts, small, common)
        if behind == i:
            i += 1
            continue
        first, gender = i, ""
        while first < behind and words[first].low in titles:
            gender = gender or titles[words[first].low] or "?"
            first += 1
            if first < behind and words[first].text == ".":
                first += 1
        for cut in _cuts(words, first, behind) if first < behind else ():
            if cut > first:
                out.append(Name(first, cut, kind_of(words, first, cut, known), ""))
                first = cut
        if first < behind:
            kind = "person" if gender else kind_of(words, first, behind, known)
            out.append(Name(first, behind, kind, gender.strip("?")))
        i = behind
    return out


def well_known(low: str) -> bool:
    """Whether a folded word alone names an organisation that everybody knows."""
    return low in _KNOWN


def plain_word(word: Token) -> bool:
    """Whether a word in small letters stands in no person's name, as *van* and *de la* do."""
    return (
        word.text.isalpha()
        and word.text.islower()
        and word.low not in _PARTICLES
        and word.low not in _AFTER_GIVEN
    )


def no_name(low: str) -> bool:
    """Whether a folded word has a capital without being a name: *Americans*, *Monday*."""
    return low in _NOT_NAMES


def says_what_it_is(words: Sequence[Token]) -> bool:
    """Whether a name of two capitals or more opens or ends with a word such as *League*."""
    told = words[0].low in _ORG_WORDS or words[-1].low in _ORG_WORDS
    return told and sum(_capital(w) for w in words) > 1


def _cuts(words: Sequence[Token], first: int, behind: int) -> list[int]:
    """Where a full name begins behind other capitals: *Finances | Michel Sapin*."""
    if words[first].low in GIVEN or words[first].low.split("-")[0] in GIVEN:
        return []
    return [
        k
        for k in range(first + 1, behind - 1)
        if words[k].low in GIVEN and words[k - 1].low not in ("de", "du", "of", "saint", "sainte", "san", "le", "la", "the")
        and len(words[first].text) > 2 and words[k - 1].low not in GIVEN
    ][:1]  # fmt: skip


def _common(words: Sequence[Token]) -> frozenset[str]:
    """Words that the text also writes small: capitals at a sentence's start say nothing."""
    return frozenset(w.low for w in words if w.text[:1].islower())


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and (len(token.text) > 1 or token.text.isalpha())


def _stretch(
    words: Sequence[Token],
    i: int,
    starts: Collection[int],
    small: frozenset[str],
    common: frozenset[str],
) -> int:
    """The end of the name that begins at ``i``, or ``i``."""
    token = words[i]
    if not _capital(token):
        return i
    low = token.low.rstrip("'")
    if token.text.endswith(("'", "’")):
        return i
    if i in starts and not _starts_name(words, i, small, common):
        return i
    if low in small and not (i not in starts and _joined(words, i, small)):
        return i
    return _end(words, i, small)


def _starts_name(
    words: Sequence[Token], i: int, small: frozenset[str], common: frozenset[str]
) -> bool:
    low = words[i].low
    follows = i + 1 < len(words) and _capital(words[i + 1]) and words[i + 1].low not in small
    if low in small:
        return low in ("le", "la", "les", "the") and False
    if low in GIVEN or low in PLACES or low in _KNOWN:
        return True
    if words[i].text.isupper() and len(words[i].text) > 1:
        return True
    if low in common:
        return follows and low not in small and low in _ORG_WORDS
    return follows or len(low) > 2


def _joined(words: Sequence[Token], i: int, small: frozenset[str]) -> bool:
    """A capitalised article inside a sentence opens a name: ``Le Monde``, ``The Verge``."""
    if words[i].low not in ("le", "la", "les", "the", "l'"):
        return False
    return i + 1 < len(words) and _capital(words[i + 1]) and words[i + 1].low not in small


def _end(words: Sequence[Token], i: int, small: frozenset[str]) -> int:  # noqa: C901  a list of cases, read from top to bottom
    last = i
    j = i + 1
    org = words[i].low in _ORG_WORDS
    given = words[i].low in GIVEN or words[i].low.split("-")[0] in GIVEN
    while j < len(words) and j - i < 12:
        token = words[j]
        if words[j].start - words[j - 1].end > 1 or "\n" in token.text:
            break
        if _capital(token) and (
            token.low not in small or token.low in ("le", "la") or _initial(words, j)
        ):
            if token.text.endswith(("'", "’")) and len(token.text) == 2:
                j += 1
                continue
            last = j
            j += 1
            continue
        initial = len(words[j - 1].text) == 1 and words[j - 1].text.isupper()
        if token.text == "." and (initial or (j - 1 == i and words[i].low in _DOTTED)):
            j += 1
            continue
        if token.low in _PARTICLES or (token.low in _AFTER_GIVEN and given and j - i == 1):
            j += 1
            if j < len(words) and words[j].low in ("la", "l'"):
                j += 1
            if j >= len(words) or not _capital(words[j]):
                break
            continue
        if org and token.text[0].islower() and _org_tail(words, j, small):
            last = _org_tail(words, j, small) - 1
            j = last + 1
            continue
        if token.text in "+&" and j == last + 1:
            last = j
            j += 1
            if token.text == "+":
                break
            continue
        break
    return last + 1


def _initial(words: Sequence[Token], j: int) -> bool:
    """Whether a token is one capital with a stop, and a capital behind: *Ada J. Pike*."""
    return (
        len(words[j].text) == 1
        and j + 2 < len(words)
        and words[j + 1].text == "."
        and words[j + 1].start == words[j].end
        and _capital(words[j + 2])
    )


_ADJECTIVES = (
    "enne",
    "ien",
    "ale",
    "al",
    "ique",
    "iste",
    "aine",
    "ain",
    "aise",
    "ais",
    "onale",
    "eenne",
    "een",
    "ive",
    "if",
    "oise",
    "ois",
    "unies",
    "ise",
    "aliste",
    "elle",
    "el",
    "aire",
    "ants",
    "iens",
)


def _org_tail(words: Sequence[Token], j: int, small: frozenset[str]) -> int:
    """End of what may follow an organisation's first word: an adjective, *de* with its noun."""
    token = words[j]
    if token.low not in small and token.low.endswith(_ADJECTIVES) and len(token.low) > 4:
        return j + 1
    if token.low in ("de", "du", "des", "d'", "of", "pour", "for"):
        k = j + 1
        if k < len(words) and words[k].low in ("la", "l'", "les", "the", "le"):
            k += 1
        if k < len(words) and (
            _capital(words[k]) or (words[k].low not in small and words[k].text.isalpha())
        ):
            k += 1
            while k < len(words) and _capital(words[k]) and words[k].start - words[k - 1].end <= 1:
                k += 1
            return k
    return 0


def kind_of(words: Sequence[Token], first: int, behind: int, known: Collection[str] = ()) -> str:  # noqa: C901, PLR0912  a list of cases, read from top to bottom
    """``person``, ``organisation``, ``place`` or ``unknown``, by the words and the one before."""
    lows = [w.low for w in words[first:behind]]
    joined = " ".join(lows).replace("l' ", "l'").replace("d' ", "d'")
    before = words[first - 1].low if first else ""
    single = behind - first == 1
    if single and (lows[0] in _NOT_NAMES or len(lows[0]) < 2):
        return "unknown"
    if joined in known:
        return "organisation"
    if joined in PLACES:
        return "place"
    if lows[0] in ("le", "la", "les", "the"):
        return "organisation"
    if joined in _KNOWN or (single and lows[0] in _KNOWN):
        return "organisation"
    if before in _PLACE_HEADS:
        return "place"
    head = words[first].text
    if (
        lows[0] in _ORG_WORDS
        or (len(lows) > 1 and lows[-1] in _ORG_WORDS)
        or any(w in _KNOWN for w in lows)
    ):
        return "organisation"
    if before in _ORG_BEFORE:
        return "organisation"
    if not single and (lows[0] in GIVEN or lows[0].split("-")[0] in GIVEN):
        return "person"
    if single:
        if head.isupper() and 2 <= len(head) <= 8:
            return "organisation"
        if any(c.isupper() for c in head[2:]) and not head.isupper() and "-" not in head:
            return "organisation"
        if lows[0] in GIVEN:
            return "person"
        return "place" if before in _PLACE_BEFORE else "unknown"
    if all(w.text.isupper() and len(w.text) > 1 for w in words[first:behind]):
        return "unknown"
    if (
        lows[0] in PLACES
        or (lows[-1] in PLACES and len(lows) > 1)
        or lows[0].startswith(("saint-", "mont-", "north", "south", "new"))
    ):
        return "place"
    if before in ("a", "en", "au", "in") or any(c.isdigit() for c in joined):
        return "place" if before in _PLACE_BEFORE else "unknown"
    return "person" if 2 <= len(lows) <= 4 and not any(w in _NOT_NAMES for w in lows) else "unknown"
