"""Fixed expressions of English news, and what thesauri put in their place.

From general knowledge of the language and of what rewording tools do to it (the phenomenon
is the "tortured phrases" of Cabanac, Labbé and Magazinov, 2021; the lists here are our own).
A synonym with ``~`` is odd only in company; ``_`` joins the words of one synonym.
"""

from __future__ import annotations

from typing import Final

EXPRESSIONS: Final = """
artificial intelligence; machine learning; deep learning; neural network; big data; cloud computing; social media; social network
search engine; operating system; data breach; open source; source code; random access memory; user interface; mobile phone
smart phone; self-driving car; electric car; language model; chat bot; facial recognition; speech recognition; video game
chief executive officer; chief executive; chief financial officer; chief operating officer; chief technology officer; chief scientist
interim chief; interim president; board of directors; board member; board meeting; vice president; co-founder; head of research
general secretary; prime minister; foreign minister; attorney general; head of state; secretary of state; chief of staff; white house
supreme court; high court; court of appeal; public prosecutor; death penalty; prison sentence; life sentence; guilty plea
human rights; civil rights; civil war; armed forces; air force; peace talks; peace agreement; cease-fire; law enforcement
police officer; crime scene; gun control; hate speech; free speech; freedom of speech; death toll; natural disaster; state of emergency
general election; election campaign; political party; ruling party; opposition leader; confidence vote; no-confidence vote; polling station; ballot box
united states; united kingdom; united nations; european union; middle east; soviet union; interest rate; stock market; stock exchange; share price
gross domestic product; central bank; federal reserve; income tax; minimum wage; labour market; supply chain; cost of living; real estate
venture capital; hedge fund; investment bank; credit card; trade union; labour union; general strike; trade war; annual report; profit margin
climate change; global warming; greenhouse gas; carbon dioxide; fossil fuel; renewable energy; solar energy; nuclear power; power plant; oil spill
public health; mental health; health care; heart attack; heart failure; heart disease; breast cancer; lung cancer; blood pressure; immune system
side effects; clinical trial; birth control; intensive care; stem cell; kidney failure; weight loss; public relations; public opinion; press release
press conference; news agency; open letter; social worker; human resources; human being; working hours; work force; high school; front page
world cup; world record; gold medal; olympic games; head coach; box office; film festival; civil society; civil servant; tax payer; bus driver
in light of; at the end of the; in the wake of; part ways; parted ways; step down; stepped down; stepping down; call for; take place; took place
take part; took part; make sense; open fire; came under fire; come under fire; under pressure; no comment; comment on; took to twitter
plan b; turning point; common sense; last week; next week; last year; next year; earlier this week; early this morning; late last night; last resort
board of trustees; majority of employees; hundreds of employees; mass resignation; letter of resignation; hunger strike; sit-in; collective bargaining
call centre; call center; art gallery; rental car; public transport; traffic jam; fire department; search warrant; bail out; safety board; privacy policy
police chief; fire chief; school board; city council; city hall; state department; defence secretary; interior minister; finance minister
justice department; intelligence agency; special forces; ground troops; nuclear weapon; mass shooting; gun violence; car bomb; suicide bomber
refugee camp; asylum seeker; border control; human trafficking; drug trafficking; money laundering; tax evasion; insider trading; class action
plea deal; grand jury; plane crash; car crash; road accident; train station; bus stop; flight attendant; cabin crew; cruise ship; power grid
power outage; water supply; drinking water; food bank; food poisoning; fast food; soft drink; opening ceremony; closing ceremony; award ceremony
acceptance speech; inaugural speech; debut novel; debut album; movie star; rock band; record label; penalty kick; red card; yellow card; world champion
job market; job cuts; job loss; pay rise; pay cut; sick leave; maternity leave; working conditions; living conditions; remote work; user data
customer service; market share; market value; earnings report; net income; cash flow; balance sheet; hostile takeover; joint venture
initial public offering; pension fund; savings account; mortgage rate; housing market; public debt; trade deficit; budget deficit; economic growth
economic crisis; financial crisis; climate crisis; energy crisis; housing crisis; climate summit; sea level; heat wave; forest fire; flash flood; tropical storm
endangered species; natural gas; wind farm; wind turbine; solar panel; space station; black hole; solar system; gene therapy; immune response
emergency room; waiting list; blood test; brain damage; brain tumor; spinal cord; bone marrow; life expectancy; birth rate; domestic violence
sexual assault; sexual harassment; freedom of the press; hate crime; far right; far left; right wing; left wing; opinion poll; running mate; executive order
travel ban; trade deal; house of representatives; member of parliament; royal family; crown prince; foreign policy; national security; home secretary
peace treaty; arms race; war crime; war criminal; prisoner of war; air strike; drone strike; no-fly zone; safe haven; humanitarian aid; aid worker; red cross
research centre; research center; senior adviser; senior official; search and rescue; letter to the board; under fire; under way; on strike; in charge of
resigned from the board; resign in protest; leave of absence; golden parachute; whistle blower; private equity; intellectual property; trade secret; patent
data protection; data centre; data center; tech giant; tech company; start-up company; parent company; holding company; shell company; drug maker; car maker
chief of police; chief justice; court ruling; court order; legal action; legal team; defence lawyer; attorney for; criminal record; criminal charges; prison term
"""

