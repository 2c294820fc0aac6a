"""Fixed expressions of French news, what thesauri put in their place, and word-for-word calques.

From general knowledge of the language and of what rewording tools and literal translation do to
it.  A synonym with ``~`` is odd only in company; ``_`` joins the words of one synonym.
"""

from __future__ import annotations

from typing import Final

EXPRESSIONS: Final = """
premier ministre; chef de l'État; chef du gouvernement; ministre de l'Intérieur; ministre des Affaires étrangères
assemblée nationale; projet de loi; proposition de loi; motion de censure; motion de défiance; vote de confiance
élections anticipées; élection présidentielle; élections législatives; élections municipales; second tour; bureau de vote
campagne électorale; parti politique; homme politique; femme politique; mise en examen; garde à vue; point de presse
conférence de presse; communiqué de presse; droits de l'homme; droit de vote; état d'urgence; forces de l'ordre
ordre du jour; pouvoir d'achat; niveau de vie; sécurité sociale; assurance maladie; marché du travail; code du travail
contrat de travail; grève générale; mouvement social; partenaires sociaux; salaire minimum; heures supplémentaires
plan social; conseil d'administration; conseil de surveillance; membre du conseil; chiffre d'affaires; directeur général
directrice générale; directeur financier; directeur technique; président-directeur général; secrétaire général; secrétaire générale
chef de la direction; scientifique en chef; rédacteur en chef; entraîneur en chef; capital-risque; fonds d'investissement
levée de fonds; marché boursier; taux d'intérêt; produit intérieur brut; valeur ajoutée; part de marché
chaîne d'approvisionnement; appel d'offres; homme d'affaires; droits d'auteur; propriété intellectuelle; vie privée
données personnelles; redressement judiciaire; siège social; ressources humaines; intelligence artificielle
apprentissage automatique; apprentissage profond; réseaux sociaux; médias sociaux; réseau de neurones; moteur de recherche
mot de passe; mise à jour; base de données; fuite de données; système d'exploitation; téléphone portable
voiture électrique; site internet; courrier électronique; lettre ouverte; lanceur d'alerte; changement climatique
réchauffement climatique; gaz à effet de serre; énergie renouvelable; énergie solaire; énergie nucléaire; combustibles fossiles
crise cardiaque; arrêt cardiaque; cancer du sein; tension artérielle; système immunitaire; santé publique; santé mentale
essai clinique; effet secondaire; soins intensifs; corps humain; cour d'appel; cour suprême; juge d'instruction
peine de mort; peine de prison; légitime défense; mandat d'arrêt; trafic de drogue; États-Unis; Royaume-Uni
Nations unies; Union européenne; Moyen-Orient; coupe du monde; match nul; gardien de but; médaille d'or
jeux olympiques; record du monde; prendre la parole; prendre position; prendre part; prendre la fuite; prendre des mesures
mettre en garde; mettre en cause; mettre fin; mettre en œuvre; tenir compte; faire face; faire preuve; faire appel
faire partie; avoir lieu; rendre hommage; rendre public; porter plainte; porter atteinte; tourner la page
jeter l'éponge; claquer la porte; voir le jour; ouvrir la voie; remettre sa démission; présenter sa démission
donner sa démission; présenter ses excuses; entrer en vigueur; à l'heure actuelle; semaine prochaine; semaine dernière
mois dernier; année dernière; année prochaine; à court terme; à long terme; coup d'État; coup de feu; bras de fer; bras droit
feu vert; point de vue; grand public; opinion publique; monde entier; cessez-le-feu; service public; transports en commun
hôtel de ville; premier tour; table ronde; prise de conscience; mise en scène; chemin de fer; main-d'œuvre; poste de police
voyage d'affaires; carte bancaire; carte de crédit; mise en ligne; droit international; crime de guerre; guerre civile
accord de paix; pourparlers de paix; armes à feu; marée noire; feu de forêt; tremblement de terre; aide humanitaire
temps réel; sens commun; bon sens; mauvaise foi; bonne foi; parole donnée; œuvre d'art; chef d'orchestre; bande-annonce
fin de semaine; jour férié; emploi du temps; heure de pointe; lieu de travail; bourreau de travail; travail à distance
ministre des Finances; ministre de la Justice; ministre de la Santé; ministre de l'Éducation; cabinet du ministre; chef de cabinet; chef de parti
chef de l'opposition; conseil municipal; conseil des ministres; conseil de sécurité; conseil constitutionnel; cour des comptes; haute cour
centre de recherche; équipe de recherche; appel à projets; recherche et sauvetage; attentat suicide; voiture piégée; prise d'otages; trafic d'armes
blanchiment d'argent; fraude fiscale; évasion fiscale; paradis fiscal; détournement de fonds; abus de pouvoir; conflit d'intérêts; délit d'initié
demandeur d'asile; demande d'asile; camp de réfugiés; contrôle aux frontières; traite des êtres humains; violences conjugales; violences policières
agression sexuelle; harcèlement sexuel; harcèlement moral; liberté de la presse; liberté d'expression; discours de haine; extrême droite; extrême gauche
sondage d'opinion; bureau politique; politique étrangère; sécurité nationale; famille royale; crime contre l'humanité; prisonnier de guerre; frappe aérienne
aide alimentaire; travailleur humanitaire; croissance économique; crise économique; crise financière; crise énergétique; crise climatique; crise du logement
dette publique; déficit budgétaire; déficit commercial; marché immobilier; marché de l'emploi; suppression de postes; suppressions d'emplois
congé maladie; congé maternité; conditions de travail; conditions de vie; service client; chaîne de télévision; chaîne de magasins; écran plat
carte d'identité; pièce d'identité; compte bancaire; compte courant; compte rendu; flux de trésorerie; résultat net; bénéfice net; perte nette
société mère; maison mère; société écran; géant du numérique; géant de la technologie; géant technologique; entreprise technologique; jeune pousse
fonds de pension; caisse de retraite; régime de retraite; réforme des retraites; impôt sur le revenu; impôt sur la fortune; contrôle fiscal
niveau de la mer; vague de chaleur; vague de froid; feux de forêt; catastrophe naturelle; panneau solaire; éolienne; centrale nucléaire; panne de courant
eau potable; espèce menacée; trou noir; station spatiale; navette spatiale; salle d'urgence; service des urgences; liste d'attente; prise de sang
moelle osseuse; espérance de vie; taux de natalité; tumeur au cerveau; banque alimentaire; restauration rapide; cérémonie d'ouverture; cérémonie de clôture
discours d'ouverture; discours de réception; premier roman; premier album; vedette de cinéma; groupe de rock; maison de disques; salle de concert
coup franc; carton jaune; carton rouge; ligue des champions; champion du monde; équipe de France; sélection nationale; marché des transferts; arbitre assistant
siège de l'entreprise; membre fondateur; date limite; heure locale; source proche; sources proches du dossier; sous couvert d'anonymat; à huis clos
porte ouverte; portes ouvertes; main tendue; pied de guerre; lever de fonds; ligne de conduite; ligne directrice; prise de fonction; prise de fonctions
passation de pouvoirs; vacance du pouvoir; intérim; président par intérim; directeur par intérim; directrice par intérim; pacte d'actionnaires
"""

