"""English words left in a French text, outside names, titles and quotations in English."""

# ruff: noqa: SIM905 tables of words are easier to read and to mend as text
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator

from contrecoup.findings.press.article import Article
from contrecoup.findings.press.quality_tables import ALONE, LOAN, Suspect, words

_LOANS = frozenset(
    """
    tweet tweets post posts week-end week-ends weekend start-up start-ups startup startups staff fan fans leader leaders leadership manager managers management interview
    interviews coach coachs briefing briefings marketing business big data cloud computing web internet email e-mail mail mails buzz live show shows star stars
    hashtag hashtags like likes follower followers spam bot bots troll trolls fake news deepfake open source software hardware streaming podcast podcasts newsletter
    football rugby tennis basket match sprint record records sponsor sponsors club clubs meeting meetings brexit lobby lobbying think tank thinks tanks
    job jobs burn-out burn-outs burnout open space coworking freelance reporting process timing planning brainstorming casting design designer designers
    smartphone smartphones chatbot chatbots machine learning deep prompt prompts token tokens gaming gamer gamers gameplay youtubeur youtubeurs blog blogs
    rock rap jazz blues punk hip-hop remix playlist single album label hit hits best-seller thriller western biopic spin-off teaser trailer
    shopping parking camping airbag jet jets airbus low cost crash crashs dumping holding trading trader traders cash flow crowdfunding business-plan
    know-how challenge challenges feedback deadline deadlines top flop fair-play outsider score ferry stock stocks stop standing scoop sketch slogan slogans
    waterboarding impeachment shutdown whip speaker western kit kits hot-dog sandwich steak cocktail bar pub dealer gang gangster hold-up kidnapping serial killer
    fast-food low-cost best-of black-out self-control self-service check-up stand-by pull-over make-up show-business talk-show reality-show far-west
    new-wave soap-opera world-music think-tank beach-volley cover-girl pin-up warm-up check-list cold-case money-time melting-pot pick-up play-back
    green washing greenwashing black friday cyber hacker hackers ransomware malware phishing open-space made sweat badge badges
    """.split()
)
_PARTICLES = frozenset("up off out down".split())
_ACCEPTED = frozenset(
    """
    start-up check-up pick-up pin-up warm-up make-up stand-up pop-up close-up roll-up push-up line-up back-up follow-up mock-up scale-up clean-up lock-out
    play-off kick-off one-off spin-off cut-off trade-off knock-out black-out burn-out sold-out fade-out walk-out time-out opt-out
    break-down lock-down top-down touch-down count-down melt-down pull-down
    """.split()
)
"""Compounds with an English particle that French has taken."""
_SMALL = frozenset(
    "the a an of to in is it was for on with as at by be i we you he she this that and or not my our are have has".split()
)
_TITLES = _SMALL | frozenset("from for and up out about".split())
"""Words of which names and titles are full."""
_RUN = 6
_BORROWED = re.compile(
    r"\b(?:just[ -]in[ -]time|fish and chips|state of the art|work in progress|one[ -](?:wo)?man[ -]show|all[ -]inclusive"
    r"|best of|must[ -]have|made in|stand[ -]up|business as usual|too big to fail|wait and see|fact[ -]checking|no comment"
    r"|last but not least|step by step|up to date|peer to peer|time to market|call to action|proof of concept"
    r"|black lives matter|me too|(?:soft|hard|flower|girl|black) power|yes we can|rock and roll|drum and bass|rhythm and blues"
    r"|do it yourself|[bc] ?(?:to|2) ?[bc]|law and order|free to play|pay[ -]per[ -]view|track and field|bed and breakfast"
    r"|cash and carry|game over|happy (?:end|hour)|(?:green )?new (?:deal|age|wave)|fair trade|common law|open (?:bar|source|space)"
    r"|off the record|deep state|dark web|deep fake|fake news|start and stop|win[ -]win|full[ -]time|part[ -]time|free[ -]lance"
    r"|best[ -]practices?|money time|show must go on|to be continued|what else|copy and paste|all blacks?|gentlemen?s? agreement"
    r"|self[ -]made (?:wo)?man|happy few|far west|free style|hit and run|behind the scenes|road[ -]trip|city break|ever green)\b",
    re.IGNORECASE,
)
"""English phrases that French writers use as they are."""


