"""Words of moves, French and English: verbs in their frames, nouns, what bounds them.

A frame is a line ``type mover needs | verbs | objects | links``.

``mover`` says who moves: ``subj`` the subject; ``obj`` the object, or the subject of
a passive; ``to`` whoever stands behind a link (*confier la direction à X*); ``swap``
the subject, in the place of the object; ``hand`` the subject goes and whoever stands
behind the link comes.  ``needs`` says what must stand behind the verb: an ``org``, a
``post``, a ``role``, a ``person``, ``back`` (somewhere to come back to), ``alone``
(nothing that could be an object), or nothing (``-``).  ``objects`` are nouns or
particles of which one must follow; ``a:porte`` wants its preposition.  ``links`` are
the words that lead to the mover, or to the organisation.
"""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple, cast

from contrecoup.findings.press import forms
from contrecoup.findings.press.forms import Form
from contrecoup.model.reading import MoveType


class Frame(NamedTuple):
    """How one sense of a verb tells a move; see the module."""

    type: MoveType
    mover: str
    needs: str
    objects: frozenset[str]
    links: frozenset[str]
    reflexive: bool
    lemma: str


_LEAD = "tete direction presidence renes commandes commandement gouvernail barre administration pilotage gerance"
_POST = "fonctions poste postes mandat mandats presidence direction charge portefeuille"
_FRAMES = {
    "fr": f"""
resign subj - | démissionner | |
resign subj - | remettre présenter donner déposer poser offrir soumettre adresser envoyer notifier signifier | demission |
resign subj - | rendre | tablier portefeuille |
leave subj org | quitter | |
leave subj - | claquer prendre | porte |
leave subj - | quitter abandonner | navire |
leave subj - | mettre | a:carriere |
leave subj - | raccrocher | crampons gants blouse |
leave subj - | vider | bureau |
leave subj - | dire faire | adieu adieux |
leave subj - | prendre | conge |
leave subj called | partir | |
leave subj - | rendre | badge |
leave subj post | abandonner lâcher déposer délaisser | {_POST} |
leave subj - | renoncer | a:fonctions a:poste a:mandat a:presidence a:direction |
leave subj - | cesser | fonctions |
leave subj - | tirer | reverence |
leave subj - | prendre | large a:retraite retraite |
leave subj - | partir | a:retraite |
leave subj - | faire plier boucler | valises bagages cartons a:retraite |
leave subj post | se:retirer se:démettre | | de d' du des
leave subj org | se:séparer | | de d' du
dismiss obj - | limoger évincer licencier révoquer destituer congédier débarquer | |
dismiss obj person | renvoyer dégager | |
dismiss to - | montrer indiquer | porte sortie | a au aux
dismiss to - | signifier | conge licenciement renvoi | a au aux
dismiss to - | se:débarrasser | | de d' du des
dismiss to - | mettre | terme | de d' du des
leave subj org | sortir | | de d' du
dismiss obj post | relever suspendre écarter démettre chasser exclure démissionner | |
dismiss obj - | mettre | a:porte a:pied |
dismiss obj person | virer éjecter | |
dismiss obj - | pousser | vers:sortie a:sortie dehors |
dismiss obj thanked | remercier | |
dismiss subj - | perdre | poste emploi fonctions portefeuille |
dismiss to - | mettre | a:fonctions a:mandat a:contrat a:collaboration | de d' du des
dismiss to - | réclamer exiger | tete | de d' du des
dismiss to role | se:séparer | | de d' du des
appoint obj post | nommer désigner promouvoir introniser instituer coopter élire investir | |
appoint obj post | choisir parachuter propulser bombarder catapulter installer placer porter hisser retenir | |
appoint obj as | présenter confirmer imposer préférer proposer | |
appoint subj post | se:installer se:hisser | |
appoint subj - | endosser enfiler | costume |
appoint subj - | prêter | serment |
appoint subj role | devenir | |
hand subj - | céder laisser passer transmettre | place fauteuil siege poste fonctions main portefeuille ministere renes commandes cles mandat presidence direction relais flambeau temoin pouvoirs | a au aux
hand subj - | rendre | cles commandes | a au aux
appoint subj org | prendre reprendre | {_LEAD} |
appoint subj - | prendre | fonctions |
appoint subj - | entrer | en:fonction en:fonctions |
appoint subj post | accéder arriver parvenir | a:presidence a:tete a:direction a:poste a:fonctions |
appoint subj post | hériter obtenir décrocher recevoir | poste portefeuille ministere de:poste de:portefeuille |
appoint subj declined | décliner refuser | poste presidence direction portefeuille nomination mandat ministere |
appoint subj leads | diriger présider piloter conduire chapeauter | |
join to - | se:offrir se:attacher se:assurer | services | de d' du des
appoint to - | confier attribuer remettre donner céder | {_LEAD} poste portefeuille ministere cles | a au aux
appoint swap person | remplacer | |
succeed subj person | succéder | | a au aux
appoint to falls | revenir échoir incomber | presidence direction poste portefeuille ministere | a au aux
succeed to falls | revenir échoir incomber | succession | a au aux
interim to falls | revenir échoir incomber | interim | a au aux
succeed subj person | prendre assurer | suite succession releve place | de d' du des
interim subj - | assurer exercer assumer occuper effectuer tenir prendre accepter | interim |
appoint subj taken | accepter | presidence direction poste fonctions nomination |
interim subj - | diriger présider assumer assurer exercer occuper conduire gérer | par:interim |
interim to - | confier attribuer donner | interim | a au aux
join subj org | rejoindre intégrer rallier | |
join subj - | poser déposer | valises |
join subj org | entrer | | a au aux dans chez
join subj org | faire | entree | a au aux dans chez
join subj club | signer | | a au aux chez avec pour
join subj club | se:engager | | a au aux chez avec pour faveur
join subj org | partir passer arriver atterrir | | chez
join obj - | recruter embaucher débaucher enrôler | |
join obj named | engager attirer | |
return obj - | réintégrer réembaucher réinstaller | |
return obj post | rétablir rappeler | |
return subj org | réintégrer | |
return subj role | redevenir | |
return subj back | revenir retourner | |
return subj - | retrouver reprendre | poste postes fonctions fauteuil fauteuils siege sieges banc antenne service |
return obj - | faire | revenir |
return subj back | faire signer effectuer | retour |
""",
    "en": """
resign subj - | resign | |
resign subj - | step stand | down aside |
resign subj - | hand turn submit tender offer give | resignation resignations notice |
leave subj called | go | |
leave subj alone | quit depart | |
leave subj - | clear | desk |
leave subj - | jump | ship |
leave subj - | sever cut | ties |
leave subj - | bid say | farewell goodbye |
leave subj - | hang | boots whistle |
leave subj - | call | day |
leave subj org | quit leave exit depart | |
leave subj soon | leave | |
leave subj - | walk | out away |
leave subj retiring | retire | |
leave subj - | bow pack drop | out bags |
leave subj - | call | quits |
resign subj - | throw | in:towel towel |
hand subj - | make give | way | for to
hand subj - | hand pass give yield cede turn | over reins baton torch helm keys mantle job post seat chair presidency leadership chairmanship | to
leave subj - | hand turn give | badge badges |
leave subj post | relinquish vacate surrender give | post role position job seat office chair presidency leadership |
dismiss obj person | fire oust sack dismiss axe terminate unseat depose topple ditch expel jettison | |
dismiss obj - | push cast shove | aside |
dismiss obj - | cut | loose |
dismiss obj - | give hand | boot marching:orders push pink:slip notice |
dismiss to - | split cut sever | with ties | with
dismiss obj post | remove strip drop suspend | |
dismiss obj - | strip | job post title portfolio ministry command position role captaincy duties |
dismiss obj - | force push vote throw kick drive ease squeeze edge turf drum boot muscle freeze bundle usher | out |
dismiss obj - | let | go |
dismiss obj - | show | door |
dismiss obj - | lay | off |
dismiss obj - | make | redundant |
dismiss obj person | boot eject can | |
dismiss obj - | relieve | duties command post role |
dismiss subj - | lose | job post |
appoint obj - | put | charge in:charge |
dismiss to - | part | ways company | with
dismiss to - | get | rid | of
appoint obj post | appoint name promote elevate install tap choose pick select elect nominate designate anoint draft | |
appoint obj as | confirm unveil announce present approve crown reveal propose | |
appoint subj - | get | nod |
appoint subj rising | rise ascend move step | |
leave subj org | step | | off
return subj again | get win reclaim regain have | job post role seat position place jobs posts seats |
appoint subj role | become | |
appoint subj posting | take | over |
appoint subj org | take assume | helm reins charge command leadership presidency chairmanship |
appoint subj - | assume take | office post position role duties |
appoint subj office | win secure land | |
join subj - | land find accept secure | job gig |
appoint subj taken | accept | post position role presidency chair leadership chairmanship directorship |
appoint subj declined | decline reject refuse turn | post job role position presidency leadership nomination |
appoint subj leads | head lead run oversee chair | |
appoint obj post | swear | in |
appoint subj - | step | into:role into:job into:post into:position |
dismiss to - | terminate end rescind | contract employment mandate tenure | of
join to - | secure enlist | services | of
appoint to falls | go fall pass | post job role position presidency chair leadership captaincy | to
appoint to - | hand give entrust offer | control reins job post helm leadership presidency charge | to
appoint swap person | replace | |
succeed subj person | succeed | |
interim subj interim | serve act step | as in |
interim subj fills | fill | in |
appoint obj made | make | |
join subj org | join | |
join subj whence | join | |
return subj org | rejoin | |
join subj club | sign | | for with to
join subj org | move switch defect | | to
join subj org | start begin | | at
join obj - | hire recruit poach headhunt nab | |
join obj - | woo lure tempt poach | away |
join obj named | sign lure attract snap snatch woo bring land | |
return obj - | reinstate rehire reappoint | |
return obj - | bring lure coax tempt woo call welcome win | back |
return subj - | make | return comeback |
return subj back | return come go | |
join subj org | be become | part a:part | of
""",
}
_WITH_BE = frozenset(
    "devenir redevenir revenir retourner partir passer arriver atterrir entrer rester sortir".split()
)
"""French verbs whose compound tenses take *être*: no passive."""

