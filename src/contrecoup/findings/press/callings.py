"""People and firms said by what they are: *le joueur*, *la nouvelle patronne*, *l'entreprise*."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.cast import Cast, Entity
from contrecoup.findings.press.phrases import Phrase
from contrecoup.language.text import fold

_NEAR = 3  # sentences that a calling looks back
_FIRM_NEAR = 6  # sentences that *the company* looks back
_DEFINITE = frozenset("le la l' ce cet cette the this".split())
#: Heads that are somebody's: *le père*, *l'avocat*; they name another person than those near.
_OF_SOMEBODY = frozenset(
    """
pere mere fils fille frere soeur epouse epoux mari femme veuve neveu niece oncle tante cousin cousine grand-pere grand-mere beau-frere belle-soeur ami amie
compagne compagnon copain copine collegue confrere consoeur camarade adjoint adjointe associe associee successeur predecesseur remplacant remplacante avocat
avocate agent agente juge arbitre adversaire temoin suspect suspecte victime voisin voisine heritier heritiere mandataire emissaire collaborateur
collaboratrice membre numero conseiller conseillere attache attachee client cliente
father mother son daughter brother sister wife husband widow aide deputy partner colleague lawyer attorney agent judge witness suspect victim neighbour neighbor
friend member head successor nominee defendant plaintiff claimant client customer teammate adviser advisor
""".split()
)
#: Offices: one that nobody near is known to hold is a stranger's, unless it is new or old.
_OFFICES = frozenset(
    """
president presidente vice-president vice-presidente premier premier-ministre directeur directrice maire prefet prefete porte-parole secretaire chef cheffe
leader commissaire procureur procureure chancelier chanceliere gouverneur gouverneure ambassadeur ambassadrice recteur rectrice tresorier tresoriere
doyen doyenne rapporteur rapporteuse responsable delegue deleguee
minister governor mayor director chief chairman chairwoman chair chairperson spokesman spokeswoman spokesperson secretary captain commissioner ambassador
manager executive officer sheriff prosecutor chancellor dean inspector superintendent boss owner
""".split()
)
#: Callings that the press says in place of a name, whether or not it told them before.
_SAID = frozenset(
    """
candidat candidate depute deputee senateur senatrice elu elue animateur animatrice acteur actrice chanteur chanteuse realisateur realisatrice ecrivain
ecrivaine romancier romanciere joueur joueuse entraineur entraineuse selectionneur champion championne athlete coureur capitaine economiste sociologue historien
historienne philosophe physicien physicienne biologiste astronome astrophysicien climatologue chercheur chercheuse scientifique ingenieur ingenieure milliardaire
entrepreneur entrepreneure homme femme militant militante journaliste youtubeur youtubeuse videaste blogueur blogueuse photographe peintre musicien musicienne
designer pdg patron patronne dirigeant dirigeante pape roi reine prince princesse general colonel interesse interessee ministre
player striker footballer coach researcher scientist engineer billionaire entrepreneur businessman businesswoman man woman activist candidate senator lawmaker
congressman congresswoman singer actor actress novelist writer author musician photographer painter economist historian sociologist philosopher physicist
biologist ceo king queen prince princess pope general colonel
""".split()
)
_FRESH = frozenset(
    "nouveau nouvelle nouvel futur future ancien ancienne ex new former incoming outgoing ousted sortant sortante dechu dechue".split()
)
_ANYBODY = frozenset(
    "interesse interessee elu elue homme femme man woman milliardaire billionaire quadragenaire quinquagenaire sexagenaire trentenaire".split()
)
_FOUNDERS = frozenset(
    "fondateur fondatrice cofondateur cofondatrice co-fondateur co-fondatrice founder cofounder co-founder".split()
)
_OF = frozenset("de du des d' of chez at a au aux".split())


def callings(article: Article, found: Cast) -> None:
    """Join callings to the one person, firm words to the one organisation, that they mean."""
    people = _Near(article, found, (e for e in found.entities.values() if e.person))
    firms = _Near(article, found, (e for e in found.entities.values() if not e.person))
    for phrase in found.phrases:
        if phrase.first in found.of_phrase or article.low(phrase.first) not in _DEFINITE:
            continue
        if phrase.kind == "role":
            entity = _person(article, people, phrase)
        elif phrase.kind == "body" and phrase.head in article.lex.firms | _MAKERS:
            entity = _firm(article, found, firms, phrase)
        else:
            continue
        if entity is not None:
            entity.spans.add(article.span(phrase.first, phrase.behind))
            entity.at.append(phrase.first)
            found.of_phrase[phrase.first] = entity.id
            (people if entity.person else firms).add(phrase.first, entity)


_MAKERS = frozenset(
    "constructeur fabricant operateur assureur club start-up startup laboratoire enseigne fournisseur plateforme startup".split()
)


class _Near:
    """Mentions in the prose, in order."""

    def __init__(self, article: Article, found: Cast, entities: Iterable[Entity]) -> None:
        self._article = article
        self._found = found
        self._heads: dict[str, set[str]] = {}
        self._rows = sorted(
            (at, e.id) for e in entities for at in set(e.at) if _in_prose(article, at)
        )

    def add(self, at: int, entity: Entity) -> None:
        """Note one more mention, behind all others that matter so far."""
        self._rows.insert(bisect_left(self._rows, (at, entity.id)), (at, entity.id))

    def heads(self, entity: Entity) -> set[str]:
        """What somebody is told to be, in one word each; roles do not change any more."""
        if entity.id not in self._heads:
            self._heads[entity.id] = {
                word
                for office in {r.text for r in entity.roles}
                for word in fold(office).replace("'", "' ").split()
                if word in self._article.lex.roles
            }
        return self._heads[entity.id]

    def before(self, at: int, sentences: int) -> list[list[Entity]]:
        """Who is mentioned in the sentences before a token, the nearest sentence first."""
        here = self._article.sentence_of[at]
        out: dict[int, dict[str, Entity]] = {}
        for place in range(bisect_left(self._rows, (at, "")) - 1, -1, -1):
            mention, who = self._rows[place]
            there = self._article.sentence_of[mention]
            if here - there > sentences:
                break
            out.setdefault(there, {})[who] = self._found.entities[who]
        return [list(rows.values()) for rows in out.values()]


def _in_prose(article: Article, at: int) -> bool:
    titled = article.title is not None and article.words[at].start < article.title[1]
    return article.inside[at] < 0 and not titled


def _person(article: Article, near: _Near, phrase: Phrase) -> Entity | None:
    """The one person of the last sentences whom a calling fits."""
    if phrase.head in _OF_SOMEBODY or article.inside[phrase.first] >= 0:
        return None
    led = {article.low(k) for k in range(phrase.first, phrase.behind)}
    fresh = bool(led & _FRESH)
    if phrase.head in _OFFICES and not fresh:
        return None
    rows = [
        [e for e in row if not phrase.gender or e.gender in ("", phrase.gender)]
        for row in near.before(phrase.first, _NEAR)
    ]
    everybody = {e.id: e for row in rows for e in row}
    open_to = {i: e for i, e in everybody.items() if not _other_office(near.heads(e), phrase)}
    said = phrase.head in _SAID | _FOUNDERS or fresh
    if not said:
        open_to = {i: e for i, e in open_to.items() if near.heads(e)}
    if len(everybody) == 1 or (len(open_to) == 1 and not led & _OF):
        return next(iter(open_to.values()), None)
    if led & _OF and not (phrase.head in _FOUNDERS or fresh):
        return None
    nearest = next((kept for row in rows if (kept := [e for e in row if e.id in open_to])), [])
    new = led & {"nouveau", "nouvelle", "nouvel", "new"}
    return nearest[0] if len(nearest) == 1 or (nearest and new) else None


def _other_office(heads: set[str], phrase: Phrase) -> bool:
    """Whether somebody is told to be something else than the calling says."""
    if phrase.head in _ANYBODY or phrase.head in _FOUNDERS:
        return False
    return bool(heads) and not any(_alike(head, phrase.head) for head in heads)


def _alike(one: str, other: str) -> bool:
    """The same calling, whatever its gender: *chercheur* and *chercheuse*."""
    if one == other or any({one, other} <= kin for kin in _KIN):
        return True
    stem = min(len(one), len(other)) - 2
    return stem >= 4 and one[:stem] == other[:stem]


_KIN = tuple(
    frozenset(line.split())
    for line in """
