"""Ordinary English words that are no French word and no accepted loan.

From own lists, and from words that GUM (CC BY 4.0) uses often and French treebanks and
Wikinews do not.  A French sentence that holds one, outside names and quotations in
English, was probably reworded by a machine.
"""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

ORDINARY = frozenset(
    """
ability able about academic accordance according across actor actually addition additional
additionally after again against ago agreed ahead aim allow allowed almost alone already also
although always amazing amid among amongst amount analysis ancient and animals another answer
ants any anybody anyone anything anyway apart appear appeared applied apply approach appropriate
approximately are area areas around artworks aside ask asked asking asks at attack attempts
attended author available away awesome back bad band based basic be became because become
becoming been before began begin beginning behavior behind being belief beliefs believe beneath
besides better between beyond big biggest birds bit bits body book books both brand break
breaking brief brightness broader broke broken brother brothers build built bulb by call called
came cannot career cases caused century certainly channel chapter character cheap chief child
children choice civic claim claims clear close closed closing colleagues collected com come
comes common community companies compared competition complete computer conclude concludes
consider considered considering consumption content context continued control correct cost costs
could countries country crazy create created creation creative critical current currently
daughter day days death decide decided decision decreasing defeated defense definitely
definition denied describe described despite details developed did died difference differences
different difficult director diversity does doing domain done door down drink during dust each
earlier early earth easy economic editors effect effects either elected elements employees
employer ended ending english enough enter enterprise entire environment episode equivalence
errors especially established esteem even evening events eventually ever every everybody
everyone everything everywhere evidence example executives exhibit exist expect expected
expensive experienced experimental eyes fact factor faculty fallen falling false fast father
features feeling feels feet felt femur few fields fight fill finally find finding findings finds
finish finished finishing firms first flag folks follow following foot for forced form found
fourth friend from full functional funny further furthermore gave geographical geometry german
get gets getting girls gis give given gives giving goal goes going gone good gorgeous got
government grammar great greater greatest greek groups growing grown had hand hands happened
happening hard has have having he head health hear heart hearts held help helped helping helps
hence her here hereby high higher highest highly himself his history holding holds hour hours
how however huge huh idea ideas identified if improve improvement include included including
increased increasing individual infected initiated injury insight inspired instead interest
interested interjection interstellar intervening interviewed interviews into investigate
involved is it items its itself join joined joining journals keep keeping keeps kept key kids
kind kinds know knowledge known lack land language languages larger last late lately later
latest launched leading learning least leave leaving left legal legislative legitimate lengthily
lengthy less lesser letter levels lexical like likely likewise lines linguistics literature
living loading look looked looking looks lost loud made maintained make makes making many
marriage married mass material mathematician maybe mean meaning means meanwhile measured
medicine meet member members memory merely methods microscope midnight might military mind minds
models money month months mood moreover morning most move movement moving much name narrative
natural near nearly need needed needing needs neither neologism newest next night nights nobody
nonetheless noon not nothing novel number numbers observed obtained of off offered offering
offers officials often old once only onto operators order organization origin originally other
others our overall own paper paralympic particular particularly past pay peace percent performed
perhaps period person personal phone plaintiffs played please plenty poetry political poor
popular potential present preserved pressure previous price prices prior private probably
problems process processing produce produced professor project property proposed protect
protected provide provides providing psychology published purpose put puts putting quality
quarter quick quickly quiet quite rather read readers reading real really reason reasons
received receiving recent recently region related relationship relatively released religious
remained remaining remember repair reported required response result results return returned
review reviews rich right risen rising role roles room rules run runs russian said same sample
say saying says schools scientific scored sea season see seeing seems seen sees self sense
sentence served several shall shared sharing she ship should showing shown shut shutting side
significant silver similar simply since sister size sky slow slowly small so soft some somebody
someone something sometimes somewhere soon sooner soul southern speak species specific spoken
spread spreading staffers start started starting state stated statement states stay stayed
staying step steps still stop stopped stopping strong student students studied studies study
studying stuff subject subjects success successful successfully such suggest superseding
supplying supposed surely sut system systematic tail taken takes taking talk talking taught
teachers tell telling tells temperature tenting terms testing than thank that the their them
then theory there thereby these they thing things think thinking third this those though thought
thoughts through throughout thus time tiny to today together told tomorrow tonight too took
toward towards town translation transmedia travel tried tries true truly try trying turn turned
uh under understand understanding units unless until upon used user users using various very
video views visitors visual wanted wanting wants was water way ways we weak wealthy website
weeks well went were what when where whereas whether which while whilst who whole whom whose why
widely wild will wind window with within without women won word words worked workers working
workplace works worse worst worth would write writer writers writing written wrote yeah year
years yesterday yet you your
""".split()
)