# Verbs that govern a move, by what they make of it.
_GOVERNORS = {
    "fr": {
        "announce": "annoncer confirmer déclarer révéler dévoiler officialiser indiquer préciser tweeter",
        "decide": "décider choisir accepter résoudre acter entériner valider approuver",
        "force": "contraindre forcer obliger pousser acculer charger voter finir persuader convaincre",
        "see": "voir",
        "intend": "vouloir compter prévoir envisager songer projeter promettre espérer apprêter préparer étudier",
        "wish": "souhaiter",
        "threat": "menacer",
        "refuse": "refuser exclure nier démentir réfuter décliner annuler invalider casser retirer",
        "demand": "demander exiger réclamer appeler exhorter sommer inviter enjoindre presser prier ordonner conjurer supplier plaider",
        "tip": "pressentir attendre donner",
        "rumour": "évoquer prêter",
        "did": "parvenir réussir",
    },
    "en": {
        "announce": "announce confirm declare reveal say",
        "decide": "decide choose agree accept approve seal finalise resolve",
        "force": "force compel oblige push vote task end persuade convince",
        "intend": "plan intend want hope prepare vow aim seek promise consider contemplate mull weigh",
        "threat": "threaten",
        "refuse": "refuse decline deny overturn quash reverse block withdraw rescind scrap",
        "demand": "demand urge call ask press implore beg order tell pressure push",
        "tip": "expect tip poise slate schedule",
        "rumour": "rumour rumor believe understand think",
        "did": "manage",
    },
}

