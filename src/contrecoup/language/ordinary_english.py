"""Ordinary English words that are no French word and no accepted loan.

From own lists, and from words that GUM (CC BY 4.0) and UD English EWT (CC BY-SA 4.0) use
often and French treebanks and Wikinews do not.  A French sentence that holds one, outside
names and quotations in English, was probably reworded by a machine.
"""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

ORDINARY = frozenset(
    """
ability able about above academic accept accepted access accordance according account accurate
achieve across activities activity actor actual actually added addition additional additionally
address adults advice advise afford afraid after afternoon again against ago agree agreed
agreement ahead aim alleged allow allowed almost alone along already also although always
amazing amid among amongst amount analysis ancient and animals announced another answer answers
ants any anybody anyone anything anyway anywhere apart apartment apparently appear appeared
appears applied apply appointment appreciated approach appropriate approved approximately are
area areas arms army around arrest arrived artworks aside ask asked asking asks assigned assist
associated at atmosphere attached attack attacks attempt attempts attended author authority
available average avoid awarded aware away awesome back background bad band based basic
basically basis be beautiful became because become becoming been before began begin beginning
behavior behind being belief beliefs believe believed believes below beneath benefit besides
best better between beyond big bigger biggest billion biological bird birds birth birthday bit
bits blood body bombs book booked books born both bottom bought brand break breaking brief
brightness bring broader broke broken brother brothers brought build building built bulb busy
buying by call called calling came cannot capacity career carry cases caught caused century
certainly changed changing channel chapter character charged cheap checked chief child children
choice choose church circles cities city civic claim claimed claims clean clear clearly climate
close closed closely closing coast cold colleagues collected college com come comes comfortable
comments common communities community companies company compared comparison competition complete
completed completely computer concern concerned concerns conclude concludes confirmed conflict
connection consider considered considering constantly constituency consumption content context
continued contract contracts control copy corporate correct cost costs could countries country
covered crazy create created creating creation creative critical cruise cultural current
currently customer customers daily damage dangerous dating daughter day days dead death decade
decades decide decided decision decreasing defeated defense definitely definition degree deliver
delivered delivery demand democracy denied department describe described designed desk despite
detailed details determine determined develop developed developing development did died
difference differences different difficult dinner directly director disaster discuss discussed
diversity does doing domain done door doubt down draw drink drinking during dust each earlier
early earned earth easily east easy eating economic economy editors education effect effects
efficient either elected election elections electricity elements else emergency employees
employer ended ending enemy energy engine english enjoy enjoyed enough enter entering enterprise
entire entirely entity environment episode equal equipment equivalence errors escape especially
establish established esteem estimate even evening events eventually ever every everybody
everyone everything everywhere evidence exactly example examples except execute executives
exhibit exist expect expected expensive experience experienced experiences experimental explain
explained extend extremely eyes facilities fact factor faculty failed failure fairly faith fall
fallen falling false families family famous fantastic fast father favor fear features feed feel
feeling feels feet felt femur few fields fight fighting filed fill filled finally financial find
finding findings finds finish finished finishing fire firm firms first five fixed flag flight
floor focused folks follow followed following follows foot for forced foreign forget form formal
forms forward found fourth free freedom fresh friend friendly friends from full fully functional
fundamental funded funny further furthermore gave gender geographical geometry german get gets
getting girl girls gis give given gives giving glad goal goals goes going gone good gorgeous got
government graduate grammar great greater greatest greek grew ground group groups growing grown
guess guidelines guys had hair hand handle hands happen happened happening happens happy hard
has have having he head heads health healthy hear heard hearing heart hearts heat held hell help
helped helpful helping helps hence her here hereby high higher highest highly himself hire his
history holding holds honest hope hospital hour hours how however huge huh human hundreds hurt
husband idea ideas identified if immediately impressed improve improvement include included
includes including increase increased increasing individual industry infected informed initiated
injury inside insight inspired instead insurance intended interest interested interesting
interests interjection internal interstellar intervening interviewed interviews into investigate
involved is island issued it items its itself join joined joining journals just keep keeping
keeps kept key kids kill killed killing kind kinds knew know knowledge known knows lack land
language languages largely larger largest last late lately later latest launch launched laws
lead leading learn learned learning least leave leaving left legal legislative legitimate
lengthily lengthy less lesser letter letters levels lexical license light lighting like liked
likely likewise limited lines linguistics link listed listen lists literature little lived lives
living loading located longer look looked looking looks lost loud love lower luck lunch made
mainly maintained majority make makes making manage manner manual many mark market marriage
married mass material materials mathematician matter maybe meal mean meaning means meanwhile
measure measured meat medicine meet member members memory mentioned merely methods microscope
middle midnight might military mind minds minister missed missing models money month months mood
moreover morning most mostly mother move moved movement moving much murder must myself nail name
named names narrative natural near nearly necessarily necessary neck need needed needing needs
neither neologism never newest next nice night nights nine nobody none nonetheless noon north
not noted nothing noticed novel nuclear number numbers numerous observed obtained obviously
occurred of off offer offered offering offers officers official officials often old older once
only onto opened opening operating operations operators opportunity order ordered organization
origin originally other others otherwise our outside overall own owned owner owners paid paper
papers paralympic particular particularly passed past pay paying payment peace percent perfect
performed perhaps period person personal personally phone physical piece pieces plaintiffs
planned played pleasant please pleased plenty poetry policy political poor popular possibly
posted potential practice prefer prepared presence present preserved president pressure pretty
previous price prices prior private probably problem problems procedure process processing
produce produced professional professor program progress project proper properly property
proposed protect protected provide provides providing psychology published purchase purchased
purpose put puts putting quality quarter quick quickly quiet quite quote quoted raised rather
reach read readers reading ready real realize really reason reasonable reasons receive received
receiving recent recently recipient recommend recommended refer reference refused regarding
region regular related relationship relatively release released reliable religious remain
remained remaining remains remember repair reported reportedly request requested requests
require required requirements research reserves respond response responses responsible result
results return returned review reviews rich right rights risen rising risk role roles room rooms
rules run running runs russian safe said same sample save say saying says schedule scheduled
school schools scientific scored screen sea search season see seeing seek seeking seem seemed
seems seen sees self sell send sending sense sentence separate serious seriously serve served
serving seven several shall shared sharing she sheet ship ships should showed showing shown shut
shutting sick side sides sign signed significant signs silver similar simply since sister size
skills sky sleep slow slowly small smaller so soft soldiers some somebody someone something
sometimes somewhat somewhere soon sooner soul south southern speak special species specific
spend spending spent spoke spoken spokesman spread spreading staffers start started starting
state stated statement statements states stay stayed staying step steps still stop stopped
stopping stories strain street strong student students studied studies study studying stuff
subject subjects success successful successfully such suggest suggestions summer superseding
supplies supplying supporting supposed sure surely surgery surprised surrounding sut system
systematic tail taken takes taking talk talking task taste taught teacher teachers technology
television tell telling tells temperature tenting terms territory terror terrorism terrorist
terrorists testing than thank thanks that the their them themselves then theory there thereby
these they thing things think thinking third this those though thought thoughts thousands threat
three through throughout throw thus time times tiny to today together told tomorrow tonight too
took tool totally touch toward towards town trade trained translation transmedia transportation
travel traveling treat treated treatment treatments tried tries troops truck true truly truth
try trying turn turned twice uh unable under understand understanding unit units unless until
upon used user users using usually vacation value values variety various very video view views
visit visited visitors visual voice wait waited waiting walk walked walking wall want wanted
wanting wants warm warming was waste watch watching water way ways we weak wealthy weapon
weapons weather website wedding weekly weeks weight well went were what whatever when whenever
where whereas whether which while whilst who whole whom whose why wide widely wife wild will
willing wind window wine wish with within without woman women won wonder wonderful wood word
words worked workers working workplace works world worry worse worst worth would write writer
writers writing written wrong wrote yeah year years yesterday yet you your yourself
""".split()
)
