"""A report written by hand: Ondelune, an invented organisation of 240 people, and its trolls."""

from __future__ import annotations

import hashlib
import random
from datetime import UTC, datetime, timedelta

from contrecoup.model.counts import Count
from contrecoup.model.evidence import Citation
from contrecoup.model.report import (
    Card,
    Cell,
    Chart,
    Correction,
    EvidenceItem,
    Figure,
    Group,
    Mark,
    Part,
    Passage,
    Report,
    Rule,
    Section,
    Sentence,
    Table,
    Wording,
)
from contrecoup.render.labels import LABELS

START = datetime(2031, 3, 14, 15, 0, tzinfo=UTC)
PEOPLE = (
    "Aziliz Le Goff", "Bogdan Petrescu", "Célestine Roy", "Dunja Marić", "Eoin Walsh",
    "Farida Benali", "Goulven Morvan", "Hedda Lindqvist", "Ismaël Traoré", "Jone Etxeberria",
    "Katell Riou", "Lubna Haddad", "Maïwenn Le Bris", "Nuno Carvalho", "Oona Virtanen",
)  # fmt: skip
HOSTILE = (
    "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>",
    '" onmouseover="window.pwned=1" data-x=\'</style></script><script>window.pwned=1</script>',
    "\u202eerutcurts eht sesrever sihT\u202c and \u2067this isolate never ends",
    "Z" + "\u0323\u0310\u0489\u035c\u0361" * 40 + "algo " + "ͫ̓́̋" * 20,
    "w" * 10_000,
    "[click](javascript:window.pwned=1) javascript:window.pwned=1 ![x](https://tracker.invalid/x.gif)",
    "NUL \x00 bell \x07 surrogate \ud800 end &amp; &lt;b&gt; {{ 7*7 }} {% raw %}",
)
LINKS = (
    "javascript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    'https://example.invalid/" onclick="window.pwned=1',
    " https://example.invalid/space",
    "vbscript:x",
)


