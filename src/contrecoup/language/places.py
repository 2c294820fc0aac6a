"""Places that the press prints often, so that they are not taken for people or organisations.

Own list of folded names: countries in French and English, large cities, regions.
"""

from __future__ import annotations

_COUNTRIES = """
afghanistan|afrique du sud|south africa|albanie|albania|algerie|algeria|allemagne|germany|angola|arabie saoudite|saudi arabia
argentine|argentina|armenie|armenia|australie|australia|autriche|austria|azerbaidjan|azerbaijan|bahrein|bahrain|bangladesh
belgique|belgium|benin|bielorussie|belarus|birmanie|myanmar|bolivie|bolivia|bosnie|bosnia|botswana|bresil|brazil|bulgarie|bulgaria
burkina faso|burundi|cambodge|cambodia|cameroun|cameroon|canada|chili|chile|chine|china|chypre|cyprus|colombie|colombia|comores
congo|rdc|coree du nord|coree du sud|coree|north korea|south korea|korea|costa rica|cote d'ivoire|ivory coast|croatie|croatia|cuba|danemark|denmark
djibouti|egypte|egypt|emirats arabes unis|emirats|equateur|ecuador|erythree|eritrea|espagne|spain|estonie|estonia|etats-unis|etats unis|united states
usa|ethiopie|ethiopia|finlande|finland|france|gabon|gambie|georgie|georgia|ghana|grece|greece|guatemala|guinee|guinea|haiti|honduras|hongrie|hungary
inde|india|indonesie|indonesia|irak|iraq|iran|irlande|ireland|islande|iceland|israel|italie|italy|jamaique|jamaica|japon|japan|jordanie|jordan
kazakhstan|kenya|kirghizistan|kosovo|koweit|kuwait|laos|lettonie|latvia|liban|lebanon|liberia|libye|libya|lituanie|lithuania|luxembourg
macedoine|madagascar|malaisie|malaysia|malawi|mali|malte|malta|maroc|morocco|mauritanie|mexique|mexico|moldavie|moldova|monaco|mongolie
montenegro|mozambique|namibie|nepal|nicaragua|niger|nigeria|norvege|norway|nouvelle-zelande|new zealand|oman|ouganda|uganda|pakistan
palestine|panama|paraguay|pays-bas|netherlands|perou|peru|philippines|pologne|poland|portugal|qatar|roumanie|romania|royaume-uni|united kingdom|uk
grande-bretagne|great britain|britain|angleterre|england|ecosse|scotland|pays de galles|wales|irlande du nord|northern ireland|russie|russia|rwanda
salvador|senegal|serbie|serbia|singapour|singapore|slovaquie|slovakia|slovenie|slovenia|somalie|somalia|soudan|sudan|soudan du sud|sri lanka|suede|sweden
suisse|switzerland|syrie|syria|taiwan|tanzanie|tanzania|tchad|chad|tchequie|republique tcheque|thailande|thailand|togo|tunisie|tunisia
turkmenistan|turquie|turkey|ukraine|uruguay|venezuela|vietnam|viet nam|yemen|zambie|zimbabwe|tchetchenie|chechnya|tibet|hong kong|crimee|crimea
europe|afrique|africa|asie|asia|amerique|america|amerique du nord|amerique latine|oceanie|antarctique|moyen-orient|proche-orient|middle east
maghreb|balkans|caucase|scandinavie|occident|mediterranee|atlantique|pacifique|terre|lune|mars|jupiter|saturne|soleil|venus|mercure|pluton
"""
_CITIES = """
paris|londres|london|berlin|madrid|rome|lisbonne|bruxelles|brussels|amsterdam|vienne|vienna|varsovie|warsaw|prague|budapest|bucarest|sofia
athenes|athens|istanbul|ankara|moscou|moscow|saint-petersbourg|kiev|kyiv|minsk|stockholm|oslo|copenhague|copenhagen|helsinki|dublin|edimbourg|geneve|geneva
zurich|lausanne|berne|milan|turin|naples|venise|florence|barcelone|barcelona|seville|valence|porto|munich|hambourg|hamburg|cologne|francfort|frankfurt
lyon|marseille|toulouse|nice|nantes|strasbourg|montpellier|bordeaux|lille|rennes|reims|grenoble|dijon|angers|nimes|rouen|caen|metz|nancy|tours|brest
le mans|limoges|clermont-ferrand|besancon|orleans|mulhouse|perpignan|avignon|cannes|calais|dunkerque|amiens|poitiers|la rochelle|pau|bayonne
saint-denis|bobigny|versailles|nanterre|creteil|evry|chambery|annecy|ajaccio|bastia|biarritz|lorient|quimper|vannes|saint-etienne|saint-nazaire
new york|los angeles|san francisco|chicago|boston|seattle|washington|houston|dallas|miami|atlanta|philadelphie|philadelphia|detroit|denver|phoenix|las vegas
san diego|san jose|palo alto|cupertino|mountain view|silicon valley|brooklyn|manhattan|hollywood|orlando|cleveland|pittsburgh|baltimore|austin|sacramento
montreal|toronto|vancouver|ottawa|quebec|calgary|mexico|bogota|lima|santiago|buenos aires|rio|rio de janeiro|sao paulo|brasilia|caracas|la havane|havana|panama
pekin|beijing|shanghai|tokyo|osaka|kyoto|seoul|pyongyang|hanoi|bangkok|jakarta|manille|delhi|new delhi|mumbai|bombay|bangalore|calcutta|karachi|islamabad|kaboul
teheran|tehran|bagdad|baghdad|damas|damascus|alep|aleppo|beyrouth|beirut|jerusalem|tel-aviv|tel aviv|gaza|amman|riyad|doha|dubai|abou dabi|le caire|cairo
tripoli|tunis|alger|algiers|rabat|casablanca|dakar|abidjan|bamako|ouagadougou|niamey|lagos|abuja|accra|nairobi|kinshasa|brazzaville|bujumbura|kigali|kampala
addis-abeba|khartoum|mogadiscio|johannesburg|le cap|cape town|pretoria|sydney|melbourne|canberra|auckland|mossoul|raqqa|homs|idleb|donbass
"""
_REGIONS = """
californie|california|texas|floride|florida|nevada|arizona|iowa|ohio|new hampshire|south carolina|north carolina|pennsylvania|pennsylvanie|michigan|wisconsin
virginie|virginia|georgie|alabama|arkansas|colorado|connecticut|delaware|hawaii|idaho|illinois|indiana|kansas|kentucky|louisiana|louisiane|maine|maryland
massachusetts|minnesota|mississippi|missouri|montana|nebraska|new jersey|new mexico|oklahoma|oregon|rhode island|tennessee|utah|vermont|west virginia|wyoming
ile-de-france|bretagne|normandie|alsace|lorraine|aquitaine|occitanie|provence|corse|picardie|auvergne|bourgogne|savoie|haute-savoie|gironde|herault|doubs
jura|sarthe|vaucluse|yvelines|essonne|seine-saint-denis|hauts-de-seine|val-de-marne|val-d'oise|moselle|finistere|morbihan|vendee|loire|rhone|isere|ain|var
alpes-maritimes|bouches-du-rhone|charente-maritime|charente|dordogne|haute-garonne|haute-loire|saone-et-loire|landes|pyrenees|alpes|vosges|ardennes|martinique
guadeloupe|guyane|mayotte|la reunion|nouvelle-caledonie|polynesie|catalogne|andalousie|baviere|flandre|wallonie|lombardie|sicile|sardaigne|champs-elysees
seine|tamise|danube|rhin|nil|amazonie|sahara|sahel|wall street|east coast|west coast|midwest|new england|middle east|bay area
"""

PLACES = frozenset(
    name
    for block in (_COUNTRIES, _CITIES, _REGIONS)
    for line in block.split("\n")
    for name in line.split("|")
    if name
)