def english(article: Article) -> Iterator[Suspect]:
    """Words that French neither has nor borrows; nouns, which it borrows readily, need company."""
    if article.lang != "fr":
        return
    known = words()
    foreign = _foreign_quotes(article)
    runs = _runs(article)
    borrowed = {i for m in _BORROWED.finditer(article.text) for i in _tokens(article, m.span())}
    people = {k for n in article.names if n.kind == "person" for k in range(n.first, n.behind)}
    for i, token in enumerate(article.words):
        word = article.plain[i]
        if word in _LOANS or article.inside[i] in foreign or runs[i] >= _RUN or i in borrowed:
            continue
        sure = word in known.english
        if not (sure or word in known.loanable or _compound(word)):
            continue
        if not token.text.islower() and not (token.text.istitle() and _opens(article, i)):
            continue
        if _in_name(article, i, people) or (len(word) <= 2 and not _neighbour(article, i)):
            continue
        yield Suspect(
            (token.start, token.end),
            "english-word",
            ALONE if sure and word not in _TITLES else LOAN,
        )


_NO_VERB = ("ous", "ful", "less", "ific", "ical", "ible", "ular", "ative")
_OWN = frozenset("their his her its our your my the".split())


def disordered(article: Article) -> Iterator[Suspect]:
    """*to specific their help*: an adjective where an English infinitive must stand."""
    if article.lang != "en":
        return
    for i in range(1, len(article.plain) - 1):
        word = article.plain[i]
        if article.plain[i - 1] != "to" or not word.endswith(_NO_VERB) or len(word) < 6:
            continue
        if article.plain[i + 1] in _OWN and article.words[i].text.islower():
            yield Suspect(article.span(i, i + 2), "tortured")


def _tokens(article: Article, span: tuple[int, int]) -> range:
    """Numbers of the words in a stretch of the text."""
    first = bisect_left(article.words, span[0], key=lambda w: w.start)
    return range(first, bisect_left(article.words, span[1], key=lambda w: w.start))


def is_english(word: str) -> bool:
    """Whether a word (lower case) is English and not French."""
    known = words()
    return word in known.english or word in known.loanable


def _compound(word: str) -> bool:
    """Two English words joined by a hyphen."""
    parts = word.split("-")
    shared = words().shared
    if len(parts) == 2 and parts[1] in _PARTICLES and word not in _ACCEPTED:
        return parts[0] in _LOANS or is_english(parts[0]) or parts[0] in shared  # *tweet-up*
    return (
        len(parts) == 2
        and any(is_english(p) or p not in words().french for p in parts)
        and all(is_english(p) or p in shared for p in parts)
    )


def _opens(article: Article, i: int) -> bool:
    return article.sentences[article.sentence_of[i]][0] == i and _neighbour(article, i)


def _neighbour(article: Article, i: int) -> bool:
    """Whether the word before or behind is English, or may be."""
    return any(
        0 <= k < len(article.plain) and (is_english(w := article.plain[k]) or w in words().shared)
        for k in (i - 1, i + 1)
    )


def _in_name(article: Article, i: int, people: Collection[int]) -> bool:
    """Whether a capitalised word stands right before or behind: part of a title."""
    for k in (i - 1, i + 1):
        if (
            0 <= k < len(article.words)
            and article.words[k].text[:1].isupper()
            and not article.words[k].text.isupper()
            and article.sentence_of[k] == article.sentence_of[i]
        ):
            first = article.sentences[article.sentence_of[i]][0]
            if k != first and article.low(k) not in article.lex.small and k not in people:
                return True
    return False


def _foreign_quotes(article: Article) -> set[int]:
    """Quotations in which more words are English than not."""
    out: set[int] = set()
    for number, (first, behind) in enumerate(article.quote_words):
        inside = [article.plain[i] for i in range(first, behind) if article.plain[i][0].isalpha()]
        theirs = sum(is_english(w) or w in _SMALL for w in inside)
        french = sum(w in article.lex.small and w not in _SMALL for w in inside)
        if theirs >= 1 and theirs > french:
            out.add(number)
    return out


def _runs(article: Article) -> list[int]:
    """For each word, how many English words stand in one row around it, within its sentence.

    A long row is a title or a quotation without marks.
    """
    out = [0] * len(article.words)
    for first, behind in article.sentences:
        at = first
        while at < behind:
            end = at
            while end < behind and (is_english(article.plain[end]) or article.plain[end] in _SMALL):
                end += 1
            for i in range(at, end):
                out[i] = end - at
            at = max(end, at + 1)
    return out
