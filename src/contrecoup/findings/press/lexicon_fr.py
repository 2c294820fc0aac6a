"""French word tables: verbs of saying with what they take, roles, groups, bodies."""

from __future__ import annotations

import re
from functools import cache

from contrecoup.findings.press.lexicon import Cue, Lexicon

# Regular -er verbs: infinitive and what it takes (see Cue).
_REGULAR = """
affirmer:qin assurer:qi annoncer:qin indiquer:qin préciser:qin expliquer:qin ajouter:qn rajouter:q estimer:qic juger:qc
considérer:qc penser:q souligner:qn rappeler:qn noter:q remarquer:q constater:q relever:q confirmer:qn avouer:qin
révéler:qn jurer:qd certifier:q rétorquer:q répliquer:q lancer:w poster:q tweeter:q raconter:qn confier:qin témoigner:qd
évoquer:n parler:d dénoncer:nq critiquer:n condamner:n fustiger:n déplorer:qn regretter:qdn saluer:n féliciter:dr réclamer:qn
demander:qdan exiger:qdn appeler:a inviter:ao exhorter:ao proposer:qdno suggérer:qdn recommander:qdno conseiller:dow
ordonner:qdno plaider:qw arguer:qd argumenter:q objecter:q nier:qin réfuter:nq renier:n contester:nw
accuser:do reprocher:do qualifier:c décrire:c présenter:cr insister:w marteler:q répéter:q réitérer:qn résumer:qw
commenter:w analyser:w développer:nw détailler:w continuer:w enchaîner:w exclamer:w indigner:dqr insurger:wr interroger:wr
inquiéter:dqr étonner:dqr enthousiasmer:wr targuer:dr vanter:dr ironiser:w plaisanter:w tonner:w trancher:w glisser:w
souffler:w murmurer:w crier:w hurler:w clamer:q proclamer:qn revendiquer:nw signaler:qn informer:qo
rapporter:q mentionner:qn souhaiter:qiw imaginer:qcw supposer:q concéder:q signifier:qw stipuler:q dénombrer:nw recenser:w
louer:nw prôner:n préconiser:qdn prier:do sommer:do supplier:do réaffirmer:nqi nuancer:w tempérer:w relativiser:w
menacer:d alerter:q ajourner:w déclarer:qin observer:qw démarrer:w protester:w railler:w pointer:nw résister:w
espérer:qiw dévoiler:nw avancer:qw déclamer:w railler:w gronder:w attaquer:w retweeter:q corriger:w
saluer:n blâmer:n moquer:dr alarmer:dr accepter:w opposer:w refuser:w montrer:w conjurer:do implorer:do interpeller:w
publier:w diffuser:w adresser:w envoyer:w partager:w scander:w chanter:w
encourager:ao intimer:do confesser:qi attester:q alléguer:q prétexter:q pronostiquer:q prophétiser:q spéculer:q rassurer:q
vilipender:n brocarder:n épingler:n récuser:n minimiser:n stigmatiser:n invoquer:n décrier:n
abonder:w acquiescer:w compléter:w énumérer:w justifier:w lâcher:w narrer:w opiner:w persifler:w philosopher:w questionner:w
rectifier:w riposter:w soupirer:w susurrer:w temporiser:w twitter:q asséner:w énoncer:w pester:w fulminer:w tempêter:w vociférer:w sermonner:w
tancer:w clarifier:w rebondir:w bafouiller:w balbutier:w bougonner:w grogner:w grommeler:w maugréer:w marmonner:w préférer:w redouter:w
emporter:wr agacer:wr amuser:wr lamenter:wr énerver:wr étrangler:wr écrier:wr esclaffer:wr remémorer:wr désespérer:wr gausser:wr
désoler:dqr offusquer:dqr
"""
# Irregular: lemma : takes : finite forms : participles : gerund : infinitive.
_IRREGULAR = """
dire:qi:dit dis disent disait disaient dirent dira diront dirait:dit dite dits dites:disant:dire
redire:q:redit redisent redisait:redit:redisant:redire
écrire:q:écrit écris écrivent écrivait écrivaient écrivit écrivirent écrira:écrit écrite écrits écrites:écrivant:écrire
répondre:q:répond réponds répondent répondait répondaient répondit répondra:répondu répondue répondus:répondant:répondre
prétendre:qi:prétend prétendent prétendait prétendaient prétendit:prétendu:prétendant:prétendre
reconnaître:qin:reconnaît reconnait reconnaissent reconnaissait reconnaissaient reconnut:reconnu:reconnaissant:reconnaître
promettre:qdn:promet promettent promettait promit promettra:promis promise promises:promettant:promettre
admettre:qin:admet admettent admettait admit:admis:admettant:admettre
avertir:q:avertit avertissent avertissait avertira:averti avertie avertis:avertissant:avertir
prévenir:q:prévient préviennent prévenait prévint:prévenu prévenue prévenus:prévenant:prévenir
garantir:qn:garantit garantissent garantissait:garanti:garantissant:garantir
soutenir:qi:soutient soutiennent soutenait soutint:soutenu:soutenant:soutenir
maintenir:q:maintient maintiennent maintenait:maintenu:maintenant?:maintenir
croire:qiw:croit crois croient croyait:cru:croyant:croire
conclure:qw:conclut concluent concluait:conclu:concluant:conclure
poursuivre:w:poursuit poursuivent poursuivait poursuivit:poursuivi:poursuivant:poursuivre
reprendre:w:reprend reprennent reprenait reprit:repris:reprenant:reprendre
démentir:qin:dément démentent démentait démentit:démenti démentie:démentant:démentir
prédire:qn:prédit prédisent prédisait:prédit:prédisant:prédire
réjouir:dqr:réjouit réjouissent réjouissait réjouira:réjoui réjouie réjouis:réjouissant:réjouir
plaindre:dqr:plaint plaignent plaignait plaignit:plaint plainte plaints:plaignant:plaindre
défendre:w:défend défendent défendait:défendu défendue:défendant:défendre
enjoindre:do:enjoint enjoignent enjoignait:enjoint:enjoignant:enjoindre
convenir:q:convient convenait:convenu:convenant:convenir
craindre:qdw:craint craignent craignait:craint:craignant:craindre
décrire:c:décrit décrivent décrivait:décrit décrite décrits décrites:décrivant:décrire
déduire:q:déduit déduisent:déduit:déduisant:déduire
souscrire:w:souscrit souscrivent:souscrit:souscrivant:souscrire
sourire:w:sourit sourient souriait:souri:souriant:sourire
rendre:w:::rendant:
réagir:w:réagit réagissent réagissait réagissaient réagira:réagi:réagissant:réagir
renchérir:w:renchérit renchérissent renchérissait:renchéri:renchérissant:renchérir
surenchérir:w:surenchérit surenchérissent surenchérissait:surenchéri:surenchérissant:surenchérir
souvenir:wr:souvient souviennent souvenait souvint:souvenu souvenue souvenus:souvenant:souvenir
vouloir:w:veut veulent voulait voulaient voudrait voudraient:voulu:voulant:vouloir
"""
_DEEP = re.compile(r"[eé](?=[bcdfghklmnprstvz]$|gu$|ch$)")


