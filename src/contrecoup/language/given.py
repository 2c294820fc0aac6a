"""Given names that the press prints often, with the gender they usually go with.

Own list, French, English and international.  Used to tell people from
organisations and to read pronouns; never printed.
"""

from __future__ import annotations

_MEN = """
aaron abdel abdallah abdelaziz abdou abdul abdullah abel abraham adam adrian adrien ahmad ahmed aidan
alain alan albert alberto albrecht aleksander aleksandar alejandro alessandro alex alexander alexandre
alexei alexis alfred alfredo ali alistair allan allen alonso alvaro alvi amadou amar amine amir anatole
anders andre andreas andrei andrej andrew andy angel anthony antoine anton antonio ari ariel
armand arnaud arnold arthur asif august auguste augustin aurelien axel aymeric aziz barack barry bart
bashar basile bastien ben benedict benjamin benoit benyamin bernard bernardo bernie bertrand bilal
bill billy bob bobby boris brad brandon brian bruce bruno bryan burt byron caleb carl carlo carlos carter
cedric cesar chad charles charlie chen chris christian christophe christopher chuck claude clement
clive cody colin corentin corey cory craig curtis cyprien cyril cyrille dale damien dan daniel danny dario
darren dave david dean denis dennis derek diego didier diederik dimitri dirk dmitri dmitry dominic
dominique donald doug douglas drew duncan dustin dwight dylan earl ed eddie eddy edgar edmond edouard
eduardo edward edwin elias elie eliott elliot elliott elon emeric emile emilien emmanuel emmett enrique
enzo eric erick erik ernest erwan esteban etienne eugene evan evgeny fabien fabio fabrice fabricio faisal
farid federico felix ferdinand fernand fernando fidel flavien florent florian francis francisco
francois frank franck franklin franz fred frederic frederick gabriel gael gareth gary gaspard gaston
gauthier gautier gavin geert geoff geoffrey geoffroy george georges gerald gerard gerhard germain
gerry ghislain gianni gilbert gilles giovanni giuseppe gonzalo gord gordon graham greg gregoire gregory
guido guillaume gunter gustave guy hadrien hakim hamid hans hassan harold harry harvey hector helmut
henri henry herbert herman herve hichem hicham howard hubert hugh hugo hugues hussein ian ibrahim
idriss ignacio igor ilya imran isaac isaiah ismael ivan ivo jack jackson jacob jacques jaime jair
jake jakub jamal james jamie jan jared jason jasper javier jay jeb jed jeff jeffrey jens jeremie jeremy
jerome jerry jesse jesus jim jimmy joachim joao joaquin joe joel joey johan johann johannes john johnny
jon jonas jonathan jordan jordi jorge jose josef joseph josh joshua josiah juan jude jules julian julien
julio julius jurgen justin kamal kamel karim karl kees keith ken kenneth kevin khalid khaled kim kirill kofi
konrad kurt kyle lars larry laurent lee lee-jae leigh len leo leon leonard leonardo leopold levi lewis liam
lionel lloyd loic lorenzo lou louis louis-philippe luc luca lucas lucien ludovic luigi luis luiz lukas luke
magnus mahmoud malcolm malik manuel marc marcel marcelo marco marcos marcus mariano mario mark marshall
martial martin marvin mateo mathias mathieu mathis matt matteo matthew matthias matthieu maurice
mauro max maxence maxime mehdi mel michael michel miguel mike mikhail milan miles milo mirza mitch mitt
moctar mohamed mohammad mohammed morgan moshe mourad moussa mustafa mustapha nabil nathan nathaniel ned
neil nelson nicholas nick nicolas niels nigel nikita nikolai noah noel noam norbert norman octave
olaf oleg oliver olivier omar orlando oscar oskar osama otto owen pablo paolo pascal patrice patrick
paul paulo pavel pedro pepe per perry pervez peter petr phil philip philippe phillip pierre pietro
quentin rafael raheel rahul ralph ramon ramzan ramzi randy raoul raphael rashid raul ray raymond recep
reece reginald regis reinhard remi remy renaud rene ricardo ric richard rick ricky riley rob robbie robert roberto
robin rod rodolphe rodrigo rodrigue roger roland roman romain ron ronald ronan rory ross roy ruben rudy
rupert russell ryan sacha said salah salim salman salomon salvador sam sami samir samuel santiago satya saul
scott sean sebastien sebastian serge sergei sergey sergio seth shane shaun shawn shengjia shigeru shinzo sid silvano silvio
simon sofiane sonny stan stanislas stefan stefano steffen stephane stephen sterling steve steven stewart stuart
sundar sven sylvain taha tariq ted teddy terrence terry thabo thaddeus theo theodore thibaud thibault
thierry thomas tim timothee timothy tobias toby todd tom tomas tommy toni tony travis trevor tristan
tyler ugo ulrich umberto valentin valery vernon vicente victor viktor vince vincent virgile vitali
vladimir volodymyr wade walter warren wassim wayne werner wesley wilfried wilhelm will william willy winston
wolfgang xavier xi yacine yanis yann yannick yassine yoann yoshua yousef youssef yuri yusuf yves yvan yvon
zac zach zachary zhang ziad zinedine jean jean-baptiste jean-christophe jean-claude jean-francois
jean-jacques jean-louis jean-luc jean-marc jean-marie jean-michel jean-paul jean-philippe jean-pierre
jean-yves pierre-yves pierre-alain marc-antoine paul-henri alain-guillaume marc-andre jean-noel jean-guy
jean-rene jean-vincent pier pieter joost wim sander jeroen maarten bram thijs radek wojciech
piotr pawel jerzy andrzej lech tomasz krzysztof mateusz marek dusan novak goran zoran vaclav milos
hiroshi kenji takeshi haruki akira ravi raj rajesh sanjay vikram arjun amit anil sunil narendra deepak
jun wei jianping jinping hao ming yong kwame kojo kwasi chidi emeka tunde sekou mamadou ousmane boubacar
ibrahima cheikh abdoulaye idrissa pape
"""
_WOMEN = """
abigail ada adele adeline adriana agathe agnes aicha aissatou alana alba alexandra alexia alice alicia
aline alison alix allison alma amal amanda amandine amber amelie amelia amina amira amy ana anais anastasia
andrea angela angele angelica angelina angelique anita ann anna annabelle anne anne-marie anne-sophie annette
annick annie antoinette april ariane arielle arlette armelle ashley astrid audrey aude aung aurelie aurore
axelle barbara beatrice beatriz becky belen berenice bernadette bertha beth bethany betty beverly bianca
blandine brenda bridget brigitte britney caitlin camila camille candice capucine carine carla carly
carmen carol carole carolina caroline carolyn carrie cassandra catherine cathy cecile cecilia celeste
celia celine chantal charlene charlotte chelsea cheryl chloe christa christel christelle christiane christie
christina christine cindy claire clara clarisse claudia claudine clementine colette colleen condoleezza constance
coralie corinne cristina cynthia daisy dana daniela daniele danielle daphne dawn debbie deborah debra delia
delphine denise diana diane dilma dolores dominika dora doreen doris dorothee dorothy edith edwige elena
eleanor eleonore elisa elisabeth elise elizabeth ella ellen elodie elsa emilia emilie emily emma ericka erica
erin esther estelle eugenie eva eve eveline evelyn fabienne fanny farah fatima fatoumata faustine felicia
fiona flavie fleur flora florence france frances francesca francoise frederique gabriela gabrielle gaelle
genevieve georgia georgina germaine gerda ghislaine gillian gina giorgia gisele giulia gloria grace gretchen
gwen gwendoline gwenaelle hafsa hala hanna hannah heather heidi helen helena helene henriette hillary
hope huguette ida ilona imane ines ingrid irene iris irina isabel isabella isabelle isla ivana ivanka
jacqueline jacline jada jana jane janet janice jasmine jeanette jeanne jeannette jenna jennifer jenny
jessica jill jo joan joanna jocelyne jodie johanna josephine joy joyce juana judith judy julia juliana julie
juliette justine karen karin karine karolina kate katharina katherine kathleen kathryn kathy katia katie
katrina kayla kelly kelly-ann khadija kimberly kirsten kirstjen kristen kristin krystal kulsoom laetitia
lara latifa laura laure laurence lauren laurie lea leah leila lena leonie lesley leslie leticia lidia lila
lilian liliane lily lina linda lindsay lindsey lisa lise liz loretta lorraine louise lucia lucie lucile lucy
ludivine luisa lydia lydie madeleine madison maelle maelys magali maggie manon manuela margaret margarita margaux
margot marguerite maria mariah mariam marian marianne marie marie-claude marie-louise marie-pierre
marilyn marina marine marion marisol marissa marjorie marlene marta martha marthe martine mary maryam
maryse mathilde maud maude maureen maya megan meghan melanie melania melissa mercedes meredith michele
michelle mira mireille miriam molly monica monika monique morgane muriel myriam nadege nadia nadine nancy
naomi natacha natalia natalie natasha nathalie nicola nicole nina nora noemie nolwenn noor norma oceane
odette odile olga olivia ophelie oprah oriane pamela paola patricia paula paulette pauline peggy penelope
penny perrine petra priscilla priscillia rachel rachida raphaelle rania rebecca regina regine renata renee
rita roberta rokhaya romane rosa rosalie rose roselyne rosie roxane ruth sabine sabrina sally salma samantha samira
sandra sandrine sara sarah segolene severine shannon sharon sheila shelley sheryl shirley sigrid silvia
simone sofia soizic solange solene sonia sophia sophie soraya stacey stephanie stella susan susanna suzanne svetlana
sybille sylvia sylvie tamara tammy tania tara tatiana teresa tessa theresa therese tiffany tina tracy
ursula valentina valerie vanessa vera veronica veronique victoire victoria violette virginia virginie viviane
wendy whitney xenia yael yasmina yasmine yolande yvette yvonne zahra zoe rozenn
gro greta astrid sigrun freya saoirse aoife niamh priya anjali indira sonali lakshmi meera aisha
fatou aminata awa ngozi chimamanda adaeze yuki yoko keiko sakura mei ling xiu hye geun-hye
"""
_EITHER = """
alex ange andrea camille charlie claude dominique eden jo jordan kelly kim leslie lou maxime morgan
robin sacha sam stephane taylor sasha jean yael noor dana lee ariel jamie robin
"""

MEN = frozenset(_MEN.split())
WOMEN = frozenset(_WOMEN.split())
EITHER = frozenset(_EITHER.split()) | (MEN & WOMEN)
GIVEN = MEN | WOMEN | EITHER


def gender(given: str) -> str:
    """``m``, ``f`` or an empty string for a folded given name."""
    if given in EITHER:
        return ""
    if given in MEN:
        return "m"
    if given in WOMEN:
        return "f"
    head = given.split("-", maxsplit=1)[0]
    return gender(head) if head != given else ""
