"""The truth of the sample case: every planted fact, for tests only. No product code reads it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from eval.sample import bluesky as at_proto
from eval.sample import mastodon as fedi
from eval.sample.cast import Person
from eval.sample.press import Article, signatories
from eval.sample.words import LETTER, NEAR, SLOGAN, Post

Json = dict[str, Any]
KM_DELETED = datetime(2031, 3, 15, 22, 47, 18, 402000, tzinfo=UTC)

# type, person, organisation, role, replaces, status, day, labels of posts that say it
MOVES = (
    ("dismiss", "nolwenn-trevidic", "Ondelune", "chief executive", None, "done", "2031-03-14",
     "dismissal dismissal-en nt1"),
    ("interim", "farid-ouazzani", "Ondelune", "chief executive", "nolwenn-trevidic", "done",
     "2031-03-14", "dismissal dismissal-en fo1"),
    ("resign", "ewan-tolliver", "Ondelune", "president", None, "done", "2031-03-15", "et1"),
    ("leave", "solveig-aasland", "Varde Marine", "chief executive", None, "done", "2031-03-16", ""),
    ("appoint", "solveig-aasland", "Ondelune", "chief executive", "farid-ouazzani", "done",
     "2031-03-16", "aasland-hq sa1"),
    ("return", "farid-ouazzani", "Ondelune", "chief technology officer", None, "done",
     "2031-03-16", "aasland-hq fo-handover"),
    ("join", "nolwenn-trevidic", "Pelagia Systems", None, None, "announced", "2031-03-17",
     "oy1 nt-pelagia"),
    ("join", "ewan-tolliver", "Pelagia Systems", None, None, "announced", "2031-03-17", "oy1"),
    ("join", "mathieu-kerjean", "Pelagia Systems", None, None, "reversed", "2031-03-17",
     "oy1 mk1 mk2 jf2"),
    ("join", "ines-abgrall", "Pelagia Systems", None, None, "announced", "2031-03-17", "ia1"),
    ("leave", "ines-abgrall", "Ondelune", "head of modelling", None, "announced", "2031-03-17",
     "ia1"),
    ("leave", "siobhan-delaney", "Ondelune", "data scientist", None, "done", "2031-03-17", "sd1"),
    ("join", "siobhan-delaney", "Pelagia Systems", None, None, "announced", "2031-03-17", "sd1"),
    ("leave", "farid-ouazzani", "Ondelune", None, None, "denied", "2031-03-17", "fo2"),
    ("return", "nolwenn-trevidic", "Ondelune", "chief executive", None, "demanded", "2031-03-15",
     ""),
)  # fmt: skip
ORGANISATIONS = {
    "ondelune": "Ondelune",
    "pelagia": "Pelagia Systems",
    "varde-marine": "Varde Marine",
    "board": "Ondelune's board",
}


def stamp(at: datetime) -> str:
    """ISO 8601, UTC, to the millisecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def _post(post: Post) -> Json:
    made: Json = {
        "id": post.ref,
        "platform": post.platform,
        "author": post.author.key,
        "at": stamp(post.at),
        "kind": post.kind,
        "lang": post.lang,
        "text": post.text,
    }
    if post.label:
        made["label"] = post.label
    if post.target:
        made["target"] = post.target.ref
    if post.links:
        made["links"] = post.links
    return made


def _people(people: list[Person], posts: list[Post], dids: dict[str, str]) -> list[Json]:
    counts = Counter(p.author.key for p in posts)
    return [
        {
            "key": p.key,
            "name": p.name,
            "kind": p.kind,
            "group": p.in_group,
            "on_roster": p.kind in ("roster", "rival"),
            "public": p.public == "yes",
            "handles": p.handles,
            "did": dids.get(p.key),
            "items": counts[p.key],
            "bio_names_ondelune": "ondelune" in p.bio.lower(),
        }
        for p in people
    ]


