"""How words that take a side are written: the grammar of the patterns.

A sentence is written as its plain words and marks, a blank between any two,
with ``§`` for somebody or something that a stance can be toward, ``£`` for
anybody else who is named, ``¤`` for words in quotation marks (see
:mod:`contrecoup.findings.sentences`).

A table has one pattern a line; a line that begins with a blank goes on with
the one above; ``#`` begins a comment.  A pattern is a regular expression of
whole words.  ``{NAME}`` stands for a part of :data:`PARTS`, and a word of any
kind inside a pattern is never one that denies.

Where the target stands is part of what the words mean:

==========  ==================================================================
object      behind the words, or the pronoun in them: *I stand with* …
inside      in the words: *§ a toute ma confiance*
subject     whoever does it: … *lied to us*, … *deserves better*
verdict     whoever did what is judged: *what … did is a disgrace*
you         whoever is spoken to: *come back*, *thank you for everything*
==========  ==================================================================
"""

from __future__ import annotations

import re
from typing import Literal

Place = Literal["object", "inside", "subject", "verdict", "you"]

_GOOD_TRAITS = """
honnetes? integres? loyale?s? loyaux exemplaires? irreprochables? admirables? formidables? courageu(?:x|ses?) remarquables? extraordinaires?
irremplacables? exceptionnel(?:le)?s? brillante?s? geniale?s? genereu(?:x|ses?) bienveillante?s? competente?s? legitimes? fiables? sinceres?
visionnaires? inspirante?s? indispensables? respectables? innocente?s? precieu(?:x|ses?) devouee?s? merveilleu(?:x|ses?) humaine?s?
honneur parole conviction droiture honnetete integrite loyaute perle genie
honest fair brave decent loyal honou?rable courageous trustworthy exemplary innocent blameless principled generous selfless irreplaceable
brilliant wonderful amazing fantastic outstanding exceptional remarkable inspiring visionary dedicated sincere compassionate competent
legend hero heroine gem treasure inspiration
"""
_BAD_TRAITS = """
incompetente?s? menteu(?:r|rs|se|ses) traitres? traitresses? laches? irresponsables? indignes? arrogante?s? malhonnetes? imposteurs? imposture
escrocs? manipulateurs? manipulatrices? coupables? toxiques? voleu(?:r|rs|se|ses) nuisibles? catastrophes? catastrophiques? incapables? hypocrites?
danger dangereu(?:x|ses?) meprisante?s? fossoyeurs? illegitimes? clowns? tyrans? pantins? vautours? charlatans? fumistes? parasites? deconnectee?s?
opportunistes? carrieristes? arrivistes? cyniques? autoritaires? brutale?s? brutaux odieu(?:x|ses?) ignobles? minables? mediocres? nul nulle nuls
lamentables? pathetiques? ridicules? ingrate?s? sournoise?s? cruel(?:le)?s? injustes? mesquine?s? vereu(?:x|ses?) corrompue?s? complices? calamite
desastre desastreu(?:x|ses?) honte boulets? fleau despotes? dictateurs? fantoches? marionnettes? girouettes? usurpateurs? bourreaux? saboteurs?
malveillante?s? indecente?s? hors sol
liars? cowards? disgrace frauds? traitors? bull(?:y|ies) crooks? danger incompetent dishonest irresponsible reckless arrogant spineless shameless
untrustworthy cowardly corrupt joke embarrassment shambles tyrants? clowns? charlatans? puppets? snakes? weasels? thief thieves parasites?
opportunists? careerists? cynical hypocrites? hypocritical toxic useless clueless hopeless heartless ruthless cruel vindictive petty greedy selfish
deluded delusional incapable negligent complicit despicable vile contemptible pathetic laughable ridiculous appalling awful terrible dreadful
horrible nasty monsters? menace liability catastrophe disaster dictators? despots? saboteurs? vultures? sham gutless callous inept unfit rotten
failure
"""
_TABLE = r"""
W = (?!(?:pas|plus|jamais|ne|n|ni|sans|rien|peu|not|never|no|t|without|hardly) )\w+
START = (?:(?<=^ )|(?<=[.;:¤] ))
HEAD = (?:(?<=^ )|(?<=[.,;:¤] ))
END = (?= (?:[.,;:¤]|$))
ADV = (?:(?:(?!(?:hardly|barely|scarcely|supposedly|allegedly|nearly|rarely|possibly|probably|difficilement
    |pretendument|rarement|probablement|vaguement|moderement) )(?:\w+ly|\w+ment)|still|also|do|really|just|always
    |will|ll|would|d|so|very|both|all|too|now|toujours|encore|tres|si|bien|aussi|tellement|tout|meme|donc
    |ici) ){0,3}
T = (?:(?:le|la|l|les|ce|cet|cette|notre|nos|mon|ma|cher|chere|the|this|that|our|my|dear|m|mr|mrs|ms|mme|dr|madame
    |monsieur|president|presidente|directeur|directrice|chief|chairman|chairwoman|chair|director|whole|entire
    |current|membres|members|du|of|toi|you) ){0,4}§
TO = (?:a|au|aux|to|for|pour|envers)
OF = (?:de|d|du|des|of)
IN = (?:en|dans|envers|in)
JE = (?:je|j|nous) (?:ne |n )?(?:(?:la|le|l|les|lui|leur|te|t|vous|y) )?
I = (?:i|we) (?:(?:am|m|are|re|have|ve|feel) )?{ADV}(?:be )?
MY = (?:(?:mon|ma|mes|notre|nos|my|our) )
IS = (?:(?<= he )s|(?<= she )s|(?<= it )s|(?<= that )s|(?<= who )s|(?<= § )s|(?<= they )re|(?<= you )re)
HAS = (?:a|ai|as|ont|avez|avait|avaient|has|have|had|s|ve)
OUR = (?:nos|notre|l|la|le|les|our|the|this|my|mon|ma|mes)
US = (?:nous|m|vous|us|me|everyone|everybody|all of us|the staff|the team|staff)
YEARS = (?:(?:ces|toutes|these|those|all|the|\w+) ){0,4}(?:ans|annees|mois|years|decades?|months)
VIRTUE = (?:courage|confiance|engagement|droiture|honnetete|franchise|force|exemple|devouement|integrite|loyaute
    |bienveillance|patience|parole|combat|humanite|dignite|lucidite|vision|trust|leadership|honesty|bravery|kindness
    |patience|integrity|loyalty|example|dignity|vision|generosity|belief)
GO = (?:demissionner|s en aller|degager|se retirer|rendre les cles|ceder (?:la|sa|leur) place|laisser (?:la|sa
    |leur) place|faire (?:ses|leurs|vos) (?:valises|cartons|bagages)|prendre la porte|resign(?! (?:himself|herself
    |itself|themselves))|step down|step aside|stand down|stand aside|pack (?:his|her|their|its|your) bags
    |be (?:fired|sacked|removed|dismissed|replaced|voted out)|(?:go|leave|quit|partir|quitter)(?= (?:[.,;:]|$|now
    |today|tonight|immediately|at once|maintenant|ce soir|aujourd|tout de suite|immediatement|vite|et|before|by
    |avant|and(?! (?:see|get|find|fetch|look|talk|have|eat))|(?:the|la|le|l|sa|son|leur|his|her|its) (?:company
    |board|presidenc\w*|conseil|maison|poste|direction|office|post|chair|fonctions)))(?! (?:et|and) (?:en|a|to) ))
GONE = (?:parte(?:nt)?|demissionne(?:nt)?|s en aille(?:nt)?|degage(?:nt)?|se retire(?:nt)?|rende(?:nt)? les cles
    |prenne(?:nt)? la porte|cede(?:nt)? (?:sa|leur) place|quitte(?:nt)?)
BAD = (?:honte|honteu(?:x|se)|scandale|scandaleu(?:x|se)|inadmissible|inacceptable|inexcusable|impardonnable
    |indefendable|injustifiable|indigne|indignes|ignoble|insupportable|intolerable|lachete|trahison|mepris|mascarade
    |insulte|gachis|irresponsable|irresponsabilite|pitoyable|lamentable|degueulasse|repugnant|ecoeurant|revoltant
    |abject|abjecte|injustice|n importe quoi|erreur|faute|mensonges?|disgrace|disgraceful|(?<!a )shame|shameful
    |unforgivable|unacceptable|outrage|outrageous|appalling|indefensible|unjustifiable|despicable|cowardly|cowardice
    |betrayal|scandalous|scandal|insult|insulting|farce|sham|disgusting|contemptible|contemptuous|reckless
    |irresponsible|vile|sickening|pathetic|a lie|all lies|mistake|injustice|unworthy|dishonest|deplorable)
STOP = (?= (?:[.,;:¤]|$|et|and|but|mais|or|to|with|enough|qui|who|avec|envers|pour|for|as|because|car|when|quand|de|d
    |jusqu|aujourd|ce|hier|today|tonight|this)(?: |$))
DEG = (?:(?:\w+ly|\w+ment|un|une|des|le|la|les|a|an|the|such|qu|de|d|so|very|too|just|still|always|simply|nothing|but
    |also|both|tres|si|trop|tellement|toujours|bien|vraiment|juste|tout|(?:la|le|les) plus|the most|aussi|quelqu
    |homme|femme|personne|man|woman|person|absolute|true|real|complete|vrai|vraie|sacre|sacree|grand|grande
    |restee?s?|ete|been) ){0,5}
ROLE = (?:boss|leaders?|managers?|chief|directors?|mentor|chair|chairman|chairwoman|colleagues?|person|woman|man
    |human being|executive|ceo|scientist|engineer|patronne?|directrice|directeur|dirigeante?|cheffe?|presidente?
    |collegue|manageuse|personne|femme|homme)
BE = (?:est|etait|sont|etaient|fut|sera|reste|is|was|are|were|remains)
FOR_WORTH = (?:pour|for|d|of) (?:tout(?= (?:[.,;:¤]|$|ce|ca|cela))|tout ce|everything|all (?:you|she|he|that|of|these|those
    |this|your|the)|(?:what|ce que|ce qu) |{YEARS}|(?:ton|ta|tes|votre|vos|son|sa|your|her|his
    |their) (?:\w+ )?{VIRTUE}|(?:all|tout) (?:your|her|his|ton|votre|son) (?:work|travail)|(?:avoir|m avoir
    |nous avoir|l avoir) (?:\w+ )?(?:eu (?:le courage|la force|la franchise|l audace)|bati|construit|dit|parle|cru
    |tenue?|defendue?s?|portee?s?|ose|fait|ete|appris|donne|resiste|refuse|protegee?s?|embauchee?s?|soutenue?s?)
    |(?:standing|building|speaking|saying|believing|being|fighting|defending|telling|making|giving|teaching|leading
    |protecting|refusing|never)(?= ))
WELL = (?! (?:me|us|behind|here|there|now|left))
EVENTS = (?:(?:what|(?:why|how) (?:this|that|it|they|we|you|he|she|the|§|£|any|on earth|[.,;:]|$)|who|where|when|any
    |anything|this|it|that|ce|pourquoi|comment|rien|ca|cela|tout|cette (?:decision|histoire|affaire|annonce
    |situation|journee)|la (?:decision|situation)|the (?:decision|announcement|situation|news|reasons?)|a
    |leurs? (?:raisons?|choix)|anymore|any more|either|du|toujours|vraiment|rien) |[.,;:¤]|$)
NOTHING_ELSE = (?! (?:(?:a|de|par) )?(?:au|aux|du|des|le|la|les|l|un|une|mon|ma|mes|ton|ta|tes|son|sa|ses|votre|vos|leur|leurs
    |ces|ce|cet) (?!decision|situation|annonce|raisons?|communique|revocation|renvoi|depart|qui|que|qu|choix|logique
    |sens|histoire|affaire))
"""