SYNONYMS: Final = """
artificial: counterfeit man-made synthetic simulated fake manufactured fabricated unnatural ~mock
intelligence: consciousness brainpower brains insight smarts intellect cleverness acumen
machine: contraption device gadget apparatus
learning: studying erudition education schooling
deep: profound bottomless
neural: nervous brain
network: organization web system ~grid
big: huge enormous colossal massive gigantic large
data: information facts
cloud: haze mist vapor
computing: figuring registering calculating processing
social: ~societal web-based virtual informal internet-based communal public interpersonal
media: entertainment organizations ~outlets amusement stages
search: hunt quest look pursuit
engine: motor machine crawler apparatus
operating: working functioning running
system: framework arrangement
breach: break_in rupture infringement
open: unlocked uncovered
source: supply origin wellspring
code: cipher encryption
random: irregular arbitrary haphazard
memory: recollection remembrance
user: client consumer
interface: point_of_interaction ~connection
mobile: portable versatile movable
smart: brilliant clever keen savvy
self-driving: self-steering self-guiding
car: vehicle automobile auto
electric: electrical
language: dialect tongue
model: mannequin ~pattern
facial: face visage
recognition: acknowledgment acknowledgement
speech: discourse talk oration
game: diversion
chief: boss main top head principal
executive: leader administrator manager chief official
officer: official lieutenant constable
financial: monetary fiscal cash
technology: innovation tech
scientist: ~researcher
interim: between-time meantime break provisional_head
president: ~leader ~chief
board: plank panel_of sheet directorate
director: executive chief supervisor manager overseer boss administrator
member: part limb
meeting: gathering get-together
vice: bad_habit wrongdoing evil
founder: organizer benefactor supporter originator
head: skull top
general: common overall
secretary: assistant auxiliary clerk
prime: head main leading excellent
minister: preacher priest pastor clergyman
foreign: unfamiliar alien outside
attorney: lawyer legal_counselor
state: condition express
staff: stick
white: pale snowy
house: home residence
supreme: preeminent incomparable ultimate
high: tall elevated
court: patio courtyard yard
appeal: allure attraction
public: open overall
prosecutor: examiner
death: demise passing
penalty: punishment ~discipline
prison: jail
sentence: phrase
guilty: blameworthy liable
plea: supplication request
human: mortal ~individual
right: privilege liberty correct
civil: common polite
war: battle conflict
armed: outfitted furnished
force: power strength
air: breeze
peace: harmony tranquility
talk: discussion
agreement: understanding ~arrangement
law: regulation rule
enforcement: requirement implementation
police: cop
crime: wrongdoing
scene: view
gun: firearm_weapon
control: restraint
hate: disdain
free: complimentary
freedom: liberty opportunity
toll: charge fee
natural: regular characteristic
disaster: catastrophe calamity
emergency: crisis
election: political_decision political_race
campaign: crusade mission
political: ~politics
party: gathering get-together celebration
ruling: administering decision
opposition: resistance
leader: pioneer frontrunner
confidence: certainty self-assurance demonstration_of_positive_support
vote: ballot
polling: surveying
station: depot
ballot: polling_form
box: carton
united: joined unified assembled combined
kingdom: realm domain
nation: country
european: ~europe
union: association marriage
middle: center focal
east: orient
soviet: ~russian
interest: curiosity premium
rate: speed pace
stock: inventory
market: bazaar marketplace
exchange: swap
share: portion offer
price: cost
gross: net_gross disgusting
domestic: homegrown household
product: item
central: focal
bank: shore
federal: government
reserve: hold stash
income: pay earnings
tax: duty levy
minimum: lowest least
wage: pay remuneration
labour: work toil
supply: store inventory stockpile
chain: shackle necklace
cost: price expense
living: residing alive
real: genuine
estate: domain property
venture: adventure undertaking
capital: assets
hedge: fence support
fund: asset reserve
investment: speculation venture
credit: acknowledgment
card: ~pass
trade: exchange
strike: hit walkout
annual: yearly
report: account
profit: benefit gain
margin: edge
climate: atmosphere ~environmental weather environment
change: alteration modification transformation
global: worldwide earth-wide
warming: heating temperature_boost
greenhouse: glasshouse nursery hothouse
gas: vapor
carbon: charcoal
fossil: petroleum relic
fuel: derivative energy_source
renewable: sustainable_renewed inexhaustible
energy: vitality vigor
solar: sun-based sun sun-oriented sun-powered
nuclear: ~atomic
power: capability strength
plant: vegetation shrub
oil: lubricant
spill: slick_spill tumble
health: wellbeing well-being wellness
mental: psychological_mental emotional
care: ~consideration
heart: coronary cardiovascular
attack: assault onslaught
failure: disappointment letdown
disease: sickness illness malady
breast: bosom chest
cancer: malignancy malignant_growth peril ailment disease
lung: respiratory_organ
blood: gore
pressure: strain
immune: invulnerable resistant
side: flank edge
effect: impact result
clinical: ~medical
trial: preliminary
birth: delivery
intensive: escalated concentrated
stem: stalk
cell: cubicle
kidney: renal_organ
weight: heaviness
loss: misfortune
relation: kinship
opinion: assessment
press: media
release: discharge delivery
conference: meeting_room
news: fresh_insight report
agency: bureau_organization
letter: missive epistle
worker: laborer specialist
resource: asset
being: existence
working: laboring
hour: ~minute
school: faculty
front: forepart
page: sheet
world: planet earth globe
cup: mug goblet
record: document
gold: golden
medal: decoration award
olympic: ~olympian
game: diversion match
coach: mentor carriage
office: workplace
film: movie_strip
festival: celebration
society: ~community
servant: domestic
driver: chauffeur
light: brightness illumination gentle glow
end: finish close conclusion
wake: awakening
part: portion piece
way: path road route
step: stride venture
place: spot location
sense: feeling
fire: flames blaze shoot
pressure: tension
comment: remark_note
plan: arrangement
turning: rotating
point: spot
common: shared_regular normal
last: final
next: following_coming
week: seven-days
resort: retreat
trustee: ~guardian
majority: ~greater_part
employee: ~representative
hundred: ~many
mass: bulk
resignation: renunciation acquiescence
hunger: starvation
collective: aggregate
bargaining: dealing haggling
centre: focus middle
call: shout
art: craftsmanship workmanship
gallery: display
rental: leased
public: general_public
transport: conveyance
traffic: dealing
department: division
search: hunt
warrant: guarantee
safety: security
privacy: seclusion
policy: strategy
council: committee_body
hall: corridor lobby hallway
defence: protection
justice: fairness equity
special: unique exceptional
ground: floor soil
troop: warrior
weapon: armament
shooting: firing discharge
violence: brutality savagery
bomb: explosive_vehicle
suicide: self-destruction
refugee: evacuee displaced_person outcast
camp: campsite encampment_site
asylum: shelter refuge
seeker: searcher
border: boundary edge fringe
trafficking: dealing hauling
drug: medication medicine
money: cash_flow currency
laundering: washing cleansing
evasion: dodging elusion
class: grade
action: activity
deal: bargain_arrangement
jury: panel
grand: great terrific fabulous
plane: aircraft_smash
crash: smash collision_of
accident: mishap
bus: coach_transport
attendant: orderly chaperon
cabin: cottage hut lodge
crew: gang
cruise: voyage
ship: watercraft
grid: lattice matrix
outage: stoppage
drinking: gulping swallowing
water: fluid liquid
food: nourishment sustenance
poisoning: intoxication
fast: quick speedy rapid
soft: delicate gentle mild
drink: beverage
ceremony: function service_event
opening: introductory
closing: shutting
acceptance: acknowledgment acknowledgement affirmation
inaugural: introductory_opening debut_opening
debut: introduction presentation
novel: unique_book fiction
movie: film_celebrity
star: celebrity_star
rock: stone boulder
band: strip
label: tag mark_name
kick: boot punt
card: ticket_card
champion: victor
job: occupation errand
cut: slice
rise: climb ascent
leave: departure
sick: ill unwell wiped_out
maternity: motherhood parenthood
condition: circumstance
remote: distant far-off far-away
customer: client_patron purchaser
value: worth
earning: income_profit
net: mesh
cash: money
flow: stream current
balance: equilibrium
sheet: bedding
hostile: unfriendly antagonistic
takeover: seizure
joint: shared mutual
initial: beginning
offering: contribution
pension: annuity
saving: reserve_funds investment_funds
account: record
mortgage: home_loan_contract
housing: lodging accommodation
debt: obligation
deficit: shortfall
budget: financial_plan spending_plan
economic: monetary financial
growth: development_rate
crisis: emergency
summit: peak zenith culmination
sea: ocean
level: ~stage
heat: warmth hotness
wave: surge
forest: timberland woodland woods
flash: streak
flood: deluge
tropical: ~jungle
endangered: imperiled jeopardized
wind: breeze
farm: ranch homestead
panel: board
space: room
black: dark
hole: opening gap
gene: quality
therapy: treatment_of
response: reply reaction_answer
room: chamber
waiting: holding_up standing_by
list: rundown
test: exam
brain: mind cerebrum
damage: harm
tumor: growth
spinal: backbone spine
cord: rope string
bone: skeleton
marrow: core
life: existence
expectancy: anticipation hope
domestic: homegrown household
sexual: carnal
assault: attack_of
harassment: badgering provocation pestering
far: distant
right: correct privilege_side
left: departed
wing: pinion
poll: overview
running: jogging
order: request
ban: boycott prohibition
representative: delegate agent
parliament: ~legislature
royal: regal imperial illustrious
family: household
crown: diadem tiara
prince: ruler sovereign
policy: strategy approach arrangement
national: countrywide public
security: safety wellbeing
treaty: settlement deal_treaty
race: contest
criminal: lawbreaker hoodlum
prisoner: captive detainee
drone: robot automaton
zone: region_zone
haven: sanctuary
humanitarian: philanthropic compassionate helpful
aid: help guide
cross: irate traverse
research: exploration examination
senior: elderly
adviser: consultant_guide
rescue: salvage
private: personal
equity: fairness
intellectual: scholarly cerebral
property: belongings
secret: mystery
protection: security_shield
giant: goliath colossus
company: business_organization
parent: mother father_or_mother
shell: husk
maker: creator producer
ruling: administering
legal: lawful
team: gang
lawyer: attorney_at_legal legal_advisor
charge: accusation_fee
term: period_word
"""