SYNONYMS: Final = """
ministre: pasteur prêtre clerc vicaire prédicateur serviteur ecclésiastique
premier: initial primaire ~principal
chef: tête_de_file cuisinier ~crâne ~leader
état: condition ~situation ~nation
gouvernement: ~administration gouvernance
intérieur: dedans interne
affaire: occupation besogne ~commerce ~entreprise ~business
étranger: ~extérieur alien inconnu
assemblée: rassemblement ~réunion attroupement
projet: ~dessein ~ébauche
loi: règle législation ~règlement
proposition: ~suggestion offrande
motion: mouvement ~mot
censure: blâme réprobation ~critique
défiance: méfiance suspicion
vote: suffrage ~scrutin
confiance: assurance foi fiabilité
élection: ~scrutin sélection choix décision_politique
anticipé: précoce prématuré attendu
présidentiel: ~président
tour: ~ronde virage ~rond
bureau: pupitre
campagne: croisade ruralité ~champ
parti: fête célébration soirée
politique: ~politicien
examen: test épreuve inspection
garde: protection gardien ~surveillance
vue: ~vision regard
point: ~pointe
conférence: colloque causerie ~discours
communiqué: annonce proclamation transmission
droit: ~juste rectitude
homme: mâle humanité humain individu
femme: femelle dame
urgence: hâte pression ~nécessité
force: puissance vigueur robustesse
ordre: commande commandement injonction
jour: ~journée
pouvoir: puissance capacité autorité
achat: acquisition emplette ~shopping
niveau: étage palier ~degré
vie: existence ~vivre
sécurité: sûreté protection
social: sociétal communautaire ~société
assurance: certitude garantie
maladie: affection malaise mal
marché: bazar foire
travail: labeur besogne ouvrage ~boulot
code: chiffre cryptogramme
contrat: ~pacte
grève: plage frappe arrêt débrayage
mouvement: motion déplacement
partenaire: associé complice ~compagnon
salaire: ~rémunération paie paye gage
minimum: moindre ~minimal
supplémentaire: additionnel complémentaire
plan: ~schéma dessein
conseil: planche tableau panneau conseillers avis comité_de_planche
administration: ~directeurs ~administrateurs gestion gérance administrateur
surveillance: vigilance contrôle
membre: ~adhérent morceau organe
chiffre: ~nombre figure numéro montant
directeur: ~réalisateur metteur_en_scène chef_officier officier
directrice: ~réalisatrice officière
général: global générique universel
financier: monétaire pécuniaire fiscal
technique: technologique ~technologie
secrétaire: auxiliaire commis
scientifique: savant ~chercheur
rédacteur: éditeur écrivain
entraîneur: formateur mentor coche
capital: majuscule fortune
risque: péril danger aventure
fonds: argent monnaie fond
investissement: placement ~investisseurs
levée: augmentation élévation soulèvement ~ascenseur
boursier: d'actions stock
taux: tarif cadence rythme vitesse
intérêt: attention curiosité
produit: marchandise article
intérieur_brut: domestique_brut interne_brut
brut: cru grossier
valeur: prix courage
ajouté: additionné accru
part: portion morceau tranche
chaîne: collier lien
approvisionnement: fourniture ravitaillement
appel: coup_de_fil cri ~requête
offre: proposition_d'offre soumission
auteur: écrivain ~créateur rédacteur
propriété: possession domaine bien
intellectuel: mental cérébral
privé: particulier
donnée: information ~renseignement
personnel: individuel intime
redressement: correction récupération
judiciaire: juridique légal
siège: chaise fauteuil quartier
ressource: moyen richesse
humain: ~homme mortel
intelligence: conscience renseignement esprit entendement ~cerveau ~perspicacité
artificiel: contrefait simulé fabriqué synthétique fait_par_l'homme factice faux
apprentissage: formation étude enseignement ~savoir
automatique: machine mécanique automate de_la_machine
profond: intense ~abyssal
réseau: filet grille maillage treillis
média: divertissement moyen
neurone: nerf cerveau cellule_nerveuse
moteur: machine locomotive engin
recherche: quête fouille ~enquête
mot: vocable terme verbe
passe: laissez-passer passage col
mise: ~pose placement
base: fondation socle fondement
fuite: évasion écoulement coulée
système: dispositif ~structure
exploitation: fonctionnement opération usage
téléphone: combiné
portable: transportable ~cellulaire
voiture: automobile véhicule ~char
électrique: ~électricité électronique_moteur
site: emplacement lieu endroit
internet: toile ~en_ligne
courrier: poste lettre
électronique: digital
lettre: missive épître caractère ~courrier ~message
ouvert: béant dégagé déverrouillé
lanceur: jeteur souffleur tireur
alerte: sifflet alarme avertissement
changement: modification altération variation ~mutation
climatique: atmosphérique environnemental météorologique ~climat
réchauffement: chauffage échauffement ~chaleur
gaz: vapeur essence carburant
effet: impact conséquence résultat
serre: maison_verte verrière griffe
énergie: vigueur force puissance
renouvelable: durable_renouvelé inépuisable renouvelé
solaire: soleil ensoleillé
nucléaire: ~atome noyau
combustible: carburant essence
fossile: ancien pétrifié ~pétrole
crise: attaque_de_la ~attaque choc
cardiaque: cœur ~coronarien
arrêt: halte cessation stop
cancer: tumeur ~carcinome malignité crabe
sein: poitrine buste gorge
tension: pression ~stress
artériel: sanguin ~artère
immunitaire: résistant insensible
santé: bien-être forme vigueur
public: ~commun populaire populace ~auditoire
mental: ~psychique cérébral
essai: tentative épreuve procès
clinique: ~hôpital hospitalier
secondaire: ~mineur
soin: attention souci
intensif: intense
corps: carcasse cadavre
cour: tribunal terrain jardin
suprême: ultime
juge: arbitre magistrature
instruction: consigne enseignement éducation
peine: chagrin douleur tristesse ~punition
mort: décès trépas disparition
prison: geôle cachot taule
légitime: légal licite
défense: protection garde
mandat: ordonnance ordre billet
trafic: circulation commerce
drogue: médicament remède
états: conditions nations provinces
uni: joint combiné unifié assemblé associé
royaume: règne monarchie empire
nation: pays ~peuple
union: syndicat mariage alliance
moyen: milieu médian
orient: est
coupe: tasse gobelet calice
monde: globe planète terre univers
match: allumette correspondance ~partie
nul: zéro vide néant
gardien: protecteur concierge
but: objectif cible
médaille: décoration ~insigne
or: doré
jeu: partie match
olympique: ~olympien
record: enregistrement disque dossier
prendre: saisir attraper obtenir
parole: mot discours
position: posture emplacement
fuite: vol évasion
mesure: étape taille
cause: raison motif
fin: bout terminaison
œuvre: travail ouvrage
tenir: garder saisir
compte: facture
face: visage
preuve: évidence témoignage
appeler: téléphoner
lieu: endroit emplacement
rendre: retourner restituer
hommage: tribut révérence
plainte: gémissement lamentation ~réclamation
atteinte: attaque
tourner: retourner virer
page: feuille
jeter: lancer balancer
éponge: torchon serviette
claquer: gifler frapper
porte: portail entrée
jour: lumière
voie: chemin route
démission: renonciation abandon résignation
remettre: rendre livrer
présenter: offrir montrer exposer
excuse: pardon prétexte
vigueur: force énergie puissance
heure: minute temps
actuel: courant présent réel
prochain: suivant_à_venir ultérieur voisin
dernier: ultime final passé_dernier
terme: mot durée_terme
coup: ~frappe ~choc gifle
feu: incendie flamme ~tir
bras: membre
fer: métal acier
droite: correcte
vert: verdâtre émeraude
grand: gros
opinion: avis point_de_vue
entier: complet total
service: bureau_de
transport: déplacement
commun: mutuel ordinaire
hôtel: auberge
ville: cité bourg
table: bureau tableau
rond: circulaire
prise: capture saisie
conscience: ~connaissance
scène: estrade
chemin: route sentier
main: paume
poste: courrier
police: gendarme
carte: plan
bancaire: banque_à
crédit: mérite
ligne: corde trait
crime: délit
guerre: bataille combat conflit
civil: poli courtois
accord: entente arrangement
paix: harmonie calme tranquillité
pourparler: discussion_de conversation
arme: bras
marée: flux
noir: sombre foncé
forêt: bois
tremblement: secousse frisson
terre: sol
aide: assistance secours
humanitaire: ~charitable
temps: météo
réel: véritable
sens: signification
foi: croyance
art: savoir-faire
orchestre: ensemble
férié: vacant
emploi: travail usage
pointe: pic
distance: éloignement
finances: argents financements
justice: équité droiture
cabinet: placard armoire
opposition: résistance
municipal: communal_de_ville
sécurité: sûreté
constitutionnel: constitutif
haut: élevé grand_de
centre: milieu
attentat: attaque_de
suicide: autodestruction
piégé: attrapé
otage: captif
blanchiment: lavage lessivage nettoyage
argent: monnaie
fraude: tromperie tricherie
fiscal: d'impôt taxe
évasion: fugue échappatoire
paradis: havre éden
détournement: déviation
abus: maltraitance
conflit: bataille querelle
délit: infraction_d'
demandeur: chercheur chercheurs
asile: refuge abri
camp: campement_de
réfugié: fuyard
frontière: bordure limite
violence: brutalité
conjugal: domestique_conjugale
agression: assaut
sexuel: charnel
harcèlement: tracasserie
liberté: indépendance_de
presse: imprimerie médias_pression
haine: détestation aversion
extrême: lointain loin éloigné
sondage: enquête_d'
étranger: extérieure_de
national: du_pays
famille: ménage foyer
royal: régal monarchique
humanité: gentillesse
prisonnier: captif
frappe: tape
aérien: air volant
alimentaire: nourriture
travailleur: ouvrier besogneux
croissance: développement pousse grandissement
économique: monétaire pécuniaire économe
énergétique: énergique
logement: habitation
dette: créance_due
déficit: manque
immobilier: immobile
emploi: occupation
suppression: effacement coupure coupe
congé: laisser quitter
maternité: mère
condition: circonstance
client: chaland consommateur_de
télévision: téléviseur
magasin: boutique_chaînée
identité: identification_de
bancaire: banque
courant: actuel
flux: ruissellement
net: propre clair
bénéfice: avantage
société: communauté association
mère: maman parent_mère
écran: moniteur
géant: colosse mastodonte titan
technologique: technique_géante tech
jeune: juvénile
pension: rente_de
caisse: boîte
réforme: remaniement_des
revenu: rentrée
mer: océan
vague: onde houle
chaleur: canicule_vague
froid: rhume
naturel: normal ordinaire
panneau: planche tableau
centrale: plante usine_de_puissance
panne: rupture
eau: liquide
potable: à_boire buvable
espèce: genre
menacé: intimidé
trou: orifice fossé
spatial: espace
station: gare
salle: chambre pièce
liste: énumération
attente: patience
sang: hémoglobine
moelle: essence
espérance: espoir attente
natalité: naissance
tumeur: croissance
cerveau: esprit
cérémonie: fonction
ouverture: trou béance
clôture: barrière
réception: acceptation
roman: nouvelle_longue
vedette: étoile_de
rocher: pierre
disque: rondelle
franc: honnête
jaune: doré
rouge: écarlate
champion: vainqueur
sélection: choix
arbitre: juge_de
fondateur: créateur_membre
limite: frontière
local: du_coin
proche: voisin_proche
anonymat: inconnu
huis: porte
pied: jambe
ligne: file
fonction: usage
passation: transmission_des
intérim: intervalle temps_intermédiaire entre-temps
"""

