"""English word tables: verbs of saying with what they take, roles, groups, bodies."""

from __future__ import annotations

from functools import cache

from contrecoup.findings.press.lexicon import Cue, Lexicon

# Regular verbs: base and what it takes (see Cue); a final + doubles the consonant.
_REGULAR = """
state:q add:q note:q claim:qi argue:q explain:q suggest:q insist:q warn:q announce:qn declare:qn admit+:q acknowledge:qn concede:q confirm:qn
deny:qn reveal:q report:q tweet:q post:q reply:q respond:q answer:w ask:wi question:w wonder:w urge:io demand:qni propose:qn recommend:qn predict:qn
promise:qi vow:qi pledge:qi threaten:i accuse:do criticize:n criticise:n denounce:n condemn:n praise:n slam+:nw blast:nw complain:q lament:q joke:q
quip+:w exclaim:w shout:w yell:w whisper:w conclude:q continue:w recall:qw remark:q observe:q mention:q emphasize:q emphasise:q stress:q
maintain:q contend:q allege:q assert:q believe:q agree:qw testify:q indicate:q caution:q elaborate:w cite:nw speculate:q estimate:q
advise:qow reiterate:q echo:w muse:w boast:q brag+:q counter:qw retort:w proclaim:q plead:w assure:qo inform:qo inquire:w opine:q decry:n applaud:nw
describe:c label:c dub+:c call:cn signal:q charge:qw comment:w fume:w gush:w marvel:w chant:w demur:w explode:w intone:w laugh:w
implore:io beg+:io hint:q quote:w offer:w repeat:w share:w publish:w write:q tout:nw
"""
_IRREGULAR = """
say:qi:say says said:said:saying:say
tell:qo:tell tells told:told:telling:tell
write:q:write writes wrote:written:writing:write
think:q:think thinks thought:thought:thinking:think
read:w:read reads:read:reading:read
begin:w:begins began:begun:beginning:begin
go:w:goes went::going:
swear:qi:swears swore:sworn:swearing:swear
tell:qo:told:told:telling:tell
hold:qw:holds held:held:holding:hold
point:q:points pointed:pointed:pointing:point
"""


def regular(base: str, takes: str) -> list[tuple[str, Cue]]:
    """Forms of a regular verb, with their cues; a final + doubles the consonant."""
    double = base.endswith("+")
    base = base.rstrip("+")
    if base.endswith("e"):
        past, gerund, third = base + "d", base[:-1] + "ing", base + "s"
    elif base.endswith("y") and base[-2] not in "aeiou":
        past, gerund, third = base[:-1] + "ied", base + "ing", base[:-1] + "ies"
    elif double:
        past, gerund, third = base + base[-1] + "ed", base + base[-1] + "ing", base + "s"
    else:
        past, gerund = base + "ed", base + "ing"
        third = base + ("es" if base.endswith(("s", "sh", "ch")) else "s")
    return [
        (base, Cue(base, takes, "fin")),
        (third, Cue(base, takes, "fin")),
        (past, Cue(base, takes, "fin")),
        (past, Cue(base, takes, "part")),
        (gerund, Cue(base, takes, "ger")),
        (base, Cue(base, takes, "inf")),
    ]


def _cues() -> dict[str, frozenset[Cue]]:
    found: dict[str, set[Cue]] = {}
    for entry in _REGULAR.split():
        base, takes = entry.split(":")
        for form, cue in regular(base, takes):
            found.setdefault(form, set()).add(cue)
    for line in filter(None, _IRREGULAR.split("\n")):
        lemma, takes, *forms = line.split(":")
        for name, words in zip(("fin", "part", "ger", "inf"), forms, strict=True):
            for word in words.split():
                found.setdefault(word, set()).add(Cue(lemma, takes, name))
    return {word: frozenset(cues) for word, cues in found.items()}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ROLES = """
president vice-president minister premier senator representative congressman congresswoman governor mayor director chief ceo cto cfo coo chairman
chairwoman chair chairperson founder co-founder cofounder spokesman spokeswoman spokesperson secretary adviser advisor candidate leader general
colonel judge justice prosecutor attorney lawyer professor researcher scientist engineer economist historian journalist reporter editor anchor host
author writer actor actress singer coach captain pope king queen prince princess cardinal bishop commissioner ambassador diplomat activist
organizer manager executive employee staffer worker colleague developer architect technician analyst expert consultant strategist pollster
doctor nurse psychologist astronomer physicist biologist investor entrepreneur billionaire businessman businesswoman man woman father mother son
daughter brother sister wife husband widow witness victim suspect aide nominee front-runner frontrunner successor predecessor deputy partner
agent footballer player striker goalkeeper midfielder defender winger driver trucker farmer teacher student mechanic baker waiter waitress cashier clerk shopkeeper librarian
archivist curator conductor composer musician guitarist drummer pianist violinist cellist harpist dancer choreographer playwright poet novelist screenwriter filmmaker producer
presenter broadcaster columnist commentator correspondent blogger youtuber photographer painter sculptor comedian retiree pensioner resident passenger customer client tenant
landlord neighbour neighbor bystander friend cousin uncle aunt grandmother grandfather niece nephew classmate girlfriend boyfriend spouse survivor volunteer firefighter
paramedic soldier sergeant lieutenant commander admiral detective inspector constable superintendent ombudsman chancellor dean provost rector headteacher trustee treasurer
auditor accountant banker broker trader statistician demographer geologist chemist neuroscientist virologist epidemiologist immunologist surgeon paediatrician pediatrician
psychiatrist sociologist anthropologist philosopher criminologist mathematician pilot skipper sailor fisherman miner electrician foreman supervisor organiser campaigner delegate
negotiator mediator magistrate solicitor barrister defendant plaintiff claimant winner laureate finalist swimmer cyclist skier boxer golfer athlete programmer supporter striker
officer sheriff lawmaker legislator republican democrat mogul member head boss owner teammate translator linguist illustrator intern designer
"""
_GROUPS = """
employees staff staffers workers workforce members colleagues researchers scientists engineers unions journalists reporters lawmakers senators officials aides
leaders executives lawyers judges experts analysts observers economists activists protesters protestors opponents supporters voters residents
witnesses victims families parents students teachers doctors media newspapers authorities democrats republicans liberals conservatives critics investors
shareholders users fans readers people women men americans sources advisers advisors signatories teams developers translators volunteers
customers candidates rivals strategists pollsters drafters authors organisers organizers directors prosecutors police organizers operatives others some many several linguists annotators
"""
_BODIES = """
government ministry company firm group board council parliament senate house congress commission committee court department police army city state
presidency white-house party union association organization organisation foundation federation league institute university agency bank newspaper paper
magazine website network station campaign administration team lab hospital school collective movement startup start-up subsidiary management
leadership bureau office report study statement
"""
_OUTLETS = """
the new york times|new york times|the washington post|washington post|the guardian|guardian|financial times|the wall street journal|wall street journal
cnn|bbc|nbc|nbc news|abc|abc news|cbs|cbs news|fox news|msnbc|npr|politico|axios|reuters|the associated press|associated press|ap|afp|bloomberg|the verge|wired
breitbart|breitbart news|the hill|usa today|the huffington post|huffington post|business insider|the information|techcrunch|le monde|le figaro|liberation
"""
_SMALL = """
the a an and or but nor so yet for of in on at by to from with without into onto about over under between among through during before after since until
as if then than that this these those it its he him his she her hers they them their we us our i me my you your who whom whose which what when where why how
is are was were be been being am has have had do does did will would shall should can could may might must not no yes also too very just only even still
ever never often always sometimes here there now today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march
april may june july august september october november december however meanwhile although though while because unless whether both each every all any
some many much more most other another such own same one two three four five six seven eight nine ten first second last next according despite
"""


