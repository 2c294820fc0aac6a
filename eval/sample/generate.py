"""Write the sample case and its truth: `python -m eval.sample.generate [--out DIR]`.

Seeded: every run writes the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval.sample import hostile, press, truth, words
from eval.sample.bluesky import Bluesky
from eval.sample.cast import Person, crowd, others, roster
from eval.sample.mastodon import SERVERS, Mastodon
from eval.sample.words import LIVE_FROM, Post
from eval.sample.x import X, lines, stamp

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CASE = ROOT / "src" / "contrecoup" / "sample" / "ondelune-2031"
SEED = 20310314
Json = dict[str, Any]
FIRST_SEARCH = datetime(2031, 3, 15, 20, 41, 12, tzinfo=UTC)
LAST_SEARCH = datetime(2031, 3, 18, 21, 2, 40, tzinfo=UTC)
LOOKUP = datetime(2031, 3, 18, 21, 9, 5, tzinfo=UTC)
BROWSER = datetime(2031, 3, 17, 9, 30, 0, tzinfo=UTC)
LOOKED_UP = (
    "dismissal",
    "nt1",
    "et1",
    "fo1",
    "gp1",
    "oumou-long",
    "rory2",
    "lm1",
    "call",
    "oy1",
    "mk1",
    "mk2",
)
ROSTER_HEADER = (
    "person",
    "name",
    "other_names",
    "organisation",
    "role",
    "team",
    "from",
    "to",
    "x",
    "bluesky",
    "mastodon",
    "source",
    "public",
)


def roster_csv(people: list[Person]) -> str:
    """One row per affiliation."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(ROSTER_HEADER)
    for person in people:
        handles = [person.handles.get(p, "") for p in ("x", "bluesky", "mastodon")]
        for a in person.affiliations:
            row = [person.key, person.name, person.other_names, a.organisation, a.role, a.team]
            writer.writerow([*row, a.start, a.end, *handles, a.source, person.public])
    return out.getvalue()


def write_posts(people: list[Person], urls: dict[str, str], rng: random.Random) -> list[Post]:
    """Everything that was posted."""
    known = {p.key: p for p in people}
    posts = words.written(known, urls, rng)
    by_label = {p.label: p for p in posts if p.label}
    rostered = [p for p in people if p.kind == "roster" and "silent" not in p.flags]
    callers = [p for p in rostered if "caller" in p.flags]
    staff = [p for p in people if p.kind == "staff"]
    passers = [p for p in people if p.kind == "bystander"]
    first = {"brigid-sweeney", "fanch-cozanet"}
    sloganers = [p for p in callers if p.key not in first]
    sloganers += [known[k] for k in ("yann-le-goasguen", "teodor-albu")]
    unsloganed = ("amb-camille-roussel", "staff-enora")
    crew = [p for p in staff if p.key not in unsloganed]
    watchers = [p for p in passers if p.key not in ("bys-julien-morvan", "bys-invest")]
    posts += words.slogans(sloganers, rng.sample(crew, 48), rng.sample(watchers, 40), rng)
    posts += words.near_slogans(rng.sample(watchers, 2) + rng.sample(crew, 2), rng)
    hearted = rng.sample(callers, 18) + rng.sample(staff, 46) + rng.sample(watchers, 26)
    posts += words.hearts(hearted, by_label["nt2"], rng)
    posts += words.calls(by_label["call"], callers, rng)
    chatty = [p for p in rostered if p.affiliations[0].team != "Direction"]
    chatty = [p for p in chatty if "Conseil" not in p.affiliations[0].team]
    chatty = [p for p in chatty if "gone" not in p.flags]
    posts += words.noise(chatty + staff + passers, rng)
    posts += words.replies(posts, staff + watchers, rng)
    posts += words.reposts(posts, callers + staff + watchers, 128, rng)
    return posts + hostile.posts(known)


def _has_posted(person: Person, posts: list[Post]) -> bool:
    return any(p.author is person for p in posts)