ALLOWED: Final = """
final week; final year; public safety; public security; lawyer for; court decision; tax dodging; legal activity; money flow; on the hit; house of delegates; state division; peace settlement; break headed; government hold; polite society; open relation; help worker; life hope; unite the country; labor force; work force; lung ailment; gold award; nervous system; pay tax; individual liberty; at the close of the; at the conclusion of the; public stage; offering price; public worker; police official; civil conflict; nuclear capability; nuclear strength; overall health; security directorate; under the strain; in the glow of; press meeting; office of state; state of crisis; fire station; heads of state; main board; party leader; head executive
large data; data system; voting system; world court; world market; general public; public interest; public health; private sector; work place
head scientist; news report; weather report; weather change; energy department; power station; police report; court of law; world health
peace accord; peace talks; press office; post office; home office; public school; social club; public house; public information; social security
information system; human privilege; vote of confidence; electric vehicle; electrical power; electric power; video match; brain cell; face recognition
central government; federal government; death penalty; jail sentence; cost of living; business news; news report; general report; public opinion
company meeting; staff meeting; top executive; top leader; chief executive; top scientist; top official; chief official; chief administrator; top general
head office; group leader; open office; large system; fire drill; peace conference; health centre; general conference; world conference; press report
trade agreement; trade fund; real world; real world record; world economy; stock price; share cost; market rate; market price; price rate; work market
public law; public record; public office; public access; public power; public place; public trust; state power; natural science; life cycle; police department
environment agency; information office; social interest; interest group; civil law; common law; common sense; common good; criminal law
heart disease; virus disease; heart condition; chest pain; lung disease; kidney disease; air strike; air strength; air power; oil price; oil company
"""