def _who(posts: list[Post]) -> Json:
    """Accounts and people of a set of posts, by what can be known of them."""
    authors = {p.author.key: p.author for p in posts}
    accounts = {(p.author.key, p.platform) for p in posts}

    def keys(*kinds: str) -> list[str]:
        return sorted(k for k, a in authors.items() if a.kind in kinds)

    return {
        "posts": len(posts),
        "accounts": len(accounts),
        "people": len(authors),
        "roster_people": keys("roster"),
        "staff_without_row": keys("staff"),
        "bystanders": keys("bystander", "outlet", "organisation", "rival"),
        "post_ids": [p.ref for p in sorted(posts, key=lambda p: p.at)],
    }


def _slogan(posts: list[Post]) -> Json:
    said = [p for p in posts if "slogan" in p.marks]
    first = min(said, key=lambda p: p.at)
    made: Json = {
        "texts": SLOGAN,
        **_who(said),
        "first": {"id": first.ref, "author": first.author.key, "at": stamp(first.at)},
        "near_but_other_words": {
            "texts": list(NEAR),
            "post_ids": [p.ref for p in posts if "near" in p.marks],
        },
    }
    for lang in SLOGAN:
        some = sorted(
            (p for p in said if p.text.lower().find("crew" if lang == "en" else "quipage") >= 0),
            key=lambda p: p.at,
        )
        made[lang] = {
            **_who(some),
            "first": {"id": some[0].ref, "author": some[0].author.key, "at": stamp(some[0].at)},
        }
    return made


def _hearts(posts: list[Post]) -> Json:
    said = [p for p in posts if "heart" in p.marks]
    hours = Counter(p.at.replace(minute=0, second=0, microsecond=0) for p in said)
    peak, size = hours.most_common(1)[0]
    return {
        "emoji": "💙",
        "colour": "blue",
        **_who(said),
        "peak_hour": stamp(peak),
        "peak_posts": size,
        "by_hour": {stamp(h): n for h, n in sorted(hours.items())},
        "replies_that_begin_with_a_mention": [p.ref for p in said if p.kind == "reply"],
    }


def _call(posts: list[Post]) -> Json:
    copies = sorted((p for p in posts if "call" in p.marks), key=lambda p: p.at)
    lead, *others = copies
    return {
        "lead": {"author": lead.author.key, "id": lead.ref, "at": stamp(lead.at)},
        "text": lead.text,
        "colleagues": len({p.author.key for p in others}),
        "post_ids": [p.ref for p in others],
        "authors": [p.author.key for p in others],
        "last_at": stamp(others[-1].at),
        "window_minutes": round((others[-1].at - lead.at) / timedelta(minutes=1), 2),
    }


def _stances(posts: list[Post]) -> list[Json]:
    found = []
    for post in posts:
        value = post.marks.get("stance", "")
        polarity, _, target = value.partition(":")
        if "confused" in post.marks:
            polarity, target = "confused", ""
        if polarity:
            found.append(
                {
                    "person": post.author.key,
                    "id": post.ref,
                    "at": stamp(post.at),
                    "polarity": polarity,
                    "target": target or None,
                }
            )
    return found


