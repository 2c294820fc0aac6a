"""What people say who criticise somebody: patterns, by where their target stands.

See :mod:`contrecoup.findings.stance_parts` for how a pattern is written.
"""

from __future__ import annotations

from contrecoup.findings.stance_parts import Place

AGAINST: dict[Place, str] = {
    "object": r"""
# French
(?:je|j|nous) (?:le )?(?:la |les |lui |leur |vous |te |t |l )?(?:reproche|reprochons|accuse|accusons|denonce
    |denoncons|condamne|condamnons|meprise|meprisons|desavoue|desavouons|rejette|rejetons|blame|blamons
    |maudis)(?: (?:a|au|aux))?
(?:je|nous) (?:ne )?(?:la |le |les |lui |leur |vous |te )?(?:pardonnerai|pardonne|pardonnerons
    |pardonnons) (?:jamais|pas|rien)(?: (?:a|au|aux))?
(?:j|nous) (?:lui |leur |vous |t )?en (?:veux|voulons)(?: (?:\w+ )?(?:a|au|aux))?
(?:je|j|on|nous) (?:n )?(?:ai|a|avons) (?:plus|pas|aucune|jamais eu|plus aucune
    |pas une once de) (?:la moindre )?confiance {IN}
{START}(?:plus aucune|aucune|zero|plus) confiance {IN}
(?:je|j|nous|on) (?:\w+ ){0,2}(?:perdu|perds|perdons) (?:(?:toute?|ma|notre|le peu de|la) ){0,2}confiance {IN}
(?:je|nous|on) (?:ne |n )?(?:travaillerai|travaillerons|travaille|travaillera|bosserai|bosse|resterai|servirai
    |irai|veux) (?:pas|plus|jamais) (?:(?:travailler|bosser|rester|servir) )?(?:pour|sous|avec
    |aupres)(?: (?:les ordres )?(?:de|du|d|des))?
(?:je|nous) refus(?:e|ons) de (?:travailler|bosser|servir|rester)(?: \w+)? (?:pour|sous|avec
    |aupres)(?: (?:les ordres )?(?:de|du|d|des))?
(?:je|j|nous) (?:ai|avons) honte (?:de|d|du|des|pour)
(?:{HEAD}|{HEAD}quelle )honte (?:a|au|aux|sur)
{HEAD}(?:a bas|non a|fini)
(?:je|nous) (?:suis|sommes) contre
(?:(?:je|nous) )?n (?:accordons|avons|reconnaissons) (?:plus|pas
    |aucune) (?:notre |de |l autorite )?(?:confiance )?(?:a|au|aux|en|dans)
(?:je|nous) ne (?:reconnais|reconnaissons|accepte|acceptons) (?:plus|pas)
(?:{START}|j en ai |on en a |nous en avons )(?:plus que )?(?:marre|ras le bol|assez) (?:de|du|des|d)
{START}bon debarras
(?:plus (?:aucun|le moindre)|aucun|perdu tout) respect (?:pour|envers)
{START}(?:remplacez|dissolvez)
(?:je|nous) (?:ne )?(?:suis|sommes) (?:absolument |vraiment )?(?:pas|plus) d accord avec
(?:je|nous) (?:suis|sommes) (?:\w+ ){0,2}(?:decue?s?|degoutee?s?|ecoeuree?s?|furieu\w+|scandalisee?s?|outree?s?
    |revoltee?s?|en colere|indignee?s?|trahie?s?) (?:par|de|d|du|des|contre|apres|envers)
{START}{ADV}(?:decue?s?|degoutee?s?|ecoeuree?s?|furieu\w+|scandalisee?s?|outree?s?|revoltee?s?|trahie?s?) (?:par
    |contre|du|de)
{HEAD}(?:virez|degagez|dehors|revoquez|foutez dehors|assez)(?: (?:de|du|des))?
# English
{I}(?:blame|accuse|condemn|denounce|despise|reproach|reject|distrust|disagree with|detest|resent)
{I}(?:don t|do not|can t|cannot|no longer|never|won t|will never|will not|can never|could never)(?: \w+ly| ever
    | even)? (?:trust|respect|forgive|accept|recogni[sz]e|work (?:for|under|with)|serve under|answer to|follow)
{I}no longer (?:support|believe in|recogni[sz]e|stand (?:by|behind))
{I}against
i (?:would|d) rather (?:\w+ ){1,6}?than (?:work|serve|answer) (?:for|under|to)
plutot (?:\w+ ){1,4}?que (?:de )?(?:travailler|bosser|servir) (?:pour|sous|avec)
{I}refus(?:e|ing) to (?:work|serve|stay|report|answer)(?: (?:for|under|with|to))?
(?:{START}|{I})(?:ashamed of|disgusted (?:by|with|at)|appalled (?:by|at|with)|sickened by|outraged (?:by|at)
    |disappointed (?:by|in|with|at)|furious (?:with|at)|angry (?:with|at)|fed up with|sick of|betrayed by
    |let down by|done with|no fan of|not a (?:big |great )?fan of)
{HEAD}{ADV}(?:shame on|down with|out with|fire|sack|kick out|get rid of|vote out|enough of|to hell with
    |good riddance to|dissolve|replace)
{START}(?:(?:we|i) (?:have )?)?(?:zero|no) (?:more )?(?:confidence|trust|faith) (?:\w+ )?in
{I}(?:have |had )?(?:no|zero|little|lost (?:all|my|our|any|every)?(?: \w+)?) ?(?:confidence|trust|faith
    |respect) (?:\w+ )?(?:in|for)
(?:lost|losing) (?:(?:all|my|our|any|every) ){1,3}(?:confidence|trust|faith|respect) (?:in|for)
""",
    "inside": r"""
(?:c est|tout est) (?:de )?la faute (?:a|de|d|du|des) {T}
(?:c est|tout ca|tout cela|et c est) a cause (?:de|d|du|des) {T}
(?:je|nous) (?:tiens|tenons|rends|rendons|juge|jugeons) {T}(?: \w+){0,2} (?:responsables?|coupables?|indignes?
    |incapables?)
(?:how dare|comment ose(?:nt)?) {T}
{I}(?:feel |m )?(?:sick|ill|ashamed) (?:about|over|at) (?:what|how|the way) {T}
{I}hold {T} (?:\w+ly )?(?:responsible|accountable)
{I}want {T} (?:gone|out|to (?:resign|step down|go|leave))
(?:j ai|nous avons|on a) ete (?:\w+ ){0,3}(?:trahie?s?|trompee?s?|manipulee?s?|abandonnee?s?
    |humiliee?s?) par {T}
(?:we|i|us) (?:were|was|have been|ve been|are|being|got) (?:\w+ ){0,2}(?:betrayed|misled|lied to|cheated
    |humiliated|abandoned|used|ignored|deceived|insulted) by {T}
{START}{T} (?:, )?(?:dehors|demission|degage|out|resign|step down|shame on you|honte a (?:toi|vous)){END}
{HEAD}(?:demission|depart)(?: immediate?)? {OF} {T}
(?:je|nous|on) (?:demande|demandons|exige|exigeons|reclame|reclamons|veux|voulons|veut|attends|attendons|appelle
    |appelons|invite|invitons|prie|prions|somme
    |sommons)(?: \w+){0,3} {T}(?: \w+){0,4}? (?:de |a |d |qu il |qu elle |qu ils |qu elles )?(?:demissionner|partir
    |se retirer|s en aller|degager|quitter|demissionne|parte|rendre des comptes)
(?:je|nous|on) (?:demande|demandons|exige|exigeons|reclame|reclamons|veux|voulons|veut|attends
    |attendons)(?: \w+){0,2} (?:demission|depart|revocation|eviction|tete|retrait)(?: \w+)? {OF} {T}
{I}(?:call|calling|ask|asking|urge|urging|demand|demanding|want|beg)(?: (?:on|upon|for
    |that))? {T}(?: \w+){0,4}? {GO}
{I}(?:call|calling|ask|asking|demand|demanding|want)(?: for)? (?:the )?(?:resignation|removal|departure
    |dismissal|head) of {T}
{I}(?:call|calling|ask|asking|demand|demanding|want)(?: for)? {T} s (?:resignation|removal|departure|dismissal
    |head)
(?:il est temps que|il faut que|je veux que|nous voulons que|on veut que|{START}que) {T}(?: \w+| ,){0,3}? {GONE}
(?:it is|it s|high) time (?:for )?{T} (?:\w+ )?(?:to )?(?:{GO}|resigned|went|left|stepped down)
""",
    "subject": r"""
# French
(?:doit|doivent|devrait|devraient|dois|devez|devriez) {ADV}(?:{GO})
(?:doit|doivent|devrait|devraient|dois|devez|devriez) {ADV}(?:avoir honte|rendre des comptes|s expliquer
    |s excuser|repondre de|nous rendre des comptes|des (?:explications?|excuses|comptes|reponses)|une explication
    |la verite)
(?:n )?{HAS} (?:plus|pas) (?:{OUR} )?(?:sa place|leur place|votre place|ta place|(?:la )?(?:legitimite
    |credibilite|confiance)|l etoffe|les epaules|le droit de|rien a faire)
(?:n )?{HAS} rien a (?:faire|y faire)
(?:(?<=faut qu il )|(?<=faut qu elle )|(?<=faut qu ils )|(?<=temps qu il )|(?<=temps qu elle )
    |(?<=temps qu ils )){GONE}
(?:veut|veulent|voulez|cherche a|cherchent a|essaie de|essaient de) nous (?:faire (?:croire|taire|avaler|peur)
    |enfumer|endormir|diviser)
(?:nous|vous) (?:prend|prennent|prenez) pour (?:des|de)
(?:n )?(?:est|etes|sont) (?:pas|plus) (?:mon|ma|notre) (?:directeur|directrice|president|presidente|patron
    |patronne|chef)
{HAS} (?:\w+ )?perdu (?:la (?:tete|raison)|tout (?:sens|contact|honneur))
(?:n )?{HAS} plus qu a (?:{GO})
(?:n )?{HAS} (?:plus )?qu une chose a faire : (?:{GO})
(?:a|ont|avait|avaient) (?:\w+ment |bien |eu )?tort(?= (?:[.,;]|$|de|sur))
{HAS} (?:\w+ )?(?:fait|commis) (?:une|la) (?:\w+ )?(?:faute|erreur|connerie|betise|folie)(?! (?:de (?:frappe
    |date|calcul|gout|numero)|d orthographe))
(?:est|sont|es|etes) (?:alle|allee|alles|allees) trop loin
s (?:est|sont) (?:\w+ment |bien )?trompee?s?(?= (?:[.,;:]|$|et))
(?:me|nous) (?:represente|representent|ecoute|ecoutent|respecte|respectent) (?:pas|plus|jamais)
(?:parle|parlent) (?:pas|plus) (?:en (?:mon|notre) nom|pour (?:moi|nous))
(?:n )?(?:est|sont|es|etes|etait|etaient) (?:vraiment )?(?:pas|plus) (?:dignes?|legitimes?|credibles?
    |a la hauteur|capables?|qualifiee?s?|faite?s? pour|en mesure)
(?:n )?{HAS} (?:jamais|pas|meme pas|pas meme) (?:(?:eu|le|la|daigne|pris la peine|tenu) )?(?:ecoutee?s?
    |respectee?s?|consultee?s?|tenu (?:sa|ses|leurs?) (?:parole|promesses?)|(?:eu )?le courage|(?:eu )?la decence)
{HAS} (?:\w+ ){0,2}(?:menti|trahie?s?(?! (?:son|sa|ses|leur|leurs) (?:accent|age|emotions?|trouble|nervosite
    |origines?|pensee|jeu))|failli a|echoue|manipulee?s?|trichee?|trompee?s?|bafouee?s?|bradee?s?|sacrifiee?s?
    |abandonnee?s?|sabotee?s?|humiliee?s?|meprisee?s?|pietinee?s?|manigancee?|complotee?|saccagee?s?
    |laissee?s? tomber|piegee?s?|poignardee?s?|ruinee?s?|sali|salie|salis|insultee?s?|mene[se]? en bateau)
{HAS} (?:\w+ )?(?:vendue?s?|detruite?s?|cassee?s?|gachee?s?|volee?s?|livree?s?|liquidee?s?|cachee?s?
    |dissimulee?s?) {OUR}
(?:ment|mentent|mentez|mens|trahit|trahissent|trahissez|meprise|meprisent|meprisez|brade|bradent|sacrifie
    |sacrifient|humilie|humilient|pietine|pietinent)
(?:detruit|detruisent|detruisez|vend|vendent|casse|cassent|coule|coulent) {OUR}
pour (?:mieux )?(?:vendre|brader|sacrifier|couler|detruire|livrer|depecer|liquider|saborder) (?:nos|notre|mon
    |mes|l|la|le)
(?:vient|viennent|venez) de (?:nous |se |vous )?(?:mentir|trahir|discrediter|deshonorer|humilier|abandonner
    |sacrifier|bafouer|brader|saborder)
(?:nous|m|l|les|vous) {HAS} (?:\w+ )?(?:harcelee?s?|maltraitee?s?|calomniee?s?|diffamee?s?|intimidee?s?
    |menacee?s?|exploitee?s?|ignoree?s?|crache dessus)
se (?:moque|moquent|fiche|fichent|fout|foutent) (?:\w+ )?(?:de|du|des|d)
vous (?:moquez|fichez|foutez) (?:de|du|des)
s (?:est|sont|etait) (?:\w+ ){0,2}(?:moquee?s?|servie?s? (?:de|d|du)|comportee?s? (?:comme|en)|deshonoree?s?
    |discreditee?s?|couchee?s?)
{HAS} (?:\w+ )?agi (?:dans (?:notre|leur|son|mon) dos|en (?:traitre|lache|douce)|sans honneur|n importe comment
    |comme (?:un|une|des))
{HAS} (?:\w+ )?perdu (?:(?:toute?|ma|notre|la|le) ){1,3}(?:confiance|credibilite|legitimite|respect|honneur)
(?:nous |m |vous |me )?(?:doit|doivent|devez|dois) (?:\w+ ){0,4}?(?:explications?|excuses|comptes|verite
    |reponses?)
(?:{BE}|{IS}|es|etes|{HAS} ete|{HAS} been|n est qu|ne sont que|(?:itself|himself|herself|themselves) to be
    |proved to be) {DEG}{EVIL}{STOP}
(?:{BE}|{IS}|es|etes) {DEG}(?:mauvaise?s?|piet?re|bad|{EVIL}) {ROLE}
(?:est|sont) (?:\w+ )?responsables? (?:de|du|d) (?:ce|cette|cet|tout|la|le|l)? ?(?:gachis|desastre|fiasco|crise
    |chaos|catastrophe|debacle)
# English
(?:must|should|has to|have to|needs to|need to|ought to|had better|has got to|have got to|s got to|s gotta
    |can(?= pack )) {ADV}(?:{GO})
(?:must|should|has to|have to|needs to|need to|ought to) {ADV}(?:answer for|apologi[sz]e|be (?:ashamed|held
    |investigated)|explain (?:itself|himself|herself|themselves)|take responsibility)
owes? (?:(?:§|\w+) ){1,6}?(?:apology|apologies|explanations?|answers?|the truth)
should (?:never|not|n t) (?:be|have|ever)
(?:is|was|are|were|{IS}) (?:\w+ly |simply )?(?:not |n t |un)?(?:unfit|un fit|not fit|not qualified|incapable
    |unworthy)(?= (?:to|for|of|[.,;]|$))
(?:is|are|was|were|isn t|aren t|wasn t) (?:not |in no way )?fit (?:to|for)
(?:has|have|had) (?:no|lost) (?:(?:all|any|my|our|the) ){0,3}(?:place|business|right|shame|honou?r|integrity
    |credibility|legitimacy|trust|confidence|respect|faith|decency|spine|moral authority)
(?:lied|lies to|is lying|are lying|was lying|were lying|has lied|have lied|keeps? lying)
(?:betrayed|betrays|failed|deceived|misled|humiliated|insulted|abandoned|ignored|bullied|cheated|used|despises?
    |mocked|silenced|threatened|blindsided) (?:\w+ )?(?:us|me|everyone|everybody|all of us|our|the (?:staff|people
    |team|crew|workers|whole)|my|every|each|this (?:place|team|company))
(?:betrayed|lied|(?<!and )(?<!but )failed)(?= (?:[.,;]|$|and))
(?:has|have) (?:\w+ )?(?:failed|betrayed|lied|let us down)
never (?:once |ever |even )?(?:listened|cared|consulted|respected (?:us|me|anyone)|apologi[sz]ed|bothered
    |asked (?:us|any))
(?:handled|managed|ran) (?:this|it|everything|things|the \w+)(?: \w+)? (?:badly|terribly|disgracefully
    |appallingly|poorly|dreadfully)
(?:thinks?|takes?) (?:we are|we re|us for) (?:stupid|idiots|fools|children|cattle)
(?:is not|isn t|are not|aren t|no longer) my (?:boss|chair|chairman|chief|ceo|director|manager)
let (?:us|me|everyone|the (?:team|staff|whole)|all of us)(?: all)? down
(?:sold|sacrificed|gutted|wrecked|ruined|destroyed|trashed|sabotaged|stole|hid|buried|squandered|poisoned|broke
    |killed) (?:us|our|this (?:place|company|team)|my|the (?:company|audit|truth|report|place|accounts|culture
    |minutes|numbers))(?: \w+)?
(?:went|going|gone|goes) behind (?:our|my|everyone s|her|his|their) backs?
(?:stabbed|stabs) (?:us|me|her|him|them|everyone|§) in the back
(?:threw|throws|throwing|thrown) (?:us|me|her|him|them|everyone|§|\w+) under
covered (?:it|this|everything|that) up
(?:acted|behaved|behaves|acting) (?:\w+ )?(?:recklessly|dishonestly|shamefully|disgracefully|irresponsibly
    |in bad faith|like (?:a|an) (?:coward|bully|thief|tyrant|child))
treat(?:s|ed) (?:us|me|people|everyone|(?:\w+ ){1,2}(?:people|staff|engineers|colleagues|workers|of us)|her|him
    |them|§) (?:like|as if|with contempt)
(?:is|are|was|were|{IS}) {DEG}(?:to blame|at fault|out of (?:touch|control|line|his depth|her depth|their depth)
    |beneath contempt|in over (?:his|her|their|its) heads?){STOP}
(?:can t|cannot|could never|can never) be trusted
(?:should|must|ought to) (?:all )?hang (?:its|his|her|their) heads?
lost (?:the plot|its mind|his mind|her mind|their minds|all sense)
(?:is|was|are|were|{IS}|has been|have been) {DEG}(?:wrong|mistaken)(?= (?:[.,;:]|$|and|to))
made (?:a|an) (?:\w+ )?(?:\w+ )?(?:mistake|error|blunder)
(?:shown|showed|shows|show) (?:us )?(?:nothing but |only )?(?:contempt|disdain|scorn)
(?:has |have )?(?:gone too far|went too far|crossed (?:a|the|every) line)
(?:doesn t|does not|don t|do not|didn t|did not|never) (?:\w+ly )?(?:care about|listen to|respect|represent
    |speak for|deserve) (?:us|me|anyone|our|the|this|any of us|people)
(?:harassed|mistreated|slandered|smeared|intimidated|threatened|exploited|bullied|scapegoated|wronged|undermined
    |swindled) (?:us|me|her|him|them|§|our|the staff|my|people)
(?:is|are) (?:\w+ly )?responsible for (?:this|the|all this|our) (?:mess|disaster|fiasco|crisis|chaos|shambles)
(?:is|are) (?:the|one) reason (?:\w+ ){1,8}?(?:left|quit|leaving|quitting|resigned|walked)
""",
    "verdict": r"""
(?:{BE}|{IS}|quel|quelle|quels|quelles|what an?|what|how|such a) (?:(?:une|un|du|grand|la|le|a|an|the|\w+ment
    |\w+ly|tout simplement|simplement|so|tellement|pure|pur|beyond|plus) ){0,3}{BAD}(?! de \w+er)
(?:{START}|{START}(?:\w+ly|\w+ment|simply|tout simplement|utter|pure) ){BAD}{END}
{BE} (?:\w+ ){0,2}(?:beneath contempt|beyond belief|not acceptable|pas acceptable|pas digne|une faute)
(?:me|nous) (?:degoute|revolte|ecoeure|scandalise|indigne)(?:nt)?|(?:me|nous) (?:donne|donnent|fait
    |font) (?:la nausee|honte|vomir)
(?:makes|make|made) (?:me|us) (?:sick|ashamed)|(?:disgusts?|sickens?|appals?|shames?) (?:me|us)
""",
    "you": r"""
{HEAD}(?:demissionnez|demissionne|degagez|degage|resign|step down){END}
(?:demissionnez|rendez les cles|resign now|step down now)
""",
}