ALLOWED: Final = """
niveau des océans; conseiller du ministre; véhicule piégé; sûreté nationale; développement économique; chef d'entreprise; homme d'entreprise; vote de défiance; projet de règlement; parole publique; crise du cœur; mise en place
prise de parole; prise de position; mise en garde; conseil des ministres; conseil municipal; parts de marché
pression artérielle; tension artérielle; appel d'air; temps libre; temps de travail; temps mort; droit commun; droit commercial
intérêt général; intérêt public; intérêt commun; intérêt national; intérêt personnel; bien-être social; bien public
force publique; lieu de vie; conférence de paix; plan de paix; attaque cardiaque; cancer de la gorge; fonds public
accord de confiance; force politique; puissance politique; puissance nucléaire; force nucléaire; force humaine
loi d'urgence; règle de droit; règle du jeu; puissance publique; autorité publique; sûreté publique; bois de justice
message public; message personnel; règlement judiciaire; enquête judiciaire; contrôle judiciaire; affaires sociales
autorité judiciaire; sens unique; tir au but; voie publique; route nationale; mouvement politique; combat politique
conflit social; climat social; lien social; corps social; tension sociale; sécurité publique; force militaire; année suivante
semaine suivante; mois suivant; lumière du jour; faire appel; marché public; marché commun; bien commun; centre commun
droit pénal; droit public; acte de guerre; chef de file; chef de guerre; temps additionnel; rassemblement national; rendre populaire; faire figure; frappe entre; cri de guerre; ordre public; contrôle technique
protection sociale; protection de l'enfance; protection civile; garantie de l'État; assemblée générale; réunion publique
discours politique; discours public; choix politique; décision politique; vie sociale; vie publique; vie politique
point final; mot de la fin; gros œuvre; terme technique; taux de change; rythme de vie; vitesse de la lumière
"""

