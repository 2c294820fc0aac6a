"""A small invented case: Ondelune, 240 staff, Brest and Halifax."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve, field, frozen

from contrecoup.model.documents import Article, Documents, Letter
from contrecoup.model.evidence import Capture, Citation, Observation
from contrecoup.model.findings import (
    Bucket,
    Coverage,
    Demand,
    Earlier,
    Echo,
    Findings,
    Move,
    PlatformCoverage,
    Quotation,
    Removal,
    Rendering,
    SourceQuality,
    Stance,
    Succession,
    Tally,
    Tie,
    Variant,
    Wave,
)
from contrecoup.model.people import (
    Account,
    Affiliation,
    Candidate,
    Match,
    Organisation,
    Person,
    Roster,
)
from contrecoup.model.posts import Post, Posts
from contrecoup.model.settings import Event, Settings
from contrecoup.model.times import Days, Moment
from contrecoup.report import write

START = datetime(2031, 10, 31, 17, 0, tzinfo=UTC)
SLOGAN = "On ne change pas de cap sans l'équipage."
CALL = "I ask the board of Ondelune to resign."


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def post(number: int, who: str, hours: float, text: str, **more: object) -> Post:
    return Post(
        post_id=f"x:{number}",
        account_id=f"x:a-{who}",
        handle=who,
        created_at=at(hours),
        text=text,
        capture_id="c0",
        place=f"line {number}",
        **{"platform": "x", "lang": "fr", "url": f"https://x.com/{who}/{number}", **more},
    )


POSTS = (
    post(1, "nolwenn", 0.5, "J'apprends mon renvoi en même temps que vous."),
    post(2, "brigid", 1, CALL, lang="en"),
    *(post(10 + i, f"staff{i}", 1.1 + i / 10, CALL, lang="en") for i in range(6)),
    *(post(20 + i, f"staff{i}", 5 + 3 * i, SLOGAN if i % 2 else SLOGAN + " !") for i in range(6)),
    post(30, "declared", 7, SLOGAN),
    post(31, "stranger", 8, SLOGAN),
    *(post(40 + i, f"staff{i}", 10 + i / 20, "💙" if i else "💙 ❤️") for i in range(6)),
    post(50, "staff1", 2, "Je soutiens Nolwenn, le conseil a tort."),
    post(51, "staff2", 2.5, "Je ne comprends rien à ce qui se passe."),
    post(52, "staff3", 3, "Je préfère ne pas prendre parti.", checked_at=at(90)),
    post(53, "staff4", 3.5, "Un message effacé depuis."),
    post(54, "farid", 4, "J'ai accepté l'intérim.\nLe temps qu'il faudra.", platform="bluesky"),
    post(55, "farid", 60, "Je confirme.", version_of="x:54", state="edited"),
    post(56, "staff5", 6, "RT", repost_of="x:1"),
    post(58, "staff1", 62, "Bravo @staff0 !"),
    post(57, "farid", 61, "Ein Satz auf Deutsch.", lang="de"),
)
LEDGER = (
    "Ondelune staff sign letter\nNearly 130 people have signed. Of 240 staff, said the company. "
    'Nolwenn Trévidic said: "I learn of my dismissal as you do." Alix Morvan, a technician, '
    'said "the board must go". Nolwenn Trévidic was dismissed. A deleted post said sorry. '
    "Three chief executives: Nolwenn Trévidic, Farid Ouazzani and Solveig Aasland."
)
PHARE = (
    "La lettre d'Ondelune\nLundi, 214 des 240 membres du personnel ont signé. Farid Ouazzani part "
    "chez Pelagia. Il réclame le retour de Nolwenn Trévidic. « J'apprends mon départ », a-t-elle "
    "dit. Le conseil n'a rien à dire pour l'heure et ne dira rien. Il assure que tout va bien."
)
ACTU = "Lettre\nLe staff a signé: 150 names. J'apprends mon sacking."
LETTER = (
    "Lettre ouverte au conseil\nNous demandons le départ du conseil. Sans réponse avant mercredi, "
    "nous partirons. We ask the board to leave."
)


def cite(document: str, text: str, exact: str, capture: str = "c1") -> Citation:
    start = text.index(exact)
    return Citation(
        capture, document, exact, start, start + len(exact), prefix=text[:start][-20:], suffix=""
    )


ARTICLES = (
    Article(
        article_id="article:ledger", capture_id="c1", place="page", outlet="The Harbour Ledger",
        title="Ondelune staff sign letter", text=LEDGER, url="https://ledger.example/1",
        lang="en", published=Moment(at(30), printed="1 November"),
    ),
    Article(
        article_id="article:phare", capture_id="c2", place="page", outlet="Le Phare",
        title="La lettre d'Ondelune", text=PHARE, lang="", published=Moment(at(72)),
    ),
    Article(
        article_id="article:actu", capture_id="c3", place="page", outlet="", title="Lettre",
        text=ACTU, lang="fr", published=Moment(at(72.5)),
    ),
    Article(
        article_id="article:undated", capture_id="c4", place="page", outlet="L'Estran",
        title="Sans date", text="Sans date ni heure.", lang="",
    ),
)  # fmt: skip
LETTERS = (
    Letter(
        letter_id="letter:one", capture_id="c5", place="page", title="", text=LETTER, lang="fr",
        published=Moment(at(29)), signatories=("A", "B", "C"),
    ),
    Letter(
        letter_id="letter:two", capture_id="c6", place="page", title="Lettre ouverte",
        text=LETTER, lang="fr", published=Moment(at(80)), signatories=("A", "B"),
    ),
    Letter(
        letter_id="letter:undated", capture_id="c7", place="page", title="Brouillon", text="",
        signatories=("A",),
    ),
)  # fmt: skip
PUBLIC = {
    "nolwenn": "Nolwenn Trévidic", "farid": "Farid Ouazzani", "solveig": "Solveig Aasland",
    "brigid": "Brigid Sweeney", "fiona": "Fiona Strachan",
}  # fmt: skip
STAFF = tuple(f"staff{i}" for i in range(6))


def _roster() -> Roster:
    people = [Person(person_id=k, name=v, public=True) for k, v in PUBLIC.items()]
    people += [Person(person_id=k, name=f"Prénom{k[-1]} Nom{k[-1]}") for k in STAFF]
    people += [Person(person_id="alix", name="Alix Morvan")]

    def held(who: str, org: str, role: str, first: date | None, last: date | None) -> Affiliation:
        return Affiliation(
            person_id=who, organisation_id=org, role=role, first=first, last=last,
            source="https://ondelune.example",
        )  # fmt: skip

    return Roster(
        people=tuple(people),
        organisations=(
            Organisation(organisation_id="ondelune", name="Ondelune"),
            Organisation(organisation_id="pelagia", name="Pelagia Systems"),
        ),
        accounts=tuple(Account(platform="x", handle=k, person_id=k) for k in (*PUBLIC, *STAFF)),
        affiliations=(
            held(
                "nolwenn", "ondelune", "directrice générale", date(2019, 5, 2), date(2031, 10, 31)
            ),
            held("farid", "ondelune", "directeur technique", date(2022, 1, 1), date(2031, 10, 31)),
            held("farid", "ondelune", "interim CEO", date(2031, 11, 1), date(2031, 11, 2)),
            held("solveig", "pelagia", "chief executive", date(2026, 1, 1), date(2031, 11, 1)),
            held("solveig", "ondelune", "chief executive", date(2031, 11, 2), None),
            held("brigid", "ondelune", "team lead", None, None),
            held("fiona", "ondelune", "", None, None),
            held("alix", "ondelune", "responsable d'équipe", None, None),
            *(held(k, "ondelune", "engineer", None, None) for k in STAFF),
        ),
    )


def _match(who: str, verdict: str, reason: str = "") -> Match:
    person = who if verdict == "sure" else ""
    return Match(
        account_id=f"x:a-{who}", platform="x", handle=who, display_name=who, verdict=verdict,
        person_id=person, reason=reason, candidates=(Candidate("alix", "same-name"),),
    )  # fmt: skip


def echo(key: str, ids: list[str], text: str, **more: object) -> Echo:
    held = {p.post_id: p for p in POSTS}
    posts = [held[i] for i in ids]
    staff = [p for p in posts if p.handle in (*PUBLIC, *STAFF)]
    base = Echo(
        finding_id=f"echo:{key}", kind="near", text=text, lang=posts[0].lang, layer="text",
        rule="near:jaccard", post_ids=tuple(ids),
        account_ids=tuple(dict.fromkeys(p.account_id for p in posts)),
        people=tuple(sorted({p.handle for p in staff})),
        group_accounts=tuple(dict.fromkeys(p.account_id for p in staff)),
        declared_accounts=tuple(p.account_id for p in posts if p.handle == "declared"),
        other_accounts=tuple(p.account_id for p in posts if p.handle == "stranger"),
        first_post=ids[0], first_at=posts[0].created_at, last_at=posts[-1].created_at,
        variants=(Variant(text, len(ids), ids[0], posts[0].created_at),),
    )  # fmt: skip
    return evolve(base, **more)


def tally(key: str, value: int, document: str, exact: str, **more: object) -> Tally:
    texts = {a.article_id: a.text for a in ARTICLES} | {x.letter_id: x.text for x in LETTERS}
    times = {a.article_id: a.published for a in (*ARTICLES,)}
    times |= {x.letter_id: x.published for x in LETTERS}
    outlets = {a.article_id: a.outlet for a in ARTICLES}
    base = Tally(
        finding_id=f"tally:{key}", what="signatories", value=value, qualifier="", of=None,
        at=times[document], outlet=outlets.get(document, ""), document_id=document,
        citation=cite(document, texts[document], exact), rule="tally:press",
    )  # fmt: skip
    return evolve(base, **more)


def stance(key: str, who: str, target: str, side: str, number: int, words: str) -> Stance:
    held = {p.post_id: p for p in POSTS}[f"x:{number}"]
    return Stance(
        finding_id=f"stance:{key}", holder=who, target=target, polarity=side,
        document_id=held.post_id, at=held.created_at,
        citation=cite(held.post_id, held.text, words, "c0"), rule="stance:words",
        certainty="observed",
    )  # fmt: skip


def move(key: str, kind: str, who: str, status: str, exact: str, **more: object) -> Move:
    base = Move(
        finding_id=f"move:{key}", type=kind, person=who, person_name=PUBLIC.get(who, "Somebody"),
        organisation="", organisation_name="", role="", modality="done", status=status,
        citations=(cite("article:ledger", LEDGER, exact),), outlets=("The Harbour Ledger",),
        first_reported=at(30), rule="move:verb", certainty="one-outlet",
    )  # fmt: skip
    return evolve(base, **more)


def _quotations() -> tuple[Quotation, ...]:
    held = {p.post_id: p for p in POSTS}

    def whole(number: int) -> Citation:
        one = held[f"x:{number}"]
        return Citation("c0", one.post_id, one.text, 0, len(one.text))

    def own(number: int, who: str, *others: Rendering, **more: object) -> Quotation:
        one = held[f"x:{number}"]
        first = Rendering(citation=whole(number), text=one.text, lang=one.lang, kind="post")
        base = Quotation(
            finding_id=f"quotation:{number}", speaker=who, speaker_name=who,
            speaker_kind="person", renderings=(first, *others), own=True, rule="quotation:post",
            certainty="observed", account_id=one.account_id, post_id=one.post_id,
            said_at=Moment(one.created_at),
        )  # fmt: skip
        return evolve(base, **more)

    def press(key: str, who: str, exact: str, document: str = "article:ledger", **more: object):
        text = {a.article_id: a.text for a in ARTICLES}[document]
        first = Rendering(
            citation=cite(document, text, exact), text=exact, lang="en", kind="direct",
            outlet="The Harbour Ledger",
        )  # fmt: skip
        base = Quotation(
            finding_id=f"quotation:{key}", speaker=who, speaker_name=who, speaker_kind="person",
            renderings=(first,), own=False, rule="quotation:marks", certainty="one-outlet",
        )  # fmt: skip
        return evolve(base, **more)

    def rendering(document: str, exact: str, **more: object) -> Rendering:
        text = {a.article_id: a.text for a in ARTICLES}[document]
        base = Rendering(
            citation=cite(document, text, exact), text=exact, lang="fr", kind="direct",
            outlet="Le Phare",
        )  # fmt: skip
        return evolve(base, **more)

    indirect = press("indirect", "brigid", "tout va bien", "article:phare")
    long = press("long", "solveig", "Le conseil n'a rien à dire", "article:phare")
    return (
        own(
            1, "nolwenn",
            rendering("article:phare", "J'apprends mon départ", difference="departs"),
            rendering("article:actu", "J'apprends mon sacking", difference="departs", hedged=True),
            rendering(
                "article:ledger", "I learn of my dismissal as you do.", lang="en",
                difference="translated",
            ),
            rendering("article:ledger", "Alix Morvan, a technician", difference="reworded"),
        ),
        own(50, "staff1", rendering("article:phare", "Il assure que tout va bien", difference="departs")),
        own(51, "staff2"),
        own(53, "staff4", rendering("article:phare", "Il assure que tout va bien", difference="departs")),
        own(54, "farid"),
        own(57, "farid"),
        own(55, "farid"),
        own(31, ""),
        press("removed", "brigid", "A deleted post said sorry", reported_removed=True),
        press("lost", "", "said sorry", reported_removed=True),
        press("alix", "alix", "Alix Morvan, a technician"),
        press("days", "brigid", "the board must go", said_days=Days(date(2031, 11, 1), date(2031, 11, 1))),
        press("org", "pelagia", "Nearly 130 people have signed", speaker_kind="organisation"),
        press("undated", "brigid", "Sans date ni heure", "article:undated"),
        evolve(indirect, renderings=(evolve(indirect.renderings[0], kind="indirect"),)),
        evolve(long, renderings=(evolve(long.renderings[0], kind="indirect", hedged=True, lang="fr"),)),
    )  # fmt: skip


def _findings() -> Findings:
    hearts = tuple(f"x:{40 + i}" for i in range(6))
    call = ["x:2", *(f"x:{10 + i}" for i in range(6))]
    slogan = [
        *(f"x:{20 + i}" for i in range(1)),
        "x:30",
        "x:31",
        *(f"x:{20 + i}" for i in range(1, 6)),
    ]
    quote = "Nolwenn Trévidic was dismissed"
    part = "Farid Ouazzani part chez Pelagia"
    wave = Wave(
        finding_id="wave:heart", kind="emoji", what="❤", post_ids=hearts,
        account_ids=tuple(f"x:a-{k}" for k in STAFF), people=STAFF, onset=at(10), peak=at(10),
        end=at(11), bucket_seconds=3600, buckets=(Bucket(at(10), 6, 6, 1),), rule="wave:kleinberg",
    )  # fmt: skip
    removed = Removal(
        finding_id="removal:53", post_id="x:53", account_id="x:a-staff4", state="deleted",
        at=at(20), capture_id="c0", place="line 1", reason="", seen_at=at(4),
    )  # fmt: skip
    return Findings(
        quotations=_quotations(),
        echoes=(
            echo("call", call, CALL, kind="identical", declared_accounts=()),
            echo("part", call[:3], CALL),
            echo("slogan", slogan, SLOGAN),
            echo("emoji", list(hearts), "💙", kind="emoji"),
            echo("translated", ["x:50", "x:51"], "no such words", kind="translated"),
            echo("masked", ["x:53", "x:52"], "elsewhere"),
        ),
        waves=(
            wave,
            evolve(wave, finding_id="wave:tag", kind="hashtag", what="cap", post_ids=("x:30", *hearts[:2]),
                   account_ids=("x:a-declared", "x:a-staff0", "x:a-staff1")),
            evolve(wave, finding_id="wave:slogan", kind="slogan", what=SLOGAN),
        ),
        ties=(Tie(by="text", account_a="x:a-staff0", account_b="x:a-staff1", weight=2, first_at=at(1), last_at=at(2)),),
        moves=(
            move("dismissed", "dismiss", "nolwenn", "done", quote, role="chief executive"),
            move("leaves", "join", "farid", "reversed", quote, organisation="pelagia", reversed_by="move:stays"),
            move("stays", "leave", "farid", "denied", quote, first_reported=at(70)),
            move("own", "resign", "brigid", "announced", quote, role="unknown role",
                 citations=(cite("x:2", CALL, CALL, "c0"),), organisation_name="Elsewhere"),
            move("private", "leave", "staff0", "announced", quote),
            move("nobody", "leave", "", "announced", quote),
            move("asked", "return", "nolwenn", "demanded", quote, organisation="ondelune",
                 citations=(cite("article:phare", PHARE, part),), outlets=("Le Phare",),
                 certainty="several-outlets", first_reported=at(72)),
        ),
        successions=(
            Succession(
                finding_id="succession:1", role="the CEOs", organisation="ondelune",
                people=("nolwenn", "farid", "solveig"), names=("N", "F", "S"),
                citations=(cite("article:ledger", LEDGER, "Three chief executives"),),
                rule="succession:listed", certainty="one-outlet",
            ),
            Succession(
                finding_id="succession:2", role="chair", organisation="", people=("nolwenn", ""),
                names=("N", "X"), citations=(cite("article:ledger", LEDGER, "Three chief executives"),),
                rule="succession:listed", certainty="one-outlet",
            ),
        ),
        tallies=(
            tally("letter", 90, "letter:one", "Nous demandons", rule="tally:letter", certainty="observed"),
            tally("ledger", 130, "article:ledger", "Nearly 130", qualifier="nearly"),
            tally("phare", 214, "article:phare", "214 des 240", of=240),
            tally("actu", 150, "article:actu", "150 names"),
        ),
        demands=(
            Demand(
                finding_id="demand:1", what="le départ du conseil", by="", of="", condition="",
                threat="", lang="fr", document_id="letter:one", outlet="",
                citation=cite("letter:one", LETTER, "Nous demandons le départ du conseil."),
                rule="demand:letter", certainty="observed",
            ),
            Demand(
                finding_id="demand:2", what="", by="", of="", condition="Sans réponse avant mercredi",
                threat="nous partirons", lang="fr", document_id="letter:two", outlet="",
                citation=cite("letter:two", LETTER, "Sans réponse avant mercredi, nous partirons."),
                rule="demand:letter", certainty="observed",
            ),
            Demand(
                finding_id="demand:3", what="", by="", of="", condition="",
                threat="", lang="fr", document_id="letter:two", outlet="",
                citation=cite("letter:two", LETTER, "We ask the board to leave."),
                rule="demand:letter", certainty="observed",
            ),
            Demand(
                finding_id="demand:4", what="le retour de Nolwenn Trévidic", by="", of="",
                condition="", threat="", lang="fr", document_id="article:phare", outlet="Le Phare",
                citation=cite("article:phare", PHARE, "Il réclame le retour de Nolwenn Trévidic."),
                rule="demand:press", certainty="one-outlet",
            ),
        ),
        stances=(
            stance("1", "staff1", "nolwenn", "for", 50, "Je soutiens Nolwenn"),
            stance("2", "staff1", "role:board", "against", 50, "le conseil a tort"),
            stance("3", "staff2", "", "confused", 51, "Je ne comprends rien"),
            stance("4", "staff3", "", "neither", 52, "ne pas prendre parti"),
            stance("5", "x:a-stranger", "pelagia", "against", 31, "change pas de cap"),
            stance("6", "staff1", "staff0", "against", 50, "a tort"),
            stance("7", "brigid", "ondelune", "for", 2, "board of Ondelune"),
            stance("8", "staff4", "role:board", "against", 53, "Un message"),
        ),
        removals=(
            removed,
            evolve(removed, finding_id="removal:55", post_id="x:55", account_id="x:a-farid", state="edited", at=at(62)),
            evolve(removed, finding_id="removal:0", post_id="x:404", state="unavailable"),
        ),
        earlier=tuple(
            Earlier(person=k, post_id=p, at=at(h), minutes=int(h * 60))
            for k, p, h in (
                ("nolwenn", "x:1", 0.5), ("staff0", "x:10", 1), ("staff1", "x:50", 2),
                ("farid", "x:54", 4), ("staff2", "x:51", 60),
            )
        ),
        qualities=(
            SourceQuality(document_id="article:actu", level="reworded",
                          citations=(cite("article:actu", ACTU, "sacking"),), reasons=("english-word",)),
            SourceQuality(document_id="article:phare", level="clean"),
        ),
        matches=(
            *(_match(k, "sure") for k in (*PUBLIC, *STAFF)),
            _match("declared", "unsure", "profile-names-group"),
            _match("namesake", "unsure", "same-name"),
            _match("stranger", "outside"),
        ),
        coverage=Coverage(
            looked_for=tuple(sorted((*PUBLIC, *STAFF, "alix"))),
            found=tuple(sorted(("nolwenn", "brigid", "farid", "solveig", *STAFF))),
            silent=("alix", "fiona"), reposts_only=("staff5",),
            unsure=("x:a-declared", "x:a-namesake"),
            platforms=(
                PlatformCoverage(platform="x", posts=30, accounts=9, first_at=at(0), last_at=at(60)),
                PlatformCoverage(platform="bluesky", posts=1, accounts=1, first_at=at(4), last_at=at(4)),
            ),
            first_capture=at(70), last_capture=at(90), rechecked=("x:1", "x:2", "x:53"),
            unread_languages=(("de", 1),), posts=len(POSTS), group_posts=len(POSTS) - 1,
        ),
    )  # fmt: skip


@frozen(kw_only=True)
class Given:
    """What ``write`` takes."""

    findings: Findings = field(factory=_findings)
    documents: Documents = field(
        factory=lambda: Documents(
            posts=Posts.of(POSTS),
            articles=ARTICLES,
            letters=LETTERS,
            observations=(
                Observation("x:1", "live", Moment(at(88)), "c8", "line 1"),
                Observation("x:53", "deleted", Moment(at(20)), "c8", "line 2"),
            ),
            captures=tuple(
                Capture(f"c{n}", 10, f"press/{n}.html", Moment(at(70 + n))) for n in range(8)
            ),
        )
    )
    roster: Roster = field(factory=_roster)
    settings: Settings = field(
        factory=lambda: Settings(
            title={"fr": "Ondelune, novembre 2031"},
            group="Ondelune",
            zone="Europe/Paris",
            events=(
                Event(
                    at=START,
                    kind="dismissal",
                    name={
                        "fr": "Le conseil renvoie Nolwenn Trévidic",
                        "en": "Nolwenn Trévidic is dismissed",
                    },
                    source="press/1.html",
                ),
                Event(
                    at=at(29), kind="letter", name={"fr": "La lettre paraît"}, source="letter:one"
                ),
                Event(at=at(50), kind="vote", name={"fr": "Un vote"}, source="x:1"),
                Event(at=at(51), kind="mystery", name={"fr": "Un mystère"}),
            ),
            contact="desk@ondelune.example",
            licence="CC BY 4.0",
        )
    )

    def write(self, lang: str = "fr", **more: object):
        return write(
            self.findings,
            self.documents,
            self.roster,
            self.settings,
            lang=lang,
            as_of=at(100),
            version="0.1",
            **more,
        )


@pytest.fixture
def given() -> Given:
    return Given()


@pytest.fixture(params=["fr", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return request.param