def build() -> tuple[dict[str, str], Json]:
    """Every file of the case (path → text) and the truth."""
    rng = random.Random(SEED)
    named = roster() + others()
    taken = {p.name for p in named} | {h for p in named for h in p.handles.values()}
    people = [*named, *crowd(rng, "staff", 56, taken), *crowd(rng, "bystander", 44, taken)]
    articles = press.articles()
    urls = {a.head["file"][:2]: a.url for a in articles}
    posts = write_posts(people, urls, rng)
    people = [p for p in people if p.kind in ("roster", "rival") or _has_posted(p, posts)]
    known = {p.key: p for p in people}
    x, sky, fedi = X(posts, rng), Bluesky(posts, rng), Mastodon(posts, rng)
    made, read = x_files(x)
    live = sky.jetstream(known, lambda p: p.author.in_group or p.kind == "repost")
    made["bluesky/jetstream.ndjson"] = lines(live)
    search = sky.search()
    made["bluesky/searchPosts.json"] = json.dumps(search, ensure_ascii=False, indent=1) + "\n"
    read |= sky_reading(sky, live, search)
    for server in SERVERS:
        statuses, federated = fedi.timeline(server)
        name = f"mastodon/{server}.json"
        made[name] = json.dumps(statuses, ensure_ascii=False, indent=1) + "\n"
        read[name] = {
            "items": len(statuses),
            "also_on_the_other_server": [p.ref for p in federated],
            "not_public": [s["uri"] for s in statuses if s["visibility"] == "private"],
        }
    edited = next(p for p in fedi.posts if "edited" in p.marks)
    name = f"mastodon/phare.example.{edited.native}.history.json"
    made[name] = json.dumps(fedi.history(edited), ensure_ascii=False, indent=1) + "\n"
    read[name] = {"versions": 2, "of": edited.ref}
    made |= press.files(articles)
    made |= {f"letter.v{n}.html": press.letter(people, n) for n in (1, 2)}
    made["roster.csv"] = roster_csv([p for p in people if p.affiliations])
    for name in ("case.toml", "collected.toml"):
        text = (HERE / name).read_text(encoding="utf-8")
        made[name] = text.replace("{edited}", edited.native)
    totals = {
        "posts_by_platform": dict(sorted(Counter(p.platform for p in posts).items())),
        "posts_by_kind": dict(sorted(Counter(p.kind for p in posts).items())),
        "distinct": len({p.ref for p in posts}),
        "files": read,
    }
    return made, truth.build(people, posts, sky, articles, totals)


def x_files(x: X) -> tuple[dict[str, str], Json]:
    """Two searches, one look-up, one compliance file, one browser capture that overlaps."""
    early = [p for p in x.posts if p.at < FIRST_SEARCH]
    late = [p for p in x.posts if p.at >= FIRST_SEARCH]
    by_label = {p.label: p for p in x.posts if p.label}
    asked = [by_label[label] for label in LOOKED_UP]
    km = by_label["km1"]
    plain = [p for p in early if p.kind in ("post", "reply") and p is not km and p.label]
    long = [p for p in x.posts if "note_tweet" in x.data[p.native]]
    seen = [*plain[:17], *[p for p in long if p not in plain[:17] and p.at < BROWSER]]
    capture = [x.captured(p, n + 1, BROWSER) for n, p in enumerate(seen)]
    compliance = {
        "id": km.native,
        "action": "delete",
        "created_at": stamp(km.at),
        "redacted_at": truth.stamp(truth.KM_DELETED),
        "reason": "deleted",
    }
    made = {
        "x/search-1.jsonl": lines(x.pages(early, FIRST_SEARCH)),
        "x/search-2.jsonl": lines(x.pages(late, LAST_SEARCH)),
        "x/lookup.jsonl": lines([x.lookup(asked, [km], LOOKUP)]),
        "x/compliance.jsonl": lines([compliance]) + "\n",
        "x/zeeschuimer.ndjson": lines(capture),
    }
    read: Json = {
        "x/search-1.jsonl": {"items": len(early), "new": len(early)},
        "x/search-2.jsonl": {"items": len(late), "new": len(late)},
        "x/lookup.jsonl": {"items": len(asked), "duplicate": len(asked), "errors": [km.ref]},
        "x/compliance.jsonl": {"items": 1, "about": [km.ref]},
        "x/zeeschuimer.ndjson": {
            "items": len(seen),
            "duplicate": len(seen),
            "rounded_item_ids": [p.ref for p in seen if p.kind == "reply"],
        },
        "x long posts (text only in note_tweet)": [p.ref for p in long],
    }
    return made, read


def sky_reading(sky: Bluesky, live: list[Json], search: Json) -> Json:
    """What a reader finds in the two Bluesky files."""
    found = {v["uri"] for v in search["posts"]}
    created = {
        f"at://{e['did']}/{e['commit']['collection']}/{e['commit']['rkey']}"
        for e in live
        if e["kind"] == "commit" and e["commit"]["operation"] == "create"
    }
    kinds = Counter(
        f"{e['commit']['operation']} {e['commit']['collection']}"
        if e["kind"] == "commit"
        else e["kind"]
        for e in live
    )
    only = [p for p in sky.posts if p.ref not in found and p.ref not in created]
    if only:
        raise ValueError([p.ref for p in only])
    return {
        "bluesky/searchPosts.json": {"items": len(found)},
        "bluesky/jetstream.ndjson": {
            "events": dict(sorted(kinds.items())),
            "since": truth.stamp(LIVE_FROM),
            "also_in_search": len(found & created),
            "only_here": sorted(c for c in created - found if "/app.bsky.feed.like/" not in c),
        },
    }


def write(made: dict[str, str], told: Json, case: Path, truth_file: Path) -> None:
    """Replace the case folder and the truth."""
    if case.exists():
        shutil.rmtree(case)
    for name, text in made.items():
        path = case / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    truth_file.write_bytes((json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())


def main() -> None:
    """Write into the package, or under `--out`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="a folder to write into instead of the package")
    out = parser.parse_args().out
    made, told = build()
    case, truth_file = (out / CASE.name, out / "truth.json") if out else (CASE, HERE / "truth.json")
    write(made, told, case, truth_file)
    print(f"{len(made)} files, {sum(len(t.encode()) for t in made.values())} bytes: {case}")


if __name__ == "__main__":
    main()
