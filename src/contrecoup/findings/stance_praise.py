"""What people say who support somebody: patterns, by where their target stands.

See :mod:`contrecoup.findings.stance_parts` for how a pattern is written.
"""

from __future__ import annotations

from contrecoup.findings.stance_parts import Place

FOR: dict[Place, str] = {
    "object": r"""
# French
(?:fiere?s?) d (?:avoir|etre) (?:\w+ ){0,4}?(?:avec|pour|sous|aux cotes d[eu]|(?:dirige|recrute|forme|embauche
    |choisi|encadre)e?s? par)
{JE}(?:soutiens|soutenons|soutiendrai|soutiendrons|appuie|appuyons|approuve|approuvons|admire|admirons)
{JE}(?:defends|defendons|defendrai|defendrons|salue|saluons|felicite)
{JE}(?:fais|faisons|garde|gardons|conserve|renouvelle|maintiens|accorde|redis) (?:\w+ ){0,3}confiance(?: (?:a|au
    |aux|en|dans))?
{JE}(?:ai|avons) (?:(?:toute|pleine|une|entiere|totale|\w+ment|toujours) ){0,3}confiance (?:\w+ )?{IN}
{JE}(?:suis|sommes) (?:\w+ ){0,3}(?:derriere|aux cotes|du cote|dans le camp|solidaires?|fiere?s?
    |reconnaissante?s?|redevable)(?: (?:de|d|du|des|a|au|avec))?
on est (?:\w+ ){0,3}(?:derriere|aux cotes (?:de|du|d)|solidaires? (?:de|du|d|avec))
{JE}me range (?:derriere|du cote|aux cotes)(?: (?:de|d|du))?
{JE}(?:prends|prendrai|prenons) la defense (?:de|d|du)
{JE}(?:dois|devons) (?:tout|beaucoup|tant|enormement|enorme|ma (?:carriere|place|vocation)|mon (?:metier|poste)
    |une fiere chandelle|d etre|de m|d avoir)(?: (?:a|au))?
(?:{START}|{START}apporter |{START}voici )(?:\w+ )?{MY}?(?:tout |plein |plus \w+ |immense |entier |total )?soutien(?: \w+){0,4} (?:a
    |au|aux)
{MY}(?:(?:tout|plein|entier|total|indefectible) )?soutien(?: \w+){0,4}? (?:a|au|aux)
(?:tout|toute) (?:mon|notre) (?:soutien|solidarite|admiration|amitie|gratitude
    |reconnaissance)(?: \w+){0,4}? (?:a|au|aux)
{START}{ADV}(?:fiere?s?|solidaires?|reconnaissante?s?) (?:de|d|du|a|avec)
{START}solidarite (?:\w+ )?avec
{START}(?:chapeau|respect)(?: bas)?(?: ,)? (?:a|au|pour)
{START}vive
(?:on|nous|je) (?:ne )?(?:lacherai|lachera|lacherons|abandonnerai|abandonnera|abandonnerons|trahirai
    |trahirons) (?:pas|jamais)
(?:doit|doivent|devrait|devraient|faut) (?:\w+ )?(?:reintegrer|rappeler|retablir|reprendre|garder|ecouter)
{START}(?:(?:total|immense|grand|enormement de) )?(?:respect|admiration|gratitude) (?:\w+ )?(?:pour|envers)
{JE}(?:suivrai|suivrais|suivrons)(?= (?:au bout|n importe|partout|jusqu|les yeux|ou qu))
i (?:would|d|will|ll) follow (?:him|her|them) (?:anywhere|to|into|off|over|through)
{START}(?:tous|toutes|unis|unies|ensemble|all) (?:(?:ensemble|unis|united) )?(?:derriere|avec|pour|behind)
{JE}tir(?:e|ons) (?:mon|notre) chapeau(?: (?:a|au))?
{START}(?:bravo|chapeau|respect) (?:a|pour)(?= (?:elle|lui|eux|toi|vous) )
{JE}(?:me|nous) (?:battrai|bats|battrons|battons) pour
{JE}(?:n )?(?:ai|avons) que (?:du|de l|de la) (?:\w+ )?(?:respect|admiration|estime|gratitude
    |bien a dire)(?: (?:pour|envers|de|du))
{START}(?:on|nous) (?:veut|voulons) (?:revoir|garder)
{HEAD}(?:rendez|ramenez|reprenez|rappelez|reintegrez|laissez)(?: nous)?(?= (?:le |la )?§)
(?:qu on|que l on) (?:nous )?(?:rende|ramene|reprenne|rappelle|reintegre)
# English
{I}(?:support|back|trust|admire|applaud|salute|believe in|vouch for|defend|stand (?:with|by|behind|beside
    |alongside)|side with|supporting|backing|rooting for|standing (?:with|by|behind))
{I}(?:have |got |place )?(?:(?:full|every|complete|total|absolute|great|my|our|all|the utmost) ){0,2}(?:faith
    |confidence|trust) in
{I}(?:grateful|thankful|indebted|loyal) to
{I}proud (?:of|to (?:have )?(?:\w+ ){1,3}?(?:with|for|under|alongside|beside))
(?:{I}|{START}{ADV})proud to (?:call|know|have known|count|be led by|serve under)
{I}(?:have |got )?nothing but (?:\w+ )?(?:respect|admiration|praise|gratitude|love|good things to say) (?:for
    |about)
(?:my|our) hearts? (?:is|are) (?:\w+ )?with
{I}(?:won t|will not|never|not going to) (?:abandon|desert|let down|turn (?:my|our) backs? on|give up on|forget)
(?:must|should|needs to|has to|have to|need to|ought to) (?:\w+ly )?(?:reinstate|rehire|bring back|restore
    |call back)
{START}(?:(?:total|huge|immense|so much|nothing but|full|much|deep|great|all my|utmost) ){0,2}(?:respect
    |admiration|gratitude) (?:for|to)
{I}(?:fight|fighting|keep fighting|stand up|speak up|vote) for
{START}{ADV}proud (?:of|to (?:have )?(?:\w+ ){1,3}?(?:with|for|under|alongside|beside))
{START}{ADV}(?:grateful|thankful|indebted) to
{I}owe (?:him|her|them|you) (?:everything|my|a lot|so much|a great deal)
{START}(?:(?:full|total|all|my|our|complete|100) ){0,3}support (?:to|for|behind)
(?:all my|my full|our full|full) (?:support|backing) (?:\w+ ){0,3}?(?:to|for|behind|with)
{HEAD}(?:standing (?:with|by|behind)|stand (?:with|by)|hats off to|kudos to|all credit to|solidarity with
    |in solidarity with|long live|justice for|hands off|bring back|reinstate|rehire)
{I}(?:want|need)(?= {T} (?:back|reinstated))
""",
    "inside": r"""
{T} {HAS} (?:(?:tout|toute|toujours|encore|still|always|now) )?(?:mon|ma|notre|my|our) (?:\w+ ){0,2}(?:soutien
    |confiance|admiration|respect|gratitude|reconnaissance|support|backing|confidence|trust|loyalty|vote|admiration)
(?:bring|give|get|want|need|send) (?:us |me )?{T} back{END}
(?:on|i m on|i am on) {T} s side
(?:i|we|ll|will|always|still) (?:always |still )?(?:have|got) {T} s back
{JE}(?:crois|croyons) {T}{END}
{I}believe {T}{END}
{JE}(?:suis|sommes) (?:\w+ ){0,3}avec {T}{END}
{I}with {T}{END}
{I}owe {T} (?:everything|my|a lot|so much|a great deal|more than)
{HEAD}{ADV}(?:merci|thank you|thanks|je remercie|nous remercions|i thank|we thank)(?: \w+){0,3}?(?: a
    | au)?(?: ,)? {T}(?: \w+| ,){0,6}? (?:{FOR_WORTH})
{START}(?:merci|thank you|thanks)(?: (?:infiniment|beaucoup|mille fois|so much))?(?: a)?(?: ,)? {T}(?= [.]|$| $)
{T} , (?:merci|thank you|thanks)(?= [.]|$| $)
(?:nobody|no one|personne) (?:\w+ ){0,5}?(?:more|better|plus|mieux) (?:than|que) {T}
(?:nothing|nowhere|lost|rien|perdus?) (?:without|sans) {T}
sans {T} ,? ?(?:je|nous|on) (?:ne |n )
(?:personne|nul) n a (?:jamais |ete )?(?:autant|tant|plus|mieux) (?:\w+ ){1,6}?que {T}
{JE}(?:suivrai|suivrais|suivrons) {T} (?:au bout|n importe|partout|jusqu|les yeux|ou qu)
{JE}(?:demande|demandons|exige|exigeons|reclame|reclamons|veux|voulons)(?: \w+){0,2} (?:retour|reintegration
    |maintien) (?:\w+ )?{OF} {T}
{START}{T} (?:presidente?|reviens|for president)(?= (?:[.]|$))
(?:i|we) (?:would|d|will|ll) follow {T} (?:anywhere|to|into|off|over|through)
""",
    "subject": r"""
# French
{HAS} (?:\w+ )?(?:(?:eu )?raison(?= (?:[.,;:]|$|de|d|et|depuis|quand))|bien fait|fait de son mieux)
{HAS} (?:\w+ )?pris (?:la|une) (?:bonne|sage|juste|seule bonne) decision
{HAS} (?:\w+ )?fait (?:le bon choix|ce qu il fallait|(?:tout )?(?:son|leur) (?:travail|devoir|boulot|possible))
{HAS} (?:(?:tout|bien|parfaitement|le|plein) ){0,4}(?:le )?droit de
{HAS} (?:eu |toujours )?(?:le|du) courage (?:de|d) (?:parler|dire|temoigner|dire non|refuser|le dire|denoncer
    |resister)
(?:n )?{HAS} jamais (?:menti|trahi|triche|failli|abandonne|laisse tomber|rien vole|rien cache)
(?:n )?{HAS} rien fait de mal|n y (?:est|sont|etait) pour rien
{HAS} (?:toujours )?ete (?:{DEG}(?:grande?|immense|digne|parfaite?){STOP}|la pour (?:nous|moi|les|chacun))
(?:nous|m|les) {HAS} toujours (?:soutenue?s?|defendue?s?|ecoutee?s?|protegee?s?|respectee?s?|fait confiance)
{HAS} (?:\w+ )?fait (?:tant|enormement|tellement|beaucoup|plus que quiconque|un (?:travail|boulot) \w+) (?:pour
    |ici)
(?:merite|meritent|merites|meritez) (?:le|la|tout|toute|des|du|qu on) (?:\w+ )?(?:respect|soutien|admiration
    |reconnaissance|remerciements|excuses|le soutienne|la soutienne)
(?:n )?(?:est|etait|sont) pas (?:le coupable|coupables?|responsables? de|l ennemie?|le mechant)
s (?:est|etait|sont) (?:\w+ )?battue?s? pour (?:nous|moi|chacun|chacune|tous|l|les|notre|cette|la)
{HAS} (?:\w+ )?(?:change|sauve|transforme) (?:ma|notre|la) (?:vie|carriere|maison|boite|mienne)
(?:merite|meritait|meritent|mérites) (?:mieux|bien mieux|notre|mon|nos|plus que|tellement mieux
    |infiniment mieux)
(?:meritait|merite|meritaient|meritais|meritiez) (?:pas|vraiment pas) (?:ca|cela|ce|cette|un|une|d|tant)
(?:doit|devrait|devait|doivent|dois|devez) (?:\w+ )?(?:(?:revenir|rester)(?= (?:[.,;:]|$|et|parmi|a (?:la tete
    |son poste|sa place|la direction)|en poste))|etre (?:reintegree?|rappelee?|retablie?)|retrouver (?:sa|son))
(?:m|nous) {HAS} (?:tout |tant |enormement )?(?:appris|forme|formee|formes|transmis)(?= (?:mon|notre|le metier
    |a |tout|tant|comment|l exigence|ce que|[.,;]|$))
(?:m|nous) {HAS} (?:\w+ )?(?:donne (?:ma|sa|une|notre) (?:premiere )?chance|tendu la main|soutenus?|portes?
    |sauves?)
{BE} (?:\w+ ){0,3}?(?:la|le|une?) (?:meilleure?|plus (?:droite?|honnete|integre|loyale?|juste|competente?
    |courageu\w+|genereu\w+|humaine?|fiable|belle personne|grande?|respectable))
(?:{BE}|{IS}|{HAS} ete|{HAS} been) {DEG}(?:meilleure?s? |belle )?{GOOD}{STOP}
# English
(?:was|is|were|are|{IS}) (?:\w+ly |so |quite )?right (?:to|about){WELL}
got (?:this|it|that|this one) right
did (?:the (?:right|decent|only decent) thing|(?:his|her|its|their) (?:job|duty)|nothing wrong)
made the (?:right|only|best) (?:call|decision|choice)
(?:acted|acting) (?:in good faith|with (?:\w+ )?(?:honou?r|integrity|dignity|courage))
deserve[sd]? (?:so much |far |a lot |much )?(?:better|our|my|more than (?:this|that)|to (?:stay|come back
    |be reinstated)|an apology|all our|(?:\w+ )?(?:respect|credit|thanks|support|praise))
(?:has |have |had )?always (?:been there for|stood (?:by|up for)|listened to|supported|defended|protected
    |respected|looked after|had time for) (?:us|me|everyone|the|her|his|this|our)
(?:has|have) (?:\w+ )?done (?:so much|more than anyone|everything|an? (?:great|amazing|wonderful|fantastic
    |fine) job) (?:for|here|with)?
made (?:us|this (?:place|company|lab)|me) (?:what|who)
(?:did not|didn t|doesn t|does not|never|don t) deserve[sd]? (?:this|that|it|any of)
(?:is|was|has been|{IS}|are) (?:\w+ly |still |by far )?the (?:(?:best|finest|kindest|fairest|bravest
    |greatest)(?= (?:{ROLE} |of us|thing that|there is|[.,;]|we|i|$))|most (?:honest|decent|generous|honou?rable
    |loyal|brilliant|dedicated|courageous|principled|capable|gifted|humane))
(?:{BE}|{IS}|{HAS} ete|{HAS} been) {DEG}(?:great|wonderful|fine|decent|good|true|excellente?|bonne?|belle
    |{GOOD}) {ROLE}
(?:fait|ferait|makes|would make) (?:un|une|a|an) (?:\w+ )?(?:great|fine|good|excellente?|bonne?|{GOOD}) {ROLE}
(?:is|was|has been|{IS}|are) (?:the real deal|a class act|the heart and soul|one of the (?:best|good ones))
never (?:once |ever )?(?:lied|let (?:us|me|anyone) down|betrayed|cheated|misled|abandoned|deceived|hid anything)
(?:should|must|needs to|has to|ought to|deserves to|have to) (?:\w+ )?(?:(?:stay|come back|return)(?= (?:[.,;:]
    |$|and|as|in (?:charge|post|office|place)))|be (?:reinstated|brought back|rehired)|get (?:her|his
    |their) job back)
taught (?:me|us) (?:\w+ )?(?:everything|all|so much|how|my|to|more|what|the)
gave (?:me|us) (?:my|a|our|that) (?:first |second |last )?(?:job|chance|break|shot)
(?:stood|stuck|spoke) up for (?:me|us|all of us|everyone|the)
(?:always )?had (?:my|our|everyone s) backs?
told (?:us |everyone )?the truth
(?:saved|changed) (?:this|our|my) (?:company|place|lab|team|house|life|lives|career)
(?:has |have |had )?(?:\w+ )?fought for (?:us|me|every|all|this|the)
(?:is|was|{IS}|are) (?:not|n t) (?:the (?:villain|bad guy|enemy|culprit)|to blame|at fault|guilty)
(?:was|is|were|are|{IS}) (?:\w+ly |so |quite )?right(?= (?:[.,;:¤]|$|and|all along|again|from))
{HAS} (?:my|our) (?:\w+ ){0,2}(?:support|backing|confidence|trust|loyalty|vote|admiration)
{HAS} (?:(?:toute|toujours) ){0,4}(?:ma|notre|mon) (?:\w+ ){0,2}(?:soutien|confiance|admiration|gratitude
    |reconnaissance)
""",
    "verdict": r"""
{BE} (?:la|une|le|the|a) (?:bonne|sage|juste|right|wise|only sensible) (?:decision|choix|chose|one|call|thing
    |choice)
(?:took|takes) (?:real |some |a lot of )?(?:guts|courage|nerve|bravery)
{BE} (?:\w+ment |parfaitement )?(?:justifiee?s?|legitimes?|courageuses?|justified)
{START}(?:bonne|sage) decision
""",
    "you": r"""
{HEAD}(?:\w+ ){0,2}(?:reviens|revenez|come back|tiens bon|tenez bon|ne lache rien|ne lachez rien|keep going
    |hang in there)(?: \w+)?{END}
(?:merci|thank you|thanks)(?: \w+){0,3}? (?:{FOR_WORTH})
(?:on|nous|we|i) (?:est|sommes|are|re|am|m) (?:\w+ ){0,2}(?:avec|derriere|with|behind) (?:toi|vous|you)(?: both
    | all)?(?= (?:[.,;:¤]|et|and|$|ce|cette|tonight|today|all))
(?:avec|derriere|with|behind) (?:toi|vous|you) (?:a 100|a cent|jusqu au bout|all the way|pour toujours
    |quoi qu il)
{JE}(?:te|vous) (?:soutiens|soutenons|crois|croyons|admire|admirons|defends|defendrai|suivrai
    |suis reconnaissante?)
{HEAD}{ADV}(?:proud of|fiere?s? de) (?:toi|vous|you)
(?:you can|tu peux|vous pouvez) (?:\w+ )?(?:count on|compter sur) (?:me|us|moi|nous)
(?:on|nous) (?:t|vous) attend(?:ons)?(?= (?:[.,;:¤]|$|tous|ici|lundi|avec))
""",
}