NOUNS: dict[str, MoveType] = {
    word: cast("MoveType", kind)
    for kind, words in {
        "resign": "demission demissions resignation resignations",
        "dismiss": "eviction limogeage licenciement renvoi destitution revocation remplacement ouster firing dismissal removal sacking",
        "leave": "depart departs departure departures retrait exit retirement",
        "appoint": "nomination designation appointment promotion",
        "return": "retour reintegration reinstatement return",
        "join": "arrivee venue recrutement embauche arrival hiring recruitment",
    }.items()
    for word in words.split()
}
LOOSE = frozenset(
    "depart departs retour arrivee venue retirement return arrival departure departures remplacement retrait exit promotion".split()
)
"""Nouns that also tell of trains and races: they want a post, or a verb that makes them news."""

TEAMS = frozenset(
    """
editions maison gouvernement direction parti equipe entreprise societe groupe conseil cabinet ministere redaction club equipage rangs effectif troupe faculte entourage concurrent concurrence rival
firm company board government team office newsroom startup start-up lab studio staff cabinet competitor ranks faculty roster squad
""".split()
)
"""What one joins and leaves."""
LEFT = TEAMS | frozenset(
    """
orchestre choeur ensemble academie institut clinique fondation association federation syndicat cooperative banque agence brigade regiment corps etat-major executif
barreau commission comite jury chaine antenne journal quotidien magazine revue programme emission instance compagnie laboratoire observatoire
choir orchestra band ballet chorus institute foundation association federation union cooperative agency brigade regiment
corps force service navy commission committee panel jury bureau network channel newspaper magazine paper show programme program
ministry diocese charity trust coastguard profession
""".split()
)
"""What else one leaves as somebody who worked there."""
JOINED = LEFT | frozenset(
    """
studio bureau hopital universite ecole caserne troupe archives maternite conservatoire cabinet lycee musee theatre
academy clinic laboratory bank crew archive archives registry ensemble practice co-operative bar university college faculty department church museum observatory gallery bench duty office school hospital theatre theater
""".split()
)
"""What one also joins, and comes back to, but leaves by the door as well."""
POSTS = TEAMS | frozenset(
    """
fonctions fonction poste postes presidence mandat tete commandement portefeuille charge pouvoir chefferie vice-presidence mission
job post position role helm presidency leadership charge chair seat
""".split()
)
_NO_OFFICES = frozenset(
    "membership relationship friendship scholarship partnership ownership hardship flagship citizenship township battleship spaceship".split()
)


