"""Words that take a side, that say they take none, and that say they are lost.

Only words count: an emoji takes no side.  How a pattern is written stands in
:mod:`contrecoup.findings.stance_parts`.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from contrecoup.findings.stance_blame import AGAINST
from contrecoup.findings.stance_parts import Place, compiled
from contrecoup.findings.stance_praise import FOR
from contrecoup.model.reading import Polarity

_CONFUSED = r"""
# French
(?:je|j|on|nous|personne|{START}) ?(?:(?:ne|n|y|moi non plus) ){0,3}(?:comprends?|comprend|comprenons|pige|capte
    |saisis) (?:(?:toujours|vraiment|absolument|strictement|encore|du tout|meme) ){0,2}(?:plus|pas|rien|goutte
    |que dalle)(?: (?:du tout|rien))?{NOTHING_ELSE}
(?:{START}|je suis |j suis |on est |nous sommes |toujours |encore )(?:(?:\w+ment|juste|toujours|encore|un peu
    |tres|si|vraiment|plutot|assez|et) ){0,3}(?:perdue?s?|paumee?s?|larguee?s?|deboussolee?s?|desorientee?s?
    |desemparee?s?|perplexes?|dans le (?:flou|brouillard))(?! (?:dans|a|au|aux|mes|mon|ma|le|la|les|l|sur|contre|en
    |un|une|confiance|de vue|nos|notre|toute?) )
(?:ne |n )?(?:sais|savons|sait) (?:vraiment |toujours |meme )?(?:plus|pas) (?:du tout |trop |vraiment )?(?:quoi
    |que|qui) (?:en )?(?:penser|croire)
(?:que|qu est ce qui) (?:se passe|nous arrive)(?: t il)?(?= (?:[.,;:]|$|ici|la|chez|au juste))
quelqu un (?:\w+ ){0,3}?(?:une explication|a compris
    |comprend)(?= (?:quelque chose |ce |pourquoi |comment |[.,;:]|$))
(?:quelqu un|qui) (?:peut|pourrait|saurait)(?: il| t il)? (?:m |nous )?expliquer(?= (?:ce|pourquoi|comment
    |la decision|[.,;:]|$))
(?:je|j|on|nous) (?:(?:n|ne|y|ai|a|avons) ){0,3}(?:\w+ ){0,2}?(?:du mal a (?:comprendre|suivre|y voir)
    |arrive (?:pas|plus) a (?:comprendre|suivre)|vois (?:\w+ )?(?:pas|plus) clair)
(?:ca|cela|tout ca|tout cela|rien) (?:n )?a (?:aucun|pas de|de) sens
# English
(?:i|we|{START}) ?(?:(?:still|just|honestly|really|genuinely|simply|also|truly) )?(?:don t|do not|can t|cannot
    |couldn t|didn t) (?:\w+ly |even |quite )?(?:(?:understand|follow|make sense of|figure out|work out
    |make head or tail of)(?= {EVENTS})|get (?:it|this|any of (?:it|this))(?= (?:[.,;:]|$|at all)))
(?:i m|i am|we re|we are|i feel|feeling|i m just|left me) {ADV}(?:confused|baffled|bewildered|puzzled|perplexed
    |at a loss|none the wiser)
{START}(?:(?:\w+ly|so|still|just|very|more|beyond|too|and|quite) ){0,3}(?:confused|baffled|bewildered|puzzled
    |perplexed|lost)(?= (?:[.,;:]|$|by|right now|today|about|and|as to|here|tonight|this))
any(?:one|body) else (?:\w+ ){0,2}(?:confused|lost|baffled|bewildered|puzzled)
(?:i m|i am|we re|we are|i feel) {ADV}lost(?= (?:[.,;:]|$|right now|today|here|tonight|and|this morning))
(?:it|this|that|it all|all this|all of this
    |{START}) ?(?:just |really |still )?makes no sense(?: to me)?(?= (?:[.,;:]|$|at all|to|today))