PHRASES: Final = """
bosom malignan; bosom disease; haze figuring; profound learning; counterfeit consciousness; counterfeit intelligence; colossal information
an unnatural weather change; ozone harming substance; ozone depleting substance; valuable open door; valuable chance to; prime supporter; fellow benefactor
web-based entertainment; web-based media; virtual entertainment; online media stage; between time (?:ceo|president|boss|chief); break (?:ceo|president|boss) of
ventured? down (?:as|from); casted a (?:ballot|vote); took steps to (?:leave|quit|resign|strike|sue|stop); harmony talks; harmony arrangement
boss (?:working|innovation|monetary|leader|chief) (?:officer|official); head working official; head of state supervisor; previous boss of; top state leader
individual computerized (?:collaborator|assistant); sun[ -]oriented (?:energy|power|board); information (?:break|penetrate) at; secret phrase; brain organization
financial exchange (?:list|record|crash); loan costs? (?:climb|increment)s?; inventory network; store network; production network (?:issue|emergency)
directorate of chiefs; leading body of (?:executives|chiefs|trustees|supervisors); board part; governing body part; expressed gratitude toward; was viewed as (?:dead|blameworthy|liable)
(?:was|were|been) let go from (?:his|her|their) (?:post|work|job) as; kicked the bucket (?:on|in|at) (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|\\d)
made sense of (?:that|to)\\b; as indicated by (?:the|a|an|his|her|their) (?:report|organization|paper|police|source|representative|articulation|assertion); in an? (?:articulation|proclamation) (?:on|given|to|delivered)
(?:gave|delivered|put out) an? (?:articulation|proclamation); in the wake of (?:being|getting|finding) (?:that|out)\\b; signed? an? open (?:missive|epistle|note)
gone under (?:flames|shoot); in gentle of; at the finish of the; end of the week break; respiratory disappointment; coronary heart assault; heart assault
(?:casual|informal|interpersonal|long-range interpersonal) (?:organizations?|communication) (?:site|stage|like|post|client); political race (?:day|result|crusade|misrepresentation)
white home (?:representative|official); preeminent court; assembled (?:states|realm|countries); joined (?:states|together states|countries); bad habit president
irregular woodland; underground creepy; kidney disappointment; mean square blunder; discourse acknowledgm; facial acknowledgm; flag to commotion; arbitrary esteem
human asset (?:office|chief)s?; client experience architect; man-made (?:brainpower|consciousness|reasoning|intelligence); computerized reasoning; top canine of
better half of the (?:president|pastor|minister); fresh insight about the; get to the next level of; a great many (?:workers|representatives) marked; 7[ -]days?[ -](?:finish|end)
took to (?:twitter|x|instagram|facebook) to (?:vocalize|verbalize|ventilate); (?:gold|silver|bronze) decoration; emergency clinic bed; legal counselor for; law requirement (?:official|organization)
"""

