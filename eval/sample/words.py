"""What was posted: the hand-written posts, and the crowd's slogans, hearts and small talk."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from eval.sample.cast import PLATFORMS, Person

HERE = Path(__file__).parent
LETTER = "https://lettre-ondelune.example/"
SLOGAN = {
    "en": "No new course without the crew",
    "fr": "On ne change pas de cap sans l'équipage",
}
LIVE_FROM = datetime(2031, 3, 15, 12, 0, tzinfo=UTC)  # a repost on Bluesky is only seen live
LAST = datetime(2031, 3, 18, 20, 30, tzinfo=UTC)
NEAR = (
    "Pas de nouveau cap sans l'équipage.",
    "Change course? Not without the crew.",
    "On ne changera pas de cap sans son équipage !",
    "No new heading without the crew",
)
HEARTS = (
    "💙",
    "💙💙💙",
    "💙 💙 💙",
    "💙\ufe0f",
    "💙💙",
    "💙\n💙\n💙",
    "💙💙💙💙💙",
    "💙\ufe0f💙\ufe0f💙\ufe0f",
    "💙 ",
)


@dataclass
class Post:
    """One post before it has a platform's shape. `ref` is set when it gets one."""

    author: Person
    platform: str
    lang: str
    at: datetime
    text: str
    kind: str = "post"  # post, reply, quote, repost
    label: str = ""
    target: Post | None = None
    links: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    ref: str = ""
    native: str = ""


def instant(text: str, rng: random.Random) -> datetime:
    """`14T16:30` or `14T16:30:00`, in March 2031, UTC; invented seconds and milliseconds."""
    day, clock = text.split("T")
    parts = [int(p) for p in clock.split(":")]
    second = parts[2] if len(parts) == 3 else rng.randrange(2, 58)
    milli = rng.randrange(1000)
    return datetime(2031, 3, int(day), parts[0], parts[1], second, milli * 1000, UTC)


def written(people: dict[str, Person], urls: dict[str, str], rng: random.Random) -> list[Post]:
    """The posts of posts.txt, with replies and quotations tied to their targets."""
    posts: list[Post] = []
    labelled: dict[str, Post] = {}
    blocks = (HERE / "posts.txt").read_text(encoding="utf-8").split("\n= ")[1:]
    for block in blocks:
        head, text = block.strip("\n").split("\n", 1)
        label, author, platform, lang, at, *marks = head.split()
        found = dict(mark.partition("=")[::2] for mark in marks)
        links = []
        for name, url in (
            ("{letter2}", LETTER),
            ("{letter}", LETTER),
            ("{link}", urls.get(found.get("link", ""), "")),
        ):
            if name in text:
                text = text.replace(name, url)
                links.append(url)
        post = Post(people[author], platform, lang, instant(at, rng), text, links=links)
        post.marks = found
        post.label = "" if label == "-" else label
        for kind, mark in (("reply", "re"), ("quote", "quote")):
            if mark in found:
                post.kind, post.target = kind, labelled[found[mark]]
        if platform not in post.author.handles:
            raise LookupError(head)
        if post.label:
            labelled[post.label] = post
        posts.append(post)
    return posts


def platform_of(person: Person, rng: random.Random) -> str:
    """Where a person posts this time."""
    return rng.choice([p for p in PLATFORMS if p in person.handles])


def between(rng: random.Random, start: str, end: str) -> datetime:
    """A random instant between two of March 2031."""
    a, b = (datetime.fromisoformat(f"2031-03-{t}:00+00:00") for t in (start, end))
    span = int((b - a).total_seconds() * 1000)
    return a + timedelta(milliseconds=rng.randrange(span))


def slogan_text(lang: str, at: datetime, rng: random.Random) -> tuple[str, list[str]]:
    """The slogan as people really type it."""
    text = SLOGAN[lang]
    if lang == "fr" and rng.random() < 0.35:
        text = text.replace("'", "’")
    text = rng.choices((text, text.lower(), text.upper()), weights=(70, 20, 10))[0]
    text += rng.choices((".", "", "!", " !", "…", ".."), weights=(46, 28, 10, 8, 4, 4))[0]
    shape = rng.random()
    links: list[str] = []
    if shape < 0.14:
        text = f"« {text} »" if lang == "fr" else f"“{text}”"
    elif shape < 0.34:
        text += rng.choice((" 💙", " 🌊", " ⚓", " ⚓️", " 💙🌊", "\n💙"))
    elif shape < 0.46:
        text += rng.choice((" #Ondelune", " #ondelune", "\n\n#Ondelune"))
    elif shape < 0.52:
        text = "⚓ " + text
    elif shape < 0.60 and at > datetime(2031, 3, 15, 22, 30, tzinfo=UTC):
        text += " " + LETTER
        links.append(LETTER)
    return text, links


def slogans(
    roster: list[Person], staff: list[Person], passers: list[Person], rng: random.Random
) -> list[Post]:
    """The slogan by everybody in the three lists; a few say it twice."""
    windows = (
        (("15T13:10", "15T18:30"), 20),
        (("15T18:30", "15T22:45"), 34),
        (("16T07:30", "16T12:30"), 26),
        (("16T17:00", "16T23:00"), 18),
        (("17T07:00", "18T18:00"), 12),
    )
    posts: list[Post] = []
    again = rng.sample(roster, 3) + rng.sample(staff, 2) + rng.sample(passers, 1)
    for person in [*roster, *staff, *passers, *again]:
        start, end = rng.choices([w for w, _ in windows], weights=[n for _, n in windows])[0]
        at = between(rng, start, end)
        if "gone" in person.flags:
            at = between(rng, "15T19:00", "16T12:00")
        lang = person.lang if rng.random() < 0.88 else ("en" if person.lang == "fr" else "fr")
        text, links = slogan_text(lang, at, rng)
        post = Post(person, platform_of(person, rng), lang, at, text, links=links)
        post.marks = {"slogan": lang}
        posts.append(post)
    return posts