(?:{START}(?:(?:but|so|and|ok|okay|wait|seriously|honestly) )?|any(?:one|body) (?:\w+ ){0,2}?know |(?:tell
    |explain to) (?:me|us) |i (?:don t|do not) know |we (?:don t|do not) know |no (?:idea
    |clue) )what (?:the \w+ |on earth )?(?:(?:is|s|just|has|actually|really|even) ){1,3}(?:going on|happening
    |happened)(?= (?:[.,;:]|$|here|with us|to us|at (?:work|the office|£|§)|today|right now|and))
(?:can|could|would|will) (?:any|some)(?:one|body) (?:please )?(?:explain|tell me)(?= (?:what|why|who|how|this
    |any|[.,;:]|$))
(?:(?:i|we) (?:still |really |honestly )?(?:have |ve got |have got )|{START}
    |got )(?:absolutely |honestly |really )?no (?:idea|clue) (?:what (?:is|s|to think|to make|happened|just|any)|why
    |who)
(?:i|we|{START}) ?(?:(?:still|really|just|honestly) )?(?:don t|do not|no longer) know (?:what|who
    |whom) to (?:think|make of|believe|trust)
"""
_NEITHER = r"""
(?:ne |n )?(?:prends|prendrai|prendrais|prenons|prendrons) pas (?:parti|position)
sans (?:vouloir )?prendre (?:parti|position)
{START}(?:(?:\w+ ){0,3})ni pour ni contre
ni (?:avec|pour|du cote des?|d) (?:les )?uns ni (?:avec |pour |du cote des? )?(?:les )?(?:autres|d)
ni d un (?:cote|camp) ni de l autre
(?:je|j|nous|on|{START}) ?(?:(?:ne|n|m|me) ){0,2}(?:refuse|refusons|pas|ai pas|ai aucune|aucune|veux pas
    |vais pas|compte pas|souhaite pas) (?:(?:envie|l intention|question|besoin) )?(?:de |d )?(?:prendre (?:parti
    |position)|choisir (?:un |mon |de |son |entre )?(?:camp|cote|les deux))
(?:je|nous) (?:reste|restons|demeure|suis|sommes) neutres?
(?:je )?(?:ne )?(?:suis|sommes|serai) (?:d aucun|dans aucun|du cote de personne|de aucun)(?: camp)?
(?:i|we|{START}) ?(?:(?:am|m|are|re|will|ll|do|won t be|won t|don t|have|ve|simply
    |really) ){0,3}(?:not |never |refuse to |refusing to |won t |don t |no interest in )?(?:(?:want|going|trying
    |here) (?:to )?)?(?<!i )(?<!we )(?:tak(?:e|ing)|pick(?:ing)?|choos(?:e|ing)) (?:a |any )?sides?
neither for nor against
(?:both|the two) sides have (?:a point|their reasons|good points)
les deux (?:camps|cotes) ont (?:leurs (?:raisons|torts)|raison|tort)
(?:i m |i am |we are |we re |{START})(?:staying (?:neutral|out of (?:it|this))|neutral|on neither side
    |on nobody s side|on no one s side)(?= (?:[.,;:]|$|on|in|here|and|for))
"""


@frozen
class Cue:
    """A way of taking a side: which, where its target stands, and the words."""

    polarity: Polarity
    place: Place
    words: re.Pattern[str]


_SIDES: tuple[tuple[Polarity, dict[Place, str]], ...] = (("against", AGAINST), ("for", FOR))


@cache
def cues() -> tuple[Cue, ...]:
    """Return every way of taking a side; compiled when first asked for."""
    return tuple(
        Cue(polarity, place, compiled(table))
        for polarity, tables in _SIDES
        for place, table in tables.items()
    )


@cache
def confused() -> re.Pattern[str]:
    """Return the words of those who say that they do not understand."""
    return compiled(_CONFUSED)


@cache
def neither() -> re.Pattern[str]:
    """Return the words of those who say that they take no side."""
    return compiled(_NEITHER)
