"""Ordinary English words that are no French word and no accepted loan.

From own lists, and from words that GUM (CC BY 4.0) and UD English EWT (CC BY-SA 4.0) use
often and French treebanks and Wikinews do not.  A French sentence that holds one, outside
names and quotations in English, was probably reworded by a machine.
"""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

ORDINARY = frozenset(
    """
govt yr yrs approx mths wks asap
abandoned ability able about above absolutely academic accept accepted access accordance
according accordingly account accuracy accurate accused achieve achieved acknowledge
acknowledged across activities activity actor actual actually adapted added additional
additionally address addressed adjusted admitted adopted adults advanced advice advise advised
affected afford afraid after afternoon again against ago agree agreed agreement ahead aim
alleged allegedly allocated allow allowed allows almost alone along already also although always
amazing amended amid among amongst amount analysis ancient and animals anniversary announced
another answer answered answers ants any anybody anyone anything anyway anyways anywhere apart
apartment apparently appear appeared appears applied apply appointment appreciated approach
approached appropriate approved approximately are area areas argued arms army around arranged
arrest arrested arrived artillery artworks aside ask asked asking asks asserted assigned assist
associated assured at atmosphere attached attack attacked attacks attempt attempted attempts
attended attorney attracted attributed author authority automatically availability available
average avoid avoided awarded aware away awesome back backed background bad band banned barely
based basic basically basis be bearded beautiful beauty became because become becoming been
before began begin beginning behavior behind being belief beliefs believe believed believes
below beneath benefit besides best better between beyond big bigger biggest billion biological
bird birds birth birthday bit bits blanket blood body bombs book booked books born both bottom
bought brand breaking breaks brief bright brightness bring broader broke broken brother brothers
brought build building built bulb busy buying by call called calling came cannot capability
capacity captured care career careful carefully carried carry cases category caught caused
celebrity century certainly changed changing channel chapter character charged cheap checked
checks chief child children choice choose church circles cities city civic civilized claim
claimed claims clean cleaned clear clearly climate closed closely closing coast cold colleagues
collected com combined come comes comfortable comments committed common communities community
companies company compared comparison competition completed completely computer concepts concern
concerned concerns conclude concluded concludes conducted confidentiality confirmed conflict
confused connected connection consider considered considering constantly constituency
consumption contacted contained context continued contract contracts control cooked copied copy
corporate correctly cost costs could counted counterparty countries country covered crazy create
created creating creation creative critical crowded crowds cruise cultural currency current
currently customer customers daily damage dangerous dating daughter day days dead death decade
decades decide decided decision declared declined decreasing deeply defeated defense defined
definitely definition degree delayed deliberately deliver delivered delivery demand democracy
demonstrated denied department deployed describe described designed desk despite destroyed
detailed details determine determined develop developed developing development devoted did died
difference differences different difficult difficulty dinner diplomacy directed directly
director disability disappeared disappointed disaster discovered discuss discussed distinguish
distinguished distributed diversity does doing domain donated done door doubt down downtown
drafted draw drink drinking drinks dropped during dust each earlier early earned earth easily
east easy eating economic economy editors educated education effect effects efficiency efficient
either elected election elections electricity elements else elsewhere emailed emerged emergency
employed employees encouraged ended ending enemy energy engine english enhanced enjoy enjoyed
enough enter entered entering enterprise entire entirely entity environment episode equal
equality equally equipment equipped equivalence errors escape especially essentially establish
established esteem estimate estimated even evening events eventually ever every everybody
everyday everyone everything everywhere evidence exactly example examples except excited execute
executed executives exhibit exist existed expect expected expensive experience experienced
experiences experimental expired explain explained exposed expressed extend extended extremely
eyes facilities fact factor faculty failed failure fairly faith fall fallen falling false
families family famous fantastic far fast father favor fear featured features feel feeling feels
feet fellow felt femur few fields fight fighting figured filed fill filled finally financial
find finding findings finds finish finished finishing fire firm firms first five fixed flag
flight floor focused folks follow followed following follows for forced foreign forget form
formal formed forms forward found founded fourth free freedom frequency frequently fresh friend
friendly friends from full fully functional fundamental funded funny further furthermore gained
gave gender generally generated geographical geometry german get gets getting girl girls gis
give given gives giving glad goal goals goes going gone good gorgeous got government graduate
graduated grammar granted great greater greatest greatly greek greeted grew ground group groups
growing grown growth guaranteed guess guests guidelines guilty guys had hair hand handed handle
handled hands happen happened happening happens happy hard has have having he head headed heads
health healthy hear heard hearing heart hearts heat heavily height held hell help helped helpful
helping helps hence her here hereby high higher highest highlighted highly himself hire his
history holds homosexuality honest honestly honesty hope hopefully hospital hour hours how
however huge huh human humanity hundred hundreds hungry hurt husband idea ideas identified
identity if ignored immediately implemented impressed imprisoned improve improvement include
included includes including increase increased increasing increasingly incredibly indeed
indicated individual individually industry infected informed initially initiated injured injury
inside insight insights inspired installed instead insurance insurgency intended interest
interested interesting interests internal intervening interviewed interviews into introduced
investigate invited involved is island isolated issued it items its itself join joined joining
journals journey just keep keeping keeps kept key kids kill killed killing kind kinds knew know
knowledge known knows lack land language languages largely larger largest last lasted late
lately later latest launch launched law laws lawyer lead leading learn learned learning least
leave leaving left legislative legitimate length lengthily lengthy less lesser letter letters
levels liberty license licensed light lighting like liked likely likewise limited lines
linguistics link linked listed listen lists literally literature little lived lives living
loading locally located longer looked looking lost loud love lovely lower luck lunch made mainly
maintained majority make makes making manage managed manner manual many mark marked market
marriage married material materials mathematician matter maybe meal mean meaning means meanwhile
measure measured meat medicine meet member members memory mentioned merely methods middle
midnight might military mind minds minister missed missing mistake models modified monastery
money month monthly months mood morality more moreover morning most mostly mother move moved
movement moving much murder must myself nail name named names natural near nearly necessarily
necessary neck need needed needing needs negotiated neither neologism nephew networks never
newest newspaper next nice night nights nine nobody none nonetheless noon normally north not
noted nothing noticed novel now nuclear number numbers numerous observed obtained obviously
occurred of off offer offered offering offers officers official officials often old older once
only onto opened opening openly operating operations operators opportunity opposed order ordered
organization organized oriented origin originally other others otherwise our outside overall
overpriced overthrow overview own owned owner owners paid painful paper papers paperwork
paralympic particular particularly passed past pay paying payment peace peaceful perceived
percent perfect perfectly performed perhaps period person personal personality personally phone
physical picked piece pieces placed plaintiffs planned played pleasant please pleased plenty
poetry pointed policy political poor popular popularity populated possibility possibly posted
potential poverty powerful practice precisely predatory prefer prepared presence present
presented preserved president pressure pretty previous previously price priced prices primarily
primary printed prior priority private probability probably problem problems procedure proceed
proceeded processing produce produced professional professionally professor program progress
project projected promised promoted proper properly property proposed protect protected provide
provides providing psychology publicly published pulled purchase purchased purpose pushed put
puts putting qualified quality quantity quarter quick quickly quiet quite quote quoted raised
rarely rather reach reached read readers reading ready real reality realize realized really
reason reasonable reasonably reasons receive received receiving recent recently recipient
recognized recommend recommended recorded reduced refer reference referenced referred refused
regarding region registered regular regularly related relationship relatively relaxed release
released reliability reliable religious remain remained remaining remains remarks remember
removed renewed repair repeated repeatedly replaced reported reportedly request requested
requests require required requirements rescued research reserves resolved respectively respond
responded response responses responsibility responsible result resulted results retired return
returned revealed review reviewed reviews revised rich right rights ripped risen rising risk
role roles room rooms roughly rules run running runs russian safe safety said same sample
satisfied save say saying says schedule scheduled school schools scientific scored screen sea
search season see seeing seek seeking seem seemed seems seen sees seized sell send sending sense
sensitivity separate separated separately serious seriously serve served serving settled seven
several shall shared sharing she sheet ship shipped ships shocked shortly should showed shower
showing shown shut shutting sick side sides sign signed significant significantly signs silver
similar simply simultaneously since sister size skilled skills sky sleep slight slightly slowly
small smaller smooth so soldiers solely some somebody somehow someone something sometimes
somewhat somewhere soon sooner sought south southern speak special species specific specifically
spend spending spent spoke spoken spokesman sponsored spread spreading stability staffers start
started starting state stated statement statements states stay stayed staying step stepped steps
still stopped stopping stories straight strain strategy street strength strong strongly student
students studied studies study studying stuff subject subjects submitted substantially success
successful successfully such suffered suggest suggested suggestions suggests summary summer
superseding supplies supply supplying supported supporting supposed sure surely surgery
surprised surprisingly surrounded surrounding survived suspected sut switched system systematic
tail take taken takes taking talk talked talking task taste tasted taught teacher teachers
technology television tell telling tells temperature temporary tenting terms territory terror
terrorism terrorist terrorists tested testimony testing than thank thanks that the their them
themselves then theory there thereby these they thing things think thinking third this those
though thought thoughts thousands threat threatened three through throughout throw thus time
timely times tiny titled to today together told tomorrow tonight too took tool totally touch
toward towards town trade trained translated translation transmedia transmitted transportation
transported travel traveled traveling treat treated treatment treatments tried tries troops
truck true truly truth try trying turn turned twelve twenty twice typically uh ultimately unable
uncertainty under understand understanding unemployed unfortunately unit units unknown unless
unlikely unlimited unprecedented until upon used useful user users using usually utility
vacation value values variety various very victory video view views virtually visit visited
visitors visual voice wait waited waiter waiting walk walked walking wall want wanted wanting
wants warm warming warmth warned was waste watch watched watching water way ways we weak wealth
wealthy weapon weapons weather website websites wedding weekends weekly weeks weight welcomed
welfare well went were what whatever when whenever where whereas whether which while whilst who
whole whom whose why wide widely wife wild will willing wind window wine wisdom wish with within
without woman women won wonder wonderful wood word words work worked workers working workplace
works world worldwide worried worry worse worship worst worth would wounded write writer writers
writes writing written wrong wrote yeah year yearly years yesterday yet you young your yourself
""".split()
)