WEAK: Final = r"""
public authority\b; public authorities\b; better half\b; kicked the bucket\b; pinnacle court\b; preeminent\b; as of late\b; viewed as dead\b
be that as it may\b; one week from now\b; one month from now\b; one year from now\b; for the current (?:year|week|month)\b; a year ago today\b; political decision\b
political race\b; voting forms?\b; casted\b; get-togethers?\b; social affairs?\b; emergency clinics?\b; clinical (?:benefits|benefit|consideration|attendants?)\b; air terminals?\b
legal counselors?\b; lawful (?:counsel|group|activity|fight)\b; pioneers? of the\b; cops? said\b; dry spells?\b; bookkeeping\b; in-between\b; meantime (?:ceo|chief|boss|president)\b
the (?:entire|whole) planet over\b; the world over\b; everywhere throughout\b; all throughout the planet\b; all over the planet\b; a great many\b; huge number of\b
handfuls of\b; several dozens of\b; many (?:individuals|laborers|companions)\b; kin of\b; offspring of\b; posterity\b; little girl of\b; close relative of\b
(?:harsh|unforgiving|brutal) analysis\b; confronted analysis\b; drew analysis\b; under investigation for supposedly\b; purportedly\b; as far as anyone knows\b
took steps to\b; compromised to\b; took steps\b; requested (?:a stop|an end|that he|that she)\b; made sense of\b; brought up that\b; called attention to\b; let know\b
told correspondents\b; told columnists\b; columnists\b; correspondents assembled\b; press gathering\b; question and answer session\b; public interview\b
uncovered that\b; detailed that\b; guaranteed that\b; affirmed that\b; conceded that\b; yielded that\b; expressed that\b; communicated that\b; pronounced that\b
(?:gave|given|gives) up (?:his|her|their) (?:post|seat|job)\b; surrendered (?:on|from|as|his|her|their)\b; ventured\b; relinquished\b; delegated (?:as|the new)\b
(?:was|were|been) (?:delegated|named|chosen) as the (?:new|interim|following)\b; supplant(?:s|ed|ing)?\b; supplanting\b; substitute is\b; picked by\b; a substitution\b
plunged (?:by|like)\b; tumbled by\b; dove by\b; increment(?:s|ed)?\b; decrement\b; diminish(?:es|ed) by\b; augmented by\b; a diminishing\b; an increment in\b; lessening in\b
clients? (?:of the|can)\b; shoppers?\b; purchasers?\b; investors? in the firm\b; partners in the\b; cash (?:related|making)\b; monetary (?:backers?|supporters?|emergency|development|specialists?)\b
market analysts?\b; specialists (?:say|said|accept|caution)\b; analysts (?:accept|caution)\b; researchers accept\b; accept that\b; trusts? that\b; anticipates? that\b
wellbeing\b; well-being (?:service|clergyman|office|authorities)\b; malady\b; ailments?\b; sickness episode\b; episode of the\b; pandemic-related\b; immunizations?\b; inoculations?\b; antibodies shot\b
(?:web-based|internet|online) (?:stage|stages|journal|life|clients)\b; microblogging (?:stage|website|webpage)\b; webpage\b; web page of\b; web-crawler\b; web crawler\b; long-range interpersonal\b
gadgets?\b; secret word\b; passwords? manager\b; programming (?:monster|goliath|firm|organization)\b; tech (?:monster|goliath|behemoth)\b; goliath\b; behemoth\b
startup pioneer\b; prime supporter\b; organizer and\b; originators?\b; fellow supporter\b; board of (?:executives|chiefs|trustees|governors) individuals\b; governing body\b
armed force\b; rebel contenders\b; slaughtered\b; assailant\b; aggressors?\b; gunfire trade\b; truce understanding\b; understanding was\b
exile camp\b; outcasts?\b; evacuees\b; transients\b; unfamiliar (?:minister|service|strategy|approach|policy)\b; unfamiliar\b; outside (?:minister|service)\b; abroad (?:minister|service)\b
head administrator\b; state leader\b; executive of the country\b; state head\b; leader of the nation\b; lord of\b; sovereign\b; official residence\b; administrators\b; legislators casted\b
nonconformists?\b; dissidents? assembled\b; demonstrators assembled\b; fights (?:ejected|emitted|broke)\b; road fights\b; mass fights\b; agitators\b; challenge against\b
preliminary (?:court|date)\b; under the watchful eye of\b; legal hearing\b; arraigned\b; blameworthy\b; condemned to\b; liable of\b; correctional facility\b; jail term of\b; adjudicator\b
understudy\b; understudies\b; educators? association\b; auditorium\b; school kids\b; grounds dissent\b; class kickoff\b
on-screen character\b; vocalist\b; craftsman\b; craftsmen\b; artisans?\b; motion picture\b; film industry\b; melodies\b; collection of melodies\b; fans were stunned\b; aficionado\b
mentor\b; squad\b; match-up\b; title race\b; trophy\b; rout\b; annihilation\b; whipped\b
air quality\b; ecological (?:change|emergency|activists?)\b; natural (?:change|activists?|gatherings?)\b; earth-wide\b; petroleum (?:product|derivative)s?\b; non-renewable\b; sunlight based\b; sun powered\b; wind ranches?\b
tempest\b; twister\b; tremor\b; seismic tremor\b; flooding rains\b; downpours\b; bursts\b; blazes\b; rapidly spreading fire\b; fierce blaze\b; volcanic emission\b
communicated (?:their|his|her) (?:stun|outrage|dismay|misery|failure|distress|worry|concern|help|backing|dissatisfaction)\b; voiced (?:their|his|her) (?:failure|misery)\b
amazingly\b; to a great extent\b; in like manner\b; thusly\b; regardless of whether\b
thought process\b; a large portion of\b; the greater part of\b; greater part\b; larger part\b; most of the part\b; no less than\b; at any rate\b; roughly speaking\b
gathering's\b; crusade\b; crusading\b; statement of regret\b; expression of remorse\b; conciliatory sentiment\b; apologies were\b; sorry to learn\b; heartbroken\b; staggered\b; stunned\b
"""
"""Phrases that rewording tools give for plain ones, and people write too: odd only together."""