def office(low: str) -> bool:
    """Whether an English word is an office by its ending: *deanship*, *captaincy*."""
    return len(low) > 6 and low.endswith(("ship", "aincy")) and low not in _NO_OFFICES


RACES = frozenset(
    """
course courses classement peloton epreuve cortege defile manifestation sprint etape tour championnat marathon convoi marche tete poursuivants chasse
race peloton lap standings parade march leaders
""".split()
)
"""Things whose head one takes without a post."""
HEADS = {
    word: kind
    for kind, words in {
        "announce": "annonce annonces announcement news",
        "demand": "demande demandes appel appels petition calls demands faveur favour favor",
        "threat": "menace menaces threat threats",
        "tip": "possibilite perspective risque eventualite hypothese cas possibility prospect risk case",
        "rumour": "rumeur rumeurs bruit bruits rumours rumors reports talk speculation",
        "undone": "annulation refus rejet absence suspension invalidation reversal rejection lack denial",
    }.items()
    for word in words.split()
}
"""Nouns that a noun of moving completes: *l'annonce de la démission*."""
PASSING = frozenset("interim interimaire acting caretaker".split())
NOT_POSTS = frozenset(
    """
pere mere femme homme fils fille frere soeur epouse epoux mari veuve temoin victime suspect suspecte champion championne auteur auteure autrice
acteur actrice chanteur chanteuse joueur joueuse milliardaire collegue athlete laureat proche numero employe employee salarie salariee capitale
man woman father mother son daughter brother sister wife husband widow witness victim suspect champion actor actress singer player billionaire
author artist colleague person hero employee worker star writer republican democrat candidate candidat mogul owner proprietaire investor investisseur
entrepreneur businessman activist militant militante friend partner partenaire adversaire rival teammate nominee front-runner frontrunner
""".split()
)
"""Roles that nobody is appointed to."""
NOT_EMPLOYERS = frozenset(
    """
ville region etat justice enquete rapport etude communique palais tribunal cour hopital ecole site prefecture mairie ambassade
city state court report study statement hospital school house army police
""".split()
)
"""Bodies that one leaves by the door, or that employ nobody."""
MATCH = frozenset(
    "finale match rencontre mi-temps minute minutes titulaire titulaires palmares medaille vainqueur laureat laureate titre halftime lineup".split()
)
"""Words of sports where a replacement, or a place, is of a game."""