def _states(by_label: dict[str, Post], posts: list[Post], sky: at_proto.Bluesky,
            people: dict[str, Person]) -> Json:  # fmt: skip
    km = by_label["km1"]
    bsky = next(p for p in posts if "edit-bsky" in p.marks)
    masto = next(p for p in posts if "edited" in p.marks)
    gone = people["teodor-albu"]
    return {
        "deleted": [
            {
                "id": km.ref,
                "author": km.author.key,
                "posted": stamp(km.at),
                "deleted": stamp(KM_DELETED),
                "hours": round((KM_DELETED - km.at) / timedelta(hours=1), 2),
                "by": "author",
                "evidence": ["x/compliance.jsonl", "x/lookup.jsonl"],
                "reported_in": ["press/07-filmarin-marchetaud.html"],
            }
        ],
        "deleted_before_capture": [
            {
                "id": sky.unseen(people),
                "author": "staff-tristan",
                "deleted": stamp(at_proto.UNSEEN_DELETED),
                "evidence": ["bluesky/jetstream.ndjson"],
            }
        ],
        "edited": [
            {
                "id": bsky.ref,
                "author": bsky.author.key,
                "at": stamp(bsky.at + at_proto.EDIT_AFTER),
                "before": bsky.text.replace(*at_proto.EDIT_BEFORE),
                "after": bsky.text,
            },
            {
                "id": masto.ref,
                "author": masto.author.key,
                "at": stamp(masto.at + fedi.EDIT_AFTER),
                "before": masto.text.replace(*fedi.EDIT_BEFORE),
                "after": masto.text,
            },
        ],
        "accounts_gone": [
            {
                "author": gone.key,
                "did": sky.did(gone),
                "handle": gone.handles["bluesky"],
                "status": "deleted",
                "at": stamp(at_proto.GONE_AT),
                "post_ids": [p.ref for p in posts if p.author is gone],
            }
        ],
    }


def _article(article: Article, by_label: dict[str, Post]) -> Json:
    quotations = []
    for quotation in article.quotations.values():
        made = dict(quotation)
        label = made["post"]
        made["post_label"] = label
        made["post"] = by_label[label].ref if label else None
        quotations.append(made)
    facts: dict[str, list[Json]] = {}
    for kind, *cells, span in article.facts:
        facts.setdefault(kind, []).append({"values": cells, "span": span})
    return {
        "file": article.path,
        "url": article.url,
        "title": article.head["title"],
        "outlet": article.head["outlet"],
        "published": article.head["published"],
        "lang": article.head["lang"],
        "title_quotes": by_label[t].ref if (t := article.head.get("title_quotes")) else None,
        "quality": "reworded" if article.spun else "clean",
        "spun": article.spun,
        "quotations": quotations,
        "facts": facts,
    }


def _tallies(articles: list[Article]) -> list[Json]:
    found: list[Json] = [
        {"value": value, "qualifier": "exact", "of": of, "by": "letter", "at": at, "file": name}
        for value, of, at, name in (
            (90, None, "2031-03-15T23:00:00+01:00", "letter.v1.html"),
            (214, 240, "2031-03-17T22:00:00+01:00", "letter.v2.html"),
        )
    ]
    for article in articles:
        for kind, *cells, span in article.facts:
            if kind != "tally":
                continue
            found.append(
                {
                    "value": int(cells[0]),
                    "qualifier": cells[1],
                    "of": None if cells[2] == "null" else int(cells[2]),
                    "by": article.head["outlet"],
                    "at": article.head["published"],
                    "file": article.path,
                    "span": span,
                }
            )
    return found


def _moves(articles: list[Article], by_label: dict[str, Post]) -> list[Json]:
    said: dict[tuple[str, str, str], list[Json]] = {}
    for article in articles:
        for kind, *cells, span in article.facts:
            if kind != "move":
                continue
            what, who, where, modality = cells
            for person in who.split(", "):
                entry = {"file": article.path, "modality": modality, "span": span}
                same = {"succeed": "appoint"}.get(what, what)
                said.setdefault((same, person, ORGANISATIONS[where]), []).append(entry)
    found = []
    for what, person, where, role, replaces, status, day, labels in MOVES:
        found.append(
            {
                "type": what,
                "person": person,
                "organisation": where,
                "role": role,
                "replaces": replaces,
                "status": status,
                "day": day,
                "post_ids": [by_label[label].ref for label in labels.split()],
                "said_in": said.pop((what, person, where), []),
            }
        )
    for (what, person, where), entries in said.items():
        found.append(
            {
                "type": what,
                "person": person,
                "organisation": where,
                "role": None,
                "replaces": None,
                "status": "reported and denied" if person == "farid-ouazzani" else "reported",
                "day": None,
                "post_ids": [],
                "said_in": entries,
            }
        )
    return found