def regular(infinitive: str, takes: str) -> list[tuple[str, Cue]]:
    """Forms of a regular -er verb (lower case, accents kept), with their cues."""
    stem = infinitive[:-2]
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    strong = stem
    if stem.endswith("ppel"):
        strong = stem + "l"
    elif _DEEP.search(stem):
        strong = _DEEP.sub("è", stem)
    elif infinitive == "envoyer":
        strong = "envoi"
    finite = [strong + e for e in ("e", "ent")]  # -es is a noun's or an adjective's in the press
    finite += [soft + e for e in ("ait", "aient", "a", "ai", "ons")]
    finite += [stem + e for e in ("èrent", "era", "eront", "erait", "eraient")]
    participle = [stem + e for e in ("é", "ée", "és", "ées")]
    cue = {form: Cue(infinitive, takes, form) for form in ("fin", "part", "ger", "inf")}
    return (
        [(f, cue["fin"]) for f in finite]
        + [(f, cue["part"]) for f in participle]
        + [(soft + "ant", cue["ger"]), (infinitive, cue["inf"])]
    )


def _cues() -> dict[str, frozenset[Cue]]:
    found: dict[str, set[Cue]] = {}
    for entry in _REGULAR.split():
        infinitive, takes = entry.split(":")
        for form, cue in regular(infinitive, takes):
            found.setdefault(form, set()).add(cue)
    for line in filter(None, _IRREGULAR.split("\n")):
        lemma, takes, *forms = line.split(":")
        for name, words in zip(("fin", "part", "ger", "inf"), forms, strict=True):
            for word in words.split():
                found.setdefault(word, set()).add(Cue(lemma, takes, name))
    return {word: frozenset(cues) for word, cues in found.items()}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ROLES = """
president presidente vice-president vice-presidente ministre premier-ministre premier depute deputee senateur senatrice maire
directeur directrice pdg patron patronne chef cheffe dirigeant dirigeante fondateur fondatrice cofondateur cofondatrice co-fondateur
co-fondatrice porte-parole secretaire conseiller conseillere candidat candidate leader general colonel juge procureur procureure avocat
avocate professeur professeure chercheur chercheuse scientifique ingenieur ingenieure economiste sociologue historien historienne
journaliste redacteur redactrice animateur animatrice ecrivain ecrivaine romancier romanciere acteur actrice chanteur chanteuse realisateur realisatrice
entraineur entraineuse selectionneur joueur joueuse capitaine coureur athlete champion championne pape roi reine prince princesse cardinal archeveque eveque
imam commissaire prefet prefete ambassadeur ambassadrice diplomate elu elue militant militante syndicaliste responsable delegue deleguee coordinateur
coordinatrice gerant gerante administrateur administratrice tresorier tresoriere analyste expert experte consultant consultante specialiste
medecin docteur infirmier infirmiere psychologue astronome astrophysicien paleontologue physicien physicienne biologiste climatologue
employe employee salarie salariee collaborateur collaboratrice collegue developpeur developpeuse architecte technicien technicienne graphiste stagiaire
cto ceo cfo coo investisseur investisseuse entrepreneur entrepreneure milliardaire homme femme pere mere fils fille frere soeur epouse epoux mari veuve
temoin victime suspect suspecte auteur auteure autrice coauteur coauteure chancelier chanceliere gouverneur gouverneure attache attachee neveu niece
rapporteur rapporteuse mediateur mediatrice numero membre remplacant remplacante successeur predecesseur adjoint adjointe associe associee presentateur presentatrice
youtubeur youtubeuse videaste blogueur blogueuse photographe peintre musicien musicienne designer interprete traducteur traductrice linguiste
agent agente ami amie artiste artisan artisane barman boulanger boulangere caissier caissiere chauffeur coiffeur coiffeuse comedien comedienne compositeur compositrice conducteur
conductrice correspondant correspondante couturier couturiere createur creatrice cuisinier cuisiniere danseur danseuse dramaturge editorialiste eleveur eleveuse enseignant enseignante
etudiant etudiante exploitant exploitante footballeur footballeuse basketteur basketteuse handballeur handballeuse rugbyman cycliste nageur nageuse skieur skieuse gardien gardienne
gendarme pompier greffier greffiere harpiste pianiste violoniste guitariste hotelier hoteliere humoriste locataire lyceen lyceenne magistrat magistrate menuisier notaire
observateur observatrice opposant opposante organisateur organisatrice pasteur patineur patineuse pediatre pharmacien pharmacienne pilote plaignant plaignante poete politologue
politiste pretre proprietaire producteur productrice psychiatre representant representante restaurateur restauratrice retraitee riverain riveraine sculpteur sculptrice serveur serveuse
soldat supporter supportrice survivant survivante theologien theologienne travailleur travailleuse urbaniste vendeur vendeuse veterinaire vigneron vigneronne viticulteur viticultrice
virologue copain copine compagne compagnon cousin cousine oncle tante grand-pere grand-mere belle-soeur beau-frere benevole camarade confrere consoeur heritier heritiere adversaire
interlocuteur interlocutrice laureat laureate finaliste vainqueur proviseur proviseure instituteur institutrice educateur educatrice sage-femme aide-soignant aide-soignante secouriste
sauveteur greviste manifestant manifestante passant passante habitant habitante electeur electrice utilisateur utilisatrice client cliente lecteur lectrice spectateur spectatrice
internaute passager passagere commercant commercante agriculteur agricultrice maraicher maraichere statisticien statisticienne demographe geologue chimiste neurologue cardiologue
chirurgien chirurgienne epidemiologiste immunologue anthropologue geographe juriste criminologue adolescent adolescente sous-prefet sous-prefete lieutenant lieutenante commandant
commandante sergent brigadier amiral moderateur moderatrice developpeuse programmeur programmeuse illustrateur illustratrice styliste cineaste scenariste libraire bibliothecaire
archiviste choregraphe violoncelliste batteur batteuse arbitre boxeur boxeuse navigateur navigatrice romanciere parlementaire negociateur negociatrice emissaire mandataire liquidateur
enqueteur enqueteuse voisin voisine interesse interessee grand-maitre banquier doyen doyenne recteur rectrice philosophe informaticien informaticienne mathematicien mathematicienne conservateur conservatrice
"""
_GROUPS = """
employes salaries membres personnels collaborateurs collegues chercheurs scientifiques ingenieurs syndicats syndicalistes journalistes deputes senateurs
elus ministres dirigeants responsables avocats juges magistrats experts analystes observateurs economistes militants manifestants opposants partisans
electeurs habitants riverains temoins victimes familles parents enfants etudiants enseignants professeurs medecins soignants medias journaux
democrates republicains socialistes ecologistes conservateurs travaillistes royalistes investisseurs actionnaires utilisateurs internautes fans
lecteurs commentateurs personnes personnalites gens femmes hommes francais americains britanniques allemands russes policiers gendarmes pompiers
associations ong organisations entreprises societes sources proches conseillers signataires cadres equipes developpeurs stagiaires
redacteurs auteurs organisateurs administrateurs traducteurs benevoles patrons usagers clients candidats dirigeantes chercheuses salariees employees linguistes annotateurs moderateurs
"""
_BODIES = """
gouvernement ministere direction entreprise societe groupe compagnie firme conseil parlement assemblee senat commission comite cour tribunal parquet
justice police prefecture gendarmerie armee mairie ville region etat presidence palais chancellerie ambassade parti syndicat association organisation
fondation federation union ligue institut universite agence autorite banque journal quotidien magazine hebdomadaire site chaine radio television
redaction editeur club equipe opposition majorite cabinet diplomatie administration regie laboratoire hopital ecole academie ong collectif mouvement
defense startup start-up filiale holding maison enquete rapport etude communique autorites
executif centre clinique musee observatoire service services chambre municipalite commune departement rectorat lycee consulat mission coalition alliance
etat-major commandement revue portail enseigne assureur bourse fonds caisse cooperative operateur fabricant constructeur fournisseur plateforme studio
secretariat diocese marine
"""
_OUTLETS = """
le monde|le figaro|liberation|le parisien|les echos|la croix|l'humanite|mediapart|le point|l'express|l'obs|marianne|telerama|les inrockuptibles|franceinfo
france info|france inter|france 2|france 24|rtl|europe 1|bfm tv|bfmtv|bfm|cnews|lci|tf1|rmc|i-tele|arte|reuters|afp|associated press|ap|bloomberg|cnn|bbc|nbc|abc|cbs|fox news
the new york times|new york times|the washington post|washington post|the guardian|guardian|financial times|the wall street journal|wall street journal|the verge|wired|business insider|the information|politico|axios|techcrunch|der spiegel|el pais|le canard enchaine
"""
_SMALL = """
le la les l' un une des du de d' au aux a et ou ni mais donc or car que qu' qui quoi dont ou ce cet cette ces c' son sa ses leur leurs mon ma mes ton ta tes
notre nos votre vos il elle ils elles on je j' tu nous vous se s' me m' te t' lui eux y en ne n' pas plus moins tres trop si comme quand lorsque lorsqu' puisque
puisqu' alors ainsi aussi encore deja jamais toujours souvent parfois apres avant pendant depuis dans sur sous par pour sans avec entre vers chez contre selon
malgre hors est sont etait etaient sera seront serait ete etre a ont avait avaient aura auront aurait avoir fait font faire peut peuvent doit doivent va vont
tout toute tous toutes meme memes autre autres certains certaines plusieurs quelques chaque aucun aucune tel telle quel quelle bien mal ici la oui non enfin
ensuite puis cependant toutefois pourtant neanmoins notamment surtout seulement hier aujourd'hui demain lundi mardi mercredi jeudi vendredi samedi dimanche
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre d'apres afin bref certes celui celle ceux celles jusqu' quelqu'un
"""


