"""Given names that the press prints often, with the gender they usually go with.

Own list, French, English and international.  Used to tell people from
organisations and to read pronouns; never printed.
"""

from __future__ import annotations

_MEN = """
aaron abdallah abdel abdelaziz abdou abdoulaye abdul abdullah abel abraham adam adama adrian adrien
ahmad ahmed aidan akira alain alain-guillaume alan alban albert alberto albrecht alejandro aleksandar
aleksander alessandro alex alexander alexandre alexei alexis alfie alfred alfredo ali aliou alistair
allan allen alonso alphonse alvaro alvi amadou amar amaury ambrose amine amir amit anatole anders andre
andreas andrei andrej andrew andrzej andy angel angus anil ankit anthony antoine anton antonin antonio
anwar archie ari ariel arjun armand arnaud arnold arsene arthur asif aubin august auguste augustin
aurelien axel aymeric aziz baptiste barack barnaby barry bart barthelemy bashar basil basile bastien ben
benedict benjamin benoit benyamin bernard bernardo bernie bertram bertrand bilal bill billy bjorn bob
bobby boris boubacar brad bram brandon brendan brian brice bruce bruno bryan burt byron caleb callum
carl carlo carlos carter cedric celestin cesar chad charles charlie cheikh chen chidi chris christian
christophe christopher chuck ciaran claude clement clifford clive cody colin conor corentin corey cormac
cory craig curtis cyprien cyril cyrille dale damien dan daniel danny dario darragh darren dave david
dean declan deepak denis dennis derek dermot desmond didier diederik diego dieter dimitri dirk dmitri
dmitry dominic dominique donald doug douglas drew duarte duncan dusan dustin dwight dylan eamon earl ed
eddie eddy edgar edmond edouard eduardo edward edwin elias elie eliott elliot elliott elon emeka emeric
emile emilien emmanuel emmett enrique enzo eric erick erik ernest erwan esteban etienne eudes eugene
evan evariste evgeny ewan fabian fabien fabio fabrice fabricio faisal farid federico felicien felix
ferdinand fergus fernand fernando fidel finn flavien florent florian francis francisco franck francois
frank franklin franz fred freddie frederic frederick gabin gabriel gael gaetan gareth gary gaspard
gaston gauthier gautier gavin geert geoff geoffrey geoffroy george georges gerald gerard gerhard germain
gerry ghislain gianni gilbert gilles giovanni giuseppe gontran gonzalo goran gord gordon graham greg
gregoire gregory guido guillaume gunter gunther gus gustave guy gwenael hadrien hakim hamid hamish hamza
hans hao harold harry haruki harvey hassan hector heinrich helmut henri henrik henry herbert herman
herve hicham hichem hippolyte hiroshi horace howard hubert hugh hugo hugues hussein ian ibrahim ibrahima
idriss idrissa ignacio igor ilya imran isaac isaiah isidore ismael ivan ivo jack jackson jacob jacques
jaime jair jake jakub jamal james jamie jan jared jason jasper javier jay jean jean-baptiste jean-
christophe jean-claude jean-francois jean-guy jean-jacques jean-louis jean-luc jean-marc jean-marie
jean-michel jean-noel jean-paul jean-philippe jean-pierre jean-rene jean-vincent jean-yves jeb jed jeff
jeffrey jens jeremie jeremy jeroen jerome jerry jerzy jesse jesus jianping jim jimmy jinping joachim
joao joaquin joe joel joey johan johann johannes john johnny jon jonas jonathan joost jordan jordi jorge
joris jose josef joseph josh joshua josiah josselin juan jude jules julian julien julio julius jun
jurgen justin kamal kamel karim karl kazuo kees keith ken kenji kenneth kevin khaled khalid kim kirill
klaus kofi kojo konrad krzysztof kurt kwame kwasi kyle kylian larry lars laurent leandre lech lee lee-
jae leigh len leo leon leonard leonardo leopold levi lewis liam lionel lloyd loic lorenzo loris lou
louis louis-philippe luc luca lucas lucien ludovic luigi luis luiz lukas luke maarten mads mael magnus
mahmoud malcolm malik mamadou manuel marc marc-andre marc-antoine marcel marcelo marco marcos marcus
marek mariano mario marius mark marshall martial martin marvin mateo mateusz mathias mathieu mathis matt
matteo matthew matthias matthieu maurice mauro max maxence maxim maxime mehdi mel melchior michael
michel mickael miguel mike mikhail milan miles milo milos ming mirza mitch mitt moctar modibo mohamed
mohammad mohammed morgan moshe mourad moussa mustafa mustapha nabil narendra nathan nathanael nathaniel
ned neil nelson nicholas nick nicolas niels nigel nikhil nikita nikolai nils noah noam noel norbert
norman novak nuno octave olaf oleg oliver olivier omar orlando osama oscar oskar otto oumar ousmane
owain owen pablo padraig paolo pape pascal patrice patrick paul paul-henri paulo pavel pawel pedro pepe
per percy perry pervez peter petr phil philibert philip philippe phillip pier pierre pierre-alain
pierre-yves pierrick pieter pietro piotr quentin radek rafael raheel rahul raj rajesh ralph ramesh ramon
ramzan ramzi randy raoul raphael rashid raul ravi ray raymond recep reece reginald regis reinhard remi
remy renaud rene rhys ric ricardo richard rick ricky riley rob robbie robert roberto robin rod rodney
rodolphe rodrigo rodrigue roger rohan roland romain roman romaric ron ronald ronan rory ross roy ruben
rudy rufus rui rupert russell ryan sacha said salah salif salim salman salomon salvador salvatore sam
sami samir samuel sander sanjay santiago satoshi satya saul scott sean sebastian sebastien sekou serge
sergei sergey sergio seth severin seydou shane shaun shawn shengjia shigeru shinzo sid sidney silvano
silvio simon sipho sofiane sonny soren stan stanislas stanley steeve stefan stefano steffen stephane
stephen sterling steve steven stewart stuart sundar sunil suresh sven sylvain taha takashi takeshi
tancrede tanguy tariq ted teddy terrence terry thabo thaddeus theo theodore theophile thibaud thibault
thierry thijs thomas tiago tim timothee timothy titouan tobias toby todd tom tomas tomasz tommy toni
tony travis trevor tristan tunde tyler ugo ulrich umberto uwe vaclav valentin valery vernon vicente
victor vijay vikram viktor vince vincent vincenzo virgil virgile vitali vivien vladimir volodymyr wade
walter warren wassim wayne wei werner wesley wilfred wilfried wilhelm will william willy wim winston
wojciech wolfgang xavier xi yacine yanis yann yannick yassine yemi yoann yong yoshua yousef youssef yuri
yusuf yvan yves yvon zac zach zacharie zachary zhang ziad zinedine zoran
"""
_WOMEN = """
abena abigail ada adaeze adele adeline adriana agathe agnes aicha aisha aissatou alana alba alessandra
alexandra alexia alice alicia aline alison alix allison alma amal amanda amandine amber amelia amelie
amina aminata amira amy ana anais anastasia andrea angela angele angelica angelina angelique anita
anjali ann anna annabelle anne anne-marie anne-sophie annette annick annie antoinette aoife apolline
april ariane arielle arlette armelle ashley astrid aude audrey aung aurelie aurore awa axelle barbara
beatrice beatrix beatriz becky belen berenice bernadette bertha beryl beth bethany betty beverly bianca
blandine brenda bridget brigitte britney caitlin camila camille candice capucine carine carla carly
carmen carol carole carolina caroline carolyn carrie cassandra catarina caterina catherine cathy cecile
cecilia celeste celia celine chantal charlene charlotte chelsea cheryl chiara chimamanda chinwe chloe
christa christel christelle christiane christie christina christine cindy claire clara clarisse claudia
claudine clemence clementine clothilde colette colleen colombe condoleezza constance consuelo coralie
cordelia corinne cristina cynthia cyrielle daisy dalia dana daniela daniele danielle daphne dawn debbie
deborah debra delia delphine denise diana diane dilma divya dolores dominika dora doreen doris dorothee
dorothy edith edna edwige ekaterina eleanor elena eleonore elisa elisabeth elise elizabeth ella ellen
elodie eloise elsa elsie emeline emilia emilie emily emma erica ericka erin esme esperanza estelle
esther ethel eugenie eulalie eva eve eveline evelyn evie fabienne fanny farah fatima fatou fatoumata
faustine faye federica felicia fiona flavie fleur flora florence france frances francesca francoise
frederique freja freya gabriela gabrielle gaelle galina garance gemma genevieve georgia georgina
geraldine gerda germaine geun-hye ghislaine gillian gina giorgia gisele giulia gladys gloria grace greta
gretchen gro gwen gwenaelle gwendoline hafsa hala hana hanna hannah harriet hassana heather heidi helen
helena helene heloise henriette hilda hillary honorine hope huda huguette hye ida ilona imane imogen
indira ines ingrid irene irina iris isabel isabella isabelle isla ivana ivanka jacline jacqueline jada
jade jana jane janet janice jasmine jeanette jeanne jeannette jenna jennifer jenny jessica jill jo joan
joanna jocelyne jodie johanna josephine joy joyce juana judith judy julia juliana julie juliette justine
karen karin karine karolina kate katharina katherine kathleen kathryn kathy katia katie katrina kavita
kayla keiko kelly kelly-ann khadija kimberly kirsten kirstjen kristen kristin krystal kulsoom laetitia
lakshmi lara latifa laura laure lauren laurence laurie layla lea leah leila lena leonie lesley leslie
leticia lidia lila lilian liliane lily lina linda lindiwe lindsay lindsey ling lisa lise liz loretta
lorraine louise louna lucia lucie lucile lucy ludivine ludmila luisa lydia lydie mabel madeleine madison
maelle maelys magali maggie mahaut maisie manon manuela margaret margarita margaux margot marguerite
maria mariah mariam mariama marian marianne marie marie-claude marie-louise marie-pierre marilyn marina
marine marion marisol marissa marjorie marlene marta martha marthe martine mary maryam maryse mathilde
matilda maud maude maureen maya maylis meera megan meghan mei melania melanie melisande melissa mercedes
meredith michele michelle mildred millie mina mira mireille miriam moira molly monica monika monique
morgane muriel myriam myrtle nadege nadia nadine nancy naoko naomi natacha natalia natalie natasha
nathalie neha ngozi niamh nicola nicole nina ninon nisha noemie nolwenn nomsa noor nora norah noreen
norma nuala oceane octavie odette odile oksana olga olivia ophelia ophelie oprah oriane orla paloma
pamela paola patricia paula paule paulette pauline peggy penelope penny perrine petra phoebe phyllis
pilar pooja portia priscilla priscillia priya priyanka quitterie rachel rachida radha rania raphaelle
rebecca regina regine rekha renata renee rita roberta rocio roisin rokhaya romane rosa rosalie rosalind
rosamund rose roselyne rosie roxane rozenn ruth sabine sabrina sakura sally salma samantha samira sandra
sandrine saoirse sara sarah saskia segolene severine shannon sharon sheila shelley sheryl shirley shreya
sian sidonie sigrid sigrun silvia simone siobhan sita sixtine sofia soizic solange solene solveig sonali
sonia sonya sophia sophie soraya stacey stella stephanie sunita susan susanna suzanne svetlana sybille
sylvia sylvie tabitha tamara tammy tamsin tania tara tatiana teresa tessa thea theresa therese tiffany
tilly tina tiphaine tracy ursula valentina valentine valerie vanessa vera veronica veronique victoire
victoria viola violaine violette virginia virginie viviane wendy whitney winifred xanthe xenia xiu yael
yasmin yasmina yasmine yoko yolanda yolande ysaline yuki yvette yvonne zahra zainab zara zelie zoe
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