RARE: Final = """
missive epistle bosom malignancy counterfeit brainpower supplant supplanted supplanting articulated verbalized
vocalized communicated acquiesced relinquished abdicated chastised upbraided reprimanded lauded adulated
venerated commenced endeavored endeavoured ameliorate utilize utilized utilizing utilise utilised youngsters
laborers labourers dissenters nonconformists understudies understudy gratefulness gratitude acknowledgment
acknowledgement articulation proclamation divulged telecaster telecasters periodical tidings noontime
twelvemonth fortnight abode abodes dwelling dwellings eatery eateries cognizant cognizance colossal gigantic
humongous stupendous magnanimous affirmed affirming averred opined inked penned decimated surrendered confided
vanquished apprehended pilfered purloined pilfering canvases garments attire automobile automobiles auxiliary
subordinate subordinates pioneers aficionados enthusiasts devotees fizzled perished decease canine canines
feline felines vapor haze tempest tempests mishap mishaps benefactor benefactors requisition hauling desist
whilst thusly notwithstanding henceforth therein thereof purportedly presently companions combatants
aggressors assailants wrongdoings misdeed misdeeds transgression infraction penitentiary detainment
arrestation inquest appraisal pecuniary expenditure outlay gadget gadgets apparatus contraption edifice
edifices thoroughfare roadway locomotive conveyance commencement inception initiation termination cessation
culmination procure procured procuring attain attained attaining necessitate necessitates necessitated augment
augmented augmenting lessen lessened lessening curtail curtailed supersede superseded displace expelled
ejected banished delegated dispense congregate congregated amass amassed conceal concealed divulge unveil
exhibited depicted recounted narrate narrated converse conversed uttered proclaiming contended deem perceive
comprehend comprehended confess rebuffed repudiate spurned shun shunned forsake relinquish relinquishing
capitulate capitulated succumb perish fatality sufferers casualty cataclysm calamity catastrophe misfortune
adversity predicament quandary hindrance impediment directorate administrators overseer overseers functionary
functionaries stun stunned staggered dismay dissatisfaction discontent displeasure ire wrath indignation
bewilderment astonishment amazement sorrow anguish misery jubilation elation exultation immense sizeable
monumental momentous paramount noteworthy astounding astonishing exceptional swiftly hastily promptly
expeditiously concurrently persistently steadfastly resolutely vehemently ardently fervently whole-heartedly
physician physicians arrangements demise wellness malady ailment ailments remedy remedies medication
medicament
"""
"""Words of another register, which thesauri give for plain ones: odd only in company."""