NOUNISH = frozenset(
    "place porte signe part passe leaves name names fire fires sack join return returns quit step steps hand start move moves "
    "sign pick let show drop force push vote report reports plan plans demand demands call calls appel demande menace".split()
)
"""Forms that are nouns as well."""
HAVE = frozenset(
    "a ont ai as avons avez ait aient ayant avoir eu aura auront aurait auraient avait avaient eut eurent "
    "has have had having 've".split()
)
HAD = frozenset("avait avaient eut eurent had".split())
BE = frozenset(
    "est sont etait etaient sera seront serait seraient fut furent soit soient ete etre etant "
    "is are was were be been being".split()
)
MODALS = frozenset(
    "va vont doit doivent devrait devraient devra devront peut peuvent pourrait pourraient pourra allait allaient "
    "sera seront aura auront will would shall should could may might must 'll".split()
)
HEARSAY = frozenset(
    "aurait auraient serait seraient reportedly allegedly apparemment supposedly".split()
)
SUPPOSED = frozenset(
    "probablement prochainement bientot futur future prochain prochaine eventuel eventuelle possible likely probably soon set due "
    "poised imminent imminente expected upcoming planned".split()
)
NOT = frozenset("ne n' not never pas jamais n't aucunement nullement ni neither nor".split())
CONTRACTED = {
    f"{short}n't": (whole, "not")
    for short, whole in (
        *((w, w) for w in "has have had is are was were does do did would should could might must".split()),
        ("wo", "will"), ("ca", "could"), ("sha", "shall"),
    )
}  # fmt: skip
"""*hasn't*, *won't*: the helper and its denial."""
NEVER = frozenset("pas not never jamais n't aucunement nullement ni neither nor".split())
JUST = frozenset("vient viennent venait venaient".split())
READY = {
    "pret": "intend", "prete": "intend", "prets": "intend", "pretes": "intend", "point": "intend", "passe": "intend", "intention": "intend",
    "offer": "tip", "offre": "tip", "proposition": "tip", "invitation": "tip", "chance": "tip", "opportunity": "tip",
    "volonte": "intend", "decision": "decide", "refus": "refuse", "menace": "threat", "souhait": "intend", "ready": "intend", "set": "tip",
    "due": "tip", "yet": "refuse", "likely": "tip", "about": "intend", "going": "intend", "decided": "decide", "plans": "intend", "decision_": "decide",
    "favori": "tip", "favorite": "tip", "favourite": "tip", "front-runner": "tip", "frontrunner": "tip", "contender": "tip",
    "pressure": "demand", "calls": "demand", "appel": "demand", "appels": "demand", "demande": "demand", "petition": "demand",
}  # fmt: skip
"""Adjectives and nouns that govern an infinitive, as verbs do."""


class Governing(NamedTuple):
    """One form of a verb that governs moves."""

    kind: str
    lemma: str
    form: Form


def inflected(lang: str, lemma: str) -> Iterable[tuple[str, Form]]:
    """Forms of a verb of the language, each with what it is."""
    return _inflect(lang)(lemma)


def _inflect(lang: str) -> Callable[[str], Iterable[tuple[str, Form]]]:
    return forms.french if lang == "fr" else forms.english


@cache
def verbs(lang: str) -> dict[str, tuple[tuple[Frame, Form], ...]]:
    """Forms of the verbs of moving in one language (plain lower case, accents kept)."""
    out: dict[str, list[tuple[Frame, Form]]] = {}
    for line in filter(None, _FRAMES.get(lang, "").split("\n")):
        head, words, objects, links = (part.strip() for part in line.split("|"))
        kind, mover, needs = head.split()
        for word in words.split():
            lemma = word.removeprefix("se:")
            frame = Frame(
                cast("MoveType", "leave" if kind == "hand" else kind),
                "hand" if kind == "hand" else mover,
                needs.replace("-", ""),
                frozenset(objects.split()),
                frozenset(links.split()),
                word != lemma,
                lemma,
            )
            for form, what in dict.fromkeys(_inflect(lang)(lemma)):
                out.setdefault(form, []).append((frame, what))
    return {word: tuple(found) for word, found in out.items()}


@cache
def told_by(lang: str) -> dict[str, tuple[tuple[Frame, Form], ...]]:
    """The verbs of the language and, in French, the English ones that reworded prose lets in."""
    if lang != "fr":
        return verbs(lang)
    kept = ("ed", "ing", "join", "be", "resign", "become")
    return {w: rows for w, rows in verbs("en").items() if w.endswith(kept)} | verbs("fr")


@cache
def governing(lang: str) -> dict[str, tuple[Governing, ...]]:
    """Forms of the verbs that govern moves in one language."""
    out: dict[str, list[Governing]] = {}
    for kind, words in _GOVERNORS.get(lang, {}).items():
        for lemma in words.split():
            for form, what in dict.fromkeys(_inflect(lang)(lemma)):
                out.setdefault(form, []).append(Governing(kind, lemma, what))
    if lang == "fr":
        out["dû"] = [Governing("force", "devoir", "part")]
    return {word: tuple(found) for word, found in out.items()}


def takes_be(lemma: str) -> bool:
    """Whether *être* makes the verb's past, not its passive."""
    return lemma in _WITH_BE