def near_slogans(people: list[Person], rng: random.Random) -> list[Post]:
    """Close to the slogan, but in other words."""
    return [
        Post(
            person,
            platform_of(person, rng),
            "fr" if "cap" in text else "en",
            between(rng, "16T08:00", "17T20:00"),
            text,
            marks={"near": "slogan"},
        )
        for person, text in zip(people, NEAR, strict=True)
    ]


def hearts(people: list[Person], target: Post, rng: random.Random) -> list[Post]:
    """The wave: nearly only blue hearts; a few answer the message itself."""
    windows = (
        (("15T17:00", "15T18:00"), 20),
        (("15T18:00", "15T19:00"), 44),
        (("15T19:00", "15T20:00"), 18),
        (("15T20:00", "15T23:00"), 10),
        (("16T08:00", "17T20:00"), 8),
    )
    posts: list[Post] = []
    for person in people:
        start, end = rng.choices([w for w, _ in windows], weights=[n for _, n in windows])[0]
        weights = (30, 16, 10, 10, 12, 6, 6, 5, 5)
        text = rng.choices(HEARTS, weights=weights)[0]
        platform = platform_of(person, rng)
        at = between(rng, start, end)
        post = Post(person, platform, "und", at, text, marks={"heart": "1"})
        if platform == "x" and rng.random() < 0.16:
            post.kind, post.target = "reply", target
            post.text = "@" + target.author.handles["x"] + " " + text
        posts.append(post)
    return posts


def calls(lead: Post, callers: Iterable[Person], rng: random.Random) -> list[Post]:
    """The team lead's call, word for word, within forty minutes."""
    minutes = sorted(rng.uniform(2.5, 39.0) for _ in range(22))
    posts = []
    people = list(callers)
    rng.shuffle(people)
    for person, minute in zip(people, minutes, strict=True):
        platform = next(p for p in PLATFORMS if p in person.handles)
        if person.key == "grace-adeyinka":
            platform = "mastodon"
        if person.key in ("oumou-diarra", "devika-sundaresh"):
            platform = "bluesky"
        at = lead.at + timedelta(milliseconds=int(minute * 60_000))
        post = Post(person, platform, "fr", at, lead.text)
        post.marks = {"call": "", "stance": "against:board"}
        posts.append(post)
    return posts


def noise(people: list[Person], rng: random.Random) -> list[Post]:
    """Weekend life. Each text is posted once."""
    posts = []
    for lang in ("fr", "en"):
        lines = (HERE / f"noise.{lang}.txt").read_text(encoding="utf-8").splitlines()
        speakers = [p for p in people if p.lang == lang]
        for line in lines:
            person = rng.choice(speakers)
            at = between(rng, "14T13:00", "18T20:30")
            mark = {"noise": ""}
            posts.append(Post(person, platform_of(person, rng), lang, at, line, marks=mark))
    return posts


def replies(posts: list[Post], people: list[Person], rng: random.Random) -> list[Post]:
    """Short written answers, by people who have an account where the post is."""
    labelled = {p.label: p for p in posts if p.label}
    made = []
    spent: Counter[str] = Counter()
    for line in (HERE / "replies.txt").read_text(encoding="utf-8").splitlines()[1:]:
        label, lang, who, text = (cell.strip() for cell in line.split("|"))
        target = labelled[label]
        able = [p for p in people if p.lang == lang and target.platform in p.handles]
        able = [p for p in able if who in (p.key, p.kind) and spent[p.key] < 2]
        person = rng.choice(able)
        spent[person.key] += 1
        if target.platform == "x":
            text = f"@{target.author.handles['x']} {text}"
        at = target.at + timedelta(seconds=rng.randrange(90, 7200), milliseconds=rng.randrange(999))
        made.append(Post(person, target.platform, lang, at, text, "reply", target=target))
    return made


def reposts(posts: list[Post], people: list[Person], count: int, rng: random.Random) -> list[Post]:
    """Plain reposts of what was widely seen; a person reposts a post once."""
    weights = {"call": 9, "nt1": 9, "nt2": 5, "et1": 6, "gp1": 5, "mk2": 4, "slogan-fr-first": 6}
    weights |= {"slogan-en-first": 6, "letter1": 9, "letter1x": 6, "letter2": 8, "letter2x": 5}
    pool = [
        p
        for p in posts
        if p.kind == "post" and p.label and not {"deleted", "private"} & p.marks.keys()
    ]
    pool = [p for p in pool if "gone" not in p.author.flags]
    made: list[Post] = []
    seen: set[tuple[str, str]] = set()
    while len(made) < count:
        target = rng.choices(pool, weights=[weights.get(p.label, 1) for p in pool])[0]
        person = rng.choice([p for p in people if target.platform in p.handles])
        if person is target.author or (person.key, target.label) in seen:
            continue
        seen.add((person.key, target.label))
        at = target.at + timedelta(
            seconds=rng.randrange(60, 36_000), milliseconds=rng.randrange(999)
        )
        if at > LAST or (target.platform == "bluesky" and at < LIVE_FROM):
            continue
        post = Post(person, target.platform, target.lang, at, target.text, "repost", target=target)
        post.links = list(target.links)
        made.append(post)
    return made
