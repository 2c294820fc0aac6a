"""Organisations that newspapers name without saying what they are: a hint to a tagger, no more.

Folded words, one organisation a comma; written down from general knowledge, in no order of rank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from contrecoup.language.text import Token, tokens

_PRESS = """
le monde, le figaro, liberation, le parisien, aujourd'hui en france, l'humanite, la croix, les echos, l'express,
l'obs, le nouvel observateur, le point, marianne, le canard enchaine, charlie hebdo, courrier international, mediapart,
ouest-france, sud ouest, la voix du nord, le progres, la depeche du midi, nice-matin, la provence, le telegramme,
l'est republicain, les dernieres nouvelles d'alsace, midi libre, paris-normandie, le dauphine libere, la montagne,
l'equipe, paris match, telerama, les inrockuptibles, valeurs actuelles, l'opinion, le journal du dimanche, jdd,
le monde diplomatique, challenges, capital, la tribune, slate, huffpost, konbini, brut, numerama, next inpact,
tf1, france 2, france 3, france 4, france 5, m6, c8, canal+, arte, bfm tv, bfmtv, cnews, lci, france 24, tv5 monde, tmc,
france televisions, radio france, france inter, france info, franceinfo, france culture, france bleu, rtl, rmc, rfi,
europe 1, skyrock, nrj, rtbf, rts, le soir, la libre belgique, le temps, le devoir, la presse, radio-canada,
afp, agence france-presse, reuters, associated press, bloomberg, dpa, efe, ansa, tass, xinhua, interfax, upi,
the new york times, new york times, the washington post, washington post, the wall street journal, wall street journal,
the guardian, the times, the sun, daily mail, daily telegraph, the daily telegraph, the economist, financial times,
the independent, the atlantic, the new yorker, the verge, wired, time, newsweek, forbes, vanity fair, politico, axios,
the intercept, buzzfeed, vox, usa today, los angeles times, chicago tribune, the boston globe, rolling stone, variety,
bbc, itv, channel 4, sky news, cnn, fox news, msnbc, cnbc, nbc, abc, cbs, npr, pbs, hbo, al jazeera, russia today, rt,
sputnik, der spiegel, die zeit, bild, frankfurter allgemeine zeitung, suddeutsche zeitung, die welt, zdf, ard,
el pais, el mundo, la vanguardia, la repubblica, corriere della sera, la stampa, rai, yomiuri shimbun, asahi shimbun,
haaretz, the jerusalem post, hurriyet, novaya gazeta, kommersant, jeune afrique, le quotidien d'oran, el watan
"""
_FIRMS = """
air france, air france-klm, air liquide, airbus, alstom, arcelormittal, areva, atos, auchan, axa, bnp paribas, bouygues,
bouygues telecom, capgemini, carrefour, casino, credit agricole, credit lyonnais, credit mutuel, danone, dassault,
dassault aviation, dassault systemes, decathlon, edf, enedis, engie, essilor, eurotunnel, fnac, free, iliad, gdf suez,
havas, hermes, ikea, kering, l'oreal, la poste, lafarge, lagardere, leclerc, legrand, lvmh, michelin, monoprix, naval group,
natixis, orange, pernod ricard, peugeot, psa, publicis, ratp, renault, rte, safran, saint-gobain, sanofi, schneider electric,
sfr, sncf, societe generale, sodexo, stellantis, suez, thales, total, totalenergies, transdev, valeo, vallourec, veolia, vinci,
vivendi, yves rocher, ubisoft, deezer, blablacar, doctolib, ovh, dailymotion, alcatel, nokia, ericsson, siemens, bosch, bayer,
basf, allianz, deutsche bank, commerzbank, lufthansa, volkswagen, bmw, daimler, mercedes-benz, audi, porsche, opel, adidas,
puma, sap, thyssenkrupp, eni, enel, fiat, ferrari, generali, unicredit, telefonica, santander, bbva, iberia, inditex, zara,
nestle, novartis, roche, ubs, credit suisse, glencore, swatch, rolex, philips, shell, unilever, ing, heineken, bp, hsbc,
barclays, vodafone, rolls-royce, tesco, easyjet, ryanair, british airways, astrazeneca, glaxosmithkline, volvo, saab, h&m,
apple, amazon, google, alphabet, microsoft, facebook, meta, twitter, netflix, tesla, spacex, uber, lyft, airbnb, paypal, ebay,
intel, amd, nvidia, qualcomm, ibm, oracle, cisco, dell, hp, hewlett-packard, adobe, salesforce, linkedin, snapchat, yahoo,
openai, anthropic, deepmind, mistral ai, hugging face, boeing, lockheed martin, raytheon, northrop grumman, general electric,
general motors, ford, chrysler, exxonmobil, chevron, goldman sachs, morgan stanley, jpmorgan, jp morgan, citigroup,
bank of america, wells fargo, lehman brothers, blackrock, mckinsey, deloitte, kpmg, pricewaterhousecoopers, walmart, nike,
starbucks, mcdonald's, coca-cola, pepsico, procter & gamble, johnson & johnson, pfizer, moderna, merck, monsanto, dupont,
walt disney, disney, warner bros, paramount, universal, sony, nintendo, sega, toyota, honda, nissan, mitsubishi, toshiba,
hitachi, panasonic, canon, softbank, samsung, lg, hyundai, kia, huawei, xiaomi, alibaba, tencent, baidu, lenovo, bytedance,
gazprom, rosneft, lukoil, aeroflot, petrobras, vale, embraer, tata, infosys, aramco, emirates, qatar airways, etihad,
standard & poor's, standard and poor's, moody's, fitch, visa, mastercard, western union, at&t, verizon, comcast, intelsat
"""
_PUBLIC = """
onu, nations unies, unesco, unicef, oms, omc, fmi, banque mondiale, ocde, otan, union europeenne, ue, commission europeenne,
parlement europeen, conseil europeen, conseil de l'europe, bce, banque centrale europeenne, union africaine, ligue arabe, opep,
cedeao, cei, osce, aiea, interpol, europol, frontex, eurojust, cour penale internationale, cpi, croix-rouge, croissant-rouge,
hcr, fao, oit, g7, g20, esa, nasa, cnes, cnrs, inserm, inra, inrae, cea, inria, insee, ined, ifop, ipsos, csa, bva, elabe,
odoxa, arcom, cnil, hadopi, anssi, amf, arcep, dgse, dgsi, raid, gign, bac, crs, igpn, igas, ademe, ansm, urssaf, unedic, pole emploi,
caf, assemblee nationale, senat, conseil constitutionnel, conseil d'etat, cour de cassation, cour des comptes, elysee, matignon,
quai d'orsay, bercy, medef, cgt, cfdt, cftc, cfe-cgc, fo, force ouvriere, unsa, sud, solidaires, fsu, unef, fidl, unl, fnsea,
confederation paysanne, ps, parti socialiste, ump, lr, les republicains, rn, rassemblement national, fn, front national, modem,
mouvement democrate, udi, lrem, la republique en marche, en marche, renaissance, lfi, la france insoumise, pcf, npa, eelv,
europe ecologie les verts, lutte ouvriere, debout la france, reconquete, generation.s, place publique, nouveau centre, prg,
cdu, csu, spd, afd, fdp, die linke, psoe, podemos, ciudadanos, vox, parti populaire, labour, tories, ukip, ump, fianna fail,
sinn fein, mouvement 5 etoiles, lega, ligue du nord, forza italia, syriza, akp, chp, hdp, pkk, likoud, hamas, hezbollah, fatah, olp,
al-qaida, daech, etat islamique, boko haram, aqmi, al-chabab, talibans, fbi, cia, nsa, dea, pentagone, maison blanche, kremlin,
mossad, tsahal, stasi, kgb, fsb, gru, mi5, mi6, fed, reserve federale, cour supreme, wikileaks, anonymous, wikimedia, wikipedia,
amnesty international, human rights watch, greenpeace, wwf, oxfam, attac, act up, sos racisme, licra, lidl, mrap, ldh,
reporters sans frontieres, medecins sans frontieres, medecins du monde, action contre la faim, secours catholique,
secours populaire, restos du coeur, emmaus, transparency international, les amis de la terre, sea shepherd, femen, peta, l214
"""
_SPORT = """
fifa, uefa, cio, fff, lfp, atp, wta, fia, uci, iaaf, fiba, nba, nfl, nhl, mlb, world rugby, paris saint-germain, psg,
olympique de marseille, om, olympique lyonnais, ol, as monaco, as saint-etienne, losc, girondins de bordeaux, fc nantes,
stade rennais, montpellier hsc, toulouse fc, rc lens, rc strasbourg, stade de reims, fc lorient, sm caen, ogc nice, fc metz,
real madrid, fc barcelone, atletico madrid, fc valence, manchester united, manchester city, chelsea, arsenal, liverpool fc,
tottenham, juventus, juventus turin, ac milan, inter milan, as roma, naples, lazio rome, bayern munich, borussia dortmund,
ajax amsterdam, psv eindhoven, benfica, fc porto, sporting portugal, celtic glasgow, anderlecht, fc bruges, galatasaray,
fenerbahce, shakhtar donetsk, dynamo kiev, zenit, stade francais, stade toulousain, racing 92, rc toulon, asm clermont,
chicago bulls, los angeles lakers, golden state warriors, boston celtics, mclaren, red bull, ducati, yamaha, sky, movistar
"""


@cache
def _lists() -> tuple[dict[tuple[str, ...], int], dict[str, tuple[int, ...]]]:
    """Words of each name, in the cut of the tokens, with its list's number; lengths by first word."""
    found: dict[tuple[str, ...], int] = {}
    for number, names in enumerate((_PRESS, _FIRMS, _PUBLIC, _SPORT), 1):
        for name in names.replace("\n", " ").split(","):
            found[tuple(word.low for word in tokens(name.strip(), "fr"))] = number
    lengths: dict[str, set[int]] = {}
    for cut in found:
        lengths.setdefault(cut[0], set()).add(len(cut))
    return found, {first: tuple(sorted(n, reverse=True)) for first, n in lengths.items()}


def listed(words: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
    """Ranges of tokens that name a listed organisation, with the number of its list."""
    lists, lengths = _lists()
    i = 0
    while i < len(words):
        behind = i
        for length in lengths.get(words[i].low, ()):
            if any(w.text[:1].isupper() for w in words[i : i + length]) and (
                number := lists.get(tuple(w.low for w in words[i : i + length]))
            ):
                yield i, i + length, number
                behind = i + length
                break
        i = max(behind, i + 1)