CALQUES: Final = """
(?:pris|prend|prennent|prendra|prendront|prendre) avantage d; (?:fait|font|faire|fera) (?:du |un )?sens\\b
(?:adress(?:e|é|er|ent|era|ait|ant)e?s?) (?:un |une |le |la |les |l['’]|ces? |cette |des |ses |leurs? )(?:problèmes?|questions?|enjeux?|défis?|préoccupations?|craintes?|inquiétudes?|soucis?|crises?|critiques?|besoins?|sujets?)
(?:sur|dans|par) (?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\\b; \\bdans (?:19|20)\\d\\d\\b
\\bdans (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\\b; \\bpar (?:19|20)\\d\\d\\b
\\bcomme un résultat,?; \\bsur l['’]autre main\\b; \\bdans (?:la )?lumière d(?:e|u|es)\\b; \\bdans (?:l['’])?ordre (?:de|pour|à)\\b
(?:gard|tien|port)\\w* (?:à l['’]|en |dans l['’])?esprit que\\b; (?:a|ont|avait|avaient) (?:donné|fermé|tourné|marché|descendu|laissé|tiré|abattu|retiré|pris|mis|posé|appelé|coupé) (?:vers le (?:haut|bas)|en dehors|au loin|dehors)\\b
(?:pas|pass\\w+|march\\w+|étape|se tien\\w+|tourn\\w+|ferm\\w+|ralenti\\w*|couch\\w+|étap\\w+|descen\\w+|démission\\w*) (?:vers le bas|en bas) (?:de|d['’]|du|comme|après|à|en)
(?:regard|cherch)\\w* (?:en avant|vers l['’]avant) (?:à|au|aux|pour)\\b; (?:est|était|a) \\d+ an(?:s|nées) (?:vieux|vieille|d['’]âge)
\\bvie(?:ux|ille) de \\d+ ans; \\d+ ans[ -]vie(?:ux|ille)s?; \\bplus (?:meilleure?s?|pires?|mieux)\\b; \\bplus (?:de )?que jamais avant\\b
\\b(?:il|elle|on|ils|elles) (?:est|sont|était|étaient) été\\b; \\blà (?:a|est|sont|était|étaient) (?:été|un|une|des|pas)\\b
\\bà la fin du jour\\b; \\bmur de feu\\b; \\bla plupart du (?:peuple|gens)\\b; \\bbeaucoup d(?:e|es) (?:le|la|les)\\b; \\bun (?:beaucoup|lot) de\\b
\\bdans le même temps que\\b; \\bpar la fin d; \\bsi oui ou pas\\b; \\btout le (?:moyen|chemin) à\\b; \\bde retour en (?:19|20)\\d\\d\\b
\\bfaire sûr\\b; \\b(?:fait|font|faire|fit) (?:sûr|certain)e? que\\b; \\bcoup(?:e|é|er) les coins\\b
\\bdemand(?:e|é|er|ent|ée|aient) pour (?:une?|le|la|les|des)\\b; \\bchercher? pour (?:le|la|les|une?|des)\\b
\\bjou(?:e|é|er|ent) un rôle (?:clé )?dans le (?:fait de|faire)\\b; \\bdonn(?:e|é|er|ent) haut\\b; \\b(?:mont|mett|met|mis|pren|pris)\\w* vers le haut\\b; \\bbas[ée]s? hors d
\\bcent pour cent de (?:le|la|les)\\b; \\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|cent|mille|\\d+) (?:peuples|gens)\\b; \\bmédias? de (?:la )?société\\b
\\bréseaux? de (?:la )?société\\b; \\bchef(?:fe)? (?:officier|officière|exécutif|exécutive|opérations?|technologies?|finances?)\\b; \\bofficier(?:ère)? (?:en chef|exécutif|financier|opérationnel|technologique)
\\bpersonne de parole\\b; \\bhomme de parole de\\b; \\bplein(?:e)? temps travail\\b; \\btemps plein travail\\b; \\bnouvelles? cassées?\\b; \\bnouvelles? de rupture\\b
\\b(?:à|sur) la lumière des nouvelles\\b; \\bprès de le\\b; \\b(?:en|dans) faveur pour\\b; \\bce(?:t|tte)? (?:an|année) passé\\b; \\bpassé (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\\b
\\bune? autre fois de plus\\b; \\bdans le (?:sillage|réveil) d(?:e|u)\\b(?= l['’]annonce de le)
\\brégulateur de chaleur\\b; \\ben dépit (?:que|le|la|les)\\b; \\bse sent(?:ent|ait|ir)? comme (?:si )?(?:un|une) (?:temps|moment) pour\\b
"""