def capture(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def post_id(n: int) -> str:
    return f"x:18{n:017d}"


def post_text(n: int) -> str:
    if n < len(HOSTILE):
        return HOSTILE[n]
    if n % 3 == 0:
        return "Ondelune is its people. Bring Maïwenn back."
    return (
        f"I have worked here for {n % 9 + 1} years. Nobody explained anything to us today; "
        "we read it in the press like everybody else. 💙"
    )


def item(n: int) -> EvidenceItem:
    at = START + timedelta(minutes=7 * n)
    gone = n % 17 == 3
    return EvidenceItem(
        document_id=post_id(n),
        kind="post",
        author=HOSTILE[n] if n < 4 else PEOPLE[n % len(PEOPLE)],
        title="X" if n % 2 else "Bluesky",
        text="" if n == 20 else post_text(n),
        lang="en",
        url=LINKS[n] if n < len(LINKS) else f"https://x.com/someone/status/18{n:017d}",
        published=f"{at:%d %b %Y, %H:%M}",
        printed_at=at.isoformat(),
        captured="17 Mar 2031, 09:12",
        checked="" if n % 5 else "18 Mar 2031, 08:00",
        state="deleted" if gone else "live",
        status="removed (the platform says so)" if gone else "online on 18 Mar 2031",
        capture_id=capture(f"batch{n // 50}"),
        place=f"line {n + 1}",
        masked=n == 20,
    )


def article(n: int) -> EvidenceItem:
    return EvidenceItem(
        document_id=f"article:{capture(f'a{n}')[:12]}",
        kind="article",
        author=("The Harbour Post", "Le Fil de l’Ouest", "Tidewire")[n % 3],
        title="Ondelune dismisses its chief executive",
        text="Ondelune dismisses its chief executive\n\n" + "The board met on Friday. " * 60,
        lang="en",
        url=f"https://press.example/{n}",
        published="15 Mar 2031",
        printed_at="15 March 2031",
        captured="17 Mar 2031, 09:20",
        checked="",
        state="unknown",
        status="not rechecked",
        capture_id=capture(f"a{n}"),
        place="",
        quality="reworded by a machine: its quotations are hedged" if n == 2 else "",
    )


def cite(n: int) -> Citation:
    text = post_text(n)
    start, end = (0, min(len(text), 31))
    return Citation(
        capture(f"batch{n // 50}"), post_id(n), text[start:end], start, end, "", text[end : end + 32],
        f"line {n + 1}",
    )  # fmt: skip


def of_article(n: int) -> Citation:
    one = article(n)
    return Citation(
        one.capture_id, one.document_id, "dismisses its chief executive", 9, 38, "Ondelune ", ""
    )


def posts(*numbers: int) -> tuple[str, ...]:
    return tuple(post_id(n) for n in numbers)


def counted(
    text: str, ids: tuple[str, ...], *, of: int | None = 240, rule: str = "echo:near"
) -> Part:
    count = Count(
        value=len(ids), unit="post", rule=rule, ids=ids, of=of, of_label="group" if of else ""
    )
    return Part(role="count", text=text, count=count)


def words(text: str) -> Part:
    return Part(role="words", text=text)


def quote(text: str, lang: str = "en") -> Part:
    return Part(role="quote", text=text, lang=lang, citation=cite(9))


def say(
    key: str, *parts: Part | str, cites: tuple[int, ...] = (9,), certainty="computed", **more
) -> Sentence:
    return Sentence(
        sentence_id=key,
        kind="test",
        parts=tuple(words(p) if isinstance(p, str) else p for p in parts),
        citations=tuple(cite(n) for n in cites),
        certainty=certainty,
        certainty_words={
            "computed": "computed", "observed": "observed", "one-outlet": "reported by one outlet",
            "several-outlets": "reported by several outlets", "absence": "absence of evidence",
        }[certainty],
        **more,
    )  # fmt: skip


def cell(text: str, documents: tuple[str, ...] = ()) -> Cell:
    return Cell(parts=(words(text),), documents=documents)


def table(key: str, caption: str, columns: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    made = tuple(tuple(cell(value) for value in row) for row in rows)
    return Table(table_id=key, caption=caption, columns=columns, rows=made)


def hours() -> Chart:
    chance = random.Random(7)
    marks = []
    for hour in range(96):
        local = (hour + 16) % 24
        quiet = 0.12 if local < 7 else 1.0
        for lane, high in enumerate((2, 5, 44, 6)):
            value = int(high * quiet * chance.random() ** 2 * (2.4 if 3 <= hour <= 8 else 0.7))
            if value:
                marks.append(
                    Mark(at=START + timedelta(hours=hour), value=value, label=f"{value}", lane=lane)
                )
    events = ((2, "The board announces the dismissal"), (5, "Letter published"), (27, "Interim named"),
              (30, "A second chief executive in two days is named"), (74, "Maïwenn Le Bris returns"))  # fmt: skip
    return Chart(
        chart_id="hours", kind="lanes", title="Posts an hour, by role",
        description="Most posts came within five hours of the announcement; a second, lower rise followed the letter.",
        start=START, end=START + timedelta(hours=96), marks=tuple(marks),
        table=table("hours-t", "Posts an hour", ("Hour", "Executives", "Team leads", "Other staff", "Press"),
                    *((f"{h}:00", "1", "2", "17", "3") for h in range(12))),
        lanes=("Executives", "Team leads", "Other staff", "Press"),
        rules=tuple(Rule(label=label, at=START + timedelta(hours=h, minutes=20)) for h, label in events), unit="post",
    )  # fmt: skip


def strip(key: str) -> Chart:
    marks = tuple(
        Mark(at=START + timedelta(hours=h), value=v, label=str(v))
        for h, v in ((4, 3), (5, 41), (6, 27), (7, 8), (18, 12), (19, 2), (40, 5), (70, 1))
    )
    return Chart(
        chart_id=key, kind="strip", title="When it was posted",
        description="Two thirds of the posts fall within two hours on Friday evening.",
        start=START, end=START + timedelta(hours=96), marks=marks,
        table=table(f"{key}-t", "Posts an hour", ("Hour", "Posts"), *((str(m.at), str(m.value)) for m in marks)),
    )  # fmt: skip


def steps() -> Chart:
    given = ((6, 90, "Harbour Post"), (9, 120, "Le Fil"), (20, 117, "Tidewire"), (22, 160, "the letter"),
             (23, 158, "Le Fil"), (48, 196, "Harbour Post"), (60, 214, "the letter"), (61, 200, "Tidewire"))  # fmt: skip
    return Chart(
        chart_id="signatures", kind="steps", title="Signatures, as published",
        description="Published counts rise from 90 to 214 of 240 in three days; outlets disagree twice.",
        start=START, end=START + timedelta(hours=96),
        marks=tuple(Mark(at=START + timedelta(hours=h), value=v, label=f"{v}, {s}") for h, v, s in given),
        table=table("signatures-t", "Published counts", ("When", "Count", "Source"),
                    *((f"+{h} h", str(v), s) for h, v, s in given)),
        rules=(Rule(label="240 on the staff (Harbour Post)", value=240),), unit="signature",
    )  # fmt: skip


def slope() -> Chart:
    given = ((0, 3, "Maïwenn Le Bris"), (3, 30, "Goulven Morvan (interim)"), (30, 75, "Hedda Lindqvist"),
             (75, None, "Maïwenn Le Bris"))  # fmt: skip
    return Chart(
        chart_id="leaders", kind="slope", title="Who held the office of chief executive",
        description="Three people held the office in four days; the first came back.",
        start=START, end=START + timedelta(hours=96),
        marks=tuple(
            Mark(at=START + timedelta(hours=a), value=1, label=n, lane=i,
                 end=None if b is None else START + timedelta(hours=b))
            for i, (a, b, n) in enumerate(given)
        ),
        table=table("leaders-t", "Chief executives", ("Person", "From", "To"),
                    *((n, f"+{a} h", f"+{b} h") for a, b, n in given)),
        lanes=("", "", "", ""),
    )  # fmt: skip


def card(n: int) -> Card:
    hostile = n < len(HOSTILE)
    at = START + timedelta(minutes=7 * n)
    stance = ("for", "Maïwenn Le Bris") if n % 3 == 0 else ("confused", "confused")
    wordings = (
        Wording(quote=Part(role="quote", text=post_text(n)[:60], lang="en"), source="The Harbour Post",
                note="one word differs", differences=((5, 12), (20, 30))),
        Wording(quote=Part(role="quote", text="Personne ne nous a rien expliqué.", lang="fr"), source="Le Fil de l’Ouest",
                note="a machine-reworded article: hedged"),
    ) if n % 6 == 0 else ()  # fmt: skip
    return Card(
        card_id=f"c{n}", speaker=HOSTILE[n] if hostile else PEOPLE[n % len(PEOPLE)], role="sound engineer",
        quote=Part(role="quote", text=post_text(n), lang="en", citation=cite(n)), how="own post, X",
        when_local=f"Fri 14 March, {at:%H:%M}", when_utc=f"{at:%H:%M} UTC", status="online on 18 March",
        certainty="observed", copy_text=f"“{post_text(n)}” — {PEOPLE[n % len(PEOPLE)]}, X, {at:%d %B %Y}.",
        citations=(cite(n),), wordings=wordings,
        filters={
            "person": (f"p{n % len(PEOPLE)}", PEOPLE[n % len(PEOPLE)]),
            "stance": stance,
            "day": (f"{at:%Y-%m-%d}", f"{at:%d %B}"),
            "status": ("live", "online") if n % 17 != 3 else ("deleted", "removed"),
        },
    )  # fmt: skip


def sec(key, title, blocks) -> Section:
    return Section(key=key, title=title, blocks=blocks)


def report(lang="en", size: int = 60, quotes: int = 24, first: int = 0) -> Report:
    """The report, with ``size`` posts as evidence."""
    slogan = "Ondelune is its people. Bring Maïwenn back."
    big = posts(*range(10, min(size, 147)))
    stances = Table(
        table_id="stances", caption="Whom words were aimed at", columns=("Group", "Maïwenn Le Bris", "The board"),
        rows=(
            (cell("Executives"), cell("2 for", posts(9, 12)), cell("none found")),
            (cell("Other staff"), cell("41 for, 1 against", posts(*range(12, 30))), cell("9 against", posts(13, 14, 0, 4))),
        ),
    )  # fmt: skip
    sections = (
        sec("figures", "In figures", (
            Figure(figure_id="f1", value=Part(role="count", text="214", count=Count(value=214, unit="signature", rule="tally", of=240, of_label="group", published_by=article(0).document_id)),
                   label="signatures, of 240 on the staff", how="The highest count published, in the letter’s second version.", citations=(of_article(0),)),
            Figure(figure_id="f2", value=counted("137", big), label="people heard from; 103 not", how="People of the roster with at least one public post or quotation."),
            Figure(figure_id="f3", value=counted("3", posts(9, 12, 15)), label="messages posted in unison", how="Posts alike after normalising, by three people or more."),
            Figure(figure_id="f4", value=counted("4", posts(20, 37, 54, 3)), label="items no longer available, of 512", how="Items observed as deleted."),
        )),
        sec("key-points", "Key points", (
            say("k3", "Three people held the office of chief executive in ", Part(role="count", text="four days", count=Count(value=4, unit="day", rule="succession")), ".", cites=(9, 12), certainty="several-outlets"),
            say("k4", "A letter that asks for the return of ", Part(role="name", text="Maïwenn Le Bris", ref="p:m"), " carried ", Part(role="count", text="214 signatures", count=Count(value=214, unit="signature", rule="tally", of=240, of_label="group", published_by=article(0).document_id)), " of ", counted("240 employees", posts(9)), ".", certainty="one-outlet"),
            say("k5", counted("137 people", big), " posted “", quote(slogan), "” or nearly the same words; the earliest post found is by ", Part(role="name", text="Farida Benali", ref="p:f"), ".", cites=tuple(range(9, 31))),
            say("k6", "Twenty-two colleagues repeated a call by their team lead within ", Part(role="count", text="40 minutes", count=Count(value=40, unit="minute", rule="earlier", ids=posts(9, 12))), ", word for word.", certainty="observed"),
            say("k7", "We found no post by ", counted("103 people", posts(14), of=240), " we looked for.", cites=(), certainty="absence"),
        )),
        sec("hours", "Hour by hour", (hours(), say("k8", "At 16:20 the board announced the dismissal.", certainty="several-outlets"), say("k9", "At 16:34, fourteen minutes later, came the earliest post we found.", certainty="observed"))),
        sec("led", "Who led, and who moved", (slope(), say("k10", "According to The Harbour Post, Goulven Morvan acted as interim chief executive from Friday to Saturday.", certainty="one-outlet"),
            table("moves", "Who moved where", ("Person", "From", "To", "Status"), ("Eoin Walsh", "Ondelune", "Marée Haute", "announced, then reversed"), ("Oona Virtanen", "Ondelune", "Marée Haute", "done")))),
        sec("unison", "In unison", (
            Group(group_id="g1", title=(words("“"), quote(slogan), words("”")), blocks=(say("k11", counted("137 people", big), " posted these words in ", counted("147 posts", big, of=None), "."), strip("s1"), table("v1", "Wordings", ("Wording", "Posts"), (slogan, "90"), ("Ondelune is its people", "47")))),
            Group(group_id="g2", title=(words("A wave of blue hearts: 💙"),), blocks=(say("k12", counted("58 posts", posts(*range(10, 40))), " carried a blue heart within two hours."), strip("s2"))),
            Group(group_id="g3", title=(words("“"), quote(HOSTILE[4]), words("”")), blocks=(say("k13", "Hostile: “", quote(HOSTILE[0]), "”, “", quote(HOSTILE[3]), "”, “", quote(HOSTILE[4]), "”, “", quote(HOSTILE[2]), "”."),)),
        )),
        sec("letter", "The letter", (steps(), say("k14", "The letter asks the board to resign, and says signatories may leave otherwise.", reworded_by="Ana, desk"),
            Passage(passage_id="l1", title="The letter, first version", text="To the board.\n\nWe ask you to resign.\n" * 30, lang="en", citation=of_article(1)))),
        sec("quotes", "Who said what", tuple(card(n) for n in range(first, first + quotes))),
        sec("stances", "Who supported or criticised whom", (stances,)),
        sec("unknown", "What we do not know", (say("k15", "We did not look on Instagram.", cites=(), certainty="absence"), say("k16", "Nobody rechecked ", counted("400 posts", big), ".", certainty="absence"))),
        sec("method", "How we counted", (say("k17", "Posts are alike when ", Part(role="label", text="0.8"), " of their words are.", cites=()),)),
        sec("sources", "Sources", (table("src", "Sources and their quality", ("Outlet", "Quality"), ("The Harbour Post", "clean"), ("Tidewire", "reworded by a machine")),)),
    )  # fmt: skip
    labels = dict(LABELS) | {
        "rule:echo:near": "Posts whose words overlap by at least four fifths after normalising.",
        "rule:tally": "The number that the source prints.",
        "of:group": "people in the roster",
    }
    return Report(
        lang=lang, title="Ondelune, March 2031",
        masthead=("14–18 March 2031", "Times in Europe/Paris", "Contrecoup 0.1.0, built 18 March 2031, 09:00", "1 correction"),
        headline=say("k1", "After Ondelune’s chief executive was dismissed, ", counted("137 of 240 colleagues", big), " posted “", quote("Ondelune is its people"), "”", certainty="computed", cites=(9, 12, 15)),
        standfirst=say("k2", "Three chief executives in four days; ", Part(role="count", text="214 signatures", count=Count(value=214, unit="signature", rule="tally", of=240, published_by="article:unknown")), " under a letter that asks the board to resign, according to The Harbour Post.", certainty="one-outlet"),
        sections=sections,
        evidence=(*(article(n) for n in range(3)), *(item(n) for n in range(size))),
        labels=labels, as_of=datetime(2031, 3, 18, 8, tzinfo=UTC), zone="Europe/Paris", version="0.1.0",
        footer=("Cite as: Contrecoup, “Ondelune, March 2031”.", "Licence CC BY 4.0. Contact: desk@example.org"),
        corrections=(Correction(sentence_id="k3", old="Two people held the office.", new="Three people held the office.", why="a third article", who="Ana", at=datetime(2031, 3, 18, 7, tzinfo=UTC)),),
    )  # fmt: skip
