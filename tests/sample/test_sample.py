"""The sample case is what its generator writes, and holds what the truth says."""

import csv
import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CASE = ROOT / "src" / "contrecoup" / "sample" / "ondelune-2031"
TRUTH = json.loads((ROOT / "eval" / "sample" / "truth.json").read_text(encoding="utf-8"))
POSTS = {post["id"]: post for post in TRUTH["posts"]}
PEOPLE = {person["key"]: person for person in TRUTH["people"]}
X_EPOCH = 1288834974657


def json_lines(name):
    text = (CASE / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def pages(*names):
    return [page for name in names for page in json_lines(f"x/{name}.jsonl")]


def raw_ids():
    """Every post id in the raw files."""
    found = Counter()
    for page in pages("search-1", "search-2", "lookup"):
        found.update(f"x:{tweet['id']}" for tweet in page["data"])
    found.update(f"x:{line['data']['rest_id']}" for line in json_lines("x/zeeschuimer.ndjson"))
    search = json.loads((CASE / "bluesky/searchPosts.json").read_text(encoding="utf-8"))
    found.update(view["uri"] for view in search["posts"])
    for event in json_lines("bluesky/jetstream.ndjson"):
        commit = event.get("commit", {})
        if commit.get("operation") == "create" and "like" not in commit["collection"]:
            found[f"at://{event['did']}/{commit['collection']}/{commit['rkey']}"] += 1
    for server in ("mer", "phare"):
        statuses = json.loads((CASE / f"mastodon/{server}.example.json").read_text("utf-8"))
        found.update(status["uri"] for status in statuses)
    return found


def test_regenerating_gives_the_committed_bytes(tmp_path):
    command = [sys.executable, "-m", "eval.sample.generate", "--out", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    made = {p.relative_to(tmp_path / CASE.name): p for p in (tmp_path / CASE.name).rglob("*.*")}
    kept = {p.relative_to(CASE): p for p in CASE.rglob("*.*")}
    assert made.keys() == kept.keys()
    for name, path in made.items():
        assert path.read_bytes() == kept[name].read_bytes(), name
    truth = ROOT / "eval" / "sample" / "truth.json"
    assert (tmp_path / "truth.json").read_bytes() == truth.read_bytes()


def test_it_is_small():
    assert sum(p.stat().st_size for p in CASE.rglob("*.*")) < 3_000_000


@pytest.mark.parametrize(("day", "name"), [(14, "Friday"), (16, "Sunday"), (19, "Wednesday")])
def test_weekdays(day, name):
    assert datetime(2031, 3, day, tzinfo=UTC).strftime("%A") == name


def test_the_case_file():
    case = tomllib.loads((CASE / "case.toml").read_text(encoding="utf-8"))
    assert case["case"]["zone"] == "Europe/Paris"
    assert case["event"][0]["at"] == datetime(2031, 3, 14, 16, 30, tzinfo=UTC)
    for event in case["event"]:
        assert (CASE / event["source"]).is_file()
        assert case["case"]["from"] <= event["at"] <= case["case"]["to"]


def test_each_file_has_its_collection_time():
    times = tomllib.loads((CASE / "collected.toml").read_text(encoding="utf-8"))
    files = {p.relative_to(CASE).as_posix() for p in CASE.rglob("*.*")} - {"collected.toml"}
    assert set(times) == files


def test_nothing_is_collected_before_it_is_published():
    times = tomllib.loads((CASE / "collected.toml").read_text(encoding="utf-8"))
    for article in TRUTH["articles"]:
        assert datetime.fromisoformat(article["published"]) < times[article["file"]]
    for page in pages("search-1", "search-2", "lookup"):
        seen = datetime.fromisoformat(page["__twarc"]["retrieved_at"])
        assert all(datetime.fromisoformat(t["created_at"]) <= seen for t in page["data"])


def test_articles_quote_only_what_was_posted_before():
    for article in TRUTH["articles"]:
        published = datetime.fromisoformat(article["published"])
        for quotation in article["quotations"]:
            if quotation["post"]:
                post = POSTS[quotation["post"]]
                assert datetime.fromisoformat(post["at"]) < published, quotation["id"]
                assert post["author"] == quotation["speaker"], quotation["id"]


def test_replies_and_reposts_come_after_what_they_answer():
    for post in POSTS.values():
        if "target" in post:
            assert POSTS[post["target"]]["at"] < post["at"], post["id"]


def test_about_seven_hundred_posts_on_three_networks():
    assert 640 <= len(POSTS) <= 760
    assert set(Counter(p["platform"] for p in POSTS.values())) == {"x", "bluesky", "mastodon"}
    assert len(TRUTH["posts"]) == TRUTH["reading"]["distinct"] == len(POSTS)


def test_raw_files_hold_the_posts_of_the_truth_and_no_others():
    assert set(raw_ids()) == set(POSTS)


def test_expected_duplicates():
    found = raw_ids()
    files = TRUTH["reading"]["files"]
    again = files["x/lookup.jsonl"]["duplicate"] + files["x/zeeschuimer.ndjson"]["duplicate"]
    again += files["bluesky/jetstream.ndjson"]["also_in_search"]
    for server in ("mer", "phare"):
        again += len(files[f"mastodon/{server}.example.json"]["also_on_the_other_server"])
    assert found.total() - len(found) == again


def test_every_named_id_is_known():
    text = json.dumps(TRUTH)
    named = set(re.findall(r'"(x:\d+|at://[^"]+|https://\w+\.example/users/[^"]+)"', text))
    unseen = {TRUTH["states"]["deleted_before_capture"][0]["id"]}
    assert named - set(POSTS) == unseen


def test_snowflakes_tell_the_time():
    for page in pages("search-1", "search-2", "lookup"):
        for tweet in page["data"] + page["includes"]["tweets"]:
            ms = (int(tweet["id"]) >> 22) + X_EPOCH
            created = datetime.fromisoformat(tweet["created_at"]).timestamp() * 1000
            assert 0 <= ms - created < 1000
    for post in POSTS.values():
        if post["platform"] == "x":
            ms = (int(post["id"][2:]) >> 22) + X_EPOCH
            assert ms == round(datetime.fromisoformat(post["at"]).timestamp() * 1000)


def test_pages_hold_their_authors_and_references():
    for page in pages("search-1", "search-2", "lookup"):
        users = {user["id"] for user in page["includes"]["users"]}
        referred = {tweet["id"] for tweet in page["includes"]["tweets"]}
        for tweet in page["data"]:
            assert tweet["author_id"] in users
            assert {r["id"] for r in tweet.get("referenced_tweets", [])} <= referred


def test_long_texts_are_only_in_notes():
    long = TRUTH["reading"]["files"]["x long posts (text only in note_tweet)"]
    assert len(long) >= 3
    for page in pages("search-1", "search-2"):
        for tweet in page["data"]:
            if f"x:{tweet['id']}" in long:
                assert tweet["text"].endswith("…")
                assert tweet["note_tweet"]["text"] == POSTS[f"x:{tweet['id']}"]["text"]


def test_the_slogan():
    slogan = TRUTH["slogan"]
    assert slogan["accounts"] > 100
    assert len(slogan["bystanders"]) >= 30
    texts = [re.sub(r"\W+", " ", POSTS[i]["text"].lower()) for i in slogan["post_ids"]]
    assert all("course without the crew" in t or "cap sans l équipage" in t for t in texts)
    assert len({POSTS[i]["text"] for i in slogan["post_ids"]}) > 30
    assert slogan["fr"]["posts"] > 20
    assert slogan["en"]["posts"] > 20
    assert slogan["fr"]["posts"] + slogan["en"]["posts"] == slogan["posts"]
    first = min(slogan["post_ids"], key=lambda i: POSTS[i]["at"])
    assert slogan["first"]["id"] == first


def test_the_call():
    call = TRUTH["call"]
    copies = [POSTS[i] for i in call["post_ids"]]
    assert len(copies) == len({c["author"] for c in copies}) == call["colleagues"] == 22
    assert {c["text"] for c in copies} == {call["text"]}
    assert {PEOPLE[c["author"]]["kind"] for c in copies} == {"roster"}
    assert call["window_minutes"] <= 40
    same = [p for p in POSTS.values() if p["text"] == call["text"] and p["kind"] == "post"]
    assert len(same) == 23


def test_the_hearts():
    wave = TRUTH["hearts"]
    assert wave["posts"] > 80
    assert wave["peak_posts"] == max(wave["by_hour"].values())
    alone = set(wave["post_ids"]) - set(wave["replies_that_begin_with_a_mention"])
    assert {re.sub(r"[\s\ufe0f💙]", "", POSTS[i]["text"]) for i in alone} == {""}


def test_signatures_grow_and_disagree():
    tallies = TRUTH["tallies"]
    assert {t["value"] for t in tallies} == {90, 130, 150, 180, 198, 200, 214}
    assert {t["of"] for t in tallies} == {None, 240}
    sunday = {t["value"] for t in tallies if t["at"].startswith("2031-03-16")}
    assert {130, 150} <= sunday


def test_states():
    states = TRUTH["states"]
    gone = POSTS[states["deleted"][0]["id"]]
    assert gone["id"] in {f"x:{t['id']}" for p in pages("search-1") for t in p["data"]}
    errors = [e for p in pages("lookup") for e in p["errors"]]
    assert [f"x:{e['resource_id']}" for e in errors] == [gone["id"]]
    assert f"x:{json_lines('x/compliance.jsonl')[0]['id']}" == gone["id"]
    assert 2.9 < states["deleted"][0]["hours"] < 3.3
    assert len(states["edited"]) == 2
    assert all(e["before"] != e["after"] for e in states["edited"])
    closed = states["accounts_gone"][0]
    assert closed["post_ids"]
    assert all(POSTS[i]["at"] < closed["at"] for i in closed["post_ids"])


def test_people():
    assert len(PEOPLE) == len(TRUTH["people"])
    assert len(TRUTH["silent"]) == 7
    authors = {p["author"] for p in POSTS.values()}
    assert not authors & set(TRUTH["silent"])
    spoke = {q["speaker"] for a in TRUTH["articles"] for q in a["quotations"]}
    signed = set(TRUTH["letter"]["signatories"]["v2"])
    assert not (spoke | signed) & set(TRUTH["silent"])
    names = Counter(p["name"] for p in PEOPLE.values())
    assert {n: c for n, c in names.items() if c > 1} == {"Julien Morvan": 2, "Camille Roussel": 3}
    handles = Counter((k, v) for p in PEOPLE.values() for k, v in p["handles"].items())
    assert set(handles.values()) == {1}


def test_the_roster():
    with (CASE / "roster.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [
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
    ]
    assert {row["person"] for row in rows} == {k for k, p in PEOPLE.items() if p["on_roster"]}
    assert {row["public"] for row in rows} == {"yes", "no"}
    for row in rows:
        assert row["source"].startswith("https://") or (CASE / row["source"]).is_file()
        assert not row["to"] or row["from"] < row["to"]


def test_stances():
    who = {}
    for stance in TRUTH["stances"]:
        who.setdefault((stance["polarity"], stance["target"]), set()).add(stance["person"])
    assert len(who["against", "lucien-marchetaud"]) == 4
    assert len(who["confused", None]) == 5
    assert len(who["for", "nolwenn-trevidic"]) >= 6
    assert len(who["for", "board"]) >= 1


class Tree(HTMLParser):
    """Counts what was opened and closed, and keeps the JSON-LD."""

    def __init__(self):
        super().__init__()
        self.open, self.data, self.text = [], "", []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.data += data
        else:
            self.text.append(data)


def article_text(article):
    text = (CASE / article["file"]).read_text(encoding="utf-8")
    if not article["file"].endswith(".html"):
        return text
    tree = Tree()
    tree.feed(text)
    assert tree.open == []
    data = json.loads(tree.data)
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == article["published"]
    assert data["publisher"]["name"] == article["outlet"]
    assert data["headline"] == article["title"]
    return "".join(tree.text)


@pytest.mark.parametrize("article", TRUTH["articles"], ids=lambda a: a["file"][6:8])
def test_articles_hold_what_the_truth_says(article):
    text = article_text(article)
    if not article["file"].endswith(".html"):
        lines = text.split("\n")
        assert lines[0].removeprefix("# ") == article["title"]
        assert lines[1] == lines[3] == ""
        assert re.fullmatch(r".+ — \d{4}-\d\d-\d\d \d\d:\d\d[+-]\d\d:\d\d", lines[2])
    assert 180 <= len(text.split()) <= 520
    for quotation in article["quotations"]:
        assert all(words in text for words in quotation["content"]), quotation["id"]
    for facts in article["facts"].values():
        assert all(fact["span"] in text for fact in facts)
    assert all(words in text for words in article["spun"])


def test_fourteen_articles_in_two_languages():
    assert Counter(a["lang"] for a in TRUTH["articles"]) == {"fr": 8, "en": 6}
    assert Counter(a["file"].endswith(".html") for a in TRUTH["articles"]) == {True: 9, False: 5}
    assert [a["outlet"] for a in TRUTH["articles"] if a["quality"] == "reworded"] == ["Actu Rade"]


def flat(text):
    return re.sub(r"[\s\u00a0]+", " ", text.replace("’", "'"))


def test_untranslated_direct_words_are_in_their_posts():
    for article in TRUTH["articles"]:
        for quotation in article["quotations"]:
            exact = quotation["kind"] in ("direct", "block") and article["quality"] == "clean"
            if quotation["post"] and exact and not quotation["translated"]:
                post = flat(POSTS[quotation["post"]]["text"])
                for words in quotation["content"]:
                    assert flat(words).rstrip(".,") in post, (quotation["id"], words)


def test_one_wording_is_distorted():
    said = TRUTH["quoted_in_two_wordings"]["articles"]
    assert {a["file"][6:8]: a["distorted"] for a in said if a["distorted"]} == {"12": True}
    assert len({a["file"] for a in said}) == 4


def test_the_letter_names_its_signatories_and_its_count():
    for number, count in ((1, "90 signataires"), (2, "214 signataires sur 240")):
        tree = Tree()
        page = (CASE / f"letter.v{number}.html").read_text(encoding="utf-8")
        tree.feed(page)
        assert tree.open == []
        assert count in page
        assert "lettre-ondelune.example" in page
        for key in TRUTH["letter"]["signatories"][f"v{number}"]:
            assert PEOPLE[key]["name"] in page


def test_the_private_status_is_in_one_file_and_nobody_reposts_it():
    found = []
    for server in ("mer", "phare"):
        text = (CASE / f"mastodon/{server}.example.json").read_text(encoding="utf-8")
        for status in json.loads(text):
            seen = status["reblog"] or status
            found.append(seen["uri"])
            assert seen["visibility"] in ("public", "private")
    hidden = TRUTH["reading"]["files"]["mastodon/phare.example.json"]["not_public"]
    assert len(hidden) == 1
    assert found.count(hidden[0]) == 1


def test_reworded_fragments_are_found_once():
    for article in TRUTH["articles"]:
        body = "".join(article_text(article).split(article["title"]))
        for words in article["spun"]:
            assert body.count(words) == 1, words