WEAK: Final = r"""
autorité publique; autorités publiques; administrateur en chef; clinique d['’]urgence; terminal aérien; conseiller juridique en chef
décision politique de; formulaires? de vote; rassemblement politique au pouvoir; groupe de travail au pouvoir; moitié supérieure
en accord avec (?:un|une|le|la|les|l['’])(?: récent| nouveau)?(?:e)? (?:rapport|étude|enquête|source); comme indiqué par; selon l['’]article suivant
au milieu d['’]une? (?:enquête|crise|scandale); sur les talons d; dans une déclaration publiée; dans une déclaration (?:au|à la|donnée)
a (?:atteint|contacté) pour (?:un )?commentaire; n['’]a pas (?:immédiatement|tout de suite) (?:répondu|retourné); retourn\w+ (?:un|l['’]|les|des) appels?
pris (?:à|sur) (?:twitter|x|facebook|instagram|les réseaux); (?:a|ont) pris les médias; histoire de rupture; histoire en développement; il s['’]agit d['’]une histoire
a dit dans un (?:tweet|post|courriel) que; un individu familier avec; gens familiers avec; personnes familières avec; familiers? avec (?:l['’]affaire|le sujet|la matière|la question)
à la suite de quoi que; en haut de cela; au-dessus de cela; sur le dessus de; de la première main; première main connaissance; loin dans la nuit
conférence d['’]appel; appel de conférence; appel de gains; gains? par action; entreprise mère; société parente; compagnie parente
co-fondé par; co-fondateur et chef; chef (?:du produit|des produits|de produit|des revenus|de la technologie|des opérations); vice-président senior; vice-président exécutif senior
manière significative dans; joueur clé; joueurs clés; acteur majeur clé; jeu-changeur; changeur de jeu; percée majeure dans; longue course; à longue course
libéré (?:un|une|le|la|son|sa|leur|ce) (?:communiqué|déclaration|rapport|album|single|vidéo|film|version|mise à jour|étude|document); libér(?:e|er|era|ait|ent) (?:un|une) (?:déclaration|rapport|communiqué|version|vidéo)
(?:a|ont|avait) appelé (?:à la démission de lui|hors); (?:a|ont) marché (?:dehors|hors|loin); (?:sort|sorti|sortie|sortir) avec une déclaration; debout par; se tient par
expérimentés?; (?:a|ont|avait) expérimenté (?:une?|des|la|le); élevé (?:un|une|des|\d+|plus de \d+) (?:million|milliard|fonds|inquiétude|préoccupation|question|drapeau)s?; élève des (?:questions|préoccupations|inquiétudes)
délivr\w+ (?:un|son|leur) (?:discours|message); port(?:e|é|er) un (?:message|masque de); au niveau du jour; fin du jour; à ce point dans le temps; à ce point en
dernier mais pas moindre; dernier mais non le moindre; pour une chose; d['’]une chose; pour le mieux ou le pire; assez juste; par le biais de ce que; bout de la langue
"""
"""Turns that literal translation gives, and people write too: odd only together."""

