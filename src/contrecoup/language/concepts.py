"""Words of French and English that say the same thing: a small bridge for comparing wordings.

Own list.  One concept a line, folded, French and English mixed; a line of two halves
joined by ``|`` holds opposites.
"""

from __future__ import annotations

_CONCEPTS = """
say said tell told speak talk dire dit dite parle parler parlais declare affirme annoncer announce
word words parole paroles mot mots propos
security securite safe safety surete
court courts tribunal tribunaux judge judges juge juges justice
nation country pays nations countries patrie
stake enjeu jeu menace menacee threat threaten danger risk risque
see voit voir rendez-vous meet meeting rencontre reunion
control controle controlons controler
border borders frontiere frontieres
protect protege protegeons proteger defend defendons defendre defense protection
strike greve mobilisation walkout
social sociale societe
movement mouvement
disrupt perturbe perturber perturbation disturb gener gene hamper entraver bother
life lives vie vies quotidien
greatly beaucoup fortement much lot very tres
regret regrette regretter sorry desole desolee excuse apologize navre
dishonest malhonnete liar menteur honest honnete
controversy polemique controverse scandal scandale
worry worrying worried preoccupant preoccupante inquiete inquiet inquietude concern concerned concerning inquieter inquietant
clear clearly clairement clair obviously evidemment evident
decision decide decisions choix choice choose choisir choisi decider
record parcours bilan track
indictment indictments requisitoire requisitoires accusation accusations accuse charge charges acte
inquisitor inquisitors inquisiteur inquisiteurs
new nouveau nouvelle nouveaux nouvelles nouvel
foreign foreigner etranger etrangere foreigners etrangers
enter entree entrer entry enters
right rights droit droits
constitution constitutional constitutionnel constitutionnelle
question second-guess contester remettre challenge
sensitive delicat delicate sensible sensibles delicats delicates
president presidentiel presidential presidency presidence
happen happened passe events evenement evenements event arrive
today jour aujourd'hui day journee
paris capital capitale
peaceful pacifique pacifiquement peacefully peace paix
anger colere angry
legitimate legitime
expression express exprime exprimee
work travail travailler worker workers travailleur job emploi poste jobs positions
employee employees employe employes salarie salaries staff personnel collaborateur collaborateurs people gens personne personnes
company entreprise firm societe groupe business
board conseil directors administrateurs administration administrateur
chief chef boss patron patronne pdg ceo
resign resignation demission demissionner quit step demissionne demissionnent
fire fired dismiss dismissed dismissal licencie licenciement renvoye evince eviction revoque revocation oust ousted firing
join rejoindre rejoint rejoins joins joining joined
trust confiance confident faith believe croire crois belief
reason raison reasons raisons motif motifs grounds
doubt doute douter douterais
fact facts fait faits
wait attendre attends attend waiting await
explain explication explications expliquer explanation explique
chance occasion opportunity
measure measures mesure mesures steps step drastic drastique drastiques
love aime aimer like respect respecte
admire admirer admiration
think penser pense croit
believe croire
majority majorite most plupart
nothing rien
add ajouter ajout
without sans
crew equipage
course cap heading direction
key keys cle cles clef clefs
instrument instruments
message messages post posts tweet
letter lettre
sign signer signe signed signature signatures
understand comprendre comprends compris
defend defendre defendons defending
person personne someone
one une un
other autre another autres
year years an ans annee annees
night nuit
week semaine
sea mer ocean
silence silent silencieux
mistake faute error erreur wrong tort
false faux fausse
true vrai vraie truth verite
learn apprendre appris apprends learned
time temps moment fois
money argent funds fonds
power pouvoir
government gouvernement
law loi laws lois
war guerre
woman women femme femmes
man men homme hommes
child children enfant enfants
world monde
state etat states etats
party parti
vote voter votes voted
election elections campaign campagne
candidate candidat candidate candidature
help aider aide support soutien soutenir soutiens
want vouloir veut veux voulons wants wanted souhaite
need besoin faut must devoir doit devons should
give donner donne gives rendre rende hand
take prendre prend takes
make faire fait makes done
go aller va goes going
come venir vient comes
leave partir quitter quitte leaving
know savoir sait sais knows
good bon bonne great
bad mauvais mauvaise
big grand grande gros large
small petit petite
free gratuit gratuits libre liberte freedom
open ouvert ouverte ouvrir
answer reponse repondre reply
ask demander demande question asked
price prix cost cout
tax impot taxe taxes impots
health sante
climate climat
future avenir
past passe
morning matin evening soir
house maison home
city ville town
road route way voie
thank merci remercie remercier thanks
share partager partage
find trouver trouve found
show montrer montre shows
hope espoir espere esperer
fear peur crainte craindre afraid
fight combat lutte battre struggle
kill tuer mort death dead tue
attack attaque attentat attacks
police policier policiers officers
protest manifestation manifestants protesters
research recherche researcher chercheur chercheurs science scientist scientifique
machine machines
safety surete securite
humanity humanite
ego orgueil pride
hunger faim hungry
calm calme quiet
ready pret prete
discuss reparler discuter discussion
friend ami amis friends
inform informe informer informed
act agir agira acts
site sites website
"""
_OPPOSITES = """
change changer changera modifier modifie | rester reste remain remains same meme unchanged inchange
continue continuer continuerons continue poursuivre | cesser cesse stop stopped arreter arrete end
stay rester reste | leave partir quitter
yes oui | no non
win gagner won | lose perdre lost
accept accepter accepte | refuse refuser refuse reject rejeter
true vrai vraie | false faux fausse
more plus | less moins
open ouvrir ouvert | close fermer ferme
for pour | against contre
"""


def _bridge() -> tuple[dict[str, frozenset[str]], dict[str, tuple[str, int]]]:
    concepts: dict[str, set[str]] = {}
    for line in filter(None, _CONCEPTS.strip().split("\n")):
        words = line.split()
        for word in words:
            concepts.setdefault(word, set()).add(words[0])
    sides: dict[str, tuple[str, int]] = {}
    for line in filter(None, _OPPOSITES.strip().split("\n")):
        halves = [half.split() for half in line.split("|")]
        for side, half in enumerate(halves):
            for word in half:
                sides.setdefault(word, (halves[0][0], side))
                concepts.setdefault(word, set()).add(halves[0][0])
    return {word: frozenset(found) for word, found in concepts.items()}, sides


CONCEPTS, SIDES = _bridge()
