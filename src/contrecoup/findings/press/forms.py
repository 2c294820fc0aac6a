"""Forms of verbs, French and English: enough to find a verb of moving in any tense."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

Form = Literal["fin", "part", "ger", "inf"]
Found = tuple[str, Form]

# A family of French verbs: ending of the infinitive, then its other endings.
# An ending in -r makes the future and the conditional.
_FAMILIES = """
prendre:prend prends prennent prenne prenait prenaient prit prirent prendr:pris prise prises:prenant
mettre:met mettent mette mettait mettaient mit mirent mettr:mis mise mises:mettant
venir:vient viennent vienne venait venaient vint vinrent viendr:venu venue venus venues:venant
tenir:tient tiennent tienne tenait tenaient tint tinrent tiendr:tenu tenue tenus tenues:tenant
joindre:joint joignent joigne joignait joignaient joignit joignirent joindr:joint jointe joints jointes:joignant
traindre:traint traignent traigne traignait traignaient traignit traindr:traint trainte traints traintes:traignant
partir:part partent parte partait partaient partit partirent partir:parti partie partis parties:partant
sortir:sort sortent sorte sortait sortaient sortit sortirent sortir:sorti sortie sortis sorties:sortant
mentir:ment mentent mente mentait mentaient mentit mentirent mentir:menti mentie mentis menties:mentant
sentir:sent sentent sente sentait sentaient sentit sentir:senti sentie sentis senties:sentant
offrir:offre offrent offrait offraient offrit offrirent offrir:offert offerte offerts offertes:offrant
cevoir:çoit çoivent çoive cevait cevaient çut çurent cevr:çu çue çus çues:cevant
mouvoir:meut meuvent meuve mouvait mouvaient mut murent mouvr:mu mue mus mues:mouvant
lire:lit lisent lise lisait lisaient lut lurent lir:lu lue lus lues:lisant
faire:fait font fasse faisait faisaient fit firent fer:fait faite faits faites:faisant
soudre:sout solvent solve solvait solvaient solut solurent soudr:solu solue solus solues:solvant
clure:clut cluent clue cluait cluaient clut clurent clur:clu clue clus clues:cluant
suivre:suit suivent suive suivait suivaient suivit suivr:suivi suivie suivis suivies:suivant
savoir:sait savent sache savait savaient sut saur:su sue sus sues:sachant
voir:voit voient voie voyait voyaient vit virent verr:vu vue vus vues:voyant
vouloir:veut veulent veuille voulait voulaient voulut voudr:voulu voulue voulus voulues:voulant
dre:d dent de dait daient dit dirent dr:du due dus dues:dant
ir:it issent isse issait issaient it irent ir:i ie is ies:issant
"""
_FUTURE = ("a", "ont", "ait", "aient", "ons", "ai", "ions")
_WEAK = re.compile(r"é(?=[^aeiouyéèêàâîôûù]{1,2}$|gu$)")
_IRREGULAR_EN = """
leave:leaves left:left:leaving
step:steps stepped:stepped:stepping
quit:quits:quit:quitting
take:takes took:taken:taking
give:gives gave:given:giving
hand:hands handed:handed:handing
become:becomes became:become:becoming
be:be:be:being
come:comes came:come:coming
go:goes went:gone:going
let:lets:let:letting
put:puts:put:putting
run:runs ran:run:running
bow:bows bowed:bowed:bowing
stand:stands stood:stood:standing
say:says said:said:saying
tell:tells told:told:telling
bring:brings brought:brought:bringing
choose:chooses chose:chosen:choosing
seek:seeks sought:sought:seeking
vow:vows vowed:vowed:vowing
show:shows showed:shown:showing
throw:throws threw:thrown:throwing
sell:sells sold:sold:selling
cut:cuts:cut:cutting
lay:lays laid:laid:laying
lose:loses lost:lost:losing
make:makes made:made:making
rejoin:rejoins rejoined:rejoined:rejoining
sign:signs signed:signed:signing
swear:swears swore:sworn:swearing
win:wins won:won:winning
get:gets got:got gotten:getting
rise:rises rose:risen:rising
withdraw:withdraws withdrew:withdrawn:withdrawing
hang:hangs hung:hung:hanging
split:splits split:split:splitting
cast:casts cast:cast:casting
find:finds found:found:finding
draw:draws drew:drawn:drawing
bid:bids bade:bidden:bidding
freeze:freezes froze:frozen:freezing
drive:drives drove:driven:driving
deny:denies denied:denied:denying
"""
_DOUBLED = frozenset("tap plan drop tip submit nab snap drum strip expel".split())


def french(lemma: str) -> Iterator[Found]:
    """Forms of a French verb (lower case, accents kept), each with what it is."""
    if lemma.endswith("er"):
        yield from _first_group(lemma)
        return
    for line in filter(None, _FAMILIES.split("\n")):
        ending, finite, participles, gerund = line.split(":")
        if not lemma.endswith(ending):
            continue
        stem = lemma[: len(lemma) - len(ending)]
        for end in finite.split()[:-1]:
            yield stem + end, "fin"
        for end in _FUTURE:
            yield stem + finite.split()[-1] + end, "fin"
        for end in participles.split():
            yield stem + end, "part"
        yield stem + gerund, "ger"
        yield lemma, "inf"
        return


def _first_group(lemma: str) -> Iterator[Found]:
    stem = lemma[:-2]
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    strong = _WEAK.sub("è", stem)
    if stem.endswith(("ppel", "jet")):
        strong = stem + stem[-1]
    elif re.search(r"e[lnv]$", stem):
        strong = stem[:-2] + "è" + stem[-1]
    future = stem if _WEAK.search(stem) else strong
    if stem.endswith(("oy", "uy")):
        strong = stem[:-1] + "i"
        future = stem[:-2] + "err" if stem.endswith("voy") else strong + "er"
    else:
        future += "er"
    for end in ("e", "es", "ent"):
        yield strong + end, "fin"
    for end in ("ait", "aient", "ais", "a", "ai", "ons"):
        yield soft + end, "fin"
    yield stem + "èrent", "fin"
    for end in _FUTURE:
        yield future + end, "fin"
    for end in ("é", "ée", "és", "ées"):
        yield stem + end, "part"
    yield soft + "ant", "ger"
    yield lemma, "inf"


def english(lemma: str) -> Iterator[Found]:
    """Forms of an English verb, each with what it is; past forms twice."""
    for line in filter(None, _IRREGULAR_EN.split("\n")):
        base, finite, participles, gerund = line.split(":")
        if base == lemma:
            yield base, "fin"
            yield base, "inf"
            for word in finite.split():
                yield word, "fin"
            for word in participles.split():
                yield word, "part"
            if len(finite.split()) == 1:
                yield base, "part"
            yield gerund, "ger"
            return
    yield from _regular_en(lemma)


def _regular_en(base: str) -> Iterator[Found]:
    if base.endswith("e"):
        past, gerund, third = base + "d", base[:-1] + "ing", base + "s"
    elif base.endswith("y") and base[-2] not in "aeiou":
        past, gerund, third = base[:-1] + "ied", base + "ing", base[:-1] + "ies"
    elif base in _DOUBLED:
        past, gerund, third = base + base[-1] + "ed", base + base[-1] + "ing", base + "s"
    else:
        past, gerund = base + "ed", base + "ing"
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    yield from ((base, "fin"), (base, "inf"), (third, "fin"))
    yield from ((past, "fin"), (past, "part"), (gerund, "ger"))