RARE: Final = """
missive missives épître épîtres besogne besognes labeur trépas bâtisse bâtisses géniteur géniteurs progéniture
rejeton rejetons breuvage breuvages emplette emplettes cachot geôle bambin bambins moult quérir ouïr clamer
fallacieux pécuniaire pécuniaires ecclésiastique prédicateur populace attroupement causerie réprobation
cryptogramme vocable aisance protagoniste occire trépasser gamins marmots conjoint logis demeures édifices
automobiles labourer œuvrer besogner exhiber exhibé divulguer proférer proféré énoncer énoncé clamé clament
stipulé relater relaté narrer narré discourir conversé acquiescer acquiescé abdiquer abdiqué abdication
renonciation résilié congédié éconduit banni octroyer octroyé procurer supplanté supplantée substitué
substituée amoindrir amoindri accroître amplifié amenuisé décrue prétendument supposément subséquemment
ultérieurement présentement nonobstant derechef incessamment promptement prestement hâtivement colossal
colossale colossaux gigantesque monumental prodigieux substantiel substantielle mirobolant courroux ire
désarroi stupeur étonnement ébahi ébahis consterné consternés mécontentement insatisfaction désappointement
allégresse jubilation liesse affliction adeptes aficionados supporteurs contestataires dissidents agresseurs
malfaiteur scélérat méfait méfaits forfaits geôliers appréhendé appréhendée dérobé dérobés subtilisé
pourparler négoce négociant marchand commerçant firmes officine confrérie assemblage médication remède remèdes
infirmité praticien thérapeute clinicien
"""
"""Words of another register, which thesauri give for plain ones: odd only in company."""