pdg ceo patron patronne dirigeant dirigeante president presidente directeur directrice head chief boss executive
joueur joueuse footballeur footballeuse basketteur basketteuse handballeur handballeuse rugbyman champion championne athlete cycliste coureur nageur nageuse skieur skieuse
player striker footballer midfielder goalkeeper defender winger champion athlete cyclist swimmer skier boxer golfer
chercheur chercheuse scientifique physicien physicienne biologiste climatologue astronome astrophysicien geologue chimiste professeur professeure virologue
researcher scientist physicist biologist geologist chemist neuroscientist professor virologist
chanteur chanteuse musicien musicienne artiste compositeur compositrice pianiste violoniste guitariste
singer musician artist composer pianist violinist guitarist drummer
ecrivain ecrivaine romancier romanciere auteur auteure autrice poete dramaturge
writer author novelist poet playwright
depute deputee senateur senatrice elu elue parlementaire maire ministre
entrepreneur entrepreneure milliardaire fondateur fondatrice cofondateur cofondatrice investisseur
entrepreneur billionaire founder cofounder co-founder businessman businesswoman investor
""".strip().split("\n")
)


def _firm(article: Article, found: Cast, near: _Near, phrase: Phrase) -> Entity | None:
    """The organisation that *the company* means: the only one near, or the one named most."""
    words = range(phrase.first, phrase.behind)
    if any(article.low(k) in _OF for k in words) or any(
        k in found.start_at and k != phrase.first for k in words
    ):
        return None
    follow = found.start_at.get(phrase.behind)
    if follow is not None and found.phrases[follow].kind in ("organisation", "person"):
        return None
    rows = [
        [e for e in row if e.name[:1].isupper() and fold(e.name) not in article.lex.outlets]
        for row in near.before(phrase.first, _FIRM_NEAR)
    ]
    everybody = {e.id: e for row in rows for e in row}
    if not everybody:
        return None
    ranked = sorted(everybody.values(), key=lambda e: (-len(e.spans), min(e.at)))
    if len(ranked) == 1 or len(ranked[0].spans) > len(ranked[1].spans):
        return ranked[0]
    nearest = next(row for row in rows if row)
    return nearest[0] if len(nearest) == 1 else None