@cache
def english() -> Lexicon:
    """The English tables, made once."""
    return Lexicon(
        lang="en",
        cues=_cues(),
        determiners=_set(
            "the a an this that these those his her its their my our your some many several any no each every two three four five"
        ),
        clitics=frozenset(),
        adverbs=_set(
            "also then later again still already even just simply further repeatedly recently openly publicly officially earlier "
            "previously initially finally ultimately once now only never often always clearly not"
        ),
        auxiliaries=_set(
            "has have had having is are was were be been being will would did does do could should may might must can"
        ),
        subjects={"he": "m", "she": "f", "they": "p", "it": "n", "i": "i", "we": "we"},
        according=(
            ("according", "to"),
            ("in", "the", "words", "of"),
        ),
        that=frozenset({"that"}),
        linkers=_set("and or but then before while as"),
        roles=_set(_ROLES),
        groups=_set(_GROUPS),
        bodies=_set(_BODIES),
        outlets=frozenset(n for line in _OUTLETS.split("\n") for n in line.split("|") if n),
        before_head=_set(
            "the a an this that his her its their former ex current new first senior chief vice deputy acting interim top longtime two three "
            "one four five six ten some many several most other another former then young old nearly about hundreds dozens of all both each co"
        ),
        former=_set("former ex ex- then late onetime one-time outgoing"),
        small=_set(_SMALL),
        nounish=_set(
            "report reports post posts claim claims demand demands note notes charge charges call calls question questions answer answers "
            "tweet tweets promise state states point points comment comments praise offer offers estimate estimates share shares read hold reply"
        ),
        media={
            "tweet": "x",
            "tweets": "x",
            "tweeted": "x",
            "twitter": "x",
            "x": "x",
            "post": "post",
            "posts": "post",
            "posted": "post",
            "message": "post",
            "letter": "letter",
            "petition": "letter",
            "op-ed": "op-ed",
            "interview": "interview",
            "statement": "statement",
            "email": "email",
            "e-mail": "email",
            "speech": "speech",
            "address": "speech",
            "report": "report",
            "study": "report",
            "book": "book",
            "facebook": "facebook",
            "instagram": "instagram",
            "bluesky": "bluesky",
            "mastodon": "mastodon",
            "linkedin": "linkedin",
            "conference": "press conference",
            "video": "video",
            "podcast": "podcast",
            "blog": "blog",
            "memo": "memo",
            "rally": "speech",
        },
        notices=_set(
            "statement letter message tweet post text email memo note words slogan phrase question answer reply motto title petition messages posts tweets"
        ),
        firms=_set("company firm group startup start-up studio lab publisher"),
        titles={
            "pdg": "",
            "ceo": "",
            "cto": "",
            "cfo": "",
            "coo": "",
            "mr": "m",
            "mrs": "f",
            "ms": "f",
            "miss": "f",
            "dr": "",
            "sen": "",
            "rep": "",
            "gov": "",
            "gen": "",
            "president": "",
            "senator": "",
            "governor": "",
            "representative": "",
            "secretary": "",
            "mayor": "",
            "judge": "",
            "justice": "",
            "sir": "m",
            "lord": "m",
            "king": "m",
            "queen": "f",
            "pope": "m",
            "prince": "m",
            "princess": "f",
            "chairman": "m",
            "chairwoman": "f",
            "congressman": "m",
            "congresswoman": "f",
            "speaker": "",
            "professor": "",
            "prof": "",
            "rev": "",
            "minister": "",
        },
        of=_set("of"),
    )