def build(
    people: list[Person],
    posts: list[Post],
    sky: at_proto.Bluesky,
    articles: list[Article],
    reading: Json,
) -> Json:
    """All of it."""
    known = {p.key: p for p in people}
    by_label = {p.label: p for p in posts if p.label}
    public = [p for p in posts if "private" not in p.marks]
    rostered = [p for p in people if p.kind == "roster"]
    event = by_label["dismissal"].at
    firsts = []
    for person in rostered:
        mine = [p for p in public if p.author is person and p.kind != "repost" and p.at >= event]
        if mine:
            first = min(mine, key=lambda p: p.at)
            minutes = round((first.at - event) / timedelta(minutes=1), 1)
            firsts.append({"person": person.key, "id": first.ref, "minutes": minutes})
    silent = [p.key for p in rostered if "silent" in p.flags]
    distorted = [
        {
            "file": a.path,
            "speaker": q["speaker"],
            "content": q["content"],
            "distorted": q["distorted"],
        }
        for a in articles
        for q in a.quotations.values()
        if q["post"] == "gp1"
    ]
    return {
        "case": "ondelune-2031",
        "staff_total": 240,
        "people": _people(people, posts, sky.dids),
        "silent": silent,
        "first_posts": sorted(firsts, key=lambda f: float(f["minutes"])),
        "succession": {
            "role": "chief executive",
            "organisation": "Ondelune",
            "people": [
                {"person": "nolwenn-trevidic", "until": "2031-03-14T16:30:00Z"},
                {
                    "person": "farid-ouazzani",
                    "from": "2031-03-14T16:30:00Z",
                    "until": "2031-03-16T19:00:00Z",
                    "interim": True,
                },
                {"person": "solveig-aasland", "from": "2031-03-16T19:00:00Z"},
            ],
        },
        "moves": _moves(articles, by_label),
        "slogan": _slogan(public),
        "hearts": _hearts(public),
        "call": _call(public),
        "hostile": [p.ref for p in public if "hostile" in p.marks],
        "quoted_in_two_wordings": {
            "id": by_label["gp1"].ref,
            "text": by_label["gp1"].text,
            "articles": distorted,
            "protests": [p.ref for p in posts if p.author.key == "gwenael-postic"][-2:],
        },
        "states": _states(by_label, posts, sky, known),
        "tallies": _tallies(articles),
        "letter": {
            "url": LETTER,
            "addressee": "board",
            "versions": [
                {"file": "letter.v1.html", "at": "2031-03-15T22:00:00Z", "count": 90},
                {"file": "letter.v2.html", "at": "2031-03-17T21:00:00Z", "count": 214, "of": 240},
            ],
            "signatories": {f"v{n}": [p.key for p in signatories(people, n)] for n in (1, 2)},
            "demands": {
                "v1": ["publish the reasons", "directors resign", "reinstate Nolwenn Trévidic"],
                "v2_reworded": ["directors resign, after a transition of two weeks at most"],
                "v2_added": ["an independent mediator appointed by Wednesday"],
            },
            "condition": "no answer before noon on Wednesday 19 March 2031",
            "deadline": "2031-03-19T12:00:00+01:00",
            "threat": "hand in their resignations",
        },
        "stances": _stances(public),
        "ambiguous": {
            "same_name_bystander": ["julien-morvan", "bys-julien-morvan"],
            "same_name_both_on_roster": ["camille-roussel-qualite", "camille-roussel-planeurs"],
            "account_that_cannot_be_decided": {
                "account": "croussel@phare.example",
                "platform": "mastodon",
                "candidates": ["camille-roussel-qualite", "camille-roussel-planeurs"],
                "in_fact": "somebody else at Ondelune without a row in the roster",
            },
        },
        "articles": [_article(a, by_label) for a in articles],
        "reading": reading,
        "posts": [_post(p) for p in sorted(posts, key=lambda p: (p.at, p.ref))],
    }