_SUBJECTS = {
    "il": "m", "elle": "f", "ils": "mp", "elles": "fp", "on": "on",
    "celui-ci": "m", "celle-ci": "f", "ceux-ci": "mp", "celles-ci": "fp",
}  # fmt: skip


@cache
def french() -> Lexicon:
    """The French tables, made once."""
    return Lexicon(
        lang="fr",
        cues=_cues(),
        determiners=_set(
            "le la les l' un une des du au aux son sa ses leur leurs ce cet cette ces mon ma mes notre nos "
            "votre vos plusieurs certains certaines quelques chaque aucun aucune de d' deux trois quatre cinq six dix"
        ),
        clitics=_set("ne n' lui leur leurs y en l' le la les se s' me m' te t' nous vous a-t"),
        adverbs=_set(
            "aussi egalement ainsi encore deja ensuite enfin notamment toujours jamais pas plus donc alors cependant "
            "toutefois pourtant neanmoins simplement bien tout par ailleurs tantot depuis meme surtout seulement "
            "clairement ouvertement publiquement officiellement recemment immediatement rapidement longuement vivement "
            "fermement formellement categoriquement finalement par ailleurs plutot tres entre autres quant"
        ),
        auxiliaries=_set(
            "a ont avait avaient aura auront aurait auraient ai avons eut vient est sont etait etaient s'est sera seront serait seraient fut furent"
        ),
        subjects=_SUBJECTS,
        according=(
            ("selon",),
            ("d'", "apres"),
            ("pour",),
            ("aux", "yeux", "de"),
            ("de", "l'", "avis", "de"),
            ("a", "en", "croire"),
        ),
        that=frozenset({"que", "qu'"}),
        linkers=_set("et ou mais puis avant ainsi tandis alors"),
        roles=_set(_ROLES),
        groups=_set(_GROUPS),
        bodies=_set(_BODIES),
        outlets=frozenset(n for line in _OUTLETS.split("\n") for n in line.split("|") if n),
        before_head=_set(
            "le la les l' un une des du de d' au aux son sa ses leur leurs ce cet cette ces ancien ancienne anciens anciennes ex premier premiere "
            "nouveau nouvelle actuel actuelle futur future jeune jeunes grand grande haut haute plusieurs certains certaines quelques autres autre deux "
            "trois quatre cinq six sept huit dix vingt trente cent dernier derniere principal principale principaux celebre tous toutes nombreux nombreuses nombre simple "
            "plupart vice sous directeur general lanceur puissant petit petite defunt"
        ),
        former=_set("ancien ancienne anciens anciennes ex ex- defunt"),
        small=_set(_SMALL),
        nounish=_set(
            "annonce demande note replique critique juge menace remarque plainte appel propose estime accuse doute reponse dit ecrit poste "
            "commente conseille rapporte signale publie partage montre dits ecrits rapport maintenant lance avance"
        ),
        media={
            "tweet": "x",
            "tweets": "x",
            "twitter": "x",
            "x": "x",
            "posting": "post",
            "post": "post",
            "posts": "post",
            "message": "post",
            "messages": "post",
            "publication": "post",
            "lettre": "letter",
            "courrier": "letter",
            "petition": "letter",
            "tribune": "op-ed",
            "interview": "interview",
            "entretien": "interview",
            "communique": "statement",
            "declaration": "statement",
            "courriel": "email",
            "mail": "email",
            "e-mail": "email",
            "discours": "speech",
            "allocution": "speech",
            "rapport": "report",
            "etude": "report",
            "livre": "book",
            "facebook": "facebook",
            "instagram": "instagram",
            "bluesky": "bluesky",
            "mastodon": "mastodon",
            "linkedin": "linkedin",
            "conference": "press conference",
            "video": "video",
            "podcast": "podcast",
            "television": "television",
            "radio": "radio",
            "blog": "blog",
            "billet": "blog",
            "concept": "post",
            "note": "memo",
            "memo": "memo",
        },
        notices=_set(
            "communique lettre tribune message tweet declaration texte courrier courriel post billet petition note memo motion appel discours "
            "mots termes slogan phrase formule reponse question titre devise mot message messages posts tweets publication publications information"
        ),
        firms=_set(
            "entreprise societe groupe compagnie firme start-up startup maison editeur laboratoire studio cabinet"
        ),
        titles={
            "pdg": "",
            "ceo": "",
            "cto": "",
            "cfo": "",
            "coo": "",
            "m": "m",
            "mm": "m",
            "mme": "f",
            "mlle": "f",
            "mr": "m",
            "dr": "",
            "me": "",
            "mgr": "m",
            "fra": "m",
            "sir": "m",
            "lord": "m",
            "monsieur": "m",
            "madame": "f",
            "maitre": "",
            "docteur": "",
        },
        of=_set("de du des d' de"),
    )