def lines(table: str) -> list[str]:
    """Return the entries of a table, each on one line, without comments."""
    found: list[str] = []
    for line in table.splitlines():
        if line.startswith(" "):
            found[-1] += line.strip()
        elif line and not line.startswith("#"):
            found.append(line)
    return found


def _parts() -> dict[str, str]:
    found = dict(line.split(" = ", 1) for line in lines(_TABLE))
    found["GOOD"] = f"(?:{'|'.join(_GOOD_TRAITS.split())})"
    found["EVIL"] = f"(?:{'|'.join(_BAD_TRAITS.split())})"
    return found


PARTS = _parts()
"""What ``{NAME}`` stands for in a pattern."""


def _filled(pattern: str) -> str:
    before = ""
    while before != pattern:
        before, pattern = pattern, re.sub(r"\{([A-Z_]+)\}", lambda m: PARTS[m[1]], pattern)
        pattern = pattern.replace(r"(?:\w+ )", "(?:{W} )").replace(r"(?: \w+)", "(?: {W})")
    return pattern


def compiled(table: str) -> re.Pattern[str]:
    """Return one pattern for a whole table; of two at a place the earlier in the table."""
    return re.compile(r"(?<= )(?:" + "|".join(map(_filled, lines(table))) + r")(?= |$)")
